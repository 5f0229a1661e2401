//! `tramso init --ask`: a station is founded at a plain terminal, which has no input method of its own.

use super::Station;
use crate::kiosk::cups::until;
use std::{fs, path::Path};

fn ask(dir: &Path) -> Station {
    Station::start(&["init", "--ask", "--dir", dir.to_str().unwrap()], 90, 40)
}

#[test]
fn a_station_is_founded_line_by_line() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("tram");
    let mut station = ask(&dir);
    station.see("Tên người hỗ trợ").press("coo mai<enter>").see("Cô Mai").see("năm chữ số");
    // Typed before the question came: the terminal, not yet in raw mode, has made a line feed of Enter.
    station.press("zzzz\n").see("Không có xã, phường nào");
    station.press("tan<enter>").see("1. ").see("Bấm số của").press("<enter>");
    // The same question is on the screen from before: this is its third time.
    until("asked once more", || station.text().matches("năm chữ số").count() == 3);
    station.press("tan ky<enter>").see("tổ dân phố").press("thoon Quys Cao<enter>");
    station.see("thôn Quý Cao, xã Tân Kỳ").see("Đúng thì bấm 1");
    assert!(!dir.join("station.json").exists(), "nothing is made before it was asked");
    station.press("1<enter>").see("CÂU MẬT KHẨU");
    let text = station.text();
    let shown = text.lines().skip_while(|line| !line.contains("CÂU MẬT KHẨU")).skip(1);
    let passphrase = shown.map(str::trim).find(|line| line.is_ascii() && line.contains('-')).unwrap().to_owned();
    station.press("<enter>").see("Mời nhìn vào giấy");
    assert!(!dir.exists(), "nobody could open what is made before the passphrase is on paper");
    assert!(!station.text().contains(&passphrase), "it is copied from the paper, not from the screen");
    // What is not the same is shown again.
    station
        .press("sai roi<enter>")
        .see("Câu vừa gõ chưa giống")
        .see(&passphrase)
        .press("<enter>")
        .see("Mời nhìn vào giấy");
    station.press(&format!("{passphrase}<enter>")).see("Đã lập trạm");
    assert!(!station.text().contains(&passphrase), "nothing stays on the screen");
    let made = fs::read_to_string(dir.join("station.json")).unwrap();
    assert!(!made.contains(&passphrase), "{made}");
    let mut station = Station::start(&["run", "--dir", dir.to_str().unwrap()], 100, 30);
    station.see("Mở ca").see("Cô Mai");
}

/// What was named is not asked for; a folder with something in it is refused before anybody answers.
#[test]
fn what_is_named_is_not_asked() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("tram");
    let start = |more: &[&str]| {
        let all = [&["init", "--ask", "--dir", dir.to_str().unwrap()], more].concat();
        Station::start(&all, 90, 40)
    };
    let named = ["--village", "thôn Quý Cao", "--volunteer", "Cô Mai", "--unit", "11113"];
    start(&[&named[..5], &["99999"]].concat()).see("TS-E");
    let mut station = start(&named);
    station.see("thôn Quý Cao, xã Tân Kỳ").see("Cô Mai").see("Đúng thì bấm 1");
    assert!(!station.text().contains("năm chữ số"), "{}", station.text());
    fs::create_dir(&dir).unwrap();
    fs::write(dir.join("thu"), "x").unwrap();
    start(&named).see("TS-S");
}

#[test]
fn who_leaves_founds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("tram");
    let mut station = ask(&dir);
    station.see("Tên người hỗ trợ").press("coo mai<enter>").see("năm chữ số").press("<esc>").see("TS-E16");
    assert!(!dir.exists() || fs::read_dir(&dir).unwrap().next().is_none());
}

/// Neither does who leaves when the passphrase is shown, by Esc or as every other program is left; a wrong one that was left is shown again.
#[test]
fn who_leaves_the_passphrase_founds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for leave in ["<esc>", "\x03"] {
        let dir = folder.path().join("tram");
        let named = ["--village", "thôn Quý Cao", "--volunteer", "Cô Mai", "--unit", "11113"];
        let mut station =
            Station::start(&[&["init", "--ask", "--dir", dir.to_str().unwrap()], &named[..]].concat(), 90, 40);
        station.see("Đúng thì bấm 1").press("1<enter>").see("CÂU MẬT KHẨU").press("<enter>").see("Mời nhìn vào giấy");
        station.press("<esc>").see("Câu vừa gõ chưa giống").see("CÂU MẬT KHẨU").press(leave).see("TS-E16");
        assert!(!station.text().contains("CÂU MẬT KHẨU"), "{}", station.text());
        assert!(!dir.exists(), "nothing was written");
    }
}
