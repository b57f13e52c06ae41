// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {TrustedIssuerRegistry} from "../registry/TrustedIssuerRegistry.sol";

/// An implementation with a state variable beside the namespaced storage: the validation of upgrades takes it, the test that
/// forbids such variables must not.
contract TrustedIssuerRegistryPlain is TrustedIssuerRegistry {
    uint256 public plain;

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(address extension_) TrustedIssuerRegistry(extension_) {}
}
