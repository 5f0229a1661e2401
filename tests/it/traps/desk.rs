//! The desk's screens on a stick of traps: what commands do with it, screens do too.

use super::{
    PATIENCE,
    stick::{Outside, Trap},
};
use crate::pty::{Station, at_desk, medium};
use std::{fs, path::Path};
use tramso::kiosk::outbox::stick::FOLDER;

/// One of these is on the screen soon; then Enter leads back.
fn answered(station: &mut Station, signs: &[&str]) -> Result<(), String> {
    let began = std::time::Instant::now();
    while !signs.iter().any(|sign| station.text().contains(sign)) {
        if began.elapsed() > PATIENCE * 2 {
            return Err(format!("nothing came of it:\n{}", station.text()));
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    station.press("<enter>");
    Ok(())
}

/// Back at the desk: after a success at once, after a fault by way of the screen where it was chosen.
fn back(station: &mut Station) {
    let desk = "Danh sách cần gọi lại";
    if !station.sees(desk, PATIENCE / 4) {
        station.press("<esc>").see(desk);
    }
}

/// Takes away what is at a place, whatever it is.
fn clear(at: &Path) {
    let found = fs::symlink_metadata(at);
    if found.as_ref().is_ok_and(fs::Metadata::is_dir) {
        fs::remove_dir_all(at).unwrap();
    } else if found.is_ok() {
        fs::remove_file(at).unwrap();
    }
}

#[test]
fn the_desk_holds_on_a_stick_of_traps() {
    let (folder, medium) = (tempfile::tempdir().unwrap(), medium());
    let (dir, stick) = (folder.path().join("station"), medium.path().join("stick"));
    fs::create_dir(&stick).unwrap();
    let drives = [("TRAMSO_DRIVES", stick.to_str().unwrap())];
    let mut station = Station::start_with(&["demo", "--dir", dir.to_str().unwrap()], 80, 24, &drives);
    at_desk(&mut station);
    station
        .press("n")
        .see("Nộp ra USB")
        .press("1")
        .see("Rút USB được rồi")
        .press("<enter>")
        .see("Bàn của người hỗ trợ");
    let nop = stick.join(FOLDER);
    let bundle = fs::read_dir(&nop).unwrap().map(|entry| entry.unwrap().path()).find(|path| path.is_file()).unwrap();
    let part = bundle.with_file_name(format!("{}.part", bundle.file_name().unwrap().to_str().unwrap()));
    let signs = ["Rút USB được rồi", "TS-"];
    let (mut tried, mut broken) = (0, Vec::new());
    let places = [(&bundle, Trap::IN_A_FILES_PLACE), (&part, Trap::IN_A_FILES_PLACE), (&nop, Trap::IN_A_FOLDERS_PLACE)];
    for (place, trap) in places.iter().flat_map(|(place, traps)| traps.iter().map(move |trap| (place, trap))) {
        clear(&nop);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        let outside = Outside::new();
        trap.set(place, &outside);
        station.press("n").see("Nộp ra USB").press("1");
        tried += 1;
        let held = answered(&mut station, &signs).err().into_iter().chain(outside.changes());
        broken.extend(held.map(|why| format!("{} at {}: {why}", trap.name, place.display())));
        back(&mut station);
    }
    clear(&nop);
    // New content: a file that is none.
    let pack = stick.join("goi.tsp");
    for trap in Trap::IN_A_FILES_PLACE {
        let outside = Outside::new();
        trap.set(&pack, &outside);
        station.press("6").see("Nhận nội dung mới từ USB").press("3");
        tried += 1;
        let held = answered(&mut station, &["TS-", "Rút USB được rồi"]).err().into_iter().chain(outside.changes());
        broken.extend(held.map(|why| format!("content, {}: {why}", trap.name)));
        back(&mut station);
        clear(&pack);
    }
    assert!(broken.is_empty(), "{} of {tried}:\n{}", broken.len(), broken.join("\n"));
    assert!(tried >= 40, "only {tried} traps were set");
    let raw = station.bytes();
    assert!(!raw.windows(8).any(|bytes| bytes == b"precious"), "what is outside was shown");
}
