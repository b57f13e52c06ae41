// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

/// An institution to be registered.
struct Registration {
    /// Canonical URI of its identifier in the state's primary scheme; 1 to 512 bytes.
    string identifier;
    /// Canonical JSON (RFC 8785) with its legal name, country, identifiers and site; 1 to 4,096 bytes. No personal data.
    bytes profile;
}
