//! High-water mark of the ledger: how far it has come, in a file outside it. A ledger that is behind its mark has lost what it once
//! held (an old copy was put in its place, its write-ahead log was left behind, or the address is of another database): it is not used
//! before somebody has accepted that. Neither is one without a mark: anyone who copied it may have copied an old one.

use crate::{
    centre::{Keys, backup},
    crypto::{Secret, hex, hkdf_sha256, hmac_sha256, is_same, unhex},
    ledger::{Heights, Ledger, LedgerError, Work},
    notices::{Failure, failure},
    platform::{read_up_to, write_in_turn},
    text::codes,
};
use serde::{Deserialize, Serialize};
use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

/// Name of the mark's file in the centre's folder.
pub const MARK: &str = "so-cai.moc";
/// The mark is written at most so often, and at the end.
const PAUSE: Duration = Duration::from_secs(1);
const MOST_BYTES: usize = 4096;

/// How far a ledger had come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its generation.
    pub generation: u64,
    /// What it had.
    pub heights: Heights,
}

impl Mark {
    /// A ledger at this mark lacks something that one at `other` had.
    fn lacks_from(&self, other: &Self) -> bool {
        let is_behind = self.generation < other.generation
            || self.generation == other.generation && self.heights.is_behind(&other.heights);
        // A centre that has received nothing yet has nothing to lose: it may still choose another database.
        is_behind && (other.heights.bundles > 0 || other.heights.receipts > 0)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MarkV1 {
    v: u32,
    generation: u64,
    bundles: u64,
    receipts: u64,
    notes: u64,
    mac: String,
}

/// Place of a centre's mark, and the key that its content is authenticated with.
pub struct MarkFile {
    path: PathBuf,
    key: Secret<32>,
}

impl MarkFile {
    /// The mark beside the ledger of these keys.
    #[must_use]
    pub fn new(path: PathBuf, keys: &Keys) -> Self {
        let key = hkdf_sha256(keys.master.bytes(), "tramso-mark-key1", &[keys.contest.as_bytes()]);
        Self { path, key }
    }

    /// The mark; none where there is none, or somebody else has written it.
    #[must_use]
    pub fn read(&self) -> Option<Mark> {
        let bytes = read_up_to(&self.path, MOST_BYTES).ok()?;
        let MarkV1 { v, generation, bundles, receipts, notes, mac } = serde_json::from_slice(&bytes).ok()?;
        let mark = Mark { generation, heights: Heights { bundles, receipts, notes } };
        (v == 1 && is_same(&unhex::<32>(&mac)?, &self.mac(&mark))).then_some(mark)
    }

    /// Replaces the mark, durably, also by a lower one: a loss was accepted.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn write(&self, mark: &Mark) -> Result<(), Vec<Failure>> {
        self.replace(mark, |_| true)
    }

    /// Raises the mark, durably. Another server of the same folder may have raised it further since this one looked at the ledger:
    /// that mark stays.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn raise(&self, mark: &Mark) -> Result<(), Vec<Failure>> {
        self.replace(mark, |present| present != *mark && !mark.lacks_from(&present))
    }

    fn replace(&self, mark: &Mark, is_wanted: impl Fn(Mark) -> bool) -> Result<(), Vec<Failure>> {
        let Heights { bundles, receipts, notes } = mark.heights;
        let shape = MarkV1 { v: 1, generation: mark.generation, bundles, receipts, notes, mac: hex(&self.mac(mark)) };
        let unwritten = || failure(codes::backup::MARK_NOT_WRITTEN, [("file", self.path.display().to_string())]);
        let bytes = serde_json::to_vec(&shape).map_err(|_| unwritten())?;
        write_in_turn(&self.path, || self.read().is_none_or(&is_wanted).then_some(bytes)).map_err(|_| unwritten())
    }

