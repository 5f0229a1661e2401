//! How wide a terminal draws: what is written moves the cursor, and the terminal reports where the cursor is (ECMA-48 DSR 6, CPR).

use std::time::Duration;

/// What a terminal answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TerminalAnswers {
    /// There is no terminal, or it cannot be asked on this system.
    NoTerminal,
    /// It was asked and did not answer in time.
    Silent,
    /// Columns that each piece took, in their order.
    Widths(Vec<u16>),
}

/// Columns and rows of the terminal on standard output; nothing when there is none or it does not report them.
#[cfg(unix)]
#[must_use]
pub fn terminal_size() -> Option<(u16, u16)> {
    let mut size = libc::winsize { ws_row: 0, ws_col: 0, ws_xpixel: 0, ws_ypixel: 0 };
    // SAFETY: the call fills the one structure that it is given, which lives until after it.
    let answer = unsafe { libc::ioctl(libc::STDOUT_FILENO, libc::TIOCGWINSZ, &raw mut size) };
    (answer == 0 && size.ws_col > 0 && size.ws_row > 0).then_some((size.ws_col, size.ws_row))
}

#[cfg(windows)]
pub use crate::platform::windows::size as terminal_size;

/// Writes each piece at the beginning of the cursor's row, asks where the cursor is then, and empties the row. Keys that were pressed
/// meanwhile are lost; nobody else may read the terminal until it is done.
#[cfg(unix)]
#[must_use]
pub fn ask_terminal(pieces: &[String], patience: Duration) -> TerminalAnswers {
    use std::io::{IsTerminal, stdin, stdout};
    if !stdin().is_terminal() || !stdout().is_terminal() {
        return TerminalAnswers::NoTerminal;
    }
    let Some(_raw) = unix::Raw::take() else { return TerminalAnswers::NoTerminal };
    let mut widths = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let asked = unix::write(&format!("\r{piece}\x1b[6n"));
        match asked.and_then(|()| unix::column(patience)) {
            // Columns are counted from 1.
            Some(column) => widths.push(column.saturating_sub(1)),
            None => break,
        }
    }
    let _ = unix::write("\r\x1b[K"); // a terminal that is gone needs no emptying
    if widths.len() == pieces.len() { TerminalAnswers::Widths(widths) } else { TerminalAnswers::Silent }
}

/// A console's cursor is asked of the system, which answers at once.
#[cfg(windows)]
#[must_use]
pub fn ask_terminal(pieces: &[String], _patience: Duration) -> TerminalAnswers {
    crate::platform::windows::measured(pieces).map_or(TerminalAnswers::NoTerminal, TerminalAnswers::Widths)
}

/// Whether the terminal at the standard input has a key that nobody has read yet. The kernel is asked for what it has not sorted in, too.
#[must_use]
pub fn key_waits() -> bool {
    #[cfg(windows)]
    return crate::platform::windows::key_waits();
    #[cfg(unix)]
    {
        // SAFETY: asks about a number.
        if unsafe { libc::isatty(libc::STDIN_FILENO) } == 0 {
            return false;
        }
        let mut input = libc::pollfd { fd: libc::STDIN_FILENO, events: libc::POLLIN, revents: 0 };
        // SAFETY: one structure, as the call has it; it does not wait.
        let ready = unsafe { libc::poll(&raw mut input, 1, 0) };
        ready > 0 && input.revents & libc::POLLIN != 0
    }
}

/// Has a reader of the terminal come back that sleeps until something happens, as a change of the window's size would.
pub fn nudge_reader() {
    // SAFETY: a signal to this very process, whose usual effect is none.
    #[cfg(unix)]
    unsafe {
        libc::kill(libc::getpid(), libc::SIGWINCH);
    }
}

#[cfg(unix)]
mod unix {
    use std::{
        io::{Write, stdout},
        mem::MaybeUninit,
        time::{Duration, Instant},
    };

    /// An answer is shorter than this by far; what is longer is something else.
    const MOST: usize = 4096;

    /// The terminal in raw mode; given back as it was when dropped.
    pub struct Raw {
        before: libc::termios,
    }

    impl Raw {
        pub fn take() -> Option<Self> {
            let mut before = MaybeUninit::<libc::termios>::zeroed();
            // SAFETY: the structure is there to be filled, and is read only where the call has filled it.
            let before = unsafe {
                if libc::tcgetattr(libc::STDIN_FILENO, before.as_mut_ptr()) != 0 {
                    return None;
                }
                before.assume_init()
            };
            let mut raw = before;
            // SAFETY: both calls take a structure that is filled; what was typed before is dropped.
            let done = unsafe {
                libc::cfmakeraw(&raw mut raw);
                raw.c_oflag = before.c_oflag;
                libc::tcsetattr(libc::STDIN_FILENO, libc::TCSAFLUSH, &raw const raw)
            };
            (done == 0).then_some(Self { before })
        }
    }

    impl Drop for Raw {
        fn drop(&mut self) {
            // SAFETY: the structure is the one that the terminal gave.
            unsafe {
                libc::tcsetattr(libc::STDIN_FILENO, libc::TCSANOW, &raw const self.before);
            }
        }
    }

    pub fn write(text: &str) -> Option<()> {
        let mut out = stdout();
        out.write_all(text.as_bytes()).and_then(|()| out.flush()).ok()
    }

    /// The column of the terminal's next answer; none where it does not come in time.
    pub fn column(patience: Duration) -> Option<u16> {
        let until = Instant::now() + patience;
        let mut seen = Vec::new();
        while seen.len() < MOST {
            let left = until.checked_duration_since(Instant::now())?;
            let mut poll = libc::pollfd { fd: libc::STDIN_FILENO, events: libc::POLLIN, revents: 0 };
            let wait = i32::try_from(left.as_millis()).unwrap_or(i32::MAX);
            // SAFETY: one valid structure is handed over, and the kernel keeps nothing of it.
            let ready = unsafe { libc::poll(&raw mut poll, 1, wait) };
            if ready > 0 && poll.revents & libc::POLLIN == 0 {
                return None; // the terminal is gone
            }
            if ready <= 0 {
                continue; // a signal came, or the time is over
            }
            let mut bytes = [0_u8; 256];
            // SAFETY: the kernel writes at most as many bytes as the buffer has.
            let read = unsafe { libc::read(libc::STDIN_FILENO, bytes.as_mut_ptr().cast(), bytes.len()) };
            let read = usize::try_from(read).ok().filter(|read| *read > 0)?;
            seen.extend_from_slice(bytes.get(..read)?);
            if let Some(column) = reported(&seen) {
                return Some(column);
            }
        }
        None
    }

    /// The column in `ESC [ row ; column R`, wherever it is among keys that were pressed.
    fn reported(seen: &[u8]) -> Option<u16> {
        let text = String::from_utf8_lossy(seen);
        text.split("\x1b[").skip(1).find_map(|rest| {
            let (numbers, _) = rest.split_once('R')?;
            let (row, column) = numbers.split_once(';')?;
            row.parse::<u16>().ok()?;
            column.parse().ok()
        })
    }
}
