use super::{row::RowReader, tx::SqliteTx};
use crate::{
    domain::{PersonKey, UnitCode},
    ledger::{
        LedgerError, People, PersonIndex, PersonRow, ResidentRow, Residents, Standing,
        people::{COLUMNS, SELECT, SELECT_RESIDENTS},
    },
};
use rusqlite::{CachedStatement, Row, params};
use std::sync::LazyLock;

static ADD: LazyLock<String> = LazyLock::new(|| COLUMNS.insert_into("person", '?') + " ON CONFLICT (key) DO NOTHING");
static SET: LazyLock<String> = LazyLock::new(|| {
    let places: Vec<String> = COLUMNS.0.iter().zip(1..).map(|(name, at)| format!("{name} = ?{at}")).collect();
    format!("UPDATE person SET {} WHERE key = ?1", places.join(", "))
});

impl People for SqliteTx<'_> {
    fn add_people(&mut self, rows: &[PersonRow]) -> Result<Vec<PersonKey>, LedgerError> {
        let mut known = Vec::new();
        self.each(&ADD, in_order(rows), |insert, row| {
            if run(insert, row)? == 0 {
                known.push(row.key);
            }
            Ok(())
        })?;
        Ok(known)
    }

    fn people(&mut self, keys: &[PersonKey]) -> Result<Vec<PersonRow>, LedgerError> {
        let mut keys: Vec<&PersonKey> = keys.iter().collect();
        keys.sort_unstable();
        keys.dedup();
        let mut found = Vec::with_capacity(keys.len());
        self.each(&format!("{} WHERE key = ?1", *SELECT), keys, |find, key| {
            found.extend(find.query([key.0])?.next()?.map(person_row).transpose()?);
            Ok(())
        })?;
        Ok(found)
    }

    fn remove_people(&mut self, keys: &[PersonKey]) -> Result<(), LedgerError> {
        self.each("DELETE FROM person WHERE key = ?1", keys, |remove, key| {
            remove.execute([key.0])?;
            Ok(())
        })
    }

    fn set_people(&mut self, rows: &[PersonRow]) -> Result<(), LedgerError> {
        self.each(&SET, in_order(rows), |update, row| run(update, row).map(drop))
    }

    fn people_who_wait(
        &mut self,
        bits: u32,
        after: Option<PersonKey>,
        most: u32,
    ) -> Result<Vec<PersonKey>, LedgerError> {
        let sql = "SELECT key FROM person WHERE waits <> 0 AND waits & ?1 <> 0 AND key > ?2 ORDER BY key LIMIT ?3";
        self.rows(sql, params![bits, above(&after), most], |row| Ok(PersonKey(row.get(0)?)))
    }

    fn everybody(&mut self, after: Option<PersonKey>, most: u32) -> Result<Vec<PersonRow>, LedgerError> {
        let sql = format!("{} WHERE key > ?1 ORDER BY key LIMIT ?2", *SELECT);
        self.rows(&sql, params![above(&after), most], person_row)
    }

    fn each_answers(&mut self, each: &mut dyn FnMut(&[u8]) -> Result<(), LedgerError>) -> Result<(), LedgerError> {
        let sql = "SELECT answers FROM person WHERE attempts > 0";
        self.rows(sql, (), |row| each(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?)).map(drop)
    }

    fn each_resident(
        &mut self,
        unit: &UnitCode,
        each: &mut dyn FnMut(ResidentRow) -> Result<(), LedgerError>,
    ) -> Result<(), LedgerError> {
        let sql = format!("{} WHERE unit = ?1", *SELECT_RESIDENTS);
        self.rows(&sql, [unit.as_str()], |row| each(resident_row(row)?)).map(drop)
    }

    fn residents(&mut self, list: &Residents<'_>) -> Result<Vec<ResidentRow>, LedgerError> {
        let select = |condition: &str| format!("{} WHERE {condition} ORDER BY key", *SELECT_RESIDENTS);
        match list {
            Residents::Key(key) => self.rows(&select("key = ?1"), [key.0], resident_row),
            Residents::Phone(value) => self.rows(&select("phone_key = ?1"), [value], resident_row),
            Residents::Unit(unit) => self.rows(&select("unit = ?1"), [unit], resident_row),
            Residents::WorksOnly(unit) => self.rows(&select("work_unit = ?1 AND unit IS NOT ?1"), [unit], resident_row),
            Residents::Unfinished(unit) => {
                let condition = "unit = ?1 AND registered IS NOT NULL AND valid IS NULL";
                self.rows(&select(condition), [unit], resident_row)
            }
            Residents::Named { unit, values } => {
                let mut found = Vec::new();
                let sql = format!("{} WHERE unit = ?1 AND name_key = ?2", *SELECT_RESIDENTS);
                self.each(&sql, *values, |find, value| {
                    let mut rows = find.query(params![unit, value])?;
                    while let Some(row) = rows.next()? {
                        found.push(resident_row(row)?);
                    }
                    Ok(())
                })?;
                found.sort_unstable_by_key(|row| row.key);
                Ok(found)
            }
        }
    }
}

