// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {INotary} from "../../contracts/interfaces/INotary.sol";
import {Notary} from "../../contracts/notary/Notary.sol";
import {Test} from "../utils/Test.sol";
import {Vm} from "../utils/Vm.sol";

contract NotaryTest is Test {
    Notary private _notary;

    function setUp() public {
        _notary = new Notary();
        vm.warp(1_800_000_000);
        vm.roll(1_000);
    }

    // -- anchor

    function testFuzz_anchor_keepsTimeAndBlock(bytes32 root, uint40 time, uint64 number) public {
        time = uint40(bound(time, 1, type(uint40).max));
        vm.warp(time);
        vm.roll(number);

        vm.expectEmit(address(_notary));
        emit INotary.RootAnchored(root);
        _notary.anchor(root);

        _expectAnchored(root, time, number);
    }

    function testFuzz_anchor_isForAnybodyAndTheFirstStays(bytes32 root, address first, address second) public {
        vm.prank(first);
        _notary.anchor(root);
        skip(1 days);

        vm.recordLogs();
        vm.prank(second);
        _notary.anchor(root);

        assertEq(vm.getRecordedLogs().length, 0, "an event for what was anchored already");
        _expectAnchored(root, 1_800_000_000, 1_000);
    }

    function testFuzz_anchor_leavesOtherRootsAlone(bytes32 root, bytes32 other) public {
        vm.assume(root != other);
        _notary.anchor(root);
        _expectAnchored(other, 0, 0);
    }

    function test_anchor_writesOneSlotOnly() public {
        bytes32 root = keccak256("root");
        vm.record();
        _notary.anchor(root);
        (, bytes32[] memory writes) = vm.accesses(address(_notary));

        bytes32 slot = keccak256(abi.encode(root, 0));
        for (uint256 i = 0; i < writes.length; ++i) assertEq(writes[i], slot);
        assertEq(vm.load(address(_notary), slot), bytes32((uint256(1_000) << 40) | 1_800_000_000));
    }

    // -- anchorBatch

    function testFuzz_anchorBatch_isAsOneByOne(bytes32[] memory roots) public {
        Notary single = new Notary();
        vm.recordLogs();
        for (uint256 i = 0; i < roots.length; ++i) single.anchor(roots[i]);
        Vm.Log[] memory expected = vm.getRecordedLogs();
        _notary.anchorBatch(roots);
        Vm.Log[] memory logs = vm.getRecordedLogs();

        assertEq(logs.length, expected.length);
        for (uint256 i = 0; i < logs.length; ++i) assertEq(logs[i].topics[1], expected[i].topics[1]);
        for (uint256 i = 0; i < roots.length; ++i) _expectAnchored(roots[i], 1_800_000_000, 1_000);
    }

    function test_anchorBatch_passesOverWhatIsAnchored() public {
        bytes32[] memory roots = new bytes32[](4);
        (roots[0], roots[1], roots[2], roots[3]) = ("new", "old", "new", "newer");
        _notary.anchor("old");
        skip(1 days);

        vm.recordLogs();
        _notary.anchorBatch(roots);

        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs.length, 2);
        assertEq(logs[0].topics[1], "new");
        assertEq(logs[1].topics[1], "newer");
        _expectAnchored("old", 1_800_000_000, 1_000);
        _expectAnchored("new", 1_800_086_400, 1_001);
        _expectAnchored("newer", 1_800_086_400, 1_001);
    }

    function test_anchorBatch_takesNone() public {
        vm.recordLogs();
        _notary.anchorBatch(new bytes32[](0));
        assertEq(vm.getRecordedLogs().length, 0);
    }

    // -- isAnchored

    function testFuzz_isAnchored_aTreeOfOneLeaf(bytes32 leaf) public {
        bytes32 root = _hashed(leaf);
        bytes32[] memory proof = new bytes32[](0);
        assertFalse(_notary.isAnchored(root, leaf, proof), "before it is anchored");
        _notary.anchor(root);
        assertTrue(_notary.isAnchored(root, leaf, proof));
    }

    function testFuzz_isAnchored_aTreeOfTwoLeaves(bytes32 leaf, bytes32 other, bytes32 third) public {
        vm.assume(third != leaf && third != other);
        bytes32 root = _pair(_hashed(leaf), _hashed(other));
        _notary.anchor(root);

        assertTrue(_notary.isAnchored(root, leaf, _proof(_hashed(other))));
        assertTrue(_notary.isAnchored(root, other, _proof(_hashed(leaf))));
        assertFalse(_notary.isAnchored(root, third, _proof(_hashed(other))), "a leaf that isn't in the tree");
        assertFalse(_notary.isAnchored(root, leaf, new bytes32[](0)), "without its proof");
    }

    function testFuzz_isAnchored_takesNoNodeForALeaf(bytes32 leaf, bytes32 other) public {
        bytes32 root = _pair(_hashed(leaf), _hashed(other));
        _notary.anchor(root);

        assertFalse(_notary.isAnchored(root, root, new bytes32[](0)), "the root");
        assertFalse(_notary.isAnchored(root, _hashed(leaf), _proof(_hashed(other))), "a leaf that is hashed already");
        assertFalse(_notary.isAnchored(root, keccak256(abi.encode(leaf)), _proof(_hashed(other))), "half-way");
    }

    // -- version

    function test_version() public view {
        assertEq(_notary.version(), "1.0.0");
    }

    function _expectAnchored(bytes32 root, uint256 time, uint256 number) private view {
        (uint40 actualTime, uint64 actualNumber) = _notary.anchoredAt(root);
        assertEq(uint256(actualTime), time, "time");
        assertEq(uint256(actualNumber), number, "block number");
    }

    function _hashed(bytes32 leaf) private pure returns (bytes32) {
        return keccak256(bytes.concat(keccak256(abi.encode(leaf))));
    }

    function _pair(bytes32 a, bytes32 b) private pure returns (bytes32) {
        return a < b ? keccak256(bytes.concat(a, b)) : keccak256(bytes.concat(b, a));
    }

    function _proof(bytes32 sibling) private pure returns (bytes32[] memory proof) {
        proof = new bytes32[](1);
        proof[0] = sibling;
    }
}
