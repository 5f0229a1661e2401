//! Which program a station starts. The file is beside the station's own, in the clear: the start has no key.

use crate::{
    content::pack::AppVersion,
    platform::{FileFault, make_folder, read_up_to, write_in_turn},
};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// What a station starts, and what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The release that is started; none: the program that the machine was given first.
    pub current: Option<AppVersion>,
    /// What ran before it.
    pub before: Option<AppVersion>,
    /// Starts of `current` that did not come to a first screen; none once one did.
    pub tries: Option<u32>,
    /// A release that was checked, and is started once no shift is open.
    pub staged: Option<AppVersion>,
    /// The oldest version that may be put in.
    pub floor: Option<AppVersion>,
    /// The last release that was left again.
    pub gone_back: Option<GoneBack>,
}

/// A release that was left again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoneBack {
    /// The release.
    pub version: AppVersion,
    /// Why.
    pub why: Why,
}

/// Why a release was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// The system did not start it.
    NotStarted,
    /// It ended before its first screen.
    Ended,
    /// It showed no screen for too long.
    Silent,
    /// Its files are gone or are not those that were signed.
    Damaged,
}

impl Why {
    /// Key of its words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NotStarted => "release-why-not-started",
            Self::Ended => "release-why-ended",
            Self::Silent => "release-why-silent",
            Self::Damaged => "release-why-damaged",
        }
    }
}

const FILE: &str = "choice.json";
const MOST_BYTES: usize = 4096;

impl Choice {
    /// The choice of a folder of releases; none where there never was one.
    ///
    /// # Errors
    /// There is one that cannot be read.
    pub fn read(folder: &Path) -> Result<Option<Self>, FileFault> {
        let bytes = match read_up_to(&folder.join(FILE), MOST_BYTES) {
            Ok(bytes) => bytes,
            Err(FileFault::Gone) => return Ok(None),
            Err(fault) => return Err(fault), // else: it is there, and is no choice
        };
        let shape = serde_json::from_slice::<ChoiceV1>(&bytes).map_err(|_| FileFault::ReadsOtherwise)?;
        shape.open().map(Some).ok_or(FileFault::ReadsOtherwise)
    }

    /// Changes the choice of a folder, in turn with other processes. One that cannot be read is begun again.
    ///
    /// # Errors
    /// The disk refused; the old choice is then still there.
    pub fn change(folder: &Path, by: impl FnOnce(&mut Self)) -> Result<(), FileFault> {
        make_folder(folder)?;
        write_in_turn(&folder.join(FILE), || {
            let old = Self::read(folder).ok().flatten();
            let mut new = old.clone().unwrap_or_default();
            by(&mut new);
            (old.as_ref() != Some(&new)).then(|| new.write())
        })
    }

    fn write(&self) -> Vec<u8> {
        let text = |version: Option<AppVersion>| version.map(|version| version.to_string());
        let shape = ChoiceV1 {
            v: 1,
            current: text(self.current),
            before: text(self.before),
            tries: self.tries,
            staged: text(self.staged),
            floor: text(self.floor),
            gone_back: self.gone_back.map(|gone| GoneBackV1 { version: gone.version.to_string(), why: gone.why }),
        };
        // Strings and numbers only: this cannot fail.
        serde_json::to_vec(&shape).unwrap_or_default()
    }
}

/// A program before or after this one reads it too: what it does not know it leaves out.
#[derive(Serialize, Deserialize)]
struct ChoiceV1 {
    v: u32,
    #[serde(default)]
    current: Option<String>,
    #[serde(default)]
    before: Option<String>,
    #[serde(default)]
    tries: Option<u32>,
    #[serde(default)]
    staged: Option<String>,
    #[serde(default)]
    floor: Option<String>,
    #[serde(default)]
    gone_back: Option<GoneBackV1>,
}

#[derive(Serialize, Deserialize)]
struct GoneBackV1 {
    version: String,
    why: Why,
}

impl ChoiceV1 {
    fn open(self) -> Option<Choice> {
        let version = |text: Option<String>| text.map(|text| AppVersion::parse(&text).ok_or(())).transpose().ok();
        Some(Choice {
            current: version(self.current)?,
            before: version(self.before)?,
            tries: self.tries,
            staged: version(self.staged)?,
            floor: version(self.floor)?,
            gone_back: match self.gone_back {
                Some(gone) => Some(GoneBack { version: AppVersion::parse(&gone.version)?, why: gone.why }),
                None => None,
            },
        })
    }
}
