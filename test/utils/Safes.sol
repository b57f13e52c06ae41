// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {ISafe} from "@safe-global/safe-smart-account/contracts/interfaces/ISafe.sol";
import {Enum} from "@safe-global/safe-smart-account/contracts/libraries/Enum.sol";
import {OfficeFactory} from "../../contracts/governance/OfficeFactory.sol";
import {ISafeProxyFactory} from "../../contracts/interfaces/ISafeProxyFactory.sol";
import {Test} from "./Test.sol";

/// Real Safes for Solidity tests: Safe 1.5.0 from its package's artifacts, and transactions signed by its owners' keys.
abstract contract Safes is Test {
    string private constant ARTIFACTS = "node_modules/@safe-global/safe-smart-account/build/artifacts/contracts/";

    /// @param path Of an artifact without constructor arguments, inside the package's artifacts.
    function deploySafeArtifact(string memory path) internal returns (address deployed) {
        bytes memory code = vm.parseJsonBytes(vm.readFile(string.concat(ARTIFACTS, path)), ".bytecode");
        assembly ("memory-safe") {
            deployed := create(0, add(code, 0x20), mload(code))
        }
        require(deployed != address(0), path);
    }

    function deploySafeSingleton() internal returns (address) {
        return deploySafeArtifact("SafeL2.sol/SafeL2.json");
    }

    function deploySafeProxyFactory() internal returns (ISafeProxyFactory) {
        return ISafeProxyFactory(deploySafeArtifact("proxies/SafeProxyFactory.sol/SafeProxyFactory.json"));
    }

    function deployOfficeFactory() internal returns (OfficeFactory) {
        return new OfficeFactory(deploySafeProxyFactory(), deploySafeSingleton());
    }

    /// @return The keys of `count` officers of `name`.
    function officerKeys(string memory name, uint256 count) internal pure returns (uint256[] memory) {
        uint256[] memory keys = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) keys[i] = uint256(keccak256(abi.encode(name, i)));
        return keys;
    }

    function addressesOf(uint256[] memory keys) internal pure returns (address[] memory) {
        address[] memory accounts = new address[](keys.length);
        for (uint256 i = 0; i < keys.length; ++i) accounts[i] = vm.addr(keys[i]);
        return accounts;
    }

    /// The office's transaction, signed with all of `keys`, sent by the caller; an error of the call is passed on.
    function execute(ISafe office, uint256[] memory keys, address to, bytes memory data) internal {
        bytes memory signatures = signSafeTx(office, keys, to, data, Enum.Operation.Call);
        executeSigned(office, to, data, Enum.Operation.Call, signatures);
    }

    /// As `execute`, in the Safe's own context.
    function executeDelegateCall(ISafe office, uint256[] memory keys, address to, bytes memory data) internal {
        bytes memory signatures = signSafeTx(office, keys, to, data, Enum.Operation.DelegateCall);
        executeSigned(office, to, data, Enum.Operation.DelegateCall, signatures);
    }

    function executeSigned(
        ISafe office,
        address to,
        bytes memory data,
        Enum.Operation operation,
        bytes memory signatures
    ) internal {
        office.execTransaction(to, 0, data, operation, 0, 0, 0, address(0), payable(address(0)), signatures);
    }

    /// The hash that the owners sign for the Safe's next transaction.
    function safeTxHash(
        ISafe office,
        address to,
        bytes memory data,
        Enum.Operation operation
    ) internal view returns (bytes32) {
        return office.getTransactionHash(to, 0, data, operation, 0, 0, 0, address(0), address(0), office.nonce());
    }

    /// @return signatures Those of `keys` in the order that Safe asks for: of the owners' addresses.
    function signSafeTx(
        ISafe office,
        uint256[] memory keys,
        address to,
        bytes memory data,
        Enum.Operation operation
    ) internal view returns (bytes memory signatures) {
        bytes32 hash = safeTxHash(office, to, data, operation);
        uint256[] memory sorted = _sortedByAddress(keys);
        for (uint256 i = 0; i < sorted.length; ++i) {
            (uint8 v, bytes32 r, bytes32 s) = vm.sign(sorted[i], hash);
            signatures = abi.encodePacked(signatures, r, s, v);
        }
    }

    function _sortedByAddress(uint256[] memory keys) private pure returns (uint256[] memory) {
        uint256[] memory sorted = new uint256[](keys.length);
        for (uint256 i = 0; i < keys.length; ++i) {
            uint256 j = i;
            for (; j > 0 && vm.addr(sorted[j - 1]) > vm.addr(keys[i]); --j) sorted[j] = sorted[j - 1];
            sorted[j] = keys[i];
        }
        return sorted;
    }
}
