use super::{count::Count, row::RowReader, tx::SqliteTx};
use crate::domain::{EpochId, StationId};
use crate::ledger::{
    LedgerError, RecordId, RejectionRow, Rejections,
    rejections::{COLUMNS, SELECT},
};
use rusqlite::params;
use std::sync::LazyLock;

static ADD: LazyLock<String> =
    LazyLock::new(|| COLUMNS.insert_into("rejection", '?') + " ON CONFLICT (bundle, number) DO NOTHING");

impl Rejections for SqliteTx<'_> {
    fn add_rejections(&mut self, rows: &[RejectionRow]) -> Result<(), LedgerError> {
        self.each(&ADD, rows, |insert, row| {
            insert.execute(params![row.bundle, Count(row.number), row.reason])?;
            Ok(())
        })
    }

    fn remove_rejections(&mut self, records: &[RecordId]) -> Result<(), LedgerError> {
        let sql = "DELETE FROM rejection WHERE bundle = ?1 AND number = ?2";
        self.each(sql, records, |delete, record| {
            delete.execute((record.bundle, Count(record.number)))?;
            Ok(())
        })
    }

    fn rejections(&mut self, station: &StationId, epoch: &EpochId) -> Result<Vec<RejectionRow>, LedgerError> {
        let sql = format!("{} WHERE kiosk = ?1 AND epoch = ?2 ORDER BY bundle, number", *SELECT);
        self.rows(&sql, [station.as_str(), epoch.as_str()], |row| {
            let mut row = RowReader::new(row);
            Ok(RejectionRow { bundle: row.get()?, number: row.number()?, reason: row.get()? })
        })
    }
}
