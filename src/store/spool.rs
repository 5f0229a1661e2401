//! Bundles that were made here: their rows, and their files in spool/, which travel as the same bytes until they are acknowledged.

use super::{Damage, Epoch, Store, StoreError, epoch, folder::Folder, meta};
use crate::{
    crypto::{hmac_sha256, minisig::SigningKey},
    domain::Moment,
    platform::{FileFault, read_up_to, write_atomically},
};
use rusqlite::{Row, types::FromSql};
use std::path::PathBuf;

/// A bundle that was made here. Its identity is its epoch and number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundleLine {
    /// The epoch's number at this station, counted from 1.
    pub epoch: u32,
    /// Counted from 1 within the epoch.
    pub seq: u32,
    /// The name of its file.
    pub name: String,
    /// SHA-256 of its manifest: what receipts name it by.
    pub digest: [u8; 32],
    /// SHA-256 and length in bytes of the whole file.
    pub file_digest: [u8; 32],
    /// Length of the file, in bytes.
    pub len: u64,
    /// Numbers of its first and last record.
    pub first: u64,
    /// Number of its last record.
    pub last: u64,
    /// The chain's head after the last.
    pub head: [u8; 32],
    /// When it was made, by this station's clock.
    pub made: Moment,
    /// When it was last carried away.
    pub sent: Option<Moment>,
    /// The centre's answer to it.
    pub fate: Fate,
    /// Its file is kept.
    pub spooled: bool,
}

/// State of a bundle at the centre.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Nothing yet: it travels again.
    Unknown,
    /// Held durably, as the station has known since then.
    Held {
        /// When the station first knew of it.
        since: Moment,
    },
    /// It has arrived, and a person must decide.
    Quarantined,
}

/// A link of the chain as the store keeps it; nonce and bytes are gone where it was erased.
#[derive(Clone, Copy)]
pub struct StoredLink<'a> {
    /// Counted from 1 within the epoch.
    pub number: u64,
    /// Nonce and record; none after erasure.
    pub content: Option<([u8; 16], &'a [u8])>,
    /// The commitment that the chain covers.
    pub commitment: [u8; 32],
    /// The chain's head after it.
    pub head: [u8; 32],
}

/// Largest bundle that is read back, in bytes.
pub(super) const MOST_BUNDLE: usize = 16 << 20;
const COLUMNS: &str = "epoch, seq, name, digest, file_digest, len, first, last, head, made_ms, sent_ms, held_ms, \
                       quarantined, spooled";

