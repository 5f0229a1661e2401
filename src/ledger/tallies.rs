use super::{LedgerError, names::names};
use std::ops::AddAssign;

/// Queries about tallies.
pub trait Tallies {
    /// Adds changes to the tallies.
    fn add_tallies(&mut self, changes: &[(TallyKey, Counts)]) -> Result<(), LedgerError>;
    /// The tallies of a scope, of one unit or of all, in order of their keys, without those that are zero throughout.
    fn tallies(&mut self, scope: Scope, unit: Option<&str>) -> Result<Vec<(TallyKey, Counts)>, LedgerError>;
}

/// Scope of a tally: which people it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// A unit (xã, phường, đặc khu), by residence.
    Unit,
    /// A village or neighbourhood of a unit, by residence.
    Village,
    /// An agency, school or enterprise, by workplace.
    Agency,
    /// One day, by residence.
    Day,
}

names! { Scope, "scope of a sum":
    Unit = "unit",
    Village = "village",
    Agency = "agency",
    Day = "day",
}

/// Key of a tally.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TallyKey {
    /// Which people it counts.
    pub scope: Scope,
    /// Five digits; empty for an agency without a unit.
    pub unit: String,
    /// The village or agency; empty for units and days.
    pub name: String,
    /// Days since 1970-01-01 in Vietnam; 0 for a scope other than `Day`.
    pub day: i32,
}

/// Figures of a tally: how many people, or the change of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Registered.
    pub registered: i64,
    /// Have done all parts by the records.
    pub finished: i64,
    /// Have done all parts validly.
    pub valid: i64,
    /// Took part on One Touch.
    pub one_touch: i64,
    /// Took part on One Touch and are valid here too: counted once in a sum of both.
    pub both: i64,
    /// Have the app: installed at a station, or before.
    pub app: i64,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, more: Self) {
        let Self { registered, finished, valid, one_touch, both, app } = more;
        self.registered += registered;
        self.finished += finished;
        self.valid += valid;
        self.one_touch += one_touch;
        self.both += both;
        self.app += app;
    }
}
