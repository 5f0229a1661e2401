//! What may go, and when (docs/decisions/004-erasure-on-the-station.md, docs/decisions/005-held-is-not-counted.md):
//! what a person declared, once the centre holds it, and a bundle's file, once nobody can ask for it again
//! (docs/decisions/038-receipts-with-a-generation.md).

use super::{
    Act, PersonRef, Store, StoreError,
    erase::{self, HELD},
    history::{self, TraceRow},
    project::ASKED,
};
use crate::{
    domain::{Date, Moment},
    platform::remove_durably,
};
use rusqlite::{Connection, Statement};
use std::{collections::BTreeSet, fs};

/// By what it is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// Topics of the contest.
    pub topics: usize,
    /// The contest's last day.
    pub closes: Date,
    /// What has been held since this moment or longer may go; none when the clock is in doubt: then only what was asked for.
    pub held_until: Option<Moment>,
    /// The files of bundles that are held may go: the last day of sealed bundles (`domain::sealed_until`) is over, by a clock that is not in doubt.
    pub spool_expired: bool,
    /// The contest's last day and the days for which held data stay are over, by a clock that is not in doubt and by what a
    /// centre has signed: nothing of anybody whose records are all held has a further use here.
    pub over: bool,
    /// At most so many people at once.
    pub most: usize,
}

/// What went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Retired {
    /// People whose data were erased.
    pub people: usize,
    /// Of these, on request.
    pub asked: usize,
    /// Of these, wholly: the contest is over.
    pub ended: usize,
    /// Files of bundles.
    pub files: usize,
}

impl Retired {
    /// As many as were allowed at once: there may be more.
    #[must_use]
    pub fn is_full(&self, retention: &Retention) -> bool {
        self.people >= retention.most
    }
}

/// A record that is in no held bundle, or not judged, or held too short a time (?1: held since then or longer; ?2: 1 when verdicts
/// matter). Of a bundle that is held on another branch it has been decided; `judged_upto` speaks of the branch that counts.
pub(super) const UNSAFE: &str = "NOT EXISTS (
    SELECT 1 FROM bundle JOIN receipt ON receipt.epoch = bundle.epoch
    WHERE bundle.epoch = record.epoch AND record.n BETWEEN first AND last AND quarantined = 0 AND held_ms <= ?1
          AND (?2 = 0 OR parted = 1 OR record.n <= judged_upto))";
/// Who asked for it: at the centre, as receipts state, or by withdrawing.
const HAVE_ASKED: &str = "(withdrawn_ms IS NOT NULL OR EXISTS (
    SELECT 1 FROM record JOIN answer ON answer.epoch = record.epoch AND answer.n = record.n
    WHERE record.person = person.id AND answer.erase = 1))";
/// A record of theirs does not count.
const REJECTED: &str = "EXISTS (
    SELECT 1 FROM record JOIN answer ON answer.epoch = record.epoch AND answer.n = record.n
    WHERE record.person = person.id AND answer.rejected IS NOT NULL)";

