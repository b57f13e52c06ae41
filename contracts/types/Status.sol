// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

/// What a timeline answers for a moment. `Never` and `NotYet` are decided by no act.
enum Status {
    Never,
    NotYet,
    Active,
    Suspended,
    Lapsed,
    Withdrawn,
    Ended,
    Annulled,
    Compromised
}
