use super::{
    Secret,
    plain_letters::plain_letters,
    strength::{Guards, Weakness, judge},
    syllables::{spoken, syllables},
};
use std::{collections::BTreeSet, fmt};
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
    /// Long enough, and easy to guess all the same.
    #[error("passphrase is easy to guess: {0}")]
    Guessable(Weakness),
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
        let plain = plain_letters(text);
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

    /// Reads a passphrase that somebody chose for something new: as `read`, and not one that is easy to guess (`judge`).
    /// `personal` is what is guessed first: names of the person, the place, the contest. Six syllables of the list were generated
    /// as a rule; the same one again and again was not.
    ///
    /// # Errors
    /// As `read`, and `Guessable`.
    pub fn choose(typed: &str, personal: &[&str]) -> Result<Self, PassphraseFault> {
        let read = Self::read(typed)?;
        if read.has_six_syllables() {
            return Ok(read);
        }
        judge(read.text(), Guards::Key, personal).map_err(PassphraseFault::Guessable)?;
        Ok(read)
    }

    /// Whether it is six syllables of the list, at least five of them different, as chance makes them.
    fn has_six_syllables(&self) -> bool {
        let words: Vec<&str> = self.0.split('-').collect();
        let different: BTreeSet<&str> = words.iter().copied().collect();
        let are_listed = words.iter().all(|word| syllables().binary_search(word).is_ok());
        words.len() == SYLLABLES && are_listed && different.len() >= SYLLABLES - 1
    }

    /// The canonical text: what is written down by the volunteer, and what stock `age` wants typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Passphrase(…)")
    }
}
