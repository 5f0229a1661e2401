//! Notices of verifying a printed slip.

/// TS-V01: the public key must be 64 lower-case hexadecimal digits.
pub const KEY_FORM: &str = "TS-V01";

/// TS-V02: the link carries no statement of a station, or was cut short.
pub const LINK_CUT: &str = "TS-V02";

/// TS-V03: the signature is not this station's, or something was changed.
pub const SIGNATURE_WRONG: &str = "TS-V03";

/// TS-S41: the slip that was given out cannot be made again as it was.
pub const NOT_AS_GIVEN: &str = "TS-S41";

/// TS-S42: the slip is of the demo contest and proves nothing.
pub const OF_THE_DEMO: &str = "TS-S42";

/// TS-S43: the slip is of a rehearsal and proves nothing.
pub const OF_A_REHEARSAL: &str = "TS-S43";