impl Store {
    /// All epochs of this station, oldest first.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn epochs(&self) -> Result<Vec<Epoch>, StoreError> {
        Ok(epoch::all(self.db())?.into_iter().map(|(epoch, _)| epoch).collect())
    }

    /// The key that signs an epoch's bundles.
    ///
    /// # Errors
    /// `Damaged` for an epoch that this station never had.
    pub fn signing_key(&self, number: u32) -> Result<SigningKey, StoreError> {
        let found = epoch::all(self.db())?.into_iter().find(|(epoch, _)| epoch.number == number);
        let key = found.and_then(|(_, seed)| SigningKey::from_seed(&seed).ok());
        key.ok_or(StoreError::Damaged(Damage::Values))
    }

    /// The number of an epoch's last record; 0 without one.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn last_number(&self, epoch: u32) -> Result<u64, StoreError> {
        let last: Option<i64> = self
            .db()
            .prepare_cached("SELECT max(n) FROM record WHERE epoch = ?1")?
            .query_row([epoch], |row| row.get(0))?;
        Ok(last.and_then(|last| u64::try_from(last).ok()).unwrap_or(0))
    }

    /// Hands out an epoch's links in order from this number on, one at a time, until `each` has enough of them (`false`).
    ///
    /// # Errors
    /// The database, the disk or `each` failed.
    pub fn each_link<E: From<StoreError>>(
        &self,
        epoch: u32,
        from: u64,
        mut each: impl FnMut(&StoredLink<'_>) -> Result<bool, E>,
    ) -> Result<(), E> {
        let sql = "SELECT n, nonce, bytes, commitment, head FROM record WHERE epoch = ?1 AND n >= ?2 ORDER BY n";
        let mut select = self.db().prepare_cached(sql).map_err(StoreError::from)?;
        let mut rows = select.query((epoch, whole(from)?)).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            let nonce: Option<[u8; 16]> = at(row, 1)?;
            let bytes = row.get_ref(2).and_then(|bytes| Ok(bytes.as_blob_or_null()?)).map_err(StoreError::from)?;
            let number = count(at(row, 0)?)?;
            let link = StoredLink { number, content: nonce.zip(bytes), commitment: at(row, 3)?, head: at(row, 4)? };
            if !each(&link)? {
                break;
            }
        }
        Ok(())
    }

    /// Every bundle that was made here, oldest first.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn bundles(&self) -> Result<Vec<BundleLine>, StoreError> {
        let mut select = self.db().prepare_cached(&format!("SELECT {COLUMNS} FROM bundle ORDER BY epoch, seq"))?;
        let mut rows = select.query(())?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            lines.push(line(row)?);
        }
        Ok(lines)
    }

    /// The newest bundle of an epoch; none before the first.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn newest_bundle(&self, epoch: u32) -> Result<Option<BundleLine>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM bundle WHERE epoch = ?1 ORDER BY seq DESC LIMIT 1");
        let mut select = self.db().prepare_cached(&sql)?;
        let mut rows = select.query([epoch])?;
        rows.next()?.map(line).transpose()
    }

    /// Keeps a bundle that was just made: first its file, whole and on the disk, then its row. A power cut between the two leaves
    /// a file that nobody was given; the next one takes its name.
    ///
    /// # Errors
    /// `Full`, or another fault of the disk; the bundle then does not exist.
    pub fn keep_bundle(&mut self, line: &BundleLine, bytes: &[u8]) -> Result<(), StoreError> {
        self.make_folder(&self.station.folder.spool())?;
        write_atomically(&self.spooled(&line.name), bytes)?;
        let (first, last, len) = (whole(line.first)?, whole(line.last)?, whole(line.len)?);
        self.write(|change, _| {
            change.execute(
                "INSERT INTO bundle (epoch, seq, name, digest, file_digest, len, first, last, head, made_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                rusqlite::params![
                    line.epoch,
                    line.seq,
                    line.name,
                    line.digest,
                    line.file_digest,
                    len,
                    first,
                    last,
                    line.head,
                    line.made.0,
                ],
            )?;
            Ok(())
        })
    }

    /// Notes that these bundles (epoch, number) were carried away.
    ///
    /// # Errors
    /// As `save`.
    pub fn note_sent(&mut self, bundles: &[(u32, u32)], at: Moment) -> Result<(), StoreError> {
        self.write(|change, _| {
            let mut update = change.prepare_cached("UPDATE bundle SET sent_ms = ?3 WHERE epoch = ?1 AND seq = ?2")?;
            bundles.iter().try_for_each(|(epoch, seq)| update.execute((epoch, seq, at.0)).map(drop))?;
            Ok(())
        })
    }

    /// Path of a bundle's file.
    #[must_use]
    pub fn spooled(&self, name: &str) -> PathBuf {
        self.station.folder.spool().join(name)
    }

    /// A bundle's file; none where it is gone.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn bundle_bytes(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        match read_up_to(&self.spooled(name), MOST_BUNDLE) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(FileFault::Gone) => Ok(None),
            Err(fault) => Err(fault.into()), // else: it is there and cannot be read
        }
    }

    /// A keyed hash of the marks of the machine that the station runs on; it means nothing without the station's key.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn machine(&self) -> Result<Option<[u8; 32]>, StoreError> {
        let marks = meta::get(self.db(), "hardware")?;
        Ok(marks.map(|marks| hmac_sha256(self.identity.hardware_key.bytes(), &[b"tramso-machine1", &marks])))
    }
}

fn line(row: &Row<'_>) -> Result<BundleLine, StoreError> {
    let moment = |ms: Option<i64>| ms.map(Moment);
    let fate = match (row.get::<_, bool>(12)?, moment(row.get(11)?)) {
        (true, _) => Fate::Quarantined,
        (false, Some(since)) => Fate::Held { since },
        (false, None) => Fate::Unknown,
    };
    Ok(BundleLine {
        epoch: row.get(0)?,
        seq: row.get(1)?,
        name: row.get(2)?,
        digest: row.get(3)?,
        file_digest: row.get(4)?,
        len: count(row.get(5)?)?,
        first: count(row.get(6)?)?,
        last: count(row.get(7)?)?,
        head: row.get(8)?,
        made: Moment(row.get(9)?),
        sent: moment(row.get(10)?),
        fate,
        spooled: row.get(13)?,
    })
}

fn at<T: FromSql>(row: &Row<'_>, column: usize) -> Result<T, StoreError> {
    Ok(row.get(column)?)
}

pub(super) fn count(number: i64) -> Result<u64, StoreError> {
    u64::try_from(number).map_err(|_| StoreError::Damaged(Damage::Values))
}

pub(super) fn whole(number: u64) -> Result<i64, StoreError> {
    i64::try_from(number).map_err(|_| StoreError::Damaged(Damage::Values))
}

impl Folder {
    pub(super) fn spool(&self) -> PathBuf {
        self.0.join("spool")
    }
}
