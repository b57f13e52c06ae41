// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IRegistryGrants} from "../../contracts/interfaces/IRegistryGrants.sol";
import {WritingRules} from "../../contracts/libraries/WritingRules.sol";
import {ActKind} from "../../contracts/types/ActKind.sol";
import {BindingCode, BindingCodes} from "../../contracts/types/BindingCode.sol";
import {FLAG_RETROACTIVE} from "../../contracts/types/Flags.sol";
import {InstitutionId} from "../../contracts/types/InstitutionId.sol";
import {OfficeNumber} from "../../contracts/types/OfficeNumber.sol";
import {QualificationTypeId} from "../../contracts/types/QualificationTypeId.sol";
import {RecordStatus} from "../../contracts/types/Answers.sol";
import {RecordKey} from "../../contracts/types/RecordKey.sol";
import {RecordKind} from "../../contracts/types/RecordKind.sol";
import {Status} from "../../contracts/types/Status.sol";
import {StandingCode, StandingCodes} from "../../contracts/types/StandingCode.sol";
import {RegistryFixture} from "../utils/RegistryFixture.sol";
import {StoryBook} from "../utils/StoryBook.sol";

/// The stories from practice, told to a registry by its offices and asked through the reads that clients use.
contract RegistryStoriesTest is RegistryFixture {
    /// Before the first story begins.
    uint40 private constant GENESIS = 1_293_840_000; // 2011
    uint40 private constant LATER = 2_208_988_800; // 2040
    string private constant NAME = "urn:example:university";
    string private constant TYPE = "urn:example:type";
    string private constant KEY = "urn:example:key";

    StoryBook private book;
    address private greece;
    address private body;
    address private provider;
    InstitutionId private institution;
    QualificationTypeId private qualificationType;

    function setUp() public {
        book = new StoryBook();
        greece = makeAddr("Greece");
        body = makeAddr("body");
        provider = makeAddr("provider");
        institution = _institutionId(GR, NAME);
        qualificationType = _typeId(GR, TYPE);
    }

    function test_stories_throughTheReadsOfTheRegistry_0to15() public {
        assertEq(_tellAll(0, 16), 40);
    }

    function test_stories_throughTheReadsOfTheRegistry_16to31() public {
        assertEq(_tellAll(16, 32), 50);
    }

    function test_stories_throughTheReadsOfTheRegistry_32to47() public {
        assertEq(_tellAll(32, 48), 43);
    }

    /// Which closes, and opens again.
    function test_stories_ofAnInstitution() public {
        StoryBook.Story memory story = _find("institution closes, reopens");
        _open();
        RecordKey memory key = _institutionKey(institution);
        vm.warp(story.acts[0].recordedAt);
        _call(body, _registering(NAME, story.acts[0].from));
        vm.warp(story.acts[1].recordedAt);
        _call(body, _withdrawing(key, story.acts[1].from));
        vm.warp(story.acts[2].recordedAt);
        _call(body, abi.encodeCall(IRegistryGrants.reopenInstitution, (institution, story.acts[2].from, EVIDENCE)));
        _ask(story, key);
    }

    /// Which is retired, and taken up again.
    function test_stories_ofAType() public {
        StoryBook.Story memory story = _find("type retired, un-retired");
        _open();
        RecordKey memory key = _typeKey(qualificationType);
        vm.warp(story.acts[0].recordedAt);
        _call(body, _defining(story.acts[0].from));
        vm.warp(story.acts[1].recordedAt);
        _call(body, _withdrawing(key, story.acts[1].from));
        vm.warp(story.acts[2].recordedAt);
        _call(body, _defining(story.acts[2].from));
        _ask(story, key);
    }

    /// @return questions How many were asked.
    function _tellAll(uint256 from, uint256 until) private returns (uint256 questions) {
        for (uint256 i = from; i < until; ++i) {
            StoryBook.Story memory story = book.story(i);
            RecordKind kind = _kindOf(story);
            _open();
            if (kind == RecordKind.Seat) {
                _tellOfSeat(story);
                _ask(story, _seatKey(SI));
            } else {
                _call(body, _registering(NAME, 0));
                _call(body, _defining(0));
                _call(body, _appointing(institution, _providerNumber()));
                RecordKey memory key =
                    kind == RecordKind.Binding
                        ? _bindingKey(institution, KEY)
                        : _programmeKey(institution, qualificationType);
                _tell(story, key);
                _ask(story, key);
            }
            questions += story.questions.length;
        }
    }

    /// A registry as it was before all of it: four seats, of which one is for the stories of seats, a body and a provider.
    function _open() private {
        _deployRegistry(GENESIS);
        _seat(GR, greece);
        _seat(FI, makeAddr("Finland"));
        _seat(PT, makeAddr("Portugal"));
        _mandateBody(greece, body, _everything());
        _mandateProvider(greece, provider);
        skip(7 days);
    }

    function _tell(StoryBook.Story memory story, RecordKey memory key) private {
        for (uint256 i = 0; i < story.acts.length; ++i) {
            StoryBook.StoryAct memory act = story.acts[i];
            vm.warp(act.recordedAt);
            address office =
                act.byState
                    ? greece
                    : key.kind == RecordKind.Binding
                        ? provider
                        : body;
            bytes[] memory calls = _bundle(_written(act, key));
            vm.prank(office);
            (bool done, bytes memory answer) = address(registry).call(
                abi.encodeCall(registry.multicall, (act.recordedAt, calls))
            );
            assertEq(done, bytes(act.refused).length == 0, story.name);
            if (!done) assertEq(bytes32(bytes4(answer)), bytes32(_selector(act.refused)), story.name);
        }
    }

    function _tellOfSeat(StoryBook.Story memory story) private {
        for (uint256 i = 0; i < story.acts.length; ++i) {
            vm.warp(story.acts[i].recordedAt);
            ActKind kind = story.acts[i].kind;
            if (kind == ActKind.Grant) _seat(SI, makeAddr("Slovenia"));
            else if (kind == ActKind.Suspend) states.suspend(SI, EVIDENCE);
            else if (kind == ActKind.Reinstate) states.reinstate(SI, EVIDENCE);
            else _leave(makeAddr("Slovenia"));
        }
    }

    function _leave(address account) private {
        bytes[] memory calls = _bundle(abi.encodeCall(states.leaveCouncil, (EVIDENCE)));
        vm.prank(account);
        states.multicall(_now(), calls);
    }

    function _written(StoryBook.StoryAct memory act, RecordKey memory key) private view returns (bytes memory) {
        if (act.kind == ActKind.Cancel) return _cancelling(key, act.cancelled);
        if (act.kind == ActKind.Rectify) return _rectifying(key, act.corrections);
        if (act.kind != ActKind.Grant) return _acting(act.kind, key, act.from, act.until);
        if (key.kind == RecordKind.Binding) return _binding(institution, KEY, act.from, act.until);
        return _accrediting(institution, qualificationType, act.from, act.until);
    }

    function _ask(StoryBook.Story memory story, RecordKey memory key) private {
        vm.warp(LATER);
        for (uint256 i = 0; i < story.questions.length; ++i) {
            StoryBook.StoryQuestion memory question = story.questions[i];
            RecordStatus memory answer = registry.statusOf(key, question.time, question.knownAt);
            assertEq(uint256(answer.status), uint256(question.status), story.name);
            bool decided = answer.status > Status.NotYet && question.time < answer.recordedAt;
            assertEq(answer.flags & FLAG_RETROACTIVE, decided ? FLAG_RETROACTIVE : 0, story.name);

            if (key.kind == RecordKind.Programme) {
                StandingCode code = registry
                    .standingAsKnownAt(institution, qualificationType, NOWHERE, question.time, question.knownAt)
                    .code;
                assertEq(StandingCode.unwrap(code), _standingCode(question, story.name), story.name);
            } else if (key.kind == RecordKind.Binding) {
                BindingCode code = registry
                    .bindingAsKnownAt(institution, _bindingId(KEY), question.time, question.knownAt)
                    .code;
                BindingCode expected = answer.status == Status.Active ? BindingCodes.ACTIVE : BindingCodes.COMPROMISED;
                assertEq(BindingCode.unwrap(code), BindingCode.unwrap(expected), story.name);
            }
        }
    }

    /// What a programme accreditation's status means in a standing, where there is no other accreditation.
    function _standingCode(StoryBook.StoryQuestion memory question, string memory name) private pure returns (uint8) {
        StandingCode[8] memory codes = [
            StandingCodes.NEVER_GRANTED,
            StandingCodes.PROGRAMME_NOT_YET,
            StandingCodes.AUTHORISED_BY_PROGRAMME,
            StandingCodes.PROGRAMME_SUSPENDED,
            StandingCodes.PROGRAMME_LAPSED,
            StandingCodes.PROGRAMME_WITHDRAWN,
            StandingCodes.PROGRAMME_ENDED,
            StandingCodes.PROGRAMME_ANNULLED
        ];
        StandingCode code = codes[uint256(question.status)];
        if (question.status == Status.Lapsed && _lapsesSuspended(name)) {
            code = StandingCodes.PROGRAMME_LAPSED_WHILE_SUSPENDED;
        }
        // before the registry knew the institution
        if (question.knownAt != 0 && question.knownAt < GENESIS) code = StandingCodes.INSTITUTION_UNKNOWN;
        return StandingCode.unwrap(code);
    }

    function _lapsesSuspended(string memory name) private pure returns (bool) {
        bytes32 hash = keccak256(bytes(name));
        return
            hash == keccak256("open suspension, grant runs out") ||
            hash == keccak256("renewal recorded DURING open suspension") ||
            hash == keccak256("suspension said to run past the end (until 2027)");
    }

    function _kindOf(StoryBook.Story memory story) private pure returns (RecordKind) {
        if (bytes4(bytes(story.name)) == "seat") return RecordKind.Seat;
        for (uint256 i = 0; i < story.acts.length; ++i) {
            if (story.acts[i].kind == ActKind.Compromise) return RecordKind.Binding;
        }
        return RecordKind.Programme;
    }

    function _find(string memory name) private view returns (StoryBook.Story memory story) {
        for (uint256 i = 0; i < book.count(); ++i) {
            story = book.story(i);
            if (keccak256(bytes(story.name)) == keccak256(bytes(name))) return story;
        }
        revert(name);
    }

    function _defining(uint40 from) private pure returns (bytes memory) {
        return
            abi.encodeCall(
                IRegistryGrants.defineQualificationType,
                (TYPE, _attributes(6, 1, SOFTWARE), from, EVIDENCE)
            );
    }

    function _providerNumber() private view returns (OfficeNumber number) {
        (number, , ) = registry.officeOf(provider);
    }

    function _selector(string memory refused) private pure returns (bytes4) {
        bytes32 hash = keccak256(bytes(refused));
        if (hash == keccak256("SUSPENDED")) return WritingRules.TimelineSuspensionRuns.selector;
        if (hash == keccak256("STATE_DECIDED")) return WritingRules.TimelineStateDecided.selector;
        return WritingRules.TimelineCompromised.selector;
    }
}
