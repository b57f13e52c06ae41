// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IRegistryEvents} from "../../contracts/interfaces/IRegistryEvents.sol";
import {Act} from "../../contracts/types/Act.sol";
import {QualificationTypeId} from "../../contracts/types/QualificationTypeId.sol";
import {Registration} from "../../contracts/types/Registration.sol";
import {RecordKey} from "../../contracts/types/RecordKey.sol";
import {Vm} from "../utils/Vm.sol";
import {RegistryCast} from "./RegistryCast.sol";

/// The stored words can be told from the events' alone.
contract RegistryEventsTest is RegistryCast {
    function test_accredited_carriesTheActButForPositionAndAFromOfNow() public {
        RecordKey memory key = _accreditSoftware(0);
        skip(1);
        vm.recordLogs();
        _call(greekBody, _accrediting(athens, software, 0, 0));
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs.length, 1);
        assertEq(logs[0].topics[0], IRegistryEvents.Accredited.selector);
        (Act act, , ) = abi.decode(logs[0].data, (Act, QualificationTypeId[], bytes32));
        assertEq(act.from(), 0);
        _assertLast(key, act.atPosition(1).beginningAt(act.recordedAt()));
    }

    function test_accredited_isOneEventForTheWholeCall() public {
        QualificationTypeId[] memory types = new QualificationTypeId[](2);
        (types[0], types[1]) = (software, medicine);
        vm.recordLogs();
        _call(greekBody, _accrediting(athens, types, _decision(0, 0)));
        assertEq(vm.getRecordedLogs().length, 1);
    }

    function test_institutionsRegistered_isOneEventForTheWholeCall() public {
        Registration[] memory registrations = new Registration[](2);
        registrations[0] = Registration("urn:a", PROFILE);
        registrations[1] = Registration("urn:b", PROFILE);
        vm.recordLogs();
        _call(greekBody, abi.encodeCall(registry.registerInstitutions, (registrations, 9, EVIDENCE)));
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs.length, 1);
        (Act act, Registration[] memory said, ) = abi.decode(logs[0].data, (Act, Registration[], bytes32));
        assertEq(said.length, 2);
        _assertLast(_institutionKey(_institutionId(GR, said[0].identifier)), act);
        _assertLast(_institutionKey(_institutionId(GR, said[1].identifier)), act);
    }
}
