// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {Act} from "../types/Act.sol";
import {ActKind} from "../types/ActKind.sol";
import {NO_OFFICE, OfficeNumber} from "../types/OfficeNumber.sol";
import {Timeline, Timelines} from "./Timelines.sol";
import {Windows} from "./Windows.sol";

/// What may be appended to a timeline: the seven rules for writing of docs/model.md. Each function takes the act as it was
/// signed, refuses it with an error that carries what contradicts it, or returns the second from which it counts.
///
/// `byState` says that a member state acts (for its seat's and the `EU` types' timelines: the council). Who may act at all is
/// the registry's matter.
library WritingRules {
    using Timelines for Timeline;

    /// A grant may reach this far back where it covers lapse only (a renewal decided late).
    uint40 internal constant LATE_RENEWAL = 180 days;
    /// A body may rectify what it alone recorded within this span.
    uint40 internal constant BODY_RECTIFICATION = 30 days;

    /// `until` doesn't come after `from`, or is given for an act that has no end.
    error TimelineInvalidWindow(uint40 from, uint40 until);
    /// A later act can't begin before it is recorded.
    error TimelineBackDated(uint40 from, uint40 recordedAt);
    /// A suspension would still hold: reinstate first, or cancel it where it has not begun.
    error TimelineSuspensionRuns(uint24 position, uint40 from, uint40 until);
    /// What the member state imposed, only the member state lifts or grants anew.
    error TimelineStateDecided(uint24 position);
    /// What was compromised once is never bound again.
    error TimelineCompromised();
    /// The act would restrict nothing.
    error TimelineNothingToRestrict(uint40 from);
    /// No suspension holds at or after `from`.
    error TimelineNothingToReinstate(uint40 from);
    /// No grant that counts begins at `from`.
    error TimelineNoSuchGrant(uint40 from);
    /// A compromise is known when it is recorded.
    error TimelineFutureCompromise(uint40 from, uint40 recordedAt);
    /// To replace what another office granted is the member state's.
    error TimelineOfAnotherOffice(uint24 position, OfficeNumber office);
    /// No act that counts and is still to come has this position.
    error TimelineNotCancellable(uint256 position);
    /// Nothing was ever recorded.
    error TimelineNothingToRectify();
    /// A body rectifies only what it alone recorded in the last 30 days.
    error TimelineNotRectifiable(uint24 position, OfficeNumber office, uint40 recordedAt);

    /// What a timeline says about an act that is to begin at a moment: all that the rules ask, from one walk.
    struct Review {
        /// The act that decides at the moment, suspensions aside.
        Act decider;
        /// The suspension that the look-up at the moment remembers.
        Act running;
        /// The newest suspension that would still hold then or later.
        Act holding;
        /// The newest act of the member state that a grant would lift: what ended, or a suspension that holds.
        Act imposed;
        /// The newest suspension of the member state that would still hold then or later, even behind an end.
        Act imposedSuspension;
        /// The newest grant of another office that a grant would replace.
        Act foreign;
        /// Begin of the first later grant that comes into force.
        uint256 nextGrant;
        /// Earliest begin of the later acts that decide, as far as they are newer than `decider`.
        uint256 nextDecider;
        /// Anything counts at all.
        bool any;
        /// A grant begins later, in force or not.
        bool ahead;
    }

    /// A grant: the first act as it is, later ones from now on, a late renewal up to 180 days back.
    /// @param office Of whoever grants.
    /// @param exclusive What another office granted is not replaced, except by the member state.
    function checkGrant(
        Timeline storage timeline,
        uint40 from,
        uint40 until,
        bool byState,
        OfficeNumber office,
        bool exclusive
    ) internal view returns (uint40) {
        Act head = timeline.head;
        if (head.isNone()) return checkWindow(from, until);
        if (head.everCompromised()) revert TimelineCompromised();
        uint40 now_ = _now();
        if (from == 0) from = now_;
        checkWindow(from, until);

        Review memory review = _review(timeline, from, office);
        if (from < now_) {
            Act lapsed = review.decider;
            if (
                from + LATE_RENEWAL < now_ ||
                lapsed.kind() != ActKind.Grant ||
                Windows.end(lapsed.until()) > from ||
                review.nextDecider <= now_
            ) revert TimelineBackDated(from, now_);
        }
        Act act = review.holding;
        if (!act.isNone()) revert TimelineSuspensionRuns(act.position(), act.from(), act.until());
        if (byState) return from;
        act = review.imposed;
        if (!act.isNone()) revert TimelineStateDecided(act.position());
        act = review.foreign;
        if (exclusive && !act.isNone()) revert TimelineOfAnotherOffice(act.position(), act.office());
        return from;
    }

    /// A suspension: begins now or later, whatever happened while signatures were collected.
    function checkSuspend(
        Timeline storage timeline,
        uint40 from,
        uint40 until,
        bool byState
    ) internal view returns (uint40) {
        from = checkWindow(_notBeforeNow(from), until);
        Review memory review = _review(timeline, from, NO_OFFICE);
        if (review.nextGrant < Windows.end(until)) return from;
        bool active = review.decider.kind() == ActKind.Grant && from < Windows.end(review.decider.until());
        bool more =
            review.running.isNone() ||
                Windows.end(review.running.until()) < Windows.end(until) ||
                (byState && !review.running.byState());
        if (!active || !more) revert TimelineNothingToRestrict(from);
        return from;
    }

    /// A reinstatement: begins now or later, and needs a suspension to lift.
    function checkReinstate(Timeline storage timeline, uint40 from, bool byState) internal view returns (uint40) {
        uint40 now_ = _now();
        if (from == 0) from = now_;
        if (from < now_) revert TimelineBackDated(from, now_);
        Review memory review = _review(timeline, from, NO_OFFICE);
        if (review.holding.isNone()) revert TimelineNothingToReinstate(from);
        if (!byState && !review.imposedSuspension.isNone()) {
            revert TimelineStateDecided(review.imposedSuspension.position());
        }
        return from;
    }

    /// A withdrawal or an end: begins now or later. `mayExclude`: a withdrawal without a grant is an explicit exclusion, and as
    /// the first act taken as it is. `mayYield`: to be given up counts for less than what the member state imposed, so that it
    /// must not take its place.
    function checkTermination(
        Timeline storage timeline,
        ActKind kind,
        uint40 from,
        bool byState,
        bool mayExclude,
        bool mayYield
    ) internal view returns (uint40) {
        Act head = timeline.head;
        if (mayExclude && head.isNone()) return from;
        from = _notBeforeNow(from);
        if (head.kind() == ActKind.Grant && head.from() <= from) return from; // the common case, without a walk
        Review memory review = _review(timeline, from, NO_OFFICE);
        Act decider = review.decider;
        if (mayExclude && !review.any) return from;
        if (mayYield && kind == ActKind.End && !byState && !review.imposed.isNone()) {
            revert TimelineStateDecided(review.imposed.position());
        }
        if (decider.kind() == ActKind.Grant || review.nextGrant != Windows.OPEN) return from;
        if (decider.isNone() && review.ahead) return from;
        // where something has ended already, only what weighs more, or a state's word after another's
        bool weighsMore =
            _rank(kind) > _rank(decider.kind()) || (kind == decider.kind() && byState && !decider.byState());
        if (decider.isNone() || (decider.byState() && !byState) || !weighsMore) revert TimelineNothingToRestrict(from);
        return from;
    }

    /// An annulment, of the grant that begins at `from`; a compromise of what was bound, since now (0) or a moment past.
    function checkVoid(
        Timeline storage timeline,
        ActKind kind,
        uint40 from,
        bool byState
    ) internal view returns (uint40) {
        bool annuls = kind == ActKind.Annul;
        if (!annuls) {
            uint40 now_ = _now();
            if (from == 0) from = now_;
            if (from > now_) revert TimelineFutureCompromise(from, now_);
        }
        Timelines.Walk memory walk;
        for (Act act = timeline.newest(walk); !act.isNone(); act = timeline.older(act, walk)) {
            if (act.kind() == kind && act.from() <= from && (act.byState() || !byState)) {
                revert TimelineNothingToRestrict(from);
            }
            // no compromise is older than a grant that counts: what has been bound a thousand times is as quickly untrusted
            if (act.kind() == ActKind.Grant && (!annuls || act.from() == from)) return from;
        }
        revert TimelineNoSuchGrant(from);
    }

    /// A cancellation: of an act that is still to come. Returns that act.
    function checkCancel(Timeline storage timeline, uint256 position, bool byState) internal view returns (Act) {
        uint256 suspended = Windows.OPEN;
        uint256 liftedFrom = Windows.OPEN;
        uint256 suspendedUntil = 0;
        Timelines.Walk memory walk;
        for (Act act = timeline.newest(walk); !act.isNone(); act = timeline.older(act, walk)) {
            ActKind kind = act.kind();
            if (act.position() == position) {
                if (act.from() <= _now()) break;
                if (!byState && act.byState()) revert TimelineStateDecided(act.position());
                // the state's suspension of a coming grant would be lifted with the grant
                bool lifts = kind == ActKind.Grant && act.from() < suspendedUntil;
                if (!byState && lifts) revert TimelineStateDecided(uint24(suspended));
                return act;
            }
            if (kind == ActKind.Reinstate) liftedFrom = _min(liftedFrom, act.from());
            if (kind == ActKind.Suspend && act.byState()) {
                uint256 end = _min(Windows.end(act.until()), liftedFrom);
                if (end > suspendedUntil && act.from() < end) (suspended, suspendedUntil) = (act.position(), end);
            }
        }
        revert TimelineNotCancellable(position);
    }

    /// A rectification by a body: everything in the record is the body's own and recent, what it rectified before included, so that
    /// no chain of rectifications reaches further back than the span.
    function checkOwnAndRecent(Timeline storage timeline, OfficeNumber office) internal view {
        uint256 count = timeline.length();
        while (count != 0) {
            Act act = timeline.get(--count);
            if (act.office() != office || act.byState() || act.recordedAt() + BODY_RECTIFICATION < _now()) {
                revert TimelineNotRectifiable(act.position(), act.office(), act.recordedAt());
            }
        }
    }

    /// A rectification by a provider: nothing that counts was imposed by the member state.
    function checkNothingImposed(Timeline storage timeline) internal view {
        Timelines.Walk memory walk;
        for (Act act = timeline.newest(walk); !act.isNone(); act = timeline.older(act, walk)) {
            if (act.byState()) revert TimelineStateDecided(act.position());
        }
    }

    function _review(
        Timeline storage timeline,
        uint40 from,
        OfficeNumber office
    ) private view returns (Review memory review) {
        review.nextGrant = Windows.OPEN;
        review.nextDecider = Windows.OPEN;
        uint256 liftedFrom = Windows.OPEN;
        uint256 grantedFrom = Windows.OPEN;
        Timelines.Walk memory walk;
        for (Act act = timeline.newest(walk); !act.isNone(); act = timeline.older(act, walk)) {
            review.any = true;
            ActKind kind = act.kind();
            uint40 begin = act.from();
            bool decided = !review.decider.isNone();
            if (kind == ActKind.Reinstate) {
                liftedFrom = _min(liftedFrom, begin);
            } else if (kind == ActKind.Suspend) {
                bool runs = begin <= from && liftedFrom > from && from < Windows.end(act.until());
                if (runs && !decided && review.running.isNone()) review.running = act;
                uint256 end = _min(Windows.end(act.until()), _min(liftedFrom, grantedFrom));
                if (_max(begin, from) < end) _noteHolding(review, act, decided);
            } else if (kind == ActKind.Grant) {
                bool inForce = begin > from ? begin < review.nextDecider : from < Windows.end(act.until());
                if (!decided && inForce && act.office() != office && review.foreign.isNone()) review.foreign = act;
                if (begin <= from) {
                    if (!decided) review.decider = act;
                    break;
                }
                if (!decided) {
                    review.ahead = true;
                    if (begin < review.nextDecider) review.nextGrant = begin;
                    review.nextDecider = _min(review.nextDecider, begin);
                }
                grantedFrom = _min(grantedFrom, begin);
            } else {
                if (act.byState() && begin < grantedFrom && review.imposed.isNone()) review.imposed = act;
                // an end lifts nothing that the state imposed before it: the walk goes on to the grant
                if (begin > from) {
                    if (!decided) review.nextDecider = _min(review.nextDecider, begin);
                } else if (!decided) {
                    review.decider = act;
                }
            }
        }
    }

    /// A suspension that would hold at or after the moment.
    function _noteHolding(Review memory review, Act suspension, bool decided) private pure {
        if (!decided && review.holding.isNone()) review.holding = suspension;
        if (!suspension.byState()) return;
        if (review.imposed.isNone()) review.imposed = suspension;
        if (review.imposedSuspension.isNone()) review.imposedSuspension = suspension;
    }

    /// How much an ending act restricts: to give up, to be withdrawn, never to have been.
    function _rank(ActKind kind) private pure returns (uint256) {
        return
            kind == ActKind.End
                ? 1
                : kind == ActKind.Withdraw
                    ? 2
                    : 3;
    }

    /// Dates that contradict each other are refused.
    function checkWindow(uint40 from, uint40 until) internal pure returns (uint40) {
        if (!Windows.isWellFormed(from, until)) revert TimelineInvalidWindow(from, until);
        return from;
    }

    function _notBeforeNow(uint40 from) private view returns (uint40) {
        uint40 now_ = _now();
        return from < now_ ? now_ : from;
    }

    function _now() private view returns (uint40) {
        return uint40(block.timestamp);
    }

    function _max(uint256 a, uint256 b) private pure returns (uint256) {
        return a > b ? a : b;
    }

    function _min(uint256 a, uint256 b) private pure returns (uint256) {
        return a < b ? a : b;
    }
}
