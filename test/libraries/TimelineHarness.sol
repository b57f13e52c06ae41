// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {Finding, Timeline, Timelines} from "../../contracts/libraries/Timelines.sol";
import {WritingRules} from "../../contracts/libraries/WritingRules.sol";
import {Act, BY_STATE, EVER_COMPROMISED, newAct} from "../../contracts/types/Act.sol";
import {ActKind} from "../../contracts/types/ActKind.sol";
import {Correction} from "../../contracts/types/Correction.sol";
import {OfficeNumber} from "../../contracts/types/OfficeNumber.sol";

/// One timeline, written by the rules (`grant`, `suspend`, …) or without (`append`), now.
contract TimelineHarness {
    using Timelines for Timeline;
    using WritingRules for Timeline;

    Timeline private _timeline;

    // -- without the rules

    function append(Act act) public {
        if (_timeline.head.everCompromised() || act.kind() == ActKind.Compromise) {
            act = Act.wrap(Act.unwrap(act) | (EVER_COMPROMISED << 104));
        }
        _timeline.append(act);
    }

    // -- by the rules

    function grant(uint40 from, uint40 until, bool byState, uint24 office, bool exclusive) external {
        from = _timeline.checkGrant(from, until, byState, OfficeNumber.wrap(office), exclusive);
        _write(ActKind.Grant, from, until, byState, office);
    }

    function suspend(uint40 from, uint40 until, bool byState, uint24 office) external {
        _write(ActKind.Suspend, _timeline.checkSuspend(from, until, byState), until, byState, office);
    }

    function reinstate(uint40 from, bool byState, uint24 office) external {
        _write(ActKind.Reinstate, _timeline.checkReinstate(from, byState), 0, byState, office);
    }

    function terminate(
        ActKind kind,
        uint40 from,
        bool byState,
        uint24 office,
        bool mayExclude,
        bool mayYield
    ) external {
        from = _timeline.checkTermination(kind, from, byState, mayExclude, mayYield);
        _write(kind, from, 0, byState, office);
    }

    function voidFrom(ActKind kind, uint40 from, bool byState, uint24 office) external {
        _write(kind, _timeline.checkVoid(kind, from, byState), 0, byState, office);
    }

    function cancel(uint24 position, bool byState, uint24 office) external returns (Act cancelled) {
        cancelled = _timeline.checkCancel(position, byState);
        _write(ActKind.Cancel, uint40(block.timestamp), position, byState, office);
    }

    function rectify(Correction[] calldata corrections, bool byState, uint24 office) external {
        _write(ActKind.Rectify, uint40(block.timestamp), 0, byState, office);
        for (uint256 i = 0; i < corrections.length; ++i) {
            _write(corrections[i].kind, corrections[i].from, corrections[i].until, byState, office);
        }
    }

    function checkOwnAndRecent(uint24 office) external view {
        _timeline.checkOwnAndRecent(OfficeNumber.wrap(office));
    }

    function checkNothingImposed() external view {
        _timeline.checkNothingImposed();
    }

    function checkWindow(uint40 from, uint40 until) external pure returns (uint40) {
        return WritingRules.checkWindow(from, until);
    }

    // -- reads

    function lookUp(uint40 time, uint40 knownAt) external view returns (Finding memory) {
        return _timeline.lookUp(time, knownAt);
    }

    function length() external view returns (uint256) {
        return _timeline.length();
    }

    function get(uint256 position) external view returns (Act) {
        return _timeline.get(position);
    }

    function newestGrant() external view returns (Act) {
        return _timeline.newestGrant();
    }

    function _write(ActKind kind, uint40 from, uint40 until, bool byState, uint24 office) private {
        append(
            newAct(kind, from, until, uint40(block.timestamp), OfficeNumber.wrap(office), byState ? BY_STATE : 0, 0)
        );
    }
}
