//! Roots: which keys may sign for a centre. Root n is signed by a threshold of the keys of root n-1 and of its own, so that a
//! station which knows one of them can follow to the newest.

use super::{
    AppVersion, PackFault,
    json::{Day, read_canonical, write},
    limits::{MOST_KEYS, MOST_ROOT, MOST_SIGNATURE},
};
use crate::{
    crypto::{
        minisig::{self, KeyId, PublicKey, SignatureFault},
        sha256,
    },
    domain::Date,
};
use serde::{Deserialize, Serialize};

/// What a station keeps of the newest root that it has accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PinnedRoot {
    /// Counted from 1.
    pub version: u32,
    /// SHA-256 of the root's bytes.
    pub digest: [u8; 32],
}

/// Which keys may sign for a centre, and for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    /// Counted from 1.
    pub version: u32,
    /// The centre's name, for people.
    pub centre: String,
    /// The day of issue.
    pub issued: Date,
    /// The day by which the holders meant to have made a newer one; a station warns, and goes on.
    pub expires: Date,
    /// Who signs the next root.
    pub root: Role,
    /// Signers of packs.
    pub pack: Role,
    /// Signers of receipts.
    pub receipt: Role,
    /// Signers of grants to stations.
    pub enrol: Role,
    /// Signers of certificates (docs/decisions/062-who-signs-certificates-and-the-closing.md); no key before edition 2.
    pub certificate: Role,
    /// Signers of frozen lists; no key before edition 2.
    pub closing: Role,
    /// Signers of releases of the program (docs/decisions/078-updates-by-stick.md); no key before edition 2.
    pub release: Role,
}

/// Keys, and how many different ones of them it takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Role {
    /// Different keys that must sign.
    pub threshold: u32,
    /// In order of their ids.
    pub keys: Vec<PublicKey>,
}

/// A root's bytes and the signatures beside it, each with the id of its key, as in a pack and in the office's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedRoot {
    /// `root-<n>.json`, unchanged.
    pub bytes: Vec<u8>,
    /// In order of the ids, each in its one form.
    pub signatures: Vec<(KeyId, String)>,
}

impl Role {
    /// A role that nobody has.
    #[must_use]
    pub fn none() -> Self {
        Self { threshold: 1, keys: Vec::new() }
    }

    /// Whether a key is in both, under whatever id.
    fn meets(&self, other: &Self) -> bool {
        self.keys.iter().any(|key| other.keys.iter().any(|one| one.point() == key.point()))
    }

    /// Verifies the signature of a manifest by one of the role's keys; that key's id and the trusted comment.
    pub(super) fn signer<'a>(
        &self,
        member: &str,
        manifest: &[u8],
        signature: &'a str,
    ) -> Result<(KeyId, &'a str), PackFault> {
        let named = || member.to_owned();
        let (id, comment) = minisig::claimed(signature).map_err(|fault| match fault {
            SignatureFault::Legacy => PackFault::LegacySignature { member: named() },
            SignatureFault::Form | SignatureFault::OtherKey(_) | SignatureFault::Wrong => {
                PackFault::SignatureForm { member: named() }
            }
        })?;
        let key = self.key(id).ok_or_else(|| PackFault::WrongKey { member: named(), key: id })?;
        verify(member, key, manifest, signature, comment)?;
        Ok((id, comment))
    }

    /// The role's key of an id.
    #[must_use]
    pub fn key(&self, id: KeyId) -> Option<&PublicKey> {
        self.keys.iter().find(|key| key.id() == id)
    }
}

impl Root {
    /// The name of a root's file.
    #[must_use]
    pub fn file_name(version: u32) -> String {
        format!("root-{version}.json")
    }

    /// The name of the file of a signature over it.
    #[must_use]
    pub fn signature_name(version: u32, key: KeyId) -> String {
        format!("root-{version}-{key}.minisig")
    }

    /// The trusted comment that a signature over a root must have.
    #[must_use]
    pub fn comment(version: u32) -> String {
        format!("tramso-root/1 {version}")
    }

