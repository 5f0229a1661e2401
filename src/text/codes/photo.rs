//! Notices of the official QR code on a photo.

/// TS-Q01: the photo ‹file› cannot be opened.
pub const NOT_OPENED: &str = "TS-Q01";

/// TS-Q02: the photo ‹file› has too many pixels.
pub const TOO_MANY_PIXELS: &str = "TS-Q02";

/// TS-Q03: no QR code can be read on the photo ‹file›.
pub const NO_QR_CODE: &str = "TS-Q03";

/// TS-Q04: the QR code holds "‹text›", which cannot be used: ‹why›
pub const LINK_UNUSABLE: &str = "TS-Q04";

/// TS-Q05: the link cannot be put into ‹file›: the file is not well formed.
pub const FILE_MALFORMED: &str = "TS-Q05";

/// TS-Q06: the file ‹file› cannot be written.
pub const FILE_NOT_WRITTEN: &str = "TS-Q06";
