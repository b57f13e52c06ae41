// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IMemberStates} from "../../contracts/interfaces/IMemberStates.sol";
import {IOfficeMulticall} from "../../contracts/interfaces/IOfficeMulticall.sol";
import {IRegistryErrors} from "../../contracts/interfaces/IRegistryErrors.sol";
import {IRegistryEvents} from "../../contracts/interfaces/IRegistryEvents.sol";
import {IRegistryOffices} from "../../contracts/interfaces/IRegistryOffices.sol";
import {ISeatBook} from "../../contracts/interfaces/ISeatBook.sol";
import {WritingRules} from "../../contracts/libraries/WritingRules.sol";
import {Act, BY_STATE, newAct} from "../../contracts/types/Act.sol";
import {ActKind} from "../../contracts/types/ActKind.sol";
import {Appointment} from "../../contracts/types/Appointment.sol";
import {contentOf} from "../../contracts/types/Content.sol";
import {Correction} from "../../contracts/types/Correction.sol";
import {CountryCode, EU} from "../../contracts/types/CountryCode.sol";
import {OfficeKind} from "../../contracts/types/OfficeKind.sol";
import {NO_OFFICE, OfficeNumber} from "../../contracts/types/OfficeNumber.sol";
import {RecordKey} from "../../contracts/types/RecordKey.sol";
import {RecordKind} from "../../contracts/types/RecordKind.sol";
import {Scope} from "../../contracts/types/Scope.sol";
import {Status} from "../../contracts/types/Status.sol";
import {RegistryCast} from "./RegistryCast.sol";

