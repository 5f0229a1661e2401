use super::{row::RowReader, tx::SqliteTx};
use crate::ledger::{
    LedgerError, RecordedActor, RosterPersonRow, RosterRow, Rosters,
    rosters::{SELECT, SELECT_PEOPLE},
};
use rusqlite::{Row, params};

impl Rosters for SqliteTx<'_> {
    fn add_roster(&mut self, row: &RosterRow, people: &[RosterPersonRow]) -> Result<(), LedgerError> {
        let sql = "INSERT INTO roster (id, unit, last_day, head, kept_ms, kept_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        self.run(sql, params![row.id, row.unit, row.last_day, row.head, row.kept, row.kept_by.as_str()])?;
        let sql = "INSERT INTO roster_person (roster, line, card, found) VALUES (?1, ?2, ?3, ?4)";
        self.each(sql, people, |insert, one| {
            insert.execute(params![one.roster, one.line, one.card, one.found])?;
            Ok(())
        })
    }

    fn rosters(&mut self, unit: &str) -> Result<Vec<RosterRow>, LedgerError> {
        self.rows(&format!("{SELECT} WHERE unit = ?1 ORDER BY kept_ms DESC, id"), [unit], roster_row)
    }

    fn roster(&mut self, id: &str) -> Result<Option<RosterRow>, LedgerError> {
        self.row(&format!("{SELECT} WHERE id = ?1"), [id], roster_row)
    }

    fn roster_people(&mut self, id: &str) -> Result<Vec<RosterPersonRow>, LedgerError> {
        self.rows(&format!("{SELECT_PEOPLE} WHERE roster = ?1 ORDER BY line"), [id], |row| {
            let mut row = RowReader::new(row);
            Ok(RosterPersonRow { roster: row.get()?, line: row.get()?, card: row.get()?, found: row.get()? })
        })
    }

    fn set_found(&mut self, id: &str, line: u32, found: Option<&[u8]>) -> Result<(), LedgerError> {
        self.run("UPDATE roster_person SET found = ?3 WHERE roster = ?1 AND line = ?2", params![id, line, found])
    }

    fn remove_roster(&mut self, id: &str) -> Result<bool, LedgerError> {
        self.run("DELETE FROM roster_person WHERE roster = ?1", [id])?;
        let gone = self.rows("DELETE FROM roster WHERE id = ?1 RETURNING 1", [id], |_| Ok(()))?;
        Ok(!gone.is_empty())
    }

    fn rosters_before(&mut self, day: i32) -> Result<Vec<String>, LedgerError> {
        self.rows("SELECT id FROM roster WHERE last_day < ?1 ORDER BY id", [day], |row| Ok(row.get(0)?))
    }
}

fn roster_row(row: &Row<'_>) -> Result<RosterRow, LedgerError> {
    let mut row = RowReader::new(row);
    Ok(RosterRow {
        id: row.get()?,
        unit: row.get()?,
        last_day: row.get()?,
        head: row.get()?,
        kept: row.get()?,
        kept_by: RecordedActor::from_column(row.get()?),
    })
}
