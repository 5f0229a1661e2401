use std::io::IsTerminal;

const USUAL_COLUMNS: usize = 80;
/// A narrower terminal would show a word a line.
const LEAST_COLUMNS: usize = 20;

/// Width of a line for this stream, in characters; none where no terminal shows it. Where the terminal does not report it, it is what
/// the shell knows, or what every terminal has.
#[must_use]
pub fn columns(stream: &impl IsTerminal) -> Option<usize> {
    let by_shell = || std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let known = || terminal_columns().or_else(by_shell).filter(|columns| *columns >= LEAST_COLUMNS);
    stream.is_terminal().then(|| known().unwrap_or(USUAL_COLUMNS))
}

/// How many columns the terminal on standard output has; nothing when there is none or it does not report it.
#[cfg(unix)]
fn terminal_columns() -> Option<usize> {
    let mut size = libc::winsize { ws_row: 0, ws_col: 0, ws_xpixel: 0, ws_ypixel: 0 };
    // SAFETY: the call fills the one structure that it is given, which lives until after it.
    let answer = unsafe { libc::ioctl(libc::STDOUT_FILENO, libc::TIOCGWINSZ, &raw mut size) };
    (answer == 0 && size.ws_col > 0).then(|| usize::from(size.ws_col))
}

#[cfg(windows)]
fn terminal_columns() -> Option<usize> {
    super::windows::size().map(|(columns, _)| usize::from(columns))
}

/// Whether the terminal is a Linux console without a window system: sixteen colours, and no more escape sequences than it has always had.
#[must_use]
pub fn is_plain_console() -> bool {
    std::env::var("TERM").is_ok_and(|term| term == "linux")
}

/// Whether a person sits at a terminal that can show whole screens: keys come from it and what is printed goes to it.
#[must_use]
pub fn shows_screens() -> bool {
    let is_simple = std::env::var("TERM").is_ok_and(|term| term == "dumb");
    std::io::stdin().is_terminal() && std::io::stdout().is_terminal() && !is_simple
}

/// Whether the program is all that this machine shows: the unit of a locked station sets it (docs/decisions/068-the-locked-station.md).
#[must_use]
pub fn is_locked_station() -> bool {
    std::env::var("TRAMSO_LOCKED").is_ok_and(|locked| locked == "1")
}

/// Fits the window to the screen, with the font beside the program, where the start file asks for it
/// (`TRAMSO_FITS_WINDOW`). Nothing happens where windows are not the program's to change.
pub fn fit_window() {
    #[cfg(windows)]
    if std::env::var("TRAMSO_FITS_WINDOW").is_ok_and(|wish| wish == "1")
        && let Some(folder) = super::own_program().and_then(|program| program.parent().map(std::path::Path::to_owned))
    {
        super::windows::fit_window(&folder.join("JetBrainsMono-Regular.ttf"));
    }
}

/// Whether who sits here set the system to English.
#[must_use]
pub fn wants_english() -> bool {
    std::env::var("LANG").is_ok_and(|lang| lang.starts_with("en"))
}
