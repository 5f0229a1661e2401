//! Notices of the preview of content.

/// TS-L01: there is no lesson ‹id›, or it cannot be read yet.
pub const NO_LESSON: &str = "TS-L01";

/// TS-L02: there is no question ‹id›, or it cannot be read yet.
pub const NO_QUESTION: &str = "TS-L02";

/// TS-L03: lesson ‹id› has no page ‹page›; it has ‹pages›, check questions among them.
pub const NO_PAGE: &str = "TS-L03";
