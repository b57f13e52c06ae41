// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {FieldCode} from "../../contracts/types/FieldCode.sol";
import {MAX_SCOPE_FIELDS, Scope} from "../../contracts/types/Scope.sol";
import {TypeAttributes} from "../../contracts/types/TypeAttributes.sol";
import {RegistryFixture} from "../utils/RegistryFixture.sol";
import {FieldModel} from "./FieldModel.sol";

contract ScopeTest is RegistryFixture {
    /// | EQF levels 16 | credential types 16 | field count 16 | field codes 13 × 16, first at the left |
    function test_layout_isAsDrawn() public pure {
        uint16[] memory fields = new uint16[](2);
        (fields[0], fields[1]) = (0x0613, 0x07ff);
        bytes32 word = bytes32(Scope.unwrap(_scope(0x00c0, 0x0005, fields)));
        assertEq(word, bytes32(hex"00c0_0005_0002_0613_07ff"));
        assertTrue(Scope.wrap(uint256(word)).isWellFormed());
    }

    // -- coversType

    function test_coversType_inEveryDimension() public pure {
        TypeAttributes attributes = _attributes(6, 2, SOFTWARE);
        assertTrue(_scope(1 << 6, 1 << 2, SOFTWARE).coversType(attributes));
        assertFalse(_scope(1 << 5, 1 << 2, SOFTWARE).coversType(attributes));
        assertFalse(_scope(1 << 6, 1 << 3, SOFTWARE).coversType(attributes));
        assertFalse(_scope(1 << 6, 1 << 2, MEDICINE).coversType(attributes));
        assertTrue(_everything().coversType(attributes));
    }

    function test_coversType_withoutALevelByAllOnly() public pure {
        TypeAttributes attributes = _attributes(0, 2, SOFTWARE);
        assertTrue(_scope(1, 1, ALL).coversType(attributes));
        assertFalse(_scope(0x01fe, 1, ALL).coversType(attributes));
    }

    function test_coversType_whereEveryFieldIsCovered() public pure {
        uint16[] memory fields = new uint16[](2);
        (fields[0], fields[1]) = (0x0613, 0x0912);
        TypeAttributes attributes = _attributes(6, 2, fields);
        assertFalse(_scope(1, 1, 0x06ff).coversType(attributes));
        (fields[0], fields[1]) = (0x06ff, 0x09ff);
        assertTrue(_scope(1, 1, fields).coversType(attributes));
    }

    function test_coversType_neverByAnEmptySet() public pure {
        TypeAttributes attributes = _attributes(6, 2, SOFTWARE);
        assertFalse(_scope(0, 1, ALL).coversType(attributes));
        assertFalse(_scope(1, 0, ALL).coversType(attributes));
        assertFalse(_scope(1, 1, new uint16[](0)).coversType(attributes));
        assertFalse(Scope.wrap(0).coversType(attributes));
    }

    // -- coversScope

    function test_coversScope_inEveryDimension() public pure {
        Scope inner = _scope(0x00c0, 0x0006, SOFTWARE);
        assertTrue(inner.coversScope(inner));
        assertTrue(_everything().coversScope(inner));
        assertFalse(inner.coversScope(_everything()));
        assertFalse(_scope(0x0040, 0x0006, SOFTWARE).coversScope(inner));
        assertFalse(_scope(0x00c0, 0x0002, SOFTWARE).coversScope(inner));
        assertFalse(_scope(0x00c0, 0x0006, MEDICINE).coversScope(inner));
        assertTrue(_scope(0x00c0, 0x0006, 0x061f).coversScope(inner));
    }

    function test_coversScope_allIsMoreThanEveryLevelAndType() public pure {
        assertFalse(_scope(0x01fe, 1, ALL).coversScope(_scope(1, 1, ALL)));
        assertFalse(_scope(1, 0xfffe, ALL).coversScope(_scope(1, 1, ALL)));
    }

    function test_coversScope_narrowerFieldsNeverMakeABroaderOne() public pure {
        uint16[] memory fields = new uint16[](10);
        for (uint16 i = 0; i < 10; ++i) fields[i] = 0x0610 + i;
        assertFalse(_scope(1, 1, fields).coversScope(_scope(1, 1, 0x061f)));
    }

    function test_coversScope_emptySetsAreCoveredByAnything() public pure {
        assertTrue(Scope.wrap(0).coversScope(Scope.wrap(0)));
        assertTrue(_scope(2, 2, SOFTWARE).coversScope(Scope.wrap(0)));
    }

    // -- isWellFormed

    function test_isWellFormed_upToThirteenFieldsInAscendingOrder() public pure {
        assertTrue(_scope(0x01ff, 0xffff, _ascending(MAX_SCOPE_FIELDS)).isWellFormed());
        assertTrue(Scope.wrap(0).isWellFormed());

        uint16[] memory fields = new uint16[](2);
        (fields[0], fields[1]) = (0x0613, 0x0613);
        assertFalse(_scope(1, 1, fields).isWellFormed());
        (fields[0], fields[1]) = (0x0613, 0x0612);
        assertFalse(_scope(1, 1, fields).isWellFormed());
        (fields[0], fields[1]) = (0x0613, 0x06f4);
        assertFalse(_scope(1, 1, fields).isWellFormed());
    }

    function test_isWellFormed_refusesUnknownLevelsAndTooManyFields() public pure {
        assertFalse(_scope(0x0200, 1, SOFTWARE).isWellFormed());
        assertFalse(_scope(0x8000, 1, SOFTWARE).isWellFormed());
        uint256 word = Scope.unwrap(_scope(1, 1, _ascending(13)));
        assertFalse(Scope.wrap(word + (1 << 208)).isWellFormed());
    }

    function test_isWellFormed_refusesBitsBehindTheLastField() public pure {
        uint256 word = Scope.unwrap(_scope(1, 1, SOFTWARE));
        for (uint256 bit = 0; bit < 192; ++bit) assertFalse(Scope.wrap(word | (1 << bit)).isWellFormed());
    }

    // -- against sets and strings

    function testFuzz_coversType_isWhatSetsAndStringsSay(uint256 seed) public pure {
        (Scope scope, bytes[] memory wide) = _randomScope(seed);
        seed = uint256(keccak256(abi.encode(seed)));
        bytes[] memory narrow = _randomFields(seed, 1 + (seed % 3), wide);
        uint8 level = uint8((seed >> 8) % 9);
        uint8 type_ = uint8(1 + ((seed >> 16) % 15));
        uint256 word = Scope.unwrap(scope);

        bool expected = _hasAny(word >> 240, level) && _hasAny(uint16(word >> 224), type_);
        for (uint256 i = 0; i < narrow.length; ++i) expected = expected && _prefixed(wide, narrow[i]);
        assertEq(scope.coversType(_attributes(level, type_, _codes(narrow))), expected);
    }

    function testFuzz_coversScope_isWhatSetsAndStringsSay(uint256 seed) public pure {
        (Scope outer, bytes[] memory wide) = _randomScope(seed);
        seed = uint256(keccak256(abi.encode(seed)));
        bytes[] memory narrow = _randomFields(seed, seed % 5, wide);
        uint16 levels = uint16(Scope.unwrap(outer) >> 240) & uint16(seed >> 8);
        uint16 types = uint16(Scope.unwrap(outer) >> 224) & uint16(seed >> 24);
        if (seed & 7 == 0) levels |= uint16(seed >> 40) & 0x1ff;
        if (seed & 7 == 1) types |= uint16(seed >> 56);

        bool expected = true;
        for (uint8 n = 0; n < 9; ++n)
            if ((levels >> n) & 1 != 0) expected = expected && _hasAny(Scope.unwrap(outer) >> 240, n);
        for (uint8 n = 0; n < 16; ++n)
            if ((types >> n) & 1 != 0) expected = expected && _hasAny(uint16(Scope.unwrap(outer) >> 224), n);
        for (uint256 i = 0; i < narrow.length; ++i) expected = expected && _prefixed(wide, narrow[i]);
        assertEq(outer.coversScope(_scope(levels, types, _codes(narrow))), expected);
    }

    /// What a scope covers, every scope that covers that scope covers as well.
    function testFuzz_coversType_isMonotone(uint256 seed) public pure {
        (Scope outer, bytes[] memory wide) = _randomScope(seed);
        seed = uint256(keccak256(abi.encode(seed)));
        bytes[] memory narrow = _randomFields(seed, seed % 5, wide);
        Scope inner = _scope(uint16(seed >> 8) & 0x1ff, uint16(seed >> 24), _codes(narrow));
        TypeAttributes attributes = _attributes(
            uint8((seed >> 40) % 9),
            uint8(1 + ((seed >> 48) % 15)),
            _codes(_randomFields(seed >> 64, 1, narrow))
        );
        if (outer.coversScope(inner) && inner.coversType(attributes)) assertTrue(outer.coversType(attributes));
    }

    function _randomScope(uint256 seed) private pure returns (Scope scope, bytes[] memory fields) {
        fields = _randomFields(seed, (seed >> 8) % 6, new bytes[](0));
        uint16 levels = uint16(seed >> 16) & 0x1ff;
        uint16 types = uint16(seed >> 32);
        if (seed & 1 == 0) levels &= 0x1fe;
        if (seed & 2 == 0) types &= 0xfffe;
        scope = _scope(levels, types, _codes(fields));
    }

    /// Half of them begin as one of `like` does.
    function _randomFields(
        uint256 seed,
        uint256 count,
        bytes[] memory like
    ) private pure returns (bytes[] memory fields) {
        fields = new bytes[](count);
        for (uint256 i = 0; i < count; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            fields[i] = FieldModel.digits(seed);
            if (like.length == 0 || seed >> 255 == 0) continue;
            bytes memory prefix = like[(seed >> 8) % like.length];
            for (uint256 j = 0; j < prefix.length && j < fields[i].length; ++j) fields[i][j] = prefix[j];
        }
    }

    function _codes(bytes[] memory fields) private pure returns (uint16[] memory codes) {
        codes = new uint16[](fields.length);
        for (uint256 i = 0; i < fields.length; ++i) codes[i] = FieldCode.unwrap(FieldModel.code(fields[i]));
    }

    function _prefixed(bytes[] memory wide, bytes memory narrow) private pure returns (bool) {
        for (uint256 i = 0; i < wide.length; ++i) if (FieldModel.isPrefix(wide[i], narrow)) return true;
        return false;
    }

    /// The set has all, or this one.
    function _hasAny(uint256 set, uint8 member) private pure returns (bool) {
        return set & 1 != 0 || (member != 0 && (set >> member) & 1 != 0);
    }

    function _ascending(uint256 count) private pure returns (uint16[] memory fields) {
        fields = new uint16[](count);
        for (uint256 i = 0; i < count; ++i) fields[i] = uint16(0x0011 + 0x0100 * (i / 5) + (i % 5));
    }
}
