use super::{
    Damage, GrantFile, Store, StoreError, by_mouth, epoch, meta,
    spool::{count, whole},
};
use crate::{crypto::minisig::SigningKey, domain::Moment};
use rusqlite::{Connection, OptionalExtension, Row};
use std::ops::RangeInclusive;

/// The newest receipt of an epoch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptLine {
    /// The epoch's number at this station.
    pub epoch: u32,
    /// The receipt's number for this station.
    pub number: u64,
    /// By the centre's clock.
    pub made: Moment,
    /// As this station's wall clock claimed.
    pub taken: Moment,
    /// All records up to this one are held by the centre.
    pub ack_upto: u64,
    /// All records up to this one have been judged.
    pub judged_upto: u64,
}

/// Content of a verified receipt, for its own epoch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReceiptContent {
    /// The epoch's id, as the centre knows it.
    pub epoch: String,
    /// Generation of the centre's ledger, counted from 1.
    pub generation: u64,
    /// The receipt's number for this station.
    pub number: u64,
    /// By the centre's clock.
    pub made: Moment,
    /// Whether the centre has confirmed the epoch.
    pub confirmed: bool,
    /// All records up to this one are held by the centre.
    pub ack_upto: u64,
    /// The chain's head at `ack_upto`.
    pub head: [u8; 32],
    /// All records up to this one have been judged.
    pub judged_upto: u64,
    /// Bundles that are held on the branch that counts.
    pub held: Vec<BundleId>,
    /// Answers to records of the bundles in `held`.
    pub answers: RecordAnswers,
    /// Bundles that wait for a person's decision.
    pub quarantined: Vec<BundleId>,
    /// Bundles that are held on other branches, each with the answers to its own records.
    pub parted: Vec<(BundleId, RecordAnswers)>,
}

/// A bundle of an epoch by its number and the digest of its manifest.
pub type BundleId = (u32, [u8; 32]);

/// Answers of a receipt to single records, by their numbers in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordAnswers {
    /// Records that do not count, and why.
    pub rejected: Vec<(u64, String)>,
    /// Records whose person asked for erasure.
    pub erase: Vec<u64>,
}

/// A bundle that was made here, and its records.
struct OwnBundle {
    id: BundleId,
    records: RangeInclusive<u64>,
}

/// What came of a receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReceiptFate {
    /// Taken: so many records of its epoch are held now, and so many were before. `copied`: the centre follows another copy of this
    /// station in the epoch in which it goes on.
    Taken {
        /// Records of its epoch that are held now.
        held: u64,
        /// Records of its epoch that were held before.
        before: u64,
        /// The centre follows another copy of this station in the epoch in which it goes on.
        copied: bool,
        /// It is the first of a generation: the centre was restored.
        restored: bool,
    },
    /// Of an earlier generation than one that was applied: by an old copy of the centre, or made before it was restored. Nothing
    /// changed.
    Outdated,
    /// One with this number or a greater one is here already; nothing changed.
    Older {
        /// It is the very receipt that was applied. A centre signs one under each number: another one under it shows that the ledger went back.
        is_it: bool,
    },
    /// Another chain: the centre has records that this station never wrote, and names no bundle of its own. Nothing
    /// changed.
    OtherChain {
        /// Number of the record at which the chains differ.
        number: u64,
    },
    /// Of an epoch that this station never had. Nothing changed.
    OtherEpoch,
}

const COLUMNS: &str = "epoch, number, time_ms, taken_ms, ack_upto, judged_upto";

