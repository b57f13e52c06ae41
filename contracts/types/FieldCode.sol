// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

/// ISCED-F 2013 code (UNESCO): its digits as nibbles, then F for "anything from here": broad `06` is 0x06FF, narrow `061`
/// is 0x061F, detailed `0613` is 0x0613. 0xFFFF is every field.
type FieldCode is uint16;

using {covers, isWellFormed} for FieldCode global;

FieldCode constant ALL_FIELDS = FieldCode.wrap(0xffff);

/// By prefix: `06` covers `061` and `0613`, and itself: the codes from its first to itself, which is its last.
function covers(FieldCode wide, FieldCode narrow) pure returns (bool) {
    uint16 last = FieldCode.unwrap(wide);
    uint16 code = FieldCode.unwrap(narrow);
    unchecked {
        return code <= last && last - _span(last) <= code;
    }
}

/// How many codes lie behind a code: 0x06FF reaches from 0x0600 on.
function _span(uint16 code) pure returns (uint16) {
    if (code == 0xffff) return 0xffff;
    return
        code % 0x100 == 0xff
            ? 0xff
            : code % 0x10 == 0xf
                ? 0xf
                : 0;
}

/// Two, three or four digits (or every field), and nothing after an F but F.
function isWellFormed(FieldCode field) pure returns (bool) {
    uint16 code = FieldCode.unwrap(field);
    if (code == 0xffff) return true;
    if (code >> 12 > 9 || (code >> 8) & 0xf > 9) return false;
    if (code & 0xff == 0xff) return true;
    return (code >> 4) & 0xf <= 9 && (code & 0xf <= 9 || code & 0xf == 0xf);
}