    /// Reads `root-<n>.json`. Who signed it is not looked at.
    ///
    /// # Errors
    /// Its size, its shape, or its keys.
    pub fn read(version: u32, bytes: &[u8]) -> Result<Self, PackFault> {
        let member = Self::file_name(version);
        if bytes.len() > MOST_ROOT {
            return Err(PackFault::MemberTooLarge { member, bytes: bytes.len(), most: MOST_ROOT });
        }
        let shape: RootV1 = read_canonical(&member, bytes)?;
        if shape.version != version {
            return Err(PackFault::Contradiction { member, field: "version" });
        }
        let role = |name: &'static str, role: RoleV1, is_sound: fn(&Role) -> bool| {
            role.open().filter(is_sound).ok_or(PackFault::RootKeys { version, role: name })
        };
        // Packs, receipts and grants carry one signature. A centre that signs no receipts yet names no key for them.
        let reachable = |role: &Role| usize::try_from(role.threshold).is_ok_and(|least| least <= role.keys.len());
        let one_of_some = |role: &Role| role.threshold == 1 && !role.keys.is_empty();
        let one = |role: &Role| role.threshold == 1;
        // What names none of the two is as it always was: no station has to be updated for it.
        let RolesV1 { root, pack, receipt, enrol, certificate, closing, release } = shape.roles;
        let edition = edition_of(certificate.is_some() || closing.is_some() || release.is_some());
        match shape.v {
            v if v == edition => (),
            v if v > SECOND => return Err(PackFault::NewerShape { member, v }),
            _ => return Err(PackFault::Contradiction { member, field: "v" }), // else: roles that another edition has
        }
        let later =
            |name, named: Option<RoleV1>| named.map_or(Ok(Role::none()), |named| role(name, named, one_of_some));
        let read = Self {
            version,
            centre: shape.centre,
            issued: shape.issued.0,
            expires: shape.expires.0,
            root: role("root", root, reachable)?,
            pack: role("pack", pack, one_of_some)?,
            receipt: role("receipt", receipt, one)?,
            enrol: role("enrol", enrol, one)?,
            certificate: later("certificate", certificate)?,
            closing: later("closing", closing)?,
            release: later("release", release)?,
        };
        // A server has the keys of receipts and certificates; what closes a contest is signed with none of them.
        if read.closing.meets(&read.certificate) || read.closing.meets(&read.receipt) {
            return Err(PackFault::RootKeys { version, role: "closing" });
        }
        // What may replace the program may do everything: its key does nothing else, and waits in no place where another is used.
        let others = [&read.root, &read.pack, &read.receipt, &read.enrol, &read.certificate, &read.closing];
        if others.into_iter().any(|other| read.release.meets(other)) {
            return Err(PackFault::RootKeys { version, role: "release" });
        }
        Ok(read)
    }

    /// The bytes that are signed.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let later = |role: &Role| (!role.keys.is_empty()).then(|| RoleV1::new(role));
        write(&RootV1 {
            v: edition_of(self.is_second_edition()),
            kind: RootKind::Root,
            version: self.version,
            centre: self.centre.clone(),
            issued: Day(self.issued),
            expires: Day(self.expires),
            roles: RolesV1 {
                root: RoleV1::new(&self.root),
                pack: RoleV1::new(&self.pack),
                receipt: RoleV1::new(&self.receipt),
                enrol: RoleV1::new(&self.enrol),
                certificate: later(&self.certificate),
                closing: later(&self.closing),
                release: later(&self.release),
            },
        })
    }

    /// The first program that reads it.
    #[must_use]
    pub fn first_app(&self) -> AppVersion {
        AppVersion { major: 0, minor: if self.is_second_edition() { 2 } else { 1 }, patch: 0 }
    }

    /// Whether it names keys that a program of the first edition does not know of.
    fn is_second_edition(&self) -> bool {
        [&self.certificate, &self.closing, &self.release].into_iter().any(|role| !role.keys.is_empty())
    }
}

const SECOND: u32 = 2;

/// The version of a root's shape.
fn edition_of(is_second: bool) -> u32 {
    if is_second { SECOND } else { 1 }
}

impl SignedRoot {
    /// What a station keeps of this root.
    #[must_use]
    pub fn pinned(&self, version: u32) -> PinnedRoot {
        PinnedRoot { version, digest: sha256(&[&self.bytes]) }
    }
}

/// The roots among a folder's files (their names and bytes), from the first on, each with the signatures that are there. Signatures of any
/// first line are brought into their one form.
///
/// # Errors
/// The name of a signature that is none.
pub fn signed_roots(files: &[(String, Vec<u8>)]) -> Result<Vec<SignedRoot>, String> {
    let named = |name: &str| files.iter().find(|(known, _)| known == name).map(|(_, bytes)| bytes.clone());
    let mut roots = Vec::new();
    for version in 1.. {
        let Some(bytes) = named(&Root::file_name(version)) else { break };
        let start = format!("root-{version}-");
        let mut signatures = Vec::new();
        for (name, text) in files.iter().filter(|(name, _)| name.starts_with(&start) && name.ends_with(".minisig")) {
            let read = || {
                let text = minisig::canonical(std::str::from_utf8(text).ok()?).ok()?;
                let (id, _) = minisig::claimed(&text).ok()?;
                Some((id, text.clone()))
            };
            signatures.push(read().ok_or_else(|| name.clone())?);
        }
        signatures.sort();
        signatures.dedup_by_key(|(id, _)| *id);
        roots.push(SignedRoot { bytes, signatures });
    }
    Ok(roots)
}

