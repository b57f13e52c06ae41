// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IRegistryEvents} from "../../contracts/interfaces/IRegistryEvents.sol";
import {Act} from "../../contracts/types/Act.sol";
import {QualificationTypeId} from "../../contracts/types/QualificationTypeId.sol";
import {RecordKey} from "../../contracts/types/RecordKey.sol";
import {Vm} from "../utils/Vm.sol";
import {RegistryCast} from "./RegistryCast.sol";

/// The register can be rebuilt from the events: each names its record as everybody does, and carries the word that is stored.
contract RegistryEventsTest is RegistryCast {
    function test_events_nameARecordInOneWayOnly_mandate() public {
        RecordKey memory key = _mandateKey(_number(greekBody));
        RecordKey memory alias_ = RecordKey(key.kind, bytes32(uint256(key.subject) | (1 << 24)), 0);
        _assertNoOtherName(key, greece, _suspending(alias_, 0, 0));
        alias_ = RecordKey(key.kind, key.subject, bytes32(uint256(1)));
        _assertNoOtherName(key, greece, _suspending(alias_, 0, 0));
    }

    function test_events_nameARecordInOneWayOnly_institution() public {
        RecordKey memory key = _institutionKey(athens);
        RecordKey memory alias_ = RecordKey(key.kind, key.subject, bytes32(uint256(1)));
        _assertNoOtherName(key, greekBody, _suspending(alias_, 0, 0));
    }

    function test_events_nameARecordInOneWayOnly_type() public {
        RecordKey memory key = _typeKey(software);
        RecordKey memory alias_ = RecordKey(key.kind, key.subject, bytes32(uint256(1)));
        _assertNoOtherName(key, greekBody, _withdrawing(alias_, 0));
    }

    function test_events_nameARecordInOneWayOnly_institutional() public {
        _call(greekBody, _accreditingByScope(athens, _everything(), 0, 0));
        RecordKey memory key = _institutionalKey(athens);
        RecordKey memory alias_ = RecordKey(key.kind, key.subject, bytes32(uint256(1)));
        _assertNoOtherName(key, greekBody, _suspending(alias_, 0, 0));
    }

    /// A later grant "from 0" begins now; what is stored stands in the event.
    function test_events_carryTheActThatIsStored_accreditedAnew() public {
        RecordKey memory key = _accreditSoftware(0);
        skip(1);
        vm.recordLogs();
        _call(greekBody, _accrediting(athens, software, 0, 0));
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs.length, 1);
        assertEq(logs[0].topics[0], IRegistryEvents.Accredited.selector);
        (Act act, , ) = abi.decode(logs[0].data, (Act, QualificationTypeId[], bytes32));
        _assertLast(key, act.at(1));
    }

    /// The call is refused, or the log names the record as `key` does.
    function _assertNoOtherName(RecordKey memory key, address office, bytes memory data) private {
        bytes[] memory calls = _bundle(data);
        uint256 count = registry.actCount(key);
        vm.recordLogs();
        vm.prank(office);
        (bool done, ) = address(registry).call(abi.encodeCall(registry.multicall, (type(uint40).max, calls)));
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(registry.actCount(key), done ? count + 1 : count);
        if (!done) return;
        assertEq(logs[0].topics[1], bytes32(uint256(key.kind)));
        assertEq(logs[0].topics[2], key.subject);
        assertEq(logs[0].topics[3], key.object);
    }
}
