// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {Test} from "../utils/Test.sol";
import {RegistryHandler} from "./RegistryHandler.sol";

contract RegistryInvariantTest is Test {
    RegistryHandler private handler;
    bytes4[] private _actions;
    string[] private _names;

    /// How often an action was done; shown with the traces.
    event Succeeded(string action, uint256 times);

    function setUp() public {
        handler = new RegistryHandler();
        _action(handler.registerInstitutions.selector, "registerInstitutions");
        _action(handler.reopenInstitution.selector, "reopenInstitution");
        _action(handler.updateProfile.selector, "updateProfile");
        _action(handler.setController.selector, "setController");
        _action(handler.appointProvider.selector, "appointProvider");
        _action(handler.defineQualificationType.selector, "defineQualificationType");
        _action(handler.accredit.selector, "accredit");
        _action(handler.accreditByScope.selector, "accreditByScope");
        _action(handler.bind.selector, "bind");
        _action(handler.suspend.selector, "suspend");
        _action(handler.reinstate.selector, "reinstate");
        _action(handler.withdraw.selector, "withdraw");
        _action(handler.end.selector, "end");
        _action(handler.annul.selector, "annul");
        _action(handler.compromise.selector, "compromise");
        _action(handler.cancel.selector, "cancel");
        _action(handler.rectify.selector, "rectify");
        _action(handler.mandate.selector, "mandate");
        _action(handler.seat.selector, "seat");
        _action(handler.pause.selector, "pause");
        _action(handler.unpause.selector, "unpause");
        _action(handler.ask.selector, "ask");
        _actions.push(handler.wait.selector);
        _actions.push(handler.wait.selector);
        targetContract(address(handler));
        targetSelector(address(handler), _actions);
    }

    /// One function, so that one series of calls serves for all:
    ///
    /// - No act of a country's changes another country's record, save those by whom a binding may be written; the council
    ///   and the guardian write no institution, mandate or binding.
    /// - No id is occupied by another country; a record's country never changes.
    /// - The guardian changes nothing but the pause, which is bounded; a pause stops what grants and nothing that restricts.
    /// - Without an active seat and mandate nothing is granted; a suspended seat restricts all the same.
    /// - History is appended to only, by the rules for dates; answers as known at a past moment never change.
    function invariant_registry() public view {
        assertEq(handler.violation(), "");
        assertTrue(handler.answersHold(), "an answer as known in the past has changed");
    }

    /// The handler is worth its name: what it tries, it often brings about.
    function test_everyActionSucceeds() public {
        uint256 random = 1;
        for (uint256 i = 0; i < 1200; ++i) {
            random = uint256(keccak256(abi.encode(random)));
            bytes4 action = _actions[random % _actions.length];
            uint256 seed = uint256(keccak256(abi.encode(random, i)));
            (bool done, ) = address(handler).call(abi.encodeWithSelector(action, seed));
            assertTrue(done, "a handler reverted");
        }
        assertEq(handler.violation(), "");
        assertTrue(handler.answersHold());
        for (uint256 i = 0; i < _names.length; ++i) {
            emit Succeeded(_names[i], handler.successes(_names[i]));
            assertGt(handler.successes(_names[i]), 1, _names[i]);
        }
    }

    function _action(bytes4 selector, string memory name) private {
        _actions.push(selector);
        _names.push(name);
    }
}
