// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";

import {IOfficeMulticall} from "../interfaces/IOfficeMulticall.sol";
import {ReplayAccount} from "./ReplayAccount.sol";

/// Replays many recorded histories side by side, each on a registry of its own, and tells what each step did: the contracts'
/// side of the comparison with the reference model. One transaction is one moment.
contract Replay {
    /// What the steps of a transaction were refused with; empty where they were done.
    event Replayed(bytes[] refusals);

    ReplayAccount[] public accounts;
    address[] public registries;

    constructor(uint256 count) {
        for (uint256 i = 0; i < count; ++i) accounts.push(new ReplayAccount());
    }

    /// Opens registries behind proxies of their own.
    function open(address implementation, bytes calldata initialization, uint256 count) external {
        for (uint256 i = 0; i < count; ++i) {
            registries.push(address(new ERC1967Proxy(implementation, initialization)));
        }
    }

    /// Takes one step after another; a refused one stops nothing.
    /// @param who registry (in the order of opening) 16 | account (in the order of making) 8 | 1 if through `multicall`, as an
    /// office's call must go.
    function run(uint256[] calldata who, bytes[] calldata calls) external {
        bytes[] memory refusals = new bytes[](calls.length);
        for (uint256 i = 0; i < calls.length; ++i) {
            (bool done, bytes memory answer) = accounts[uint8(who[i] >> 8)].forward(
                registries[who[i] >> 16],
                uint8(who[i]) == 1 ? _bundle(calls[i]) : calls[i]
            );
            if (!done) refusals[i] = answer.length == 0 ? bytes("?") : answer;
        }
        emit Replayed(refusals);
    }

    /// Asks a registry many things, and what time it is.
    function ask(
        uint256 registry,
        bytes[] calldata questions
    ) external view returns (uint256 time, bytes[] memory answers) {
        answers = new bytes[](questions.length);
        for (uint256 i = 0; i < questions.length; ++i) (, answers[i]) = registries[registry].staticcall(questions[i]);
        return (block.timestamp, answers);
    }

    function _bundle(bytes calldata data) private pure returns (bytes memory) {
        bytes[] memory calls = new bytes[](1);
        calls[0] = data;
        return abi.encodeCall(IOfficeMulticall.multicall, (type(uint40).max, calls));
    }
}
