use super::spool::count;
use super::{Damage, GrantFile, Store, StoreError, epoch, meta};
use crate::{crypto::minisig::SigningKey, domain::Moment};
use rusqlite::Row;

/// The newest receipt of an epoch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptLine {
    /// The epoch's number at this station.
    pub epoch: u32,
    pub number: u64,
    /// By the centre's clock.
    pub made: Moment,
    /// As this station's wall clock claimed.
    pub taken: Moment,
    pub ack_upto: u64,
    pub judged_upto: u64,
}

const COLUMNS: &str = "epoch, number, time_ms, taken_ms, ack_upto, judged_upto";

impl Store {
    /// The newest receipt that was taken, of whatever epoch.
    ///
    /// # Errors
    /// As the disk says.
    pub fn newest_receipt(&self) -> Result<Option<ReceiptLine>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM receipt ORDER BY number DESC LIMIT 1");
        let mut select = self.db().prepare_cached(&sql)?;
        let mut rows = select.query(())?;
        rows.next()?.map(line).transpose()
    }

    /// The grant that is in force, as it came; none where the station was made with its keys.
    ///
    /// # Errors
    /// As the disk says.
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

    /// The earliest that it can be, by what a centre has signed (TRUST 6.6); 1970 where nothing came yet.
    ///
    /// # Errors
    /// As the disk says.
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
    /// As the disk says.
    pub fn certificates(&self, upto: u32) -> Result<Vec<(Vec<u8>, String)>, StoreError> {
        let all = epoch::all(self.db())?;
        let mut certificates = Vec::new();
        for ((_, before), (epoch, _)) in all.iter().zip(all.iter().skip(1)) {
            if epoch.number > upto {
                break;
            }
            let damaged = || StoreError::Damaged(Damage::Values);
            let (statement, _) = epoch.statement.as_ref().ok_or_else(damaged)?;
            let comment = format!("tramso-epoch/1 {} {}", self.identity.kiosk, epoch.id);
            let key = SigningKey::from_seed(before).map_err(|_| damaged())?;
            let signature = key.sign(statement, &comment).map_err(|_| damaged())?;
            certificates.push((statement.clone(), signature));
        }
        Ok(certificates)
    }
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
