// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {IERC5805} from "@openzeppelin/contracts/interfaces/IERC5805.sol";

import {Correction} from "../types/Correction.sol";
import {CountryCode} from "../types/CountryCode.sol";
import {OfficeKind} from "../types/OfficeKind.sol";
import {OfficeNumber} from "../types/OfficeNumber.sol";
import {Status} from "../types/Status.sol";
import {IOfficePolicy} from "./IOfficePolicy.sol";
import {ISeatBook} from "./ISeatBook.sol";

/// Who sits in the council, which account speaks for a seat, and what accounts have agreed to become.
///
/// - A **seat** is a member state's. It is held by one account, the state's office, and gives one vote while it is active.
/// - Votes belong to seats, not to accounts: they are kept by country, and an account answers for the seat that it holds
///   now. A seat whose account changes, or that joins late, adds no second vote to a decision that is under way.
/// - The registry keeps the book: the seats' timelines and which account is which office. This contract decides what is
///   entered, and keeps for itself what voting needs, so that no upgrade of the registry can take the council's vote away.
/// - Fewer than `MIN_ACTIVE_SEATS` active seats never remain. At that number a lost account is recovered, or another state
///   is admitted in the proposal that suspends one.
///
/// There is nothing to transfer and nothing to delegate.
interface IMemberStates is IERC5805 {
    /// What an account has agreed to become.
    struct Consent {
        /// The country whose office it will be; `EU` for the guardian.
        CountryCode country;
        OfficeKind kind;
        /// End, exclusive, Unix seconds UTC; 0 where there is no consent.
        uint40 expiry;
        /// Hash of the terms that it agreed to.
        bytes32 terms;
    }

    /// `account` agreed, until `expiry`, to become an office of that country and kind, under these terms.
    event ConsentGiven(
        address indexed account,
        CountryCode indexed country,
        OfficeKind kind,
        bytes32 terms,
        uint40 expiry
    );
    /// `account` took its agreement back.
    event ConsentRevoked(address indexed account);
    /// The agreement of `account` was used up: it became an office.
    event ConsentUsed(address indexed account, CountryCode indexed country, OfficeKind kind, bytes32 terms);
    /// A seat was given to `account`, for the first time or after it had been left.
    event SeatAdmitted(
        CountryCode indexed country,
        OfficeNumber indexed office,
        address indexed account,
        bytes32 terms,
        bytes32 evidence
    );
    /// The council handed a seat to another account.
    event SeatRecovered(
        CountryCode indexed country,
        OfficeNumber indexed office,
        address previousAccount,
        address indexed account,
        bytes32 terms,
        bytes32 evidence
    );
    /// A member state handed one of its offices, its own included, to another account.
    event OfficeRotated(
        CountryCode indexed country,
        OfficeNumber indexed office,
        address previousAccount,
        address indexed account,
        bytes32 terms
    );
    /// A seat got (1) or lost (0) its vote; `activeSeats` have one now.
    event SeatVoteChanged(CountryCode indexed country, uint256 vote, uint256 activeSeats);

    /// `account` isn't the registry.
    error MemberStatesCallerNotRegistry(address account);
    /// `account` holds no seat.
    error MemberStatesCallerWithoutSeat(address account);
    /// `country` is `EU`, or isn't two capital letters.
    error MemberStatesNoCountry(CountryCode country);
    /// The seat's `status` doesn't allow this.
    error MemberStatesSeatStatus(CountryCode country, Status status);
    /// Only `active` seats would remain active, fewer than `minimum`.
    error MemberStatesTooFewSeats(uint256 active, uint256 minimum);
    /// The office belongs to `country`, not to the caller's.
    error MemberStatesForeignOffice(OfficeNumber office, CountryCode country);
    /// Nobody can agree to become an office of that country and kind.
    error MemberStatesConsentInvalid(CountryCode country, OfficeKind kind);
    /// `expiry` isn't after `earliest` and at most `latest`.
    error MemberStatesExpiryOutOfRange(uint40 expiry, uint256 earliest, uint256 latest);
    /// `account` gave no consent that is valid now, or to something else.
    error MemberStatesConsentMissing(address account, CountryCode country, OfficeKind kind, bytes32 terms);
    /// A seat's vote stays with the seat; `account` can't delegate.
    error MemberStatesNoDelegation(address account);
    /// `timepoint` isn't past at `clock`.
    error MemberStatesFutureLookup(uint256 timepoint, uint48 clock);

    /// Agrees to become an office. Replaces what the account agreed to before. The account's own act; it needs no bundle,
    /// for `expiry` bounds it.
    /// @param country The country whose office the account will be; `EU` for the guardian.
    /// @param terms Hash of the terms it agrees to; the other side names the same.
    /// @param expiry End, exclusive, Unix seconds UTC; at most `MAX_CONSENT` from now.
    function consent(CountryCode country, OfficeKind kind, bytes32 terms, uint40 expiry) external;

    /// Takes the caller's agreement back.
    function revokeConsent() external;

    /// Uses up an account's agreement, after the policy for offices passed the account. The registry's only.
    function useConsent(address account, CountryCode country, OfficeKind kind, bytes32 terms) external;

    /// Gives a seat to a state that has none, or has left. Council only.
    /// @param account The state's office; it has agreed to be, under these `terms`.
    /// @param evidence Hash of the published decision.
    function admit(CountryCode country, address account, bytes32 terms, bytes32 evidence) external;

    /// Takes an active seat's vote, and its and its offices' grants, until it is reinstated. Council only.
    function suspend(CountryCode country, bytes32 evidence) external;

    /// Ends a suspension. Council only.
    function reinstate(CountryCode country, bytes32 evidence) external;

    /// Hands a seat, active or suspended, to another account, for the old one is lost or captured. The old one is cut off
    /// at once, also from proposals that run; what it voted before stays counted. Council only.
    /// @param account The state's new office; it has agreed to be, under these `terms`.
    function recover(CountryCode country, address account, bytes32 terms, bytes32 evidence) external;

    /// Voids all that was recorded of a seat and puts `acts` in its place; the vote follows what the seat is now. Votes
    /// and quorums of the past stay what they were. Council only.
    function rectify(CountryCode country, Correction[] calldata acts, bytes32 evidence) external;

    /// Brings holder and vote of seats in line with the registry's book, in a contract that takes an older one's place or
    /// has been replaced. Council only.
    function follow(CountryCode[] calldata countries) external;

    /// Hands an office of the caller's country, its own seat's included, to another account; the old one is cut off at
    /// once. Active member states only, inside `multicall`.
    /// @param newAccount It has agreed to be this office, under these `terms`.
    function rotate(OfficeNumber office, address newAccount, bytes32 terms) external;

    /// Gives the caller's seat up. Member states only, active or suspended, inside `multicall`.
    function leaveCouncil(bytes32 evidence) external;

    /// What an account has agreed to, expired or not; zeros where nothing.
    function consentOf(address account) external view returns (Consent memory);

    /// The country whose seat `account` holds, whatever the seat's status; zero where it holds none.
    function seatOf(address account) external view returns (CountryCode);

    /// The account that holds a country's seat, whatever the seat's status; zero where nobody ever did.
    function holderOf(CountryCode country) external view returns (address);

    /// How many seats are active now.
    function activeSeats() external view returns (uint256);

    function registry() external view returns (ISeatBook);

    function policy() external view returns (IOfficePolicy);

    function version() external pure returns (string memory);
}
