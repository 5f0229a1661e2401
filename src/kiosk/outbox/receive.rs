//! Answers of a centre, in any order and mixture on a stick: packs first, which bring the root's keys, then
//! grants, then receipts.

use super::{
    keep,
    kind::{self, Kind},
};
use crate::{
    bundle::{
        EpochRef,
        receipt::{Held, Receipt, Rejection, open},
    },
    content::pack::Root,
    domain::Stamp,
    kiosk::{
        enrol::{self, GrantNews},
        explain, packs,
    },
    store::{Epoch, Fate, ReceiptContent, ReceiptFate, RecordAnswers, Store, StoreError},
    text::codes,
    tui::{Failure, PackNews},
};
use std::path::{Path, PathBuf};

/// What came of a mixture of files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// Receipts that were applied or older, in order of the files.
    pub receipts: Vec<ReceiptNews>,
    /// The pack that was put into use, or found in use.
    pub pack: Option<PackNews>,
    /// The grant that was applied, or found in force.
    pub grant: Option<GrantNews>,
    /// Files that were not taken, each with its reason. What was there before stays.
    pub refused: Vec<(PathBuf, Failure)>,
    /// What the volunteer should know: a revoked or copied station, people erased on request, bundles that wait for a decision.
    pub remarks: Vec<Failure>,
}

/// What a receipt changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptNews {
    /// The receipt's number for this station.
    pub number: u64,
    /// A newer one was here already: harmless.
    pub older: bool,
    /// It is not the newest that was applied, and has no greater number. On a stick that is an old file; a server that answers so is an old
    /// copy of the centre.
    pub behind: bool,
    /// Records of this station that are held now, and how many of them were not known to be before.
    pub held: u64,
    /// Of these, records that were not known to be held before.
    pub newly_held: u64,
    /// The centre follows another copy of this station in the epoch in which it goes on.
    pub copied: bool,
    /// It is of an earlier generation: by an old copy of the centre, or made before it was restored.
    pub outdated: bool,
    /// It is the first receipt since the centre was restored: what it does not name travels again.
    pub restored: bool,
    /// The first bundle that the centre misses, where it does.
    pub resend_from: Option<u32>,
}

/// People that are erased at once after receipts.
const MOST_ERASED: usize = 500;

/// Takes receipts, packs and grants among these files. Nothing is marked that is not signed by the centre's root.
///
/// # Errors
/// The disk refused. A file that must not be taken is no error: it is in `refused`.
pub fn take(store: &mut Store, files: &[PathBuf], now: Stamp) -> Result<Received, Failure> {
    let mut received = Received::default();
    let (mut grants, mut receipts, mut found_packs) = (Vec::new(), Vec::new(), Vec::new());
    for path in files {
        match kind::read(path) {
            Ok((_, Some(Kind::Pack))) => found_packs.push(path.clone()),
            Ok((bytes, Some(Kind::Grant))) => grants.push((path, bytes)),
            Ok((bytes, Some(Kind::Receipt))) => receipts.push((path, bytes)),
            Ok((_, Some(Kind::Bundle | Kind::Request) | None)) => {
                received.refused.push((path.clone(), explain::no_answer(path)));
            }
            Err(failure) => received.refused.push((path.clone(), failure)),
        }
    }
    if !store.is_enrolled() {
        // A root is believed only after somebody compared its fingerprint: that is asked where a grant is accepted.
        let refused = Failure::new(codes::enrol::NOT_ENROLLED, []);
        let all = found_packs.iter().chain(grants.iter().chain(&receipts).map(|(path, _)| *path));
        received.refused.extend(all.map(|path| (path.clone(), refused.clone())));
        return Ok(received);
    }
    for (path, bytes) in &grants {
        match enrol::renew(store, (path.as_path(), bytes.as_slice()), &found_packs) {
            Ok(news) => received.grant = Some(news),
            Err(failure) => received.refused.push(((*path).clone(), failure)),
        }
    }
    if !found_packs.is_empty() {
        match packs::take_newest(store, &found_packs, now) {
            Ok((news, _)) => received.pack = Some(news),
            Err(failures) => received.refused.extend(found_packs.iter().cloned().zip(failures)),
        }
    }
    take_receipts(store, &receipts, now, &mut received)?;
    Ok(received)
}

/// Takes the receipt that came as the answer over a network.
///
/// # Errors
/// Why it must not be taken; nothing is marked then.
pub fn take_receipt(store: &mut Store, bytes: &[u8], now: Stamp) -> Result<(ReceiptNews, Vec<Failure>), Failure> {
    let root = packs::newest_root(store)?;
    let (news, receipt) = take_one(store, &root, bytes, Path::new("receipt.tsr"), now)?;
    let mut remarks = remarks(store, &receipt)?;
    remarks.extend(news.copied.then(copied));
    remarks.extend(restored(store, news.restored)?);
    remarks.extend(erase(store, now)?);
    Ok((news, remarks))
}

fn take_receipts(
    store: &mut Store,
    receipts: &[(&PathBuf, Vec<u8>)],
    now: Stamp,
    received: &mut Received,
) -> Result<(), Failure> {
    if receipts.is_empty() {
        return Ok(());
    }
    let root = packs::newest_root(store)?;
    let mut newest: Option<Receipt> = None;
    for (path, bytes) in receipts {
        match take_one(store, &root, bytes, path, now) {
            Ok((news, receipt)) => {
                received.receipts.push(news);
                newest = newest.filter(|newest| newest.order() > receipt.order()).or(Some(receipt));
            }
            Err(failure) => received.refused.push(((*path).clone(), failure)),
        }
    }
    if let Some(receipt) = newest {
        received.remarks.extend(remarks(store, &receipt)?);
        received.remarks.extend(received.receipts.iter().any(|one| one.copied).then(copied));
        received.remarks.extend(restored(store, received.receipts.iter().any(|one| one.restored))?);
        received.remarks.extend(erase(store, now)?);
    }
    Ok(())
}

