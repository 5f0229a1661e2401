use super::{Act, EventId, SlotId, Store, StoreError, save::keep};
use crate::{
    domain::{Moment, Stamp},
    record::{Body, Event, HelpMode},
};
use rusqlite::{Connection, OptionalExtension};

/// The shift that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenShift {
    /// Counts from 1.
    pub number: u64,
    /// The slot that opened it, as records name the helper.
    pub helper: String,
    /// When it was opened, as far as the station knew.
    pub since: Moment,
}

impl Store {
    /// Opens a shift for the volunteer of a slot; its record goes into the chain.
    ///
    /// # Errors
    /// `Shift` when one is open already.
    pub fn open_shift(&mut self, slot: SlotId, at: Stamp) -> Result<OpenShift, StoreError> {
        let helper = slot.0.to_string();
        // The time that screens show later.
        let since = self.known().now(at).at();
        self.write_as(|change, tail, identity| {
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
        })
    }

    /// Closes the open shift: so many people were there, so many of them finished.
    ///
    /// # Errors
    /// `Shift` when none is open.
    pub fn close_shift(&mut self, at: Stamp, people: u32, finished: u32) -> Result<Vec<EventId>, StoreError> {
        let until = self.known().now(at).at();
        self.write_as(|change, tail, identity| {
            let shift = open(change)?.ok_or(StoreError::Shift)?;
            change.prepare_cached("UPDATE shift SET closed_ms = ?1 WHERE closed_ms IS NULL")?.execute([until.0])?;
            let body = Body::ShiftClosed { shift: shift.number, people, finished };
            if !identity.is_enrolled() {
                return Ok(Vec::new());
            }
            keep(change, tail, identity, None, &act(&shift, at), &[Event::Record(body)])
        })
    }

    /// The open shift, which outlives a crash and a power cut.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn current_shift(&self) -> Result<Option<OpenShift>, StoreError> {
        open(self.db())
    }
}

fn open(db: &Connection) -> Result<Option<OpenShift>, StoreError> {
    let mut select = db.prepare_cached("SELECT id, helper, opened_ms FROM shift WHERE closed_ms IS NULL")?;
    let shift = select.query_row((), |row| {
        let number = u64::try_from(row.get::<_, i64>(0)?).unwrap_or(0);
        Ok(OpenShift { number, helper: row.get(1)?, since: Moment(row.get(2)?) })
    });
    Ok(shift.optional()?)
}

fn act(shift: &OpenShift, at: Stamp) -> Act {
    Act { at, shift: shift.number, helper: shift.helper.clone(), mode: HelpMode::Alone }
}
