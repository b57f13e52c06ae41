// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IRegistryErrors} from "../../contracts/interfaces/IRegistryErrors.sol";
import {IRegistryGrants} from "../../contracts/interfaces/IRegistryGrants.sol";
import {IRegistryOffices} from "../../contracts/interfaces/IRegistryOffices.sol";
import {Act} from "../../contracts/types/Act.sol";
import {ActKind} from "../../contracts/types/ActKind.sol";
import {RecordStatus} from "../../contracts/types/Answers.sol";
import {Appointment} from "../../contracts/types/Appointment.sol";
import {countryIn} from "../../contracts/types/Content.sol";
import {Correction} from "../../contracts/types/Correction.sol";
import {CountryCode, EU} from "../../contracts/types/CountryCode.sol";
import {Decision} from "../../contracts/types/Decision.sol";
import {FLAG_SCHEDULED} from "../../contracts/types/Flags.sol";
import {InstitutionId} from "../../contracts/types/InstitutionId.sol";
import {OfficeKind} from "../../contracts/types/OfficeKind.sol";
import {OfficeNumber} from "../../contracts/types/OfficeNumber.sol";
import {QualificationTypeId} from "../../contracts/types/QualificationTypeId.sol";
import {RecordKey} from "../../contracts/types/RecordKey.sol";
import {RecordKind} from "../../contracts/types/RecordKind.sol";
import {Registration} from "../../contracts/types/Registration.sol";
import {Scope} from "../../contracts/types/Scope.sol";
import {Status} from "../../contracts/types/Status.sol";
import {EVERYWHERE} from "../../contracts/types/Territories.sol";
import {RegistryFixture} from "../utils/RegistryFixture.sol";

