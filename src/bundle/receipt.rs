//! Receipts: what the centre holds of an epoch's records, and what it answers. Each contains everything again, so that losing one does
//! not matter.

use super::{
    BundleFault, EpochRef, PackRef,
    edition::Edition,
    json::{Hex, read_canonical},
    limits::{MOST_RECEIPT, MOST_RECEIPT_BODY, MOST_SEQ},
    open::same,
    signed::Rest,
    station::{PackRefV1, is_number},
};
#[cfg(feature = "base")]
use super::{
    json::write as json,
    signed::{parcel, sign, signature_name},
};
#[cfg(feature = "base")]
use crate::crypto::minisig::SigningKey;
use crate::{
    crypto::minisig::PublicKey,
    domain::{Moment, StationId},
    record::GENESIS,
};
use serde::{Deserialize, Serialize};

/// Receipt of a centre for one epoch of a station.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The station and its epoch.
    pub of: EpochRef,
    /// Counted from 1 for each station: of two in one generation, the greater one is the newer.
    pub number: u64,
    /// Generation of the centre's ledger, counted from 1: a restored ledger has a greater one, and what an earlier one has promised no
    /// longer holds (docs/decisions/038-receipts-with-a-generation.md).
    pub generation: u64,
    /// When it was made, by the centre's clock.
    pub time: Moment,
    /// The centre has confirmed the epoch: its records count.
    pub confirmed: bool,
    /// All records up to this one are held durably, without a gap; 0 for none. Held is not counted
    /// (docs/decisions/005-held-is-not-counted.md).
    pub ack_upto: u64,
    /// The chain's head there: a station that has another one at this record must not believe the receipt.
    pub head: [u8; 32],
    /// Up to this record everything has been judged.
    pub judged_upto: u64,
    /// Bundles that are held, in order; those behind a gap too.
    pub held: Vec<Held>,
    /// Bundles of which a person must decide: nothing of them may be erased.
    pub quarantined: Vec<Held>,
    /// Bundles that are held on another branch than the one that `held` speaks of, where copies of the station have parted; in order.
    pub parted: Vec<Parted>,
    /// Records that do not count, in order: those of bundles in `held`, as copies use the same numbers for different people.
    pub rejected: Vec<Rejection>,
    /// The first bundle that is missing, where one is.
    pub resend_from: Option<u32>,
    /// Records whose person asked for erasure, in order: those of bundles in `held`.
    pub erase: Vec<u64>,
    /// The newest packs.
    pub packs: Vec<PackRef>,
    /// Ids of stations whose records no longer count, in order.
    pub revoked: Vec<String>,
    /// The newest root's version: a newer pack brings it.
    pub root: u32,
}

/// A bundle by its number and the digest of its manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// The bundle's number within the epoch.
    pub seq: u32,
    /// SHA-256 of its manifest.
    pub digest: [u8; 32],
}

/// A bundle that is held on another branch, with the answers to its own records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parted {
    /// The bundle.
    pub bundle: Held,
    /// As those of the receipt.
    pub rejected: Vec<Rejection>,
    /// Records whose person asked for erasure, in order.
    pub erase: Vec<u64>,
}

/// A record that does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// Number of the record within the epoch.
    pub number: u64,
    /// A word of small letters and `-`; the centre's ingest defines which ones there are.
    pub reason: String,
}

/// Names of a receipt's members.
const RECEIPT: &str = "receipt.json";

/// Writes and signs a receipt.
///
/// # Errors
/// `Signing`, or what a reader would refuse.
#[cfg(feature = "base")]
pub fn write(receipt: &Receipt, key: &SigningKey) -> Result<Vec<u8>, BundleFault> {
    let body = json(&ReceiptV1::new(receipt));
    Receipt::read(&body)?;
    let signature = sign(key, &body, &receipt.comment())?;
    parcel(&[(RECEIPT, &body), (&signature_name(RECEIPT), signature.as_bytes())])
}

/// Verifies a receipt by one of the root's receipt keys, and that it is for one of this station's epochs.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn open(bytes: &[u8], keys: &[PublicKey], epochs: &[EpochRef]) -> Result<Receipt, BundleFault> {
    let mut rest = Rest::new(bytes, MOST_RECEIPT, 2)?;
    let signed = rest.take_signed(RECEIPT, MOST_RECEIPT_BODY)?;
    rest.end()?;
    let comment = signed.verify_by_one(keys)?;
    let receipt = Receipt::read(signed.bytes)?;
    signed.is_for(comment, receipt.comment())?;
    let Some(newest) = epochs.last() else {
        return Err(BundleFault::WrongEpoch { wanted: String::new(), found: receipt.of.epoch.to_string() });
    };
    // Where no epoch is the receipt's, it is compared with the newest one.
    let wanted = epochs.iter().find(|known| **known == receipt.of).unwrap_or(newest);
    same(&receipt.of, wanted).map(|()| receipt)
}

