use super::{row::RowReader, tx::PostgresTx};
use crate::{
    domain::Moment,
    ledger::{Actor, LedgerError, NoteRow, RecordedActor, Trail},
};

impl Trail for PostgresTx<'_, '_> {
    fn note(&mut self, at: Moment, who: Actor, what: &str) -> Result<(), LedgerError> {
        self.link.run("INSERT INTO note (at_ms, who, what) VALUES ($1, $2, $3)", &[&at.0, &who.as_str(), &what])
    }

    fn notes(&mut self, most: u32) -> Result<Vec<NoteRow>, LedgerError> {
        let sql = "SELECT at_ms, who, what FROM note ORDER BY id DESC LIMIT $1";
        self.link.rows(sql, &[&i64::from(most)], |row| {
            let mut row = RowReader::new(row);
            Ok(NoteRow { at: row.get()?, who: RecordedActor::from_column(row.get()?), what: row.get()? })
        })
    }
}
