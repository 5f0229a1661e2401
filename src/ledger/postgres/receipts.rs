use super::{row::RowReader, tx::PostgresTx};
use crate::ledger::{LedgerError, ReceiptRow, Receipts, columns::Columns};
use std::sync::LazyLock;
use tokio_postgres::Row;

const COLUMNS: Columns<5> = Columns(["kiosk", "epoch", "number", "made_ms", "bytes"]);
static SELECT: LazyLock<String> = LazyLock::new(|| format!("SELECT {} FROM receipt", COLUMNS.list()));
static ADD: LazyLock<String> = LazyLock::new(|| COLUMNS.insert_into("receipt", '$'));

impl Receipts for PostgresTx<'_, '_> {
    fn add_receipt(&mut self, row: &ReceiptRow) -> Result<(), LedgerError> {
        let number = self.link.signed(row.number)?;
        self.link.run(&ADD, &[&row.kiosk, &row.epoch, &number, &row.made, &row.bytes])
    }

    fn receipt(&mut self, kiosk: &str, number: u64) -> Result<Option<ReceiptRow>, LedgerError> {
        let sql = format!("{} WHERE kiosk = $1 AND number = $2", *SELECT);
        let number = self.link.signed(number)?;
        self.link.row(&sql, &[&kiosk, &number], receipt_row)
    }

    fn newest_receipt(&mut self, kiosk: &str, epoch: &str) -> Result<Option<ReceiptRow>, LedgerError> {
        let sql = format!("{} WHERE kiosk = $1 AND epoch = $2 ORDER BY number DESC LIMIT 1", *SELECT);
        self.link.row(&sql, &[&kiosk, &epoch], receipt_row)
    }
}

fn receipt_row(row: &Row) -> Result<ReceiptRow, LedgerError> {
    let mut row = RowReader::new(row);
    Ok(ReceiptRow { kiosk: row.get()?, epoch: row.get()?, number: row.number()?, made: row.get()?, bytes: row.get()? })
}
