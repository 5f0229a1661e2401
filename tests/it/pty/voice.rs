//! Reading aloud in the real program, with the real espeak-ng and a real server of sound.

use super::{Station, number, open_shift};
use crate::kiosk::sound::{SoundServer, until};
use std::{fs, path::Path, time::Duration};

fn start(dir: &Path, sound: &str, path: &str) -> Station {
    let env = [("PULSE_SERVER", sound), ("PATH", path), ("ALSA_CONFIG_PATH", "/dev/null")];
    Station::start_with(&["demo", "--dir", dir.to_str().unwrap()], 80, 24, &env)
}

/// Processes of the program that speak, with their arguments.
fn voices(station: &Station) -> Vec<(i32, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc").unwrap().flatten() {
        let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse::<i32>().ok()) else { continue };
        let of = |file: &str| fs::read(entry.path().join(file)).unwrap_or_default();
        let arguments = String::from_utf8_lossy(&of("cmdline")).replace('\0', " ");
        let stat = String::from_utf8_lossy(&of("stat")).into_owned();
        let parent = stat.rsplit(')').next().and_then(|rest| rest.split_whitespace().nth(1)?.parse::<i32>().ok());
        if parent == Some(station.pid()) && arguments.contains("espeak-ng") {
            found.push((pid, arguments));
        }
    }
    found
}

/// Underlined text on the screen.
fn marked(station: &Station) -> String {
    let parser = station.screen.lock().unwrap();
    let screen = parser.screen();
    let (rows, columns) = screen.size();
    let mut text = String::new();
    for row in 0..rows.get() {
        for column in 0..columns.get() {
            let cell = screen.cell(row, column).unwrap();
            if cell.underline() {
                text.push_str(cell.contents());
            }
        }
    }
    text
}

#[test]
fn screens_are_read_aloud_and_keys_go_on_working() {
    let mut sound = SoundServer::start();
    let folder = tempfile::tempdir().unwrap();
    let path = std::env::var("PATH").unwrap();
    let mut station = start(&folder.path().join("station"), &sound.address(), &path);
    open_shift(&mut station);
    assert!(voices(&station).is_empty() && !sound.hears(Duration::from_secs(1)), "control: silent before");

    // The waiting screen; its sentence is marked, and the text is in no process list.
    station.see("F5").press("<f5>").see("Máy đang đọc");
    until("a voice", || sound.hears(Duration::from_millis(500)));
    until("a mark", || !marked(&station).trim().is_empty());
    let mut arguments: Vec<String> = voices(&station).into_iter().map(|(_, arguments)| arguments).collect();

    // A key leads on while it reads, and the next page is read by itself, registration included.
    station.press("<enter>").see("muốn làm gì").press("1").see("Tôi đồng ý");
    until("the consent's voice", || marked(&station).contains("Tôi đồng ý") || !marked(&station).trim().is_empty());
    arguments.extend(voices(&station).into_iter().map(|(_, arguments)| arguments));
    station.press("1").see("Xin nhập số định danh").press(&number(7));
    station.press("<enter>").see("Nhập lại số định danh");
    until("a voice over the number", || !voices(&station).is_empty());
    arguments.extend(voices(&station).into_iter().map(|(_, arguments)| arguments));
    for argument in &arguments {
        assert_eq!(argument.trim(), "espeak-ng -v vi -s 140 -a 100");
    }

    // Slower, louder, again, silent.
    station.press("<f7>").see("chậm hơn");
    until("a slower voice", || voices(&station).iter().any(|(_, arguments)| arguments.contains("-s 112")));
    station.press("<f8>").see("to hơn");
    until("a louder voice", || voices(&station).iter().any(|(_, arguments)| arguments.contains("-a 150")));
    station.press("<f5>").see("Máy thôi đọc");
    until("silence", || voices(&station).is_empty() && !sound.hears(Duration::from_millis(300)));

    // Whatever becomes of the voice, there is a code and what to do.
    station.press("<f6>").see("Máy đang đọc");
    until("a voice", || !voices(&station).is_empty());
    for (pid, _) in voices(&station) {
        // SAFETY: a signal to a child of the program that this test started.
        unsafe { libc::kill(pid, libc::SIGKILL) };
    }
    station.see("TS-K80").press("<enter>").see("Nhập lại số định danh");
    sound.mute(true);
    station.press("<f5>").see("TS-D60").press("<enter>");
    sound.mute(false);
    sound.kill();
    station.see("Nhập lại số định danh").press("<f5>");
    // Without a card there is none; with one that the test's program cannot reach, its sound goes nowhere.
    until("a notice", || ["TS-D44", "TS-D45", "TS-K82"].iter().any(|code| station.text().contains(code)));
    station.press("<enter>").see("Nhập lại số định danh");
}

#[test]
fn without_a_program_that_speaks_it_is_said_what_to_install() {
    let folder = tempfile::tempdir().unwrap();
    let mut station = start(&folder.path().join("station"), "unix:/nowhere", "/nowhere");
    open_shift(&mut station);
    assert!(!station.text().contains("F5"), "no key is offered for what the machine cannot do");
    station.press("<f5>").see("TS-D09").see("espeak-ng").press("<enter>").see("Bấm Enter để bắt đầu");
}
