use super::{Request, Secrets, secrets::SECRETS};
use crate::{
    bundle::{
        BundleFault, EpochRef, PackRef,
        json::{Day, Hex, V1, read_canonical, write as json},
        limits::{MOST_GRANT, MOST_GRANT_BODY, MOST_SEALED_SECRETS, MOST_SECRETS},
        open::same,
        signed::{Rest, parcel, sign, signature_name},
        station::{is_contest, is_number, is_text},
    },
    crypto::{
        SealFault,
        minisig::{PublicKey, SigningKey},
        open_with,
        seal::is_recipient,
        seal_to, sha256,
    },
    domain::{Date, Moment, StationId, UnitCode},
};
use serde::{Deserialize, Serialize};

/// A station's place in a contest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The station and its epoch.
    pub of: EpochRef,
    /// The key of that epoch.
    pub key: PublicKey,
    /// Digest of the request that it answers.
    pub request: [u8; 32],
    /// Counted from 1 for each station: a greater one replaces those before.
    pub number: u64,
    /// Unit that the station belongs to.
    pub commune: UnitCode,
    /// Village of the station.
    pub village: String,
    /// The centre's name, for people.
    pub centre: String,
    /// `age1…`: to whom bundles are sealed, and to whom bundles and the way back into the station are.
    pub centre_recipient: String,
    /// `age1…`: recovery key, a second recipient of bundles.
    pub recovery_recipient: String,
    /// The root to pin, and the first pack, which brings it.
    pub root: RootRef,
    /// The first content pack, which brings the root.
    pub pack: PackRef,
    /// First and last day on which records count.
    pub valid_from: Date,
    /// Last day on which records count.
    pub valid_to: Date,
    /// More entries a day than this are looked at by a person.
    pub max_per_day: u32,
    /// When it was made, by the centre's clock.
    pub time: Moment,
}

/// A root by its version and the SHA-256 of its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RootRef {
    /// Counted from 1.
    pub version: u32,
    /// SHA-256 of its bytes.
    pub digest: [u8; 32],
}

const GRANT: &str = "grant.json";

/// Writes a grant, seals its secrets to the one who asked, and signs both with the centre's enrolment key.
///
/// # Errors
/// `Contradiction` when it does not answer the request, `Unseal` for a recipient that is none, `Signing`, or what a reader would
/// refuse.
pub fn write(grant: &Grant, secrets: &Secrets, asked: &Request, key: &SigningKey) -> Result<Vec<u8>, BundleFault> {
    grant.answers(asked)?;
    let plain = secrets.write(&grant.of);
    let sealed = seal_to(&asked.recipient, plain.bytes()).map_err(BundleFault::Unseal)?;
    let body = json(&grant.shape(&sealed, plain.bytes().len()));
    Grant::read(&body)?;
    let signature = sign(key, &body, &grant.comment())?;
    parcel(&[(GRANT, &body), (&signature_name(GRANT), signature.as_bytes()), (SECRETS, &sealed)])
}

/// File name of a station's grant of this number, the same on every file system.
#[must_use]
pub fn file_name(commune: &UnitCode, station: &StationId, number: u64) -> String {
    format!("{}-{}-{number:06}.tsg", commune.as_str(), station.short())
}

