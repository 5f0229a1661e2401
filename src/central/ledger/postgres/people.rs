use super::{
    super::{LedgerError, number::read, word::Word},
    link::{Link, Value},
    tx::{bytes, get},
};
use crate::{
    crypto::{Secret, open_row, seal_row},
    domain::PersonKey,
    intake::{AppOn, PersonRow, Standing},
};
use tokio_postgres::{Row, types::Type};

const PERSON: &str =
    "SELECT key, unit, village, work_unit, work, registered, finished, valid, topics, attempts, score, seconds,
  one_touch, app, withdrawn, stations, waits, signals, facts FROM person";

const TYPES: [Type; 19] = [
    Type::BYTEA,
    Type::TEXT,
    Type::TEXT,
    Type::TEXT,
    Type::TEXT,
    Type::INT4,
    Type::INT4,
    Type::INT4,
    Type::INT8,
    Type::INT2,
    Type::INT2,
    Type::INT8,
    Type::BOOL,
    Type::TEXT,
    Type::BOOL,
    Type::INT4,
    Type::INT8,
    Type::INT8,
    Type::BYTEA,
];

/// A person in the types of the columns.
struct Columns<'p> {
    key: &'p [u8],
    standing: &'p Standing,
    work_unit: Option<&'p str>,
    work: Option<&'p str>,
    topics: i64,
    attempts: i16,
    score: Option<i16>,
    seconds: Option<i64>,
    app: Option<&'static str>,
    stations: i32,
    waits: i64,
    signals: i64,
    sealed: Vec<u8>,
}

pub(super) fn add(link: &mut Link<'_>, seal: &Secret<32>, rows: &[PersonRow]) -> Result<Vec<PersonKey>, LedgerError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    stage(link, seal, rows)?;
    let sql = "INSERT INTO person (key, unit, village, work_unit, work, registered, finished, valid, topics, attempts, score, seconds,
        one_touch, app, withdrawn, stations, waits, signals, facts)
      SELECT key, unit, village, work_unit, work, registered, finished, valid, topics, attempts, score, seconds, one_touch, app,
        withdrawn, stations, waits, signals, facts FROM arrived ORDER BY key
      ON CONFLICT (key) DO NOTHING RETURNING key";
    let added = link.rows(sql, &[])?;
    let mut added = added.iter().map(|row| Ok(PersonKey(bytes(row, 0)?))).collect::<Result<Vec<_>, LedgerError>>()?;
    added.sort_unstable();
    let mut there: Vec<PersonKey> =
        rows.iter().map(|row| row.key).filter(|key| added.binary_search(key).is_err()).collect();
    there.sort_unstable();
    Ok(there)
}

pub(super) fn of_keys(
    link: &mut Link<'_>,
    seal: &Secret<32>,
    keys: &[PersonKey],
    locks: bool,
) -> Result<Vec<PersonRow>, LedgerError> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let lock = if locks { " FOR UPDATE" } else { "" };
    let keys: Vec<&[u8]> = keys.iter().map(|key| key.0.as_slice()).collect();
    let rows = link.rows(&format!("{PERSON} WHERE key = ANY($1) ORDER BY key{lock}"), &[&keys])?;
    rows.iter().map(|row| person_row(row, seal)).collect()
}

pub(super) fn set(link: &mut Link<'_>, seal: &Secret<32>, rows: &[PersonRow]) -> Result<(), LedgerError> {
    if rows.is_empty() {
        return Ok(());
    }
    stage(link, seal, rows)?;
    let sql = "UPDATE person SET unit = new.unit, village = new.village, work_unit = new.work_unit, work = new.work,
        registered = new.registered, finished = new.finished, valid = new.valid, topics = new.topics, attempts = new.attempts,
        score = new.score, seconds = new.seconds, one_touch = new.one_touch, app = new.app, withdrawn = new.withdrawn,
        stations = new.stations, waits = new.waits, signals = new.signals, facts = new.facts
      FROM arrived AS new WHERE person.key = new.key";
    link.run(sql, &[])?;
    Ok(())
}

pub(super) fn who_wait(
    link: &mut Link<'_>,
    bits: u32,
    after: Option<PersonKey>,
    most: u32,
) -> Result<Vec<PersonKey>, LedgerError> {
    let sql = "SELECT key FROM person WHERE waits <> 0 AND waits & $1 <> 0 AND key > $2 ORDER BY key LIMIT $3";
    let rows = link.rows(sql, &[&i64::from(bits), &behind(&after), &i64::from(most)])?;
    rows.iter().map(|row| Ok(PersonKey(bytes(row, 0)?))).collect()
}

