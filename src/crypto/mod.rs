//! Standard cryptography over bytes: hash, keyed hash, key derivation, sign and verify, seal and open, key slots, secrets that
//! print nothing.
//!
//! Promises: secrets are zeroized and print nothing. Does not: open files or keep anything; its only chance is the randomness
//! of keys.

use sha2::{Digest, Sha256};

/// SHA-256 over the parts, one after another.
#[must_use]
pub fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().into()
}
