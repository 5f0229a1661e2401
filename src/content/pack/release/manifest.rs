use super::System;
use crate::{
    content::pack::{
        AppVersion, PackFault,
        json::{Day, V1, read_canonical, write},
        limits::MOST_MANIFEST,
    },
    crypto::{hex, unhex},
    domain::Date,
};
use serde::{Deserialize, Serialize};

/// A release, `release.json`: its bytes are signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// The program's version.
    pub version: AppVersion,
    /// The day of issue.
    pub issued: Date,
    /// The oldest version that a station may be given once it has this one.
    pub floor: AppVersion,
    /// Schema of the station's database that the program brings it to.
    pub data: u32,
    /// The root under which it was made.
    pub root: u32,
    /// What changes, for the volunteer.
    pub changes: Changes,
    /// The programs, in order of their systems, each once.
    pub programs: Vec<Program>,
}

/// What changes, in both languages: sentences, each on a line of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Changes {
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

/// A program of a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Program {
    /// The machine that it is for.
    pub system: System,
    /// Its length in bytes.
    pub len: u64,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
}

/// Name of the manifest in a release.
pub(super) const MANIFEST: &str = "release.json";
/// Name of its signature.
pub(super) const SIGNATURE: &str = "release.json.minisig";
/// Largest program, in bytes.
pub(super) const MOST_PROGRAM: u64 = 64 << 20;
/// Longest description of what changes, in bytes.
const MOST_CHANGES: usize = 4000;

impl Release {
    /// The trusted comment that the signature over it must have.
    #[must_use]
    pub fn comment(&self) -> String {
        format!("tramso-release/1 {}", self.version)
    }

    /// Its program for a system.
    #[must_use]
    pub fn program(&self, system: System) -> Option<&Program> {
        self.programs.iter().find(|program| program.system == system)
    }

    /// Reads `release.json`. Who signed it is not looked at.
    ///
    /// # Errors
    /// Its size, its shape, or values that contradict each other.
    pub fn read(bytes: &[u8]) -> Result<Self, PackFault> {
        let member = || MANIFEST.to_owned();
        if bytes.len() > MOST_MANIFEST {
            return Err(PackFault::MemberTooLarge { member: member(), bytes: bytes.len(), most: MOST_MANIFEST });
        }
        let contradiction = |field| PackFault::Contradiction { member: member(), field };
        let shape: ReleaseV1 = read_canonical(MANIFEST, bytes)?;
        let version = |text: &str, field| AppVersion::parse(text).ok_or_else(|| contradiction(field));
        let read = Self {
            version: version(&shape.version, "version")?,
            issued: shape.issued.0,
            floor: version(&shape.floor, "floor")?,
            data: shape.data,
            root: shape.root,
            changes: shape.changes,
            programs: shape
                .programs
                .iter()
                .map(ProgramV1::open)
                .collect::<Option<_>>()
                .ok_or_else(|| contradiction("programs"))?,
        };
        let ordered = read.programs.is_sorted_by(|one, next| one.system < next.system);
        match () {
            () if read.floor > read.version => Err(contradiction("floor")),
            () if read.data == 0 => Err(contradiction("data")),
            () if read.programs.is_empty() || !ordered => Err(contradiction("programs")),
            () if !is_text(&read.changes.vi) || !is_text(&read.changes.en) => Err(contradiction("changes")),
            () => Ok(read),
        }
    }

    /// The bytes that are signed.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        write(&ReleaseV1 {
            v: V1,
            kind: ReleaseKind::Release,
            version: self.version.to_string(),
            issued: Day(self.issued),
            floor: self.floor.to_string(),
            data: self.data,
            root: self.root,
            changes: self.changes.clone(),
            programs: self.programs.iter().map(ProgramV1::new).collect(),
        })
    }
}

/// Some text without control characters but the ends of its lines.
fn is_text(text: &str) -> bool {
    !text.is_empty() && text.len() <= MOST_CHANGES && !text.chars().any(|ch| ch.is_control() && ch != '\n')
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReleaseV1 {
    v: V1,
    kind: ReleaseKind,
    version: String,
    issued: Day,
    floor: String,
    data: u32,
    root: u32,
    changes: Changes,
    programs: Vec<ProgramV1>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ReleaseKind {
    Release,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProgramV1 {
    system: String,
    len: u64,
    sha256: String,
}

impl ProgramV1 {
    fn new(program: &Program) -> Self {
        Self { system: program.system.name().to_owned(), len: program.len, sha256: hex(&program.sha256) }
    }

    fn open(&self) -> Option<Program> {
        let (system, sha256) = (System::parse(&self.system)?, unhex(&self.sha256)?);
        (self.len > 0 && self.len <= MOST_PROGRAM).then_some(Program { system, len: self.len, sha256 })
    }
}
