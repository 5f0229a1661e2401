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
    let above = out.parent().filter(|above| !above.as_os_str().is_empty());
    match above.filter(|above| names_file && !above.is_dir()) {
        None if names_file => Ok(out.to_owned()),
        missing => {
            let folder = missing.map_or(text, Path::to_string_lossy);
            let ending = Path::new(name).extension().unwrap_or_default().to_string_lossy().into_owned();
            let args = vec![("folder", legible(&folder)), ("ending", ending)];
            Err(Failure::with(codes::removable::NO_FOLDER_TO_WRITE_TO, args))
        }
    }
}

/// The same, where a file that is there already is written over by `--force` alone.
///
/// # Errors
/// As `destination`; or something has that name already.
pub fn free_destination(out: &Path, name: &str, force: bool) -> Result<PathBuf, Failure> {
    let out = destination(out, name)?;
    if !force && out.symlink_metadata().is_ok() {
        return Err(Failure::with(codes::removable::FILE_IN_PLACE, vec![("file", legible(&out.to_string_lossy()))]));
    }
    Ok(out)
}
