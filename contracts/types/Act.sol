// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {ActKind} from "./ActKind.sol";
import {OfficeNumber} from "./OfficeNumber.sol";

/// One dated, recorded decision in a record's timeline: one storage slot, readable in hexadecimal.
///
///  255      215       175          135      111    107     103        79          0
///  | from 40 | until 40 | recordedAt 40 | office 24 | kind 4 | flags 4 | position 24 | content 80 |
///
/// - `from`, `until`: Unix seconds UTC, half-open [from, until); `until` 0 means open.
/// - `recordedAt`: time of the block that recorded it.
/// - `office`: number of the office that decided; 0 for the council and for an institution's controller.
/// - flags: 1 imposed by a member state · 2 with conditions · 4 the record has ever been compromised.
/// - `position`: from 0 on, in the order of recording.
/// - `content`: what the act decides, by the kind of record: see `Content`, `TypeAttributes`, `Territories`.
/// - a cancel has no end: in the place of `until` it carries the position of the act that it cancels.
type Act is uint256;

using {
    isNone,
    from,
    until,
    recordedAt,
    office,
    kind,
    amends,
    byState,
    conditional,
    everCompromised,
    isInForce,
    wasInForce,
    position,
    content,
    cancels,
    atPosition,
    beginningAt
} for Act global;

Act constant NO_ACT = Act.wrap(0);

uint256 constant BY_STATE = 1;
uint256 constant CONDITIONAL = 2;
uint256 constant EVER_COMPROMISED = 4;

function newAct(
    ActKind kind_,
    uint40 from_,
    uint40 until_,
    uint40 recordedAt_,
    OfficeNumber office_,
    uint256 flags,
    uint80 content_
) pure returns (Act) {
    return
        Act.wrap(
            (uint256(from_) << 216) |
                (uint256(until_) << 176) |
                (uint256(recordedAt_) << 136) |
                (uint256(OfficeNumber.unwrap(office_)) << 112) |
                (uint256(kind_) << 108) |
                (flags << 104) |
                content_
        );
}

function isNone(Act act) pure returns (bool) {
    return Act.unwrap(act) == 0;
}

function from(Act act) pure returns (uint40) {
    return uint40(Act.unwrap(act) >> 216);
}

function until(Act act) pure returns (uint40) {
    return uint40(Act.unwrap(act) >> 176);
}

function recordedAt(Act act) pure returns (uint40) {
    return uint40(Act.unwrap(act) >> 136);
}

function office(Act act) pure returns (OfficeNumber) {
    return OfficeNumber.wrap(uint24(Act.unwrap(act) >> 112));
}

function kind(Act act) pure returns (ActKind result) {
    // only `newAct` makes acts, so that the four bits are a kind: not checked again on every step of a walk
    assembly ("memory-safe") {
        result := and(shr(108, act), 0xf)
    }
}

/// Whether it is about other acts: a cancel or a rectification, the last two kinds.
function amends(Act act) pure returns (bool) {
    return (Act.unwrap(act) >> 108) & 0xf >= uint256(ActKind.Cancel);
}

function byState(Act act) pure returns (bool) {
    return (Act.unwrap(act) >> 104) & BY_STATE != 0;
}

function conditional(Act act) pure returns (bool) {
    return (Act.unwrap(act) >> 104) & CONDITIONAL != 0;
}

function everCompromised(Act act) pure returns (bool) {
    return (Act.unwrap(act) >> 104) & EVER_COMPROMISED != 0;
}

function position(Act act) pure returns (uint24) {
    return uint24(Act.unwrap(act) >> 80);
}

function content(Act act) pure returns (uint80) {
    return uint80(Act.unwrap(act));
}

/// A grant whose times contain `time`. Where the newest act of a timeline is one, the record is active then, and no older act
/// matters: the common case, told from one word.
function isInForce(Act act, uint40 time) pure returns (bool holds) {
    // kind == Grant && from <= time && time <= until - 1, without branches, for every question and every write asks it several
    // times; an open end, 0, wraps around to the latest
    assembly ("memory-safe") {
        let last := and(sub(shr(176, act), 1), 0xffffffffff)
        holds := and(eq(and(shr(108, act), 0xf), 1), iszero(or(gt(shr(216, act), time), gt(time, last))))
    }
}

/// The same, as known at `knownAt`.
function wasInForce(Act act, uint40 time, uint40 knownAt) pure returns (bool holds) {
    bool inForce = act.isInForce(time);
    assembly ("memory-safe") {
        holds := and(inForce, iszero(gt(and(shr(136, act), 0xffffffffff), knownAt)))
    }
}

/// Position of the act that a cancel cancels.
function cancels(Act act) pure returns (uint24) {
    return uint24(Act.unwrap(act) >> 176);
}

/// The same act, placed in a timeline.
function atPosition(Act act, uint256 position_) pure returns (Act) {
    return Act.wrap(Act.unwrap(act) | (position_ << 80));
}

/// The same act with another begin.
function beginningAt(Act act, uint40 from_) pure returns (Act) {
    return Act.wrap((Act.unwrap(act) & ((1 << 216) - 1)) | (uint256(from_) << 216));
}
