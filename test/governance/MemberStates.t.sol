// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

import {MemberStates} from "../../contracts/governance/MemberStates.sol";
import {IMemberStates} from "../../contracts/interfaces/IMemberStates.sol";
import {IOfficeMulticall} from "../../contracts/interfaces/IOfficeMulticall.sol";
import {ActKind} from "../../contracts/types/ActKind.sol";
import {Correction} from "../../contracts/types/Correction.sol";
import {CountryCode, EU, NO_COUNTRY} from "../../contracts/types/CountryCode.sol";
import {OfficeKind} from "../../contracts/types/OfficeKind.sol";
import {NO_OFFICE, OfficeNumber} from "../../contracts/types/OfficeNumber.sol";
import {Status} from "../../contracts/types/Status.sol";
import {GovernanceFixture} from "./GovernanceFixture.sol";
import {GovernancePolicy} from "./GovernancePolicy.sol";
import {GovernanceSeatBook} from "./GovernanceSeatBook.sol";

/// The council's functions are called here by the timelock itself; that nobody else comes that far is tested below, and
/// how the timelock comes to call in the tests of `Council`.
contract MemberStatesTest is GovernanceFixture {
    address private office = makeAddr("office");

    function setUp() public {
        _deploy(_founders(4));
    }

    // -- consent

    function test_consent_isRecordedAsGiven() public {
        uint40 expiry = uint40(block.timestamp + 1);
        vm.expectEmit(address(states));
        emit IMemberStates.ConsentGiven(office, ES, OfficeKind.AccreditationBody, TERMS, expiry);
        vm.prank(office);
        states.consent(ES, OfficeKind.AccreditationBody, TERMS, expiry);

        IMemberStates.Consent memory given = states.consentOf(office);
        assertTrue(given.country == ES);
        assertTrue(given.kind == OfficeKind.AccreditationBody);
        assertEq(given.terms, TERMS);
        assertEq(given.expiry, expiry);
    }

    function testFuzz_consent_endsWithinNinetyDays(uint40 expiry) public {
        if (expiry <= block.timestamp || expiry > block.timestamp + 90 days) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    IMemberStates.MemberStatesExpiryOutOfRange.selector,
                    expiry,
                    block.timestamp,
                    block.timestamp + 90 days
                )
            );
        }
        vm.prank(office);
        states.consent(ES, OfficeKind.MemberState, TERMS, expiry);
    }

    function test_consent_endsAtTheBounds() public {
        testFuzz_consent_endsWithinNinetyDays(uint40(block.timestamp));
        testFuzz_consent_endsWithinNinetyDays(uint40(block.timestamp + 1));
        testFuzz_consent_endsWithinNinetyDays(uint40(block.timestamp + 90 days));
        testFuzz_consent_endsWithinNinetyDays(uint40(block.timestamp + 90 days + 1));
    }

    function test_consent_refusesWhatNobodyCanBecome() public {
        _consentRefused(NO_COUNTRY, OfficeKind.MemberState);
        _consentRefused(CountryCode.wrap("gr"), OfficeKind.MemberState);
        _consentRefused(CountryCode.wrap("G1"), OfficeKind.AccreditationBody);
        _consentRefused(EU, OfficeKind.MemberState);
        _consentRefused(EU, OfficeKind.TrustServiceProvider);
        _consentRefused(ES, OfficeKind.None);
        _consentRefused(ES, OfficeKind.Guardian);
        _consent(office, EU, OfficeKind.Guardian);
    }

    function _consentRefused(CountryCode country, OfficeKind kind) private {
        vm.expectRevert(abi.encodeWithSelector(IMemberStates.MemberStatesConsentInvalid.selector, country, kind));
        states.consent(country, kind, TERMS, uint40(block.timestamp + 1));
    }

    function test_consent_replacesAnEarlierOne() public {
        _consent(office, ES, OfficeKind.MemberState);
        _consent(office, FR, OfficeKind.TrustServiceProvider);
        vm.expectRevert(_missing(office, ES, OfficeKind.MemberState, TERMS));
        mock.useConsent(office, ES, OfficeKind.MemberState, TERMS);
        mock.useConsent(office, FR, OfficeKind.TrustServiceProvider, TERMS);
    }

    function test_revokeConsent_takesItBack() public {
        _consent(office, ES, OfficeKind.MemberState);
        vm.expectEmit(address(states));
        emit IMemberStates.ConsentRevoked(office);
        vm.prank(office);
        states.revokeConsent();
        assertEq(states.consentOf(office).expiry, 0);
        vm.expectRevert(_missing(office, ES, OfficeKind.MemberState, TERMS));
        mock.useConsent(office, ES, OfficeKind.MemberState, TERMS);
    }

    function test_useConsent_worksOnce() public {
        _consent(office, ES, OfficeKind.TrustServiceProvider);
        vm.expectEmit(address(states));
        emit IMemberStates.ConsentUsed(office, ES, OfficeKind.TrustServiceProvider, TERMS);
        mock.useConsent(office, ES, OfficeKind.TrustServiceProvider, TERMS);
        assertEq(states.consentOf(office).expiry, 0);
        vm.expectRevert(_missing(office, ES, OfficeKind.TrustServiceProvider, TERMS));
        mock.useConsent(office, ES, OfficeKind.TrustServiceProvider, TERMS);
    }

    function test_useConsent_refusesAnythingElse() public {
        _consent(office, ES, OfficeKind.TrustServiceProvider);
        vm.expectRevert(_missing(office, FR, OfficeKind.TrustServiceProvider, TERMS));
        mock.useConsent(office, FR, OfficeKind.TrustServiceProvider, TERMS);
        vm.expectRevert(_missing(office, ES, OfficeKind.AccreditationBody, TERMS));
        mock.useConsent(office, ES, OfficeKind.AccreditationBody, TERMS);
        vm.expectRevert(_missing(office, ES, OfficeKind.TrustServiceProvider, EVIDENCE));
        mock.useConsent(office, ES, OfficeKind.TrustServiceProvider, EVIDENCE);
        vm.expectRevert(_missing(address(this), ES, OfficeKind.TrustServiceProvider, TERMS));
        mock.useConsent(address(this), ES, OfficeKind.TrustServiceProvider, TERMS);
        // Not even "nothing" can be used by who never agreed.
        vm.expectRevert(_missing(address(this), NO_COUNTRY, OfficeKind.None, 0));
        mock.useConsent(address(this), NO_COUNTRY, OfficeKind.None, 0);
    }

    function test_useConsent_worksBeforeTheExpiryOnly() public {
        vm.prank(office);
        states.consent(ES, OfficeKind.MemberState, TERMS, uint40(block.timestamp + 10));
        skip(10);
        vm.expectRevert(_missing(office, ES, OfficeKind.MemberState, TERMS));
        mock.useConsent(office, ES, OfficeKind.MemberState, TERMS);
        vm.warp(block.timestamp - 1);
        mock.useConsent(office, ES, OfficeKind.MemberState, TERMS);
    }

    function test_useConsent_asksThePolicy() public {
        _consent(office, ES, OfficeKind.MemberState);
        policy.refuse(office);
        vm.expectRevert(abi.encodeWithSelector(GovernancePolicy.Refused.selector, office));
        mock.useConsent(office, ES, OfficeKind.MemberState, TERMS);
    }

    function test_useConsent_isTheRegistrysOnly() public {
        _consent(office, ES, OfficeKind.MemberState);
        vm.expectRevert(abi.encodeWithSelector(IMemberStates.MemberStatesCallerNotRegistry.selector, office));
        vm.prank(office);
        states.useConsent(office, ES, OfficeKind.MemberState, TERMS);
    }

    // -- who is the council

    function test_councilFunctionsRefuseEverybodyElse() public {
        bytes[6] memory calls = [
            abi.encodeCall(states.admit, (ES, office, TERMS, EVIDENCE)),
            abi.encodeCall(states.suspend, (AT, EVIDENCE)),
            abi.encodeCall(states.reinstate, (AT, EVIDENCE)),
            abi.encodeCall(states.recover, (AT, office, TERMS, EVIDENCE)),
            abi.encodeCall(states.rectify, (AT, new Correction[](0), EVIDENCE)),
            abi.encodeCall(states.follow, (_founders(1)))
        ];
        address[4] memory callers = [address(this), _account(AT), address(council), address(book)];
        for (uint256 i = 0; i < calls.length; ++i) {
            for (uint256 j = 0; j < callers.length; ++j) {
                vm.prank(callers[j]);
                (bool success, bytes memory answer) = address(states).call(calls[i]);
                assertFalse(success);
                assertEq(answer, abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, callers[j]));
                vm.prank(callers[j]);
                vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, callers[j]));
                states.multicall(_deadline(), _bundle(calls[i]));
            }
        }
    }

    // -- admit

    function test_admit_givesASeatWithAVote() public {
        _consent(office, ES, OfficeKind.MemberState);
        vm.expectEmit(address(states));
        emit IMemberStates.SeatAdmitted(ES, OfficeNumber.wrap(5), office, TERMS, EVIDENCE);
        vm.expectEmit(address(states));
        emit IMemberStates.SeatVoteChanged(ES, 1, 5);
        vm.prank(address(timelock));
        states.admit(ES, office, TERMS, EVIDENCE);

        _assertRecorded(ES, ActKind.Grant);
        assertTrue(states.seatOf(office) == ES);
        assertEq(states.holderOf(ES), office);
        assertEq(states.getVotes(office), 1);
        assertEq(states.activeSeats(), 5);
        assertTrue(book.seatStatus(ES) == Status.Active);
    }

    function test_admit_refusesWhatIsNoCountry() public {
        CountryCode[4] memory codes = [EU, NO_COUNTRY, CountryCode.wrap("es"), CountryCode.wrap("E1")];
        for (uint256 i = 0; i < codes.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IMemberStates.MemberStatesNoCountry.selector, codes[i]));
            vm.prank(address(timelock));
            states.admit(codes[i], office, TERMS, EVIDENCE);
        }
    }

    function test_admit_needsConsent() public {
        vm.expectRevert(_missing(office, ES, OfficeKind.MemberState, TERMS));
        vm.prank(address(timelock));
        states.admit(ES, office, TERMS, EVIDENCE);
    }

    function test_admit_refusesASeatThatIsTaken() public {
        _consent(office, AT, OfficeKind.MemberState);
        vm.expectRevert(_status(AT, Status.Active));
        vm.prank(address(timelock));
        states.admit(AT, office, TERMS, EVIDENCE);

        vm.startPrank(address(timelock));
        states.suspend(AT, EVIDENCE);
        vm.expectRevert(_status(AT, Status.Suspended));
        states.admit(AT, office, TERMS, EVIDENCE);
        vm.stopPrank();
    }

    function test_admit_refusesAnAccountThatIsAnOfficeAlready() public {
        address account = _account(AT);
        _consent(account, ES, OfficeKind.MemberState);
        vm.expectRevert(abi.encodeWithSelector(GovernanceSeatBook.OfficeExists.selector, account));
        vm.prank(address(timelock));
        states.admit(ES, account, TERMS, EVIDENCE);
    }

    function test_admit_takesBackWhoHasLeft() public {
        address account = _account(AT);
        _leave(account);
        assertTrue(states.seatOf(account) == AT);
        assertEq(states.getVotes(account), 0);

        _consent(account, AT, OfficeKind.MemberState);
        vm.prank(address(timelock));
        states.admit(AT, account, TERMS, EVIDENCE);
        assertEq(states.getVotes(account), 1);
        assertEq(states.activeSeats(), 4);
    }

    function test_admit_takesBackWhoHasLeftWithAnotherAccount() public {
        address account = _account(AT);
        OfficeNumber number = book.seatOffice(AT);
        _leave(account);

        _consent(office, AT, OfficeKind.MemberState);
        vm.prank(address(timelock));
        states.admit(AT, office, TERMS, EVIDENCE);
        assertTrue(book.seatOffice(AT) == number);
        assertEq(states.getVotes(office), 1);
        assertEq(states.getVotes(account), 0);
        assertTrue(states.seatOf(account).isNone());
    }

    // -- suspend, reinstate

    function test_suspend_takesTheVoteAndReinstateGivesItBack() public {
        address account = _account(AT);
        vm.expectEmit(address(states));
        emit IMemberStates.SeatVoteChanged(AT, 0, 3);
        vm.prank(address(timelock));
        states.suspend(AT, EVIDENCE);
        _assertRecorded(AT, ActKind.Suspend);
        assertEq(states.getVotes(account), 0);
        assertTrue(states.seatOf(account) == AT);

        vm.expectEmit(address(states));
        emit IMemberStates.SeatVoteChanged(AT, 1, 4);
        vm.prank(address(timelock));
        states.reinstate(AT, EVIDENCE);
        _assertRecorded(AT, ActKind.Reinstate);
        assertEq(states.getVotes(account), 1);
    }

    function test_suspend_leavesThreeActiveSeats() public {
        vm.startPrank(address(timelock));
        states.suspend(AT, EVIDENCE);
        vm.expectRevert(abi.encodeWithSelector(IMemberStates.MemberStatesTooFewSeats.selector, 2, 3));
        states.suspend(BE, EVIDENCE);
        vm.stopPrank();
        assertEq(states.activeSeats(), 3);
    }

    function test_suspend_refusesWhatTheBookRefuses() public {
        vm.expectRevert(
            abi.encodeWithSelector(GovernanceSeatBook.SeatActRefused.selector, ES, ActKind.Suspend, Status.Never)
        );
        vm.prank(address(timelock));
        states.suspend(ES, EVIDENCE);
    }

    // -- recover

    function test_recover_handsTheSeatOver() public {
        address lost = _account(AT);
        _consent(office, AT, OfficeKind.MemberState);
        vm.expectEmit(address(states));
        emit IMemberStates.SeatRecovered(AT, book.seatOffice(AT), lost, office, TERMS, EVIDENCE);
        vm.prank(address(timelock));
        states.recover(AT, office, TERMS, EVIDENCE);

        assertEq(states.holderOf(AT), office);
        assertTrue(states.seatOf(office) == AT);
        assertTrue(states.seatOf(lost).isNone());
        assertEq(states.getVotes(office), 1);
        assertEq(states.getVotes(lost), 0);
        assertEq(states.getPastVotes(office, block.timestamp - 1), 1);
        assertEq(states.getPastVotes(lost, block.timestamp - 1), 0);
        assertEq(states.activeSeats(), 4);
    }

    function test_recover_worksWhileTheSeatIsSuspended() public {
        _consent(office, AT, OfficeKind.MemberState);
        vm.startPrank(address(timelock));
        states.suspend(AT, EVIDENCE);
        states.recover(AT, office, TERMS, EVIDENCE);
        assertEq(states.getVotes(office), 0);
        states.reinstate(AT, EVIDENCE);
        assertEq(states.getVotes(office), 1);
        vm.stopPrank();
    }

    function test_recover_worksAtThreeSeats() public {
        _leave(_account(DE));
        _consent(office, AT, OfficeKind.MemberState);
        vm.prank(address(timelock));
        states.recover(AT, office, TERMS, EVIDENCE);
        assertEq(states.activeSeats(), 3);
    }

    function test_recover_refusesASeatThatNobodyHasOrThatWasLeft() public {
        _leave(_account(AT));
        _consent(office, AT, OfficeKind.MemberState);
        vm.startPrank(address(timelock));
        vm.expectRevert(_status(AT, Status.Ended));
        states.recover(AT, office, TERMS, EVIDENCE);
        vm.expectRevert(_status(ES, Status.Never));
        states.recover(ES, office, TERMS, EVIDENCE);
        vm.stopPrank();
    }

    function test_recover_needsConsent() public {
        vm.expectRevert(_missing(office, AT, OfficeKind.MemberState, TERMS));
        vm.prank(address(timelock));
        states.recover(AT, office, TERMS, EVIDENCE);
    }

    // -- rectify

    function test_rectify_makesTheVoteFollowTheStatus() public {
        vm.startPrank(address(timelock));
        states.rectify(AT, _corrections(ActKind.Grant, ActKind.Suspend), EVIDENCE);
        _assertRecorded(AT, ActKind.Rectify);
        assertEq(states.getVotes(_account(AT)), 0);
        assertEq(states.activeSeats(), 3);

        states.rectify(AT, _corrections(ActKind.Grant, ActKind.Reinstate), EVIDENCE);
        assertEq(states.getVotes(_account(AT)), 1);
        assertEq(states.activeSeats(), 4);
        vm.stopPrank();
    }

    function test_rectify_leavesThreeActiveSeats() public {
        vm.startPrank(address(timelock));
        states.rectify(AT, new Correction[](0), EVIDENCE);
        vm.expectRevert(abi.encodeWithSelector(IMemberStates.MemberStatesTooFewSeats.selector, 2, 3));
        states.rectify(BE, new Correction[](0), EVIDENCE);
        vm.stopPrank();
    }

    function test_rectify_refusesASeatThatNobodyEverHad() public {
        vm.expectRevert(_status(ES, Status.Never));
        vm.prank(address(timelock));
        states.rectify(ES, _corrections(ActKind.Grant, ActKind.Grant), EVIDENCE);
    }

    function test_rectify_leavesThePastAsItWas() public {
        skip(10);
        vm.prank(address(timelock));
        states.rectify(AT, new Correction[](0), EVIDENCE);
        skip(1);
        assertEq(states.getPastTotalSupply(block.timestamp - 2), 4);
        assertEq(states.getPastTotalSupply(block.timestamp - 1), 3);
    }

    // -- rotate

    function test_rotate_handsTheCallersSeatOver() public {
        address old = _account(AT);
        OfficeNumber number = book.seatOffice(AT);
        _consent(office, AT, OfficeKind.MemberState);
        vm.expectEmit(address(states));
        emit IMemberStates.OfficeRotated(AT, number, old, office, TERMS);
        _rotate(old, number, office);
        assertEq(states.holderOf(AT), office);
        assertEq(states.getVotes(office), 1);
        assertEq(states.getVotes(old), 0);

        // Cut off at once, also inside a bundle.
        _consent(old, AT, OfficeKind.MemberState);
        vm.expectRevert(abi.encodeWithSelector(IMemberStates.MemberStatesCallerWithoutSeat.selector, old));
        _rotate(old, number, old);
    }

    function test_rotate_cutsTheOldAccountOffInTheMiddleOfItsBundle() public {
        address old = _account(AT);
        _consent(office, AT, OfficeKind.MemberState);
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(states.rotate, (book.seatOffice(AT), office, TERMS));
        calls[1] = abi.encodeCall(states.leaveCouncil, (EVIDENCE));
        vm.expectRevert(abi.encodeWithSelector(IMemberStates.MemberStatesCallerWithoutSeat.selector, old));
        vm.prank(old);
        states.multicall(_deadline(), calls);
    }

    function test_rotate_handsABodysOrAProvidersOfficeOver() public {
        OfficeKind[2] memory kinds = [OfficeKind.AccreditationBody, OfficeKind.TrustServiceProvider];
        for (uint256 i = 0; i < 2; ++i) {
            address body = _account(AT, 10 + i);
            address next = _account(AT, 20 + i);
            OfficeNumber number = mock.open(body, AT, kinds[i]);
            _consent(next, AT, kinds[i]);
            vm.expectEmit(address(states));
            emit IMemberStates.OfficeRotated(AT, number, body, next, TERMS);
            _rotate(_account(AT), number, next);
            (address account, , ) = book.office(number);
            assertEq(account, next);
            assertTrue(states.seatOf(next).isNone());
            assertEq(states.holderOf(AT), _account(AT));
        }
    }

    function test_rotate_needsConsentToThatKind() public {
        OfficeNumber number = mock.open(makeAddr("body"), AT, OfficeKind.AccreditationBody);
        _consent(office, AT, OfficeKind.MemberState);
        vm.expectRevert(_missing(office, AT, OfficeKind.AccreditationBody, TERMS));
        _rotate(_account(AT), number, office);
    }

    function test_rotate_refusesForeignAndUnknownOffices() public {
        OfficeNumber foreign = book.seatOffice(BE);
        vm.expectRevert(abi.encodeWithSelector(IMemberStates.MemberStatesForeignOffice.selector, foreign, BE));
        _rotate(_account(AT), foreign, office);

        OfficeNumber guardian = mock.open(makeAddr("guardian"), EU, OfficeKind.Guardian);
        vm.expectRevert(abi.encodeWithSelector(IMemberStates.MemberStatesForeignOffice.selector, guardian, EU));
        _rotate(_account(AT), guardian, office);

        vm.expectRevert(
            abi.encodeWithSelector(IMemberStates.MemberStatesForeignOffice.selector, NO_OFFICE, NO_COUNTRY)
        );
        _rotate(_account(AT), NO_OFFICE, office);
    }

    function test_rotate_refusesWhoHoldsNoActiveSeat() public {
        OfficeNumber number = book.seatOffice(AT);
        vm.expectRevert(abi.encodeWithSelector(IMemberStates.MemberStatesCallerWithoutSeat.selector, office));
        _rotate(office, number, office);

        // A body of the country is no member state.
        mock.open(office, AT, OfficeKind.AccreditationBody);
        vm.expectRevert(abi.encodeWithSelector(IMemberStates.MemberStatesCallerWithoutSeat.selector, office));
        _rotate(office, number, office);

        vm.prank(address(timelock));
        states.suspend(AT, EVIDENCE);
        vm.expectRevert(_status(AT, Status.Suspended));
        _rotate(_account(AT), number, office);
    }

    function test_rotate_needsABundle() public {
        OfficeNumber number = book.seatOffice(AT);
        vm.expectRevert(abi.encodeWithSelector(IOfficeMulticall.OfficeMulticallRequired.selector, _account(AT)));
        vm.prank(_account(AT));
        states.rotate(number, office, TERMS);
    }

    // -- leave

    function test_leave_endsTheSeat() public {
        vm.expectEmit(address(states));
        emit IMemberStates.SeatVoteChanged(AT, 0, 3);
        _leave(_account(AT));
        _assertRecorded(AT, ActKind.End);
        assertTrue(book.seatStatus(AT) == Status.Ended);
        assertEq(states.getVotes(_account(AT)), 0);
    }

    function test_leave_leavesThreeActiveSeats() public {
        _leave(_account(AT));
        vm.expectRevert(abi.encodeWithSelector(IMemberStates.MemberStatesTooFewSeats.selector, 2, 3));
        _leave(_account(BE));
    }

    function test_leave_isOpenToASuspendedSeatAtThree() public {
        vm.prank(address(timelock));
        states.suspend(AT, EVIDENCE);
        _leave(_account(AT));
        assertTrue(book.seatStatus(AT) == Status.Ended);
        assertEq(states.activeSeats(), 3);
    }

    function test_leave_worksOnce() public {
        _leave(_account(AT));
        vm.expectRevert(_status(AT, Status.Ended));
        _leave(_account(AT));
    }

    function test_leave_refusesWhoHoldsNoSeat() public {
        vm.expectRevert(abi.encodeWithSelector(IMemberStates.MemberStatesCallerWithoutSeat.selector, office));
        _leave(office);
    }

    function test_leave_needsABundle() public {
        vm.expectRevert(abi.encodeWithSelector(IOfficeMulticall.OfficeMulticallRequired.selector, _account(AT)));
        vm.prank(_account(AT));
        states.leaveCouncil(EVIDENCE);
    }

    // -- votes

    function test_getPastVotes_needsASeatThatIsActiveNowAndWasThen() public {
        uint256 before = block.timestamp;
        skip(10);
        _consent(office, ES, OfficeKind.MemberState);
        vm.startPrank(address(timelock));
        states.admit(ES, office, TERMS, EVIDENCE);
        states.suspend(AT, EVIDENCE);
        vm.stopPrank();
        skip(10);
        uint256 between = block.timestamp;
        skip(10);
        vm.prank(address(timelock));
        states.reinstate(AT, EVIDENCE);
        skip(1);

        // Late.
        assertEq(states.getPastVotes(office, before), 0);
        assertEq(states.getPastVotes(office, between), 1);
        // Suspended meanwhile, active again.
        assertEq(states.getPastVotes(_account(AT), before), 1);
        assertEq(states.getPastVotes(_account(AT), between), 0);
        // Suspended now.
        vm.prank(address(timelock));
        states.suspend(BE, EVIDENCE);
        assertEq(states.getPastVotes(_account(BE), before), 0);
        // Never.
        assertEq(states.getPastVotes(makeAddr("nobody"), before), 0);

        assertEq(states.getPastTotalSupply(before), 4);
        assertEq(states.getPastTotalSupply(between), 4);
        assertEq(states.getPastTotalSupply(block.timestamp - 1), 5);
    }

    function test_changesInOneSecondLeaveTheLastOne() public {
        _consent(office, ES, OfficeKind.MemberState);
        vm.startPrank(address(timelock));
        states.suspend(AT, EVIDENCE);
        states.admit(ES, office, TERMS, EVIDENCE);
        states.suspend(BE, EVIDENCE);
        states.reinstate(AT, EVIDENCE);
        vm.stopPrank();
        uint256 time = block.timestamp;
        assertEq(states.activeSeats(), 4);
        skip(1);
        assertEq(states.getPastTotalSupply(time - 1), 4);
        assertEq(states.getPastTotalSupply(time), 4);
        assertEq(states.getPastVotes(_account(AT), time), 1);
        assertEq(states.getPastVotes(_account(BE), time), 0);
        assertEq(states.getPastVotes(office, time), 1);
        assertEq(states.getPastVotes(office, time - 1), 0);
    }

    function test_pastLookupsRefuseNowAndLater() public {
        uint256 time = block.timestamp;
        bytes memory refused = abi.encodeWithSelector(IMemberStates.MemberStatesFutureLookup.selector, time, time);
        vm.expectRevert(refused);
        states.getPastVotes(_account(AT), time);
        vm.expectRevert(refused);
        states.getPastTotalSupply(time);
        vm.expectRevert(
            abi.encodeWithSelector(IMemberStates.MemberStatesFutureLookup.selector, type(uint256).max, time)
        );
        states.getPastTotalSupply(type(uint256).max);
    }

    function test_delegationIsRefused() public {
        bytes memory refused = abi.encodeWithSelector(IMemberStates.MemberStatesNoDelegation.selector, office);
        vm.startPrank(office);
        vm.expectRevert(refused);
        states.delegate(address(this));
        vm.expectRevert(refused);
        states.delegateBySig(address(this), 0, 0, 0, 0, 0);
        vm.stopPrank();
        assertEq(states.delegates(office), office);
    }

    // -- replacement

    function test_constructor_seedsTheSeatsOfTheBook() public {
        vm.prank(address(timelock));
        states.suspend(AT, EVIDENCE);
        MemberStates next = new MemberStates(book, address(authority), policy, _founders(5));
        assertEq(next.activeSeats(), 3);
        assertEq(next.getVotes(_account(AT)), 0);
        assertEq(next.getVotes(_account(BE)), 1);
        assertTrue(next.seatOf(_account(AT)) == AT);
        assertEq(next.holderOf(ES), address(0));
    }

    function test_follow_bringsAReplacementUpToDate() public {
        MemberStates next = new MemberStates(book, address(authority), policy, _founders(4));
        // Meanwhile the old one still decides.
        _consent(office, AT, OfficeKind.MemberState);
        vm.startPrank(address(timelock));
        states.recover(AT, office, TERMS, EVIDENCE);
        states.suspend(BE, EVIDENCE);

        mock.setMemberStates(next);
        next.follow(_founders(4));
        assertEq(next.activeSeats(), 3);
        assertEq(next.getVotes(office), 1);
        assertEq(next.getVotes(_account(AT)), 0);
        assertEq(next.getVotes(_account(BE)), 0);
        vm.stopPrank();
    }

    function test_follow_keepsAnAccountThatSitsForAnotherCountryByNow() public {
        MemberStates next = new MemberStates(book, address(authority), policy, _founders(4));
        // AT's account is freed and becomes ES's; the replacement hears of ES first.
        address account = _account(AT);
        _consent(office, AT, OfficeKind.MemberState);
        vm.prank(address(timelock));
        states.recover(AT, office, TERMS, EVIDENCE);
        _consent(account, ES, OfficeKind.MemberState);
        vm.startPrank(address(timelock));
        states.admit(ES, account, TERMS, EVIDENCE);

        CountryCode[] memory order = new CountryCode[](2);
        order[0] = ES;
        order[1] = AT;
        next.follow(order);
        assertTrue(next.seatOf(account) == ES);
        assertTrue(next.seatOf(office) == AT);
        vm.stopPrank();
    }

    function test_follow_leavesThreeActiveSeatsWhateverTheBookSays() public {
        mock.setStatus(AT, Status.Never);
        mock.setStatus(BE, Status.Never);
        vm.startPrank(address(timelock));
        vm.expectRevert(abi.encodeWithSelector(IMemberStates.MemberStatesTooFewSeats.selector, 2, 3));
        states.follow(_founders(2));
        vm.stopPrank();
    }

    function test_follow_keepsTheHolderWhereTheBookForgotIt() public {
        vm.mockCall(
            address(book),
            abi.encodeCall(book.office, (book.seatOffice(AT))),
            abi.encode(address(0), NO_COUNTRY, OfficeKind.None)
        );
        vm.prank(address(timelock));
        states.follow(_founders(1));
        assertEq(states.holderOf(AT), _account(AT));
        assertEq(states.getVotes(_account(AT)), 1);
        assertTrue(states.seatOf(address(0)).isNone());
    }

    // -- what it is

    function test_answersWhatItIs() public view {
        assertEq(address(states.registry()), address(book));
        assertEq(address(states.policy()), address(policy));
        assertEq(states.authority(), address(authority));
        assertEq(states.version(), "1.0.0");
        assertEq(states.CLOCK_MODE(), "mode=timestamp");
        assertEq(states.clock(), block.timestamp);
        assertTrue(states.supportsInterface(type(IMemberStates).interfaceId));
        assertTrue(states.supportsInterface(type(IOfficeMulticall).interfaceId));
        assertTrue(states.supportsInterface(type(IVotes).interfaceId));
        assertTrue(states.supportsInterface(type(IERC6372).interfaceId));
        assertTrue(states.supportsInterface(type(IERC165).interfaceId));
        assertFalse(states.supportsInterface(0xffffffff));
    }

    // -- helpers

    function _rotate(address caller, OfficeNumber number, address next) private {
        bytes[] memory calls = _bundle(abi.encodeCall(states.rotate, (number, next, TERMS)));
        vm.prank(caller);
        states.multicall(_deadline(), calls);
    }

    function _leave(address caller) private {
        bytes[] memory calls = _bundle(abi.encodeCall(states.leaveCouncil, (EVIDENCE)));
        vm.prank(caller);
        states.multicall(_deadline(), calls);
    }

    function _corrections(ActKind first, ActKind second) private pure returns (Correction[] memory corrections) {
        corrections = new Correction[](2);
        corrections[0].kind = first;
        corrections[1].kind = second;
    }

    function _assertRecorded(CountryCode expected, ActKind expectedKind) private view {
        (CountryCode country, ActKind kind, uint40 from, bytes32 evidence) = mock.lastRecord();
        assertTrue(country == expected);
        assertTrue(kind == expectedKind);
        assertEq(from, 0);
        assertEq(evidence, EVIDENCE);
    }

    function _missing(
        address account,
        CountryCode country,
        OfficeKind kind,
        bytes32 terms
    ) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IMemberStates.MemberStatesConsentMissing.selector, account, country, kind, terms);
    }

    function _status(CountryCode country, Status status) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IMemberStates.MemberStatesSeatStatus.selector, country, status);
    }
}
