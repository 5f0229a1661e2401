//! How somebody answered the first of their tests that counts: what statistics of questions are made from.

use super::{
    answers::Answers,
    facts::{Bytes32, FactsFault, read_kept},
};
use crate::domain::Drawn;
use serde::{Deserialize, Serialize};

/// Answers of one test, by the places of its questions in the bank of its pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    pack: Bytes32,
    /// In the order in which they were asked.
    places: Vec<u16>,
    answers: Answers,
    /// Nobody measures how long a question takes on a numbered paper.
    is_timed: bool,
}

/// The version of the form in which they are kept.
const VERSION: u8 = 1;

impl Answered {
    /// The answers to a paper that was drawn from the pack with this digest. None where the bank is larger than any is.
    pub(super) fn new(pack: Bytes32, drawn: &Drawn, answers: &Answers, is_timed: bool) -> Option<Self> {
        let places = drawn.items().map(|(place, _)| u16::try_from(place).ok()).collect::<Option<_>>()?;
        Some(Self { pack, places, answers: answers.clone(), is_timed })
    }

    /// Digest of the pack that the paper was drawn from.
    #[must_use]
    pub fn pack(&self) -> &[u8; 32] {
        &self.pack.0
    }

    /// How many questions the test asked.
    #[must_use]
    pub fn size(&self) -> usize {
        self.places.len()
    }

    /// Place of each question in the bank, place of the chosen option in the question's own list, and the seconds that it took, where
    /// they were measured.
    pub fn items(&self) -> impl Iterator<Item = (u16, u8, Option<u32>)> {
        let mut spent = self.answers.spent();
        let options = self.places.iter().copied().zip(self.answers.options());
        options.map(move |(place, option)| {
            let seconds = spent.next();
            (place, option, seconds.filter(|_| self.is_timed))
        })
    }

    /// Reads what `write` wrote.
    ///
    /// # Errors
    /// Of a later version, or no answers.
    pub fn read(bytes: &[u8]) -> Result<Self, FactsFault> {
        read_kept(VERSION, bytes)
    }

    /// The bytes that are kept.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(128);
        bytes.push(VERSION);
        postcard::to_extend(self, bytes).unwrap_or_default() // into memory, nothing of it can fail
    }
}
