//! What happened here: the audit trail, and who was refused.

use crate::ledger::{LedgerError, MOST_REFUSED, RefusedRow, number::read};
use rusqlite::{Connection, params};

pub(super) fn note(db: &Connection, at_ms: i64, who: &str, what: &str) -> Result<(), LedgerError> {
    let sql = "INSERT INTO note (at_ms, who, what) VALUES (?1, ?2, ?3)";
    db.prepare_cached(sql)?.execute(params![at_ms, who, what])?;
    Ok(())
}

pub(super) fn notes(db: &Connection, most: u32) -> Result<Vec<(i64, String, String)>, LedgerError> {
    let mut find = db.prepare_cached("SELECT at_ms, who, what FROM note ORDER BY id DESC LIMIT ?1")?;
    let rows = find.query_and_then([most], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    rows.collect()
}

pub(super) fn note_refused(db: &Connection, kiosk: &str, code: &str, at_ms: i64) -> Result<(), LedgerError> {
    let sql = "INSERT INTO refused (kiosk, code, times, newest_ms) VALUES (?1, ?2, 1, ?3)
      ON CONFLICT (kiosk, code) DO UPDATE SET times = times + 1, newest_ms = max(newest_ms, excluded.newest_ms)";
    db.prepare_cached(sql)?.execute(params![kiosk, code, at_ms])?;
    let forget = "DELETE FROM refused WHERE (kiosk, code) IN
      (SELECT kiosk, code FROM refused ORDER BY newest_ms DESC, kiosk, code LIMIT -1 OFFSET ?1)";
    db.prepare_cached(forget)?.execute([MOST_REFUSED])?;
    Ok(())
}

pub(super) fn refused(db: &Connection, most: u32) -> Result<Vec<RefusedRow>, LedgerError> {
    let sql = "SELECT kiosk, code, times, newest_ms FROM refused ORDER BY newest_ms DESC, kiosk, code LIMIT ?1";
    let mut find = db.prepare_cached(sql)?;
    let rows = find.query_and_then([most], |row| {
        Ok(RefusedRow { kiosk: row.get(0)?, code: row.get(1)?, times: read(row.get(2)?)?, newest_ms: row.get(3)? })
    })?;
    rows.collect()
}
