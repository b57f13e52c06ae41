// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {Act} from "../types/Act.sol";
import {BindingId} from "../types/BindingId.sol";
import {CountryCode} from "../types/CountryCode.sol";
import {InstitutionId} from "../types/InstitutionId.sol";
import {OfficeNumber} from "../types/OfficeNumber.sol";
import {RecordKey} from "../types/RecordKey.sol";

/// What the register keeps of its records, for those who check an answer or build their own index.
interface IRegistryHistory {
    /// How many institutions the binding was ever recorded for: the number of different `subject`s in the logs
    /// `ActRecorded(Binding, subject, binding)`, so that a client sees when a log was withheld.
    function holderCount(BindingId binding) external view returns (uint256);

    /// Number of acts in a record's timeline.
    function actCount(RecordKey calldata key) external view returns (uint256);

    /// Acts of a record's timeline in the order of recording, with their details; fewer than `count` at the end.
    function acts(
        RecordKey calldata key,
        uint256 first,
        uint256 count
    ) external view returns (Act[] memory, bytes32[] memory details);

    /// What is kept of an institution beside its timelines. The country is zero where it is unknown.
    function institution(
        InstitutionId id
    ) external view returns (CountryCode country, bytes32 profileHash, address controller, OfficeNumber provider);
}
