use super::{Damage, Store, StoreError, database::Database, log::renew_log, tail::Tail};
use crate::platform;
use rusqlite::{Connection, Transaction, TransactionBehavior, ffi};

/// Pages in the write-ahead log at which a checkpoint is made even within a visit: 8 MiB.
const MOST_FRAMES: u32 = 2048;

/// How one transaction ended.
enum Attempt<T> {
    Saved(T, Tail),
    /// Before the commit: nothing of it is there.
    Refused(StoreError),
    /// In the commit: what was to be saved, and the tail behind it, may be there or not.
    InDoubt(StoreError, T, Tail),
}

impl Store {
    /// Runs one transaction. A full drive gives up the reserve and is tried once more. After a failed write nothing is
    /// believed: the database is opened again, and only what is found in it then, and brought home, counts
    /// (docs/THREAT-MODEL.md K4).
    pub(super) fn write<T>(
        &mut self,
        work: impl Fn(&Transaction, &mut Tail) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let before = self.tail.next;
        let mut attempt = self.attempt(&work);
        if matches!(attempt, Attempt::Refused(StoreError::Full) | Attempt::InDoubt(StoreError::Full, ..))
            && self.give_up_reserve()
        {
            attempt = self.attempt(&work);
        }
        let saved = match attempt {
            Attempt::Saved(value, tail) => {
                self.tail = tail;
                Ok(value)
            }
            Attempt::InDoubt(fault, value, tail) if is_of_the_disk(&fault) => {
                self.reopen()?;
                let is_there = tail.next > before && self.tail.next == tail.next;
                if is_there { Ok(value) } else { Err(StoreError::NotSaved) }
            }
            Attempt::Refused(fault) if is_of_the_disk(&fault) => {
                self.reopen()?;
                Err(StoreError::NotSaved)
            }
            Attempt::Refused(fault) | Attempt::InDoubt(fault, ..) => Err(fault),
        };
        if saved.is_ok() && self.database.frames() > MOST_FRAMES {
            let _ = self.database.checkpoint(); // it is saved all the same; the checkpoint after the visit will report it
        }
        saved
    }

    fn attempt<T>(&mut self, work: &impl Fn(&Transaction, &mut Tail) -> Result<T, StoreError>) -> Attempt<T> {
        let mut tail = self.tail.clone();
        let change = match self.database.db.transaction_with_behavior(TransactionBehavior::Immediate) {
            Ok(change) => change,
            Err(fault) => return Attempt::Refused(fault.into()),
        };
        match work(&change, &mut tail) {
            Err(fault) => Attempt::Refused(fault),
            Ok(value) => match change.commit().map_err(StoreError::from).and_then(|()| self.name_log()) {
                Ok(()) => Attempt::Saved(value, tail),
                Err(fault) => Attempt::InDoubt(fault, value, tail),
            },
        }
    }

    /// Puts the name of a new write-ahead log on the disk. SQLite tries to, but does not report when it could not; a power cut
    /// would then take the whole log away.
    fn name_log(&mut self) -> Result<(), StoreError> {
        if !self.log_is_named {
            platform::sync_folder(self.station.dir()).map_err(platform::FileFault::from)?;
            self.log_is_named = true;
        }
        Ok(())
    }

    fn give_up_reserve(&mut self) -> bool {
        self.space_is_short = true;
        let reserve = self.station.folder.reserve();
        reserve.exists() && platform::remove_durably(&reserve).is_ok()
    }

    /// Closes, opens again and reads the end of what is there.
    fn reopen(&mut self) -> Result<(), StoreError> {
        let nothing = Connection::open_in_memory().map_err(|_| StoreError::Lost)?;
        drop(std::mem::replace(&mut self.database.db, nothing));
        self.reopen_database().map_err(|_| StoreError::Lost)
    }

    /// Opens the database whose connection was given up, with the key that the store has, and reads the end of what is there.
    pub(super) fn reopen_database(&mut self) -> Result<(), StoreError> {
        self.log_is_named = false;
        renew_log(&self.station.folder)?;
        let mut database = Database::open(&self.station.folder.database(), &self.key)?;
        database.settle(self.durability)?;
        database.checkpoint()?; // writes and syncs what was read back, so that it is no longer the cache's word
        self.tail = Tail::read(&database.db)?;
        self.database = database;
        Ok(())
    }
}

/// Faults of reading, writing and syncing: what the system believes to be on the disk may not be there.
fn is_of_the_disk(fault: &StoreError) -> bool {
    match fault {
        StoreError::Sqlite(code) => matches!(code & 0xff, ffi::SQLITE_IOERR | ffi::SQLITE_CANTOPEN),
        StoreError::Damaged(Damage::Pages) | StoreError::File(_) => true,
        _ => false, // else: refused before anything was written
    }
}
