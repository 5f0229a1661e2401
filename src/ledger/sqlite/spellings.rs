use super::{row::RowReader, tx::SqliteTx};
use crate::ledger::{LedgerError, RecordedActor, Scope, SpellingRow, Spellings, spellings::SELECT};
use rusqlite::{Row, params};

impl Spellings for SqliteTx<'_> {
    fn put_spelling(&mut self, row: &SpellingRow) -> Result<(), LedgerError> {
        let sql =
            "INSERT INTO spelling (scope, unit, written, meant, merged_ms, merged_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
          ON CONFLICT (scope, unit, written)
          DO UPDATE SET meant = excluded.meant, merged_ms = excluded.merged_ms, merged_by = excluded.merged_by";
        let by = row.merged_by.as_str();
        self.run(sql, params![row.scope.as_str(), row.unit, row.written, row.meant, row.merged, by])
    }

    fn remove_spelling(&mut self, scope: Scope, unit: &str, written: &str) -> Result<bool, LedgerError> {
        let sql = "DELETE FROM spelling WHERE scope = ?1 AND unit = ?2 AND written = ?3 RETURNING 1";
        let gone = self.rows(sql, params![scope.as_str(), unit, written], |_| Ok(()))?;
        Ok(!gone.is_empty())
    }

    fn spellings(&mut self, unit: &str) -> Result<Vec<SpellingRow>, LedgerError> {
        self.rows(&format!("{SELECT} WHERE unit = ?1 ORDER BY scope, written"), [unit], spelling_row)
    }
}

fn spelling_row(row: &Row<'_>) -> Result<SpellingRow, LedgerError> {
    let mut row = RowReader::new(row);
    Ok(SpellingRow {
        scope: row.name()?,
        unit: row.get()?,
        written: row.get()?,
        meant: row.get()?,
        merged: row.get()?,
        merged_by: RecordedActor::from_column(row.get()?),
    })
}
