use super::{LedgerError, RecordedActor, columns::Columns, names::names};
use crate::domain::{Moment, PersonKey};
use std::sync::LazyLock;

/// Columns in the order of the rows, without `id`, which the database assigns.
pub(super) const COLUMNS: Columns<12> = Columns([
    "person",
    "kind",
    "unit",
    "asked",
    "due",
    "opened_ms",
    "opened_by",
    "outcome",
    "closed_ms",
    "closed_by",
    "stations",
    "text",
]);
/// Query of all rows; an engine adds its condition and order.
pub(super) static SELECT: LazyLock<String> = LazyLock::new(|| format!("SELECT id, {} FROM request", COLUMNS.list()));
/// Order of a list: what is due first, then what was closed last.
pub(super) const ORDER: &str = "ORDER BY outcome IS NOT NULL, coalesce(-closed_ms, due), id";

/// Queries about what people asked of the office about their own data.
pub trait Requests {
    /// Adds a request. Returns its id.
    fn add_request(&mut self, row: &RequestRow) -> Result<i64, LedgerError>;
    /// The request of that id. Within `write` nobody else changes it before the end.
    fn request(&mut self, id: i64) -> Result<Option<RequestRow>, LedgerError>;
    /// At most `most` requests of a unit's people, or of all: open ones first, those that are due first; then the others, the newest end first.
    fn requests(&mut self, unit: Option<&str>, most: u32) -> Result<Vec<RequestRow>, LedgerError>;
    /// All requests of a person, in order of ids.
    fn requests_of(&mut self, person: &PersonKey) -> Result<Vec<RequestRow>, LedgerError>;
    /// How many requests of a unit's people, or of all, are open, and how many of these were due before this day.
    fn count_open_requests(&mut self, unit: Option<&str>, today: i32) -> Result<[u64; 2], LedgerError>;
    /// Names and births that were corrected, in the order in which that was done.
    fn corrections(&mut self) -> Result<Vec<RequestRow>, LedgerError>;
    /// Replaces how a request ended, its stations and its text.
    fn set_request(&mut self, row: &RequestRow) -> Result<(), LedgerError>;
    /// Empties the texts of all requests: at the end of the term nothing of a person is left in them.
    fn clear_requests(&mut self) -> Result<(), LedgerError>;
}

/// Request of a person about their own data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestRow {
    /// The ledger's own id; 0 before it is kept.
    pub id: i64,
    /// Whose data it is about.
    pub person: PersonKey,
    /// What is asked for.
    pub kind: RequestKind,
    /// Unit of residence when it was asked; whose clerk sees it.
    pub unit: Option<String>,
    /// Day on which it was asked, in days since 1970-01-01 in Vietnam.
    pub asked: i32,
    /// Last day on which it is to be done, likewise.
    pub due: i32,
    /// When it was written down, and by whom.
    pub opened: Moment,
    /// The account.
    pub opened_by: RecordedActor,
    /// How it ended; none while it is open.
    pub outcome: Option<RequestOutcome>,
    /// When it ended, and by whom.
    pub closed: Option<(Moment, RecordedActor)>,
    /// Stations that are to erase what they hold, by id, with a space between them.
    pub stations: String,
    /// Who asked, and what is to be corrected: sealed by the centre, empty once the person is erased.
    pub text: Vec<u8>,
}

/// What a person may ask of the office about their own data (Luật 91/2025/QH15).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestKind {
    /// To be shown what is kept.
    View,
    /// To have a name or a birth corrected.
    Correct,
    /// To take the consent back.
    Withdraw,
    /// To have everything erased.
    Erase,
}

names! { RequestKind, "kind of a request":
    View = "view",
    Correct = "correct",
    Withdraw = "withdraw",
    Erase = "erase",
}

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestOutcome {
    /// It was done.
    Done,
    /// It was not, for a reason that its text has.
    Refused,
}

names! { RequestOutcome, "outcome of a request":
    Done = "done",
    Refused = "refused",
}
