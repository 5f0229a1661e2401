use std::{fmt, str::FromStr};

/// Name of an account at the centre: 2 to 32 of `a`-`z`, `0`-`9`, `.`, `_` and `-`, beginning with a letter or digit. Kept inline, so
/// that it is copied like a number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountName {
    /// The name, filled up with zeros.
    bytes: [u8; LONGEST],
}

/// Most characters of a name.
const LONGEST: usize = 32;

/// The text is no account name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an account name")]
pub struct AccountNameError;

impl AccountName {
    /// The first account, of the city's office: `thanh-pho`.
    pub const CITY: Self = Self { bytes: *b"thanh-pho\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0" };

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let end = self.bytes.iter().position(|byte| *byte == 0).unwrap_or(LONGEST);
        self.bytes.get(..end).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

impl FromStr for AccountName {
    type Err = AccountNameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-".contains(&byte);
        let first = text.bytes().next().ok_or(AccountNameError)?;
        if text.len() < 2 || !first.is_ascii_alphanumeric() || !text.bytes().all(is_known) {
            return Err(AccountNameError);
        }
        let mut bytes = [0; LONGEST];
        bytes.get_mut(..text.len()).ok_or(AccountNameError)?.copy_from_slice(text.as_bytes());
        Ok(Self { bytes })
    }
}

impl fmt::Display for AccountName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl fmt::Debug for AccountName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "AccountName({self})")
    }
}
