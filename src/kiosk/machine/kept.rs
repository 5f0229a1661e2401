use crate::{
    bundle::enrol::machine::{MOST_CHECK, read, write},
    domain::MachineCheck,
    platform::{FileFault, read_up_to, write_atomically},
};
use std::path::Path;

/// In the station's folder, in the clear: it is needed before there is a key, and has nothing of anybody in it.
const FILE: &str = "machine.json";

/// Keeps what a check found for the station's request.
///
/// # Errors
/// The disk refused.
pub fn keep(dir: &Path, check: &MachineCheck) -> Result<(), FileFault> {
    write_atomically(&dir.join(FILE), &write(check))
}

/// What the newest check of this station found; none where there was none, or where the file is not one of ours.
#[must_use]
pub fn kept(dir: &Path) -> Option<MachineCheck> {
    let bytes = read_up_to(&dir.join(FILE), MOST_CHECK).ok()?;
    read(&bytes).ok()
}
