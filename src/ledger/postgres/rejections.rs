use super::{row::RowReader, tx::PostgresTx};
use crate::domain::{EpochId, StationId};
use crate::ledger::{
    LedgerError, RecordId, RejectionRow, Rejections,
    rejections::{COLUMNS, SELECT},
};
use std::sync::LazyLock;

static ADD: LazyLock<String> = LazyLock::new(|| {
    let columns = COLUMNS.list();
    format!(
        "INSERT INTO rejection ({columns}) SELECT * FROM unnest($1::int8[], $2::int8[], $3::text[])
        ON CONFLICT (bundle, number) DO NOTHING"
    )
});

impl Rejections for PostgresTx<'_, '_> {
    fn add_rejections(&mut self, rows: &[RejectionRow]) -> Result<(), LedgerError> {
        if rows.is_empty() {
            return Ok(());
        }
        let mut rows: Vec<&RejectionRow> = rows.iter().collect();
        rows.sort_by_key(|row| (row.bundle, row.number));
        let bundles: Vec<i64> = rows.iter().map(|row| row.bundle).collect();
        let numbers: Result<Vec<i64>, _> = rows.iter().map(|row| self.link.signed(row.number)).collect();
        let reasons: Vec<&str> = rows.iter().map(|row| row.reason.as_str()).collect();
        self.link.run(&ADD, &[&bundles, &numbers?, &reasons])
    }

    fn remove_rejections(&mut self, records: &[RecordId]) -> Result<(), LedgerError> {
        let bundles: Vec<i64> = records.iter().map(|record| record.bundle).collect();
        let numbers: Result<Vec<i64>, _> = records.iter().map(|record| self.link.signed(record.number)).collect();
        let sql = "DELETE FROM rejection USING unnest($1::int8[], $2::int8[]) AS gone (bundle, number)
          WHERE rejection.bundle = gone.bundle AND rejection.number = gone.number";
        self.link.run(sql, &[&bundles, &numbers?])
    }

    fn rejections(&mut self, station: &StationId, epoch: &EpochId) -> Result<Vec<RejectionRow>, LedgerError> {
        let sql = format!("{} WHERE kiosk = $1 AND epoch = $2 ORDER BY bundle, number", *SELECT);
        self.link.rows(&sql, &[&station.as_str(), &epoch.as_str()], |row| {
            let mut row = RowReader::new(row);
            Ok(RejectionRow { bundle: row.get()?, number: row.number()?, reason: row.get()? })
        })
    }
}
