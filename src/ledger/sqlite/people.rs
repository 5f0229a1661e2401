use crate::{
    domain::PersonKey,
    ledger::{AppOn, LedgerError, PersonRow, Standing, word::Word},
};
use rusqlite::{CachedStatement, Connection, Row, params};

const PERSON: &str =
    "SELECT key, unit, village, work_unit, work, registered, finished, valid, topics, attempts, score, seconds,
  one_touch, app, withdrawn, stations, waits, signals, facts FROM person";

pub(super) fn add(db: &Connection, rows: &[PersonRow]) -> Result<Vec<PersonKey>, LedgerError> {
    let sql = "INSERT INTO person (key, unit, village, work_unit, work, registered, finished, valid, topics, attempts, score, seconds,
        one_touch, app, withdrawn, stations, waits, signals, facts)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19) ON CONFLICT (key) DO NOTHING";
    let mut insert = db.prepare_cached(sql)?;
    let mut there = Vec::new();
    for row in in_order(rows) {
        if run(&mut insert, row)? == 0 {
            there.push(row.key);
        }
    }
    Ok(there)
}

pub(super) fn of_keys(db: &Connection, keys: &[PersonKey]) -> Result<Vec<PersonRow>, LedgerError> {
    let mut keys: Vec<&PersonKey> = keys.iter().collect();
    keys.sort_unstable();
    keys.dedup();
    let mut find = db.prepare_cached(&format!("{PERSON} WHERE key = ?1"))?;
    let mut found = Vec::with_capacity(keys.len());
    for key in keys {
        let mut rows = find.query([key.0])?;
        found.extend(rows.next()?.map(person_row).transpose()?);
    }
    Ok(found)
}

pub(super) fn set(db: &Connection, rows: &[PersonRow]) -> Result<(), LedgerError> {
    let sql = "UPDATE person SET unit = ?2, village = ?3, work_unit = ?4, work = ?5, registered = ?6, finished = ?7, valid = ?8,
        topics = ?9, attempts = ?10, score = ?11, seconds = ?12, one_touch = ?13, app = ?14, withdrawn = ?15, stations = ?16,
        waits = ?17, signals = ?18, facts = ?19 WHERE key = ?1";
    let mut update = db.prepare_cached(sql)?;
    for row in in_order(rows) {
        run(&mut update, row)?;
    }
    Ok(())
}

pub(super) fn who_wait(
    db: &Connection,
    bits: u32,
    after: Option<PersonKey>,
    most: u32,
) -> Result<Vec<PersonKey>, LedgerError> {
    let sql = "SELECT key FROM person WHERE waits <> 0 AND waits & ?1 <> 0 AND key > ?2 ORDER BY key LIMIT ?3";
    let mut find = db.prepare_cached(sql)?;
    let rows = find.query_and_then(params![bits, behind(&after), most], |row| Ok(PersonKey(row.get(0)?)))?;
    rows.collect()
}

pub(super) fn everybody(db: &Connection, after: Option<PersonKey>, most: u32) -> Result<Vec<PersonRow>, LedgerError> {
    let mut find = db.prepare_cached(&format!("{PERSON} WHERE key > ?1 ORDER BY key LIMIT ?2"))?;
    let rows = find.query_and_then(params![behind(&after), most], person_row)?;
    rows.collect()
}

/// All keys lie behind the empty one.
fn behind(after: &Option<PersonKey>) -> &[u8] {
    after.as_ref().map_or(&[], |key| key.0.as_slice())
}

/// Neighbours lie on the same pages.
fn in_order(rows: &[PersonRow]) -> Vec<&PersonRow> {
    let mut rows: Vec<&PersonRow> = rows.iter().collect();
    rows.sort_unstable_by_key(|row| row.key);
    rows
}

fn run(statement: &mut CachedStatement<'_>, row: &PersonRow) -> Result<usize, LedgerError> {
    let standing = &row.standing;
    Ok(statement.execute(params![
        row.key.0,
        standing.unit,
        standing.village,
        standing.work.as_ref().and_then(|(unit, _)| unit.as_ref()),
        standing.work.as_ref().map(|(_, name)| name),
        standing.registered,
        standing.finished,
        standing.valid,
        standing.topics,
        standing.attempts,
        standing.score,
        standing.seconds,
        standing.one_touch,
        standing.app.map(Word::word),
        standing.withdrawn,
        standing.stations,
        standing.waits,
        standing.anomalies,
        row.facts,
    ])?)
}

fn person_row(row: &Row<'_>) -> Result<PersonRow, LedgerError> {
    let work: Option<String> = row.get(4)?;
    let work_unit = row.get(3)?;
    let app: Option<String> = row.get(13)?;
    let standing = Standing {
        unit: row.get(1)?,
        village: row.get(2)?,
        work: work.map(|name| (work_unit, name)),
        registered: row.get(5)?,
        finished: row.get(6)?,
        valid: row.get(7)?,
        topics: row.get(8)?,
        attempts: row.get(9)?,
        score: row.get(10)?,
        seconds: row.get(11)?,
        one_touch: row.get(12)?,
        app: app.as_deref().map(AppOn::of).transpose()?,
        withdrawn: row.get(14)?,
        stations: row.get(15)?,
        waits: row.get(16)?,
        anomalies: row.get(17)?,
    };
    Ok(PersonRow { key: PersonKey(row.get(0)?), standing, facts: row.get(18)? })
}
