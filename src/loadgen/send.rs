use super::{
    Away, Route, Server, ServerFault,
    server::{Answer, Upload},
};
use std::{
    thread::sleep,
    time::{Duration, Instant},
};

/// Delivered bundle: the server holds it.
#[derive(Clone, Debug)]
pub struct Delivered {
    /// Whether the server had it already.
    pub known: bool,
    /// The receipt's file.
    pub receipt: Vec<u8>,
    /// Milliseconds of the try that succeeded.
    pub ms: f64,
    /// Number of tries before that one.
    pub tried_again: u32,
}

/// Fault of a delivery: the server did not accept the bundle.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendFault {
    /// The server refuses it.
    #[error("refused: {status} {code}")]
    Refused {
        /// HTTP status.
        status: u16,
        /// Notice code of the problem.
        code: String,
    },
    /// Away or busy at every try.
    #[error("away or busy at every try")]
    Away(#[source] ServerFault),
    /// The server keeps asking for what it was sent.
    #[error("the server keeps asking for what it was sent")]
    Circles,
}

/// Pieces as the station sends them.
const PIECE: u64 = 512 << 10;
/// The first piece holds the manifest and its signature; a smaller bundle goes in one piece.
const FIRST: u64 = 12 << 10;
/// A pause after the n-th try, at most.
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// Sends a bundle over this route until the server holds it, with at most `tries` tries.
///
/// # Errors
/// `Refused` at once; `Away` and `Circles` after the last try.
pub fn deliver(server: &Server, bytes: &[u8], route: Route, tries: u32) -> Result<Delivered, SendFault> {
    let upload = Upload::new(bytes);
    let mut newest = SendFault::Away(ServerFault::Away(Away::Unreachable));
    for tried in 0..tries.max(1) {
        let started = Instant::now();
        // A route breaks once; the next try goes over another one.
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

/// Sends what the server does not have yet, up to the end; the first piece goes up to `first`.
fn in_pieces(server: &Server, upload: &Upload<'_>, first: u64) -> Result<Answer, ServerFault> {
    let len = upload.bytes.len() as u64;
    let mut at = server.have(upload)?;
    let mut rounds = 0;
    loop {
        let end = if at < first { first.min(at + PIECE) } else { (at + PIECE).min(len) };
        match server.put(upload, at, end)? {
            // The server lost it, or another sender sends the same: go on from what it has.
            Answer::More(have) if rounds < 64 + len / PIECE => at = have.min(len),
            answer @ (Answer::More(_) | Answer::Held { .. } | Answer::Busy { .. } | Answer::Refused { .. }) => {
                return Ok(answer);
            }
        }
        rounds += 1;
    }
}
