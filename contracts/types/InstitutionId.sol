// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

/// keccak256(abi.encode(country, keccak256(canonical URI of the identifier in the state's primary scheme))); the country is the registering state's, so that no one can occupy another country's id.
type InstitutionId is bytes32;