pub(super) fn everybody(
    link: &mut Link<'_>,
    seal: &Secret<32>,
    after: Option<PersonKey>,
    most: u32,
) -> Result<Vec<PersonRow>, LedgerError> {
    let sql = format!("{PERSON} WHERE key > $1 ORDER BY key LIMIT $2");
    let rows = link.rows(&sql, &[&behind(&after), &i64::from(most)])?;
    rows.iter().map(|row| person_row(row, seal)).collect()
}

/// All keys lie behind the empty one.
fn behind(after: &Option<PersonKey>) -> &[u8] {
    after.as_ref().map_or(&[], |key| key.0.as_slice())
}

/// Sends people to the connection's staging table, in order of their keys.
fn stage(link: &mut Link<'_>, seal: &Secret<32>, rows: &[PersonRow]) -> Result<(), LedgerError> {
    if link.is_staged {
        link.say("TRUNCATE arrived")?;
    }
    link.is_staged = true;
    let mut rows: Vec<&PersonRow> = rows.iter().collect();
    rows.sort_unstable_by_key(|row| row.key);
    let columns = rows.into_iter().map(|row| Columns::of(row, seal)).collect::<Result<Vec<_>, _>>()?;
    let sql = "COPY arrived (key, unit, village, work_unit, work, registered, finished, valid, topics, attempts, score, seconds,
      one_touch, app, withdrawn, stations, waits, signals, facts) FROM STDIN (FORMAT binary)";
    link.copy(sql, &TYPES, &columns, Columns::values)
}

impl<'p> Columns<'p> {
    fn of(row: &'p PersonRow, seal: &Secret<32>) -> Result<Self, LedgerError> {
        let standing = &row.standing;
        let work = standing.work.as_ref();
        Ok(Self {
            key: &row.key.0,
            standing,
            work_unit: work.and_then(|(unit, _)| unit.as_deref()),
            work: work.map(|(_, name)| name.as_str()),
            topics: standing.topics.into(),
            attempts: standing.attempts.into(),
            score: standing.score.map(i16::from),
            seconds: standing.seconds.map(i64::from),
            app: standing.app.map(Word::word),
            stations: standing.stations.into(),
            waits: standing.waits.into(),
            signals: standing.signals.into(),
            sealed: seal_row(seal, &row.key.0, &row.facts).map_err(|_| LedgerError::Damaged("facts"))?,
        })
    }

    fn values<'v>(&'v self, list: &mut Vec<Value<'v>>) {
        let standing = self.standing;
        let all: [Value<'v>; 19] = [
            &self.key,
            &standing.unit,
            &standing.village,
            &self.work_unit,
            &self.work,
            &standing.registered,
            &standing.finished,
            &standing.valid,
            &self.topics,
            &self.attempts,
            &self.score,
            &self.seconds,
            &standing.one_touch,
            &self.app,
            &standing.withdrawn,
            &self.stations,
            &self.waits,
            &self.signals,
            &self.sealed,
        ];
        list.extend(all);
    }
}

fn person_row(row: &Row, seal: &Secret<32>) -> Result<PersonRow, LedgerError> {
    let key = PersonKey(bytes(row, 0)?);
    let work_unit = get(row, 3)?;
    let work: Option<String> = get(row, 4)?;
    let seconds: Option<i64> = get(row, 11)?;
    let app: Option<&str> = get(row, 13)?;
    let standing = Standing {
        unit: get(row, 1)?,
        village: get(row, 2)?,
        work: work.map(|name| (work_unit, name)),
        registered: get(row, 5)?,
        finished: get(row, 6)?,
        valid: get(row, 7)?,
        topics: read(get(row, 8)?)?,
        attempts: read(get::<i16>(row, 9)?.into())?,
        score: get::<Option<i16>>(row, 10)?.map(|score| read(score.into())).transpose()?,
        seconds: seconds.map(read).transpose()?,
        one_touch: get(row, 12)?,
        app: app.map(AppOn::of).transpose()?,
        withdrawn: get(row, 14)?,
        stations: read(get::<i32>(row, 15)?.into())?,
        waits: read(get(row, 16)?)?,
        signals: read(get(row, 17)?)?,
    };
    let facts = open_row(seal, &key.0, get(row, 18)?).map_err(|_| LedgerError::Damaged("facts"))?;
    Ok(PersonRow { key, standing, facts })
}