/// File name of a station's receipt of this number, the same on every file system.
#[must_use]
pub fn file_name(station: &StationId, number: u64) -> String {
    format!("{}-{number:06}.tsr", station.short())
}

impl Receipt {
    /// The trusted comment that its signature must have.
    #[must_use]
    pub fn comment(&self) -> String {
        format!("tramso-receipt/1 {} {} {}", self.of.station, self.of.epoch, self.number)
    }

    /// The receipt's name: the same on every file system.
    #[must_use]
    pub fn file_name(&self) -> String {
        file_name(&self.of.station, self.number)
    }

    /// By which receipts of a station are ordered: of two, the greater one is the newer.
    #[must_use]
    pub fn order(&self) -> (u64, u64) {
        (self.generation, self.number)
    }

    /// Whether the bundle is held, on whichever branch, and not in quarantine.
    #[must_use]
    pub fn holds(&self, seq: u32, digest: &[u8; 32]) -> bool {
        let bundle = Held { seq, digest: *digest };
        let is_parted = || self.parted.iter().any(|one| one.bundle == bundle);
        (self.held.contains(&bundle) || is_parted()) && !self.quarantined.contains(&bundle)
    }

    fn read(bytes: &[u8]) -> Result<Self, BundleFault> {
        if bytes.len() > MOST_RECEIPT_BODY {
            let (bytes, most) = (bytes.len(), MOST_RECEIPT_BODY);
            return Err(BundleFault::MemberTooLarge { member: RECEIPT.to_owned(), bytes, most });
        }
        let receipt = read_canonical::<ReceiptV1>(RECEIPT, bytes)?.open()?;
        receipt.check()?;
        Ok(receipt)
    }

    fn check(&self) -> Result<(), BundleFault> {
        let fault = |field| Err(BundleFault::Value { member: RECEIPT.to_owned(), field });
        let contradiction = |field| Err(BundleFault::Contradiction { member: RECEIPT.to_owned(), field });
        let once = self.held.is_sorted_by(|one, next| one.seq < next.seq);
        let parted: Vec<Held> = self.parted.iter().map(|one| one.bundle).collect();
        let is_elsewhere = |one: &Held| self.held.contains(one) || self.quarantined.contains(one);
        let of_parted = self.parted.iter().all(|one| are_rejections(&one.rejected) && are_records(&one.erase));
        let revoked = self.revoked.is_sorted_by(|one, next| one < next)
            && self.revoked.iter().all(|station| StationId::parse(station).is_some());
        match () {
            () if !is_record(self.number) => fault("number"),
            () if !is_record(self.generation) => fault("generation"),
            () if !is_number(self.ack_upto) => fault("ack_upto"),
            () if (self.head == GENESIS) != (self.ack_upto == 0) => contradiction("head"),
            () if self.judged_upto > self.ack_upto => contradiction("judged_upto"),
            () if !are_bundles(&self.held) || !once => fault("held"),
            () if !are_bundles(&self.quarantined) => fault("quarantined"),
            () if !are_bundles(&parted) || !of_parted => fault("parted"),
            () if parted.iter().any(is_elsewhere) => contradiction("parted"),
            () if !are_rejections(&self.rejected) => fault("rejected"),
            () if self.resend_from.is_some_and(|seq| !(1..=MOST_SEQ).contains(&seq)) => fault("resend_from"),
            () if !are_records(&self.erase) => fault("erase"),
            () if !revoked => fault("revoked"),
            () if self.root == 0 => fault("root"),
            () => Ok(()),
        }
    }
}

fn is_record(number: u64) -> bool {
    number >= 1 && is_number(number)
}

/// The generation of a centre that was never restored.
fn first() -> u64 {
    1
}

fn is_first(generation: &u64) -> bool {
    *generation == first()
}

/// In order, each once.
fn are_bundles(list: &[Held]) -> bool {
    list.is_sorted_by(|one, next| (one.seq, one.digest) < (next.seq, next.digest))
        && list.iter().all(|one| (1..=MOST_SEQ).contains(&one.seq))
}

fn are_rejections(list: &[Rejection]) -> bool {
    list.is_sorted_by(|one, next| one.number < next.number)
        && list.iter().all(|one| is_record(one.number) && is_word(&one.reason))
}

fn are_records(list: &[u64]) -> bool {
    list.is_sorted_by(|one, next| one < next) && list.iter().all(|number| is_record(*number))
}

