// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IOfficeMulticall} from "./IOfficeMulticall.sol";
import {IRegistryActs} from "./IRegistryActs.sol";
import {IRegistryErrors} from "./IRegistryErrors.sol";
import {IRegistryEvents} from "./IRegistryEvents.sol";
import {IRegistryGrants} from "./IRegistryGrants.sol";
import {IRegistryHistory} from "./IRegistryHistory.sol";
import {IRegistryOffices} from "./IRegistryOffices.sol";
import {IRegistryQuestions} from "./IRegistryQuestions.sol";
import {ISeatBook} from "./ISeatBook.sol";

/// The trusted-issuer registry: who may award what, decided by those who decide it in law, and every past answer kept. This is
/// the interface of the one address that clients and offices use (`TrustedIssuerRegistry` behind its proxy).
interface ITrustedIssuerRegistry is
    IOfficeMulticall,
    IRegistryErrors,
    IRegistryEvents,
    IRegistryActs,
    IRegistryGrants,
    ISeatBook,
    IRegistryOffices,
    IRegistryQuestions,
    IRegistryHistory
{
    /// Once, when the proxy is deployed: the authority on which the council's functions hang.
    function initialize(address authority) external;

    /// Replaces the implementation. By the council only.
    function upgradeToAndCall(address implementation, bytes calldata data) external payable;

    /// The authority on which the council's functions hang.
    function authority() external view returns (address);

    /// The contract that holds the half of the code that is called seldom.
    function extension() external view returns (address);

    /// ERC-165.
    function supportsInterface(bytes4 interfaceId) external view returns (bool);

    /// Semantic version of the implementation.
    function version() external pure returns (string memory);
}
