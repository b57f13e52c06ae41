// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {RecordKind} from "../../contracts/types/RecordKind.sol";
import {Test} from "../utils/Test.sol";

contract RecordKindTest is Test {
    /// Events and keys carry the numbers.
    function test_numbers_areStable() public pure {
        assertEq(uint256(RecordKind.Seat), 0);
        assertEq(uint256(RecordKind.Mandate), 1);
        assertEq(uint256(RecordKind.Institution), 2);
        assertEq(uint256(RecordKind.QualificationType), 3);
        assertEq(uint256(RecordKind.Programme), 4);
        assertEq(uint256(RecordKind.Institutional), 5);
        assertEq(uint256(RecordKind.Binding), 6);
    }
}
