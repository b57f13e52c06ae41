// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {CountryCode} from "./CountryCode.sol";

/// Where an accreditation holds: up to five country codes, 16 bits each, the first at the left. Zero means everywhere.
type Territories is uint80;

using {include, areWellFormed} for Territories global;

Territories constant EVERYWHERE = Territories.wrap(0);

function include(Territories territories, CountryCode country) pure returns (bool) {
    uint256 codes = Territories.unwrap(territories);
    if (codes == 0) return true;
    uint256 wanted = uint16(CountryCode.unwrap(country));
    for (; codes != 0; codes = (codes << 16) & type(uint80).max) {
        if (codes >> 64 == wanted) return true;
    }
    return false;
}

/// Alpha-2 codes in ascending order, each once, without a gap.
function areWellFormed(Territories territories) pure returns (bool) {
    uint256 codes = Territories.unwrap(territories);
    uint256 last = 0;
    for (; codes != 0; codes = (codes << 16) & type(uint80).max) {
        uint256 code = codes >> 64;
        if (code <= last || !CountryCode.wrap(bytes2(uint16(code))).isAlpha2()) return false;
        last = code;
    }
    return true;
}
