use super::{
    Away, Route, Server, ServerFault,
    server::{Answer, Upload},
};
use std::{
    thread::sleep,
    time::{Duration, Instant},
};

/// A bundle that the server holds.
#[derive(Clone, Debug)]
pub struct Delivered {
    pub known: bool,
    pub receipt: Vec<u8>,
    /// Milliseconds of the try that succeeded.
    pub ms: f64,
    pub tried_again: u32,
}

/// Why a bundle was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendFault {
    Refused {
        status: u16,
        code: String,
    },
    /// Away or busy at every try.
    Away(ServerFault),
    /// The server keeps asking for what it was sent.
    Circles,
}

/// Pieces as the station sends them.
const PIECE: u64 = 512 << 10;
/// The first piece holds the manifest and its signature; a smaller bundle goes in one piece.
const FIRST: u64 = 12 << 10;
/// A pause after the n-th try, at most.
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// Sends a bundle over this route until it is held.
///
/// # Errors
/// Why it is not.
pub fn deliver(server: &Server, bytes: &[u8], route: Route, tries: u32) -> Result<Delivered, SendFault> {
    let upload = Upload::new(bytes);
    let mut newest = SendFault::Away(ServerFault::Away(Away::Unreachable));
    for tried in 0..tries.max(1) {
        let started = Instant::now();
        // A route breaks once; whoever comes back comes by another one.
        let route = if tried == 0 { route } else { Route::Pieces(500) };
        let pause = match sent(server, &upload, route) {
            Ok(Answer::Held { known, receipt }) => {
                let ms = started.elapsed().as_secs_f64() * 1e3;
                return Ok(Delivered { known, receipt, ms, tried_again: tried });
            }
            Ok(Answer::Refused { status, code }) => return Err(SendFault::Refused { status, code }),
            Ok(Answer::More(_)) => {
                newest = SendFault::Circles;
                Duration::ZERO
            }
            Ok(Answer::Busy { after_s }) => {
                newest = SendFault::Away(ServerFault::Strange(503));
                Duration::from_secs(after_s)
            }
            Err(fault) => {
                newest = SendFault::Away(fault);
                Duration::from_millis(100 << tried.min(8))
            }
        };
        sleep(pause.min(LONGEST_PAUSE));
    }
    Err(newest)
}

fn sent(server: &Server, upload: &Upload<'_>, route: Route) -> Result<Answer, ServerFault> {
    let len = upload.bytes.len() as u64;
    let upto = |thousandths: u16| (len * u64::from(thousandths) / 1000).max(FIRST).min(len);
    match route {
        Route::Whole => server.post(upload.bytes),
        _ if len <= FIRST => server.post(upload.bytes),
        Route::Pieces(first) => in_pieces(server, upload, upto(first)),
        Route::Breaks(at) => {
            server.put_and_break_off(upload, 0, upto(at));
            in_pieces(server, upload, len)
        }
    }
}

/// From where the server stands to the end; the first piece goes up to `first`.
fn in_pieces(server: &Server, upload: &Upload<'_>, first: u64) -> Result<Answer, ServerFault> {
    let len = upload.bytes.len() as u64;
    let mut at = server.have(upload)?;
    let mut rounds = 0;
    loop {
        let end = if at < first { first.min(at + PIECE) } else { (at + PIECE).min(len) };
        match server.put(upload, at, end)? {
            // Forgotten, or somebody else sends the same: on from where it stands.
            Answer::More(have) if rounds < 64 + len / PIECE => at = have.min(len),
            other => return Ok(other),
        }
        rounds += 1;
    }
}
