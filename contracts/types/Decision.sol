// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {Territories} from "./Territories.sol";

/// What an accreditation decides beside its subject.
struct Decision {
    /// Begin, inclusive, Unix seconds UTC; 0 means always for a record's first act, now for a later one.
    uint40 from;
    /// End, exclusive, Unix seconds UTC; 0 means open.
    uint40 until;
    /// Where it holds; 0 means everywhere.
    Territories territories;
    /// Whether it carries conditions; they stand in the published decision.
    bool conditions;
}