/// Verifies the answer to a request by one of the enrolment keys, and opens its secrets. The owner of these keys is stated by the root that
/// comes with the first pack: the caller compares it with `root`, and its fingerprint over the telephone.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn open(
    bytes: &[u8],
    keys: &[PublicKey],
    asked: &Request,
    identity: &str,
) -> Result<(Grant, Secrets), BundleFault> {
    let mut rest = Rest::new(bytes, MOST_GRANT, 3)?;
    let signed = rest.take_signed(GRANT, MOST_GRANT_BODY)?;
    let sealed = rest.take(SECRETS, MOST_SEALED_SECRETS)?;
    rest.end()?;
    let comment = signed.verify_by_one(keys)?;
    let (grant, SealedV1 { len, sha256: digest, plain_len }) = Grant::read(signed.bytes)?;
    signed.is_for(comment, grant.comment())?;
    grant.answers(asked)?;
    let (stated, found) = (u64::from(len), u64::try_from(sealed.len()).unwrap_or(u64::MAX));
    if stated != found {
        return Err(BundleFault::Length { member: SECRETS.to_owned(), stated, found });
    }
    if sha256(&[sealed]) != digest.0 {
        return Err(BundleFault::Digest { member: SECRETS.to_owned() });
    }
    let stated = u64::from(plain_len);
    let plain = open_with(identity, sealed).map_err(|fault| match fault {
        SealFault::TooLong => BundleFault::PlainLength { stated },
        fault => BundleFault::Unseal(fault), // else: it does not open
    })?;
    if u64::try_from(plain.bytes().len()) != Ok(stated) {
        return Err(BundleFault::PlainLength { stated });
    }
    let secrets = Secrets::read(&plain, &grant.of)?;
    Ok((grant, secrets))
}

/// Verifies a grant by one of the enrolment keys, for a centre that learns of a station by it; its secrets stay sealed.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn examine(bytes: &[u8], keys: &[PublicKey]) -> Result<Grant, BundleFault> {
    let mut rest = Rest::new(bytes, MOST_GRANT, 3)?;
    let signed = rest.take_signed(GRANT, MOST_GRANT_BODY)?;
    let sealed = rest.take(SECRETS, MOST_SEALED_SECRETS)?;
    rest.end()?;
    let comment = signed.verify_by_one(keys)?;
    let (grant, secrets) = Grant::read(signed.bytes)?;
    signed.is_for(comment, grant.comment())?;
    if sha256(&[sealed]) != secrets.sha256.0 {
        return Err(BundleFault::Digest { member: SECRETS.to_owned() });
    }
    Ok(grant)
}

/// Reads the root and the first pack that a grant names, before there are keys to verify it with: the pack brings them. Nothing
/// else of it may be used.
///
/// # Errors
/// Its size, its members, its shape.
pub fn claimed_pack(bytes: &[u8]) -> Result<(RootRef, PackRef), BundleFault> {
    let mut rest = Rest::new(bytes, MOST_GRANT, 3)?;
    let signed = rest.take_signed(GRANT, MOST_GRANT_BODY)?;
    signed.claimed()?;
    Grant::read(signed.bytes).map(|(grant, _)| (grant.root, grant.pack))
}

impl Grant {
    /// The trusted comment that its signature must have.
    #[must_use]
    pub fn comment(&self) -> String {
        format!("tramso-enrol/1 grant {} {} {}", self.of.station, self.of.epoch, self.number)
    }

    /// The grant's name: the same on every file system.
    #[must_use]
    pub fn file_name(&self) -> String {
        file_name(&self.commune, &self.of.station, self.number)
    }

    /// It is for the station, the epoch and the key that asked, and for this very request.
    fn answers(&self, asked: &Request) -> Result<(), BundleFault> {
        let Request { station, epoch, .. } = asked;
        let of = EpochRef { contest: self.of.contest.clone(), station: station.clone(), epoch: epoch.clone() };
        same(&self.of, &of)?;
        let contradiction = |field| Err(BundleFault::Contradiction { member: GRANT.to_owned(), field });
        match () {
            () if self.key != asked.key => contradiction("key"),
            () if self.request != asked.digest() => contradiction("request"),
            () => Ok(()),
        }
    }

