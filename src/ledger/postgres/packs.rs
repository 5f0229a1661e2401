use super::{row::RowReader, tx::PostgresTx};
use crate::ledger::{LedgerError, PackRow, Packs};

impl Packs for PostgresTx<'_, '_> {
    fn add_pack(&mut self, row: &PackRow) -> Result<(), LedgerError> {
        let sql = "INSERT INTO pack (contest, version, digest, bytes) VALUES ($1, $2, $3, $4)
          ON CONFLICT (digest) DO NOTHING";
        self.link.run(sql, &[&row.contest, &i64::from(row.version), &row.digest.as_slice(), &row.bytes])
    }

    fn packs(&mut self) -> Result<Vec<PackRow>, LedgerError> {
        let sql = "SELECT contest, version, digest FROM pack ORDER BY contest, version, digest";
        self.link.rows(sql, &[], |row| {
            let mut row = RowReader::new(row);
            Ok(PackRow { contest: row.get()?, version: row.number()?, digest: row.bytes()?, bytes: Vec::new() })
        })
    }

    fn pack_bytes(&mut self, digest: &[u8; 32]) -> Result<Option<Vec<u8>>, LedgerError> {
        let sql = "SELECT bytes FROM pack WHERE digest = $1";
        self.link.row(sql, &[&digest.as_slice()], |row| RowReader::new(row).get())
    }
}
