use super::{count::Count, row::RowReader, tx::SqliteTx};
use crate::{
    domain::{EpochId, StationId},
    ledger::{
        LedgerError, ReceiptRow, Receipts,
        receipts::{COLUMNS, SELECT},
    },
};
use rusqlite::{Row, params};
use std::sync::LazyLock;

static ADD: LazyLock<String> = LazyLock::new(|| COLUMNS.insert_into("receipt", '?'));

impl Receipts for SqliteTx<'_> {
    fn add_receipt(&mut self, row: &ReceiptRow) -> Result<(), LedgerError> {
        let (number, generation) = (Count(row.number), Count(row.generation));
        let (station, epoch) = (row.station.as_str(), row.epoch.as_str());
        self.run(&ADD, params![station, epoch, number, row.made, row.bytes, generation])
    }

    fn receipt(&mut self, station: &StationId, number: u64) -> Result<Option<ReceiptRow>, LedgerError> {
        let sql = format!("{} WHERE kiosk = ?1 AND number = ?2", *SELECT);
        self.row(&sql, params![station.as_str(), Count(number)], receipt_row)
    }

    fn newest_receipt(&mut self, station: &StationId, epoch: &EpochId) -> Result<Option<ReceiptRow>, LedgerError> {
        let sql = format!("{} WHERE kiosk = ?1 AND epoch = ?2 ORDER BY number DESC LIMIT 1", *SELECT);
        self.row(&sql, [station.as_str(), epoch.as_str()], receipt_row)
    }
}

fn receipt_row(row: &Row<'_>) -> Result<ReceiptRow, LedgerError> {
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
