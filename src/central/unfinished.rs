use super::{location::LEDGER, mark::MARK};
use crate::platform;
use std::path::{Path, PathBuf};

/// What a command makes: removed when it is dropped before everything is there.
pub struct Unfinished {
    files: Vec<PathBuf>,
    /// The innermost first.
    folders: Vec<PathBuf>,
}

impl Unfinished {
    /// Notes which of the files and folders are not there yet.
    pub fn new(mut files: Vec<PathBuf>, mut folders: Vec<PathBuf>) -> Self {
        files.retain(|path| !path.exists());
        folders.retain(|path| !path.exists());
        Self { files, folders }
    }

    /// Everything is there: nothing is removed.
    pub fn finish(mut self) {
        self.files.clear();
        self.folders.clear();
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        for file in &self.files {
            let _ = platform::remove_durably(file); // what failed before is reported
        }
        for folder in &self.folders {
            platform::remove_empty_folder(folder);
        }
    }
}

/// The files of a ledger in a folder, and its mark's.
pub fn ledger_files(folder: &Path) -> Vec<PathBuf> {
    let ledger = ["", "-wal", "-shm"].map(|ending| folder.join(format!("{LEDGER}{ending}")));
    let mark = ["", ".lock"].map(|ending| folder.join(format!("{MARK}{ending}")));
    ledger.into_iter().chain(mark).collect()
}
