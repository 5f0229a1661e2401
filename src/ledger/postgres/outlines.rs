use super::{row::RowReader, tx::PostgresTx};
use crate::{
    crypto::{open_row, seal_row},
    domain::{EpochId, StationId},
    ledger::{LedgerError, Outlines},
};

impl Outlines for PostgresTx<'_, '_> {
    fn add_outline(&mut self, bundle: i64, outline: &[u8]) -> Result<(), LedgerError> {
        let sealed = self.sealed_outline(bundle, outline)?;
        self.link.run("INSERT INTO bundle_outline (id, outline) VALUES ($1, $2)", &[&bundle, &sealed])
    }

    fn set_outline(&mut self, bundle: i64, outline: &[u8]) -> Result<(), LedgerError> {
        let sealed = self.sealed_outline(bundle, outline)?;
        self.link.run("UPDATE bundle_outline SET outline = $2 WHERE id = $1", &[&bundle, &sealed])
    }

    fn outlines(&mut self, station: &StationId, epoch: &EpochId) -> Result<Vec<(i64, Vec<u8>)>, LedgerError> {
        let sql =
            "SELECT id, outline FROM bundle JOIN bundle_outline USING (id) WHERE kiosk = $1 AND epoch = $2 ORDER BY id";
        let seal = self.seal;
        self.link.rows(sql, &[&station.as_str(), &epoch.as_str()], |row| {
            let mut row = RowReader::new(row);
            let id: i64 = row.get()?;
            let outline =
                open_row(seal, row_of(id).as_bytes(), row.get()?).map_err(|_| LedgerError::Damaged("outline"))?;
            Ok((id, outline))
        })
    }
}

impl PostgresTx<'_, '_> {
    fn sealed_outline(&mut self, bundle: i64, outline: &[u8]) -> Result<Vec<u8>, LedgerError> {
        let sealed =
            seal_row(self.seal, row_of(bundle).as_bytes(), outline).map_err(|_| LedgerError::Damaged("outline"));
        self.link.kept(sealed)
    }
}

/// What an outline is sealed to.
pub(super) fn row_of(bundle: i64) -> String {
    format!("outline {bundle}")
}
