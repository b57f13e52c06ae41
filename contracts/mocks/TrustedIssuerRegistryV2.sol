// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {TrustedIssuerRegistry} from "../registry/TrustedIssuerRegistry.sol";

/// A later implementation, for the tests of upgrading: it keeps something of its own, in a namespace of its own.
/// The initialiser of what it inherits ran long ago.
/// @custom:oz-upgrades-from TrustedIssuerRegistry
/// @custom:oz-upgrades-unsafe-allow missing-initializer
contract TrustedIssuerRegistryV2 is TrustedIssuerRegistry {
    /// @custom:storage-location erc7201:trusted-issuer-registry.mocks.Later
    struct Later {
        uint256 number;
    }

    /// keccak256(abi.encode(uint256(keccak256("trusted-issuer-registry.mocks.Later")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant LATER_SLOT = 0x4e74bc5cc77195d272a480f7dd2099ea97c26f7c70404d03206dcf6a4fc70d00;

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(address extension_) TrustedIssuerRegistry(extension_) {}

    function initializeLater(uint256 number) external reinitializer(2) {
        _later().number = number;
    }

    function later() external view returns (uint256) {
        return _later().number;
    }

    function _later() private pure returns (Later storage $) {
        assembly {
            $.slot := LATER_SLOT
        }
    }
}
