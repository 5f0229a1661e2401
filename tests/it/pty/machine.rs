//! `tramso station check` in real pseudo-terminals: one that answers, one that never does, one that draws a letter too wide, one that reads
//! no UTF-8; and its screen, where a card is scanned and nothing of it stays.

use super::{Station, open_shift, size};
use portable_pty::{CommandBuilder, native_pty_system};
use serde_json::Value;
use std::{
    fs,
    io::{Read, Write},
    path::Path,
    time::{Duration, Instant},
};

/// How a terminal draws, which is all that the check can see of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Each letter takes a column.
    Good,
    /// Nothing is ever answered.
    Silent,
    /// This letter takes two columns.
    Wide(char),
    /// Each byte is a letter.
    Bytes,
}

/// Columns from the row's beginning to where the cursor is behind this.
fn columns(kind: Kind, row: &[u8]) -> usize {
    match kind {
        Kind::Bytes => row.len(),
        Kind::Good | Kind::Silent | Kind::Wide(_) => {
            let text = String::from_utf8_lossy(row);
            text.chars().map(|ch| if kind == Kind::Wide(ch) { 2 } else { 1 }).sum()
        }
    }
}

/// A check in such a terminal: what it printed as JSON, its exit status, and how long it took.
fn checked(kind: Kind, env: &[(&str, &str)], dir: &Path) -> (Value, u32, Duration) {
    let pty = native_pty_system().openpty(size(85, 24)).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_tramso"));
    command.args(["station", "check", "--quick", "--json", "--dir", dir.to_str().unwrap()]);
    for name in ["LC_ALL", "LC_CTYPE", "COLORTERM"] {
        command.env_remove(name);
    }
    for (name, value) in [("TERM", "xterm-256color"), ("LANG", "vi_VN.UTF-8")].iter().chain(env) {
        command.env(name, value);
    }
    let begun = Instant::now();
    let mut child = pty.slave.spawn_command(command).unwrap();
    drop(pty.slave);
    let (mut reader, mut keys) = (pty.master.try_clone_reader().unwrap(), pty.master.take_writer().unwrap());
    let (mut all, mut row, mut buffer) = (Vec::new(), Vec::new(), [0_u8; 4096]);
    while let Ok(read) = reader.read(&mut buffer) {
        if read == 0 {
            break;
        }
        for byte in &buffer[..read] {
            all.push(*byte);
            row.push(*byte);
            if matches!(byte, b'\r' | b'\n') {
                row.clear();
            }
            if let Some(drawn) = row.strip_suffix(b"\x1b[6n").map(<[u8]>::to_vec) {
                if kind != Kind::Silent {
                    write!(keys, "\x1b[7;{}R", columns(kind, &drawn) + 1).unwrap();
                }
                row = drawn;
            }
        }
    }
    let status = child.wait().unwrap().exit_code();
    let text = String::from_utf8_lossy(&all).into_owned();
    let line = text.lines().find_map(|line| line.find("{\"").map(|at| line[at..].to_owned()));
    let line = line.unwrap_or_else(|| panic!("{text:?}"));
    (serde_json::from_str(&line).unwrap(), status, begun.elapsed())
}

/// Light and code of a part.
fn light(found: &Value, part: &str) -> (String, String) {
    let parts = found["parts"].as_array().unwrap();
    let part = parts.iter().find(|one| one["part"] == part).unwrap();
    let text = |name: &str| part[name].as_str().unwrap_or_default().to_owned();
    (text("light"), text("code"))
}

fn is(found: &Value, part: &str, wanted: (&str, &str)) {
    assert_eq!(light(found, part), (wanted.0.to_owned(), wanted.1.to_owned()), "{part}: {found}");
}

#[test]
fn widths_are_measured_on_the_terminal() {
    let place = tempfile::tempdir().unwrap();
    let (good, status, _) = checked(Kind::Good, &[], place.path());
    for part in ["screen", "colours", "encoding", "letters", "blocks"] {
        is(&good, part, ("green", ""));
    }
    assert_eq!((&good["columns"], &good["rows"]), (&85.into(), &24.into()));
    assert_eq!(status, u32::from(good["red"] != 0), "the exit status is doctor's");
    // Whose letter it is does not matter: of the first row, the last one, a block.
    for letter in ['ế', 'Ỵ', 'đ', 'ả'] {
        let (wide, status, _) = checked(Kind::Wide(letter), &[], place.path());
        is(&wide, "letters", ("red", "TS-D25"));
        is(&wide, "blocks", ("green", ""));
        let parts = wide["parts"].as_array().unwrap();
        let what = parts.iter().find(|one| one["part"] == "letters").unwrap()["what"].as_str().unwrap();
        assert!(what.contains(&format!("chữ {letter}")) && what.contains(" 1 chữ"), "{what}");
        assert_eq!(status, 1);
    }
    let (block, ..) = checked(Kind::Wide('▄'), &[], place.path());
    is(&block, "blocks", ("red", "TS-D27"));
    is(&block, "letters", ("green", ""));
}

