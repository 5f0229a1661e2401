use super::{row::RowReader, tx::PostgresTx};
use crate::domain::StationId;
use crate::ledger::{
    EpochRow, Epochs, LedgerError, StationKey,
    epochs::{COLUMNS, SELECT, STATION_KEYS},
};
use std::sync::LazyLock;
use tokio_postgres::Row;

static PUT: LazyLock<String> = LazyLock::new(|| {
    let (insert, set) = (COLUMNS.insert_into("epoch", '$'), COLUMNS.set_from("excluded", 2));
    format!("{insert} ON CONFLICT (kiosk, epoch) DO UPDATE SET {set}")
});

impl Epochs for PostgresTx<'_, '_> {
    fn epochs(&mut self, station: &StationId) -> Result<Vec<EpochRow>, LedgerError> {
        self.link.rows(&format!("{} WHERE kiosk = $1 ORDER BY number, epoch", *SELECT), &[&station.as_str()], epoch_row)
    }

    fn station_keys(&mut self) -> Result<Vec<StationKey>, LedgerError> {
        self.link.rows(STATION_KEYS, &[], |row| {
            let mut row = RowReader::new(row);
            Ok(StationKey { key: row.bytes()?, epoch: row.id()?, commune: row.get()? })
        })
    }

    fn put_epoch(&mut self, row: &EpochRow) -> Result<(), LedgerError> {
        let (number, key) = (i64::from(row.number), row.key.as_slice());
        self.link.run(
            &PUT,
            &[&row.station.as_str(), &row.epoch.as_str(), &number, &key, &row.why, &row.certificate, &row.confirmed],
        )
    }
}

fn epoch_row(row: &Row) -> Result<EpochRow, LedgerError> {
    let mut row = RowReader::new(row);
    Ok(EpochRow {
        station: row.id()?,
        epoch: row.id()?,
        number: row.number()?,
        key: row.bytes()?,
        why: row.get()?,
        certificate: row.get()?,
        confirmed: row.get()?,
    })
}