/// The lower bound of a page. Every key is above the empty one.
fn above(after: &Option<PersonKey>) -> &[u8] {
    after.as_ref().map_or(&[], |key| key.0.as_slice())
}

/// Neighbours are on the same pages of the file.
fn in_order(rows: &[PersonRow]) -> Vec<&PersonRow> {
    let mut rows: Vec<&PersonRow> = rows.iter().collect();
    rows.sort_unstable_by_key(|row| row.key);
    rows
}

fn run(statement: &mut CachedStatement<'_>, row: &PersonRow) -> Result<usize, LedgerError> {
    let standing = &row.standing;
    let work = standing.work.as_ref();
    Ok(statement.execute(params![
        row.key.0,
        standing.unit,
        standing.village,
        work.and_then(|(unit, _)| unit.as_ref()),
        work.map(|(_, name)| name),
        standing.registered,
        standing.finished,
        standing.valid,
        standing.topics,
        standing.attempts,
        standing.score,
        standing.seconds,
        standing.one_touch,
        standing.app.map(|app| app.as_str()),
        standing.withdrawn,
        standing.stations,
        standing.waits,
        standing.anomalies,
        row.facts,
        standing.on_paper,
        standing.ranked,
        standing.in_group,
        standing.story,
        standing.listed,
        row.card,
        row.index.name,
        row.index.phone,
        row.answers,
    ])?)
}

fn person_row(row: &Row<'_>) -> Result<PersonRow, LedgerError> {
    let mut facts = Vec::new();
    let mut row = RowReader::new(row);
    let (ResidentRow { key, standing, card }, index) = resident(&mut row, |row| {
        facts = row.get()?;
        Ok(())
    })?;
    let answers = row.get()?;
    Ok(PersonRow { key, standing, facts, card, index, answers })
}

fn resident_row(row: &Row<'_>) -> Result<ResidentRow, LedgerError> {
    resident(&mut RowReader::new(row), |_| Ok(())).map(|(resident, _)| resident)
}

/// Reads a row; `facts` reads what is in the place of the facts, where the query has them.
pub(super) fn resident(
    row: &mut RowReader<'_, '_>,
    facts: impl FnOnce(&mut RowReader<'_, '_>) -> Result<(), LedgerError>,
) -> Result<(ResidentRow, PersonIndex), LedgerError> {
    let key = PersonKey(row.get()?);
    let mut standing = Standing {
        unit: row.get()?,
        village: row.get()?,
        work: {
            let unit: Option<String> = row.get()?;
            row.get::<Option<String>>()?.map(|name| (unit, name))
        },
        registered: row.get()?,
        finished: row.get()?,
        valid: row.get()?,
        topics: row.get()?,
        attempts: row.get()?,
        score: row.get()?,
        seconds: row.get()?,
        one_touch: row.get()?,
        app: row.optional_name()?,
        withdrawn: row.get()?,
        stations: row.get()?,
        waits: row.get()?,
        anomalies: row.get()?,
        ..Standing::default()
    };
    facts(row)?;
    (standing.on_paper, standing.ranked) = (row.get()?, row.get()?);
    (standing.in_group, standing.story, standing.listed) = (row.get()?, row.get()?, row.get()?);
    let card = row.get()?;
    let index = PersonIndex { name: row.get()?, phone: row.get()? };
    Ok((ResidentRow { key, standing, card }, index))
}