impl Store {
    /// The newest receipt that was taken, of whatever epoch.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn newest_receipt(&self) -> Result<Option<ReceiptLine>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM receipt ORDER BY number DESC LIMIT 1");
        let mut select = self.db().prepare_cached(&sql)?;
        let mut rows = select.query(())?;
        rows.next()?.map(line).transpose()
    }

    /// Applies a verified receipt: all of it, in one transaction, or nothing. It is believed where its head is this
    /// station's own, or where it names one of its bundles by the digest, which pins the chain up to the bundle's end. Of an epoch
    /// that was left by a restore it may be about the chain that the laptop went on with after the backup alone. Whatever the chain,
    /// answers to records are applied only for bundles whose digest is this station's own: a copy has other people under the same
    /// numbers.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn take_receipt(
        &mut self,
        receipt: &ReceiptContent,
        bytes: &[u8],
        taken: Moment,
    ) -> Result<ReceiptFate, StoreError> {
        let fate = self.write(|change, tail| {
            let epochs = epoch::all(change)?;
            let Some((epoch, _)) = epochs.iter().find(|(epoch, _)| epoch.id == *receipt.epoch) else {
                return Ok(ReceiptFate::OtherEpoch);
            };
            let number = epoch.number;
            let generation = generation(change)?;
            if receipt.generation < generation {
                return Ok(ReceiptFate::Outdated);
            }
            let restored = receipt.generation > generation;
            let applied: Option<(i64, bool)> = change
                .prepare_cached("SELECT number, bytes = ?2 FROM receipt WHERE epoch = ?1")?
                .query_row((number, bytes), |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            if let Some((newest, is_it)) = applied.filter(|_| !restored)
                && count(newest)? >= receipt.number
            {
                return Ok(ReceiptFate::Older { is_it });
            }
            let here: Option<[u8; 32]> = change
                .prepare_cached("SELECT head FROM record WHERE epoch = ?1 AND n = ?2")?
                .query_row((number, whole(receipt.ack_upto)?), |row| row.get(0))
                .optional()?;
            let is_current = number == tail.epoch;
            let is_own_chain = receipt.ack_upto == 0 || here == Some(receipt.head);
            let own = own_bundles(change, number)?;
            // A restored centre may have nothing left of this laptop's and follow its copy: whatever is here travels again.
            if is_current && !restored && !is_own_chain && !own.iter().any(|one| receipt.names(&one.id)) {
                return Ok(ReceiptFate::OtherChain { number: receipt.ack_upto });
            }
            let copied = is_current && (!is_own_chain || own.iter().any(|one| receipt.holds_instead_of(&one.id)));
            let before = held_records(change, number)?;
            if restored {
                begin_generation(change, receipt.generation)?;
            }
            write_fates(change, number, &own, receipt, taken)?;
            write_answers(change, number, &own, receipt)?;
            change.execute("UPDATE epoch SET confirmed = ?2 WHERE number = ?1", (number, receipt.confirmed))?;
            write_receipt(change, number, receipt, (bytes, taken))?;
            Ok(ReceiptFate::Taken { held: held_records(change, number)?, before, copied, restored })
        })?;
        self.epoch = epoch::current(self.db())?.0;
        Ok(fate)
    }

    /// The grant that is in force, as it came; none where the station was made with its keys.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn grant_file(&self) -> Result<Option<GrantFile>, StoreError> {
        let db = self.db();
        let Some(bytes) = meta::get(db, "grant")? else { return Ok(None) };
        let number = |name| -> Result<i64, StoreError> {
            let bytes = meta::need(db, name)?.try_into().map_err(|_| StoreError::Damaged(Damage::Values))?;
            Ok(i64::from_be_bytes(bytes))
        };
        Ok(Some(GrantFile {
            number: count(number("grant_number")?)?,
            time: Moment(number("grant_time")?),
            name: meta::need_text(db, "grant_name")?,
            bytes,
        }))
    }

    /// The earliest that it can be, by what a centre has signed (docs/THREAT-MODEL.md C1); 1970 where nothing came yet.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn trusted_floor(&self) -> Result<Moment, StoreError> {
        let newest: Option<i64> =
            self.db().prepare_cached("SELECT max(time_ms) FROM receipt")?.query_row((), |row| row.get(0))?;
        let granted = self.grant_file()?.map(|file| file.time);
        Ok(newest.map(Moment).into_iter().chain(granted).max().unwrap_or_default())
    }

    /// How an epoch follows from the one that was enrolled: statements with the signatures of the keys before, from the second
    /// epoch to this one.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn certificates(&self, upto: u32) -> Result<Vec<(Vec<u8>, String)>, StoreError> {
        let all = epoch::all(self.db())?;
        let mut certificates = Vec::new();
        for ((_, before), (epoch, _)) in all.iter().zip(all.iter().skip(1)) {
            if epoch.number > upto {
                break;
            }
            let damaged = || StoreError::Damaged(Damage::Values);
            let (statement, _) = epoch.statement.as_ref().ok_or_else(damaged)?;
            let comment = format!("tramso-epoch/1 {} {}", self.identity.station, epoch.id);
            let key = SigningKey::from_seed(before).map_err(|_| damaged())?;
            let signature = key.sign(statement, &comment).map_err(|_| damaged())?;
            certificates.push((statement.clone(), signature));
        }
        Ok(certificates)
    }
}

impl ReceiptContent {
    fn names(&self, bundle: &BundleId) -> bool {
        self.held.contains(bundle) || self.quarantined.contains(bundle) || self.of_parted(bundle).is_some()
    }

    /// Whether another bundle of this number is on the branch that counts.
    fn holds_instead_of(&self, bundle: &BundleId) -> bool {
        self.held.iter().any(|held| held.0 == bundle.0 && held.1 != bundle.1)
    }

    /// Answers to the records of a bundle that is held on another branch.
    fn of_parted(&self, bundle: &BundleId) -> Option<&RecordAnswers> {
        self.parted.iter().find(|(parted, _)| parted == bundle).map(|(_, answers)| answers)
    }

    /// Answers to the records of a bundle, on either branch; none where nothing can be meant for it.
    fn answers_to(&self, bundle: &BundleId) -> Option<&RecordAnswers> {
        self.of_parted(bundle).or_else(|| self.held.contains(bundle).then_some(&self.answers))
    }
}

