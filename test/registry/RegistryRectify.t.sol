// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IRegistryErrors} from "../../contracts/interfaces/IRegistryErrors.sol";
import {IRegistryEvents} from "../../contracts/interfaces/IRegistryEvents.sol";
import {WritingRules} from "../../contracts/libraries/WritingRules.sol";
import {Act, BY_STATE, CONDITIONAL, EVER_COMPROMISED, newAct} from "../../contracts/types/Act.sol";
import {ActKind} from "../../contracts/types/ActKind.sol";
import {contentOf} from "../../contracts/types/Content.sol";
import {Correction} from "../../contracts/types/Correction.sol";
import {InstitutionId} from "../../contracts/types/InstitutionId.sol";
import {OfficeKind} from "../../contracts/types/OfficeKind.sol";
import {NO_OFFICE} from "../../contracts/types/OfficeNumber.sol";
import {RecordKey} from "../../contracts/types/RecordKey.sol";
import {RecordKind} from "../../contracts/types/RecordKind.sol";
import {Scope} from "../../contracts/types/Scope.sol";
import {Status} from "../../contracts/types/Status.sol";
import {Territories} from "../../contracts/types/Territories.sol";
import {TypeAttributes} from "../../contracts/types/TypeAttributes.sol";
import {RegistryCast} from "./RegistryCast.sol";

