//! Notices of the end of the organiser's term.

/// TS-M140: the last day on which data are kept, ‹date›, is not over; nothing was removed.
pub const TOO_EARLY: &str = "TS-M140";

/// TS-M141: the term ended on ‹date›: nothing of a person is kept, so that nothing is ingested or counted again.
pub const IS_OVER: &str = "TS-M141";

/// TS-M142: the word was not typed; nothing was removed.
pub const NOT_CONFIRMED: &str = "TS-M142";

/// TS-M143: the centre has no content pack, so that the contest's days are not known.
pub const NO_DAYS: &str = "TS-M143";
