// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

/// The council's hand: what a council decided waits here, in everybody's sight, and is then executed by anybody.
///
/// A TimelockController without the ways in which its own operations could lock the council out:
///
/// - Proposers are governors of this timelock. A proposer goes only by an operation that *another* one scheduled, and
///   which thereby shows that it works; so a council is replaced by its successor. With it goes what it had scheduled.
/// - A canceller can cancel what it scheduled itself, and nothing else: no veto over an operation that would remove it.
/// - Execution is open to everybody, for good.
/// - The timelock is its own only admin, once the account that deployed it has renounced, which takes a proposer.
/// - The delay stays between `MIN_DELAY` and `MAX_DELAY`. An operation that nobody executed for `GRACE_PERIOD` is void, so
///   that no decision comes into force when its reasons are forgotten.
contract CouncilTimelock is TimelockController {
    /// Delay at deployment.
    uint256 public constant INITIAL_DELAY = 3 days;
    /// Shortest delay that a vote can set.
    uint256 public constant MIN_DELAY = 1 days;
    /// Longest delay that a vote can set.
    uint256 public constant MAX_DELAY = 30 days;
    /// How long an operation can be executed once its delay is over.
    uint256 public constant GRACE_PERIOD = 30 days;

    mapping(bytes32 id => address) private _schedulers;
    uint256 private _proposerCount;
    /// Who scheduled the operation that is being executed.
    address private transient _executing;

    /// `delay` seconds is out of the bounds, both allowed.
    error CouncilTimelockDelayOutOfRange(uint256 delay, uint256 min, uint256 max);
    /// The timelock is its own only admin; `account` neither becomes one nor ceases to be one.
    error CouncilTimelockAdminFixed(address account);
    /// `account` isn't a governor whose timelock this is.
    error CouncilTimelockNotGovernor(address account);
    /// There is no proposer yet; the deploying `account` remains admin.
    error CouncilTimelockWithoutProposer(address account);
    /// The proposer `account` can be removed only by an operation of another one.
    error CouncilTimelockSelfRemoval(address account);
    /// Execution stays open to everybody.
    error CouncilTimelockExecutionStaysOpen();
    /// `canceller` didn't schedule the operation, `scheduler` did.
    error CouncilTimelockForeignOperation(bytes32 id, address canceller, address scheduler);
    /// Who scheduled the operation is no proposer any more.
    error CouncilTimelockSchedulerRemoved(bytes32 id, address scheduler);
    /// The operation is void since `expiry`.
    error CouncilTimelockOperationExpired(bytes32 id, uint256 expiry);

    /// @param deployer Admin until it has made the council a proposer and canceller, and renounces.
    constructor(address deployer) TimelockController(INITIAL_DELAY, new address[](0), _everybody(), deployer) {}

    /// How many governors can schedule.
    function proposerCount() external view returns (uint256) {
        return _proposerCount;
    }

    /// Who scheduled an operation; zero where it never was.
    function schedulerOf(bytes32 id) external view returns (address) {
        return _schedulers[id];
    }

    function version() external pure returns (string memory) {
        return "1.0.0";
    }

    /// When a scheduled operation becomes void, exclusive; meaningless where `getTimestamp` is 0 or 1.
    function expiryOf(bytes32 id) public view returns (uint256) {
        return getTimestamp(id) + GRACE_PERIOD;
    }

    /// @inheritdoc TimelockController
    function schedule(
        address target,
        uint256 value,
        bytes calldata data,
        bytes32 predecessor,
        bytes32 salt,
        uint256 delay
    ) public override {
        super.schedule(target, value, data, predecessor, salt, delay);
        _schedulers[hashOperation(target, value, data, predecessor, salt)] = msg.sender;
    }

    /// @inheritdoc TimelockController
    function scheduleBatch(
        address[] calldata targets,
        uint256[] calldata values,
        bytes[] calldata payloads,
        bytes32 predecessor,
        bytes32 salt,
        uint256 delay
    ) public override {
        super.scheduleBatch(targets, values, payloads, predecessor, salt, delay);
        _schedulers[hashOperationBatch(targets, values, payloads, predecessor, salt)] = msg.sender;
    }

    /// @inheritdoc TimelockController
    function execute(
        address target,
        uint256 value,
        bytes calldata payload,
        bytes32 predecessor,
        bytes32 salt
    ) public payable override {
        address outer = _enter(hashOperation(target, value, payload, predecessor, salt));
        super.execute(target, value, payload, predecessor, salt);
        _executing = outer;
    }

    /// @inheritdoc TimelockController
    function executeBatch(
        address[] calldata targets,
        uint256[] calldata values,
        bytes[] calldata payloads,
        bytes32 predecessor,
        bytes32 salt
    ) public payable override {
        address outer = _enter(hashOperationBatch(targets, values, payloads, predecessor, salt));
        super.executeBatch(targets, values, payloads, predecessor, salt);
        _executing = outer;
    }

    /// @inheritdoc TimelockController
    function cancel(bytes32 id) public override {
        super.cancel(id);
        if (_schedulers[id] != msg.sender) revert CouncilTimelockForeignOperation(id, msg.sender, _schedulers[id]);
    }

    /// @inheritdoc TimelockController
    function updateDelay(uint256 newDelay) public override {
        super.updateDelay(newDelay);
        if (newDelay < MIN_DELAY || newDelay > MAX_DELAY) {
            revert CouncilTimelockDelayOutOfRange(newDelay, MIN_DELAY, MAX_DELAY);
        }
    }

    function _grantRole(bytes32 role, address account) internal override returns (bool granted) {
        granted = super._grantRole(role, account);
        if (!granted) return false;

        if (role == DEFAULT_ADMIN_ROLE) {
            // Only the constructor's two: there is no code yet.
            if (address(this).code.length != 0) revert CouncilTimelockAdminFixed(account);
        } else if (role == PROPOSER_ROLE) {
            if (!_isGovernor(account)) revert CouncilTimelockNotGovernor(account);
            ++_proposerCount;
        }
    }

    function _revokeRole(bytes32 role, address account) internal override returns (bool revoked) {
        revoked = super._revokeRole(role, account);
        if (!revoked) return false;

        if (role == DEFAULT_ADMIN_ROLE) {
            if (account == address(this)) revert CouncilTimelockAdminFixed(account);
            if (_proposerCount == 0) revert CouncilTimelockWithoutProposer(account);
        } else if (role == EXECUTOR_ROLE) {
            if (account == address(0)) revert CouncilTimelockExecutionStaysOpen();
        } else if (role == PROPOSER_ROLE) {
            // The account has lost the role by now, so this also holds where it scheduled the operation itself.
            if (!hasRole(PROPOSER_ROLE, _executing)) revert CouncilTimelockSelfRemoval(account);
            --_proposerCount;
        }
    }

    /// @return outer Who scheduled the operation, if any, from within which this one is executed.
    function _enter(bytes32 id) private returns (address outer) {
        address scheduler = _schedulers[id];
        if (isOperationReady(id)) {
            if (!hasRole(PROPOSER_ROLE, scheduler)) revert CouncilTimelockSchedulerRemoved(id, scheduler);
            if (block.timestamp >= expiryOf(id)) revert CouncilTimelockOperationExpired(id, expiryOf(id));
        }
        outer = _executing;
        _executing = scheduler;
    }

    /// Guards against a slip, not against a fake: what a governor's code does, those who vote for it have to judge.
    function _isGovernor(address account) private view returns (bool) {
        (bool success, bytes memory answer) = account.staticcall(abi.encodeWithSignature("timelock()"));
        return success && answer.length == 32 && uint256(bytes32(answer)) == uint160(address(this));
    }

    function _everybody() private pure returns (address[] memory executors) {
        executors = new address[](1);
    }
}
