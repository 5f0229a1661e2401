//! Notices of USB sticks, backups, certificates and printing.

/// TS-K01: no USB stick is found.
pub const NO_STICK: &str = "TS-K01";

/// TS-K02: the USB stick was pulled out while writing.
pub const STICK_REMOVED_WHILE_WRITING: &str = "TS-K02";

/// TS-K03: the USB stick is too full: ‹needed› MB are needed, ‹free› MB are free.
pub const STICK_TOO_FULL: &str = "TS-K03";

/// TS-K04: the USB stick is locked against writing.
pub const STICK_READ_ONLY: &str = "TS-K04";

/// TS-K05: what was read back from the USB stick differs from what was written.
pub const READ_BACK_DIFFERS: &str = "TS-K05";

/// TS-K06: there already is a file ‹file› with other content.
pub const OTHER_FILE_EXISTS: &str = "TS-K06";

/// TS-K09: the certificate's font lacks the sign ‹sign›
pub const CERTIFICATE_GLYPH_MISSING: &str = "TS-K09";

/// TS-K10: a line is too long for the certificate.
pub const CERTIFICATE_LINE_TOO_LONG: &str = "TS-K10";

/// TS-K17: the text is too long for a QR code that fits the screen.
pub const QR_TOO_LARGE: &str = "TS-K17";

/// TS-K18: this station has no certificate with the number ‹number›.
pub const NO_CERTIFICATE: &str = "TS-K18";

/// TS-K19: the file ‹file› cannot be written.
pub const FILE_NOT_WRITTEN: &str = "TS-K19";

/// TS-K21: the slip cannot be drawn.
pub const SLIP_NOT_DRAWN: &str = "TS-K21";

/// TS-K22: the stick is full.
pub const STICK_FULL: &str = "TS-K22";

/// TS-K23: ‹file› is no ordinary file.
pub const NOT_A_FILE: &str = "TS-K23";

/// TS-K24: ‹file› should be an ordinary folder and is not.
pub const NOT_A_FOLDER: &str = "TS-K24";

/// TS-K25: ‹file› is larger than such a file can be.
pub const FILE_TOO_LARGE: &str = "TS-K25";

/// TS-K26: the font of printed documents lacks the sign ‹sign›.
pub const DOCUMENT_GLYPH_MISSING: &str = "TS-K26";

/// TS-K27: the documents cannot be drawn.
pub const DOCUMENT_NOT_DRAWN: &str = "TS-K27";

/// TS-K28: there is a file ‹file› already.
pub const FILE_IN_PLACE: &str = "TS-K28";

/// TS-S48: there is no folder ‹folder› to write to, and the name does not end with ‹ending›.
pub const NO_FOLDER_TO_WRITE_TO: &str = "TS-S48";
