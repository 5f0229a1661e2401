//! Nobody can fall out of the station, and nothing that was typed is lost with the power.

use super::{Station, number, open_shift, sex_and_year};
use std::{
    fs,
    io::Read,
    os::{
        fd::{AsRawFd, FromRawFd, OwnedFd},
        unix::process::CommandExt,
    },
    process::{Command, Stdio},
    thread,
    time::Duration,
};

/// The state letter of a process: `T` is stopped.
fn state(pid: i32) -> String {
    let status = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    status.rsplit(") ").next().and_then(|rest| rest.split(' ').next()).unwrap_or("gone").to_owned()
}

/// Terminal settings of a process's terminal, as `stty -a` prints them.
fn settings(pid: i32) -> String {
    let out = Command::new("stty").args(["-a", "-F", &format!("/proc/{pid}/fd/0")]).output().unwrap();
    String::from_utf8(out.stdout).unwrap()
}

#[test]
fn no_key_ends_or_stops_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut station = Station::demo(&folder.path().join("s"), 80, 24);
    open_shift(&mut station);
    for byte in (0..32_u8).filter(|byte| ![0x0a, 0x0d, 0x1b].contains(byte)) {
        station.press(&char::from(byte).to_string());
    }
    for alt in
        ["\x1bx", "\x1bc", "\x1b\x03", "\x1b[1;3P", "\x1b[1;3S", "\x1b[1;5P", "\x1b[1;3C", "\x1b[24;3~", "\x1bOS"]
    {
        station.press(alt);
    }
    station.press("<f1>").see("Trợ giúp").press("<enter>").see("Bấm Enter để bắt đầu");
    assert!(station.runs());
    assert!(state(station.pid()) != "T", "stopped");
    station.press("<esc>").see("cần gì ạ?").press("<esc>").see("Bấm Enter để bắt đầu");
}

#[test]
fn it_bears_any_size() {
    let folder = tempfile::tempdir().unwrap();
    let mut station = Station::demo(&folder.path().join("s"), 80, 24);
    open_shift(&mut station);
    for (columns, rows) in [(1, 1), (20, 5), (79, 24), (80, 22), (300, 100), (2, 60), (160, 45)] {
        station.resize(columns, rows);
        thread::sleep(Duration::from_millis(30));
    }
    station.resize(60, 20).see("Cửa sổ này nhỏ quá");
    station.resize(100, 30).see("Bấm Enter để bắt đầu");
    assert!(station.runs());
}

#[test]
fn a_fault_of_ours_is_told_calmly_and_the_visit_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut station = Station::demo(&folder.path().join("s"), 80, 24);
    open_shift(&mut station);
    station.press("<f12>").see("TS-A07").press("<enter>").see("Bấm Enter để bắt đầu");
    super::visit::register(&mut station, 77, "ddoox vawn binhf", "Đỗ Văn Bình");
    station.press("<enter>").see("Trang 1 / 6").press("<f12>").see("TS-A07").press("<enter>").see("Bài học");
    assert!(station.text().contains("Đỗ Văn Bình"));
    let bytes = String::from_utf8_lossy(&station.bytes()).into_owned();
    assert!(!bytes.contains("rehearsed"), "what a panic says is not printed");
}

#[test]
fn what_was_being_typed_survives_the_power_cut() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("s");
    let mut station = Station::demo(&dir, 80, 24);
    open_shift(&mut station);
    station.press("<enter>").see("muốn làm gì").press("1").see("Tôi đồng ý");
    station.press("1").see("Xin nhập số định danh");
    station.press(&number(9)).see(&format!(" {} ", sex_and_year())).press("<enter>").see("Nhập lại số định danh");
    station.press(&number(9)).see(&format!(" {} ", sex_and_year())).press("<enter>").see("chưa đăng ký ở trạm này");
    station.press("<enter>").see("Mã PIN của ca này").press("1234<enter>").see("Họ và tên của");
    station.press("traanf thij hoa").see("Trần Thị Hoa");
    thread::sleep(Duration::from_millis(400)); // the last key has its time to reach the disk
    station.kill();
    let mut station = Station::demo(&dir, 80, 24);
    station.see("Trần Thị Hoa").see("Họ và tên của");
}