fn own_bundles(db: &Connection, epoch: u32) -> Result<Vec<OwnBundle>, StoreError> {
    let mut select = db.prepare_cached("SELECT seq, digest, first, last FROM bundle WHERE epoch = ?1 ORDER BY seq")?;
    let rows = select.query_and_then([epoch], |row| {
        let records = count(row.get(2)?)?..=count(row.get(3)?)?;
        Ok(OwnBundle { id: (row.get(0)?, row.get(1)?), records })
    })?;
    rows.collect()
}

/// Keeps a receipt as the newest of its epoch.
fn write_receipt(
    db: &Connection,
    epoch: u32,
    receipt: &ReceiptContent,
    (bytes, taken): (&[u8], Moment),
) -> Result<(), StoreError> {
    db.execute(
        "INSERT INTO receipt (epoch, number, time_ms, taken_ms, ack_upto, judged_upto, bytes)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (epoch) DO UPDATE SET number = excluded.number, time_ms = excluded.time_ms,
           taken_ms = excluded.taken_ms, ack_upto = excluded.ack_upto, judged_upto = excluded.judged_upto,
           bytes = excluded.bytes",
        rusqlite::params![
            epoch,
            whole(receipt.number)?,
            receipt.made.0,
            taken.0,
            whole(receipt.ack_upto)?,
            whole(receipt.judged_upto)?,
            bytes,
        ],
    )?;
    Ok(())
}

/// Each bundle of the epoch as this receipt names it; one that it no longer names is unknown again.
fn write_fates(
    db: &Connection,
    epoch: u32,
    own: &[OwnBundle],
    receipt: &ReceiptContent,
    taken: Moment,
) -> Result<(), StoreError> {
    let mut update = db.prepare_cached(
        "UPDATE bundle SET quarantined = ?3, parted = ?4, held_ms = CASE WHEN ?5 THEN coalesce(held_ms, ?6) END
         WHERE epoch = ?1 AND seq = ?2",
    )?;
    for OwnBundle { id, .. } in own {
        let quarantined = receipt.quarantined.contains(id);
        let parted = !quarantined && receipt.of_parted(id).is_some();
        let held = parted || !quarantined && receipt.held.contains(id);
        update.execute((epoch, id.0, quarantined, parted, held, taken.0))?;
    }
    Ok(())
}

/// Writes the answers to this station's own records; numbers outside its own bundles mean somebody else's.
fn write_answers(db: &Connection, epoch: u32, own: &[OwnBundle], receipt: &ReceiptContent) -> Result<(), StoreError> {
    db.execute("DELETE FROM answer WHERE epoch = ?1", [epoch])?;
    let mut rejected = db.prepare_cached("INSERT INTO answer (epoch, n, rejected) VALUES (?1, ?2, ?3)")?;
    let mut erase = db.prepare_cached(
        "INSERT INTO answer (epoch, n, erase) VALUES (?1, ?2, 1) ON CONFLICT (epoch, n) DO UPDATE SET erase = 1",
    )?;
    for OwnBundle { id, records } in own {
        let Some(answers) = receipt.answers_to(id) else { continue };
        for (number, reason) in answers.rejected.iter().filter(|(number, _)| records.contains(number)) {
            rejected.execute((epoch, whole(*number)?, reason))?;
        }
        for number in answers.erase.iter().filter(|number| records.contains(number)) {
            erase.execute((epoch, whole(*number)?))?;
        }
    }
    Ok(())
}

/// Name of the newest generation of which a receipt was applied.
const GENERATION: &str = "centre_generation";

/// The newest generation of which a receipt was applied; 1 before there was another.
fn generation(db: &Connection) -> Result<u64, StoreError> {
    let Some(bytes) = meta::get(db, GENERATION)? else { return Ok(1) };
    let bytes = bytes.try_into().map_err(|_| StoreError::Damaged(Damage::Values))?;
    Ok(u64::from_be_bytes(bytes))
}

/// What earlier generations have confirmed holds no longer: every bundle is unknown until a receipt of this generation names it. The
/// receipts stay for their times; each of this generation is newer than they are.
fn begin_generation(db: &Connection, generation: u64) -> Result<(), StoreError> {
    meta::set(db, GENERATION, &generation.to_be_bytes())?;
    db.execute("UPDATE receipt SET number = 0, ack_upto = 0, judged_upto = 0", ())?;
    db.execute("UPDATE bundle SET held_ms = NULL, quarantined = 0, parted = 0", ())?;
    by_mouth::forget(db)
}

fn held_records(db: &Connection, epoch: u32) -> Result<u64, StoreError> {
    let sql = "SELECT coalesce(sum(last - first + 1), 0) FROM bundle WHERE epoch = ?1 AND held_ms IS NOT NULL";
    count(db.prepare_cached(sql)?.query_row([epoch], |row| row.get(0))?)
}

fn line(row: &Row<'_>) -> Result<ReceiptLine, StoreError> {
    Ok(ReceiptLine {
        epoch: row.get(0)?,
        number: count(row.get(1)?)?,
        made: Moment(row.get(2)?),
        taken: Moment(row.get(3)?),
        ack_upto: count(row.get(4)?)?,
        judged_upto: count(row.get(5)?)?,
    })
}
