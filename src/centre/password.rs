//! Passwords of accounts: how one is chosen, its hash, and the check of what was typed.

use crate::crypto::{Guards, Passphrase, PassphraseFault, Weakness, judge, random};
use crate::domain::{AccountName, Moment};
use argon2::{
    Argon2,
    password_hash::{PasswordHash as Argon2Hash, PasswordHasher, PasswordVerifier, SaltString},
};
use std::fmt;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// Fewest characters of a password that somebody made up.
pub const LEAST_PASSWORD: usize = 12;
/// Most characters that are looked at.
const MOST: usize = 512;
/// What is hashed where there is no account, so that the time reveals nothing: no password has this hash.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$dHJhbXNvLW5vYm9keS0x$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Password of an account: six generated syllables, or a text of at least twelve characters that is hard to guess. `Debug` does not
/// show it.
#[derive(Clone)]
pub struct AccountPassword {
    text: Zeroizing<String>,
    /// Made by a machine: good for the first sign-in alone.
    is_first: bool,
}

/// How long a password that was made for a person is good for the first sign-in.
pub const FIRST_PASSWORD_MS: i64 = 7 * 24 * 3600 * 1000;

/// Why a text is no password of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordFault {
    /// Fewer than `LEAST_PASSWORD` characters.
    #[error("a password of {0} characters is too short")]
    Short(usize),
    /// Easy to guess.
    #[error("the password is easy to guess")]
    Guessable(#[source] Weakness),
    /// Longer than any password.
    #[error("the password is too long")]
    TooLong,
}

impl AccountPassword {
    /// Six random syllables, for the first sign-in.
    #[must_use]
    pub fn generate() -> Self {
        Self::first(&Passphrase::generate())
    }

    /// A passphrase that was made for a person, for the first sign-in.
    #[must_use]
    pub fn first(passphrase: &Passphrase) -> Self {
        Self { is_first: true, ..Self::from(passphrase.clone()) }
    }

    /// Reads a password that somebody chose for an account.
    ///
    /// # Errors
    /// Why it will not do.
    pub fn choose(typed: &str, account: AccountName) -> Result<Self, PasswordFault> {
        let text = canonical(typed).ok_or(PasswordFault::TooLong)?;
        let length = text.chars().count();
        if length < LEAST_PASSWORD {
            return Err(PasswordFault::Short(length));
        }
        judge(&text, Guards::Account, &[account.as_str()]).map_err(PasswordFault::Guessable)?;
        Ok(Self { text, is_first: false })
    }

    /// The password, to be written down.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it was made for a person, who must replace it at the first sign-in.
    #[must_use]
    pub fn is_first(&self) -> bool {
        self.is_first
    }

    /// Whether what was typed is this password.
    #[must_use]
    pub fn is_typed(&self, typed: &str) -> bool {
        canonical(typed).is_some_and(|text| *text == *self.text)
    }
}

/// A passphrase does for an account, too.
impl From<Passphrase> for AccountPassword {
    fn from(passphrase: Passphrase) -> Self {
        Self { text: Zeroizing::new(passphrase.text().to_owned()), is_first: false }
    }
}

impl fmt::Debug for AccountPassword {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("AccountPassword(…)")
    }
}

/// What was typed in the one form that is hashed: six syllables without marks and capitals, anything else as it is but for the spaces
/// around it and for how a keyboard composes letters. None for what is longer than any password.
fn canonical(typed: &str) -> Option<Zeroizing<String>> {
    match Passphrase::read(typed) {
        Ok(passphrase) => Some(Zeroizing::new(passphrase.text().to_owned())),
        Err(PassphraseFault::TooLong) => None,
        Err(
            PassphraseFault::Empty
            | PassphraseFault::Weak(_)
            | PassphraseFault::Syllable(_)
            | PassphraseFault::Guessable(_),
        ) => Some(Zeroizing::new(typed.trim().nfc().take(MOST).collect())),
    }
}

/// Argon2id hash of a password (docs/decisions/014-passphrases-slots-pins.md), as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasswordHash {
    phc: String,
    is_first: bool,
}

impl PasswordHash {
    /// Hashes a password under a new salt; none where the parameters do not fit.
    #[must_use]
    pub fn new(password: &AccountPassword) -> Option<Self> {
        let salt = SaltString::encode_b64(&random::<16>()).ok()?;
        let hash = Argon2::default().hash_password(password.text().as_bytes(), &salt).ok()?;
        Some(Self { phc: hash.to_string(), is_first: password.is_first })
    }

    /// The hash that a ledger keeps.
    pub(super) fn kept(phc: &str) -> Self {
        Self { phc: phc.to_owned(), is_first: false }
    }

    /// A hash that no password has.
    pub(super) fn nobody() -> Self {
        Self::kept(NOBODY)
    }

    /// The hash in PHC form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.phc
    }

    /// Until when the password is good, where it is one for the first sign-in that is set now.
    #[must_use]
    pub fn first_until(&self, now: Moment) -> Option<Moment> {
        self.is_first.then(|| now.plus_ms(FIRST_PASSWORD_MS))
    }

    /// Whether what was typed is the password of this hash. A wrong one costs as much time as the right one.
    #[must_use]
    pub fn matches(&self, typed: &str) -> bool {
        // What can be no password is hashed like one, so that the time reveals nothing.
        let read = canonical(typed);
        let text = read.as_ref().map_or("-", |text| text.as_str());
        let right = Argon2Hash::new(&self.phc)
            .is_ok_and(|hash| Argon2::default().verify_password(text.as_bytes(), &hash).is_ok());
        right && read.is_some()
    }
}
