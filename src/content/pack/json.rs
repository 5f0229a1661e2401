//! JSON codec of a pack's members: compact, fields in the order of the shapes, integers only.

use super::PackFault;
pub(super) use crate::crypto::canonical::{V1, write};
use crate::{
    crypto::canonical::{self, CanonicalFault},
    domain::{Date, LessonId},
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned, de::Error};

/// Reads a file of version 1; unknown and doubled keys are refused by the shapes themselves.
pub(super) fn read<T: DeserializeOwned>(member: &str, bytes: &[u8]) -> Result<T, PackFault> {
    canonical::read(bytes).map_err(|fault| refused(member, fault))
}

/// Reads a small file that must be in its canonical form.
pub(super) fn read_canonical<T: DeserializeOwned + Serialize>(member: &str, bytes: &[u8]) -> Result<T, PackFault> {
    canonical::read_canonical(bytes).map_err(|fault| refused(member, fault))
}

fn refused(member: &str, fault: CanonicalFault) -> PackFault {
    let member = member.to_owned();
    match fault {
        CanonicalFault::Newer(v) => PackFault::NewerShape { member, v },
        CanonicalFault::Shape(message) => PackFault::Shape { member, message },
        CanonicalFault::NotCanonical => PackFault::NotCanonical { member },
    }
}

/// A date as `2026-11-22`, of the years 2000 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day(pub Date);

impl Day {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let number = |from: usize, to: usize| {
            let digits = text.get(from..to)?;
            digits.bytes().all(|digit| digit.is_ascii_digit()).then(|| digits.parse::<u32>().ok())?
        };
        let marks = text.len() == 10 && text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
        let year = number(0, 4).filter(|year| marks && *year >= 2000)?;
        Date::from_ymd_opt(i32::try_from(year).ok()?, number(5, 7)?, number(8, 10)?).map(Self)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <&str>::deserialize(from)?;
        Self::parse(text).ok_or_else(|| D::Error::custom(format!("no date: {text}")))
    }
}

/// A lesson's id as `1.2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LessonName(pub LessonId);

impl Serialize for LessonName {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for LessonName {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <&str>::deserialize(from)?;
        LessonId::parse(text).map(Self).ok_or_else(|| D::Error::custom(format!("no lesson: {text}")))
    }
}

/// Whether a flag is left out.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
pub(super) fn is_no(flag: &bool) -> bool {
    !flag
}

/// What a flag is that is left out while it is set.
pub(super) fn yes() -> bool {
    true
}

/// Whether such a flag is left out.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
pub(super) fn is_yes(flag: &bool) -> bool {
    *flag
}
