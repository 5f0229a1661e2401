use super::{
    ChainFault, Damage, DbKey, EpochWhy, KeyChange, Slot, Station, Store, StoreError, epoch, folder::MIRRORS, slots,
};
use crate::{
    crypto::sha256,
    domain::{ClockDoubt, Date, EpochId, Moment, Stamp},
    platform::{free_space, now},
};
use std::path::Path;

/// Something that a check found; a sound station has none but `Unclean` after a power cut.
#[derive(Debug)]
pub enum Finding {
    /// The folder is no station, or cannot be opened.
    Station(StoreError),
    /// The two folders of key slots differ.
    SlotsDiffer,
    /// A slot that is named and has no file in either folder.
    SlotMissing(Slot),
    /// No recovery file in either folder of key slots.
    NoRecoveryFile,
    /// No centre has granted it a place: practice only.
    NotEnrolled,
    /// A bundle that may have to travel again, and whose file is gone or is not what was written.
    BundleLost {
        /// Name of its file.
        name: String,
    },
    /// One volunteer alone can open the station.
    OneSlot,
    /// Fewer than 50 MB are free: so many bytes.
    SpaceShort {
        /// Free bytes.
        free: u64,
    },
    /// The reserve has been given up.
    NoReserve,
    /// The last run did not close the station.
    Unclean,
    /// The wall clock contradicts what is known.
    Clock {
        /// How it does.
        doubt: ClockDoubt,
        /// The date that the machine shows.
        machine: Date,
        /// The date that the station goes by.
        date: Date,
    },
    /// The kernel kept the key though no shift is open here; it has been forgotten.
    KeyWithoutShift,
    /// The kernel keeps keys for other folders that hold this station: so many.
    KeyElsewhere {
        /// Number of keys.
        n: usize,
    },
    /// A volunteer was removed and the database key is not changed yet.
    KeyNotChanged(KeyChange),
    /// The database or a file is damaged.
    Damaged(Damage),
    /// The chain of records does not hold.
    Chain(ChainFault),
    /// The lists of some people differed from their records; they have been made again.
    ListsDiffered {
        /// Number of people.
        people: u64,
    },
    /// The station runs on another machine than it did; it has gone on under a new epoch.
    OtherMachine,
    /// The database was behind a mark of how far it had come; it has gone on under a new epoch.
    RolledBack {
        /// Number of the newest record by the mark, in its epoch.
        seen: u64,
    },
    /// An epoch that the centre has not confirmed.
    Unconfirmed {
        /// Id of the epoch.
        epoch: EpochId,
        /// Why it began.
        why: EpochWhy,
    },
}

/// Below this the desk warns (docs/THREAT-MODEL.md K3).
const LEAST_FREE: u64 = 50_000_000;

/// What a check is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checking {
    /// Tables and pages of the database.
    Database,
    /// The chain of records.
    Chain,
    /// The lists of people: so many of so many.
    People {
        /// People whose lists are compared.
        done: usize,
        /// All people.
        of: usize,
    },
    /// The bundles that are kept.
    Bundles,
}

/// Looks a station over; with its key, the inside too. A running station is refused as one that cannot be opened.
#[must_use]
pub fn doctor(dir: &Path, key: Option<DbKey>) -> Vec<Finding> {
    let station = match Station::find(dir) {
        Ok(station) => station,
        Err(fault) => return vec![Finding::Station(fault)],
    };
    let mut findings = outside(&station);
    if let Some(key) = key {
        match Store::open(&station, key, &mut |_| ()) {
            Err(fault) => findings.push(fault_found(fault)),
            Ok(mut store) => match inside(&mut store, &|_| ()) {
                Ok(found) => findings.extend(found),
                Err(fault) => findings.push(fault_found(fault)),
            },
        }
    }
    findings
}

impl Store {
    /// The same for the open station, with a call for each step.
    #[must_use]
    pub fn examine(&mut self, watch: &dyn Fn(Checking)) -> Vec<Finding> {
        let mut findings = outside(&self.station);
        match inside(self, watch) {
            Ok(found) => findings.extend(found),
            Err(fault) => findings.push(fault_found(fault)),
        }
        findings
    }
}

fn fault_found(fault: StoreError) -> Finding {
    match fault {
        StoreError::Damaged(damage) => Finding::Damaged(damage),
        fault => Finding::Station(fault), // else: the station cannot be opened
    }
}

fn outside(station: &Station) -> Vec<Finding> {
    let mut findings = Vec::new();
    let folder = &station.folder;
    if !slots::are_alike(folder) {
        findings.push(Finding::SlotsDiffer);
    }
    let has_file = |slot: &&Slot| MIRRORS.iter().any(|mirror| folder.slot(mirror, slot.id.0).exists());
    findings.extend(station.slots.iter().filter(|slot| !has_file(slot)).cloned().map(Finding::SlotMissing));
    if !station.is_enrolled() {
        findings.push(Finding::NotEnrolled);
    } else if !MIRRORS.iter().any(|mirror| folder.recovery(mirror).exists()) {
        findings.push(Finding::NoRecoveryFile);
    }
    if !folder.database().exists() {
        findings.push(Finding::Damaged(Damage::Pages));
    }
    if station.slots.len() < 2 {
        findings.push(Finding::OneSlot);
    }
    if let Some(free) = free_space(&folder.0).filter(|free| *free < LEAST_FREE) {
        findings.push(Finding::SpaceShort { free });
    }
    if !folder.reserve().exists() {
        findings.push(Finding::NoReserve);
    }
    if let n @ 1.. = station.keys_elsewhere() {
        findings.push(Finding::KeyElsewhere { n });
    }
    findings
}

fn inside(store: &mut Store, watch: &dyn Fn(Checking)) -> Result<Vec<Finding>, StoreError> {
    let mut findings = Vec::new();
    if store.opening().was_unclean {
        findings.push(Finding::Unclean);
    }
    if store.opening().new_epoch == Some(EpochWhy::Hardware) {
        findings.push(Finding::OtherMachine);
    }
    if store.current_shift()?.is_none() && store.station.kept_key().is_some() {
        store.forget_key();
        findings.push(Finding::KeyWithoutShift);
    }
    findings.extend(store.key_change_due()?.map(Finding::KeyNotChanged));
    watch(Checking::Database);
    store.check(&mut |_| ())?;
    watch(Checking::Chain);
    findings.extend(store.verify_chain()?.into_iter().map(Finding::Chain));
    let people = store.rebuild_watched(&|done, of| watch(Checking::People { done, of }))?;
    if people > 0 {
        findings.push(Finding::ListsDiffered { people });
    }
    let clock = now();
    let stamp = Stamp { wall: Moment(clock.wall_ms), mono_ms: clock.mono_ms, boot: clock.boot, suspect: false };
    let present = store.known().now(stamp);
    if let Some(doubt) = present.doubt() {
        findings.push(Finding::Clock { doubt, machine: present.machine_date(), date: present.date() });
    }
    watch(Checking::Bundles);
    for line in store.bundles()?.into_iter().filter(|line| line.spooled) {
        if store.bundle_bytes(&line.name)?.is_none_or(|bytes| sha256(&[&bytes]) != line.file_digest) {
            findings.push(Finding::BundleLost { name: line.name });
        }
    }
    for (epoch, _) in epoch::all(store.db())? {
        if let Some(seen) = epoch.seen().filter(|_| !epoch.confirmed) {
            findings.push(Finding::RolledBack { seen });
        }
        if !epoch.confirmed {
            findings.push(Finding::Unconfirmed { epoch: epoch.id, why: epoch.why });
        }
    }
    Ok(findings)
}
