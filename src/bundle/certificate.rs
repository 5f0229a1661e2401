//! Epochs that a station began itself, after a restore or in another machine: each is certified by the key of the one before, so
//! that the first key, which the centre enrolled, leads to the newest.

#[cfg(feature = "base")]
use super::signed::sign;
use super::{
    BundleFault, EpochRef,
    json::{Hex, V1, read_canonical, write},
    signed::Signed,
    station::is_number,
};
#[cfg(feature = "base")]
use crate::crypto::minisig::SigningKey;
use crate::{
    crypto::minisig::PublicKey,
    domain::{EpochId, Moment},
};
use serde::{Deserialize, Serialize};

/// Certificate of a new epoch, signed by the key of the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// The new epoch.
    pub of: EpochRef,
    /// Counted from 2; the first epoch is enrolled, not certified.
    pub number: u32,
    /// Its Ed25519 key.
    pub key: [u8; 32],
    /// Why the station began it.
    pub why: WhyEpoch,
    /// The epoch before, the last record of it that the station knew, and its head.
    pub after: EpochId,
    /// Number of the last record of the epoch before; 0 for none.
    pub last: u64,
    /// Head of its chain after that record; zeros for none.
    pub head: [u8; 32],
    /// Number and head of the newest record of which the station had a mark; exactly where it was behind one.
    pub seen: Option<(u64, [u8; 32])>,
    /// What the wall clock claimed.
    pub wall: Moment,
}

/// Why a station began an epoch itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhyEpoch {
    /// From a backup: what happened since may have been recorded twice.
    Restored,
    /// The disk has come into another machine, or its copy has.
    Hardware,
    /// The database was behind a mark of how far it had come.
    RolledBack,
}

impl WhyEpoch {
    /// As certificates and ledgers write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Restored => "restored",
            Self::Hardware => "hardware",
            Self::RolledBack => "rolled-back",
        }
    }
}

/// A certificate's bytes and its signature, as they travel.
#[cfg(feature = "base")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCertificate {
    /// The signed bytes of `epoch-N.json`.
    pub bytes: Vec<u8>,
    /// Their signature, in minisign's format.
    pub signature: String,
}

impl Certificate {
    /// Its name in a bundle.
    #[must_use]
    pub fn file_name(number: u32) -> String {
        format!("epoch-{number}.json")
    }

    /// The trusted comment that its signature must have.
    #[must_use]
    pub fn comment(&self) -> String {
        format!("tramso-epoch/1 {} {}", self.of.station, self.of.epoch)
    }

    /// The bytes that are signed.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        write(&CertificateV1 {
            v: V1,
            contest: self.of.contest.clone(),
            station: self.of.station.to_string(),
            epoch: self.of.epoch.to_string(),
            number: self.number,
            key: Hex(self.key),
            why: self.why,
            after: self.after.to_string(),
            n: self.last,
            head: Hex(self.head),
            seen_n: self.seen.map(|(n, _)| n),
            seen_head: self.seen.map(|(_, head)| Hex(head)),
            wall_ms: self.wall.0,
        })
    }

    /// Signs it with the key of the epoch before.
    ///
    /// # Errors
    /// `Signing` without randomness.
    #[cfg(feature = "base")]
    pub fn sign(&self, old: &SigningKey) -> Result<SignedCertificate, BundleFault> {
        let bytes = self.write();
        let signature = sign(old, &bytes, &self.comment())?;
        Ok(SignedCertificate { bytes, signature })
    }

    /// Reads what is certified by itself; who signed it is not looked at.
    ///
    /// # Errors
    /// Its shape or a value.
    pub fn read(number: u32, bytes: &[u8]) -> Result<Self, BundleFault> {
        let member = Self::file_name(number);
        let shape: CertificateV1 = read_canonical(&member, bytes)?;
        let of = EpochRef::read(&member, shape.contest, &shape.station, &shape.epoch)?;
        let fault = |field| Err(BundleFault::Value { member: member.clone(), field });
        let no_record_yet = shape.n == 0;
        if shape.number != number {
            return fault("number");
        }
        let Some(after) = EpochId::parse(&shape.after).filter(|after| *after != of.epoch) else {
            return fault("after");
        };
        let seen = shape.seen_n.zip(shape.seen_head.map(|head| head.0));
        let is_behind = shape.why == WhyEpoch::RolledBack;
        match () {
            () if shape.seen_n.is_some() != is_behind => fault("seen_n"),
            () if shape.seen_head.is_some() != is_behind => fault("seen_head"),
            () if !shape.seen_n.is_none_or(is_number) => fault("seen_n"),
            () if !is_number(shape.n) => fault("n"),
            () if (shape.head.0 == [0; 32]) != no_record_yet => fault("head"),
            () => Ok(Self {
                of,
                number,
                key: shape.key.0,
                why: shape.why,
                after,
                last: shape.n,
                head: shape.head.0,
                seen,
                wall: Moment(shape.wall_ms),
            }),
        }
    }
}

/// Reads the next certificate of a chain: signed by the key before it, and about the same station.
pub(super) fn follow(
    signed: &Signed<'_>,
    number: u32,
    before: &EpochRef,
    key: &PublicKey,
) -> Result<(Certificate, PublicKey), BundleFault> {
    let comment = signed.verify(key)?;
    let certificate = Certificate::read(number, signed.bytes)?;
    signed.is_for(comment, certificate.comment())?;
    let member = || Certificate::file_name(number);
    let Certificate { of, after, .. } = &certificate;
    if of.contest != before.contest {
        return Err(BundleFault::WrongContest { wanted: before.contest.clone(), found: of.contest.clone() });
    }
    if of.station != before.station {
        return Err(BundleFault::WrongKiosk { wanted: before.station.to_string(), found: of.station.to_string() });
    }
    if *after != before.epoch {
        return Err(BundleFault::Contradiction { member: member(), field: "after" });
    }
    let key = PublicKey::of_point(&certificate.key);
    let key = key.ok_or(BundleFault::Value { member: member(), field: "key" })?;
    Ok((certificate, key))
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CertificateV1 {
    v: V1,
    contest: String,
    #[serde(rename = "kiosk")]
    station: String,
    epoch: String,
    number: u32,
    key: Hex<32>,
    why: WhyEpoch,
    after: String,
    n: u64,
    head: Hex<32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seen_n: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seen_head: Option<Hex<32>>,
    wall_ms: i64,
}
