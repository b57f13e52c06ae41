// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {OfficeNumber} from "./OfficeNumber.sol";

/// The one who writes, for the time of a call; never stored. The council, and an institution's controller, write without an
/// office number.
///
///  49      48     47                    23          0
///  | state | body | mandate position 24 | office 24 |
///
/// - state: a member state, or for what is the council's, the council.
/// - body: it decides inside the scope of its mandate, which is the detail of the act at the position.
type Actor is uint256;

using {office, isState, isBody, mandatePosition} for Actor global;

uint256 constant STATE_ACTOR = 1 << 49;
uint256 constant BODY_ACTOR = 1 << 48;

Actor constant CONTROLLER = Actor.wrap(0);
Actor constant COUNCIL = Actor.wrap(STATE_ACTOR);

function stateActor(OfficeNumber number) pure returns (Actor) {
    return Actor.wrap(STATE_ACTOR | OfficeNumber.unwrap(number));
}

function bodyActor(OfficeNumber number, uint24 position) pure returns (Actor) {
    return Actor.wrap(BODY_ACTOR | (uint256(position) << 24) | OfficeNumber.unwrap(number));
}

/// A trust service provider, or who acts with no more than a provider's weight.
function providerActor(OfficeNumber number) pure returns (Actor) {
    return Actor.wrap(OfficeNumber.unwrap(number));
}

function office(Actor actor) pure returns (OfficeNumber) {
    return OfficeNumber.wrap(uint24(Actor.unwrap(actor)));
}

function isState(Actor actor) pure returns (bool) {
    return Actor.unwrap(actor) & STATE_ACTOR != 0;
}

function isBody(Actor actor) pure returns (bool) {
    return Actor.unwrap(actor) & BODY_ACTOR != 0;
}

function mandatePosition(Actor actor) pure returns (uint24) {
    return uint24(Actor.unwrap(actor) >> 24);
}
