// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {FieldCode} from "./FieldCode.sol";
import {TypeAttributes} from "./TypeAttributes.sol";

/// What an institutional accreditation or a body's mandate extends to, in one word. An empty set means none; "all" is
/// written out.
///
///  255          239                 223             207                           0
///  | EQF levels 16 | credential types 16 | field count 16 | field codes 13 × 16, first at the left |
///
/// - EQF levels: bit n is level n (1–8); bit 0 is all, what has no level included.
/// - credential types: bit n is type n (1–15); bit 0 is all.
type Scope is uint256;

using {coversType, coversScope, isWellFormed} for Scope global;

uint256 constant MAX_SCOPE_FIELDS = 13;

/// In every dimension, and every field of the type.
function coversType(Scope scope, TypeAttributes attributes) pure returns (bool) {
    uint256 word = Scope.unwrap(scope);
    if (!_has(uint16(word >> 240), attributes.level())) return false;
    if (!_has(uint16(word >> 224), attributes.credentialType())) return false;
    uint256 count = attributes.fieldCount();
    for (uint256 i = 0; i < count; ++i) {
        if (!_coversField(word, attributes.field(i))) return false;
    }
    return true;
}

/// Everything that `inner` extends to, `outer` extends to as well. A set of narrower fields never covers a broader one.
function coversScope(Scope outer, Scope inner) pure returns (bool) {
    uint256 wide = Scope.unwrap(outer);
    uint256 narrow = Scope.unwrap(inner);
    if (!_includes(uint16(wide >> 240), uint16(narrow >> 240))) return false;
    if (!_includes(uint16(wide >> 224), uint16(narrow >> 224))) return false;
    uint256 count = uint16(narrow >> 208);
    for (uint256 i = 0; i < count; ++i) {
        if (!_coversField(wide, FieldCode.wrap(uint16(narrow >> (192 - 16 * i))))) return false;
    }
    return true;
}

/// Whether a set extends to a member; bit 0 is all, and what has no level is member 0.
function _has(uint16 set, uint256 member) pure returns (bool) {
    return set & 1 != 0 || (set >> member) & 1 != 0;
}

/// Whether all that `narrow` extends to is in `wide`.
function _includes(uint16 wide, uint16 narrow) pure returns (bool) {
    return wide & 1 != 0 || narrow & ~wide == 0;
}

function _coversField(uint256 scope, FieldCode field) pure returns (bool) {
    uint256 code = FieldCode.unwrap(field);
    unchecked {
        uint256 codes = scope << 48;
        for (uint256 left = uint16(scope >> 208); left != 0; --left) {
            uint256 last = codes >> 240;
            if (code <= last && FieldCode.wrap(uint16(last)).covers(field)) return true;
            codes <<= 16;
        }
    }
    return false;
}

/// Known levels and types only, well-formed fields in ascending order, and nothing behind the last.
function isWellFormed(Scope scope) pure returns (bool) {
    uint256 word = Scope.unwrap(scope);
    uint256 count = uint16(word >> 208);
    if (word >> 249 != 0 || count > MAX_SCOPE_FIELDS) return false;
    uint256 last = 0;
    for (uint256 i = 0; i < count; ++i) {
        uint16 code = uint16(word >> (192 - 16 * i));
        if ((i != 0 && code <= last) || !FieldCode.wrap(code).isWellFormed()) return false;
        last = code;
    }
    return word & ((1 << (208 - 16 * count)) - 1) == 0;
}
