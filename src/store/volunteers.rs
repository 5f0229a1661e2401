//! Who can open the station. The database states it, and the key files follow: what a power cut interrupted is finished by
//! `settle_slots` at the next opening (docs/decisions/045-a-new-key-when-a-volunteer-leaves.md).

use super::{
    DbKey, KeyChange, OpeningStep, Slot, SlotId, Store, StoreError,
    key_files::{self, Holders},
    meta,
    slots::{self, Form, SealedSlot},
};
use crate::{
    crypto::Passphrase,
    platform::{FileFault, remove_durably, sync_folder},
};
use rusqlite::{Connection, OptionalExtension};

/// Names of values in the database: which key it has, counted from 1; the digest of the key files; the number of the key that a removed
/// volunteer had first, while the key is not changed yet.
pub(super) const NUMBER: &str = "key_number";
const DIGEST: &str = "key_files";
pub(super) const DUE: &str = "key_change_due";

/// A row of the slots that the database knows.
struct KnownSlot {
    id: u32,
    recipient: Option<String>,
    ready: bool,
}

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
            change.execute("DELETE FROM key_slot WHERE id = ?1", [id.0])?;
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
        if self.known_slots()?.iter().any(|known| known.id == id.0 && known.ready) {
            return Ok(());
        }
        let sealed = match form {
            Form::First => slots::seal(&self.identity.station, id, passphrase, self.log2_n)?,
            Form::Identity(sealed) => sealed, // an earlier renewal got as far as one of its files
        };
        self.put_slot(id, &sealed)
    }

    /// The recipient first, then the key for it, then the slot's files, and only then it counts: at each moment every file that is there
    /// opens.
    fn put_slot(&mut self, id: SlotId, sealed: &SealedSlot) -> Result<(), StoreError> {
        self.write(|change, _| note_slot(change, id, &sealed.recipient, false))?;
        self.write_key_files()?;
        slots::write(&self.station.folder, id, sealed)?;
        self.write(|change, _| note_slot(change, id, &sealed.recipient, true))
    }

    /// A database of an earlier version knows no slots yet: they are those that are listed.
    fn know_slots(&mut self) -> Result<(), StoreError> {
        if number(self.db(), NUMBER)?.is_some() {
            return Ok(());
        }
        let listed = self.slots()?;
        self.write(|change, _| {
            for slot in &listed {
                let sql = "INSERT INTO key_slot (id, recipient, ready, since) VALUES (?1, NULL, 0, 1)";
                change.execute(sql, [slot.id.0])?;
            }
            meta::set(change, NUMBER, &1_i64.to_be_bytes())
        })
    }

    /// Finishes an interrupted removal (listed, and not known to the database) or addition (known, and not listed).
    fn match_names(&mut self) -> Result<(), StoreError> {
        let (known, listed) = (self.known_slots()?, self.slots()?);
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
            self.write(|change, _| {
                unlisted.iter().try_for_each(|id| {
                    change.execute("DELETE FROM key_slot WHERE id = ?1", [id])?;
                    Ok(())
                })
            })?;
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

    pub(super) fn write_keys(&self, keys: &[&DbKey]) -> Result<(), StoreError> {
        let slots: Vec<String> = self.known_slots()?.into_iter().filter_map(|known| known.recipient).collect();
        let [_, recovery] = self.recipients();
        let recovery = self.is_enrolled().then_some(recovery);
        key_files::write(&self.station.folder, &self.identity.station, keys, &Holders { slots: &slots, recovery })
    }

    /// Volunteers whose slots still hold the database key itself.
    pub(super) fn slots_of_first_form(&self) -> Result<Vec<String>, StoreError> {
        let known = self.known_slots()?;
        let waits = |slot: &&Slot| !known.iter().any(|one| one.id == slot.id.0 && one.ready);
        Ok(self.slots()?.iter().filter(waits).map(|slot| slot.name.clone()).collect())
    }

    fn known_slots(&self) -> Result<Vec<KnownSlot>, StoreError> {
        let mut select = self.db().prepare_cached("SELECT id, recipient, ready FROM key_slot ORDER BY id")?;
        let known = |row: &rusqlite::Row| Ok(KnownSlot { id: row.get(0)?, recipient: row.get(1)?, ready: row.get(2)? });
        Ok(select.query_map((), known)?.collect::<Result<_, _>>()?)
    }
}

/// Notes to whom the database key has to be sealed for a slot, and whether the slot's files are written.
pub(super) fn note_slot(db: &Connection, id: SlotId, recipient: &str, ready: bool) -> Result<(), StoreError> {
    let since = number(db, NUMBER)?.unwrap_or(1);
    db.execute(
        "INSERT INTO key_slot (id, recipient, ready, since) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (id) DO UPDATE SET recipient = excluded.recipient, ready = excluded.ready",
        (id.0, recipient, ready, since),
    )?;
    Ok(())
}

/// Notes in a new database that it knows its one slot and has its first key.
pub(super) fn begin(db: &Connection, folder: &super::folder::Folder, slot: (SlotId, &str)) -> Result<(), StoreError> {
    meta::set(db, NUMBER, &1_i64.to_be_bytes())?;
    meta::set(db, DIGEST, &key_files::digest_of(folder))?;
    note_slot(db, slot.0, slot.1, true)
}

/// A number among the values; none where it is not there.
pub(super) fn number(db: &Connection, name: &str) -> Result<Option<i64>, StoreError> {
    Ok(meta::get(db, name)?.and_then(|bytes| bytes.try_into().ok()).map(i64::from_be_bytes))
}
