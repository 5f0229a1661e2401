use super::{
    DbKey, EpochWhy, Station, Store, StoreError,
    database::{Database, copy_pages},
    folder::{Folder, MIRRORS},
    identity::Identity,
    known_slots::{NUMBER, number},
    packs::MOST_PACK,
    request,
    spool::MOST_BUNDLE,
    succession,
    surroundings::{Surroundings, fill_reserve},
    tail::Tail,
};
use crate::{
    domain::Moment,
    platform::{self, FileFault, copy_durably, free_space, fresh_folder, publish_folder},
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A backup that has been written, read back and found whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// The backup's folder.
    pub path: PathBuf,
    /// Size of the whole folder, in bytes.
    pub bytes: u64,
}

/// Most bytes of the station file and of a key slot: a backup on a stick may have been changed by anybody.
const MOST_SMALL: u64 = 1 << 20;

/// The name of a backup's folder: the station and the newest event; it contains nothing about anybody and sorts by age.
#[must_use]
pub fn backup_name(station: &str, newest: i64) -> String {
    let short: String = station.chars().take(8).collect();
    format!("tramso-backup-{short}-{newest:08}")
}

impl Store {
    /// Writes a copy of the station into a new folder of a drive: the encrypted database, both folders of slots, the station
    /// file. It is built under the name `….part`, put on the disk, renamed, and read back. `watch` gets how many of how
    /// many pages are copied. The same state is not written twice: a whole backup of it is found and returned.
    ///
    /// # Errors
    /// `Full` (before a byte is written, where the drive reports its free space), `ReadOnly`, `File(Gone)` when the drive is pulled.
    pub fn backup_to(&mut self, drive: &Path, watch: &mut dyn FnMut(u32, u32)) -> Result<Backup, StoreError> {
        self.checkpoint()?;
        let needed = needed_bytes(&self.station.folder);
        if free_space(drive).is_some_and(|free| free < needed) {
            return Err(StoreError::Full);
        }
        let name = self.name_of_backup()?;
        let path = drive.join(&name);
        // Before it is copied, so that the copy lists itself. Where there is no room for a note, a backup is wanted all the more.
        let _ = self.note_backup(&name);
        if is_whole(&path, &self.key, &self.tail) {
            return Ok(Backup { bytes: size(&path), path });
        }
        let part = fresh_folder(&path)?;
        let written = self.write_backup(&Folder(part.clone()), watch).and_then(|()| Ok(publish_folder(&part, &path)?));
        if let Err(fault) = written {
            let _ = fs::remove_dir_all(&part); // what failed is reported; the drive may be gone
            return Err(fault);
        }
        if !is_whole(&path, &self.key, &self.tail) {
            return Err(StoreError::File(FileFault::ReadsOtherwise));
        }
        Ok(Backup { bytes: size(&path), path })
    }

    /// The same state under another key is another backup.
    fn name_of_backup(&self) -> Result<String, StoreError> {
        let name = backup_name(&self.identity.station, self.tail.next - 1);
        Ok(match number(self.db(), NUMBER)? {
            None | Some(1) => name,
            Some(key) => format!("{name}-k{key}"),
        })
    }

    /// Notes which key a backup has, for the day on which somebody is removed.
    fn note_backup(&mut self, name: &str) -> Result<(), StoreError> {
        let made_ms = platform::now().wall_ms;
        self.write(|change, _| {
            let key = number(change, NUMBER)?.unwrap_or(1);
            let sql =
                "INSERT INTO backup (name, made_ms, key_number) VALUES (?1, ?2, ?3) ON CONFLICT (name) DO NOTHING";
            change.execute(sql, (name, made_ms, key))?;
            Ok(())
        })
    }

