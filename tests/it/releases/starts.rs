//! The real program with releases in a real terminal: taken at the desk, put in when the shift is closed, and left where they do not start.

use super::*;
use crate::{
    central::{
        cli,
        office::{Folder, PASSPHRASE},
    },
    durability::scale::is_long,
    pty::{
        Station,
        enrolled::{enrolled, station},
        medium,
    },
};
use std::{
    fs,
    process::Command,
    thread,
    time::{Duration, Instant},
};

/// The program of this build without what only a debugger reads: it is tried as a release, under whatever number.
pub fn program() -> &'static [u8] {
    static PROGRAM: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
    PROGRAM.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tramso");
        let done = Command::new("strip").arg("-o").arg(&path).arg(env!("CARGO_BIN_EXE_tramso")).status();
        assert!(done.expect("apt-get install binutils").success());
        fs::read(path).unwrap()
    })
}

/// A release for the stations of this centre.
pub fn release(folder: &Folder, of: &str, program: &[u8]) -> Vec<u8> {
    let (roots, programs): (_, [(System, &[u8]); 1]) = ([cli::root(folder)], [(System::Linux, program)]);
    build(&plan(of, &programs, &roots), &cli::release_key()).unwrap()
}

/// Puts a release into a station that nobody has open.
pub fn installed(folder: &Folder, of: &str, program: &[u8]) {
    let path = folder.path("ban.tsu");
    fs::write(&path, release(folder, of, program)).unwrap();
    assert_eq!(station(folder, &["release", "install", &path])["version"], of);
}

fn status(folder: &Folder) -> serde_json::Value {
    station(folder, &["release", "status"])
}

/// The same once the program that runs has come to its first screen.
fn settled(folder: &Folder) -> serde_json::Value {
    let until = Instant::now() + Duration::from_secs(20);
    loop {
        let status = status(folder);
        if status["tries"].is_null() || Instant::now() > until {
            return status;
        }
    }
}

/// The file of the program that draws the screen: the one that was started, or what it started.
fn drawing(screen: &Station) -> String {
    let children = fs::read_to_string(format!("/proc/{0}/task/{0}/children", screen.pid())).unwrap_or_default();
    let of = children.split_whitespace().next().map_or_else(|| screen.pid().to_string(), str::to_owned);
    let path = Command::new("readlink").arg(format!("/proc/{of}/exe")).output().unwrap();
    String::from_utf8(path.stdout).unwrap().trim().to_owned()
}

/// Waits until this program draws.
fn draws(screen: &Station, program: &str) {
    let until = Instant::now() + Duration::from_secs(60);
    while !drawing(screen).ends_with(program) {
        assert!(Instant::now() < until, "{}:\n{}", drawing(screen), screen.text());
        thread::sleep(Duration::from_millis(50));
    }
}

const FIRST_SCREEN: &str = "Câu mật khẩu của Cô Mai";

fn started(folder: &Folder, drives: &str) -> Station {
    let mut screen = Station::start_with(&["--dir", &folder.path("tram")], 80, 24, &[("TRAMSO_DRIVES", drives)]);
    screen.see(FIRST_SCREEN);
    screen
}

fn open_shift(screen: &mut Station) {
    screen.press(PASSPHRASE).press("<enter>").see("Đặt mã PIN");
    screen.press("1234<enter>").see("Nhập lại mã PIN").press("1234<enter>").see("Bấm Enter để bắt đầu");
    screen.press("<f10>").see("Mã PIN của ca này").press("1234<enter>").see("Bàn của người hỗ trợ");
}

