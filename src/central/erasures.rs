use crate::{
    centre::{ErasedHash, ErasureList},
    crypto::{hex, unhex},
    ledger::LedgerError,
    notices::{Failure, failure},
    platform::{FileFault, append_durably, read_up_to},
    text::codes,
};
use std::{
    collections::HashSet,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

/// Name of the list in the centre's folder.
pub const ERASURES: &str = "da-xoa.txt";
/// Longest list in bytes: a million people.
pub const LONGEST_LIST: usize = 65 << 20;

/// People who were erased: a line each, only ever added to, in a file beside the keys.
pub struct ErasureFile {
    path: PathBuf,
    known: Mutex<HashSet<ErasedHash>>,
}

impl ErasureFile {
    /// Reads the list; one that is not there is empty.
    ///
    /// # Errors
    /// It cannot be read, or a line of it is none of ours.
    pub fn open(path: PathBuf) -> Result<Self, Vec<Failure>> {
        let known = read(&path)?;
        Ok(Self { path, known: Mutex::new(known) })
    }

    /// Adds everybody of another list, durably.
    ///
    /// # Errors
    /// The other list cannot be read, or this one not be written.
    pub fn add_all(&self, other: &Path) -> Result<(), Vec<Failure>> {
        let missing: Vec<ErasedHash> = read(other)?.into_iter().filter(|person| !self.contains(person)).collect();
        self.append(&missing).map_err(|_| damaged(&self.path))
    }

    /// Adds these people, durably together.
    fn append(&self, people: &[ErasedHash]) -> Result<(), FileFault> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let lines: String = people.iter().map(|person| hex(person) + "\n").collect();
        if !lines.is_empty() {
            append_durably(&self.path, lines.as_bytes())?;
        }
        known.extend(people);
        Ok(())
    }
}

impl ErasureList for ErasureFile {
    fn add(&self, person: &ErasedHash) -> Result<(), LedgerError> {
        self.append(&[*person]).map_err(|fault| LedgerError::Unavailable(fault.to_string().into()))
    }

    fn contains(&self, person: &ErasedHash) -> bool {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).contains(person)
    }

    fn is_empty(&self) -> bool {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }
}

/// What a power cut tore is no whole line: it was never acknowledged.
fn read(path: &Path) -> Result<HashSet<ErasedHash>, Vec<Failure>> {
    if !path.exists() {
        return Ok(HashSet::new());
    }
    let bytes = read_up_to(path, LONGEST_LIST).map_err(|_| damaged(path))?;
    let text = String::from_utf8(bytes).map_err(|_| damaged(path))?;
    let whole = text.rfind('\n').map_or("", |end| text.get(..end).unwrap_or_default());
    // A shorter line is what a power cut left, closed by the line that came after it.
    let lines = whole.lines().filter(|line| line.len() >= 2 * size_of::<ErasedHash>());
    lines.map(|line| unhex(line).ok_or_else(|| damaged(path))).collect()
}

fn damaged(path: &Path) -> Vec<Failure> {
    failure(codes::backup::ERASURES_DAMAGED, [("file", path.display().to_string())])
}
