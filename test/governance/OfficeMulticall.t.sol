// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";

import {IOfficeMulticall} from "../../contracts/interfaces/IOfficeMulticall.sol";
import {Test} from "../utils/Test.sol";
import {GovernanceAgent} from "./GovernanceAgent.sol";
import {OfficeMulticallHarness} from "./OfficeMulticallHarness.sol";

contract OfficeMulticallTest is Test {
    uint40 private constant NOW = 1_800_000_000;

    OfficeMulticallHarness private direct;
    OfficeMulticallHarness private proxied;
    address private office = makeAddr("office");

    function setUp() public {
        vm.warp(NOW);
        direct = new OfficeMulticallHarness();
        proxied = OfficeMulticallHarness(
            address(new ERC1967Proxy(address(direct), abi.encodeCall(OfficeMulticallHarness.begin, ())))
        );
    }

    function test_runsCallsInOrderAsTheCaller() public {
        _runsCallsInOrder(direct);
        _runsCallsInOrder(proxied);
    }

    function _runsCallsInOrder(OfficeMulticallHarness target) private {
        bytes[] memory calls = new bytes[](3);
        calls[0] = abi.encodeCall(target.set, (5));
        calls[1] = abi.encodeCall(target.add, (7));
        calls[2] = abi.encodeCall(target.self, ());
        vm.prank(office);
        bytes[] memory results = target.multicall(NOW, calls);
        assertEq(results.length, 3);
        assertEq(results[0].length, 0);
        assertEq(abi.decode(results[1], (uint256)), 12);
        assertEq(results[2], abi.encode(address(target), office));
        assertEq(target.value(), 12);
        assertEq(target.lastCaller(), office);
    }

    function test_keepsTheStateInTheProxy() public {
        vm.prank(office);
        proxied.multicall(NOW, _one(abi.encodeCall(proxied.set, (5))));
        assertEq(proxied.value(), 5);
        assertEq(direct.value(), 0);
    }

    function test_goesStraightToTheImplementation() public {
        vm.expectCall(address(proxied), abi.encodeCall(proxied.self, ()), 0);
        vm.expectCall(address(direct), abi.encodeCall(proxied.self, ()), 1);
        proxied.multicall(NOW, _one(abi.encodeCall(proxied.self, ())));
    }

    function test_answersNoResultsForNoCalls() public {
        assertEq(direct.multicall(NOW, new bytes[](0)).length, 0);
    }

    function testFuzz_answersWhatTheCallsAnswered(bytes[] calldata data) public {
        bytes[] memory calls = new bytes[](data.length);
        bytes[] memory expected = new bytes[](data.length);
        for (uint256 i = 0; i < data.length; ++i) {
            calls[i] = abi.encodeCall(direct.answer, (data[i]));
            expected[i] = data[i];
        }
        (bool success, bytes memory answer) = address(proxied).call(
            abi.encodeCall(IOfficeMulticall.multicall, (NOW, calls))
        );
        assertTrue(success);
        // To the byte, padding included: a call is longer than what it answers, and lies where the answer comes to lie.
        assertEq(answer, abi.encode(expected));
    }

    function test_acceptsUntilTheDeadline() public {
        direct.multicall(NOW, new bytes[](0));
        vm.warp(NOW + 1);
        vm.expectRevert(abi.encodeWithSelector(IOfficeMulticall.OfficeMulticallExpired.selector, NOW, NOW + 1));
        direct.multicall(NOW, new bytes[](0));
    }

    function testFuzz_refusesAfterTheDeadline(uint40 deadline, uint256 time) public {
        time = bound(time, 0, type(uint64).max);
        vm.warp(time);
        if (time > deadline) {
            vm.expectRevert(abi.encodeWithSelector(IOfficeMulticall.OfficeMulticallExpired.selector, deadline, time));
        }
        direct.multicall(deadline, new bytes[](0));
    }

    function test_refusesNesting() public {
        bytes memory inner = abi.encodeCall(IOfficeMulticall.multicall, (NOW, new bytes[](0)));
        vm.prank(office);
        vm.expectRevert(abi.encodeWithSelector(IOfficeMulticall.OfficeMulticallNested.selector, office));
        direct.multicall(NOW, _one(inner));
    }

    function test_refusesAnotherBundleWhileOneRuns() public {
        GovernanceAgent agent = new GovernanceAgent(address(0));
        bytes memory inner = abi.encodeCall(IOfficeMulticall.multicall, (NOW, new bytes[](0)));
        bytes memory out = abi.encodeCall(agent.run, (address(direct), inner));
        vm.prank(office);
        vm.expectRevert(abi.encodeWithSelector(IOfficeMulticall.OfficeMulticallNested.selector, office));
        direct.multicall(NOW, _one(abi.encodeCall(direct.callOut, (address(agent), out))));
    }

    function test_refusesCallsOutsideABundle() public {
        vm.prank(office);
        vm.expectRevert(abi.encodeWithSelector(IOfficeMulticall.OfficeMulticallRequired.selector, office));
        direct.set(1);
    }

    function test_refusesOthersWhileABundleRuns() public {
        GovernanceAgent agent = new GovernanceAgent(address(0));
        bytes memory out = abi.encodeCall(agent.run, (address(direct), abi.encodeCall(direct.set, (1))));
        vm.prank(office);
        vm.expectRevert(abi.encodeWithSelector(IOfficeMulticall.OfficeMulticallRequired.selector, address(agent)));
        direct.multicall(NOW, _one(abi.encodeCall(direct.callOut, (address(agent), out))));
    }

    function test_refusesLaterCallsOfTheSameTransaction() public {
        direct.multicall(NOW, _one(abi.encodeCall(direct.set, (1))));
        vm.expectRevert(abi.encodeWithSelector(IOfficeMulticall.OfficeMulticallRequired.selector, address(this)));
        direct.set(2);
    }

    function test_undoesAllCallsWhenOneFails() public {
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(direct.set, (5));
        calls[1] = abi.encodeCall(direct.refuse, (42));
        vm.expectRevert(abi.encodeWithSelector(OfficeMulticallHarness.Refused.selector, 42));
        direct.multicall(NOW, calls);
        assertEq(direct.value(), 0);
    }

    function test_passesOnAnErrorWithoutData() public {
        (bool success, bytes memory answer) = address(direct).call(
            abi.encodeCall(IOfficeMulticall.multicall, (NOW, _one(abi.encodeCall(direct.refuseSilently, ()))))
        );
        assertFalse(success);
        assertEq(answer.length, 0);
    }

    function test_refusesACallToNothing() public {
        (bool success, ) = address(direct).call(abi.encodeCall(IOfficeMulticall.multicall, (NOW, _one(hex""))));
        assertFalse(success);
    }

    function test_refusesOffsetsThatLeadNowhere() public {
        bytes memory data = abi.encodePacked(
            IOfficeMulticall.multicall.selector,
            abi.encode(uint256(NOW), uint256(0x40), uint256(1), type(uint256).max - 0x1000)
        );
        (bool success, ) = address(direct).call(data);
        assertFalse(success);
    }

    function test_takesNoEther() public {
        vm.deal(address(this), 1);
        (bool success, ) = address(direct).call{value: 1}(
            abi.encodeCall(IOfficeMulticall.multicall, (NOW, new bytes[](0)))
        );
        assertFalse(success);
    }

    function _one(bytes memory data) private pure returns (bytes[] memory calls) {
        calls = new bytes[](1);
        calls[0] = data;
    }
}
