// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {Windows} from "../contracts/libraries/Windows.sol";

/// The moment at which one window ends and the next begins is not in both.
/// @custom:engine bmc
/// @custom:twin contracts/libraries/Windows.sol: `time < end(until)` → `time <= end(until)`
contract AdjacentWindowsDoNotOverlap {
    function check(uint40 from, uint40 middle, uint40 until, uint40 time) external pure {
        require(middle != 0 && Windows.isWellFormed(from, middle) && Windows.isWellFormed(middle, until));
        assert(!Windows.contains(from, middle, time) || !Windows.contains(middle, until, time));
    }
}

/// Two windows that meet contain together what one from the begin of the first to the end of the second contains, open or not.
/// @custom:engine bmc
/// @custom:twin contracts/libraries/Windows.sol: `from <= time` → `from < time`
contract AdjacentWindowsLeaveNoGap {
    function check(uint40 from, uint40 middle, uint40 until, uint40 time) external pure {
        require(middle != 0 && Windows.isWellFormed(from, middle) && Windows.isWellFormed(middle, until));
        bool either = Windows.contains(from, middle, time) || Windows.contains(middle, until, time);
        assert(either == Windows.contains(from, until, time));
    }
}

/// A window is well formed if and only if some moment is in it, and then its begin is.
/// @custom:engine bmc
/// @custom:twin contracts/libraries/Windows.sol: `end(until) > from` → `end(until) >= from`
contract WellFormedWindowsContainTheirBegin {
    function check(uint40 from, uint40 until, uint40 time) external pure {
        require(Windows.isWellFormed(from, until) || Windows.contains(from, until, time));
        assert(Windows.contains(from, until, from) && Windows.isWellFormed(from, until));
    }
}
