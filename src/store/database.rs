use super::{Damage, DbKey, StoreError, migrate};
use crate::platform::FileFault;
use rusqlite::{
    Connection, OpenFlags,
    backup::{Backup as Copying, StepResult},
    config::DbConfig,
};
use std::{
    fs::File,
    io::Read,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

/// How sure a commit is. The product knows one way; the other is the control of the power-cut suite, which must find losses
/// with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Durability {
    /// Every commit is on the disk when it returns (`synchronous=FULL`).
    #[default]
    Full,
    /// Loses answers when the power is cut. For tests of the tests.
    Normal,
}

/// A connection to the encrypted database.
#[derive(Debug)]
pub(super) struct Database {
    pub(super) db: Connection,
    /// Pages in the write-ahead log, as its hook reports after each commit.
    frames: Arc<AtomicU32>,
}

impl Database {
    /// Opens the database that is there and reads it, without having changed a byte.
    pub(super) fn open(path: &Path, key: &DbKey) -> Result<Self, StoreError> {
        let mut head = [0; 16];
        let mut file = File::open(path).map_err(FileFault::from)?;
        let read = file.read(&mut head).map_err(FileFault::from)?;
        drop(file); // closing a second descriptor later would take SQLite's locks away
        if read == 0 {
            return Err(StoreError::Damaged(Damage::Pages));
        }
        if &head == b"SQLite format 3\0" {
            return Err(StoreError::NotOurs); // in the clear; SQLCipher's files begin with the salt
        }
        let database = Self::keyed(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        database.db.query_row("SELECT count(*) FROM sqlite_schema", (), |_| Ok(()))?;
        Ok(database)
    }

    /// The same with the newest key that opens it, and that key: one that is being changed may come with the one before it.
    pub(super) fn open_with(path: &Path, key: DbKey) -> Result<(Self, DbKey), StoreError> {
        let (newest, earlier) = key.newest_and_earlier();
        let keys: Vec<DbKey> = std::iter::once(newest).chain(earlier).collect();
        for key in &keys {
            match Self::open(path, key) {
                Err(StoreError::Damaged(Damage::Pages)) => (), // the next key may be the one
                opened => return Ok((opened?, key.clone())),   // else: it is open, or the fault is not the key's
            }
        }
        let is_other = keys.iter().all(|key| Self::fits_no_page(path, key));
        Err(if is_other { StoreError::OtherKeys } else { StoreError::Damaged(Damage::Pages) })
    }

    /// Whether a database that does not open has pages, and no page has its code under this key: then it is the key that is
    /// another one, and nothing shows that the pages are damaged.
    fn fits_no_page(path: &Path, key: &DbKey) -> bool {
        let failing = || {
            let database = Self::open_to_read(path, key)?;
            let size = |name: &str| database.db.query_row(&format!("PRAGMA {name}"), (), |row| row.get::<_, String>(0));
            let page: u64 = size("cipher_page_size")?.parse().map_err(|_| StoreError::NoCipher)?;
            let mut check = database.db.prepare("PRAGMA cipher_integrity_check")?;
            let mut rows = check.query(())?;
            let mut failing = 0;
            while rows.next()?.is_some() {
                failing += 1;
            }
            Ok::<_, StoreError>((failing, page))
        };
        let len = std::fs::metadata(path).map_or(0, |found| found.len());
        // What has half a page was not left like that by the program.
        failing().is_ok_and(|(failing, page)| page > 0 && len > 0 && len.is_multiple_of(page) && failing == len / page)
    }

    /// Makes a new, empty database.
    pub(super) fn create(path: &Path, key: &DbKey) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut database = Self::keyed(path, key, flags)?;
        database.settle(Durability::Full)?;
        migrate::migrate(&mut database.db, 0)?;
        Ok(database)
    }

    /// Opens for looking only: nothing is written, not even a log beside it.
    pub(super) fn open_to_read(path: &Path, key: &DbKey) -> Result<Self, StoreError> {
        Self::keyed(path, key, OpenFlags::SQLITE_OPEN_READ_ONLY)
    }