impl Store {
    /// Erases everybody who may be erased: who asked for it, as soon as all that is theirs is held; who has finished, when all of it has been
    /// held for as long as is kept and judged, and counts or the contest has closed; and once the contest is over for as long,
    /// everything of everybody of whom all is held. Never anything in quarantine. Then removes the files of held bundles in which somebody is who asked for it at the centre, and of all held
    /// bundles once they have expired. A power cut leaves all of it or nothing of it.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn retire(&mut self, retention: &Retention, act: &Act) -> Result<Retired, StoreError> {
        let mut retired = Retired::default();
        if let Some(until) = retention.held_until.filter(|_| retention.over) {
            retired.ended = self.end_people(until, retention.most, act)?;
        }
        let asked = self.people_to_erase(HAVE_ASKED, Moment(i64::MAX), false, retention)?;
        retired.asked = asked.len();
        let mut going: Vec<(PersonRef, &str)> = asked.iter().map(|person| (*person, ASKED)).collect();
        if let Some(until) = retention.held_until {
            let last_day = Moment::start_of(retention.closes.succ_opt().unwrap_or(retention.closes));
            let counts = if self.trusted_floor()? >= last_day { "1".to_owned() } else { format!("NOT {REJECTED}") };
            let finished = format!(
                "told IS NOT NULL AND withdrawn_ms IS NULL AND topics_done >= {} AND tested_ms IS NOT NULL AND message_ms IS NOT NULL
                 AND registered_ms IS NOT NULL AND {counts}",
                retention.topics
            );
            let held = self.people_to_erase(&finished, until, true, retention)?;
            going.extend(held.into_iter().filter(|person| !asked.contains(person)).map(|person| (person, HELD)));
        }
        going.truncate(retention.most);
        retired.people = retired.ended + going.len();
        if !going.is_empty() {
            self.write_as(|change, tail, identity| {
                going
                    .iter()
                    .try_for_each(|(person, why)| erase::erase(change, tail, identity, person.0, act, why).map(drop))
            })?;
            self.wipe_log()?;
        }
        retired.files = self.empty_spool(retention.spool_expired)?;
        Ok(retired)
    }

    /// People of whom all that is here is held, among those that a condition picks.
    fn people_to_erase(
        &self,
        picked: &str,
        until: Moment,
        judged: bool,
        retention: &Retention,
    ) -> Result<Vec<PersonRef>, StoreError> {
        let sql = format!(
            "SELECT id FROM person
             WHERE (told IS NOT NULL OR registered_ms IS NOT NULL OR topics <> 0 OR app IS NOT NULL) AND {picked}
             AND NOT EXISTS (SELECT 1 FROM record WHERE record.person = person.id AND {UNSAFE}) ORDER BY id LIMIT ?3"
        );
        let mut select = self.db().prepare_cached(&sql)?;
        let most = i64::try_from(retention.most).unwrap_or(i64::MAX);
        let found = select.query_map((until.0, judged, most), |row| row.get(0))?;
        let found: Vec<i64> = found.collect::<Result<_, _>>()?;
        // What was moved to them is recorded under somebody else: it goes with them, so it must be held too.
        let mut one = self.db().prepare_cached(&format!("SELECT 1 FROM record WHERE seq = ?3 AND {UNSAFE}"))?;
        let mut people = Vec::new();
        for person in found {
            if all_safe(self.db(), person, &mut one, (until, judged))? {
                people.push(PersonRef(person));
            }
        }
        Ok(people)
    }

    /// First the rows, then the files: what is left of a power cut between is removed the next time. A bundle goes when it contains
    /// something that was erased here on request; one with nothing but the record of the erasure, or answers without a name, stays.
    fn empty_spool(&mut self, expired: bool) -> Result<usize, StoreError> {
        self.write(|change, _| {
            let sql = "UPDATE bundle SET spooled = 0
                       WHERE spooled = 1 AND quarantined = 0 AND held_ms IS NOT NULL AND (?1 OR EXISTS (
                         SELECT 1 FROM answer JOIN record ON record.epoch = answer.epoch AND record.n = answer.n
                         WHERE answer.epoch = bundle.epoch AND answer.n BETWEEN first AND last
                               AND answer.erase = 1 AND record.bytes IS NULL))";
            change.execute(sql, [expired])?;
            Ok(())
        })?;
        let kept: BTreeSet<String> =
            self.bundles()?.into_iter().filter(|line| line.spooled).map(|line| line.name).collect();
        let Ok(entries) = fs::read_dir(self.station.folder.spool()) else { return Ok(0) };
        let mut removed = 0;
        for entry in entries.flatten() {
            if !kept.contains(&*entry.file_name().to_string_lossy()) {
                remove_durably(&entry.path())?;
                removed += 1;
            }
        }
        Ok(removed)
    }
}

fn all_safe(
    db: &Connection,
    person: i64,
    one: &mut Statement<'_>,
    (until, judged): (Moment, bool),
) -> Result<bool, StoreError> {
    for place in history::places(db, person)? {
        if let TraceRow::Record { seq, .. } = place
            && one.exists((until.0, judged, seq))?
        {
            return Ok(false);
        }
    }
    Ok(true)
}
