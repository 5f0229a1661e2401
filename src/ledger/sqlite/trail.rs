use super::{row::RowReader, tx::SqliteTx};
use crate::{
    domain::Moment,
    ledger::{Actor, LedgerError, NoteFilter, NoteRow, RecordedActor, Trail, trail::select},
};
use rusqlite::params;

impl Trail for SqliteTx<'_> {
    fn note(&mut self, at: Moment, who: Actor, what: &str) -> Result<(), LedgerError> {
        self.run("INSERT INTO note (at_ms, who, what) VALUES (?1, ?2, ?3)", params![at, who.to_string(), what])
    }

    fn notes(&mut self, filter: &NoteFilter, most: u32) -> Result<Vec<NoteRow>, LedgerError> {
        let NoteFilter { before, who, verb, from, until } = filter;
        let values = params![before, who, verb, from, until, most];
        self.rows(&select('?'), values, |row| {
            let mut row = RowReader::new(row);
            let (id, at, who) = (row.get()?, row.get()?, RecordedActor::from_column(row.get()?));
            Ok(NoteRow { id, at, who, what: row.get()? })
        })
    }

    fn last_noted(&mut self, verb: &str) -> Result<Vec<(RecordedActor, Moment)>, LedgerError> {
        let sql = "SELECT who, max(at_ms) FROM note WHERE what = ?1 GROUP BY who ORDER BY who";
        self.rows(sql, [verb], |row| {
            let mut row = RowReader::new(row);
            Ok((RecordedActor::from_column(row.get()?), row.get()?))
        })
    }
}
