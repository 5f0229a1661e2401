//! High-water marks: how far the station's chain had come, in places that do not follow a copy of its folder. A database that is
//! behind one of them was put back, or has lost its tail (docs/decisions/044-high-water-marks.md).

use super::{
    StoreError, epoch,
    folder::{Folder, read_small},
    tail::Tail,
};
use crate::{
    crypto::{Secret, hkdf_sha256, hmac_sha256, is_same},
    domain::EpochId,
    platform::{self, write_atomically},
    record::{hex, unhex},
};
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use std::{fs, path::PathBuf};

/// Places of the marks of a station. None of them: nothing is noted and nothing is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkPlaces {
    /// A file in the station's folder, beside the key slots.
    pub folder: bool,
    /// A folder of the user who runs the station, outside the station's.
    pub state: Option<PathBuf>,
    /// The kernel's keyring, until the machine starts again.
    pub keyring: bool,
}

/// How far a chain had come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HighWater {
    /// Number of the epoch, and its id.
    pub number: u32,
    /// Id of the epoch.
    pub epoch: EpochId,
    /// Number of its newest record then; 0 for none.
    pub n: u64,
    /// The chain's head after that record.
    pub head: [u8; 32],
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MarkV1 {
    v: u16,
    #[serde(rename = "kiosk")]
    station: String,
    number: u32,
    epoch: String,
    n: u64,
    head: String,
    /// By a key from inside the database: nobody else makes a mark.
    mac: String,
}

impl MarkPlaces {
    /// The three places of the user who runs the program, as far as this system has them.
    #[must_use]
    pub fn of_user() -> Self {
        Self { folder: true, state: platform::state_folder(), keyring: true }
    }

    fn file_in_state(&self, station: &str) -> Option<PathBuf> {
        Some(self.state.as_ref()?.join(format!("{station}.json")))
    }

    /// Whatever is in the places, verified or not.
    fn read(&self, (folder, station): (&Folder, &str)) -> Vec<Vec<u8>> {
        let in_folder = self.folder.then(|| folder.high_water());
        let files = in_folder.into_iter().chain(self.file_in_state(station));
        let mut found: Vec<Vec<u8>> = files.filter_map(|file| read_small(&file).ok().flatten()).collect();
        found.extend(self.keyring.then(|| platform::kept_key(&name_in_keyring(station))).flatten());
        found
    }

    /// Notes a mark in each place. One that refuses is passed over: nobody is kept from working by it.
    pub(super) fn note(&self, (folder, station): (&Folder, &str), key: &Secret<32>, mark: &HighWater) {
        let Ok(bytes) = serde_json::to_vec(&written(station, key, mark)) else { return };
        if self.folder {
            let _ = write_atomically(&folder.high_water(), &bytes);
        }
        if let Some(file) = self.file_in_state(station) {
            let _ = file.parent().map(fs::create_dir_all);
            let _ = write_atomically(&file, &bytes);
        }
        if self.keyring {
            let _ = platform::keep_until_reboot(&name_in_keyring(station), &bytes);
        }
    }

    /// The greatest mark that the database is behind of, or whose head it does not have; none where it has all of them.
    pub(super) fn ahead_of(
        &self,
        station: (&Folder, &str),
        db: &Connection,
        tail: &Tail,
    ) -> Result<Option<HighWater>, StoreError> {
        let found = self.read(station);
        if found.is_empty() {
            return Ok(None);
        }
        let key = key(db)?;
        let mut ahead: Option<HighWater> = None;
        for mark in found.iter().filter_map(|bytes| verified(station.1, &key, bytes)) {
            let is_greater = ahead.as_ref().is_none_or(|known| (mark.number, mark.n) > (known.number, known.n));
            if is_greater && is_missing(db, tail, &mark)? {
                ahead = Some(mark);
            }
        }
        Ok(ahead)
    }
}

impl HighWater {
    /// Where a chain is now.
    pub(super) fn of(epoch: &EpochId, tail: &Tail) -> Self {
        Self { number: tail.epoch, epoch: epoch.clone(), n: tail.number, head: tail.head }
    }
}

/// The key of the marks: from the first epoch's seed, which every copy of the database has, and nothing else.
pub(super) fn key(db: &Connection) -> Result<Secret<32>, StoreError> {
    let all = epoch::all(db)?;
    let (_, first) = all.first().ok_or(StoreError::Damaged(super::Damage::Values))?;
    Ok(hkdf_sha256(first.bytes(), "tramso-mark-key1", &[]))
}

fn is_missing(db: &Connection, tail: &Tail, mark: &HighWater) -> Result<bool, StoreError> {
    if mark.number != tail.epoch {
        // A later epoch states already what is missing of an earlier one.
        return Ok(mark.number > tail.epoch);
    }
    let own = epoch::all(db)?.into_iter().find(|(one, _)| one.number == mark.number);
    // Another epoch of that number: the backup was restored twice, and the centre sees both.
    if own.is_none_or(|(one, _)| one.id != mark.epoch) || mark.n == 0 {
        return Ok(false);
    }
    let head: Option<Vec<u8>> = db
        .prepare_cached("SELECT head FROM record WHERE epoch = ?1 AND n = ?2")?
        .query_row((mark.number, i64::try_from(mark.n).unwrap_or(i64::MAX)), |row| row.get(0))
        .optional()?;
    Ok(head.is_none_or(|head| head != mark.head))
}

fn name_in_keyring(station: &str) -> String {
    format!("tramso-mark:{station}")
}

fn mac(station: &str, key: &Secret<32>, mark: &HighWater) -> String {
    let (number, n) = (mark.number.to_be_bytes(), mark.n.to_be_bytes());
    let parts: [&[u8]; 6] =
        [b"tramso-mark1", station.as_bytes(), &number, mark.epoch.as_str().as_bytes(), &n, &mark.head];
    hex(&hmac_sha256(key.bytes(), &parts))
}

fn written(station: &str, key: &Secret<32>, mark: &HighWater) -> MarkV1 {
    MarkV1 {
        v: 1,
        station: station.to_owned(),
        number: mark.number,
        epoch: mark.epoch.to_string(),
        n: mark.n,
        head: hex(&mark.head),
        mac: mac(station, key, mark),
    }
}

/// The mark in these bytes, where this station's database made it.
fn verified(station: &str, key: &Secret<32>, bytes: &[u8]) -> Option<HighWater> {
    let shape: MarkV1 = serde_json::from_slice(bytes).ok()?;
    let (epoch, head) = (EpochId::parse(&shape.epoch)?, unhex(&shape.head)?);
    let mark = HighWater { number: shape.number, epoch, n: shape.n, head };
    (shape.v == 1 && shape.station == station && is_same(shape.mac.as_bytes(), mac(station, key, &mark).as_bytes()))
        .then_some(mark)
}
