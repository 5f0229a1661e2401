use super::{Damage, Grant, Setup, StoreError, meta};
use crate::{
    crypto::{Secret, demo_centre, hmac_sha256},
    domain::{StationId, UnitCode},
    platform::Mark,
    record::hex,
};
use rusqlite::Connection;
use std::collections::BTreeMap;
use zeroize::Zeroizing;

/// What a station is, from its database.
#[derive(Debug)]
pub(super) struct Identity {
    pub(super) station: StationId,
    pub(super) contest: String,
    pub(super) unit: UnitCode,
    pub(super) village: String,
    pub(super) centre: String,
    pub(super) demo: bool,
    pub(super) person_key: Secret<32>,
    /// What papers are drawn from, each key from its place in the common sequence on; the newest last.
    pub(super) draw_keys: Vec<(i64, Secret<32>)>,
    /// `age1…`: to whom bundles are sealed, centre first.
    pub(super) recipients: [String; 2],
    pub(super) hardware_key: Secret<32>,
}

/// Writes what a new station is before a centre has granted it a place.
pub(super) fn begin(db: &Connection, station: &StationId, unit: &UnitCode, village: &str) -> Result<(), StoreError> {
    meta::set(db, "kiosk", station.as_bytes())?;
    meta::set(db, "contest", b"")?;
    meta::set(db, "unit", unit.as_str().as_bytes())?;
    meta::set(db, "village", village.as_bytes())?;
    meta::set(db, "centre", b"")?;
    meta::set(db, "demo", &[0])?;
    meta::set(db, "hardware_key", Secret::<32>::random().bytes())
}

/// Writes what a centre granted; papers are drawn from its key from the place `from` of the common sequence on.
pub(super) fn enrol(db: &Connection, setup: &Setup, from: i64) -> Result<(), StoreError> {
    let Grant { person_key, draw_key, centre_recipient, recovery, centre, demo, root, pack_key, file } = &setup.grant;
    meta::set(db, "contest", setup.contest.as_bytes())?;
    meta::set(db, "unit", setup.unit.as_str().as_bytes())?;
    meta::set(db, "village", setup.village.as_bytes())?;
    meta::set(db, "centre", centre.as_bytes())?;
    meta::set(db, "recipient", centre_recipient.as_bytes())?;
    meta::set(db, "recovery", recovery.as_bytes())?;
    meta::set(db, "demo", &[u8::from(*demo)])?;
    meta::set(db, "person_key", person_key.bytes())?;
    if let Some(root) = root {
        meta::set(db, "root", root)?;
    }
    if let Some(key) = pack_key {
        meta::set(db, "pack_key", key.as_bytes())?;
    }
    if let Some(file) = file {
        let number = i64::try_from(file.number).map_err(|_| StoreError::Damaged(Damage::Values))?;
        meta::set(db, "grant", &file.bytes)?;
        meta::set(db, "grant_name", file.name.as_bytes())?;
        meta::set(db, "grant_number", &number.to_be_bytes())?;
        meta::set(db, "grant_time", &file.time.0.to_be_bytes())?;
    }
    if draw_keys(db)?.last().is_none_or(|(_, newest)| newest.bytes() != draw_key.bytes()) {
        let sql = "INSERT INTO draw_key (seq, key) VALUES (?1, ?2) ON CONFLICT (seq) DO UPDATE SET key = excluded.key";
        db.execute(sql, (from, draw_key.bytes()))?;
    }
    Ok(())
}

/// Not enrolled: whatever is hashed or drawn meanwhile means nothing, and nothing of it is kept.
fn or_chance(secret: Option<Secret<32>>) -> Secret<32> {
    secret.unwrap_or_else(Secret::random)
}

fn draw_keys(db: &Connection) -> Result<Vec<(i64, Secret<32>)>, StoreError> {
    let mut select = db.prepare_cached("SELECT seq, key FROM draw_key ORDER BY seq")?;
    let mut rows = select.query(())?;
    let mut keys = Vec::new();
    while let Some(row) = rows.next()? {
        let key = Zeroizing::new(row.get::<_, Vec<u8>>(1)?);
        keys.push((row.get(0)?, Secret::from_slice(&key).ok_or(StoreError::Damaged(Damage::Values))?));
    }
    Ok(keys)
}

impl Identity {
    pub(super) fn read(db: &Connection) -> Result<Self, StoreError> {
        let unit = UnitCode::parse(&meta::need_text(db, "unit")?).ok_or(StoreError::Damaged(Damage::Values))?;
        let (contest, demo) = (meta::need_text(db, "contest")?, meta::need(db, "demo")? == [1]);
        let enrolled = !contest.is_empty();
        let person_key = or_chance(if enrolled { Some(secret(db, "person_key")?) } else { None });
        let text = |name| meta::get(db, name).map(|kept| kept.and_then(|kept| String::from_utf8(kept).ok()));
        // Demo stations of the first versions were made without it; all of them seal to the same centre.
        let recipient = text("recipient")?.or(demo.then(|| demo_centre::CENTRE_RECIPIENT.to_owned()));
        Ok(Self {
            station: StationId::parse(&meta::need_text(db, "kiosk")?).ok_or(StoreError::Damaged(Damage::Values))?,
            contest,
            unit,
            village: meta::need_text(db, "village")?,
            centre: meta::need_text(db, "centre")?,
            demo,
            person_key,
            draw_keys: draw_keys(db)?,
            recipients: [recipient.unwrap_or_default(), text("recovery")?.unwrap_or_default()],
            hardware_key: secret(db, "hardware_key")?,
        })
    }

    pub(super) fn is_enrolled(&self) -> bool {
        !self.contest.is_empty()
    }

    /// The key of papers that were opened at this place of the common sequence.
    pub(super) fn draw_key(&self, seq: i64) -> Secret<32> {
        let key = self.draw_keys.iter().rev().find(|(from, _)| *from <= seq).or(self.draw_keys.first());
        or_chance(key.map(|(_, key)| key.clone()))
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
