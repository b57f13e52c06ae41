// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IOfficePolicy} from "../../contracts/interfaces/IOfficePolicy.sol";

/// Takes any account but those that a test refuses.
contract GovernancePolicy is IOfficePolicy {
    error Refused(address account);

    mapping(address account => bool) private _refused;

    function refuse(address account) external {
        _refused[account] = true;
    }

    function check(address account) external view {
        if (_refused[account]) revert Refused(account);
    }
}
