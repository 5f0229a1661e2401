use super::{row::RowReader, tx::SqliteTx};
use crate::{
    domain::StationId,
    ledger::{
        LedgerError, RecordedActor, SheetRow, Sheets,
        count::{signed, unsigned},
        sheets::{COLUMNS, ORDER, SELECT},
    },
};
use rusqlite::{Row, params};
use std::sync::LazyLock;

static ADD: LazyLock<String> =
    LazyLock::new(|| COLUMNS.insert_into("sheet", '?') + " ON CONFLICT (bundle, number) DO NOTHING");
/// Sheets of a unit's stations, or of all.
const OF: &str = "(?1 IS NULL OR kiosk IN (SELECT kiosk FROM kiosk WHERE commune = ?1))";

impl Sheets for SqliteTx<'_> {
    fn add_sheets(&mut self, rows: &[SheetRow]) -> Result<(), LedgerError> {
        self.each(&ADD, rows, |insert, row| {
            insert.execute(params![
                row.bundle,
                signed(row.number)?,
                row.station.as_str(),
                row.batch,
                row.serial,
                row.drawn,
                row.finding.map(|finding| finding.as_str()),
                row.places,
                row.found,
                row.found_by.as_ref().map(RecordedActor::as_str),
            ])?;
            Ok(())
        })
    }

    fn sheets(&mut self, unit: Option<&str>, most: u32) -> Result<Vec<SheetRow>, LedgerError> {
        self.rows(&format!("{} WHERE {OF} {ORDER} LIMIT ?2", *SELECT), params![unit, most], sheet_row)
    }

    fn count_open_sheets(&mut self, unit: Option<&str>) -> Result<u64, LedgerError> {
        let sql = format!("SELECT count(*) FROM sheet WHERE finding IS NULL AND {OF}");
        let count = self.row(&sql, params![unit], |row| RowReader::new(row).number())?;
        Ok(count.unwrap_or_default())
    }

    fn sheet(&mut self, id: i64) -> Result<Option<SheetRow>, LedgerError> {
        self.row(&format!("{} WHERE id = ?1", *SELECT), [id], sheet_row)
    }

    fn set_sheet(&mut self, row: &SheetRow) -> Result<(), LedgerError> {
        let sql = "UPDATE sheet SET finding = ?2, places = ?3, found_ms = ?4, found_by = ?5 WHERE id = ?1";
        let finding = row.finding.map(|finding| finding.as_str());
        let by = row.found_by.as_ref().map(RecordedActor::as_str);
        self.run(sql, params![row.id, finding, row.places, row.found, by])
    }

    fn other_sheets(&mut self, station: &StationId) -> Result<Vec<(i64, u64)>, LedgerError> {
        let sql = "SELECT bundle, number FROM sheet WHERE kiosk = ?1 AND finding IN ('differs', 'missing')
          ORDER BY bundle, number";
        self.rows(sql, [station.as_str()], |row| Ok((row.get(0)?, unsigned(row.get(1)?)?)))
    }
}

fn sheet_row(row: &Row<'_>) -> Result<SheetRow, LedgerError> {
    let mut row = RowReader::new(row);
    Ok(SheetRow {
        id: row.get()?,
        bundle: row.get()?,
        number: row.number()?,
        station: row.id()?,
        batch: row.get()?,
        serial: row.get()?,
        drawn: row.get()?,
        finding: row.optional_name()?,
        places: row.get()?,
        found: row.get()?,
        found_by: row.get::<Option<String>>()?.map(RecordedActor::from_column),
    })
}
