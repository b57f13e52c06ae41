// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {ISafe} from "@safe-global/safe-smart-account/contracts/interfaces/ISafe.sol";
import {OfficeFactory} from "../../contracts/governance/OfficeFactory.sol";
import {OfficeSafe} from "../../contracts/governance/OfficeSafe.sol";
import {ISafeProxyFactory} from "../../contracts/interfaces/ISafeProxyFactory.sol";
import {Safes} from "../utils/Safes.sol";

contract OfficeFactoryTest is Safes {
    ISafeProxyFactory private _proxyFactory;
    address private _singleton;
    OfficeFactory private _factory;
    uint256[] private _keys;
    address[] private _owners;

    function setUp() public {
        _proxyFactory = deploySafeProxyFactory();
        _singleton = deploySafeSingleton();
        _factory = new OfficeFactory(_proxyFactory, _singleton);
        _keys = officerKeys("ministry", 3);
        _owners = addressesOf(_keys);
    }

    // -- constructor

    function test_constructor_keepsWhatItWasGiven() public view {
        assertEq(address(_factory.proxyFactory()), address(_proxyFactory));
        assertEq(_factory.singleton(), _singleton);
    }

    function test_constructor_refusesAnotherProxyFactory() public {
        address other = address(new OtherCode());
        vm.expectRevert(_wrongCode(other, OfficeSafe.PROXY_FACTORY_CODE_HASH));
        new OfficeFactory(ISafeProxyFactory(other), _singleton);
    }

    function test_constructor_refusesAnotherSingleton() public {
        address other = address(new OtherCode());
        vm.expectRevert(_wrongCode(other, OfficeSafe.SINGLETON_CODE_HASH));
        new OfficeFactory(_proxyFactory, other);
    }

    function test_constructor_refusesAnAccountWithoutCode() public {
        address nobody = makeAddr("nobody");
        vm.expectRevert(_wrongCode(nobody, OfficeSafe.SINGLETON_CODE_HASH));
        new OfficeFactory(_proxyFactory, nobody);
    }

    function _wrongCode(address account, bytes32 expected) private view returns (bytes memory) {
        return
            abi.encodeWithSelector(OfficeFactory.OfficeFactoryWrongCode.selector, account, account.codehash, expected);
    }

    // -- create

    function test_create_makesAPlainSafe() public {
        ISafe office = ISafe(payable(_factory.create(_owners, 2, 7)));

        assertEq(address(office).codehash, OfficeSafe.PROXY_CODE_HASH);
        assertEq(office.getOwners(), _owners);
        assertEq(office.getThreshold(), 2);
        (address[] memory modules, ) = office.getModulesPaginated(OfficeSafe.SENTINEL, 10);
        assertEq(modules.length, 0);
        assertEq(office.getStorageAt(0, 1), abi.encode(_singleton));
        assertEq(office.getStorageAt(OfficeSafe.GUARD_SLOT, 1), abi.encode(0));
        assertEq(office.getStorageAt(OfficeSafe.MODULE_GUARD_SLOT, 1), abi.encode(0));
        assertEq(office.getStorageAt(OfficeSafe.FALLBACK_HANDLER_SLOT, 1), abi.encode(0));
        assertTrue(_factory.isOffice(address(office)));
    }

    function test_create_emitsWhatTheOfficeBeganWith() public {
        address office = _factory.predict(_owners, 2, 7);
        vm.expectEmit(address(_factory));
        emit OfficeFactory.OfficeCreated(office, _owners, 2, 7);
        _factory.create(_owners, 2, 7);
    }

    function test_create_refusesOneSignerAlone() public {
        for (uint256 threshold = 0; threshold < 2; ++threshold) {
            vm.expectRevert(abi.encodeWithSelector(OfficeSafe.OfficeThresholdTooLow.selector, threshold, 2));
            _factory.create(_owners, threshold, 0);
        }
    }

    function test_create_refusesWhereNobodyMayBeLost() public {
        for (uint256 threshold = 3; threshold < 5; ++threshold) {
            vm.expectRevert(abi.encodeWithSelector(OfficeSafe.OfficeOwnersTooFew.selector, 3, threshold));
            _factory.create(_owners, threshold, 0);
        }
    }

    function test_create_takesFiftyOwnersAndNoMore() public {
        _factory.create(addressesOf(officerKeys("large", 50)), 49, 0);

        address[] memory owners = addressesOf(officerKeys("larger", 51));
        vm.expectRevert(abi.encodeWithSelector(OfficeSafe.OfficeOwnersTooMany.selector, 51, 50));
        _factory.create(owners, 2, 0);
    }

    function test_create_refusesOwnersThatSafeRefuses() public {
        address third = _owners[2];

        _owners[2] = address(0);
        vm.expectRevert(bytes("GS203"));
        _factory.create(_owners, 2, 0);

        _owners[2] = OfficeSafe.SENTINEL;
        vm.expectRevert(bytes("GS203"));
        _factory.create(_owners, 2, 0);

        _owners[2] = third;
        _owners[0] = third;
        vm.expectRevert(bytes("GS204"));
        _factory.create(_owners, 2, 0);
    }

    function test_create_againChangesNothing() public {
        address office = _factory.create(_owners, 2, 7);
        vm.recordLogs();
        assertEq(_factory.create(_owners, 2, 7), office);
        assertEq(vm.getRecordedLogs().length, 0);
    }

    /// Whoever is first at Safe's own factory made the office, but not yet to this factory's knowledge.
    function test_create_adoptsTheSameSafeMadeBySomebodyElse() public {
        vm.prank(makeAddr("first"));
        address made = _proxyFactory.createChainSpecificProxyWithNonce(_singleton, _setup(address(0), ""), 7);
        assertEq(made, _factory.predict(_owners, 2, 7));
        assertFalse(_factory.isOffice(made));

        vm.expectEmit(address(_factory));
        emit OfficeFactory.OfficeCreated(made, _owners, 2, 7);
        assertEq(_factory.create(_owners, 2, 7), made);
        assertTrue(_factory.isOffice(made));
    }

    /// The address commits to the whole `setup` call: no other one occupies it.
    function test_create_isNotMisledByAnotherSetup() public {
        OtherCode other = new OtherCode();
        bytes memory setup = _setup(address(other), abi.encodeCall(OtherCode.plant, ()));
        address foreign = _proxyFactory.createChainSpecificProxyWithNonce(_singleton, setup, 7);

        address office = _factory.create(_owners, 2, 7);
        assertNotEq(office, foreign);
        assertFalse(_factory.isOffice(foreign));
    }

    function test_create_anyoneMayForAnyone() public {
        vm.prank(makeAddr("anyone"));
        ISafe office = ISafe(payable(_factory.create(_owners, 2, 7)));
        assertFalse(office.isOwner(makeAddr("anyone")));
    }

    function test_create_makesAnOfficePerSaltThresholdOrderAndChain() public {
        address office = _factory.create(_owners, 2, 7);
        assertNotEq(_factory.create(_owners, 2, 8), office);

        (_owners[0], _owners[1]) = (_owners[1], _owners[0]);
        assertNotEq(_factory.create(_owners, 2, 7), office);

        (_owners[0], _owners[1]) = (_owners[1], _owners[0]);
        vm.chainId(block.chainid + 1);
        assertNotEq(_factory.create(_owners, 2, 7), office);
    }

    function testFuzz_create_isSoundAndPredicted(uint256 count, uint256 threshold, uint256 saltNonce) public {
        count = bound(count, 3, 12);
        threshold = bound(threshold, 2, count - 1);
        address[] memory owners = addressesOf(officerKeys("fuzz", count));

        address predicted = _factory.predict(owners, threshold, saltNonce);
        ISafe office = ISafe(payable(_factory.create(owners, threshold, saltNonce)));
        assertEq(address(office), predicted);
        assertEq(office.getOwners(), owners);
        assertEq(office.getThreshold(), threshold);
    }

    function testFuzz_create_refusesUnsoundSizes(uint256 count, uint256 threshold) public {
        count = bound(count, 0, 60);
        address[] memory owners = addressesOf(officerKeys("fuzz", count));
        bool sound = threshold >= 2 && threshold < count && count <= 50;
        (bool done, ) = address(_factory).call(abi.encodeCall(OfficeFactory.create, (owners, threshold, 0)));
        assertTrue(done == sound);
    }

    // -- isOffice

    function testFuzz_isOffice_knowsNoOtherAccount(address account) public {
        address office = _factory.create(_owners, 2, 7);
        vm.assume(account != office);
        assertFalse(_factory.isOffice(account));
    }

    function _setup(address to, bytes memory data) private view returns (bytes memory) {
        return abi.encodeCall(ISafe.setup, (_owners, 2, to, data, address(0), address(0), 0, payable(address(0))));
    }
}

/// Not what it should be.
contract OtherCode {
    function plant() external {}
}
