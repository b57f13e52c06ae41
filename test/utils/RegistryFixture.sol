// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";

import {CouncilAuthority} from "../../contracts/governance/CouncilAuthority.sol";
import {MemberStates} from "../../contracts/governance/MemberStates.sol";
import {IRegistryActs} from "../../contracts/interfaces/IRegistryActs.sol";
import {IRegistryGrants} from "../../contracts/interfaces/IRegistryGrants.sol";
import {IRegistryOffices} from "../../contracts/interfaces/IRegistryOffices.sol";
import {ITrustedIssuerRegistry} from "../../contracts/interfaces/ITrustedIssuerRegistry.sol";
import {AnyAccountPolicy} from "../../contracts/mocks/AnyAccountPolicy.sol";
import {RegistryExtension} from "../../contracts/registry/RegistryExtension.sol";
import {TrustedIssuerRegistry} from "../../contracts/registry/TrustedIssuerRegistry.sol";
import {Act} from "../../contracts/types/Act.sol";
import {ActKind} from "../../contracts/types/ActKind.sol";
import {Appointment} from "../../contracts/types/Appointment.sol";
import {BindingId} from "../../contracts/types/BindingId.sol";
import {Correction} from "../../contracts/types/Correction.sol";
import {CountryCode} from "../../contracts/types/CountryCode.sol";
import {Decision} from "../../contracts/types/Decision.sol";
import {EU} from "../../contracts/types/CountryCode.sol";
import {InstitutionId} from "../../contracts/types/InstitutionId.sol";
import {OfficeKind} from "../../contracts/types/OfficeKind.sol";
import {OfficeNumber} from "../../contracts/types/OfficeNumber.sol";
import {QualificationTypeId} from "../../contracts/types/QualificationTypeId.sol";
import {RecordKey} from "../../contracts/types/RecordKey.sol";
import {RecordKind} from "../../contracts/types/RecordKind.sol";
import {Registration} from "../../contracts/types/Registration.sol";
import {Scope} from "../../contracts/types/Scope.sol";
import {Status} from "../../contracts/types/Status.sol";
import {EVERYWHERE, Territories} from "../../contracts/types/Territories.sol";
import {TypeAttributes} from "../../contracts/types/TypeAttributes.sol";
import {Test} from "./Test.sol";

