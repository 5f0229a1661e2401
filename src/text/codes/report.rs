//! Notices of reports of a unit or the city.

/// TS-M240: the first day, ‹first›, is after the last one, ‹last›.
pub const DAYS_REVERSED: &str = "TS-M240";

/// TS-M241: ‹file› is there already; nothing was written.
pub const FILE_EXISTS: &str = "TS-M241";
