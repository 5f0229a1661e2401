//! How the centre opens a bundle: sizes, signature, then what the signed manifest allows, and no byte more.

use super::{
    Arrived, BundleFault, Certificate, Chained, Content, EpochRef, Manifest,
    certificate::follow,
    limits::{MOST_BUNDLE, MOST_CERTIFICATE, MOST_CERTIFICATES, MOST_MANIFEST, MOST_SEQ, WINDOW_LOG},
    line,
    lines::Lines,
    manifest::{MANIFEST, PAYLOAD, comment},
    signed::{Rest, Signed},
};
use crate::{
    crypto::{SealFault, SecretBytes, minisig::PublicKey, open_with_any, sha256},
    domain::{EpochId, StationId},
    record::{ChainLink, Record, RecordView},
};
use std::io::{BufRead, Read};
use zstd::stream::read::Decoder;

/// What the centre knows of a station before it looks at a bundle: its first epoch, as it was enrolled.
#[derive(Clone, Copy, Debug)]
pub struct Anchor<'a> {
    /// The station and its first epoch.
    pub of: &'a EpochRef,
    /// That epoch's public key.
    pub key: &'a PublicKey,
}

/// Sender that a bundle claims. Nothing of it is verified: it only names which station to look up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Id of the station.
    pub station: StationId,
    /// Id of the epoch.
    pub epoch: EpochId,
    /// The bundle's number within the epoch.
    pub seq: u32,
    /// SHA-256 of the manifest's bytes, by which a ledger knows a bundle again.
    pub digest: [u8; 32],
    /// Id of the contest, where the manifest can be read.
    pub contest: Option<String>,
}

impl Claim {
    /// Whether the bundle states this contest, or none: one of a trial station, or of last year, is refused as that before anything
    /// is compared with stations and keys.
    ///
    /// # Errors
    /// `WrongContest`.
    pub fn is_for(&self, contest: &str) -> Result<(), BundleFault> {
        match &self.contest {
            Some(found) if found != contest => {
                Err(BundleFault::WrongContest { wanted: contest.to_owned(), found: found.clone() })
            }
            Some(_) | None => Ok(()),
        }
    }
}

/// A bundle whose signatures and digests hold and whose manifest asks for nothing that is too large.
#[derive(Clone, Debug)]
pub struct Examined<'a> {
    /// The verified manifest.
    pub manifest: Manifest,
    /// SHA-256 of the manifest's bytes.
    pub digest: [u8; 32],
    /// How its epoch follows from the first: none in the first.
    pub certificates: Vec<Certificate>,
    /// The key that signed it.
    pub key: PublicKey,
    payload: &'a [u8],
}

/// A bundle and all that was in it.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The verified manifest.
    pub manifest: Manifest,
    /// SHA-256 of the manifest's bytes.
    pub digest: [u8; 32],
    /// How its epoch follows from the first; none in the first.
    pub certificates: Vec<Certificate>,
    /// In the chain's order; none where a record was erased before it travelled.
    pub records: Vec<Option<Record>>,
}

/// Reads the claimed sender of a bundle.
///
/// # Errors
/// Its size, its members, the form of its signature.
pub fn claim(bytes: &[u8]) -> Result<Claim, BundleFault> {
    Members::read(bytes)?.claim()
}

/// The same of a bundle whose payload is still on its way: its manifest and the signature have arrived.
///
/// # Errors
/// As `claim`; `Member` while something before the payload has not arrived.
pub fn claim_front(bytes: &[u8]) -> Result<Claim, BundleFault> {
    Members::read_front(bytes)?.claim()
}

/// Verifies the manifest of a bundle whose payload is still on its way, so that strangers are refused before anything of theirs is
/// kept.
///
/// # Errors
/// As `examine`, as far as it can be seen; `Member` while something before the payload has not arrived.
pub fn examine_front(bytes: &[u8], anchor: &Anchor<'_>) -> Result<Manifest, BundleFault> {
    let members = Members::read_front(bytes)?;
    members.examine(anchor).map(|(manifest, _, _)| manifest)
}

