// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {ActKind} from "../../contracts/types/ActKind.sol";
import {Correction} from "../../contracts/types/Correction.sol";
import {Status} from "../../contracts/types/Status.sol";
import {EVERYWHERE} from "../../contracts/types/Territories.sol";
import {Test} from "./Test.sol";

/// Reads the stories from practice, test/vectors/timeline-stories.json.
contract StoryBook is Test {
    struct StoryAct {
        uint40 recordedAt;
        ActKind kind;
        /// When it was recorded, where the story gives no begin.
        uint40 from;
        uint40 until;
        bool byState;
        /// Position that a cancel cancels.
        uint24 cancelled;
        /// Why it must be refused: SUSPENDED, STATE_DECIDED or COMPROMISED; empty where it is recorded.
        string refused;
        Correction[] corrections;
    }

    struct StoryQuestion {
        uint40 time;
        /// 0: as known after everything.
        uint40 knownAt;
        Status status;
    }

    struct Story {
        string name;
        StoryAct[] acts;
        StoryQuestion[] questions;
    }

    string private constant FILE = "test/vectors/timeline-stories.json";
    string[10] private _kinds = [
        "none",
        "grant",
        "suspend",
        "reinstate",
        "withdraw",
        "end",
        "annul",
        "compromise",
        "cancel",
        "rectify"
    ];
    string[9] private _statuses = [
        "never",
        "notYet",
        "active",
        "suspended",
        "lapsed",
        "withdrawn",
        "ended",
        "annulled",
        "compromised"
    ];

    error StoryWordUnknown(string word);

    /// The file with the length of each of its lists is read once; a story then takes a few look-ups.
    function count() external view returns (uint256 stories) {
        return _count(vm.readFile(FILE), "$");
    }

    function story(uint256 index) external view returns (Story memory story_) {
        string memory json = vm.readFile(FILE);
        string memory path = _at("$", index);
        story_.name = vm.parseJsonString(json, string.concat(path, ".name"));

        string memory list = string.concat(path, ".acts");
        story_.acts = new StoryAct[](_count(json, list));
        for (uint256 i = 0; i < story_.acts.length; ++i) story_.acts[i] = _act(json, _at(list, i));

        list = string.concat(path, ".questions");
        story_.questions = new StoryQuestion[](_count(json, list));
        for (uint256 i = 0; i < story_.questions.length; ++i) story_.questions[i] = _question(json, _at(list, i));
    }

    /// The seconds of a UTC date, `YYYY-MM-DD` or `YYYY-MM-DDThh:mm:ssZ`; 0 for all before 1970.
    function secondsOf(string memory date) public pure returns (uint40) {
        bytes memory text = bytes(date);
        (uint256 year, uint256 month, uint256 day) = (_number(text, 0, 4), _number(text, 5, 7), _number(text, 8, 10));
        if (year < 1970) return 0;
        // years that begin in March: the leap day is the last
        if (month <= 2) (year, month) = (year - 1, month + 12);
        uint256 dayNumber = 365 * year + year / 4 - year / 100 + year / 400 + (153 * (month - 3) + 2) / 5 + day;
        uint256 time = (dayNumber - 719469) * 1 days;
        if (text.length > 10) {
            time += _number(text, 11, 13) * 1 hours + _number(text, 14, 16) * 1 minutes + _number(text, 17, 19);
        }
        return uint40(time);
    }

    function _act(string memory json, string memory path) private view returns (StoryAct memory act) {
        string memory key = string.concat(path, ".recordedAt");
        act.recordedAt = secondsOf(vm.parseJsonString(json, key));
        act.kind = ActKind(_indexOf(vm.parseJsonString(json, string.concat(path, ".act")), true));
        act.from = _date(json, string.concat(path, ".from"), act.recordedAt);
        act.until = _date(json, string.concat(path, ".until"), 0);
        act.byState = vm.keyExistsJson(json, string.concat(path, ".by"));
        key = string.concat(path, ".of");
        if (vm.keyExistsJson(json, key)) act.cancelled = uint24(vm.parseJsonUint(json, key));
        key = string.concat(path, ".refused");
        if (vm.keyExistsJson(json, key)) act.refused = vm.parseJsonString(json, key);

        key = string.concat(path, ".acts");
        act.corrections = new Correction[](vm.keyExistsJson(json, key) ? _count(json, key) : 0);
        for (uint256 i = 0; i < act.corrections.length; ++i) {
            act.corrections[i] = _correction(json, _at(key, i));
        }
    }

    function _correction(string memory json, string memory path) private view returns (Correction memory) {
        ActKind kind = ActKind(_indexOf(vm.parseJsonString(json, string.concat(path, ".act")), true));
        uint40 from = secondsOf(vm.parseJsonString(json, string.concat(path, ".from")));
        return Correction(kind, from, _date(json, string.concat(path, ".until"), 0), EVERYWHERE, false, 0);
    }

    function _question(string memory json, string memory path) private view returns (StoryQuestion memory) {
        return
            StoryQuestion(
                secondsOf(vm.parseJsonString(json, string.concat(path, ".at"))),
                _date(json, string.concat(path, ".knownAt"), 0),
                Status(_indexOf(vm.parseJsonString(json, string.concat(path, ".standing")), false))
            );
    }

    function _date(string memory json, string memory path, uint40 otherwise) private view returns (uint40) {
        return vm.keyExistsJson(json, path) ? secondsOf(vm.parseJsonString(json, path)) : otherwise;
    }

    function _indexOf(string memory word, bool ofKinds) private view returns (uint256 index) {
        uint256 length = ofKinds ? _kinds.length : _statuses.length;
        for (; index < length; ++index) {
            if (keccak256(bytes(ofKinds ? _kinds[index] : _statuses[index])) == keccak256(bytes(word))) return index;
        }
        revert StoryWordUnknown(word);
    }

    function _count(string memory json, string memory list) private view returns (uint256 length) {
        while (vm.keyExistsJson(json, _at(list, length))) ++length;
    }

    function _at(string memory list, uint256 index) private pure returns (string memory) {
        return string.concat(list, "[", vm.toString(index), "]");
    }

    function _number(bytes memory text, uint256 from, uint256 until) private pure returns (uint256 number) {
        for (uint256 i = from; i < until; ++i) number = 10 * number + uint8(text[i]) - 48;
    }
}
