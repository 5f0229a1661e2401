//! The lists that are kept, and the figures that they are part of.

use crate::{
    centre::{Access, Centre, confirmed::short, outcome::QueryError},
    domain::Moment,
    ledger::{Counts, RecordedActor, Scope},
};

/// What the city sees of One Touch.
#[derive(Clone, Debug)]
pub struct OneTouchPage {
    /// When it was read.
    pub at: Moment,
    /// The whole city's sums: those of the overview.
    pub total: Counts,
    /// Imports that are kept, the newest first.
    pub imports: Vec<OneTouchImport>,
}

/// Import that is kept.
#[derive(Clone, Debug)]
pub struct OneTouchImport {
    /// Its id.
    pub id: String,
    /// Beginning of the id, as the trail names it.
    pub short: String,
    /// When it was kept.
    pub kept: Moment,
    /// By whom.
    pub kept_by: RecordedActor,
    /// How many people it has.
    pub added: u32,
}

impl Centre {
    /// Imports and figures of One Touch.
    ///
    /// # Errors
    /// The role may not, or the ledger's.
    pub fn one_touch(&self, access: &Access, now: Moment) -> Result<OneTouchPage, QueryError> {
        access.administers()?;
        let (sums, rows) = self.ledger().read_tx(|tx| Ok((tx.tallies(Scope::Unit, None)?, tx.one_touch_imports()?)))?;
        let mut total = Counts::default();
        sums.iter().for_each(|(_, counts)| total += *counts);
        let import = |row: crate::ledger::OneTouchImportRow| OneTouchImport {
            short: short(&row.id).to_owned(),
            id: row.id,
            kept: row.kept,
            kept_by: row.kept_by,
            added: row.added,
        };
        Ok(OneTouchPage { at: now, total, imports: rows.into_iter().map(import).collect() })
    }
}
