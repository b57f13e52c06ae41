// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {FieldCode} from "../../contracts/types/FieldCode.sol";

/// ISCED-F codes as what they are: strings of digits, where the broader is a prefix of the narrower.
library FieldModel {
    /// None (every field), two, three or four digits.
    function digits(uint256 seed) internal pure returns (bytes memory code_) {
        uint256 length = seed % 7;
        code_ = new bytes(length == 0 ? 0 : 2 + (length % 3));
        for (uint256 i = 0; i < code_.length; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            code_[i] = bytes1(uint8(48 + (seed % 10)));
        }
    }

    function code(bytes memory digits_) internal pure returns (FieldCode) {
        uint16 word = 0;
        for (uint256 i = 0; i < 4; ++i) word = word * 16 + (i < digits_.length ? uint8(digits_[i]) - 48 : 15);
        return FieldCode.wrap(word);
    }

    /// The digits of a code, if it has two, three, four or none, and nothing but F behind them.
    function read(uint16 code_) internal pure returns (bool readable, bytes memory digits_) {
        uint256 length = 0;
        while (length < 4 && (code_ >> (12 - 4 * length)) & 0xf < 10) ++length;
        for (uint256 i = length; i < 4; ++i) if ((code_ >> (12 - 4 * i)) & 0xf != 15) return (false, "");
        digits_ = new bytes(length);
        for (uint256 i = 0; i < length; ++i) digits_[i] = bytes1(uint8(48 + ((code_ >> (12 - 4 * i)) & 0xf)));
        return (length != 1, digits_);
    }

    function isPrefix(bytes memory wide, bytes memory narrow) internal pure returns (bool) {
        if (wide.length > narrow.length) return false;
        for (uint256 i = 0; i < wide.length; ++i) if (wide[i] != narrow[i]) return false;
        return true;
    }
}
