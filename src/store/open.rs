use super::{
    Damage, DbKey, Durability, EpochWhy, EventId, Opening, OpeningStep, PackDates, SlotId, Station, StoreError,
    Surroundings, before,
    database::Database,
    epoch::{self, Epoch},
    high_water::{self, HighWater},
    identity::Identity,
    journal,
    log::{has_log, renew_log},
    meta, migrate, request, slots,
    slots::{Form, Opened},
    succession,
    surroundings::{RESERVE, fill_reserve},
    tail::Tail,
};
use crate::{
    crypto::{Passphrase, Secret, signing},
    domain::{Moment, Stamp},
    platform::{self, Lock, Mark, free_space},
};
use rusqlite::Connection;
use std::{sync::Arc, time::Instant};

/// The open station: the only way to read or write what is kept in it. Dropping it closes it.
#[derive(Debug)]
pub struct Store {
    pub(super) station: Station,
    pub(super) key: DbKey,
    pub(super) database: Database,
    pub(super) identity: Arc<Identity>,
    pub(super) epoch: Epoch,
    seed: Secret<32>,
    pub(super) tail: Tail,
    opening: Opening,
    pub(super) durability: Durability,
    pub(super) log2_n: u8,
    /// The name of the write-ahead log is known to be on the disk.
    pub(super) log_is_named: bool,
    pub(super) space_is_short: bool,
    pub(super) pack_dates: Option<PackDates>,
    mark_key: Secret<32>,
    _lock: Lock,
}

impl Store {
    /// Opens a station with its key and takes it for this process. After an unclean stop everything is brought home and
    /// checked first, with a call of `watch` for each step. A station that finds itself on another machine opens a new epoch.
    ///
    /// # Errors
    /// `AlreadyRunning`, `Damaged`, `Newer`, `NotOurs`, `AnotherStation`, `AnotherContest`; the files are then as they were.
    pub fn open(station: &Station, key: DbKey, watch: &mut dyn FnMut(OpeningStep)) -> Result<Self, StoreError> {
        Self::open_in(station, key, &Surroundings::default(), watch)
    }

    pub(super) fn open_in(
        station: &Station,
        key: DbKey,
        surroundings: &Surroundings,
        watch: &mut dyn FnMut(OpeningStep),
    ) -> Result<Self, StoreError> {
        let start = Instant::now();
        let lock = Lock::take(&station.folder.lock_file())?;
        watch(OpeningStep::Reading);
        let mut opening = Opening { was_unclean: has_log(&station.folder), ..Opening::default() };
        renew_log(&station.folder)?;
        let (mut database, key) = Database::open_with(&station.folder.database(), key)?;
        let version = accept(&database.db, station)?;
        database.settle(surroundings.durability)?;
        opening.migrated_from = before::bring_up(&mut database, &station.folder, version, &key)?;
        if opening.was_unclean {
            check(&database, watch)?;
        }
        let identity = Identity::read(&database.db)?;
        let mut tail = Tail::read(&database.db)?;
        opening.new_epoch = go_on_elsewhere(&mut database, &identity, &mut tail, &surroundings.marks())?;
        if identity.is_enrolled() && opening.new_epoch.is_none() {
            opening.behind = go_on_behind(&mut database, &identity, &mut tail, station)?;
            opening.new_epoch = opening.behind.is_some().then_some(EpochWhy::RolledBack);
        }
        let mark_key = high_water::key(&database.db)?;
        opening.mended_slots = slots::repair(&station.folder)?;
        let (epoch, seed) = epoch::current(&database.db)?;
        opening.milliseconds = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
        let station = Station { slots: slots::list(&station.folder)?, ..station.clone() };
        let mut store = Self {
            station,
            key,
            database,
            identity: Arc::new(identity),
            epoch,
            seed,
            tail,
            opening,
            durability: surroundings.durability,
            log2_n: surroundings.log2_n,
            log_is_named: false,
            mark_key,
            space_is_short: false,
            pack_dates: None,
            _lock: lock,
        };
        store.begin(watch)?;
        watch(OpeningStep::Ready);
        Ok(store)
    }

    /// After reading: brings the files beside the database in line with it. A full drive must not keep anybody out: what is there can be
    /// read, exported and made room for.
    fn begin(&mut self, watch: &mut dyn FnMut(OpeningStep)) -> Result<(), StoreError> {
        let mut is_full = false;
        match self.settle_slots(watch) {
            Err(StoreError::Full) => is_full = true,
            settled => self.opening.key_change = settled?, // else: an error of the disk
        }
        self.update_station_file()?;
        match self.checkpoint() {
            Err(StoreError::Full) => is_full = true,
            done => done?, // else: an error of the disk
        }
        self.space_is_short |= is_full;
        self.note_marks();
        Ok(())
    }