/// A registry whose offices are plain accounts, and whose council is the test itself.
///
/// - `_deployRegistry` makes it, empty; `_seat`, `_mandateBody`, `_mandateProvider` fill it.
/// - `_call` is an office's call, inside its `multicall`; `_refused` the same, with the error that must come back.
abstract contract RegistryFixture is Test {
    bytes32 internal constant TERMS = keccak256("terms");
    bytes32 internal constant EVIDENCE = keccak256("evidence");
    bytes internal constant PROFILE = '{"legalName":"A university"}';

    CountryCode internal constant GR = CountryCode.wrap("GR");
    CountryCode internal constant FI = CountryCode.wrap("FI");
    CountryCode internal constant PT = CountryCode.wrap("PT");
    CountryCode internal constant SI = CountryCode.wrap("SI");
    CountryCode internal constant NOWHERE = CountryCode.wrap(0);

    uint16 internal constant ALL = 0xffff;
    uint16 internal constant ICT = 0x06ff;
    uint16 internal constant SOFTWARE = 0x0613;
    uint16 internal constant MEDICINE = 0x0912;

    CouncilAuthority internal authority;
    MemberStates internal states;
    ITrustedIssuerRegistry internal registry;

    // -- the suite

    function _deployRegistry(uint256 genesis) internal {
        vm.warp(genesis);
        authority = new CouncilAuthority(address(this));
        TrustedIssuerRegistry implementation = new TrustedIssuerRegistry(address(new RegistryExtension()));
        bytes memory initialization = abi.encodeCall(TrustedIssuerRegistry.initialize, (address(authority)));
        registry = ITrustedIssuerRegistry(address(new ERC1967Proxy(address(implementation), initialization)));
        states = new MemberStates(registry, address(authority), new AnyAccountPolicy(), new CountryCode[](0));
        registry.setMemberStates(states);
    }

    function _consent(address account, CountryCode country, OfficeKind kind) internal {
        vm.prank(account);
        states.consent(country, kind, TERMS, _now() + 90 days);
    }

    function _seat(CountryCode country, address account) internal returns (OfficeNumber) {
        _consent(account, country, OfficeKind.MemberState);
        states.admit(country, account, TERMS, EVIDENCE);
        return registry.seatOffice(country);
    }

    /// Mandates a body from now on, without an end.
    function _mandateBody(address state, address body, Scope scope) internal returns (OfficeNumber) {
        return _mandate(state, _appointment(body, OfficeKind.AccreditationBody, 0, 0, bytes32(Scope.unwrap(scope))));
    }

    /// Mandates a provider, without an end; its mandate begins in seven days.
    function _mandateProvider(address state, address provider) internal returns (OfficeNumber) {
        return _mandate(state, _appointment(provider, OfficeKind.TrustServiceProvider, 0, 0, keccak256("list entry")));
    }

    function _mandate(address state, Appointment memory appointment) internal returns (OfficeNumber number) {
        (, CountryCode country, ) = registry.officeOf(state);
        _consent(appointment.account, country, appointment.kind);
        _call(state, abi.encodeCall(IRegistryOffices.mandate, (appointment, EVIDENCE)));
        (number, , ) = registry.officeOf(appointment.account);
    }

    function _appointGuardian(address account) internal returns (OfficeNumber) {
        _consent(account, EU, OfficeKind.Guardian);
        registry.appointGuardian(account, TERMS);
        return registry.guardian();
    }

    // -- calls

    /// An office's call, inside its multicall.
    function _call(address office, bytes memory data) internal {
        bytes[] memory calls = _bundle(data);
        vm.prank(office);
        registry.multicall(type(uint40).max, calls);
    }

    function _refused(address office, bytes memory data, bytes memory reason) internal {
        bytes[] memory calls = _bundle(data);
        vm.expectRevert(reason);
        vm.prank(office);
        registry.multicall(type(uint40).max, calls);
    }

    /// An account's call outside a multicall.
    function _callDirectly(address account, bytes memory data) internal {
        vm.prank(account);
        (bool done, bytes memory answer) = address(registry).call(data);
        if (!done) _bubble(answer);
    }

    function _refusedDirectly(address account, bytes memory data, bytes memory reason) internal {
        vm.prank(account);
        (bool done, bytes memory answer) = address(registry).call(data);
        assertFalse(done, "done");
        assertEq(answer, reason);
    }

    function _bubble(bytes memory answer) internal pure {
        assembly ("memory-safe") {
            revert(add(answer, 0x20), mload(answer))
        }
    }

    function _bundle(bytes memory data) internal pure returns (bytes[] memory calls) {
        calls = new bytes[](1);
        calls[0] = data;
    }

    function _register(address office, CountryCode country, string memory identifier) internal returns (InstitutionId) {
        _call(office, _registering(identifier, 0));
        return _institutionId(country, identifier);
    }

    function _define(
        address office,
        string memory uri,
        TypeAttributes attributes
    ) internal returns (QualificationTypeId) {
        _call(office, abi.encodeCall(IRegistryGrants.defineQualificationType, (uri, attributes, 0, EVIDENCE)));
        (, CountryCode country, ) = registry.officeOf(office);
        return _typeId(country, uri);
    }

    function _defineForAll(string memory uri, TypeAttributes attributes) internal returns (QualificationTypeId) {
        registry.defineQualificationType(uri, attributes, 0, EVIDENCE);
        return _typeId(EU, uri);
    }

    // -- what is called

    function _registering(string memory identifier, uint40 from) internal pure returns (bytes memory) {
        Registration[] memory registrations = new Registration[](1);
        registrations[0] = Registration(identifier, PROFILE);
        return abi.encodeCall(IRegistryGrants.registerInstitutions, (registrations, from, EVIDENCE));
    }

    function _accrediting(
        InstitutionId institution,
        QualificationTypeId qualificationType,
        uint40 from,
        uint40 until
    ) internal pure returns (bytes memory) {
        return _accrediting(institution, _list(qualificationType), _decision(from, until));
    }

    function _accrediting(
        InstitutionId institution,
        QualificationTypeId[] memory qualificationTypes,
        Decision memory decision
    ) internal pure returns (bytes memory) {
        return abi.encodeCall(IRegistryGrants.accredit, (institution, qualificationTypes, decision, EVIDENCE));
    }

    function _accreditingByScope(
        InstitutionId institution,
        Scope scope,
        uint40 from,
        uint40 until
    ) internal pure returns (bytes memory) {
        return abi.encodeCall(IRegistryGrants.accreditByScope, (institution, scope, _decision(from, until), EVIDENCE));
    }

    function _binding(
        InstitutionId institution,
        string memory uri,
        uint40 from,
        uint40 until
    ) internal pure returns (bytes memory) {
        return abi.encodeCall(IRegistryGrants.bind, (institution, uri, from, until, EVIDENCE));
    }

    function _appointing(InstitutionId institution, OfficeNumber provider) internal pure returns (bytes memory) {
        return abi.encodeCall(IRegistryGrants.appointProvider, (institution, provider));
    }

    function _suspending(RecordKey memory key, uint40 from, uint40 until) internal pure returns (bytes memory) {
        return abi.encodeCall(IRegistryActs.suspend, (key, from, until, EVIDENCE));
    }

    function _reinstating(RecordKey memory key, uint40 from) internal pure returns (bytes memory) {
        return abi.encodeCall(IRegistryActs.reinstate, (key, from, EVIDENCE));
    }

    function _withdrawing(RecordKey memory key, uint40 from) internal pure returns (bytes memory) {
        return abi.encodeCall(IRegistryActs.withdraw, (key, from, EVIDENCE));
    }

    function _ending(RecordKey memory key, uint40 from) internal pure returns (bytes memory) {
        return _ending(key, from, InstitutionId.wrap(0));
    }

    function _ending(RecordKey memory key, uint40 from, InstitutionId successor) internal pure returns (bytes memory) {
        return abi.encodeCall(IRegistryActs.end, (key, from, successor, EVIDENCE));
    }

    function _annulling(RecordKey memory key, uint40 from) internal pure returns (bytes memory) {
        return abi.encodeCall(IRegistryActs.annul, (key, from, EVIDENCE));
    }

    function _compromising(RecordKey memory key, uint40 from) internal pure returns (bytes memory) {
        return abi.encodeCall(IRegistryActs.compromise, (key, from, EVIDENCE));
    }

    function _cancelling(RecordKey memory key, uint24 position) internal pure returns (bytes memory) {
        return abi.encodeCall(IRegistryActs.cancel, (key, position, EVIDENCE));
    }

    function _rectifying(RecordKey memory key, Correction[] memory corrections) internal pure returns (bytes memory) {
        return abi.encodeCall(IRegistryActs.rectify, (key, corrections, EVIDENCE));
    }

    function _acting(
        ActKind kind,
        RecordKey memory key,
        uint40 from,
        uint40 until
    ) internal pure returns (bytes memory) {
        if (kind == ActKind.Suspend) return _suspending(key, from, until);
        if (kind == ActKind.Reinstate) return _reinstating(key, from);
        if (kind == ActKind.Withdraw) return _withdrawing(key, from);
        if (kind == ActKind.End) return _ending(key, from);
        if (kind == ActKind.Annul) return _annulling(key, from);
        return _compromising(key, from);
    }

    // -- values

    /// The clock, which `vm.warp` moves.
    function _now() internal view returns (uint40) {
        return uint40(vm.getBlockTimestamp());
    }

    function _institutionId(CountryCode country, string memory identifier) internal pure returns (InstitutionId) {
        return InstitutionId.wrap(keccak256(abi.encode(country, keccak256(bytes(identifier)))));
    }

    function _typeId(CountryCode country, string memory uri) internal pure returns (QualificationTypeId) {
        return QualificationTypeId.wrap(keccak256(abi.encode(country, keccak256(bytes(uri)))));
    }

    function _bindingId(string memory uri) internal pure returns (BindingId) {
        return BindingId.wrap(keccak256(bytes(uri)));
    }

    function _list(QualificationTypeId qualificationType) internal pure returns (QualificationTypeId[] memory list) {
        list = new QualificationTypeId[](1);
        list[0] = qualificationType;
    }

    function _decision(uint40 from, uint40 until) internal pure returns (Decision memory) {
        return Decision(from, until, EVERYWHERE, false);
    }

    function _appointment(
        address account,
        OfficeKind kind,
        uint40 from,
        uint40 until,
        bytes32 detail
    ) internal pure returns (Appointment memory) {
        return Appointment(account, kind, from, until, detail, TERMS);
    }

    function _correction(ActKind kind, uint40 from, uint40 until) internal pure returns (Correction memory) {
        return Correction(kind, from, until, EVERYWHERE, false, 0);
    }

    function _none() internal pure returns (Correction[] memory) {
        return new Correction[](0);
    }

    function _list(Correction memory first) internal pure returns (Correction[] memory list) {
        list = new Correction[](1);
        list[0] = first;
    }

    function _list(Correction memory first, Correction memory second) internal pure returns (Correction[] memory list) {
        list = new Correction[](2);
        (list[0], list[1]) = (first, second);
    }

    /// @param levels Bit n is EQF level n, bit 0 all.
    /// @param types Bit n is credential type n, bit 0 all.
    function _scope(uint16 levels, uint16 types, uint16[] memory fields) internal pure returns (Scope) {
        uint256 word = (uint256(levels) << 240) | (uint256(types) << 224) | (fields.length << 208);
        for (uint256 i = 0; i < fields.length; ++i) word |= uint256(fields[i]) << (192 - 16 * i);
        return Scope.wrap(word);
    }

    function _scope(uint16 levels, uint16 types, uint16 field) internal pure returns (Scope) {
        uint16[] memory fields = new uint16[](1);
        fields[0] = field;
        return _scope(levels, types, fields);
    }

    function _everything() internal pure returns (Scope) {
        return _scope(1, 1, ALL);
    }

    /// Attributes as they are handed in, without a country.
    function _attributes(
        uint8 level,
        uint8 credentialType,
        uint16[] memory fields
    ) internal pure returns (TypeAttributes) {
        uint80 word = (uint80(level) << 60) | (uint80(fields.length) << 56) | (uint80(credentialType) << 48);
        for (uint256 i = 0; i < fields.length; ++i) word |= uint80(fields[i]) << uint80(32 - 16 * i);
        return TypeAttributes.wrap(word);
    }

    function _attributes(uint8 level, uint8 credentialType, uint16 field) internal pure returns (TypeAttributes) {
        uint16[] memory fields = new uint16[](1);
        fields[0] = field;
        return _attributes(level, credentialType, fields);
    }

    /// @param codes Two letters for each, such as "DEFR".
    function _territories(bytes10 codes) internal pure returns (Territories) {
        return Territories.wrap(uint80(codes));
    }

    // -- records

    function _seatKey(CountryCode country) internal pure returns (RecordKey memory) {
        return RecordKey(RecordKind.Seat, bytes32(CountryCode.unwrap(country)), 0);
    }

    function _mandateKey(OfficeNumber office) internal pure returns (RecordKey memory) {
        return RecordKey(RecordKind.Mandate, bytes32(uint256(OfficeNumber.unwrap(office))), 0);
    }

    function _institutionKey(InstitutionId institution) internal pure returns (RecordKey memory) {
        return RecordKey(RecordKind.Institution, InstitutionId.unwrap(institution), 0);
    }

    function _typeKey(QualificationTypeId qualificationType) internal pure returns (RecordKey memory) {
        return RecordKey(RecordKind.QualificationType, QualificationTypeId.unwrap(qualificationType), 0);
    }

    function _programmeKey(
        InstitutionId institution,
        QualificationTypeId qualificationType
    ) internal pure returns (RecordKey memory) {
        return
            RecordKey(
                RecordKind.Programme,
                InstitutionId.unwrap(institution),
                QualificationTypeId.unwrap(qualificationType)
            );
    }

    function _institutionalKey(InstitutionId institution) internal pure returns (RecordKey memory) {
        return RecordKey(RecordKind.Institutional, InstitutionId.unwrap(institution), 0);
    }

    function _bindingKey(InstitutionId institution, string memory uri) internal pure returns (RecordKey memory) {
        return RecordKey(RecordKind.Binding, InstitutionId.unwrap(institution), BindingId.unwrap(_bindingId(uri)));
    }

    function _status(RecordKey memory key, uint40 time) internal view returns (Status) {
        return registry.statusOf(key, time, 0).status;
    }

    function _assertStatus(RecordKey memory key, uint40 time, Status expected) internal view {
        assertEq(uint256(_status(key, time)), uint256(expected));
    }

    /// The newest act of a record.
    function _lastAct(RecordKey memory key) internal view returns (Act) {
        (Act[] memory acts, ) = registry.acts(key, registry.actCount(key) - 1, 1);
        return acts[0];
    }

    function _assertLast(RecordKey memory key, Act expected) internal view {
        assertEq(bytes32(Act.unwrap(_lastAct(key))), bytes32(Act.unwrap(expected)));
    }
}
