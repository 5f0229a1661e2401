use super::{count::Count, row::RowReader, tx::SqliteTx};
use crate::domain::{Moment, StationId};
use crate::ledger::{
    LedgerError, StationRow, Stations, UnitStations,
    stations::{COLUMNS, SELECT, UNIT_STATIONS},
};
use rusqlite::{Row, params};
use std::sync::LazyLock;

static PUT: LazyLock<String> = LazyLock::new(|| {
    let (insert, set) = (COLUMNS.insert_into("kiosk", '?'), COLUMNS.set_from("excluded", 1));
    format!("{insert} ON CONFLICT (kiosk) DO UPDATE SET {set}")
});

impl Stations for SqliteTx<'_> {
    fn station(&mut self, station: &StationId) -> Result<Option<StationRow>, LedgerError> {
        self.row(&format!("{} WHERE kiosk = ?1", *SELECT), [station.as_str()], station_row)
    }

    fn stations(&mut self) -> Result<Vec<StationRow>, LedgerError> {
        self.rows(&format!("{} ORDER BY commune, village, kiosk", *SELECT), (), station_row)
    }

    fn unit_stations(&mut self, since: Moment) -> Result<Vec<UnitStations>, LedgerError> {
        self.rows(&UNIT_STATIONS.replace("{}", "?1"), [since], |row| {
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
        let values = params![
            row.station.as_str(),
            row.contest,
            row.commune,
            row.village,
            row.grant,
            Count(row.grant_number),
            row.enrolled,
            row.valid_from,
            row.valid_to,
            row.max_per_day,
            row.revoked,
            Count(row.receipts),
            row.last_seen,
            row.pack_version,
            row.app,
            row.wall,
            row.suspect,
            row.machine_check,
        ];
        self.run(&PUT, values)
    }
}

fn station_row(row: &Row<'_>) -> Result<StationRow, LedgerError> {
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
        max_per_day: row.get()?,
        revoked: row.get()?,
        receipts: row.number()?,
        last_seen: row.get()?,
        pack_version: row.get()?,
        app: row.get()?,
        wall: row.get()?,
        suspect: row.get()?,
        machine_check: row.get()?,
    })
}
