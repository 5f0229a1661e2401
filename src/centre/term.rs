//! The end of the organiser's term: sealed bundles and all that is known of people go, figures stay
//! (docs/decisions/047-the-end-of-personal-data.md).

use super::{
    Access, Actor, Centre,
    contest_cache::{end, ended},
    outcome::{QueryError, TermRefusal},
};
use crate::{
    domain::{Date, Moment, sealed_until},
    ledger::{LedgerError, TABLES, Table, Tx},
};

/// How long sealed bundles and what is known of people are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// The last day, as the consent screen names it.
    pub last_day: Date,
    /// When the end began; none before. It may not have come to its end.
    pub ended: Option<Moment>,
}

/// What the end of the term removes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holdings {
    /// Sealed bundles with their bytes.
    pub bundles: u64,
    /// Outlines of bundles.
    pub outlines: u64,
    /// People.
    pub people: u64,
}

/// Tables that are emptied, with how many rows go in one transaction: one with files has big rows.
const EMPTIED: [(&str, u32); 3] = [("bundle_file", 20), ("bundle_outline", 200), ("person", 2_000)];

/// Rosters, lists of One Touch and decisions about messages, certificates go too, uncounted: a roster has an earlier last day of its own, and a list's people are counted.
const EMPTIED_QUIETLY: [(&str, u32); 8] = [
    ("story_decision", 2_000),
    ("certificate", 2_000),
    ("roster_person", 2_000),
    ("roster", 200),
    ("one_touch_person", 2_000),
    ("one_touch_import", 200),
    ("one_touch_gone", 2_000),
    ("one_touch_match", 2_000),
];

impl Holdings {
    /// Whether nothing is left.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// All rows together, for a measure of progress.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.bundles + self.outlines + self.people
    }
}

impl Centre {
    /// How long sealed bundles and what is known of people are kept, by the contest's newest pack; none before there is one. Takes no
    /// `Access`: the consent screen shows it to everybody.
    ///
    /// # Errors
    /// The ledger's.
    pub fn term(&self) -> Result<Option<Term>, LedgerError> {
        let closes = self.rules().published.as_ref().map(|contest| contest.closes);
        let ended = self.ledger().read_tx(|tx| ended(tx))?;
        Ok(closes.map(|closes| Term { last_day: sealed_until(closes), ended }))
    }

    /// What the end of the term removes, or has not removed yet.
    ///
    /// # Errors
    /// The role may not, or the ledger's.
    pub fn holdings(&self, access: &Access) -> Result<Holdings, QueryError> {
        access.administers()?;
        Ok(self.ledger().read_tx(|tx| holdings(tx))?)
    }

    /// Ends the organiser's term: nothing of a station is ingested from now on, and sealed bundles, outlines, what is known of people
    /// and cases about them are removed, some rows in a transaction. Figures, the trail, stations with their keys, receipts and
    /// decisions stay. What was interrupted goes on when it is called again. Returns what was removed by this call.
    ///
    /// # Errors
    /// The role may not; `NoDays`; `TooEarly` where it has not begun yet and its last day is not over; the ledger's.
    pub fn end_term(
        &self,
        access: &Access,
        who: Actor,
        now: Moment,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Holdings, TermRefusal> {
        access.administers()?;
        let term = self.term()?.ok_or(TermRefusal::NoDays)?;
        if term.ended.is_none() && now.date() <= term.last_day {
            return Err(TermRefusal::TooEarly { last_day: term.last_day });
        }
        let there = self.ledger().write_tx(|tx| {
            if ended(tx)?.is_none() {
                end(tx, now)?;
            }
            let there = holdings(tx)?;
            tx.note(now, who, &format!("end-term {} {}", there.bundles, there.people))?;
            tx.remove_personal_cases()?;
            tx.clear_requests()?;
            Ok::<_, LedgerError>(there)
        })?;
        for (name, most) in EMPTIED_QUIETLY {
            let Some(table) = table(name) else { continue };
            while self.ledger().write_tx(|tx| tx.remove_rows(table, most))? > 0 {}
        }
        let mut done = 0;
        for (name, most) in EMPTIED {
            let Some(table) = table(name) else { continue };
            loop {
                let gone = self.ledger().write_tx(|tx| tx.remove_rows(table, most))?;
                if gone == 0 {
                    break;
                }
                done += gone;
                progress(done, there.rows());
            }
        }
        self.reload_cache()?;
        Ok(there)
    }
}

fn holdings(tx: &mut dyn Tx) -> Result<Holdings, LedgerError> {
    let mut count = |name| table(name).map_or(Ok(0), |table| tx.count_rows(table));
    Ok(Holdings { bundles: count("bundle_file")?, outlines: count("bundle_outline")?, people: count("person")? })
}

fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == name)
}
