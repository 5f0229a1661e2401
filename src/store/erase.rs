use super::{
    Act, Damage, EventId, PersonRef, Store, StoreError,
    history::{self, TraceRow},
    identity::Identity,
    journal, papers,
    project::ASKED,
    save::keep,
    tail::Tail,
};
use crate::record::{Body, Event, RecordKind};
use rusqlite::Connection;

/// Why: the centre has held it for long enough.
pub(super) const HELD: &str = "held";

impl Store {
    /// Removes what a person declared: the bytes and nonces of those records, the journal rows, drafts and the person's line, also
    /// where they were recorded under somebody else and moved. Key, topics, attempts and what was reached stay; where the person
    /// `asked`, only the key, how many attempts were used, and consent and withdrawal. A record of the removal is chained.
    ///
    /// # Errors
    /// `NoPerson`, or as `save`. Whether it may be done is decided before.
    pub fn erase(&mut self, person: PersonRef, act: &Act, why: &str) -> Result<EventId, StoreError> {
        let event = self.write_as(|change, tail, identity| erase(change, tail, identity, person.0, act, why))?;
        self.wipe_log()?;
        Ok(event)
    }

    /// The log of writes still holds the pages from before an erasure, sealed under the same key, until it is cut.
    pub(super) fn wipe_log(&mut self) -> Result<(), StoreError> {
        self.database.checkpoint_and_cut()?;
        self.checkpoint()
    }
}

/// Erases one person within a transaction.
pub(super) fn erase(
    change: &Connection,
    tail: &mut Tail,
    identity: &Identity,
    person: i64,
    act: &Act,
    why: &str,
) -> Result<EventId, StoreError> {
    let mut events = Vec::new();
    for place in history::places(change, person)? {
        match place {
            TraceRow::Journal { seq } => journal::blank(change, seq)?,
            TraceRow::Record { seq, number, kind } if kind.is_personal() || why == ASKED && kind.goes_on_request() => {
                if kind == RecordKind::PaperHanded {
                    papers::keep_spent(change, seq)?;
                }
                change.prepare_cached("UPDATE record SET nonce = NULL, bytes = NULL WHERE seq = ?1")?.execute([seq])?;
                events.push(number);
            }
            TraceRow::Record { .. } => (),
        }
    }
    tail.journal_person = None;
    let body = Body::Erased { events, why: why.to_owned() };
    let event = keep(change, tail, identity, Some(person), act, &[Event::Record(body)])?;
    change.execute("DELETE FROM draft WHERE person = ?1", [person])?;
    papers::forget_sheets(change, person)?;
    history::project(change, person)?.write(change, person)?;
    event.first().copied().ok_or(StoreError::Damaged(Damage::Values))
}
