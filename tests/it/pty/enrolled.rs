//! A station that a real centre let in opens with the centre's contest and its sealed questions, not with the demo's.

use super::Station;
use crate::central::{
    cli::pack,
    office::{Folder, PASSPHRASE},
};
use crate::days::now;
use std::{fs, path::Path, process::Command};
use tramso::{
    crypto::{
        Passphrase,
        demo_centre::{CENTRE_IDENTITY, CENTRE_RECIPIENT},
    },
    kiosk::{packs, simulate},
    store,
};

pub const CONTEST: &str = "hoc-so-2025";

/// What `tramso` answers at this station.
pub fn station(folder: &Folder, words: &[&str]) -> serde_json::Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tramso"));
    command.args(words).args(["--json", "--dir", &folder.path("tram"), "--passphrase-file", &folder.path("mat-khau")]);
    let done = command.output().unwrap();
    let shown = || [&done.stdout[..], &done.stderr].concat();
    assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&shown()));
    serde_json::from_slice(&done.stdout).unwrap()
}

fn centre(folder: &Folder, words: &[&str]) -> serde_json::Value {
    let done = folder.run(&[words, &["--json"]].concat());
    assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&done.stdout).unwrap()
}

/// From an empty folder to a station with a grant.
pub fn enrolled() -> Folder {
    let folder = Folder::empty();
    let page = folder.path("trang");
    let name = "Sở Khoa học và Công nghệ";
    let shown = centre(&folder, &["init", "--contest", CONTEST, "--name", name, "--page-passphrase-file", &page]);
    fs::write(folder.path("cat"), shown["offline_passphrase"].as_str().unwrap()).unwrap();
    let (pack, fingerprint) = pack(&folder, CONTEST, Some(CENTRE_RECIPIENT));
    fs::write(folder.path("goi.tsp"), pack).unwrap();
    fs::write(folder.path("de-thi.age"), CENTRE_IDENTITY).unwrap();
    let (goi, identity, usb) = (folder.path("goi.tsp"), folder.path("de-thi.age"), folder.path("usb"));
    centre(&folder, &["pack", "add", &goi, "--identity", &identity, "--root-fingerprint", &fingerprint]);
    fs::create_dir(&usb).unwrap();
    station(&folder, &["init", "--volunteer", "Cô Mai", "--unit", "11113", "--village", "thôn Quý Cao"]);
    let asked = station(&folder, &["enrol", "request", "--out", &usb]);
    let (request, eight) = (asked["path"].as_str().unwrap(), asked["fingerprint"].as_str().unwrap());
    let (key, cat) = (folder.centre().join("cat-di/cap-phep.key").display().to_string(), folder.path("cat"));
    let enrol = ["--enrol-key", &key, "--enrol-passphrase-file", &cat];
    centre(&folder, &[&["enrol", "approve", request, "--out", &usb, "--fingerprint", eight], &enrol[..]].concat());
    station(&folder, &["enrol", "accept", &usb, "--root-fingerprint", &fingerprint]);
    folder
}

/// Lets residents through the station, in a shift of their own.
pub fn evening(folder: &Folder, people: u32, seed: u64) -> simulate::Invented {
    let station = store::Station::find(Path::new(&folder.path("tram"))).unwrap();
    let passphrase = Passphrase::read(PASSPHRASE).unwrap();
    let mut store = station.unlock(station.slots[0].id, &passphrase).unwrap();
    let pack = packs::in_use(&store).unwrap().unwrap().pack;
    let invented = simulate::invent(&mut store, &pack, (people, seed), now(), &mut |_| ()).unwrap();
    store.close().unwrap();
    invented
}

/// Attack: invented people at a station that takes part in a real contest.
#[test]
fn a_real_station_refuses_invented_people() {
    let folder = enrolled();
    let mut command = Command::new(env!("CARGO_BIN_EXE_tramso"));
    command.args(["simulate", "--people", "20", "--dir", &folder.path("tram")]);
    let done = command.args(["--passphrase-file", &folder.path("mat-khau")]).output().unwrap();
    let notice = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(!done.status.success() && notice.contains("TS-X12"), "{notice}");
    assert_eq!(station(&folder, &["status"])["records"]["waiting"], 0, "nothing was written");
}

