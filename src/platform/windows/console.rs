//! The console window: its size, how it takes keys, how wide it draws.

use std::{
    io::{Write, stdout},
    mem::MaybeUninit,
};
use windows_sys::Win32::{
    Foundation::HANDLE,
    System::Console::{
        CONSOLE_SCREEN_BUFFER_INFO, ENABLE_VIRTUAL_TERMINAL_PROCESSING, GetConsoleMode, GetConsoleScreenBufferInfo,
        GetNumberOfConsoleInputEvents, GetStdHandle, STD_HANDLE, STD_INPUT_HANDLE, STD_OUTPUT_HANDLE, SetConsoleMode,
    },
};

/// How a console takes keys and what is written to it: the modes of its two sides, none where that side is no console.
#[derive(Clone, Copy, Debug)]
pub struct Manner {
    input: Option<u32>,
    output: Option<u32>,
}

impl Manner {
    /// As it is now: with selecting by the mouse (QuickEdit), which holds a program up, and all else.
    pub fn now() -> Self {
        Self { input: mode(STD_INPUT_HANDLE), output: mode(STD_OUTPUT_HANDLE) }
    }

    /// Puts it back.
    pub fn put_back(&self) {
        for (side, mode) in [(STD_INPUT_HANDLE, self.input), (STD_OUTPUT_HANDLE, self.output)] {
            if let Some(mode) = mode {
                // SAFETY: a handle of this process and a number that the system gave.
                unsafe {
                    SetConsoleMode(handle(side), mode);
                }
            }
        }
    }
}

fn handle(side: STD_HANDLE) -> HANDLE {
    // SAFETY: the call takes a number; the handle stays the process's.
    unsafe { GetStdHandle(side) }
}

fn mode(side: STD_HANDLE) -> Option<u32> {
    let mut mode = 0;
    // SAFETY: the call fills one number.
    let answer = unsafe { GetConsoleMode(handle(side), &raw mut mode) };
    (answer != 0).then_some(mode)
}

/// Whether the console takes colours and movements as sequences in what is written; from then on it does.
pub fn takes_sequences() -> bool {
    let taken = |now: u32| now & ENABLE_VIRTUAL_TERMINAL_PROCESSING != 0;
    let Some(now) = mode(STD_OUTPUT_HANDLE) else { return false };
    // SAFETY: a handle of this process and a number.
    taken(now) || unsafe { SetConsoleMode(handle(STD_OUTPUT_HANDLE), now | ENABLE_VIRTUAL_TERMINAL_PROCESSING) } != 0
}

/// Whether something has come that nobody has read yet.
pub fn key_waits() -> bool {
    let mut count = 0;
    // SAFETY: a handle of this process; the call fills one number.
    let answer = unsafe { GetNumberOfConsoleInputEvents(handle(STD_INPUT_HANDLE), &raw mut count) };
    answer != 0 && count > 0
}

fn buffer() -> Option<CONSOLE_SCREEN_BUFFER_INFO> {
    let mut found = MaybeUninit::<CONSOLE_SCREEN_BUFFER_INFO>::zeroed();
    // SAFETY: the structure is there to be filled, and all-zero is a valid value of it.
    unsafe {
        let answer = GetConsoleScreenBufferInfo(handle(STD_OUTPUT_HANDLE), found.as_mut_ptr());
        (answer != 0).then(|| found.assume_init())
    }
}

/// Columns and rows of the window; none where standard output is none.
pub fn size() -> Option<(u16, u16)> {
    let window = buffer()?.srWindow;
    let count = |first: i16, last: i16| u16::try_from(i32::from(last) - i32::from(first) + 1).ok().filter(|n| *n > 0);
    Some((count(window.Left, window.Right)?, count(window.Top, window.Bottom)?))
}

/// Columns that each piece takes when it is written at the beginning of the cursor's row, which is emptied then. The console itself knows
/// where its cursor is: nothing has to be read.
pub fn measured(pieces: &[String]) -> Option<Vec<u16>> {
    buffer()?;
    let mut out = stdout();
    let mut widths = Vec::with_capacity(pieces.len());
    for piece in pieces {
        write!(out, "\r{piece}").and_then(|()| out.flush()).ok()?;
        widths.push(u16::try_from(buffer()?.dwCursorPosition.X).ok()?);
        write!(out, "\r\x1b[K").and_then(|()| out.flush()).ok()?;
    }
    Some(widths)
}
