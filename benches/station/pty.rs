//! A program in a pseudo-terminal, read by the one who presses the keys: no thread is between a byte and its time stamp.

use super::figure::Stop;
use std::{
    fs::File,
    io::{Read, Write},
    num::NonZero,
    os::{
        fd::{AsRawFd, FromRawFd, OwnedFd},
        unix::process::CommandExt,
    },
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

pub const COLUMNS: u16 = 120;
pub const ROWS: u16 = 40;

/// What ends a frame: the end of the synchronised update.
const FRAME_END: &[u8] = b"\x1b[?2026l";
/// Longest wait for anything on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);
/// No frame takes longer than this to follow the one before.
const SILENCE: Duration = Duration::from_millis(60);

pub struct Terminal {
    child: Child,
    master: File,
    /// When the child was asked for.
    pub started: Instant,
    /// Read, not yet taken.
    waiting: Vec<u8>,
    screen: vt100::Parser,
}

/// A frame that has arrived whole.
pub struct Frame {
    pub at: Instant,
    pub bytes: usize,
}

impl Terminal {
    /// Starts a program with this terminal as its own.
    pub fn start(mut command: Command) -> Result<Self, Stop> {
        let (master, slave) = open()?;
        let end = || -> Result<Stdio, Stop> { Ok(Stdio::from(slave.try_clone()?)) };
        command.env("TERM", "xterm-256color").stdin(end()?).stdout(end()?).stderr(Stdio::null());
        // SAFETY: both calls are allowed between fork and exec; standard input is the terminal by then.
        unsafe {
            command.pre_exec(|| {
                if libc::setsid() < 0 || libc::ioctl(0, libc::TIOCSCTTY, 0) < 0 {
                    return Err(std::io::Error::last_os_error());
                }
                Ok(())
            });
        }
        let size = |cells| NonZero::new(cells).ok_or("a terminal has cells");
        let screen = vt100::Parser::new(size(ROWS)?, size(COLUMNS)?, 0);
        let started = Instant::now();
        let child = command.spawn()?;
        Ok(Self { child, master, started, waiting: Vec::new(), screen })
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Presses keys; returns when.
    pub fn press(&mut self, keys: &str) -> Result<Instant, Stop> {
        let now = Instant::now();
        self.master.write_all(keys.as_bytes())?;
        Ok(now)
    }

    /// Waits for the end of the next frame.
    pub fn frame(&mut self) -> Result<Frame, Stop> {
        let until = Instant::now() + PATIENCE;
        let mut at = Instant::now();
        let mut seen = 0_usize;
        loop {
            let from = seen.saturating_sub(FRAME_END.len());
            let end = self.waiting[from..].windows(FRAME_END.len()).position(|window| window == FRAME_END);
            if let Some(end) = end {
                let frame: Vec<u8> = self.waiting.drain(..from + end + FRAME_END.len()).collect();
                self.screen.process(&frame);
                return Ok(Frame { at, bytes: frame.len() });
            }
            seen = self.waiting.len();
            if !self.read(until)? {
                return Err(Stop(format!("no frame within {PATIENCE:?}; on the screen:\n{}", self.text())));
            }
            at = Instant::now();
        }
    }

    /// Waits for a frame that shows a text.
    pub fn until(&mut self, text: &str) -> Result<Frame, Stop> {
        loop {
            let frame = self.frame()?;
            if self.shows(text) {
                return Ok(frame);
            }
        }
    }

    /// Reads whatever still comes, until nothing has come for a while: what is read next then follows from the next key.
    pub fn settle(&mut self) -> Result<(), Stop> {
        while self.read(Instant::now() + SILENCE)? {}
        let rest = std::mem::take(&mut self.waiting);
        self.screen.process(&rest);
        Ok(())
    }

    /// Whether the last frame shows a text.
    pub fn shows(&self, text: &str) -> bool {
        self.text().contains(text)
    }

    fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// Reads what there is; false when nothing came until then.
    fn read(&mut self, until: Instant) -> Result<bool, Stop> {
        let left = until.saturating_duration_since(Instant::now()).as_millis();
        let mut ready = libc::pollfd { fd: self.master.as_raw_fd(), events: libc::POLLIN, revents: 0 };
        // SAFETY: one valid structure is handed over, and the kernel keeps nothing of it.
        if unsafe { libc::poll(&raw mut ready, 1, i32::try_from(left)?) } <= 0 {
            return Ok(false);
        }
        let mut buffer = [0_u8; 1 << 16];
        let read = self.master.read(&mut buffer)?;
        self.waiting.extend_from_slice(&buffer[..read]);
        Ok(read > 0)
    }
}

/// Whatever ends a measurement ends its program, and its CPU time is counted as ours.
impl Drop for Terminal {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Both ends of a new pseudo-terminal; only the second is inherited.
fn open() -> Result<(File, OwnedFd), Stop> {
    let (mut master, mut slave) = (0, 0);
    let mut size = libc::winsize { ws_row: ROWS, ws_col: COLUMNS, ws_xpixel: 0, ws_ypixel: 0 };
    // SAFETY: openpty fills two descriptors, which nobody else owns; name and settings are not asked for.
    unsafe {
        if libc::openpty(&raw mut master, &raw mut slave, std::ptr::null_mut(), std::ptr::null_mut(), &raw mut size)
            != 0
        {
            return Err(std::io::Error::last_os_error().into());
        }
        libc::fcntl(master, libc::F_SETFD, libc::FD_CLOEXEC);
        libc::fcntl(slave, libc::F_SETFD, libc::FD_CLOEXEC);
        Ok((File::from_raw_fd(master), OwnedFd::from_raw_fd(slave)))
    }
}
