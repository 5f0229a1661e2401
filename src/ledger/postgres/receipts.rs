use super::{row::RowReader, tx::PostgresTx};
use crate::{
    domain::{EpochId, StationId},
    ledger::{
        LedgerError, ReceiptRow, Receipts,
        receipts::{COLUMNS, SELECT},
    },
};
use std::sync::LazyLock;
use tokio_postgres::Row;

static ADD: LazyLock<String> = LazyLock::new(|| COLUMNS.insert_into("receipt", '$'));

impl Receipts for PostgresTx<'_, '_> {
    fn add_receipt(&mut self, row: &ReceiptRow) -> Result<(), LedgerError> {
        let number = self.link.signed(row.number)?;
        let generation = self.link.signed(row.generation)?;
        let (station, epoch) = (row.station.as_str(), row.epoch.as_str());
        self.link.run(&ADD, &[&station, &epoch, &number, &row.made.0, &row.bytes, &generation])
    }

    fn receipt(&mut self, station: &StationId, number: u64) -> Result<Option<ReceiptRow>, LedgerError> {
        let sql = format!("{} WHERE kiosk = $1 AND number = $2", *SELECT);
        let number = self.link.signed(number)?;
        self.link.row(&sql, &[&station.as_str(), &number], receipt_row)
    }

    fn newest_receipt(&mut self, station: &StationId, epoch: &EpochId) -> Result<Option<ReceiptRow>, LedgerError> {
        let sql = format!("{} WHERE kiosk = $1 AND epoch = $2 ORDER BY number DESC LIMIT 1", *SELECT);
        self.link.row(&sql, &[&station.as_str(), &epoch.as_str()], receipt_row)
    }
}

fn receipt_row(row: &Row) -> Result<ReceiptRow, LedgerError> {
    let mut row = RowReader::new(row);
    Ok(ReceiptRow {
        station: row.id()?,
        epoch: row.id()?,
        number: row.number()?,
        made: row.get()?,
        bytes: row.get()?,
        generation: row.number()?,
    })
}
