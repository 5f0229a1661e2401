use super::{row::RowReader, tx::SqliteTx};
use crate::domain::StationId;
use crate::ledger::{
    EpochRow, Epochs, LedgerError, StationKey,
    epochs::{COLUMNS, SELECT, STATION_KEYS},
};
use rusqlite::{Row, params};
use std::sync::LazyLock;

static PUT: LazyLock<String> = LazyLock::new(|| {
    let (insert, set) = (COLUMNS.insert_into("epoch", '?'), COLUMNS.set_from("excluded", 2));
    format!("{insert} ON CONFLICT (kiosk, epoch) DO UPDATE SET {set}")
});

impl Epochs for SqliteTx<'_> {
    fn epochs(&mut self, station: &StationId) -> Result<Vec<EpochRow>, LedgerError> {
        self.rows(&format!("{} WHERE kiosk = ?1 ORDER BY number, epoch", *SELECT), [station.as_str()], epoch_row)
    }

    fn station_keys(&mut self) -> Result<Vec<StationKey>, LedgerError> {
        self.rows(STATION_KEYS, [], |row| {
            let mut row = RowReader::new(row);
            Ok(StationKey { key: row.get()?, epoch: row.id()?, commune: row.get()? })
        })
    }

    fn put_epoch(&mut self, row: &EpochRow) -> Result<(), LedgerError> {
        let values = params![
            row.station.as_str(),
            row.epoch.as_str(),
            row.number,
            row.key,
            row.why,
            row.certificate,
            row.confirmed
        ];
        self.run(&PUT, values)
    }
}

fn epoch_row(row: &Row<'_>) -> Result<EpochRow, LedgerError> {
    let mut row = RowReader::new(row);
    Ok(EpochRow {
        station: row.id()?,
        epoch: row.id()?,
        number: row.get()?,
        key: row.get()?,
        why: row.get()?,
        certificate: row.get()?,
        confirmed: row.get()?,
    })
}
