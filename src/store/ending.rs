//! Once the contest is over nothing of a person is needed here: not the key either
//! (docs/decisions/047-the-end-of-personal-data.md).

use super::{
    Act, Store, StoreError, history, identity::Identity, journal, papers, retention::UNSAFE, save::keep, tail::Tail,
};
use crate::{
    domain::Moment,
    record::{Body, Event, hex},
};
use rusqlite::Connection;
use std::collections::BTreeSet;

/// Why: the contest is over.
const CLOSED: &str = "closed";

impl Store {
    /// Removes everything of at most so many people of whom all records have been held and judged since this moment: every record's
    /// bytes and nonce, journal rows, drafts, and their rows with the keys. What is left of a record is its kind, its commitment and
    /// its link. For each person, or for those together between whom something was moved, a record of the removal that names nobody
    /// is chained. Returns how many people went.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub(super) fn end_people(&mut self, until: Moment, most: usize, act: &Act) -> Result<usize, StoreError> {
        let mut going: Vec<BTreeSet<i64>> = Vec::new();
        let mut people = 0;
        for group in history::groups(self.db())? {
            if people >= most {
                break;
            }
            if self.is_all_held(&group, until)? {
                people += group.len();
                going.push(group);
            }
        }
        if !going.is_empty() {
            self.write_as(|change, tail, identity| {
                going.iter().try_for_each(|group| end(change, tail, identity, group, act))
            })?;
            self.wipe_log()?;
        }
        Ok(people)
    }

    /// A record of an earlier removal holds nothing that the next one does not repeat, so it need not be held.
    fn is_all_held(&self, group: &BTreeSet<i64>, until: Moment) -> Result<bool, StoreError> {
        let sql = format!("SELECT 1 FROM record WHERE person = ?3 AND kind <> 'erased' AND {UNSAFE}");
        let mut unsafe_one = self.db().prepare_cached(&sql)?;
        for person in group {
            if unsafe_one.exists((until.0, true, person))? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn end(
    change: &Connection,
    tail: &mut Tail,
    identity: &Identity,
    group: &BTreeSet<i64>,
    act: &Act,
) -> Result<(), StoreError> {
    let mut events = Vec::new();
    for person in group {
        let mut select = change.prepare_cached("SELECT n FROM record WHERE person = ?1 ORDER BY seq")?;
        let numbers = select.query_map([person], |row| row.get::<_, i64>(0))?;
        for number in numbers {
            events.push(u64::try_from(number?).unwrap_or_default());
        }
        for (seq, _) in journal::of_person(change, *person)? {
            journal::blank(change, seq)?;
        }
        let key = hex(&super::person_row::key_of(change, *person)?.0);
        change.execute("UPDATE setting SET value = '' WHERE instr(value, ?1) > 0", [key])?;
        papers::forget_sheets(change, *person)?;
        for sql in [
            "UPDATE record SET nonce = NULL, bytes = NULL, person = NULL, wall_ms = 0 WHERE person = ?1",
            "DELETE FROM visit WHERE person = ?1",
            "DELETE FROM draft WHERE person = ?1",
            "DELETE FROM person WHERE id = ?1",
        ] {
            change.prepare_cached(sql)?.execute([person])?;
        }
    }
    tail.journal_person = None;
    let body = Body::Erased { events, why: CLOSED.to_owned() };
    keep(change, tail, identity, None, act, &[Event::Record(body)]).map(drop)
}
