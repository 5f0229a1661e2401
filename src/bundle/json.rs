//! JSON as it travels: compact, fields in the order of the shapes, integers only. As in packs, one canonical form and no other.

use super::BundleFault;
use crate::{
    crypto::{hex, unhex},
    domain::Date,
};
use chrono::Datelike;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// The version that every file begins with.
#[derive(Deserialize)]
struct Versioned {
    v: u32,
}

/// Reads a file of version 1 that must stand in its one form; unknown and doubled keys are refused by the shapes themselves,
/// and depth by the parser.
pub(super) fn read_canonical<'de, T: Deserialize<'de> + Serialize>(
    member: &str,
    bytes: &'de [u8],
) -> Result<T, BundleFault> {
    let shape: T = serde_json::from_slice(bytes).map_err(|fault| {
        // Only what could not be read is looked at twice.
        match serde_json::from_slice::<Versioned>(bytes) {
            Ok(Versioned { v }) if v > 1 => BundleFault::NewerShape { member: member.to_owned(), v },
            _ => BundleFault::Shape { member: member.to_owned(), message: fault.to_string() },
        }
    })?;
    if write(&shape) == bytes { Ok(shape) } else { Err(BundleFault::NotCanonical { member: member.to_owned() }) }
}

/// The one form.
pub(super) fn write<T: Serialize>(shape: &T) -> Vec<u8> {
    // Texts, numbers and lists of them are all that the shapes hold, and these can always be written.
    serde_json::to_vec(shape).unwrap_or_default()
}

/// The number 1: the one version of a shape that this program reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct V1;

impl Serialize for V1 {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_u32(1)
    }
}

impl<'de> Deserialize<'de> for V1 {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        match u32::deserialize(from)? {
            1 => Ok(Self),
            other => Err(D::Error::custom(format!("version {other}"))),
        }
    }
}

/// So many bytes as lower-case hex.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hex<const N: usize>(pub [u8; N]);

impl<const N: usize> Serialize for Hex<N> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(&hex(&self.0))
    }
}

impl<'de, const N: usize> Deserialize<'de> for Hex<N> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <&str>::deserialize(from)?;
        unhex(text).map(Self).ok_or_else(|| D::Error::custom(format!("not the hex of {N} bytes")))
    }
}

/// A date as `2026-11-22`, of the years 2000 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day(pub Date);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let day = self.0;
        out.collect_str(&format_args!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day()))
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <&str>::deserialize(from)?;
        // Other spellings of a day are found when the file is compared with its one form.
        let day = text.parse::<Date>().ok().filter(|day| (2000..=9999).contains(&day.year()));
        day.map(Self).ok_or_else(|| D::Error::custom("no date"))
    }
}
