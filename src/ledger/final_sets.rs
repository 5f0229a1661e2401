use super::{LedgerError, RecordedActor, columns::Columns};
use crate::domain::Moment;
use std::sync::LazyLock;

/// Columns in the order of the rows.
pub(super) const COLUMNS: Columns<8> =
    Columns(["number", "frozen_ms", "frozen_by", "digest", "bytes", "signature", "signed_ms", "signed_by"]);
/// Columns of what somebody stated about a line of the checklist.
pub(super) const WORD_COLUMNS: Columns<5> = Columns(["line", "figure", "word", "at_ms", "who"]);
/// Query of all sets without their bytes; an engine adds its condition and order.
pub(super) static SELECT: LazyLock<String> = LazyLock::new(|| {
    let columns: Vec<&str> = COLUMNS.0.into_iter().filter(|name| *name != "bytes").collect();
    format!("SELECT {} FROM final_set", columns.join(", "))
});

/// Queries about what was frozen when the contest was closed. Neither engine changes or removes a set that is kept; a signature is added
/// once.
pub trait FinalSets {
    /// Keeps a set with its bytes unless there is one of its number. Whether it was kept.
    fn add_final_set(&mut self, row: &FinalSetRow, bytes: &[u8]) -> Result<bool, LedgerError>;
    /// Adds the signature of the set of this number, which has none. Whether there was such a set.
    fn sign_final_set(&mut self, number: u32, signature: &FinalSignature) -> Result<bool, LedgerError>;
    /// All sets, the newest first.
    fn final_sets(&mut self) -> Result<Vec<FinalSetRow>, LedgerError>;
    /// The bytes of the set of this number, as they were kept.
    fn final_set_bytes(&mut self, number: u32) -> Result<Option<Vec<u8>>, LedgerError>;
    /// Keeps what somebody stated about a line of the checklist, in place of what was stated before.
    fn put_final_word(&mut self, row: &FinalWordRow) -> Result<(), LedgerError>;
    /// All that was stated, in order of the lines.
    fn final_words(&mut self) -> Result<Vec<FinalWordRow>, LedgerError>;
}

/// Frozen set, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FinalSetRow {
    /// Counted from 1.
    pub number: u32,
    /// When it was frozen.
    pub frozen: Moment,
    /// Who froze it.
    pub frozen_by: RecordedActor,
    /// SHA-256 of its content.
    pub digest: [u8; 32],
    /// Its signature; none before it was handed in.
    pub signature: Option<FinalSignature>,
}

/// Signature of a frozen set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FinalSignature {
    /// As minisign wrote it.
    pub text: String,
    /// When it was handed in.
    pub at: Moment,
    /// By whom.
    pub by: RecordedActor,
}

/// What somebody stated about a line of the closing checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FinalWordRow {
    /// The line.
    pub line: String,
    /// The line's figure then: of another figure it states nothing.
    pub figure: u64,
    /// The word, sealed by who keeps it.
    pub word: Vec<u8>,
    /// When.
    pub at: Moment,
    /// By whom.
    pub who: RecordedActor,
}