/// Small letters with `-` between them.
fn is_word(text: &str) -> bool {
    (1..=32).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReceiptV1 {
    v: Edition,
    kind: ReceiptKind,
    contest: String,
    #[serde(rename = "kiosk")]
    station: String,
    epoch: String,
    number: u64,
    // Left out while it is the first, as in receipts from before it was there; a 1 that is written is another form, and refused.
    #[serde(default = "first", skip_serializing_if = "is_first")]
    generation: u64,
    time_ms: i64,
    confirmed: bool,
    ack_upto: u64,
    head: Hex<32>,
    judged_upto: u64,
    manifests: Vec<HeldV1>,
    quarantined: Vec<HeldV1>,
    // Left out where nothing has parted, as in receipts from before it was there; an empty list is another form, and refused.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    parted: Vec<PartedV1>,
    rejected: Vec<RejectionV1>,
    resend_from: Option<u32>,
    erase: Vec<u64>,
    packs: Vec<PackRefV1>,
    revoked: Vec<String>,
    root: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ReceiptKind {
    Receipt,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct HeldV1 {
    seq: u32,
    sha256: Hex<32>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PartedV1 {
    seq: u32,
    sha256: Hex<32>,
    rejected: Vec<RejectionV1>,
    erase: Vec<u64>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RejectionV1 {
    n: u64,
    reason: String,
}

impl HeldV1 {
    fn from_list(list: &[Held]) -> Vec<Self> {
        list.iter().map(|one| Self { seq: one.seq, sha256: Hex(one.digest) }).collect()
    }

    fn open(list: Vec<Self>) -> Vec<Held> {
        list.into_iter().map(|one| Held { seq: one.seq, digest: one.sha256.0 }).collect()
    }
}

impl PartedV1 {
    fn new(one: &Parted) -> Self {
        Self {
            seq: one.bundle.seq,
            sha256: Hex(one.bundle.digest),
            rejected: RejectionV1::from_list(&one.rejected),
            erase: one.erase.clone(),
        }
    }

    fn open(self) -> Parted {
        Parted {
            bundle: Held { seq: self.seq, digest: self.sha256.0 },
            rejected: RejectionV1::open(self.rejected),
            erase: self.erase,
        }
    }
}

impl RejectionV1 {
    fn from_list(list: &[Rejection]) -> Vec<Self> {
        list.iter().map(|one| Self { n: one.number, reason: one.reason.clone() }).collect()
    }

    fn open(list: Vec<Self>) -> Vec<Rejection> {
        list.into_iter().map(|one| Rejection { number: one.n, reason: one.reason }).collect()
    }
}

impl ReceiptV1 {
    fn new(receipt: &Receipt) -> Self {
        Self {
            v: Edition::of(receipt.generation),
            kind: ReceiptKind::Receipt,
            contest: receipt.of.contest.clone(),
            station: receipt.of.station.to_string(),
            epoch: receipt.of.epoch.to_string(),
            number: receipt.number,
            generation: receipt.generation,
            time_ms: receipt.time.0,
            confirmed: receipt.confirmed,
            ack_upto: receipt.ack_upto,
            head: Hex(receipt.head),
            judged_upto: receipt.judged_upto,
            manifests: HeldV1::from_list(&receipt.held),
            quarantined: HeldV1::from_list(&receipt.quarantined),
            parted: receipt.parted.iter().map(PartedV1::new).collect(),
            rejected: RejectionV1::from_list(&receipt.rejected),
            resend_from: receipt.resend_from,
            erase: receipt.erase.clone(),
            packs: PackRefV1::from_list(&receipt.packs),
            revoked: receipt.revoked.clone(),
            root: receipt.root,
        }
    }

    fn open(self) -> Result<Receipt, BundleFault> {
        if self.v != Edition::of(self.generation) {
            return Err(BundleFault::Contradiction { member: RECEIPT.to_owned(), field: "generation" });
        }
        let packs = PackRefV1::open(self.packs);
        let packs = packs.ok_or_else(|| BundleFault::Value { member: RECEIPT.to_owned(), field: "packs" })?;
        Ok(Receipt {
            of: EpochRef::read(RECEIPT, self.contest, &self.station, &self.epoch)?,
            number: self.number,
            generation: self.generation,
            time: Moment(self.time_ms),
            confirmed: self.confirmed,
            ack_upto: self.ack_upto,
            head: self.head.0,
            judged_upto: self.judged_upto,
            held: HeldV1::open(self.manifests),
            quarantined: HeldV1::open(self.quarantined),
            parted: self.parted.into_iter().map(PartedV1::open).collect(),
            rejected: RejectionV1::open(self.rejected),
            resend_from: self.resend_from,
            erase: self.erase,
            packs,
            revoked: self.revoked,
            root: self.root,
        })
    }
}
