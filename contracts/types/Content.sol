// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {CountryCode} from "./CountryCode.sol";
import {OfficeKind} from "./OfficeKind.sol";

/// The content of the acts of seats, institutions and mandates (types have `TypeAttributes`, accreditations `Territories`):
///
///  79        63             55         0
///  | country 16 | office kind 8 | 0    |    the kind only in seats and mandates
///
/// It is carried from act to act, so that the newest one answers for the country.
function contentOf(CountryCode country, OfficeKind kind) pure returns (uint80) {
    return (uint80(uint16(CountryCode.unwrap(country))) << 64) | (uint80(uint8(kind)) << 56);
}

function countryIn(uint80 content) pure returns (CountryCode) {
    return CountryCode.wrap(bytes2(uint16(content >> 64)));
}

function officeKindIn(uint80 content) pure returns (OfficeKind) {
    return OfficeKind(uint8(content >> 56));
}
