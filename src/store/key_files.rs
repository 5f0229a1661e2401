//! The files that hold the database key, sealed to the identities of the slots and to the centre's recovery key
//! (docs/decisions/045-a-new-key-when-a-volunteer-leaves.md).

use super::{
    Damage, DbKey, StoreError,
    folder::{Folder, MIRRORS, read_small},
};
use crate::{
    crypto::{seal::Sealing, seal_to, sha256},
    domain::Moment,
    platform::{FileFault, write_atomically},
};
use std::{io::Write, path::Path};

/// To whom the database key is sealed, and when.
pub(super) struct Holders<'a> {
    /// `age1…` of the slots; none where all of them are of the first form.
    pub(super) slots: &'a [String],
    /// `age1…` of the centre's recovery key; none before a grant.
    pub(super) recovery: Option<&'a str>,
    /// Recorded in the files.
    pub(super) at: Moment,
}

/// Writes the keys, the newest first, for the holders: into both folders, each file whole or not at all.
pub(super) fn write(folder: &Folder, station: &str, keys: &[&DbKey], holders: &Holders<'_>) -> Result<(), StoreError> {
    let inside = DbKey::write_all(keys, station, holders.at);
    if let Some(recovery) = holders.recovery {
        let sealed = seal_to(recovery, inside.bytes()).map_err(StoreError::Recovery)?;
        MIRRORS.iter().try_for_each(|mirror| write_atomically(&folder.recovery(mirror), &sealed))?;
    }
    if holders.slots.is_empty() {
        return Ok(());
    }
    let slots: Vec<&str> = holders.slots.iter().map(String::as_str).collect();
    let mut sealing = Sealing::begin(&slots, Vec::new()).map_err(|_| StoreError::Damaged(Damage::Values))?;
    let sealed = sealing.write_all(inside.bytes()).and_then(|()| sealing.finish()).map_err(FileFault::from)?;
    Ok(MIRRORS.iter().try_for_each(|mirror| write_atomically(&folder.key(mirror), &sealed))?)
}

/// One digest over all files that `write` writes: files that are not those that were written last are found by it.
pub(super) fn digest_of(folder: &Folder) -> [u8; 32] {
    let digest = |path: &Path| read_small(path).ok().flatten().map_or([0; 32], |bytes| sha256(&[&bytes]));
    let files = MIRRORS.map(|mirror| [digest(&folder.key(mirror)), digest(&folder.recovery(mirror))]);
    sha256(&files.iter().flatten().map(|one| one.as_slice()).collect::<Vec<_>>())
}
