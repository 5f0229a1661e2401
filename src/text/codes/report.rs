//! Notices of reports of a unit or the city.

/// TS-M240: the first day, ‹first›, is after the last one, ‹last›.
pub const DAYS_REVERSED: &str = "TS-M240";