/// Everybody does anything: three countries' states, bodies, providers and controllers, the guardian, the council (this
/// contract) and a stranger call every function of the registry. After each call that was done, the handler compares all
/// records with what they were, and notes in `violation` what must not have happened.
contract RegistryHandler is RegistryFixture {
    /// What the handler knows of a caller, without asking the registry.
    struct Caller {
        address account;
        CountryCode country;
        OfficeKind kind;
        OfficeNumber number;
    }

    /// One call, and what it means.
    struct Call {
        string name;
        bytes data;
        RecordKey key;
        bool hasKey;
        /// It grants: stopped by a pause and by a suspended seat or mandate.
        bool grants;
    }

    struct Asked {
        bytes data;
        bytes32 answer;
    }

    uint40 private constant GENESIS = 1_800_000_000;
    uint256 private constant MAX_ASKED = 24;

    /// What went wrong first; empty as long as nothing did.
    string public violation;
    mapping(string action => uint256) public successes;

    Caller[] private _callers;
    CountryCode[3] private _countries = [GR, FI, PT];
    InstitutionId[] private _institutions;
    QualificationTypeId[] private _types;
    string[2] private _uris = ["urn:key:1", "urn:key:2"];
    RecordKey[] private _keys;
    mapping(bytes32 key => CountryCode) private _countryOf;
    /// All acts of a record as they were after the last call, and how many.
    mapping(uint256 index => bytes32) private _hashes;
    mapping(uint256 index => uint256) private _counts;
    /// Institution's profile, controller, provider.
    mapping(uint256 index => bytes32) private _files;
    Asked[] private _asked;
    uint40 private _pausedUntil;
    uint256 private _institutionCount;

    constructor() {
        _deployRegistry(GENESIS);
        for (uint256 i = 0; i < 3; ++i) {
            address state = _account(i, 0);
            _join(state, OfficeKind.MemberState, _countries[i], _seat(_countries[i], state));
            address body = _account(i, 1);
            _join(body, OfficeKind.AccreditationBody, _countries[i], _mandateBody(state, body, _everything()));
            body = _account(i, 2);
            Scope narrow = _scope(0x00c0, 1, ICT);
            _join(body, OfficeKind.AccreditationBody, _countries[i], _mandateBody(state, body, narrow));
            address provider = _account(i, 3);
            _join(provider, OfficeKind.TrustServiceProvider, _countries[i], _mandateProvider(state, provider));
        }
        // so that the others can be suspended, and leave
        for (uint256 i = 0; i < 3; ++i) _seat(CountryCode.wrap(bytes2(uint16(0x5841 + i))), _account(8, i));
        address guardian = _account(9, 0);
        _join(guardian, OfficeKind.Guardian, EU, _appointGuardian(guardian));
        _join(address(this), OfficeKind.None, EU, OfficeNumber.wrap(0));
        for (uint256 i = 1; i < 4; ++i) _join(_account(9, i), OfficeKind.None, NOWHERE, OfficeNumber.wrap(0));
        _name();
        skip(7 days);
        _begin();
        for (uint256 i = 0; i < _keys.length; ++i) _remember(i);
        for (uint256 i = 0; i < _institutions.length; ++i) _files[i] = _file(i);
    }

    // -- actions

    function registerInstitutions(uint256 seed) external {
        Registration[] memory registrations = new Registration[](1);
        registrations[0] = Registration(_identifier(seed >> 8), PROFILE);
        uint40 from = seed & 16 == 0 ? 0 : _date(seed >> 16);
        bytes memory data = abi.encodeCall(IRegistryGrants.registerInstitutions, (registrations, from, EVIDENCE));
        _do(_anyNational(seed >> 64), _plain("registerInstitutions", data, true));
    }

    function reopenInstitution(uint256 seed) external {
        uint256 i = _anyInstitution(seed);
        // mostly one that isn't open
        for (uint256 j = 0; j < _institutions.length && seed & 3 != 0; ++j) {
            Status status = _status(_institutionKey(_institutions[j]), _now());
            if (status > Status.Suspended) i = j;
        }
        bytes memory data = abi.encodeCall(
            IRegistryGrants.reopenInstitution,
            (_institutions[i], seed & 16 == 0 ? 0 : _date(seed >> 16), EVIDENCE)
        );
        _do(_anyOf(seed >> 64, _countryOfInstitution(i)), _plain("reopenInstitution", data, true));
    }

    function updateProfile(uint256 seed) external {
        uint256 i = _anyInstitution(seed);
        bytes memory data = abi.encodeCall(IRegistryGrants.updateProfile, (_institutions[i], abi.encode(seed)));
        _do(_anyOf(seed >> 64, _countryOfInstitution(i)), _plain("updateProfile", data, true));
    }

    function setController(uint256 seed) external {
        uint256 i = _anyInstitution(seed);
        address controller = seed & 16 == 0 ? address(0) : _account(9, 1 + ((seed >> 8) % 3));
        bytes memory data = abi.encodeCall(IRegistryGrants.setController, (_institutions[i], controller));
        _do(_anyOf(seed >> 64, _countryOfInstitution(i)), _plain("setController", data, controller != address(0)));
    }

    function appointProvider(uint256 seed) external {
        uint256 i = _anyInstitution(seed);
        OfficeNumber provider = seed & 16 == 0 ? OfficeNumber.wrap(0) : _callers[3 + 4 * ((seed >> 8) % 3)].number;
        bytes memory data = abi.encodeCall(IRegistryGrants.appointProvider, (_institutions[i], provider));
        uint256 caller = _anyOf(seed >> 64, _countryOfInstitution(i));
        if ((seed >> 32) % 4 == 0) caller = _controllerOf(i, caller);
        _do(caller, _plain("appointProvider", data, !provider.isNone()));
    }

    function defineQualificationType(uint256 seed) external {
        bytes memory data = abi.encodeCall(
            IRegistryGrants.defineQualificationType,
            (_typeUri(seed >> 8), _attributes(6, 1, SOFTWARE), seed & 16 == 0 ? 0 : _date(seed >> 16), EVIDENCE)
        );
        uint256 caller = (seed >> 40) % 4 == 0 ? _council() : _anyNational(seed >> 64);
        _do(caller, _plain("defineQualificationType", data, caller != _council()));
    }

    function accredit(uint256 seed) external {
        uint256 i = _anyInstitution(seed);
        QualificationTypeId[] memory types = new QualificationTypeId[](1 + ((seed >> 8) & 1));
        for (uint256 j = 0; j < types.length; ++j) {
            // of its country or EU, mostly
            uint256 k = (seed >> (16 + 8 * j)) % 8;
            types[j] = _types[
                k == 0
                    ? (seed >> 40) % _types.length
                    : k < 4
                        ? 3
                        : i % 3
            ];
        }
        bytes memory data = _accrediting(_institutions[i], types, _anyDecision(seed >> 72));
        _do(_anyOf(seed >> 64, _countryOfInstitution(i)), _plain("accredit", data, true));
    }

    function accreditByScope(uint256 seed) external {
        uint256 i = _anyInstitution(seed);
        Scope scope = seed & 16 == 0 ? _everything() : _scope(0x0040, 1, SOFTWARE);
        bytes memory data = abi.encodeCall(
            IRegistryGrants.accreditByScope,
            (_institutions[i], scope, _anyDecision(seed >> 72), EVIDENCE)
        );
        _do(_anyOf(seed >> 64, _countryOfInstitution(i)), _plain("accreditByScope", data, true));
    }

    function bind(uint256 seed) external {
        uint256 i = _anyInstitution(seed);
        Decision memory decision = _anyDecision(seed >> 72);
        (, , , OfficeNumber provider) = registry.institution(_institutions[i]);
        uint256 caller = _anyCaller(seed >> 64);
        if ((seed >> 32) % 4 != 0) caller = _callerOf(provider, caller);
        bytes memory data = _binding(_institutions[i], _uris[(seed >> 8) & 1], decision.from, decision.until);
        _do(caller, _plain("bind", data, true));
    }

    function suspend(uint256 seed) external {
        uint256 i = _anyRecord(seed >> 8, ActKind.Suspend);
        (uint40 from, uint40 until) = (
            _date(seed >> 32),
            (seed >> 24) & 1 == 0 ? 0 : _now() + 1 + uint40((seed >> 40) % 9 days)
        );
        _act(seed, i, "suspend", _suspending(_keys[i], from, until), false);
    }

    function reinstate(uint256 seed) external {
        uint256 i = _anyRecord(seed >> 8, ActKind.Reinstate);
        for (uint256 j = 0; j < _keys.length && seed & 3 != 0; ++j) {
            uint256 k = (i + j) % _keys.length;
            if (_keys[k].kind == RecordKind.Seat || _status(_keys[k], _now()) != Status.Suspended) continue;
            i = k;
            break;
        }
        _act(seed, i, "reinstate", _reinstating(_keys[i], (seed >> 24) & 1 == 0 ? 0 : _date(seed >> 32)), true);
    }

    function withdraw(uint256 seed) external {
        uint256 i = _anyRecord(seed >> 8, ActKind.Withdraw);
        _act(seed, i, "withdraw", _withdrawing(_keys[i], _date(seed >> 32)), false);
    }

    function end(uint256 seed) external {
        uint256 i = _anyRecord(seed >> 8, ActKind.End);
        _act(seed, i, "end", _ending(_keys[i], _date(seed >> 32)), false);
    }

    function annul(uint256 seed) external {
        uint256 i = _anyRecord(seed >> 8, ActKind.Annul);
        _act(seed, i, "annul", _annulling(_keys[i], _anyAct(i, seed >> 32).from()), false);
    }

    function compromise(uint256 seed) external {
        uint256 i = _anyRecord(seed >> 8, ActKind.Compromise);
        uint40 from = (seed >> 24) & 1 == 0 ? 0 : _now() - uint40((seed >> 32) % 9 days);
        _act(seed, i, "compromise", _compromising(_keys[i], from), false);
    }

    function cancel(uint256 seed) external {
        uint256 i = _anyRecord(seed >> 8, ActKind.Cancel);
        for (uint256 j = 0; j < _keys.length && seed & 3 != 0; ++j) {
            uint256 k = (i + j) % _keys.length;
            if (_counts[k] == 0 || _anyAct(k, _counts[k] - 1).from() <= _now()) continue;
            i = k;
            break;
        }
        Act act = _anyAct(i, seed >> 32);
        // one that is still to come, if there is any
        for (uint256 j = _counts[i]; j != 0 && act.from() <= _now(); --j) {
            (Act[] memory acts, ) = registry.acts(_keys[i], j - 1, 1);
            act = acts[0];
        }
        _act(seed, i, "cancel", _cancelling(_keys[i], act.position()), act.kind() != ActKind.Grant);
    }

    function rectify(uint256 seed) external {
        uint256 i = _anyRecord(seed >> 8, ActKind.Rectify);
        Correction[] memory corrections =
            (seed >> 32) & 1 == 0
                ? _none()
                : _list(_correction(ActKind.Grant, _now() - uint40((seed >> 40) % 9 days), 0));
        if (
            corrections.length != 0 &&
            (_keys[i].kind == RecordKind.Institutional || _keys[i].kind == RecordKind.Mandate)
        ) {
            corrections[0].detail = bytes32(Scope.unwrap(_scope(0x0040, 1, SOFTWARE)));
        }
        _act(seed, i, "rectify", _rectifying(_keys[i], corrections), true);
    }

    function mandate(uint256 seed) external {
        uint256 country = (seed >> 8) % 3;
        uint256 office = 4 * country + 1 + ((seed >> 16) % 3);
        bool isBody = _callers[office].kind == OfficeKind.AccreditationBody;
        _consent(_callers[office].account, _countries[country], _callers[office].kind);
        Appointment memory appointment = _appointment(
            _callers[office].account,
            _callers[office].kind,
            (seed >> 24) & 1 == 0 ? 0 : _date(seed >> 32) + (isBody ? 0 : 7 days),
            (seed >> 80) & 3 != 0 ? 0 : _now() + 12 days + uint40((seed >> 40) % 40 days),
            bytes32(Scope.unwrap(isBody && (seed >> 88) & 1 == 0 ? _everything() : _scope(0x0040, 1, ICT)))
        );
        bytes memory data = abi.encodeCall(IRegistryOffices.mandate, (appointment, EVIDENCE));
        _do((seed >> 64) % 5 == 0 ? _anyCaller(seed >> 72) : 4 * country, _plain("mandate", data, true));
    }

    /// The council suspends, reinstates or admits a state; or the state leaves. Seldom, or nobody could do anything.
    function seat(uint256 seed) external {
        uint256 i = seed % 3;
        // mostly one that doesn't sit
        for (uint256 j = 0; j < 3 && seed & 3 != 0; ++j) {
            if (registry.seatStatus(_countries[j]) != Status.Active) i = j;
        }
        Status status = registry.seatStatus(_countries[i]);
        address account = _callers[4 * i].account;
        bool done;
        if (status == Status.Active && (seed >> 8) % 12 == 0) {
            bytes[] memory calls = _bundle(abi.encodeCall(states.leaveCouncil, (EVIDENCE)));
            vm.prank(account);
            (done, ) = address(states).call(abi.encodeCall(states.multicall, (_now(), calls)));
        } else if (status == Status.Active && (seed >> 8) % 3 == 0) {
            (done, ) = address(states).call(abi.encodeCall(states.suspend, (_countries[i], EVIDENCE)));
        } else if (status == Status.Suspended) {
            (done, ) = address(states).call(abi.encodeCall(states.reinstate, (_countries[i], EVIDENCE)));
        } else if (status != Status.Active) {
            _consent(account, _countries[i], OfficeKind.MemberState);
            (done, ) = address(states).call(abi.encodeCall(states.admit, (_countries[i], account, TERMS, EVIDENCE)));
        }
        if (done) ++successes["seat"];
        _compare(_council(), true, false);
    }

    function pause(uint256 seed) external {
        uint40 duration = 1 + uint40((seed >> 16) % 1 days);
        bytes memory data = abi.encodeCall(IRegistryOffices.pause, (duration));
        _do(seed % 5 == 0 ? _anyCaller(seed >> 8) : _guardian(), _plain("pause", data, false));
    }

    function unpause(uint256 seed) external {
        bytes memory data = abi.encodeCall(IRegistryOffices.unpause, ());
        _do(seed % 3 == 0 ? _council() : _anyCaller(seed >> 8), _plain("unpause", data, false));
    }

    function wait(uint256 seed) external {
        skip(seed % 3 == 0 ? seed % 1 hours : seed % 3 days);
        // a pause ends by itself
        if (registry.pausedUntil() > _now() + 7 days) _violate("a pause is longer than seven days");
    }

    /// Asks about any moment as known at a past one; `answersHold` asks again.
    function ask(uint256 seed) external {
        uint256 i = _anyInstitution(seed);
        uint40 time = _now() + 10 days - uint40((seed >> 8) % 30 days);
        uint40 knownAt = _now() - 1 - uint40((seed >> 40) % 10 days);
        bytes memory data;
        if (seed & 3 == 0) {
            RecordKey memory key = _keys[(seed >> 80) % _keys.length];
            data = abi.encodeCall(registry.statusOf, (key, time, knownAt));
        } else if (seed & 3 == 1) {
            data = abi.encodeCall(
                registry.bindingAsKnownAt,
                (_institutions[i], _bindingId(_uris[(seed >> 80) & 1]), time, knownAt)
            );
        } else {
            QualificationTypeId type_ = _types[(seed >> 96) & 1 == 0 ? 3 : i % 3];
            data = abi.encodeCall(registry.standingAsKnownAt, (_institutions[i], type_, NOWHERE, time, knownAt));
        }
        ++successes["ask"];
        if (_asked.length < MAX_ASKED) _asked.push(Asked(data, _answer(data)));
        else if ((seed >> 128) % 4 == 0) _asked[(seed >> 136) % MAX_ASKED] = Asked(data, _answer(data));
    }

    // -- what must hold

    /// Answers as known at a past moment are what they were.
    function answersHold() external view returns (bool) {
        for (uint256 i = 0; i < _asked.length; ++i) if (_answer(_asked[i].data) != _asked[i].answer) return false;
        return true;
    }

    // -- one call

    function _act(uint256 seed, uint256 i, string memory name, bytes memory data, bool grants) private {
        uint256 caller = _anyOf(seed >> 96, _countryAt(i));
        if (_keys[i].kind == RecordKind.Binding && (seed >> 88) % 4 != 0) caller = _anyBinder(i, seed >> 80);
        if (_keys[i].kind == RecordKind.Mandate && (seed >> 88) % 4 != 0) caller = 4 * _countryIndex(_countryAt(i));
        if (_countryAt(i) == EU && (seed >> 88) & 1 == 0) caller = _council();
        // the council isn't stopped
        bool stopped = grants && !(_countryAt(i) == EU && caller == _council());
        _do(caller, Call(name, data, _keys[i], true, stopped));
    }

    function _plain(string memory name, bytes memory data, bool grants) private pure returns (Call memory call_) {
        (call_.name, call_.data, call_.grants) = (name, data, grants);
    }

    function _do(uint256 index, Call memory call_) private {
        Caller memory caller = _callers[index];
        Status seatStatus = registry.seatStatus(caller.country);
        Status mandateStatus = _mandateStatus(caller);
        bool paused = registry.pausedUntil() > _now();
        bytes memory data = call_.data;
        if (!caller.number.isNone()) data = abi.encodeCall(registry.multicall, (_now(), _bundle(data)));
        bool mayRestrict = call_.hasKey && _mayRestrict(caller, call_.key);
        vm.prank(caller.account);
        (bool done, bytes memory answer) = address(registry).call(data);
        if (!done) {
            if (!call_.grants) _checkRefusal(bytes4(answer), seatStatus, mayRestrict);
            if (bytes4(answer) == IRegistryErrors.RegistryPaused.selector && !paused)
                _violate("refused as paused after the pause");
            return;
        }
        ++successes[call_.name];
        if (call_.grants) {
            if (paused) _violate(string.concat("granted while paused: ", call_.name));
            bool seated = caller.kind == OfficeKind.None || seatStatus == Status.Active;
            if (!seated) _violate(string.concat("granted without an active seat: ", call_.name));
            if (mandateStatus != Status.Active) _violate(string.concat("granted without a mandate: ", call_.name));
        }
        if (caller.kind == OfficeKind.Guardian && !_same(call_.name, "pause")) _violate("the guardian acted");
        _checkPause(call_.name);
        _compare(index, false, _same(call_.name, "rectify"));
    }

    /// What restricts isn't refused for a pause or a suspended seat, nor to those who may restrict a binding.
    function _checkRefusal(bytes4 refusal, Status seatStatus, bool mayRestrict) private {
        if (refusal == IRegistryErrors.RegistryPaused.selector) _violate("a restricting act was paused");
        if (refusal == IRegistryErrors.SeatNotActive.selector && seatStatus == Status.Suspended)
            _violate("a suspended seat could not restrict");
        if (refusal == IRegistryErrors.CallerNotEntitledToBinding.selector && mayRestrict)
            _violate("who may restrict a binding could not");
    }

    function _checkPause(string memory name) private {
        uint40 until = registry.pausedUntil();
        if (until == _pausedUntil) return;
        if (_same(name, "pause")) {
            if (until > _now() + 7 days || _now() < _pausedUntil + 7 days) _violate("a pause out of bounds");
            if (_pausedUntil == 0 && until == 0) _violate("no pause");
        } else if (!_same(name, "unpause")) {
            _violate("the pause changed otherwise");
        }
        _pausedUntil = until;
    }

    /// All records and files against what they were, and whether `caller` may have changed what changed.
    function _compare(uint256 index, bool ofSeats, bool rectified) private {
        Caller memory caller = _callers[index];
        for (uint256 i = 0; i < _keys.length; ++i) {
            (Act[] memory acts, ) = registry.acts(_keys[i], 0, type(uint256).max);
            if (keccak256(abi.encode(acts)) == _hashes[i]) continue;
            _checkAppended(i, acts, rectified || ofSeats);
            if (!_mayWrite(caller, i, ofSeats)) {
                _violate(string.concat("a foreign record was written, of kind ", vm.toString(uint256(_keys[i].kind))));
            }
            _remember(i);
        }
        for (uint256 i = 0; i < _institutions.length; ++i) {
            bytes32 file = _file(i);
            if (file == _files[i]) continue;
            bool national = _isNational(caller, _countryOfInstitution(i));
            bool isController = caller.account == _accountOfController(i);
            if (ofSeats || (!national && !isController)) _violate("a foreign institution's file was written");
            _files[i] = file;
        }
    }

    /// Older acts are what they were, and the new ones were recorded now by the rules.
    function _checkAppended(uint256 i, Act[] memory acts, bool literal) private {
        uint256 before = _counts[i];
        assembly ("memory-safe") {
            let length := mload(acts)
            if gt(before, length) {
                before := length
            }
        }
        Act[] memory old = new Act[](before);
        for (uint256 j = 0; j < before; ++j) old[j] = acts[j];
        if (keccak256(abi.encode(old)) != _hashes[i]) _violate("history was rewritten");
        for (uint256 j = before; j < acts.length; ++j) {
            Act act = acts[j];
            if (act.recordedAt() != _now() || act.position() != j) _violate("recorded at another time");
            CountryCode country = countryIn(act.content());
            bool hasCountry = _keys[i].kind <= RecordKind.QualificationType;
            if (hasCountry && country != _countryAt(i)) _violate("a record's country changed");
            if (j == 0 || literal || act.from() >= _now()) continue;
            ActKind kind = act.kind();
            bool backDates = kind == ActKind.Annul || kind == ActKind.Compromise;
            if (kind == ActKind.Grant && act.from() + 180 days >= _now()) backDates = true;
            if (!backDates) _violate("a later act begins in the past");
        }
    }

    function _mayWrite(Caller memory caller, uint256 i, bool ofSeats) private view returns (bool) {
        RecordKind kind = _keys[i].kind;
        if (kind == RecordKind.Seat || ofSeats) return ofSeats && kind == RecordKind.Seat;
        CountryCode country = _countryAt(i);
        if (kind == RecordKind.Mandate) return caller.kind == OfficeKind.MemberState && caller.country == country;
        if (kind == RecordKind.QualificationType && country == EU) return caller.account == address(this);
        if (_isNational(caller, country)) return true;
        return kind == RecordKind.Binding && _mayTouchBinding(caller, _keys[i]);
    }

    /// Beside the institution's own country: its provider, who bound it, that one's state, the controller.
    function _mayTouchBinding(Caller memory caller, RecordKey memory key) private view returns (bool) {
        (, , address controller, OfficeNumber provider) = registry.institution(InstitutionId.wrap(key.subject));
        if (caller.account == controller) return true;
        if (caller.number.isNone()) return false;
        if (caller.number == provider) return true;
        (Act[] memory acts, ) = registry.acts(key, 0, type(uint256).max);
        for (uint256 i = 0; i < acts.length; ++i) {
            if (acts[i].kind() != ActKind.Grant) continue;
            if (acts[i].office() == caller.number) return true;
            (, CountryCode country, ) = registry.office(acts[i].office());
            if (caller.kind == OfficeKind.MemberState && country == caller.country) return true;
        }
        return false;
    }

    /// Who surely may restrict a binding: as above, but by what is there now.
    function _mayRestrict(Caller memory caller, RecordKey memory key) private view returns (bool) {
        if (key.kind != RecordKind.Binding) return false;
        (CountryCode country, , , OfficeNumber provider) = registry.institution(InstitutionId.wrap(key.subject));
        if (country.isNone() || caller.number.isNone()) return false;
        if (_isNational(caller, country)) return true;
        if (caller.number == provider) return true;
        RecordStatus memory status = registry.statusOf(key, _now(), 0);
        return
            caller.kind == OfficeKind.TrustServiceProvider &&
            status.status == Status.Active &&
            status.office == caller.number;
    }

    // -- who and what, at random

    /// Mostly somebody of that country.
    function _anyOf(uint256 seed, CountryCode country) private view returns (uint256) {
        if (country == EU || country.isNone() || seed % 6 == 0) return _anyCaller(seed >> 8);
        return 4 * _countryIndex(country) + ((seed >> 8) % 8 == 7 ? 3 : (seed >> 8) % 3);
    }

    function _anyNational(uint256 seed) private view returns (uint256) {
        return seed % 6 == 0 ? _anyCaller(seed >> 8) : 4 * ((seed >> 8) % 3) + ((seed >> 16) % 3);
    }

    function _anyCaller(uint256 seed) private view returns (uint256) {
        return seed % _callers.length;
    }

    function _anyBinder(uint256 i, uint256 seed) private view returns (uint256) {
        uint256 institution = _institutionOf(_keys[i]);
        (, , , OfficeNumber provider) = registry.institution(_institutions[institution]);
        if (seed & 3 == 0) return _controllerOf(institution, _guardian());
        if (seed & 3 == 1) return _callerOf(_anyAct(i, seed >> 8).office(), _guardian());
        return _callerOf(provider, 3 + 4 * ((seed >> 8) % 3));
    }

    function _callerOf(OfficeNumber number, uint256 otherwise) private view returns (uint256) {
        for (uint256 i = 0; i < _callers.length; ++i) {
            if (!number.isNone() && _callers[i].number == number) return i;
        }
        return otherwise;
    }

    function _controllerOf(uint256 institution, uint256 otherwise) private view returns (uint256) {
        (, , address controller, ) = registry.institution(_institutions[institution]);
        for (uint256 i = 0; i < _callers.length; ++i) if (_callers[i].account == controller) return i;
        return otherwise;
    }

    function _anyInstitution(uint256 seed) private view returns (uint256) {
        return (seed >> 4) % (seed & 4 == 0 ? 3 : _institutions.length);
    }

    /// One that knows the act, mostly, and has a history.
    function _anyRecord(uint256 seed, ActKind kind) private view returns (uint256 i) {
        for (uint256 tries = 0; tries < 12; ++tries) {
            seed = uint256(keccak256(abi.encode(seed)));
            i = seed % _keys.length;
            RecordKind record = _keys[i].kind;
            if (_counts[i] == 0) continue;
            bool fits = record != RecordKind.Seat;
            if (kind == ActKind.Compromise) fits = record == RecordKind.Binding;
            if (kind == ActKind.Suspend || kind == ActKind.Reinstate) {
                fits = fits && record != RecordKind.Binding && record != RecordKind.QualificationType;
            }
            // what would stop everything, seldom
            if (kind != ActKind.Reinstate && record < RecordKind.Programme) fits = fits && seed >> 252 == 0;
            if (kind == ActKind.Reinstate) fits = fits && _status(_keys[i], _now()) == Status.Suspended;
            if (fits) return i;
        }
    }

    function _anyAct(uint256 i, uint256 seed) private view returns (Act act) {
        if (_counts[i] == 0) return act;
        (Act[] memory acts, ) = registry.acts(_keys[i], seed % _counts[i], 1);
        return acts[0];
    }

    function _anyDecision(uint256 seed) private view returns (Decision memory) {
        uint40 from = seed & 3 == 0 ? 0 : _date(seed >> 8);
        uint40 until = seed & 4 == 0 ? 0 : _now() + 5 days + uint40((seed >> 40) % 9 days);
        return Decision(from, until, EVERYWHERE, seed & 8 == 0);
    }

    /// Now, soon, or seldom a little past.
    function _date(uint256 seed) private view returns (uint40) {
        if (seed % 5 == 0) return _now() - uint40((seed >> 8) % 2 days);
        return _now() + (seed & 1 == 0 ? 0 : uint40((seed >> 8) % 4 days));
    }

    // -- the cast

    function _join(address account, OfficeKind kind, CountryCode country, OfficeNumber number) private {
        _callers.push(Caller(account, country, kind, number));
    }

    /// Three institutions and a type of every country, under the same names in all; a type of EU.
    function _name() private {
        for (uint256 i = 0; i < 9; ++i) _institutions.push(_institutionId(_countries[i % 3], _identifier(i / 3)));
        for (uint256 i = 0; i < 3; ++i) _types.push(_typeId(_countries[i], _typeUri(0)));
        _types.push(_typeId(EU, _typeUri(0)));

        for (uint256 i = 0; i < 3; ++i) _watch(_seatKey(_countries[i]), _countries[i]);
        for (uint256 i = 0; i < 12; ++i) {
            if (i % 4 != 0) _watch(_mandateKey(_callers[i].number), _callers[i].country);
        }
        for (uint256 i = 0; i < 4; ++i) _watch(_typeKey(_types[i]), i == 3 ? EU : _countries[i]);
        for (uint256 i = 0; i < 9; ++i) {
            CountryCode country = _countries[i % 3];
            _watch(_institutionKey(_institutions[i]), country);
            _watch(_institutionalKey(_institutions[i]), country);
            for (uint256 j = 0; j < 4; ++j) _watch(_programmeKey(_institutions[i], _types[j]), country);
            for (uint256 j = 0; j < 2; ++j) _watch(_bindingKey(_institutions[i], _uris[j]), country);
        }
    }

    function _watch(RecordKey memory key, CountryCode country) private {
        _keys.push(key);
        _countryOf[keccak256(abi.encode(key))] = country;
    }

    /// So that there is something to act on from the first call on.
    function _begin() private {
        for (uint256 i = 0; i < 3; ++i) {
            address body = _callers[4 * i + 1].account;
            _call(body, _registering(_identifier(0), 0));
            _define(body, _typeUri(0), _attributes(6, 1, SOFTWARE));
            _call(body, _appointing(_institutions[i], _callers[3 + 4 * ((i + 1) % 3)].number));
            _call(body, abi.encodeCall(IRegistryGrants.setController, (_institutions[i], _account(9, 1 + i))));
            _call(body, _accrediting(_institutions[i], _types[i], 0, 0));
            _call(_callers[3 + 4 * ((i + 1) % 3)].account, _binding(_institutions[i], _uris[0], 0, 0));
        }
        _defineForAll(_typeUri(0), _attributes(6, 1, SOFTWARE));
    }

    function _account(uint256 country, uint256 office) private pure returns (address) {
        return vm.addr(uint256(keccak256(abi.encode(country, office))));
    }

    function _identifier(uint256 seed) private pure returns (string memory) {
        return
            seed % 3 == 0
                ? "urn:first"
                : seed % 3 == 1
                    ? "urn:second"
                    : "urn:third";
    }

    function _typeUri(uint256) private pure returns (string memory) {
        return "urn:type";
    }

    function _guardian() private pure returns (uint256) {
        return 12;
    }

    function _council() private pure returns (uint256) {
        return 13;
    }

    // -- pieces

    function _violate(string memory what) private {
        if (bytes(violation).length == 0) violation = what;
    }

    function _remember(uint256 i) private {
        (Act[] memory acts, ) = registry.acts(_keys[i], 0, type(uint256).max);
        (_hashes[i], _counts[i]) = (keccak256(abi.encode(acts)), acts.length);
    }

    function _file(uint256 i) private view returns (bytes32) {
        (, bytes32 profileHash, address controller, OfficeNumber provider) = registry.institution(_institutions[i]);
        return keccak256(abi.encode(profileHash, controller, provider));
    }

    /// The controller before or after the call: it can't have changed it itself.
    function _accountOfController(uint256 i) private view returns (address controller) {
        (, , controller, ) = registry.institution(_institutions[i]);
    }

    function _isNational(Caller memory caller, CountryCode country) private pure returns (bool) {
        bool national = caller.kind == OfficeKind.MemberState || caller.kind == OfficeKind.AccreditationBody;
        return national && caller.country == country;
    }

    function _mandateStatus(Caller memory caller) private view returns (Status) {
        bool mandated = caller.kind == OfficeKind.AccreditationBody || caller.kind == OfficeKind.TrustServiceProvider;
        return mandated ? _status(_mandateKey(caller.number), _now()) : Status.Active;
    }

    function _countryAt(uint256 i) private view returns (CountryCode) {
        return _countryOf[keccak256(abi.encode(_keys[i]))];
    }

    function _countryOfInstitution(uint256 i) private view returns (CountryCode) {
        return _countries[i % 3];
    }

    function _countryIndex(CountryCode country) private view returns (uint256 i) {
        while (i < 2 && _countries[i] != country) ++i;
    }

    function _institutionOf(RecordKey memory key) private view returns (uint256 i) {
        while (InstitutionId.unwrap(_institutions[i]) != key.subject) ++i;
    }

    /// The answer's bytes, but for the flag that tells whether the moment is still to come.
    function _answer(bytes memory data) private view returns (bytes32) {
        (, bytes memory answer) = address(registry).staticcall(data);
        uint256 masked = FLAG_SCHEDULED;
        assembly ("memory-safe") {
            // the second word of all three answers is the flags
            let flags := mload(add(answer, 0x40))
            mstore(add(answer, 0x40), and(flags, not(masked)))
        }
        return keccak256(answer);
    }

    function _same(string memory a, string memory b) private pure returns (bool) {
        return keccak256(bytes(a)) == keccak256(bytes(b));
    }
}
