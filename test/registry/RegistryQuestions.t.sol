// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IRegistryErrors} from "../../contracts/interfaces/IRegistryErrors.sol";
import {IRegistryGrants} from "../../contracts/interfaces/IRegistryGrants.sol";
import {Act} from "../../contracts/types/Act.sol";
import {ActKind} from "../../contracts/types/ActKind.sol";
import {BindingStanding, Question, RecordStatus, Standing} from "../../contracts/types/Answers.sol";
import {BindingCode, BindingCodes} from "../../contracts/types/BindingCode.sol";
import {CountryCode} from "../../contracts/types/CountryCode.sol";
import {Decision} from "../../contracts/types/Decision.sol";
import {
    FLAG_COMPROMISED,
    FLAG_CONDITIONAL,
    FLAG_RETROACTIVE,
    FLAG_SCHEDULED,
    FLAG_SEAT_SUSPENDED
} from "../../contracts/types/Flags.sol";
import {InstitutionId} from "../../contracts/types/InstitutionId.sol";
import {NO_OFFICE, OfficeNumber} from "../../contracts/types/OfficeNumber.sol";
import {RecordKey} from "../../contracts/types/RecordKey.sol";
import {Scope} from "../../contracts/types/Scope.sol";
import {StandingCode, StandingCodes} from "../../contracts/types/StandingCode.sol";
import {Status} from "../../contracts/types/Status.sol";
import {EVERYWHERE} from "../../contracts/types/Territories.sol";
import {RegistryCast} from "./RegistryCast.sol";

