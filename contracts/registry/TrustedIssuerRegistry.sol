// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import {ERC165Upgradeable} from "@openzeppelin/contracts-upgradeable/utils/introspection/ERC165Upgradeable.sol";
import {OfficeMulticall} from "../governance/OfficeMulticall.sol";
import {IOfficeMulticall} from "../interfaces/IOfficeMulticall.sol";
import {IRegistryActs} from "../interfaces/IRegistryActs.sol";
import {IRegistryGrants} from "../interfaces/IRegistryGrants.sol";
import {IRegistryHistory} from "../interfaces/IRegistryHistory.sol";
import {IRegistryOffices} from "../interfaces/IRegistryOffices.sol";
import {IRegistryQuestions} from "../interfaces/IRegistryQuestions.sol";
import {ISeatBook} from "../interfaces/ISeatBook.sol";
import {RegistryGrants} from "./RegistryGrants.sol";
import {RegistryQuestions} from "./RegistryQuestions.sol";

/// The register of the organisations that may award qualifications, and of which types each may award.
///
/// Everything that is decided is an *act*, appended to the timeline of the record that it concerns (`Timelines`): seats and
/// mandates, institutions, qualification types, programme and institutional accreditations, bindings. An answer is looked up
/// in those timelines for any moment, as known at any moment (`RegistryQuestions`). An act is written by whoever holds the
/// power over its record (`RegistryActors`) if the rules for writing allow it (`WritingRules`): what grants in
/// `RegistryGrants`, everything else in `RegistryExtension`, to which this contract passes on what it doesn't know itself.
/// Its whole interface is `ITrustedIssuerRegistry`.
///
/// Trust assumptions: the council can upgrade this contract, by vote and with three days' notice, and could so change
/// anything. `MemberStates` decides who sits. A member state could misuse its own country only.
contract TrustedIssuerRegistry is
    RegistryQuestions,
    RegistryGrants,
    OfficeMulticall,
    UUPSUpgradeable,
    ERC165Upgradeable
{
    /// The same for all proxies of this implementation.
    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    address private immutable _extension;

    /// @param extension_ The `RegistryExtension` of the same sources: an address, so that its code isn't compiled with this one's settings.
    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(address extension_) {
        _extension = extension_;
        _disableInitializers();
    }

    /// @param authority The `CouncilAuthority`, on which the council's functions hang.
    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
    }

    /// The target is a part of this very code, set when it was deployed.
    /// @custom:oz-upgrades-unsafe-allow delegatecall
    fallback() external {
        address extension_ = _extension;
        assembly ("memory-safe") {
            calldatacopy(0, 0, calldatasize())
            let success := delegatecall(gas(), extension_, 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            switch success
            case 0 {
                revert(0, returndatasize())
            }
            default {
                return(0, returndatasize())
            }
        }
    }

    /// Semantic version of the implementation.
    function version() external pure returns (string memory) {
        return "1.0.0";
    }

    /// The contract that holds the other half of the code.
    function extension() external view returns (address) {
        return _extension;
    }

    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return
            interfaceId == type(IRegistryQuestions).interfaceId ||
            interfaceId == type(IRegistryHistory).interfaceId ||
            interfaceId == type(IRegistryGrants).interfaceId ||
            interfaceId == type(IRegistryActs).interfaceId ||
            interfaceId == type(IRegistryOffices).interfaceId ||
            interfaceId == type(ISeatBook).interfaceId ||
            interfaceId == type(IOfficeMulticall).interfaceId ||
            super.supportsInterface(interfaceId);
    }

    function _authorizeUpgrade(address) internal override restricted {}
}
