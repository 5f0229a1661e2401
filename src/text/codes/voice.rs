//! Notices of reading aloud.

/// TS-K80: the program that speaks broke off.
pub const BROKE_OFF: &str = "TS-K80";

/// TS-K81: the program that speaks does not come to an end.
pub const HANGS: &str = "TS-K81";

/// TS-K82: the sound goes nowhere, though there is a card.
pub const SOUND_LOST: &str = "TS-K82";
