// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IOfficeMulticall} from "../../contracts/interfaces/IOfficeMulticall.sol";
import {IRegistryErrors} from "../../contracts/interfaces/IRegistryErrors.sol";
import {IRegistryEvents} from "../../contracts/interfaces/IRegistryEvents.sol";
import {WritingRules} from "../../contracts/libraries/WritingRules.sol";
import {Act, newAct} from "../../contracts/types/Act.sol";
import {ActKind} from "../../contracts/types/ActKind.sol";
import {contentOf} from "../../contracts/types/Content.sol";
import {InstitutionId} from "../../contracts/types/InstitutionId.sol";
import {OfficeKind} from "../../contracts/types/OfficeKind.sol";
import {NO_OFFICE, OfficeNumber} from "../../contracts/types/OfficeNumber.sol";
import {QualificationTypeId} from "../../contracts/types/QualificationTypeId.sol";
import {RecordKey} from "../../contracts/types/RecordKey.sol";
import {RecordKind} from "../../contracts/types/RecordKind.sol";
import {Status} from "../../contracts/types/Status.sol";
import {RegistryCast} from "./RegistryCast.sol";

/// The acts that are no grants, of every kind of record, but for what only rectifies.
contract RegistryRecordsTest is RegistryCast {
    // -- which acts a record knows

    function test_acts_areRefusedOfRecordsThatDoNotKnowThem() public {
        _assertUnknown(_mandateKey(_number(greekBody)), ActKind.Withdraw);
        _assertUnknown(_mandateKey(_number(greekBody)), ActKind.Annul);
        _assertUnknown(_mandateKey(_number(greekBody)), ActKind.Compromise);
        _assertUnknown(_institutionKey(athens), ActKind.Compromise);
        _assertUnknown(_typeKey(software), ActKind.Suspend);
        _assertUnknown(_typeKey(software), ActKind.Reinstate);
        _assertUnknown(_typeKey(software), ActKind.Compromise);
        _assertUnknown(_softwareKey(), ActKind.Compromise);
        _assertUnknown(_institutionalKey(athens), ActKind.Compromise);
        _assertUnknown(_bindingKey(athens, KEY), ActKind.Suspend);
        _assertUnknown(_bindingKey(athens, KEY), ActKind.Reinstate);
        _assertUnknown(_bindingKey(athens, KEY), ActKind.Withdraw);
        _assertUnknown(_seatKey(GR), ActKind.Withdraw);
        RecordKey memory seat = _seatKey(GR);
        bytes memory reason = abi.encodeWithSelector(
            IRegistryErrors.ActUnknownToRecord.selector,
            RecordKind.Seat,
            ActKind.Cancel
        );
        _refused(greece, _cancelling(seat, 0), reason);
    }

    function test_acts_ofSeatsAreRefusedToEverybody() public {
        bytes4 refusal = IRegistryErrors.CallerNotMemberStates.selector;
        _refused(greece, _suspending(_seatKey(FI), 0, 0), abi.encodeWithSelector(refusal, greece));
        _refused(greece, _ending(_seatKey(GR), 0), abi.encodeWithSelector(refusal, greece));
        _refused(greece, _rectifying(_seatKey(GR), _none()), abi.encodeWithSelector(refusal, greece));
        _refusedDirectly(address(this), _suspending(_seatKey(GR), 0, 0), abi.encodeWithSelector(refusal, this));
    }

    function test_acts_nameARecordInOneWayOnly() public {
        _call(greekBody, _accreditingByScope(athens, _everything(), 0, 0));
        RecordKey memory key = _mandateKey(_number(greekBody));
        _assertNoName(greece, key.kind, bytes32(uint256(key.subject) | (1 << 24)), 0);
        _assertNoName(greece, key.kind, key.subject, bytes32(uint256(1)));
        _assertNoName(greekBody, RecordKind.Institution, InstitutionId.unwrap(athens), bytes32(uint256(1)));
        _assertNoName(greekBody, RecordKind.Institutional, InstitutionId.unwrap(athens), bytes32(uint256(1)));
        bytes32 subject = QualificationTypeId.unwrap(software);
        key = RecordKey(RecordKind.QualificationType, subject, bytes32(uint256(1)));
        _refused(
            greekBody,
            _withdrawing(key, 0),
            abi.encodeWithSelector(IRegistryErrors.RecordKeyInvalid.selector, key.kind, key.subject, key.object)
        );
        _refused(
            greekBody,
            _rectifying(key, _none()),
            abi.encodeWithSelector(IRegistryErrors.RecordKeyInvalid.selector, key.kind, key.subject, key.object)
        );
    }

    function test_acts_areTakenInsideTheOfficesMulticallOnly() public {
        RecordKey memory key = _accreditSoftware(0);
        bytes memory reason = abi.encodeWithSelector(IOfficeMulticall.OfficeMulticallRequired.selector, greekBody);
        _refusedDirectly(greekBody, _suspending(key, 0, 0), reason);
        _refusedDirectly(greekBody, _rectifying(key, _none()), reason);
    }

    function test_acts_ofWhatIsUnknownAreRefused() public {
        InstitutionId patras = _institutionId(GR, "urn:patras");
        bytes memory reason = abi.encodeWithSelector(IRegistryErrors.InstitutionUnknown.selector, patras);
        _refused(greece, _suspending(_institutionKey(patras), 0, 0), reason);
        _refused(greece, _withdrawing(_programmeKey(patras, software), 0), reason);
        _refused(greece, _withdrawing(_institutionalKey(patras), 0), reason);
        _refused(greece, _ending(_bindingKey(patras, KEY), 0), reason);
        QualificationTypeId type_ = _typeId(GR, "urn:unknown");
        reason = abi.encodeWithSelector(IRegistryErrors.QualificationTypeUnknown.selector, type_);
        _refused(greece, _withdrawing(_typeKey(type_), 0), reason);
        _refused(greekBody, _withdrawing(_programmeKey(athens, type_), 0), reason);
        reason = abi.encodeWithSelector(IRegistryErrors.OfficeUnknown.selector, 99);
        _refused(greece, _suspending(_mandateKey(OfficeNumber.wrap(99)), 0, 0), reason);
    }

    // -- suspend, reinstate

    function test_suspend_recordsAndSaysSo() public {
        RecordKey memory key = _accreditSoftware(0);
        uint40 from = _now() + 10;
        Act act = newAct(ActKind.Suspend, from, from + 5, _now(), _number(greekBody), 0, 0).atPosition(1);
        vm.expectEmit(true, true, true, true, address(registry));
        emit IRegistryEvents.ActRecorded(key.kind, key.subject, key.object, act, 0, EVIDENCE);
        _call(greekBody, _suspending(key, from, from + 5));
        _assertLast(key, act);
        _assertStatus(key, from - 1, Status.Active);
        _assertStatus(key, from, Status.Suspended);
        _assertStatus(key, from + 4, Status.Suspended);
        _assertStatus(key, from + 5, Status.Active);
    }

    function test_suspend_whoseBeginWentByBeginsNow() public {
        RecordKey memory key = _accreditSoftware(0);
        skip(1 days);
        _call(greekBody, _suspending(key, _now() - 1 hours, 0));
        assertEq(_lastAct(key).from(), _now());
        _assertStatus(key, _now() - 1, Status.Active);
    }

    function test_suspend_ofEveryKindThatKnowsIt() public {
        _call(greece, _suspending(_mandateKey(_number(greekBody)), 0, 0));
        _assertStatus(_mandateKey(_number(greekBody)), _now(), Status.Suspended);
        _call(greece, _suspending(_institutionKey(athens), 0, 0));
        _assertStatus(_institutionKey(athens), _now(), Status.Suspended);
        _call(greece, _accreditingByScope(athens, _everything(), 0, 0));
        _call(greece, _suspending(_institutionalKey(athens), 0, 0));
        _assertStatus(_institutionalKey(athens), _now(), Status.Suspended);
    }

    function test_suspend_keepsTheCountryInTheNewestAct() public {
        RecordKey memory key = _institutionKey(athens);
        _call(greekBody, _suspending(key, 0, 0));
        _assertLast(
            key,
            newAct(ActKind.Suspend, _now(), 0, _now(), _number(greekBody), 0, contentOf(GR, OfficeKind.None))
                .atPosition(1)
        );
        key = _mandateKey(_number(greekBody));
        _call(greece, _suspending(key, 0, 0));
        assertEq(_lastAct(key).content(), contentOf(GR, OfficeKind.AccreditationBody));
    }

    function test_reinstate_lifts() public {
        RecordKey memory key = _accreditSoftware(0);
        _call(greekBody, _suspending(key, 0, 0));
        skip(1 days);
        _call(greekBody, _reinstating(key, _now() + 1));
        _assertStatus(key, _now(), Status.Suspended);
        _assertStatus(key, _now() + 1, Status.Active);
    }

    function test_reinstate_isTheStatesWhereTheStateSuspended() public {
        RecordKey memory key = _accreditSoftware(0);
        _call(greece, _suspending(key, 0, 0));
        _refused(greekBody, _reinstating(key, 0), _stateDecided(1));
        _call(greece, _reinstating(key, 0));
        _assertStatus(key, _now(), Status.Active);
    }

    // -- withdraw, end, annul

    function test_withdraw_ofEveryKindThatKnowsIt() public {
        _accreditSoftware(0);
        _call(greekBody, _accreditingByScope(athens, _everything(), 0, 0));
        _call(greekBody, _withdrawing(_softwareKey(), 0));
        _call(greekBody, _withdrawing(_institutionalKey(athens), 0));
        _call(greekBody, _withdrawing(_typeKey(software), 0));
        _call(greekBody, _withdrawing(_institutionKey(athens), 0));
        _assertStatus(_softwareKey(), _now(), Status.Withdrawn);
        _assertStatus(_institutionalKey(athens), _now(), Status.Withdrawn);
        _assertStatus(_typeKey(software), _now(), Status.Withdrawn);
        _assertStatus(_institutionKey(athens), _now(), Status.Withdrawn);
    }

    function test_withdraw_withoutAGrantIsAnExclusionOfAProgrammeAlone() public {
        _call(greekBody, _withdrawing(_programmeKey(athens, medicine), 0));
        _assertStatus(_programmeKey(athens, medicine), 1, Status.Withdrawn);
        _refused(greekBody, _withdrawing(_institutionalKey(athens), 0), _nothingToRestrict(_now()));
        _refused(greekBody, _ending(_programmeKey(athens, software), 0), _nothingToRestrict(_now()));
    }

    function test_withdraw_anExclusionStaysInTheBodysScope() public {
        _refused(narrowBody, _withdrawing(_programmeKey(athens, medicine), 0), _exceeded(narrowBody));
        _call(narrowBody, _withdrawing(_programmeKey(athens, software), 0));
    }

    function test_end_ofAnInstitutionNamesItsSuccessor() public {
        InstitutionId patras = _register(greekBody, GR, "urn:patras");
        RecordKey memory key = _institutionKey(athens);
        Act act = newAct(ActKind.End, _now(), 0, _now(), _number(greekBody), 0, contentOf(GR, OfficeKind.None))
            .atPosition(1);
        vm.expectEmit(true, true, true, true, address(registry));
        emit IRegistryEvents.ActRecorded(
            key.kind,
            key.subject,
            key.object,
            act,
            InstitutionId.unwrap(patras),
            EVIDENCE
        );
        _call(greekBody, _ending(key, 0, patras));
        (, bytes32[] memory details) = registry.acts(key, 1, 1);
        assertEq(details[0], InstitutionId.unwrap(patras));
    }

    function test_end_refusesASuccessorThatIsUnknownElsewhereOrItself() public {
        InstitutionId patras = _institutionId(GR, "urn:patras");
        _refused(
            greekBody,
            _ending(_institutionKey(athens), 0, patras),
            abi.encodeWithSelector(IRegistryErrors.InstitutionUnknown.selector, patras)
        );
        _refused(
            greekBody,
            _ending(_typeKey(software), 0, athens),
            abi.encodeWithSelector(IRegistryErrors.DetailUnexpected.selector, athens)
        );
        _refused(
            greekBody,
            _ending(_institutionKey(athens), 0, athens),
            abi.encodeWithSelector(IRegistryErrors.DetailUnexpected.selector, athens)
        );
        _call(greekBody, _ending(_institutionKey(athens), 0, helsinki));
    }

    function test_end_ofAMandateCutsTheBodyOff() public {
        _call(greece, _ending(_mandateKey(_number(greekBody)), 0));
        _refused(greekBody, _accrediting(athens, software, 0, 0), _mandateNotActive(greekBody, Status.Ended));
        _refused(greekBody, _suspending(_institutionKey(athens), 0, 0), _mandateNotActive(greekBody, Status.Ended));
    }

    function test_annul_voidsTheGrantThatBeginsThen() public {
        uint40 from = _now();
        RecordKey memory key = _accreditSoftware(0);
        skip(10);
        _call(greekBody, _annulling(key, from));
        _assertStatus(key, from, Status.Annulled);
        assertEq(uint256(registry.statusOf(key, from, from).status), uint256(Status.Active));
        _call(greekBody, _annulling(_institutionKey(athens), 0));
        _call(greekBody, _annulling(_typeKey(software), 0));
        _assertStatus(_institutionKey(athens), 1, Status.Annulled);
        _assertStatus(_typeKey(software), 1, Status.Annulled);
    }

    // -- whose

    function test_acts_ofAMandateAreItsMemberStatesAlone() public {
        RecordKey memory key = _mandateKey(_number(greekBody));
        _refused(finland, _suspending(key, 0, 0), _foreign(finland, GR));
        _refused(greekBody, _ending(key, 0), _foreign(greekBody, GR));
        _refusedDirectly(address(this), _suspending(key, 0, 0), _foreign(address(this), GR));
        _refusedDirectly(stranger, _rectifying(key, _none()), _foreign(stranger, GR));
    }

    function test_acts_ofAnInstitutionAreItsCountrys() public {
        RecordKey memory key = _institutionKey(athens);
        _refused(finland, _suspending(key, 0, 0), _foreign(finland, GR));
        _refused(finnishBody, _ending(key, 0), _foreign(finnishBody, GR));
        _refused(greekProvider, _ending(key, 0), _foreign(greekProvider, GR));
        _refused(guardianOffice, _ending(key, 0), _foreign(guardianOffice, GR));
        _refusedDirectly(address(this), _withdrawing(key, 0), _foreign(address(this), GR));
    }

    function test_acts_ofATypeAreItsCountrysInScopeAndOfEUTheCouncils() public {
        _refused(finland, _withdrawing(_typeKey(software), 0), _foreign(finland, GR));
        _refused(narrowBody, _withdrawing(_typeKey(medicine), 0), _exceeded(narrowBody));
        _call(narrowBody, _withdrawing(_typeKey(software), 0));

        RecordKey memory key = _typeKey(european);
        _refused(greece, _withdrawing(key, 0), _unauthorised(greece));
        _refused(greece, _rectifying(key, _none()), _unauthorised(greece));
        _refusedDirectly(stranger, _ending(key, 0), _unauthorised(stranger));
        registry.end(key, 0, InstitutionId.wrap(0), EVIDENCE);
        assertTrue(_lastAct(key).byState() && _lastAct(key).office() == NO_OFFICE);
        _assertStatus(key, _now(), Status.Ended);
    }

    function test_acts_ofAnAccreditationAreItsCountrysInScope() public {
        _call(greekBody, _accrediting(athens, medicine, 0, 0));
        RecordKey memory key = _programmeKey(athens, medicine);
        _refused(finland, _suspending(key, 0, 0), _foreign(finland, GR));
        _refused(narrowBody, _suspending(key, 0, 0), _exceeded(narrowBody));
        _refusedDirectly(stranger, _suspending(key, 0, 0), _foreign(stranger, GR));

        _call(greekBody, _accreditingByScope(athens, _scope(1, 1, SOFTWARE), 0, 0));
        _refused(narrowBody, _suspending(_institutionalKey(athens), 0, 0), _exceeded(narrowBody));
        skip(1);
        _call(greekBody, _accreditingByScope(athens, _scope(0x0040, 2, SOFTWARE), 0, 0));
        _call(narrowBody, _suspending(_institutionalKey(athens), 0, 0));
    }

    function test_acts_ofItsOwnABodyRestrictsWhateverItsScopeIsNow() public {
        _call(narrowBody, _accrediting(athens, software, 0, 0));
        _call(greece, _mandating(narrowBody, _scope(0x00c0, 1, MEDICINE)));
        _call(narrowBody, _suspending(_softwareKey(), 0, 0));
        // to lift is to grant
        _refused(narrowBody, _reinstating(_softwareKey(), 0), _exceeded(narrowBody));
        _call(greekBody, _reinstating(_softwareKey(), 0));
        skip(1);
        _refused(narrowBody, _suspending(_softwareKey(), 0, 0), _exceeded(narrowBody));
    }

    function test_acts_ofItsOwnABodyRetiresATypeWhateverItsScopeIsNow() public {
        _call(narrowBody, _ending(_typeKey(software), _now() + 1 days));
        _call(greece, _mandating(narrowBody, _scope(0x00c0, 1, MEDICINE)));
        _call(narrowBody, _withdrawing(_typeKey(software), 0));
        _refused(narrowBody, _rectifying(_typeKey(software), _none()), _exceeded(narrowBody));
    }

    // -- suspended seat, suspended mandate, pause

    function test_acts_thatRestrictWorkWithASuspendedSeatAndDuringAPause() public {
        RecordKey memory key = _accreditSoftware(0);
        _call(greekBody, _suspending(key, _now() + 100, 0));
        _call(greekBody, _accrediting(athens, medicine, _now() + 100, 0));
        _call(greekBody, _suspending(_institutionKey(athens), 0, 0));
        _pause();
        _refused(greekBody, _reinstating(_institutionKey(athens), 0), _paused());
        _refused(greekBody, _cancelling(key, 1), _paused());
        _refused(greekBody, _rectifying(key, _none()), _paused());
        skip(1);
        states.suspend(GR, EVIDENCE);
        bytes memory reason = _seatNotActive(GR, Status.Suspended);
        _refused(greekBody, _reinstating(_institutionKey(athens), 0), reason);
        _refused(greekBody, _cancelling(key, 1), reason);
        _refused(greece, _rectifying(key, _none()), reason);
        _refused(greece, _rectifying(_mandateKey(_number(greekBody)), _none()), reason);

        _call(greekBody, _suspending(key, 0, 0));
        _call(greekBody, _withdrawing(key, 0));
        _call(greekBody, _cancelling(_programmeKey(athens, medicine), 0));
        _call(greekBody, _ending(_institutionKey(athens), 0));
        _call(greekBody, _annulling(_typeKey(software), 0));
        _call(greece, _suspending(_mandateKey(_number(greekBody)), 0, 0));
    }

    function test_acts_areRefusedOnceTheStateHasLeft() public {
        bytes[] memory calls = _bundle(abi.encodeCall(states.leaveCouncil, (EVIDENCE)));
        vm.prank(greece);
        states.multicall(_now(), calls);
        bytes memory reason = _seatNotActive(GR, Status.Ended);
        _refused(greece, _suspending(_institutionKey(athens), 0, 0), reason);
        _refused(greekBody, _suspending(_institutionKey(athens), 0, 0), reason);
    }

    function test_acts_byABodyNeedItsMandate() public {
        _call(greece, _suspending(_mandateKey(_number(greekBody)), 0, 0));
        _refused(greekBody, _suspending(_institutionKey(athens), 0, 0), _mandateNotActive(greekBody, Status.Suspended));
    }

    // -- cancel

    function test_cancel_recordsThePositionInThePlaceOfAnEnd() public {
        RecordKey memory key = _accreditSoftware(0);
        _call(greekBody, _withdrawing(key, _now() + 10));
        Act act = newAct(ActKind.Cancel, _now(), 1, _now(), _number(greekBody), 0, 0).atPosition(2);
        vm.expectEmit(true, true, true, true, address(registry));
        emit IRegistryEvents.ActRecorded(key.kind, key.subject, key.object, act, 0, EVIDENCE);
        _call(greekBody, _cancelling(key, 1));
        _assertStatus(key, _now() + 10, Status.Active);
    }

    function test_cancel_refusesWhatIsInEffectOrIsNotThere() public {
        RecordKey memory key = _accreditSoftware(0);
        bytes4 refusal = WritingRules.TimelineNotCancellable.selector;
        _refused(greekBody, _cancelling(key, 0), abi.encodeWithSelector(refusal, 0));
        _refused(greekBody, _cancelling(key, 1), abi.encodeWithSelector(refusal, 1));
    }

    function test_cancel_ofWhatTheStateImposedIsTheStates() public {
        RecordKey memory key = _accreditSoftware(0);
        _call(greece, _withdrawing(key, _now() + 10));
        _refused(greekBody, _cancelling(key, 1), _stateDecided(1));
        _call(greece, _cancelling(key, 1));
    }

    // -- pieces

    function _assertUnknown(RecordKey memory key, ActKind kind) private {
        bytes memory reason = abi.encodeWithSelector(IRegistryErrors.ActUnknownToRecord.selector, key.kind, kind);
        _refused(greece, _acting(kind, key, 0, 0), reason);
    }

    function _assertNoName(address office, RecordKind kind, bytes32 subject, bytes32 object) private {
        bytes memory reason = abi.encodeWithSelector(IRegistryErrors.RecordKeyInvalid.selector, kind, subject, object);
        _refused(office, _suspending(RecordKey(kind, subject, object), 0, 0), reason);
    }
}
