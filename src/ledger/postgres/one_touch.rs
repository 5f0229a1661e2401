use super::{
    row::{RowReader, key_bytes},
    tx::PostgresTx,
};
use crate::{
    domain::{Moment, PersonKey},
    ledger::{
        LedgerError, OneTouch, OneTouchImportRow, OneTouchMatchRow, OneTouchPersonRow, RecordedActor,
        one_touch::{SELECT, SELECT_MATCHES, SELECT_PEOPLE},
    },
};
use tokio_postgres::Row;

/// All people of an import in one statement: columns as arrays.
const ADD_PEOPLE: &str = "INSERT INTO one_touch_person (import, person, alias, day)
  SELECT $1::text, * FROM unnest($2::bytea[], $3::bytea[], $4::integer[])";

impl OneTouch for PostgresTx<'_, '_> {
    fn add_one_touch(&mut self, row: &OneTouchImportRow, people: &[OneTouchPersonRow]) -> Result<(), LedgerError> {
        let sql = "INSERT INTO one_touch_import (id, digest, kept_ms, kept_by, added) VALUES ($1, $2, $3, $4, $5)";
        let (digest, added) = (row.digest.as_slice(), i64::from(row.added));
        self.link.run(sql, &[&row.id, &digest, &row.kept.0, &row.kept_by.as_str(), &added])?;
        let keys: Vec<&[u8]> = people.iter().map(|one| one.person.0.as_slice()).collect();
        let aliases: Vec<Option<&[u8]>> =
            people.iter().map(|one| one.alias.as_ref().map(|alias| alias.0.as_slice())).collect();
        let days: Vec<i32> = people.iter().map(|one| one.day).collect();
        self.link.run(ADD_PEOPLE, &[&row.id, &keys, &aliases, &days])
    }

    fn one_touch_imports(&mut self) -> Result<Vec<OneTouchImportRow>, LedgerError> {
        self.link.rows(&format!("{SELECT} ORDER BY kept_ms DESC, id"), &[], import_row)
    }

    fn one_touch_people(&mut self, import: &str) -> Result<Vec<OneTouchPersonRow>, LedgerError> {
        self.link.rows(&format!("{SELECT_PEOPLE} WHERE import = $1 ORDER BY person"), &[&import], person_row)
    }

    fn one_touch_of(&mut self, people: &[PersonKey]) -> Result<Vec<OneTouchPersonRow>, LedgerError> {
        let sql = format!("{SELECT_PEOPLE} WHERE person = ANY($1) ORDER BY person, import");
        self.link.rows(&sql, &[&key_bytes(people)], person_row)
    }

    fn unfound_aliases(&mut self, aliases: &[PersonKey]) -> Result<Vec<PersonKey>, LedgerError> {
        let sql = "SELECT DISTINCT alias FROM one_touch_person WHERE alias = ANY($1) AND alias = person ORDER BY alias";
        self.link.rows(sql, &[&key_bytes(aliases)], key)
    }

    fn has_unfound_aliases(&mut self) -> Result<bool, LedgerError> {
        let sql = "SELECT 1 FROM one_touch_person WHERE alias IS NOT NULL AND alias = person LIMIT 1";
        Ok(self.link.row(sql, &[], |_| Ok(()))?.is_some())
    }

    fn move_one_touch(&mut self, from: &PersonKey, to: &PersonKey) -> Result<(), LedgerError> {
        let sql = "UPDATE one_touch_person SET person = $2 WHERE person = $1";
        self.link.run(sql, &[&from.0.as_slice(), &to.0.as_slice()])
    }

    fn move_numbered_one_touch(&mut self, from: &PersonKey, to: &PersonKey) -> Result<(), LedgerError> {
        let sql = "UPDATE one_touch_person SET person = $2 WHERE person = $1 AND alias IS NULL";
        self.link.run(sql, &[&from.0.as_slice(), &to.0.as_slice()])
    }

    fn one_touch_matches(&mut self) -> Result<Vec<OneTouchMatchRow>, LedgerError> {
        self.link.rows(SELECT_MATCHES, &[], match_row)
    }

    fn put_one_touch_match(&mut self, row: &OneTouchMatchRow) -> Result<(), LedgerError> {
        let sql =
            "INSERT INTO one_touch_match (listed, resident, same, decided_ms, decided_by) VALUES ($1, $2, $3, $4, $5)";
        let (listed, resident) = (row.listed.0.as_slice(), row.resident.0.as_slice());
        self.link.run(sql, &[&listed, &resident, &row.is_same, &row.decided.0, &row.decided_by.as_str()])
    }

    fn remove_one_touch_match(&mut self, listed: &PersonKey, resident: &PersonKey) -> Result<(), LedgerError> {
        let sql = "DELETE FROM one_touch_match WHERE listed = $1 AND resident = $2";
        self.link.run(sql, &[&listed.0.as_slice(), &resident.0.as_slice()])
    }

    fn remove_one_touch_people(&mut self, people: &[PersonKey]) -> Result<(), LedgerError> {
        self.link.run("DELETE FROM one_touch_person WHERE person = ANY($1)", &[&key_bytes(people)])
    }

    fn remove_one_touch(&mut self, import: &str) -> Result<bool, LedgerError> {
        self.link.run("DELETE FROM one_touch_person WHERE import = $1", &[&import])?;
        let gone = self.link.rows("DELETE FROM one_touch_import WHERE id = $1 RETURNING 1", &[&import], |_| Ok(()))?;
        Ok(!gone.is_empty())
    }

    fn add_gone(&mut self, aliases: &[PersonKey]) -> Result<(), LedgerError> {
        let sql = "INSERT INTO one_touch_gone (alias) SELECT unnest($1::bytea[]) ON CONFLICT DO NOTHING";
        self.link.run(sql, &[&key_bytes(aliases)])
    }

    fn gone_among(&mut self, aliases: &[PersonKey]) -> Result<Vec<PersonKey>, LedgerError> {
        let sql = "SELECT alias FROM one_touch_gone WHERE alias = ANY($1) ORDER BY alias";
        self.link.rows(sql, &[&key_bytes(aliases)], key)
    }
}

fn key(row: &Row) -> Result<PersonKey, LedgerError> {
    RowReader::new(row).bytes().map(PersonKey)
}

fn import_row(row: &Row) -> Result<OneTouchImportRow, LedgerError> {
    let mut row = RowReader::new(row);
    Ok(OneTouchImportRow {
        id: row.get()?,
        digest: row.bytes()?,
        kept: Moment(row.get()?),
        kept_by: RecordedActor::from_column(row.get()?),
        added: row.number()?,
    })
}

fn person_row(row: &Row) -> Result<OneTouchPersonRow, LedgerError> {
    let mut row = RowReader::new(row);
    let (import, person) = (row.get()?, PersonKey(row.bytes()?));
    let alias = row.get::<Option<&[u8]>>()?.map(<[u8; 32]>::try_from).transpose();
    let alias = alias.map_err(|_| LedgerError::Damaged("value"))?.map(PersonKey);
    Ok(OneTouchPersonRow { import, person, alias, day: row.get()? })
}

fn match_row(row: &Row) -> Result<OneTouchMatchRow, LedgerError> {
    let mut row = RowReader::new(row);
    Ok(OneTouchMatchRow {
        listed: PersonKey(row.bytes()?),
        resident: PersonKey(row.bytes()?),
        is_same: row.get()?,
        decided: Moment(row.get()?),
        decided_by: RecordedActor::from_column(row.get()?),
    })
}
