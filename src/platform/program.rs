//! Another program in this one's terminal: started, watched, ended, or put in this one's place.

use super::{FileFault, hold_reload_signal, hold_signals, on_stop_signal};
use std::{
    ffi::OsString,
    io,
    path::{Path, PathBuf},
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

/// Between two looks at a program that runs.
const BETWEEN_LOOKS: Duration = Duration::from_millis(50);

/// How a program ended that was started here.
#[derive(Debug)]
pub enum ProgramEnd {
    /// The system does not start it: it is for another machine, or what it needs is not there.
    NotStarted(io::Error),
    /// By itself: its exit status, none where a signal ended it.
    Ended(Option<i32>),
    /// It was ended because who watched it would not wait longer.
    GivenUp,
}

/// A program to start, with what it is to know.
#[derive(Clone, Debug)]
pub struct ProgramStart {
    /// Its file.
    pub program: PathBuf,
    /// What follows its name on the command line.
    pub arguments: Vec<OsString>,
    /// What it finds in its environment beside this program's own.
    pub environment: Vec<(&'static str, OsString)>,
}

/// Starts programs, one behind the other, and hears when this program is asked to end. Make it before any thread is started; a program
/// that made one listens to no signals in another way any more.
#[derive(Debug)]
pub struct ProgramRunner {
    asked_to_end: Arc<AtomicBool>,
}

impl Default for ProgramRunner {
    fn default() -> Self {
        hold_signals();
        hold_reload_signal();
        let asked_to_end = Arc::new(AtomicBool::new(false));
        let asked = asked_to_end.clone();
        on_stop_signal(move || asked.store(true, Ordering::Relaxed));
        Self { asked_to_end }
    }
}

impl ProgramRunner {
    /// Starts a program in this terminal and waits for its end. `goes_on` is asked again and again with the time since its start; at its
    /// no the program is ended. A signal that asks this program to end is passed on.
    pub fn run(&self, start: &ProgramStart, mut goes_on: impl FnMut(Duration) -> bool) -> ProgramEnd {
        let mut child = match command(start).spawn() {
            Ok(child) => child,
            Err(fault) => return ProgramEnd::NotStarted(fault),
        };
        #[cfg(windows)]
        super::windows::ends_with_us(&child);
        let began = Instant::now();
        let mut is_passed_on = false;
        loop {
            match child.try_wait() {
                Ok(Some(status)) => return ProgramEnd::Ended(status.code()),
                Err(_) => return ProgramEnd::Ended(None),
                Ok(None) if self.is_asked_to_end() && !is_passed_on => {
                    is_passed_on = true;
                    ask_to_end(child.id());
                }
                Ok(None) if goes_on(began.elapsed()) => thread::sleep(BETWEEN_LOOKS),
                Ok(None) => {
                    let _ = child.kill(); // it may have ended by itself meanwhile
                    let _ = child.wait();
                    return ProgramEnd::GivenUp;
                }
            }
        }
    }

    /// Whether a signal asked this program to end.
    #[must_use]
    pub fn is_asked_to_end(&self) -> bool {
        self.asked_to_end.load(Ordering::Relaxed)
    }
}

/// File of the program that runs; where an upgrade has put another one in its place, that one.
#[must_use]
pub fn own_program() -> Option<PathBuf> {
    let path = std::env::current_exe().ok()?;
    let renamed = path.to_str().and_then(|path| path.strip_suffix(" (deleted)")).map(PathBuf::from);
    Some(renamed.unwrap_or(path))
}

fn command(start: &ProgramStart) -> Command {
    let mut command = Command::new(&start.program);
    command.args(&start.arguments).envs(start.environment.iter().map(|(name, value)| (name, value)));
    #[cfg(unix)]
    begin_as_from_a_shell(&mut command);
    command
}

/// A program begins with the signals that a shell gives it, not with those that this one holds back. On Linux it ends with the one that
/// watches it: it would go on alone in a terminal that somebody else begins to read.
#[cfg(unix)]
fn begin_as_from_a_shell(command: &mut Command) {
    // SAFETY: the calls after the fork change flags of the new process and touch no memory but one set on the stack.
    unsafe {
        std::os::unix::process::CommandExt::pre_exec(command, || {
            hold_no_signals();
            #[cfg(target_os = "linux")]
            libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGTERM);
            Ok(())
        });
    }
}

#[cfg(unix)]
fn hold_no_signals() {
    // SAFETY: an empty set is put in the place of this thread's own; the old one is not asked for.
    unsafe {
        let mut none: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&raw mut none);
        libc::pthread_sigmask(libc::SIG_SETMASK, &raw const none, std::ptr::null_mut());
    }
}

#[cfg(unix)]
fn ask_to_end(process: u32) {
    let Ok(process) = libc::pid_t::try_from(process) else { return };
    // SAFETY: a signal to a child that has not been waited for, so that its number is nobody else's.
    unsafe {
        libc::kill(process, libc::SIGTERM);
    }
}

/// The console and the session have asked it themselves.
#[cfg(windows)]
fn ask_to_end(_process: u32) {}

/// Puts a program into this one's place, with these arguments and changes of the environment; comes back only where the system refuses, or
/// knows no such thing.
#[cfg(unix)]
#[must_use]
pub fn become_program(
    program: &Path,
    arguments: &[OsString],
    environment: &[(&'static str, Option<OsString>)],
) -> io::Error {
    hold_no_signals(); // what this program held back would be held back in the next one too
    let mut command = Command::new(program);
    command.args(arguments);
    for (name, value) in environment {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    std::os::unix::process::CommandExt::exec(&mut command)
}

/// On Windows no program takes another's place: who started this one starts the next.
#[cfg(windows)]
#[must_use]
pub fn become_program(
    _program: &Path,
    _arguments: &[OsString],
    _environment: &[(&'static str, Option<OsString>)],
) -> io::Error {
    io::ErrorKind::Unsupported.into()
}

/// Lets everybody run a file and nobody but its owner change it.
///
/// # Errors
/// The medium knows no such rights, or it is somebody else's file.
pub fn let_run(path: &Path) -> Result<(), FileFault> {
    #[cfg(unix)]
    {
        let rights = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(path, rights)?;
    }
    #[cfg(windows)]
    let _ = path; // who may read may run
    Ok(())
}

/// How the terminal on standard input takes keys now, to be put back after a program that left it otherwise.
#[derive(Debug)]
pub struct TerminalManner {
    #[cfg(unix)]
    kept: Option<libc::termios>,
    #[cfg(windows)]
    kept: super::windows::Manner,
}

impl TerminalManner {
    /// As it is now.
    #[must_use]
    pub fn now() -> Self {
        #[cfg(unix)]
        {
            // SAFETY: the call fills the one structure that it is given, which is plain numbers.
            let kept = unsafe {
                let mut kept: libc::termios = std::mem::zeroed();
                (libc::tcgetattr(libc::STDIN_FILENO, &raw mut kept) == 0).then_some(kept)
            };
            Self { kept }
        }
        #[cfg(windows)]
        Self { kept: super::windows::Manner::now() }
    }

    /// Puts it back.
    pub fn put_back(&self) {
        #[cfg(unix)]
        if let Some(kept) = &self.kept {
            // SAFETY: a structure that the system filled is handed back to it.
            unsafe {
                libc::tcsetattr(libc::STDIN_FILENO, libc::TCSANOW, std::ptr::from_ref(kept));
            }
        }
        #[cfg(windows)]
        self.kept.put_back();
    }
}
