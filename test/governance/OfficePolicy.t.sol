// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {IFallbackManager} from "@safe-global/safe-smart-account/contracts/interfaces/IFallbackManager.sol";
import {IGuardManager} from "@safe-global/safe-smart-account/contracts/interfaces/IGuardManager.sol";
import {IModuleManager} from "@safe-global/safe-smart-account/contracts/interfaces/IModuleManager.sol";
import {IOwnerManager} from "@safe-global/safe-smart-account/contracts/interfaces/IOwnerManager.sol";
import {ISafe} from "@safe-global/safe-smart-account/contracts/interfaces/ISafe.sol";
import {Enum} from "@safe-global/safe-smart-account/contracts/libraries/Enum.sol";
import {OfficeFactory} from "../../contracts/governance/OfficeFactory.sol";
import {OfficePolicy} from "../../contracts/governance/OfficePolicy.sol";
import {OfficeSafe} from "../../contracts/governance/OfficeSafe.sol";
import {P256Officer} from "../../contracts/governance/P256Officer.sol";
import {P256OfficerFactory} from "../../contracts/governance/P256OfficerFactory.sol";
import {IOfficePolicy} from "../../contracts/interfaces/IOfficePolicy.sol";
import {ISafeProxyFactory} from "../../contracts/interfaces/ISafeProxyFactory.sol";
import {Safes} from "../utils/Safes.sol";
import {StoragePlanter} from "../utils/StoragePlanter.sol";

