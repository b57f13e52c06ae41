// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {CountryCode, EU, NO_COUNTRY} from "../../contracts/types/CountryCode.sol";
import {Test} from "../utils/Test.sol";

contract CountryCodeTest is Test {
    function test_isAlpha2_ofTwoCapitals() public pure {
        assertTrue(CountryCode.wrap("GR").isAlpha2());
        assertTrue(CountryCode.wrap("XK").isAlpha2());
        assertTrue(CountryCode.wrap("AZ").isAlpha2());
        assertTrue(CountryCode.wrap("ZA").isAlpha2());
        assertTrue(EU.isAlpha2());
        bytes2[8] memory others = [bytes2("@A"), "A@", "[A", "A[", "gr", "G", "1A", hex"0000"];
        for (uint256 i = 0; i < others.length; ++i) assertFalse(CountryCode.wrap(others[i]).isAlpha2());
    }

    function testFuzz_isAlpha2_ofLettersAlone(bytes2 code) public pure {
        bool expected = uint8(code[0]) - (uint8(code[0]) < 65 ? 0 : 65) < 26 && uint8(code[0]) >= 65;
        expected = expected && uint8(code[1]) >= 65 && uint8(code[1]) <= 90;
        assertEq(CountryCode.wrap(code).isAlpha2(), expected);
    }

    function test_operators_compareCodes() public pure {
        assertTrue(CountryCode.wrap("EU") == EU);
        assertFalse(CountryCode.wrap("GR") == EU);
        assertTrue(CountryCode.wrap("GR") != EU);
        assertFalse(CountryCode.wrap("EU") != EU);
        assertTrue(NO_COUNTRY.isNone());
        assertFalse(EU.isNone());
    }
}
