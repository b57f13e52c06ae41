// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";

/// What one would write on a first afternoon: a map of who may award what, behind one role. It answers for now only, for
/// nobody's country in particular, and forgets what it is told to forget.
contract NaiveRegistry is AccessControl {
    bytes32 public constant ACCREDITOR_ROLE = keccak256("ACCREDITOR_ROLE");

    mapping(bytes32 institution => bytes32 hash) public profileHash;
    mapping(bytes32 institution => mapping(bytes32 qualificationType => bool)) public isAccredited;
    mapping(bytes32 institution => mapping(bytes32 key => bool)) public isBound;
    mapping(bytes32 root => uint256 time) public anchoredAt;

    event Registered(bytes32 indexed institution, bytes profile);
    event Accredited(bytes32 indexed institution, bytes32 indexed qualificationType);
    event AccreditedMany(bytes32 indexed institution, bytes32[] qualificationTypes);
    event Withdrawn(bytes32 indexed institution, bytes32 indexed qualificationType);
    event Bound(bytes32 indexed institution, bytes32 indexed key);
    event Anchored(bytes32 indexed root);

    constructor(address accreditor) {
        _grantRole(ACCREDITOR_ROLE, accreditor);
    }

    function register(bytes32 institution, bytes calldata profile) external onlyRole(ACCREDITOR_ROLE) {
        _register(institution, profile);
    }

    function registerMany(
        bytes32[] calldata institutions,
        bytes[] calldata profiles
    ) external onlyRole(ACCREDITOR_ROLE) {
        for (uint256 i = 0; i < institutions.length; ++i) _register(institutions[i], profiles[i]);
    }

    function accredit(bytes32 institution, bytes32 qualificationType) external onlyRole(ACCREDITOR_ROLE) {
        isAccredited[institution][qualificationType] = true;
        emit Accredited(institution, qualificationType);
    }

    function accreditMany(
        bytes32 institution,
        bytes32[] calldata qualificationTypes
    ) external onlyRole(ACCREDITOR_ROLE) {
        for (uint256 i = 0; i < qualificationTypes.length; ++i) isAccredited[institution][qualificationTypes[i]] = true;
        emit AccreditedMany(institution, qualificationTypes);
    }

    function withdraw(bytes32 institution, bytes32 qualificationType) external onlyRole(ACCREDITOR_ROLE) {
        delete isAccredited[institution][qualificationType];
        emit Withdrawn(institution, qualificationType);
    }

    function bind(bytes32 institution, bytes32 key) external onlyRole(ACCREDITOR_ROLE) {
        isBound[institution][key] = true;
        emit Bound(institution, key);
    }

    function anchor(bytes32 root) external onlyRole(ACCREDITOR_ROLE) {
        anchoredAt[root] = block.timestamp;
        emit Anchored(root);
    }

    function areAccredited(
        bytes32[] calldata institutions,
        bytes32[] calldata qualificationTypes
    ) external view returns (bool[] memory answers) {
        answers = new bool[](institutions.length);
        for (uint256 i = 0; i < answers.length; ++i) answers[i] = isAccredited[institutions[i]][qualificationTypes[i]];
    }

    function _register(bytes32 institution, bytes calldata profile) private {
        profileHash[institution] = keccak256(profile);
        emit Registered(institution, profile);
    }
}
