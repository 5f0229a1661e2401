use super::{row::RowReader, tx::SqliteTx};
use crate::{
    domain::Moment,
    ledger::{GuessRow, Guesses, LedgerError},
};
use rusqlite::params;

impl Guesses for SqliteTx<'_> {
    fn guesses(&mut self, subjects: &[[u8; 32]]) -> Result<Vec<GuessRow>, LedgerError> {
        let mut subjects = subjects.to_vec();
        subjects.sort_unstable();
        subjects.dedup();
        let sql = "SELECT wrong, until_ms FROM guess WHERE subject = ?1";
        let mut found = Vec::new();
        for subject in subjects {
            let row = self.row(sql, [subject], |row| {
                let mut row = RowReader::new(row);
                Ok(GuessRow { subject, wrong: row.get()?, until: row.get()? })
            })?;
            found.push(row.unwrap_or(GuessRow { subject, wrong: 0, until: Moment::MIN }));
        }
        Ok(found)
    }

    fn set_guess(&mut self, row: &GuessRow) -> Result<(), LedgerError> {
        let sql = "INSERT INTO guess (subject, wrong, until_ms) VALUES (?1, ?2, ?3)
          ON CONFLICT (subject) DO UPDATE SET wrong = excluded.wrong, until_ms = excluded.until_ms";
        self.run(sql, params![row.subject, row.wrong, row.until])
    }

    fn clear_guesses(&mut self, before: Moment) -> Result<(), LedgerError> {
        self.run("DELETE FROM guess WHERE until_ms < ?1", params![before])
    }
}
