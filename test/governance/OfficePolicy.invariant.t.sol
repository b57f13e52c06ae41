// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IFallbackManager} from "@safe-global/safe-smart-account/contracts/interfaces/IFallbackManager.sol";
import {IModuleManager} from "@safe-global/safe-smart-account/contracts/interfaces/IModuleManager.sol";
import {IOwnerManager} from "@safe-global/safe-smart-account/contracts/interfaces/IOwnerManager.sol";
import {ISafe} from "@safe-global/safe-smart-account/contracts/interfaces/ISafe.sol";
import {Enum} from "@safe-global/safe-smart-account/contracts/libraries/Enum.sol";
import {OfficeFactory} from "../../contracts/governance/OfficeFactory.sol";
import {OfficePolicy} from "../../contracts/governance/OfficePolicy.sol";
import {P256OfficerFactory} from "../../contracts/governance/P256OfficerFactory.sol";
import {IOfficePolicy} from "../../contracts/interfaces/IOfficePolicy.sol";
import {ISafeProxyFactory} from "../../contracts/interfaces/ISafeProxyFactory.sol";
import {Safes} from "../utils/Safes.sol";
import {StoragePlanter} from "../utils/StoragePlanter.sol";
import {Test} from "../utils/Test.sol";

/// Nothing is admitted but what the factory made and its owners left plain, whatever anybody does.
contract OfficePolicyInvariantTest is Test {
    OfficePolicyHandler private _handler;

    function setUp() public {
        _handler = new OfficePolicyHandler();
        _handler.begin();
        targetContract(address(_handler));
        bytes4[] memory actions = new bytes4[](10);
        actions[0] = OfficePolicyHandler.create.selector;
        actions[1] = OfficePolicyHandler.createElsewhere.selector;
        actions[2] = OfficePolicyHandler.adopt.selector;
        actions[3] = OfficePolicyHandler.addOwner.selector;
        actions[4] = OfficePolicyHandler.removeOwner.selector;
        actions[5] = OfficePolicyHandler.changeThreshold.selector;
        actions[6] = OfficePolicyHandler.toggleModule.selector;
        actions[7] = OfficePolicyHandler.toggleFallbackHandler.selector;
        actions[8] = OfficePolicyHandler.plant.selector;
        actions[9] = OfficePolicyHandler.enrol.selector;
        targetSelector(address(_handler), actions);
    }

    function invariant_admitsPlainOfficesOnly() public view {
        OfficePolicy policy = _handler.policy();
        address[] memory accounts = _handler.accounts();
        for (uint256 i = 0; i < accounts.length; ++i) {
            (bool admitted, ) = address(policy).staticcall(abi.encodeCall(IOfficePolicy.check, (accounts[i])));
            assertTrue(admitted == _handler.isPlain(accounts[i]));
        }
    }
}

