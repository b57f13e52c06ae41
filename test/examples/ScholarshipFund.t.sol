// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {Errors} from "@openzeppelin/contracts/utils/Errors.sol";

import {ScholarshipFund} from "../../contracts/examples/ScholarshipFund.sol";
import {StandingCode, StandingCodes} from "../../contracts/types/StandingCode.sol";
import {RegistryCast} from "../registry/RegistryCast.sol";

contract ScholarshipFundTest is RegistryCast {
    uint256 private constant AMOUNT = 1 ether;

    ScholarshipFund private fund;
    address payable private graduate;

    function setUp() public override {
        super.setUp();
        fund = new ScholarshipFund{value: 2 * AMOUNT}(registry, software, AMOUNT);
        graduate = payable(makeAddr("graduate"));
    }

    function test_pay_whereTheProgrammeIsAccredited() public {
        _accreditSoftware(0);
        vm.expectEmit(true, true, true, true, address(fund));
        emit ScholarshipFund.ScholarshipPaid(athens, graduate);
        fund.pay(athens, graduate, _now());
        assertEq(graduate.balance, AMOUNT);
        assertTrue(fund.paid(graduate));
    }

    function test_pay_whereTheInstitutionIsAccreditedForTheScope() public {
        _call(greekBody, _accreditingByScope(athens, _everything(), 0, 0));
        fund.pay(athens, graduate, _now());
        assertEq(graduate.balance, AMOUNT);
    }

    function test_pay_whatWasAwardedBeforeAWithdrawal() public {
        _accreditSoftware(0);
        skip(10);
        uint40 withdrawn = _now();
        _call(greekBody, _withdrawing(_programmeKey(athens, software), 0));
        _expectNotAuthorised(StandingCodes.PROGRAMME_WITHDRAWN);
        fund.pay(athens, graduate, withdrawn);
        fund.pay(athens, graduate, withdrawn - 1);
        assertEq(graduate.balance, AMOUNT);
    }

    function test_pay_refusesWhatNobodyAccredited() public {
        _expectNotAuthorised(StandingCodes.NEVER_GRANTED);
        fund.pay(athens, graduate, _now());
    }

    function test_pay_refusesTheFuture() public {
        _accreditSoftware(0);
        uint40 tomorrow = _now() + 1 days;
        vm.expectRevert(
            abi.encodeWithSelector(ScholarshipFund.ScholarshipFundAwardInFuture.selector, tomorrow, uint256(_now()))
        );
        fund.pay(athens, graduate, tomorrow);
    }

    function test_pay_onceForEach() public {
        _accreditSoftware(0);
        fund.pay(athens, graduate, _now());
        vm.expectRevert(abi.encodeWithSelector(ScholarshipFund.ScholarshipFundPaidAlready.selector, graduate));
        fund.pay(athens, graduate, _now());
    }

    function test_pay_bySponsorOnly() public {
        _accreditSoftware(0);
        vm.expectRevert(abi.encodeWithSelector(ScholarshipFund.ScholarshipFundCallerNotSponsor.selector, graduate));
        vm.prank(graduate);
        fund.pay(athens, graduate, _now());
    }

    function test_pay_whatIsThere() public {
        _accreditSoftware(0);
        ScholarshipFund empty = new ScholarshipFund(registry, software, AMOUNT);
        vm.expectRevert(abi.encodeWithSelector(Errors.InsufficientBalance.selector, 0, AMOUNT));
        empty.pay(athens, graduate, _now());
        (bool sent, ) = payable(address(empty)).call{value: AMOUNT}("");
        assertTrue(sent);
        empty.pay(athens, graduate, _now());
        assertEq(graduate.balance, AMOUNT);
    }

    function _expectNotAuthorised(StandingCode code) private {
        vm.expectRevert(abi.encodeWithSelector(ScholarshipFund.ScholarshipFundNotAuthorised.selector, athens, code));
    }
}
