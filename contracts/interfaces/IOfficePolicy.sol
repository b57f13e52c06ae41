// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

/// Says whether an account can be admitted as an office.
interface IOfficePolicy {
    /// `account` is none that the project's office factory made.
    error OfficePolicyForeignAccount(address account);

    /// The code at `account` has the hash `actual` where Safe's proxy has `expected`.
    error OfficePolicyWrongCode(address account, bytes32 actual, bytes32 expected);

    /// `account` runs the logic at `actual` instead of `expected`.
    error OfficePolicyWrongSingleton(address account, address actual, address expected);

    /// `account` obeys a module. `module` is the first in its list; 0 if the list is damaged.
    error OfficePolicyModuleEnabled(address account, address module);

    /// `guard` can stop the transactions of `account`.
    error OfficePolicyGuardSet(address account, address guard);

    /// `guard` can stop the module transactions of `account`.
    error OfficePolicyModuleGuardSet(address account, address guard);

    /// `handler` answers and acts in the name of `account`.
    error OfficePolicyFallbackHandlerSet(address account, address handler);

    /// The list of the owners of `account` doesn't end where its count does: `owner` is what stands there.
    error OfficePolicyOwnersDamaged(address account, address owner);

    /// `owner` has code and is no P-256 officer: another office, the account itself, any other contract, or an account
    /// that delegates its code (EIP-7702).
    error OfficePolicyOwnerRefused(address account, address owner);

    /// Two P-256 officers among the owners of `account`, `owner` being the later, have the same secret key: their public
    /// keys are each other's negation.
    error OfficePolicyOwnersShareKey(address account, address owner);

    /// Reverts unless `account` can be admitted as an office: a Safe 1.5.0 that the project's factory made, k of n with
    /// k ≥ 2 and n > k, whose owners are accounts without code or P-256 officers, and that has no module, no guard and no
    /// fallback handler.
    ///
    /// What it can't see:
    ///
    /// - What the owners hid. k of them may let their Safe make a delegate call that plants an owner or a module which no
    ///   list names, and which stays when they themselves are replaced. The state doesn't show it, but the logs do, and
    ///   they can't be cleaned: before it executes anything SafeL2 logs `SafeMultiSigTransaction`, or for a module
    ///   `SafeModuleTransaction`, with operation 1 for a delegate call. An account that ever logged that should not be
    ///   admitted; one that does later should be exchanged for a new one (rotation).
    /// - Who an owner is. An account without code may be the future address of a contract, or nobody's; and two keys may
    ///   be one person's.
    /// - The future. It is asked when an account is admitted, and owners may add a module the next day. Anyone may ask
    ///   again at any time.
    /// @param account The account that would be an office.
    function check(address account) external view;
}
