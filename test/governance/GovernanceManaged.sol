// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

/// Something that only the council may do.
contract GovernanceManaged is AccessManaged {
    uint256 public acts;

    constructor(address authority_) AccessManaged(authority_) {}

    function act() external restricted {
        ++acts;
    }
}
