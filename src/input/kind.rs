use super::CharFault;
use crate::domain::{LONGEST_NAME, is_forbidden_char, is_name_char};

/// What a field is for, and thereby what it takes. Limits count characters of the NFC text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// A person's name; the first letter of each word becomes a capital as it is typed. Limit as in `PersonName`.
    Name,
    /// Anything that can be seen, with the input method.
    Text {
        /// Longest text, in characters.
        limit: usize,
    },
    /// ASCII digits only; spaces, dots and dashes between them are passed over.
    Digits {
        /// Longest text, in characters.
        limit: usize,
    },
    /// A date in any of the spellings of `date_entry`.
    Date,
    /// A telephone number in any of the spellings of `domain::Phone`.
    Phone,
    /// A passphrase or PIN: no input method, nothing kept for undo.
    Secret {
        /// Longest text, in characters.
        limit: usize,
    },
    /// Anything that can be seen, without the input method: codes, addresses of pages.
    Plain {
        /// Longest text, in characters.
        limit: usize,
    },
}

/// `05/09/1962`, the longest spelling of a date.
const DATE: usize = 10;
/// `+84 (225) 3.842.124` and a little more.
const PHONE: usize = 20;

impl FieldKind {
    /// How many characters the field holds.
    #[must_use]
    pub fn limit(self) -> usize {
        match self {
            Self::Name => LONGEST_NAME,
            Self::Text { limit } | Self::Digits { limit } | Self::Secret { limit } | Self::Plain { limit } => limit,
            Self::Date => DATE,
            Self::Phone => PHONE,
        }
    }

    /// Whether Telex or VNI is at work in it.
    #[must_use]
    pub fn takes_vietnamese(self) -> bool {
        match self {
            Self::Name | Self::Text { .. } => true,
            Self::Digits { .. } | Self::Date | Self::Phone | Self::Secret { .. } | Self::Plain { .. } => false,
        }
    }

    /// Whether the field can hold this character.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn judge(self, ch: char) -> Result<(), CharFault> {
        if is_forbidden_char(ch) {
            return Err(match u32::from(ch) {
                _ if ch.is_control() => CharFault::Control,
                0xe000..=0xf8ff | 0xf_0000.. => CharFault::PrivateUse,
                _ => CharFault::Invisible,
            });
        }
        let (fits, fault) = match self {
            Self::Name => (is_name_char(ch), CharFault::NotInName),
            Self::Text { .. } | Self::Secret { .. } | Self::Plain { .. } => return Ok(()),
            Self::Digits { .. } => (ch.is_ascii_digit(), CharFault::NotDigit),
            Self::Date => (ch.is_ascii_digit() || matches!(ch, '/' | '-' | '.' | ' '), CharFault::NotInDate),
            Self::Phone => {
                (ch.is_ascii_digit() || matches!(ch, '+' | ' ' | '.' | '-' | '(' | ')'), CharFault::NotInPhone)
            }
        };
        if fits { Ok(()) } else { Err(fault) }
    }
}
