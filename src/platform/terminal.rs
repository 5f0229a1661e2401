/// How many columns the terminal on standard output has; nothing when there is none or it does not say.
#[cfg(unix)]
#[must_use]
pub fn terminal_columns() -> Option<usize> {
    let mut size = libc::winsize { ws_row: 0, ws_col: 0, ws_xpixel: 0, ws_ypixel: 0 };
    // SAFETY: the call fills the one structure that it is given, which lives until after it.
    let answer = unsafe { libc::ioctl(libc::STDOUT_FILENO, libc::TIOCGWINSZ, &raw mut size) };
    (answer == 0 && size.ws_col > 0).then(|| usize::from(size.ws_col))
}

#[cfg(not(unix))]
#[must_use]
pub fn terminal_columns() -> Option<usize> {
    None
}

/// Whether who sits here set the system to English.
#[must_use]
pub fn wants_english() -> bool {
    std::env::var("LANG").is_ok_and(|lang| lang.starts_with("en"))
}
