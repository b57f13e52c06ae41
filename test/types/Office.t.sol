// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {CountryCode} from "../../contracts/types/CountryCode.sol";
import {NO_ONE, Office, newOffice} from "../../contracts/types/Office.sol";
import {OfficeKind} from "../../contracts/types/OfficeKind.sol";
import {OfficeNumber} from "../../contracts/types/OfficeNumber.sol";
import {Test} from "../utils/Test.sol";

contract OfficeTest is Test {
    /// | kind 8 | country 16 | number 24 |
    function test_newOffice_laysTheWordOutAsDrawn() public pure {
        Office office = newOffice(OfficeNumber.wrap(0x777777), CountryCode.wrap("GR"), OfficeKind.TrustServiceProvider);
        assertEq(Office.unwrap(office), 0x03_4752_777777);
        assertFalse(office.isNone());
        assertTrue(NO_ONE.isNone());
    }

    function testFuzz_accessors_giveBackWhatWentIn(uint24 number, bytes2 country, uint8 kind) public pure {
        kind = uint8(bound(kind, 0, 4));
        Office office = newOffice(OfficeNumber.wrap(number), CountryCode.wrap(country), OfficeKind(kind));
        assertEq(OfficeNumber.unwrap(office.number()), number);
        assertEq(bytes32(CountryCode.unwrap(office.country())), bytes32(country));
        assertEq(uint256(office.kind()), kind);
    }
}