impl Members<'_> {
    fn claim(&self) -> Result<Claim, BundleFault> {
        let members = self;
        let (_, found) = members.manifest.claimed()?;
        let words: Vec<&str> = found.split(' ').collect();
        let claim =
            match words[..] {
                ["tramso-bundle/1", station, epoch, seq] => {
                    let number = seq.parse::<u32>().ok().filter(|number| number.to_string() == seq);
                    let number = number.filter(|number| (1..=MOST_SEQ).contains(number));
                    let digest = || sha256(&[members.manifest.bytes]);
                    let contest = || Manifest::read(members.manifest.bytes).ok().map(|manifest| manifest.of.contest);
                    StationId::parse(station).zip(EpochId::parse(epoch)).zip(number).map(|((station, epoch), seq)| {
                        Claim { station, epoch, seq, digest: digest(), contest: contest() }
                    })
                }
                _ => None,
            };
        let wanted = || "tramso-bundle/1 <kiosk> <epoch> <seq>".to_owned();
        let member = || members.manifest.member.clone();
        claim.ok_or_else(|| BundleFault::Comment { member: member(), wanted: wanted(), found: found.to_owned() })
    }

    /// Follows the certificates to the key that signed the manifest, and verifies and reads it.
    fn examine(&self, anchor: &Anchor<'_>) -> Result<(Manifest, Vec<Certificate>, PublicKey), BundleFault> {
        let (certificates, of, key) = self.newest_epoch(anchor)?;
        let found = self.manifest.verify(&key)?;
        let manifest = Manifest::read(self.manifest.bytes)?;
        self.manifest.is_for(found, comment(&manifest.of, manifest.seq))?;
        same(&manifest.of, &of)?;
        Ok((manifest, certificates, key))
    }
}

/// Verifies a bundle of the station that is anchored; unseals nothing.
///
/// # Errors
/// The first thing that is wrong with it; what follows is not looked at.
pub fn examine<'a>(bytes: &'a [u8], anchor: &Anchor<'_>) -> Result<Examined<'a>, BundleFault> {
    let members = Members::read(bytes)?;
    let (manifest, certificates, key) = members.examine(anchor)?;
    let (stated, found) = (manifest.payload.len, members.payload.len());
    if u64::try_from(found) != Ok(stated) {
        let found = u64::try_from(found).unwrap_or(u64::MAX);
        return Err(BundleFault::Length { member: PAYLOAD.to_owned(), stated, found });
    }
    if sha256(&[members.payload]) != manifest.payload.sha256 {
        return Err(BundleFault::Digest { member: PAYLOAD.to_owned() });
    }
    let digest = sha256(&[members.manifest.bytes]);
    Ok(Examined { manifest, digest, certificates, key, payload: members.payload })
}

/// Verifies a bundle and opens it whole with one of the `identities` of age (`AGE-SECRET-KEY-1…`).
///
/// # Errors
/// As `examine` and `Examined::read`.
pub fn open(bytes: &[u8], anchor: &Anchor<'_>, identities: &[&str]) -> Result<Opened, BundleFault> {
    let examined = examine(bytes, anchor)?;
    let mut records = Vec::new();
    examined.read(identities, |arrived| {
        records.push(arrived.record);
        Ok::<(), BundleFault>(())
    })?;
    let Examined { manifest, digest, certificates, .. } = examined;
    Ok(Opened { manifest, digest, certificates, records })
}

/// The station, its contest and its epoch are those that were expected.
pub(super) fn same(found: &EpochRef, wanted: &EpochRef) -> Result<(), BundleFault> {
    let both = |wanted: &str, found: &str| (wanted.to_owned(), found.to_owned());
    if found.contest != wanted.contest {
        let (wanted, found) = both(&wanted.contest, &found.contest);
        return Err(BundleFault::WrongContest { wanted, found });
    }
    if found.station != wanted.station {
        let (wanted, found) = both(&wanted.station, &found.station);
        return Err(BundleFault::WrongKiosk { wanted, found });
    }
    if found.epoch != wanted.epoch {
        let (wanted, found) = both(&wanted.epoch, &found.epoch);
        return Err(BundleFault::WrongEpoch { wanted, found });
    }
    Ok(())
}

