//! A list of One Touch that waits for the city's yes.

use super::{
    Facts,
    facts::{Bytes32, FactsFault, read_kept},
};
use crate::domain::PersonKey;
use serde::{Deserialize, Serialize};

/// Person of a list, as the list has them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedCard {
    /// Full name.
    pub name: String,
    /// `yyyy-mm-dd`, or `yyyy`.
    pub birth: String,
    /// Unit: five digits.
    pub unit: String,
}

/// Line of a list.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedLine {
    /// Line of the file.
    pub line: u32,
    key: Bytes32,
    /// Whether the key follows from the number; else from unit, name and birth.
    pub by_number: bool,
    /// Day on which they took part, in days since 1970-01-01 in Vietnam.
    pub day: i32,
    /// Who it is.
    pub card: ListedCard,
}

/// List that was read and is not kept yet: it is on its way through the browser, sealed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedDraft {
    /// Id under which it will be kept.
    pub id: String,
    /// When it was read, ms since 1970.
    pub read_ms: i64,
    digest: Bytes32,
    /// Its people, each once.
    pub people: Vec<ListedLine>,
}

/// The version of the form in which it is sealed.
const VERSION: u8 = 1;

impl std::fmt::Debug for ListedCard {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("ListedCard(…)")
    }
}

impl std::fmt::Debug for ListedLine {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "ListedLine({}, …)", self.line)
    }
}

impl std::fmt::Debug for ListedDraft {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "ListedDraft({} people)", self.people.len())
    }
}

impl Facts {
    /// Whether nothing is kept: no station has brought anything, and nobody has decided anything.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl ListedLine {
    /// A line about the person of this key.
    #[must_use]
    pub fn new(line: u32, (key, by_number): (PersonKey, bool), day: i32, card: ListedCard) -> Self {
        Self { line, key: Bytes32(key.0), by_number, day, card }
    }

    /// Key of the person.
    #[must_use]
    pub fn key(&self) -> PersonKey {
        PersonKey(self.key.0)
    }
}

impl ListedDraft {
    /// A list whose file has this digest.
    #[must_use]
    pub fn new(id: String, read_ms: i64, digest: [u8; 32], people: Vec<ListedLine>) -> Self {
        Self { id, read_ms, digest: Bytes32(digest), people }
    }

    /// SHA-256 of the file.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        self.digest.0
    }

    /// Reads what `write` wrote.
    ///
    /// # Errors
    /// Of a later version, or no draft.
    pub fn read(bytes: &[u8]) -> Result<Self, FactsFault> {
        read_kept(VERSION, bytes)
    }

    /// The bytes that are sealed.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        postcard::to_extend(self, vec![VERSION]).unwrap_or_default() // into memory, nothing of it can fail
    }
}
