//! Rosters whose last day is over are erased.

use crate::{
    centre::{Actor, Centre, confirmed::short},
    domain::Moment,
    judging::day,
    ledger::LedgerError,
};

impl Centre {
    /// Erases the rosters whose last day is over, with all that was found for them, and returns how many there were. Takes no
    /// `Access`: the server does it every hour, and so does opening a page of rosters.
    ///
    /// # Errors
    /// The ledger's.
    pub fn erase_due_rosters(&self, now: Moment) -> Result<usize, LedgerError> {
        let today = day(now);
        if self.ledger().read_tx(|tx| tx.rosters_before(today))?.is_empty() {
            return Ok(0);
        }
        self.ledger().write_tx(|tx| {
            let due = tx.rosters_before(today)?;
            for id in &due {
                tx.remove_roster(id)?;
                tx.note(now, Actor::CommandLine, &format!("roster-due {}", short(id)))?;
            }
            Ok(due.len())
        })
    }
}
