use super::{Store, StoreError, meta};
use crate::{
    domain::Moment,
    platform::{FileFault, read_up_to, remove_durably, sync_folder, write_atomically},
    record::{hex, unhex},
};
use rusqlite::{Connection, OptionalExtension, Row};
use std::{collections::BTreeSet, fs, io, path::Path};
use zeroize::Zeroizing;

/// Largest pack that is kept, in bytes.
pub const MOST_PACK: usize = 64 << 20;
/// Name of the newest root of trust in `meta`.
const ROOT: &str = "root";

/// A content pack in the station's folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldPack {
    /// What records name it by.
    pub digest: [u8; 32],
    /// The pack's version, counted from 1 within the contest.
    pub version: u32,
    /// When it was installed, by this station's clock.
    pub installed: Moment,
}

impl Store {
    /// Puts a pack into use: first its file, whole and on the disk, then, in one transaction, which pack is in use and the root of
    /// trust that it brought. A power cut leaves the old one in use or the new one. Packs that no test here was drawn from, but
    /// the last one, are given up afterwards.
    ///
    /// # Errors
    /// `Full`, `ReadOnly`, or another fault of the disk; the pack that was in use still is.
    pub fn install_pack(&mut self, pack: HeldPack, bytes: &[u8], root: &[u8]) -> Result<(), StoreError> {
        let last = self.pack_in_use()?;
        self.write_pack(&pack, bytes)?;
        self.write(|change, _| {
            put_into_use(change, &pack)?;
            meta::set(change, ROOT, root)
        })?;
        self.checkpoint()?;
        self.give_up_packs(&pack, last.as_ref())
    }

    /// Puts a pack's file on the disk; nothing uses it yet.
    pub(super) fn write_pack(&self, pack: &HeldPack, bytes: &[u8]) -> Result<(), StoreError> {
        self.make_folder(&self.station.folder.packs())?;
        Ok(write_atomically(&self.station.folder.pack(&pack.digest), bytes)?)
    }

    /// A folder of the station, made where it is missing.
    pub(super) fn make_folder(&self, folder: &Path) -> Result<(), StoreError> {
        match fs::create_dir(folder) {
            Ok(()) => Ok(sync_folder(self.station.dir()).map_err(FileFault::from)?),
            Err(fault) if fault.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            Err(fault) => Err(FileFault::from(fault).into()),
        }
    }

    /// The pack in use; none where the station still has what came with the program.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn pack_in_use(&self) -> Result<Option<HeldPack>, StoreError> {
        let mut select = self.db().prepare_cached("SELECT digest, version, installed_ms FROM pack WHERE in_use = 1")?;
        Ok(select.query_row((), held).optional()?)
    }

    /// The bytes of a pack that was installed, as they were; none where its file is gone.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn pack_bytes(&self, digest: &[u8; 32]) -> Result<Option<Vec<u8>>, StoreError> {
        match read_up_to(&self.station.folder.pack(digest), MOST_PACK) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(FileFault::Gone) => Ok(None),
            Err(fault) => Err(fault.into()), // else: it is there and cannot be read
        }
    }

    /// The newest root of trust: the grant's, or what a pack brought since; none where neither named one.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn root(&self) -> Result<Option<Vec<u8>>, StoreError> {
        meta::get(self.db(), ROOT)
    }

    /// The age identity that sealed questions open with, where the centre gave one.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn pack_key(&self) -> Result<Option<Zeroizing<String>>, StoreError> {
        let kept = meta::get(self.db(), "pack_key")?.map(Zeroizing::new);
        Ok(kept.and_then(|key| Some(Zeroizing::new(std::str::from_utf8(&key).ok()?.to_owned()))))
    }

    fn give_up_packs(&mut self, in_use: &HeldPack, last: Option<&HeldPack>) -> Result<(), StoreError> {
        let mut kept = self.packs_of_tests()?;
        kept.extend([in_use.digest].into_iter().chain(last.map(|last| last.digest)));
        let all: Vec<[u8; 32]> = {
            let mut select = self.db().prepare_cached("SELECT digest, version, installed_ms FROM pack")?;
            let found = select.query_map((), held)?;
            found.map(|held| held.map(|held| held.digest)).collect::<Result<_, _>>()?
        };
        for digest in all.iter().filter(|digest| !kept.contains(*digest)) {
            self.write(|change, _| {
                change.execute("DELETE FROM pack WHERE digest = ?1", [digest])?;
                Ok(())
            })?;
            remove_durably(&self.station.folder.pack(digest))?;
        }
        Ok(())
    }

    /// The packs that tests here were drawn from: some of these tests may still go on, the others be looked at again.
    fn packs_of_tests(&self) -> Result<BTreeSet<[u8; 32]>, StoreError> {
        let mut select = self.db().prepare_cached(
            "SELECT DISTINCT json_extract(CAST(bytes AS TEXT), '$.body.pack') FROM record
             WHERE bytes IS NOT NULL AND json_extract(CAST(bytes AS TEXT), '$.body.kind') = 'attempt-opened'",
        )?;
        let named = select.query_map((), |row| row.get::<_, Option<String>>(0))?;
        let named: Vec<Option<String>> = named.collect::<Result<_, _>>()?;
        Ok(named.into_iter().flatten().filter_map(|digest| unhex(&digest)).collect())
    }
}

/// Within a transaction: this pack, and no other, is in use.
pub(super) fn put_into_use(change: &Connection, pack: &HeldPack) -> Result<(), StoreError> {
    change.execute("UPDATE pack SET in_use = 0 WHERE in_use = 1", ())?;
    change.execute(
        "INSERT INTO pack (digest, version, installed_ms, in_use) VALUES (?1, ?2, ?3, 1)
         ON CONFLICT (digest) DO UPDATE SET in_use = 1",
        (&pack.digest, pack.version, pack.installed.0),
    )?;
    Ok(())
}

fn held(row: &Row<'_>) -> rusqlite::Result<HeldPack> {
    Ok(HeldPack { digest: row.get(0)?, version: row.get(1)?, installed: Moment(row.get(2)?) })
}

impl super::folder::Folder {
    pub(super) fn packs(&self) -> std::path::PathBuf {
        self.0.join("packs")
    }

    pub(super) fn pack(&self, digest: &[u8; 32]) -> std::path::PathBuf {
        self.packs().join(format!("{}.tsp", hex(digest)))
    }
}
