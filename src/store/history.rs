use super::{
    Damage, PersonRef, Store, StoreError, TracedEvent, journal,
    person_row::{id_of, key_of},
    project::Projection,
};
use crate::{
    domain::{Moment, PersonKey, SpentAttempts, Stamp},
    record::{Body, Event, Record, RecordKind, unhex},
};
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};

/// Something of a person's history, its event gone where it was erased.
enum Trace {
    Whole(Box<TracedEvent>),
    Erased { kind: Option<RecordKind>, wall: Moment },
}

/// Row of a person's history that can still be read.
pub(super) enum TraceRow {
    Record { seq: i64, number: u64, kind: RecordKind },
    Journal { seq: i64 },
}

/// A correction of whose something is: places of the sequence, first and last included.
struct Move {
    from: i64,
    to: i64,
    first: i64,
    last: i64,
}

impl Store {
    /// Everything that counts as this person's, records and journal rows together, in the order in which it happened. What was
    /// moved is part of the history of the person it was moved to; what was erased is left out.
    ///
    /// # Errors
    /// `NoPerson`, or a value cannot be read.
    pub fn history(&self, person: PersonRef) -> Result<Vec<(Stamp, Event)>, StoreError> {
        Ok(self.trace(person)?.into_iter().map(|one| (one.at, one.event)).collect())
    }

    /// The same with the circumstances and numbers.
    ///
    /// # Errors
    /// As `history`.
    pub fn trace(&self, person: PersonRef) -> Result<Vec<TracedEvent>, StoreError> {
        let traces = traces(self.db(), person.0)?.into_iter();
        let whole = |(_, trace)| match trace {
            Trace::Whole(happened) => Some(*happened),
            Trace::Erased { .. } => None,
        };
        Ok(traces.filter_map(whole).collect())
    }

    /// How many tests of a person were opened and handed in whose records were erased.
    ///
    /// # Errors
    /// As `history`.
    pub fn spent_attempts(&self, person: PersonRef) -> Result<SpentAttempts, StoreError> {
        let mut spent = SpentAttempts::default();
        for (_, trace) in traces(self.db(), person.0)? {
            match trace {
                Trace::Erased { kind: Some(RecordKind::AttemptOpened), .. } => {
                    spent.opened = spent.opened.saturating_add(1)
                }
                Trace::Erased { kind: Some(RecordKind::AttemptSubmitted), .. } => {
                    spent.handed = spent.handed.saturating_add(1)
                }
                Trace::Erased { kind: Some(RecordKind::PaperHanded), .. } => {
                    spent.opened = spent.opened.saturating_add(1);
                    spent.handed = spent.handed.saturating_add(1);
                }
                Trace::Erased { .. } | Trace::Whole(_) => (),
            }
        }
        Ok(spent)
    }

    /// Computes what lists show again from the records, for everybody; returns for how many people it differed (0 in a sound
    /// database).
    ///
    /// # Errors
    /// A record cannot be read.
    pub fn rebuild(&mut self) -> Result<u64, StoreError> {
        self.rebuild_watched(&|_, _| ())
    }

    /// The same, with a call for each person: so many of so many.
    pub(super) fn rebuild_watched(&mut self, watch: &dyn Fn(usize, usize)) -> Result<u64, StoreError> {
        self.write(|change, _| {
            let mut changed = 0;
            let people = everybody(change)?;
            // They are looked for among all records, so once and not for each person.
            let moves = moves(change)?;
            for (done, person) in people.iter().copied().enumerate() {
                watch(done, people.len());
                let fresh = projected(traces_after(change, person, &moves)?);
                if Projection::load(change, person)? != fresh {
                    changed += 1;
                }
                fresh.write(change, person)?;
            }
            Ok(changed)
        })
    }
}

/// What follows from the records that count as this person's.
pub(super) fn project(db: &Connection, person: i64) -> Result<Projection, StoreError> {
    Ok(projected(traces(db, person)?))
}

fn projected(traces: Vec<(i64, Trace)>) -> Projection {
    let mut progress = Projection::default();
    for (_, trace) in traces {
        match trace {
            Trace::Erased { kind, wall } => progress.add_erased(kind, wall),
            Trace::Whole(happened) => match &happened.event {
                Event::Record(body) => progress.add(body, happened.at.wall),
                Event::Journal(_) => (),
            },
        }
    }
    progress
}

/// Places of what counts as this person's and can still be read.
pub(super) fn places(db: &Connection, person: i64) -> Result<Vec<TraceRow>, StoreError> {
    let place = |(seq, trace): (i64, Trace)| match trace {
        Trace::Erased { .. } => None,
        Trace::Whole(happened) => Some(match &happened.event {
            Event::Record(body) => TraceRow::Record { seq, number: happened.id.number.unwrap_or(0), kind: body.kind() },
            Event::Journal(_) => TraceRow::Journal { seq },
        }),
    };
    Ok(traces(db, person)?.into_iter().filter_map(place).collect())
}

