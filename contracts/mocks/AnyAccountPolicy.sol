// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IOfficePolicy} from "../interfaces/IOfficePolicy.sol";

/// Admits every account, so that tests of the registry's own rules can act through plain accounts.
contract AnyAccountPolicy is IOfficePolicy {
    /// @inheritdoc IOfficePolicy
    function check(address account) external view {}
}
