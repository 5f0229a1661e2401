use super::tx::SqliteTx;
use crate::ledger::{LedgerError, Settings};
use rusqlite::params;

impl Settings for SqliteTx<'_> {
    fn setting(&mut self, name: &str) -> Result<Option<Vec<u8>>, LedgerError> {
        self.row("SELECT value FROM setting WHERE name = ?1", [name], |row| Ok(row.get(0)?))
    }

    fn set_setting(&mut self, name: &str, value: &[u8]) -> Result<(), LedgerError> {
        let sql = "INSERT INTO setting (name, value) VALUES (?1, ?2)
          ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        self.run(sql, params![name, value])
    }
}
