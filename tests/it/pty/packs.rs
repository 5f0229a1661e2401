//! New content comes on a stick while somebody's test is half done.

use super::{
    Station, medium, number, open_shift, sex_and_year,
    visit::{learn, pack, question, register, take_break},
};
use crate::days;
use std::{fs, path::Path, process::Command};
use tramso::{
    content::{
        Pack, builtin,
        pack::{AppVersion, Plan, build, demo_roots},
        required,
    },
    crypto::{demo_centre, minisig::SigningKey},
    domain::Bank,
};

/// A pack for demo stations with another title and other stems, as the office builds them.
fn next_pack(version: u32, title: &str) -> Vec<u8> {
    let mut pack: Pack = pack();
    pack.contest.id = builtin::DEMO_CONTEST.to_owned();
    pack.contest.title = title.to_owned();
    let questions = pack
        .bank
        .iter()
        .cloned()
        .map(|mut question| {
            question.stem = format!("Bản {version}. {}", question.stem);
            question
        })
        .collect();
    pack.bank = Bank::new(questions, pack.contest.rules.paper_from, &required(&pack.lessons));
    let plan = Plan {
        pack: &pack,
        version,
        issued: days::in_days(-20),
        expires: days::in_days(70),
        min_app: AppVersion { major: 0, minor: 1, patch: 0 },
        revoked: &[],
        roots: &demo_roots(),
        seal_to: None,
    };
    build(&plan, &SigningKey::from_open_file(demo_centre::PACK_KEY).unwrap()).unwrap()
}

/// To the desk, takes what the stick holds, and back to the waiting screen.
fn take_from_stick(station: &mut Station, shown: &str) {
    station.press("<f10>").see("Mã PIN của ca này").press("1234<enter>").see("Bàn của người hỗ trợ");
    station.press("6").see("Nhận nội dung mới từ USB").press("3").see(shown);
    station.press("<enter>").see("Danh sách cần gọi lại").press("<esc>");
    station.see("Bấm Enter để bắt đầu");
}

#[test]
fn a_test_goes_on_with_its_old_paper_and_the_next_one_is_new() {
    let (folder, medium) = (tempfile::tempdir().unwrap(), medium());
    let (dir, drives) = (folder.path().join("station"), medium.path().join("stick"));
    fs::create_dir(&drives).unwrap();
    let (dir, stick) = (dir.to_str().unwrap(), drives.to_str().unwrap());
    let start = || Station::start_with(&["demo", "--dir", dir], 80, 24, &[("TRAMSO_DRIVES", stick)]);
    let mut station = start();
    open_shift(&mut station);
    register(&mut station, 77, "lee thij hoaf", "Lê Thị Hòa");
    learn(&mut station, &pack());
    station.press("<enter>").see("Bài thi có 20 câu hỏi").press("<enter>").see("Câu 1 / 20");
    for place in 1..=3 {
        station.see(&format!("Câu {place} / 20")).press("2").see("● 2.").see("✓ Đã lưu").press("<enter>");
    }
    let before = question(station.see("Câu 4 / 20"));
    take_break(&mut station, "nhường máy");

    fs::write(drives.join("demo-3.tsp"), next_pack(3, "Cuộc thi đợt hai")).unwrap();
    fs::write(drives.join("demo-2.tsp"), next_pack(2, "Cuộc thi cũ hơn")).unwrap();
    fs::write(drives.join("ghi-chu.tsp"), "không phải gói").unwrap();
    take_from_stick(&mut station, "Đã nhận gói nội dung số 3");
    station.see("Cuộc thi đợt hai");
    take_from_stick(&mut station, "đang dùng đúng gói này rồi (số 3)");

    // Power goes and comes back: the new pack is in use, the half-done test keeps the old one.
    station.kill();
    let mut station = start();
    station.see("Cuộc thi đợt hai").press("<enter>").see("muốn làm gì").press("1").see("Tôi đồng ý");
    station.press("1").see("Xin nhập số định danh");
    let digits = number(77);
    station.press(&digits).see(&format!(" {} ", sex_and_year())).press("<enter>").see("Nhập lại số định danh");
    station
        .press(&digits)
        .see(&format!(" {} ", sex_and_year()))
        .press("<enter>")
        .see("Có phải")
        .press("1")
        .see("Câu 4 / 20");
    assert_eq!(question(&station), before, "the same question of the same paper");
    for place in 4..=20 {
        station.see(&format!("Câu {place} / 20")).press("1").see("● 1.").see("✓ Đã lưu").press("<enter>");
    }
    assert!(!station.text().contains("Bản 3."));
    station.see("Đã trả lời đủ. Nộp bài bây giờ?").press("1").see("đã hoàn thành bài thi");
    station.press("<enter>").see("trả lời đúng");
    station.press("2").see("Thi lại là làm 20 câu khác").press("1").see("Câu 1 / 20").see("Bản 3.");
}

