// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

// Flags of an answer: bits of a `uint8`. Stable; never reused.
uint8 constant FLAG_RETROACTIVE = 1; // the moment lies before the deciding act was recorded
uint8 constant FLAG_SCHEDULED = 2; // the moment is still to come
uint8 constant FLAG_SEAT_SUSPENDED = 4; // the member state's seat was suspended at the moment
uint8 constant FLAG_CONDITIONAL = 8; // the decision carries conditions
uint8 constant FLAG_COMPROMISED = 16; // the binding is compromised, from a moment before or after the one asked for
