// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {Create2} from "@openzeppelin/contracts/utils/Create2.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {SignerP256} from "@openzeppelin/contracts/utils/cryptography/signers/SignerP256.sol";
import {P256Officer} from "./P256Officer.sol";

/// Makes P-256 officers: one key, one address. A Safe takes an address once among its owners, so that a key counts once.
contract P256OfficerFactory {
    mapping(address account => bool made) private _isOfficer;

    /// `officer` signs with the key (`qx`, `qy`).
    event P256OfficerCreated(address indexed officer, bytes32 qx, bytes32 qy);

    /// Makes the officer of a key, or finds it: to call it again changes nothing. Anyone may, the officer is the key's.
    ///
    /// A point that isn't on the curve, zero included, is refused with `SignerP256InvalidPublicKey`.
    /// @param qx The public key's x, big-endian.
    /// @param qy The public key's y, big-endian.
    /// @return officer The officer's account.
    function create(bytes32 qx, bytes32 qy) external returns (address officer) {
        // The officer refuses it as well; here its error is part of the ABI.
        if (!P256.isValidPublicKey(qx, qy)) revert SignerP256.SignerP256InvalidPublicKey(qx, qy);
        officer = officerOf(qx, qy);
        if (_isOfficer[officer]) return officer;
        _isOfficer[officer] = true;
        new P256Officer{salt: 0}(qx, qy);
        emit P256OfficerCreated(officer, qx, qy);
    }

    /// The address of the key's officer, made or not.
    function officerOf(bytes32 qx, bytes32 qy) public view returns (address officer) {
        return
            Create2.computeAddress(0, keccak256(abi.encodePacked(type(P256Officer).creationCode, abi.encode(qx, qy))));
    }

    /// Whether this contract made `account`.
    function isOfficer(address account) external view returns (bool) {
        return _isOfficer[account];
    }
}