/// Reads a chain of roots, from the first on, and checks that each is signed by its own keys and by those before it. Whether the
/// first one is to be trusted is for the caller to decide: by the root that it has pinned, or by a fingerprint read out.
///
/// # Errors
/// The first root that is wrong, and how.
pub fn read_chain(roots: &[SignedRoot]) -> Result<Vec<Root>, PackFault> {
    let mut chain: Vec<Root> = Vec::new();
    for (version, signed) in (1..).zip(roots) {
        let root = Root::read(version, &signed.bytes)?;
        let signers = signers(version, signed, &root, chain.last())?;
        for by in chain.last().into_iter().chain([&root]) {
            let found = signers.iter().filter(|key| by.root.key(**key).is_some()).count();
            let wanted = usize::try_from(by.root.threshold).unwrap_or(usize::MAX);
            if found < wanted {
                return Err(PackFault::RootThreshold { version, by: by.version, found, wanted });
            }
        }
        chain.push(root);
    }
    Ok(chain)
}

/// Checks every signature beside a root; each must be by a key of this root or of the one before.
fn signers(version: u32, signed: &SignedRoot, root: &Root, before: Option<&Root>) -> Result<Vec<KeyId>, PackFault> {
    let mut signers: Vec<KeyId> = Vec::new();
    for (id, signature) in &signed.signatures {
        let member = Root::signature_name(version, *id);
        let holder = root.root.key(*id).or_else(|| before.and_then(|before| before.root.key(*id)));
        let Some(key) = holder.filter(|_| !signers.contains(id)) else {
            return Err(PackFault::WrongKey { member, key: *id });
        };
        verify(&member, key, &signed.bytes, signature, &Root::comment(version))?;
        signers.push(*id);
    }
    Ok(signers)
}

/// Whether this signature, in its one form, is the key's over these bytes and for this purpose.
fn verify(member: &str, key: &PublicKey, bytes: &[u8], signature: &str, wanted: &str) -> Result<(), PackFault> {
    let member = || member.to_owned();
    if signature.len() > MOST_SIGNATURE || minisig::canonical(signature).is_ok_and(|one| one != signature) {
        return Err(PackFault::SignatureForm { member: member() });
    }
    let found = minisig::verify(key, bytes, signature).map_err(|fault| match fault {
        SignatureFault::Form => PackFault::SignatureForm { member: member() },
        SignatureFault::Legacy => PackFault::LegacySignature { member: member() },
        SignatureFault::OtherKey(key) => PackFault::WrongKey { member: member(), key },
        SignatureFault::Wrong => PackFault::BadSignature { member: member() },
    })?;
    if found != wanted {
        return Err(PackFault::Comment { member: member(), wanted: wanted.to_owned(), found: found.to_owned() });
    }
    Ok(())
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RootV1 {
    v: u32,
    kind: RootKind,
    version: u32,
    centre: String,
    issued: Day,
    expires: Day,
    roles: RolesV1,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RootKind {
    Root,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RolesV1 {
    root: RoleV1,
    pack: RoleV1,
    receipt: RoleV1,
    enrol: RoleV1,
    // Edition 2. Left out where nobody has it; one without a key is another form, and refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    certificate: Option<RoleV1>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    closing: Option<RoleV1>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    release: Option<RoleV1>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleV1 {
    threshold: u32,
    keys: Vec<String>,
}

impl RoleV1 {
    fn new(role: &Role) -> Self {
        let mut keys: Vec<&PublicKey> = role.keys.iter().collect();
        keys.sort_by_key(|key| key.id());
        Self { threshold: role.threshold, keys: keys.into_iter().map(|key| key.text().to_owned()).collect() }
    }

    /// Different keys in order of their ids, and a threshold above zero.
    fn open(self) -> Option<Role> {
        let keys: Vec<PublicKey> = self.keys.iter().map(|key| PublicKey::parse(key)).collect::<Option<_>>()?;
        let ordered = keys.is_sorted_by(|one, next| one.id() < next.id());
        (ordered && self.threshold >= 1 && keys.len() <= MOST_KEYS && !same_point(&keys))
            .then_some(Role { threshold: self.threshold, keys })
    }
}

/// Whether one key has two ids, so that its holder would count twice.
fn same_point(keys: &[PublicKey]) -> bool {
    let mut points: Vec<[u8; 32]> = keys.iter().map(PublicKey::point).collect();
    points.sort_unstable();
    !points.is_sorted_by(|one, next| one < next)
}
