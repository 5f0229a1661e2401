//! Notices of releases of the program.

/// TS-D65: the file of a release is not whole or was changed (‹code›).
pub const DAMAGED: &str = "TS-D65";

/// TS-D66: the release is not signed by whom the organiser's root names (‹code›).
pub const NOT_SIGNED: &str = "TS-D66";

/// TS-D67: the release ‹version› is not newer than what runs, ‹app›.
pub const NOT_NEWER: &str = "TS-D67";

/// TS-D68: the release ‹version› is older than the oldest that is still allowed, ‹floor›.
pub const BELOW_FLOOR: &str = "TS-D68";

/// TS-D69: the release has no program for this kind of machine.
pub const OTHER_MACHINE: &str = "TS-D69";

/// TS-D70: the release would not read this station's data.
pub const OLDER_DATA: &str = "TS-D70";

/// TS-D71: too little room for the release: ‹needed› MB are needed, ‹free› are free.
pub const NO_ROOM: &str = "TS-D71";

/// TS-D72: the stick cannot be read any more.
pub const STICK_GONE: &str = "TS-D72";

/// TS-D73: the release cannot be kept on the machine's disk.
pub const NOT_KEPT: &str = "TS-D73";

/// TS-D74: the release ‹version› was left again: ‹why›.
pub const GONE_BACK: &str = "TS-D74";

/// TS-D75: the root of this station's organiser names nobody who signs releases.
pub const NOBODY_SIGNS: &str = "TS-D75";

/// TS-D76: there is no release here.
pub const NONE_FOUND: &str = "TS-D76";

/// TS-D77: a shift is open.
pub const SHIFT_IS_OPEN: &str = "TS-D77";

/// TS-D78: taking the release in was stopped.
pub const STOPPED: &str = "TS-D78";

/// TS-K95: ‹file› is no program for ‹system›.
pub const NO_PROGRAM: &str = "TS-K95";

/// TS-K96: ‹file› calls itself version ‹found›, not ‹wanted›.
pub const OTHER_VERSION: &str = "TS-K96";

/// TS-K97: by the root, key ‹key› may not sign releases.
pub const KEY_MAY_NOT_SIGN: &str = "TS-K97";

/// TS-K98: ‹text› is no version.
pub const NO_VERSION: &str = "TS-K98";

/// TS-K99: the release cannot be made: ‹what› is wrong.
pub const CANNOT_BE_MADE: &str = "TS-K99";
