use super::{Damage, Grant, Setup, StoreError, meta};
use crate::{
    crypto::{Secret, hmac_sha256},
    domain::UnitCode,
    platform::Mark,
    record::hex,
};
use rusqlite::Connection;
use std::collections::BTreeMap;
use zeroize::Zeroizing;

/// What a station is, from its database.
#[derive(Debug)]
pub(super) struct Identity {
    pub(super) kiosk: String,
    pub(super) contest: String,
    pub(super) unit: UnitCode,
    pub(super) village: String,
    pub(super) centre: String,
    pub(super) demo: bool,
    pub(super) person_key: Secret<32>,
    pub(super) draw_key: Secret<32>,
    hardware_key: Secret<32>,
}

/// Writes what a new station is.
pub(super) fn write(db: &Connection, setup: &Setup, kiosk: &str) -> Result<(), StoreError> {
    let Grant { person_key, draw_key, recovery, centre, demo, root, pack_key } = &setup.grant;
    if let Some(root) = root {
        meta::set(db, "root", root)?;
    }
    if let Some(key) = pack_key {
        meta::set(db, "pack_key", key.as_bytes())?;
    }
    meta::set(db, "kiosk", kiosk.as_bytes())?;
    meta::set(db, "contest", setup.contest.as_bytes())?;
    meta::set(db, "unit", setup.unit.as_str().as_bytes())?;
    meta::set(db, "village", setup.village.as_bytes())?;
    meta::set(db, "centre", centre.as_bytes())?;
    meta::set(db, "recovery", recovery.as_bytes())?;
    meta::set(db, "demo", &[u8::from(*demo)])?;
    meta::set(db, "person_key", person_key.bytes())?;
    meta::set(db, "draw_key", draw_key.bytes())?;
    meta::set(db, "hardware_key", Secret::<32>::random().bytes())
}

impl Identity {
    pub(super) fn read(db: &Connection) -> Result<Self, StoreError> {
        let unit = UnitCode::parse(&meta::need_text(db, "unit")?).ok_or(StoreError::Damaged(Damage::Values))?;
        Ok(Self {
            kiosk: meta::need_text(db, "kiosk")?,
            contest: meta::need_text(db, "contest")?,
            unit,
            village: meta::need_text(db, "village")?,
            centre: meta::need_text(db, "centre")?,
            demo: meta::need(db, "demo")? == [1],
            person_key: secret(db, "person_key")?,
            draw_key: secret(db, "draw_key")?,
            hardware_key: secret(db, "hardware_key")?,
        })
    }

    /// Keyed hashes of a machine's marks, by their kinds.
    fn hardware(&self, marks: &[Mark]) -> BTreeMap<String, String> {
        let hashed =
            |mark: &Mark| hex(&hmac_sha256(self.hardware_key.bytes(), &[mark.kind.as_bytes(), &[0], &mark.value]));
        marks.iter().map(|mark| (mark.kind.to_owned(), hashed(mark))).collect()
    }

    /// Whether the marks are another machine's than those that were noted: a kind that both have differs.
    pub(super) fn is_elsewhere(&self, db: &Connection, marks: &[Mark]) -> Result<bool, StoreError> {
        let Some(noted) = meta::get(db, "hardware")? else { return Ok(false) };
        let noted: BTreeMap<String, String> =
            serde_json::from_slice(&noted).map_err(|_| StoreError::Damaged(Damage::Values))?;
        Ok(self.hardware(marks).iter().any(|(kind, hash)| noted.get(kind).is_some_and(|known| known != hash)))
    }

    /// Notes the marks of the machine that the station runs on from now on.
    pub(super) fn note_hardware(&self, db: &Connection, marks: &[Mark]) -> Result<(), StoreError> {
        let bytes = serde_json::to_vec(&self.hardware(marks)).map_err(|_| StoreError::Damaged(Damage::Values))?;
        meta::set(db, "hardware", &bytes)
    }
}

pub(super) fn secret(db: &Connection, name: &str) -> Result<Secret<32>, StoreError> {
    let bytes = Zeroizing::new(meta::need(db, name)?);
    Secret::from_slice(&bytes).ok_or(StoreError::Damaged(Damage::Values))
}
