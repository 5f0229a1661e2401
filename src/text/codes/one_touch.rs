//! Notices of lists of One Touch.

/// TS-O01: the list of One Touch has ‹count› faults; nothing of it was kept.
pub const FAULTS: &str = "TS-O01";

/// TS-O02: what was to be kept was read too long ago.
pub const STALE: &str = "TS-O02";

/// TS-O03: there is no such list of One Touch.
pub const UNKNOWN: &str = "TS-O03";

/// TS-O04: these two people are not to be decided about, or not any more.
pub const SETTLED: &str = "TS-O04";
