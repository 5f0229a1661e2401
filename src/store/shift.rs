use super::{
    EventId, SlotId, Store, StoreError,
    open_shift::{OpenShift, act, open},
    save::keep,
};
use crate::{
    domain::Stamp,
    record::{Body, Event},
};

impl Store {
    /// Opens a shift for the volunteer of a slot; its record goes into the chain.
    ///
    /// # Errors
    /// `Shift` when one is open already.
    pub fn open_shift(&mut self, slot: SlotId, at: Stamp) -> Result<OpenShift, StoreError> {
        let helper = slot.0.to_string();
        // The time that screens show later.
        let since = self.known().now(at).at();
        let shift = self.write_as(|change, tail, identity| {
            if open(change)?.is_some() {
                return Err(StoreError::Shift);
            }
            change
                .prepare_cached("INSERT INTO shift (helper, opened_ms) VALUES (?1, ?2)")?
                .execute((&helper, since.0))?;
            let shift = open(change)?.ok_or(StoreError::Shift)?;
            let body = Body::ShiftOpened { shift: shift.number, helper: helper.clone() };
            // An unenrolled station has no chain: its shift only names who is at the desk.
            if identity.is_enrolled() {
                keep(change, tail, identity, None, &act(&shift, at), &[Event::Record(body)])?;
            }
            Ok(shift)
        })?;
        self.note_marks();
        Ok(shift)
    }

    /// Closes the open shift: so many people were there, so many of them finished.
    ///
    /// # Errors
    /// `Shift` when none is open.
    pub fn close_shift(&mut self, at: Stamp, people: u32, finished: u32) -> Result<Vec<EventId>, StoreError> {
        let until = self.known().now(at).at();
        let ids = self.write_as(|change, tail, identity| {
            let shift = open(change)?.ok_or(StoreError::Shift)?;
            change.prepare_cached("UPDATE shift SET closed_ms = ?1 WHERE closed_ms IS NULL")?.execute([until.0])?;
            let body = Body::ShiftClosed { shift: shift.number, people, finished };
            if !identity.is_enrolled() {
                return Ok(Vec::new());
            }
            keep(change, tail, identity, None, &act(&shift, at), &[Event::Record(body)])
        })?;
        self.note_marks();
        Ok(ids)
    }

    /// The open shift, which outlives a crash and a power cut.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn current_shift(&self) -> Result<Option<OpenShift>, StoreError> {
        open(self.db())
    }
}
