// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {Act, NO_ACT} from "../types/Act.sol";
import {ActKind} from "../types/ActKind.sol";
import {Status} from "../types/Status.sol";
import {Windows} from "./Windows.sol";

/// The acts of one record, append only. The newest is in `head`, so that a record with a single act costs one slot and is
/// read with one load; when the next comes, it moves to `past` under its position.
struct Timeline {
    Act head;
    mapping(uint256 position => Act) past;
    /// What a grant decides beyond its slot (a scope), or an end (a successor).
    mapping(uint256 position => bytes32) details;
}

/// What a timeline answers for a moment.
struct Finding {
    Status status;
    /// The act that decides: of a suspension the suspending act; of "not yet" the grant that begins first; of "never" none.
    Act act;
    /// The grant in force, or the one that was suspended, ended or voided; none where no grant reaches the moment.
    Act grant;
    /// The suspension in force over an active or a lapsed grant; none where there is none.
    Act suspension;
    /// A compromise had been recorded, from whatever moment on, even if a rectification has voided it since.
    bool compromised;
}

/// Timelines with two clocks: *valid* time, from `from` on, and *recorded* time, from `recordedAt` on.
///
/// A look-up at `time` as known at `knownAt` walks the acts that were recorded by then from the newest to the oldest, passing
/// over cancelled ones and stopping at a rectification. An act that begins later than `time` is passed by; a reinstatement
/// takes the suspensions that are older than it out of account; a suspension that still holds is remembered; any other act
/// decides. The walk is the caller's cost: about 2,300 gas an act.
library Timelines {
    /// A walk through a timeline, newest act first.
    struct Walk {
        uint40 knownAt;
        /// A compromise was recorded by then.
        bool compromised;
        /// One bit for each position that a later act has cancelled; empty until the first cancel is met.
        uint256[] cancelled;
    }

    uint256 internal constant MAX_POSITION = type(uint24).max;

    /// A record takes 16,777,216 acts, far more than it could ever have gas for.
    error TimelineFull();

    /// Appends an act.
    function append(Timeline storage timeline, Act act) internal returns (Act) {
        Act head = timeline.head;
        if (!head.isNone()) {
            uint256 position = head.position();
            if (position == MAX_POSITION) revert TimelineFull();
            timeline.past[position] = head;
            act = act.at(position + 1);
        }
        timeline.head = act;
        return act;
    }

    /// Number of acts recorded.
    function length(Timeline storage timeline) internal view returns (uint256) {
        Act head = timeline.head;
        return head.isNone() ? 0 : uint256(head.position()) + 1;
    }

    /// The act at a position, cancelled or not; none at or after `length`.
    function get(Timeline storage timeline, uint256 position) internal view returns (Act) {
        Act head = timeline.head;
        return head.position() == position ? head : timeline.past[position];
    }

    /// The newest act that counts, as known at `walk.knownAt`; none where there is none.
    function newest(Timeline storage timeline, Walk memory walk) internal view returns (Act) {
        return _counting(timeline, timeline.head, walk);
    }

    /// The next older act that counts; none where there is none.
    function older(Timeline storage timeline, Act act, Walk memory walk) internal view returns (Act) {
        return _counting(timeline, _before(timeline, act), walk);
    }

    /// The newest grant that counts, as known now, whenever it begins; none where there is none.
    function newestGrant(Timeline storage timeline) internal view returns (Act act) {
        Walk memory walk;
        walk.knownAt = uint40(block.timestamp);
        act = newest(timeline, walk);
        while (!act.isNone() && act.kind() != ActKind.Grant) act = older(timeline, act, walk);
    }

    /// What the timeline says about `time`, as known at `knownAt`.
    function lookUp(
        Timeline storage timeline,
        uint40 time,
        uint40 knownAt
    ) internal view returns (Finding memory found) {
        Walk memory walk;
        walk.knownAt = knownAt;
        bool lifted;
        for (Act act = newest(timeline, walk); !act.isNone(); act = older(timeline, act, walk)) {
            ActKind kind = act.kind();
            if (act.from() > time) {
                if (kind == ActKind.Grant) {
                    if (found.status == Status.Never || act.from() < found.act.from()) found.act = act;
                    found.status = Status.NotYet;
                }
            } else if (kind == ActKind.Reinstate) {
                lifted = true;
            } else if (kind == ActKind.Suspend) {
                if (!lifted && found.suspension.isNone() && time < Windows.end(act.until())) found.suspension = act;
            } else {
                found.act = act;
                found.status = _decidedBy(kind, time < Windows.end(act.until()), !found.suspension.isNone());
                if (found.status == Status.Suspended) found.act = found.suspension;
                found.grant = act;
                while (found.grant.kind() != ActKind.Grant || found.grant.from() > time) {
                    found.grant = older(timeline, found.grant, walk);
                    if (found.grant.isNone()) break;
                }
                break;
            }
        }
        found.compromised = walk.compromised;
    }

    /// The status machine: what the deciding act makes of a moment that it reaches.
    function _decidedBy(ActKind kind, bool inWindow, bool suspended) internal pure returns (Status) {
        if (kind == ActKind.Grant) {
            return
                !inWindow
                    ? Status.Lapsed
                    : suspended
                        ? Status.Suspended
                        : Status.Active;
        }
        if (kind == ActKind.Withdraw) return Status.Withdrawn;
        if (kind == ActKind.End) return Status.Ended;
        if (kind == ActKind.Annul) return Status.Annulled;
        return Status.Compromised;
    }

    /// `act`, or the newest one before it, that was recorded by then and is neither a cancel nor cancelled.
    function _counting(Timeline storage timeline, Act act, Walk memory walk) private view returns (Act) {
        for (; !act.isNone(); act = _before(timeline, act)) {
            if (act.recordedAt() > walk.knownAt) continue;
            if (act.everCompromised()) walk.compromised = true;
            ActKind kind = act.kind();
            if (kind == ActKind.Rectify) return NO_ACT;
            uint256 position = act.position();
            if (kind == ActKind.Cancel) {
                uint256 target = act.cancels();
                if (walk.cancelled.length == 0) walk.cancelled = new uint256[]((position >> 8) + 1);
                walk.cancelled[target >> 8] |= 1 << (target & 0xff);
            } else if (walk.cancelled.length == 0 || (walk.cancelled[position >> 8] >> (position & 0xff)) & 1 == 0) {
                return act;
            }
        }
        return act;
    }

    function _before(Timeline storage timeline, Act act) private view returns (Act) {
        uint256 position = act.position();
        return position == 0 ? NO_ACT : timeline.past[position - 1];
    }
}
