use super::{row::RowReader, tx::SqliteTx};
use crate::{
    domain::{Moment, PersonKey},
    ledger::{
        LedgerError, RecordedActor, RequestRow, Requests,
        requests::{COLUMNS, ORDER, SELECT},
    },
};
use rusqlite::{Row, params};
use std::sync::LazyLock;

static ADD: LazyLock<String> = LazyLock::new(|| COLUMNS.insert_into("request", '?'));
/// Requests of a unit's people, or of all.
const OF: &str = "(?1 IS NULL OR unit = ?1)";

impl Requests for SqliteTx<'_> {
    fn add_request(&mut self, row: &RequestRow) -> Result<i64, LedgerError> {
        let (closed, closed_by) = closed(row);
        let values = params![
            row.person.0,
            row.kind.as_str(),
            row.unit,
            row.asked,
            row.due,
            row.opened,
            row.opened_by.as_str(),
            row.outcome.map(|outcome| outcome.as_str()),
            closed,
            closed_by,
            row.stations,
            row.text,
        ];
        self.insert(&ADD, values)
    }

    fn request(&mut self, id: i64) -> Result<Option<RequestRow>, LedgerError> {
        self.row(&format!("{} WHERE id = ?1", *SELECT), [id], request_row)
    }

    fn requests(&mut self, unit: Option<&str>, most: u32) -> Result<Vec<RequestRow>, LedgerError> {
        self.rows(&format!("{} WHERE {OF} {ORDER} LIMIT ?2", *SELECT), params![unit, most], request_row)
    }

    fn requests_of(&mut self, person: &PersonKey) -> Result<Vec<RequestRow>, LedgerError> {
        self.rows(&format!("{} WHERE person = ?1 ORDER BY id", *SELECT), [person.0], request_row)
    }

    fn count_open_requests(&mut self, unit: Option<&str>, today: i32) -> Result<[u64; 2], LedgerError> {
        let sql = format!("SELECT count(*), coalesce(sum(due < ?2), 0) FROM request WHERE outcome IS NULL AND {OF}");
        let count = self.row(&sql, params![unit, today], |row| {
            let mut row = RowReader::new(row);
            Ok([row.number()?, row.number()?])
        })?;
        Ok(count.unwrap_or_default())
    }

    fn corrections(&mut self) -> Result<Vec<RequestRow>, LedgerError> {
        let sql = format!(
            "{} WHERE kind = 'correct' AND outcome = 'done' AND length(text) > 0 ORDER BY closed_ms, id",
            *SELECT
        );
        self.rows(&sql, (), request_row)
    }

    fn set_request(&mut self, row: &RequestRow) -> Result<(), LedgerError> {
        let sql = "UPDATE request SET outcome = ?2, closed_ms = ?3, closed_by = ?4, stations = ?5, text = ?6
          WHERE id = ?1";
        let (closed, closed_by) = closed(row);
        let outcome = row.outcome.map(|outcome| outcome.as_str());
        self.run(sql, params![row.id, outcome, closed, closed_by, row.stations, row.text])
    }

    fn clear_requests(&mut self) -> Result<(), LedgerError> {
        self.run("UPDATE request SET text = x'' WHERE length(text) > 0", ())
    }
}

/// When and by whom it was closed, as columns.
fn closed(row: &RequestRow) -> (Option<Moment>, Option<&str>) {
    (row.closed.as_ref().map(|(at, _)| *at), row.closed.as_ref().map(|(_, who)| who.as_str()))
}

fn request_row(row: &Row<'_>) -> Result<RequestRow, LedgerError> {
    let mut row = RowReader::new(row);
    Ok(RequestRow {
        id: row.get()?,
        person: PersonKey(row.get()?),
        kind: row.name()?,
        unit: row.get()?,
        asked: row.get()?,
        due: row.get()?,
        opened: row.get()?,
        opened_by: RecordedActor::from_column(row.get()?),
        outcome: row.optional_name()?,
        closed: row.get::<Option<Moment>>()?.zip(row.get::<Option<String>>()?.map(RecordedActor::from_column)),
        stations: row.get()?,
        text: row.get()?,
    })
}
