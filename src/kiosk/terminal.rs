use crate::text::{Language, Words};
use crossterm::{
    cursor::{Hide, Show},
    event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture},
    execute, queue,
    terminal::{
        BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
        SetTitle, disable_raw_mode, enable_raw_mode,
    },
};
use ratatui::{Frame, Terminal, TerminalOptions, Viewport, backend::CrosstermBackend};
use std::{
    io::{self, BufWriter, Stdout, Write, stdout},
    panic,
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
    let mut out = stdout();
    // Each step is tried even where another failed.
    let _ = execute!(
        out,
        EndSynchronizedUpdate,
        DisableBracketedPaste,
        DisableMouseCapture,
        Clear(ClearType::All),
        LeaveAlternateScreen,
        Show
    );
    let _ = disable_raw_mode();
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