/// What this station's receipts may be about.
///
/// # Errors
/// The database or the disk failed.
pub fn epochs(store: &Store) -> Result<Vec<EpochRef>, StoreError> {
    let of = |epoch: Epoch| EpochRef {
        contest: store.contest().to_owned(),
        station: store.station_id().to_owned(),
        epoch: epoch.id,
    };
    Ok(store.epochs()?.into_iter().map(of).collect())
}

fn take_one(
    store: &mut Store,
    root: &Root,
    bytes: &[u8],
    path: &Path,
    now: Stamp,
) -> Result<(ReceiptNews, Receipt), Failure> {
    let epochs = epochs(store).map_err(|fault| explain::store_logged(store, &fault))?;
    let receipt =
        open(bytes, &root.receipt.keys, &epochs).map_err(|fault| explain::travelled_logged(store, &fault, path))?;
    let pair = |held: &Held| (held.seq, held.digest);
    let content = ReceiptContent {
        epoch: receipt.of.epoch.to_string(),
        generation: receipt.generation,
        number: receipt.number,
        made: receipt.time,
        confirmed: receipt.confirmed,
        ack_upto: receipt.ack_upto,
        head: receipt.head,
        judged_upto: receipt.judged_upto,
        held: receipt.held.iter().map(pair).collect(),
        answers: answers(&receipt.rejected, &receipt.erase),
        quarantined: receipt.quarantined.iter().map(pair).collect(),
        parted: receipt.parted.iter().map(|one| (pair(&one.bundle), answers(&one.rejected, &one.erase))).collect(),
    };
    let fate = store
        .take_receipt(&content, bytes, store.known().now(now).at())
        .map_err(|fault| explain::store_logged(store, &fault))?;
    let news = |older, held, newly_held| ReceiptNews {
        number: receipt.number,
        older,
        behind: false,
        held,
        newly_held,
        copied: false,
        outdated: false,
        restored: false,
        resend_from: receipt.resend_from,
    };
    match fate {
        ReceiptFate::Taken { held, before, copied, restored } => {
            let known = news(false, held, held.saturating_sub(before));
            Ok((ReceiptNews { copied, restored, ..known }, receipt))
        }
        ReceiptFate::Outdated => Ok((ReceiptNews { outdated: true, ..news(true, 0, 0) }, receipt)),
        ReceiptFate::Older { is_it } => Ok((ReceiptNews { behind: !is_it, ..news(true, 0, 0) }, receipt)),
        ReceiptFate::OtherChain { number } => {
            Err(Failure::new(codes::handover::RECEIPT_OF_ANOTHER_CHAIN, [("n", number.to_string())]))
        }
        ReceiptFate::OtherEpoch => {
            Err(Failure::new(codes::handover::RECEIPT_OF_UNKNOWN_EPOCH, [("epoch", receipt.of.epoch.to_string())]))
        }
    }
}

fn answers(rejected: &[Rejection], erase: &[u64]) -> RecordAnswers {
    RecordAnswers {
        rejected: rejected.iter().map(|one| (one.number, one.reason.clone())).collect(),
        erase: erase.to_vec(),
    }
}

/// Remarks of a receipt that the volunteer should see.
fn remarks(store: &Store, receipt: &Receipt) -> Result<Vec<Failure>, Failure> {
    let mut remarks = Vec::new();
    if receipt.revoked.iter().any(|station| *store.station_id() == **station) {
        remarks.push(Failure::new(codes::handover::STATION_REVOKED, []));
    }
    if !receipt.quarantined.is_empty() {
        let count = receipt.quarantined.len().to_string();
        remarks.push(Failure::new(codes::handover::BUNDLES_AWAIT_DECISION, [("n", count)]));
    }
    let version =
        store.pack_in_use().map_err(|fault| explain::store_logged(store, &fault))?.map_or(1, |held| held.version);
    let newer = receipt.packs.iter().find(|pack| pack.contest == store.contest() && pack.version > version);
    remarks.extend(
        newer.map(|pack| Failure::new(codes::handover::NEWER_PACK_AVAILABLE, [("version", pack.version.to_string())])),
    );
    Ok(remarks)
}

/// Somebody works with a copy of this station, and the centre goes by theirs.
fn copied() -> Failure {
    Failure::new(codes::handover::COPY_IS_FOLLOWED, [])
}

/// The centre was restored: so many bundles of this station are not in it, and travel again.
fn restored(store: &Store, is_restored: bool) -> Result<Option<Failure>, Failure> {
    if !is_restored {
        return Ok(None);
    }
    let bundles = store.bundles().map_err(|fault| explain::store_logged(store, &fault))?;
    let count = bundles.iter().filter(|line| line.fate == Fate::Unknown).count();
    Ok(Some(Failure::new(codes::sending::CENTRE_WAS_RESTORED, [("n", count.to_string())])))
}

/// What was asked for goes at once. What has been held long enough waits for the end of a visit or the next opening: that depends on
/// the contest's pack, which need not be read for each receipt.
fn erase(store: &mut Store, now: Stamp) -> Result<Option<Failure>, Failure> {
    let retired = keep::retire_asked(store, MOST_ERASED, now).map_err(|fault| explain::store_logged(store, &fault))?;
    let content = |count: usize| Failure::new(codes::handover::PEOPLE_ERASED, [("n", count.to_string())]);
    Ok((retired.asked > 0).then(|| content(retired.asked)))
}
