//! Who can open the station. The database states it, and the key files follow: what a power cut interrupted is finished by
//! `settle_slots` at the next opening (docs/decisions/045-a-new-key-when-a-volunteer-leaves.md).

use super::{
    DbKey, KeyChange, OpeningStep, Slot, SlotId, Store, StoreError,
    key_files::{self, Holders},
    known_slots::{self, DIGEST, DUE, NUMBER, number},
    meta,
    slots::{self, Form, SealedSlot},
};
use crate::{
    crypto::Passphrase,
    domain::Moment,
    platform::{FileFault, now, remove_durably, sync_folder},
};
use rusqlite::OptionalExtension;

impl Store {
    /// Who can open the station.
    ///
    /// # Errors
    /// Both lists are damaged and no slot is left.
    pub fn slots(&self) -> Result<Vec<Slot>, StoreError> {
        slots::list(&self.station.folder)
    }

    /// Gives another volunteer a slot.
    ///
    /// # Errors
    /// The disk refused; the old slots still open.
    pub fn add_slot(&mut self, name: &str, passphrase: &Passphrase) -> Result<SlotId, StoreError> {
        let names = slots::names(&self.station.folder)?;
        let id = names.next();
        let sealed = slots::seal(&self.identity.station, id, passphrase, self.log2_n)?;
        self.put_slot(id, &sealed)?;
        slots::write_names(&self.station.folder, &names.with(name))?;
        self.station.slots = slots::list(&self.station.folder)?;
        Ok(id)
    }

    /// Removes a volunteer's slot and changes the database key, so that a kept copy of the slot opens it no more. `watch` gets the steps
    /// of the change. What a fault interrupts after the slot is off the list is finished when the station is opened next.
    ///
    /// # Errors
    /// `NoSlot`, `LastSlot`, or the disk refused.
    pub fn remove_slot(&mut self, id: SlotId, watch: &mut dyn FnMut(OpeningStep)) -> Result<KeyChange, StoreError> {
        let named = self.slots()?;
        if !named.iter().any(|slot| slot.id == id) {
            return Err(StoreError::NoSlot);
        }
        if named.len() == 1 {
            return Err(StoreError::LastSlot);
        }
        self.write(|change, _| {
            let sql = "SELECT since FROM key_slot WHERE id = ?1";
            let since: Option<i64> = change.query_row(sql, [id.0], |row| row.get(0)).optional()?;
            let since = since.unwrap_or(1).min(number(change, DUE)?.unwrap_or(i64::MAX));
            known_slots::forget(change, id.0)?;
            meta::set(change, DUE, &since.to_be_bytes())
        })?;
        Ok(self.settle_slots(watch)?.unwrap_or(KeyChange::Done { backups: Vec::new() }))
    }

    /// Brings the key files in line with the database: after opening, and after each removal. Returns what became of a change of the
    /// key that was due.
    pub(super) fn settle_slots(&mut self, watch: &mut dyn FnMut(OpeningStep)) -> Result<Option<KeyChange>, StoreError> {
        let folder = self.station.folder.clone();
        if folder.database_part().exists() {
            remove_durably(&folder.database_part())?;
        }
        self.know_slots()?;
        self.match_names()?;
        if meta::get(self.db(), DIGEST)?.is_none_or(|digest| digest != key_files::digest_of(&folder)) {
            self.write_key_files()?;
        }
        self.change_key_if_due(watch)
    }

    /// Gives a slot that a passphrase has just opened the form that lets the database key be changed, in both folders. A slot that has it
    /// is left as it is.
    pub(super) fn renew_slot(&mut self, id: SlotId, passphrase: &Passphrase, form: Form) -> Result<(), StoreError> {
        if known_slots::all(self.db())?.iter().any(|known| known.id == id.0 && known.ready) {
            return Ok(());
        }
        let sealed = match form {
            Form::First => slots::seal(&self.identity.station, id, passphrase, self.log2_n)?,
            Form::Identity(sealed) => sealed, // an earlier renewal got as far as one of its files
        };
        self.put_slot(id, &sealed)
    }

    /// Whether the passphrase opens the slot, as slowly as `Station::key`. A slot of the first form is renewed, as in opening.
    ///
    /// # Errors
    /// As `Station::key`, or the disk refused.
    pub fn check_passphrase(&mut self, id: SlotId, passphrase: &Passphrase) -> Result<(), StoreError> {
        let opened = self.station.open_slot(id, passphrase)?;
        match self.renew_slot(id, passphrase, opened.form) {
            Err(StoreError::Full) => Ok(()), // the slot opens as it is
            renewed => renewed,              // else: an error of the disk
        }
    }

