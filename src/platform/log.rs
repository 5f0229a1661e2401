use super::now;
use std::{
    error::Error,
    fmt::{self, Write as _},
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Log event: kinds and numbers, no texts, so that no name, number or answer can get into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogEvent {
    /// The program started.
    Started,
    /// The program ended in order.
    Stopped,
    /// The program stopped by a panic.
    Panicked,
    /// A volunteer opened the station.
    Unlocked {
        /// Number of the slot.
        slot: u32,
    },
    /// A wrong passphrase was typed.
    WrongPassphrase {
        /// Wrong passphrases in a row.
        tries: u32,
    },
    /// The database was checked after an unclean stop.
    CheckedAfterUncleanStop {
        /// Duration of the check.
        milliseconds: u64,
    },
    /// A new epoch began.
    EpochOpened,
    /// The disk has little room left.
    SpaceShort {
        /// Free bytes.
        free: u64,
    },
    /// A transaction was not saved.
    SaveFailed {
        /// Extended result code of SQLite.
        code: u32,
    },
    /// The database was opened again after a failed write.
    Reopened,
    /// A backup was written and read back.
    BackupWritten {
        /// Its size.
        bytes: u64,
    },
    /// A removable drive went away while in use.
    DriveGone,
    /// A printer did not print.
    PrinterFailed,
    /// The terminal is too small for the screens.
    ScreenTooSmall {
        /// Its width in characters.
        columns: u16,
        /// Its height in characters.
        rows: u16,
    },
    /// A notice was shown: its number in docs/ERRORS.md.
    Notice {
        /// Number of the notice.
        number: u16,
    },
    /// An error became a notice: what people see, and the chain of errors behind it.
    Failed {
        /// Code of the notice in docs/ERRORS.md.
        code: &'static str,
        /// Kinds of the error and of its sources.
        kinds: ErrorKinds,
    },
}

/// Kinds of an error and of its sources, outermost first: names of variants of the program, without any value that they hold.
#[derive(Clone, PartialEq, Eq)]
pub struct ErrorKinds(Vec<String>);

/// A longer chain of errors is cut here.
const MOST_KINDS: usize = 8;

impl From<&(dyn Error + 'static)> for ErrorKinds {
    fn from(error: &(dyn Error + 'static)) -> Self {
        let mut kinds = Vec::new();
        let mut next = Some(error);
        while let Some(error) = next.filter(|_| kinds.len() < MOST_KINDS) {
            kinds.push(kind_of(error));
            next = error.source();
        }
        Self(kinds)
    }
}

impl fmt::Debug for ErrorKinds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}]", self.0.join(", "))
    }
}

/// Name of an error's variant; `Other` for an error that has none, such as a text.
fn kind_of(error: &(dyn Error + 'static)) -> String {
    let mut name = Identifier(String::new());
    // Formatting is cut off behind the name: what the variant holds is not even formatted.
    let _ = match error.downcast_ref::<io::Error>() {
        Some(error) => write!(name, "{:?}", error.kind()),
        None => write!(name, "{error:?}"),
    };
    if name.0.starts_with(|ch: char| ch.is_ascii_uppercase()) { name.0 } else { "Other".to_owned() }
}

/// Writer that keeps the identifier at the beginning of what is written, and refuses the rest.
struct Identifier(String);

impl fmt::Write for Identifier {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for ch in text.chars() {
            if !ch.is_ascii_alphanumeric() {
                return Err(fmt::Error);
            }
            self.0.push(ch);
        }
        Ok(())
    }
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
    /// The system refused.
    pub fn open(path: &Path) -> io::Result<Self> {
        let file = OpenOptions::new().create(true).append(true).open(path)?;
        let written = file.metadata()?.len();
        Ok(Self { path: path.to_owned(), file, written })
    }

    /// Appends a line: wall clock in milliseconds, then the event. A log that cannot be written stops nobody.
    pub fn write(&mut self, event: &LogEvent) {
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
