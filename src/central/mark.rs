//! High-water mark of the ledger: how far it has come, in a file outside it. A ledger that is behind its mark has lost what it once
//! held (an old copy was put in its place, its write-ahead log was left behind, or the address is of another database): it is not used
//! before somebody has accepted that. Neither is one without a mark: anyone who copied it may have copied an old one.

use super::erasures::ErasureFile;
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
/// Version of the mark's form, and the one that did not count the list of who was erased.
const VERSION: u32 = 2;
const WITHOUT_LIST: u32 = 1;

/// How far a ledger had come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its generation.
    pub generation: u64,
    /// What it had.
    pub heights: Heights,
    /// People in the list of who was erased, a file beside it.
    pub erased: u64,
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
struct MarkV2 {
    v: u32,
    generation: u64,
    bundles: u64,
    receipts: u64,
    notes: u64,
    /// Not in version 1.
    #[serde(default)]
    erased: u64,
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
        let MarkV2 { v, generation, bundles, receipts, notes, erased, mac } = serde_json::from_slice(&bytes).ok()?;
        let mark = Mark { generation, heights: Heights { bundles, receipts, notes }, erased };
        let is_known = v == VERSION || v == WITHOUT_LIST && erased == 0;
        (is_known && is_same(&unhex::<32>(&mac)?, &self.mac(v, &mark))).then_some(mark)
    }

    /// Replaces the mark, durably, also by a lower one: a loss was accepted.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn write(&self, mark: &Mark) -> Result<(), Vec<Failure>> {
        self.replace(|_| Some(*mark))
    }

    /// Raises the mark, durably. Another server of the same folder may have raised it further since this one looked at the ledger:
    /// that mark stays.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn raise(&self, mark: &Mark) -> Result<(), Vec<Failure>> {
        self.replace(|present| {
            let raised = Mark { erased: mark.erased.max(present.map_or(0, |present| present.erased)), ..*mark };
            present.is_none_or(|present| present != raised && !raised.lacks_from(&present)).then_some(raised)
        })
    }

    fn replace(&self, wanted: impl Fn(Option<Mark>) -> Option<Mark>) -> Result<(), Vec<Failure>> {
        write_in_turn(&self.path, || wanted(self.read()).and_then(|mark| self.bytes(&mark)))
            .map_err(|_| failure(codes::backup::MARK_NOT_WRITTEN, [("file", self.path.display().to_string())]))
    }

    fn bytes(&self, mark: &Mark) -> Option<Vec<u8>> {
        let Mark { generation, heights: Heights { bundles, receipts, notes }, erased } = *mark;
        let mac = hex(&self.mac(VERSION, mark));
        serde_json::to_vec(&MarkV2 { v: VERSION, generation, bundles, receipts, notes, erased, mac }).ok()
    }

    /// By its tag and numbers in this version.
    fn mac(&self, version: u32, mark: &Mark) -> [u8; 32] {
        let Heights { bundles, receipts, notes } = mark.heights;
        let mut numbers = vec![mark.generation, bundles, receipts, notes];
        numbers.extend((version != WITHOUT_LIST).then_some(mark.erased));
        let numbers: Vec<u8> = numbers.into_iter().flat_map(u64::to_le_bytes).collect();
        hmac_sha256(self.key.bytes(), &[format!("tramso-mark{version}").as_bytes(), &numbers])
    }
}

/// Writes the first mark of a new centre, whose ledger holds nothing yet.
///
/// # Errors
/// It cannot be written.
pub fn begin(file: &MarkFile) -> Result<(), Vec<Failure>> {
    file.write(&Mark { generation: 1, heights: Heights::default(), erased: 0 })
}

/// Compares a ledger, and the list of who was erased, with their mark.
///
/// # Errors
/// There is no mark that these keys have written, or the ledger or the list is behind it, with what is to be done; or it failed.
pub fn check(ledger: &dyn Ledger, erasures: &ErasureFile, file: &MarkFile) -> Result<(), Vec<Failure>> {
    let (generation, heights) = backup::state(ledger).map_err(|fault| vec![crate::centre::explain::ledger(&fault)])?;
    let Some(mark) = file.read() else {
        return Err(failure(codes::backup::MARK_MISSING, [("file", file.path.display().to_string())]));
    };
    if let Some(shortage) = erasures.shortage(mark.erased) {
        return Err(vec![shortage]);
    }
    if (Mark { generation, heights, ..mark }).lacks_from(&mark) {
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

/// Ledger whose mark follows it and the list of who was erased: at most once a second, and at the end.
pub struct MarkedLedger(Arc<Inner>);

struct Inner {
    ledger: Box<dyn Ledger>,
    erasures: Arc<ErasureFile>,
    file: MarkFile,
    /// Something was committed since the mark was written.
    is_due: AtomicBool,
}

impl MarkedLedger {
    /// Lets the mark follow a ledger that was compared with it.
    ///
    /// # Errors
    /// The mark cannot be written, or the ledger failed.
    pub fn new(ledger: Box<dyn Ledger>, erasures: Arc<ErasureFile>, file: MarkFile) -> Result<Self, Vec<Failure>> {
        let inner = Arc::new(Inner { ledger, erasures, file, is_due: AtomicBool::new(false) });
        let mark = inner.mark().map_err(|fault| vec![crate::centre::explain::ledger(&fault)])?;
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
    fn mark(&self) -> Result<Mark, LedgerError> {
        let (generation, heights) = backup::state(self.ledger.as_ref())?;
        Ok(Mark { generation, heights, erased: self.erasures.count() })
    }

    /// A mark that cannot be written now is tried again after the next pause: what is held is held all the same.
    fn follow(&self) {
        if !self.is_due.swap(false, Ordering::AcqRel) {
            return;
        }
        let written = self.mark().map_err(drop).and_then(|mark| self.file.raise(&mark).map_err(drop));
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
