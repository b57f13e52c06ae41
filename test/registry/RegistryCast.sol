// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {IRegistryErrors} from "../../contracts/interfaces/IRegistryErrors.sol";
import {IRegistryOffices} from "../../contracts/interfaces/IRegistryOffices.sol";
import {WritingRules} from "../../contracts/libraries/WritingRules.sol";
import {Appointment} from "../../contracts/types/Appointment.sol";
import {CountryCode} from "../../contracts/types/CountryCode.sol";
import {InstitutionId} from "../../contracts/types/InstitutionId.sol";
import {OfficeKind} from "../../contracts/types/OfficeKind.sol";
import {OfficeNumber} from "../../contracts/types/OfficeNumber.sol";
import {QualificationTypeId} from "../../contracts/types/QualificationTypeId.sol";
import {RecordKey} from "../../contracts/types/RecordKey.sol";
import {Scope} from "../../contracts/types/Scope.sol";
import {Status} from "../../contracts/types/Status.sol";
import {RegistryFixture} from "../utils/RegistryFixture.sol";

/// Four states, a body and a provider in each of two of them, an institution and a few types; all in force.
abstract contract RegistryCast is RegistryFixture {
    uint40 internal constant GENESIS = 1_800_000_000;
    string internal constant KEY =
        "urn:ietf:params:oauth:jwk-thumbprint:sha-256:NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";

    address internal greece;
    address internal finland;
    address internal portugal;
    address internal slovenia;
    /// Accredits everything in Greece.
    address internal greekBody;
    /// Accredits in ICT only, levels 6 and 7.
    address internal narrowBody;
    address internal finnishBody;
    address internal greekProvider;
    address internal finnishProvider;
    address internal guardianOffice;
    address internal stranger;

    InstitutionId internal athens;
    InstitutionId internal helsinki;
    /// Greek, EQF 6, software.
    QualificationTypeId internal software;
    /// Greek, EQF 7, medicine.
    QualificationTypeId internal medicine;
    /// Of EU.
    QualificationTypeId internal european;
    QualificationTypeId internal finnishType;

    function setUp() public virtual {
        _deployRegistry(GENESIS);
        greece = makeAddr("Greece");
        finland = makeAddr("Finland");
        portugal = makeAddr("Portugal");
        slovenia = makeAddr("Slovenia");
        greekBody = makeAddr("Greek body");
        narrowBody = makeAddr("Greek body for ICT");
        finnishBody = makeAddr("Finnish body");
        greekProvider = makeAddr("Greek provider");
        finnishProvider = makeAddr("Finnish provider");
        guardianOffice = makeAddr("guardian");
        stranger = makeAddr("stranger");

        _seat(GR, greece);
        _seat(FI, finland);
        _seat(PT, portugal);
        _seat(SI, slovenia);
        _mandateBody(greece, greekBody, _everything());
        _mandateBody(greece, narrowBody, _scope(0x00c0, 1, ICT));
        _mandateBody(finland, finnishBody, _everything());
        _mandateProvider(greece, greekProvider);
        _mandateProvider(finland, finnishProvider);
        _appointGuardian(guardianOffice);

        athens = _register(greekBody, GR, "https://example.org/athens");
        helsinki = _register(finnishBody, FI, "https://example.org/helsinki");
        software = _define(greekBody, "https://example.org/software", _attributes(6, 1, SOFTWARE));
        medicine = _define(greekBody, "https://example.org/medicine", _attributes(7, 2, MEDICINE));
        european = _defineForAll("https://example.org/european", _attributes(6, 1, SOFTWARE));
        finnishType = _define(finnishBody, "https://example.org/software", _attributes(6, 1, SOFTWARE));
        _call(greekBody, _appointing(athens, _number(finnishProvider)));
        skip(7 days);
    }

    function _number(address office) internal view returns (OfficeNumber number) {
        (number, , ) = registry.officeOf(office);
    }

    function _softwareKey() internal view returns (RecordKey memory) {
        return _programmeKey(athens, software);
    }

    /// Athens is accredited for software by its body, from now on.
    function _accreditSoftware(uint40 until) internal returns (RecordKey memory) {
        _call(greekBody, _accrediting(athens, software, _now(), until));
        return _softwareKey();
    }

    /// The Finnish provider binds a key for Athens, from now on.
    function _bindKey(uint40 until) internal returns (RecordKey memory) {
        _call(finnishProvider, _binding(athens, KEY, _now(), until));
        return _bindingKey(athens, KEY);
    }

    /// Greece mandates one of its bodies anew, which has agreed.
    function _mandating(address body, Scope scope) internal returns (bytes memory) {
        _consent(body, GR, OfficeKind.AccreditationBody);
        bytes32 detail = bytes32(Scope.unwrap(scope));
        Appointment memory appointment = _appointment(body, OfficeKind.AccreditationBody, 0, 0, detail);
        return abi.encodeCall(IRegistryOffices.mandate, (appointment, EVIDENCE));
    }

    /// The guardian pauses for seven days.
    function _pause() internal {
        _call(guardianOffice, abi.encodeCall(IRegistryOffices.pause, (7 days)));
    }

    // -- refusals

    function _paused() internal view returns (bytes memory) {
        return abi.encodeWithSelector(IRegistryErrors.RegistryPaused.selector, registry.pausedUntil());
    }

    function _exceeded(address body) internal view returns (bytes memory) {
        return abi.encodeWithSelector(IRegistryErrors.MandateScopeExceeded.selector, _number(body));
    }

    function _foreign(address caller, CountryCode country) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IRegistryErrors.CallerNotEntitled.selector, caller, country);
    }

    function _notEntitled(address caller, InstitutionId institution) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IRegistryErrors.CallerNotEntitledToBinding.selector, caller, institution);
    }

    function _mandateNotActive(address office, Status status) internal view returns (bytes memory) {
        return abi.encodeWithSelector(IRegistryErrors.MandateNotActive.selector, _number(office), status);
    }

    function _seatNotActive(CountryCode country, Status status) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IRegistryErrors.SeatNotActive.selector, country, status);
    }

    function _unauthorised(address caller) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller);
    }

    function _stateDecided(uint24 position) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(WritingRules.TimelineStateDecided.selector, position);
    }

    function _nothingToRestrict(uint40 from) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(WritingRules.TimelineNothingToRestrict.selector, from);
    }
}
