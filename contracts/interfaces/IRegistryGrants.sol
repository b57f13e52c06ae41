// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {Decision} from "../types/Decision.sol";
import {InstitutionId} from "../types/InstitutionId.sol";
import {OfficeNumber} from "../types/OfficeNumber.sol";
import {QualificationTypeId} from "../types/QualificationTypeId.sol";
import {Registration} from "../types/Registration.sol";
import {Scope} from "../types/Scope.sol";
import {TypeAttributes} from "../types/TypeAttributes.sol";

/// What grants: institutions, qualification types, accreditations, bindings. Times are Unix seconds UTC; `evidence` is the hash of
/// the published decision. Offices call inside `multicall`; a pause stops all of these but dismissals.
///
/// A grant that is its record's first act may begin in the past; 0 means always. A later one begins now (0) or later, or up to
/// 180 days back where it covers lapse only.
interface IRegistryGrants {
    /// Registers institutions of the caller's country. By its bodies and its member state.
    /// @param from Begin of all of them, inclusive; 0 means always.
    function registerInstitutions(Registration[] calldata registrations, uint40 from, bytes32 evidence) external;

    /// Opens anew an institution that had closed, or been withdrawn or annulled. By a body or the member state of its country.
    /// @param from Begin, inclusive; 0 means now.
    function reopenInstitution(InstitutionId institution, uint40 from, bytes32 evidence) external;

    /// Replaces an institution's profile. By a body or the member state of its country.
    /// @param profile Canonical JSON, 1 to 4,096 bytes.
    function updateProfile(InstitutionId institution, bytes calldata profile) external;

    /// Sets the account that acts for an institution; zero for none. By a body or the member state of its country.
    function setController(InstitutionId institution, address controller) external;

    /// Appoints the provider that attests the institution's identifiers and keys, of any country; 0 dismisses. By the
    /// controller, or by a body or the member state of its country.
    function appointProvider(InstitutionId institution, OfficeNumber provider) external;

    /// Defines a qualification type of the caller's country (by its bodies, in scope, and its member state), or of `EU` (by the
    /// council); or takes a retired or withdrawn one up again.
    /// @param uri The type's URI, 1 to 512 bytes.
    /// @param attributes Without a country, which is the caller's. They never change.
    function defineQualificationType(
        string calldata uri,
        TypeAttributes attributes,
        uint40 from,
        bytes32 evidence
    ) external;

    /// Programme accreditation: the institution may award these types. By a body, in scope, or the member state of its country.
    /// The types are of that country or `EU`, and active.
    function accredit(
        InstitutionId institution,
        QualificationTypeId[] calldata qualificationTypes,
        Decision calldata decision,
        bytes32 evidence
    ) external;

    /// Institutional accreditation: the institution may award what `scope` covers, of its country's types and those of `EU`. There is one for an institution, and a grant
    /// restates the whole; to replace another office's is the member state's.
    function accreditByScope(
        InstitutionId institution,
        Scope scope,
        Decision calldata decision,
        bytes32 evidence
    ) external;

    /// Binds an identifier or a key to an institution. By the provider that it appointed.
    ///
    /// Restricting a binding (end, annul, compromise) is for: the provider that bound it, even dismissed or suspended; the present
    /// provider; the controller (not to annul); a body or the member state of the institution's country; the member state that supervises the
    /// provider that bound it.
    /// @param uri Canonical URI of the identifier, or of the public key (RFC 9278 over the RFC 7638 SHA-256 thumbprint); 1 to 512 bytes.
    function bind(InstitutionId institution, string calldata uri, uint40 from, uint40 until, bytes32 evidence) external;
}
