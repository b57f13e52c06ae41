// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {_has, _includes} from "./lifted/Sets.sol";

/// Whatever level or credential type a set extends to, a set that includes it extends to as well.
/// @custom:engine bmc
/// @custom:twin contracts/types/Scope.sol: `narrow & ~wide == 0` → `narrow & wide != 0`
contract WiderSetsHaveEveryMember {
    function check(uint16 wide, uint16 narrow, uint256 member) external pure {
        require(member < 16 && _includes(wide, narrow) && _has(narrow, member));
        assert(_has(wide, member));
    }
}

/// A set includes what a set that it includes includes: a mandate covers what an accreditation inside it covers.
/// @custom:engine bmc
/// @custom:twin contracts/types/Scope.sol: `wide & 1 != 0 || narrow` → `narrow & 1 != 0 || narrow`
contract SetInclusionIsTransitive {
    function check(uint16 wide, uint16 middle, uint16 narrow) external pure {
        require(_includes(wide, middle) && _includes(middle, narrow));
        assert(_includes(wide, narrow));
    }
}
