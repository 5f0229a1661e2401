use super::{
    Access, Actor, Centre, PAGE,
    clock::is_before,
    contest_cache::{self, ContestCache},
    fingerprint::is_same_fingerprint,
    ingest::{EpochState, judge_bundles, judge_people},
    outcome::{PackAdded, PackRefusal, QueryError},
};
use crate::{
    content::{
        Pack, other_lesson,
        pack::{self, AppVersion, Held, PackFault, PinnedRoot, Trust},
        required_path,
    },
    domain::{Date, Moment, PersonKey, StationId},
    ledger::{LedgerError, PackRow, Tx, Wait},
};
use std::collections::BTreeSet;

impl Centre {
    /// Adds a content pack. `fingerprint` is the root's, as it was compared over the telephone; only the first pack needs it.
    /// Stations that the pack revokes are revoked, and everyone who waits for a pack is re-judged.
    ///
    /// # Errors
    /// Why it is not added.
    pub fn add_pack(
        &self,
        access: &Access,
        bytes: &[u8],
        fingerprint: Option<&str>,
        who: Actor,
        now: Moment,
    ) -> Result<PackAdded, PackRefusal> {
        access.administers()?;
        let cache = self.reload_cache()?;
        let pinned = match cache.pinned {
            Some(pinned) => pinned,
            None => first_root(bytes, fingerprint)?,
        };
        let trust = Trust {
            root: pinned,
            contest: &self.keys().contest,
            held: cache.newest.as_ref().map(|row| Held { version: row.version, digest: row.digest }),
            app: AppVersion::own(),
            today: now.date(),
        };
        let identities: Vec<&str> = self.keys().pack_identities.iter().map(|one| one.as_str()).collect();
        let opened = match pack::open(bytes, &trust, &identities) {
            Ok(opened) => opened,
            Err(PackFault::Held { .. }) => return Ok(self.held_pack(&cache)),
            Err(fault) => return Err(PackRefusal::Fault(fault)), // else: it is not accepted
        };
        if is_before(now, opened.manifest.issued) {
            return Err(PackRefusal::NotYet { issued: opened.manifest.issued, machine: now });
        }
        if !opened.pack.sealed && !self.keys().is_demo() {
            return Err(PackRefusal::NotSealed);
        }
        if let Some(held) = cache.newest_pack() {
            follows(held, &opened.pack)?;
        }
        let row = PackRow {
            contest: opened.manifest.contest.clone(),
            version: opened.manifest.version,
            digest: opened.pack.digest,
            bytes: bytes.to_vec(),
        };
        let (revoked, judged) = self.ledger().write_tx(|tx| {
            tx.add_pack(&row)?;
            contest_cache::pin(tx, &opened.root)?;
            let revoked = self.revoke_all(tx, &opened.revoked, now)?;
            contest_cache::turn(tx)?;
            tx.note(now, who, &format!("pack {} {}", row.contest, row.version))?;
            let current = ContestCache::read(tx, self.keys(), Some(&cache))?;
            let judged = self.judge_by_pack(tx, &cache, &current, now)?;
            Ok::<_, LedgerError>((revoked, judged))
        })?;
        self.reload_cache()?;
        Ok(PackAdded { contest: row.contest, version: row.version, digest: row.digest, known: false, revoked, judged })
    }

    fn held_pack(&self, cache: &ContestCache) -> PackAdded {
        let row = cache.newest.as_ref();
        PackAdded {
            contest: self.keys().contest.clone(),
            version: row.map_or(0, |row| row.version),
            digest: row.map_or([0; 32], |row| row.digest),
            known: true,
            revoked: Vec::new(),
            judged: 0,
        }
    }

    /// Revokes a station: its bundles no longer count from now on; those that came before do. Returns whether it has a place here
    /// and was not revoked before.
    ///
    /// # Errors
    /// The role may not, or the ledger's.
    pub fn revoke(&self, access: &Access, station: &StationId, who: Actor, now: Moment) -> Result<bool, QueryError> {
        access.administers()?;
        let done = self.ledger().write_tx(|tx| {
            let revoked = self.revoke_all(tx, &[station.to_string()], now)?;
            if revoked.is_empty() {
                return Ok(false);
            }
            contest_cache::turn(tx)?;
            tx.note(now, who, &format!("revoke {station}")).map(|()| true)
        })?;
        self.reload_cache()?;
        Ok(done)
    }

