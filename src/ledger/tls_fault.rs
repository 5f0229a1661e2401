/// Why the connection to the database cannot be encrypted as its address asks for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TlsFault {
    /// `sslmode` has none of the known values.
    #[error("unknown sslmode {0}")]
    Mode(String),
    /// With this `sslmode`, `sslrootcert` is missing or not allowed.
    #[error("sslmode {0} and sslrootcert do not go together")]
    Pairing(String),
    /// The file of `sslrootcert` cannot be read.
    #[error("the root certificate {0} cannot be read")]
    Root(String),
    /// The file of `sslrootcert` holds no usable certificate.
    #[error("the file of root certificates holds none that can be used")]
    NoRoot,
    /// The server offers no TLS.
    #[error("the server offers no TLS")]
    NotOffered,
    /// The server's certificate was not signed by any of `sslrootcert`.
    #[error("the server's certificate is signed by another issuer")]
    Untrusted,
    /// The server's certificate is not valid yet, or no longer.
    #[error("the server's certificate is not valid at this time")]
    Expired,
    /// The server's certificate was issued to another machine than the one in the address.
    #[error("the server's certificate is issued to another machine")]
    OtherName,
    /// Both sides offer TLS, and the handshake failed.
    #[error("the TLS handshake failed: {0}")]
    Handshake(String),
}
