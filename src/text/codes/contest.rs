//! Notices of when a contest is open.

/// TS-T03: the contest has not opened yet; it opens on ‹date›.
pub const NOT_OPEN_YET: &str = "TS-T03";

/// TS-T04: the contest closed at the end of ‹date›.
pub const CLOSED: &str = "TS-T04";

/// TS-T13: the station is not enrolled by the organiser, so there is practice only.
pub const PRACTICE_ONLY: &str = "TS-T13";
