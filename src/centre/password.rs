//! Password of the pages: its hash in the ledger, and the check of what was typed.

use super::{Access, Centre, outcome::QueryError};
use crate::{
    crypto::{Passphrase, random},
    ledger::LedgerError,
};
use argon2::{
    Argon2,
    password_hash::{PasswordHash as Argon2Hash, PasswordHasher, PasswordVerifier, SaltString},
};

/// Name of the ledger's setting that holds the hash.
const SETTING: &str = "page-password";

/// Argon2id hash of a password (docs/decisions/014-passphrases-slots-pins.md), as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// Hashes a passphrase under a new salt; none where the parameters do not fit.
    #[must_use]
    pub fn new(passphrase: &Passphrase) -> Option<Self> {
        let salt = SaltString::encode_b64(&random::<16>()).ok()?;
        let hash = Argon2::default().hash_password(passphrase.text().as_bytes(), &salt).ok()?;
        Some(Self(hash.to_string()))
    }

    /// The hash in PHC form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether what was typed is the password of this hash. A wrong one costs as much time as the right one.
    #[must_use]
    pub fn matches(&self, typed: &str) -> bool {
        // What is no passphrase at all is hashed like one, so that the time reveals nothing.
        let read = Passphrase::read(typed);
        let text = read.as_ref().map_or("-", Passphrase::text);
        let right = Argon2Hash::new(&self.0)
            .is_ok_and(|hash| Argon2::default().verify_password(text.as_bytes(), &hash).is_ok());
        right && read.is_ok()
    }
}

impl Centre {
    /// Hash of the pages' password; none where no password was set. Takes no `Access`: the sign-in calls it, and each page for the
    /// session's key.
    ///
    /// # Errors
    /// The ledger's.
    pub fn page_password(&self) -> Result<Option<PasswordHash>, LedgerError> {
        let hash = self.ledger().read_tx(|tx| tx.setting(SETTING))?;
        Ok(hash.and_then(|hash| String::from_utf8(hash).ok()).map(PasswordHash))
    }

    /// Sets the pages' password. It ends every session: anyone who has signed in must do so again.
    ///
    /// # Errors
    /// The role may not, or the ledger's.
    pub fn set_page_password(&self, access: &Access, hash: &PasswordHash) -> Result<(), QueryError> {
        access.administers()?;
        Ok(self.ledger().write(&mut |tx| tx.set_setting(SETTING, hash.0.as_bytes()))?)
    }
}
