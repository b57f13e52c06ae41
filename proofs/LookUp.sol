// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {ActKind} from "../contracts/types/ActKind.sol";
import {Status} from "../contracts/types/Status.sol";
import {Windows} from "../contracts/libraries/Windows.sol";
import {Act} from "./model/Act.sol";
import {Walk} from "./model/Walk.sol";

/// A suspension that contains the moment is remembered, unless a newer reinstatement that has begun lifts it; no other act is.
/// @custom:engine bmc
/// @custom:twin contracts/libraries/Timelines.sol: `if (!lifted && found` → `if (found`
contract StandingSuspensionsAreRemembered is Walk {
    constructor(
        bool passed,
        bool lifted_,
        Act act,
        ActKind kind,
        uint40 from,
        uint40 until,
        uint40 other,
        uint40 time
    ) Walk(passed, lifted_, Act.wrap(0)) {
        require(!act.isNone());
        _step(act, kind, from, until, other, time);
        bool stands = kind == ActKind.Suspend && !lifted_ && Windows.contains(from, until, time);
        assert(stands != foundSuspension.isNone());
    }
}

/// A grant whose window contains the moment decides "suspended" if a suspension is remembered, "active" if none is.
/// @custom:engine bmc
/// @custom:twin contracts/libraries/Timelines.sol: `!found.suspension.isNone());` → `!found.suspension.isNone() && !lifted);`
contract SuspensionsOverlayGrants is Walk {
    constructor(
        bool passed,
        bool lifted_,
        Act suspension,
        Act act,
        uint40 from,
        uint40 until,
        uint40 other,
        uint40 time
    ) Walk(passed, lifted_, suspension) {
        require(Windows.contains(from, until, time));
        _step(act, ActKind.Grant, from, until, other, time);
        assert(decided && foundStatus == (suspension.isNone() ? Status.Active : Status.Suspended));
    }
}

/// Active or suspended is only what a grant decides whose window contains the moment.
/// @custom:engine bmc
/// @custom:twin contracts/libraries/Timelines.sol: `time < Windows.end(act.until()), !found` → `time <= Windows.end(act.until()), !found`
contract OnlyGrantsInForceAuthorise is Walk {
    constructor(
        bool passed,
        bool lifted_,
        Act suspension,
        ActKind kind,
        uint40 from,
        uint40 until,
        uint40 other,
        uint40 time
    ) Walk(passed, lifted_, suspension) {
        _step(Act.wrap(1), kind, from, until, other, time);
        bool granted = kind == ActKind.Grant && Windows.contains(from, until, time);
        assert(granted || (foundStatus != Status.Active && foundStatus != Status.Suspended));
    }
}

/// A withdrawal or an annulment that has begun is the answer, unless a grant or another ending that has begun was recorded after it:
/// no suspension, no reinstatement and no coming act changes that.
/// @custom:engine bmc
/// @custom:twin contracts/libraries/Timelines.sol: `found.status = _decidedBy(kind, ` → `found.status = _decidedBy(lifted ? ActKind.Grant : kind, `
contract WithdrawalAndAnnulmentAreTerminal is Walk {
    constructor(
        bool passed,
        bool lifted_,
        Act suspension,
        bool annuls,
        uint40 from,
        uint40 until,
        uint40 other,
        uint40 time
    ) Walk(passed, lifted_, suspension) {
        require(from <= time);
        _step(Act.wrap(1), annuls ? ActKind.Annul : ActKind.Withdraw, from, until, other, time);
        assert(decided && foundStatus == (annuls ? Status.Annulled : Status.Withdrawn));
    }
}

/// An act that begins after the moment, a suspension or a reinstatement decides nothing: the walk goes on.
/// @custom:engine bmc
/// @custom:twin contracts/libraries/Timelines.sol: `if (act.from() > time) {` → `if (act.from() > time + 1) {`
contract ComingActsDecideNothing is Walk {
    constructor(
        bool passed,
        bool lifted_,
        Act suspension,
        ActKind kind,
        uint40 from,
        uint40 until,
        uint40 other,
        uint40 time
    ) Walk(passed, lifted_, suspension) {
        require(from > time);
        _step(Act.wrap(1), kind, from, until, other, time);
        assert(!decided && (foundStatus == Status.Never || foundStatus == Status.NotYet));
    }
}
