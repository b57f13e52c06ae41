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
/// decides. The walk is the caller's cost: about 2,500 gas an act.
library Timelines {
    /// A walk through a timeline, newest act first.
    struct Walk {
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
            act = act.atPosition(position + 1);
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

    /// The newest act that counts, as known now; none where there is none.
    function newest(Timeline storage timeline, Walk memory walk) internal view returns (Act) {
        return _counting(timeline, timeline.head, walk);
    }

    /// The next older act that counts; none where there is none.
    function older(Timeline storage timeline, Act act, Walk memory walk) internal view returns (Act) {
        return _counting(timeline, _before(timeline, act), walk);
    }

    /// The newest grant that counts, as known now, whenever it begins; none where there is none.
    function newestGrant(Timeline storage timeline) internal view returns (Act) {
        Walk memory walk;
        return _grantReaching(timeline, newest(timeline, walk), type(uint40).max, walk);
    }

    /// What the timeline says about `time`, as known at `knownAt`.
    function lookUp(
        Timeline storage timeline,
        uint40 time,
        uint40 knownAt
    ) internal view returns (Finding memory found) {
        Walk memory walk;
        Act act = _knownBy(timeline, knownAt);
        found.compromised = act.everCompromised();
        bool lifted;
        for (act = _counting(timeline, act, walk); !act.isNone(); act = older(timeline, act, walk)) {
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
                found.status = _decidedBy(kind, time < Windows.end(act.until()), !found.suspension.isNone());
                found.act = found.status == Status.Suspended ? found.suspension : act;
                found.grant = _grantReaching(timeline, act, time, walk);
                return found;
            }
        }
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

    /// The newest act recorded by then, counting or not. Acts are recorded in order: so were all before it.
    function _knownBy(Timeline storage timeline, uint40 knownAt) private view returns (Act act) {
        act = timeline.head;
        while (act.recordedAt() > knownAt) act = _before(timeline, act);
    }

    /// `act`, or the newest one before it that counts, if it is a grant that has begun by `time`; none where there is none.
    function _grantReaching(
        Timeline storage timeline,
        Act act,
        uint40 time,
        Walk memory walk
    ) private view returns (Act) {
        while (!act.isNone() && (act.kind() != ActKind.Grant || act.from() > time)) act = older(timeline, act, walk);
        return act;
    }

    /// `act`, or the newest one before it, that is neither a cancel nor cancelled; none from a rectification on.
    function _counting(Timeline storage timeline, Act act, Walk memory walk) private view returns (Act counting) {
        for (; ; act = _before(timeline, act)) {
            if (!act.amends()) {
                if (walk.cancelled.length == 0) return act;
                if (act.isNone() || !_isCancelled(walk, act.position())) return act;
            } else if (act.kind() == ActKind.Cancel) {
                _cancel(walk, act);
            } else {
                return NO_ACT;
            }
        }
    }

    /// Notes the act that a cancel cancels.
    function _cancel(Walk memory walk, Act act) private pure {
        uint256 target = act.cancels();
        if (walk.cancelled.length == 0) walk.cancelled = new uint256[]((uint256(act.position()) >> 8) + 1);
        walk.cancelled[target >> 8] |= 1 << (target & 0xff);
    }

    function _isCancelled(Walk memory walk, uint256 position) private pure returns (bool) {
        return (walk.cancelled[position >> 8] >> (position & 0xff)) & 1 != 0;
    }

    function _before(Timeline storage timeline, Act act) private view returns (Act) {
        uint256 position = act.position();
        if (position == 0) return NO_ACT;
        unchecked {
            return timeline.past[position - 1];
        }
    }
}
