// SPDX-License-Identifier: EUPL-1.2
pragma solidity ^0.8.28;

/// The answer to "was this identifier or key bound to this institution at that moment?". Stable; never reused. The binding's
/// own state comes first, then the mandate of the provider that bound it. 100: yes.
type BindingCode is uint8;

library BindingCodes {
    BindingCode internal constant ACTIVE = BindingCode.wrap(100);

    BindingCode internal constant UNKNOWN = BindingCode.wrap(110);
    BindingCode internal constant NOT_YET = BindingCode.wrap(111);
    BindingCode internal constant LAPSED = BindingCode.wrap(112);
    BindingCode internal constant ENDED = BindingCode.wrap(113);
    BindingCode internal constant ANNULLED = BindingCode.wrap(114);
    BindingCode internal constant COMPROMISED = BindingCode.wrap(115);

    BindingCode internal constant PROVIDER_NOT_YET = BindingCode.wrap(120);
    BindingCode internal constant PROVIDER_SUSPENDED = BindingCode.wrap(121);
    BindingCode internal constant PROVIDER_LAPSED = BindingCode.wrap(122);
    /// Its mandate had ended, or its member state's seat.
    BindingCode internal constant PROVIDER_ENDED = BindingCode.wrap(123);
}
