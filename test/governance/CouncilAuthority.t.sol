// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

import {CouncilAuthority} from "../../contracts/governance/CouncilAuthority.sol";
import {Test} from "../utils/Test.sol";
import {GovernanceAgent} from "./GovernanceAgent.sol";
import {GovernanceManaged} from "./GovernanceManaged.sol";

/// The council's timelock is stood in for by an agent that does what it is told to.
contract CouncilAuthorityTest is Test {
    uint64 private constant ADMIN = 0;
    uint64 private constant PUBLIC = type(uint64).max;
    uint64 private constant ROLE = 7;

    CouncilAuthority private authority;
    GovernanceAgent private council;
    GovernanceManaged private target;

    function setUp() public {
        vm.warp(1_800_000_000);
        authority = new CouncilAuthority(address(this));
        council = new GovernanceAgent(address(0));
        target = new GovernanceManaged(address(authority));
        authority.grantRole(ADMIN, address(council), 0);
        authority.renounceRole(ADMIN, address(this));
    }

    // -- as deployed

    function test_onlyTheCouncilIsAdmin() public {
        assertEq(authority.adminCount(), 1);
        assertEq(authority.version(), "1.0.0");
        (bool isMember, uint32 delay) = authority.hasRole(ADMIN, address(council));
        assertTrue(isMember);
        assertEq(delay, 0);
        (isMember, ) = authority.hasRole(ADMIN, address(this));
        assertFalse(isMember);

        _run(address(target), abi.encodeCall(target.act, ()));
        assertEq(target.acts(), 1);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(this)));
        target.act();
    }

    function test_deployerIsAdminUntilAContractIs() public {
        CouncilAuthority fresh = new CouncilAuthority(address(this));
        vm.expectRevert(_error(CouncilAuthority.CouncilAuthorityLastAdmin.selector, address(this)));
        fresh.renounceRole(ADMIN, address(this));
        vm.expectRevert(_error(CouncilAuthority.CouncilAuthorityLastAdmin.selector, address(this)));
        fresh.revokeRole(ADMIN, address(this));

        fresh.grantRole(ADMIN, address(council), 0);
        fresh.renounceRole(ADMIN, address(this));
        assertEq(fresh.adminCount(), 1);
    }

    function test_deployerCanBeRemovedByTheCouncil() public {
        CouncilAuthority fresh = new CouncilAuthority(address(this));
        fresh.grantRole(ADMIN, address(council), 0);
        council.run(address(fresh), abi.encodeCall(fresh.revokeRole, (ADMIN, address(this))));
        assertEq(fresh.adminCount(), 1);
    }

    function test_deployerCanUndoAWrongAdmin() public {
        CouncilAuthority fresh = new CouncilAuthority(address(this));
        fresh.grantRole(ADMIN, address(council), 0);
        fresh.revokeRole(ADMIN, address(council));
        assertEq(fresh.adminCount(), 1);
        vm.expectRevert(_error(CouncilAuthority.CouncilAuthorityLastAdmin.selector, address(this)));
        fresh.renounceRole(ADMIN, address(this));
    }

    // -- admins

    function test_adminIsRemovedByItsSuccessor() public {
        GovernanceAgent successor = new GovernanceAgent(address(0));
        _run(address(authority), abi.encodeCall(authority.grantRole, (ADMIN, address(successor), 0)));
        assertEq(authority.adminCount(), 2);
        successor.run(address(authority), abi.encodeCall(authority.revokeRole, (ADMIN, address(council))));
        assertEq(authority.adminCount(), 1);
        (bool isMember, ) = authority.hasRole(ADMIN, address(council));
        assertFalse(isMember);
    }

    function test_adminIsNotRemovedByItself() public {
        // Another admin that can't act, such as the target, is there.
        _run(address(authority), abi.encodeCall(authority.grantRole, (ADMIN, address(target), 0)));
        bytes memory refused = _error(CouncilAuthority.CouncilAuthoritySelfRemoval.selector, address(council));
        bytes memory revoke = abi.encodeCall(authority.revokeRole, (ADMIN, address(council)));
        _refused(revoke, refused);
        _refused(abi.encodeCall(authority.renounceRole, (ADMIN, address(council))), refused);
        _refused(abi.encodeCall(authority.execute, (address(authority), revoke)), refused);
        bytes[] memory calls = new bytes[](1);
        calls[0] = revoke;
        _refused(abi.encodeCall(authority.multicall, (calls)), refused);
        assertEq(authority.adminCount(), 2);
    }

    function test_adminsAreContracts() public {
        address nobody = makeAddr("nobody");
        _refused(
            abi.encodeCall(authority.grantRole, (ADMIN, nobody, 0)),
            _error(CouncilAuthority.CouncilAuthorityAdminWithoutCode.selector, nobody)
        );
    }

    function test_adminsActWithoutDelay() public {
        bytes memory refused = abi.encodeWithSelector(CouncilAuthority.CouncilAuthorityAdminDelayed.selector, 1);
        _refused(abi.encodeCall(authority.grantRole, (ADMIN, address(council), 1)), refused);
        _refused(abi.encodeCall(authority.grantRole, (ADMIN, address(target), 1)), refused);
        _refused(abi.encodeCall(authority.setGrantDelay, (ADMIN, 1)), refused);
        _refused(abi.encodeCall(authority.setTargetAdminDelay, (address(target), 1)), refused);
        // Nothing is nothing.
        _run(address(authority), abi.encodeCall(authority.setGrantDelay, (ADMIN, 0)));
        _run(address(authority), abi.encodeCall(authority.setTargetAdminDelay, (address(target), 0)));
    }

    function test_grantingOrRevokingWhatIsSoAlreadyChangesNothing() public {
        _run(address(authority), abi.encodeCall(authority.grantRole, (ADMIN, address(council), 0)));
        _run(address(authority), abi.encodeCall(authority.revokeRole, (ADMIN, address(target))));
        assertEq(authority.adminCount(), 1);
    }

    function test_settingsAreTheCouncilsOnly() public {
        bytes memory refused = abi.encodeWithSelector(
            IAccessManager.AccessManagerUnauthorizedAccount.selector,
            address(this),
            ADMIN
        );
        vm.expectRevert(refused);
        authority.grantRole(ADMIN, address(target), 0);
        vm.expectRevert(refused);
        authority.revokeRole(ADMIN, address(council));
        vm.expectRevert(refused);
        authority.setTargetClosed(address(target), true);
        vm.expectRevert(refused);
        authority.setGrantDelay(ROLE, 1);
    }

    // -- roles

    function test_rolesAreNeverEverybodys() public {
        bytes memory refused = abi.encodeWithSelector(CouncilAuthority.CouncilAuthorityPublicRole.selector, PUBLIC);
        _refused(
            abi.encodeCall(authority.setTargetFunctionRole, (address(target), _selectors(target.act.selector), PUBLIC)),
            refused
        );
        _refused(abi.encodeCall(authority.setRoleAdmin, (ROLE, PUBLIC)), refused);
        _refused(abi.encodeCall(authority.setRoleGuardian, (ROLE, PUBLIC)), refused);
    }

    function test_rolesCanBeGivenAndTakenBack() public {
        bytes4[] memory selectors = _selectors(target.act.selector);
        _run(address(authority), abi.encodeCall(authority.setTargetFunctionRole, (address(target), selectors, ROLE)));
        _run(address(authority), abi.encodeCall(authority.grantRole, (ROLE, address(this), 0)));
        target.act();

        // The role runs itself, guards itself, and takes long to join: the council takes it back all the same.
        _run(address(authority), abi.encodeCall(authority.setRoleAdmin, (ROLE, ROLE)));
        _run(address(authority), abi.encodeCall(authority.setRoleGuardian, (ROLE, ROLE)));
        _run(address(authority), abi.encodeCall(authority.setGrantDelay, (ROLE, type(uint32).max)));
        skip(5 days);
        _refused(
            abi.encodeCall(authority.revokeRole, (ROLE, address(this))),
            abi.encodeWithSelector(IAccessManager.AccessManagerUnauthorizedAccount.selector, address(council), ROLE)
        );
        _run(address(authority), abi.encodeCall(authority.setRoleAdmin, (ROLE, ADMIN)));
        _run(address(authority), abi.encodeCall(authority.revokeRole, (ROLE, address(this))));
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(this)));
        target.act();
        _run(address(authority), abi.encodeCall(authority.setTargetFunctionRole, (address(target), selectors, ADMIN)));
        _run(address(target), abi.encodeCall(target.act, ()));
    }

    function test_roleMembersOtherThanAdminsComeAndGoFreely() public {
        address nobody = makeAddr("nobody");
        _run(address(authority), abi.encodeCall(authority.grantRole, (ROLE, nobody, 100)));
        vm.prank(nobody);
        authority.renounceRole(ROLE, nobody);
        (bool isMember, ) = authority.hasRole(ROLE, nobody);
        assertFalse(isMember);
        assertEq(authority.adminCount(), 1);
    }

    function test_rolesCarryNoText() public {
        _refused(
            abi.encodeCall(authority.labelRole, (ROLE, "text")),
            abi.encodeWithSelector(CouncilAuthority.CouncilAuthorityLabelRefused.selector, ROLE)
        );
    }

    // -- targets

    function test_closedTargetCanBeOpenedAgain() public {
        _run(address(authority), abi.encodeCall(authority.setTargetClosed, (address(target), true)));
        _run(address(authority), abi.encodeCall(authority.setTargetClosed, (address(authority), true)));
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(council)));
        council.run(address(target), abi.encodeCall(target.act, ()));
        _run(address(authority), abi.encodeCall(authority.setTargetClosed, (address(target), false)));
        _run(address(target), abi.encodeCall(target.act, ()));
    }

    function test_targetsStayWithThisAuthority() public {
        CouncilAuthority other = new CouncilAuthority(address(this));
        _refused(
            abi.encodeCall(authority.updateAuthority, (address(target), address(other))),
            abi.encodeWithSelector(CouncilAuthority.CouncilAuthorityFixed.selector, address(target), address(other))
        );
        bytes memory set = abi.encodeCall(target.setAuthority, (address(other)));
        _refused(
            abi.encodeCall(authority.execute, (address(target), set)),
            abi.encodeWithSelector(
                IAccessManager.AccessManagerUnauthorizedCall.selector,
                address(council),
                address(target),
                target.setAuthority.selector
            )
        );
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(council)));
        council.run(address(target), set);
        _refused(
            abi.encodeCall(
                authority.setTargetFunctionRole,
                (address(target), _selectors(target.setAuthority.selector), ROLE)
            ),
            abi.encodeWithSelector(IAccessManager.AccessManagerLockedFunction.selector, target.setAuthority.selector)
        );
        assertEq(target.authority(), address(authority));
    }

    // -- helpers

    function _run(address to, bytes memory data) private {
        council.run(to, data);
    }

    function _refused(bytes memory data, bytes memory reason) private {
        vm.expectRevert(reason);
        council.run(address(authority), data);
    }

    function _selectors(bytes4 selector) private pure returns (bytes4[] memory selectors) {
        selectors = new bytes4[](1);
        selectors[0] = selector;
    }

    function _error(bytes4 selector, address account) private pure returns (bytes memory) {
        return abi.encodeWithSelector(selector, account);
    }
}
