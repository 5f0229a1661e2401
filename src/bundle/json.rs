//! JSON as it travels: compact, fields in the order of the shapes, integers only. As in packs, one canonical form and no other.

use super::BundleFault;
pub(super) use crate::crypto::canonical::{V1, write};
use crate::{
    crypto::{
        canonical::{self, CanonicalFault},
        hex, unhex,
    },
    domain::Date,
};
use chrono::Datelike;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// Reads a file of version 1 that must stand in its one form; unknown and doubled keys are refused by the shapes themselves,
/// and depth by the parser.
pub(super) fn read_canonical<'de, T: Deserialize<'de> + Serialize>(
    member: &str,
    bytes: &'de [u8],
) -> Result<T, BundleFault> {
    let member = || member.to_owned();
    canonical::read_canonical(bytes).map_err(|fault| match fault {
        CanonicalFault::Newer(v) => BundleFault::NewerShape { member: member(), v },
        CanonicalFault::Shape(message) => BundleFault::Shape { member: member(), message },
        CanonicalFault::NotCanonical => BundleFault::NotCanonical { member: member() },
    })
}

/// Text in the place of lower-case hex of this many bytes.
#[derive(Debug, thiserror::Error)]
#[error("not the hex of {0} bytes")]
struct NotHex(usize);

/// `N` bytes as lower-case hex.
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
        unhex(text).map(Self).ok_or_else(|| D::Error::custom(NotHex(N)))
    }
}

/// A date as `2026-11-22`, of the years 2000 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day(pub Date);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(&self.0)
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
