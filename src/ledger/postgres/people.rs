use super::{
    copy::CopyRows,
    link::Link,
    tx::{bytes, get},
};
use crate::{
    crypto::{Secret, open_row, seal_row},
    domain::PersonKey,
    ledger::{AppOn, LedgerError, PersonRow, Standing, number::read, word::Word},
};
use tokio_postgres::Row;

const PERSON: &str =
    "SELECT key, unit, village, work_unit, work, registered, finished, valid, topics, attempts, score, seconds,
  one_touch, app, withdrawn, stations, waits, signals, facts FROM person";

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
    let mut copy = CopyRows::begin(rows.iter().map(|row| row.facts.len() + ROOM).sum());
    for row in rows {
        copy_row(&mut copy, row, seal)?;
    }
    let sql = "COPY arrived (key, unit, village, work_unit, work, registered, finished, valid, topics, attempts, score, seconds,
      one_touch, app, withdrawn, stations, waits, signals, facts) FROM STDIN (FORMAT binary)";
    link.copy(sql, copy.end())
}

/// What a row takes beside its facts, about.
const ROOM: usize = 400;
const COLUMNS: u16 = 19;

fn copy_row(copy: &mut CopyRows, row: &PersonRow, seal: &Secret<32>) -> Result<(), LedgerError> {
    let standing = &row.standing;
    let work = standing.work.as_ref();
    copy.row(COLUMNS);
    copy.value(Some(&row.key.0));
    for text in [
        standing.unit.as_deref(),
        standing.village.as_deref(),
        work.and_then(|(unit, _)| unit.as_deref()),
        work.map(|(_, name)| name.as_str()),
    ] {
        copy.value(text.map(str::as_bytes));
    }
    for day in [standing.registered, standing.finished, standing.valid] {
        copy.number(day.map(i32::to_be_bytes));
    }
    copy.number(Some(i64::from(standing.topics).to_be_bytes()));
    copy.number(Some(i16::from(standing.attempts).to_be_bytes()));
    copy.number(standing.score.map(|score| i16::from(score).to_be_bytes()));
    copy.number(standing.seconds.map(|seconds| i64::from(seconds).to_be_bytes()));
    copy.number(Some([u8::from(standing.one_touch)]));
    copy.value(standing.app.map(|app| app.word().as_bytes()));
    copy.number(Some([u8::from(standing.withdrawn)]));
    copy.number(Some(i32::from(standing.stations).to_be_bytes()));
    copy.number(Some(i64::from(standing.waits).to_be_bytes()));
    copy.number(Some(i64::from(standing.anomalies).to_be_bytes()));
    let sealed = seal_row(seal, &row.key.0, &row.facts).map_err(|_| LedgerError::Damaged("facts"))?;
    copy.value(Some(&sealed));
    Ok(())
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
        anomalies: read(get(row, 17)?)?,
    };
    let facts = open_row(seal, &key.0, get(row, 18)?).map_err(|_| LedgerError::Damaged("facts"))?;
    Ok(PersonRow { key, standing, facts })
}
