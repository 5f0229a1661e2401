//! Password of the pages: its hash in the ledger, and the check of what was typed.

use crate::crypto::{Passphrase, random};
use argon2::{
    Argon2,
    password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString},
};

/// Name of the ledger's setting that holds the hash.
pub const SETTING: &str = "page-password";

/// Argon2id of the passphrase (docs/decisions/014-passphrases-slots-pins.md), as it is kept.
#[must_use]
pub fn hash(passphrase: &Passphrase) -> Option<String> {
    let salt = SaltString::encode_b64(&random::<16>()).ok()?;
    let hash = Argon2::default().hash_password(passphrase.text().as_bytes(), &salt).ok()?;
    Some(hash.to_string())
}

/// Whether what was typed is the password of this hash. It takes as long for one as for another.
#[must_use]
pub fn is_right(typed: &str, hash: &str) -> bool {
    // What is no passphrase at all is hashed like one, so that the time says nothing.
    let read = Passphrase::read(typed);
    let text = read.as_ref().map_or("-", Passphrase::text);
    let right =
        PasswordHash::new(hash).is_ok_and(|hash| Argon2::default().verify_password(text.as_bytes(), &hash).is_ok());
    right && read.is_ok()
}
