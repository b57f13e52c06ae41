// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

import {ActKind} from "../../contracts/types/ActKind.sol";
import {OfficeKind} from "../../contracts/types/OfficeKind.sol";
import {Status} from "../../contracts/types/Status.sol";
import {Test} from "../utils/Test.sol";

/// Stored words, events and clients carry the numbers.
contract ActKindTest is Test {
    function test_numbers_areStable() public pure {
        assertEq(uint256(ActKind.None), 0);
        assertEq(uint256(ActKind.Grant), 1);
        assertEq(uint256(ActKind.Suspend), 2);
        assertEq(uint256(ActKind.Reinstate), 3);
        assertEq(uint256(ActKind.Withdraw), 4);
        assertEq(uint256(ActKind.End), 5);
        assertEq(uint256(ActKind.Annul), 6);
        assertEq(uint256(ActKind.Compromise), 7);
        assertEq(uint256(ActKind.Cancel), 8);
        assertEq(uint256(ActKind.Rectify), 9);
    }

    function test_numbersOfOfficeKinds_areStable() public pure {
        assertEq(uint256(OfficeKind.None), 0);
        assertEq(uint256(OfficeKind.MemberState), 1);
        assertEq(uint256(OfficeKind.AccreditationBody), 2);
        assertEq(uint256(OfficeKind.TrustServiceProvider), 3);
        assertEq(uint256(OfficeKind.Guardian), 4);
    }

    function test_numbersOfStatuses_areStable() public pure {
        assertEq(uint256(Status.Never), 0);
        assertEq(uint256(Status.NotYet), 1);
        assertEq(uint256(Status.Active), 2);
        assertEq(uint256(Status.Suspended), 3);
        assertEq(uint256(Status.Lapsed), 4);
        assertEq(uint256(Status.Withdrawn), 5);
        assertEq(uint256(Status.Ended), 6);
        assertEq(uint256(Status.Annulled), 7);
        assertEq(uint256(Status.Compromised), 8);
    }
}
