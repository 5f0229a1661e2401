//! A centre's roots on the disk: `root-<n>.json` and the signatures beside them.

use crate::{
    content::pack::{PackFault, PinnedRoot, Root, SignedRoot, signed_roots},
    domain::{Date, Moment},
    notices::{Failure, failure, pack_failure},
    platform::{self, read_folder},
    text::{codes, short_date},
};
use std::path::Path;

/// More than a root and its signatures have.
const MOST_BYTES: usize = 16 << 10;
/// More files than such a folder has.
const MOST_FILES: usize = 500;

/// The roots of a folder, from the first on.
pub struct Roots(pub Vec<SignedRoot>);

impl Roots {
    /// Reads a folder of roots, or the folder of a given root. Signatures of any first line are brought into their one form.
    pub fn read(path: &Path) -> Result<Self, Vec<Failure>> {
        let folder = if path.is_file() { path.parent().unwrap_or(path) } else { path };
        let none = || failure(codes::signing::NO_ROOT, [("file", path.display().to_string())]);
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let files = read_folder(folder, MOST_FILES, MOST_BYTES).map_err(|_| none())?;
        let form = |file: String| failure(codes::pack::SIGNATURE_FORM, [("file", file)]);
        let roots = signed_roots(&files).map_err(form)?;
        if roots.is_empty() { Err(none()) } else { Ok(Self(roots)) }
    }

    /// The parsed roots; signatures are not checked.
    pub fn parsed(&self) -> Result<Vec<Root>, Vec<Failure>> {
        let read = (1..).zip(&self.0).map(|(version, signed)| Root::read(version, &signed.bytes));
        read.collect::<Result<_, PackFault>>().map_err(|fault| vec![pack_failure(&fault)])
    }

    /// The newest one, as a station pins it.
    pub fn pinned(&self) -> Option<PinnedRoot> {
        let version = u32::try_from(self.0.len()).ok()?;
        self.0.last().map(|signed| signed.pinned(version))
    }

    /// The failure of a folder without a root.
    pub fn none(&self, folder: &Path) -> Vec<Failure> {
        failure(codes::signing::NO_ROOT, [("file", folder.display().to_string())])
    }
}

/// A day as it is written in arguments: `2026-11-22`.
pub fn day(text: &str) -> Result<Date, Vec<Failure>> {
    Date::parse_from_str(text, "%Y-%m-%d").map_err(|_| failure(codes::signing::NOT_A_DATE, [("date", text.to_owned())]))
}

/// Refuses a day before `known`, on which something was signed or checked.
///
/// # Errors
/// The machine's clock is behind.
pub fn refuse_behind(today: Date, known: Option<Date>) -> Result<(), Vec<Failure>> {
    let Some(known) = known.filter(|known| today < *known) else { return Ok(()) };
    Err(failure(codes::signing::CLOCK_IS_BEHIND, [("machine", short_date(today)), ("known", short_date(known))]))
}

/// Today in Vietnam, by the machine's clock.
pub fn today() -> Date {
    Moment(platform::now().wall_ms).date()
}
