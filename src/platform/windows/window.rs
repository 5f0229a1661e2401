//! The classic console's window, fitted to the screen: the font that the station is drawn for, in letters as large as 24 rows of at least 80
//! columns allow. Another terminal takes none of this, and sets its font itself.

use super::wide::wide;
use std::path::Path;
use windows_sys::Win32::{
    Graphics::Gdi::AddFontResourceW,
    System::Console::{
        CONSOLE_FONT_INFOEX, CONSOLE_FULLSCREEN_MODE, COORD, GetConsoleWindow, GetStdHandle, STD_OUTPUT_HANDLE,
        SetConsoleDisplayMode, SetConsoleScreenBufferSize, SetCurrentConsoleFontEx,
    },
    UI::WindowsAndMessaging::{GetSystemMetrics, SM_CXSCREEN, SM_CYSCREEN, SW_MAXIMIZE, ShowWindow},
};

/// The font's name, and the one that every Windows has.
const FACES: [&str; 2] = ["JetBrains Mono", "Consolas"];
/// A font of outlines whose signs have one width (`FF_MODERN`, `TMPF_VECTOR`, `TMPF_TRUETYPE`).
const FAMILY: u32 = 0x36;
const REGULAR: u32 = 400;
/// Rows that have to fit, and what a row measures on a screen that is 1366 pixels wide.
const ROWS: i32 = 24;
const ROW: i32 = 32;
const WIDTH: i32 = 1366;

/// Fits the window, as far as the console lets it. The font's file lends its font to programs until somebody logs off; it is not installed.
pub fn fit_window(font: &Path) {
    let lent = wide(font).is_some_and(|name| {
        // SAFETY: the name ends with a zero.
        unsafe { AddFontResourceW(name.as_ptr()) > 0 }
    });
    let Some(face) = FACES.get(usize::from(!lent)) else { return };
    // SAFETY: the calls take numbers; the handles stay the process's, and the structures live until after the calls.
    unsafe {
        let out = GetStdHandle(STD_OUTPUT_HANDLE);
        let (width, height) = (GetSystemMetrics(SM_CXSCREEN), GetSystemMetrics(SM_CYSCREEN));
        let described = described(face, row(width, height));
        SetCurrentConsoleFontEx(out, 0, &raw const described);
        let mut size = COORD { X: 0, Y: 0 };
        if SetConsoleDisplayMode(out, CONSOLE_FULLSCREEN_MODE, &raw mut size) == 0 {
            ShowWindow(GetConsoleWindow(), SW_MAXIMIZE);
        }
    }
    // Nothing is to scroll back to: rows that no longer fit would be.
    if let Some((columns, rows)) = super::size()
        && let (Ok(columns), Ok(rows)) = (i16::try_from(columns), i16::try_from(rows))
    {
        // SAFETY: as above.
        unsafe {
            SetConsoleScreenBufferSize(GetStdHandle(STD_OUTPUT_HANDLE), COORD { X: columns, Y: rows });
        }
    }
}

/// Height of a row on a screen of this size, in its pixels.
fn row(width: i32, height: i32) -> i16 {
    let row = (width * ROW / WIDTH).min(height / ROWS);
    i16::try_from(row.clamp(12, 120)).unwrap_or(24)
}

fn described(face: &str, row: i16) -> CONSOLE_FONT_INFOEX {
    let mut described = CONSOLE_FONT_INFOEX {
        cbSize: u32::try_from(size_of::<CONSOLE_FONT_INFOEX>()).unwrap_or(0),
        dwFontSize: COORD { X: 0, Y: row },
        FontFamily: FAMILY,
        FontWeight: REGULAR,
        ..CONSOLE_FONT_INFOEX::default()
    };
    let units = wide(face).unwrap_or_default();
    described.FaceName.iter_mut().zip(units).for_each(|(place, unit)| *place = unit);
    described
}
