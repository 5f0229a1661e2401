use super::{
    Act, Damage, Event, PersonRef, Store, StoreError,
    history::{self, Place},
    journal,
    save::keep,
};
use crate::record::{Body, Deed};

/// Records that hold what a person told; the others hold what they did, under their hash alone, and stay until the contest has
/// closed (DECISIONS 4).
const PERSONAL: [&str; 4] = ["registration", "correction", "message", "certificate-asked"];

impl Store {
    /// Removes what a person told: the bytes and nonces of those records, the journal rows, drafts and the person's line, also
    /// where they were recorded under somebody else and moved. Key, topics, attempts and what was reached stay. A record of
    /// the removal is chained.
    ///
    /// # Errors
    /// `NoPerson`, or as `save`. Whether it may be done is decided before.
    pub fn erase(&mut self, person: PersonRef, act: &Act, why: &str) -> Result<Event, StoreError> {
        let event = self.write_as(|change, tail, identity| {
            let mut events = Vec::new();
            for place in history::places(change, person.0)? {
                match place {
                    Place::Journal { seq } => journal::blank(change, seq)?,
                    Place::Record { seq, number, kind } if PERSONAL.contains(&kind) => {
                        change
                            .prepare_cached("UPDATE record SET nonce = NULL, bytes = NULL WHERE seq = ?1")?
                            .execute([seq])?;
                        events.push(number);
                    }
                    Place::Record { .. } => (),
                }
            }
            tail.journal_person = None;
            let body = Body::Erased { events, why: why.to_owned() };
            let event = keep(change, tail, identity, Some(person.0), act, &[Deed::Record(body)])?;
            change.execute("DELETE FROM draft WHERE person = ?1", [person.0])?;
            history::project(change, person.0)?.write(change, person.0)?;
            event.first().copied().ok_or(StoreError::Damaged(Damage::Values))
        })?;
        // The log of writes still holds the old pages, sealed under the same key, until it is cut.
        self.database.checkpoint_and_cut()?;
        self.checkpoint()?;
        Ok(event)
    }
}
