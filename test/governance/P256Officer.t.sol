// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {WebAuthn} from "@openzeppelin/contracts/utils/cryptography/WebAuthn.sol";
import {SignerP256} from "@openzeppelin/contracts/utils/cryptography/signers/SignerP256.sol";
import {P256Officer} from "../../contracts/governance/P256Officer.sol";
import {Test} from "../utils/Test.sol";

contract P256OfficerTest is Test {
    bytes4 private constant VALID = 0x1626ba7e;
    bytes4 private constant INVALID = 0xffffffff;
    uint256 private constant KEY = 0xC0FFEE;
    bytes32 private constant HASH = keccak256("a transaction");

    /// User present and verified.
    bytes1 private constant PRESENT_AND_VERIFIED = 0x05;

    P256Officer private _officer;

    function setUp() public {
        _officer = _officerOf(KEY);
    }

    // -- constructor

    function test_constructor_keepsTheKey() public view {
        (uint256 x, uint256 y) = vm.publicKeyP256(KEY);
        (bytes32 qx, bytes32 qy) = _officer.signer();
        assertEq(qx, bytes32(x));
        assertEq(qy, bytes32(y));
    }

    function test_constructor_refusesTheZeroKey() public {
        _refusesKey(0, 0);
    }

    function test_constructor_refusesAKeyOfAnotherCurve() public {
        // The generator of secp256k1.
        _refusesKey(
            0x79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798,
            0x483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8
        );
    }

    function test_constructor_refusesCoordinatesOutsideTheField() public {
        // (0, y) is on the curve; (p, y) would be it once more.
        uint256 y = 0x66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4;
        new P256Officer(0, bytes32(y));
        _refusesKey(P256.P, y);
        _refusesKey(0, type(uint256).max);
    }

    function testFuzz_constructor_refusesWhatIsNotOnTheCurve(uint256 key, uint256 offset) public {
        (uint256 x, uint256 y) = vm.publicKeyP256(_privateKey(key));
        offset = bound(offset, 1, P256.P - 1);
        uint256 other = addmod(y, offset, P256.P);
        if (other == P256.P - y) new P256Officer(bytes32(x), bytes32(other));
        else _refusesKey(x, other);
    }

    function _refusesKey(uint256 x, uint256 y) private {
        vm.expectRevert(abi.encodeWithSelector(SignerP256.SignerP256InvalidPublicKey.selector, x, y));
        new P256Officer(bytes32(x), bytes32(y));
    }

    // -- isValidSignature, over the hash itself

    function testFuzz_isValidSignature_takesTheKeysOwnAndNoOther(uint256 key, bytes32 hash, bytes32 otherHash) public {
        key = _privateKey(key);
        (bytes32 r, bytes32 s) = _sign(key, hash);
        _takes(_officerOf(key), hash, abi.encode(r, s));

        if (key != KEY) _refuses(_officer, hash, abi.encode(r, s));
        if (otherHash != hash) _refuses(_officerOf(key), otherHash, abi.encode(r, s));
    }

    function testFuzz_isValidSignature_refusesAHighS(uint256 key, bytes32 hash) public {
        key = _privateKey(key);
        (bytes32 r, bytes32 s) = _sign(key, hash);
        bytes memory signature = abi.encode(r, P256.N - uint256(s));
        _refuses(_officerOf(key), hash, signature);
    }

    function test_isValidSignature_refusesZeroAndOverflowingValues() public view {
        (bytes32 r, bytes32 s) = _sign(KEY, HASH);
        _refuses(_officer, HASH, abi.encode(0, s));
        _refuses(_officer, HASH, abi.encode(r, 0));
        _refuses(_officer, HASH, abi.encode(P256.N, s));
        _refuses(_officer, HASH, abi.encode(r, P256.N));
        _refuses(_officer, HASH, abi.encode(0, 0));
    }

    function testFuzz_isValidSignature_refusesAnotherLength(uint256 length) public view {
        length = bound(length, 0, 300);
        if (length == 64) return;
        (bytes32 r, bytes32 s) = _sign(KEY, HASH);
        bytes memory signature = abi.encodePacked(r, s, new bytes(300));
        assembly ("memory-safe") {
            mstore(signature, length)
        }
        _refuses(_officer, HASH, signature);
    }

    function testFuzz_isValidSignature_refusesNoiseWithoutReverting(bytes32 hash, bytes memory noise) public view {
        _refuses(_officer, hash, noise);
    }

    // -- isValidSignature, as a passkey asserts

    function testFuzz_isValidSignature_takesAPasskeysAssertion(uint256 key, bytes32 hash) public {
        key = _privateKey(key);
        WebAuthn.WebAuthnAuth memory auth = _assert(key, hash, PRESENT_AND_VERIFIED);
        _takes(_officerOf(key), hash, _encode(auth));

        auth.s = bytes32(P256.N - uint256(auth.s));
        _refuses(_officerOf(key), hash, _encode(auth));
    }

    function test_isValidSignature_refusesAnAssertionOfAnotherChallenge() public view {
        WebAuthn.WebAuthnAuth memory auth = _assert(KEY, keccak256("another transaction"), PRESENT_AND_VERIFIED);
        _refuses(_officer, HASH, _encode(auth));
    }

    function test_isValidSignature_refusesAnAssertionOfAnotherKey() public view {
        WebAuthn.WebAuthnAuth memory auth = _assert(KEY + 1, HASH, PRESENT_AND_VERIFIED);
        _refuses(_officer, HASH, _encode(auth));
    }

    function test_isValidSignature_refusesAnAssertionWithoutThePerson() public view {
        bytes1 present = 0x01;
        bytes1 verified = 0x04;
        _refuses(_officer, HASH, _encode(_assert(KEY, HASH, present)));
        _refuses(_officer, HASH, _encode(_assert(KEY, HASH, verified)));
    }

    function test_isValidSignature_refusesAnAssertionsBareSignature() public view {
        WebAuthn.WebAuthnAuth memory auth = _assert(KEY, HASH, PRESENT_AND_VERIFIED);
        _refuses(_officer, HASH, abi.encode(auth.r, auth.s));
    }

    // -- what signs

    function _officerOf(uint256 key) private returns (P256Officer) {
        (uint256 x, uint256 y) = vm.publicKeyP256(key);
        return new P256Officer(bytes32(x), bytes32(y));
    }

    function _privateKey(uint256 seed) private pure returns (uint256) {
        return bound(seed, 1, P256.N - 1);
    }

    /// With the lower s.
    function _sign(uint256 key, bytes32 hash) private pure returns (bytes32 r, bytes32 s) {
        (r, s) = vm.signP256(key, hash);
        if (uint256(s) > P256.N / 2) s = bytes32(P256.N - uint256(s));
    }

    function _assert(uint256 key, bytes32 hash, bytes1 flags) private pure returns (WebAuthn.WebAuthnAuth memory auth) {
        auth.authenticatorData = abi.encodePacked(sha256("registry.example"), flags, uint32(1));
        auth.clientDataJSON = string.concat(
            '{"type":"webauthn.get","challenge":"',
            Base64.encodeURL(abi.encode(hash)),
            '","origin":"https://registry.example"}'
        );
        auth.typeIndex = 1;
        auth.challengeIndex = 23;
        bytes32 signed = sha256(abi.encodePacked(auth.authenticatorData, sha256(bytes(auth.clientDataJSON))));
        (auth.r, auth.s) = _sign(key, signed);
    }

    /// The fields in order, without the offset that `abi.encode` of a struct begins with.
    function _encode(WebAuthn.WebAuthnAuth memory auth) private pure returns (bytes memory) {
        return
            abi.encode(
                auth.r,
                auth.s,
                auth.challengeIndex,
                auth.typeIndex,
                auth.authenticatorData,
                auth.clientDataJSON
            );
    }

    function _takes(P256Officer officer, bytes32 hash, bytes memory signature) private view {
        assertTrue(officer.isValidSignature(hash, signature) == VALID);
    }

    function _refuses(P256Officer officer, bytes32 hash, bytes memory signature) private view {
        assertTrue(officer.isValidSignature(hash, signature) == INVALID);
    }
}
