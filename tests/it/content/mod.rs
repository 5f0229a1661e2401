//! The content room at its door.

mod broken;
mod builtin;
mod exchange;
#[cfg(feature = "studio")]
mod exchange_office;
mod forms;
mod guess;
mod pack;
mod places;
mod pool;
mod roster;
#[cfg(feature = "studio")]
mod strangers_office;
#[cfg(feature = "studio")]
mod teachers_office;

use crate::days::date;
pub use pack::form::png;
use std::{
    fs,
    path::{Path, PathBuf},
};
use tramso::content::{Fault, FaultKind, Reading, Source, lint, read};

/// A folder of content in memory, as `read` takes it.
#[derive(Clone)]
pub struct Folder(Vec<(String, Vec<u8>)>);

impl Folder {
    /// Every file below a folder on disk.
    fn open(root: &Path) -> Self {
        let mut files: Vec<_> = files_below(root)
            .into_iter()
            .map(|path| (path.strip_prefix(root).unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap()))
            .collect();
        files.sort();
        Self(files)
    }

    /// The small campaign that has no fault.
    pub fn good() -> Self {
        Self::open(&fixtures().join("good-content"))
    }

    fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.0.retain(|(known, _)| known != path);
        self.0.push((path.to_owned(), bytes.into()));
        self
    }

    fn without(mut self, path: &str) -> Self {
        self.0.retain(|(known, _)| known != path);
        self
    }

    fn replaced(self, path: &str, from: &str, to: &str) -> Self {
        let text = String::from_utf8(self.bytes(path).to_vec()).unwrap();
        assert!(text.contains(from), "{path} has no {from:?}");
        self.with(path, text.replacen(from, to, 1))
    }

    fn bytes(&self, path: &str) -> &[u8] {
        &self.0.iter().find(|(known, _)| known == path).unwrap().1
    }

    fn sources(&self) -> Vec<Source<'_>> {
        self.0.iter().map(|(path, bytes)| Source { path, bytes }).collect()
    }

    pub fn read(&self) -> Result<Reading, Vec<Fault>> {
        read(&self.sources(), &tramso::content::builtin::haiphong().unwrap())
    }

    fn lint(&self) -> Result<Reading, Vec<Fault>> {
        lint(&self.sources(), &tramso::content::builtin::haiphong().unwrap(), date(2026, 11, 22))
    }

    /// All faults, warnings among them, whether or not it was taken.
    fn faults(&self) -> Vec<Fault> {
        self.lint().map_or_else(|faults| faults, |reading| reading.warnings)
    }

    fn kinds(&self) -> Vec<FaultKind> {
        self.faults().into_iter().map(|fault| fault.what).collect()
    }
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures")
}

fn files_below(dir: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}
