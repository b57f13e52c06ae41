// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {Act, BY_STATE, CONDITIONAL, EVER_COMPROMISED, NO_ACT, newAct} from "../../contracts/types/Act.sol";
import {ActKind} from "../../contracts/types/ActKind.sol";
import {OfficeNumber} from "../../contracts/types/OfficeNumber.sol";
import {Test} from "../utils/Test.sol";

contract ActTest is Test {
    /// | from 40 | until 40 | recordedAt 40 | office 24 | kind 4 | flags 4 | position 24 | content 80 |
    function test_newAct_laysTheWordOutAsDrawn() public pure {
        Act act = newAct(
            ActKind.Rectify,
            0x1111111111,
            0x2222222222,
            0x3333333333,
            OfficeNumber.wrap(0x444444),
            BY_STATE | EVER_COMPROMISED,
            0x88888888888888888888
        );
        uint256 drawn = 0x1111111111_2222222222_3333333333_444444_9_5_777777_88888888888888888888;
        assertEq(bytes32(Act.unwrap(act.atPosition(0x777777))), bytes32(drawn));
    }

    function test_flags_areTheBitsDrawn() public pure {
        assertEq(BY_STATE, 1);
        assertEq(CONDITIONAL, 2);
        assertEq(EVER_COMPROMISED, 4);
        for (uint256 flags = 0; flags < 16; ++flags) {
            Act act = newAct(ActKind.Grant, 0, 0, 0, OfficeNumber.wrap(0), flags, 0);
            assertEq(act.byState(), flags & 1 != 0);
            assertEq(act.conditional(), flags & 2 != 0);
            assertEq(act.everCompromised(), flags & 4 != 0);
        }
    }

    function test_isNone_onlyOfTheEmptySlot() public pure {
        assertTrue(NO_ACT.isNone());
        assertFalse(newAct(ActKind.Grant, 0, 0, 0, OfficeNumber.wrap(0), 0, 0).isNone());
    }

    function testFuzz_accessors_giveBackWhatWentIn(
        uint40 from,
        uint40 until,
        uint40 recordedAt,
        uint24 office,
        uint8 kind,
        uint24 position,
        uint80 content
    ) public pure {
        kind = uint8(bound(kind, 0, 9));
        Act act = newAct(ActKind(kind), from, until, recordedAt, OfficeNumber.wrap(office), 0, content).atPosition(
            position
        );
        assertEq(act.from(), from);
        assertEq(act.until(), until);
        assertEq(act.recordedAt(), recordedAt);
        assertEq(OfficeNumber.unwrap(act.office()), office);
        assertEq(uint256(act.kind()), kind);
        assertEq(act.position(), position);
        assertEq(act.content(), content);
        assertEq(act.cancels(), uint24(until));
    }

    function testFuzz_beginningAt_changesTheBeginAlone(uint256 word, uint40 from) public pure {
        Act changed = Act.wrap(word).beginningAt(from);
        assertEq(changed.from(), from);
        assertEq(Act.unwrap(changed) & ((1 << 216) - 1), word & ((1 << 216) - 1));
    }

    /// In one word what is otherwise told by a window.
    function testFuzz_isInForce_isAGrantRecordedByThenWhoseWindowContainsTheTime(
        uint8 kind,
        uint40[3] memory dates,
        uint40 time,
        uint40 knownAt,
        uint256 rest
    ) public pure {
        kind = rest & 3 == 0 ? uint8(bound(kind, 0, 9)) : 1;
        // dates that meet
        if (rest & 12 != 0) {
            for (uint256 i = 0; i < 3; ++i) dates[i] = uint40(bound(dates[i], 0, 4));
            (time, knownAt) = (uint40(bound(time, 0, 4)), uint40(bound(knownAt, 0, 4)));
        }
        Act act = newAct(
            ActKind(kind),
            dates[0],
            dates[1],
            dates[2],
            OfficeNumber.wrap(uint24(rest >> 8)),
            (rest >> 32) & 15,
            uint80(rest >> 64)
        ).atPosition(uint24(rest >> 144));
        bool expected = ActKind(kind) == ActKind.Grant && dates[0] <= time && (dates[1] == 0 || time < dates[1]);
        assertEq(act.isInForce(time), expected);
        assertEq(act.wasInForce(time, knownAt), expected && dates[2] <= knownAt);
    }

    function test_isInForce_atTheEdges() public pure {
        Act act = newAct(ActKind.Grant, 10, 20, 15, OfficeNumber.wrap(1), 0, 0);
        assertFalse(act.isInForce(9));
        assertTrue(act.isInForce(10));
        assertTrue(act.isInForce(19));
        assertFalse(act.isInForce(20));
        Act open = newAct(ActKind.Grant, 0, 0, 0, OfficeNumber.wrap(1), 0, 0);
        assertTrue(open.isInForce(type(uint40).max));
        assertTrue(open.isInForce(0));
        assertFalse(NO_ACT.isInForce(0));
    }

    function test_wasInForce_onceItWasRecorded() public pure {
        Act act = newAct(ActKind.Grant, 10, 20, 15, OfficeNumber.wrap(1), 0, 0);
        assertFalse(act.wasInForce(10, 14));
        assertTrue(act.wasInForce(10, 15));
        assertFalse(act.wasInForce(20, 15));
    }

    function test_amends_cancelsAndRectifications() public pure {
        for (uint256 kind = 0; kind <= uint256(type(ActKind).max); ++kind) {
            Act act = newAct(ActKind(kind), 0, 0, 0, OfficeNumber.wrap(1), 0, 0);
            assertEq(act.amends(), ActKind(kind) == ActKind.Cancel || ActKind(kind) == ActKind.Rectify);
        }
    }
}
