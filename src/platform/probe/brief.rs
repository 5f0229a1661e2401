use std::{
    io::{ErrorKind, Read},
    process::{Command, Stdio},
    sync::mpsc::channel,
    thread,
    time::{Duration, Instant},
};

/// How a program ran that was given little time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BriefRun {
    /// It is not installed, or may not be started.
    Missing,
    /// It was still running when its time was over, and was ended.
    TooSlow,
    /// It ended.
    Ended {
        /// Whether with status 0.
        well: bool,
        /// The beginning of what it printed.
        text: String,
    },
}

/// What is read of a program's output.
const MOST: u64 = 64 << 10;
const BETWEEN_LOOKS: Duration = Duration::from_millis(5);

/// Runs a program without input, in the language of programs, and ends it when it takes longer than `patience`.
#[must_use]
pub fn run_briefly(program: &str, args: &[&str], patience: Duration) -> BriefRun {
    let until = Instant::now() + patience;
    let started = Command::new(program)
        .args(args)
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut child = match started {
        Ok(child) => child,
        Err(fault) if matches!(fault.kind(), ErrorKind::NotFound | ErrorKind::PermissionDenied) => {
            return BriefRun::Missing;
        }
        Err(_) => return BriefRun::TooSlow, // the system has no room for another program
    };
    // A child of the program may hold the pipe open for longer than the program lives: nobody waits for its end.
    let (text, read) = channel();
    if let Some(pipe) = child.stdout.take() {
        thread::spawn(move || {
            let mut bytes = Vec::new();
            let _ = pipe.take(MOST).read_to_end(&mut bytes); // what came is enough
            drop(text.send(String::from_utf8_lossy(&bytes).into_owned()));
        });
    }
    loop {
        match child.try_wait() {
            Ok(Some(status)) => {
                let left = until.saturating_duration_since(Instant::now()).max(BETWEEN_LOOKS);
                let text = read.recv_timeout(left).unwrap_or_default();
                return BriefRun::Ended { well: status.success(), text };
            }
            Ok(None) if Instant::now() < until => thread::sleep(BETWEEN_LOOKS),
            Ok(None) | Err(_) => {
                let _ = child.kill(); // it may have ended by itself meanwhile
                let _ = child.wait();
                return BriefRun::TooSlow;
            }
        }
    }
}
