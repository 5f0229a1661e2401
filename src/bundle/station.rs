//! Ids of a station, its epochs and its packs.

use super::{
    BundleFault,
    json::Hex,
    limits::{LONGEST_ID, LONGEST_TEXT, MOST_NUMBER, MOST_PACKS},
};
use crate::domain::{EpochId, StationId, is_forbidden_char, tidy_spaces};
use serde::{Deserialize, Serialize};
use unicode_normalization::is_nfc;

/// An epoch of a station: what every bundle and receipt is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EpochRef {
    /// Id of the contest.
    pub contest: String,
    /// The station.
    pub station: StationId,
    /// Its epoch.
    pub epoch: EpochId,
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
    /// Epoch that a member of a file names. The ids have the form of ids: they are part of comments of signatures and of
    /// file names.
    pub(super) fn read(member: &str, contest: String, station: &str, epoch: &str) -> Result<Self, BundleFault> {
        let fault = |field| BundleFault::Value { member: member.to_owned(), field };
        if !is_contest(&contest) {
            return Err(fault("contest"));
        }
        let station = StationId::parse(station).ok_or(fault("kiosk"))?;
        Ok(Self { contest, station, epoch: EpochId::parse(epoch).ok_or(fault("epoch"))? })
    }

    /// The contest's id has the form of an id; the others have it by their types.
    pub(super) fn check(&self, member: &str) -> Result<(), BundleFault> {
        let fault = || BundleFault::Value { member: member.to_owned(), field: "contest" };
        is_contest(&self.contest).then_some(()).ok_or_else(fault)
    }
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
