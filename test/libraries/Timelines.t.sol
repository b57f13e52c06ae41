// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {Finding, Timelines} from "../../contracts/libraries/Timelines.sol";
import {Act, newAct} from "../../contracts/types/Act.sol";
import {ActKind} from "../../contracts/types/ActKind.sol";
import {OfficeNumber} from "../../contracts/types/OfficeNumber.sol";
import {Status} from "../../contracts/types/Status.sol";
import {Test} from "../utils/Test.sol";
import {TimelineHarness} from "./TimelineHarness.sol";
import {TimelineModel} from "./TimelineModel.sol";

contract TimelinesTest is Test {
    TimelineHarness private timeline;

    function setUp() public {
        timeline = new TimelineHarness();
        vm.warp(1000);
    }

    // -- append, length, get

    function test_append_keepsTheOrderOfRecording() public {
        assertEq(timeline.length(), 0);
        assertTrue(timeline.get(0).isNone());
        for (uint40 i = 0; i < 5; ++i) {
            _append(ActKind.Grant, i, 0, i);
            assertEq(timeline.length(), i + 1);
        }
        for (uint24 i = 0; i < 5; ++i) {
            assertEq(timeline.get(i).from(), i);
            assertEq(timeline.get(i).position(), i);
        }
        assertTrue(timeline.get(5).isNone());
    }

    function test_append_ofTheFirstTakesOneSlot() public {
        vm.record();
        _append(ActKind.Grant, 1, 0, 1);
        (, bytes32[] memory writes) = vm.accesses(address(timeline));
        assertEq(writes.length, 1);
    }

    function test_append_refusesMoreThanThereArePositions() public {
        Act last = newAct(ActKind.Grant, 1, 0, 1, OfficeNumber.wrap(1), 0, 0).atPosition(type(uint24).max);
        timeline.append(last);
        vm.expectRevert(abi.encodeWithSelector(Timelines.TimelineFull.selector));
        timeline.append(last);
    }

    // -- lookUp

    function test_lookUp_findsNothingInAnEmptyTimeline() public view {
        Finding memory found = timeline.lookUp(5, 5);
        assertEq(uint256(found.status), uint256(Status.Never));
        assertTrue(found.act.isNone() && found.grant.isNone() && found.suspension.isNone());
    }

    function test_lookUp_atTheEdgesOfAGrant() public {
        _append(ActKind.Grant, 10, 20, 5);
        _assertStatus(9, 5, Status.NotYet);
        _assertStatus(10, 5, Status.Active);
        _assertStatus(19, 5, Status.Active);
        _assertStatus(20, 5, Status.Lapsed);
        _assertStatus(15, 4, Status.Never);
    }

    function test_lookUp_reportsTheGrantThatBeginsFirstWhereNoneHasBegun() public {
        _append(ActKind.Grant, 30, 40, 1);
        _append(ActKind.Grant, 20, 25, 2);
        _append(ActKind.Grant, 25, 0, 3);
        Finding memory found = timeline.lookUp(10, 3);
        assertEq(uint256(found.status), uint256(Status.NotYet));
        assertEq(found.act.position(), 1);
        assertTrue(found.grant.isNone());
    }

    function test_lookUp_reportsTheNewestSuspensionThatHolds() public {
        _append(ActKind.Grant, 0, 0, 1);
        _append(ActKind.Suspend, 10, 0, 2);
        _append(ActKind.Suspend, 20, 30, 3);
        _assertAct(15, Status.Suspended, 1);
        _assertAct(20, Status.Suspended, 2);
        _assertAct(29, Status.Suspended, 2);
        _assertAct(30, Status.Suspended, 1);
        Finding memory found = timeline.lookUp(25, 3);
        assertEq(found.grant.position(), 0);
        assertEq(found.suspension.position(), 2);
    }

    function test_lookUp_reinstatementLiftsWhatIsOlderFromItsBeginOn() public {
        _append(ActKind.Grant, 0, 0, 1);
        _append(ActKind.Suspend, 10, 0, 2);
        _append(ActKind.Reinstate, 20, 0, 3);
        _append(ActKind.Suspend, 30, 40, 4);
        _assertAct(19, Status.Suspended, 1);
        _assertAct(20, Status.Active, 0);
        _assertAct(30, Status.Suspended, 3);
        _assertAct(40, Status.Active, 0);
    }

    function test_lookUp_remembersTheSuspensionOfALapsedGrant() public {
        _append(ActKind.Grant, 0, 20, 1);
        _append(ActKind.Suspend, 10, 0, 2);
        _assertAct(20, Status.Lapsed, 0);
        assertEq(timeline.lookUp(20, 2).suspension.position(), 1);
    }

    function test_lookUp_endingsDecideEach() public {
        ActKind[4] memory kinds = [ActKind.Withdraw, ActKind.End, ActKind.Annul, ActKind.Compromise];
        Status[4] memory statuses = [Status.Withdrawn, Status.Ended, Status.Annulled, Status.Compromised];
        for (uint256 i = 0; i < 4; ++i) {
            timeline = new TimelineHarness();
            _append(ActKind.Grant, 0, 20, 1);
            _append(kinds[i], 10, 0, 2);
            _assertAct(9, Status.Active, 0);
            _assertAct(10, statuses[i], 1);
            _assertAct(20, statuses[i], 1);
            assertEq(timeline.lookUp(10, 2).grant.position(), 0);
        }
    }

    function test_lookUp_findsNoGrantBehindAnExclusion() public {
        _append(ActKind.Withdraw, 0, 0, 1);
        Finding memory found = timeline.lookUp(5, 5);
        assertEq(uint256(found.status), uint256(Status.Withdrawn));
        assertTrue(found.grant.isNone());
    }

    function test_lookUp_passesAGrantToComeWhereAnEndingDecides() public {
        _append(ActKind.Grant, 0, 5, 1);
        _append(ActKind.Grant, 50, 0, 2);
        _append(ActKind.Withdraw, 10, 0, 3);
        Finding memory found = timeline.lookUp(20, 5);
        assertEq(uint256(found.status), uint256(Status.Withdrawn));
        assertEq(found.grant.position(), 0);
    }

    function test_lookUp_passesOverWhatWasCancelledByThen() public {
        _append(ActKind.Grant, 0, 0, 1);
        _append(ActKind.Withdraw, 10, 0, 2);
        _append(ActKind.Cancel, 5, 1, 5);
        _assertStatus(20, 4, Status.Withdrawn);
        _assertStatus(20, 5, Status.Active);
    }

    function test_lookUp_cancelsAmongManyActs() public {
        _append(ActKind.Grant, 0, 0, 1);
        for (uint40 i = 1; i < 300; ++i) _append(ActKind.Suspend, 500 + i, 0, 2);
        for (uint40 i = 1; i < 300; i += 2) _append(ActKind.Cancel, 3, i, 3);
        _assertAct(501, Status.Active, 0);
        _assertAct(502, Status.Suspended, 2);
        _assertAct(799, Status.Suspended, 298);
    }

    function test_lookUp_stopsAtARectification() public {
        _append(ActKind.Grant, 0, 0, 1);
        _append(ActKind.Rectify, 5, 0, 5);
        _assertStatus(20, 4, Status.Active);
        _assertStatus(20, 5, Status.Never);
        _append(ActKind.Grant, 10, 0, 5);
        _assertStatus(9, 5, Status.NotYet);
        _assertStatus(10, 5, Status.Active);
    }

    function test_lookUp_tellsThatACompromiseWasRecorded() public {
        _append(ActKind.Grant, 0, 0, 1);
        _append(ActKind.Compromise, 50, 0, 5);
        _append(ActKind.Rectify, 6, 0, 6);
        _append(ActKind.Grant, 0, 0, 6);
        assertFalse(timeline.lookUp(20, 4).compromised);
        assertTrue(timeline.lookUp(20, 5).compromised);
        assertTrue(timeline.lookUp(20, 6).compromised);
        _assertStatus(20, 6, Status.Active);
    }

    function test_lookUp_tellsOfARectifiedCompromiseWhereNothingIsLeft() public {
        _append(ActKind.Grant, 0, 0, 1);
        _append(ActKind.Compromise, 50, 0, 5);
        _append(ActKind.Rectify, 6, 0, 6);
        assertTrue(timeline.lookUp(20, 6).compromised);
        _assertStatus(20, 6, Status.Never);
    }

    /// Any timeline, written without the rules, and any question.
    function testFuzz_lookUp_isWhatTheModelSays(uint256 seed) public {
        Act[] memory acts = _write(seed);
        for (uint256 i = 0; i < 16; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            _assertAsModelled(acts, uint40(seed % 25), uint40((seed >> 8) % 14));
        }
    }

    /// What is appended later changes no answer as known before.
    function testFuzz_lookUp_asKnownInThePastNeverChanges(uint256 seed, uint40 time, uint40 knownAt) public {
        time = uint40(bound(time, 0, 24));
        knownAt = uint40(bound(knownAt, 0, 12));
        _write(seed);
        bytes32 before = keccak256(abi.encode(timeline.lookUp(time, knownAt)));
        for (uint256 i = 0; i < 4; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            timeline.append(_randomAct(seed, timeline.length(), uint40(knownAt + 1 + (seed % 3))));
        }
        assertEq(keccak256(abi.encode(timeline.lookUp(time, knownAt))), before);
    }

    // -- newestGrant

    function test_newestGrant_thatCountsWheneverItBegins() public {
        assertTrue(timeline.newestGrant().isNone());
        _append(ActKind.Withdraw, 0, 0, 1);
        assertTrue(timeline.newestGrant().isNone());
        _append(ActKind.Grant, 0, 0, 1);
        _append(ActKind.Grant, 2000, 0, 2);
        _append(ActKind.Suspend, 10, 0, 3);
        assertEq(timeline.newestGrant().position(), 2);
        _append(ActKind.Cancel, 5, 2, 5);
        assertEq(timeline.newestGrant().position(), 1);
        _append(ActKind.Rectify, 6, 0, 6);
        assertTrue(timeline.newestGrant().isNone());
    }

    // -- pieces

    function _append(ActKind kind, uint40 from, uint40 until, uint40 recordedAt) private {
        timeline.append(newAct(kind, from, until, recordedAt, OfficeNumber.wrap(1), 0, 0));
    }

    function _assertStatus(uint40 time, uint40 knownAt, Status expected) private view {
        assertEq(uint256(timeline.lookUp(time, knownAt).status), uint256(expected));
    }

    function _assertAct(uint40 time, Status status, uint24 position) private view {
        Finding memory found = timeline.lookUp(time, 1000);
        assertEq(uint256(found.status), uint256(status));
        assertEq(found.act.position(), position);
    }

    function _write(uint256 seed) private returns (Act[] memory acts) {
        acts = new Act[](1 + (seed % 9));
        uint40 recordedAt = 0;
        for (uint256 i = 0; i < acts.length; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            if (seed & 3 != 0) recordedAt += uint40((seed >> 8) % 3);
            timeline.append(_randomAct(seed, i, recordedAt));
            acts[i] = timeline.get(i);
        }
    }

    function _randomAct(uint256 seed, uint256 position, uint40 recordedAt) private pure returns (Act) {
        // grants and suspensions oftener than the rest; a rectification, which ends all, seldom
        uint8[16] memory kinds = [1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 7, 8, 9];
        ActKind kind = ActKind(kinds[(seed >> 16) % 16]);
        uint40 from = uint40((seed >> 32) % 20);
        uint40 until = (seed >> 40) & 1 == 0 ? 0 : from + 1 + uint40((seed >> 48) % 10);
        if (kind == ActKind.Cancel) until = uint40(position == 0 ? 0 : (seed >> 64) % position);
        return newAct(kind, from, until, recordedAt, OfficeNumber.wrap(1), 0, 0);
    }

    function _assertAsModelled(Act[] memory acts, uint40 time, uint40 knownAt) private view {
        Finding memory found = timeline.lookUp(time, knownAt);
        TimelineModel.Answer memory answer = TimelineModel.lookUp(acts, time, knownAt);
        assertEq(uint256(found.status), uint256(answer.status), "status");
        _assertPosition(acts, found.act, answer.position, "act");
        _assertPosition(acts, found.grant, answer.grant, "grant");
        _assertPosition(acts, found.suspension, answer.suspension, "suspension");
        assertEq(found.compromised, answer.compromised, "compromised");
    }

    function _assertPosition(Act[] memory acts, Act act, uint256 position, string memory what) private pure {
        uint256 expected = position == TimelineModel.NOTHING ? 0 : Act.unwrap(acts[position]);
        assertEq(bytes32(Act.unwrap(act)), bytes32(expected), what);
    }
}