/// Everybody, doing anything with Safes; and a naive judge of what is a plain office, who asks the Safe's own functions
/// and its raw storage.
contract OfficePolicyHandler is Safes {
    address private constant SENTINEL = address(1);
    uint256 private constant MOST_ACCOUNTS = 12;
    uint256 private constant MOST_OWNERS = 7;

    OfficePolicy public policy;

    ISafeProxyFactory private _proxyFactory;
    address private _singleton;
    OfficeFactory private _officeFactory;
    P256OfficerFactory private _officerFactory;
    StoragePlanter private _planter;

    address[] private _accounts;
    address[] private _elsewhere;
    uint256[] private _keys;
    mapping(address owner => uint256 key) private _keyOf;
    mapping(address account => bool) private _made;
    mapping(address officer => bool) private _isOfficer;
    /// x of its key: what two officers of one secret have in common.
    mapping(address officer => uint256 x) private _secretOf;
    address[] private _officers;
    uint256 private _salt;

    /// How often each action did what it is for.
    mapping(bytes4 action => uint256 times) public done;

    /// Not the constructor, whose caller can't give it the cheat codes.
    function begin() external {
        _proxyFactory = deploySafeProxyFactory();
        _singleton = deploySafeSingleton();
        _officeFactory = new OfficeFactory(_proxyFactory, _singleton);
        _officerFactory = new P256OfficerFactory();
        policy = new OfficePolicy(_officeFactory, _officerFactory);
        _planter = new StoragePlanter();
        _keys = officerKeys("anybody", MOST_OWNERS);
        for (uint256 i = 0; i < _keys.length; ++i) _keyOf[vm.addr(_keys[i])] = _keys[i];
        _accounts.push(vm.addr(_keys[0]));
        _accounts.push(_singleton);
    }

    // -- actions

    function create(uint256 count, uint256 threshold) external {
        if (_accounts.length >= MOST_ACCOUNTS) return;
        count = bound(count, 3, 5);
        address made = _officeFactory.create(_firstOwners(count), bound(threshold, 2, count - 1), ++_salt);
        _made[made] = true;
        _accounts.push(made);
        ++done[msg.sig];
    }

    /// @param planted Whether `setup` makes a delegate call that hides an owner.
    function createElsewhere(bool planted) external {
        if (_accounts.length >= MOST_ACCOUNTS) return;
        bytes memory data = abi.encodeCall(StoragePlanter.plant, (_slotOf(address(this), 2), 1));
        bytes memory setup = abi.encodeCall(
            ISafe.setup,
            (
                _firstOwners(3),
                2,
                planted ? address(_planter) : address(0),
                planted ? data : bytes(""),
                address(0),
                address(0),
                0,
                payable(address(0))
            )
        );
        address made = _proxyFactory.createChainSpecificProxyWithNonce(_singleton, setup, ++_salt);
        if (!planted) _elsewhere.push(made);
        _accounts.push(made);
        ++done[msg.sig];
    }

    /// Of a Safe made elsewhere with a plain `setup`: the factory finds it where it would have made it.
    function adopt(uint256 which) external {
        if (_elsewhere.length == 0) return;
        address account = _elsewhere[which % _elsewhere.length];
        for (uint256 salt = 1; salt <= _salt; ++salt) {
            if (_officeFactory.predict(_firstOwners(3), 2, salt) != account) continue;
            _officeFactory.create(_firstOwners(3), 2, salt);
            _made[account] = true;
            ++done[msg.sig];
        }
    }

    function addOwner(uint256 which, uint256 kind, uint256 index) external {
        ISafe account = _pick(which);
        address owner = vm.addr(_keys[index % _keys.length]);
        if (kind % 4 == 1) owner = _pickAddress(index); // another account, perhaps itself
        if (kind % 4 == 2 && _officers.length != 0) owner = _officers[index % _officers.length];
        if (kind % 4 == 3) owner = address(_planter);
        _byOwners(account, abi.encodeCall(IOwnerManager.addOwnerWithThreshold, (owner, _threshold(account))));
    }

    function removeOwner(uint256 which) external {
        ISafe account = _pick(which);
        address first = address(uint160(uint256(vm.load(address(account), bytes32(_slotOf(SENTINEL, 2))))));
        _byOwners(account, abi.encodeCall(IOwnerManager.removeOwner, (SENTINEL, first, _threshold(account))));
    }

    function changeThreshold(uint256 which, uint256 threshold) external {
        _byOwners(_pick(which), abi.encodeCall(IOwnerManager.changeThreshold, (bound(threshold, 1, 4))));
    }

    function toggleModule(uint256 which) external {
        ISafe account = _pick(which);
        bytes memory data =
            vm.load(address(account), bytes32(_slotOf(address(this), 1))) == 0
                ? abi.encodeCall(IModuleManager.enableModule, (address(this)))
                : abi.encodeCall(IModuleManager.disableModule, (SENTINEL, address(this)));
        _byOwners(account, data);
    }

    function toggleFallbackHandler(uint256 which) external {
        ISafe account = _pick(which);
        bytes32 slot = keccak256("fallback_manager.handler.address");
        address handler = vm.load(address(account), slot) == 0 ? address(this) : address(0);
        _byOwners(account, abi.encodeCall(IFallbackManager.setFallbackHandler, (handler)));
    }

    /// Writes where the policy looks, and puts it back the next time.
    function plant(uint256 which, uint256 place) external {
        ISafe account = _pick(which);
        uint256[6] memory slots = [
            uint256(0),
            3,
            4,
            uint256(keccak256("guard_manager.guard.address")),
            uint256(keccak256("module_manager.module_guard.address")),
            _slotOf(SENTINEL, 1)
        ];
        uint256 slot = slots[place % slots.length];
        // `xor` twice is nothing; the lowest bit of the singleton's address makes it an account without code.
        uint256 value = uint256(vm.load(address(account), bytes32(slot))) ^ 1;
        if (slot == 0 || slot == 3 || slot == 4) {
            // Owners that sign could not put these back.
            if (address(account).code.length == 0 || address(account) == _singleton) return;
            vm.store(address(account), bytes32(slot), bytes32(value));
            ++done[msg.sig];
        } else {
            _execute(
                account,
                address(_planter),
                abi.encodeCall(StoragePlanter.plant, (slot, value)),
                Enum.Operation.DelegateCall
            );
        }
    }

    /// A key's officer; only the factory's count.
    function enrol(uint256 key, bool negated) external {
        (uint256 x, uint256 y) = vm.publicKeyP256(bound(key, 1, 4));
        if (negated) y = 0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF - y;
        address officer = _officerFactory.create(bytes32(x), bytes32(y));
        if (!_isOfficer[officer]) _officers.push(officer);
        _isOfficer[officer] = true;
        _secretOf[officer] = x;
        ++done[msg.sig];
    }

    // -- the judge

    function accounts() external view returns (address[] memory) {
        return _accounts;
    }

    function isPlain(address account) external view returns (bool) {
        if (!_made[account]) return false;
        if (address(uint160(uint256(vm.load(account, 0)))) != _singleton) return false;
        if (vm.load(account, keccak256("guard_manager.guard.address")) != 0) return false;
        if (vm.load(account, keccak256("module_manager.module_guard.address")) != 0) return false;
        if (vm.load(account, keccak256("fallback_manager.handler.address")) != 0) return false;

        (bool known, bytes memory answer) = account.staticcall{gas: 1e6}(
            abi.encodeCall(IModuleManager.getModulesPaginated, (SENTINEL, 10))
        );
        if (!known) return false;
        (address[] memory modules, ) = abi.decode(answer, (address[], address));
        if (modules.length != 0) return false;

        (known, answer) = account.staticcall{gas: 1e6}(abi.encodeCall(IOwnerManager.getOwners, ()));
        if (!known) return false;
        address[] memory owners = abi.decode(answer, (address[]));
        uint256 threshold = ISafe(payable(account)).getThreshold();
        if (threshold < 2 || threshold >= owners.length || owners.length > 50) return false;
        for (uint256 i = 0; i < owners.length; ++i) {
            if (owners[i] == address(0)) return false;
            if (owners[i].code.length != 0 && !_isOfficer[owners[i]]) return false;
            for (uint256 j = 0; j < i; ++j) {
                if (_isOfficer[owners[i]] && _secretOf[owners[i]] == _secretOf[owners[j]]) return false;
            }
        }
        return true;
    }

    // -- helpers

    function _firstOwners(uint256 count) private view returns (address[] memory owners) {
        owners = new address[](count);
        for (uint256 i = 0; i < count; ++i) owners[i] = vm.addr(_keys[i]);
    }

    function _pickAddress(uint256 which) private view returns (address) {
        return _accounts[which % _accounts.length];
    }

    function _pick(uint256 which) private view returns (ISafe) {
        return ISafe(payable(_pickAddress(which)));
    }

    function _threshold(ISafe account) private view returns (uint256) {
        return uint256(vm.load(address(account), bytes32(uint256(4))));
    }

    function _slotOf(address member, uint256 list) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(member, list)));
    }

    function _byOwners(ISafe account, bytes memory data) private {
        _execute(account, address(account), data, Enum.Operation.Call);
    }

    /// Signed with every key that is an owner's; without effect where that isn't enough.
    function _execute(ISafe account, address to, bytes memory data, Enum.Operation operation) private {
        if (vm.load(address(account), 0) != bytes32(uint256(uint160(_singleton)))) return;
        uint256 count;
        uint256[] memory keys = new uint256[](_keys.length);
        for (uint256 i = 0; i < _keys.length; ++i) {
            if (account.isOwner(vm.addr(_keys[i]))) keys[count++] = _keys[i];
        }
        assembly ("memory-safe") {
            mstore(keys, count)
        }
        bytes memory signatures = signSafeTx(account, keys, to, data, operation);
        (bool success, ) = address(account).call{gas: 5e6}(
            abi.encodeCall(
                ISafe.execTransaction,
                (to, 0, data, operation, 0, 0, 0, address(0), payable(address(0)), signatures)
            )
        );
        if (success) ++done[msg.sig];
    }
}
