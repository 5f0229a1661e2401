use super::StoreError;
use crate::{
    crypto::{Secret, SecretBytes, random},
    domain::Moment,
    record::{hex, unhex},
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// The database's key and salt. The salt is kept beside the key because the header that also holds it may be torn by a
/// power cut (docs/THREAT-MODEL.md K5). Never written to the disk but sealed.
#[derive(Clone, Debug)]
pub struct DbKey {
    key: Secret<32>,
    salt: [u8; 16],
    /// The key before it: while the key is being changed, the database may be under either of them.
    earlier: Option<Box<DbKey>>,
}

/// What a slot of the first form holds, and a recovery file of that time.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SlotV1<'a> {
    v: u16,
    key: &'a str,
    salt: &'a str,
    #[serde(rename = "kiosk")]
    station: &'a str,
    /// 0 in the recovery file.
    slot: u32,
    created_ms: i64,
}

/// What a slot holds: an identity, to which `key.age` is sealed.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SlotV2<'a> {
    v: u16,
    identity: &'a str,
    #[serde(rename = "kiosk")]
    station: &'a str,
    slot: u32,
    created_ms: i64,
}

/// What `key.age` and the recovery file hold: the database key, and while it is being changed the one before.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeysV2<'a> {
    v: u16,
    #[serde(borrow)]
    keys: Vec<KeyV2<'a>>,
    #[serde(rename = "kiosk")]
    station: &'a str,
    created_ms: i64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyV2<'a> {
    key: &'a str,
    salt: &'a str,
}

/// The version of any of them.
#[derive(Deserialize)]
struct Version {
    v: u16,
}

/// What is inside a slot.
pub(super) enum InSlot {
    /// The database key itself.
    Key(DbKey),
    /// The identity that opens `key.age`.
    Identity(Zeroizing<String>),
}

impl InSlot {
    /// Reads what a slot holds; it must be this station's.
    pub(super) fn read(inside: &SecretBytes, station: &str) -> Result<Self, StoreError> {
        if version(inside)? == 1 {
            return DbKey::from_first_form(inside, station).map(Self::Key);
        }
        let slot: SlotV2 = serde_json::from_slice(inside.bytes()).map_err(|_| damaged())?;
        if slot.station == station {
            Ok(Self::Identity(Zeroizing::new(slot.identity.to_owned())))
        } else {
            Err(StoreError::AnotherStation)
        }
    }

    /// The content of a slot that holds an identity.
    pub(super) fn write(identity: &str, station: &str, slot: u32, created: Moment) -> SecretBytes {
        written(&SlotV2 { v: 2, identity, station, slot, created_ms: created.0 })
    }
}

fn damaged() -> StoreError {
    StoreError::Damaged(super::Damage::Slots)
}

fn version(inside: &SecretBytes) -> Result<u16, StoreError> {
    let Version { v } = serde_json::from_slice(inside.bytes()).map_err(|_| damaged())?;
    if (1..=2).contains(&v) { Ok(v) } else { Err(StoreError::Newer { found: i64::from(v), known: 2 }) }
}

fn written(shape: &impl Serialize) -> SecretBytes {
    let mut bytes = Vec::with_capacity(1024); // more than it takes, so that no copy is left behind by growing
    let written = serde_json::to_writer(&mut bytes, shape);
    debug_assert!(written.is_ok(), "numbers and texts always have a JSON form");
    SecretBytes::new(bytes)
}

impl DbKey {
    pub(super) fn generate() -> Self {
        Self { key: Secret::random(), salt: random(), earlier: None }
    }

    /// Key and salt in one piece, for the kernel's keyring.
    #[must_use]
    pub fn to_bytes(&self) -> SecretBytes {
        let mut bytes = Vec::with_capacity(48);
        bytes.extend_from_slice(self.key.bytes());
        bytes.extend_from_slice(&self.salt);
        SecretBytes::new(bytes)
    }

    /// Reads `to_bytes` back; `None` for anything of another length.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (key, salt) = bytes.split_at_checked(32)?;
        Some(Self { key: Secret::from_slice(key)?, salt: salt.try_into().ok()?, earlier: None })
    }

    /// The `PRAGMA key` of SQLCipher: 64 digits of key, 32 of salt.
    pub(super) fn pragma(&self) -> Zeroizing<String> {
        let (key, salt) = (Zeroizing::new(hex(self.key.bytes())), hex(&self.salt));
        Zeroizing::new(format!("PRAGMA key = \"x'{}{salt}'\";", *key))
    }

    /// The content of `key.age` and of the recovery file: the newest key first.
    pub(super) fn write_all(keys: &[&Self], station: &str, created: Moment) -> SecretBytes {
        let texts: Vec<_> = keys.iter().map(|one| (Zeroizing::new(hex(one.key.bytes())), hex(&one.salt))).collect();
        let keys = texts.iter().map(|(key, salt)| KeyV2 { key, salt }).collect();
        written(&KeysV2 { v: 2, keys, station, created_ms: created.0 })
    }

    /// Reads them back, of either form; they must be this station's.
    pub(super) fn read_all(inside: &SecretBytes, station: &str) -> Result<Self, StoreError> {
        if version(inside)? == 1 {
            return Self::from_first_form(inside, station);
        }
        let found: KeysV2 = serde_json::from_slice(inside.bytes()).map_err(|_| damaged())?;
        if found.station != station {
            return Err(StoreError::AnotherStation);
        }
        let mut keys = found.keys.iter().map(|one| Self::from_texts(one.key, one.salt));
        let newest = keys.next().ok_or_else(damaged)??;
        let earlier = keys.next().transpose()?;
        if keys.next().is_some() {
            return Err(damaged());
        }
        Ok(Self { earlier: earlier.map(Box::new), ..newest })
    }

    /// The key itself, and the one before it where there are two.
    pub(super) fn newest_and_earlier(self) -> (Self, Option<Self>) {
        let Self { key, salt, earlier } = self;
        (Self { key, salt, earlier: None }, earlier.map(|earlier| *earlier))
    }

    fn from_first_form(inside: &SecretBytes, station: &str) -> Result<Self, StoreError> {
        let slot: SlotV1 = serde_json::from_slice(inside.bytes()).map_err(|_| damaged())?;
        if slot.station != station {
            return Err(StoreError::AnotherStation);
        }
        Self::from_texts(slot.key, slot.salt)
    }

    fn from_texts(key: &str, salt: &str) -> Result<Self, StoreError> {
        let mut key: [u8; 32] = unhex(key).ok_or_else(damaged)?;
        let salt = unhex(salt).ok_or_else(damaged)?;
        Ok(Self { key: Secret::from_bytes(&mut key), salt, earlier: None })
    }

    /// The content of a slot of the first form, for tests of what comes after it.
    #[doc(hidden)]
    #[must_use]
    pub fn in_first_form(&self, station: &str, slot: u32) -> SecretBytes {
        let (key, salt) = (Zeroizing::new(hex(self.key.bytes())), hex(&self.salt));
        written(&SlotV1 { v: 1, key: &key, salt: &salt, station, slot, created_ms: 0 })
    }
}
