use super::{row::RowReader, tx::SqliteTx};
use crate::{
    domain::PersonKey,
    ledger::{
        LedgerError, OneTouch, OneTouchImportRow, OneTouchMatchRow, OneTouchPersonRow, RecordedActor,
        one_touch::{SELECT, SELECT_MATCHES, SELECT_PEOPLE},
    },
};
use rusqlite::{Row, params};

impl OneTouch for SqliteTx<'_> {
    fn add_one_touch(&mut self, row: &OneTouchImportRow, people: &[OneTouchPersonRow]) -> Result<(), LedgerError> {
        let sql = "INSERT INTO one_touch_import (id, digest, kept_ms, kept_by, added) VALUES (?1, ?2, ?3, ?4, ?5)";
        self.run(sql, params![row.id, row.digest, row.kept, row.kept_by.as_str(), row.added])?;
        let sql = "INSERT INTO one_touch_person (import, person, alias, day) VALUES (?1, ?2, ?3, ?4)";
        self.each(sql, people, |insert, one| {
            insert.execute(params![one.import, one.person.0, one.alias.map(|alias| alias.0), one.day])?;
            Ok(())
        })
    }

    fn one_touch_imports(&mut self) -> Result<Vec<OneTouchImportRow>, LedgerError> {
        self.rows(&format!("{SELECT} ORDER BY kept_ms DESC, id"), (), import_row)
    }

    fn one_touch_people(&mut self, import: &str) -> Result<Vec<OneTouchPersonRow>, LedgerError> {
        self.rows(&format!("{SELECT_PEOPLE} WHERE import = ?1 ORDER BY person"), [import], person_row)
    }

    fn one_touch_of(&mut self, people: &[PersonKey]) -> Result<Vec<OneTouchPersonRow>, LedgerError> {
        let mut keys: Vec<&PersonKey> = people.iter().collect();
        keys.sort_unstable();
        keys.dedup();
        let mut found = Vec::new();
        self.each(&format!("{SELECT_PEOPLE} WHERE person = ?1 ORDER BY import"), keys, |find, key| {
            let mut rows = find.query([key.0])?;
            while let Some(row) = rows.next()? {
                found.push(person_row(row)?);
            }
            Ok(())
        })?;
        Ok(found)
    }

    fn unfound_aliases(&mut self, aliases: &[PersonKey]) -> Result<Vec<PersonKey>, LedgerError> {
        self.among("SELECT 1 FROM one_touch_person WHERE alias = ?1 AND person = ?1 LIMIT 1", aliases)
    }

    fn has_unfound_aliases(&mut self) -> Result<bool, LedgerError> {
        let sql = "SELECT 1 FROM one_touch_person WHERE alias IS NOT NULL AND alias = person LIMIT 1";
        Ok(self.row(sql, (), |_| Ok(()))?.is_some())
    }

    fn move_one_touch(&mut self, from: &PersonKey, to: &PersonKey) -> Result<(), LedgerError> {
        self.run("UPDATE one_touch_person SET person = ?2 WHERE person = ?1", params![from.0, to.0])
    }

    fn move_numbered_one_touch(&mut self, from: &PersonKey, to: &PersonKey) -> Result<(), LedgerError> {
        let sql = "UPDATE one_touch_person SET person = ?2 WHERE person = ?1 AND alias IS NULL";
        self.run(sql, params![from.0, to.0])
    }

    fn one_touch_matches(&mut self) -> Result<Vec<OneTouchMatchRow>, LedgerError> {
        self.rows(SELECT_MATCHES, (), match_row)
    }

    fn put_one_touch_match(&mut self, row: &OneTouchMatchRow) -> Result<(), LedgerError> {
        let sql =
            "INSERT INTO one_touch_match (listed, resident, same, decided_ms, decided_by) VALUES (?1, ?2, ?3, ?4, ?5)";
        self.run(sql, params![row.listed.0, row.resident.0, row.is_same, row.decided, row.decided_by.as_str()])
    }

    fn remove_one_touch_match(&mut self, listed: &PersonKey, resident: &PersonKey) -> Result<(), LedgerError> {
        self.run("DELETE FROM one_touch_match WHERE listed = ?1 AND resident = ?2", params![listed.0, resident.0])
    }

    fn remove_one_touch_people(&mut self, people: &[PersonKey]) -> Result<(), LedgerError> {
        self.each("DELETE FROM one_touch_person WHERE person = ?1", people, |remove, key| {
            remove.execute([key.0])?;
            Ok(())
        })
    }

    fn remove_one_touch(&mut self, import: &str) -> Result<bool, LedgerError> {
        self.run("DELETE FROM one_touch_person WHERE import = ?1", [import])?;
        let gone = self.rows("DELETE FROM one_touch_import WHERE id = ?1 RETURNING 1", [import], |_| Ok(()))?;
        Ok(!gone.is_empty())
    }

    fn add_gone(&mut self, aliases: &[PersonKey]) -> Result<(), LedgerError> {
        self.each("INSERT INTO one_touch_gone (alias) VALUES (?1) ON CONFLICT DO NOTHING", aliases, |insert, alias| {
            insert.execute([alias.0])?;
            Ok(())
        })
    }

    fn gone_among(&mut self, aliases: &[PersonKey]) -> Result<Vec<PersonKey>, LedgerError> {
        self.among("SELECT 1 FROM one_touch_gone WHERE alias = ?1", aliases)
    }
}

impl SqliteTx<'_> {
    /// Those of these values of which a query finds a row.
    fn among(&mut self, sql: &str, values: &[PersonKey]) -> Result<Vec<PersonKey>, LedgerError> {
        let mut found = Vec::new();
        self.each(sql, values, |find, value| {
            if find.query([value.0])?.next()?.is_some() {
                found.push(*value);
            }
            Ok(())
        })?;
        Ok(found)
    }
}

fn import_row(row: &Row<'_>) -> Result<OneTouchImportRow, LedgerError> {
    let mut row = RowReader::new(row);
    Ok(OneTouchImportRow {
        id: row.get()?,
        digest: row.get()?,
        kept: row.get()?,
        kept_by: RecordedActor::from_column(row.get()?),
        added: row.get()?,
    })
}

fn person_row(row: &Row<'_>) -> Result<OneTouchPersonRow, LedgerError> {
    let mut row = RowReader::new(row);
    Ok(OneTouchPersonRow {
        import: row.get()?,
        person: PersonKey(row.get()?),
        alias: row.get::<Option<[u8; 32]>>()?.map(PersonKey),
        day: row.get()?,
    })
}

fn match_row(row: &Row<'_>) -> Result<OneTouchMatchRow, LedgerError> {
    let mut row = RowReader::new(row);
    Ok(OneTouchMatchRow {
        listed: PersonKey(row.get()?),
        resident: PersonKey(row.get()?),
        is_same: row.get()?,
        decided: row.get()?,
        decided_by: RecordedActor::from_column(row.get()?),
    })
}