    /// The recipient first, then the key for it, then the slot's files, and only then it counts: at each moment every file that is there
    /// opens.
    fn put_slot(&mut self, id: SlotId, sealed: &SealedSlot) -> Result<(), StoreError> {
        self.write(|change, _| known_slots::note(change, id, &sealed.recipient, false))?;
        self.write_key_files()?;
        slots::write(&self.station.folder, id, sealed)?;
        self.write(|change, _| known_slots::note(change, id, &sealed.recipient, true))
    }

    /// A database of an earlier version knows no slots yet: they are those that are listed.
    fn know_slots(&mut self) -> Result<(), StoreError> {
        if number(self.db(), NUMBER)?.is_some() {
            return Ok(());
        }
        let listed = self.slots()?;
        self.write(|change, _| {
            listed.iter().try_for_each(|slot| known_slots::note_first_form(change, slot.id))?;
            meta::set(change, NUMBER, &1_i64.to_be_bytes())
        })
    }

    /// Finishes an interrupted removal (listed, and not known to the database) or addition (known, and not listed).
    fn match_names(&mut self) -> Result<(), StoreError> {
        let (known, listed) = (known_slots::all(self.db())?, self.slots()?);
        let is_known = |slot: &Slot| known.iter().any(|known| known.id == slot.id.0);
        if !listed.iter().any(is_known) {
            return Ok(()); // the lists are another station's or another time's: nobody is locked out over it
        }
        for gone in listed.iter().filter(|slot| !is_known(slot)) {
            slots::remove(&self.station.folder, gone.id)?;
        }
        let unlisted: Vec<u32> =
            known.iter().map(|one| one.id).filter(|id| !listed.iter().any(|slot| slot.id.0 == *id)).collect();
        if !unlisted.is_empty() {
            self.write(|change, _| unlisted.iter().try_for_each(|id| known_slots::forget(change, *id)))?;
            self.write_key_files()?;
        }
        self.station.slots = slots::list(&self.station.folder)?;
        Ok(())
    }

    /// Writes the key files for those who can open the station, and notes what was written.
    pub(super) fn write_key_files(&mut self) -> Result<(), StoreError> {
        // The database's name must be on the disk under the one key that is in them from now on.
        sync_folder(self.station.dir()).map_err(FileFault::from)?;
        self.write_keys(&[&self.key])?;
        self.note_key_files()
    }

    /// Notes that the key files are as they should be.
    pub(super) fn note_key_files(&mut self) -> Result<(), StoreError> {
        let digest = key_files::digest_of(&self.station.folder);
        self.write(|change, _| meta::set(change, DIGEST, &digest))
    }

    /// Writes the recovery file alone, for a grant that is about to be accepted.
    pub(super) fn write_recovery(&self, recovery: &str) -> Result<(), StoreError> {
        self.seal_keys(&[&self.key], (&[], Some(recovery)))
    }

    /// Writes the keys for those who can open the station, the newest first.
    pub(super) fn write_keys(&self, keys: &[&DbKey]) -> Result<(), StoreError> {
        let slots: Vec<String> = known_slots::all(self.db())?.into_iter().filter_map(|known| known.recipient).collect();
        let [_, recovery] = self.recipients();
        // None before a grant; stations of the first versions did not keep it.
        let recovery = Some(recovery).filter(|recovery| !recovery.is_empty());
        self.seal_keys(keys, (&slots, recovery))
    }

    fn seal_keys(&self, keys: &[&DbKey], (slots, recovery): (&[String], Option<&str>)) -> Result<(), StoreError> {
        let holders = Holders { slots, recovery, at: Moment(now().wall_ms) };
        key_files::write(&self.station.folder, &self.identity.station, keys, &holders)
    }

    /// Volunteers whose slots still hold the database key itself.
    pub(super) fn slots_of_first_form(&self) -> Result<Vec<String>, StoreError> {
        let known = known_slots::all(self.db())?;
        let waits = |slot: &&Slot| !known.iter().any(|one| one.id == slot.id.0 && one.ready);
        Ok(self.slots()?.iter().filter(waits).map(|slot| slot.name.clone()).collect())
    }
}
