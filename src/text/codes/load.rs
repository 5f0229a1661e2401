//! Notices of the load generator.

/// TS-M80: the certificate file ‹file› cannot be read.
pub const CERTIFICATE_UNREADABLE: &str = "TS-M80";

/// TS-M81: the address ‹url› cannot be used.
pub const URL_UNUSABLE: &str = "TS-M81";

/// TS-M82: there is no readable certificate in the file.
pub const NO_CERTIFICATE: &str = "TS-M82";

/// TS-M83: ‹url› cannot be reached.
pub const SERVER_UNREACHABLE: &str = "TS-M83";

/// TS-M84: ‹url› answers as no centre's server does (status ‹status›).
pub const NOT_A_CENTRE: &str = "TS-M84";

/// TS-M85: the server does not let made-up stations in (‹code›).
pub const STATIONS_NOT_ADMITTED: &str = "TS-M85";

/// TS-M86: the server has bundles of the stations of this seed already.
pub const SEED_USED_BEFORE: &str = "TS-M86";

/// TS-M87: stations could not be made.
pub const STATIONS_NOT_MADE: &str = "TS-M87";

/// TS-M88: the page does not take this password.
pub const PASSWORD_REFUSED: &str = "TS-M88";

/// TS-M89: the folder ‹file› is not empty; nothing was written.
pub const FOLDER_NOT_EMPTY: &str = "TS-M89";

/// TS-M97: the certificate of ‹url› is not trusted.
pub const CERTIFICATE_NOT_TRUSTED: &str = "TS-M97";

/// TS-M98: ‹url› did not answer to the end: the line broke, or the server was busy for too long.
pub const ANSWER_CUT_OFF: &str = "TS-M98";
