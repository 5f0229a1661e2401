//! A campaign's folder on the disk.

use crate::{
    content::{MOST_BYTES, Source},
    notices::{Failure, legible},
    platform::read_folder,
    text::codes,
};
use std::path::{Path, PathBuf};

/// More files than a campaign has.
const MOST_FILES: usize = 2000;

/// Folders that are named where one of them was meant.
const MOST_NAMED: usize = 5;

/// A campaign's files as they were read.
pub struct Folder(Vec<(String, Vec<u8>)>);

impl Folder {
    /// Reads a campaign's folder; of files that are too large, enough to recognise that.
    ///
    /// # Errors
    /// What cannot be read.
    pub fn read(folder: &Path) -> Result<Self, Vec<Failure>> {
        let read = Self::read_any(folder)?;
        match read.meant(folder) {
            Some(meant) => {
                let values = [("folder", folder.display().to_string()), ("list", meant)];
                Err(vec![Failure::new(codes::content::OTHER_FOLDER_MEANT, values)])
            }
            None => Ok(read),
        }
    }

    fn read_any(folder: &Path) -> Result<Self, Vec<Failure>> {
        read_folder(folder, MOST_FILES, MOST_BYTES).map(Self).map_err(|unread| {
            let code =
                if unread == folder { codes::content::FOLDER_NOT_FOUND } else { codes::content::FILE_UNREADABLE };
            vec![Failure::new(code, [("file", unread.display().to_string())])]
        })
    }

    /// The campaigns that were meant, where this folder is none: those right below it, or the one that it belongs to.
    fn meant(&self, folder: &Path) -> Option<String> {
        if self.0.iter().any(|(path, _)| path == "contest.toml") {
            return None;
        }
        let below = self.0.iter().filter_map(|(path, _)| path.strip_suffix("/contest.toml"));
        let mut meant: Vec<PathBuf> = below.filter(|path| !path.contains('/')).map(|path| folder.join(path)).collect();
        if meant.is_empty() {
            meant.extend(folder.parent().filter(|above| above.join("contest.toml").is_file()).map(Path::to_owned));
        }
        let names: Vec<String> =
            meant.iter().take(MOST_NAMED).map(|path| legible(&path.display().to_string())).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }

    /// The files as the linter reads them.
    #[must_use]
    pub fn sources(&self) -> Vec<Source<'_>> {
        self.0.iter().map(|(path, bytes)| Source { path, bytes }).collect()
    }
}
