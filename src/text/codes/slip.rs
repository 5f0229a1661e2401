//! Notices of verifying a printed slip.

/// TS-V01: the public key must be 64 lower-case hexadecimal digits.
pub const KEY_FORM: &str = "TS-V01";

/// TS-V02: the link carries no statement of a station, or was cut short.
pub const LINK_CUT: &str = "TS-V02";

/// TS-V03: the signature is not this station's, or something was changed.
pub const SIGNATURE_WRONG: &str = "TS-V03";
