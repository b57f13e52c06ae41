// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {FieldCode} from "../contracts/types/FieldCode.sol";

/// Every field code covers itself. (All 2^16 words, well formed or not.)
/// @custom:engine bmc
/// @custom:twin contracts/types/FieldCode.sol: `code <= last` → `code < last`
contract FieldsCoverThemselves {
    function check(FieldCode field) external pure {
        assert(field.covers(field));
    }
}

/// What a covered field covers is covered: a broader field never covers less. (All words, well formed or not.)
/// @custom:engine bmc
/// @custom:twin contracts/types/FieldCode.sol: `? 0xff` → `? 0x1ff`
contract FieldCoverageIsTransitive {
    function check(FieldCode broad, FieldCode narrow, FieldCode detailed) external pure {
        require(broad.covers(narrow) && narrow.covers(detailed));
        assert(broad.covers(detailed));
    }
}
