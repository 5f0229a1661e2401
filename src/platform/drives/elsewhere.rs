use std::path::{Path, PathBuf};

pub(super) use super::last_part as name;

pub(super) fn sticks() -> Vec<PathBuf> {
    Vec::new()
}

pub(super) fn mounted_in(_folder: &Path) -> Vec<PathBuf> {
    Vec::new()
}

pub(super) fn free_space(_path: &Path) -> Option<u64> {
    None
}
