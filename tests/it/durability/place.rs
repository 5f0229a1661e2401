//! A station in a folder, with its key at hand.

use super::script::Script;
use super::walk::Walker;
use serde::{Deserialize, Serialize};
use std::{
    fs,
    path::{Path, PathBuf},
};
use tramso::{
    crypto::{Passphrase, demo_centre},
    domain::UnitCode,
    record::hex,
    store::{DbKey, Durability, Grant, Setup, Station, Store, StoreError, Surroundings},
};

/// The first volunteer's passphrase at every station of these suites.
pub const PASSPHRASE: &str = "hai muoi chu cai la du dai";

/// Where a station is, and how it is opened.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Place {
    pub dir: PathBuf,
    /// Key and salt.
    pub key: Vec<u8>,
    /// The control: commits that are not synced.
    pub careless: bool,
}

impl Place {
    pub fn make(dir: &Path) -> Self {
        let station = create(dir).unwrap();
        let key = station.key(station.slots[0].id, &passphrase()).unwrap();
        Self { dir: dir.to_owned(), key: key.to_bytes().bytes().to_vec(), careless: false }
    }

    /// A station at which the first so many saves of a script have been made, cleanly closed.
    pub fn at_save(dir: &Path, script: &Script, saves: usize) -> Self {
        let place = Self::make(dir);
        let mut walker = Walker::open(script, &place).unwrap();
        while walker.done() < saves {
            walker.go_on().unwrap();
        }
        walker.close().unwrap();
        place
    }

    /// The same station in a copy of its folder. The reserve, which is only ever replaced, is linked.
    pub fn copy_to(&self, dir: &Path) -> Self {
        copy_folder(&self.dir, dir);
        Self { dir: dir.to_owned(), ..self.clone() }
    }

    pub fn elsewhere(&self, dir: &Path) -> Self {
        Self { dir: dir.to_owned(), ..self.clone() }
    }

    pub fn key(&self) -> DbKey {
        DbKey::from_bytes(&self.key).unwrap()
    }

    /// As the product opens it, but for the control and the cheap slots.
    pub fn open(&self) -> Result<Store, StoreError> {
        let durability = if self.careless { Durability::Normal } else { Durability::Full };
        let surroundings = Surroundings { durability, ..quick() };
        Station::find(&self.dir)?.unlock_in(self.key(), &surroundings, &mut |_| ())
    }

    /// What the whole folder holds, in one number.
    pub fn digest(&self) -> String {
        let mut all = Vec::new();
        each_file(&self.dir, &mut |path| {
            all.extend(path.to_string_lossy().into_owned().into_bytes());
            all.extend(tramso::crypto::sha256(&[&fs::read(path).unwrap()]));
        });
        hex(&tramso::crypto::sha256(&[&all]))
    }
}

pub fn create(dir: &Path) -> Result<Station, StoreError> {
    let setup = Setup {
        contest: demo_centre::CONTEST.to_owned(),
        unit: UnitCode::parse("11113").unwrap(),
        village: "thôn Ngọc Lặc".to_owned(),
        grant: Grant::demo(),
    };
    Station::create_in(dir, &setup, ("Lan", &passphrase()), &quick())
}

pub fn passphrase() -> Passphrase {
    Passphrase::read(PASSPHRASE).unwrap()
}

/// Little scrypt work: these slots guard nothing.
pub fn quick() -> Surroundings {
    Surroundings { log2_n: 4, ..Surroundings::default() }
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name())).unwrap();
        if path.is_dir() {
            copy_folder(&path, &to.join(name));
        } else if name == "reserve" {
            fs::hard_link(path, to.join(name)).unwrap();
        } else {
            fs::copy(path, to.join(name)).unwrap();
        }
    }
}

/// Every file below a folder, in the order of their names.
pub fn each_file(folder: &Path, look: &mut dyn FnMut(&Path)) {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() { each_file(&path, look) } else { look(&path) }
    }
}
