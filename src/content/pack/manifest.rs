use super::{
    AppVersion, PackFault,
    json::{Day, V1, read_canonical, write},
};
use crate::{
    crypto::{hex, unhex},
    domain::Date,
};
use serde::{Deserialize, Serialize};

/// Pack manifest, `pack.json` (docs/FORMATS.md 7). Its bytes are signed, and its SHA-256 is the digest that records name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// Id of the contest.
    pub contest: String,
    /// Counted from 1; a station never goes back.
    pub version: u32,
    /// The day of issue.
    pub issued: Date,
    /// The day until which the office means to have sent a newer one.
    pub expires: Date,
    /// The contest's first and last day.
    pub valid_from: Date,
    /// The contest's last day.
    pub valid_to: Date,
    /// The oldest program that can work with it.
    pub min_app: AppVersion,
    /// The root under which it was made.
    pub root: u32,
    /// The files behind it, in their order.
    pub files: Vec<PackedFile>,
}

/// A file of a pack, as the manifest pins it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackedFile {
    /// Its name in the pack.
    pub path: String,
    /// Its length in bytes.
    pub len: usize,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// The length of what is inside when it is sealed; else its own.
    pub plain_len: usize,
}

/// The manifest's name in a pack.
pub(super) const MANIFEST: &str = "pack.json";
pub(super) const SIGNATURE: &str = "pack.json.minisig";
pub(super) const OPEN: &str = "open.json";
pub(super) const QUESTIONS: &str = "questions.json";
pub(super) const SEALED: &str = "questions.json.age";

impl Manifest {
    /// The trusted comment that the signature over it must have.
    #[must_use]
    pub fn comment(&self) -> String {
        format!("tramso-pack/1 {} {}", self.contest, self.version)
    }

    /// Whether the questions are sealed.
    #[must_use]
    pub fn is_sealed(&self) -> bool {
        self.files.iter().any(|file| file.path == SEALED)
    }

    pub(super) fn read(bytes: &[u8]) -> Result<Self, PackFault> {
        let shape: ManifestV1 = read_canonical(MANIFEST, bytes)?;
        let contradiction = |field| PackFault::Contradiction { member: MANIFEST.to_owned(), field };
        let files: Option<Vec<PackedFile>> = shape.files.into_iter().map(FileV1::open).collect();
        let files = files.ok_or(contradiction("files"))?;
        let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        if !matches!(paths[..], [OPEN, QUESTIONS | SEALED]) {
            return Err(contradiction("files"));
        }
        if files.iter().any(|file| file.path != SEALED && file.plain_len != file.len) {
            return Err(contradiction("plain_len"));
        }
        let min_app = AppVersion::parse(&shape.min_app).ok_or(contradiction("min_app"))?;
        if shape.version == 0 {
            return Err(contradiction("version"));
        }
        if shape.valid_to.0 < shape.valid_from.0 {
            return Err(contradiction("valid_to"));
        }
        Ok(Self {
            contest: shape.contest,
            version: shape.version,
            issued: shape.issued.0,
            expires: shape.expires.0,
            valid_from: shape.valid_from.0,
            valid_to: shape.valid_to.0,
            min_app,
            root: shape.root,
            files,
        })
    }

    /// The bytes that are signed.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        write(&ManifestV1 {
            v: V1,
            kind: PackKind::Pack,
            contest: self.contest.clone(),
            version: self.version,
            issued: Day(self.issued),
            expires: Day(self.expires),
            valid_from: Day(self.valid_from),
            valid_to: Day(self.valid_to),
            min_app: self.min_app.to_string(),
            root: self.root,
            files: self.files.iter().map(FileV1::new).collect(),
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ManifestV1 {
    v: V1,
    kind: PackKind,
    contest: String,
    version: u32,
    issued: Day,
    expires: Day,
    valid_from: Day,
    valid_to: Day,
    min_app: String,
    root: u32,
    files: Vec<FileV1>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum PackKind {
    Pack,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileV1 {
    path: String,
    len: u32,
    sha256: String,
    plain_len: u32,
}

impl FileV1 {
    fn new(file: &PackedFile) -> Self {
        let length = |bytes: usize| u32::try_from(bytes).unwrap_or(u32::MAX); // packs are far below 4 GiB
        Self {
            path: file.path.clone(),
            len: length(file.len),
            sha256: hex(&file.sha256),
            plain_len: length(file.plain_len),
        }
    }

    fn open(self) -> Option<PackedFile> {
        Some(PackedFile {
            path: self.path,
            len: usize::try_from(self.len).ok()?,
            sha256: unhex(&self.sha256)?,
            plain_len: usize::try_from(self.plain_len).ok()?,
        })
    }
}
