use super::{row::RowReader, tx::SqliteTx};
use crate::ledger::{LedgerError, PackRow, Packs};
use rusqlite::params;

impl Packs for SqliteTx<'_> {
    fn add_pack(&mut self, row: &PackRow) -> Result<(), LedgerError> {
        let sql = "INSERT INTO pack (contest, version, digest, bytes) VALUES (?1, ?2, ?3, ?4)
          ON CONFLICT (digest) DO NOTHING";
        self.run(sql, params![row.contest, row.version, row.digest, row.bytes])
    }

    fn packs(&mut self) -> Result<Vec<PackRow>, LedgerError> {
        let sql = "SELECT contest, version, digest FROM pack ORDER BY contest, version, digest";
        self.rows(sql, (), |row| {
            let mut row = RowReader::new(row);
            Ok(PackRow { contest: row.get()?, version: row.get()?, digest: row.get()?, bytes: Vec::new() })
        })
    }

    fn pack_bytes(&mut self, digest: &[u8; 32]) -> Result<Option<Vec<u8>>, LedgerError> {
        self.row("SELECT bytes FROM pack WHERE digest = ?1", [digest], |row| Ok(row.get(0)?))
    }
}
