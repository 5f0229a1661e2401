use super::{row::RowReader, tx::SqliteTx};
use crate::{
    domain::Moment,
    ledger::{Actor, LedgerError, NoteRow, RecordedActor, Trail},
};
use rusqlite::params;

impl Trail for SqliteTx<'_> {
    fn note(&mut self, at: Moment, who: Actor, what: &str) -> Result<(), LedgerError> {
        self.run("INSERT INTO note (at_ms, who, what) VALUES (?1, ?2, ?3)", params![at, who.as_str(), what])
    }

    fn notes(&mut self, most: u32) -> Result<Vec<NoteRow>, LedgerError> {
        self.rows("SELECT at_ms, who, what FROM note ORDER BY id DESC LIMIT ?1", [most], |row| {
            let mut row = RowReader::new(row);
            Ok(NoteRow { at: row.get()?, who: RecordedActor::from_column(row.get()?), what: row.get()? })
        })
    }
}
