use crate::{
    centre::{ErasedHash, ErasureList},
    crypto::{hex, unhex},
    ledger::LedgerError,
    notices::{Failure, failure},
    platform::{append_durably, read_up_to},
    text::codes,
};
use std::{
    collections::HashSet,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

/// Name of the list in the centre's folder.
pub const ERASURES: &str = "da-xoa.txt";
/// A list of a million people.
const MOST_BYTES: usize = 65 << 20;

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
        for person in read(other)? {
            if !self.contains(&person) {
                self.add(&person).map_err(|_| damaged(&self.path))?;
            }
        }
        Ok(())
    }
}

impl ErasureList for ErasureFile {
    fn add(&self, person: &ErasedHash) -> Result<(), LedgerError> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        append_durably(&self.path, format!("{}\n", hex(person)).as_bytes())
            .map_err(|fault| LedgerError::Unavailable(fault.to_string().into()))?;
        known.insert(*person);
        Ok(())
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
    let bytes = read_up_to(path, MOST_BYTES).map_err(|_| damaged(path))?;
    let text = String::from_utf8(bytes).map_err(|_| damaged(path))?;
    let whole = text.rfind('\n').map_or("", |end| text.get(..end).unwrap_or_default());
    // A shorter line is what a power cut left, closed by the line that came after it.
    let lines = whole.lines().filter(|line| line.len() >= 2 * size_of::<ErasedHash>());
    lines.map(|line| unhex(line).ok_or_else(|| damaged(path))).collect()
}

fn damaged(path: &Path) -> Vec<Failure> {
    failure(codes::backup::ERASURES_DAMAGED, [("file", path.display().to_string())])
}
