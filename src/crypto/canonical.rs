//! JSON that is signed or hashed: compact, fields in the order of the shapes, integers only, so that one meaning has one form.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// Why bytes are not a file of version 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CanonicalFault {
    /// A later version of the shape: this program is too old for it.
    #[error("version {0} is newer than this program")]
    Newer(u32),
    /// Not the JSON that belongs there, by its parser's message: unknown, missing or doubled keys among it.
    #[error("unexpected JSON: {0}")]
    Shape(String),
    /// The same values written otherwise than in the one form.
    #[error("JSON is not in canonical form")]
    NotCanonical,
}

/// The version that every file begins with.
#[derive(Deserialize)]
struct Versioned {
    v: u32,
}

/// Reads a file of version 1; unknown and doubled keys are refused by the shapes themselves, and depth by the parser.
///
/// # Errors
/// `Newer` or `Shape`.
pub fn read<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> Result<T, CanonicalFault> {
    serde_json::from_slice(bytes).map_err(|fault| {
        // Only what could not be read is looked at twice.
        match serde_json::from_slice::<Versioned>(bytes) {
            Ok(Versioned { v }) if v > 1 => CanonicalFault::Newer(v),
            _ => CanonicalFault::Shape(fault.to_string()),
        }
    })
}

/// Reads a file that must be in its canonical form.
///
/// # Errors
/// As `read`, and `NotCanonical`.
pub fn read_canonical<'de, T: Deserialize<'de> + Serialize>(bytes: &'de [u8]) -> Result<T, CanonicalFault> {
    let shape: T = read(bytes)?;
    if write(&shape) == bytes { Ok(shape) } else { Err(CanonicalFault::NotCanonical) }
}

/// The one form.
#[must_use]
pub fn write<T: Serialize>(shape: &T) -> Vec<u8> {
    // Texts, numbers and lists of them are all that the shapes hold, and these can always be written.
    serde_json::to_vec(shape).unwrap_or_default()
}

/// The number 1: the one version of a shape that this program reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct V1;

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
