//! espeak-ng, a process a sentence: its end is the end of the sentence, and to end it is to be silent at once.

use super::{SpeechEnd, State, Stop, Wish};
use std::{
    io::{self, Read, Write},
    process::{Command, ExitStatus, Stdio},
    sync::{Arc, mpsc},
    thread,
    time::Duration,
};

/// What it still has to report once it has ended is there by then.
const LAST_WORDS: Duration = Duration::from_millis(100);
/// What is read of its complaints.
const MOST: usize = 16 << 10;

pub(super) fn speak(wish: &Wish, state: Arc<State>, ended: impl FnOnce(SpeechEnd) + Send + 'static) -> io::Result<()> {
    let mut child = Command::new("espeak-ng")
        .args(["-v", wish.language, "-s", &wish.words_a_minute.to_string(), "-a", &wish.loudness.to_string()])
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()?;
    if let Some(mut pipe) = child.stdin.take() {
        // A sentence is far smaller than a pipe, so that nothing waits here; a voice that has gone away needs no more text.
        let _ = pipe.write_all(wish.text.as_bytes());
    }
    let complaints = child.stderr.take();
    *state.lock() = Some(Stop::Process(child));
    thread::Builder::new().name("voice".to_owned()).spawn(move || {
        let (text, read) = mpsc::channel();
        if let Some(pipe) = complaints {
            thread::spawn(move || drop(text.send(beginning(pipe))));
        }
        let status = super::wait(&state);
        let text = read.recv_timeout(LAST_WORDS).unwrap_or_default();
        ended(if state.is_stopped() { SpeechEnd::Stopped } else { judge(status, &text) });
    })?;
    Ok(())
}

/// Reads all of it, so that the program is never held up, and keeps the beginning.
fn beginning(mut pipe: impl Read) -> String {
    let (mut bytes, mut block) = (Vec::new(), [0; 1024]);
    while let Ok(count) = pipe.read(&mut block) {
        if count == 0 {
            break;
        }
        let room = MOST.saturating_sub(bytes.len()).min(count);
        bytes.extend_from_slice(block.get(..room).unwrap_or_default());
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// It ends well with status 0 when no sound came out; what it prints is the only way to know.
fn judge(status: Option<ExitStatus>, complaints: &str) -> SpeechEnd {
    let complaints = complaints.to_lowercase();
    match status {
        _ if complaints.contains("voice") && complaints.contains("exist") => SpeechEnd::NoLanguage,
        // Its sound library prints `error: ` and what the system reports, for no card as for a server of sound that has gone.
        _ if complaints.lines().any(|line| line.starts_with("error:")) => SpeechEnd::NoSound,
        Some(status) if status.success() => SpeechEnd::Well,
        Some(_) | None => SpeechEnd::Broken,
    }
}
