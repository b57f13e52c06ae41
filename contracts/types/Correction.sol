// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {ActKind} from "./ActKind.sol";
import {Territories} from "./Territories.sol";

/// An act that a rectification puts in the place of what it voids. Its dates are taken as they are.
struct Correction {
    /// Grant, suspend, reinstate, withdraw, end, annul or compromise, as far as the record knows it.
    ActKind kind;
    /// Begin, inclusive, Unix seconds UTC; 0 means always.
    uint40 from;
    /// End, exclusive, Unix seconds UTC; 0 means open.
    uint40 until;
    /// Only for the grant of an accreditation: where it holds.
    Territories territories;
    /// Only for the grant of an accreditation: whether the decision carries conditions.
    bool conditions;
    /// Grant of an institutional accreditation or of a body's mandate: the scope. Grant of a provider's mandate: hash of
    /// its trusted-list entry. End of an institution: its successor.
    bytes32 detail;
}
