// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

/// An account that does what its `Replay` tells it. It agrees to everything, so that it can also stand for `MemberStates`,
/// whose consents the registry uses up.
contract ReplayAccount {
    address private immutable _replay = msg.sender;

    error CallerNotReplay(address caller);

    fallback() external {}

    function forward(address target, bytes calldata data) external returns (bool done, bytes memory answer) {
        if (msg.sender != _replay) revert CallerNotReplay(msg.sender);
        // solhint-disable-next-line avoid-low-level-calls
        return target.call(data);
    }
}
