//! Changes the database key: a copy of the database under the new one takes its name
//! (docs/decisions/045-a-new-key-when-a-volunteer-leaves.md).

use super::{
    Damage, DbKey, KeyChange, OpeningStep, Store, StoreError,
    database::{Database, copy_pages},
    known_slots::{DUE, NUMBER, number},
    meta,
    tail::Tail,
};
use crate::platform::{FileFault, free_space, remove_durably, sync_folder};
use rusqlite::Connection;
use std::{
    fs::{self, OpenOptions},
    path::{Path, PathBuf},
};

impl Store {
    /// A change of the key that is due and has not been made; none where the last removed volunteer's slot opens nothing any more.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn key_change_due(&self) -> Result<Option<KeyChange>, StoreError> {
        if number(self.db(), DUE)?.is_none() {
            return Ok(None);
        }
        let volunteers = self.slots_of_first_form()?;
        let no_room = || KeyChange::NoRoom { needed: self.bytes_of_copy() };
        Ok(Some(if volunteers.is_empty() { no_room() } else { KeyChange::Waits { volunteers } }))
    }

    pub(super) fn change_key_if_due(
        &mut self,
        watch: &mut dyn FnMut(OpeningStep),
    ) -> Result<Option<KeyChange>, StoreError> {
        let Some(since) = number(self.db(), DUE)? else { return Ok(None) };
        let due = self.key_change_due()?;
        if matches!(due, Some(KeyChange::Waits { .. })) {
            return Ok(due);
        }
        match self.change_key(watch) {
            Err(StoreError::Full) => return Ok(due),
            done => done?, // else: an error of the disk
        }
        Ok(Some(KeyChange::Done { backups: self.backups_since(since)? }))
    }

    /// First the key files hold both keys, then a copy of the database under the new one takes its name, then the key files hold the new
    /// one alone: at every moment what the slots open opens the database.
    fn change_key(&mut self, watch: &mut dyn FnMut(OpeningStep)) -> Result<(), StoreError> {
        if free_space(self.station.dir()).is_some_and(|free| free < self.bytes_of_copy()) {
            return Err(StoreError::Full);
        }
        let is_kept = self.station.kept_key().is_some();
        self.database.checkpoint_and_cut()?;
        let (new, part) = (DbKey::generate(), self.station.folder.database_part());
        let prepared = self.write_keys(&[&new, &self.key]).and_then(|()| self.copy_under(&new, &part, watch));
        if let Err(fault) = prepared {
            let _ = remove_durably(&part); // what failed is reported; the next opening makes the files as they should be
            let _ = self.write_key_files();
            return Err(fault);
        }
        self.exchange(&part, new)?;
        self.write_key_files()?;
        if is_kept {
            let _ = self.keep_key();
        }
        Ok(())
    }

    /// Writes the copy under `key`, reads it back, and puts it on the disk.
    fn copy_under(&self, key: &DbKey, part: &Path, watch: &mut dyn FnMut(OpeningStep)) -> Result<(), StoreError> {
        let next = number(self.db(), NUMBER)?.unwrap_or(1).saturating_add(1);
        remove_durably(part)?;
        let mut copy = Database::create_for_copy(part, key)?;
        copy_pages(self.db(), &mut copy.db, &mut |done, of| watch(OpeningStep::ChangingKey { done, of }))?;
        // Without a file beside it; and as the station's own at the end, so that opening it changes nothing.
        copy.db.query_row("PRAGMA journal_mode = MEMORY", (), |_| Ok(()))?;
        meta::set(&copy.db, NUMBER, &next.to_be_bytes())?;
        copy.db.execute("DELETE FROM meta WHERE name = ?1", [DUE])?;
        copy.db.query_row("PRAGMA journal_mode = WAL", (), |_| Ok(()))?;
        copy.db.close().map_err(|(_, fault)| StoreError::from(fault))?;
        OpenOptions::new().write(true).open(part).and_then(|file| file.sync_all()).map_err(FileFault::from)?;
        let copy = Database::open(part, key)?;
        copy.check_pages()?;
        let found = Tail::read(&copy.db)?;
        copy.db.close().map_err(|(_, fault)| StoreError::from(fault))?;
        remove_durably(&log_of(part))?;
        let same = (found.number, found.head, found.next) == (self.tail.number, self.tail.head, self.tail.next);
        if same { Ok(()) } else { Err(StoreError::File(FileFault::ReadsOtherwise)) }
    }

    /// Puts the copy in the database's place. No page of the old log may be left: it would be read under the new key.
    fn exchange(&mut self, part: &Path, new: DbKey) -> Result<(), StoreError> {
        let nothing = Connection::open_in_memory().map_err(|_| StoreError::Lost)?;
        drop(std::mem::replace(&mut self.database.db, nothing));
        let folder = self.station.folder.clone();
        let renamed = remove_durably(&folder.log_of_writes()).and_then(|()| {
            sync_folder(self.station.dir())?;
            fs::rename(part, folder.database())?;
            Ok(sync_folder(self.station.dir())?)
        });
        let old = std::mem::replace(&mut self.key, new);
        match self.reopen_database() {
            Ok(()) => Ok(renamed?),
            Err(StoreError::Damaged(Damage::Pages)) if renamed.is_err() => {
                self.key = old; // the copy did not get the name
                self.reopen_database().map_err(|_| StoreError::Lost)?;
                Ok(renamed?)
            }
            Err(_) => Err(StoreError::Lost), // else: the disk does not let it be read
        }
    }

    /// Room that the copy needs beside the database, with some air for its journal.
    fn bytes_of_copy(&self) -> u64 {
        fs::metadata(self.station.folder.database()).map_or(0, |found| found.len()) + (1 << 20)
    }
}

fn log_of(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push("-wal");
    PathBuf::from(name)
}
