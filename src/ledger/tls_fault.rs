/// Why the way to the database is not sealed as its address asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TlsFault {
    /// `sslmode` names none of the ways there are.
    Mode(String),
    /// With this `sslmode` a `sslrootcert` is missing, or is one too many.
    Pairing(String),
    /// The file of `sslrootcert` cannot be read.
    Root(String),
    /// It holds no certificate that can be used.
    NoRoot,
    /// The server speaks no TLS.
    NotOffered,
    /// The server's certificate was not signed by any of `sslrootcert`.
    Untrusted,
    /// Its time has not come, or is over.
    Expired,
    /// It was made out to another machine than the one in the address.
    OtherName,
    /// Both speak TLS, and do not come together.
    Handshake(String),
}
