use super::{row::RowReader, tx::PostgresTx};
use crate::{
    domain::Moment,
    ledger::{LedgerError, Refusals, RefusedRow, refusals::MOST_REFUSED},
};

impl Refusals for PostgresTx<'_, '_> {
    fn note_refused(&mut self, station: &str, code: &str, at: Moment) -> Result<(), LedgerError> {
        let sql = "INSERT INTO refused (kiosk, code, times, newest_ms) VALUES ($1, $2, 1, $3)
          ON CONFLICT (kiosk, code) DO UPDATE SET times = refused.times + 1,
            newest_ms = greatest(refused.newest_ms, excluded.newest_ms)";
        // A request may claim anything, and PostgreSQL's texts hold no zero byte.
        let station = station.replace('\0', "\u{fffd}");
        self.link.run(sql, &[&station, &code, &at.0])?;
        let forget = "DELETE FROM refused WHERE (kiosk, code) IN
          (SELECT kiosk, code FROM refused ORDER BY newest_ms DESC, kiosk, code OFFSET $1)";
        self.link.run(forget, &[&i64::from(MOST_REFUSED)])
    }

    fn refused(&mut self, most: u32) -> Result<Vec<RefusedRow>, LedgerError> {
        let sql = "SELECT kiosk, code, times, newest_ms FROM refused ORDER BY newest_ms DESC, kiosk, code LIMIT $1";
        self.link.rows(sql, &[&i64::from(most)], |row| {
            let mut row = RowReader::new(row);
            Ok(RefusedRow { station: row.get()?, code: row.get()?, times: row.number()?, newest: row.get()? })
        })
    }
}
