//! How a station writes a bundle: records in, one file out, with no more in memory than that file.

use super::{
    BundleFault, Chained, Content, EpochRef, Manifest, PackRef, Payload, SignedCertificate,
    certificate::Certificate,
    limits::{MOST_BUNDLE, MOST_CERTIFICATES, MOST_LINE, MOST_RECORDS, MOST_SEQ, MOST_WRITTEN, WINDOW_LOG},
    line,
    manifest::{MANIFEST, PAYLOAD},
    signed::{parcel, sign, signature_name},
};
use crate::{
    crypto::{minisig::SigningKey, seal::Sealing, sha256},
    domain::{Moment, UnitCode},
    record::{GENESIS, StampV1},
};
use std::{
    io::{BufWriter, Write},
    iter::Peekable,
};
use zstd::stream::write::Encoder;

/// Plan of a bundle: everything besides its records.
#[derive(Clone, Debug)]
pub struct Plan<'a> {
    /// The station and its epoch.
    pub of: &'a EpochRef,
    /// Unit that the station belongs to.
    pub commune: &'a UnitCode,
    /// Where this bundle begins.
    pub start: Start,
    /// To whom it is sealed (`age1…`): the centre, and its recovery key, which is in a safe.
    pub recipients: [&'a str; 2],
    /// How this epoch follows from the one that was enrolled: none in the first.
    pub certificates: &'a [SignedCertificate],
    /// Packs that the station holds.
    pub packs: &'a [PackRef],
    /// The program and its version.
    pub app: &'a str,
    /// Time of writing, as the station's clocks show it.
    pub clock: StampV1,
    /// The earliest that it can be (docs/THREAT-MODEL.md C1).
    pub floor: Moment,
    /// Keyed hash of the machine's marks.
    pub hardware: Option<[u8; 32]>,
    /// When the bundle is full.
    pub caps: Caps,
}

/// Where a bundle begins: behind the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Start {
    /// The bundle's number within the epoch.
    pub seq: u32,
    /// SHA-256 of the manifest before.
    pub prev: [u8; 32],
    /// Number of the first record.
    pub number: u64,
    /// The chain's head before it.
    pub head: [u8; 32],
}

/// At how much a bundle is full; never more than the format allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caps {
    /// Records at most.
    pub records: u64,
    /// Bytes of lines before compression.
    pub plain: u64,
}

/// A bundle, ready to be kept and carried.
#[derive(Clone, Debug)]
pub struct Written {
    /// The whole file.
    pub bytes: Vec<u8>,
    /// Its manifest.
    pub manifest: Manifest,
    /// SHA-256 of the manifest's bytes.
    pub digest: [u8; 32],
    /// Where the next one begins.
    pub next: Start,
}

impl Start {
    /// The first bundle of an epoch.
    pub const EPOCH: Self = Self { seq: 1, prev: [0; 32], number: 1, head: GENESIS };
}

impl Default for Caps {
    fn default() -> Self {
        Self { records: MOST_RECORDS, plain: MOST_WRITTEN }
    }
}

/// Writes one bundle of as many links as fit, and leaves the others in the iterator.
///
/// # Errors
/// `Empty` without a link; else as `Writer`.
pub fn write<'r>(
    plan: &Plan<'_>,
    key: &SigningKey,
    links: &mut Peekable<impl Iterator<Item = Chained<'r>>>,
) -> Result<Written, BundleFault> {
    let mut writer = Writer::begin(plan.clone())?;
    while let Some(next) = links.peek() {
        if !writer.push(next)? {
            break;
        }
        links.next();
    }
    writer.finish(key)
}

/// A bundle that is being written, for links that come one at a time.
pub struct Writer<'a> {
    plan: Plan<'a>,
    lines: BufWriter<Encoder<'static, Sealing<Vec<u8>>>>,
    plain_len: u64,
    /// Number and head of the newest link.
    last: u64,
    head: [u8; 32],
    /// How a record of this contest begins, but for its number.
    contest: Vec<u8>,
}

impl<'a> Writer<'a> {
    /// Begins a bundle.
    ///
    /// # Errors
    /// `TooManyBundles`, `Unseal` for a recipient that is none, `Value` for names that no reader takes.
    pub fn begin(plan: Plan<'a>) -> Result<Self, BundleFault> {
        plan.of.check(MANIFEST)?;
        if plan.start.seq > MOST_SEQ || plan.certificates.len() > MOST_CERTIFICATES {
            return Err(BundleFault::TooManyBundles { most: MOST_SEQ });
        }
        let sealing = Sealing::begin(&plan.recipients, Vec::new()).map_err(BundleFault::Unseal)?;
        let mut lines = Encoder::new(sealing, zstd::DEFAULT_COMPRESSION_LEVEL).map_err(|_| BundleFault::Sealing)?;
        // A registration looks like the one of somebody a megabyte earlier; readers give this much and no more.
        lines.window_log(WINDOW_LOG).map_err(|_| BundleFault::Sealing)?;
        let mut lines = BufWriter::with_capacity(MOST_LINE, lines);
        let mut first = line::first(plan.of, plan.start.seq, plan.start.prev);
        first.push(b'\n');
        lines.write_all(&first).map_err(|_| BundleFault::Sealing)?;
        let contest = format!(",\"contest\":\"{}\",", plan.of.contest).into_bytes();
        let (last, head) = (plan.start.number.saturating_sub(1), plan.start.head);
        Ok(Self { plan, lines, plain_len: length(&first), last, head, contest })
    }

