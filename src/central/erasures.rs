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
        let known = read_own(&path)?;
        Ok(Self { path, known: Mutex::new(known) })
    }

    /// People in it.
    pub fn count(&self) -> u64 {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        u64::try_from(known.len()).unwrap_or(u64::MAX)
    }

    /// The notice of a list that has fewer people than it had `once`; none where it has as many.
    pub fn shortage(&self, once: u64) -> Option<Failure> {
        let now = self.count();
        let values = [("file", self.path.display().to_string()), ("once", once.to_string()), ("now", now.to_string())];
        (now < once).then(|| Failure::new(codes::backup::ERASURES_SHORT, values))
    }

    /// Adds everybody of another list, durably. A list that is taken along is whole: it names somebody, and nothing in it is torn.
    ///
    /// # Errors
    /// The other list cannot be read or is not whole, or this one cannot be written.
    pub fn add_all(&self, other: &Path) -> Result<(), Vec<Failure>> {
        let named = read(other, false)?;
        if named.is_empty() {
            return Err(damaged(other));
        }
        self.add_missing(named)
    }

    /// Adds everybody of the copy of this list that a backup has beside it, durably: it may be torn where the list was.
    ///
    /// # Errors
    /// The copy cannot be read, or this list cannot be written.
    pub fn add_copy(&self, copy: &Path) -> Result<(), Vec<Failure>> {
        self.add_missing(read_own(copy)?)
    }

    fn add_missing(&self, named: HashSet<ErasedHash>) -> Result<(), Vec<Failure>> {
        let missing: Vec<ErasedHash> = named.into_iter().filter(|person| !self.contains(person)).collect();
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

/// The people of a list that this program has written alone; of one that is not there, nobody: nobody has been erased.
fn read_own(path: &Path) -> Result<HashSet<ErasedHash>, Vec<Failure>> {
    if path.exists() { read(path, true) } else { Ok(HashSet::new()) }
}

/// The people of a list. What a power cut tore of the own list was never acknowledged: a line that is shorter, closed by the one that came
/// after it, and where it is the last one, zeros that a file system left in its place. Anything else is damage: a list that is taken for
/// empty brings people back who asked to be erased.
fn read(path: &Path, may_be_torn: bool) -> Result<HashSet<ErasedHash>, Vec<Failure>> {
    const WIDTH: usize = 2 * size_of::<ErasedHash>();
    let bytes = read_up_to(path, LONGEST_LIST).map_err(|_| damaged(path))?;
    let text = String::from_utf8(bytes).map_err(|_| damaged(path))?;
    let (whole, last) = text.rsplit_once('\n').unwrap_or(("", &text));
    let is_torn = |line: &str| line.len() < WIDTH && line.bytes().all(|sign| sign.is_ascii_hexdigit());
    let is_torn_end = last.len() <= WIDTH && is_torn(last.trim_end_matches('\0'));
    let is_closed = last.is_empty() || may_be_torn && is_torn_end;
    if !is_closed {
        return Err(damaged(path));
    }
    // An editor of another system may have put its ends of lines.
    let lines = whole.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).filter(|line| !line.is_empty());
    let lines = lines.filter(|line| !(may_be_torn && is_torn(line)));
    lines.map(|line| unhex(line).ok_or_else(|| damaged(path))).collect()
}

fn damaged(path: &Path) -> Vec<Failure> {
    failure(codes::backup::ERASURES_DAMAGED, [("file", path.display().to_string())])
}
