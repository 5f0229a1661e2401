//! Notices of messages that may be public.

/// TS-O11: nobody has such a message that may be public.
pub const UNKNOWN: &str = "TS-O11";

/// TS-O12: the message is not the one any more that the page showed.
pub const STALE: &str = "TS-O12";

/// TS-O13: somebody has decided about the message already.
pub const DECIDED: &str = "TS-O13";

/// TS-O14: about the message nothing is decided that could be taken back.
pub const NOT_DECIDED: &str = "TS-O14";

/// TS-O15: the message is never public: it has a telephone number or an address, or a child wrote it.
pub const FORBIDDEN: &str = "TS-O15";
