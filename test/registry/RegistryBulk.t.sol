// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IRegistryGrants} from "../../contracts/interfaces/IRegistryGrants.sol";
import {ActKind} from "../../contracts/types/ActKind.sol";
import {Decision} from "../../contracts/types/Decision.sol";
import {InstitutionId} from "../../contracts/types/InstitutionId.sol";
import {QualificationTypeId} from "../../contracts/types/QualificationTypeId.sol";
import {RecordKey} from "../../contracts/types/RecordKey.sol";
import {Registration} from "../../contracts/types/Registration.sol";
import {EVERYWHERE} from "../../contracts/types/Territories.sol";
import {RegistryCast} from "./RegistryCast.sol";

/// A call for many is the sequence of the calls for each.
contract RegistryBulkTest is RegistryCast {
    QualificationTypeId[] private types;

    function setUp() public override {
        super.setUp();
        types.push(software);
        types.push(medicine);
        types.push(european);
        types.push(finnishType);
        for (uint8 i = 1; i <= 5; ++i) {
            types.push(_define(greekBody, string(abi.encodePacked("urn:", i)), _attributes(i, i, 0x0610 + i)));
        }
    }

    /// Types with and without a history, foreign or retired ones among them, any dates, by body, narrow body or state.
    function testFuzz_accredit_ofManyTypesIsTheSequenceOfSingleCalls(uint256 seed) public {
        _writeHistory(seed);
        address office = [greekBody, greece, narrowBody, greekBody][(seed >> 8) & 3];
        QualificationTypeId[] memory chosen = _choose(seed >> 16);
        Decision memory decision = Decision(_date(seed >> 64), _date(seed >> 96), EVERYWHERE, seed & 1 == 0);
        if (decision.until != 0 && (seed >> 120) & 3 != 0) decision.until += 20 days;

        uint256 start = vm.snapshotState();
        (bool done, bytes memory answer) = _try(office, _bundle(_accrediting(athens, chosen, decision)));
        bytes32 together = _state();
        vm.revertToState(start);

        bytes[] memory calls = new bytes[](chosen.length);
        for (uint256 i = 0; i < chosen.length; ++i) calls[i] = _accrediting(athens, _list(chosen[i]), decision);
        (bool doneEach, bytes memory answerEach) = _try(office, calls);
        assertEq(done, doneEach);
        if (!done) assertEq(answer, answerEach);
        assertEq(together, _state());
    }

    function testFuzz_registerInstitutions_ofManyIsTheSequenceOfSingleCalls(uint256 seed) public {
        address office = seed & 1 == 0 ? greekBody : greece;
        uint40 from = _date(seed >> 8);
        Registration[] memory registrations = new Registration[](1 + ((seed >> 40) % 5));
        bytes[] memory calls = new bytes[](registrations.length);
        for (uint256 i = 0; i < registrations.length; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            // seldom the same twice, a registered one, or a profile that is too long
            registrations[i].identifier = string(abi.encodePacked("urn:", uint8(seed % 32)));
            if (seed >> 250 == 0) registrations[i].identifier = "https://example.org/athens";
            registrations[i].profile = new bytes((seed >> 16) % 60 == 0 ? 4097 : 1 + ((seed >> 24) % 99));
            Registration[] memory one = new Registration[](1);
            one[0] = registrations[i];
            calls[i] = abi.encodeCall(IRegistryGrants.registerInstitutions, (one, from, EVIDENCE));
        }
        uint256 start = vm.snapshotState();
        (bool done, bytes memory answer) = _try(
            office,
            _bundle(abi.encodeCall(IRegistryGrants.registerInstitutions, (registrations, from, EVIDENCE)))
        );
        bytes32 together = _institutions(registrations);
        vm.revertToState(start);

        (bool doneEach, bytes memory answerEach) = _try(office, calls);
        assertEq(done, doneEach);
        if (!done) assertEq(answer, answerEach);
        assertEq(together, _institutions(registrations));
    }

    function _try(address office, bytes[] memory calls) private returns (bool done, bytes memory answer) {
        vm.prank(office);
        (done, answer) = address(registry).call(abi.encodeCall(registry.multicall, (type(uint40).max, calls)));
        if (done) answer = "";
    }

    function _writeHistory(uint256 seed) private {
        for (uint256 i = 0; i < 6; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            QualificationTypeId type_ = types[(seed >> 8) % types.length];
            RecordKey memory key = _programmeKey(athens, type_);
            bytes memory data;
            if (seed & 7 < 4) data = _accrediting(athens, type_, _date(seed >> 16), _date(seed >> 48));
            else if (seed & 7 == 4) data = _suspending(key, _date(seed >> 16), 0);
            else if (seed & 7 == 5) data = _acting(ActKind.Withdraw, key, _date(seed >> 16), 0);
            else if (seed & 7 == 6) data = _acting(ActKind.End, key, 0, 0);
            else if ((seed >> 80) % 4 == 0) data = _ending(_typeKey(type_), 0);
            else data = _rectifying(key, _none());
            _try(seed & 8 == 0 ? greekBody : greece, _bundle(data));
            skip((seed >> 96) % 5 days);
        }
    }

    /// Mostly what can be granted.
    function _choose(uint256 seed) private view returns (QualificationTypeId[] memory chosen) {
        chosen = new QualificationTypeId[](1 + (seed % 5));
        for (uint256 i = 0; i < chosen.length; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint256 index = seed % types.length;
            chosen[i] = types[index == 3 && seed >> 252 != 0 ? 0 : index];
        }
    }

    /// 0, or within some days of now.
    function _date(uint256 seed) private view returns (uint40) {
        return seed & 1 == 0 ? 0 : _now() - 5 days + uint40((seed >> 1) % 15 days);
    }

    function _state() private view returns (bytes32 hash) {
        for (uint256 i = 0; i < types.length; ++i) hash = _hash(hash, _programmeKey(athens, types[i]));
    }

    function _institutions(Registration[] memory registrations) private view returns (bytes32 hash) {
        for (uint256 i = 0; i < registrations.length; ++i) {
            InstitutionId institution = _institutionId(GR, registrations[i].identifier);
            (, bytes32 profileHash, , ) = registry.institution(institution);
            hash = _hash(keccak256(abi.encode(hash, profileHash)), _institutionKey(institution));
        }
    }

    function _hash(bytes32 hash, RecordKey memory key) private view returns (bytes32) {
        (bool done, bytes memory acts) = address(registry).staticcall(abi.encodeCall(registry.acts, (key, 0, 99)));
        return keccak256(abi.encode(hash, done, acts));
    }
}
