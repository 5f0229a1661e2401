use super::{count::Count, row::RowReader, tx::SqliteTx};
use crate::domain::{EpochId, StationId};
use crate::ledger::{Erasures, LedgerError, RecordId};

impl Erasures for SqliteTx<'_> {
    fn add_erasures(&mut self, records: &[RecordId]) -> Result<(), LedgerError> {
        let sql = "INSERT INTO erasure (bundle, number) VALUES (?1, ?2) ON CONFLICT (bundle, number) DO NOTHING";
        self.each(sql, records, |insert, record| {
            insert.execute((record.bundle, Count(record.number)))?;
            Ok(())
        })
    }

    fn erasures(&mut self, station: &StationId, epoch: &EpochId) -> Result<Vec<RecordId>, LedgerError> {
        let sql = "SELECT bundle, number FROM bundle JOIN erasure ON erasure.bundle = bundle.id
          WHERE kiosk = ?1 AND epoch = ?2 ORDER BY bundle, number";
        self.rows(sql, [station.as_str(), epoch.as_str()], |row| {
            let mut row = RowReader::new(row);
            Ok(RecordId { bundle: row.get()?, number: row.number()? })
        })
    }
}