contract RegistryQuestionsTest is RegistryCast {
    // -- standing: the institution

    function test_standing_institutionUnknown() public view {
        Standing memory answer = registry.standing(_institutionId(PT, "urn:x"), software, NOWHERE, _now());
        _assertCode(answer, StandingCodes.INSTITUTION_UNKNOWN);
        _assertAct(answer, 0, 0, 0, NO_OFFICE);
    }

    function test_standing_institutionNotYetSuspendedClosedWithdrawnAnnulled() public {
        _call(greekBody, _registering("urn:later", _now() + 10));
        InstitutionId later = _institutionId(GR, "urn:later");
        _assertCode(registry.standing(later, software, NOWHERE, _now()), StandingCodes.INSTITUTION_NOT_YET);

        RecordKey memory key = _institutionKey(athens);
        _call(greekBody, _suspending(key, _now() + 10, _now() + 20));
        _call(greekBody, _ending(key, _now() + 30));
        _call(greekBody, _withdrawing(key, _now() + 40));
        _assertCode(_now() + 10, StandingCodes.INSTITUTION_SUSPENDED);
        _assertCode(_now() + 20, StandingCodes.NEVER_GRANTED);
        _assertCode(_now() + 30, StandingCodes.INSTITUTION_CLOSED);
        _assertCode(_now() + 40, StandingCodes.INSTITUTION_WITHDRAWN);
        _call(greekBody, _annulling(key, 0));
        _assertCode(_now(), StandingCodes.INSTITUTION_ANNULLED);
    }

    // -- standing: the state

    function test_standing_stateLeft() public {
        _accreditSoftware(0);
        skip(10);
        uint40 left = _now();
        _leave(greece);
        _assertCode(left - 1, StandingCodes.AUTHORISED_BY_PROGRAMME);
        _assertCode(left, StandingCodes.STATE_LEFT);
    }

    /// A seat whose every act was voided gives no more than one that ended.
    function test_standing_ofAStateThatNeverSatIsAsIfItHadLeft() public {
        _accreditSoftware(0);
        _bindKey(0);
        skip(10);
        states.rectify(GR, _none(), EVIDENCE);
        _assertCode(_now(), StandingCodes.STATE_LEFT);
        _assertCode(_asKnownAt(_now(), _now() - 1), StandingCodes.AUTHORISED_BY_PROGRAMME);
    }

    function test_bindingAt_ofAProviderWhoseStateNeverSatIsAsIfItHadLeft() public {
        _bindKey(0);
        skip(10);
        states.rectify(FI, _none(), EVIDENCE);
        _assertBinding(_bindingAt(_now()), BindingCodes.PROVIDER_ENDED);
        _assertBinding(registry.bindingAsKnownAt(athens, _bindingId(KEY), _now(), _now() - 1), BindingCodes.ACTIVE);
    }

    function test_standing_flagsASuspendedSeat() public {
        _accreditSoftware(0);
        skip(10);
        states.suspend(GR, EVIDENCE);
        uint40 suspended = _now();
        Standing memory answer = _standing(suspended);
        _assertCode(answer, StandingCodes.AUTHORISED_BY_PROGRAMME);
        assertEq(answer.flags, FLAG_SEAT_SUSPENDED);
        assertEq(_standing(suspended - 1).flags, 0);
        skip(1);
        states.reinstate(GR, EVIDENCE);
        assertEq(_standing(_now()).flags, 0);
        // where the institution answers already, the seat isn't asked
        _call(greece, _suspending(_institutionKey(athens), 0, 0));
        assertEq(registry.standing(athens, software, NOWHERE, _now()).flags, 0);
    }

    function test_standing_countsTheTimeBeforeTheSeatsAdmission() public {
        _call(greekBody, _accrediting(athens, software, 100, 0));
        Standing memory answer = _standing(100);
        _assertCode(answer, StandingCodes.AUTHORISED_BY_PROGRAMME);
        assertEq(answer.flags, FLAG_RETROACTIVE);
    }

    // -- standing: the type

    function test_standing_typeUnknownNotYetWithdrawnAnnulled() public {
        _assertCode(registry.standing(athens, _typeId(GR, "urn:x"), NOWHERE, _now()), StandingCodes.TYPE_UNKNOWN);
        _call(
            greekBody,
            abi.encodeCall(
                IRegistryGrants.defineQualificationType,
                ("urn:later", _attributes(6, 1, ICT), _now() + 10, EVIDENCE)
            )
        );
        _assertCode(
            registry.standing(athens, _typeId(GR, "urn:later"), NOWHERE, _now() + 9),
            StandingCodes.TYPE_NOT_YET
        );
        _accreditSoftware(0);
        _call(greekBody, _withdrawing(_typeKey(software), _now() + 10));
        _assertCode(_now() + 9, StandingCodes.AUTHORISED_BY_PROGRAMME);
        _assertCode(_now() + 10, StandingCodes.TYPE_WITHDRAWN);
        _call(greekBody, _annulling(_typeKey(software), 0));
        _assertCode(_now(), StandingCodes.TYPE_ANNULLED);
    }

    function test_standing_retiredTypeGoesOnForThoseEnrolled() public {
        _accreditSoftware(0);
        _call(greekBody, _ending(_typeKey(software), 0));
        _assertCode(_now() + 10, StandingCodes.AUTHORISED_BY_PROGRAMME);
    }

    // -- standing: programme accreditation

    function test_standing_programme() public {
        uint40 from = _now();
        RecordKey memory key = _accreditSoftware(from + 100);
        Standing memory answer = _standing(from);
        _assertCode(answer, StandingCodes.AUTHORISED_BY_PROGRAMME);
        _assertAct(answer, from, from + 100, from, _number(greekBody));
        assertEq(answer.flags, 0);
        _assertCode(from - 1, StandingCodes.PROGRAMME_NOT_YET);
        _assertCode(from + 99, StandingCodes.AUTHORISED_BY_PROGRAMME);
        _assertCode(from + 100, StandingCodes.PROGRAMME_LAPSED);

        _call(greekBody, _suspending(key, from + 50, 0));
        answer = _standing(from + 50);
        _assertCode(answer, StandingCodes.PROGRAMME_SUSPENDED);
        _assertAct(answer, from + 50, 0, from, _number(greekBody));
        answer = _standing(from + 100);
        _assertCode(answer, StandingCodes.PROGRAMME_LAPSED_WHILE_SUSPENDED);
        _assertAct(answer, from, from + 100, from, _number(greekBody));

        _call(greekBody, _ending(key, from + 40));
        _assertCode(from + 40, StandingCodes.PROGRAMME_ENDED);
        _call(greekBody, _withdrawing(key, from + 40));
        _assertCode(from + 40, StandingCodes.PROGRAMME_WITHDRAWN);
        _call(greekBody, _annulling(key, from));
        _assertCode(from, StandingCodes.PROGRAMME_ANNULLED);
    }

    function test_standing_programmeElsewhere() public {
        Decision memory decision = Decision(_now(), 0, _territories("DEFR"), true);
        _call(greekBody, _accrediting(athens, _list(software), decision));
        Standing memory answer = registry.standing(athens, software, CountryCode.wrap("DE"), _now());
        _assertCode(answer, StandingCodes.AUTHORISED_BY_PROGRAMME);
        assertEq(answer.flags, FLAG_CONDITIONAL);
        // without a territory the institution's own country is meant
        _assertCode(_now(), StandingCodes.PROGRAMME_ELSEWHERE);
        // but elsewhere isn't decisive
        _call(greekBody, _accreditingByScope(athens, _everything(), _now(), 0));
        _assertCode(_now(), StandingCodes.AUTHORISED_BY_INSTITUTIONAL);
    }

    function test_standing_programmeInAnOlderGrantThatHoldsInTheTerritory() public {
        Decision memory decision = Decision(_now(), 0, _territories("DEFR"), false);
        _call(greekBody, _accrediting(athens, _list(software), decision));
        skip(10);
        _call(greekBody, _suspending(_softwareKey(), _now() + 10, 0));
        _assertCode(
            registry.standing(athens, software, CountryCode.wrap("FR"), _now()),
            StandingCodes.AUTHORISED_BY_PROGRAMME
        );
        _assertCode(_now(), StandingCodes.PROGRAMME_ELSEWHERE);
    }

    function test_standing_programmeIsDecisiveWhateverTheInstitutionalSays() public {
        uint40 from = _now();
        _call(greekBody, _accreditingByScope(athens, _everything(), from, 0));
        _assertCode(from, StandingCodes.AUTHORISED_BY_INSTITUTIONAL);
        RecordKey memory key = _accreditSoftware(from + 100);
        _call(greekBody, _suspending(key, from + 10, 0));
        _assertCode(from + 10, StandingCodes.PROGRAMME_SUSPENDED);
        _assertCode(from + 100, StandingCodes.PROGRAMME_LAPSED_WHILE_SUSPENDED);
        _call(greekBody, _reinstating(key, from + 20));
        _assertCode(from + 100, StandingCodes.AUTHORISED_BY_INSTITUTIONAL);
        _call(greekBody, _ending(key, from + 5));
        _assertCode(from + 5, StandingCodes.AUTHORISED_BY_INSTITUTIONAL);
        _call(greekBody, _withdrawing(key, from + 5));
        _assertCode(from + 5, StandingCodes.PROGRAMME_WITHDRAWN);
        _call(greekBody, _annulling(key, from));
        _assertCode(from, StandingCodes.PROGRAMME_ANNULLED);
    }

    function test_standing_exclusionIsAnExplicitNo() public {
        _call(greekBody, _accreditingByScope(athens, _everything(), 0, 0));
        _call(greekBody, _withdrawing(_softwareKey(), _now()));
        _assertCode(_now() - 1, StandingCodes.AUTHORISED_BY_INSTITUTIONAL);
        _assertCode(_now(), StandingCodes.PROGRAMME_WITHDRAWN);
    }

    // -- standing: institutional accreditation

    function test_standing_institutional() public {
        uint40 from = _now();
        RecordKey memory key = _institutionalKey(athens);
        _call(greekBody, _accreditingByScope(athens, _scope(0x0040, 2, ICT), from, from + 100));
        _assertCode(from - 1, StandingCodes.INSTITUTIONAL_NOT_YET);
        Standing memory answer = _standing(from);
        _assertCode(answer, StandingCodes.AUTHORISED_BY_INSTITUTIONAL);
        _assertAct(answer, from, from + 100, from, _number(greekBody));
        _assertCode(from + 100, StandingCodes.INSTITUTIONAL_LAPSED);
        _call(greekBody, _suspending(key, from + 50, 0));
        _assertCode(from + 50, StandingCodes.INSTITUTIONAL_SUSPENDED);
        _assertCode(from + 100, StandingCodes.INSTITUTIONAL_LAPSED);
        _call(greekBody, _ending(key, from + 40));
        _assertCode(from + 40, StandingCodes.INSTITUTIONAL_ENDED);
        _call(greekBody, _withdrawing(key, from + 40));
        _assertCode(from + 40, StandingCodes.INSTITUTIONAL_WITHDRAWN);
        _call(greekBody, _annulling(key, from));
        _assertCode(from, StandingCodes.INSTITUTIONAL_ANNULLED);
    }

    function test_standing_institutionalOutOfScopeInAnyDimension() public {
        RecordKey memory key = _institutionalKey(athens);
        _accreditScope(_scope(0x0080, 2, ICT));
        _assertCode(_now(), StandingCodes.INSTITUTIONAL_OUT_OF_SCOPE);
        _accreditScope(_scope(0x0040, 4, ICT));
        _assertCode(_now(), StandingCodes.INSTITUTIONAL_OUT_OF_SCOPE);
        _accreditScope(_scope(0x0040, 2, MEDICINE));
        _assertCode(_now(), StandingCodes.INSTITUTIONAL_OUT_OF_SCOPE);
        // what is not covered isn't suspended, withdrawn or annulled either
        _call(greekBody, _suspending(key, 0, 0));
        _assertCode(_now(), StandingCodes.INSTITUTIONAL_OUT_OF_SCOPE);
        _call(greekBody, _withdrawing(key, 0));
        _assertCode(_now(), StandingCodes.INSTITUTIONAL_OUT_OF_SCOPE);
    }

    /// What another country defined is that country's to entitle to, whatever the scope says.
    function test_standing_institutionalCoversTypesOfItsCountryAndEUOnly() public {
        _call(greekBody, _accreditingByScope(athens, _everything(), _now(), 0));
        _assertCode(_now(), StandingCodes.AUTHORISED_BY_INSTITUTIONAL);
        _assertCode(registry.standing(athens, european, NOWHERE, _now()), StandingCodes.AUTHORISED_BY_INSTITUTIONAL);
        _assertCode(registry.standing(athens, finnishType, NOWHERE, _now()), StandingCodes.INSTITUTIONAL_OUT_OF_SCOPE);
    }

    function test_standing_institutionalElsewhere() public {
        Decision memory decision = Decision(_now(), 0, _territories("DE"), false);
        _call(greekBody, abi.encodeCall(IRegistryGrants.accreditByScope, (athens, _everything(), decision, EVIDENCE)));
        _assertCode(_now(), StandingCodes.INSTITUTIONAL_ELSEWHERE);
        _assertCode(
            registry.standing(athens, software, CountryCode.wrap("DE"), _now()),
            StandingCodes.AUTHORISED_BY_INSTITUTIONAL
        );
    }

    function test_standing_restOfAProgrammeComesBeforeTheRestOfAnInstitutional() public {
        uint40 from = _now();
        RecordKey memory key = _accreditSoftware(from + 10);
        _call(greekBody, _accreditingByScope(athens, _everything(), from, from + 10));
        _assertCode(from - 1, StandingCodes.PROGRAMME_NOT_YET);
        _assertCode(from + 10, StandingCodes.PROGRAMME_LAPSED);
        _call(greekBody, _ending(key, from + 5));
        _assertCode(from + 10, StandingCodes.PROGRAMME_ENDED);
        // but not before what withdraws the institutional
        _call(greekBody, _withdrawing(_institutionalKey(athens), from + 5));
        _assertCode(from + 10, StandingCodes.INSTITUTIONAL_WITHDRAWN);
    }

    function test_standing_neverGranted() public view {
        Standing memory answer = _standing(_now());
        _assertCode(answer, StandingCodes.NEVER_GRANTED);
        _assertAct(answer, 0, 0, 0, NO_OFFICE);
        assertEq(answer.flags, 0);
    }

    function test_standing_ofATypeOfEU() public {
        _call(greekBody, _accrediting(athens, european, _now(), 0));
        _assertCode(registry.standing(athens, european, NOWHERE, _now()), StandingCodes.AUTHORISED_BY_PROGRAMME);
    }

    // -- flags

    function test_standing_flagsWhatIsRetroactiveScheduledConditional() public {
        uint40 recordedAt = _now();
        Decision memory decision = Decision(recordedAt - 10, 0, EVERYWHERE, true);
        _call(greekBody, _accrediting(athens, _list(software), decision));
        skip(10);
        assertEq(_standing(recordedAt - 1).flags, FLAG_RETROACTIVE | FLAG_CONDITIONAL);
        assertEq(_standing(recordedAt).flags, FLAG_CONDITIONAL);
        assertEq(_standing(_now()).flags, FLAG_CONDITIONAL);
        assertEq(_standing(_now() + 1).flags, FLAG_CONDITIONAL | FLAG_SCHEDULED);
        // the suspending act has no conditions
        _call(greekBody, _suspending(_softwareKey(), 0, 0));
        assertEq(_standing(_now()).flags, 0);
        // of what is to come no act decides
        Standing memory answer = _standing(recordedAt - 11);
        _assertCode(answer, StandingCodes.PROGRAMME_NOT_YET);
        assertEq(answer.flags, FLAG_CONDITIONAL);
    }

    // -- as known at

    function test_standingAsKnownAt_keepsEveryPastAnswer() public {
        uint40 before = _now();
        skip(10);
        RecordKey memory key = _accreditSoftware(0);
        uint40 granted = _now();
        skip(10);
        _call(greekBody, _annulling(key, granted));
        uint40 annulled = _now();
        skip(10);
        _assertCode(_asKnownAt(granted, before), StandingCodes.NEVER_GRANTED);
        _assertCode(_asKnownAt(granted, granted), StandingCodes.AUTHORISED_BY_PROGRAMME);
        _assertCode(_asKnownAt(granted, annulled - 1), StandingCodes.AUTHORISED_BY_PROGRAMME);
        _assertCode(_asKnownAt(granted, annulled), StandingCodes.PROGRAMME_ANNULLED);
        _assertCode(_asKnownAt(granted, 0), StandingCodes.PROGRAMME_ANNULLED);
        _assertCode(_asKnownAt(granted, _now()), StandingCodes.PROGRAMME_ANNULLED);
        _assertCode(_asKnownAt(granted, GENESIS - 1), StandingCodes.INSTITUTION_UNKNOWN);
    }

    function test_questions_refuseWhatNobodyKnowsYet() public {
        bytes memory reason = abi.encodeWithSelector(IRegistryErrors.KnownAtInFuture.selector, _now() + 1, _now());
        uint40 later = _now() + 1;
        vm.expectRevert(reason);
        registry.standingAsKnownAt(athens, software, NOWHERE, 0, later);
        vm.expectRevert(reason);
        registry.bindingAsKnownAt(athens, _bindingId(KEY), 0, later);
        RecordKey memory key = _softwareKey();
        vm.expectRevert(reason);
        registry.statusOf(key, 0, later);
        Question[] memory questions = new Question[](1);
        questions[0] = Question(athens, software, NOWHERE, 0, later);
        vm.expectRevert(reason);
        registry.standings(questions);
    }

    // -- many questions, both halves

    function test_standings_answersEachAsAlone() public {
        _accreditSoftware(0);
        Question[] memory questions = new Question[](3);
        questions[0] = Question(athens, software, NOWHERE, _now(), 0);
        questions[1] = Question(helsinki, finnishType, FI, _now() + 9, _now() - 1);
        questions[2] = Question(_institutionId(PT, "urn:x"), software, NOWHERE, 5, 0);
        Standing[] memory answers = registry.standings(questions);
        assertEq(answers.length, 3);
        for (uint256 i = 0; i < 3; ++i) {
            Question memory q = questions[i];
            Standing memory alone = registry.standingAsKnownAt(
                q.institution,
                q.qualificationType,
                q.territory,
                q.time,
                q.knownAt
            );
            assertEq(abi.encode(answers[i]), abi.encode(alone));
        }
        assertEq(registry.standings(new Question[](0)).length, 0);
    }

    function test_standingAndBinding_areTheTwoHalvesAtOneInstant() public {
        _accreditSoftware(0);
        _bindKey(0);
        skip(10);
        Question memory question = Question(athens, software, NOWHERE, _now(), _now() - 1);
        (Standing memory standing, BindingStanding memory binding) = registry.standingAndBinding(
            question,
            _bindingId(KEY)
        );
        assertEq(abi.encode(standing), abi.encode(_asKnownAt(question.time, question.knownAt)));
        assertEq(
            abi.encode(binding),
            abi.encode(registry.bindingAsKnownAt(athens, _bindingId(KEY), question.time, question.knownAt))
        );
        _assertCode(standing, StandingCodes.AUTHORISED_BY_PROGRAMME);
        _assertBinding(binding, BindingCodes.ACTIVE);
    }

    // -- bindingAt

    function test_bindingAt_itsOwnState() public {
        uint40 from = _now();
        _assertBinding(_bindingAt(from), BindingCodes.UNKNOWN);
        RecordKey memory key = _bindKey(from + 100);
        BindingStanding memory answer = _bindingAt(from);
        _assertBinding(answer, BindingCodes.ACTIVE);
        assertEq(answer.from, from);
        assertEq(answer.until, from + 100);
        assertEq(answer.recordedAt, from);
        assertTrue(answer.office == _number(finnishProvider));
        _assertBinding(_bindingAt(from - 1), BindingCodes.NOT_YET);
        _assertBinding(_bindingAt(from + 100), BindingCodes.LAPSED);
        _call(finnishProvider, _ending(key, from + 10));
        _assertBinding(_bindingAt(from + 10), BindingCodes.ENDED);
        skip(1);
        _call(finnishProvider, _compromising(key, from + 1));
        _assertBinding(_bindingAt(from), BindingCodes.ACTIVE);
        _assertBinding(_bindingAt(from + 1), BindingCodes.COMPROMISED);
        _call(finnishProvider, _annulling(key, from));
        _assertBinding(_bindingAt(from + 1), BindingCodes.ANNULLED);
    }

    function test_bindingAt_flagsACompromiseAlsoWhereItIsLater() public {
        uint40 from = _now();
        RecordKey memory key = _bindKey(0);
        skip(10);
        _call(finnishProvider, _compromising(key, from + 5));
        assertEq(_bindingAt(from).flags, FLAG_COMPROMISED);
        assertEq(_bindingAt(from + 5).flags, FLAG_COMPROMISED | FLAG_RETROACTIVE);
        assertEq(_bindingAt(from - 1).flags, FLAG_COMPROMISED);
        assertEq(registry.bindingAsKnownAt(athens, _bindingId(KEY), from, from + 9).flags, 0);
        assertEq(registry.statusOf(key, from, 0).flags, FLAG_COMPROMISED);
    }

    function test_bindingAt_theProvidersMandate() public {
        uint40 now_ = _now();
        _call(finnishProvider, _binding(athens, KEY, now_ - 8 days, 0));
        RecordKey memory mandate = _mandateKey(_number(finnishProvider));
        BindingStanding memory answer = _bindingAt(now_ - 1);
        _assertBinding(answer, BindingCodes.PROVIDER_NOT_YET);
        assertEq(answer.from, now_);
        assertTrue(answer.office == _number(finland));
        _assertBinding(_bindingAt(now_), BindingCodes.ACTIVE);

        _call(finland, _suspending(mandate, now_ + 10, now_ + 20));
        _call(finland, _ending(mandate, now_ + 30));
        _assertBinding(_bindingAt(now_ + 10), BindingCodes.PROVIDER_SUSPENDED);
        _assertBinding(_bindingAt(now_ + 20), BindingCodes.ACTIVE);
        _assertBinding(_bindingAt(now_ + 30), BindingCodes.PROVIDER_ENDED);
        _call(finland, _cancelling(mandate, 2));
        skip(21);
        _call(finland, _rectifying(mandate, _list(_correction(ActKind.Grant, now_, now_ + 5))));
        _assertBinding(_bindingAt(now_ + 5), BindingCodes.PROVIDER_LAPSED);
        _call(finland, _rectifying(mandate, _none()));
        _assertBinding(_bindingAt(now_ + 4), BindingCodes.PROVIDER_NOT_YET);
    }

    function test_bindingAt_theProvidersState() public {
        _bindKey(0);
        skip(10);
        states.suspend(FI, EVIDENCE);
        BindingStanding memory answer = _bindingAt(_now());
        _assertBinding(answer, BindingCodes.ACTIVE);
        assertEq(answer.flags, FLAG_SEAT_SUSPENDED);
        skip(10);
        _leave(finland);
        answer = _bindingAt(_now());
        _assertBinding(answer, BindingCodes.PROVIDER_ENDED);
        assertTrue(answer.office.isNone());
        assertEq(answer.from, _now());
        _assertBinding(_bindingAt(_now() - 11), BindingCodes.ACTIVE);
    }

    function test_bindingAt_ofAnotherInstitutionIsUnknown() public {
        _bindKey(0);
        _assertBinding(registry.bindingAt(helsinki, _bindingId(KEY), _now()), BindingCodes.UNKNOWN);
    }

    // -- statusOf, actCount, acts, institution

    function test_statusOf_anyRecord() public {
        uint40 from = _now();
        RecordKey memory key = _accreditSoftware(from + 10);
        RecordStatus memory answer = registry.statusOf(key, from, 0);
        assertEq(uint256(answer.status), uint256(Status.Active));
        assertEq(answer.flags, 0);
        assertEq(answer.from, from);
        assertEq(answer.until, from + 10);
        assertEq(answer.recordedAt, from);
        assertTrue(answer.office == _number(greekBody));
        assertEq(registry.statusOf(key, from + 1, 0).flags, FLAG_SCHEDULED);
        _assertStatus(_seatKey(GR), 0, Status.Active);
        _assertStatus(_seatKey(CountryCode.wrap("HR")), 0, Status.Never);
        _assertStatus(_mandateKey(_number(greekBody)), 0, Status.Active);
    }

    function test_acts_inTheOrderOfRecordingAsManyAsThereAre() public {
        RecordKey memory key = _accreditSoftware(0);
        _call(greekBody, _suspending(key, _now() + 10, 0));
        _call(greekBody, _withdrawing(key, _now() + 20));
        assertEq(registry.actCount(key), 3);
        _assertKinds(key, 0, 3, 0, 3);
        _assertKinds(key, 0, 99, 0, 3);
        _assertKinds(key, 1, 1, 1, 1);
        _assertKinds(key, 1, type(uint256).max, 1, 2);
        _assertKinds(key, 2, 5, 2, 1);
        _assertKinds(key, 3, 5, 3, 0);
        _assertKinds(key, 99, 5, 99, 0);
        _assertKinds(key, 0, 0, 0, 0);
        _assertKinds(_programmeKey(athens, medicine), 0, 5, 0, 0);
    }

    function test_institution_zerosWhereItIsUnknown() public view {
        (CountryCode country, bytes32 hash, address controller, OfficeNumber provider) = registry.institution(
            _institutionId(PT, "urn:x")
        );
        assertTrue(country.isNone() && provider.isNone());
        assertEq(hash, 0);
        assertEq(controller, address(0));
    }

    // -- pieces

    function _accreditScope(Scope scope) private {
        skip(1);
        _call(greekBody, _accreditingByScope(athens, scope, 0, 0));
    }

    function _leave(address state) private {
        bytes[] memory calls = _bundle(abi.encodeCall(states.leaveCouncil, (EVIDENCE)));
        vm.prank(state);
        states.multicall(_now(), calls);
    }

    function _standing(uint40 time) private view returns (Standing memory) {
        return registry.standing(athens, software, NOWHERE, time);
    }

    function _asKnownAt(uint40 time, uint40 knownAt) private view returns (Standing memory) {
        return registry.standingAsKnownAt(athens, software, NOWHERE, time, knownAt);
    }

    function _bindingAt(uint40 time) private view returns (BindingStanding memory) {
        return registry.bindingAt(athens, _bindingId(KEY), time);
    }

    function _assertCode(uint40 time, StandingCode expected) private view {
        _assertCode(_standing(time), expected);
    }

    function _assertCode(Standing memory answer, StandingCode expected) private pure {
        assertEq(StandingCode.unwrap(answer.code), StandingCode.unwrap(expected));
    }

    function _assertBinding(BindingStanding memory answer, BindingCode expected) private pure {
        assertEq(BindingCode.unwrap(answer.code), BindingCode.unwrap(expected));
    }

    function _assertAct(
        Standing memory answer,
        uint40 from,
        uint40 until,
        uint40 recordedAt,
        OfficeNumber office
    ) private pure {
        assertEq(answer.from, from);
        assertEq(answer.until, until);
        assertEq(answer.recordedAt, recordedAt);
        assertTrue(answer.office == office);
    }

    function _assertKinds(
        RecordKey memory key,
        uint256 first,
        uint256 count,
        uint256 expectedFirst,
        uint256 expectedCount
    ) private view {
        ActKind[3] memory kinds = [ActKind.Grant, ActKind.Suspend, ActKind.Withdraw];
        (Act[] memory acts, bytes32[] memory details) = registry.acts(key, first, count);
        assertEq(acts.length, expectedCount);
        assertEq(details.length, expectedCount);
        for (uint256 i = 0; i < acts.length; ++i) {
            assertEq(uint256(acts[i].kind()), uint256(kinds[expectedFirst + i]));
            assertEq(acts[i].position(), expectedFirst + i);
        }
    }
}
