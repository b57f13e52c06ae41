// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

/// What an office's Safe is made of: the code of Safe 1.5.0, where it keeps what, and how many people it takes.
///
/// The code hashes are those of the canonical deployments, as Safe publishes them in its package safe-deployments, and of
/// the artifacts in its package safe-smart-account; a test compares them. They don't depend on the chain.
library OfficeSafe {
    /// `SafeL2`: the logic, with an event for every transaction.
    bytes32 internal constant SINGLETON_CODE_HASH = 0x180193227186ccb85316c94db1f0d156ed932b14712cfaac78901899178572dc;
    /// `SafeProxyFactory`.
    bytes32 internal constant PROXY_FACTORY_CODE_HASH =
        0x967dae4cda22b0c9ef7f31b010bdc1ceb0af9904b0c3dc060b5302e4c18a4529;
    /// `SafeProxy`: what an office is itself.
    bytes32 internal constant PROXY_CODE_HASH = 0x4e381985ca68b3e5d27b4425fa581c19cf33146d3f887a3cfca96f55528ea46f;

    // Storage of a Safe. The lists are linked: each member's entry names the next, the sentinel's the first, the last
    // one's the sentinel.
    uint256 internal constant MODULES_SLOT = 1;
    uint256 internal constant OWNERS_SLOT = 2;
    /// The number of owners; the threshold follows in the next slot.
    uint256 internal constant OWNER_COUNT_SLOT = 3;
    /// keccak256("guard_manager.guard.address")
    uint256 internal constant GUARD_SLOT = 0x4a204f620c8c5ccdca3fd54d003badd85ba500436a431f0cbda4f558c93c34c8;
    /// keccak256("module_manager.module_guard.address")
    uint256 internal constant MODULE_GUARD_SLOT = 0xb104e0b93118902c651344349b610029d694cfdec91c589c91ebafbcd0289947;
    /// keccak256("fallback_manager.handler.address")
    uint256 internal constant FALLBACK_HANDLER_SLOT =
        0x6c9a6c4a39284e37ed1cf53d337577d14212a4870fb976a4366c693b939918d5;
    address internal constant SENTINEL = address(1);

    /// Nobody acts alone.
    uint256 internal constant MIN_THRESHOLD = 2;
    /// So many a person can still go through by name, and a check can read, with P-256 keys throughout, for a million gas.
    /// An office needs three to nine.
    uint256 internal constant MAX_OWNERS = 50;

    /// `threshold` officers suffice to act; it has to be `minimum` at least, so that nobody acts alone.
    error OfficeThresholdTooLow(uint256 threshold, uint256 minimum);

    /// There are only `owners` owners where `threshold` have to sign: if one is lost, so is the office.
    error OfficeOwnersTooFew(uint256 owners, uint256 threshold);

    /// There are `owners` owners; `maximum` are allowed.
    error OfficeOwnersTooMany(uint256 owners, uint256 maximum);

    /// Reverts unless `threshold` of `owners` is a sound size: two at least have to sign, and one at least can be lost.
    function requireSound(uint256 owners, uint256 threshold) internal pure {
        if (threshold < MIN_THRESHOLD) revert OfficeThresholdTooLow(threshold, MIN_THRESHOLD);
        if (owners <= threshold) revert OfficeOwnersTooFew(owners, threshold);
        if (owners > MAX_OWNERS) revert OfficeOwnersTooMany(owners, MAX_OWNERS);
    }

    /// The slot of `member`'s entry in the list at `listSlot`.
    function entrySlot(address member, uint256 listSlot) internal pure returns (uint256) {
        return uint256(keccak256(abi.encode(member, listSlot)));
    }
}
