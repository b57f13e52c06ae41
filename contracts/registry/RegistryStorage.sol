// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IMemberStates} from "../interfaces/IMemberStates.sol";
import {Timeline} from "../libraries/Timelines.sol";
import {BindingId} from "../types/BindingId.sol";
import {CountryCode} from "../types/CountryCode.sol";
import {InstitutionId} from "../types/InstitutionId.sol";
import {QualificationTypeId} from "../types/QualificationTypeId.sol";
import {RecordKey} from "../types/RecordKey.sol";
import {RecordKind} from "../types/RecordKind.sol";
import {Office} from "../types/Office.sol";
import {OfficeNumber} from "../types/OfficeNumber.sol";

/// What is kept of an institution beside its timeline: what is in force now. The events keep what was.
struct InstitutionFile {
    /// keccak256 of the profile's bytes.
    bytes32 profileHash;
    /// account 160 | provider 24
    address controller;
    OfficeNumber provider;
}

/// The registry's storage, ERC-7201. Everything that is decided is an act in a timeline; beside them there are only the book
/// of offices, the institutions' files and the pause.
abstract contract RegistryStorage {
    /// @custom:storage-location erc7201:trusted-issuer-registry.Registry
    struct Registry {
        mapping(CountryCode country => Timeline) seats;
        mapping(OfficeNumber number => Timeline) mandates;
        mapping(InstitutionId institution => Timeline) institutions;
        mapping(QualificationTypeId qualificationType => Timeline) qualificationTypes;
        mapping(InstitutionId institution => mapping(QualificationTypeId qualificationType => Timeline)) programmes;
        mapping(InstitutionId institution => Timeline) institutionals;
        mapping(InstitutionId institution => mapping(BindingId binding => Timeline)) bindings;
        mapping(address account => Office) offices;
        mapping(OfficeNumber number => address) accounts;
        mapping(CountryCode country => OfficeNumber) seatOffices;
        mapping(InstitutionId institution => InstitutionFile) files;
        /// How many institutions the binding was ever recorded for.
        mapping(BindingId binding => uint256) holderCounts;
        /// pausedUntil 40 | officeCount 24 | guardian 24
        uint40 pausedUntil;
        uint24 officeCount;
        OfficeNumber guardian;
        IMemberStates memberStates;
    }

    /// keccak256(abi.encode(uint256(keccak256("trusted-issuer-registry.Registry")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant REGISTRY_SLOT = 0xf49c93c5317714e4d13ecba2c98f285797a8f1e7ef79975d49cb7a5c3c3f8d00;

    function _registry() internal pure returns (Registry storage $) {
        assembly {
            $.slot := REGISTRY_SLOT
        }
    }

    function _timeline(RecordKey memory key) internal view returns (Timeline storage) {
        Registry storage $ = _registry();
        (bytes32 subject, bytes32 object) = (key.subject, key.object);
        InstitutionId institution = InstitutionId.wrap(subject);
        RecordKind kind = key.kind;
        if (kind == RecordKind.Programme) return $.programmes[institution][QualificationTypeId.wrap(object)];
        if (kind == RecordKind.Institutional) return $.institutionals[institution];
        if (kind == RecordKind.Binding) return $.bindings[institution][BindingId.wrap(object)];
        if (kind == RecordKind.Institution) return $.institutions[institution];
        if (kind == RecordKind.QualificationType) return $.qualificationTypes[QualificationTypeId.wrap(subject)];
        if (kind == RecordKind.Mandate) return $.mandates[OfficeNumber.wrap(uint24(uint256(subject)))];
        return $.seats[CountryCode.wrap(bytes2(subject))];
    }
}
