use super::{row::RowReader, tx::PostgresTx};
use crate::{
    domain::Moment,
    ledger::{GuessRow, Guesses, LedgerError},
};

impl Guesses for PostgresTx<'_, '_> {
    fn guesses(&mut self, subjects: &[[u8; 32]]) -> Result<Vec<GuessRow>, LedgerError> {
        let mut subjects: Vec<&[u8]> = subjects.iter().map(<[u8; 32]>::as_slice).collect();
        subjects.sort_unstable();
        subjects.dedup();
        if self.locks {
            // A row that is not there cannot be locked: it is made first, always in the same order.
            let sql = "INSERT INTO guess (subject, wrong, until_ms)
              SELECT subject, 0, $2 FROM unnest($1::bytea[]) AS subject ORDER BY subject
              ON CONFLICT (subject) DO NOTHING";
            self.link.run(sql, &[&subjects, &Moment::MIN.0])?;
        }
        let sql = format!(
            "SELECT subject, wrong, until_ms FROM guess WHERE subject = ANY($1) ORDER BY subject{}",
            self.locked(" FOR UPDATE")
        );
        self.link.rows(&sql, &[&subjects], |row| {
            let mut row = RowReader::new(row);
            Ok(GuessRow { subject: row.bytes()?, wrong: row.number()?, until: row.get()? })
        })
    }

    fn set_guess(&mut self, row: &GuessRow) -> Result<(), LedgerError> {
        let sql = "INSERT INTO guess (subject, wrong, until_ms) VALUES ($1, $2, $3)
          ON CONFLICT (subject) DO UPDATE SET wrong = excluded.wrong, until_ms = excluded.until_ms";
        self.link.run(sql, &[&row.subject.as_slice(), &i64::from(row.wrong), &row.until.0])
    }

    fn clear_guesses(&mut self, before: Moment) -> Result<(), LedgerError> {
        // What another transaction holds is left to it: two that clear would wait for each other.
        let sql = "DELETE FROM guess WHERE subject IN
          (SELECT subject FROM guess WHERE until_ms < $1 LIMIT 1000 FOR UPDATE SKIP LOCKED)";
        self.link.run(sql, &[&before.0])
    }
}
