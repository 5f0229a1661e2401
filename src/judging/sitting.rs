use super::facts::Bytes32;
use serde::{Deserialize, Serialize};

/// A test that was handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sitting {
    pub person: Bytes32,
    pub number: u64,
    pub attempt: u8,
    pub wall_ms: i64,
    /// The latest that the wall clock had claimed before, in this bundle.
    pub before_ms: i64,
    pub mono_ms: u64,
    pub boot: u64,
    pub suspect: bool,
    pub questions: u16,
    /// Of the whole test by its record, and of the questions together.
    pub seconds: u32,
    pub spent: u32,
    /// Digest of what was answered, where it has enough wrong answers to be alike by more than chance.
    pub answers: Option<u64>,
    /// Digest of the seconds of each question.
    pub times: u64,
}
