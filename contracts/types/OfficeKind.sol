// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

/// What an office is for. An account is one office, of one country and one kind.
enum OfficeKind {
    None,
    MemberState,
    AccreditationBody,
    TrustServiceProvider,
    Guardian
}
