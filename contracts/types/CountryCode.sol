// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

/// ISO 3166-1 alpha-2 country code in ASCII capitals (`GR`, never `EL`; user-assigned codes such as `XK` are taken as they are).
/// `EU` stands for the council and is never a seat.
type CountryCode is bytes2;

using {equals as ==, differs as !=, isNone, isAlpha2} for CountryCode global;

CountryCode constant NO_COUNTRY = CountryCode.wrap(0);
CountryCode constant EU = CountryCode.wrap("EU");

function equals(CountryCode a, CountryCode b) pure returns (bool) {
    return CountryCode.unwrap(a) == CountryCode.unwrap(b);
}

function differs(CountryCode a, CountryCode b) pure returns (bool) {
    return CountryCode.unwrap(a) != CountryCode.unwrap(b);
}

function isNone(CountryCode code) pure returns (bool) {
    return CountryCode.unwrap(code) == 0;
}

/// Two letters A–Z.
function isAlpha2(CountryCode code) pure returns (bool) {
    bytes1 first = CountryCode.unwrap(code)[0];
    bytes1 second = CountryCode.unwrap(code)[1];
    return first >= "A" && first <= "Z" && second >= "A" && second <= "Z";
}
