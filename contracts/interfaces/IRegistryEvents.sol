// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {Act} from "../types/Act.sol";
import {CountryCode} from "../types/CountryCode.sol";
import {InstitutionId} from "../types/InstitutionId.sol";
import {OfficeKind} from "../types/OfficeKind.sol";
import {OfficeNumber} from "../types/OfficeNumber.sol";
import {QualificationTypeId} from "../types/QualificationTypeId.sol";
import {RecordKind} from "../types/RecordKind.sol";
import {Registration} from "../types/Registration.sol";

/// The register can be rebuilt from these events alone.
///
/// An `act` in an event is the word that is stored, but for two things in the bulk forms, which have one act for many records:
/// its position is 0 (an act always takes the position after its record's last one), and a `from` of 0 stands for the
/// recording time where the record had acts before (for always where it had none). `evidence` is the hash of the published decision, kept nowhere else.
interface IRegistryEvents {
    /// An act was appended to a record's timeline. Who holds a binding is found by `kind` and `object`.
    event ActRecorded(
        RecordKind indexed kind,
        bytes32 indexed subject,
        bytes32 indexed object,
        Act act,
        bytes32 detail,
        bytes32 evidence
    );

    /// Institutions were registered by the same act, each under the id of its identifier and the country in the act's content.
    event InstitutionsRegistered(Act act, Registration[] registrations, bytes32 evidence);

    /// An institution was accredited for these types by the same act.
    event Accredited(
        InstitutionId indexed institution,
        Act act,
        QualificationTypeId[] qualificationTypes,
        bytes32 evidence
    );

    /// A qualification type or a binding was recorded for the first time under `id`, which stands for `uri`.
    event Named(RecordKind indexed kind, bytes32 indexed id, string uri);

    /// An institution's profile was replaced.
    event ProfileUpdated(InstitutionId indexed institution, OfficeNumber office, bytes profile);

    /// An institution's controller was set; zero for none.
    event ControllerSet(InstitutionId indexed institution, OfficeNumber office, address controller);

    /// An institution's provider was appointed; zero for dismissed.
    event ProviderAppointed(InstitutionId indexed institution, OfficeNumber office, OfficeNumber provider);

    /// An office was opened.
    event OfficeEnrolled(OfficeNumber indexed office, address indexed account, CountryCode country, OfficeKind kind);

    /// An office was handed to another account.
    event OfficeReassigned(OfficeNumber indexed office, address indexed account, address previous);

    event GuardianAppointed(OfficeNumber indexed office);
    event MemberStatesSet(address memberStates);
    event Paused(uint40 until);
    event Unpaused(uint40 time);
}
