#[cfg(unix)]
use std::thread;

/// Calls `notice` once the terminal on standard input is gone. It has to be watched from beside: a reader that polls a vanished
/// terminal may never come back (crossterm#793).
#[cfg(unix)]
pub fn on_hang_up(notice: impl FnOnce() + Send + 'static) {
    thread::spawn(move || {
        let mut terminal = libc::pollfd { fd: 0, events: 0, revents: 0 };
        // Without any event asked for, poll comes back only for POLLHUP, POLLERR and POLLNVAL, and sleeps until then.
        loop {
            // SAFETY: one valid structure is handed over, and the kernel keeps nothing of it.
            let found = unsafe { libc::poll(&raw mut terminal, 1, -1) };
            if found > 0 {
                break;
            }
        }
        notice();
    });
}

/// Without terminals that hang up there is nothing to watch.
#[cfg(not(unix))]
pub fn on_hang_up(_notice: impl FnOnce() + Send + 'static) {}

/// Keeps the signals that would end or stop the program from doing so in this thread and all it starts: call it before any
/// thread is started. Those that ask for an end reach `on_stop_signal`.
#[cfg(unix)]
pub fn hold_signals() {
    let ignored = [libc::SIGTSTP, libc::SIGTTIN, libc::SIGTTOU];
    let set = signal_set(&[&STOPPING[..], &ignored[..]].concat());
    // SAFETY: the set was filled by sigemptyset and sigaddset; the old one is not asked for.
    unsafe {
        libc::pthread_sigmask(libc::SIG_BLOCK, &raw const set, std::ptr::null_mut());
    }
}

#[cfg(windows)]
pub use super::windows::{hold_signals, on_stop_signal};

#[cfg(unix)]
const STOPPING: [i32; 3] = [libc::SIGTERM, libc::SIGINT, libc::SIGQUIT];

/// Calls `notice` when a signal asks the program to end. Needs `hold_signals` before.
#[cfg(unix)]
pub fn on_stop_signal(notice: impl FnOnce() + Send + 'static) {
    thread::spawn(move || {
        let set = signal_set(&STOPPING);
        let mut signal = 0;
        // SAFETY: a filled set and a place for the signal's number are handed over.
        while unsafe { libc::sigwait(&raw const set, &raw mut signal) } != 0 {}
        notice();
    });
}

/// Keeps SIGHUP from ending the program in this thread and all it starts: call it before any thread is started, in a service that
/// reads its files again at this signal (`on_reload_signal`).
#[cfg(unix)]
pub fn hold_reload_signal() {
    let set = signal_set(&[libc::SIGHUP]);
    // SAFETY: as in `hold_signals`.
    unsafe {
        libc::pthread_sigmask(libc::SIG_BLOCK, &raw const set, std::ptr::null_mut());
    }
}

/// Elsewhere there is no such signal.
#[cfg(not(unix))]
pub fn hold_reload_signal() {}

/// Calls `notice` at each SIGHUP. Needs `hold_reload_signal` before.
#[cfg(unix)]
pub fn on_reload_signal(notice: impl Fn() + Send + 'static) {
    thread::spawn(move || {
        let set = signal_set(&[libc::SIGHUP]);
        loop {
            let mut signal = 0;
            // SAFETY: a filled set and a place for the signal's number are handed over.
            if unsafe { libc::sigwait(&raw const set, &raw mut signal) } == 0 {
                notice();
            }
        }
    });
}

/// Elsewhere there is no such signal.
#[cfg(not(unix))]
pub fn on_reload_signal(_notice: impl Fn() + Send + 'static) {}

#[cfg(unix)]
fn signal_set(signals: &[i32]) -> libc::sigset_t {
    // SAFETY: sigemptyset fills the whole structure before anything reads it.
    unsafe {
        let mut set = std::mem::zeroed();
        libc::sigemptyset(&raw mut set);
        for signal in signals {
            libc::sigaddset(&raw mut set, *signal);
        }
        set
    }
}