    /// A new database that takes another's pages whole: no journal, as a half copy is thrown away, and the caller syncs it.
    pub(super) fn create_for_copy(path: &Path, key: &DbKey) -> Result<Self, StoreError> {
        let database = Self::keyed(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        database.db.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")?;
        Ok(database)
    }

    fn keyed(path: &Path, key: &DbKey, flags: OpenFlags) -> Result<Self, StoreError> {
        let db = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        // Until it is known to be ours, closing must not write either.
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        // First of all: a wrong key would else print on the screen.
        db.execute_batch("PRAGMA cipher_log_level = NONE;")?;
        let version = db.query_row("PRAGMA cipher_version", (), |row| row.get::<_, String>(0));
        if !version.is_ok_and(|version| !version.is_empty()) {
            return Err(StoreError::NoCipher); // plain SQLite takes a key in silence and writes in the clear
        }
        db.execute_batch("PRAGMA cipher_memory_security = ON;")?;
        db.execute_batch(&key.pragma())?;
        db.execute_batch("PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY;")?;
        db.busy_timeout(std::time::Duration::ZERO)?;
        Ok(Self { db, frames: Arc::default() })
    }

    /// Sets how it is written, once it is known to be ours.
    pub(super) fn settle(&mut self, durability: Durability) -> Result<(), StoreError> {
        let db = &mut self.db;
        let mode: String = db.query_row("PRAGMA journal_mode = WAL", (), |row| row.get(0))?;
        if mode != "wal" {
            return Err(StoreError::ReadOnly);
        }
        let synchronous = match durability {
            Durability::Full => "FULL",
            Durability::Normal => "NORMAL",
        };
        db.pragma_update(None, "synchronous", synchronous)?;
        db.execute_batch("PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = 0;")?;
        let frames = Arc::clone(&self.frames);
        db.wal_hook(Some(move |_: &mut rusqlite::hooks::Wal, pages: i32| {
            frames.store(u32::try_from(pages).unwrap_or(0), Ordering::Relaxed);
            Ok(())
        }))?;
        db.set_prepared_statement_cache_capacity(64);
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
        Ok(())
    }

    /// Pages in the write-ahead log after the last commit.
    pub(super) fn frames(&self) -> u32 {
        self.frames.load(Ordering::Relaxed)
    }

    /// Brings the write-ahead log into the database; its file is written over from its beginning then.
    pub(super) fn checkpoint(&self) -> Result<(), StoreError> {
        self.run_checkpoint("PRAGMA wal_checkpoint(PASSIVE)")
    }

    /// The same, and cuts the file to nothing: before integrity checks (docs/THREAT-MODEL.md K15) and before closing.
    pub(super) fn checkpoint_and_cut(&self) -> Result<(), StoreError> {
        self.run_checkpoint("PRAGMA wal_checkpoint(TRUNCATE)")
    }

    fn run_checkpoint(&self, sql: &str) -> Result<(), StoreError> {
        let (busy, pages, moved): (i64, i64, i64) =
            self.db.query_row(sql, (), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        if busy != 0 || pages != moved {
            return Err(StoreError::AlreadyRunning);
        }
        Ok(())
    }

    /// SQLite's own check of all tables and indexes.
    pub(super) fn check_tables(&self) -> Result<(), StoreError> {
        let answer: String = self.db.query_row("PRAGMA integrity_check(1)", (), |row| row.get(0))?;
        if answer == "ok" { Ok(()) } else { Err(StoreError::Damaged(Damage::Tables)) }
    }

    /// SQLCipher's check of every page's code. Only right after `checkpoint_and_cut`.
    pub(super) fn check_pages(&self) -> Result<(), StoreError> {
        let mut check = self.db.prepare("PRAGMA cipher_integrity_check")?;
        if check.query(())?.next()?.is_some() { Err(StoreError::Damaged(Damage::Pages)) } else { Ok(()) }
    }
}

/// Pages that are copied between two looks at the progress.
const PAGES: i32 = 256;

/// Copies a database page by page; each connection has its own key.
pub(super) fn copy_pages(
    from: &Connection,
    to: &mut Connection,
    watch: &mut dyn FnMut(u32, u32),
) -> Result<(), StoreError> {
    let copying = Copying::new(from, to)?;
    loop {
        match copying.step(PAGES)? {
            StepResult::Done => return Ok(()),
            StepResult::More => {
                let progress = copying.progress();
                let number = |pages: i32| u32::try_from(pages).unwrap_or(0);
                watch(number(progress.pagecount - progress.remaining), number(progress.pagecount));
            }
            _ => return Err(StoreError::AlreadyRunning), // busy or locked: somebody else has the copy open
        }
    }
}
