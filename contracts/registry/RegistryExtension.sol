// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {RegistryHistory} from "./RegistryHistory.sol";
import {RegistryOffices} from "./RegistryOffices.sol";

/// The half of the registry's code that is called seldom: offices, seats, mandates, the pause, every act that isn't a grant, and histories.
/// A contract may have 24,576 bytes, and the registry needs more; what is asked and granted every day is in
/// `TrustedIssuerRegistry`, which passes on to this contract whatever it doesn't know itself. It runs on the registry's storage
/// only: called on its own it has no office, no council and no record.
contract RegistryExtension is RegistryOffices, RegistryHistory {}
