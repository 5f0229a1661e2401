use crate::{
    notices::{Failure, legible},
    text::codes,
};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

/// The file that `--out` names, in all three programs: an existing folder, a path that ends with a slash and a name without an
/// ending (`.tsq`, `.pdf` …) are folders, for a file called `name`; any other path is the file itself. A
/// folder is never made: where a stick is not plugged in, its place would be imitated on the machine's own disk.
///
/// # Errors
/// `--out` names a folder that is not there.
pub fn destination(out: &Path, name: &str) -> Result<PathBuf, Failure> {
    let text = out.to_string_lossy();
    let names_folder = text.ends_with('/') || text.ends_with(MAIN_SEPARATOR);
    let names_file = !names_folder && out.extension().is_some();
    // Under the name of a file a link to a folder may be a trap on a stick: it is not followed, and replaced as any other file.
    let is_folder = if names_file { out.symlink_metadata().is_ok_and(|found| found.is_dir()) } else { out.is_dir() };
    if is_folder {
        return Ok(out.join(name));
    }
    if names_file {
        return Ok(out.to_owned());
    }
    let ending = Path::new(name).extension().unwrap_or_default().to_string_lossy().into_owned();
    let args = vec![("folder", legible(&text)), ("ending", ending)];
    Err(Failure::with(codes::removable::NO_FOLDER_TO_WRITE_TO, args))
}