pub(super) fn everybody(db: &Connection) -> Result<Vec<i64>, StoreError> {
    let mut select = db.prepare_cached("SELECT id FROM person ORDER BY id")?;
    let ids = select.query_map((), |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(ids)
}

/// Everybody, those together between whom something was moved: what one of them has depends on the records of the others.
pub(super) fn groups(db: &Connection) -> Result<Vec<BTreeSet<i64>>, StoreError> {
    let mut groups: BTreeMap<i64, BTreeSet<i64>> =
        everybody(db)?.into_iter().map(|person| (person, BTreeSet::from([person]))).collect();
    for one in moves(db)? {
        let of = |groups: &BTreeMap<i64, BTreeSet<i64>>, person| {
            groups.iter().find(|(_, group)| group.contains(&person)).map(|(first, _)| *first)
        };
        if let (Some(from), Some(to)) = (of(&groups, one.from), of(&groups, one.to))
            && from != to
        {
            let moved = groups.remove(&from).unwrap_or_default();
            groups.entry(to).or_default().extend(moved);
        }
    }
    Ok(groups.into_values().collect())
}

fn traces(db: &Connection, person: i64) -> Result<Vec<(i64, Trace)>, StoreError> {
    traces_after(db, person, &moves(db)?)
}

/// The same, after these moves.
fn traces_after(db: &Connection, person: i64, moves: &[Move]) -> Result<Vec<(i64, Trace)>, StoreError> {
    key_of(db, person)?;
    let sources: BTreeSet<i64> = moves.iter().map(|one| one.from).chain([person]).collect();
    let mut all = Vec::new();
    for source in sources {
        let own = own_traces(db, source)?;
        all.extend(own.into_iter().filter(|(seq, _)| owner(moves, source, *seq) == person));
    }
    all.sort_by_key(|(seq, _)| *seq);
    Ok(all)
}

/// What was written down under a person, moved or not.
fn own_traces(db: &Connection, person: i64) -> Result<Vec<(i64, Trace)>, StoreError> {
    let mut select =
        db.prepare_cached("SELECT seq, n, kind, wall_ms, bytes FROM record WHERE person = ?1 ORDER BY seq")?;
    let mut rows = select.query([person])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let (seq, number): (i64, i64) = (row.get(0)?, row.get(1)?);
        let trace = match row.get::<_, Option<Vec<u8>>>(4)? {
            None => Trace::Erased { kind: row.get::<_, String>(2)?.parse().ok(), wall: Moment(row.get(3)?) },
            Some(bytes) => {
                let record = Record::read(&bytes).map_err(|_| StoreError::Damaged(Damage::Values))?;
                Trace::Whole(Box::new(TracedEvent {
                    id: Store::event_id(seq, u64::try_from(number).ok()),
                    at: record.at.stamp(),
                    shift: record.shift,
                    mode: record.mode,
                    event: Event::Record(record.body),
                }))
            }
        };
        all.push((seq, trace));
    }
    for (seq, step) in journal::of_person(db, person)? {
        let happened = TracedEvent {
            id: Store::event_id(seq, None),
            at: step.at,
            shift: step.shift,
            mode: step.mode,
            event: Event::Journal(step.row),
        };
        all.push((seq, Trace::Whole(Box::new(happened))));
    }
    Ok(all)
}

/// Whose something is after all moves, which never move each other.
fn owner(moves: &[Move], written: i64, seq: i64) -> i64 {
    moves.iter().fold(written, |owner, one| {
        let is_meant = one.from == owner && (one.first..=one.last).contains(&seq);
        if is_meant { one.to } else { owner }
    })
}

/// All moves in their order. Numbers are of the move's own epoch. It reaches from the beginning when its first number is 0, else
/// from behind the record before the first, so that the steps that led to that one go along; and up to itself when its last one
/// names nothing before it. A first number behind the move's own moves nothing.
fn moves(db: &Connection) -> Result<Vec<Move>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT seq, epoch, person, bytes FROM record
         WHERE kind = ?1 AND person IS NOT NULL AND bytes IS NOT NULL ORDER BY seq",
    )?;
    let mut place = db.prepare_cached("SELECT seq FROM record WHERE epoch = ?1 AND n = ?2")?;
    let mut rows = select.query([RecordKind::Moved.as_str()])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let (seq, epoch): (i64, i64) = (row.get(0)?, row.get(1)?);
        let record = Record::read(&row.get::<_, Vec<u8>>(3)?).map_err(|_| StoreError::Damaged(Damage::Values))?;
        let Body::Moved { to, from_event, to_event } = record.body else { continue };
        let Some(to) = unhex(&to).map(PersonKey).map(|key| id_of(db, &key)).transpose()?.flatten() else { continue };
        let mut seq_of = |number: u64| -> Option<i64> {
            place.query_row((epoch, i64::try_from(number).ok()?), |row| row.get(0)).ok()
        };
        let first = match from_event {
            0 => Some(0),
            1 => seq_of(1), // behind the epoch's beginning, where no record is
            number => seq_of(number - 1).map(|before| before + 1),
        };
        let (first, last) = (first.unwrap_or(seq), seq_of(to_event).unwrap_or(seq).min(seq - 1));
        all.push(Move { from: row.get(2)?, to, first, last });
    }
    Ok(all)
}
