//! Notices of importing and exporting questions.

/// TS-X01: the file ‹file› cannot be read.
pub const FILE_UNREADABLE: &str = "TS-X01";

/// TS-X02: the file ‹file› is larger than ‹most› MB.
pub const FILE_TOO_LARGE: &str = "TS-X02";

/// TS-X03: no question came in from ‹file›; nothing was written.
pub const NOTHING_IMPORTED: &str = "TS-X03";

/// TS-X04: there is a file ‹file› already.
pub const FILE_EXISTS: &str = "TS-X04";

/// TS-X05: the file ‹file› cannot be written.
pub const FILE_NOT_WRITTEN: &str = "TS-X05";

/// TS-X06: “‹lesson›” is no lesson.
pub const UNKNOWN_LESSON: &str = "TS-X06";

/// TS-X07: this format can be imported but not exported.
pub const FORMAT_ONLY_IMPORTED: &str = "TS-X07";

/// TS-X08: this format cannot hold question ‹question›.
pub const FORMAT_CANNOT_HOLD: &str = "TS-X08";

/// TS-X09: the content folder has errors and cannot be exported yet.
pub const CONTENT_HAS_FAULTS: &str = "TS-X09";

/// TS-X10: the content has no topic ‹topic›.
pub const TOPIC_MISSING: &str = "TS-X10";

/// TS-X11: the content has no lesson ‹lesson›.
pub const LESSON_MISSING: &str = "TS-X11";

/// TS-X12: the station is a real one, and invented people never count.
pub const SIMULATE_AT_A_REAL_STATION: &str = "TS-X12";

/// TS-X13: the station's data were put back; they had come to record ‹seen›.
pub const DATA_WERE_PUT_BACK: &str = "TS-X13";

/// TS-X14: the station's data were put back; they had begun an epoch that is not in them.
pub const EPOCH_WAS_PUT_BACK: &str = "TS-X14";

/// TS-X15: the file ‹file› was changed since it was imported; it was not removed.
pub const IMPORT_WAS_CHANGED: &str = "TS-X15";

/// TS-X16: there is no file ‹file› of an import to undo.
pub const NOTHING_TO_UNDO: &str = "TS-X16";

/// TS-X17: looking through the questions of ‹file› was stopped; nothing was written.
pub const REVIEW_STOPPED: &str = "TS-X17";