    /// Revokes those stations that have a place here and are not revoked yet; returns their ids.
    fn revoke_all(&self, tx: &mut dyn Tx, ids: &[String], now: Moment) -> Result<Vec<String>, LedgerError> {
        let mut done = Vec::new();
        let mut all: BTreeSet<String> = contest_cache::revoked(tx)?.into_iter().collect();
        for id in ids {
            all.insert(id.clone());
            let Some(station) = StationId::parse(id) else { continue };
            let Some(mut row) = tx.station(&station)?.filter(|row| row.revoked.is_none()) else { continue };
            row.revoked = Some(now);
            tx.put_station(&row)?;
            done.push(id.clone());
        }
        let known = contest_cache::revoked(tx)?;
        if !done.is_empty() || ids.iter().any(|id| !known.contains(id)) {
            contest_cache::set_revoked(tx, &all.into_iter().collect::<Vec<_>>())?;
        }
        Ok(done)
    }

    /// Re-judges everyone whom a pack affects: those who wait for one; everybody when the rules have changed.
    fn judge_by_pack(
        &self,
        tx: &mut dyn Tx,
        before: &ContestCache,
        current: &ContestCache,
        now: Moment,
    ) -> Result<u64, LedgerError> {
        let is_other = before.rules.published != current.rules.published;
        let mut judged = 0;
        if is_other && before.rules.published.is_some() {
            for station in tx.stations()? {
                for epoch in tx.epochs(&station.station)? {
                    let Some(mut state) = EpochState::read(tx, &station.station, &epoch.epoch)? else { continue };
                    let rows = state.rows.clone();
                    let changed = state.renew(tx, &current.rules, &rows, now)?;
                    judged += judge_bundles(self, tx, current, &changed, now)?;
                }
            }
        }
        let mut after: Option<PersonKey> = None;
        loop {
            let page: Vec<PersonKey> = if is_other {
                tx.everybody(after, PAGE)?.into_iter().map(|row| row.key).collect()
            } else {
                tx.people_who_wait(Wait::Pack.bit(), after, PAGE)?
            };
            let Some(last) = page.last() else { return Ok(judged) };
            after = Some(*last);
            judged += judge_people(self, tx, current, &page.into_iter().collect(), now)?;
        }
    }
}

/// A pack of the same contest after the one that is held.
fn follows(held: &Pack, new: &Pack) -> Result<(), PackRefusal> {
    if held.contest.rehearsal != new.contest.rehearsal {
        return Err(PackRefusal::Rehearsal { is_new: new.contest.rehearsal });
    }
    match other_lesson(&required_path(&held.lessons), &required_path(&new.lessons)) {
        Some(lesson) => Err(PackRefusal::OtherPath { lesson }),
        None => Ok(()),
    }
}

/// Whether this identity of age unseals the pack's questions. A grant carries the identities that are kept: one that opens something
/// else must not be kept. A damaged pack passes here; it is refused when it is added.
#[must_use]
pub fn opens_pack(bytes: &[u8], identity: &str, today: Date) -> bool {
    let examined = pack::examine(bytes, None).map(|examined| examined.open(&[identity], today));
    !matches!(examined, Ok(Err(PackFault::Unseal(_))))
}

/// Root that the first pack brings, where its fingerprint is the one that was given.
fn first_root(bytes: &[u8], fingerprint: Option<&str>) -> Result<PinnedRoot, PackRefusal> {
    let examined = pack::examine(bytes, None).map_err(PackRefusal::Fault)?;
    let found = examined.root_fingerprint();
    match fingerprint {
        None => Err(PackRefusal::NotPinned { fingerprint: found }),
        Some(wanted) if !is_same_fingerprint(wanted, &found) => {
            Err(PackRefusal::OtherRoot { wanted: wanted.to_owned(), found })
        }
        Some(_) => Ok(examined.root),
    }
}
