//! Notices of what is posted up and handed out in a village.

/// TS-K60: ‹what› is too long for its place or cannot be printed; nothing was written.
pub const TEXT_DOES_NOT_FIT: &str = "TS-K60";

/// TS-K61: ‹typed› is no telephone number; nothing was written.
pub const NOT_A_HOTLINE: &str = "TS-K61";

/// TS-K62: no official code is known for ‹platforms›; the sheets have a frame for it.
pub const NO_OFFICIAL_CODE: &str = "TS-K62";

/// TS-K63: several sheets cannot be one file ‹file›.
pub const ONE_FILE_FOR_MANY: &str = "TS-K63";

/// TS-K64: the sheets have ‹what› in part only.
pub const PRINTED_IN_PART: &str = "TS-K64";
