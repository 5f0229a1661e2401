//! Notices of the window that a station runs in.

/// TS-A01: the program needs a terminal window to run in.
pub const NO_TERMINAL: &str = "TS-A01";

/// TS-A07: the program met a fault of its own and has come back; every saved answer is there; the place: ‹place›.
pub const RECOVERED_FROM_FAULT: &str = "TS-A07";
