use super::{row::RowReader, tx::SqliteTx};
use crate::{
    domain::Moment,
    ledger::{LedgerError, Refusals, RefusedRow, refusals::MOST_REFUSED},
};
use rusqlite::params;

impl Refusals for SqliteTx<'_> {
    fn note_refused(&mut self, station: &str, code: &str, at: Moment) -> Result<(), LedgerError> {
        let sql = "INSERT INTO refused (kiosk, code, times, newest_ms) VALUES (?1, ?2, 1, ?3)
          ON CONFLICT (kiosk, code) DO UPDATE SET times = times + 1, newest_ms = max(newest_ms, excluded.newest_ms)";
        // As the other engine has it, to which the ledger may move.
        let station = station.replace('\0', "\u{fffd}");
        self.run(sql, params![station, code, at])?;
        let forget = "DELETE FROM refused WHERE (kiosk, code) IN
          (SELECT kiosk, code FROM refused ORDER BY newest_ms DESC, kiosk, code LIMIT -1 OFFSET ?1)";
        self.run(forget, [MOST_REFUSED])
    }

    fn refused(&mut self, most: u32) -> Result<Vec<RefusedRow>, LedgerError> {
        let sql = "SELECT kiosk, code, times, newest_ms FROM refused ORDER BY newest_ms DESC, kiosk, code LIMIT ?1";
        self.rows(sql, [most], |row| {
            let mut row = RowReader::new(row);
            Ok(RefusedRow { station: row.get()?, code: row.get()?, times: row.number()?, newest: row.get()? })
        })
    }
}
