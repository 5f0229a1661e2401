//! How a bundle is taken apart and verified: sizes, signatures, digests. Anyone who carries it can do this; to read it takes the
//! centre's identity (`unpack`).

use super::{
    BundleFault, Certificate, EpochRef, Manifest,
    certificate::follow,
    limits::{MOST_BUNDLE, MOST_CERTIFICATE, MOST_CERTIFICATES, MOST_MANIFEST, MOST_SEQ},
    manifest::{MANIFEST, PAYLOAD, comment},
    signed::{Rest, Signed},
};
use crate::{
    crypto::{minisig::PublicKey, sha256},
    domain::{EpochId, StationId},
};

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
    pub(super) payload: &'a [u8],
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

/// What a bundle states of itself, when its digests hold; who signed it is not looked at. For a carrier who cannot look the station up.
///
/// # Errors
/// As `examine`, but for the station's key.
pub fn inspect(bytes: &[u8]) -> Result<(Claim, Manifest), BundleFault> {
    let members = Members::read(bytes)?;
    let claim = members.claim()?;
    let manifest = Manifest::read(members.manifest.bytes)?;
    members.manifest.is_for(members.manifest.claimed()?.1, comment(&manifest.of, manifest.seq))?;
    members.weigh(&manifest)?;
    Ok((claim, manifest))
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

    /// The payload is the one that the manifest pins.
    fn weigh(&self, manifest: &Manifest) -> Result<(), BundleFault> {
        let (stated, found) = (manifest.payload.len, self.payload.len());
        if u64::try_from(found) != Ok(stated) {
            let found = u64::try_from(found).unwrap_or(u64::MAX);
            return Err(BundleFault::Length { member: PAYLOAD.to_owned(), stated, found });
        }
        if sha256(&[self.payload]) != manifest.payload.sha256 {
            return Err(BundleFault::Digest { member: PAYLOAD.to_owned() });
        }
        Ok(())
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
    members.weigh(&manifest)?;
    let digest = sha256(&[members.manifest.bytes]);
    Ok(Examined { manifest, digest, certificates, key, payload: members.payload })
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
