// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IOfficeMulticall} from "../interfaces/IOfficeMulticall.sol";

/// A transient word names the account whose bundle is running (`OfficeMulticall`); functions that only a bundle may reach ask
/// for it with `_requireMulticall`. The account stays the caller of every call of the bundle, so that who may do what is
/// decided there as it is outside.
abstract contract OfficeBundle {
    /// keccak256(abi.encode(uint256(keccak256("trusted-issuer-registry.OfficeMulticall")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 internal constant RUNNING_SLOT = 0x0c8f2246aa2f35b64e2339e14c5b3935935c26c4c4ca6e4c92cad35ae6882900;

    /// Reverts unless the caller's own bundle is running.
    function _requireMulticall() internal view {
        if (_running() != msg.sender) revert IOfficeMulticall.OfficeMulticallRequired(msg.sender);
    }

    function _running() internal view returns (address account) {
        assembly ("memory-safe") {
            account := tload(RUNNING_SLOT)
        }
    }
}
