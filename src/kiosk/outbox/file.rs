use crate::{
    crypto::{Sha256Stream, sha256},
    platform::open_regular,
};
use std::{
    io::{self, Cursor, Read, Seek, SeekFrom},
    path::PathBuf,
};

/// One file on its way out: what it is called outside, and where its bytes are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutFile {
    /// Name of the file outside the station.
    pub name: String,
    /// Its bytes.
    pub source: Source,
    /// Length in bytes.
    pub len: u64,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
}

/// Bytes of an outgoing file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file in the station's own folder.
    File(PathBuf),
    /// Bytes in memory.
    Bytes(Vec<u8>),
}

impl OutFile {
    /// A file whose bytes are in memory.
    #[must_use]
    pub fn from_bytes(name: &str, bytes: Vec<u8>) -> Self {
        let len = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        Self { name: name.to_owned(), len, sha256: sha256(&[&bytes]), source: Source::Bytes(bytes) }
    }

    /// Its bytes from a place on.
    ///
    /// # Errors
    /// The station's own file cannot be read.
    pub fn open(&self, at: u64) -> io::Result<Box<dyn Read + '_>> {
        match &self.source {
            Source::File(path) => {
                let (mut file, _) = open_regular(path).map_err(io::Error::other)?;
                file.seek(SeekFrom::Start(at))?;
                Ok(Box::new(file))
            }
            Source::Bytes(bytes) => {
                let mut bytes = Cursor::new(bytes.as_slice());
                bytes.set_position(at);
                Ok(Box::new(bytes))
            }
        }
    }

    /// Whether its bytes are still those that were made: a file in the station's folder may have been damaged since.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let mut hash = Sha256Stream::default();
        let mut copied = 0_u64;
        let Ok(mut source) = self.open(0) else { return false };
        let mut block = vec![0; 1 << 16];
        loop {
            match source.read(&mut block) {
                Ok(0) => return copied == self.len && hash.digest() == self.sha256,
                Ok(count) => {
                    hash.add(block.get(..count).unwrap_or_default());
                    copied += u64::try_from(count).unwrap_or(0);
                }
                Err(_) => return false,
            }
        }
    }
}
