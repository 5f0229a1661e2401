use super::{
    Act, EventId, PersonRef, Store, StoreError,
    append::append,
    history,
    identity::Identity,
    journal::{self, Step},
    person_row::{id_of, key_of},
    project::Projection,
    tail::Tail,
};
use crate::{
    domain::PersonKey,
    record::{Body, Event, unhex},
};
use rusqlite::{Connection, OptionalExtension};
use std::sync::Arc;

impl Store {
    /// Keeps what has happened, in one transaction: when this returns, it survives a power cut. A message that is kept clears
    /// its draft. Ids come in the order of the events.
    ///
    /// # Errors
    /// `NotSaved` or `Full`: nothing of it is kept, and it may be tried again. `NoPerson`.
    pub fn save(&mut self, person: Option<PersonRef>, act: &Act, events: &[Event]) -> Result<Vec<EventId>, StoreError> {
        let person = person.map(|person| person.0);
        let ids = self.write_as(|change, tail, identity| keep(change, tail, identity, person, act, events))?;
        if events.iter().any(is_marked) {
            self.note_marks();
        }
        Ok(ids)
    }

    /// Keeps a new person together with what has happened first (consent, registration), in one transaction; the draft of
    /// the registration is cleared.
    ///
    /// # Errors
    /// `PersonExists`, or as `save`.
    pub fn new_person(
        &mut self,
        key: PersonKey,
        act: &Act,
        events: &[Event],
    ) -> Result<(PersonRef, Vec<EventId>), StoreError> {
        self.write_as(|change, tail, identity| {
            if !identity.is_enrolled() {
                return Err(StoreError::NotEnrolled);
            }
            let id: Option<i64> = change
                .prepare_cached("INSERT INTO person (key) VALUES (?1) ON CONFLICT (key) DO NOTHING RETURNING id")?
                .query_row([key.0.as_slice()], |row| row.get(0))
                .optional()?;
            let id = id.ok_or(StoreError::PersonExists)?;
            let ids = keep(change, tail, identity, Some(id), act, events)?;
            change.execute("DELETE FROM draft WHERE kind = 'register' AND person = 0", ())?;
            Ok((PersonRef(id), ids))
        })
    }

    /// `write` for work that needs to know whose station this is.
    pub(super) fn write_as<T>(
        &mut self,
        work: impl Fn(&Connection, &mut Tail, &Identity) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let identity = Arc::clone(&self.identity);
        self.write(|change, tail| work(change, tail, &identity))
    }
}

/// Whether the marks are raised after it.
fn is_marked(event: &Event) -> bool {
    matches!(
        event,
        Event::Record(
            Body::AttemptOpened { .. }
                | Body::AttemptSubmitted { .. }
                | Body::PaperHanded { .. }
                | Body::PapersPrinted { .. }
        )
    )
}

/// Writes events and what follows from them.
pub(super) fn keep(
    db: &Connection,
    tail: &mut Tail,
    identity: &Identity,
    person: Option<i64>,
    act: &Act,
    events: &[Event],
) -> Result<Vec<EventId>, StoreError> {
    if !identity.is_enrolled() {
        return Err(StoreError::NotEnrolled);
    }
    let key = person.map(|person| key_of(db, person)).transpose()?;
    let mut ids = Vec::with_capacity(events.len());
    for event in events {
        ids.push(match event {
            Event::Record(body) => {
                let seq = append(db, tail, identity, (person, key), act, body)?;
                Store::event_id(seq, Some(tail.number))
            }
            Event::Journal(row) => {
                let person = person.unwrap_or(0);
                let seq = tail.take();
                if tail.journal_person != Some(person) {
                    journal::begin_visit(db, person, seq)?;
                    tail.journal_person = Some(person);
                }
                journal::put(
                    db,
                    seq,
                    &Step { person, at: act.at, shift: act.shift, mode: act.mode, row: row.clone() },
                )?;
                Store::event_id(seq, None)
            }
        });
        tail.happened(act.at);
    }
    if let Some(person) = person {
        project(db, person, act, events)?;
    }
    Ok(ids)
}

/// Brings the person's row up to date. What was moved to somebody else is read again for both.
fn project(db: &Connection, person: i64, act: &Act, events: &[Event]) -> Result<(), StoreError> {
    let bodies = || {
        events.iter().filter_map(|event| match event {
            Event::Record(body) => Some(body),
            Event::Journal(_) => None,
        })
    };
    if bodies().next().is_none() {
        return Ok(());
    }
    let others: Vec<i64> = bodies().filter_map(|body| moved_to(db, body)).collect();
    if !others.is_empty() {
        return others.iter().chain([&person]).try_for_each(|one| history::project(db, *one)?.write(db, *one));
    }
    let mut progress = Projection::load(db, person)?;
    bodies().for_each(|body| progress.add(body, act.at.wall));
    progress.write(db, person)?;
    if bodies().any(|body| matches!(body, Body::Message { .. })) {
        db.prepare_cached("DELETE FROM draft WHERE kind = 'message' AND person = ?1")?.execute([person])?;
    }
    Ok(())
}

fn moved_to(db: &Connection, body: &Body) -> Option<i64> {
    match body {
        Body::Moved { to, .. } => id_of(db, &PersonKey(unhex(to)?)).ok().flatten(),
        _ => None, // else: no other kind names a second person
    }
}
