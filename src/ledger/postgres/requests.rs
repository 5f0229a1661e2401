use super::{row::RowReader, tx::PostgresTx};
use crate::{
    domain::{Moment, PersonKey},
    ledger::{
        LedgerError, RecordedActor, RequestRow, Requests,
        requests::{COLUMNS, ORDER, SELECT},
    },
};
use std::sync::LazyLock;
use tokio_postgres::Row;

static ADD: LazyLock<String> = LazyLock::new(|| COLUMNS.insert_into("request", '$') + " RETURNING id");
/// Requests of a unit's people, or of all.
const OF: &str = "($1::text IS NULL OR unit = $1)";

impl Requests for PostgresTx<'_, '_> {
    fn add_request(&mut self, row: &RequestRow) -> Result<i64, LedgerError> {
        let (closed, closed_by) = closed(row);
        let id = self.link.row(
            &ADD,
            &[
                &row.person.0.as_slice(),
                &row.kind.as_str(),
                &row.unit,
                &row.asked,
                &row.due,
                &row.opened.0,
                &row.opened_by.as_str(),
                &row.outcome.map(|outcome| outcome.as_str()),
                &closed,
                &closed_by,
                &row.stations,
                &row.text,
            ],
            |row| RowReader::new(row).get(),
        )?;
        id.ok_or(LedgerError::Damaged("request"))
    }

    fn request(&mut self, id: i64) -> Result<Option<RequestRow>, LedgerError> {
        let sql = format!("{} WHERE id = $1{}", *SELECT, self.locked(" FOR UPDATE"));
        self.link.row(&sql, &[&id], request_row)
    }

    fn requests(&mut self, unit: Option<&str>, most: u32) -> Result<Vec<RequestRow>, LedgerError> {
        let sql = format!("{} WHERE {OF} {ORDER} LIMIT $2", *SELECT);
        self.link.rows(&sql, &[&unit, &i64::from(most)], request_row)
    }

    fn requests_of(&mut self, person: &PersonKey) -> Result<Vec<RequestRow>, LedgerError> {
        self.link.rows(&format!("{} WHERE person = $1 ORDER BY id", *SELECT), &[&person.0.as_slice()], request_row)
    }

    fn count_open_requests(&mut self, unit: Option<&str>, today: i32) -> Result<[u64; 2], LedgerError> {
        let sql =
            format!("SELECT count(*), count(*) FILTER (WHERE due < $2) FROM request WHERE outcome IS NULL AND {OF}");
        let count = self.link.row(&sql, &[&unit, &today], |row| {
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
        self.link.rows(&sql, &[], request_row)
    }

    fn set_request(&mut self, row: &RequestRow) -> Result<(), LedgerError> {
        let sql = "UPDATE request SET outcome = $2, closed_ms = $3, closed_by = $4, stations = $5, text = $6
          WHERE id = $1";
        let (closed, closed_by) = closed(row);
        let outcome = row.outcome.map(|outcome| outcome.as_str());
        self.link.run(sql, &[&row.id, &outcome, &closed, &closed_by, &row.stations, &row.text])
    }

    fn clear_requests(&mut self) -> Result<(), LedgerError> {
        self.link.run("UPDATE request SET text = '' WHERE length(text) > 0", &[])
    }
}

/// When and by whom it was closed, as columns.
fn closed(row: &RequestRow) -> (Option<i64>, Option<&str>) {
    (row.closed.as_ref().map(|(at, _)| at.0), row.closed.as_ref().map(|(_, who)| who.as_str()))
}

fn request_row(row: &Row) -> Result<RequestRow, LedgerError> {
    let mut row = RowReader::new(row);
    Ok(RequestRow {
        id: row.get()?,
        person: PersonKey(row.bytes()?),
        kind: row.name()?,
        unit: row.get()?,
        asked: row.get()?,
        due: row.get()?,
        opened: Moment(row.get()?),
        opened_by: RecordedActor::from_column(row.get()?),
        outcome: row.optional_name()?,
        closed: row.get::<Option<i64>>()?.map(Moment).zip(row.get::<Option<String>>()?.map(RecordedActor::from_column)),
        stations: row.get()?,
        text: row.get()?,
    })
}
