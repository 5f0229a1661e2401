use std::{ffi::OsStr, os::windows::ffi::OsStrExt};

/// A text as the system takes it, with a zero behind it; none where a zero is in it, behind which the system would not look.
pub fn wide(text: impl AsRef<OsStr>) -> Option<Vec<u16>> {
    let mut units: Vec<u16> = text.as_ref().encode_wide().collect();
    if units.contains(&0) {
        return None;
    }
    units.push(0);
    Some(units)
}
