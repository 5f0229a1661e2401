use super::{
    BundleFault, EpochRef, PackRef,
    json::{Hex, V1, read_canonical, write},
    limits::{MOST_PLAIN, MOST_RATIO, MOST_RECORDS, MOST_SEQ},
    station::{PackRefV1, is_number, is_text},
};
use crate::{
    domain::{Moment, UnitCode},
    record::{GENESIS, StampV1},
};
use serde::{Deserialize, Serialize};

/// Manifest of a bundle (`manifest.json`). Its bytes are signed, and their SHA-256 is what the next one and the receipt name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// The station and its epoch.
    pub of: EpochRef,
    /// Unit that the station belongs to.
    pub commune: UnitCode,
    /// Counted from 1 within the epoch.
    pub seq: u32,
    /// SHA-256 of the manifest before; zeros for the first.
    pub prev: [u8; 32],
    /// Numbers of its first and last record.
    pub first: u64,
    /// Number of its last record.
    pub last: u64,
    /// Heads of the chain before the first and after the last record.
    pub head_before: [u8; 32],
    /// Head of the chain after the last record.
    pub head: [u8; 32],
    /// The sealed records.
    pub payload: Payload,
    /// To whom it is sealed: the beginning of SHA-256 of each recipient, centre first.
    pub recipients: Vec<[u8; 8]>,
    /// The packs that the station holds.
    pub packs: Vec<PackRef>,
    /// The program that wrote it.
    pub app: String,
    /// When it was written, as far as the station knows, and the earliest that it can have been
    /// (docs/THREAT-MODEL.md C1).
    pub clock: StampV1,
    /// Earliest time at which it can have been written.
    pub floor: Moment,
    /// A keyed hash of the machine's marks; nothing without the station's key.
    pub hardware: Option<[u8; 32]>,
}

/// The sealed records, as the manifest pins them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Payload {
    /// Length of the sealed bytes.
    pub len: u64,
    /// SHA-256 of the sealed bytes.
    pub sha256: [u8; 32],
    /// The length of the lines inside, before compression.
    pub plain_len: u64,
}

/// Names of a bundle's members.
pub(super) const MANIFEST: &str = "manifest.json";
pub(super) const PAYLOAD: &str = "records.jsonl.zst.age";

impl Manifest {
    /// How many records there are.
    #[must_use]
    pub fn records(&self) -> u64 {
        (self.last + 1).saturating_sub(self.first)
    }

    /// The trusted comment that its signature must have.
    #[must_use]
    pub fn comment(&self) -> String {
        comment(&self.of, self.seq)
    }

    /// The bundle's name: the same on every file system.
    #[must_use]
    pub fn file_name(&self) -> String {
        format!("{}-{}-{}-{:06}.tsb", self.commune.as_str(), self.of.station.short(), self.of.epoch, self.seq)
    }

    /// The bytes that are signed.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        write(&ManifestV1 {
            v: V1,
            kind: BundleKind::Bundle,
            contest: self.of.contest.clone(),
            commune: self.commune.as_str().to_owned(),
            station: self.of.station.to_string(),
            epoch: self.of.epoch.to_string(),
            seq: self.seq,
            prev: Hex(self.prev),
            events: EventsV1 {
                first: self.first,
                last: self.last,
                head_before: Hex(self.head_before),
                head: Hex(self.head),
            },
            records: self.records(),
            payload: PayloadV1 {
                len: self.payload.len,
                sha256: Hex(self.payload.sha256),
                plain_len: self.payload.plain_len,
            },
            recipients: self.recipients.iter().map(|id| Hex(*id)).collect(),
            packs: PackRefV1::from_list(&self.packs),
            app: self.app.clone(),
            clock: self.clock,
            floor_ms: self.floor.0,
            hardware: self.hardware.map(Hex),
        })
    }

    pub(super) fn read(bytes: &[u8]) -> Result<Self, BundleFault> {
        let shape: ManifestV1 = read_canonical(MANIFEST, bytes)?;
        let fault = |field| BundleFault::Value { member: MANIFEST.to_owned(), field };
        let of = EpochRef::read(MANIFEST, shape.contest, &shape.station, &shape.epoch)?;
        let manifest = Self {
            of,
            commune: UnitCode::parse(&shape.commune).ok_or(fault("commune"))?,
            seq: shape.seq,
            prev: shape.prev.0,
            first: shape.events.first,
            last: shape.events.last,
            head_before: shape.events.head_before.0,
            head: shape.events.head.0,
            payload: Payload {
                len: shape.payload.len,
                sha256: shape.payload.sha256.0,
                plain_len: shape.payload.plain_len,
            },
            recipients: shape.recipients.into_iter().map(|id| id.0).collect(),
            packs: PackRefV1::open(shape.packs).ok_or(fault("packs"))?,
            app: shape.app,
            clock: shape.clock,
            floor: Moment(shape.floor_ms),
            hardware: shape.hardware.map(|hash| hash.0),
        };
        manifest.check()?;
        if shape.records != manifest.records() {
            return Err(BundleFault::Contradiction { member: MANIFEST.to_owned(), field: "records" });
        }
        Ok(manifest)
    }

    /// What it must be by itself, before anything is done that it asks for.
    fn check(&self) -> Result<(), BundleFault> {
        let fault = |field| Err(BundleFault::Value { member: MANIFEST.to_owned(), field });
        let contradiction = |field| Err(BundleFault::Contradiction { member: MANIFEST.to_owned(), field });
        let begins = self.seq == 1;
        let Payload { len, plain_len, .. } = self.payload;
        match () {
            () if !(1..=MOST_SEQ).contains(&self.seq) => fault("seq"),
            () if (self.prev == [0; 32]) != begins => contradiction("prev"),
            () if self.first == 0 || !is_number(self.first) => fault("first"),
            () if (self.first == 1) != begins => contradiction("first"),
            () if self.last < self.first || !is_number(self.last) => fault("last"),
            () if (self.head_before == GENESIS) != begins => contradiction("head_before"),
            () if self.records() > MOST_RECORDS => {
                Err(BundleFault::StatedRecords { stated: self.records(), most: MOST_RECORDS })
            }
            () if plain_len > MOST_PLAIN => Err(BundleFault::StatedPlain { stated: plain_len, most: MOST_PLAIN }),
            () if plain_len > len.saturating_mul(MOST_RATIO) => {
                Err(BundleFault::Ratio { stated: plain_len, sealed: len, most: MOST_RATIO })
            }
            () if self.recipients.len() != 2 => fault("recipients"),
            () if !is_text(&self.app) => fault("app"),
            () => Ok(()),
        }
    }
}

/// Trusted comment of a manifest's signature.
pub(super) fn comment(of: &EpochRef, seq: u32) -> String {
    format!("tramso-bundle/1 {} {} {seq}", of.station, of.epoch)
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ManifestV1 {
    v: V1,
    kind: BundleKind,
    contest: String,
    commune: String,
    #[serde(rename = "kiosk")]
    station: String,
    epoch: String,
    seq: u32,
    prev: Hex<32>,
    events: EventsV1,
    records: u64,
    payload: PayloadV1,
    recipients: Vec<Hex<8>>,
    packs: Vec<PackRefV1>,
    app: String,
    clock: StampV1,
    floor_ms: i64,
    hardware: Option<Hex<32>>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum BundleKind {
    Bundle,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EventsV1 {
    first: u64,
    last: u64,
    head_before: Hex<32>,
    head: Hex<32>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PayloadV1 {
    len: u64,
    sha256: Hex<32>,
    plain_len: u64,
}
