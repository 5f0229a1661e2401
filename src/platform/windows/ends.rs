//! How a program is asked to end: its window is closed, somebody logs off, the machine is switched off.
//!
//! The console reports the first by calling a function in a thread of its own, and ends the program when that function returns, or after five
//! seconds. Of the others a program learns only by a window, since it uses the library of windows (for the keyboard's layout): one that is
//! never shown.

use super::wide::wide;
use std::{
    ptr::{null, null_mut},
    sync::{Mutex, MutexGuard, Once, PoisonError},
    thread,
    time::Duration,
};
use windows_sys::Win32::{
    Foundation::{HWND, LPARAM, LRESULT, WPARAM},
    System::{
        Console::{CTRL_BREAK_EVENT, CTRL_C_EVENT, SetConsoleCtrlHandler},
        LibraryLoader::GetModuleHandleW,
    },
    UI::WindowsAndMessaging::{
        CreateWindowExW, DefWindowProcW, DispatchMessageW, GetMessageW, RegisterClassW, WM_ENDSESSION,
        WM_QUERYENDSESSION, WNDCLASSW,
    },
};

/// The system ends the program before that time is over.
const LONGEST: Duration = Duration::from_secs(20);
const CLASS: &str = "tramso-session";

type Notice = Box<dyn FnOnce() + Send>;

struct Ends {
    is_asked: bool,
    waiting: Vec<Notice>,
}

static ENDS: Mutex<Ends> = Mutex::new(Ends { is_asked: false, waiting: Vec::new() });

fn ends() -> MutexGuard<'static, Ends> {
    ENDS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From now on Ctrl-C and Ctrl-Break end nothing, and what asks for an end reaches `on_stop_signal`.
pub fn hold_signals() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // SAFETY: the function that is handed over is there as long as the program.
        unsafe {
            SetConsoleCtrlHandler(Some(asked_by_console), 1);
        }
        // Without a thread for it a machine that is switched off ends the program as a power cut does.
        drop(thread::Builder::new().name("session".to_owned()).spawn(watch_session));
    });
}

/// Calls `notice` once the program is asked to end, or at once where that has happened. Needs `hold_signals` before.
pub fn on_stop_signal(notice: impl FnOnce() + Send + 'static) {
    let mut ends = ends();
    if ends.is_asked {
        drop(ends);
        notice();
    } else {
        ends.waiting.push(Box::new(notice));
    }
}

fn ask() {
    let waiting = {
        let mut ends = ends();
        ends.is_asked = true;
        std::mem::take(&mut ends.waiting)
    };
    waiting.into_iter().for_each(|notice| notice());
}

unsafe extern "system" fn asked_by_console(event: u32) -> i32 {
    if event != CTRL_C_EVENT && event != CTRL_BREAK_EVENT {
        ask();
        thread::sleep(LONGEST); // the return would end the program in the middle of its ending
    }
    1
}

/// A window that is never shown, and the messages that come to it.
fn watch_session() {
    let (Some(class), none) = (wide(CLASS), null_mut()) else { return };
    // SAFETY: the class names a function that is there as long as the program, and the names end with a zero; the messages are written into
    // a structure of this function's.
    unsafe {
        let module = GetModuleHandleW(null());
        let described = WNDCLASSW {
            lpfnWndProc: Some(asked_by_session),
            hInstance: module,
            lpszClassName: class.as_ptr(),
            ..WNDCLASSW::default()
        };
        RegisterClassW(&raw const described);
        CreateWindowExW(0, class.as_ptr(), null(), 0, 0, 0, 0, 0, none, none, module, null());
        let mut message = std::mem::zeroed();
        while GetMessageW(&raw mut message, none, 0, 0) > 0 {
            DispatchMessageW(&raw const message);
        }
    }
}

unsafe extern "system" fn asked_by_session(window: HWND, message: u32, what: WPARAM, more: LPARAM) -> LRESULT {
    match message {
        WM_QUERYENDSESSION => 1,
        WM_ENDSESSION if what != 0 => {
            ask();
            thread::sleep(LONGEST);
            0
        }
        // SAFETY: what the system handed over is handed back to it.
        _ => unsafe { DefWindowProcW(window, message, what, more) }, // else: not about the session
    }
}