    fn mac(&self, mark: &Mark) -> [u8; 32] {
        let Heights { bundles, receipts, notes } = mark.heights;
        let numbers = [mark.generation, bundles, receipts, notes].map(u64::to_le_bytes);
        hmac_sha256(self.key.bytes(), &[b"tramso-mark1", numbers.as_flattened()])
    }
}

/// Writes the first mark of a new centre, whose ledger holds nothing yet.
///
/// # Errors
/// It cannot be written.
pub fn begin(file: &MarkFile) -> Result<(), Vec<Failure>> {
    file.write(&Mark { generation: 1, heights: Heights::default() })
}

/// Compares a ledger with its mark.
///
/// # Errors
/// There is no mark that these keys have written, or the ledger is behind it, with what is to be done; or it failed.
pub fn check(ledger: &dyn Ledger, file: &MarkFile) -> Result<(), Vec<Failure>> {
    let (generation, heights) = backup::state(ledger).map_err(|fault| vec![crate::centre::explain::ledger(&fault)])?;
    let Some(mark) = file.read() else {
        return Err(failure(codes::backup::MARK_MISSING, [("file", file.path.display().to_string())]));
    };
    if (Mark { generation, heights }).lacks_from(&mark) {
        let values = [
            ("once", mark.heights.bundles.to_string()),
            ("now", heights.bundles.to_string()),
            ("receipts_once", mark.heights.receipts.to_string()),
            ("receipts_now", heights.receipts.to_string()),
            ("notes_once", mark.heights.notes.to_string()),
            ("notes_now", heights.notes.to_string()),
        ];
        return Err(failure(codes::backup::LEDGER_BEHIND, values));
    }
    Ok(())
}

/// Ledger whose mark follows it: at most once a second, and at the end.
pub struct MarkedLedger(Arc<Inner>);

struct Inner {
    ledger: Box<dyn Ledger>,
    file: MarkFile,
    /// Something was committed since the mark was written.
    is_due: AtomicBool,
}

impl MarkedLedger {
    /// Lets the mark follow a ledger that was compared with it.
    ///
    /// # Errors
    /// The mark cannot be written, or the ledger failed.
    pub fn new(ledger: Box<dyn Ledger>, file: MarkFile) -> Result<Self, Vec<Failure>> {
        let inner = Arc::new(Inner { ledger, file, is_due: AtomicBool::new(false) });
        let (generation, heights) =
            backup::state(inner.ledger.as_ref()).map_err(|fault| vec![crate::centre::explain::ledger(&fault)])?;
        let mark = Mark { generation, heights };
        if inner.file.read() != Some(mark) {
            inner.file.raise(&mark)?;
        }
        let weak = Arc::downgrade(&inner);
        thread::spawn(move || {
            loop {
                thread::sleep(PAUSE);
                match weak.upgrade() {
                    Some(inner) => inner.follow(),
                    None => return,
                }
            }
        });
        Ok(Self(inner))
    }
}

impl Inner {
    /// A mark that cannot be written now is tried again after the next pause: what is held is held all the same.
    fn follow(&self) {
        if !self.is_due.swap(false, Ordering::AcqRel) {
            return;
        }
        let written = backup::state(self.ledger.as_ref())
            .map_err(drop)
            .and_then(|(generation, heights)| self.file.raise(&Mark { generation, heights }).map_err(drop));
        if written.is_err() {
            self.is_due.store(true, Ordering::Release);
        }
    }
}

impl Ledger for MarkedLedger {
    fn write(&self, work: &mut Work<'_>) -> Result<(), LedgerError> {
        self.0.ledger.write(work)?;
        self.0.is_due.store(true, Ordering::Release);
        Ok(())
    }

    fn read(&self, work: &mut Work<'_>) -> Result<(), LedgerError> {
        self.0.ledger.read(work)
    }

    fn is_fallback(&self) -> bool {
        self.0.ledger.is_fallback()
    }
}

impl Drop for MarkedLedger {
    fn drop(&mut self) {
        self.0.follow();
    }
}
