// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {SignerP256} from "@openzeppelin/contracts/utils/cryptography/signers/SignerP256.sol";
import {P256Officer} from "../../contracts/governance/P256Officer.sol";
import {P256OfficerFactory} from "../../contracts/governance/P256OfficerFactory.sol";
import {Test} from "../utils/Test.sol";

contract P256OfficerFactoryTest is Test {
    P256OfficerFactory private _factory;
    bytes32 private _qx;
    bytes32 private _qy;

    function setUp() public {
        _factory = new P256OfficerFactory();
        (uint256 x, uint256 y) = vm.publicKeyP256(0xC0FFEE);
        (_qx, _qy) = (bytes32(x), bytes32(y));
    }

    // -- create

    function test_create_makesTheOfficerWhereItWasForetold() public {
        address foretold = _factory.officerOf(_qx, _qy);
        assertFalse(_factory.isOfficer(foretold));

        vm.expectEmit(address(_factory));
        emit P256OfficerFactory.P256OfficerCreated(foretold, _qx, _qy);
        assertEq(_factory.create(_qx, _qy), foretold);

        assertTrue(_factory.isOfficer(foretold));
        (bytes32 qx, bytes32 qy) = P256Officer(foretold).signer();
        assertEq(qx, _qx);
        assertEq(qy, _qy);
    }

    function test_create_againChangesNothing() public {
        address officer = _factory.create(_qx, _qy);
        vm.recordLogs();
        vm.prank(makeAddr("somebody else"));
        assertEq(_factory.create(_qx, _qy), officer);
        assertEq(vm.getRecordedLogs().length, 0);
    }

    function test_create_refusesTheZeroKey() public {
        vm.expectRevert(abi.encodeWithSelector(SignerP256.SignerP256InvalidPublicKey.selector, 0, 0));
        _factory.create(0, 0);
    }

    function testFuzz_create_refusesWhatIsNotOnTheCurve(bytes32 qx, bytes32 qy) public {
        vm.assume(!P256.isValidPublicKey(qx, qy));
        vm.expectRevert(abi.encodeWithSelector(SignerP256.SignerP256InvalidPublicKey.selector, qx, qy));
        _factory.create(qx, qy);
        assertFalse(_factory.isOfficer(_factory.officerOf(qx, qy)));
    }

    function testFuzz_create_givesAKeyOneAddress(uint256 left, uint256 right) public {
        address leftOfficer = _create(left = bound(left, 1, P256.N - 1));
        address rightOfficer = _create(right = bound(right, 1, P256.N - 1));
        assertTrue((leftOfficer == rightOfficer) == (left == right));
    }

    // -- isOfficer

    function testFuzz_isOfficer_knowsNoOtherAccount(address account) public {
        address officer = _factory.create(_qx, _qy);
        vm.assume(account != officer);
        assertFalse(_factory.isOfficer(account));
    }

    function test_isOfficer_knowsNoOfficerThatSomebodyElseMade() public {
        assertFalse(_factory.isOfficer(address(new P256Officer(_qx, _qy))));
        assertFalse(_factory.isOfficer(new P256OfficerFactory().create(_qx, _qy)));
    }

    function _create(uint256 key) private returns (address) {
        (uint256 x, uint256 y) = vm.publicKeyP256(key);
        return _factory.create(bytes32(x), bytes32(y));
    }
}
