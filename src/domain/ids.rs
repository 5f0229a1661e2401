//! Station id and epoch id.

use serde::Serialize;
use std::{fmt, ops::Deref, str::FromStr};

/// Hex digits of a station id that people see, in file names and on pages.
const SHORT: usize = 8;

/// Station id: 32 lowercase hex digits, the beginning of SHA-256 of the first epoch's public key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct StationId(String);

/// Epoch id: eight lowercase hex digits, drawn at random.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct EpochId(String);

/// A text that is not the id it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an id of {digits} lowercase hex digits was expected")]
pub struct IdFormError {
    digits: usize,
}

impl StationId {
    /// Length in hex digits.
    pub const DIGITS: usize = 32;

    /// The id that this text is; `None` where it is not 32 lowercase hex digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        is_hex(text, Self::DIGITS).then(|| Self(text.to_owned()))
    }

    /// Id of the station whose first epoch's public key has this SHA-256.
    #[must_use]
    pub fn from_key_digest(digest: &[u8; 32]) -> Self {
        Self(digest.iter().take(Self::DIGITS / 2).map(|byte| format!("{byte:02x}")).collect())
    }

    /// The first eight digits, for file names and pages.
    #[must_use]
    pub fn short(&self) -> &str {
        Self::short_of(&self.0)
    }

    /// The same of a text that claims to be a station id.
    #[must_use]
    pub fn short_of(claimed: &str) -> &str {
        claimed.get(..SHORT).unwrap_or(claimed)
    }

    /// All 32 digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl EpochId {
    /// Length in hex digits.
    pub const DIGITS: usize = 8;

    /// The id that this text is; `None` where it is not eight lowercase hex digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        is_hex(text, Self::DIGITS).then(|| Self(text.to_owned()))
    }

    /// Id of these random bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; Self::DIGITS / 2]) -> Self {
        Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// All eight digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for StationId {
    type Err = IdFormError;

    fn from_str(text: &str) -> Result<Self, IdFormError> {
        Self::parse(text).ok_or(IdFormError { digits: Self::DIGITS })
    }
}

impl FromStr for EpochId {
    type Err = IdFormError;

    fn from_str(text: &str) -> Result<Self, IdFormError> {
        Self::parse(text).ok_or(IdFormError { digits: Self::DIGITS })
    }
}

impl PartialEq<str> for StationId {
    fn eq(&self, text: &str) -> bool {
        self.0 == text
    }
}

impl PartialEq<str> for EpochId {
    fn eq(&self, text: &str) -> bool {
        self.0 == text
    }
}

impl Deref for StationId {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Deref for EpochId {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for StationId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(&self.0)
    }
}

impl fmt::Display for EpochId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(&self.0)
    }
}

/// Whether a text is this many lowercase hex digits.
fn is_hex(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
