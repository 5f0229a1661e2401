//! Speaking: espeak-ng, or the desktop's speech-dispatcher where that is all there is; on Windows its own voices.
//!
//! The text goes in by a pipe or a socket, so that it is in no process list; nothing of it is written anywhere.

mod dispatcher;
#[cfg_attr(windows, path = "windows.rs")]
mod espeak;
mod muted;

pub use muted::is_muted;

use std::{
    io,
    path::PathBuf,
    process::{Child, ExitStatus},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

/// Between two looks at whether a process has ended.
const BETWEEN_LOOKS: Duration = Duration::from_millis(10);

/// What is spoken, and how.
#[derive(Clone)]
pub struct Wish {
    /// The text.
    pub text: String,
    /// Its language, as `vi`.
    pub language: &'static str,
    /// Words a minute.
    pub words_a_minute: u16,
    /// Loudness in percent of the usual one, up to 200.
    pub loudness: u16,
}

/// How speaking ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpeechEnd {
    /// All of it was spoken.
    Well,
    /// It was stopped.
    Stopped,
    /// There is no program that speaks.
    Missing,
    /// The program has no voice in this language.
    NoLanguage,
    /// The program runs, and its sound goes nowhere.
    NoSound,
    /// The program broke off.
    Broken,
}

/// Something that is being spoken.
pub struct Speaking(Arc<State>);

struct State {
    stopped: AtomicBool,
    /// What ends it; none once it has ended.
    stop: Mutex<Option<Stop>>,
}

enum Stop {
    Process(Child),
    #[cfg(unix)]
    Connection(std::os::unix::net::UnixStream),
}

/// Whether there is a program that speaks. Windows always has one.
#[must_use]
pub fn has_voice() -> bool {
    cfg!(windows) || installed("espeak-ng").is_some() || has_dispatcher()
}

/// Whether a voice of a language is there, where the system lists its voices.
#[must_use]
pub fn lists_voice(language: &str) -> Option<bool> {
    #[cfg(windows)]
    return Some(super::windows::has_language(language));
    #[cfg(not(windows))]
    {
        let _ = language; // espeak-ng is asked for its list
        None
    }
}

/// On Windows the program speaks by starting itself once more: what such a process has to do, and how it ends then.
#[must_use]
pub fn speak_where_asked() -> Option<std::process::ExitCode> {
    #[cfg(windows)]
    return super::windows::speak_where_asked();
    #[cfg(not(windows))]
    None
}

/// Whether the desktop's speech-dispatcher is there.
#[must_use]
pub fn has_dispatcher() -> bool {
    cfg!(unix) && installed("speech-dispatcher").is_some()
}

/// Begins to speak and returns at once; `ended` is called from a thread of its own, whatever becomes of it.
pub fn speak(wish: Wish, ended: impl FnOnce(SpeechEnd) + Send + 'static) -> io::Result<Speaking> {
    let state = Arc::new(State { stopped: AtomicBool::new(false), stop: Mutex::new(None) });
    let speaking = Speaking(state.clone());
    if cfg!(windows) || installed("espeak-ng").is_some() {
        espeak::speak(&wish, state, ended)?;
    } else if has_dispatcher() {
        dispatcher::speak(wish, state, ended)?;
    } else {
        ended(SpeechEnd::Missing);
    }
    Ok(speaking)
}

impl Speaking {
    /// Stops it at once.
    pub fn stop(self) {
        self.0.stopped.store(true, Ordering::Relaxed);
        match &mut *self.0.lock() {
            Some(Stop::Process(child)) => drop(child.kill()), // it may have ended by itself meanwhile
            #[cfg(unix)]
            Some(Stop::Connection(stream)) => dispatcher::stop(stream),
            None => (),
        }
    }
}

impl State {
    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Stop>> {
        self.stop.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }
}

/// How the process that speaks has ended; none where it was ended, or cannot be waited for.
fn wait(state: &State) -> Option<ExitStatus> {
    loop {
        let mut stop = state.lock();
        let Some(Stop::Process(child)) = &mut *stop else { return None };
        match Child::try_wait(child) {
            Ok(None) => (),
            Ok(Some(status)) => {
                *stop = None;
                return Some(status);
            }
            Err(_) => {
                *stop = None;
                return None;
            }
        }
        drop(stop);
        thread::sleep(BETWEEN_LOOKS);
    }
}

/// Where a program is, by the places that the system looks in.
fn installed(program: &str) -> Option<PathBuf> {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&paths).map(|folder| folder.join(program)).find(|path| path.is_file())
}
