//! A campaign's folder on the disk.

use crate::{
    content::{MOST_BYTES, Source},
    notices::Failure,
    platform::read_folder,
    text::codes,
};
use std::path::Path;

/// More files than a campaign has.
const MOST_FILES: usize = 2000;

/// A campaign's files as they were read.
pub struct Folder(Vec<(String, Vec<u8>)>);

impl Folder {
    /// Reads a campaign's folder; of files that are too large, enough to recognise that.
    ///
    /// # Errors
    /// What cannot be read.
    pub fn read(folder: &Path) -> Result<Self, Vec<Failure>> {
        read_folder(folder, MOST_FILES, MOST_BYTES).map(Self).map_err(|unread| {
            let code =
                if unread == folder { codes::content::FOLDER_NOT_FOUND } else { codes::content::FILE_UNREADABLE };
            vec![Failure::new(code, [("file", unread.display().to_string())])]
        })
    }

    /// The files as the linter reads them.
    #[must_use]
    pub fn sources(&self) -> Vec<Source<'_>> {
        self.0.iter().map(|(path, bytes)| Source { path, bytes }).collect()
    }
}
