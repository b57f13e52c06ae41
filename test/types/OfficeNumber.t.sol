// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {NO_OFFICE, OfficeNumber} from "../../contracts/types/OfficeNumber.sol";
import {Test} from "../utils/Test.sol";

contract OfficeNumberTest is Test {
    function testFuzz_operators_compareNumbers(uint24 a, uint24 b) public pure {
        assertEq(OfficeNumber.wrap(a) == OfficeNumber.wrap(b), a == b);
        assertEq(OfficeNumber.wrap(a) != OfficeNumber.wrap(b), a != b);
        assertTrue(OfficeNumber.wrap(a) == OfficeNumber.wrap(a));
        assertEq(OfficeNumber.wrap(a).isNone(), a == 0);
        assertTrue(NO_OFFICE.isNone());
    }
}
