// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {Windows} from "../../contracts/libraries/Windows.sol";
import {Test} from "../utils/Test.sol";

contract WindowsTest is Test {
    function test_contains_fromItsBeginUntilBeforeItsEnd() public pure {
        assertFalse(Windows.contains(10, 20, 9));
        assertTrue(Windows.contains(10, 20, 10));
        assertTrue(Windows.contains(10, 20, 19));
        assertFalse(Windows.contains(10, 20, 20));
        assertFalse(Windows.contains(10, 20, 21));
    }

    function test_contains_withoutAnEnd() public pure {
        assertTrue(Windows.contains(0, 0, 0));
        assertTrue(Windows.contains(10, 0, type(uint40).max));
        assertFalse(Windows.contains(10, 0, 9));
    }

    function test_isWellFormed_whereTheEndComesAfterTheBegin() public pure {
        assertTrue(Windows.isWellFormed(0, 0));
        assertTrue(Windows.isWellFormed(10, 0));
        assertTrue(Windows.isWellFormed(10, 11));
        assertFalse(Windows.isWellFormed(10, 10));
        assertFalse(Windows.isWellFormed(10, 9));
        assertTrue(Windows.isWellFormed(type(uint40).max, 0));
    }

    function testFuzz_contains_isHalfOpen(uint40 from, uint40 until, uint40 time) public pure {
        bool expected = time >= from;
        if (until != 0) expected = expected && time < until;
        assertEq(Windows.contains(from, until, time), expected);
    }

    /// Two windows that meet cover every moment once.
    function testFuzz_contains_windowsThatMeetCoverEveryMomentOnce(
        uint40 from,
        uint40 middle,
        uint40 until,
        uint40 time
    ) public pure {
        until = uint40(bound(until, 2, type(uint40).max));
        middle = uint40(bound(middle, 1, until - 1));
        from = uint40(bound(from, 0, middle - 1));
        bool first = Windows.contains(from, middle, time);
        bool second = Windows.contains(middle, until, time);
        assertFalse(first && second);
        assertEq(Windows.contains(from, until, time), first || second);
    }

    function testFuzz_isWellFormed_whereAnyMomentLiesInside(uint40 from, uint40 until) public pure {
        assertEq(Windows.isWellFormed(from, until), Windows.contains(from, until, from));
    }

    function testFuzz_end_isAfterEverything(uint40 until, uint40 time) public pure {
        assertEq(Windows.end(until), until == 0 ? type(uint256).max : until);
        assertGt(Windows.end(0), time);
    }
}
