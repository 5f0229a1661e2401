//! Notices of the TLS connection from the centre to its database server.

/// TS-M90: the address of the database has sslmode=‹mode›, which is unknown.
pub const SSLMODE_UNKNOWN: &str = "TS-M90";

/// TS-M91: the address of the database has sslmode=‹mode›: sslrootcert is missing, or one too many.
pub const SSLROOTCERT_MISMATCH: &str = "TS-M91";

/// TS-M92: the database server takes no TLS, and the address asks for it; nothing was sent.
pub const TLS_NOT_OFFERED: &str = "TS-M92";

/// TS-M93: the database server's certificate was not issued by sslrootcert; nothing was sent.
pub const CERTIFICATE_OF_ANOTHER_ISSUER: &str = "TS-M93";

/// TS-M94: the database server's certificate has expired, or is not valid yet; nothing was sent.
pub const CERTIFICATE_EXPIRED: &str = "TS-M94";

/// TS-M95: the database server's certificate does not name the machine in the address; nothing was sent.
pub const CERTIFICATE_OF_ANOTHER_NAME: &str = "TS-M95";

/// TS-M96: no TLS connection to the database server.
pub const TLS_FAILED: &str = "TS-M96";

/// TS-M106: the database takes no TLS and the address allows that: everything travels unencrypted.
pub const WAY_UNENCRYPTED: &str = "TS-M106";
