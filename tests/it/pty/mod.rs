//! The real program in a real pseudo-terminal, as a person at the keyboard sees it.

mod clocks;
mod drive;
pub mod enrolled;
mod evening;
mod founding;
mod group;
mod light;
mod machine;
mod outbox;
mod packs;
mod printing;
mod scans;
mod survives;
mod visit;
mod voice;

pub use outbox::at_desk;

use crate::days;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::{
    io::{Read, Write},
    num::NonZero,
    path::Path,
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

/// Longest time that anything on the screen may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(40);

/// A folder on another medium than the system's, so that it is as good as a stick.
pub fn medium() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").unwrap()
}

/// The program, its terminal, and what it shows.
pub struct Station {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    screen: Arc<Mutex<vt100::Parser>>,
    raw: Arc<Mutex<Vec<u8>>>,
    /// The key pressed last, and when: a hand takes its time before it presses the same one again.
    last: (String, Instant),
    /// When anything was drawn last.
    drawn: Arc<Mutex<Instant>>,
    /// Keys pressed so far.
    pub pressed: usize,
    /// Screens on which something was waited for and seen.
    pub seen: Vec<String>,
}

/// Longer than a keyboard takes between two repetitions of a key that is held down.
const AGAIN: Duration = Duration::from_millis(160);

impl Station {
    /// Starts `tramso` with these arguments in a terminal of this size.
    pub fn start(args: &[&str], columns: u16, rows: u16) -> Self {
        Self::start_with(args, columns, rows, &[])
    }

    pub fn start_with(args: &[&str], columns: u16, rows: u16, env: &[(&str, &str)]) -> Self {
        Self::start_program(env!("CARGO_BIN_EXE_tramso"), args, columns, rows, env)
    }

    /// The same of another program of ours.
    pub fn start_program(program: &str, args: &[&str], columns: u16, rows: u16, env: &[(&str, &str)]) -> Self {
        let pty = native_pty_system().openpty(size(columns, rows)).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.env("TERM", "xterm-256color");
        for (name, value) in env {
            command.env(name, value);
        }
        let child = pty.slave.spawn_command(command).unwrap();
        drop(pty.slave);
        let screen = Arc::new(Mutex::new(vt100::Parser::new(cells(rows), cells(columns), 0)));
        let raw = Arc::new(Mutex::new(Vec::new()));
        let mut reader = pty.master.try_clone_reader().unwrap();
        let drawn = Arc::new(Mutex::new(Instant::now()));
        let (seen, bytes, at) = (screen.clone(), raw.clone(), drawn.clone());
        thread::spawn(move || {
            let mut buffer = [0_u8; 16384];
            while let Ok(read) = reader.read(&mut buffer) {
                if read == 0 {
                    break;
                }
                *at.lock().unwrap() = Instant::now();
                seen.lock().unwrap().process(&buffer[..read]);
                bytes.lock().unwrap().extend_from_slice(&buffer[..read]);
            }
        });
        let keys = pty.master.take_writer().unwrap();
        Self {
            child,
            master: pty.master,
            keys,
            screen,
            raw,
            last: (String::new(), Instant::now()),
            drawn,
            pressed: 0,
            seen: Vec::new(),
        }
    }

    /// The demo station of a folder.
    pub fn demo(dir: &Path, columns: u16, rows: u16) -> Self {
        Self::start(&["demo", "--dir", dir.to_str().unwrap()], columns, rows)
    }

