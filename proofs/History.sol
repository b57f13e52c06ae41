// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {LiftedHistory} from "./lifted/History.sol";
import {Act} from "./model/Act.sol";

/// An append leaves every act that was recorded before as it was.
/// @custom:twin contracts/libraries/Timelines.sol: `timeline.past[position] = head` → `timeline.past[0] = head`
contract AppendKeepsEveryAct is LiftedHistory {
    constructor(Act head, Act past, uint256 position, Act act) {
        timeline.head = head;
        timeline.past[position] = past;
        require(position < length());
        Act recorded = get(position);
        append(act);
        assert(Act.unwrap(get(position)) == Act.unwrap(recorded));
    }
}

/// An append makes a timeline longer by one act, never shorter.
/// @custom:twin contracts/libraries/Timelines.sol: `act.atPosition(position + 1)` → `act.atPosition(position)`
contract AppendAddsOneAct is LiftedHistory {
    constructor(Act head, Act act) {
        timeline.head = head;
        require(!act.isNone() && act.position() == 0);
        uint256 count = length();
        append(act);
        assert(length() == count + 1);
    }
}
