use super::{Damage, StoreError, epoch, journal};
use crate::{
    domain::Stamp,
    record::{GENESIS, Record},
};
use rusqlite::{Connection, OptionalExtension};

/// The end of what has been written: where the next record or journal row goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tail {
    /// The next free place of the common sequence.
    pub(super) next: i64,
    pub(super) epoch: u32,
    /// Number and head of the newest record of this epoch.
    pub(super) number: u64,
    pub(super) head: [u8; 32],
    /// Whose the newest journal row is.
    pub(super) journal_person: Option<i64>,
    /// When the newest event happened.
    pub(super) last: Option<Stamp>,
    /// When the newest event happened whose clock was not in doubt, as far back as was looked.
    pub(super) sound: Option<Stamp>,
}

impl Tail {
    pub(super) fn read(db: &Connection) -> Result<Self, StoreError> {
        let (epoch, _) = epoch::current(db)?;
        let newest: Option<(i64, Option<Vec<u8>>)> = db
            .prepare_cached("SELECT seq, bytes FROM record ORDER BY seq DESC LIMIT 1")?
            .query_row((), |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let chained: Option<(i64, Vec<u8>)> = db
            .prepare_cached("SELECT n, head FROM record WHERE epoch = ?1 ORDER BY n DESC LIMIT 1")?
            .query_row([epoch.number], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let step = journal::newest(db)?;
        let stamped =
            newest.as_ref().and_then(|(seq, bytes)| Some((*seq, Record::read(bytes.as_ref()?).ok()?.at.stamp())));
        let stepped = step.as_ref().map(|(seq, step)| (*seq, step.at));
        let last = stamped.into_iter().chain(stepped).max_by_key(|(seq, _)| *seq).map(|(_, at)| at);
        let end = newest.map_or(0, |(seq, _)| seq).max(step.as_ref().map_or(0, |(seq, _)| *seq));
        let (number, head) = match chained {
            None => (0, GENESIS),
            Some((number, head)) => (
                u64::try_from(number).map_err(|_| StoreError::Damaged(Damage::Values))?,
                head.try_into().map_err(|_| StoreError::Damaged(Damage::Values))?,
            ),
        };
        let journal_person = step.map(|(_, step)| step.person);
        let sound = match last.filter(|last| !last.suspect) {
            None => newest_sound(db)?,
            sound => sound,
        };
        Ok(Self { next: end + 1, epoch: epoch.number, number, head, journal_person, last, sound })
    }

    /// An event was kept.
    pub(super) fn happened(&mut self, at: Stamp) {
        self.last = Some(at);
        self.sound = if at.suspect { self.sound } else { Some(at) };
    }

    /// Takes the next place.
    pub(super) fn take(&mut self) -> i64 {
        let seq = self.next;
        self.next += 1;
        seq
    }

    pub(super) fn next_epoch(&mut self, number: u32) {
        (self.epoch, self.number, self.head) = (number, 0, GENESIS);
    }
}

/// Records that are looked through for one whose clock was not in doubt: more than an evening has.
const LOOKED_THROUGH: u32 = 1000;

fn newest_sound(db: &Connection) -> Result<Option<Stamp>, StoreError> {
    let sql = "SELECT bytes FROM record WHERE bytes IS NOT NULL ORDER BY seq DESC LIMIT ?1";
    let mut select = db.prepare_cached(sql)?;
    let mut rows = select.query([LOOKED_THROUGH])?;
    while let Some(row) = rows.next()? {
        let stamp = Record::read(&row.get::<_, Vec<u8>>(0)?).ok().map(|record| record.at.stamp());
        if let Some(stamp) = stamp.filter(|stamp| !stamp.suspect) {
            return Ok(Some(stamp));
        }
    }
    Ok(None)
}
