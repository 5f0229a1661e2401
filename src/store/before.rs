//! The database as it was before it was brought to a newer form: a program that fails on the new form has not taken the old one along.

use super::{
    DbKey, StoreError,
    database::{Database, copy_pages},
    folder::Folder,
    migrate,
};
use crate::platform::{FileFault, free_space, sync_folder};
use std::fs::{self, File};

/// Room that is left beside the copy.
const SPARE: u64 = 8 << 20;

/// Brings the database of an earlier version to the newest form, after a copy; the version that it had. One that has this form gives up
/// the copy of before.
///
/// # Errors
/// The copy or the change failed; the database is then as it was.
pub(super) fn bring_up(
    database: &mut Database,
    folder: &Folder,
    version: i64,
    key: &DbKey,
) -> Result<Option<i64>, StoreError> {
    if version >= migrate::newest() {
        give_up(folder);
        return Ok(None);
    }
    keep(database, folder, version, key)?;
    migrate::migrate(&mut database.db, version)?;
    Ok(Some(version))
}

/// Copies the database, on the disk and read back, before its form changes.
///
/// # Errors
/// `Full` before a byte is written, or another fault of the disk: then nothing is changed.
fn keep(database: &Database, folder: &Folder, version: i64, key: &DbKey) -> Result<(), StoreError> {
    let path = folder.database_before(version);
    let part = folder.0.join(format!("tramso.db.before-{version}.part"));
    let needed = fs::metadata(folder.database()).map_or(0, |found| found.len()) + SPARE;
    if free_space(&folder.0).is_some_and(|free| free < needed) {
        return Err(StoreError::Full);
    }
    let _ = fs::remove_file(&part); // of an attempt that was cut off
    let written = (|| {
        let mut copy = Database::create_for_copy(&part, key)?;
        copy_pages(&database.db, &mut copy.db, &mut |_, _| ())?;
        copy.db.query_row("PRAGMA journal_mode = DELETE", (), |_| Ok(()))?;
        copy.db.close().map_err(|(_, fault)| fault)?;
        File::options().write(true).open(&part).and_then(|file| file.sync_all()).map_err(FileFault::from)?;
        Database::open_to_read(&part, key)?.check_pages()?;
        fs::rename(&part, &path).map_err(FileFault::from)?;
        Ok(sync_folder(&folder.0).map_err(FileFault::from)?)
    })();
    if written.is_err() {
        let _ = fs::remove_file(&part); // what failed is reported
    }
    written
}

/// Removes such copies once the new form has been opened again: they hold what people did, and nobody shall have it for longer than the
/// station itself (docs/decisions/004-erasure-on-the-station.md).
fn give_up(folder: &Folder) {
    for version in 1..migrate::newest() {
        let _ = fs::remove_file(folder.database_before(version)); // there mostly is none
    }
}
