use crate::{
    bundle::{MOST_BUNDLE, MOST_GRANT, MOST_RECEIPT, MOST_REQUEST},
    platform::{Directory, read_up_to},
    store::MOST_PACK,
    text::codes,
    tui::Failure,
};
use std::path::{Path, PathBuf};

/// What travels between station and centre. The content decides, never the name of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Records of a station (.tsb).
    Bundle,
    /// The centre's answer to bundles (.tsr).
    Receipt,
    /// The centre's answer to a request (.tsg).
    Grant,
    /// A station's request for a grant (.tsq).
    Request,
    /// Content pack (.tsp).
    Pack,
}

/// More files than anybody carries on a stick.
const MOST_FILES: usize = 400;
/// The folder of a stick into which a centre puts what is for stations.
pub const INBOX: &str = "tramso-nhan";

impl Kind {
    /// What a file claims to be by the name of its first member.
    #[must_use]
    pub fn from_head(bytes: &[u8]) -> Option<Self> {
        let name = bytes.get(..100)?.split(|byte| *byte == 0).next()?;
        match name {
            b"manifest.json" | b"epoch-2.json" => Some(Self::Bundle),
            b"receipt.json" => Some(Self::Receipt),
            b"grant.json" => Some(Self::Grant),
            b"request.json" => Some(Self::Request),
            b"root-1.json" => Some(Self::Pack),
            _ => None,
        }
    }

    /// More than this no such file has.
    #[must_use]
    pub fn most_bytes(self) -> usize {
        match self {
            Self::Bundle => MOST_BUNDLE,
            Self::Receipt => MOST_RECEIPT,
            Self::Grant => MOST_GRANT,
            Self::Request => MOST_REQUEST,
            Self::Pack => MOST_PACK,
        }
    }
}

/// A file's bytes and what it claims to be; none for a file that is nothing of ours. Of one that is too large enough is read to
/// refuse it.
///
/// # Errors
/// It cannot be read.
pub fn read(path: &Path) -> Result<(Vec<u8>, Option<Kind>), Failure> {
    let unreadable = |_| Failure::new(codes::content::FILE_UNREADABLE, [("file", path.display().to_string())]);
    let head = read_up_to(path, 511).map_err(unreadable)?;
    let Some(kind) = Kind::from_head(&head) else { return Ok((head, None)) };
    let bytes = read_up_to(path, kind.most_bytes()).map_err(unreadable)?;
    Ok((bytes, Some(kind)))
}

/// The files at these places that a station may be sent, in order of their names; a folder means the files in it and in its
/// inbox.
#[must_use]
pub fn inbox(places: &[PathBuf]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for place in places {
        if !place.is_dir() {
            found.push(place.clone());
            continue;
        }
        for folder in [place.clone(), place.join(INBOX)] {
            let Ok(inside) = Directory::open(&folder).and_then(|open| open.entries()) else { continue };
            found.extend(inside.iter().map(|entry| folder.join(&entry.name)).filter(|path| is_for_stations(path)));
        }
    }
    found.sort();
    found.dedup();
    found.truncate(MOST_FILES);
    found
}

/// Names that begin with a dot are an operating system's own copies of the files beside them.
fn is_for_stations(path: &Path) -> bool {
    let hidden = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
    let ends = |end: &str| path.extension().is_some_and(|found| found.eq_ignore_ascii_case(end));
    !hidden && ["tsp", "tsg", "tsr"].into_iter().any(ends)
}
