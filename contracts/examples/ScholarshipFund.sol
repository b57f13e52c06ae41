// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";

import {IRegistryQuestions} from "../interfaces/IRegistryQuestions.sol";
import {Standing} from "../types/Answers.sol";
import {NO_COUNTRY} from "../types/CountryCode.sol";
import {InstitutionId} from "../types/InstitutionId.sol";
import {QualificationTypeId} from "../types/QualificationTypeId.sol";
import {StandingCode, StandingCodes} from "../types/StandingCode.sol";

/// An example of a contract that asks the registry: a scholarship for graduates, once for each, if their institution might
/// award the qualification on the day on which it did.
///
/// The sponsor vouches for what a chain can't see: that the account is the graduate's, and the diploma and its day are
/// genuine. Who might award what isn't the sponsor's to say: that is the register's, as it is known when the payment is made.
contract ScholarshipFund {
    IRegistryQuestions public immutable registry;
    QualificationTypeId public immutable qualificationType;
    address public immutable sponsor;
    /// Of one scholarship, in wei.
    uint256 public immutable amount;

    mapping(address graduate => bool) public paid;

    /// `graduate` of `institution` was paid.
    event ScholarshipPaid(InstitutionId indexed institution, address indexed graduate);

    /// Only the sponsor vouches for graduates.
    error ScholarshipFundCallerNotSponsor(address caller);
    /// Each graduate is paid once.
    error ScholarshipFundPaidAlready(address graduate);
    /// The register said no, with this code.
    error ScholarshipFundNotAuthorised(InstitutionId institution, StandingCode code);
    /// A diploma isn't awarded in the future.
    error ScholarshipFundAwardInFuture(uint40 awardedAt, uint256 time);

    constructor(IRegistryQuestions registry_, QualificationTypeId qualificationType_, uint256 amount_) payable {
        registry = registry_;
        qualificationType = qualificationType_;
        sponsor = msg.sender;
        amount = amount_;
    }

    receive() external payable {}

    /// Pays a graduate. Sponsor only.
    /// @param awardedAt When the diploma was awarded, Unix seconds UTC.
    function pay(InstitutionId institution, address payable graduate, uint40 awardedAt) external {
        if (msg.sender != sponsor) revert ScholarshipFundCallerNotSponsor(msg.sender);
        if (paid[graduate]) revert ScholarshipFundPaidAlready(graduate);
        // the register answers about the future, too: what is planned
        if (awardedAt > block.timestamp) revert ScholarshipFundAwardInFuture(awardedAt, block.timestamp);
        _requireAuthorised(institution, awardedAt);
        paid[graduate] = true;
        emit ScholarshipPaid(institution, graduate);
        Address.sendValue(graduate, amount);
    }

    /// Named codes, not a range: what isn't known to be a yes is a no.
    function _requireAuthorised(InstitutionId institution, uint40 time) private view {
        Standing memory answer = registry.standing(institution, qualificationType, NO_COUNTRY, time);
        uint8 code = StandingCode.unwrap(answer.code);
        if (
            code != StandingCode.unwrap(StandingCodes.AUTHORISED_BY_PROGRAMME) &&
            code != StandingCode.unwrap(StandingCodes.AUTHORISED_BY_INSTITUTIONAL)
        ) revert ScholarshipFundNotAuthorised(institution, answer.code);
    }
}
