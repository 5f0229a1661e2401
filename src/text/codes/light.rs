//! Notices of results by light.

/// TS-K120: nothing waits to be handed in.
pub const NOTHING_WAITS: &str = "TS-K120";
