// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IStorageAccessible} from "@safe-global/safe-smart-account/contracts/interfaces/IStorageAccessible.sol";
import {IProxy} from "@safe-global/safe-smart-account/contracts/proxies/SafeProxy.sol";
import {IOfficePolicy} from "../interfaces/IOfficePolicy.sol";
import {OfficeFactory} from "./OfficeFactory.sol";
import {OfficeSafe} from "./OfficeSafe.sol";
import {P256Officer} from "./P256Officer.sol";
import {P256OfficerFactory} from "./P256OfficerFactory.sol";

/// Admits the offices that `OfficeFactory` made, as long as their owners left them as plain as they began.
///
/// The order matters: an account is asked nothing before it is known what answers. First the code of the proxy; that
/// answers `masterCopy` itself, from the slot it really delegates to. Then the logic is known to be Safe's, and what it
/// says of its storage to be true.
contract OfficePolicy is IOfficePolicy {
    OfficeFactory public immutable officeFactory;
    P256OfficerFactory public immutable officerFactory;

    address private immutable _singleton;

    constructor(OfficeFactory officeFactory_, P256OfficerFactory officerFactory_) {
        officeFactory = officeFactory_;
        officerFactory = officerFactory_;
        _singleton = officeFactory_.singleton();
    }

    /// @inheritdoc IOfficePolicy
    function check(address account) external view {
        if (!officeFactory.isOffice(account)) revert OfficePolicyForeignAccount(account);
        _checkCode(account);
        _checkExtensions(account);
        _checkOwners(account);
    }

    function _checkCode(address account) private view {
        if (account.codehash != OfficeSafe.PROXY_CODE_HASH) {
            revert OfficePolicyWrongCode(account, account.codehash, OfficeSafe.PROXY_CODE_HASH);
        }
        address logic = IProxy(account).masterCopy();
        if (logic != _singleton) revert OfficePolicyWrongSingleton(account, logic, _singleton);
    }

    function _checkExtensions(address account) private view {
        // An empty list is the sentinel that points to itself.
        address module = _entry(account, OfficeSafe.SENTINEL, OfficeSafe.MODULES_SLOT);
        if (module != OfficeSafe.SENTINEL) revert OfficePolicyModuleEnabled(account, module);

        address guard = _addressAt(account, OfficeSafe.GUARD_SLOT);
        if (guard != address(0)) revert OfficePolicyGuardSet(account, guard);

        guard = _addressAt(account, OfficeSafe.MODULE_GUARD_SLOT);
        if (guard != address(0)) revert OfficePolicyModuleGuardSet(account, guard);

        address handler = _addressAt(account, OfficeSafe.FALLBACK_HANDLER_SLOT);
        if (handler != address(0)) revert OfficePolicyFallbackHandlerSet(account, handler);
    }

    function _checkOwners(address account) private view {
        (uint256 count, uint256 threshold) = abi.decode(
            IStorageAccessible(account).getStorageAt(OfficeSafe.OWNER_COUNT_SLOT, 2),
            (uint256, uint256)
        );
        OfficeSafe.requireSound(count, threshold);

        bytes32[] memory keys = new bytes32[](count);
        uint256 keyCount;
        address owner = OfficeSafe.SENTINEL;
        for (uint256 i = 0; i < count; ++i) {
            owner = _entry(account, owner, OfficeSafe.OWNERS_SLOT);
            if (owner == address(0) || owner == OfficeSafe.SENTINEL) revert OfficePolicyOwnersDamaged(account, owner);
            if (owner.code.length == 0) continue;
            if (!officerFactory.isOfficer(owner)) revert OfficePolicyOwnerRefused(account, owner);

            // One key has one address, and Safe takes an address once. But who holds the key of (x, y) can sign for
            // (x, -y), too.
            (bytes32 qx, ) = P256Officer(owner).signer();
            for (uint256 j = 0; j < keyCount; ++j) {
                if (keys[j] == qx) revert OfficePolicyOwnersShareKey(account, owner);
            }
            keys[keyCount++] = qx;
        }
        owner = _entry(account, owner, OfficeSafe.OWNERS_SLOT);
        if (owner != OfficeSafe.SENTINEL) revert OfficePolicyOwnersDamaged(account, owner);
    }

    /// What follows `member` in the list at `listSlot`.
    function _entry(address account, address member, uint256 listSlot) private view returns (address) {
        return _addressAt(account, OfficeSafe.entrySlot(member, listSlot));
    }

    /// The low 160 bits of the slot, as Safe reads them.
    function _addressAt(address account, uint256 slot) private view returns (address) {
        return address(uint160(abi.decode(IStorageAccessible(account).getStorageAt(slot, 1), (uint256))));
    }
}
