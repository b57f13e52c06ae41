// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

/// A bundle of calls that doesn't outlive its purpose.
///
/// An office signs its writes long before somebody submits them, and what it signs has no deadline of its own. Contracts
/// that take an office's word therefore take it inside a bundle only, and the bundle carries the deadline.
interface IOfficeMulticall {
    /// The bundle came too late. `deadline` is the last second in which it was valid, `time` the block's.
    error OfficeMulticallExpired(uint40 deadline, uint256 time);

    /// A bundle is running already, of `account`; bundles don't nest.
    error OfficeMulticallNested(address account);

    /// `account` called on its own what is taken inside its own `multicall` only.
    error OfficeMulticallRequired(address account);

    /// Runs calls to this contract in order, as the caller; all of them or none. An error of a call is passed on as it is.
    /// @param deadline Last second in which the bundle is valid, inclusive, Unix seconds UTC.
    /// @param calls Selector and ABI-encoded arguments of each call.
    /// @return results What each call returned, ABI-encoded.
    function multicall(uint40 deadline, bytes[] calldata calls) external returns (bytes[] memory results);
}
