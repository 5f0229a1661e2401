//! From the desk to "Rút USB được rồi", and what is on the stick then.

use super::{
    Station, medium, open_shift,
    visit::{register, take_break},
};
use crate::central::office::Folder;
use std::{fs, path::Path, process::Command, thread, time::Duration};
use tramso::{bundle::claim, kiosk::outbox::stick::FOLDER};

fn names(stick: &Path) -> Vec<String> {
    let Ok(inside) = fs::read_dir(stick.join(FOLDER)) else { return Vec::new() };
    let mut names: Vec<String> = inside.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Somebody registers and goes; the desk is open.
pub fn at_desk(station: &mut Station) {
    open_shift(station);
    register(station, 123, "nguyeenx thij huwowngf", "Nguyễn Thị Hường");
    take_break(station, "Tạm nghỉ");
    station.press("<f10>").see("Mã PIN của ca này").press("1234<enter>").see("Bàn của người hỗ trợ");
}

#[test]
fn three_keys_from_the_desk_put_results_on_the_stick() {
    let (folder, medium) = (tempfile::tempdir().unwrap(), medium());
    let (dir, stick) = (folder.path().join("station"), medium.path().join("stick"));
    fs::create_dir(&stick).unwrap();
    let drives = stick.to_str().unwrap();
    let mut station =
        Station::start_with(&["demo", "--dir", dir.to_str().unwrap()], 80, 24, &[("TRAMSO_DRIVES", drives)]);
    at_desk(&mut station);
    // Two keys.
    station.press("n").see("Chưa có biên nhận nào").press("1").see("Rút USB được rồi");
    let text = station.text();
    assert!(text.contains("Đã chép 1 tệp") && text.contains("đọc lại đúng"), "{text}");
    let found = names(&stick);
    assert!(found.iter().filter(|name| name.ends_with(".tsb")).count() == 1, "{found:?}");
    assert!(!found.iter().any(|name| name.ends_with(".part")), "{found:?}");
    let bundle = found.iter().find(|name| name.ends_with(".tsb")).unwrap();
    let bytes = fs::read(stick.join(FOLDER).join(bundle)).unwrap();
    let claimed = claim(&bytes).unwrap();
    assert_eq!(claimed.seq, 1);
    assert!(!String::from_utf8_lossy(&bytes).contains("Hường"), "sealed");
    station.press("<enter>").see("Bàn của người hỗ trợ").see(" 0 chờ nộp");

    // The stick is pulled; then the same file is there already.
    let away = medium.path().join("away");
    fs::rename(&stick, &away).unwrap();
    station.press("n").see("Cắm USB vào máy").press("1").see("TS-K01").press("<enter>").see("Nộp ra USB");
    fs::rename(&away, &stick).unwrap();
    station.press("1").see("Rút USB được rồi").see("đã có sẵn trên USB");
    assert_eq!(names(&stick), found);

    // Closing: nothing waits, and the menu still has the papers of the evening.
    station.press("<enter>").see("Bàn của người hỗ trợ").press("8").see("Ca của Cô Mai").see("chờ nộp: 0");
    station.press("4").see("mời quay lại: 1 người").press("<enter>").see("Câu mật khẩu");
}

#[test]
fn an_address_is_kept_and_nobody_there_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("station");
    let dir = dir.to_str().unwrap();
    let mut station = Station::start_with(&["demo", "--dir", dir], 80, 24, &[]);
    at_desk(&mut station);
    station.press("n").see("Chưa có địa chỉ mạng").press("2").see("Gõ không dấu").press("http://tramso.vn<enter>");
    station.see("TS-N02").press("<enter>").see("Gõ không dấu");
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    station.press(&"<bs>".repeat(16)).press(&format!("http://127.0.0.1:{port}<enter>"));
    // It tries again by itself, until somebody stops it.
    station
        .see("máy tự thử lại")
        .press("<esc>")
        .see("TS-N12")
        .press("<enter>")
        .see(&format!("http://127.0.0.1:{port}"));
    let kept = fs::read_to_string(folder.path().join("station/settings.json")).unwrap();
    assert!(kept.contains(&format!("http://127.0.0.1:{port}")), "{kept}");
    drop(station);
    let shown = Command::new(env!("CARGO_BIN_EXE_tramso")).args(["send", "--help"]).output().unwrap();
    assert!(String::from_utf8_lossy(&shown.stdout).contains("--ca"));
}

/// Bundles that a centre holds.
fn held(folder: &Folder) -> u64 {
    let shown = folder.run(&["status", "--json"]);
    let shown: serde_json::Value = serde_json::from_slice(&shown.stdout).unwrap();
    shown["bundles"].as_u64().unwrap_or_else(|| panic!("{shown}"))
}

#[test]
fn results_go_by_themselves_when_a_network_comes() {
    let (centre, folder) = (Folder::new(), tempfile::tempdir().unwrap());
    let server = centre.serve(&[]);
    let address = server.address.clone();
    let dir = folder.path().join("station");
    let mut station = Station::start_with(&["demo", "--dir", dir.to_str().unwrap()], 80, 24, &[]);
    at_desk(&mut station);
    // The control: with an address alone nothing leaves.
    station
        .press("n")
        .see("Chưa có địa chỉ mạng")
        .press("5")
        .see("Gõ không dấu")
        .press(&format!("http://{address}<enter>"));
    station.see("Tự gửi khi có mạng: đang tắt").see("Lần tới gửi khoảng");
    thread::sleep(Duration::from_secs(2));
    drop(server);
    assert_eq!(held(&centre), 0, "nobody has asked for it");
    // Nobody listens there; then somebody does, and no key is pressed.
    station.press("5").see("đang bật").see("chờ mạng để gửi").press("<esc>").see("Bàn của người hỗ trợ");
    let _server = centre.begin(centre.command(&["serve", "--listen", &address, "--json"]));
    assert!(station.sees("đã gửi hết", Duration::from_secs(60)), "{}", station.text());
    station.see(" 0 chờ nộp");
    assert_eq!(held(&centre), 1);
    // Turned off again, the mark goes.
    station.press("n").see("đang bật").press("5").see("đang tắt");
    let gone = (0..200).any(|_| {
        thread::sleep(Duration::from_millis(20));
        !station.text().contains("đã gửi hết")
    });
    assert!(gone, "{}", station.text());
    let kept = fs::read_to_string(dir.join("settings.json")).unwrap();
    assert!(kept.contains("\"sends_itself\": false"), "{kept}");
}