    /// Backups that have an earlier key than the database, from this one on; the newest first.
    pub(super) fn backups_since(&self, first_key: i64) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT name FROM backup WHERE key_number BETWEEN ?1 AND ?2 ORDER BY made_ms DESC, name DESC";
        let mut select = self.db().prepare_cached(sql)?;
        let newest = number(self.db(), NUMBER)?.unwrap_or(1) - 1;
        Ok(select.query_map((first_key, newest), |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// Bytes of the database: what a copy of it takes.
    #[must_use]
    pub fn database_bytes(&self) -> u64 {
        fs::metadata(self.station.folder.database()).map_or(0, |found| found.len())
    }

    fn write_backup(&self, to: &Folder, watch: &mut dyn FnMut(u32, u32)) -> Result<(), StoreError> {
        copy_keys(&self.station.folder, to)?;
        copy_packs(&self.station.folder, to)?;
        copy_spool(&self.station.folder, to)?;
        let mut copy = Database::create_for_copy(&to.database(), &self.key)?;
        copy_pages(self.db(), &mut copy.db, watch)?;
        // A copy without other files, which can be read from a drive that takes no writing.
        copy.db.query_row("PRAGMA journal_mode = DELETE", (), |_| Ok(()))?;
        Ok(copy.db.close().map_err(|(_, fault)| fault)?)
    }
}

/// Makes a station from a backup's folder: all of it or nothing, under `into`, which must be missing or empty. What was
/// done after the backup may have been recorded under the same numbers, so it goes on in a new epoch, unconfirmed
/// (docs/decisions/016-epochs.md).
///
/// # Errors
/// `Occupied`, `NoStation`, `Damaged` when the copy is not whole; what `key` cannot open.
pub fn restore_from(backup: &Path, into: &Path, key: &DbKey) -> Result<Station, StoreError> {
    let from = Station::find(backup)?;
    let part = match fresh_folder(into) {
        Err(FileFault::Exists) => return Err(StoreError::Occupied),
        other => other?, // else: an error of the disk
    };
    let restored = rebuild_station(&from, &Folder(part.clone()), key).and_then(|()| Ok(publish_folder(&part, into)?));
    if let Err(fault) = restored {
        let _ = fs::remove_dir_all(&part); // what failed is reported
        return Err(fault);
    }
    let station = Station::find(into)?;
    // The number of a folder that was removed may have been given to this one.
    station.forget_key();
    Ok(station)
}

fn rebuild_station(from: &Station, to: &Folder, key: &DbKey) -> Result<(), StoreError> {
    copy_keys(&from.folder, to)?;
    copy_packs(&from.folder, to)?;
    copy_spool(&from.folder, to)?;
    copy_durably(&from.folder.database(), &to.database(), u64::MAX)?;
    let (mut database, _) = Database::open_with(&to.database(), key.clone())?;
    database.settle(super::Durability::Full)?;
    database.check_tables()?;
    database.check_pages()?;
    let identity = Identity::read(&database.db)?;
    if identity.station != *from.station {
        return Err(StoreError::AnotherStation);
    }
    let mut tail = Tail::read(&database.db)?;
    let change = database.db.transaction()?;
    if identity.is_enrolled() {
        succession::follow(&change, &identity, &mut tail, (EpochWhy::Restored, None), Moment(platform::now().wall_ms))?;
    } else {
        request::forget_request(&change)?;
    }
    identity.note_hardware(&change, &Surroundings::default().marks())?;
    change.commit()?;
    database.checkpoint_and_cut()?;
    database.db.close().map_err(|(_, fault)| StoreError::from(fault))?;
    fill_reserve(to)
}

/// The files beside the database; one that is missing in one mirror is taken from neither, repair makes them alike.
fn copy_keys(from: &Folder, to: &Folder) -> Result<(), StoreError> {
    copy_durably(&from.station_file(), &to.station_file(), MOST_SMALL)?;
    for mirror in MIRRORS {
        fs::create_dir_all(to.keys(mirror)).map_err(FileFault::from)?;
        for entry in fs::read_dir(from.keys(mirror)).map_err(FileFault::from)? {
            let file = entry.map_err(FileFault::from)?.path();
            let Some(name) = file.file_name().filter(|_| file.extension().is_none_or(|end| end != "part")) else {
                continue;
            };
            copy_durably(&file, &to.keys(mirror).join(name), MOST_SMALL)?;
        }
    }
    Ok(())
}

/// The content packs, where any were installed.
fn copy_packs(from: &Folder, to: &Folder) -> Result<(), StoreError> {
    copy_files(&from.packs(), &to.packs(), ("tsp", MOST_PACK))
}

/// The bundles that are kept: only these bytes are ever acknowledged.
fn copy_spool(from: &Folder, to: &Folder) -> Result<(), StoreError> {
    copy_files(&from.spool(), &to.spool(), ("tsb", MOST_BUNDLE))
}

fn copy_files(from: &Path, to: &Path, (end, most): (&str, usize)) -> Result<(), StoreError> {
    if !from.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(to).map_err(FileFault::from)?;
    for entry in fs::read_dir(from).map_err(FileFault::from)? {
        let file = entry.map_err(FileFault::from)?.path();
        if let Some(name) = file.file_name().filter(|_| file.extension().is_some_and(|found| found == end)) {
            copy_durably(&file, &to.join(name), u64::try_from(most).unwrap_or(u64::MAX))?;
        }
    }
    Ok(())
}

/// Opens a finished backup through a fresh connection: every page's code, and the same end of the chain as here.
fn is_whole(path: &Path, key: &DbKey, tail: &Tail) -> bool {
    let folder = Folder(path.to_owned());
    let look = || -> Result<bool, StoreError> {
        let database = Database::open_to_read(&folder.database(), key)?;
        database.check_pages()?;
        let found = Tail::read(&database.db)?;
        Ok((found.number, found.head, found.next) == (tail.number, tail.head, tail.next))
    };
    folder.station_file().exists() && look().unwrap_or(false)
}

/// The database with some air for its journal, the packs, and the small files.
fn needed_bytes(folder: &Folder) -> u64 {
    fs::metadata(folder.database()).map_or(0, |metadata| metadata.len())
        + size(&folder.packs())
        + size(&folder.spool())
        + (1 << 20)
}

fn size(path: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(path) else { return 0 };
    entries
        .flatten()
        .map(|entry| {
            if entry.path().is_dir() {
                size(&entry.path())
            } else {
                entry.metadata().map_or(0, |metadata| metadata.len())
            }
        })
        .sum()
}
