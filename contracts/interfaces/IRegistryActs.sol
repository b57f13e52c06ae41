// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {Correction} from "../types/Correction.sol";
import {InstitutionId} from "../types/InstitutionId.sol";
import {RecordKey} from "../types/RecordKey.sol";

/// The acts that the kinds of record share. Times are Unix seconds UTC; `evidence` is the hash of the published decision.
///
/// | record            | who                                                        | acts                                     |
/// |-------------------|------------------------------------------------------------|------------------------------------------|
/// | mandate           | its member state                                           | suspend reinstate end cancel rectify     |
/// | institution       | a body or the member state of its country                  | all but compromise                       |
/// | qualification type| a body (in scope) or the member state; of `EU`, the council| withdraw end (retire) annul cancel rectify|
/// | accreditations    | a body (in scope) or the member state of the institution's | all but compromise                       |
/// | binding           | see `bind`                                                 | end annul compromise cancel rectify      |
///
/// Seats are written through `MemberStates`. Offices call inside `multicall`. What restricts (suspend, withdraw, end, annul,
/// compromise, cancelling a grant) works during a pause and with a suspended seat. A restricting act whose `from` went by begins
/// now. What the member state imposed only the member state lifts. Errors: `WritingRules`, `IRegistryErrors`.
interface IRegistryActs {
    /// What is active is suspended.
    /// @param from Begin, inclusive; 0 or past means now.
    /// @param until End, exclusive; 0 means until reinstatement.
    function suspend(RecordKey calldata key, uint40 from, uint40 until, bytes32 evidence) external;

    /// Suspensions recorded before no longer count.
    /// @param from Begin, inclusive; 0 means now.
    function reinstate(RecordKey calldata key, uint40 from, bytes32 evidence) external;

    /// Withdrawn by the authority. On a programme that was never accredited: an explicit exclusion.
    /// @param from Begin, inclusive; 0 or past means now (for an exclusion that is the record's first act: 0 means always).
    function withdraw(RecordKey calldata key, uint40 from, bytes32 evidence) external;

    /// Given up by the institution or run out by agreement; an institution closes, a type is retired.
    /// @param from Begin, inclusive; 0 or past means now.
    /// @param successor Of an institution that closes: the one that takes its place; else 0.
    function end(RecordKey calldata key, uint40 from, InstitutionId successor, bytes32 evidence) external;

    /// The grant that begins at `from` is void, and all after it.
    /// @param from Begin of the grant, as recorded.
    function annul(RecordKey calldata key, uint40 from, bytes32 evidence) external;

    /// A binding is untrusted since `from`. Never bound again.
    /// @param from Not after now; 0 means now.
    function compromise(RecordKey calldata key, uint40 from, bytes32 evidence) external;

    /// The act at `position`, not yet in effect, never happened.
    function cancel(RecordKey calldata key, uint24 position, bytes32 evidence) external;

    /// Nothing recorded before counts; the corrections do. By the member state (of bindings: the appointed provider; of `EU`
    /// types: the council) at any time; by a body for what it alone recorded in the last 30 days. The institution's state rectifies a binding
    /// without corrections only, to lift what it imposed.
    function rectify(RecordKey calldata key, Correction[] calldata corrections, bytes32 evidence) external;
}
