use super::{row::RowReader, tx::PostgresTx};
use crate::ledger::{LedgerError, Settings};

impl Settings for PostgresTx<'_, '_> {
    fn setting(&mut self, name: &str) -> Result<Option<Vec<u8>>, LedgerError> {
        let sql = format!("SELECT value FROM setting WHERE name = $1{}", self.locked(" FOR SHARE"));
        self.link.row(&sql, &[&name], |row| RowReader::new(row).get())
    }

    fn set_setting(&mut self, name: &str, value: &[u8]) -> Result<(), LedgerError> {
        let sql = "INSERT INTO setting (name, value) VALUES ($1, $2)
          ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        self.link.run(sql, &[&name, &value])
    }
}