#[test]
fn a_machine_that_slept_asks_for_the_passphrase_and_the_visit_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut station = Station::demo(&folder.path().join("s"), 80, 24);
    open_shift(&mut station);
    super::visit::register(&mut station, 78, "ddoox vawn binhf", "Đỗ Văn Bình");
    station.press("<enter>").see("Trang 1 / 6").press("<f11>").see("Máy vừa ngủ");
    assert!(!station.text().contains("Đỗ Văn Bình"), "nothing of the visit is left on the screen");
    station.press("<enter>").see("Đỗ Văn Bình");
    // A PIN that nobody knows any more: the passphrase makes a new one, which opens the desk.
    super::visit::take_break(&mut station, "cần gì ạ?");
    station.press("<f10>").see("Mã PIN của ca này").press("q").see("Quên mã PIN").press("<enter>").see("Mã PIN mới");
    station.press("97531<enter>").see("Nhập lại mã PIN mới").press("97531<enter>").see("Bàn của người hỗ trợ");
    station.press("<esc>").see("Bấm Enter để bắt đầu").press("<f10>").see("Mã PIN của ca này");
    station.press("1234<enter>").see("Mã PIN chưa đúng").press("97531<enter>").see("Bàn của người hỗ trợ");
    let bytes = String::from_utf8_lossy(&station.bytes()).into_owned();
    assert!(!bytes.contains("97531"), "a PIN is never drawn");
}

#[test]
fn the_terminal_is_given_back_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let mut station = Station::demo(&folder.path().join("s"), 80, 24);
    station.see("câu mật khẩu ở ngay dưới đây");
    let pid = station.pid();
    assert!(settings(pid).contains("-icanon"), "raw while it runs");
    // SAFETY: a signal to the child that this test started.
    unsafe { libc::kill(pid, libc::SIGTERM) };
    assert!(station.ends_well());
    // The last bytes may be read after the program has ended.
    let gives_back = |mode: &str| {
        (0..500).any(|_| {
            let is_there = String::from_utf8_lossy(&station.bytes()).contains(mode);
            if !is_there {
                thread::sleep(Duration::from_millis(10));
            }
            is_there
        })
    };
    for mode in ["\x1b[?1049l", "\x1b[?2004l", "\x1b[?1000l", "\x1b[?25h"] {
        assert!(gives_back(mode), "{mode:?} is missing");
    }
    let after = station.tty_name().map(|name| {
        let out = Command::new("stty").args(["-a", "-F", name.to_str().unwrap()]).output().unwrap();
        String::from_utf8(out.stdout).unwrap()
    });
    if let Some(after) = after.filter(|after| !after.is_empty()) {
        assert!(after.contains(" icanon") && after.contains(" echo "), "{after}");
    }
}

/// Starts the program on a terminal of its own, takes the terminal away, and waits for the end.
fn ends_without_its_terminal(ignores_hang_up: bool) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let (mut master, mut slave) = (0, 0);
    let size = libc::winsize { ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0 };
    // SAFETY: two places for descriptors, which are owned from here on, and a size that is only read.
    let made = unsafe {
        libc::openpty(&raw mut master, &raw mut slave, std::ptr::null_mut(), std::ptr::null_mut(), &raw const size)
    };
    assert_eq!(made, 0);
    // SAFETY: both were opened just now and belong to nobody else.
    let (master, slave) = unsafe { (OwnedFd::from_raw_fd(master), OwnedFd::from_raw_fd(slave)) };
    let mut command = Command::new(env!("CARGO_BIN_EXE_tramso"));
    command.args(["demo", "--dir", folder.path().join("s").to_str().unwrap()]).env("TERM", "xterm-256color");
    command.stdin(slave.try_clone().unwrap()).stdout(slave.try_clone().unwrap()).stderr(Stdio::null());
    let parent_end = master.as_raw_fd();
    // SAFETY: only calls that are allowed between fork and exec.
    unsafe {
        command.pre_exec(move || {
            libc::setsid();
            libc::ioctl(0, libc::TIOCSCTTY, 0);
            libc::close(parent_end);
            if ignores_hang_up {
                libc::signal(libc::SIGHUP, libc::SIG_IGN);
            }
            Ok(())
        });
    }
    let mut child = command.spawn().unwrap();
    drop(slave);
    let mut screen = fs::File::from(master);
    let mut seen = Vec::new();
    let mut buffer = [0_u8; 4096];
    while !String::from_utf8_lossy(&seen).contains("\x1b[?2026l") {
        let read = screen.read(&mut buffer).unwrap();
        seen.extend_from_slice(&buffer[..read]);
    }
    drop(screen);
    let ended = (0..500).any(|_| {
        thread::sleep(Duration::from_millis(10));
        child.try_wait().unwrap().is_some()
    });
    let _ = child.kill();
    let _ = child.wait();
    ended
}

