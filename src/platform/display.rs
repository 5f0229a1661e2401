use super::{first_line, read_up_to};
use std::path::Path;

/// Where Linux lists its displays.
pub const DISPLAYS: &str = "/sys/class/drm";
/// The first block of what a display reports of itself (EDID), which is all that is needed.
const BLOCK: usize = 128;
/// Displays of a machine; more entries than these are not looked at.
const MOST: usize = 64;
/// Micrometres between two rows of pixels: what is smaller or larger is a display that does not know its size.
const SANE: std::ops::RangeInclusive<u32> = 40..=1500;

/// Micrometres from one row of pixels to the next on the only display that is connected, as it reports it; nothing where there are
/// several, where it does not report it, or where the system lists no displays.
#[must_use]
pub fn pixel_pitch_um(displays: &Path) -> Option<u32> {
    let listed = std::fs::read_dir(displays).ok()?.take(MOST);
    let mut connected = listed.filter_map(Result::ok).map(|entry| entry.path()).filter(|folder| {
        let status = first_line(&folder.join("status"));
        status.is_some_and(|status| status.as_str() == "connected")
    });
    let (only, other) = (connected.next()?, connected.next());
    let edid = other.is_none().then(|| read_up_to(&only.join("edid"), BLOCK).ok())??;
    pitch_of(&edid).filter(|pitch| SANE.contains(pitch))
}

/// From the first detailed timing (VESA E-EDID 1.4, 3.10.2): rows that are shown, and the height of the picture in millimetres.
fn pitch_of(edid: &[u8]) -> Option<u32> {
    let timing = edid.get(54..72)?;
    let at = |place: usize| timing.get(place).copied().map(u32::from);
    let rows = at(5)? | ((at(7)? >> 4) << 8);
    let millimetres = at(13)? | ((at(14)? & 0x0f) << 8);
    // Without a clock the block describes something else than a timing.
    let has_clock = at(0)? > 0 || at(1)? > 0;
    if has_clock { (millimetres * 1000).checked_div(rows) } else { None }
}
