// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IRegistryHistory} from "../interfaces/IRegistryHistory.sol";
import {Timeline, Timelines} from "../libraries/Timelines.sol";
import {Act} from "../types/Act.sol";
import {BindingId} from "../types/BindingId.sol";
import {countryIn} from "../types/Content.sol";
import {CountryCode} from "../types/CountryCode.sol";
import {InstitutionId} from "../types/InstitutionId.sol";
import {OfficeNumber} from "../types/OfficeNumber.sol";
import {RecordKey} from "../types/RecordKey.sol";
import {InstitutionFile, RegistryStorage} from "./RegistryStorage.sol";

/// What is kept, as it is kept.
abstract contract RegistryHistory is RegistryStorage, IRegistryHistory {
    using Timelines for Timeline;

    /// @inheritdoc IRegistryHistory
    function holderCount(BindingId binding) external view returns (uint256) {
        return _registry().holderCounts[binding];
    }

    /// @inheritdoc IRegistryHistory
    function actCount(RecordKey calldata key) external view returns (uint256) {
        return _timeline(key).length();
    }

    /// @inheritdoc IRegistryHistory
    function acts(
        RecordKey calldata key,
        uint256 first,
        uint256 count
    ) external view returns (Act[] memory acts_, bytes32[] memory details) {
        Timeline storage timeline = _timeline(key);
        uint256 length = timeline.length();
        if (first >= length) count = 0;
        else if (count > length - first) count = length - first;
        acts_ = new Act[](count);
        details = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) {
            acts_[i] = timeline.get(first + i);
            details[i] = timeline.details[first + i];
        }
    }

    /// @inheritdoc IRegistryHistory
    function institution(
        InstitutionId id
    ) external view returns (CountryCode country, bytes32 profileHash, address controller, OfficeNumber provider) {
        InstitutionFile storage file = _registry().files[id];
        country = countryIn(_registry().institutions[id].head.content());
        return (country, file.profileHash, file.controller, file.provider);
    }
}
