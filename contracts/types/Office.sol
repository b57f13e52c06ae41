// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {CountryCode} from "./CountryCode.sol";
import {OfficeKind} from "./OfficeKind.sol";
import {OfficeNumber} from "./OfficeNumber.sol";

/// What an account is in the book of offices; zero where it is none.
///
///  47     39            23          0
///  | kind 8 | country 16 | number 24 |
type Office is uint48;

using {number, country, kind, isNone} for Office global;

Office constant NO_ONE = Office.wrap(0);

function newOffice(OfficeNumber number_, CountryCode country_, OfficeKind kind_) pure returns (Office) {
    return
        Office.wrap(
            (uint48(uint8(kind_)) << 40) |
                (uint48(uint16(CountryCode.unwrap(country_))) << 24) |
                OfficeNumber.unwrap(number_)
        );
}

function number(Office office) pure returns (OfficeNumber) {
    return OfficeNumber.wrap(uint24(Office.unwrap(office)));
}

function country(Office office) pure returns (CountryCode) {
    return CountryCode.wrap(bytes2(uint16(Office.unwrap(office) >> 24)));
}

function kind(Office office) pure returns (OfficeKind) {
    return OfficeKind(uint8(Office.unwrap(office) >> 40));
}

function isNone(Office office) pure returns (bool) {
    return Office.unwrap(office) == 0;
}
