// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

/// What an act decides, from its `from` on.
enum ActKind {
    /// No act: an empty slot.
    None,
    /// Active until `until`, lapsed after; replaces all that was decided for these times before.
    Grant,
    /// What is active is suspended, until `until` or reinstatement.
    Suspend,
    /// Suspensions recorded before it no longer count.
    Reinstate,
    /// Withdrawn by the authority. Without a grant: an explicit exclusion.
    Withdraw,
    /// Given up by the institution, or run out by agreement; a type is retired, a seat has left.
    End,
    /// The grant that begins at `from` is void, and all after it.
    Annul,
    /// A binding is untrusted since `from`, which may be past.
    Compromise,
    /// The act whose position stands in the place of `until`, not yet in effect, never happened.
    Cancel,
    /// Nothing recorded before counts; the corrected acts follow in the same call.
    Rectify
}
