//! From the desk to "Rút USB được rồi", and what lies on the stick then.

use super::{Station, open_shift, visit::register};
use std::{fs, path::Path};
use tramso::{
    bundle::{Anchor, EpochRef, claim, open},
    kiosk::outbox::stick::FOLDER,
};

fn names(stick: &Path) -> Vec<String> {
    let Ok(inside) = fs::read_dir(stick.join(FOLDER)) else { return Vec::new() };
    let mut names: Vec<String> = inside.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Somebody registers; then the desk is opened.
fn at_desk(station: &mut Station) {
    open_shift(station);
    register(station);
    station.press("<f10>").see("Mã PIN của ca này").press("1234<enter>").see("Trong lượt này");
}
