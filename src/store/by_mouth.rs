//! Receipts by mouth (docs/FORMATS.md 20): five syllables that somebody read from a phone and typed here. They end reminders, and nothing
//! else: what they name travels again like everything that no receipt names, and nothing is erased because of them.

use super::{Damage, Store, StoreError, meta};
use crate::{
    crypto::{SpokenReceipt, is_same},
    domain::{Moment, SpokenReply},
};
use rusqlite::Connection;

/// What a centre holds of an epoch, as five syllables have stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ByMouth {
    /// The epoch's number at this station.
    pub epoch: u32,
    /// All bundles up to this one.
    pub seq: u32,
    /// When they were typed.
    pub at: Moment,
}

const HELD: &str = "by-mouth";
const WRONG: &str = "by-mouth-wrong";
/// The longest wait between two tries, in seconds.
const LONGEST_S: u32 = 300;

/// Wrong tries in a row, and the wall clock at the last.
type Wrong = (u32, Moment);

impl Store {
    /// What a centre holds by word of mouth, by epochs.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn by_mouth(&self) -> Result<Vec<ByMouth>, StoreError> {
        read_all(self.db())
    }

    /// Seconds before which no syllables are looked at: they grow with wrong tries, and a restart does not end them.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn spoken_wait_s(&self, now: Moment) -> Result<u32, StoreError> {
        Ok(left_s(wrong(self.db())?, now))
    }

    /// Compares five syllables with those of every bundle that was made here, under every draw key that the station has had.
    ///
    /// # Errors
    /// As `save`.
    pub fn take_spoken(&mut self, typed: &str, now: Moment) -> Result<SpokenReply, StoreError> {
        let wait_s = self.spoken_wait_s(now)?;
        if wait_s > 0 {
            return Ok(SpokenReply::NotRead { wait_s });
        }
        let Some((epoch, seq)) = self.spoken_bundle(typed)? else {
            let (before, _) = wrong(self.db())?;
            let now_wrong = (before.saturating_add(1), now);
            self.write(|change, _| set_wrong(change, now_wrong))?;
            return Ok(SpokenReply::Wrong { wait_s: left_s(now_wrong, now) });
        };
        let known = self.by_mouth()?;
        let waits = |line: &super::BundleLine| {
            line.epoch == epoch && line.seq <= seq && line.fate == super::Fate::Unknown && !is_by_mouth(&known, line)
        };
        let lines: Vec<_> = self.bundles()?.into_iter().filter(waits).collect();
        let records = lines.iter().map(|line| line.last + 1 - line.first).sum();
        let mut spoken: Vec<ByMouth> = known.into_iter().filter(|one| one.epoch != epoch || one.seq > seq).collect();
        if spoken.iter().all(|one| one.epoch != epoch) {
            spoken.push(ByMouth { epoch, seq, at: now });
        }
        self.write(|change, _| {
            set_wrong(change, (0, Moment::default()))?;
            let bytes: Vec<u8> = spoken.iter().flat_map(written).collect();
            meta::set(change, HELD, &bytes)
        })?;
        Ok(SpokenReply::Held { seq, bundles: u64::try_from(lines.len()).unwrap_or(u64::MAX), records })
    }

    /// Epoch and number of the bundle whose syllables these are; the newest is tried first.
    fn spoken_bundle(&self, typed: &str) -> Result<Option<(u32, u32)>, StoreError> {
        let epochs = self.epochs()?;
        for line in self.bundles()?.into_iter().rev() {
            let Some(epoch) = epochs.iter().find(|epoch| epoch.number == line.epoch) else { continue };
            let spoken = SpokenReceipt {
                contest: self.contest(),
                station: self.station_id().as_str(),
                epoch: epoch.id.as_str(),
                seq: line.seq,
                manifest: &line.digest,
            };
            let is_it =
                |key: &crate::crypto::Secret<32>| is_same(spoken.code(key.bytes()).as_bytes(), typed.as_bytes());
            if self.identity.draw_keys.iter().any(|(_, key)| is_it(key)) {
                return Ok(Some((line.epoch, line.seq)));
            }
        }
        Ok(None)
    }
}

/// Whether a bundle is held by word of mouth.
#[must_use]
pub fn is_by_mouth(spoken: &[ByMouth], line: &super::BundleLine) -> bool {
    spoken.iter().any(|one| one.epoch == line.epoch && line.seq <= one.seq)
}

/// Forgets what was stated by mouth: a restored centre may have lost it.
pub(super) fn forget(db: &Connection) -> Result<(), StoreError> {
    meta::set(db, HELD, &[])
}

fn read_all(db: &Connection) -> Result<Vec<ByMouth>, StoreError> {
    let bytes = meta::get(db, HELD)?.unwrap_or_default();
    let (each, rest) = bytes.as_chunks::<16>();
    if !rest.is_empty() {
        return Err(StoreError::Damaged(Damage::Values));
    }
    Ok(each.iter().map(read).collect())
}

fn written(one: &ByMouth) -> [u8; 16] {
    let ([e3, e2, e1, e0], [s3, s2, s1, s0]) = (one.epoch.to_be_bytes(), one.seq.to_be_bytes());
    let [m7, m6, m5, m4, m3, m2, m1, m0] = one.at.0.to_be_bytes();
    [e3, e2, e1, e0, s3, s2, s1, s0, m7, m6, m5, m4, m3, m2, m1, m0]
}

fn read(bytes: &[u8; 16]) -> ByMouth {
    let [e3, e2, e1, e0, s3, s2, s1, s0, m7, m6, m5, m4, m3, m2, m1, m0] = *bytes;
    ByMouth {
        epoch: u32::from_be_bytes([e3, e2, e1, e0]),
        seq: u32::from_be_bytes([s3, s2, s1, s0]),
        at: Moment(i64::from_be_bytes([m7, m6, m5, m4, m3, m2, m1, m0])),
    }
}

fn wrong(db: &Connection) -> Result<Wrong, StoreError> {
    let Some(bytes) = meta::get(db, WRONG)? else { return Ok((0, Moment::default())) };
    let fault = || StoreError::Damaged(Damage::Values);
    let (count, at) = bytes.split_first_chunk::<4>().ok_or_else(fault)?;
    let at = <[u8; 8]>::try_from(at).map_err(|_| fault())?;
    Ok((u32::from_be_bytes(*count), Moment(i64::from_be_bytes(at))))
}

fn set_wrong(db: &Connection, (count, at): Wrong) -> Result<(), StoreError> {
    meta::set(db, WRONG, &[&count.to_be_bytes()[..], &at.0.to_be_bytes()].concat())
}

/// Two slips cost nothing; then 2, 4, 8 seconds and so on. A clock that was set back neither ends the wait nor makes it longer than it was.
fn left_s((count, at): Wrong, now: Moment) -> u32 {
    let wait_s = if count < 3 { 0 } else { LONGEST_S.min(1 << (count - 2).min(9)) };
    let gone_ms = now.0.saturating_sub(at.0);
    if gone_ms < 0 {
        return wait_s;
    }
    let left_ms = i64::from(wait_s) * 1000 - gone_ms;
    u32::try_from(left_ms.max(0).unsigned_abs().div_ceil(1000)).unwrap_or(wait_s)
}
