// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {FieldCode} from "../../contracts/types/FieldCode.sol";
import {TypeAttributes} from "../../contracts/types/TypeAttributes.sol";
import {RegistryFixture} from "../utils/RegistryFixture.sol";

contract TypeAttributesTest is RegistryFixture {
    /// | country 16 | level 4 | field count 4 | credential type 8 | field codes 3 × 16 |
    function test_layout_isAsDrawn() public pure {
        TypeAttributes attributes = TypeAttributes.wrap(0x4752_6_3_02_0613_07ff_0912);
        assertTrue(attributes.country() == GR);
        assertEq(attributes.level(), 6);
        assertEq(attributes.fieldCount(), 3);
        assertEq(attributes.credentialType(), 2);
        assertEq(FieldCode.unwrap(attributes.field(0)), 0x0613);
        assertEq(FieldCode.unwrap(attributes.field(1)), 0x07ff);
        assertEq(FieldCode.unwrap(attributes.field(2)), 0x0912);
        assertTrue(attributes.areWellFormed());
    }

    function test_areWellFormed_knownLevelsAndTypes() public pure {
        for (uint8 level = 0; level < 16; ++level) {
            assertEq(_attributes(level, 1, SOFTWARE).areWellFormed(), level <= 8);
        }
        for (uint256 type_ = 0; type_ < 256; ++type_) {
            assertEq(_attributes(1, uint8(type_), SOFTWARE).areWellFormed(), type_ >= 1 && type_ <= 15);
        }
    }

    function test_areWellFormed_oneToThreeFieldsInAscendingOrder() public pure {
        assertFalse(_attributes(1, 1, new uint16[](0)).areWellFormed());
        uint80 three = TypeAttributes.unwrap(_attributes(1, 1, _fields(0x0111, 0x0112, 0x0113)));
        assertTrue(TypeAttributes.wrap(three).areWellFormed());
        assertFalse(TypeAttributes.wrap(three + (uint80(1) << 56)).areWellFormed());
        assertFalse(_attributes(1, 1, _fields(0x0111, 0x0111, 0x0113)).areWellFormed());
        assertFalse(_attributes(1, 1, _fields(0x0112, 0x0111, 0x0113)).areWellFormed());
        assertFalse(_attributes(1, 1, _fields(0x0111, 0x0112, 0x0112)).areWellFormed());
    }

    function test_areWellFormed_neverEveryFieldNorAMalformedOne() public pure {
        assertFalse(_attributes(1, 1, ALL).areWellFormed());
        assertFalse(_attributes(1, 1, 0x0fff).areWellFormed());
        assertTrue(_attributes(1, 1, 0x06ff).areWellFormed());
    }

    function test_areWellFormed_refusesBitsBehindTheLastField() public pure {
        uint80 word = TypeAttributes.unwrap(_attributes(1, 1, SOFTWARE));
        for (uint256 bit = 0; bit < 32; ++bit) {
            assertFalse(TypeAttributes.wrap(word | uint80(1 << bit)).areWellFormed());
        }
    }

    function _fields(uint16 first, uint16 second, uint16 third) private pure returns (uint16[] memory fields) {
        fields = new uint16[](3);
        (fields[0], fields[1], fields[2]) = (first, second, third);
    }
}
