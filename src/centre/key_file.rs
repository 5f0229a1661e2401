//! The key file of a centre: an age file under a passphrase. Stock `age -d` opens it; what is inside is JSON.

use super::keys::Keys;
use crate::crypto::{
    Passphrase, SealFault, Secret, SecretBytes, demo_centre, hex, minisig::SigningKey, seal::new_identity, slot, unhex,
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// Larger files are none of ours.
pub const MOST_BYTES: usize = 16 << 10;

/// Why a key file does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyFileFault {
    /// Another passphrase.
    #[error("wrong passphrase of the key file")]
    Passphrase,
    /// No such file, or a damaged one.
    #[error("not a key file, or damaged")]
    Damaged,
    /// Written by a later version of the program.
    #[error("key file of a later version")]
    Newer,
}

/// Whether a new centre's contest may have this id: 1 to 32 lower-case letters, digits and hyphens, and not the demo's.
#[must_use]
pub fn is_contest_id(contest: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=32).contains(&contest.len()) && contest.bytes().all(is_plain) && contest != demo_centre::CONTEST
}

/// What a new centre's server knows, beside the keys that follow from it.
pub struct NewKeys {
    contest: String,
    name: String,
    master: Secret<32>,
    identity: SecretBytes,
    recipient: String,
    recovery_recipient: String,
    receipt_seed: Secret<32>,
}

impl NewKeys {
    /// Makes a centre's keys. `recovery_recipient` is the `age1…` of the identity that is carried away.
    #[must_use]
    pub fn generate(contest: &str, name: &str, recovery_recipient: &str) -> Self {
        let (identity, recipient) = new_identity();
        Self {
            contest: contest.to_owned(),
            name: name.to_owned(),
            master: Secret::random(),
            identity,
            recipient,
            recovery_recipient: recovery_recipient.to_owned(),
            receipt_seed: Secret::random(),
        }
    }

    /// The file's content, unsealed.
    #[must_use]
    pub fn write(&self) -> SecretBytes {
        let (master, seed) = (Zeroizing::new(hex(self.master.bytes())), Zeroizing::new(hex(self.receipt_seed.bytes())));
        let identity = std::str::from_utf8(self.identity.bytes()).unwrap_or_default(); // age writes plain letters
        KeysV1 {
            v: 1,
            kind: KIND.to_owned(),
            contest: self.contest.clone(),
            name: self.name.clone(),
            master: master.to_string(),
            identities: vec![identity.to_owned()],
            recipient: self.recipient.clone(),
            recovery_recipient: self.recovery_recipient.clone(),
            receipt_seed: seed.to_string(),
            pack_identities: Vec::new(),
        }
        .bytes()
    }
}

/// The content of the demo centre's key file: its keys lie in the program.
#[must_use]
pub fn demo() -> SecretBytes {
    let empty = String::new;
    KeysV1 {
        v: 1,
        kind: KIND.to_owned(),
        contest: demo_centre::CONTEST.to_owned(),
        name: demo_centre::NAME.to_owned(),
        master: empty(),
        identities: Vec::new(),
        recipient: empty(),
        recovery_recipient: empty(),
        receipt_seed: empty(),
        pack_identities: Vec::new(),
    }
    .bytes()
}

/// Seals the content under the passphrase.
///
/// # Errors
/// The system gives no randomness or memory.
pub fn seal(content: &SecretBytes, passphrase: &Passphrase) -> Result<Vec<u8>, SealFault> {
    slot::seal(passphrase, content.bytes(), slot::LOG2_N)
}

/// Opens the file.
///
/// # Errors
/// `Passphrase` or `Damaged`.
pub fn unseal(file: &[u8], passphrase: &Passphrase) -> Result<SecretBytes, KeyFileFault> {
    slot::open(passphrase, file).map_err(|fault| match fault {
        SealFault::WrongKey => KeyFileFault::Passphrase,
        // Work, length, form: whichever it is, the file is not what was written.
        SealFault::Key | SealFault::TooMuchWork(_) | SealFault::Damaged | SealFault::TooLong => KeyFileFault::Damaged,
    })
}

/// The keys in the content.
///
/// # Errors
/// `Damaged` or `Newer`.
pub fn read(content: &SecretBytes) -> Result<Keys, KeyFileFault> {
    let shape = KeysV1::read(content)?;
    if shape.contest == demo_centre::CONTEST {
        return Keys::demo().ok_or(KeyFileFault::Damaged);
    }
    let secret = |text: &str| unhex::<32>(text).map(|mut bytes| Secret::from_bytes(&mut bytes));
    let master = secret(&shape.master).ok_or(KeyFileFault::Damaged)?;
    let seed = secret(&shape.receipt_seed).ok_or(KeyFileFault::Damaged)?;
    let wiped = |texts: &[String]| texts.iter().map(|text| Zeroizing::new(text.clone())).collect();
    Ok(Keys {
        contest: shape.contest.clone(),
        name: shape.name.clone(),
        master,
        identities: wiped(&shape.identities),
        recipient: shape.recipient.clone(),
        recovery_recipient: shape.recovery_recipient.clone(),
        receipt: SigningKey::from_seed(&seed).map_err(|_| KeyFileFault::Damaged)?,
        pack_identities: wiped(&shape.pack_identities),
    })
}

/// The content with one more identity for the questions of sealed packs; none when it is there already.
///
/// # Errors
/// As `read`.
pub fn with_pack_identity(content: &SecretBytes, identity: &str) -> Result<Option<SecretBytes>, KeyFileFault> {
    let mut shape = KeysV1::read(content)?;
    if shape.pack_identities.iter().any(|known| known == identity) {
        return Ok(None);
    }
    shape.pack_identities.insert(0, identity.to_owned());
    Ok(Some(shape.bytes()))
}

const KIND: &str = "keys";

/// As it is in the file; wiped when dropped.
#[derive(Serialize, Deserialize, zeroize::Zeroize, zeroize::ZeroizeOnDrop)]
#[serde(deny_unknown_fields)]
struct KeysV1 {
    v: u32,
    kind: String,
    contest: String,
    name: String,
    master: String,
    identities: Vec<String>,
    recipient: String,
    recovery_recipient: String,
    receipt_seed: String,
    pack_identities: Vec<String>,
}

impl KeysV1 {
    fn bytes(&self) -> SecretBytes {
        SecretBytes::new(serde_json::to_vec(self).unwrap_or_default()) // texts can always be written
    }

    fn read(content: &SecretBytes) -> Result<Self, KeyFileFault> {
        #[derive(Deserialize)]
        struct Version {
            v: u32,
        }
        let version: Version = serde_json::from_slice(content.bytes()).map_err(|_| KeyFileFault::Damaged)?;
        match version.v {
            1 => serde_json::from_slice::<Self>(content.bytes())
                .ok()
                .filter(|shape| shape.kind == KIND)
                .ok_or(KeyFileFault::Damaged),
            _ => Err(KeyFileFault::Newer),
        }
    }
}
