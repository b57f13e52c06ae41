// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {SignerP256} from "@openzeppelin/contracts/utils/cryptography/signers/SignerP256.sol";
import {SignerWebAuthn} from "@openzeppelin/contracts/utils/cryptography/signers/SignerWebAuthn.sol";

/// An officer whose key is on the curve P-256 (secp256r1), as those of HSMs, smart cards and passkeys are: an owner of a
/// Safe that signs through ERC-1271. The key is set once, and nothing makes the officer act.
///
/// Two forms of signature over a hash (for a Safe, its transaction's) are taken:
///
/// - 64 bytes, r ‖ s: ECDSA over the hash itself, as an HSM or a smart card signs a ready digest. The device must not hash
///   it again.
/// - longer, the fields of `WebAuthn.WebAuthnAuth` ABI-encoded: a passkey's assertion whose challenge is the hash, given
///   with the user present and verified.
///
/// Of the two values of s that fit, only the lower one (s ≤ n/2) is taken. Devices give either: half of what they sign
/// has to be normalised (s → n − s), which is the signer's job.
///
/// Where a chain has the P-256 precompile (RIP-7212, EIP-7951) it is used; elsewhere OpenZeppelin's Solidity does the
/// same for a quarter of a million gas.
contract P256Officer is SignerWebAuthn, IERC1271 {
    uint256 private constant DIGEST_SIGNATURE_LENGTH = 64;
    bytes4 private constant INVALID = 0xffffffff;

    /// A point that isn't on the curve, zero included, is refused with `SignerP256InvalidPublicKey`.
    /// @param qx The public key's x, big-endian.
    /// @param qy The public key's y, big-endian.
    constructor(bytes32 qx, bytes32 qy) SignerP256(qx, qy) {}

    /// @inheritdoc IERC1271
    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        return _rawSignatureValidation(hash, signature) ? IERC1271.isValidSignature.selector : INVALID;
    }

    /// An exact length for the one form, for `SignerP256` ignores what follows.
    function _rawSignatureValidation(bytes32 hash, bytes calldata signature) internal view override returns (bool) {
        return
            signature.length == DIGEST_SIGNATURE_LENGTH
                ? SignerP256._rawSignatureValidation(hash, signature)
                : SignerWebAuthn._rawSignatureValidation(hash, signature);
    }
}
