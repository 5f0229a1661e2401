use super::tx::SqliteTx;
use crate::{
    domain::{EpochId, StationId},
    ledger::{LedgerError, Outlines},
};
use rusqlite::params;

impl Outlines for SqliteTx<'_> {
    fn add_outline(&mut self, bundle: i64, outline: &[u8]) -> Result<(), LedgerError> {
        self.run("INSERT INTO bundle_outline (id, outline) VALUES (?1, ?2)", params![bundle, outline])
    }

    fn set_outline(&mut self, bundle: i64, outline: &[u8]) -> Result<(), LedgerError> {
        self.run("UPDATE bundle_outline SET outline = ?2 WHERE id = ?1", params![bundle, outline])
    }

    fn outlines(&mut self, station: &StationId, epoch: &EpochId) -> Result<Vec<(i64, Vec<u8>)>, LedgerError> {
        let sql =
            "SELECT id, outline FROM bundle JOIN bundle_outline USING (id) WHERE kiosk = ?1 AND epoch = ?2 ORDER BY id";
        self.rows(sql, [station.as_str(), epoch.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
    }
}
