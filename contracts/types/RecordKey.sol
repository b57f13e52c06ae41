// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {RecordKind} from "./RecordKind.sol";

/// Names one record.
///
/// | kind              | subject                | object             |
/// |-------------------|------------------------|--------------------|
/// | Seat              | country code, left     | 0                  |
/// | Mandate           | office number, right   | 0                  |
/// | Institution       | institution id         | 0                  |
/// | QualificationType | qualification type id  | 0                  |
/// | Programme         | institution id         | qualification type |
/// | Institutional     | institution id         | 0                  |
/// | Binding           | institution id         | binding id         |
struct RecordKey {
    RecordKind kind;
    bytes32 subject;
    bytes32 object;
}
