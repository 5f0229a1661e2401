//! What happened here: the audit trail, and who was refused.

use super::{link::Link, tx::get};
use crate::ledger::{LedgerError, MOST_REFUSED, RefusedRow, number::read};
use tokio_postgres::Row;

pub(super) fn note(link: &mut Link<'_>, at_ms: i64, who: &str, what: &str) -> Result<(), LedgerError> {
    link.run("INSERT INTO note (at_ms, who, what) VALUES ($1, $2, $3)", &[&at_ms, &who, &what])?;
    Ok(())
}

pub(super) fn notes(link: &mut Link<'_>, most: u32) -> Result<Vec<(i64, String, String)>, LedgerError> {
    let rows = link.rows("SELECT at_ms, who, what FROM note ORDER BY id DESC LIMIT $1", &[&i64::from(most)])?;
    rows.iter().map(|row| Ok((get(row, 0)?, get(row, 1)?, get(row, 2)?))).collect()
}

pub(super) fn note_refused(link: &mut Link<'_>, kiosk: &str, code: &str, at_ms: i64) -> Result<(), LedgerError> {
    let sql = "INSERT INTO refused (kiosk, code, times, newest_ms) VALUES ($1, $2, 1, $3)
      ON CONFLICT (kiosk, code) DO UPDATE SET times = refused.times + 1,
        newest_ms = greatest(refused.newest_ms, excluded.newest_ms)";
    // What somebody claims may be anything; PostgreSQL's texts hold no zero.
    let kiosk = kiosk.replace('\0', "\u{fffd}");
    link.run(sql, &[&kiosk, &code, &at_ms])?;
    let forget = "DELETE FROM refused WHERE (kiosk, code) IN
      (SELECT kiosk, code FROM refused ORDER BY newest_ms DESC, kiosk, code OFFSET $1)";
    link.run(forget, &[&i64::from(MOST_REFUSED)])?;
    Ok(())
}

pub(super) fn refused(link: &mut Link<'_>, most: u32) -> Result<Vec<RefusedRow>, LedgerError> {
    let sql = "SELECT kiosk, code, times, newest_ms FROM refused ORDER BY newest_ms DESC, kiosk, code LIMIT $1";
    let refused = |row: &Row| {
        Ok(RefusedRow { kiosk: get(row, 0)?, code: get(row, 1)?, times: read(get(row, 2)?)?, newest_ms: get(row, 3)? })
    };
    link.rows(sql, &[&i64::from(most)])?.iter().map(refused).collect()
}
