//! Notices of the content folder.

/// TS-C01: the content folder ‹file› is not found.
pub const FOLDER_NOT_FOUND: &str = "TS-C01";

/// TS-C02: the file ‹file› cannot be read.
pub const FILE_UNREADABLE: &str = "TS-C02";

/// TS-C19: the content pack of the unfinished test is no longer in the station.
pub const PACK_OF_UNFINISHED_TEST_GONE: &str = "TS-C19";

/// TS-C20: the file ‹file› is too large.
pub const FILE_TOO_LARGE: &str = "TS-C20";

/// TS-C21: file ‹file›, line ‹line› (rule ‹rule›): ‹what›
pub const LINT_FAULT: &str = "TS-C21";

/// TS-C22: ‹file› is no statistics of questions.
pub const NOT_ITEM_STATISTICS: &str = "TS-C22";

/// TS-C23: nothing in ‹file› is to be reviewed.
pub const NOTHING_TO_REVIEW: &str = "TS-C23";

/// TS-C24: the checklist's font lacks the sign ‹sign›.
pub const CHECKLIST_GLYPH_MISSING: &str = "TS-C24";

/// TS-C25: the checklist cannot be drawn.
pub const CHECKLIST_NOT_DRAWN: &str = "TS-C25";

/// TS-C26: the folder ‹folder› is no content folder; ‹list› was meant.
pub const OTHER_FOLDER_MEANT: &str = "TS-C26";
