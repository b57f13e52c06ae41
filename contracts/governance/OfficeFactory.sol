// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {Create2} from "@openzeppelin/contracts/utils/Create2.sol";
import {ISafe} from "@safe-global/safe-smart-account/contracts/interfaces/ISafe.sol";
import {ISafeProxyFactory} from "../interfaces/ISafeProxyFactory.sol";
import {OfficeSafe} from "./OfficeSafe.sol";

/// Makes offices: Safe 1.5.0 accounts, k of n with k ≥ 2 and n > k, that have no way in but their owners' signatures.
///
/// A Safe's storage can't be listed. One whose `setup` made a delegate call can show three owners, a threshold of two,
/// no module and the right code, and obey a module or an owner that no list names. What a Safe is can therefore only be
/// known from how it began, and this contract is the witness: `isOffice` says that the account began with exactly the
/// owners and the threshold of its `OfficeCreated` event and with nothing else: no delegate call, no module, no guard,
/// no fallback handler, no payment.
///
/// It doesn't say what the owners did since. They may change their Safe; `OfficePolicy` looks at it when it is admitted.
///
/// Anyone may create an office, for anyone: it is its owners'. Anyone may also make the same Safe through Safe's own
/// public factory, and be first. The address commits to that factory, to the code, to the whole `setup` call, to the salt
/// and to the chain, and `setup` runs in the creating call, where it calls nobody. So what stands at the address began
/// as this contract would have begun it: `create` adopts it, and nobody can bar an office by being first. What its owners
/// did with it before it was adopted, they could have done afterwards.
contract OfficeFactory {
    /// Safe's proxy factory, of canonical code.
    ISafeProxyFactory public immutable proxyFactory;
    /// The logic of every office, of canonical code.
    address public immutable singleton;

    bytes32 private immutable _proxyInitCodeHash;

    mapping(address account => bool made) private _isOffice;

    /// `office` was made, or adopted. `owners` and `threshold` are those it began with.
    event OfficeCreated(address indexed office, address[] owners, uint256 threshold, uint256 saltNonce);

    /// The code at `account` has the hash `actual` where Safe 1.5.0's has `expected`.
    error OfficeFactoryWrongCode(address account, bytes32 actual, bytes32 expected);

    /// @param proxyFactory_ `SafeProxyFactory` 1.5.0.
    /// @param singleton_ `SafeL2` 1.5.0.
    constructor(ISafeProxyFactory proxyFactory_, address singleton_) {
        _requireCode(address(proxyFactory_), OfficeSafe.PROXY_FACTORY_CODE_HASH);
        _requireCode(singleton_, OfficeSafe.SINGLETON_CODE_HASH);
        proxyFactory = proxyFactory_;
        singleton = singleton_;
        _proxyInitCodeHash = keccak256(abi.encodePacked(proxyFactory_.proxyCreationCode(), abi.encode(singleton_)));
    }

    /// Makes the office of these owners, threshold and salt, or finds it: to call it again changes nothing.
    ///
    /// Safe itself refuses an owner that is zero or the sentinel 0x1 (GS203), or comes twice (GS204). Who the owners are
    /// is looked at by `OfficePolicy`.
    /// @param owners The officers' accounts. Their order is part of the address.
    /// @param threshold How many of them have to sign: at least 2, and fewer than there are.
    /// @param saltNonce Any number; another number makes another office of the same people.
    /// @return office The account.
    function create(address[] calldata owners, uint256 threshold, uint256 saltNonce) external returns (address office) {
        OfficeSafe.requireSound(owners.length, threshold);
        bytes memory initializer = _initializer(owners, threshold);
        office = _predict(initializer, saltNonce);
        if (office.code.length == 0) {
            proxyFactory.createChainSpecificProxyWithNonce(singleton, initializer, saltNonce);
        }
        if (!_isOffice[office]) {
            _isOffice[office] = true;
            emit OfficeCreated(office, owners, threshold, saltNonce);
        }
    }

    /// Where `create` makes the office of these arguments on this chain, made or not, whether or not it would accept them.
    function predict(
        address[] calldata owners,
        uint256 threshold,
        uint256 saltNonce
    ) external view returns (address office) {
        return _predict(_initializer(owners, threshold), saltNonce);
    }

    /// Whether this contract made or adopted `account`.
    function isOffice(address account) external view returns (bool) {
        return _isOffice[account];
    }

    function _initializer(address[] calldata owners, uint256 threshold) private pure returns (bytes memory) {
        return
            abi.encodeCall(
                ISafe.setup,
                (owners, threshold, address(0), "", address(0), address(0), 0, payable(address(0)))
            );
    }

    /// As `SafeProxyFactory.createChainSpecificProxyWithNonce` derives it.
    function _predict(bytes memory initializer, uint256 saltNonce) private view returns (address) {
        bytes32 salt = keccak256(abi.encode(keccak256(initializer), saltNonce, block.chainid));
        return Create2.computeAddress(salt, _proxyInitCodeHash, address(proxyFactory));
    }

    function _requireCode(address account, bytes32 expected) private view {
        if (account.codehash != expected) revert OfficeFactoryWrongCode(account, account.codehash, expected);
    }
}
