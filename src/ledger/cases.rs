use super::{LedgerError, RecordedActor, columns::Columns, names::names};
use crate::domain::Moment;
use std::sync::LazyLock;

/// Columns in the order of the rows, without `id`, which the database assigns.
pub(super) const COLUMNS: Columns<12> = Columns([
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
    "taken_ms",
    "taken_by",
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
    /// How many cases are open.
    fn count_open_cases(&mut self) -> Result<u64, LedgerError>;
    /// A page of the cases that a filter lets through: `most` of them after the first `skipped`. Open ones are in the order in which
    /// they were opened, those put aside in that in which they were, decided ones with the newest decision first.
    fn list_cases(&mut self, filter: &CaseFilter<'_>, skipped: u32, most: u32) -> Result<Vec<CaseRow>, LedgerError>;
    /// How many cases there are of each kind and state, by the unit of the station that they are about; only those that an actor looks
    /// after where one is named.
    fn count_cases(&mut self, taken_by: Option<&str>) -> Result<Vec<CaseCount>, LedgerError>;
    /// Keeps a note about a case and returns its id.
    fn add_case_note(&mut self, row: &CaseNoteRow) -> Result<i64, LedgerError>;
    /// The notes about a case, the oldest first.
    fn case_notes(&mut self, case: i64) -> Result<Vec<CaseNoteRow>, LedgerError>;
    /// The case of that id. Within `write` nobody else decides it before the end.
    fn case(&mut self, id: i64) -> Result<Option<CaseRow>, LedgerError>;
    /// The case of that kind and subject.
    fn case_about(&mut self, kind: CaseKind, subject: &str) -> Result<Option<CaseRow>, LedgerError>;
    /// Replaces a case's decision, its remark, whether it was put aside and who looks after it; no decision opens it again.
    fn set_case(&mut self, row: &CaseRow) -> Result<(), LedgerError>;
    /// Removes cases about people, what was remarked about the others, and all notes.
    fn remove_personal_cases(&mut self) -> Result<(), LedgerError>;
}

/// Query of `list_cases`, with the engine's prefix of parameters: kind, unit, most, skipped, taken by.
pub(super) fn list(state: CaseState, prefix: char) -> String {
    let (is_there, order) = match state {
        CaseState::Open => ("decision IS NULL AND aside_ms IS NULL", "opened_ms, id"),
        CaseState::Aside => ("decision IS NULL AND aside_ms IS NOT NULL", "aside_ms, id"),
        CaseState::Decided => ("decision IS NOT NULL", "decided_ms DESC, id DESC"),
    };
    format!(
        "{} WHERE {is_there} AND (CAST({prefix}1 AS text) IS NULL OR kind = {prefix}1)
          AND (CAST({prefix}2 AS text) IS NULL OR (kind <> 'contradiction'
            AND substr(subject, 1, 32) IN (SELECT kiosk FROM kiosk WHERE commune = {prefix}2)))
          AND (CAST({prefix}5 AS text) IS NULL OR taken_by = {prefix}5)
          ORDER BY {order} LIMIT {prefix}3 OFFSET {prefix}4",
        *SELECT
    )
}

/// Query of `count_cases`, with the engine's prefix of its parameter. A subject begins with the station's id, but for a contradiction's.
pub(super) fn count(prefix: char) -> String {
    format!(
        "SELECT commune, CASE WHEN decision IS NOT NULL THEN 'decided'
            WHEN aside_ms IS NOT NULL THEN 'aside' ELSE 'open' END AS state, kind, count(*)
          FROM matter LEFT JOIN kiosk ON kind <> 'contradiction' AND kiosk = substr(subject, 1, 32)
          WHERE CAST({prefix}1 AS text) IS NULL OR taken_by = {prefix}1
          GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    )
}

/// Where a case is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaseState {
    /// It waits.
    Open,
    /// It waits and was put aside.
    Aside,
    /// It is decided.
    Decided,
}

names! { CaseState, "state of a case":
    Open = "open",
    Aside = "aside",
    Decided = "decided",
}

/// Which cases are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaseFilter<'q> {
    /// In this state.
    pub state: CaseState,
    /// Of this kind; of all where it is none.
    pub kind: Option<CaseKind>,
    /// About stations of this unit; about all, and about people, where it is none.
    pub unit: Option<&'q str>,
    /// That this actor looks after, as a column names it; all where it is none.
    pub taken_by: Option<&'q str>,
}

/// How many cases there are of one kind and state in a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseCount {
    /// The unit of the station that they are about; none of those about people, or about a station without a place.
    pub unit: Option<String>,
    /// Where they are on their way.
    pub state: CaseState,
    /// Why somebody must decide.
    pub kind: CaseKind,
    /// How many.
    pub count: u64,
}

/// Note about a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseNoteRow {
    /// The ledger's own id; 0 before it is kept.
    pub id: i64,
    /// The case.
    pub case: i64,
    /// When it was written.
    pub at: Moment,
    /// By whom.
    pub who: RecordedActor,
    /// The text, sealed by who keeps it.
    pub text: Vec<u8>,
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
    /// Since when and who looks after it.
    pub taken: Option<(Moment, RecordedActor)>,
}

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