#[test]
fn a_release_comes_by_stick_after_the_shift_and_one_that_fails_is_left() {
    let (folder, medium) = (enrolled(), medium());
    let stick = medium.path().join("stick");
    fs::create_dir_all(stick.join("tramso-nhan")).unwrap();
    let on_stick = stick.join("tramso-nhan/tramso-9.1.0.tsu");
    fs::write(&on_stick, release(&folder, "9.1.0", program())).unwrap();
    let stick = stick.to_str().unwrap();

    let mut screen = started(&folder, stick);
    let given = drawing(&screen);
    open_shift(&mut screen);
    screen.see("phần mềm mới 9.1.0").press("6").see("Cập nhật phần mềm").press("5").see("Có bản 9.1.0 trên USB");
    let offer = screen.text();
    for part in ["bản 0.2.0", "Máy in báo hết giấy sớm hơn", "khoảng", "phút"] {
        assert!(offer.contains(part), "{part}: {offer}");
    }
    screen.press("1").see("đã nằm sẵn trong máy");
    let waits = status(&folder);
    assert_eq!(
        (&waits["staged"], &waits["current"]),
        (&"9.1.0".into(), &serde_json::Value::Null),
        "not within the shift"
    );
    assert_eq!(drawing(&screen), given);
    // A shift that is open keeps the command out too.
    let mut command = Command::new(env!("CARGO_BIN_EXE_tramso"));
    command.args(["release", "install", on_stick.to_str().unwrap(), "--dir", &folder.path("tram")]);
    assert!(!command.args(["--passphrase-file", &folder.path("mat-khau")]).status().unwrap().success());
    screen.press("<esc>").see("Sao lưu ra USB").press("<esc>").see("Bàn của người hỗ trợ");
    screen.press("8").see("Ca của Cô Mai").press("4").see("Câu mật khẩu");
    screen.press(PASSPHRASE).press("<enter>");
    draws(&screen, "/tram/releases/9.1.0/tramso");
    screen.see(FIRST_SCREEN);
    let runs = settled(&folder);
    assert_eq!(
        (&runs["current"], &runs["tries"], &runs["floor"]),
        (&"9.1.0".into(), &serde_json::Value::Null, &"9.1.0".into())
    );

    // Nobody goes back: neither to it again nor below its floor.
    for (of, code) in [("9.1.0", "TS-D67"), ("9.0.9", "TS-D68")] {
        fs::write(folder.path("cu.tsu"), release(&folder, of, &crashing())).unwrap();
        assert_eq!(refusal(&folder, "cu.tsu"), code);
    }
    drop(screen);

    // Two windows of one station begin to try a release at once: both show a screen, and it stays.
    installed(&folder, "9.1.5", program());
    let (one, other) = (started(&folder, stick), started(&folder, stick));
    for screen in [&one, &other] {
        draws(screen, "/tram/releases/9.1.5/tramso");
    }
    assert_eq!(settled(&folder)["current"], "9.1.5");
    drop((one, other));

    // Real programs that end at once, and that the system cannot load: the release before runs, in the same terminal.
    let mut broken =
        vec![("9.2.0", crashing(), "release-why-ended"), ("9.3.0", of_another_libc(), "release-why-not-started")];
    if is_long() {
        broken.push(("9.4.0", hanging(), "release-why-silent"));
    }
    for (of, program, why) in broken {
        installed(&folder, of, &program);
        let screen = started(&folder, stick);
        draws(&screen, "/tram/releases/9.1.5/tramso");
        let left = status(&folder);
        assert_eq!(
            (&left["current"], &left["gone_back"]["version"], &left["gone_back"]["why"]),
            (&"9.1.5".into(), &of.into(), &why.into())
        );
    }

    // The file of the one that runs is damaged later: the program that the machine was given first.
    let path = folder.path("tram/releases/9.1.5/tramso");
    let mut bytes = fs::read(&path).unwrap();
    bytes[30_000_000] ^= 1;
    fs::remove_file(&path).unwrap();
    fs::write(&path, bytes).unwrap();
    let mut screen = started(&folder, stick);
    assert_eq!(drawing(&screen), given);
    open_shift(&mut screen);
    screen.press("6").see("Sao lưu ra USB").press("5").see("TS-D74");
    assert!(screen.text().contains("9.1.5"), "{}", screen.text());
}

/// The code with which `release install` refuses a file.
fn refusal(folder: &Folder, name: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tramso"));
    command.args(["release", "install", &folder.path(name), "--dir", &folder.path("tram")]);
    let done = command.args(["--passphrase-file", &folder.path("mat-khau")]).output().unwrap();
    assert!(!done.status.success());
    let notice = String::from_utf8_lossy(&done.stderr).into_owned();
    let at = notice.find("TS-").unwrap_or_else(|| panic!("{notice}"));
    notice[at..at + 6].to_owned()
}