/// `rectify`, of every kind of record.
contract RegistryRectifyTest is RegistryCast {
    function test_rectify_voidsAndRecordsTheCorrectionsLiterally() public {
        RecordKey memory key = _accreditSoftware(0);
        skip(1 days);
        Correction memory correction = _correction(ActKind.Grant, 50, 100);
        correction.territories = _territories("GRPT");
        correction.conditions = true;

        vm.expectEmit(true, true, true, true, address(registry));
        emit IRegistryEvents.ActRecorded(
            key.kind,
            key.subject,
            key.object,
            _rectification(greece, 0).atPosition(1),
            0,
            EVIDENCE
        );
        Act act = newAct(
            ActKind.Grant,
            50,
            100,
            _now(),
            _number(greece),
            BY_STATE | CONDITIONAL,
            Territories.unwrap(correction.territories)
        ).atPosition(2);
        vm.expectEmit(true, true, true, true, address(registry));
        emit IRegistryEvents.ActRecorded(key.kind, key.subject, key.object, act, 0, EVIDENCE);
        _call(greece, _rectifying(key, _list(correction)));

        _assertStatus(key, 49, Status.NotYet);
        _assertStatus(key, 99, Status.Active);
        _assertStatus(key, 100, Status.Lapsed);
        assertEq(uint256(registry.statusOf(key, _now(), _now() - 1).status), uint256(Status.Active));
    }

    function test_rectify_toNothing() public {
        RecordKey memory key = _accreditSoftware(0);
        _call(greece, _rectifying(key, _none()));
        _assertStatus(key, _now(), Status.Never);
        _assertLast(key, _rectification(greece, 0).atPosition(1));
    }

    function test_rectify_refusesWhatWasNeverRecorded() public {
        bytes memory reason = abi.encodeWithSelector(WritingRules.TimelineNothingToRectify.selector);
        _refused(greece, _rectifying(_softwareKey(), _none()), reason);
    }

    function test_rectify_keepsTheCountryAndTheAttributes() public {
        uint80 content = TypeAttributes.unwrap(_attributes(6, 1, SOFTWARE)) | contentOf(GR, OfficeKind.None);
        _call(greece, _rectifying(_typeKey(software), _none()));
        _assertLast(_typeKey(software), _rectification(greece, content).atPosition(1));
        _call(greece, _rectifying(_typeKey(software), _list(_correction(ActKind.Grant, 9, 0))));
        assertEq(_lastAct(_typeKey(software)).content(), content);

        _call(greece, _rectifying(_institutionKey(athens), _none()));
        _assertLast(_institutionKey(athens), _rectification(greece, contentOf(GR, OfficeKind.None)).atPosition(1));
        // it is Greece's still
        _call(greece, _rectifying(_institutionKey(athens), _list(_correction(ActKind.Grant, 0, 0))));
        _assertStatus(_institutionKey(athens), 0, Status.Active);
    }

    // -- by whom

    function test_rectify_byABodyWhatItAloneRecordedInTheLastThirtyDays() public {
        RecordKey memory key = _accreditSoftware(0);
        uint40 recordedAt = _now();
        skip(30 days);
        _call(greekBody, _rectifying(key, _list(_correction(ActKind.Grant, 5, 0))));
        assertFalse(_lastAct(key).byState());
        _assertStatus(key, 5, Status.Active);

        // the first grant is too old by now: to rectify doesn't open the span anew
        skip(1 days);
        _refused(greekBody, _rectifying(key, _none()), _notRectifiable(0, greekBody, recordedAt));
    }

    function test_rectify_byABodyIsRefusedWhereItIsTooOldOrAnothers() public {
        RecordKey memory key = _accreditSoftware(0);
        uint40 recordedAt = _now();
        skip(30 days + 1);
        _refused(greekBody, _rectifying(key, _none()), _notRectifiable(0, greekBody, recordedAt));
        _refused(narrowBody, _rectifying(key, _none()), _notRectifiable(0, greekBody, recordedAt));
        _call(narrowBody, _suspending(key, 0, 0));
        _refused(greekBody, _rectifying(key, _none()), _notRectifiable(1, narrowBody, _now()));
        _call(greece, _withdrawing(key, 0));
        _refused(greekBody, _rectifying(key, _none()), _notRectifiable(2, greece, _now()));
    }

    function test_rectify_ofSomethingElseIsItsCountrysInScope() public {
        RecordKey memory key = _accreditSoftware(0);
        _refused(finland, _rectifying(key, _none()), _foreign(finland, GR));
        _call(greekBody, _accrediting(athens, medicine, 0, 0));
        _refused(narrowBody, _rectifying(_programmeKey(athens, medicine), _none()), _exceeded(narrowBody));
    }

    function test_rectify_ofAnEUTypeIsTheCouncils() public {
        registry.rectify(_typeKey(european), _list(_correction(ActKind.Grant, 77, 0)), EVIDENCE);
        _assertStatus(_typeKey(european), 76, Status.NotYet);
        assertTrue(_lastAct(_typeKey(european)).office() == NO_OFFICE);
        assertTrue(_lastAct(_typeKey(european)).byState());
    }

    // -- corrections

    function test_rectify_beginsWithAGrantOrOfAProgrammeAnExclusion() public {
        RecordKey memory key = _accreditSoftware(0);
        _refused(greece, _rectifying(key, _list(_correction(ActKind.Suspend, 5, 0))), _invalid(0));
        _refused(greece, _rectifying(key, _list(_correction(ActKind.End, 5, 0))), _invalid(0));
        _call(greece, _rectifying(key, _list(_correction(ActKind.Withdraw, 5, 0))));
        _assertStatus(key, 5, Status.Withdrawn);
        key = _institutionKey(athens);
        _refused(greece, _rectifying(key, _list(_correction(ActKind.Withdraw, 5, 0))), _invalid(0));
    }

    function test_rectify_refusesActsThatCorrectNothing() public {
        RecordKey memory key = _accreditSoftware(0);
        Correction memory first = _correction(ActKind.Grant, 5, 0);
        _refused(greece, _rectifying(key, _list(first, _correction(ActKind.Cancel, 5, 0))), _invalid(1));
        _refused(greece, _rectifying(key, _list(first, _correction(ActKind.Rectify, 5, 0))), _invalid(1));
        _refused(greece, _rectifying(key, _list(first, _correction(ActKind.None, 5, 0))), _invalid(1));
        _refused(greece, _rectifying(key, _list(first, _correction(ActKind.Compromise, 5, 0))), _invalid(1));
        RecordKey memory type_ = _typeKey(software);
        _refused(greece, _rectifying(type_, _list(first, _correction(ActKind.Suspend, 5, 0))), _invalid(1));
    }

    function test_rectify_takesWhatTheRecordKnows() public {
        RecordKey memory key = _accreditSoftware(0);
        ActKind[5] memory kinds = [ActKind.Suspend, ActKind.Reinstate, ActKind.Withdraw, ActKind.End, ActKind.Annul];
        Correction[] memory corrections = new Correction[](6);
        corrections[0] = _correction(ActKind.Grant, 5, 0);
        for (uint40 i = 0; i < 5; ++i) corrections[i + 1] = _correction(kinds[i], 10 * (i + 1), 0);
        corrections[1].until = 12;
        _call(greece, _rectifying(key, corrections));
        _assertStatus(key, 9, Status.Active);
        _assertStatus(key, 11, Status.Suspended);
        _assertStatus(key, 12, Status.Active);
        _assertStatus(key, 30, Status.Withdrawn);
        _assertStatus(key, 40, Status.Ended);
        _assertStatus(key, 50, Status.Annulled);
    }

    function test_rectify_refusesDatesThatContradict() public {
        RecordKey memory key = _accreditSoftware(0);
        bytes4 refusal = WritingRules.TimelineInvalidWindow.selector;
        _refused(
            greece,
            _rectifying(key, _list(_correction(ActKind.Grant, 5, 5))),
            abi.encodeWithSelector(refusal, 5, 5)
        );
        _refused(
            greece,
            _rectifying(key, _list(_correction(ActKind.Grant, 5, 0), _correction(ActKind.Suspend, 5, 4))),
            abi.encodeWithSelector(refusal, 5, 4)
        );
    }

    function test_rectify_refusesAnEndWhereNoneIsKnown() public {
        _refused(
            greece,
            _rectifying(_institutionKey(athens), _list(_correction(ActKind.Grant, 5, 9))),
            _noEnd(RecordKind.Institution, 9)
        );
        _refused(
            greece,
            _rectifying(_typeKey(software), _list(_correction(ActKind.Grant, 5, 9))),
            _noEnd(RecordKind.QualificationType, 9)
        );
        RecordKey memory key = _accreditSoftware(0);
        _refused(
            greece,
            _rectifying(key, _list(_correction(ActKind.Grant, 5, 0), _correction(ActKind.Withdraw, 5, 9))),
            _noEnd(RecordKind.Programme, 9)
        );
    }

    function test_rectify_refusesTerritoriesAndConditionsButOfAnAccreditation() public {
        Correction memory correction = _correction(ActKind.Grant, 5, 0);
        correction.territories = _territories("GR");
        _refused(greece, _rectifying(_institutionKey(athens), _list(correction)), _badTerritories("GR"));
        correction.territories = Territories.wrap(0);
        correction.conditions = true;
        _refused(greece, _rectifying(_institutionKey(athens), _list(correction)), _badTerritories(""));

        RecordKey memory key = _accreditSoftware(0);
        correction.territories = _territories("gr");
        _refused(greece, _rectifying(key, _list(correction)), _badTerritories("gr"));
        Correction memory second = _correction(ActKind.Suspend, 5, 0);
        second.territories = _territories("GR");
        correction.territories = _territories("GR");
        _refused(greece, _rectifying(key, _list(correction, second)), _badTerritories("GR"));
    }

    function test_rectify_refusesADetailThatSaysNothing() public {
        RecordKey memory key = _accreditSoftware(0);
        Correction memory correction = _correction(ActKind.Grant, 5, 0);
        correction.detail = InstitutionId.unwrap(helsinki);
        bytes memory reason = abi.encodeWithSelector(IRegistryErrors.DetailUnexpected.selector, correction.detail);
        _refused(greece, _rectifying(key, _list(correction)), reason);
        _refused(greece, _rectifying(_institutionKey(athens), _list(correction)), reason);
        Correction memory end = _correction(ActKind.End, 6, 0);
        end.detail = correction.detail;
        _refused(greece, _rectifying(key, _list(_correction(ActKind.Grant, 5, 0), end)), reason);
    }

    function test_rectify_namesASuccessorOfAnInstitution() public {
        RecordKey memory key = _institutionKey(athens);
        Correction memory end = _correction(ActKind.End, 6, 0);
        end.detail = InstitutionId.unwrap(helsinki);
        _call(greece, _rectifying(key, _list(_correction(ActKind.Grant, 5, 0), end)));
        (, bytes32[] memory details) = registry.acts(key, 3, 1);
        assertEq(details[0], end.detail);

        end.detail = bytes32(uint256(1));
        _refused(
            greece,
            _rectifying(key, _list(_correction(ActKind.Grant, 5, 0), end)),
            abi.encodeWithSelector(IRegistryErrors.InstitutionUnknown.selector, 1)
        );
    }

    function test_rectify_ofAnInstitutionalAccreditationCarriesItsScope() public {
        _call(narrowBody, _accreditingByScope(athens, _scope(0x0040, 1, SOFTWARE), 0, 0));
        RecordKey memory key = _institutionalKey(athens);
        Correction memory correction = _correction(ActKind.Grant, 5, 0);
        _call(narrowBody, _rectifying(key, _list(_scoped(correction, _scope(0x0080, 1, ICT)))));
        (, bytes32[] memory details) = registry.acts(key, 2, 1);
        assertEq(details[0], bytes32(Scope.unwrap(_scope(0x0080, 1, ICT))));

        _refused(
            narrowBody,
            _rectifying(key, _list(_scoped(correction, _scope(0x0020, 1, ICT)))),
            _exceeded(narrowBody)
        );
        _refused(
            greece,
            _rectifying(key, _list(_scoped(correction, Scope.wrap(1)))),
            abi.encodeWithSelector(IRegistryErrors.ScopeInvalid.selector, 1)
        );
    }

    // -- mandates

    function test_rectify_ofABodysMandateCarriesItsScope() public {
        RecordKey memory key = _mandateKey(_number(greekBody));
        Correction memory correction = _scoped(_correction(ActKind.Grant, 5, 0), _scope(0x0040, 1, ICT));
        _call(greece, _rectifying(key, _list(correction)));
        _refused(greekBody, _accrediting(athens, medicine, 0, 0), _exceeded(greekBody));
        _call(greekBody, _accrediting(athens, software, 0, 0));
        _refused(
            greece,
            _rectifying(key, _list(_scoped(correction, Scope.wrap(1)))),
            abi.encodeWithSelector(IRegistryErrors.ScopeInvalid.selector, 1)
        );
    }

    function test_rectify_ofAProvidersMandateBeginsNoSoonerThanItWasAnnounced() public {
        RecordKey memory key = _mandateKey(_number(greekProvider));
        (Act[] memory acts, ) = registry.acts(key, 0, 1);
        uint40 first = acts[0].from();
        _refused(
            greece,
            _rectifying(key, _list(_correction(ActKind.Grant, first - 1, 0))),
            abi.encodeWithSelector(IRegistryErrors.MandateTooSoon.selector, first - 1, first)
        );
        _call(greece, _rectifying(key, _list(_correction(ActKind.Grant, first, 0))));
        _assertStatus(key, first, Status.Active);
        assertEq(_lastAct(key).content(), contentOf(GR, OfficeKind.TrustServiceProvider));
    }

    // -- bindings

    function test_rectify_ofABindingIsTheAppointedProviders() public {
        RecordKey memory key = _bindKey(0);
        _refused(greekBody, _rectifying(key, _none()), _notEntitled(greekBody, athens));
        _refused(greekProvider, _rectifying(key, _none()), _notEntitled(greekProvider, athens));
        skip(400 days);
        _call(finnishProvider, _rectifying(key, _list(_correction(ActKind.Grant, 5, 0))));
        _assertStatus(key, 5, Status.Active);

        // dismissed, though it bound it
        _call(greekBody, _appointing(athens, NO_OFFICE));
        _refused(finnishProvider, _rectifying(key, _none()), _notEntitled(finnishProvider, athens));
    }

    function test_rectify_ofABindingByAStateOnlyLiftsWhatItImposedItself() public {
        RecordKey memory key = _bindKey(0);
        _call(greece, _ending(key, 0));
        _refused(finnishProvider, _rectifying(key, _none()), _stateDecided(1));
        // the supervising state lifts nothing
        _refused(finland, _rectifying(key, _none()), _notEntitled(finland, athens));
        _refused(greece, _rectifying(key, _list(_correction(ActKind.Grant, 5, 0))), _invalid(0));
        _call(greece, _rectifying(key, _none()));
        _assertStatus(key, _now(), Status.Never);
        _call(finnishProvider, _rectifying(key, _list(_correction(ActKind.Grant, 5, 0))));
    }

    function test_rectify_restatesACompromise() public {
        RecordKey memory key = _bindKey(0);
        uint40 from = _now();
        skip(10);
        _call(finnishProvider, _compromising(key, from + 5));
        Correction memory grant = _correction(ActKind.Grant, from, 0);
        _refused(finnishProvider, _rectifying(key, _none()), _invalid(0));
        _refused(finnishProvider, _rectifying(key, _list(grant)), _invalid(1));
        Correction memory compromise = _correction(ActKind.Compromise, from + 7, 0);
        _call(finnishProvider, _rectifying(key, _list(grant, compromise)));
        _assertStatus(key, from + 6, Status.Active);
        _assertStatus(key, from + 7, Status.Compromised);
        assertTrue(_lastAct(key).everCompromised());
        assertEq(
            bytes32(Act.unwrap(_lastAct(key))),
            bytes32(
                Act.unwrap(
                    newAct(ActKind.Compromise, from + 7, 0, _now(), _number(finnishProvider), EVER_COMPROMISED, 0)
                        .atPosition(4)
                )
            )
        );
    }

    function test_rectify_refusesAGrantAfterACompromiseAndOneToCome() public {
        RecordKey memory key = _bindKey(0);
        Correction[] memory corrections = new Correction[](3);
        corrections[0] = _correction(ActKind.Grant, 5, 0);
        corrections[1] = _correction(ActKind.Compromise, 6, 0);
        corrections[2] = _correction(ActKind.Grant, 7, 0);
        _refused(finnishProvider, _rectifying(key, corrections), _invalid(2));
        _refused(
            finnishProvider,
            _rectifying(key, _list(corrections[0], _correction(ActKind.Compromise, _now() + 1, 0))),
            abi.encodeWithSelector(WritingRules.TimelineFutureCompromise.selector, _now() + 1, _now())
        );
    }

    function test_rectify_byAStateOfACompromiseItImposedLeavesTheTrace() public {
        RecordKey memory key = _bindKey(0);
        _call(greece, _compromising(key, 0));
        _call(greece, _rectifying(key, _none()));
        _assertStatus(key, _now(), Status.Never);
        assertTrue(_lastAct(key).everCompromised());
        skip(1);
        _refused(
            finnishProvider,
            _binding(athens, KEY, 0, 0),
            abi.encodeWithSelector(WritingRules.TimelineCompromised.selector)
        );
    }

    // -- pieces

    function _rectification(address office, uint80 content) private view returns (Act) {
        return newAct(ActKind.Rectify, _now(), 0, _now(), _number(office), BY_STATE, content);
    }

    function _scoped(Correction memory correction, Scope scope) private pure returns (Correction memory) {
        return
            Correction(
                correction.kind,
                correction.from,
                correction.until,
                correction.territories,
                correction.conditions,
                bytes32(Scope.unwrap(scope))
            );
    }

    function _invalid(uint256 index) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IRegistryErrors.CorrectionsInvalid.selector, index);
    }

    function _noEnd(RecordKind kind, uint40 until) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IRegistryErrors.RecordHasNoEnd.selector, kind, until);
    }

    function _badTerritories(bytes10 codes) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IRegistryErrors.TerritoriesInvalid.selector, uint80(codes));
    }

    function _notRectifiable(uint24 position, address office, uint40 recordedAt) private view returns (bytes memory) {
        return
            abi.encodeWithSelector(WritingRules.TimelineNotRectifiable.selector, position, _number(office), recordedAt);
    }
}