contract RegistryOfficesTest is RegistryCast {
    CountryCode private constant HR = CountryCode.wrap("HR");

    // -- setMemberStates

    function test_setMemberStates_isTheCouncils() public {
        IMemberStates other = IMemberStates(makeAddr("another"));
        vm.prank(stranger);
        vm.expectRevert(_unauthorised(stranger));
        registry.setMemberStates(other);
        vm.prank(greece);
        vm.expectRevert(_unauthorised(greece));
        registry.setMemberStates(other);

        vm.expectEmit(true, true, true, true, address(registry));
        emit IRegistryEvents.MemberStatesSet(address(other));
        registry.setMemberStates(other);
        assertEq(address(registry.memberStates()), address(other));
    }

    // -- the book of seats

    function test_seatBook_isWrittenByMemberStatesAlone() public {
        address[3] memory others = [address(this), greece, stranger];
        for (uint256 i = 0; i < others.length; ++i) {
            bytes memory reason = abi.encodeWithSelector(IRegistryErrors.CallerNotMemberStates.selector, others[i]);
            _refusedDirectly(others[i], _recording(GR, ActKind.Suspend, 0), reason);
            _refusedDirectly(others[i], _rectifyingSeat(GR, _none()), reason);
            _refusedDirectly(
                others[i],
                abi.encodeCall(ISeatBook.enrol, (stranger, HR, OfficeKind.MemberState)),
                reason
            );
            _refusedDirectly(others[i], abi.encodeCall(ISeatBook.reassign, (_number(greece), stranger)), reason);
        }
    }

    function test_recordSeat_ofEveryKindThatASeatKnows() public {
        RecordKey memory key = _seatKey(HR);
        uint80 content = contentOf(HR, OfficeKind.MemberState);
        Act act = newAct(ActKind.Grant, 5, 0, _now(), NO_OFFICE, BY_STATE, content);
        vm.expectEmit(true, true, true, true, address(registry));
        emit IRegistryEvents.ActRecorded(key.kind, key.subject, key.object, act, 0, EVIDENCE);
        _asMemberStates(_recording(HR, ActKind.Grant, 5));
        _assertLast(key, act);
        assertEq(uint256(registry.seatStatus(HR)), uint256(Status.Active));

        skip(1);
        _asMemberStates(_recording(HR, ActKind.Suspend, 0));
        assertEq(uint256(registry.seatStatus(HR)), uint256(Status.Suspended));
        skip(1);
        _asMemberStates(_recording(HR, ActKind.Reinstate, 0));
        assertEq(uint256(registry.seatStatus(HR)), uint256(Status.Active));
        skip(1);
        _asMemberStates(_recording(HR, ActKind.End, 0));
        assertEq(uint256(registry.seatStatus(HR)), uint256(Status.Ended));
        skip(1);
        _asMemberStates(_recording(HR, ActKind.Grant, 0));
        assertEq(uint256(registry.seatStatus(HR)), uint256(Status.Active));
        assertEq(registry.actCount(key), 5);
    }

    function test_recordSeat_refusesOtherKinds() public {
        ActKind[6] memory kinds = [
            ActKind.None,
            ActKind.Withdraw,
            ActKind.Annul,
            ActKind.Compromise,
            ActKind.Cancel,
            ActKind.Rectify
        ];
        for (uint256 i = 0; i < kinds.length; ++i) {
            _refusedDirectly(
                address(states),
                _recording(GR, kinds[i], 0),
                abi.encodeWithSelector(IRegistryErrors.ActUnknownToRecord.selector, RecordKind.Seat, kinds[i])
            );
        }
    }

    function test_recordSeat_refusesWhatIsToCome() public {
        bytes4 refusal = IRegistryErrors.SeatActInFuture.selector;
        _refusedDirectly(
            address(states),
            _recording(HR, ActKind.Grant, _now() + 1),
            abi.encodeWithSelector(refusal, _now() + 1)
        );
        _refusedDirectly(
            address(states),
            _recording(GR, ActKind.Suspend, _now() + 1),
            abi.encodeWithSelector(refusal, _now() + 1)
        );
        Correction[] memory corrections = _list(
            _correction(ActKind.Grant, 0, 0),
            _correction(ActKind.End, _now() + 1, 0)
        );
        _refusedDirectly(
            address(states),
            _rectifyingSeat(GR, corrections),
            abi.encodeWithSelector(refusal, _now() + 1)
        );
    }

    function test_rectifySeat_voidsAndCorrects() public {
        states.suspend(GR, EVIDENCE);
        skip(1);
        Correction[] memory corrections = _list(_correction(ActKind.Grant, 7, 0), _correction(ActKind.Suspend, 9, 0));
        _asMemberStates(_rectifyingSeat(GR, corrections));
        _assertStatus(_seatKey(GR), 6, Status.NotYet);
        _assertStatus(_seatKey(GR), 8, Status.Active);
        _assertStatus(_seatKey(GR), 9, Status.Suspended);
        assertEq(_lastAct(_seatKey(GR)).content(), contentOf(GR, OfficeKind.MemberState));
    }

    function test_rectifySeat_refusesAnEnd() public {
        Correction memory grant = _correction(ActKind.Grant, 7, 0);
        bytes4 refusal = IRegistryErrors.RecordHasNoEnd.selector;
        _refusedDirectly(
            address(states),
            _rectifyingSeat(GR, _list(_correction(ActKind.Grant, 7, 9))),
            abi.encodeWithSelector(refusal, RecordKind.Seat, 9)
        );
        _refusedDirectly(
            address(states),
            _rectifyingSeat(GR, _list(grant, _correction(ActKind.Suspend, 7, 9))),
            abi.encodeWithSelector(refusal, RecordKind.Seat, 9)
        );
    }

    function test_enrol_numbersOffices() public {
        address account = makeAddr("Croatia");
        OfficeNumber next = OfficeNumber.wrap(OfficeNumber.unwrap(_number(guardianOffice)) + 1);
        vm.expectEmit(true, true, true, true, address(registry));
        emit IRegistryEvents.OfficeEnrolled(next, account, HR, OfficeKind.MemberState);
        _asMemberStates(abi.encodeCall(ISeatBook.enrol, (account, HR, OfficeKind.MemberState)));
        _assertOffice(next, account, HR, OfficeKind.MemberState);
        assertTrue(registry.seatOffice(HR) == next);
    }

    function test_enrol_keepsTheNumberOfAStateThatComesBack() public {
        OfficeNumber number = _number(greece);
        address account = makeAddr("Greece again");
        _asMemberStates(abi.encodeCall(ISeatBook.enrol, (account, GR, OfficeKind.MemberState)));
        _assertOffice(number, account, GR, OfficeKind.MemberState);
        assertTrue(_number(greece).isNone());
        // another kind of office of a country that sits gets a number of its own
        _asMemberStates(abi.encodeCall(ISeatBook.enrol, (greece, GR, OfficeKind.AccreditationBody)));
        assertTrue(_number(greece) != number);
        assertTrue(registry.seatOffice(GR) == number);
    }

    function test_enrol_refusesAnAccountThatIsAnOffice() public {
        _refusedDirectly(
            address(states),
            abi.encodeCall(ISeatBook.enrol, (greekBody, HR, OfficeKind.MemberState)),
            abi.encodeWithSelector(IRegistryErrors.OfficeExists.selector, greekBody, _number(greekBody))
        );
    }

    function test_reassign_handsAnOfficeOver() public {
        OfficeNumber number = _number(greekBody);
        vm.expectEmit(true, true, true, true, address(registry));
        emit IRegistryEvents.OfficeReassigned(number, stranger, greekBody);
        _asMemberStates(abi.encodeCall(ISeatBook.reassign, (number, stranger)));
        _assertOffice(number, stranger, GR, OfficeKind.AccreditationBody);
        assertTrue(_number(greekBody).isNone());

        // the old account is cut off, the new one acts, and the record's number stays
        _refusedDirectly(greekBody, _accrediting(athens, software, 0, 0), _foreign(greekBody, GR));
        _call(stranger, _accrediting(athens, software, 0, 0));
        assertTrue(_lastAct(_softwareKey()).office() == number);
    }

    function test_reassign_toTheSameAccountChangesNothing() public {
        OfficeNumber number = _number(greekBody);
        vm.recordLogs();
        _asMemberStates(abi.encodeCall(ISeatBook.reassign, (number, greekBody)));
        assertEq(vm.getRecordedLogs().length, 0);
        _assertOffice(number, greekBody, GR, OfficeKind.AccreditationBody);
    }

    function test_reassign_refusesTheUnknownAndAnotherOffice() public {
        _refusedDirectly(
            address(states),
            abi.encodeCall(ISeatBook.reassign, (OfficeNumber.wrap(99), stranger)),
            abi.encodeWithSelector(IRegistryErrors.OfficeUnknown.selector, 99)
        );
        _refusedDirectly(
            address(states),
            abi.encodeCall(ISeatBook.reassign, (_number(greece), greekBody)),
            abi.encodeWithSelector(IRegistryErrors.OfficeExists.selector, greekBody, _number(greekBody))
        );
    }

    function test_office_zerosWhereThereIsNone() public view {
        _assertOffice(OfficeNumber.wrap(99), address(0), NOWHERE, OfficeKind.None);
        (OfficeNumber number, CountryCode country, OfficeKind kind) = registry.officeOf(stranger);
        assertTrue(number.isNone() && country.isNone() && kind == OfficeKind.None);
        assertTrue(registry.seatOffice(HR).isNone());
        assertEq(uint256(registry.seatStatus(HR)), uint256(Status.Never));
    }

    // -- mandate

    function test_mandate_ofABodyRecordsItsScopeAndOpensItsOffice() public {
        Appointment memory appointment = _bodyAppointment(stranger, 3, 0);
        _consent(stranger, GR, OfficeKind.AccreditationBody);
        OfficeNumber next = OfficeNumber.wrap(OfficeNumber.unwrap(_number(guardianOffice)) + 1);
        RecordKey memory key = _mandateKey(next);
        uint80 content = contentOf(GR, OfficeKind.AccreditationBody);
        Act act = newAct(ActKind.Grant, 3, 0, _now(), _number(greece), BY_STATE, content);

        vm.expectEmit(true, true, true, true, address(registry));
        emit IRegistryEvents.OfficeEnrolled(next, stranger, GR, OfficeKind.AccreditationBody);
        vm.expectEmit(true, true, true, true, address(registry));
        emit IRegistryEvents.ActRecorded(key.kind, key.subject, key.object, act, appointment.detail, EVIDENCE);
        _call(greece, _mandating(appointment));
        (, bytes32[] memory details) = registry.acts(key, 0, 1);
        assertEq(details[0], appointment.detail);
        assertEq(uint256(states.consentOf(stranger).expiry), 0);
    }

    function test_mandate_anewNamesTheSameOffice() public {
        OfficeNumber number = _number(greekBody);
        skip(1);
        _consent(greekBody, GR, OfficeKind.AccreditationBody);
        _call(greece, _mandating(_bodyAppointment(greekBody, 0, _now() + 10)));
        assertTrue(_number(greekBody) == number);
        assertEq(registry.actCount(_mandateKey(number)), 2);
        _assertStatus(_mandateKey(number), _now() + 10, Status.Lapsed);
        skip(10);
        _refused(greekBody, _accrediting(athens, software, 0, 0), _mandateNotActive(greekBody, Status.Lapsed));
    }

    function test_mandate_ofAProviderBeginsSevenDaysLaterAtTheEarliest() public {
        Appointment memory appointment = _appointment(stranger, OfficeKind.TrustServiceProvider, 0, 0, keccak256("e"));
        _consent(stranger, GR, OfficeKind.TrustServiceProvider);
        uint40 earliest = _now() + 7 days;
        appointment.from = earliest - 1;
        _refused(
            greece,
            _mandating(appointment),
            abi.encodeWithSelector(IRegistryErrors.MandateTooSoon.selector, earliest - 1, earliest)
        );
        appointment.from = 0;
        _call(greece, _mandating(appointment));
        RecordKey memory key = _mandateKey(_number(stranger));
        assertEq(_lastAct(key).from(), earliest);
        (, bytes32[] memory details) = registry.acts(key, 0, 1);
        assertEq(details[0], keccak256("e"));

        // a renewal as well
        _consent(stranger, GR, OfficeKind.TrustServiceProvider);
        skip(30 days);
        appointment.from = _now();
        _refused(
            greece,
            _mandating(appointment),
            abi.encodeWithSelector(IRegistryErrors.MandateTooSoon.selector, _now(), _now() + 7 days)
        );
    }

    function test_mandate_refusesOtherKindsAndMalformedScopes() public {
        bytes4 refusal = IRegistryErrors.MandateKindInvalid.selector;
        OfficeKind[3] memory kinds = [OfficeKind.None, OfficeKind.MemberState, OfficeKind.Guardian];
        for (uint256 i = 0; i < kinds.length; ++i) {
            _refused(
                greece,
                _mandating(_appointment(stranger, kinds[i], 0, 0, 0)),
                abi.encodeWithSelector(refusal, kinds[i])
            );
        }
        Appointment memory appointment = _appointment(
            stranger,
            OfficeKind.AccreditationBody,
            0,
            0,
            bytes32(uint256(1))
        );
        _refused(greece, _mandating(appointment), abi.encodeWithSelector(IRegistryErrors.ScopeInvalid.selector, 1));
    }

    function test_mandate_usesUpAConsent() public {
        Appointment memory appointment = _bodyAppointment(stranger, 0, 0);
        bytes memory reason = abi.encodeWithSelector(
            IMemberStates.MemberStatesConsentMissing.selector,
            stranger,
            GR,
            OfficeKind.AccreditationBody,
            TERMS
        );
        _refused(greece, _mandating(appointment), reason);
        _consent(stranger, FI, OfficeKind.AccreditationBody);
        _refused(greece, _mandating(appointment), reason);
        _consent(stranger, GR, OfficeKind.TrustServiceProvider);
        _refused(greece, _mandating(appointment), reason);
        _consent(stranger, GR, OfficeKind.AccreditationBody);
        _call(greece, _mandating(appointment));
        skip(1);
        _refused(greece, _mandating(appointment), reason);
    }

    function test_mandate_refusesAnOfficeOfAnotherCountryOrKind() public {
        bytes4 refusal = IRegistryErrors.OfficeMismatch.selector;
        _consent(finnishBody, GR, OfficeKind.AccreditationBody);
        _refused(
            greece,
            _mandating(_bodyAppointment(finnishBody, 0, 0)),
            abi.encodeWithSelector(refusal, _number(finnishBody), FI, OfficeKind.AccreditationBody)
        );
        _consent(greekProvider, GR, OfficeKind.AccreditationBody);
        _refused(
            greece,
            _mandating(_bodyAppointment(greekProvider, 0, 0)),
            abi.encodeWithSelector(refusal, _number(greekProvider), GR, OfficeKind.TrustServiceProvider)
        );
        _consent(greece, GR, OfficeKind.AccreditationBody);
        _refused(
            greece,
            _mandating(_bodyAppointment(greece, 0, 0)),
            abi.encodeWithSelector(refusal, _number(greece), GR, OfficeKind.MemberState)
        );
    }

    function test_mandate_isAnActiveMemberStates() public {
        Appointment memory appointment = _bodyAppointment(makeAddr("new body"), 0, 0);
        _refused(greekBody, _mandating(appointment), _foreign(greekBody, GR));
        _refused(guardianOffice, _mandating(appointment), _foreign(guardianOffice, EU));
        _refusedDirectly(stranger, _mandating(appointment), _foreign(stranger, NOWHERE));
        _refusedDirectly(address(this), _mandating(appointment), _foreign(address(this), NOWHERE));
        _refusedDirectly(
            greece,
            _mandating(appointment),
            abi.encodeWithSelector(IOfficeMulticall.OfficeMulticallRequired.selector, greece)
        );
        _pause();
        _refused(greece, _mandating(appointment), _paused());
        skip(7 days);
        states.suspend(GR, EVIDENCE);
        _refused(greece, _mandating(appointment), _seatNotActive(GR, Status.Suspended));
    }

    function test_mandate_refusesWhatTheRulesRefuse() public {
        _call(greece, _suspending(_mandateKey(_number(greekBody)), 0, 0));
        _consent(greekBody, GR, OfficeKind.AccreditationBody);
        _refused(
            greece,
            _mandating(_bodyAppointment(greekBody, 0, 0)),
            abi.encodeWithSelector(WritingRules.TimelineSuspensionRuns.selector, 1, _now(), 0)
        );
    }

    // -- appointGuardian

    function test_appointGuardian_opensReplacesAndDismisses() public {
        address account = makeAddr("another guardian");
        _consent(account, EU, OfficeKind.Guardian);
        OfficeNumber next = OfficeNumber.wrap(OfficeNumber.unwrap(_number(guardianOffice)) + 1);
        vm.expectEmit(true, true, true, true, address(registry));
        emit IRegistryEvents.GuardianAppointed(next);
        registry.appointGuardian(account, TERMS);
        assertTrue(registry.guardian() == next);
        _assertOffice(next, account, EU, OfficeKind.Guardian);
        _refused(
            guardianOffice,
            abi.encodeCall(IRegistryOffices.pause, (1 days)),
            abi.encodeWithSelector(IRegistryErrors.CallerNotGuardian.selector, guardianOffice)
        );

        // who was it before keeps the number
        assertTrue(_appointGuardian(guardianOffice) == _number(guardianOffice));

        registry.appointGuardian(address(0), 0);
        assertTrue(registry.guardian().isNone());
        _refused(
            guardianOffice,
            abi.encodeCall(IRegistryOffices.pause, (1 days)),
            abi.encodeWithSelector(IRegistryErrors.CallerNotGuardian.selector, guardianOffice)
        );
    }

    function test_appointGuardian_isTheCouncilsAndNeedsConsentOfNoOtherOffice() public {
        vm.prank(greece);
        vm.expectRevert(_unauthorised(greece));
        registry.appointGuardian(stranger, TERMS);
        vm.expectRevert(
            abi.encodeWithSelector(
                IMemberStates.MemberStatesConsentMissing.selector,
                stranger,
                EU,
                OfficeKind.Guardian,
                TERMS
            )
        );
        registry.appointGuardian(stranger, TERMS);
        _consent(greece, EU, OfficeKind.Guardian);
        vm.expectRevert(abi.encodeWithSelector(IRegistryErrors.OfficeExists.selector, greece, _number(greece)));
        registry.appointGuardian(greece, TERMS);
    }

    // -- pause, unpause

    function test_pause_endsByItself() public {
        uint40 until = _now() + 7 days;
        vm.expectEmit(true, true, true, true, address(registry));
        emit IRegistryEvents.Paused(until);
        _pause();
        assertEq(registry.pausedUntil(), until);
        skip(7 days - 1);
        _refused(greekBody, _accrediting(athens, software, 0, 0), _paused());
        skip(1);
        _call(greekBody, _accrediting(athens, software, 0, 0));
    }

    function test_pause_isBoundedAndTheNextBeginsSevenDaysAfter() public {
        bytes4 refusal = IRegistryErrors.PauseDurationInvalid.selector;
        _refused(guardianOffice, _pausing(0), abi.encodeWithSelector(refusal, 0));
        _refused(guardianOffice, _pausing(7 days + 1), abi.encodeWithSelector(refusal, 7 days + 1));
        _call(guardianOffice, _pausing(1));
        uint40 earliest = _now() + 1 + 7 days;
        refusal = IRegistryErrors.PauseTooSoon.selector;
        _refused(guardianOffice, _pausing(1), abi.encodeWithSelector(refusal, earliest));
        skip(7 days);
        _refused(guardianOffice, _pausing(1), abi.encodeWithSelector(refusal, earliest));
        skip(1);
        _call(guardianOffice, _pausing(7 days));
    }

    function test_pause_isTheGuardians() public {
        bytes4 refusal = IRegistryErrors.CallerNotGuardian.selector;
        _refused(greece, _pausing(1), abi.encodeWithSelector(refusal, greece));
        _refusedDirectly(stranger, _pausing(1), abi.encodeWithSelector(refusal, stranger));
        _refusedDirectly(address(this), _pausing(1), abi.encodeWithSelector(refusal, address(this)));
        _refusedDirectly(
            guardianOffice,
            _pausing(1),
            abi.encodeWithSelector(IOfficeMulticall.OfficeMulticallRequired.selector, guardianOffice)
        );
    }

    function test_unpause_endsAPauseAndIsTheCouncils() public {
        _pause();
        vm.prank(guardianOffice);
        vm.expectRevert(_unauthorised(guardianOffice));
        registry.unpause();
        skip(1);
        vm.expectEmit(true, true, true, true, address(registry));
        emit IRegistryEvents.Unpaused(_now());
        registry.unpause();
        assertEq(registry.pausedUntil(), _now());
        _call(greekBody, _accrediting(athens, software, 0, 0));

        // a pause that is over is left as it was
        uint40 until = _now();
        skip(1);
        registry.unpause();
        assertEq(registry.pausedUntil(), until);
    }

    // -- pieces

    function _recording(CountryCode country, ActKind kind, uint40 from) private pure returns (bytes memory) {
        return abi.encodeCall(ISeatBook.recordSeat, (country, kind, from, EVIDENCE));
    }

    function _rectifyingSeat(CountryCode country, Correction[] memory corrections) private pure returns (bytes memory) {
        return abi.encodeCall(ISeatBook.rectifySeat, (country, corrections, EVIDENCE));
    }

    function _mandating(Appointment memory appointment) private pure returns (bytes memory) {
        return abi.encodeCall(IRegistryOffices.mandate, (appointment, EVIDENCE));
    }

    function _bodyAppointment(address account, uint40 from, uint40 until) private pure returns (Appointment memory) {
        bytes32 detail = bytes32(Scope.unwrap(_everything()));
        return _appointment(account, OfficeKind.AccreditationBody, from, until, detail);
    }

    function _pausing(uint40 duration) private pure returns (bytes memory) {
        return abi.encodeCall(IRegistryOffices.pause, (duration));
    }

    function _asMemberStates(bytes memory data) private {
        _callDirectly(address(states), data);
    }

    function _assertOffice(OfficeNumber number, address account, CountryCode country, OfficeKind kind) private view {
        (address account_, CountryCode country_, OfficeKind kind_) = registry.office(number);
        assertEq(account_, account);
        assertTrue(country_ == country);
        assertEq(uint256(kind_), uint256(kind));
    }
}