contract OfficePolicyTest is Safes {
    ISafeProxyFactory private _proxyFactory;
    address private _singleton;
    OfficeFactory private _officeFactory;
    P256OfficerFactory private _officerFactory;
    OfficePolicy private _policy;
    StoragePlanter private _planter;

    uint256[] private _keys;
    address[] private _owners;
    ISafe private _office;

    function setUp() public {
        _proxyFactory = deploySafeProxyFactory();
        _singleton = deploySafeSingleton();
        _officeFactory = new OfficeFactory(_proxyFactory, _singleton);
        _officerFactory = new P256OfficerFactory();
        _policy = new OfficePolicy(_officeFactory, _officerFactory);
        _planter = new StoragePlanter();

        _keys = officerKeys("ministry", 3);
        _owners = addressesOf(_keys);
        _office = ISafe(payable(_officeFactory.create(_owners, 2, 0)));
    }

    function test_constructor_keepsWhatItWasGiven() public view {
        assertEq(address(_policy.officeFactory()), address(_officeFactory));
        assertEq(address(_policy.officerFactory()), address(_officerFactory));
    }

    // -- what is admitted

    function test_check_takesAFreshOffice() public view {
        _policy.check(address(_office));
    }

    function test_check_takesAnOfficeThatWorked() public {
        execute(_office, _keys, address(_planter), abi.encodeCall(StoragePlanter.plant, (0, 1)));
        _byOwners(abi.encodeCall(IOwnerManager.addOwnerWithThreshold, (makeAddr("fourth"), 3)));
        _byOwners(
            abi.encodeCall(IOwnerManager.swapOwner, (OfficeSafe.SENTINEL, makeAddr("fourth"), makeAddr("fifth")))
        );
        _policy.check(address(_office));
    }

    function test_check_takesAnAdoptedOffice() public {
        address made = _proxyFactory.createChainSpecificProxyWithNonce(_singleton, _setup(address(0), ""), 1);
        _refuses(made, abi.encodeWithSelector(IOfficePolicy.OfficePolicyForeignAccount.selector, made));
        _officeFactory.create(_owners, 2, 1);
        _policy.check(made);
    }

    function test_check_takesP256Officers() public {
        _owners[0] = _officer(1);
        _owners[1] = _officer(2);
        _policy.check(_officeFactory.create(_owners, 2, 0));
    }

    function testFuzz_check_takesEverySoundSize(uint256 count, uint256 threshold) public {
        count = bound(count, 3, 50);
        threshold = bound(threshold, 2, count - 1);
        _policy.check(_officeFactory.create(addressesOf(officerKeys("fuzz", count)), threshold, 0));
    }

    // -- what the factory didn't make

    function testFuzz_check_refusesAnAccountWithoutCode(address account) public {
        vm.assume(account != address(_office));
        _refuses(account, abi.encodeWithSelector(IOfficePolicy.OfficePolicyForeignAccount.selector, account));
    }

    function test_check_refusesAForeignSafeThatLooksTheSame() public {
        address[3] memory foreign = [
            // Right in everything, but nobody has seen how it began.
            _proxyFactory.createChainSpecificProxyWithNonce(_singleton, _setup(address(0), ""), 1),
            // Planted in `setup`: an owner that no list names.
            _proxyFactory.createChainSpecificProxyWithNonce(_singleton, _setup(address(_planter), _plantOwner()), 1),
            // Of another factory of the same kind.
            deployOfficeFactory().create(_owners, 2, 0)
        ];
        for (uint256 i = 0; i < 3; ++i) {
            assertEq(ISafe(payable(foreign[i])).getOwners(), _owners);
            assertEq(foreign[i].codehash, address(_office).codehash);
            _refuses(foreign[i], abi.encodeWithSelector(IOfficePolicy.OfficePolicyForeignAccount.selector, foreign[i]));
        }
    }

    function test_check_refusesTheSingletonAndOtherContracts() public {
        address[3] memory contracts = [_singleton, address(_officeFactory), _officer(1)];
        for (uint256 i = 0; i < 3; ++i) {
            _refuses(
                contracts[i],
                abi.encodeWithSelector(IOfficePolicy.OfficePolicyForeignAccount.selector, contracts[i])
            );
        }
    }

    // -- code

    function test_check_refusesAnOfficeWithoutItsCode() public {
        vm.etch(address(_office), "");
        _refusesOffice(
            abi.encodeWithSelector(
                IOfficePolicy.OfficePolicyWrongCode.selector,
                _office,
                address(_office).codehash,
                OfficeSafe.PROXY_CODE_HASH
            )
        );
    }

    function test_check_refusesOtherLogicWhateverItSays() public {
        address liar = address(new LyingSingleton(_singleton));
        _plant(0, uint160(liar));
        assertEq(_office.getStorageAt(0, 1), abi.encode(_singleton));
        _refusesOffice(
            abi.encodeWithSelector(IOfficePolicy.OfficePolicyWrongSingleton.selector, _office, liar, _singleton)
        );
    }

    // -- extensions

    function test_check_refusesAModule() public {
        address module = makeAddr("module");
        _byOwners(abi.encodeCall(IModuleManager.enableModule, (module)));
        _refusesOffice(abi.encodeWithSelector(IOfficePolicy.OfficePolicyModuleEnabled.selector, _office, module));

        _byOwners(abi.encodeCall(IModuleManager.disableModule, (OfficeSafe.SENTINEL, module)));
        _policy.check(address(_office));
    }

    function test_check_refusesADamagedModuleList() public {
        _plant(OfficeSafe.entrySlot(OfficeSafe.SENTINEL, OfficeSafe.MODULES_SLOT), 0);
        _refusesOffice(abi.encodeWithSelector(IOfficePolicy.OfficePolicyModuleEnabled.selector, _office, address(0)));
    }

    function test_check_refusesAGuard() public {
        address guard = deploySafeArtifact("examples/guards/DebugTransactionGuard.sol/DebugTransactionGuard.json");
        _byOwners(abi.encodeCall(IGuardManager.setGuard, (guard)));
        _refusesOffice(abi.encodeWithSelector(IOfficePolicy.OfficePolicyGuardSet.selector, _office, guard));

        _byOwners(abi.encodeCall(IGuardManager.setGuard, (address(0))));
        _policy.check(address(_office));
    }

    function test_check_refusesAModuleGuard() public {
        address guard = deploySafeArtifact("examples/guards/DebugTransactionGuard.sol/DebugTransactionGuard.json");
        _byOwners(abi.encodeCall(IModuleManager.setModuleGuard, (guard)));
        _refusesOffice(abi.encodeWithSelector(IOfficePolicy.OfficePolicyModuleGuardSet.selector, _office, guard));

        _byOwners(abi.encodeCall(IModuleManager.setModuleGuard, (address(0))));
        _policy.check(address(_office));
    }

    function test_check_refusesAFallbackHandler() public {
        address handler = makeAddr("handler");
        _byOwners(abi.encodeCall(IFallbackManager.setFallbackHandler, (handler)));
        _refusesOffice(abi.encodeWithSelector(IOfficePolicy.OfficePolicyFallbackHandlerSet.selector, _office, handler));

        _byOwners(abi.encodeCall(IFallbackManager.setFallbackHandler, (address(0))));
        _policy.check(address(_office));
    }

    // -- owners

    function test_check_refusesOneSignerAlone() public {
        _byOwners(abi.encodeCall(IOwnerManager.changeThreshold, (1)));
        _refusesOffice(abi.encodeWithSelector(OfficeSafe.OfficeThresholdTooLow.selector, 1, 2));
    }

    function test_check_refusesWhereNobodyMayBeLost() public {
        _byOwners(abi.encodeCall(IOwnerManager.changeThreshold, (3)));
        _refusesOffice(abi.encodeWithSelector(OfficeSafe.OfficeOwnersTooFew.selector, 3, 3));

        _byOwners(abi.encodeCall(IOwnerManager.removeOwner, (OfficeSafe.SENTINEL, _owners[0], 2)));
        _refusesOffice(abi.encodeWithSelector(OfficeSafe.OfficeOwnersTooFew.selector, 2, 2));
    }

    function test_check_refusesTooManyOwners() public {
        uint256[] memory keys = officerKeys("large", 50);
        ISafe office = ISafe(payable(_officeFactory.create(addressesOf(keys), 2, 0)));
        _policy.check(address(office));
        bytes memory more = abi.encodeCall(IOwnerManager.addOwnerWithThreshold, (makeAddr("one more"), 2));
        execute(office, keys, address(office), more);
        _refuses(address(office), abi.encodeWithSelector(OfficeSafe.OfficeOwnersTooMany.selector, 51, 50));
    }

    function test_check_refusesAnotherOfficeAsOwner() public {
        address other = _officeFactory.create(addressesOf(officerKeys("other", 3)), 2, 0);
        _byOwners(abi.encodeCall(IOwnerManager.addOwnerWithThreshold, (other, 2)));
        _refusesOwner(other);
    }

    function test_check_refusesAnOfficerMadeElsewhere() public {
        (uint256 x, uint256 y) = vm.publicKeyP256(1);
        address officer = address(new P256Officer(bytes32(x), bytes32(y)));
        _byOwners(abi.encodeCall(IOwnerManager.addOwnerWithThreshold, (officer, 2)));
        _refusesOwner(officer);
    }

    function test_check_refusesAnOwnerThatDelegatesItsCode() public {
        vm.etch(_owners[1], abi.encodePacked(hex"ef0100", _planter)); // EIP-7702
        _refusesOwner(_owners[1]);
    }

    function test_check_refusesTheAccountAsItsOwnOwner() public {
        _plantList(_owners[0], address(_office), _owners[2]);
        _refusesOwner(address(_office));
    }

    function test_check_refusesAListThatEndsEarly() public {
        _plantList(_owners[0], OfficeSafe.SENTINEL, address(0));
        _refusesDamaged(OfficeSafe.SENTINEL);
        _plantList(_owners[0], address(0), address(0));
        _refusesDamaged(address(0));
    }

    function test_check_refusesAListThatGoesOn() public {
        _plant(OfficeSafe.entrySlot(_owners[2], OfficeSafe.OWNERS_SLOT), uint160(_owners[0]));
        _refusesDamaged(_owners[0]);
        _plant(OfficeSafe.entrySlot(_owners[2], OfficeSafe.OWNERS_SLOT), 0);
        _refusesDamaged(address(0));
    }

    /// (x, y) and (x, -y) are two addresses, but whoever has the key of one can sign for the other.
    function test_check_refusesOneSecretForTwoOfficers() public {
        (uint256 x, uint256 y) = vm.publicKeyP256(1);
        _owners[0] = _officerFactory.create(bytes32(x), bytes32(y));
        _owners[1] = _officer(2);
        _owners[2] = _officerFactory.create(bytes32(x), bytes32(P256.P - y));
        assertNotEq(_owners[0], _owners[2]);

        address office = _officeFactory.create(_owners, 2, 0);
        _refuses(office, abi.encodeWithSelector(IOfficePolicy.OfficePolicyOwnersShareKey.selector, office, _owners[2]));
    }

    // -- whatever is planted where the policy looks is seen

    function testFuzz_check_seesEveryChangeOfWhatItReads(uint256 which, uint256 value) public {
        uint256[10] memory slots = [
            0,
            OfficeSafe.OWNER_COUNT_SLOT,
            OfficeSafe.OWNER_COUNT_SLOT + 1,
            OfficeSafe.GUARD_SLOT,
            OfficeSafe.MODULE_GUARD_SLOT,
            OfficeSafe.FALLBACK_HANDLER_SLOT,
            OfficeSafe.entrySlot(OfficeSafe.SENTINEL, OfficeSafe.MODULES_SLOT),
            OfficeSafe.entrySlot(_owners[0], OfficeSafe.OWNERS_SLOT),
            OfficeSafe.entrySlot(_owners[1], OfficeSafe.OWNERS_SLOT),
            OfficeSafe.entrySlot(_owners[2], OfficeSafe.OWNERS_SLOT)
        ];
        uint256 slot = slots[which % slots.length];
        uint256 before = uint256(vm.load(address(_office), bytes32(slot)));
        // What Safe itself doesn't see of an address doesn't count.
        vm.assume(uint160(value) != uint160(before));

        vm.store(address(_office), bytes32(slot), bytes32(value));
        (bool admitted, ) = address(_policy).staticcall(abi.encodeCall(IOfficePolicy.check, (address(_office))));
        assertFalse(admitted);
    }

    // -- what it can't see

    /// Owners hide a module in their own office. The state doesn't show it, but the log of the delegate call stays.
    function test_check_doesNotSeeWhatOwnersHidButTheLogsDo() public {
        address module = makeAddr("hidden module");
        bytes memory data = abi.encodeCall(
            StoragePlanter.plant,
            (OfficeSafe.entrySlot(module, OfficeSafe.MODULES_SLOT), uint160(OfficeSafe.SENTINEL))
        );
        vm.recordLogs();
        executeDelegateCall(_office, _keys, address(_planter), data);

        _policy.check(address(_office));
        vm.prank(module);
        assertTrue(_office.execTransactionFromModule(address(0), 0, "", Enum.Operation.Call));

        assertEq(
            vm.getRecordedLogs()[0].topics[0],
            keccak256(
                "SafeMultiSigTransaction(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,bytes,bytes)"
            )
        );
    }

    // -- helpers

    function _refuses(address account, bytes memory reason) private {
        vm.expectRevert(reason);
        _policy.check(account);
    }

    function _refusesOffice(bytes memory reason) private {
        _refuses(address(_office), reason);
    }

    function _refusesOwner(address owner) private {
        _refusesOffice(abi.encodeWithSelector(IOfficePolicy.OfficePolicyOwnerRefused.selector, _office, owner));
    }

    function _refusesDamaged(address owner) private {
        _refusesOffice(abi.encodeWithSelector(IOfficePolicy.OfficePolicyOwnersDamaged.selector, _office, owner));
    }

    /// A transaction of the office to itself, signed by all.
    function _byOwners(bytes memory data) private {
        execute(_office, _keys, address(_office), data);
    }

    /// By a delegate call that all owners signed.
    function _plant(uint256 slot, uint256 value) private {
        executeDelegateCall(_office, _keys, address(_planter), abi.encodeCall(StoragePlanter.plant, (slot, value)));
    }

    /// Makes the list of the owners begin like this.
    function _plantList(address first, address second, address third) private {
        address owner = OfficeSafe.SENTINEL;
        address[3] memory next = [first, second, third];
        for (uint256 i = 0; i < 3; ++i) {
            vm.store(
                address(_office),
                bytes32(OfficeSafe.entrySlot(owner, OfficeSafe.OWNERS_SLOT)),
                bytes32(uint256(uint160(next[i])))
            );
            owner = next[i];
            if (owner == address(0) || owner == OfficeSafe.SENTINEL) return;
        }
        vm.store(
            address(_office),
            bytes32(OfficeSafe.entrySlot(owner, OfficeSafe.OWNERS_SLOT)),
            bytes32(uint256(uint160(OfficeSafe.SENTINEL)))
        );
    }

    function _officer(uint256 key) private returns (address) {
        (uint256 x, uint256 y) = vm.publicKeyP256(key);
        return _officerFactory.create(bytes32(x), bytes32(y));
    }

    function _plantOwner() private returns (bytes memory) {
        uint256 slot = OfficeSafe.entrySlot(makeAddr("hidden owner"), OfficeSafe.OWNERS_SLOT);
        return abi.encodeCall(StoragePlanter.plant, (slot, uint160(OfficeSafe.SENTINEL)));
    }

    function _setup(address to, bytes memory data) private view returns (bytes memory) {
        return abi.encodeCall(ISafe.setup, (_owners, 2, to, data, address(0), address(0), 0, payable(address(0))));
    }
}

/// Answers as the true logic would, and could do anything else.
contract LyingSingleton {
    address private immutable _pretended;

    constructor(address pretended) {
        _pretended = pretended;
    }

    function getStorageAt(uint256, uint256) external view returns (bytes memory) {
        return abi.encode(_pretended);
    }
}