    /// Notes how far the chain has come, in the places of its marks: at opening, at a shift's beginning and end, when a paper is opened
    /// and when a test is handed in. An answer notes nothing, so it costs no more syncs than its own.
    pub(super) fn note_marks(&self) {
        if self.identity.is_enrolled() {
            let of = (&self.station.folder, self.station.station.as_str());
            self.station.marks.note(of, &self.mark_key, &HighWater::of(&self.epoch.id, &self.tail));
        }
    }

    /// What was found and done when it was opened.
    #[must_use]
    pub fn opening(&self) -> &Opening {
        &self.opening
    }

    /// The station's folder.
    #[must_use]
    pub fn station_dir(&self) -> &std::path::Path {
        self.station.dir()
    }

    /// The epoch that records are written under.
    #[must_use]
    pub fn epoch(&self) -> &Epoch {
        &self.epoch
    }

    /// Signs with the epoch's key; `tag` names the kind of message.
    #[must_use]
    pub fn sign(&self, tag: &str, message: &[u8]) -> [u8; 64] {
        signing::sign(&self.seed, tag, message)
    }

    /// When the newest event happened: what a clock is judged by.
    #[must_use]
    pub fn last_stamp(&self) -> Option<Stamp> {
        self.tail.last
    }

    /// The number that the next record gets in this (station, epoch).
    #[must_use]
    pub fn next_number(&self) -> u64 {
        self.tail.number + 1
    }

    /// The place that whatever is written next gets in the common sequence of records and journal rows.
    #[must_use]
    pub fn next_place(&self) -> u64 {
        u64::try_from(self.tail.next).unwrap_or_default()
    }

    /// Less than 64 MiB are free, or the drive was full and the reserve has been given up: room must be made.
    #[must_use]
    pub fn space_is_short(&self) -> bool {
        self.space_is_short
    }

    /// Pages in the write-ahead log after the last commit; for measuring.
    #[doc(hidden)]
    #[must_use]
    pub fn log_pages(&self) -> u32 {
        self.database.frames()
    }

    /// Keeps the key in the kernel's memory for the open shift; `None` where the kernel has no keyring.
    #[must_use]
    pub fn keep_key(&self) -> Option<()> {
        platform::keep_key(&self.station.keyring_name(), self.key.to_bytes().bytes())
    }

    /// Takes the key out of the kernel's memory again.
    pub fn forget_key(&self) {
        self.station.forget_key();
    }

    /// Between visits: brings the write-ahead log into the database, makes journal rows ahead and fills the reserve again.
    ///
    /// # Errors
    /// The database or the disk failed; nothing that was saved is in danger.
    pub fn checkpoint(&mut self) -> Result<(), StoreError> {
        self.database.checkpoint()?;
        // The first commit after a checkpoint also syncs the log's new header: this one takes that off the next answer.
        self.write(|change, tail| {
            journal::make_ahead(change, tail.next)?;
            meta::set(change, "brought_home", &tail.next.to_be_bytes())
        })?;
        let room = free_space(self.station.dir()).is_none_or(|free| free > 16 * RESERVE as u64);
        if room && !self.station.folder.reserve().exists() {
            fill_reserve(&self.station.folder)?;
        }
        self.space_is_short = !room;
        Ok(())
    }

    /// Checks tables and pages: weekly, and when a volunteer asks.
    ///
    /// # Errors
    /// `Damaged`; nothing is repaired or wiped.
    pub fn check(&mut self, watch: &mut dyn FnMut(OpeningStep)) -> Result<(), StoreError> {
        check(&self.database, watch)
    }

    /// Brings everything home and closes. A `Store` that is only dropped closes too, but cannot report what went wrong.
    ///
    /// # Errors
    /// The database or the disk failed; the write-ahead log then still holds what was saved.
    pub fn close(self) -> Result<(), StoreError> {
        self.database.checkpoint_and_cut()?;
        self.database.db.close().map_err(|(_, fault)| fault.into())
    }

    pub(super) fn db(&self) -> &Connection {
        &self.database.db
    }

    /// A place in the sequence as callers see it.
    pub(super) fn event_id(seq: i64, number: Option<u64>) -> EventId {
        EventId { seq: u64::try_from(seq).unwrap_or(0), number }
    }
}

impl Station {
    /// Opens the station with a volunteer's passphrase. A slot of the first form gets the newer one.
    ///
    /// # Errors
    /// As `key` and `Store::open`; `OldSlot` for the passphrase of a volunteer who was removed.
    pub fn unlock(&self, slot: SlotId, passphrase: &Passphrase) -> Result<Store, StoreError> {
        self.unlock_watched(slot, passphrase, &mut |_| ())
    }

    /// The same, with a call of `watch` for each step.
    ///
    /// # Errors
    /// As `unlock`.
    pub fn unlock_watched(
        &self,
        slot: SlotId,
        passphrase: &Passphrase,
        watch: &mut dyn FnMut(OpeningStep),
    ) -> Result<Store, StoreError> {
        self.unlock_slot_in((slot, passphrase), &Surroundings::default(), watch)
    }

