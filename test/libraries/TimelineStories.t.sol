// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {WritingRules} from "../../contracts/libraries/WritingRules.sol";
import {ActKind} from "../../contracts/types/ActKind.sol";
import {Status} from "../../contracts/types/Status.sol";
import {StoryBook} from "../utils/StoryBook.sol";
import {Test} from "../utils/Test.sol";
import {TimelineHarness} from "./TimelineHarness.sol";

/// The stories from practice, told to a bare timeline.
contract TimelineStoriesTest is Test {
    uint24 private constant STATE = 1;
    uint24 private constant BODY = 2;
    uint40 private constant LATER = 2_208_988_800; // 2040

    StoryBook private book;

    function setUp() public {
        book = new StoryBook();
    }

    function test_stories_areReadAsTheyAreWritten() public view {
        assertEq(book.count(), 48);
        assertEq(book.secondsOf("1970-01-01"), 0);
        assertEq(book.secondsOf("1950-01-01"), 0);
        assertEq(book.secondsOf("2000-02-29"), 951_782_400);
        assertEq(book.secondsOf("2024-12-31T23:59:59Z"), 1_735_689_599);
        assertEq(book.secondsOf("2025-01-01"), 1_735_689_600);
    }

    function test_stories_answerAllTheirQuestions() public {
        uint256 questions = 0;
        uint256 refusals = 0;
        for (uint256 i = 0; i < book.count(); ++i) {
            StoryBook.Story memory story = book.story(i);
            TimelineHarness timeline = new TimelineHarness();
            for (uint256 j = 0; j < story.acts.length; ++j) {
                bytes32 refused = keccak256(bytes(story.acts[j].refused));
                vm.warp(story.acts[j].recordedAt);
                (bool done, bytes memory answer) = address(timeline).call(_written(story.acts[j], story.name));
                assertEq(done, refused == keccak256(""), story.name);
                if (!done) assertEq(bytes32(bytes4(answer)), bytes32(_selector(refused)), story.name);
                if (!done) ++refusals;
            }
            vm.warp(LATER);
            for (uint256 j = 0; j < story.questions.length; ++j) {
                StoryBook.StoryQuestion memory question = story.questions[j];
                uint40 knownAt = question.knownAt == 0 ? LATER : question.knownAt;
                Status status = timeline.lookUp(question.time, knownAt).status;
                assertEq(uint256(status), uint256(question.status), story.name);
                ++questions;
            }
        }
        assertEq(questions, 133);
        assertEq(refusals, 4);
    }

    function _written(StoryBook.StoryAct memory act, string memory name) private pure returns (bytes memory) {
        // seats are the council's
        bool byState = act.byState || bytes4(bytes(name)) == "seat";
        uint24 office = byState ? STATE : BODY;
        TimelineHarness to;
        if (act.kind == ActKind.Grant) return abi.encodeCall(to.grant, (act.from, act.until, byState, office, false));
        if (act.kind == ActKind.Suspend) return abi.encodeCall(to.suspend, (act.from, act.until, byState, office));
        if (act.kind == ActKind.Reinstate) return abi.encodeCall(to.reinstate, (act.from, byState, office));
        if (act.kind == ActKind.Cancel) return abi.encodeCall(to.cancel, (act.cancelled, byState, office));
        if (act.kind == ActKind.Rectify) return abi.encodeCall(to.rectify, (act.corrections, byState, office));
        if (act.kind == ActKind.Withdraw || act.kind == ActKind.End) {
            return abi.encodeCall(to.terminate, (act.kind, act.from, byState, office, true, true));
        }
        return abi.encodeCall(to.voidFrom, (act.kind, act.from, byState, office));
    }

    function _selector(bytes32 refused) private pure returns (bytes4) {
        if (refused == keccak256("SUSPENDED")) return WritingRules.TimelineSuspensionRuns.selector;
        if (refused == keccak256("STATE_DECIDED")) return WritingRules.TimelineStateDecided.selector;
        return WritingRules.TimelineCompromised.selector;
    }
}
