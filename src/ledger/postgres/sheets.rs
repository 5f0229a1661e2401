use super::{row::RowReader, tx::PostgresTx};
use crate::{
    domain::{Moment, StationId},
    ledger::{
        LedgerError, RecordedActor, SheetRow, Sheets,
        sheets::{COLUMNS, ORDER, SELECT},
    },
};
use std::sync::LazyLock;
use tokio_postgres::Row;

static ADD: LazyLock<String> =
    LazyLock::new(|| COLUMNS.insert_into("sheet", '$') + " ON CONFLICT (bundle, number) DO NOTHING");
/// Sheets of a unit's stations, or of all.
const OF: &str = "($1::text IS NULL OR kiosk IN (SELECT kiosk FROM kiosk WHERE commune = $1))";

impl Sheets for PostgresTx<'_, '_> {
    fn add_sheets(&mut self, rows: &[SheetRow]) -> Result<(), LedgerError> {
        for row in rows {
            let number = self.link.signed(row.number)?;
            self.link.run(
                &ADD,
                &[
                    &row.bundle,
                    &number,
                    &row.station.as_str(),
                    &i64::from(row.batch),
                    &i64::from(row.serial),
                    &row.drawn.0,
                    &row.finding.map(|finding| finding.as_str()),
                    &row.places,
                    &row.found.map(|at| at.0),
                    &row.found_by.as_ref().map(RecordedActor::as_str),
                ],
            )?;
        }
        Ok(())
    }

    fn sheets(&mut self, unit: Option<&str>, most: u32) -> Result<Vec<SheetRow>, LedgerError> {
        let sql = format!("{} WHERE {OF} {ORDER} LIMIT $2", *SELECT);
        self.link.rows(&sql, &[&unit, &i64::from(most)], sheet_row)
    }

    fn count_open_sheets(&mut self, unit: Option<&str>) -> Result<u64, LedgerError> {
        let sql = format!("SELECT count(*) FROM sheet WHERE finding IS NULL AND {OF}");
        let count = self.link.row(&sql, &[&unit], |row| RowReader::new(row).number())?;
        Ok(count.unwrap_or_default())
    }

    fn sheet(&mut self, id: i64) -> Result<Option<SheetRow>, LedgerError> {
        let sql = format!("{} WHERE id = $1{}", *SELECT, self.locked(" FOR UPDATE"));
        self.link.row(&sql, &[&id], sheet_row)
    }

    fn set_sheet(&mut self, row: &SheetRow) -> Result<(), LedgerError> {
        let sql = "UPDATE sheet SET finding = $2, places = $3, found_ms = $4, found_by = $5 WHERE id = $1";
        let finding = row.finding.map(|finding| finding.as_str());
        let by = row.found_by.as_ref().map(RecordedActor::as_str);
        self.link.run(sql, &[&row.id, &finding, &row.places, &row.found.map(|at| at.0), &by])
    }

    fn other_sheets(&mut self, station: &StationId) -> Result<Vec<(i64, u64)>, LedgerError> {
        let sql = "SELECT bundle, number FROM sheet WHERE kiosk = $1 AND finding IN ('differs', 'missing')
          ORDER BY bundle, number";
        self.link.rows(sql, &[&station.as_str()], |row| {
            let mut row = RowReader::new(row);
            Ok((row.get()?, row.number()?))
        })
    }
}

fn sheet_row(row: &Row) -> Result<SheetRow, LedgerError> {
    let mut row = RowReader::new(row);
    Ok(SheetRow {
        id: row.get()?,
        bundle: row.get()?,
        number: row.number()?,
        station: row.id()?,
        batch: row.number()?,
        serial: row.number()?,
        drawn: row.get()?,
        finding: row.optional_name()?,
        places: row.get()?,
        found: row.get::<Option<i64>>()?.map(Moment),
        found_by: row.get::<Option<String>>()?.map(RecordedActor::from_column),
    })
}