    /// Presses keys: text as it is, and `<enter>`, `<esc>`, `<up>`, `<down>`, `<left>`, `<right>`, `<tab>`, `<bs>`, `<f1>`, `<f10>`.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        let table = [
            ("<enter>", "\r"),
            ("<esc>", "\x1b"),
            ("<up>", "\x1b[A"),
            ("<down>", "\x1b[B"),
            ("<right>", "\x1b[C"),
            ("<left>", "\x1b[D"),
            ("<tab>", "\t"),
            ("<bs>", "\x7f"),
            ("<f1>", "\x1bOP"),
            ("<f5>", "\x1b[15~"),
            ("<f6>", "\x1b[17~"),
            ("<f7>", "\x1b[18~"),
            ("<f8>", "\x1b[19~"),
            ("<f10>", "\x1b[21~"),
            ("<f9>", "\x1b[20~"),
            ("<f11>", "\x1b[23~"),
            ("<f12>", "\x1b[24~"),
        ];
        let named = keys.rfind('<').filter(|_| keys.ends_with('>')).map(|at| keys[at..].to_owned()).unwrap_or_default();
        if !named.is_empty() && keys == named && self.last.0 == named {
            // A busy machine reads a key late, but not later than it draws what the key did.
            let read = self.last.1.max(*self.drawn.lock().unwrap());
            thread::sleep(AGAIN.saturating_sub(read.elapsed()));
        }
        self.last = (named, Instant::now());
        let letters = table.iter().fold(keys.to_owned(), |text, (name, _)| text.replace(name, "k"));
        self.pressed += letters.chars().count();
        let bytes = table.iter().fold(keys.to_owned(), |text, (name, code)| text.replace(name, code));
        self.keys.write_all(bytes.as_bytes()).unwrap();
        self.keys.flush().unwrap();
        self
    }

    /// Waits until the screen shows a text.
    #[track_caller]
    pub fn see(&mut self, what: &str) -> &mut Self {
        assert!(self.sees(what, PATIENCE), "never saw {what:?} on\n{}", self.text());
        self.seen.push(self.text());
        self
    }

    pub fn sees(&self, what: &str, patience: Duration) -> bool {
        let start = Instant::now();
        while !self.text().contains(what) {
            if start.elapsed() > patience {
                return false;
            }
            thread::sleep(Duration::from_millis(5));
        }
        true
    }

    pub fn text(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    /// Every byte that was ever written to the terminal.
    pub fn bytes(&self) -> Vec<u8> {
        self.raw.lock().unwrap().clone()
    }

    /// How many bytes those are.
    pub fn written(&self) -> usize {
        self.raw.lock().unwrap().len()
    }

    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.master.resize(size(columns, rows)).unwrap();
        self.screen.lock().unwrap().screen_mut().set_size(cells(rows), cells(columns));
        self
    }

    pub fn tty_name(&self) -> Option<std::path::PathBuf> {
        self.master.tty_name()
    }

    /// As a power cut does: no farewell.
    pub fn kill(&mut self) {
        let pid = self.pid();
        // SAFETY: a signal to the child that this test started.
        unsafe { libc::kill(pid, libc::SIGKILL) };
        self.child.wait().unwrap();
    }

    pub fn pid(&self) -> i32 {
        i32::try_from(self.child.process_id().unwrap()).unwrap()
    }

    /// Whether the program still runs.
    pub fn runs(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Waits for the end; true when it ended with status 0.
    pub fn ends_well(&mut self) -> bool {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.success();
            }
            assert!(start.elapsed() < PATIENCE, "still runs:\n{}", self.text());
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Content of the QR code on the screen, once all of it is there.
    pub fn scan(&self) -> Option<String> {
        let start = Instant::now();
        loop {
            match self.qr() {
                None if start.elapsed() < Duration::from_secs(5) => thread::sleep(Duration::from_millis(20)),
                found => return found,
            }
        }
    }

    fn qr(&self) -> Option<String> {
        self.code().and_then(|bytes| String::from_utf8(bytes).ok())
    }

    /// Bytes of the QR code that is on the screen now.
    pub fn code(&self) -> Option<Vec<u8>> {
        let parser = self.screen.lock().unwrap();
        let screen = parser.screen();
        let (rows, columns) = screen.size();
        let (wide, high) = (usize::from(columns.get()) * 4, usize::from(rows.get()) * 8);
        let mut pixels = vec![0_u8; wide * high];
        let light = |colour| match colour {
            vt100::Color::Rgb(r, g, b) => u8::try_from((u32::from(r) + u32::from(g) + u32::from(b)) / 3).unwrap(),
            _ => 30,
        };
        for row in 0..rows.get() {
            for column in 0..columns.get() {
                let cell = screen.cell(row, column).unwrap();
                let (front, back) = (light(cell.fgcolor()), light(cell.bgcolor()));
                let (upper, lower) = if cell.contents() == "▄" { (back, front) } else { (back, back) };
                for y in 0..8 {
                    for x in 0..4 {
                        let at = (usize::from(row) * 8 + y) * wide + usize::from(column) * 4 + x;
                        pixels[at] = if y < 4 { upper } else { lower };
                    }
                }
            }
        }
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(wide, high, |x, y| pixels[y * wide + x]);
        image.detect_grids().into_iter().find_map(|grid| {
            let mut bytes = Vec::new();
            grid.decode_to(&mut bytes).ok().map(|_| bytes)
        })
    }
}

impl Drop for Station {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

fn cells(number: u16) -> NonZero<u16> {
    NonZero::new(number).unwrap()
}

/// Birth year of the women at the terminal, whom the programs call "bác".
pub fn born() -> i32 {
    days::born(64)
}

/// Fourth to sixth digit of their numbers: sex and century, and the year.
pub fn sex_and_year() -> String {
    format!("{}{:02}", if born() < 2000 { 1 } else { 3 }, born() % 100)
}

/// A sample number of such a woman, as many as asked for.
pub fn number(serial: u32) -> String {
    format!("030{}{serial:06}", sex_and_year())
}

/// From the first screen to the waiting one: demo passphrase, PIN 1234.
pub fn open_shift(station: &mut Station) {
    station.see("câu mật khẩu ở ngay dưới đây").press("<enter>").see("Đặt mã PIN");
    station.press("1234<enter>").see("Nhập lại mã PIN").press("1234<enter>").see("Bấm Enter để bắt đầu");
}
