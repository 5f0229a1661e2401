//! What goes back to a station: receipts, what does not count, what is to be erased.

use crate::{
    domain::{EpochId, StationId},
    ledger::{
        LedgerError, ReceiptRow, RejectionRow,
        ids::{epoch_id, station},
        number::{kept, read},
    },
};
use rusqlite::{Connection, Row, params};

pub(super) fn add_rejections(db: &Connection, rows: &[RejectionRow]) -> Result<(), LedgerError> {
    let sql = "INSERT INTO rejection (bundle, number, reason) VALUES (?1, ?2, ?3)
      ON CONFLICT (bundle, number) DO NOTHING";
    let mut insert = db.prepare_cached(sql)?;
    for row in rows {
        insert.execute(params![row.bundle, kept(row.number)?, row.reason])?;
    }
    Ok(())
}

pub(super) fn remove_rejections(db: &Connection, records: &[(i64, u64)]) -> Result<(), LedgerError> {
    let mut delete = db.prepare_cached("DELETE FROM rejection WHERE bundle = ?1 AND number = ?2")?;
    for (bundle, number) in records {
        delete.execute((bundle, kept(*number)?))?;
    }
    Ok(())
}

pub(super) fn rejections(
    db: &Connection,
    kiosk: &StationId,
    epoch: &EpochId,
) -> Result<Vec<RejectionRow>, LedgerError> {
    let sql = "SELECT bundle, number, reason FROM bundle JOIN rejection ON rejection.bundle = bundle.id
      WHERE kiosk = ?1 AND epoch = ?2 ORDER BY bundle, number";
    let mut find = db.prepare_cached(sql)?;
    let rows = find.query_and_then([kiosk.as_str(), epoch.as_str()], |row| {
        Ok(RejectionRow { bundle: row.get(0)?, number: read(row.get(1)?)?, reason: row.get(2)? })
    })?;
    rows.collect()
}

pub(super) fn add_receipt(db: &Connection, row: &ReceiptRow) -> Result<(), LedgerError> {
    let sql = "INSERT INTO receipt (kiosk, number, epoch, made_ms, bytes) VALUES (?1, ?2, ?3, ?4, ?5)";
    let number = kept(row.number)?;
    db.prepare_cached(sql)?.execute(params![row.kiosk.as_str(), number, row.epoch.as_str(), row.made_ms, row.bytes])?;
    Ok(())
}

pub(super) fn receipt(db: &Connection, kiosk: &StationId, number: u64) -> Result<Option<ReceiptRow>, LedgerError> {
    let sql = "SELECT kiosk, epoch, number, made_ms, bytes FROM receipt WHERE kiosk = ?1 AND number = ?2";
    let mut find = db.prepare_cached(sql)?;
    let mut rows = find.query(params![kiosk.as_str(), kept(number)?])?;
    rows.next()?.map(receipt_row).transpose()
}

pub(super) fn newest_receipt(
    db: &Connection,
    kiosk: &StationId,
    epoch: &EpochId,
) -> Result<Option<ReceiptRow>, LedgerError> {
    let sql = "SELECT kiosk, epoch, number, made_ms, bytes FROM receipt WHERE kiosk = ?1 AND epoch = ?2
      ORDER BY number DESC LIMIT 1";
    let mut find = db.prepare_cached(sql)?;
    let mut rows = find.query([kiosk.as_str(), epoch.as_str()])?;
    rows.next()?.map(receipt_row).transpose()
}

pub(super) fn add_erasures(db: &Connection, records: &[(i64, u64)]) -> Result<(), LedgerError> {
    let sql = "INSERT INTO erasure (bundle, number) VALUES (?1, ?2) ON CONFLICT (bundle, number) DO NOTHING";
    let mut insert = db.prepare_cached(sql)?;
    for (bundle, number) in records {
        insert.execute((bundle, kept(*number)?))?;
    }
    Ok(())
}

pub(super) fn erasures(db: &Connection, kiosk: &StationId, epoch: &EpochId) -> Result<Vec<(i64, u64)>, LedgerError> {
    let sql = "SELECT bundle, number FROM bundle JOIN erasure ON erasure.bundle = bundle.id
      WHERE kiosk = ?1 AND epoch = ?2 ORDER BY bundle, number";
    let mut find = db.prepare_cached(sql)?;
    let rows = find.query_and_then([kiosk.as_str(), epoch.as_str()], |row| Ok((row.get(0)?, read(row.get(1)?)?)))?;
    rows.collect()
}

fn receipt_row(row: &Row<'_>) -> Result<ReceiptRow, LedgerError> {
    Ok(ReceiptRow {
        kiosk: station(&row.get::<_, String>(0)?)?,
        epoch: epoch_id(&row.get::<_, String>(1)?)?,
        number: read(row.get(2)?)?,
        made_ms: row.get(3)?,
        bytes: row.get(4)?,
    })
}
