// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {Act} from "../../contracts/types/Act.sol";
import {ActKind} from "../../contracts/types/ActKind.sol";
import {Status} from "../../contracts/types/Status.sol";

/// The look-up as docs/model.md defines it, told from a whole list at once instead of by a walk: slow, and plain.
library TimelineModel {
    struct Answer {
        Status status;
        /// Position of the act that is reported; `type(uint256).max` where none is.
        uint256 position;
        /// Positions of the grant in question and of the suspension that holds; `type(uint256).max` where there is none.
        uint256 grant;
        uint256 suspension;
        bool compromised;
    }

    uint256 internal constant NOTHING = type(uint256).max;

    function lookUp(Act[] memory acts, uint40 time, uint40 knownAt) internal pure returns (Answer memory answer) {
        (answer.position, answer.grant, answer.suspension) = (NOTHING, NOTHING, NOTHING);
        bool[] memory counts = counting(acts, knownAt);
        for (uint256 i = 0; i < acts.length; ++i) {
            if (acts[i].recordedAt() <= knownAt && acts[i].everCompromised()) answer.compromised = true;
        }

        uint256 decider = NOTHING;
        for (uint256 i = 0; i < acts.length; ++i) {
            if (counts[i] && acts[i].from() <= time && _decides(acts[i].kind())) decider = i;
        }
        answer.suspension = _suspension(acts, counts, decider, time);
        if (decider == NOTHING) {
            // an act to come that is only passed by
            for (uint256 i = acts.length; i != 0;) {
                --i;
                if (!counts[i] || acts[i].kind() != ActKind.Grant) continue;
                if (answer.position == NOTHING || acts[i].from() < acts[answer.position].from()) answer.position = i;
                answer.status = Status.NotYet;
            }
            return answer;
        }

        for (uint256 i = 0; i <= decider; ++i) {
            if (counts[i] && acts[i].kind() == ActKind.Grant && acts[i].from() <= time) answer.grant = i;
        }
        answer.position = decider;
        answer.status = _statusOf(acts[decider], time, answer.suspension != NOTHING);
        if (answer.status == Status.Suspended) answer.position = answer.suspension;
    }

    /// Recorded by then, no cancel, not cancelled by then, and no rectification came after it.
    function counting(Act[] memory acts, uint40 knownAt) internal pure returns (bool[] memory counts) {
        counts = new bool[](acts.length);
        uint256 first = 0;
        for (uint256 i = 0; i < acts.length; ++i) {
            if (acts[i].recordedAt() <= knownAt && acts[i].kind() == ActKind.Rectify) first = i + 1;
        }
        for (uint256 i = first; i < acts.length; ++i) {
            if (acts[i].recordedAt() > knownAt) continue;
            if (acts[i].kind() == ActKind.Cancel) {
                if (acts[i].cancels() < acts.length) counts[acts[i].cancels()] = false;
            } else {
                counts[i] = true;
            }
        }
    }

    /// The newest suspension after the decider that holds at the time and that no later reinstatement has lifted by then.
    function _suspension(
        Act[] memory acts,
        bool[] memory counts,
        uint256 decider,
        uint40 time
    ) private pure returns (uint256 found) {
        found = NOTHING;
        for (uint256 i = decider == NOTHING ? 0 : decider + 1; i < acts.length; ++i) {
            if (!counts[i] || acts[i].from() > time) continue;
            if (acts[i].kind() == ActKind.Reinstate) found = NOTHING;
            bool holds = acts[i].until() == 0 || time < acts[i].until();
            if (acts[i].kind() == ActKind.Suspend && holds) found = i;
        }
    }

    function _statusOf(Act act, uint40 time, bool suspended) private pure returns (Status) {
        if (act.kind() == ActKind.Withdraw) return Status.Withdrawn;
        if (act.kind() == ActKind.End) return Status.Ended;
        if (act.kind() == ActKind.Annul) return Status.Annulled;
        if (act.kind() == ActKind.Compromise) return Status.Compromised;
        if (act.until() != 0 && time >= act.until()) return Status.Lapsed;
        return suspended ? Status.Suspended : Status.Active;
    }

    function _decides(ActKind kind) private pure returns (bool) {
        return
            kind == ActKind.Grant ||
            kind == ActKind.Withdraw ||
            kind == ActKind.End ||
            kind == ActKind.Annul ||
            kind == ActKind.Compromise;
    }
}
