// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

/// Half-open spans of time, [from, until), in Unix seconds UTC; `until` 0 means open.
library Windows {
    /// End of an open window, for comparisons.
    uint256 internal constant OPEN = type(uint256).max;

    /// The end as a number to compare with: `OPEN` where there is none.
    function end(uint40 until) internal pure returns (uint256) {
        return until == 0 ? OPEN : until;
    }

    /// Whether `until` comes after `from`.
    function isWellFormed(uint40 from, uint40 until) internal pure returns (bool) {
        return end(until) > from;
    }

    function contains(uint40 from, uint40 until, uint40 time) internal pure returns (bool) {
        return from <= time && time < end(until);
    }
}
