// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {CountryCode, EU} from "./CountryCode.sol";
import {FieldCode} from "./FieldCode.sol";

/// What a qualification type is, in the content of its acts. It never changes: a new version is a new type.
///
///  79        63        59           55                 47                     0
///  | country 16 | level 4 | field count 4 | credential type 8 | field codes 3 × 16 |
///
/// - country: the defining member state, or `EU`.
/// - level: of the European Qualifications Framework, 1–8; 0 for none.
/// - credential type: 1–15, position in the EU vocabulary as listed in docs/model.md.
type TypeAttributes is uint80;

using {country, level, fieldCount, credentialType, field, areOf, areWellFormed} for TypeAttributes global;

uint256 constant MAX_TYPE_FIELDS = 3;

function country(TypeAttributes attributes) pure returns (CountryCode) {
    return CountryCode.wrap(bytes2(bytes10(TypeAttributes.unwrap(attributes))));
}

function level(TypeAttributes attributes) pure returns (uint256) {
    return (TypeAttributes.unwrap(attributes) >> 60) & 0xf;
}

function fieldCount(TypeAttributes attributes) pure returns (uint256) {
    return (TypeAttributes.unwrap(attributes) >> 56) & 0xf;
}

function credentialType(TypeAttributes attributes) pure returns (uint256) {
    return uint8(TypeAttributes.unwrap(attributes) >> 48);
}

function field(TypeAttributes attributes, uint256 index) pure returns (FieldCode) {
    return FieldCode.wrap(uint16(TypeAttributes.unwrap(attributes) >> (32 - 16 * index)));
}

/// A country's institutions award its own types and the union's: a state decides about its own qualifications only.
function areOf(TypeAttributes attributes, CountryCode country_) pure returns (bool) {
    CountryCode definer = attributes.country();
    return definer == country_ || definer == EU;
}

/// A known level and type, and one to three well-formed fields in ascending order (never "every field").
function areWellFormed(TypeAttributes attributes) pure returns (bool) {
    uint256 count = attributes.fieldCount();
    uint256 type_ = attributes.credentialType();
    if (attributes.level() > 8 || type_ == 0 || type_ > 15 || count == 0 || count > MAX_TYPE_FIELDS) return false;
    uint256 last = 0;
    for (uint256 i = 0; i < count; ++i) {
        uint16 code = FieldCode.unwrap(attributes.field(i));
        if ((i != 0 && code <= last) || code == 0xffff || !FieldCode.wrap(code).isWellFormed()) return false;
        last = code;
    }
    return TypeAttributes.unwrap(attributes) & ((uint256(1) << (48 - 16 * count)) - 1) == 0;
}
