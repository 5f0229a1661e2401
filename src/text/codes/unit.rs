//! Notices of units, villages and workplaces.

/// TS-U01: no commune, ward or special zone has the code ‹code›.
pub const UNKNOWN_UNIT: &str = "TS-U01";

/// TS-U02: the file ‹file› is there already.
pub const FILE_EXISTS: &str = "TS-U02";

/// TS-U03: the file ‹file› is neither .xlsx nor .csv.
pub const FORMAT_UNKNOWN: &str = "TS-U03";

/// TS-U04: the list in ‹file› cannot be read.
pub const LIST_UNREADABLE: &str = "TS-U04";

/// TS-U05: the file ‹file› cannot be written.
pub const FILE_NOT_WRITTEN: &str = "TS-U05";

/// TS-U06: the folder ‹folder› is no content folder.
pub const NOT_A_CONTENT_FOLDER: &str = "TS-U06";

/// TS-U07: no unit matches "‹name›".
pub const NO_MATCH: &str = "TS-U07";

/// TS-U08: several units match "‹name›": ‹list›.
pub const SEVERAL_MATCHES: &str = "TS-U08";
