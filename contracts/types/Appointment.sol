// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {OfficeKind} from "./OfficeKind.sol";

/// A mandate to be given.
struct Appointment {
    /// The body's or provider's office; it consented to (country, kind, terms).
    address account;
    /// Accreditation body or trust service provider.
    OfficeKind kind;
    /// Begin, inclusive, Unix seconds UTC; 0 means always for a body's first mandate, now for a later one, and for a provider
    /// seven days from now, before which none may begin.
    uint40 from;
    /// End, exclusive, Unix seconds UTC; 0 means open.
    uint40 until;
    /// A body's `Scope`; the hash of a provider's trusted-list entry.
    bytes32 detail;
    /// Hash of the terms that the account consented to.
    bytes32 terms;
}