    /// The same in other surroundings: for tests.
    ///
    /// # Errors
    /// As `unlock`.
    #[doc(hidden)]
    pub fn unlock_slot_in(
        &self,
        (slot, passphrase): (SlotId, &Passphrase),
        surroundings: &Surroundings,
        watch: &mut dyn FnMut(OpeningStep),
    ) -> Result<Store, StoreError> {
        let Opened { key, form } = self.open_slot(slot, passphrase)?;
        let may_be_old = matches!(form, Form::First) && self.has_key_file();
        let mut store = match Store::open_in(self, key, surroundings, watch) {
            Err(StoreError::OtherKeys | StoreError::Damaged(Damage::Pages)) if may_be_old => {
                return Err(StoreError::OldSlot);
            }
            opened => opened?, // else: the fault is not the slot's
        };
        if !store.slots()?.iter().any(|one| one.id == slot) {
            return Err(StoreError::OldSlot); // put back, while the change of the key waits
        }
        match store.renew_slot(slot, passphrase, form).and_then(|()| store.change_key_if_due(watch)) {
            Ok(None) | Err(StoreError::Full) => (), // the slot opens as it is; another time there is room
            changed => store.opening.key_change = changed?, // else: an error of the disk
        }
        Ok(store)
    }

    /// Opens the station with a key from the keyring, a slot or the recovery file.
    ///
    /// # Errors
    /// As `Store::open`.
    pub fn unlock_with_key(&self, key: DbKey) -> Result<Store, StoreError> {
        Store::open(self, key, &mut |_| ())
    }

    /// As `Store::open`, in other surroundings: for tests.
    ///
    /// # Errors
    /// As `Store::open`.
    #[doc(hidden)]
    pub fn unlock_in(
        &self,
        key: DbKey,
        surroundings: &Surroundings,
        watch: &mut dyn FnMut(OpeningStep),
    ) -> Result<Store, StoreError> {
        Store::open_in(self, key, surroundings, watch)
    }
}

/// Whether the database is this station's and of a version that is known; its version.
fn accept(db: &Connection, station: &Station) -> Result<i64, StoreError> {
    let pragma = |name: &str| db.query_row(&format!("PRAGMA {name}"), (), |row| row.get::<_, i64>(0));
    if pragma("application_id")? != migrate::APPLICATION_ID {
        return Err(StoreError::NotOurs);
    }
    let version = pragma("user_version")?;
    if version > migrate::newest() {
        return Err(StoreError::Newer { found: version, known: migrate::newest() });
    }
    if version < 1 {
        return Err(StoreError::NotOurs);
    }
    let contest = meta::need_text(db, "contest")?;
    // The folder's file may be from before a grant, if the power was cut within it.
    if contest != station.contest && station.is_enrolled() {
        return Err(StoreError::AnotherContest { found: contest, expected: station.contest.clone() });
    }
    if meta::need_text(db, "kiosk")? != station.station {
        return Err(StoreError::AnotherStation);
    }
    Ok(version)
}

/// On another machine than before it goes on in a new epoch; what was never enrolled has no epoch to leave, and asks again.
fn go_on_elsewhere(
    database: &mut Database,
    identity: &Identity,
    tail: &mut Tail,
    marks: &[Mark],
) -> Result<Option<EpochWhy>, StoreError> {
    if !identity.is_elsewhere(&database.db, marks)? {
        return Ok(None);
    }
    let change = database.db.transaction()?;
    let why = identity.is_enrolled().then_some(EpochWhy::Hardware);
    match why {
        Some(why) => succession::follow(&change, identity, tail, (why, None), Moment(platform::now().wall_ms))?,
        None => request::forget_request(&change)?,
    }
    identity.note_hardware(&change, marks)?;
    change.commit()?;
    Ok(why)
}

/// Behind a mark it goes on in a new epoch, whose certificate states the mark.
fn go_on_behind(
    database: &mut Database,
    identity: &Identity,
    tail: &mut Tail,
    station: &Station,
) -> Result<Option<HighWater>, StoreError> {
    let behind = station.marks.ahead_of((&station.folder, &station.station), &database.db, tail)?;
    if let Some(mark) = &behind {
        let change = database.db.transaction()?;
        let why = (EpochWhy::RolledBack, Some(mark));
        succession::follow(&change, identity, tail, why, Moment(platform::now().wall_ms))?;
        change.commit()?;
    }
    Ok(behind)
}

/// In this order, or healthy databases look damaged (docs/THREAT-MODEL.md K15).
fn check(database: &Database, watch: &mut dyn FnMut(OpeningStep)) -> Result<(), StoreError> {
    watch(OpeningStep::BringingHome);
    let is_home = match database.checkpoint_and_cut() {
        Err(StoreError::Full) => false, // the pages' own check would be wrong now; the tables are read through the log
        done => done.map(|()| true)?,   // else: an error of the disk
    };
    watch(OpeningStep::CheckingTables);
    database.check_tables()?;
    if !is_home {
        return Ok(());
    }
    watch(OpeningStep::CheckingPages);
    database.check_pages()
}