#[test]
fn a_terminal_that_never_answers_holds_nothing_up() {
    let place = tempfile::tempdir().unwrap();
    let (silent, _, took) = checked(Kind::Silent, &[], place.path());
    is(&silent, "letters", ("amber", "TS-D26"));
    is(&silent, "blocks", ("amber", "TS-D26"));
    is(&silent, "encoding", ("green", ""));
    assert!(took < Duration::from_secs(30), "{took:?}");
}

#[test]
fn poor_terminals_and_other_locales_are_seen() {
    let place = tempfile::tempdir().unwrap();
    let (console, ..) = checked(Kind::Good, &[("TERM", "linux")], place.path());
    is(&console, "colours", ("amber", "TS-D22"));
    let (bare, ..) = checked(Kind::Good, &[("TERM", "dumb")], place.path());
    is(&bare, "colours", ("red", "TS-A06"));
    let (plain, ..) = checked(Kind::Good, &[("LANG", "C")], place.path());
    is(&plain, "encoding", ("amber", "TS-D24"));
    is(&plain, "letters", ("green", ""));
    let (plain, ..) = checked(Kind::Silent, &[("LANG", "C")], place.path());
    is(&plain, "encoding", ("red", "TS-D23"));
    let (bytes, status, _) = checked(Kind::Bytes, &[("LANG", "C")], place.path());
    is(&bytes, "encoding", ("red", "TS-D23"));
    assert_eq!(status, 1);
    // Without any terminal nothing is asked, and nothing waits.
    let out = std::process::Command::new(env!("CARGO_BIN_EXE_tramso"))
        .args(["station", "check", "--json", "--dir", place.path().to_str().unwrap()])
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    let text = String::from_utf8(out.stdout).unwrap();
    is(&serde_json::from_str(text.lines().next().unwrap()).unwrap(), "screen", ("amber", "TS-D21"));
}

#[test]
fn keys_are_tried_one_by_one_and_a_card_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("s");
    let mut station = Station::demo(&dir, 100, 30);
    open_shift(&mut station);
    station.press("<f10>").see("Mã PIN của ca này").press("1234<enter>").see("Bàn của người hỗ trợ");
    station.press("6").see("Kiểm tra máy:").press("4").see("mục nên xem").see("Chưa thử bàn phím");
    station.press("1").see("Bấm phím 1").press("1").see("Bấm phím →").press("<right>").see("Bấm phím Backspace");
    station.press("<bs>").see("Bấm phím F10").press("x").see("phím khác").press("<down>").see("✗ F10");
    station.see("Bấm phím Enter").press("<enter>").see("TS-D29");
    assert!(station.text().contains("Máy không nhận được phím: F10"), "{}", station.text());
    // A scanner that acts as a keyboard: as fast as the terminal takes it, and Enter behind it.
    let card = "030162123456|031234567|Nguyễn Thị Hường|05091962|Nữ|Thôn Quý Cao|01012022";
    station.press("2").see("Quét một thẻ").press(&format!("{card}<enter>")).see("mục nên xem");
    let scanner = "Máy quét: 73 ký tự";
    for _ in 0..40 {
        if station.text().contains(scanner) {
            break;
        }
        station.press("<down>");
        std::thread::sleep(Duration::from_millis(30));
    }
    station.see(scanner).see("đúng là thẻ căn cước");
    let shown = String::from_utf8_lossy(&station.bytes()).into_owned();
    let kept = fs::read_to_string(dir.join("machine.json")).unwrap();
    for part in ["030162123456", "Hường", "05091962", "Quý Cao|"] {
        assert!(!shown.contains(part) && !kept.contains(part), "{part} of the card is somewhere");
    }
    assert!(kept.contains("{\"part\":\"scanner\",\"light\":\"green\"}"), "control: {kept}");
    station.press("<enter>").see("Sao lưu ra USB");
    assert!(station.runs());
}

#[test]
fn the_command_tries_keys_and_scanner_too() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("s");
    let mut station = Station::start(&["station", "check", "--dir", dir.to_str().unwrap()], 90, 70);
    station.see("Bấm phím 1").press("1").see("Bấm phím →").press("<right>").see("Bấm phím Backspace").press("<bs>");
    station.see("Bấm phím F10").press("<f10>").see("Bấm phím Enter").press("<enter>").see("Thử máy quét");
    station.press("030162123456|031234567|N|05091962|N|T|01012022\r").see("phải sửa.");
    let text = station.text();
    assert!(text.contains("✓ Bàn phím: máy nhận đủ năm phím") && text.contains("✓ Máy quét: 46 ký tự"), "{text}");
    assert!(!String::from_utf8_lossy(&station.bytes()).contains("030162123456"));
    // Left with Esc, nothing is tried and nothing hangs.
    let mut station = Station::start(&["station", "check", "--dir", dir.to_str().unwrap()], 90, 70);
    station.see("Bấm phím 1").press("<esc>").see("Thử máy quét").press("<esc>").see("TS-D30");
}
