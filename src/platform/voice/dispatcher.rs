//! The desktop's speech-dispatcher, by its socket and protocol (SSIP): a connection a sentence.

#[cfg(unix)]
pub(super) use unix::{speak, stop};

#[cfg(not(unix))]
pub(super) fn speak(
    _wish: super::Wish,
    _state: std::sync::Arc<super::State>,
    ended: impl FnOnce(super::SpeechEnd) + Send + 'static,
) -> std::io::Result<()> {
    ended(super::SpeechEnd::Missing);
    Ok(())
}

#[cfg(unix)]
mod unix {
    use super::super::{SpeechEnd, State, Stop, Wish};
    use crate::platform::{BriefRun, run_briefly};
    use std::{
        io::{self, BufRead, BufReader, Write},
        os::unix::net::UnixStream,
        path::PathBuf,
        sync::Arc,
        thread,
        time::Duration,
    };

    /// A server that does not answer an order by then never will.
    const PATIENCE: Duration = Duration::from_secs(3);
    /// How often the socket of a server that has just been started is tried, and the time between.
    const TRIES: u32 = 20;
    const BETWEEN_TRIES: Duration = Duration::from_millis(100);
    /// Its rate and loudness go from -100 to 100; 0 is its own usual, about so many words a minute.
    const USUAL: i32 = 170;

    pub fn speak(wish: Wish, state: Arc<State>, ended: impl FnOnce(SpeechEnd) + Send + 'static) -> io::Result<()> {
        let talk = move || {
            let end = match converse(&wish, &state) {
                _ if state.is_stopped() => SpeechEnd::Stopped,
                Ok(true) => SpeechEnd::Well,
                Ok(false) => SpeechEnd::NoSound,
                Err(_) => SpeechEnd::Broken, // the server is gone, or speaks another protocol
            };
            *state.lock() = None;
            ended(end);
        };
        thread::Builder::new().name("voice".to_owned()).spawn(talk)?;
        Ok(())
    }

    /// Asks the server to be silent.
    pub fn stop(stream: &mut UnixStream) {
        let _ = stream.write_all(b"CANCEL SELF\r\n"); // a server that has gone is silent
    }

    /// Whether all of it was spoken.
    fn converse(wish: &Wish, state: &State) -> io::Result<bool> {
        let stream = connect()?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let mut out = stream.try_clone()?;
        let mut answers = BufReader::new(stream.try_clone()?);
        let rate = (i32::from(wish.words_a_minute) - USUAL).clamp(-100, 100);
        let volume = (i32::from(wish.loudness) - 100).clamp(-100, 100);
        for order in [
            "SET SELF CLIENT_NAME tramso:tramso:reading".to_owned(),
            format!("SET SELF LANGUAGE {}", wish.language),
            format!("SET SELF RATE {rate}"),
            format!("SET SELF VOLUME {volume}"),
            "SET SELF NOTIFICATION END ON".to_owned(),
            "SET SELF NOTIFICATION CANCEL ON".to_owned(),
            "SPEAK".to_owned(),
        ] {
            write!(out, "{order}\r\n")?;
            answer(&mut answers)?;
        }
        // A line that begins with a point would end the text; ours has one line.
        let text = wish.text.replace(['\r', '\n'], " ");
        let dot = if text.starts_with('.') { "." } else { "" };
        write!(out, "{dot}{text}\r\n.\r\n")?;
        if answer(&mut answers)? >= 300 {
            return Ok(false);
        }
        *state.lock() = Some(Stop::Connection(out));
        if state.is_stopped() {
            return Ok(false);
        }
        // How long a sentence takes is the caller's to judge.
        stream.set_read_timeout(None)?;
        loop {
            match answer(&mut answers)? {
                702 => return Ok(true),
                703 => return Ok(false),
                _ => (), // else: another event
            }
        }
    }

    /// The code of the next answer's last line: its lines before have a hyphen behind theirs.
    fn answer(answers: &mut impl BufRead) -> io::Result<u16> {
        loop {
            let mut line = String::new();
            if answers.read_line(&mut line)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let code = line.get(..3).and_then(|code| code.parse().ok()).ok_or(io::ErrorKind::InvalidData)?;
            if line.as_bytes().get(3) != Some(&b'-') {
                return Ok(code);
            }
        }
    }

    /// The server's socket; the server is started where it is not running.
    fn connect() -> io::Result<UnixStream> {
        let socket = socket().ok_or(io::ErrorKind::NotFound)?;
        if let Ok(stream) = UnixStream::connect(&socket) {
            return Ok(stream);
        }
        if run_briefly("speech-dispatcher", &["--spawn"], PATIENCE) == BriefRun::Missing {
            return Err(io::ErrorKind::NotFound.into());
        }
        for _ in 1..TRIES {
            if let Ok(stream) = UnixStream::connect(&socket) {
                return Ok(stream);
            }
            thread::sleep(BETWEEN_TRIES);
        }
        UnixStream::connect(&socket)
    }

    fn socket() -> Option<PathBuf> {
        let named = std::env::var("SPEECHD_ADDRESS").ok();
        let named = named.and_then(|address| address.strip_prefix("unix_socket:").map(PathBuf::from));
        let folder = || std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
        named.or_else(|| Some(folder()?.join("speech-dispatcher/speechd.sock")))
    }
}
