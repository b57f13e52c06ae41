// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {contentOf, countryIn, officeKindIn} from "../../contracts/types/Content.sol";
import {CountryCode} from "../../contracts/types/CountryCode.sol";
import {OfficeKind} from "../../contracts/types/OfficeKind.sol";
import {Test} from "../utils/Test.sol";

contract ContentTest is Test {
    /// | country 16 | office kind 8 | 0 |
    function test_contentOf_isAsDrawn() public pure {
        uint80 content = contentOf(CountryCode.wrap("GR"), OfficeKind.TrustServiceProvider);
        assertEq(content, uint80(bytes10(hex"4752_03")));
    }

    function testFuzz_content_givesBackWhatWentIn(bytes2 country, uint8 kind) public pure {
        kind = uint8(bound(kind, 0, 4));
        uint80 content = contentOf(CountryCode.wrap(country), OfficeKind(kind));
        assertEq(bytes32(CountryCode.unwrap(countryIn(content))), bytes32(country));
        assertEq(uint256(officeKindIn(content)), kind);
    }
}
