use crate::{
    platform::{DISPLAYS, is_plain_console, pixel_pitch_um},
    text::{Language, Words},
};
use crossterm::{
    cursor::{Hide, SetCursorStyle, Show},
    event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture},
    queue,
    style::Print,
    terminal::{
        BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
        SetTitle, disable_raw_mode, enable_raw_mode, window_size,
    },
};
use ratatui::{Frame, Terminal, TerminalOptions, Viewport, backend::CrosstermBackend};
use std::{
    io::{self, BufWriter, Stdout, Write, stdout},
    panic,
    path::Path,
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

/// A whole frame of a large terminal fits, so that a frame is one write.
const FRAME_BYTES: usize = 128 << 10;

/// The terminal while the station runs: raw, on its alternate screen, with mouse and bracketed paste. Dropping it gives the
/// terminal back, wiped, as it was found.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
}

/// The cursor's colour (OSC 12), dark on every field that takes keys, and back again (OSC 112); a terminal that has none skips it.
const CURSOR: &str = "\u{1b}]12;#0c4084\u{1b}\\";
const USUAL_CURSOR: &str = "\u{1b}]112\u{1b}\\";
/// Height of a capital in thousandths of a row, in the fonts that the station is made for (docs/DESIGN.md 11.5).
const CAPITAL: u32 = 530;

/// Whether the terminal is ours at the moment, so that it is given back once.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Where the last panic was: `file:line`, never its text, which may hold what somebody typed.
static LAST_PANIC: Mutex<Option<String>> = Mutex::new(None);

impl Screen {
    /// # Errors
    /// Standard output is no terminal, or it cannot be written to.
    pub fn take() -> io::Result<Self> {
        enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        let words = Words::new(Language::Vietnamese);
        let title = words.get("frame-station");
        let mut out = BufWriter::with_capacity(FRAME_BYTES, stdout());
        queue!(
            out,
            EnterAlternateScreen,
            SetTitle(title),
            EnableMouseCapture,
            EnableBracketedPaste,
            Hide,
            Clear(ClearType::All)
        )?;
        if !is_plain_console() {
            queue!(out, SetCursorStyle::SteadyBlock, Print(CURSOR))?;
        }
        let options = TerminalOptions { viewport: Viewport::Fullscreen };
        Ok(Self { terminal: Terminal::with_options(CrosstermBackend::new(out), options)? })
    }

    /// Draws one frame as a synchronised update, so that nobody sees half of it.
    ///
    /// # Errors
    /// The terminal cannot be written to any more.
    pub fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(view)?;
        queue!(self.terminal.backend_mut(), EndSynchronizedUpdate)?;
        Write::flush(self.terminal.backend_mut())
    }

    /// Paints everything again with the next frame: after a visit nothing of it may stay in the terminal.
    ///
    /// # Errors
    /// The terminal cannot be written to any more.
    pub fn wipe(&mut self) -> io::Result<()> {
        // Terminal::clear would ask the terminal for its cursor, and a bare one never answers.
        queue!(self.terminal.backend_mut(), Clear(ClearType::All), Clear(ClearType::Purge))?;
        self.terminal.swap_buffers();
        Ok(())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // Nothing more can be done for a terminal that is gone.
        let _ = Write::flush(self.terminal.backend_mut());
        give_back();
    }
}

/// Gives the terminal back: usable at any moment, also from a panic or a signal.
pub fn give_back() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    wipe_what_is_left();
    let _ = disable_raw_mode();
}

/// Undoes what a station does to a terminal, also one that was ended in the middle. Each step is tried even where another failed.
pub fn wipe_what_is_left() {
    let mut out = stdout();
    if !is_plain_console() {
        let _ = queue!(out, SetCursorStyle::DefaultUserShape, Print(USUAL_CURSOR));
    }
    let _ = queue!(out, EndSynchronizedUpdate, DisableBracketedPaste);
    // On Windows it is refused where this process never had the mouse.
    let _ = queue!(out, DisableMouseCapture);
    let _ = queue!(out, Clear(ClearType::All), LeaveAlternateScreen, Show);
    let _ = out.flush();
}

/// How high a capital letter is on the screen, in tenths of a millimetre, where terminal and display both report their size.
#[must_use]
pub fn letters_tenths() -> Option<u16> {
    let size = window_size().ok().filter(|size| size.rows > 0 && size.height > 0)?;
    let pitch = pixel_pitch_um(Path::new(DISPLAYS))?;
    let row_um = u32::from(size.height) * pitch / u32::from(size.rows);
    u16::try_from(row_um * CAPITAL / 1000 / 100).ok()
}

/// Columns and rows of the terminal; the usual ones where it does not state them.
pub fn size() -> (u16, u16) {
    crossterm::terminal::size().unwrap_or((80, 24))
}

/// Panics print nothing: their text may hold what somebody typed. Where they were is kept for the log.
pub fn quiet_panics() {
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(|at| format!("{}:{}", at.file(), at.line()));
        if let Ok(mut last) = LAST_PANIC.lock() {
            *last = place;
        }
    }));
}

/// Where the last panic was, once.
#[must_use]
pub fn last_panic() -> Option<String> {
    LAST_PANIC.lock().ok()?.take()
}
