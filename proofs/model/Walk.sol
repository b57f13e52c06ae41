// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {ActKind} from "../../contracts/types/ActKind.sol";
import {Status} from "../../contracts/types/Status.sol";
import {LiftedStep} from "../lifted/Step.sol";
import {Act} from "./Act.sol";

/// A walk that nothing has decided yet, at any point, and one step more.
abstract contract Walk is LiftedStep {
    /// @param passed A grant that begins later was passed.
    /// @param suspension The one that is remembered, if any.
    constructor(bool passed, bool lifted_, Act suspension) {
        foundStatus = passed ? Status.NotYet : Status.Never;
        lifted = lifted_;
        foundSuspension = suspension;
    }
}
