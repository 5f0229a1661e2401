use crate::{
    notices::{Failure, legible},
    text::codes,
};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

/// The file that `--out` names, in all three programs: an existing folder, a path that ends with a slash and a name without an
/// ending (`.tsq`, `.pdf` …) are folders, for a file called `name`; any other path is the file itself. A folder is never made: where a stick is not plugged in, its place would be imitated on the machine's own disk.
///
/// # Errors
/// `--out` names a folder that is not there.
pub fn destination(out: &Path, name: &str) -> Result<PathBuf, Failure> {
    if out.is_dir() {
        return Ok(out.join(name));
    }
    let text = out.to_string_lossy();
    let names_folder = text.ends_with('/') || text.ends_with(MAIN_SEPARATOR);
    if !names_folder && out.extension().is_some() {
        return Ok(out.to_owned());
    }
    let ending = Path::new(name).extension().unwrap_or_default().to_string_lossy().into_owned();
    let args = vec![("folder", legible(&text)), ("ending", ending)];
    Err(Failure { code: codes::removable::NO_FOLDER_TO_WRITE_TO, args })
}
