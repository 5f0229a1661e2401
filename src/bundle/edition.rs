use serde::{Deserialize, Serialize};

/// Version of a shape that has two: of a receipt from the second generation on, and of a request with a check of the machine; a program
/// that does not know the second asks for a newer one (docs/FORMATS.md, Editions).
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub(super) enum Edition {
    First,
    Second,
}

impl Edition {
    /// The version of a receipt of this generation.
    pub(super) fn of(generation: u64) -> Self {
        if generation > 1 { Self::Second } else { Self::First }
    }
}

impl From<Edition> for u32 {
    fn from(edition: Edition) -> Self {
        match edition {
            Edition::First => 1,
            Edition::Second => 2,
        }
    }
}

impl TryFrom<u32> for Edition {
    type Error = String;

    fn try_from(v: u32) -> Result<Self, String> {
        match v {
            1 => Ok(Self::First),
            2 => Ok(Self::Second),
            other => Err(format!("version {other}")),
        }
    }
}