impl Examined<'_> {
    /// Unseals the records and hands each to `each`, in the chain's order. When it fails, whatever was handed out is not to be
    /// believed: the caller takes all or nothing.
    ///
    /// # Errors
    /// The first thing that contradicts the manifest or the chain, or a fault of `each`.
    pub fn read<E: From<BundleFault>>(
        &self,
        identities: &[&str],
        mut each: impl FnMut(Arrived<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.unpack(identities, |number, content, line, link| {
            let record = self.record(&content, number, line)?;
            let chained = Chained { number, content, head: link.head };
            each(Arrived { chained, commitment: link.commitment, record })
        })
    }

    /// The same without anything of a record's own: each is seen as its bytes stand, with its number; none where it was erased.
    ///
    /// # Errors
    /// As `read`.
    pub fn scan<E: From<BundleFault>>(
        &self,
        identities: &[&str],
        mut each: impl FnMut(u64, Option<RecordView<'_>>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.unpack(identities, |number, content, line, _| {
            let Content::Record { bytes, .. } = content else { return each(number, None) };
            let view = RecordView::read(bytes);
            match view.filter(|view| view.n == number && view.contest == self.manifest.of.contest) {
                Some(view) => each(number, Some(view)),
                // The full reading names what is wrong with it.
                None => Err(self.record(&content, number, line).err().unwrap_or(BundleFault::Line { line }).into()),
            }
        })
    }

    fn unpack<E: From<BundleFault>>(
        &self,
        identities: &[&str],
        mut each: impl FnMut(u64, Content<'_>, u64, ChainLink) -> Result<(), E>,
    ) -> Result<(), E> {
        let packed = self.unseal(identities)?;
        let mut decoder = decoder(packed.bytes())?;
        let plain_len = self.manifest.payload.plain_len;
        let mut lines = Lines::new(decoder.by_ref().take(plain_len + 1));
        let ended = self.links(&mut lines, &mut each);
        // A payload of another length gets that fault, whatever its last line looks like.
        if lines.read() > plain_len {
            return Err(BundleFault::PlainLength { stated: plain_len }.into());
        }
        ended?;
        if lines.read() != plain_len {
            return Err(BundleFault::PlainLength { stated: plain_len }.into());
        }
        drop(lines);
        match decoder.into_inner().len() {
            0 => Ok(()),
            bytes => Err(BundleFault::AfterEnd { bytes }.into()),
        }
    }

    fn links<R: BufRead, E: From<BundleFault>>(
        &self,
        lines: &mut Lines<R>,
        each: &mut impl FnMut(u64, Content<'_>, u64, ChainLink) -> Result<(), E>,
    ) -> Result<(), E> {
        let manifest = &self.manifest;
        let stated = manifest.records();
        match lines.next()? {
            Some(first) => line::check_first(first, manifest)?,
            None => return Err(BundleFault::Records { stated, found: 0 }.into()),
        }
        let mut head = manifest.head_before;
        let mut number = manifest.first;
        while let Some(bytes) = lines.next()? {
            let at = number - manifest.first + 2;
            if number > manifest.last {
                return Err(BundleFault::Records { stated, found: stated + 1 }.into());
            }
            let content = line::read(bytes, number).ok_or(BundleFault::Line { line: at })?;
            let link = content.link(&head);
            head = link.head;
            each(number, content, at, link)?;
            number += 1;
        }
        if number != manifest.last + 1 {
            return Err(BundleFault::Records { stated, found: number - manifest.first }.into());
        }
        if head != manifest.head {
            return Err(BundleFault::Head { number: manifest.last }.into());
        }
        Ok(())
    }

    fn record(&self, content: &Content<'_>, number: u64, line: u64) -> Result<Option<Record>, BundleFault> {
        let Content::Record { bytes, .. } = content else { return Ok(None) };
        let fault = |fault| BundleFault::Record { line, fault };
        let record = Record::read(bytes).map_err(fault)?;
        record.person_key().map_err(fault)?;
        match () {
            () if record.n != number => Err(BundleFault::Number { line, wanted: number, found: record.n }),
            () if record.contest != self.manifest.of.contest => {
                Err(BundleFault::RecordContest { line, found: record.contest })
            }
            () => Ok(Some(record)),
        }
    }

    /// What zstd packed: never more than was sealed.
    fn unseal(&self, identities: &[&str]) -> Result<SecretBytes, BundleFault> {
        if identities.is_empty() {
            return Err(BundleFault::Sealed);
        }
        let most = self.manifest.payload.len;
        open_with_any(identities, self.payload, most).map_err(|fault| match fault {
            SealFault::TooLong => BundleFault::PlainLength { stated: most },
            fault => BundleFault::Unseal(fault), // else: it does not open
        })
    }
}

/// A frame of zstd without the size of its window.
#[derive(Debug, thiserror::Error)]
#[error("no frame that states its window")]
struct NoWindow;

/// The decoder of one frame whose window is not larger than it may be.
fn decoder(packed: &[u8]) -> Result<Decoder<'static, &[u8]>, BundleFault> {
    let most = 1 << WINDOW_LOG;
    match window(packed) {
        None => return Err(BundleFault::Compression(NoWindow.to_string())),
        Some(bytes) if bytes > most => return Err(BundleFault::Window { bytes, most }),
        Some(_) => (),
    }
    let broken = |fault: std::io::Error| BundleFault::Compression(fault.to_string());
    let mut decoder = Decoder::with_buffer(packed).map_err(broken)?.single_frame();
    decoder.window_log_max(WINDOW_LOG).map_err(broken)?;
    Ok(decoder)
}

