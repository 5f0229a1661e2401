use crate::crypto::sha256;

/// The head before the first record of an epoch.
pub const GENESIS: [u8; 32] = [0; 32];

/// One link: what stays when a person's bytes and nonce are erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainLink {
    /// Commitment to the record's bytes.
    pub commitment: [u8; 32],
    /// Head of the chain after this record.
    pub head: [u8; 32],
}

/// `c = SHA256("tramso-c1" ‖ nonce ‖ bytes)`: without the nonce nobody can try out what the bytes were
/// (docs/FORMATS.md section 2).
#[must_use]
pub fn commitment(nonce: &[u8; 16], bytes: &[u8]) -> [u8; 32] {
    sha256(&[b"tramso-c1", nonce, bytes])
}

/// `h = SHA256("tramso-h1" ‖ previous head ‖ c)`.
#[must_use]
pub fn link(previous: &[u8; 32], commitment: [u8; 32]) -> ChainLink {
    ChainLink { commitment, head: sha256(&[b"tramso-h1", previous, &commitment]) }
}
