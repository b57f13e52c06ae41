// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {CountryCode} from "../../contracts/types/CountryCode.sol";
import {EVERYWHERE, Territories} from "../../contracts/types/Territories.sol";
import {RegistryFixture} from "../utils/RegistryFixture.sol";

contract TerritoriesTest is RegistryFixture {
    /// Up to five country codes, 16 bits each, the first at the left.
    function test_layout_isAsDrawn() public pure {
        assertEq(Territories.unwrap(_territories("DEFRGR")), uint80(bytes10("DEFRGR")));
    }

    function test_include_eachOfTheCodesAndNoOther() public pure {
        Territories territories = _territories("ATBEDEFRGR");
        bytes2[5] memory codes = [bytes2("AT"), "BE", "DE", "FR", "GR"];
        for (uint256 i = 0; i < 5; ++i) assertTrue(territories.include(CountryCode.wrap(codes[i])));
        assertFalse(territories.include(PT));
        assertFalse(territories.include(CountryCode.wrap("TB"))); // letters of two neighbours
        assertFalse(territories.include(NOWHERE));
        assertFalse(_territories("GR").include(NOWHERE));
    }

    function test_include_everythingWhereNoneIsGiven() public pure {
        assertTrue(EVERYWHERE.include(GR));
        assertTrue(EVERYWHERE.include(NOWHERE));
    }

    function test_areWellFormed_inAscendingOrderEachOnceWithoutAGap() public pure {
        assertTrue(EVERYWHERE.areWellFormed());
        assertTrue(_territories("GR").areWellFormed());
        assertTrue(_territories("ATBEDEFRGR").areWellFormed());

        assertFalse(_territories("GRGR").areWellFormed());
        assertFalse(_territories("GRDE").areWellFormed());
        assertFalse(_territories(bytes10(hex"0000_4752")).areWellFormed());
        assertFalse(_territories("gr").areWellFormed());
        assertFalse(_territories("GRP1").areWellFormed());
    }

    function testFuzz_include_isMembership(uint256 seed, uint256 count) public pure {
        count = bound(count, 1, 5);
        uint80 word = 0;
        bytes2[] memory codes = new bytes2[](count);
        for (uint256 i = 0; i < count; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            codes[i] = _code(seed);
            word |= uint80(uint16(codes[i])) << uint80(64 - 16 * i);
        }
        bytes2 asked = _code(seed >> 128);
        bool expected = false;
        for (uint256 i = 0; i < count; ++i) expected = expected || codes[i] == asked;
        assertEq(Territories.wrap(word).include(CountryCode.wrap(asked)), expected);
        assertTrue(Territories.wrap(word).include(CountryCode.wrap(codes[seed % count])));
    }

    /// Of a few letters, so that the same ones come again.
    function _code(uint256 seed) private pure returns (bytes2) {
        return bytes2(bytes1(uint8(65 + (seed % 3)))) | (bytes2(bytes1(uint8(65 + ((seed >> 8) % 3)))) >> 8);
    }
}
