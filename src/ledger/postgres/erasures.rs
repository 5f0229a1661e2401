use super::{row::RowReader, tx::PostgresTx};
use crate::domain::{EpochId, StationId};
use crate::ledger::{Erasures, LedgerError, RecordId};

impl Erasures for PostgresTx<'_, '_> {
    fn add_erasures(&mut self, records: &[RecordId]) -> Result<(), LedgerError> {
        if records.is_empty() {
            return Ok(());
        }
        let mut records = records.to_vec();
        records.sort_unstable();
        let bundles: Vec<i64> = records.iter().map(|record| record.bundle).collect();
        let numbers: Result<Vec<i64>, _> = records.iter().map(|record| self.link.signed(record.number)).collect();
        let sql = "INSERT INTO erasure (bundle, number) SELECT * FROM unnest($1::int8[], $2::int8[])
          ON CONFLICT (bundle, number) DO NOTHING";
        self.link.run(sql, &[&bundles, &numbers?])
    }

    fn erasures(&mut self, station: &StationId, epoch: &EpochId) -> Result<Vec<RecordId>, LedgerError> {
        let sql = "SELECT bundle, number FROM bundle JOIN erasure ON erasure.bundle = bundle.id
          WHERE kiosk = $1 AND epoch = $2 ORDER BY bundle, number";
        self.link.rows(sql, &[&station.as_str(), &epoch.as_str()], |row| {
            let mut row = RowReader::new(row);
            Ok(RecordId { bundle: row.get()?, number: row.number()? })
        })
    }
}
