// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

/// The part of Safe 1.5.0's `SafeProxyFactory` that offices are made with.
interface ISafeProxyFactory {
    /// The creation code of `SafeProxy`, without its argument.
    function proxyCreationCode() external pure returns (bytes memory);

    /// Makes a proxy by CREATE2 and calls it with `initializer`, both or neither.
    /// The salt is keccak256(keccak256(initializer) ‖ saltNonce ‖ chain id).
    function createChainSpecificProxyWithNonce(
        address singleton,
        bytes calldata initializer,
        uint256 saltNonce
    ) external returns (address proxy);
}
