// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IRegistryGrants} from "../../contracts/interfaces/IRegistryGrants.sol";
import {EVER_COMPROMISED, newAct} from "../../contracts/types/Act.sol";
import {ActKind} from "../../contracts/types/ActKind.sol";
import {NO_OFFICE, OfficeNumber} from "../../contracts/types/OfficeNumber.sol";
import {RecordKey} from "../../contracts/types/RecordKey.sol";
import {Status} from "../../contracts/types/Status.sol";
import {RegistryCast} from "./RegistryCast.sol";

/// Who may restrict a binding, and lift: Athens is Greek, the provider that bound its key Finnish.
contract RegistryBindingsTest is RegistryCast {
    RecordKey private key;
    address private controller;

    function setUp() public override {
        super.setUp();
        controller = makeAddr("controller");
        _call(greekBody, abi.encodeCall(IRegistryGrants.setController, (athens, controller)));
        key = _bindKey(0);
    }

    // -- restricting

    function test_binding_isRestrictedByTheProviderThatBoundIt() public {
        _call(finnishProvider, _ending(key, 0));
        _assertLast(key, newAct(ActKind.End, _now(), 0, _now(), _number(finnishProvider), 0, 0).atPosition(1));
    }

    function test_binding_isRestrictedByTheProviderThatBoundItEvenDismissedOrSuspended() public {
        _call(greekBody, _appointing(athens, _number(greekProvider)));
        _call(finland, _suspending(_mandateKey(_number(finnishProvider)), 0, 0));
        _call(finnishProvider, _compromising(key, 0));
        _assertStatus(key, _now(), Status.Compromised);
    }

    function test_binding_isNotRestrictedByAProviderWhoseMandateEnded() public {
        _call(finland, _ending(_mandateKey(_number(finnishProvider)), 0));
        _refused(finnishProvider, _ending(key, 0), _mandateNotActive(finnishProvider, Status.Ended));
    }

    function test_binding_isRestrictedByThePresentProviderWithAnActiveMandate() public {
        _call(greekBody, _appointing(athens, _number(greekProvider)));
        _call(greece, _suspending(_mandateKey(_number(greekProvider)), 0, 0));
        _refused(greekProvider, _ending(key, 0), _mandateNotActive(greekProvider, Status.Suspended));
        _call(greece, _reinstating(_mandateKey(_number(greekProvider)), 0));
        _call(greekProvider, _ending(key, 0));
    }

    function test_binding_isRestrictedByTheController() public {
        _callDirectly(controller, _compromising(key, _now() - 1));
        _assertLast(
            key,
            newAct(ActKind.Compromise, _now() - 1, 0, _now(), NO_OFFICE, EVER_COMPROMISED, 0).atPosition(1)
        );
    }

    function test_binding_isRestrictedByTheInstitutionsBodyAndState() public {
        _call(greekBody, _ending(key, _now() + 10));
        _call(greece, _ending(key, 0));
        assertTrue(_lastAct(key).byState());
    }

    function test_binding_isRestrictedByTheSupervisingState() public {
        _call(finland, _annulling(key, _now()));
        _assertLast(key, newAct(ActKind.Annul, _now(), 0, _now(), _number(finland), 0, 0).atPosition(1));
    }

    function test_binding_isRestrictedByTheStateOfAnyProviderWhoseGrantCounts() public {
        _call(greekBody, _appointing(athens, _number(greekProvider)));
        _call(greekProvider, _binding(athens, KEY, _now() + 10, 0));
        skip(20);
        _call(finland, _ending(key, 0));
    }

    function test_binding_isNobodyElsesToRestrict() public {
        bytes memory data = _ending(key, 0);
        address[5] memory others = [portugal, greekProvider, finnishBody, guardianOffice, slovenia];
        for (uint256 i = 0; i < others.length; ++i) _refused(others[i], data, _notEntitled(others[i], athens));
        _refusedDirectly(stranger, data, _notEntitled(stranger, athens));
        _refusedDirectly(address(this), data, _notEntitled(address(this), athens));
    }

    function test_binding_isNotItsStatesWhoseProvidersGrantNoLongerCounts() public {
        _call(finnishProvider, _rectifying(key, _none()));
        _refused(finland, _compromising(key, 0), _notEntitled(finland, athens));
    }

    function test_binding_isRestrictedDuringAPauseAndWithASuspendedSeat() public {
        _pause();
        skip(1);
        states.suspend(FI, EVIDENCE);
        _call(finnishProvider, _ending(key, _now() + 10));
        _callDirectly(controller, _ending(key, _now() + 5));
        _call(finland, _ending(key, 0));
    }

    function test_binding_isNotRestrictedByTheProviderOfAStateThatLeft() public {
        bytes[] memory calls = _bundle(abi.encodeCall(states.leaveCouncil, (EVIDENCE)));
        vm.prank(finland);
        states.multicall(_now(), calls);
        _refused(finnishProvider, _ending(key, 0), _seatNotActive(FI, Status.Ended));
        _callDirectly(controller, _ending(key, 0));
    }

    // -- granting

    function test_binding_isCancelledByThePresentProviderOrBegunByTheState() public {
        _callDirectly(controller, _ending(key, _now() + 10));
        _refusedDirectly(controller, _cancelling(key, 1), _notEntitled(controller, athens));
        _refused(greekBody, _cancelling(key, 1), _notEntitled(greekBody, athens));
        // a state lifts only what it imposed itself
        _refused(greece, _cancelling(key, 1), _notEntitled(greece, athens));
        _call(finnishProvider, _cancelling(key, 1));

        _call(greece, _ending(key, _now() + 10));
        _refused(finnishProvider, _cancelling(key, 3), _stateDecided(3));
        _refused(finland, _cancelling(key, 3), _notEntitled(finland, athens));
        _call(greece, _cancelling(key, 3));
        _assertStatus(key, _now() + 10, Status.Active);
    }

    function test_binding_isNotLiftedByAProviderThatIsSuspendedOrDismissed() public {
        _callDirectly(controller, _ending(key, _now() + 10));
        _call(finland, _suspending(_mandateKey(_number(finnishProvider)), 0, 0));
        _refused(finnishProvider, _cancelling(key, 1), _mandateNotActive(finnishProvider, Status.Suspended));
        _call(finland, _reinstating(_mandateKey(_number(finnishProvider)), 0));
        _call(greekBody, _appointing(athens, NO_OFFICE));
        _refused(finnishProvider, _cancelling(key, 1), _notEntitled(finnishProvider, athens));
    }

    function test_binding_ofAGrantToComeIsCancelledAsARestriction() public {
        _call(finnishProvider, _binding(athens, "urn:later", _now() + 10, 0));
        RecordKey memory later = _bindingKey(athens, "urn:later");
        _pause();
        _callDirectly(controller, _cancelling(later, 0));
        _assertStatus(later, _now() + 10, Status.Never);
    }

    function test_controller_mayBeAnOfficeOfAnotherCountry() public {
        _call(greekBody, abi.encodeCall(IRegistryGrants.setController, (athens, finnishBody)));
        _call(finnishBody, _ending(key, 0));
        assertTrue(_lastAct(key).office() == NO_OFFICE);
        OfficeNumber provider = _number(greekProvider);
        _call(finnishBody, _appointing(athens, provider));
    }
}
