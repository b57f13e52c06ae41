// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

/// Who may call the network-wide functions of the suite: `ADMIN_ROLE`, and by that the council's timelock, unless a vote
/// gave a function to another role. Country rights don't pass here.
///
/// An AccessManager without the settings by which its admin could lock itself out, and without those that would open a
/// function to everybody:
///
/// - An admin can't remove itself. Another admin has to, and shows by that that it works. Whoever takes the council's
///   place is therefore made admin first, and then removes its predecessor. The account that deploys is the exception:
///   it gives the role up when a contract has it.
/// - Admins are contracts, and act without a delay of this contract's: the delay is the timelock's.
/// - What a vote can shut here, the next can open: targets, functions' roles, roles' admins and guardians.
/// - Managed contracts stay with this authority; a contract that needs another is replaced or upgraded.
contract CouncilAuthority is AccessManager {
    address private immutable _deployer;
    uint256 private _adminCount;

    /// `account` can't remove itself from the admins.
    error CouncilAuthoritySelfRemoval(address account);
    /// `account` is the last admin.
    error CouncilAuthorityLastAdmin(address account);
    /// `account` has no code; admins are contracts.
    error CouncilAuthorityAdminWithoutCode(address account);
    /// A delay of `delay` seconds for the admins, or for what they do, could outlive them all.
    error CouncilAuthorityAdminDelayed(uint32 delay);
    /// `roleId` is everybody's: functions, roles and their guardianship aren't.
    error CouncilAuthorityPublicRole(uint64 roleId);
    /// `target` stays with this authority; `newAuthority` was refused.
    error CouncilAuthorityFixed(address target, address newAuthority);
    /// No free text on chain: `roleId` is described elsewhere.
    error CouncilAuthorityLabelRefused(uint64 roleId);

    /// @param deployer Admin until it has wired everything and renounces.
    constructor(address deployer) AccessManager(deployer) {
        _deployer = deployer;
    }

    /// How many accounts are admins.
    function adminCount() external view returns (uint256) {
        return _adminCount;
    }

    function version() external pure returns (string memory) {
        return "1.0.0";
    }

    /// As in AccessManager, but for `setAuthority`, which nobody may call through this contract.
    /// @inheritdoc AccessManager
    function canCall(
        address caller,
        address target,
        bytes4 selector
    ) public view override returns (bool immediate, uint32 delay) {
        if (selector == IAccessManaged.setAuthority.selector) return (false, 0);
        return super.canCall(caller, target, selector);
    }

    /// Refused, whoever calls.
    /// @inheritdoc AccessManager
    function updateAuthority(address target, address newAuthority) public pure override {
        revert CouncilAuthorityFixed(target, newAuthority);
    }

    /// Refused, whoever calls.
    /// @inheritdoc AccessManager
    function labelRole(uint64 roleId, string calldata) public pure override {
        revert CouncilAuthorityLabelRefused(roleId);
    }

    /// @inheritdoc AccessManager
    function _grantRole(
        uint64 roleId,
        address account,
        uint32 grantDelay,
        uint32 executionDelay
    ) internal override returns (bool newMember) {
        if (roleId == ADMIN_ROLE) {
            if (executionDelay != 0) revert CouncilAuthorityAdminDelayed(executionDelay);
            // The first is the account that deploys.
            if (_adminCount != 0 && account.code.length == 0) revert CouncilAuthorityAdminWithoutCode(account);
        }
        newMember = super._grantRole(roleId, account, grantDelay, executionDelay);
        if (newMember && roleId == ADMIN_ROLE) ++_adminCount;
    }

    /// @inheritdoc AccessManager
    function _revokeRole(uint64 roleId, address account) internal override returns (bool revoked) {
        revoked = super._revokeRole(roleId, account);
        if (!revoked || roleId != ADMIN_ROLE) return revoked;

        if (account == _deployer) {
            if (_adminCount == 1) revert CouncilAuthorityLastAdmin(account);
        } else if (msg.sender == account || msg.sender == address(this)) {
            // By way of `execute` this contract is the caller, and who is behind it can't be told.
            revert CouncilAuthoritySelfRemoval(account);
        }
        --_adminCount;
    }

    /// @inheritdoc AccessManager
    function _setRoleAdmin(uint64 roleId, uint64 admin) internal override {
        _requireNotPublic(admin);
        super._setRoleAdmin(roleId, admin);
    }

    /// @inheritdoc AccessManager
    function _setRoleGuardian(uint64 roleId, uint64 guardian) internal override {
        _requireNotPublic(guardian);
        super._setRoleGuardian(roleId, guardian);
    }

    /// @inheritdoc AccessManager
    function _setTargetFunctionRole(address target, bytes4 selector, uint64 roleId) internal override {
        _requireNotPublic(roleId);
        super._setTargetFunctionRole(target, selector, roleId);
    }

    /// @inheritdoc AccessManager
    function _setGrantDelay(uint64 roleId, uint32 newDelay) internal override {
        if (roleId == ADMIN_ROLE && newDelay != 0) revert CouncilAuthorityAdminDelayed(newDelay);
        super._setGrantDelay(roleId, newDelay);
    }

    /// @inheritdoc AccessManager
    function _setTargetAdminDelay(address target, uint32 newDelay) internal override {
        if (newDelay != 0) revert CouncilAuthorityAdminDelayed(newDelay);
        super._setTargetAdminDelay(target, newDelay);
    }

    function _requireNotPublic(uint64 roleId) private pure {
        if (roleId == PUBLIC_ROLE) revert CouncilAuthorityPublicRole(roleId);
    }
}
