use super::{count::Count, row::RowReader, tx::SqliteTx};
use crate::domain::StationId;
use crate::ledger::{KioskRow, LedgerError, Stations, columns::Columns};
use rusqlite::{Row, params};
use std::sync::LazyLock;

const COLUMNS: Columns<14> = Columns([
    "kiosk",
    "contest",
    "commune",
    "village",
    "enrolment",
    "grant_number",
    "enrolled_ms",
    "valid_from",
    "valid_to",
    "max_per_day",
    "revoked_ms",
    "receipts",
    "heard_ms",
    "pack_version",
]);
static SELECT: LazyLock<String> = LazyLock::new(|| format!("SELECT {} FROM kiosk", COLUMNS.list()));
static PUT: LazyLock<String> = LazyLock::new(|| {
    let (insert, set) = (COLUMNS.insert_into("kiosk", '?'), COLUMNS.set_from("excluded", 1));
    format!("{insert} ON CONFLICT (kiosk) DO UPDATE SET {set}")
});

impl Stations for SqliteTx<'_> {
    fn kiosk(&mut self, kiosk: &StationId) -> Result<Option<KioskRow>, LedgerError> {
        self.row(&format!("{} WHERE kiosk = ?1", *SELECT), [kiosk.as_str()], kiosk_row)
    }

    fn kiosks(&mut self) -> Result<Vec<KioskRow>, LedgerError> {
        self.rows(&format!("{} ORDER BY commune, village, kiosk", *SELECT), (), kiosk_row)
    }

    fn put_kiosk(&mut self, row: &KioskRow) -> Result<(), LedgerError> {
        let values = params![
            row.kiosk.as_str(),
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
        ];
        self.run(&PUT, values)
    }
}

fn kiosk_row(row: &Row<'_>) -> Result<KioskRow, LedgerError> {
    let mut row = RowReader::new(row);
    Ok(KioskRow {
        kiosk: row.id()?,
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
    })
}