fn receive(dir: &Path, passphrase: &Path, pack: &Path) -> (Option<i32>, String) {
    let arguments = ["receive".as_ref(), pack.as_os_str(), "--dir".as_ref(), dir.as_os_str()];
    let mut command = Command::new(env!("CARGO_BIN_EXE_tramso"));
    command.args(arguments).arg("--passphrase-file").arg(passphrase).env("LANG", "vi_VN.UTF-8");
    let output = command.output().unwrap();
    let shown = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(shown).unwrap())
}

#[test]
fn a_station_refuses_what_it_must_not_take_and_keeps_what_it_has() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let dir = at("station");
    let made = Command::new(env!("CARGO_BIN_EXE_tramso"))
        .args(["init", "--demo", "--volunteer", "Cô Mai", "--json", "--dir"])
        .arg(&dir)
        .output()
        .unwrap();
    let shown: serde_json::Value = serde_json::from_slice(&made.stdout).unwrap();
    fs::write(at("passphrase"), shown["passphrase"].as_str().unwrap()).unwrap();
    let put = |name: &str, bytes: &[u8]| {
        fs::write(at(name), bytes).unwrap();
        receive(&dir, &at("passphrase"), &at(name))
    };
    let good = next_pack(5, "Đợt năm");
    let (status, printed) = put("5.tsp", &good);
    assert_eq!(status, Some(0), "{printed}");
    assert!(printed.contains("gói nội dung số 5"), "{printed}");
    let packs = || fs::read_dir(dir.join("packs")).unwrap().map(|one| one.unwrap().path()).collect::<Vec<_>>();
    let kept = packs();
    let mut flipped = next_pack(6, "Đợt sáu");
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    let cut = &next_pack(6, "Đợt sáu")[..4096];
    for (name, bytes) in
        [("flipped.tsp", flipped.as_slice()), ("cut.tsp", cut), ("older.tsp", &next_pack(4, "Đợt bốn"))]
    {
        let (status, printed) = put(name, bytes);
        assert_eq!(status, Some(1), "{name}: {printed}");
        assert!(printed.contains("TS-P"), "{name}: {printed}");
        assert_eq!(packs(), kept, "{name} left something behind");
    }
    assert_eq!(put("again.tsp", &good).0, Some(0), "the same again is no fault");
    assert!(fs::read(&kept[0]).unwrap() == good, "kept as it came");
    // Control: what was refused was refused for its fault, since the next version is accepted.
    assert_eq!(put("6.tsp", &next_pack(6, "Đợt sáu")).0, Some(0));

    let ask = |command: &str| {
        let mut asked = Command::new(env!("CARGO_BIN_EXE_tramso"));
        asked.args([command, "--json", "--dir"]).arg(&dir).arg("--passphrase-file").arg(at("passphrase"));
        asked.env("LANG", "vi_VN.UTF-8").output().unwrap()
    };
    let status: serde_json::Value = serde_json::from_slice(&ask("status").stdout).unwrap();
    assert_eq!(status["pack"]["version"], 6);
    assert!(ask("doctor").status.success());
    // A pack whose file went bad on the disk is reported, and nobody is locked out.
    for pack in packs() {
        fs::write(pack, "hỏng").unwrap();
    }
    let status: serde_json::Value = serde_json::from_slice(&ask("status").stdout).unwrap();
    assert!(status["pack"].is_null());
    let doctor = ask("doctor");
    assert_eq!(doctor.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&doctor.stdout).contains("TS-P"), "{doctor:?}");
    assert_eq!(put("7.tsp", &next_pack(7, "Đợt bảy")).0, Some(0), "the next pack mends it");
}
