// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {ALL_FIELDS, FieldCode} from "../../contracts/types/FieldCode.sol";
import {Test} from "../utils/Test.sol";
import {FieldModel} from "./FieldModel.sol";

contract FieldCodeTest is Test {
    function test_covers_byPrefixAndItself() public pure {
        _assertCovers("06", "06", true);
        _assertCovers("06", "061", true);
        _assertCovers("06", "0613", true);
        _assertCovers("061", "0613", true);
        _assertCovers("", "06", true);
        _assertCovers("", "0613", true);
        _assertCovers("", "", true);

        _assertCovers("061", "06", false);
        _assertCovers("0613", "061", false);
        _assertCovers("06", "07", false);
        _assertCovers("06", "0713", false);
        _assertCovers("061", "0621", false);
        _assertCovers("0613", "0612", false);
        _assertCovers("06", "", false);
    }

    function test_isWellFormed_ofTheThreeLevelsAndAll() public pure {
        _assertWellFormed(0x06ff, true);
        _assertWellFormed(0x061f, true);
        _assertWellFormed(0x0613, true);
        _assertWellFormed(0x9999, true);
        _assertWellFormed(0x0000, true);
        assertTrue(ALL_FIELDS.isWellFormed());

        _assertWellFormed(0x0fff, false); // one digit
        _assertWellFormed(0x06f3, false); // a digit behind an F
        _assertWellFormed(0xf613, false);
        _assertWellFormed(0xa6ff, false);
        _assertWellFormed(0x0aff, false);
        _assertWellFormed(0x06af, false);
        _assertWellFormed(0x061a, false);
    }

    function test_isWellFormed_ofExactlyTheCodesThatDigitsMake() public pure {
        uint256 count = 0;
        for (uint256 code = 0; code <= 0xffff; ++code) {
            if (FieldCode.wrap(uint16(code)).isWellFormed()) ++count;
        }
        assertEq(count, 100 + 1000 + 10000 + 1);
    }

    function testFuzz_covers_isThePrefixOfStrings(uint256 wideSeed, uint256 narrowSeed, bool related) public pure {
        bytes memory wide = FieldModel.digits(wideSeed);
        bytes memory narrow = FieldModel.digits(narrowSeed);
        // random codes seldom have a prefix in common
        if (related) for (uint256 i = 0; i < wide.length && i < narrow.length; ++i) narrow[i] = wide[i];
        assertEq(FieldModel.code(wide).covers(FieldModel.code(narrow)), FieldModel.isPrefix(wide, narrow));
        assertTrue(FieldModel.code(wide).isWellFormed());
    }

    function testFuzz_isWellFormed_whereTheDigitsCanBeReadBack(uint16 code) public pure {
        (bool readable, bytes memory digits) = FieldModel.read(code);
        assertEq(FieldCode.wrap(code).isWellFormed(), readable);
        if (readable) assertEq(FieldCode.unwrap(FieldModel.code(digits)), code);
    }

    function _assertCovers(bytes memory wide, bytes memory narrow, bool expected) private pure {
        assertEq(FieldModel.code(wide).covers(FieldModel.code(narrow)), expected);
    }

    function _assertWellFormed(uint16 code, bool expected) private pure {
        assertEq(FieldCode.wrap(code).isWellFormed(), expected);
    }
}
