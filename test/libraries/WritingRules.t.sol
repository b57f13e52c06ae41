// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {Finding} from "../../contracts/libraries/Timelines.sol";
import {WritingRules} from "../../contracts/libraries/WritingRules.sol";
import {Act} from "../../contracts/types/Act.sol";
import {ActKind} from "../../contracts/types/ActKind.sol";
import {Correction} from "../../contracts/types/Correction.sol";
import {Status} from "../../contracts/types/Status.sol";
import {Test} from "../utils/Test.sol";
import {TimelineHarness} from "./TimelineHarness.sol";

/// The rules for writing, on a bare timeline. Times are days from `T`; a state, a body and another body write.
contract WritingRulesTest is Test {
    uint40 private constant T = 1_800_000_000;
    uint40 private constant DAY = 1 days;
    uint24 private constant STATE = 1;
    uint24 private constant BODY = 2;
    uint24 private constant OTHER = 3;

    TimelineHarness private timeline;

    function setUp() public {
        timeline = new TimelineHarness();
        vm.warp(T);
    }

    // -- checkWindow

    function test_checkWindow_refusesAnEndThatDoesNotComeAfterTheBegin() public {
        assertEq(timeline.checkWindow(5, 6), 5);
        assertEq(timeline.checkWindow(5, 0), 5);
        vm.expectRevert(_windowError(5, 5));
        timeline.checkWindow(5, 5);
        vm.expectRevert(_windowError(5, 4));
        timeline.checkWindow(5, 4);
    }

    // -- checkGrant

    function test_checkGrant_firstIsTakenAsItIs() public {
        _grant(0, 10);
        assertEq(timeline.get(0).from(), 0);
        assertEq(timeline.get(0).until(), 10);
    }

    function test_checkGrant_firstMayBeginInTheFuture() public {
        _grant(T + DAY, 0);
        assertEq(timeline.get(0).from(), T + DAY);
    }

    function test_checkGrant_refusesDatesThatContradict() public {
        _refuse(abi.encodeCall(timeline.grant, (5, 5, false, BODY, false)), _windowError(5, 5));
        _grant(0, T + DAY);
        _refuse(abi.encodeCall(timeline.grant, (0, T, false, BODY, false)), _windowError(T, T));
        _refuse(abi.encodeCall(timeline.grant, (T + DAY, T + DAY, false, BODY, false)), _windowError(T + DAY, T + DAY));
    }

    function test_checkGrant_laterBeginsNow() public {
        _grant(0, T + DAY);
        _grant(0, T + 9 * DAY);
        assertEq(timeline.get(1).from(), T);
    }

    function test_checkGrant_lateRenewalCoversLapseUpTo180DaysBack() public {
        _grant(0, T);
        vm.warp(T + 180 * DAY);
        _grant(T, 0);
        _assertStatus(T, Status.Active);

        timeline = new TimelineHarness();
        vm.warp(T);
        _grant(0, T);
        vm.warp(T + 180 * DAY + 1);
        _refuse(_granting(T, 0), _backDated(T));
        _grant(T + 1, 0);
    }

    function test_checkGrant_refusesALateRenewalOfWhatHadNotLapsed() public {
        _grant(T - 10 * DAY, T - 5 * DAY);
        _refuse(_granting(T - 6 * DAY, 0), _backDated(T - 6 * DAY)); // active then
        _refuse(_granting(T - 11 * DAY, 0), _backDated(T - 11 * DAY)); // not yet then
        _grant(T - 5 * DAY, 0);
    }

    function test_checkGrant_refusesALateRenewalOfWhatIsOpenOrEnded() public {
        _grant(T - 10 * DAY, 0);
        _refuse(_granting(T - DAY, 0), _backDated(T - DAY));
        _terminate(ActKind.End, 0, false);
        vm.warp(T + DAY);
        _refuse(_granting(T + 1, 0), _backDated(T + 1));
    }

    function test_checkGrant_refusesALateRenewalWhereSomethingNewerHasBegun() public {
        _grant(0, T - 9 * DAY);
        _grant(T - 5 * DAY, T - 4 * DAY); // late, too
        _refuse(_granting(T - 7 * DAY, 0), _backDated(T - 7 * DAY));
        // now begun counts as well
        timeline = new TimelineHarness();
        _grant(0, T - 9 * DAY);
        _grant(T, 0);
        _refuse(_granting(T - 7 * DAY, 0), _backDated(T - 7 * DAY));
        // still to come doesn't
        timeline = new TimelineHarness();
        _grant(0, T - 9 * DAY);
        _grant(T + DAY, 0);
        _grant(T - 7 * DAY, 0);
    }

    function test_checkGrant_refusesWhereASuspensionWouldHold() public {
        _grant(0, 0);
        _suspend(T + 5 * DAY, T + 9 * DAY, false);
        _refuse(_granting(0, 0), _suspensionRuns(1, T + 5 * DAY, T + 9 * DAY));
        _refuse(_granting(T + 9 * DAY - 1, 0), _suspensionRuns(1, T + 5 * DAY, T + 9 * DAY));
        _grant(T + 9 * DAY, 0);
    }

    function test_checkGrant_reportsTheNewestSuspension() public {
        _grant(0, 0);
        _suspend(0, 0, false);
        _suspend(0, 0, true);
        _refuse(_granting(T + DAY, 0), _suspensionRuns(2, T, 0));
    }

    function test_checkGrant_afterAReinstatementThatComesInTime() public {
        _grant(0, 0);
        _suspend(0, 0, false);
        timeline.reinstate(T + 5 * DAY, false, BODY);
        _refuse(_granting(T + 4 * DAY, 0), _suspensionRuns(1, T, 0));
        _grant(T + 5 * DAY, 0);
    }

    function test_checkGrant_pastASuspensionBehindAnEnd() public {
        _grant(0, 0);
        _suspend(0, 0, false);
        _terminate(ActKind.Withdraw, 0, false);
        _grant(0, 0);
        _assertStatus(T, Status.Active);
    }

    function test_checkGrant_pastASuspensionThatAnEarlierOneEnds() public {
        _grant(0, 0);
        _grant(T + 5 * DAY, 0);
        _suspend(0, 0, false);
        // the grant to come doesn't take the suspension away
        _refuse(_granting(T + 9 * DAY, 0), _suspensionRuns(2, T, 0));
        // one that was recorded after it did
        timeline = new TimelineHarness();
        _grant(0, 0);
        _suspend(0, T + 5 * DAY, false);
        _grant(T + 5 * DAY, 0);
        _grant(T + 6 * DAY, 0);
        _refuse(_granting(0, 0), _suspensionRuns(1, T, T + 5 * DAY));
    }

    function test_checkGrant_isTheStatesWhereTheStateDecided() public {
        ActKind[2] memory kinds = [ActKind.Withdraw, ActKind.End];
        for (uint256 i = 0; i < 2; ++i) {
            timeline = new TimelineHarness();
            _grant(0, 0);
            _terminate(kinds[i], T + 5 * DAY, true);
            _refuse(_granting(0, 0), _stateDecided(1));
            _refuse(_granting(T + 9 * DAY, 0), _stateDecided(1));
            timeline.grant(0, 0, true, STATE, false);
        }
        timeline = new TimelineHarness();
        _grant(0, 0);
        timeline.voidFrom(ActKind.Annul, 0, true, STATE);
        _refuse(_granting(0, 0), _stateDecided(1));
    }

    function test_checkGrant_bodyCannotLiftByWithdrawingAndGrantingAnew() public {
        _grant(0, 0);
        _suspend(0, 0, true);
        _terminate(ActKind.Withdraw, 0, false);
        _refuse(_granting(0, 0), _stateDecided(1));
        _refuse(_granting(T + 99 * DAY, 0), _stateDecided(1));
        timeline.grant(0, 0, true, STATE, false);
    }

    function test_checkGrant_stateSuspensionThatIsOverDoesNotStand() public {
        _grant(0, 0);
        _suspend(0, T + 2 * DAY, true);
        _terminate(ActKind.Withdraw, 0, false);
        _refuse(_granting(T + 2 * DAY - 1, 0), _stateDecided(1));
        _grant(T + 2 * DAY, 0);
    }

    function test_checkGrant_whatTheStateDecidedBeforeItsOwnGrantDoesNotStand() public {
        _grant(0, 0);
        _terminate(ActKind.Withdraw, 0, true);
        timeline.grant(0, T + 5 * DAY, true, STATE, false);
        _grant(T + 5 * DAY, 0);
    }

    function test_checkGrant_whatTheStateDecidedForLaterThanAGrantOfItsDoesNotStand() public {
        _grant(0, 0);
        _terminate(ActKind.Withdraw, T + 5 * DAY, true);
        timeline.grant(T + 2 * DAY, 0, true, STATE, false);
        // the state's own grant came later, and begins before what it had withdrawn
        _grant(T + 3 * DAY, 0);
        _grant(T + 6 * DAY, 0);
        _assertStatus(T + 6 * DAY, Status.Active);
    }

    function test_checkGrant_refusesWhatWasEverCompromised() public {
        _grant(0, 0);
        timeline.voidFrom(ActKind.Compromise, 0, false, BODY);
        bytes memory reason = abi.encodeWithSelector(WritingRules.TimelineCompromised.selector);
        _refuse(_granting(0, 0), reason);
        timeline.rectify(new Correction[](0), true, STATE);
        _refuse(_granting(0, 0), reason);
        _refuse(abi.encodeCall(timeline.grant, (0, 0, true, STATE, false)), reason);
    }

    function test_checkGrant_exclusivelyLeavesAnotherOfficesInPlace() public {
        _grant(0, T + 5 * DAY);
        _refuse(abi.encodeCall(timeline.grant, (0, 0, false, OTHER, true)), _ofAnotherOffice(0, BODY));
        timeline.grant(T + 5 * DAY, 0, false, OTHER, true);
        // a grant to come that would be replaced
        _refuse(abi.encodeCall(timeline.grant, (T + 4 * DAY, 0, false, OTHER, true)), _ofAnotherOffice(0, BODY));
        _refuse(abi.encodeCall(timeline.grant, (T + DAY, 0, false, BODY, true)), _ofAnotherOffice(1, OTHER));
        timeline.grant(0, 0, true, STATE, true);
    }

    function test_checkGrant_exclusivelyTakesOverWhatEnded() public {
        _grant(0, 0);
        _terminate(ActKind.End, 0, false);
        timeline.grant(0, 0, false, OTHER, true);
        timeline.grant(0, 0, false, OTHER, true);
        _refuse(abi.encodeCall(timeline.grant, (0, 0, false, BODY, true)), _ofAnotherOffice(3, OTHER));
        _grant(0, 0); // where it isn't exclusive
    }

    // -- checkSuspend

    function test_checkSuspend_beginsNowWhereItsBeginWentBy() public {
        _grant(0, 0);
        _suspend(T - DAY, 0, false);
        assertEq(timeline.get(1).from(), T);
    }

    function test_checkSuspend_refusesDatesThatContradict() public {
        _grant(0, 0);
        _refuse(abi.encodeCall(timeline.suspend, (0, T, false, BODY)), _windowError(T, T));
        _refuse(abi.encodeCall(timeline.suspend, (T - 9, T - 5, false, BODY)), _windowError(T, T - 5));
    }

    function test_checkSuspend_refusesWhereNothingIsActiveThenOrLater() public {
        _refuse(abi.encodeCall(timeline.suspend, (0, 0, false, BODY)), _nothingToRestrict(T));
        _grant(0, T);
        _refuse(abi.encodeCall(timeline.suspend, (0, 0, false, BODY)), _nothingToRestrict(T));
        timeline = new TimelineHarness();
        _grant(0, 0);
        _terminate(ActKind.Withdraw, 0, false);
        _refuse(abi.encodeCall(timeline.suspend, (0, 0, true, STATE)), _nothingToRestrict(T));
    }

    function test_checkSuspend_ofAGrantToCome() public {
        _grant(T + 5 * DAY, 0);
        _refuse(abi.encodeCall(timeline.suspend, (0, T + 5 * DAY, false, BODY)), _nothingToRestrict(T));
        _suspend(0, T + 5 * DAY + 1, false);
        _assertStatus(T + 5 * DAY, Status.Suspended);
        _assertStatus(T + 5 * DAY + 1, Status.Active);
    }

    function test_checkSuspend_refusesAGrantToComeBehindAnEnd() public {
        _grant(0, 0);
        _grant(T + 5 * DAY, 0);
        _terminate(ActKind.Withdraw, 0, false);
        _refuse(abi.encodeCall(timeline.suspend, (0, 0, false, BODY)), _nothingToRestrict(T));
    }

    function test_checkSuspend_whileSuspendedOnlyForLongerOrByTheState() public {
        _grant(0, 0);
        _suspend(0, T + 5 * DAY, false);
        bytes memory reason = _nothingToRestrict(T);
        _refuse(abi.encodeCall(timeline.suspend, (0, T + 5 * DAY, false, BODY)), reason);
        _refuse(abi.encodeCall(timeline.suspend, (0, T + 4 * DAY, false, BODY)), reason);
        _suspend(0, T + 5 * DAY + 1, false);
        _suspend(0, 0, false);
        _refuse(abi.encodeCall(timeline.suspend, (0, 0, false, BODY)), reason);
        _suspend(0, T + DAY, true);
        _refuse(abi.encodeCall(timeline.suspend, (0, T + DAY, true, STATE)), reason);
    }

    function test_checkSuspend_afterWhatWasLiftedByThen() public {
        _grant(0, 0);
        _suspend(0, 0, false);
        timeline.reinstate(T + DAY, false, BODY);
        _suspend(T + DAY, 0, false);
        _assertStatus(T + DAY, Status.Suspended);
    }

    // -- checkReinstate

    function test_checkReinstate_beginsNowOrLater() public {
        _grant(0, 0);
        _suspend(0, 0, false);
        _refuse(abi.encodeCall(timeline.reinstate, (T - 1, false, BODY)), _backDated(T - 1));
        timeline.reinstate(T + DAY, false, BODY);
        _assertStatus(T + DAY - 1, Status.Suspended);
        _assertStatus(T + DAY, Status.Active);
        timeline.reinstate(0, false, BODY);
        _assertStatus(T, Status.Active);
    }

    function test_checkReinstate_refusesWhereNoSuspensionHoldsThenOrLater() public {
        _refuse(abi.encodeCall(timeline.reinstate, (0, false, BODY)), _nothingToReinstate(T));
        _grant(0, 0);
        _refuse(abi.encodeCall(timeline.reinstate, (0, false, BODY)), _nothingToReinstate(T));
        _suspend(0, T + 5 * DAY, false);
        _refuse(abi.encodeCall(timeline.reinstate, (T + 5 * DAY, false, BODY)), _nothingToReinstate(T + 5 * DAY));
        timeline.reinstate(T + 5 * DAY - 1, false, BODY);
        _refuse(
            abi.encodeCall(timeline.reinstate, (T + 5 * DAY - 1, false, BODY)),
            _nothingToReinstate(T + 5 * DAY - 1)
        );
    }

    function test_checkReinstate_liftsWhatIsToCome() public {
        _grant(0, 0);
        _suspend(T + 5 * DAY, 0, false);
        timeline.reinstate(0, false, BODY);
        _assertStatus(T + 5 * DAY, Status.Active);
    }

    function test_checkReinstate_isTheStatesWhereAnySuspensionIs() public {
        _grant(0, 0);
        _suspend(0, T + 5 * DAY, true);
        _suspend(0, 0, false);
        _refuse(abi.encodeCall(timeline.reinstate, (0, false, BODY)), _stateDecided(1));
        timeline.reinstate(T + 5 * DAY, false, BODY);
        timeline.reinstate(0, true, STATE);
    }

    /// A body's own withdrawal, scheduled and cancelled later, must not hide what the state imposed.
    function test_checkReinstate_bodyCannotLiftBehindItsOwnEnd() public {
        _grant(0, 0);
        _suspend(T + 5 * DAY, 0, true);
        _terminate(ActKind.Withdraw, T + 10 * DAY, false);
        _suspend(0, 0, false);
        _refuse(abi.encodeCall(timeline.reinstate, (T + 15 * DAY, false, BODY)), _stateDecided(1));
        timeline.reinstate(T + 15 * DAY, true, STATE);
    }

    // -- checkTermination

    function test_checkTermination_beginsNowWhereItsBeginWentBy() public {
        _grant(0, 0);
        _terminate(ActKind.Withdraw, T - DAY, false);
        assertEq(timeline.get(1).from(), T);
    }

    function test_checkTermination_withoutAGrantIsAnExclusionWhereItMayBe() public {
        bytes memory withdrawal = abi.encodeCall(timeline.terminate, (ActKind.Withdraw, 7, false, BODY, false, true));
        _refuse(withdrawal, _nothingToRestrict(T));
        timeline.terminate(ActKind.Withdraw, 7, false, BODY, true, true);
        assertEq(timeline.get(0).from(), 7); // the first act is taken as it is
        timeline.rectify(new Correction[](0), false, BODY);
        timeline.terminate(ActKind.Withdraw, 7, false, BODY, true, true);
        assertEq(timeline.get(2).from(), T);
        timeline.rectify(new Correction[](0), false, BODY);
        _refuse(withdrawal, _nothingToRestrict(T));
    }

    function test_checkTermination_ofAGrantToCome() public {
        _grant(T + 5 * DAY, 0);
        _terminate(ActKind.Withdraw, 0, false);
        _assertStatus(T, Status.Withdrawn);
        // it begins after, and counts no less
        _assertStatus(T + 5 * DAY, Status.Withdrawn);
    }

    function test_checkTermination_afterALapse() public {
        _grant(0, T);
        _terminate(ActKind.End, 0, false);
        _assertStatus(T, Status.Ended);
    }

    function test_checkTermination_overAnotherOnlyWhereItWeighsMore() public {
        _grant(0, 0);
        _terminate(ActKind.End, 0, false);
        _refuse(_terminating(ActKind.End, false), _nothingToRestrict(T));
        _terminate(ActKind.Withdraw, 0, false);
        _refuse(_terminating(ActKind.End, false), _nothingToRestrict(T));
        _refuse(_terminating(ActKind.Withdraw, false), _nothingToRestrict(T));
        timeline.voidFrom(ActKind.Annul, 0, false, BODY);
        _refuse(_terminating(ActKind.Withdraw, false), _nothingToRestrict(T));
        _refuse(_terminating(ActKind.Withdraw, true), _nothingToRestrict(T));
    }

    function test_checkTermination_byTheStateOverTheSameOfAnother() public {
        _grant(0, 0);
        _terminate(ActKind.Withdraw, 0, false);
        _terminate(ActKind.Withdraw, 0, true);
        _refuse(_terminating(ActKind.Withdraw, true), _nothingToRestrict(T));
        _refuse(_terminating(ActKind.Withdraw, false), _nothingToRestrict(T));
    }

    function test_checkTermination_weightIsNothingAgainstTheState() public {
        _grant(0, 0);
        _terminate(ActKind.End, 0, true);
        _refuse(_terminating(ActKind.Withdraw, false), _nothingToRestrict(T));
        _terminate(ActKind.Withdraw, 0, true);
    }

    function test_checkTermination_whereAGrantIsStillToCome() public {
        _grant(0, T + DAY);
        _terminate(ActKind.Withdraw, 0, false);
        _grant(T + 5 * DAY, 0);
        _terminate(ActKind.Withdraw, 0, false);
        _assertStatus(T + 5 * DAY, Status.Withdrawn);
    }

    /// "Not yet" is an answer that a withdrawal changes, even if what was to come is withdrawn already.
    function test_checkTermination_ofAGrantToComeThatIsWithdrawnAlready() public {
        _grant(T + 5 * DAY, 0);
        _terminate(ActKind.Withdraw, T + 5 * DAY, false);
        _terminate(ActKind.Withdraw, 0, true);
        _assertStatus(T, Status.Withdrawn);
    }

    function test_checkTermination_toGiveUpDoesNotTakeThePlaceOfWhatTheStateImposed() public {
        _grant(0, 0);
        _suspend(0, 0, true);
        _refuse(_terminating(ActKind.End, false), _stateDecided(1));
        timeline.terminate(ActKind.End, 0, false, BODY, true, false); // bindings yield nothing
        timeline = new TimelineHarness();
        _grant(0, 0);
        _terminate(ActKind.Withdraw, T + 5 * DAY, true);
        _refuse(_terminating(ActKind.End, false), _stateDecided(1));
        _terminate(ActKind.End, 0, true);
        timeline = new TimelineHarness();
        _grant(0, 0);
        _suspend(0, 0, true);
        _terminate(ActKind.Withdraw, 0, false);
    }

    // -- checkVoid

    function test_checkVoid_annulsTheGrantThatBeginsThen() public {
        _grant(0, T);
        _grant(T, 0);
        timeline.voidFrom(ActKind.Annul, T, false, BODY);
        _assertStatus(T - 1, Status.Active);
        _assertStatus(T, Status.Annulled);
        timeline.voidFrom(ActKind.Annul, 0, false, BODY);
        _assertStatus(0, Status.Annulled);
    }

    function test_checkVoid_refusesWhereNoGrantBeginsThen() public {
        bytes4 refusal = WritingRules.TimelineNoSuchGrant.selector;
        _refuse(_voiding(ActKind.Annul, 0, false), abi.encodeWithSelector(refusal, 0));
        _grant(5, 0);
        _refuse(_voiding(ActKind.Annul, 0, false), abi.encodeWithSelector(refusal, 0));
        _refuse(_voiding(ActKind.Annul, 6, false), abi.encodeWithSelector(refusal, 6));
        timeline = new TimelineHarness();
        _refuse(_voiding(ActKind.Compromise, 5, false), abi.encodeWithSelector(refusal, 5));
    }

    function test_checkVoid_refusesWhatIsVoidAlready() public {
        _grant(5, 9);
        _grant(T, 0);
        timeline.voidFrom(ActKind.Annul, 5, false, BODY);
        _refuse(_voiding(ActKind.Annul, T, false), _nothingToRestrict(T));
        timeline.voidFrom(ActKind.Annul, T, true, STATE);
        _refuse(_voiding(ActKind.Annul, T, true), _nothingToRestrict(T));
        // granted anew after it: that can be annulled again
        vm.warp(T + DAY);
        timeline.grant(0, 0, true, STATE, false);
        timeline.voidFrom(ActKind.Annul, T + DAY, false, BODY);
    }

    function test_checkVoid_compromisesSinceNowOrAPastMoment() public {
        _grant(0, 0);
        timeline.voidFrom(ActKind.Compromise, 0, false, BODY);
        assertEq(timeline.get(1).from(), T);
        _refuse(_voiding(ActKind.Compromise, 0, false), _nothingToRestrict(T));
        timeline.voidFrom(ActKind.Compromise, T - DAY, false, BODY);
        _refuse(_voiding(ActKind.Compromise, T - DAY, false), _nothingToRestrict(T - DAY));
        timeline.voidFrom(ActKind.Compromise, T - DAY, true, STATE);
        _refuse(_voiding(ActKind.Compromise, T - DAY, true), _nothingToRestrict(T - DAY));
    }

    function test_checkVoid_refusesACompromiseToCome() public {
        _grant(0, 0);
        _refuse(
            _voiding(ActKind.Compromise, T + 1, false),
            abi.encodeWithSelector(WritingRules.TimelineFutureCompromise.selector, T + 1, T)
        );
    }

    // -- checkCancel

    function test_checkCancel_ofWhatIsToCome() public {
        _grant(0, 0);
        _suspend(T + DAY, 0, false);
        Act cancelled = timeline.cancel(1, false, BODY);
        assertEq(cancelled.position(), 1);
        assertEq(uint256(cancelled.kind()), uint256(ActKind.Suspend));
        _assertStatus(T + DAY, Status.Active);
    }

    function test_checkCancel_refusesWhatDoesNotCountOrHasBegun() public {
        bytes4 refusal = WritingRules.TimelineNotCancellable.selector;
        _refuse(_cancelling(0, false), abi.encodeWithSelector(refusal, 0));
        _grant(0, 0);
        _refuse(_cancelling(0, false), abi.encodeWithSelector(refusal, 0));
        _refuse(_cancelling(9, false), abi.encodeWithSelector(refusal, 9));
        _suspend(T + DAY, 0, false);
        timeline.cancel(1, false, BODY);
        _refuse(_cancelling(1, false), abi.encodeWithSelector(refusal, 1)); // cancelled already
        _refuse(_cancelling(2, false), abi.encodeWithSelector(refusal, 2)); // itself a cancel
        _suspend(T + DAY, 0, false);
        vm.warp(T + DAY);
        _refuse(_cancelling(3, false), abi.encodeWithSelector(refusal, 3)); // begins now
        _grant2(T + 9 * DAY);
    }

    function test_checkCancel_refusesWhatARectificationVoided() public {
        _grant(T + DAY, 0);
        timeline.rectify(new Correction[](0), false, BODY);
        _refuse(_cancelling(0, false), abi.encodeWithSelector(WritingRules.TimelineNotCancellable.selector, 0));
        _refuse(_cancelling(1, false), abi.encodeWithSelector(WritingRules.TimelineNotCancellable.selector, 1));
    }

    function test_checkCancel_ofTheStatesIsTheStates() public {
        _grant(0, 0);
        _terminate(ActKind.Withdraw, T + DAY, true);
        _refuse(_cancelling(1, false), _stateDecided(1));
        timeline.cancel(1, true, STATE);
    }

    function test_checkCancel_ofAGrantLiftsNoSuspensionOfTheStates() public {
        _grant(T + 5 * DAY, 0);
        _suspend(T + DAY, T + 9 * DAY, true);
        _refuse(_cancelling(0, false), _stateDecided(1));
        timeline.cancel(0, true, STATE);

        timeline = new TimelineHarness();
        _grant(T + 5 * DAY, 0);
        _suspend(T + DAY, T + 9 * DAY, true);
        timeline.reinstate(T + 5 * DAY, true, STATE);
        timeline.cancel(0, false, BODY); // lifted by then

        timeline = new TimelineHarness();
        _grant(0, 0);
        _grant(T + 5 * DAY, 0);
        _suspend(0, T + 5 * DAY, true);
        timeline.cancel(1, false, BODY); // over by then

        timeline = new TimelineHarness();
        _grant(T + 5 * DAY, 0);
        _suspend(T + DAY, T + 9 * DAY, false);
        timeline.cancel(0, false, BODY); // a body's
    }

    function test_checkCancel_ofSomethingElseIsFreeOfTheStatesSuspension() public {
        _grant(0, 0);
        _suspend(0, 0, true);
        _terminate(ActKind.Withdraw, T + 5 * DAY, false);
        timeline.cancel(2, false, BODY);
    }

    // -- checkOwnAndRecent

    function test_checkOwnAndRecent_allThatWasRecorded() public {
        _grant(0, 0);
        timeline.checkOwnAndRecent(BODY);
        vm.warp(T + 30 * DAY);
        timeline.checkOwnAndRecent(BODY);
        vm.warp(T + 30 * DAY + 1);
        vm.expectRevert(_notRectifiable(0, BODY, T));
        timeline.checkOwnAndRecent(BODY);
        timeline.rectify(new Correction[](0), false, BODY);
        vm.expectRevert(_notRectifiable(0, BODY, T));
        timeline.checkOwnAndRecent(BODY);
        vm.expectRevert(_notRectifiable(1, BODY, T + 30 * DAY + 1));
        timeline.checkOwnAndRecent(OTHER);
    }

    function test_checkOwnAndRecent_refusesTheStatesEvenUnderItsNumber() public {
        _grant(0, 0);
        _suspend(0, 0, true);
        vm.expectRevert(_notRectifiable(1, STATE, T));
        timeline.checkOwnAndRecent(BODY);
        vm.expectRevert(_notRectifiable(1, STATE, T));
        timeline.checkOwnAndRecent(STATE);
    }

    // -- checkNothingImposed

    function test_checkNothingImposed_looksAtWhatCounts() public {
        _grant(0, 0);
        timeline.checkNothingImposed();
        _suspend(T + DAY, 0, true);
        vm.expectRevert(_stateDecided(1));
        timeline.checkNothingImposed();
        timeline.cancel(1, true, STATE);
        timeline.checkNothingImposed();
    }

    // -- random histories

    /// What the state imposed at a moment to come, no act of another makes active.
    function testFuzz_rules_whatTheStateImposedOnlyTheStateLifts(uint256 seed) public {
        for (uint256 i = 0; i < 10; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            bool byState = seed & 3 == 0;
            Finding[] memory before = _findings(seed);
            _tryAny(seed >> 8, byState);
            if (!byState) {
                Finding[] memory afterwards = _findings(seed);
                for (uint256 j = 0; j < before.length; ++j) {
                    bool imposed = before[j].status > Status.Active && before[j].act.byState();
                    imposed = imposed && before[j].status != Status.Lapsed;
                    if (imposed) assertNotEq(uint256(afterwards[j].status), uint256(Status.Active));
                }
            }
            vm.warp(vm.getBlockTimestamp() + ((seed >> 200) % (2 * DAY)));
        }
    }

    /// No act but a rectification, a late renewal, an annulment or a compromise changes an answer about the past.
    function testFuzz_rules_thePastIsWrittenByFewActsOnly(uint256 seed) public {
        for (uint256 i = 0; i < 8; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint40 time = uint40(vm.getBlockTimestamp() - 1 - ((seed >> 128) % (4 * DAY)));
            Finding memory before = timeline.lookUp(time, uint40(vm.getBlockTimestamp()));
            uint256 length = timeline.length();
            _tryAny(seed >> 8, seed & 3 == 0);
            vm.warp(vm.getBlockTimestamp() + ((seed >> 200) % (2 * DAY)));
            if (length == 0 || timeline.length() == length) continue;

            ActKind kind = timeline.get(length).kind();
            Finding memory afterwards = timeline.lookUp(time, uint40(vm.getBlockTimestamp()));
            if (before.status == afterwards.status || kind == ActKind.Annul || kind == ActKind.Compromise) continue;
            if (before.status == Status.NotYet || afterwards.status == Status.NotYet) continue; // says what is to come
            if (before.status == Status.Never) continue;
            assertEq(uint256(kind), uint256(ActKind.Grant));
            assertEq(uint256(before.status), uint256(Status.Lapsed));
            assertEq(uint256(afterwards.status), uint256(Status.Active));
        }
    }

    /// Any act of the seven, with dates around now; whether it is refused doesn't matter.
    function _tryAny(uint256 seed, bool byState) private {
        uint24 office =
            byState
                ? STATE
                : seed & 1 == 0
                    ? BODY
                    : OTHER;
        uint40 from = (seed >> 8) % 3 == 0 ? 0 : uint40(vm.getBlockTimestamp() + ((seed >> 16) % (6 * DAY)));
        if ((seed >> 24) % 5 == 0) from = uint40(vm.getBlockTimestamp() - ((seed >> 16) % (6 * DAY)));
        uint40 until = (seed >> 32) & 1 == 0 ? 0 : uint40(vm.getBlockTimestamp() + ((seed >> 40) % (8 * DAY)));
        uint256 kind = (seed >> 64) % 10;
        bytes memory data;
        if (kind < 3) data = abi.encodeCall(timeline.grant, (from, until, byState, office, false));
        else if (kind < 5) data = abi.encodeCall(timeline.suspend, (from, until, byState, office));
        else if (kind == 5) data = abi.encodeCall(timeline.reinstate, (from, byState, office));
        else if (kind == 6) data = _terminating(ActKind.Withdraw, from, byState, office);
        else if (kind == 7) data = _terminating(ActKind.End, from, byState, office);
        else if (kind == 8) data = _voiding(ActKind.Annul, _grantedFrom(seed >> 72), byState);
        else data = _cancelling(uint24((seed >> 72) % (timeline.length() + 1)), byState);
        (bool done, ) = address(timeline).call(data);
        done; // either way
    }

    function _grantedFrom(uint256 seed) private view returns (uint40) {
        uint256 length = timeline.length();
        return length == 0 ? 0 : timeline.get(seed % length).from();
    }

    /// At some moments of the next 20 days.
    function _findings(uint256 seed) private view returns (Finding[] memory findings) {
        findings = new Finding[](8);
        uint40 now_ = uint40(vm.getBlockTimestamp());
        for (uint256 i = 0; i < 8; ++i) {
            findings[i] = timeline.lookUp(uint40(now_ + ((seed >> (24 * i)) % (20 * DAY))), now_);
        }
    }

    // -- pieces

    function _grant(uint40 from, uint40 until) private {
        timeline.grant(from, until, false, BODY, false);
    }

    /// By the state, which suspensions of its own don't stop once they are over.
    function _grant2(uint40 from) private {
        timeline.reinstate(0, false, BODY);
        timeline.grant(from, 0, true, STATE, false);
    }

    function _suspend(uint40 from, uint40 until, bool byState) private {
        timeline.suspend(from, until, byState, byState ? STATE : BODY);
    }

    function _terminate(ActKind kind, uint40 from, bool byState) private {
        timeline.terminate(kind, from, byState, byState ? STATE : BODY, true, true);
    }

    function _granting(uint40 from, uint40 until) private view returns (bytes memory) {
        return abi.encodeCall(timeline.grant, (from, until, false, BODY, false));
    }

    function _terminating(ActKind kind, bool byState) private view returns (bytes memory) {
        return _terminating(kind, 0, byState, byState ? STATE : BODY);
    }

    function _terminating(ActKind kind, uint40 from, bool byState, uint24 office) private view returns (bytes memory) {
        return abi.encodeCall(timeline.terminate, (kind, from, byState, office, true, true));
    }

    function _voiding(ActKind kind, uint40 from, bool byState) private view returns (bytes memory) {
        return abi.encodeCall(timeline.voidFrom, (kind, from, byState, byState ? STATE : BODY));
    }

    function _cancelling(uint24 position, bool byState) private view returns (bytes memory) {
        return abi.encodeCall(timeline.cancel, (position, byState, byState ? STATE : BODY));
    }

    function _refuse(bytes memory data, bytes memory reason) private {
        (bool done, bytes memory answer) = address(timeline).call(data);
        assertFalse(done, "done");
        assertEq(answer, reason);
    }

    function _assertStatus(uint40 time, Status expected) private view {
        assertEq(uint256(timeline.lookUp(time, uint40(vm.getBlockTimestamp())).status), uint256(expected));
    }

    function _windowError(uint40 from, uint40 until) private pure returns (bytes memory) {
        return abi.encodeWithSelector(WritingRules.TimelineInvalidWindow.selector, from, until);
    }

    function _backDated(uint40 from) private view returns (bytes memory) {
        return abi.encodeWithSelector(WritingRules.TimelineBackDated.selector, from, vm.getBlockTimestamp());
    }

    function _suspensionRuns(uint24 position, uint40 from, uint40 until) private pure returns (bytes memory) {
        return abi.encodeWithSelector(WritingRules.TimelineSuspensionRuns.selector, position, from, until);
    }

    function _stateDecided(uint24 position) private pure returns (bytes memory) {
        return abi.encodeWithSelector(WritingRules.TimelineStateDecided.selector, position);
    }

    function _nothingToRestrict(uint40 from) private pure returns (bytes memory) {
        return abi.encodeWithSelector(WritingRules.TimelineNothingToRestrict.selector, from);
    }

    function _nothingToReinstate(uint40 from) private pure returns (bytes memory) {
        return abi.encodeWithSelector(WritingRules.TimelineNothingToReinstate.selector, from);
    }

    function _ofAnotherOffice(uint24 position, uint24 office) private pure returns (bytes memory) {
        return abi.encodeWithSelector(WritingRules.TimelineOfAnotherOffice.selector, position, office);
    }

    function _notRectifiable(uint24 position, uint24 office, uint40 recordedAt) private pure returns (bytes memory) {
        return abi.encodeWithSelector(WritingRules.TimelineNotRectifiable.selector, position, office, recordedAt);
    }
}
