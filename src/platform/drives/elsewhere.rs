use std::path::{Path, PathBuf};

pub(super) use super::last_part as name;

pub(super) fn sticks() -> Vec<PathBuf> {
    Vec::new()
}

pub(super) fn mounted_in(_folder: &Path) -> Vec<PathBuf> {
    Vec::new()
}

/// Whether a folder is on another medium than the system and than `home`.
#[cfg(unix)]
pub(super) fn is_apart(folder: &Path, home: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| std::fs::metadata(path).ok().map(|found| found.dev());
    let own = [device(Path::new("/")), device(home)];
    device(folder).is_some_and(|found| !own.contains(&Some(found)))
}

#[cfg(not(unix))]
pub(super) fn is_apart(_folder: &Path, _home: &Path) -> bool {
    false
}

pub(super) fn free_space(_path: &Path) -> Option<u64> {
    None
}
