use super::{
    Access, Actor, Centre,
    contest_cache::{self, ContestCache},
    erasure_list::forget,
    ingest::{EpochState, facts},
    outcome::QueryError,
    query::ReceiptFile,
    search_index::SearchIndex,
};
use crate::{
    bundle::{EpochRef, receipt},
    crypto::hex,
    domain::{EpochId, IdNumber, Moment, PersonKey, PersonKeySource, StationId},
    judging::{Card, receipt::Numbered},
    ledger::LedgerError,
    record::person_key,
};

impl Centre {
    /// Newest cumulative receipt of an epoch; a new one is made when something has changed since the last. None for an epoch of
    /// which no bundle came, unless the ledger was restored: its station must learn that its bundles are gone. Takes no
    /// `Access`: open to every station, since receipts hold no
    /// person's data.
    ///
    /// # Errors
    /// The ledger's.
    pub fn newest_receipt(
        &self,
        station: &StationId,
        epoch: &EpochId,
        now: Moment,
    ) -> Result<Option<ReceiptFile>, LedgerError> {
        let mut held = self.cache();
        let (stamp, newest) =
            self.ledger().read_tx(|tx| Ok((contest_cache::stamp(tx)?, tx.newest_receipt(station, epoch)?)))?;
        if stamp != held.stamp {
            held = self.reload_cache()?;
        }
        let Some(newest) = newest else {
            return if held.generation > 1 { self.sign_newest(station, epoch, &held, now) } else { Ok(None) };
        };
        let of =
            EpochRef { contest: self.keys().contest.clone(), station: station.to_owned(), epoch: epoch.to_owned() };
        if let Ok(last) = receipt::open(&newest.bytes, &[self.keys().receipt.public().clone()], &[of]) {
            let current = self.ledger().read_tx(|tx| {
                let Some(state) = EpochState::read(tx, station, epoch)? else { return Ok(None) };
                let numbered = Numbered { generation: held.generation, number: last.number, time: last.time };
                self.contents(tx, &held, &state, numbered).map(Some)
            })?;
            if current.is_none_or(|current| current == last) {
                return Ok(Some(ReceiptFile::new(station, newest.number, newest.bytes)));
            }
        }
        self.sign_newest(station, epoch, &held, now)
    }

    /// The next receipt of an epoch; none for one that the ledger does not know.
    fn sign_newest(
        &self,
        station: &StationId,
        epoch: &EpochId,
        cache: &ContestCache,
        now: Moment,
    ) -> Result<Option<ReceiptFile>, LedgerError> {
        self.ledger().write_tx(|tx| {
            let Some(mut state) = EpochState::read(tx, station, epoch)? else { return Ok(None) };
            let made = self.sign(tx, cache, &mut state, now)?;
            tx.put_station(&state.station)?;
            Ok(Some(ReceiptFile::new(station, state.station.receipts, made)))
        })
    }

    /// Erasure request: the person is in no sum any more, the ledger keeps nothing of them but their key, and the next receipts ask
    /// their stations to erase what they hold of them, also what comes later. Sealed bundles stay as they are. Returns
    /// how many records were known; 0 for an unknown person, or one who was erased before.
    ///
    /// # Errors
    /// The role may not, or the ledger's.
    pub fn forget(&self, access: &Access, number: &IdNumber, who: Actor, now: Moment) -> Result<u64, QueryError> {
        let person = person_key(self.keys().person_key().bytes(), &PersonKeySource::Number(number));
        self.forget_person(access, &person, who, now)
    }

    /// The same of a person by their key.
    ///
    /// # Errors
    /// As `forget`.
    pub fn forget_person(
        &self,
        access: &Access,
        person: &PersonKey,
        who: Actor,
        now: Moment,
    ) -> Result<u64, QueryError> {
        access.administers()?;
        let Some(known) = self.ledger().read_tx(|tx| tx.people(&[*person]))?.pop() else { return Ok(0) };
        // First outside the ledger: what was erased there once is erased again in whatever ledger it comes back to, and no list of One
        // Touch brings it back.
        self.list_erasure(person)?;
        if let (Some(unit), Ok(card)) = (&known.standing.unit, Card::read(&known.card)) {
            let search = SearchIndex::new(&self.keys().search_key());
            self.list_erasure(&search.alias(unit, &card.name, &card.birth))?;
        }
        self.ledger().write_tx(|tx| {
            let Some(row) = tx.people(&[*person])?.pop() else { return Ok(0) };
            // Somebody of whom nothing but a list of One Touch is known has no record.
            let records = facts(&row.facts)?.records().count() + usize::from(row.standing.listed.is_some());
            forget(tx, self.keys(), &[*person])?;
            if records == 0 {
                return Ok(0); // of somebody who was erased before there is nothing
            }
            tx.note(now, who, &format!("forget {}", hex(&person.0)))?;
            Ok(u64::try_from(records).unwrap_or(u64::MAX))
        })
    }
}
