use super::{Damage, StoreError};
use crate::{
    domain::{Moment, Stamp},
    record::{HelpMode, Row},
};
use rusqlite::{Connection, OptionalExtension};

/// A journal row with its circumstances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) person: i64,
    pub(super) at: Stamp,
    pub(super) shift: u64,
    pub(super) mode: HelpMode,
    pub(super) row: Row,
}

/// The length of a row that is made ahead: an answer's numbers at their longest, 117 bytes, and a little air.
const SLOT: usize = 128;
/// Format (1), person, wall clock, steady clock, boot, shift (8 each, big end first), mode and doubt (1), length of the row's
/// JSON (2).
const HEAD: usize = 44;
const FORMAT: u8 = 1;
/// Rows that are made ahead: more than the longest visit writes.
const AHEAD: i64 = 640;

/// Puts a row at its place. Within the rows made ahead this changes one page; behind them it is an ordinary insertion.
pub(super) fn put(db: &Connection, seq: i64, step: &Step) -> Result<(), StoreError> {
    let mut upsert = db.prepare_cached(
        "INSERT INTO journal (seq, body) VALUES (?1, ?2) ON CONFLICT (seq) DO UPDATE SET body = excluded.body",
    )?;
    upsert.execute((seq, write(step)?))?;
    Ok(())
}

/// Notes that a run of rows of this person begins.
pub(super) fn begin_visit(db: &Connection, person: i64, first: i64) -> Result<(), StoreError> {
    db.prepare_cached("INSERT INTO visit (person, first) VALUES (?1, ?2)")?.execute((person, first))?;
    Ok(())
}

/// Makes blank rows from `next` on, once half of them are used up.
pub(super) fn make_ahead(db: &Connection, next: i64) -> Result<(), StoreError> {
    let last: Option<i64> = db.prepare_cached("SELECT max(seq) FROM journal")?.query_row((), |row| row.get(0))?;
    let from = last.map_or(next, |last| (last + 1).max(next));
    if from >= next + AHEAD / 2 {
        return Ok(());
    }
    let mut insert = db.prepare_cached("INSERT INTO journal (seq, body) VALUES (?1, ?2)")?;
    for seq in from..next + AHEAD {
        insert.execute((seq, [0_u8; SLOT].as_slice()))?;
    }
    Ok(())
}

/// The newest row that is not blank.
pub(super) fn newest(db: &Connection) -> Result<Option<(i64, Step)>, StoreError> {
    let sql = "SELECT seq, body FROM journal WHERE substr(body, 1, 1) <> x'00' ORDER BY seq DESC LIMIT 1";
    let found: Option<(i64, Vec<u8>)> =
        db.prepare_cached(sql)?.query_row((), |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    found.and_then(|(seq, body)| read(&body).transpose().map(|step| Ok((seq, step?)))).transpose()
}

/// All rows of a person, in their order.
pub(super) fn of_person(db: &Connection, person: i64) -> Result<Vec<(i64, Step)>, StoreError> {
    let mut visits = db.prepare_cached("SELECT first FROM visit WHERE person = ?1 ORDER BY first")?;
    let firsts: Vec<i64> = visits.query_map([person], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let ends = firsts.iter().skip(1).copied().chain([i64::MAX]);
    let mut select = db.prepare_cached("SELECT seq, body FROM journal WHERE seq >= ?1 AND seq < ?2 ORDER BY seq")?;
    let mut steps = Vec::new();
    for (first, end) in firsts.iter().zip(ends) {
        let mut rows = select.query((first, end))?;
        while let Some(row) = rows.next()? {
            let body: Vec<u8> = row.get(1)?;
            match read(&body)? {
                Some(step) if step.person == person => steps.push((row.get(0)?, step)),
                Some(_) => break,
                None => (), // a place that a record took, one that was erased, or one not yet taken
            }
        }
    }
    Ok(steps)
}

/// Blanks a row for good.
pub(super) fn blank(db: &Connection, seq: i64) -> Result<(), StoreError> {
    db.prepare_cached("UPDATE journal SET body = ?2 WHERE seq = ?1")?.execute((seq, [0_u8; SLOT].as_slice()))?;
    Ok(())
}

fn write(step: &Step) -> Result<Vec<u8>, StoreError> {
    let row = serde_json::to_vec(&step.row).map_err(|_| StoreError::Damaged(Damage::Values))?;
    let length = u16::try_from(row.len()).map_err(|_| StoreError::Damaged(Damage::Values))?;
    let mode = match step.mode {
        HelpMode::Alone => 0,
        HelpMode::ReadOut => 1,
        HelpMode::ReadAndPressed => 2,
    };
    let mut body = Vec::with_capacity(SLOT.max(HEAD + row.len()));
    body.push(FORMAT);
    body.extend(step.person.to_be_bytes());
    body.extend(step.at.wall.0.to_be_bytes());
    body.extend(step.at.mono_ms.to_be_bytes());
    body.extend(step.at.boot.to_be_bytes());
    body.extend(step.shift.to_be_bytes());
    body.push(mode | u8::from(step.at.suspect) << 7);
    body.extend(length.to_be_bytes());
    body.extend(row);
    body.resize(body.len().max(SLOT), 0);
    Ok(body)
}

/// Reads a row; none when it is blank.
fn read(body: &[u8]) -> Result<Option<Step>, StoreError> {
    if body.first() == Some(&0) {
        return Ok(None);
    }
    let mut rest = Rest(body);
    let step = (|| {
        let [FORMAT] = rest.take()? else { return None };
        let person = i64::from_be_bytes(rest.take()?);
        let wall = Moment(i64::from_be_bytes(rest.take()?));
        let mono_ms = u64::from_be_bytes(rest.take()?);
        let boot = u64::from_be_bytes(rest.take()?);
        let shift = u64::from_be_bytes(rest.take()?);
        let [flags] = rest.take()?;
        let mode = match flags & 0x7f {
            0 => HelpMode::Alone,
            1 => HelpMode::ReadOut,
            2 => HelpMode::ReadAndPressed,
            _ => return None,
        };
        let length = usize::from(u16::from_be_bytes(rest.take()?));
        let row = serde_json::from_slice(rest.0.get(..length)?).ok()?;
        Some(Step { person, at: Stamp { wall, mono_ms, boot, suspect: flags & 0x80 != 0 }, shift, mode, row })
    })();
    step.map(Some).ok_or(StoreError::Damaged(Damage::Values))
}

struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*first)
    }
}
