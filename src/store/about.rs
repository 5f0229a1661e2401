//! What the open station is, and what follows from its keys.

use super::{Signer, Store, StoreError, epoch};
use crate::{
    domain::{PersonKey, PersonKeySource, Seed, StationId, UnitCode},
    record,
};
use rusqlite::OptionalExtension;

impl Store {
    /// Id of the station.
    #[must_use]
    pub fn station_id(&self) -> &StationId {
        &self.identity.station
    }

    /// Id of the contest; empty while not enrolled.
    #[must_use]
    pub fn contest(&self) -> &str {
        &self.identity.contest
    }

    /// Code of the unit that the station belongs to.
    #[must_use]
    pub fn unit(&self) -> &UnitCode {
        &self.identity.unit
    }

    /// Village of the station.
    #[must_use]
    pub fn village(&self) -> &str {
        &self.identity.village
    }

    /// The centre's name.
    #[must_use]
    pub fn centre(&self) -> &str {
        &self.identity.centre
    }

    /// A centre has granted the station a place; without one nothing of anybody is stored.
    #[must_use]
    pub fn is_enrolled(&self) -> bool {
        self.identity.is_enrolled()
    }

    /// To whom bundles are sealed (`age1…`): the centre, and its recovery key.
    #[must_use]
    pub fn recipients(&self) -> [&str; 2] {
        self.identity.recipients.each_ref().map(String::as_str)
    }

    /// All epochs that the station has signed in, the newest first.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn signers(&self) -> Result<Vec<Signer>, StoreError> {
        let signers = epoch::all(self.db())?.into_iter().rev();
        Ok(signers.map(|(epoch, seed)| Signer::new(&epoch, seed)).collect())
    }

    /// Whether it is a demo station, enrolled with the built-in centre.
    #[must_use]
    pub fn is_demo(&self) -> bool {
        self.identity.demo
    }

    /// What a person is known by in this contest.
    #[must_use]
    pub fn person_key(&self, source: &PersonKeySource) -> PersonKey {
        record::person_key(self.identity.person_key.bytes(), source)
    }

    /// What a person's n-th paper is drawn from at this station. One that has been opened keeps the key of its opening.
    #[must_use]
    pub fn draw_seed(&self, person: &PersonKey, attempt: u8) -> Seed {
        // What cannot be read has not been opened; the next access to the disk will report it.
        let opened = self.opened_at(person, attempt).unwrap_or_default();
        let key = self.identity.draw_key(opened.unwrap_or(i64::MAX));
        record::draw_seed(key.bytes(), &self.identity.contest, person, attempt)
    }

    fn opened_at(&self, person: &PersonKey, attempt: u8) -> Result<Option<i64>, StoreError> {
        let mut select = self.db().prepare_cached(
            "SELECT seq FROM record
             WHERE person = (SELECT id FROM person WHERE key = ?1) AND kind = ?3
                   AND json_extract(CAST(bytes AS TEXT), '$.body.attempt') = ?2
             ORDER BY seq LIMIT 1",
        )?;
        Ok(select
            .query_row((person.0.as_slice(), attempt, record::RecordKind::AttemptOpened.as_str()), |row| row.get(0))
            .optional()?)
    }
}
