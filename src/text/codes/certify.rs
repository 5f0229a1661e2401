//! Notices of certificates and of their check.

/// TS-V10: there is no pack of the contest yet, so that no certificate can be issued.
pub const NO_CONTEST: &str = "TS-V10";

/// TS-V11: no unit has this code.
pub const NO_UNIT: &str = "TS-V11";

/// TS-V12: no certificate has this number.
pub const UNKNOWN: &str = "TS-V12";

/// TS-V13: the certificate was withdrawn.
pub const WITHDRAWN: &str = "TS-V13";

/// TS-V14: nobody there has a certificate yet.
pub const NOBODY: &str = "TS-V14";

/// TS-V15: the form of the certificate is in no pack that is held here.
pub const NO_FORM: &str = "TS-V15";

/// TS-V16: the certificate cannot be drawn.
pub const NOT_DRAWN: &str = "TS-V16";

/// TS-V17: the file is no PDF.
pub const NO_PDF: &str = "TS-V17";

/// TS-V18: the file is larger than any certificate.
pub const TOO_LARGE: &str = "TS-V18";

/// TS-V19: the file is encrypted.
pub const ENCRYPTED: &str = "TS-V19";

/// TS-V20: other files are attached to the PDF.
pub const ATTACHMENTS: &str = "TS-V20";

/// TS-V21: more is packed in the PDF than a page needs.
pub const TOO_MUCH_PACKED: &str = "TS-V21";

/// TS-V22: there are several certificates in it.
pub const SEVERAL: &str = "TS-V22";

/// TS-V23: the file is neither a PDF nor a picture that can be read.
pub const PICTURE_UNREADABLE: &str = "TS-V23";

/// TS-V24: no code is seen on the picture.
pub const NO_CODE: &str = "TS-V24";

/// TS-V25: nothing was typed or chosen.
pub const NOTHING_SENT: &str = "TS-V25";

/// TS-V26: the certificate is signed with a key that this root does not name.
pub const KEY_NOT_NAMED: &str = "TS-V26";

/// TS-V27: this root names no certificate key.
pub const NO_KEY_IN_ROOT: &str = "TS-V27";

/// TS-V28: the statement is genuine, and the file is not the page that was issued.
pub const PAGE_DIFFERS: &str = "TS-V28";
