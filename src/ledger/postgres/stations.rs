use super::{row::RowReader, tx::PostgresTx};
use crate::domain::{Moment, StationId};
use crate::ledger::{
    LedgerError, StationRow, Stations, UnitStations,
    stations::{COLUMNS, SELECT, UNIT_STATIONS},
};
use std::sync::LazyLock;
use tokio_postgres::Row;

static PUT: LazyLock<String> = LazyLock::new(|| {
    let (insert, set) = (COLUMNS.insert_into("kiosk", '$'), COLUMNS.set_from("excluded", 1));
    format!("{insert} ON CONFLICT (kiosk) DO UPDATE SET {set}")
});

impl Stations for PostgresTx<'_, '_> {
    fn station(&mut self, station: &StationId) -> Result<Option<StationRow>, LedgerError> {
        let sql = format!("{} WHERE kiosk = $1{}", *SELECT, self.locked(" FOR UPDATE"));
        self.link.row(&sql, &[&station.as_str()], station_row)
    }

    fn stations(&mut self) -> Result<Vec<StationRow>, LedgerError> {
        self.link.rows(&format!("{} ORDER BY commune, village, kiosk", *SELECT), &[], station_row)
    }

    fn unit_stations(&mut self, since: Moment) -> Result<Vec<UnitStations>, LedgerError> {
        self.link.rows(&UNIT_STATIONS.replace("{}", "$1"), &[&since.0], |row| {
            let mut row = RowReader::new(row);
            Ok(UnitStations {
                unit: row.get()?,
                stations: row.number()?,
                heard: row.number()?,
                recent: row.number()?,
                newest: row.get()?,
                oldest: row.get()?,
            })
        })
    }

    fn put_station(&mut self, row: &StationRow) -> Result<(), LedgerError> {
        let (grant_number, receipts) = (self.link.signed(row.grant_number)?, self.link.signed(row.receipts)?);
        self.link.run(
            &PUT,
            &[
                &row.station.as_str(),
                &row.contest,
                &row.commune,
                &row.village,
                &row.grant,
                &grant_number,
                &row.enrolled.0,
                &row.valid_from,
                &row.valid_to,
                &i64::from(row.max_per_day),
                &row.revoked.map(|at| at.0),
                &receipts,
                &row.last_seen.map(|at| at.0),
                &i64::from(row.pack_version),
                &row.app,
                &row.wall.map(|at| at.0),
                &row.suspect,
                &row.machine_check,
            ],
        )
    }
}

fn station_row(row: &Row) -> Result<StationRow, LedgerError> {
    let mut row = RowReader::new(row);
    Ok(StationRow {
        station: row.id()?,
        contest: row.get()?,
        commune: row.get()?,
        village: row.get()?,
        grant: row.get()?,
        grant_number: row.number()?,
        enrolled: row.get()?,
        valid_from: row.get()?,
        valid_to: row.get()?,
        max_per_day: row.number()?,
        revoked: row.get()?,
        receipts: row.number()?,
        last_seen: row.get()?,
        pack_version: row.number()?,
        app: row.get()?,
        wall: row.get()?,
        suspect: row.get()?,
        machine_check: row.get()?,
    })
}
