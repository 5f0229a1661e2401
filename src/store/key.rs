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
}

/// What a slot or the recovery file holds.
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

impl DbKey {
    pub(super) fn generate() -> Self {
        Self { key: Secret::random(), salt: random() }
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
        Some(Self { key: Secret::from_slice(key)?, salt: salt.try_into().ok()? })
    }

    /// The `PRAGMA key` of SQLCipher: 64 digits of key, 32 of salt.
    pub(super) fn pragma(&self) -> Zeroizing<String> {
        let (key, salt) = (Zeroizing::new(hex(self.key.bytes())), hex(&self.salt));
        Zeroizing::new(format!("PRAGMA key = \"x'{}{salt}'\";", *key))
    }

    pub(super) fn to_slot(&self, station: &str, slot: u32, created: Moment) -> SecretBytes {
        let (key, salt) = (Zeroizing::new(hex(self.key.bytes())), hex(&self.salt));
        let inside = SlotV1 { v: 1, key: &key, salt: &salt, station, slot, created_ms: created.0 };
        let mut bytes = Vec::with_capacity(512); // more than it takes, so that no copy is left behind by growing
        let written = serde_json::to_writer(&mut bytes, &inside);
        debug_assert!(written.is_ok(), "numbers and texts always have a JSON form");
        SecretBytes::new(bytes)
    }

    /// Reads what a slot holds; it must be this station's.
    pub(super) fn from_slot(inside: &SecretBytes, station: &str) -> Result<Self, StoreError> {
        let damaged = || StoreError::Damaged(super::Damage::Slots);
        let slot: SlotV1 = serde_json::from_slice(inside.bytes()).map_err(|_| damaged())?;
        if slot.v != 1 {
            return Err(StoreError::Newer { found: i64::from(slot.v), known: 1 });
        }
        if slot.station != station {
            return Err(StoreError::AnotherStation);
        }
        let mut key: [u8; 32] = unhex(slot.key).ok_or_else(damaged)?;
        let salt = unhex(slot.salt).ok_or_else(damaged)?;
        Ok(Self { key: Secret::from_bytes(&mut key), salt })
    }
}
