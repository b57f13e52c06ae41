// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

/// The answer to "may this institution award this qualification type at that moment?". Stable; never reused. The first
/// that applies is the answer, in the order of this list. Below 20: yes.
type StandingCode is uint8;

library StandingCodes {
    StandingCode internal constant INSTITUTION_UNKNOWN = StandingCode.wrap(20);
    StandingCode internal constant INSTITUTION_NOT_YET = StandingCode.wrap(21);
    StandingCode internal constant INSTITUTION_SUSPENDED = StandingCode.wrap(22);
    StandingCode internal constant INSTITUTION_CLOSED = StandingCode.wrap(23);
    StandingCode internal constant INSTITUTION_WITHDRAWN = StandingCode.wrap(24);
    StandingCode internal constant INSTITUTION_ANNULLED = StandingCode.wrap(25);

    StandingCode internal constant STATE_LEFT = StandingCode.wrap(30);

    StandingCode internal constant TYPE_UNKNOWN = StandingCode.wrap(40);
    StandingCode internal constant TYPE_NOT_YET = StandingCode.wrap(41);
    StandingCode internal constant TYPE_WITHDRAWN = StandingCode.wrap(42);
    StandingCode internal constant TYPE_ANNULLED = StandingCode.wrap(43);

    StandingCode internal constant AUTHORISED_BY_PROGRAMME = StandingCode.wrap(10);
    StandingCode internal constant PROGRAMME_ANNULLED = StandingCode.wrap(50);
    StandingCode internal constant PROGRAMME_WITHDRAWN = StandingCode.wrap(51);
    StandingCode internal constant PROGRAMME_SUSPENDED = StandingCode.wrap(52);
    StandingCode internal constant PROGRAMME_LAPSED_WHILE_SUSPENDED = StandingCode.wrap(53);

    StandingCode internal constant AUTHORISED_BY_INSTITUTIONAL = StandingCode.wrap(11);
    StandingCode internal constant INSTITUTIONAL_ANNULLED = StandingCode.wrap(60);
    StandingCode internal constant INSTITUTIONAL_WITHDRAWN = StandingCode.wrap(61);
    StandingCode internal constant INSTITUTIONAL_SUSPENDED = StandingCode.wrap(62);

    StandingCode internal constant PROGRAMME_ELSEWHERE = StandingCode.wrap(54);
    StandingCode internal constant INSTITUTIONAL_ELSEWHERE = StandingCode.wrap(63);

    StandingCode internal constant PROGRAMME_LAPSED = StandingCode.wrap(55);
    StandingCode internal constant PROGRAMME_ENDED = StandingCode.wrap(56);
    StandingCode internal constant PROGRAMME_NOT_YET = StandingCode.wrap(57);
    StandingCode internal constant INSTITUTIONAL_LAPSED = StandingCode.wrap(64);
    StandingCode internal constant INSTITUTIONAL_ENDED = StandingCode.wrap(65);
    StandingCode internal constant INSTITUTIONAL_NOT_YET = StandingCode.wrap(66);
    StandingCode internal constant INSTITUTIONAL_OUT_OF_SCOPE = StandingCode.wrap(67);

    StandingCode internal constant NEVER_GRANTED = StandingCode.wrap(70);
}