    fn shape(&self, sealed: &[u8], plain_len: usize) -> GrantV1 {
        let length = |bytes: usize| u32::try_from(bytes).unwrap_or(u32::MAX);
        GrantV1 {
            v: V1,
            kind: GrantKind::Grant,
            contest: self.of.contest.clone(),
            station: self.of.station.to_string(),
            epoch: self.of.epoch.to_string(),
            key: self.key.text().to_owned(),
            request: Hex(self.request),
            number: self.number,
            commune: self.commune.as_str().to_owned(),
            village: self.village.clone(),
            centre: self.centre.clone(),
            recipients: RecipientsV1 {
                centre: self.centre_recipient.clone(),
                recovery: self.recovery_recipient.clone(),
            },
            root: RefV1 { version: self.root.version, sha256: Hex(self.root.digest) },
            pack: RefV1 { version: self.pack.version, sha256: Hex(self.pack.digest) },
            valid_from: Day(self.valid_from),
            valid_to: Day(self.valid_to),
            max_per_day: self.max_per_day,
            time_ms: self.time.0,
            secrets: SealedV1 {
                len: length(sealed.len()),
                sha256: Hex(sha256(&[sealed])),
                plain_len: length(plain_len),
            },
        }
    }

    fn read(bytes: &[u8]) -> Result<(Self, SealedV1), BundleFault> {
        let shape: GrantV1 = read_canonical(GRANT, bytes)?;
        let fault = |field| BundleFault::Value { member: GRANT.to_owned(), field };
        let recipients = shape.recipients;
        let (contest, secrets) = (shape.contest.clone(), shape.secrets);
        let key = PublicKey::parse(&shape.key).ok_or(fault("key"))?;
        let commune = UnitCode::parse(&shape.commune).ok_or(fault("commune"))?;
        let grant = Self {
            of: EpochRef::read(GRANT, shape.contest, &shape.station, &shape.epoch)?,
            key,
            request: shape.request.0,
            number: shape.number,
            commune,
            village: shape.village,
            centre: shape.centre,
            centre_recipient: recipients.centre,
            recovery_recipient: recipients.recovery,
            root: RootRef { version: shape.root.version, digest: shape.root.sha256.0 },
            pack: PackRef { contest, version: shape.pack.version, digest: shape.pack.sha256.0 },
            valid_from: shape.valid_from.0,
            valid_to: shape.valid_to.0,
            max_per_day: shape.max_per_day,
            time: Moment(shape.time_ms),
        };
        let plain_len = usize::try_from(secrets.plain_len).unwrap_or(usize::MAX);
        match () {
            () if !is_contest(&grant.of.contest) => Err(fault("contest")),
            () if grant.number == 0 || !is_number(grant.number) => Err(fault("number")),
            () if !is_text(&grant.village) => Err(fault("village")),
            () if !is_text(&grant.centre) => Err(fault("centre")),
            () if !is_recipient(&grant.centre_recipient) || !is_recipient(&grant.recovery_recipient) => {
                Err(fault("recipients"))
            }
            () if grant.centre_recipient == grant.recovery_recipient => Err(fault("recipients")),
            () if grant.root.version == 0 => Err(fault("root")),
            () if grant.pack.version == 0 => Err(fault("pack")),
            () if grant.valid_to < grant.valid_from => Err(fault("valid_to")),
            () if grant.max_per_day == 0 => Err(fault("max_per_day")),
            () if plain_len > MOST_SECRETS => Err(fault("secrets")),
            () => Ok((grant, secrets)),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct GrantV1 {
    v: V1,
    kind: GrantKind,
    contest: String,
    #[serde(rename = "kiosk")]
    station: String,
    epoch: String,
    key: String,
    request: Hex<32>,
    number: u64,
    commune: String,
    village: String,
    centre: String,
    recipients: RecipientsV1,
    root: RefV1,
    pack: RefV1,
    valid_from: Day,
    valid_to: Day,
    max_per_day: u32,
    time_ms: i64,
    secrets: SealedV1,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum GrantKind {
    Grant,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RecipientsV1 {
    centre: String,
    recovery: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RefV1 {
    version: u32,
    sha256: Hex<32>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SealedV1 {
    len: u32,
    sha256: Hex<32>,
    plain_len: u32,
}
