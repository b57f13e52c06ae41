// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

/// keccak256 of the canonical URI of an identifier or of a public key (RFC 9278: `urn:ietf:params:oauth:jwk-thumbprint:sha-256:…`).
type BindingId is bytes32;
