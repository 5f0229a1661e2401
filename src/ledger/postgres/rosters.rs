use super::{row::RowReader, tx::PostgresTx};
use crate::{
    domain::Moment,
    ledger::{
        LedgerError, RecordedActor, RosterPersonRow, RosterRow, Rosters,
        rosters::{SELECT, SELECT_PEOPLE},
    },
};
use tokio_postgres::Row;

/// All people of a roster in one statement: columns as arrays.
const ADD_PEOPLE: &str = "INSERT INTO roster_person (roster, line, card, found)
  SELECT $1::text, * FROM unnest($2::bigint[], $3::bytea[], $4::bytea[])";

impl Rosters for PostgresTx<'_, '_> {
    fn add_roster(&mut self, row: &RosterRow, people: &[RosterPersonRow]) -> Result<(), LedgerError> {
        let sql = "INSERT INTO roster (id, unit, last_day, head, kept_ms, kept_by) VALUES ($1, $2, $3, $4, $5, $6)";
        let by = row.kept_by.as_str();
        self.link.run(sql, &[&row.id, &row.unit, &row.last_day, &row.head, &row.kept.0, &by])?;
        let lines: Vec<i64> = people.iter().map(|one| i64::from(one.line)).collect();
        let cards: Vec<&[u8]> = people.iter().map(|one| one.card.as_slice()).collect();
        let found: Vec<Option<&[u8]>> = people.iter().map(|one| one.found.as_deref()).collect();
        self.link.run(ADD_PEOPLE, &[&row.id, &lines, &cards, &found])
    }

    fn rosters(&mut self, unit: &str) -> Result<Vec<RosterRow>, LedgerError> {
        self.link.rows(&format!("{SELECT} WHERE unit = $1 ORDER BY kept_ms DESC, id"), &[&unit], roster_row)
    }

    fn roster(&mut self, id: &str) -> Result<Option<RosterRow>, LedgerError> {
        let sql = format!("{SELECT} WHERE id = $1{}", self.locked(" FOR UPDATE"));
        self.link.row(&sql, &[&id], roster_row)
    }

    fn roster_people(&mut self, id: &str) -> Result<Vec<RosterPersonRow>, LedgerError> {
        self.link.rows(&format!("{SELECT_PEOPLE} WHERE roster = $1 ORDER BY line"), &[&id], |row| {
            let mut row = RowReader::new(row);
            Ok(RosterPersonRow { roster: row.get()?, line: row.number()?, card: row.get()?, found: row.get()? })
        })
    }

    fn set_found(&mut self, id: &str, line: u32, found: Option<&[u8]>) -> Result<(), LedgerError> {
        let sql = "UPDATE roster_person SET found = $3 WHERE roster = $1 AND line = $2";
        self.link.run(sql, &[&id, &i64::from(line), &found])
    }

    fn remove_roster(&mut self, id: &str) -> Result<bool, LedgerError> {
        self.link.run("DELETE FROM roster_person WHERE roster = $1", &[&id])?;
        let gone = self.link.rows("DELETE FROM roster WHERE id = $1 RETURNING 1", &[&id], |_| Ok(()))?;
        Ok(!gone.is_empty())
    }

    fn rosters_before(&mut self, day: i32) -> Result<Vec<String>, LedgerError> {
        let sql = "SELECT id FROM roster WHERE last_day < $1 ORDER BY id";
        self.link.rows(sql, &[&day], |row| RowReader::new(row).get())
    }
}

fn roster_row(row: &Row) -> Result<RosterRow, LedgerError> {
    let mut row = RowReader::new(row);
    Ok(RosterRow {
        id: row.get()?,
        unit: row.get()?,
        last_day: row.get()?,
        head: row.get()?,
        kept: Moment(row.get()?),
        kept_by: RecordedActor::from_column(row.get()?),
    })
}
