use super::{LedgerError, RecordedActor, columns::Columns, names::names};
use crate::domain::Moment;
use std::sync::LazyLock;

/// Columns in the order of the rows, without `id`, which the database assigns.
pub(super) const COLUMNS: Columns<10> = Columns([
    "kind",
    "subject",
    "opened_ms",
    "decision",
    "decided_ms",
    "decided_by",
    "detail",
    "aside_ms",
    "aside_by",
    "remark",
]);
/// Query of all rows; an engine adds its condition and order.
pub(super) static SELECT: LazyLock<String> = LazyLock::new(|| format!("SELECT id, {} FROM matter", COLUMNS.list()));

/// Queries about cases. Their table is `matter`: `case` is a word of SQL.
pub trait Cases {
    /// Opens a case unless there is one of that kind and subject. Returns its id.
    fn open_case(&mut self, row: &CaseRow) -> Result<i64, LedgerError>;
    /// At most `most` open cases, the oldest first; those that were put aside come last.
    fn open_cases(&mut self, most: u32) -> Result<Vec<CaseRow>, LedgerError>;
    /// At most `most` decided cases, the newest decision first.
    fn decided_cases(&mut self, most: u32) -> Result<Vec<CaseRow>, LedgerError>;
    /// How many cases of each kind there are, in order of the kinds' names; kinds without one are left out.
    fn case_counts(&mut self) -> Result<Vec<CaseCounts>, LedgerError>;
    /// How many cases are open.
    fn count_open_cases(&mut self) -> Result<u64, LedgerError>;
    /// The case of that id. Within `write` nobody else decides it before the end.
    fn case(&mut self, id: i64) -> Result<Option<CaseRow>, LedgerError>;
    /// The case of that kind and subject.
    fn case_about(&mut self, kind: CaseKind, subject: &str) -> Result<Option<CaseRow>, LedgerError>;
    /// Replaces a case's decision, its remark and whether it was put aside; no decision opens it again.
    fn set_case(&mut self, row: &CaseRow) -> Result<(), LedgerError>;
    /// Removes cases about people, and what was remarked about the others.
    fn remove_personal_cases(&mut self) -> Result<(), LedgerError>;
}

/// Case: what a person has to decide, or has decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRow {
    /// The ledger's own id; 0 before it is kept.
    pub id: i64,
    /// Why somebody must decide.
    pub kind: CaseKind,
    /// What it is about, the same each time it is found. `Fork`: `<station> <epoch> <seq>`; `Revoked` and `Late`: the same and the
    /// first 16 digits of the bundle's digest; `Epoch`: `<station> <epoch>`; `Contradiction`: a person's key in hex; `Anomaly`:
    /// `<station> <epoch> <seq> <pattern>`.
    pub subject: String,
    /// Why it was opened, with values and without personal data: `entries=34 minutes=20 from=…`. Empty where the subject is all.
    pub detail: String,
    /// When it was opened.
    pub opened: Moment,
    /// The decision; none while it is open.
    pub decision: Option<String>,
    /// When it was decided.
    pub decided: Option<Moment>,
    /// Who decided.
    pub decided_by: Option<RecordedActor>,
    /// When and by whom it was put aside; it is still open.
    pub aside: Option<(Moment, RecordedActor)>,
    /// What was remarked about the decision, sealed by who keeps it.
    pub remark: Option<Vec<u8>>,
}

/// How many cases of a kind there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaseCounts {
    /// The kind.
    pub kind: CaseKind,
    /// Wait for a decision.
    pub open: u64,
    /// Are decided.
    pub decided: u64,
}

/// Query of `CaseCounts`.
pub(super) const COUNTS: &str = "SELECT kind, sum(CASE WHEN decision IS NULL THEN 1 ELSE 0 END), count(decision)
                                 FROM matter GROUP BY kind ORDER BY kind";

/// Kind of a case: why somebody must decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaseKind {
    /// Two bundles of one number: a cloned or restored station.
    Fork,
    /// A bundle arrived after its station was revoked.
    Revoked,
    /// A station began an epoch itself.
    Epoch,
    /// A bundle arrived after the contest had closed.
    Late,
    /// Contradicting personal data under one ID number.
    Contradiction,
    /// Entries that look made up.
    Anomaly,
}

names! { CaseKind, "kind of a case":
    Fork = "fork",
    Revoked = "revoked",
    Epoch = "epoch",
    Late = "late",
    Contradiction = "contradiction",
    Anomaly = "signal",
}
