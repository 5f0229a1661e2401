use super::now;
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Everything that the log can say: kinds and numbers, no texts, so that no name, number or answer can get into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogEvent {
    Started,
    Stopped,
    /// The program stopped by a panic.
    Panicked,
    Unlocked {
        slot: u32,
    },
    WrongPassphrase {
        tries: u32,
    },
    CheckedAfterUncleanStop {
        milliseconds: u64,
    },
    EpochOpened,
    SpaceShort {
        free: u64,
    },
    SaveFailed {
        code: u32,
    },
    Reopened,
    BackupWritten {
        bytes: u64,
    },
    DriveGone,
    PrinterFailed,
    ScreenTooSmall {
        columns: u16,
        rows: u16,
    },
    /// A notice was shown: its number in docs/ERRORS.md.
    Notice {
        number: u16,
    },
}

/// A log of at most two files of 256 KiB, one line an event.
#[derive(Debug)]
pub struct Log {
    path: PathBuf,
    file: File,
    written: u64,
}

/// A file this long is put aside, over the one put aside before.
const MOST: u64 = 256 << 10;

impl Log {
    /// Opens the log for appending.
    ///
    /// # Errors
    /// As the system tells.
    pub fn open(path: &Path) -> io::Result<Self> {
        let file = OpenOptions::new().create(true).append(true).open(path)?;
        let written = file.metadata()?.len();
        Ok(Self { path: path.to_owned(), file, written })
    }

    /// Appends a line: wall clock in milliseconds, then the event. A log that cannot be written stops nobody.
    pub fn write(&mut self, event: LogEvent) {
        let line = format!("{} {event:?}\n", now().wall_ms);
        if self.written > MOST {
            self.turn();
        }
        if self.file.write_all(line.as_bytes()).is_ok() {
            self.written += u64::try_from(line.len()).unwrap_or(0);
        }
    }

    fn turn(&mut self) {
        let old = self.path.with_extension("old.log");
        let _ = fs::rename(&self.path, old); // appending to the long file is better than stopping
        if let Ok(fresh) = Self::open(&self.path) {
            *self = fresh;
        }
    }
}