    /// Takes the next link, unless the bundle is full: then it belongs into the next one.
    ///
    /// # Errors
    /// `NotNext` for a link that does not follow, `LineTooLong`.
    pub fn push(&mut self, link: &Chained<'_>) -> Result<bool, BundleFault> {
        let Chained { number, content, head } = link;
        let follows = *number == self.last + 1 && content.link(&self.head).head == *head;
        if !follows || !self.looks_right(*number, content) {
            return Err(BundleFault::NotNext { number: *number });
        }
        let long = line::length(*number, content);
        if long > MOST_LINE {
            return Err(BundleFault::LineTooLong { line: self.records() + 2, most: MOST_LINE });
        }
        let long = u64::try_from(long).unwrap_or(u64::MAX);
        let caps = self.plan.caps;
        let full = self.records() >= caps.records.clamp(1, MOST_RECORDS)
            || self.plain_len.saturating_add(long) > caps.plain.min(MOST_WRITTEN);
        if full && self.records() > 0 {
            return Ok(false);
        }
        line::put(&mut self.lines, *number, content).map_err(|_| BundleFault::Sealing)?;
        self.plain_len += long;
        (self.last, self.head) = (*number, *head);
        Ok(true)
    }

    fn records(&self) -> u64 {
        (self.last + 1).saturating_sub(self.plan.start.number)
    }

    /// A cheap check of what the centre will read strictly: the record has its number and contest, and is one line.
    fn looks_right(&self, number: u64, content: &Content<'_>) -> bool {
        let Content::Record { bytes, .. } = content else { return true };
        let behind =
            bytes.strip_prefix(b"{\"v\":1,\"n\":").and_then(|rest| rest.strip_prefix(number.to_string().as_bytes()));
        behind.is_some_and(|rest| rest.starts_with(&self.contest)) && !bytes.contains(&b'\n')
    }

    /// Seals, signs and ties up.
    ///
    /// # Errors
    /// `Empty` without a link, `WrongKey` when it is not the epoch's, `Sealing`, `Signing`, or what a reader would refuse.
    pub fn finish(self, key: &SigningKey) -> Result<Written, BundleFault> {
        if self.records() == 0 {
            return Err(BundleFault::Empty);
        }
        self.is_key_of_epoch(key)?;
        let lines = self.lines.into_inner().map_err(|_| BundleFault::Sealing)?;
        let sealed = lines.finish().and_then(Sealing::finish).map_err(|_| BundleFault::Sealing)?;
        let Plan { of, commune, start, recipients, certificates, packs, app, clock, floor, hardware, .. } = self.plan;
        let written = Manifest {
            of: of.clone(),
            commune: commune.clone(),
            seq: start.seq,
            prev: start.prev,
            first: start.number,
            last: self.last,
            head_before: start.head,
            head: self.head,
            payload: Payload { len: length(&sealed), sha256: sha256(&[&sealed]), plain_len: self.plain_len },
            recipients: recipients.into_iter().map(recipient_id).collect(),
            packs: packs.to_vec(),
            app: app.to_owned(),
            clock,
            floor,
            hardware,
        }
        .write();
        let manifest = Manifest::read(&written)?;
        let signature = sign(key, &written, &manifest.comment())?;
        let bytes = tied(certificates, &written, &signature, &sealed)?;
        if bytes.len() > MOST_BUNDLE {
            return Err(BundleFault::TooLarge { bytes: bytes.len(), most: MOST_BUNDLE });
        }
        let digest = sha256(&[&written]);
        let next = Start { seq: manifest.seq + 1, prev: digest, number: manifest.last + 1, head: manifest.head };
        Ok(Written { bytes, manifest, digest, next })
    }

    /// The newest certificate names the key that signs.
    fn is_key_of_epoch(&self, key: &SigningKey) -> Result<(), BundleFault> {
        let Some((newest, number)) =
            self.plan.certificates.last().zip(u32::try_from(self.plan.certificates.len()).ok())
        else {
            return Ok(());
        };
        let certificate = Certificate::read(number + 1, &newest.bytes)?;
        if certificate.of != *self.plan.of || certificate.key != key.public().point() {
            return Err(BundleFault::WrongKey { member: signature_name(MANIFEST), key: key.public().id() });
        }
        Ok(())
    }
}

fn tied(
    certificates: &[SignedCertificate],
    manifest: &[u8],
    signature: &str,
    sealed: &[u8],
) -> Result<Vec<u8>, BundleFault> {
    let named: Vec<(String, &SignedCertificate)> = (2..).map(Certificate::file_name).zip(certificates).collect();
    let signatures: Vec<String> = named.iter().map(|(name, _)| signature_name(name)).collect();
    let mut members: Vec<(&str, &[u8])> = Vec::new();
    for ((name, certificate), signature) in named.iter().zip(&signatures) {
        members
            .extend([(name.as_str(), &certificate.bytes[..]), (signature.as_str(), certificate.signature.as_bytes())]);
    }
    let signature_name = signature_name(MANIFEST);
    members.extend([(MANIFEST, manifest), (&signature_name, signature.as_bytes()), (PAYLOAD, sealed)]);
    parcel(&members)
}

/// What a manifest calls a recipient.
fn recipient_id(recipient: &str) -> [u8; 8] {
    sha256(&[recipient.as_bytes()]).first_chunk::<8>().copied().unwrap_or_default()
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}
