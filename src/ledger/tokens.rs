use super::{LedgerError, columns::Columns, names::names};
use crate::domain::{AccountName, Moment, UnitCode};
use std::sync::LazyLock;

/// Columns in the order of the rows, without `id`, which the database assigns.
pub(super) const COLUMNS: Columns<9> =
    Columns(["name", "digest", "scopes", "unit", "made_ms", "made_by", "until_ms", "ended_ms", "used_ms"]);
/// Query of all rows; an engine adds its condition and order.
pub(super) static SELECT: LazyLock<String> = LazyLock::new(|| format!("SELECT id, {} FROM token", COLUMNS.list()));

/// Queries about tokens of programs.
pub trait Tokens {
    /// Adds a token and returns its id.
    fn add_token(&mut self, row: &TokenRow) -> Result<i64, LedgerError>;
    /// The token of that digest, whether it still holds or not.
    fn token_of(&mut self, digest: &[u8; 32]) -> Result<Option<TokenRow>, LedgerError>;
    /// The token of that id. Within `write` nobody else changes it before the end.
    fn token(&mut self, id: i64) -> Result<Option<TokenRow>, LedgerError>;
    /// All tokens, the newest first.
    fn tokens(&mut self) -> Result<Vec<TokenRow>, LedgerError>;
    /// Ends a token that has not been ended.
    fn end_token(&mut self, id: i64, at: Moment) -> Result<(), LedgerError>;
    /// Notes when a token was used last.
    fn use_token(&mut self, id: i64, at: Moment) -> Result<(), LedgerError>;
}

/// Token by which a program reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenRow {
    /// The ledger's own id; 0 before it is kept.
    pub id: i64,
    /// What it is for, as its maker wrote it.
    pub name: String,
    /// SHA-256 of the token, which the program alone has.
    pub digest: [u8; 32],
    /// What it may read.
    pub scopes: Vec<TokenScope>,
    /// The one unit that it may read; the whole city where it is none.
    pub unit: Option<UnitCode>,
    /// When it was made.
    pub made: Moment,
    /// By which account.
    pub made_by: AccountName,
    /// From this moment it holds no longer.
    pub until: Moment,
    /// When it was ended before that.
    pub ended: Option<Moment>,
    /// When it was used last, to the minute.
    pub used: Option<Moment>,
}

/// What a token may read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TokenScope {
    /// Totals, units, villages, days.
    Figures,
    /// Stations.
    Stations,
    /// How many cases there are.
    Cases,
    /// Statistics of questions.
    Questions,
    /// How the server does.
    Metrics,
}

names! { TokenScope, "scope of a token":
    Figures = "figures",
    Stations = "stations",
    Cases = "cases",
    Questions = "questions",
    Metrics = "metrics",
}

impl TokenScope {
    /// All scopes, in the order in which pages list them.
    pub const ALL: [Self; 5] = [Self::Figures, Self::Stations, Self::Cases, Self::Questions, Self::Metrics];
}

impl TokenRow {
    /// Whether it holds at this moment.
    #[must_use]
    pub fn holds(&self, now: Moment) -> bool {
        self.ended.is_none() && now < self.until
    }

    /// The scopes as their column has them.
    pub(super) fn scopes_column(&self) -> String {
        self.scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// The scopes of a column.
pub(super) fn scopes(column: &str) -> Result<Vec<TokenScope>, LedgerError> {
    column.split(' ').filter(|word| !word.is_empty()).map(str::parse).collect()
}