#[test]
fn the_desk_of_a_granted_station_opens_with_its_own_contest() {
    let folder = enrolled();
    let dir = folder.path("tram");
    let mut screen = Station::start(&["--dir", &dir], 80, 24);
    screen.see("Câu mật khẩu của Cô Mai").press(PASSPHRASE).press("<enter>").see("Đặt mã PIN");
    screen.press("1234<enter>").see("Nhập lại mã PIN").press("1234<enter>").see("Bấm Enter để bắt đầu");
    let waiting = screen.text();
    assert!(waiting.contains("Cuộc thi còn") && waiting.contains("thôn Quý Cao"), "{waiting}");
    screen.press("<f10>").see("Mã PIN của ca này").press("1234<enter>").see("Bàn của người hỗ trợ");
    assert!(!screen.text().contains("TS-E01"), "{}", screen.text());
    drop(screen);
    let shown = station(&folder, &["status"]);
    assert_eq!((&shown["contest"], &shown["outbox"]["enrolled"]), (&CONTEST.into(), &true.into()));
}

/// What a station shows from its founding until its grant comes: it opens, people practise, and nobody takes part.
#[test]
fn a_station_that_waits_for_its_grant_opens_for_practice() {
    let folder = Folder::empty();
    station(&folder, &["init", "--volunteer", "Cô Mai", "--unit", "11113", "--village", "thôn Quý Cao"]);
    let dir = folder.path("tram");
    let mut screen = Station::start(&["--dir", &dir], 80, 24);
    screen.see("Câu mật khẩu của Cô Mai").press(PASSPHRASE).press("<enter>").see("Đặt mã PIN");
    screen.press("1234<enter>").see("Nhập lại mã PIN").press("1234<enter>").see("Bấm Enter để luyện tập");
    // The place of the course is the demo's, and so is its target.
    let waiting = screen.text();
    assert!(
        waiting.contains("chưa ghi danh") && !waiting.contains("Ngọc Lặc") && !waiting.contains("mục tiêu"),
        "{waiting}"
    );
    screen.press("<enter>").see("không tính, không lưu").press("1").see("Câu 1 / 20");
    screen.press("1").see("Bấm Enter để sang câu sau");
    drop(screen);
    assert_eq!(station(&folder, &["status"])["outbox"]["enrolled"], false);
    // What is of a contest names why it cannot be yet.
    let mut command = Command::new(env!("CARGO_BIN_EXE_tramso"));
    command.args(["poster", "a4", "--out", &folder.path("ra.pdf"), "--dir", &dir]);
    let done = command.args(["--passphrase-file", &folder.path("mat-khau")]).output().unwrap();
    let notice = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(!done.status.success() && notice.contains("TS-E01"), "{notice}");
}

#[test]
fn who_is_tested_at_a_restored_station_counts_once_a_person_has_confirmed_it() {
    let folder = enrolled();
    let (usb, copies) = (folder.path("nop"), folder.path("sao"));
    fs::create_dir(&usb).unwrap();
    fs::create_dir(&copies).unwrap();
    evening(&folder, 4, 1);
    station(&folder, &["export", &usb]);
    station(&folder, &["backup", &copies]);
    let copy = fs::read_dir(&copies).unwrap().next().unwrap().unwrap().path();
    fs::rename(folder.path("tram"), folder.path("hong")).unwrap();
    station(&folder, &["restore", copy.to_str().unwrap()]);
    // The station draws from the key of its only grant: the new epoch's own would come with the next one.
    let made = evening(&folder, 12, 2);
    let shown = station(&folder, &["status"]);
    assert!(shown["finished"].as_u64().unwrap() > 2, "control: somebody finishes after the restore: {made:?} {shown}");
    station(&folder, &["export", &usb]);
    centre(&folder, &["ingest", &usb]);
    let cases = centre(&folder, &["cases"]);
    let case = cases["cases"].as_array().unwrap().iter().find(|case| case["kind"] == "epoch").unwrap();
    centre(&folder, &["decide", &case["case"].to_string(), "count"]);
    let server = folder.serve(&[]);
    let cookie = server.sign_in();
    let totals = server.page("/v1/totals", &cookie).json();
    let city = &totals["city"];
    assert_eq!((&city["valid"], &city["finished"]), (&shown["finished"], &shown["finished"]), "{city}");
}
