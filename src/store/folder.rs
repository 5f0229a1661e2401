use super::{Damage, StoreError};
use crate::platform::{FileFault, write_atomically};
use serde::{Serialize, de::DeserializeOwned};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Paths in a station's folder.
#[derive(Clone, Debug)]
pub(super) struct Folder(pub(super) PathBuf);

/// The two mirrored folders of key slots (docs/THREAT-MODEL.md K6).
pub(super) const MIRRORS: [&str; 2] = ["A", "B"];
/// A small file of ours is never longer.
const MOST: u64 = 1 << 20;

impl Folder {
    pub(super) fn station_file(&self) -> PathBuf {
        self.0.join("station.json")
    }

    pub(super) fn lock_file(&self) -> PathBuf {
        self.0.join("station.lock")
    }

    pub(super) fn database(&self) -> PathBuf {
        self.0.join("tramso.db")
    }

    /// A copy of the database under a new key, before it takes the database's name.
    pub(super) fn database_part(&self) -> PathBuf {
        self.0.join("tramso.db.part")
    }

    /// The database as it was before a newer program brought it to its own form.
    pub(super) fn database_before(&self, version: i64) -> PathBuf {
        self.0.join(format!("tramso.db.before-{version}"))
    }

    pub(super) fn log_of_writes(&self) -> PathBuf {
        self.0.join("tramso.db-wal")
    }

    /// A file of zeros that is given up when the drive is full, so that the last answers still fit.
    pub(super) fn reserve(&self) -> PathBuf {
        self.0.join("reserve")
    }

    /// How far the chain had come.
    pub(super) fn high_water(&self) -> PathBuf {
        self.0.join("mark.json")
    }

    pub(super) fn guard(&self) -> PathBuf {
        self.0.join("guard.json")
    }

    pub(super) fn keys(&self, mirror: &str) -> PathBuf {
        self.0.join("keys").join(mirror)
    }

    pub(super) fn names(&self, mirror: &str) -> PathBuf {
        self.keys(mirror).join("names.json")
    }

    pub(super) fn slot(&self, mirror: &str, id: u32) -> PathBuf {
        self.keys(mirror).join(format!("slot-{id}.age"))
    }

    /// The database key, sealed to the identities of the slots.
    pub(super) fn key(&self, mirror: &str) -> PathBuf {
        self.keys(mirror).join("key.age")
    }

    pub(super) fn recovery(&self, mirror: &str) -> PathBuf {
        self.keys(mirror).join("recovery.age")
    }
}

/// A whole small file; none when it is missing.
pub(super) fn read_small(path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
    match fs::metadata(path) {
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(fault) => Err(FileFault::from(fault).into()),
        Ok(metadata) if !metadata.is_file() || metadata.len() > MOST => Err(StoreError::NotOurs),
        Ok(_) => Ok(Some(fs::read(path).map_err(FileFault::from)?)),
    }
}

/// Reads strict JSON; `damage` names the file when it is none.
pub(super) fn read_json<T: DeserializeOwned>(path: &Path, damage: Damage) -> Result<Option<T>, StoreError> {
    let Some(bytes) = read_small(path)? else { return Ok(None) };
    serde_json::from_slice(&bytes).map(Some).map_err(|_| StoreError::Damaged(damage))
}

pub(super) fn write_json<T: Serialize>(path: &Path, value: &T) -> Result<(), StoreError> {
    let bytes = serde_json::to_vec(value).map_err(|_| StoreError::Damaged(Damage::Values))?;
    Ok(write_atomically(path, &bytes)?)
}
