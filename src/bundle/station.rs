//! Ids of a station, its epochs and its packs.

use super::{
    BundleFault,
    json::Hex,
    limits::{LONGEST_ID, LONGEST_TEXT, MOST_NUMBER, MOST_PACKS},
};
use crate::domain::{is_forbidden_char, tidy_spaces};
use serde::{Deserialize, Serialize};
use unicode_normalization::is_nfc;

/// An epoch of a station: what every bundle and receipt is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EpochRef {
    /// Id of the contest.
    pub contest: String,
    /// 32 hex digits: the beginning of SHA-256 of the first epoch's public key.
    pub kiosk: String,
    /// Eight hex digits, drawn by chance.
    pub epoch: String,
}

/// A content pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackRef {
    /// Id of the contest.
    pub contest: String,
    /// Counted from 1 within the contest.
    pub version: u32,
    /// SHA-256 of its manifest.
    pub digest: [u8; 32],
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PackRefV1 {
    contest: String,
    version: u32,
    sha256: Hex<32>,
}

impl EpochRef {
    /// The names have the form of names: they stand in comments of signatures and in names of files.
    pub(super) fn check(&self, member: &str) -> Result<(), BundleFault> {
        let fault = |field| Err(BundleFault::Value { member: member.to_owned(), field });
        match () {
            () if !is_contest(&self.contest) => fault("contest"),
            () if !is_hex(&self.kiosk, 32) => fault("kiosk"),
            () if !is_hex(&self.epoch, 8) => fault("epoch"),
            () => Ok(()),
        }
    }

    /// The first eight digits of the station's id, as they stand in names of files.
    pub fn kiosk8(&self) -> &str {
        kiosk8(&self.kiosk)
    }
}

/// The part of a station's id that is in names of files and is read aloud.
#[must_use]
pub fn kiosk8(kiosk: &str) -> &str {
    kiosk.get(..8).unwrap_or(kiosk)
}

impl PackRefV1 {
    pub(super) fn from_list(packs: &[PackRef]) -> Vec<Self> {
        let mut packs: Vec<&PackRef> = packs.iter().collect();
        packs.sort_by(|one, next| one.contest.cmp(&next.contest));
        let shape =
            |pack: &PackRef| Self { contest: pack.contest.clone(), version: pack.version, sha256: Hex(pack.digest) };
        packs.into_iter().map(shape).collect()
    }

    /// Packs in order of their contests, one of each.
    pub(super) fn open(shapes: Vec<Self>) -> Option<Vec<PackRef>> {
        let ordered = shapes.is_sorted_by(|one, next| one.contest < next.contest) && shapes.len() <= MOST_PACKS;
        let sound = shapes.iter().all(|pack| is_contest(&pack.contest) && pack.version >= 1);
        let pack = |shape: Self| PackRef { contest: shape.contest, version: shape.version, digest: shape.sha256.0 };
        (ordered && sound).then(|| shapes.into_iter().map(pack).collect())
    }
}

/// Small letters, digits and `-`.
pub(super) fn is_contest(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=LONGEST_ID).contains(&text.len()) && text.bytes().all(plain)
}

/// So many lower-case hex digits.
pub(super) fn is_hex(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// One line that may be shown: composed, no controls or invisible signs, single spaces, not empty.
pub(super) fn is_text(text: &str) -> bool {
    let signs = text.chars().count();
    (1..=LONGEST_TEXT).contains(&signs)
        && !text.chars().any(is_forbidden_char)
        && is_nfc(text)
        && tidy_spaces(text) == text
}

/// A number that every reader of JSON holds without loss.
pub(super) fn is_number(number: u64) -> bool {
    number <= MOST_NUMBER
}