/// The window that a frame's head asks for (RFC 8878, 3.1.1.1). A frame without one, which unpacks into one piece, is not written
/// here and counts as none.
fn window(packed: &[u8]) -> Option<u64> {
    let [descriptor, window, ..] = packed.strip_prefix(&[0x28, 0xb5, 0x2f, 0xfd])? else { return None };
    if descriptor & 0x20 != 0 {
        return None;
    }
    let base = 1_u64 << (10 + (window >> 3));
    Some(base + base / 8 * u64::from(window & 7))
}

/// A bundle taken apart, nothing of it believed yet.
struct Members<'a> {
    /// From the second epoch on.
    certificates: Vec<Signed<'a>>,
    manifest: Signed<'a>,
    payload: &'a [u8],
}

impl<'a> Members<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self, BundleFault> {
        let mut rest = Rest::new(bytes, MOST_BUNDLE, 2 * MOST_CERTIFICATES + 3)?;
        let members = Self::signed(&mut rest)?;
        let payload = rest.take(PAYLOAD, MOST_BUNDLE)?;
        rest.end().map(|()| Self { payload, ..members })
    }

    fn read_front(bytes: &'a [u8]) -> Result<Self, BundleFault> {
        Self::signed(&mut Rest::from_front(bytes, 2 * MOST_CERTIFICATES + 3)?)
    }

    /// What comes before the payload.
    fn signed(rest: &mut Rest<'a>) -> Result<Self, BundleFault> {
        let mut certificates = Vec::new();
        for name in (2..).map(Certificate::file_name).take(MOST_CERTIFICATES) {
            if rest.next_name() != Some(&name) {
                break;
            }
            certificates.push(rest.take_signed(&name, MOST_CERTIFICATE)?);
        }
        let manifest = rest.take_signed(MANIFEST, MOST_MANIFEST)?;
        Ok(Self { certificates, manifest, payload: &[] })
    }

    /// Follows the certificates from the anchored epoch to the one that signs.
    fn newest_epoch(&self, anchor: &Anchor<'_>) -> Result<(Vec<Certificate>, EpochRef, PublicKey), BundleFault> {
        let (mut of, mut key) = (anchor.of.clone(), anchor.key.clone());
        let mut certificates = Vec::new();
        for (number, signed) in (2..).zip(&self.certificates) {
            let (certificate, next) = follow(signed, number, &of, &key)?;
            (of, key) = (certificate.of.clone(), next);
            certificates.push(certificate);
        }
        Ok((certificates, of, key))
    }
}
