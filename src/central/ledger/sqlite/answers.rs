//! What goes back to a station: receipts, what does not count, what is to be erased.

use super::super::{
    LedgerError,
    number::{kept, read},
};
use crate::intake::{ReceiptRow, RejectionRow};
use rusqlite::{Connection, Row, params};

pub(super) fn add_rejections(db: &Connection, rows: &[RejectionRow]) -> Result<(), LedgerError> {
    let sql = "INSERT INTO rejection (kiosk, epoch, number, reason) VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT (kiosk, epoch, number) DO NOTHING";
    let mut insert = db.prepare_cached(sql)?;
    for row in rows {
        insert.execute(params![row.kiosk, row.epoch, kept(row.number)?, row.reason])?;
    }
    Ok(())
}

pub(super) fn remove_rejections(db: &Connection, records: &[(String, String, u64)]) -> Result<(), LedgerError> {
    let mut delete = db.prepare_cached("DELETE FROM rejection WHERE kiosk = ?1 AND epoch = ?2 AND number = ?3")?;
    for (kiosk, epoch, number) in records {
        delete.execute(params![kiosk, epoch, kept(*number)?])?;
    }
    Ok(())
}

pub(super) fn rejections(db: &Connection, kiosk: &str, epoch: &str) -> Result<Vec<RejectionRow>, LedgerError> {
    let sql = "SELECT kiosk, epoch, number, reason FROM rejection WHERE kiosk = ?1 AND epoch = ?2 ORDER BY number";
    let mut find = db.prepare_cached(sql)?;
    let rows = find.query_and_then([kiosk, epoch], |row| {
        Ok(RejectionRow { kiosk: row.get(0)?, epoch: row.get(1)?, number: read(row.get(2)?)?, reason: row.get(3)? })
    })?;
    rows.collect()
}

pub(super) fn add_receipt(db: &Connection, row: &ReceiptRow) -> Result<(), LedgerError> {
    let sql = "INSERT INTO receipt (kiosk, number, epoch, made_ms, bytes) VALUES (?1, ?2, ?3, ?4, ?5)";
    let number = kept(row.number)?;
    db.prepare_cached(sql)?.execute(params![row.kiosk, number, row.epoch, row.made_ms, row.bytes])?;
    Ok(())
}

pub(super) fn receipt(db: &Connection, kiosk: &str, number: u64) -> Result<Option<ReceiptRow>, LedgerError> {
    let sql = "SELECT kiosk, epoch, number, made_ms, bytes FROM receipt WHERE kiosk = ?1 AND number = ?2";
    let mut find = db.prepare_cached(sql)?;
    let mut rows = find.query(params![kiosk, kept(number)?])?;
    rows.next()?.map(receipt_row).transpose()
}

pub(super) fn newest_receipt(db: &Connection, kiosk: &str, epoch: &str) -> Result<Option<ReceiptRow>, LedgerError> {
    let sql = "SELECT kiosk, epoch, number, made_ms, bytes FROM receipt WHERE kiosk = ?1 AND epoch = ?2
      ORDER BY number DESC LIMIT 1";
    let mut find = db.prepare_cached(sql)?;
    let mut rows = find.query([kiosk, epoch])?;
    rows.next()?.map(receipt_row).transpose()
}

pub(super) fn add_erasures(db: &Connection, records: &[(String, String, u64)]) -> Result<(), LedgerError> {
    let sql =
        "INSERT INTO erasure (kiosk, epoch, number) VALUES (?1, ?2, ?3) ON CONFLICT (kiosk, epoch, number) DO NOTHING";
    let mut insert = db.prepare_cached(sql)?;
    for (kiosk, epoch, number) in records {
        insert.execute(params![kiosk, epoch, kept(*number)?])?;
    }
    Ok(())
}

pub(super) fn erasures(db: &Connection, kiosk: &str, epoch: &str) -> Result<Vec<u64>, LedgerError> {
    let sql = "SELECT number FROM erasure WHERE kiosk = ?1 AND epoch = ?2 ORDER BY number";
    let mut find = db.prepare_cached(sql)?;
    let rows = find.query_and_then([kiosk, epoch], |row| read(row.get(0)?))?;
    rows.collect()
}

fn receipt_row(row: &Row<'_>) -> Result<ReceiptRow, LedgerError> {
    Ok(ReceiptRow {
        kiosk: row.get(0)?,
        epoch: row.get(1)?,
        number: read(row.get(2)?)?,
        made_ms: row.get(3)?,
        bytes: row.get(4)?,
    })
}
