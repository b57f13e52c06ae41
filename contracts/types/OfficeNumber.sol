// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

/// Number of an office, from 1 on. Records name the number, so that a change of account leaves them alone. 0 is the council, or an institution's controller.
type OfficeNumber is uint24;

using {equals as ==, differs as !=, isNone} for OfficeNumber global;

OfficeNumber constant NO_OFFICE = OfficeNumber.wrap(0);

function equals(OfficeNumber a, OfficeNumber b) pure returns (bool) {
    return OfficeNumber.unwrap(a) == OfficeNumber.unwrap(b);
}

function differs(OfficeNumber a, OfficeNumber b) pure returns (bool) {
    return OfficeNumber.unwrap(a) != OfficeNumber.unwrap(b);
}

function isNone(OfficeNumber number) pure returns (bool) {
    return OfficeNumber.unwrap(number) == 0;
}
