use super::{Damage, PackDates, Store, StoreError};
use crate::{
    domain::{Date, Known, Moment, Stamp},
    record::{Body, Record, RecordKind},
};
use rusqlite::OptionalExtension;

impl Store {
    /// The dates of the pack in use, from what opened it: the store does not read packs. The days of what came with the program are
    /// counted from the clock itself, and are nothing to judge it by.
    pub fn know_pack(&mut self, dates: PackDates) {
        self.pack_dates = Some(dates);
    }

    /// What the station knows of the time beside its wall clock (docs/decisions/039-one-bounded-now.md). What cannot be read counts
    /// as not known: no fault of the disk is shown first by a clock.
    #[must_use]
    pub fn known(&self) -> Known {
        let issued = self.pack_dates.map(|dates| Moment::start_of(dates.issued));
        let signed = self.trusted_floor().unwrap_or_default();
        Known {
            signed: issued.map_or(signed, |issued| issued.max(signed)),
            recorded: self.tail.sound,
            closes: self.pack_dates.map(|dates| dates.closes),
            confirmed: self.date_confirmed().unwrap_or_default(),
        }
    }

    /// The date that a volunteer confirmed last, and the stamp of its record.
    fn date_confirmed(&self) -> Result<Option<(Date, Stamp)>, StoreError> {
        let newest: Option<Option<Vec<u8>>> = self
            .db()
            .prepare_cached("SELECT bytes FROM record WHERE kind = ?1 ORDER BY seq DESC LIMIT 1")?
            .query_row([RecordKind::ClockConfirmed.as_str()], |row| row.get(0))
            .optional()?;
        let Some(bytes) = newest.flatten() else { return Ok(None) };
        let record = Record::read(&bytes).map_err(|_| StoreError::Damaged(Damage::Values))?;
        let Body::ClockConfirmed { date } = record.body else { return Ok(None) };
        Ok(Date::parse_from_str(&date, "%Y-%m-%d").ok().map(|date| (date, record.at.stamp())))
    }
}
