// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {P256Officer} from "../../contracts/governance/P256Officer.sol";
import {P256OfficerFactory} from "../../contracts/governance/P256OfficerFactory.sol";
import {Test} from "../utils/Test.sol";

/// Officers have keys on the curve, a key has one officer, and an officer takes only what its key signed with a low s.
contract P256OfficerFactoryInvariantTest is Test {
    P256OfficerHandler private _handler;

    function setUp() public {
        _handler = new P256OfficerHandler();
        targetContract(address(_handler));
        bytes4[] memory actions = new bytes4[](3);
        actions[0] = P256OfficerHandler.enrol.selector;
        actions[1] = P256OfficerHandler.enrolAnything.selector;
        actions[2] = P256OfficerHandler.sign.selector;
        targetSelector(address(_handler), actions);
    }

    function invariant_everyOfficerHasAKeyOfItsOwnOnTheCurve() public view {
        P256OfficerFactory factory = _handler.factory();
        address[] memory officers = _handler.officers();
        for (uint256 i = 0; i < officers.length; ++i) {
            (bytes32 qx, bytes32 qy) = P256Officer(officers[i]).signer();
            assertTrue(P256.isValidPublicKey(qx, qy));
            assertTrue(factory.isOfficer(officers[i]));
            assertEq(factory.officerOf(qx, qy), officers[i]);
            for (uint256 j = 0; j < i; ++j) {
                (bytes32 otherX, bytes32 otherY) = P256Officer(officers[j]).signer();
                assertTrue(qx != otherX || qy != otherY);
            }
        }
    }

    function invariant_officersTakeLowSignaturesOfTheirOwnKeyOnly() public view {
        assertEq(_handler.wrong(), 0);
    }
}

/// Anybody, enrolling keys and signing.
contract P256OfficerHandler is Test {
    uint256 private constant KEYS = 6;

    P256OfficerFactory public factory = new P256OfficerFactory();
    /// Signatures that were taken, or not, against the rule.
    uint256 public wrong;

    address[] private _officers;
    mapping(address officer => bool) private _known;
    mapping(address officer => uint256 key) private _keyOf;

    function officers() external view returns (address[] memory) {
        return _officers;
    }

    function enrol(uint256 key) external {
        key = bound(key, 1, KEYS);
        (uint256 x, uint256 y) = vm.publicKeyP256(key);
        _keyOf[_enrol(bytes32(x), bytes32(y))] = key;
    }

    /// @param offset Of a true key's y: other points, nearly never on the curve.
    function enrolAnything(uint256 key, uint256 offset) external {
        (uint256 x, uint256 y) = vm.publicKeyP256(bound(key, 1, KEYS));
        unchecked {
            y = offset % 4 == 0 ? 0 : y + offset;
        }
        if (offset % 8 == 0) x = 0;
        _enrol(bytes32(x), bytes32(y));
    }

    function sign(uint256 which, uint256 key, bytes32 hash, bool high) external {
        if (_officers.length == 0) return;
        address officer = _officers[which % _officers.length];
        key = bound(key, 1, KEYS);
        (bytes32 r, bytes32 s) = vm.signP256(key, hash);
        if ((uint256(s) > P256.N / 2) != high) s = bytes32(P256.N - uint256(s));
        bool taken = P256Officer(officer).isValidSignature(hash, abi.encode(r, s)) == bytes4(0x1626ba7e);
        if (taken != (!high && _keyOf[officer] == key)) ++wrong;
    }

    /// Whatever it answers, what it made is looked at afterwards.
    function _enrol(bytes32 qx, bytes32 qy) private returns (address officer) {
        (bool success, bytes memory answer) = address(factory).call(abi.encodeCall(factory.create, (qx, qy)));
        if (!success) return address(0);
        officer = abi.decode(answer, (address));
        if (!_known[officer]) _officers.push(officer);
        _known[officer] = true;
    }
}
