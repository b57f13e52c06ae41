// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {Initializable} from "@openzeppelin/contracts-upgradeable/proxy/utils/Initializable.sol";

import {IOfficeMulticall} from "../../contracts/interfaces/IOfficeMulticall.sol";
import {IRegistryActs} from "../../contracts/interfaces/IRegistryActs.sol";
import {IRegistryErrors} from "../../contracts/interfaces/IRegistryErrors.sol";
import {IRegistryGrants} from "../../contracts/interfaces/IRegistryGrants.sol";
import {IRegistryHistory} from "../../contracts/interfaces/IRegistryHistory.sol";
import {IRegistryOffices} from "../../contracts/interfaces/IRegistryOffices.sol";
import {IRegistryQuestions} from "../../contracts/interfaces/IRegistryQuestions.sol";
import {ISeatBook} from "../../contracts/interfaces/ISeatBook.sol";
import {ITrustedIssuerRegistry} from "../../contracts/interfaces/ITrustedIssuerRegistry.sol";
import {RegistryExtension} from "../../contracts/registry/RegistryExtension.sol";
import {TrustedIssuerRegistry} from "../../contracts/registry/TrustedIssuerRegistry.sol";
import {CountryCode} from "../../contracts/types/CountryCode.sol";
import {InstitutionId} from "../../contracts/types/InstitutionId.sol";
import {OfficeNumber} from "../../contracts/types/OfficeNumber.sol";
import {RecordKey} from "../../contracts/types/RecordKey.sol";
import {RecordKind} from "../../contracts/types/RecordKind.sol";
import {Status} from "../../contracts/types/Status.sol";
import {RegistryCast} from "./RegistryCast.sol";

contract TrustedIssuerRegistryTest is RegistryCast {
    bytes32 private constant IMPLEMENTATION_SLOT = 0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc;

    function test_initialize_onlyOnce() public {
        bytes memory reason = abi.encodeWithSelector(Initializable.InvalidInitialization.selector);
        vm.expectRevert(reason);
        registry.initialize(stranger);
        TrustedIssuerRegistry implementation = _implementation();
        vm.expectRevert(reason);
        implementation.initialize(stranger);
    }

    function test_authority_isTheCouncils() public view {
        assertEq(registry.authority(), address(authority));
    }

    function test_version_isSemantic() public view {
        assertEq(registry.version(), "1.0.0");
    }

    function test_extension_holdsTheOtherHalf() public view {
        assertGt(registry.extension().code.length, 0);
    }

    function test_extension_onItsOwnKnowsNobody() public {
        ITrustedIssuerRegistry alone = ITrustedIssuerRegistry(registry.extension());
        RecordKey memory key = RecordKey(RecordKind.Institution, InstitutionId.unwrap(athens), 0);
        vm.expectRevert(abi.encodeWithSelector(IRegistryErrors.InstitutionUnknown.selector, athens));
        vm.prank(greece);
        alone.suspend(key, 0, 0, EVIDENCE);
        OfficeNumber number = _number(greece);
        vm.expectRevert(abi.encodeWithSelector(IRegistryErrors.CallerNotMemberStates.selector, address(states)));
        vm.prank(address(states));
        alone.reassign(number, stranger);
    }

    function test_fallback_refusesWhatNoHalfKnows() public {
        (bool done, bytes memory answer) = address(registry).call(abi.encodeWithSignature("unknown()"));
        assertFalse(done);
        assertEq(answer, "");
        (done, ) = address(registry).call("");
        assertFalse(done);
    }

    function test_fallback_givesAnswersBack() public view {
        (, CountryCode country, ) = registry.officeOf(greece);
        assertTrue(country == GR);
    }

    function test_supportsInterface_ofItsParts() public view {
        assertTrue(registry.supportsInterface(type(IRegistryQuestions).interfaceId));
        assertTrue(registry.supportsInterface(type(IRegistryHistory).interfaceId));
        assertTrue(registry.supportsInterface(type(IRegistryGrants).interfaceId));
        assertTrue(registry.supportsInterface(type(IRegistryActs).interfaceId));
        assertTrue(registry.supportsInterface(type(IRegistryOffices).interfaceId));
        assertTrue(registry.supportsInterface(type(ISeatBook).interfaceId));
        assertTrue(registry.supportsInterface(type(IOfficeMulticall).interfaceId));
        assertTrue(registry.supportsInterface(type(IERC165).interfaceId));
        assertFalse(registry.supportsInterface(0xffffffff));
        assertFalse(registry.supportsInterface(0x12345678));
    }

    function test_upgradeToAndCall_isTheCouncilsAndKeepsTheState() public {
        _accreditSoftware(0);
        address other = address(new TrustedIssuerRegistry(address(new RegistryExtension())));
        address[3] memory others = [greece, guardianOffice, stranger];
        for (uint256 i = 0; i < 3; ++i) {
            vm.prank(others[i]);
            vm.expectRevert(_unauthorised(others[i]));
            registry.upgradeToAndCall(other, "");
        }
        registry.upgradeToAndCall(other, "");
        assertEq(address(_implementation()), other);
        _assertStatus(_softwareKey(), _now(), Status.Active);
        _call(greekBody, _suspending(_softwareKey(), 0, 0));
        _assertStatus(_softwareKey(), _now(), Status.Suspended);
    }

    function test_multicall_refusesALateBundle() public {
        bytes[] memory calls = _bundle(_accrediting(athens, software, 0, 0));
        vm.prank(greekBody);
        vm.expectRevert(abi.encodeWithSelector(IOfficeMulticall.OfficeMulticallExpired.selector, _now() - 1, _now()));
        registry.multicall(_now() - 1, calls);
    }

    function test_multicall_doesAllOrNothing() public {
        bytes[] memory calls = new bytes[](2);
        calls[0] = _accrediting(athens, software, 0, 0);
        calls[1] = _accrediting(athens, finnishType, 0, 0);
        vm.prank(greekBody);
        vm.expectRevert(
            abi.encodeWithSelector(IRegistryErrors.QualificationTypeOfAnotherCountry.selector, finnishType, FI)
        );
        registry.multicall(_now(), calls);
        assertEq(registry.actCount(_softwareKey()), 0);
    }

    /// The council isn't an office: its calls need no bundle, and may come in one.
    function test_multicall_isOpenToTheCouncil() public {
        bytes[] memory calls = _bundle(abi.encodeCall(IRegistryOffices.unpause, ()));
        registry.multicall(_now(), calls);
        vm.prank(stranger);
        vm.expectRevert(_unauthorised(stranger));
        registry.multicall(_now(), calls);
    }

    function _implementation() private view returns (TrustedIssuerRegistry) {
        return TrustedIssuerRegistry(address(uint160(uint256(vm.load(address(registry), IMPLEMENTATION_SLOT)))));
    }
}