/// A window that is closed ends the program with SIGHUP: nothing that was typed into a demo is left.
#[test]
fn a_demo_leaves_nothing_when_its_window_is_closed() {
    for signal in [libc::SIGHUP, libc::SIGTERM] {
        let folder = tempfile::tempdir().unwrap();
        let mut station = Station::start_with(&["demo"], 80, 24, &[("TMPDIR", folder.path().to_str().unwrap())]);
        station.see("câu mật khẩu ở ngay dưới đây");
        let made: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|one| one.unwrap().file_name()).collect();
        let [name] = made.as_slice() else { panic!("{made:?}") };
        let name = name.to_str().unwrap();
        assert!(!name.contains(&station.pid().to_string()), "{name}: nobody foretells it");
        // SAFETY: it sends a signal and touches no memory.
        unsafe { libc::kill(station.pid(), signal) };
        assert!(station.ends_well(), "signal {signal}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "signal {signal}");
    }
}

#[test]
fn it_ends_when_its_terminal_is_gone() {
    assert!(ends_without_its_terminal(false), "by the signal");
    assert!(ends_without_its_terminal(true), "and where the signal is ignored");
}

#[test]
fn a_folder_of_content_is_refused_with_all_its_faults() {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    fs::create_dir_all(content.join("questions")).unwrap();
    fs::write(content.join("contest.toml"), "id = 3\nwrong = true\n").unwrap();
    fs::write(content.join("questions/1.toml"), "[[question]]\nid = \"A-001\"\n").unwrap();
    let station = folder.path().join("s");
    let made = Command::new(env!("CARGO_BIN_EXE_tramso"))
        .args(["init", "--demo", "--volunteer", "Lan", "--dir", station.to_str().unwrap()])
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
    let shown = Command::new(env!("CARGO_BIN_EXE_tramso"))
        .args(["run", "--dir", station.to_str().unwrap(), "--content", content.to_str().unwrap()])
        .output()
        .unwrap();
    let text = String::from_utf8(shown.stderr).unwrap();
    assert_eq!(shown.status.code(), Some(1));
    assert!(text.matches("TS-C21").count() > 5, "{text}");
    assert!(text.contains("contest.toml") && text.contains("questions/1.toml"), "{text}");
}

#[test]
fn options_and_keys_can_be_clicked() {
    let folder = tempfile::tempdir().unwrap();
    let mut station = Station::demo(&folder.path().join("s"), 80, 24);
    open_shift(&mut station);
    let click = |station: &mut Station, what: &str| {
        let text = station.see(what).text();
        let row = text.lines().position(|line| line.contains(what)).unwrap() + 1;
        let line = text.lines().nth(row - 1).unwrap();
        let column = line[..line.find(what).unwrap()].chars().count() + 2;
        station.press(&format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m"));
    };
    click(&mut station, "Bấm Enter để bắt đầu");
    click(&mut station, "Chỉ luyện tập");
    station.see("không tính, không lưu");
    click(&mut station, "Bảng chọn");
    station.see("cần gì ạ?");
}
