use super::{
    Secret,
    syllables::{spoken, syllables},
};
use std::fmt;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use zeroize::Zeroizing;

/// Fewest characters of a passphrase that somebody made up.
pub const LEAST_OWN: usize = 20;
/// Most characters that are looked at.
const MOST: usize = 512;
const SYLLABLES: usize = 6;

/// What opens a key slot: six generated syllables (60 bits), or a text of at least twenty characters. `Debug` does not
/// show it.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

/// Why a text is no passphrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PassphraseFault {
    /// Nothing was typed.
    #[error("passphrase is empty")]
    Empty,
    /// Neither six syllables of the list nor twenty characters: so many characters.
    #[error("passphrase of {0} characters is weak")]
    Weak(usize),
    /// Six syllables, of which the n-th (counted from 1) is not in the list.
    #[error("syllable {0} of the passphrase is unknown")]
    Syllable(usize),
    /// Longer than any passphrase.
    #[error("passphrase is too long")]
    TooLong,
}

impl Passphrase {
    /// Six random syllables.
    #[must_use]
    pub fn generate() -> Self {
        let chance = Secret::<8>::random();
        Self(Zeroizing::new(spoken(chance.bytes(), SYLLABLES)))
    }

    /// Reads what was typed. Six syllables are read leniently: case, Vietnamese marks, hyphens and spaces do not matter. Any
    /// other text of at least twenty characters is accepted unchanged, but for spaces and line ends around it.
    ///
    /// # Errors
    /// Why it cannot be one; a text that is refused here opens no slot either.
    pub fn read(typed: &str) -> Result<Self, PassphraseFault> {
        let text = typed.trim();
        let length = text.chars().count();
        if text.is_empty() {
            return Err(PassphraseFault::Empty);
        }
        if length > MOST {
            return Err(PassphraseFault::TooLong);
        }
        let plain = unmarked(text);
        let words: Vec<&str> =
            plain.split(|sign: char| !sign.is_alphanumeric()).filter(|one| !one.is_empty()).collect();
        let unknown = words.iter().position(|word| syllables().binary_search(word).is_err());
        match unknown {
            None if words.len() == SYLLABLES => Ok(Self(Zeroizing::new(words.join("-")))),
            _ if length >= LEAST_OWN => Ok(Self(Zeroizing::new(text.to_owned()))),
            Some(place) if words.len() == SYLLABLES => Err(PassphraseFault::Syllable(place + 1)),
            _ => Err(PassphraseFault::Weak(length)),
        }
    }

    /// The canonical text: what is written down by the volunteer, and what stock `age` wants typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }
}

/// Lower case without marks; wiped when dropped.
fn unmarked(text: &str) -> Zeroizing<String> {
    Zeroizing::new(
        text.nfd()
            .filter(|sign| !is_combining_mark(*sign))
            .flat_map(char::to_lowercase)
            .map(|sign| if sign == 'đ' { 'd' } else { sign })
            .collect(),
    )
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Passphrase(…)")
    }
}
