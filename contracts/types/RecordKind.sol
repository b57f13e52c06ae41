// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

/// The records that have a timeline. Appended to, never reordered: events carry the kind.
enum RecordKind {
    Seat,
    Mandate,
    Institution,
    QualificationType,
    /// Accreditation for one qualification type.
    Programme,
    /// Accreditation for a scope.
    Institutional,
    Binding
}
