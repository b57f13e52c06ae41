// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

/// keccak256(abi.encode(defining country or `EU`, keccak256(URI of the type))).
type QualificationTypeId is bytes32;
