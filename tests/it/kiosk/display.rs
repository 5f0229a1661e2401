//! What a display reports of its size.

use std::{fs, path::Path};
use tramso::platform::pixel_pitch_um;

/// The first block of a display of 1366x768 pixels, 309x174 mm, as its detailed timing states it.
fn edid(rows: u16, millimetres: u16) -> Vec<u8> {
    let mut block = vec![0u8; 128];
    let timing = &mut block[54..72];
    (timing[0], timing[1]) = (0x1a, 0x1d);
    (timing[5], timing[7]) = (rows.to_le_bytes()[0], rows.to_le_bytes()[1] << 4);
    (timing[13], timing[14]) = (millimetres.to_le_bytes()[0], millimetres.to_le_bytes()[1]);
    block
}

fn display(folder: &Path, name: &str, status: &str, edid: &[u8]) {
    let folder = folder.join(name);
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("status"), format!("{status}\n")).unwrap();
    fs::write(folder.join("edid"), edid).unwrap();
}

#[test]
fn the_size_of_the_only_display_is_known() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(pixel_pitch_um(folder.path()), None, "no display");
    display(folder.path(), "card0-HDMI-A-1", "disconnected", &[]);
    display(folder.path(), "card0-eDP-1", "connected", &edid(768, 174));
    assert_eq!(pixel_pitch_um(folder.path()), Some(226));
    display(folder.path(), "card0-DP-1", "connected", &edid(1080, 300));
    assert_eq!(pixel_pitch_um(folder.path()), None, "which of the two shows the station is not known");
}

#[test]
fn what_a_display_cannot_mean_is_nothing() {
    for wrong in [vec![], vec![0; 60], vec![0; 128], edid(768, 0), edid(0, 174), edid(10, 4000)] {
        let folder = tempfile::tempdir().unwrap();
        display(folder.path(), "card0-eDP-1", "connected", &wrong);
        assert_eq!(pixel_pitch_um(folder.path()), None);
    }
}
