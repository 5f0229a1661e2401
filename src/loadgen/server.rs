use crate::{
    crypto::{hex, sha256},
    domain::AccountName,
};
use serde::Deserialize;
use std::{
    io::{self, ErrorKind, Read},
    thread::sleep,
    time::Duration,
};
use ureq::{
    Agent, Body, Error, RequestBuilder, SendBody,
    http::{HeaderMap, Response},
    tls::{PemItem, RootCerts, TlsConfig, parse_pem},
    typestate::WithBody,
};

/// HTTP client of a centre's server.
pub struct Server {
    agent: Agent,
    base: String,
}

/// The server's answer to a grant, a bundle or a piece of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is held.
    Held {
        /// Whether the server had it already.
        known: bool,
        /// The receipt's file.
        receipt: Vec<u8>,
    },
    /// The server has this number of bytes and wants the rest.
    More(u64),
    /// The server is busy.
    Busy {
        /// Seconds to wait before the next try.
        after_s: u64,
    },
    /// It is refused.
    Refused {
        /// HTTP status.
        status: u16,
        /// Notice code of the problem.
        code: String,
    },
}

/// Server fault: there was no answer, or none of a centre.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ServerFault {
    /// No address that may be used: `https://`, or `http://` to this very machine.
    #[error("the address is neither https nor on this machine")]
    Address,
    /// No certificate of an authority in the file.
    #[error("no certificate of an authority in the file")]
    Authority,
    /// Nothing that can be read came back.
    #[error("the server is away")]
    Away(#[source] Away),
    /// An answer that no centre gives: status.
    #[error("status {0}, as no centre answers")]
    Strange(u16),
}

/// Connection fault: how far the request came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Away {
    /// Nobody answers at the address.
    #[error("nobody answers at the address")]
    Unreachable,
    /// A server answers, and its certificate is not trusted.
    #[error("the server's certificate is not trusted")]
    Untrusted,
    /// The connection broke, or timed out.
    #[error("the connection broke or timed out")]
    Broken,
}

/// Most of an answer that is read: a receipt.
const MOST_ANSWER: u64 = 4 << 20;
/// Time limit of a request: after it the server is away.
const PATIENCE: Duration = Duration::from_secs(60);
/// Most repeats of a request that the server answers with 429, and the longest pause between two.
const MOST_ASKED: u32 = 20;
const MOST_PAUSE_S: u64 = 5;
const BUNDLE: &str = "application/octet-stream";
const RECEIPT: &str = "application/vnd.tramso.receipt";

impl Server {
    /// The server at this address; `authority`: certificates in PEM that are trusted instead of the public ones.
    ///
    /// # Errors
    /// `Address`, `Authority`.
    pub fn new(url: &str, authority: Option<&[u8]>) -> Result<Self, ServerFault> {
        let base = url.trim_end_matches('/').to_owned();
        if !may_be_used(&base) {
            return Err(ServerFault::Address);
        }
        let roots = match authority {
            Some(pem) => roots(pem)?,
            None => RootCerts::WebPki,
        };
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .proxy(None)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(PATIENCE))
            .max_idle_connections_per_host(64)
            .tls_config(TlsConfig::builder().root_certs(roots).build());
        Ok(Self { agent: config.build().into(), base })
    }

    /// Whether the server and its ledger answer.
    ///
    /// # Errors
    /// `Away`, `Strange`.
    pub fn is_well(&self) -> Result<bool, ServerFault> {
        let (status, _, body) = self.get("/v1/health")?;
        let parsed: Option<Health> = serde_json::from_slice(&body).ok();
        match (status, parsed) {
            (200, Some(health)) => Ok(health.ok),
            (503, _) => Ok(false),
            (status, _) => Err(ServerFault::Strange(status)),
        }
    }

    /// Admits a station by its grant.
    ///
    /// # Errors
    /// As `post`.
    pub fn admit(&self, grant: &[u8]) -> Result<Answer, ServerFault> {
        self.send(self.agent.post(self.at("/v1/grants")), grant)
    }

    /// Sends a bundle in one piece.
    ///
    /// # Errors
    /// `Away`, `Strange`.
    pub fn post(&self, bundle: &[u8]) -> Result<Answer, ServerFault> {
        self.send(self.agent.post(self.at("/v1/bundles")), bundle)
    }

    /// How much of a bundle the server has kept.
    ///
    /// # Errors
    /// `Away`, `Strange`.
    pub fn have(&self, upload: &Upload<'_>) -> Result<u64, ServerFault> {
        let path = format!("/v1/uploads/{}?len={}", upload.name, upload.bytes.len());
        let (status, _, body) = self.get(&path)?;
        let parsed: Option<Have> = serde_json::from_slice(&body).ok();
        match (status, parsed) {
            (200, Some(progress)) => Ok(progress.have),
            (status, _) => Err(ServerFault::Strange(status)),
        }
    }

    /// Sends the bytes of a bundle from `at` up to `end`.
    ///
    /// # Errors
    /// `Away`, `Strange`.
    pub fn put(&self, upload: &Upload<'_>, at: u64, end: u64) -> Result<Answer, ServerFault> {
        self.send(self.agent.put(self.piece(upload, at)), upload.part(at, end))
    }

    /// Begins to send the bytes from `at` on, and closes the connection at `end`, as a network that fails does.
    pub fn put_and_break_off(&self, upload: &Upload<'_>, at: u64, end: u64) {
        let mut broken = BreaksOff(upload.part(at, end));
        let rest = (upload.bytes.len() as u64).saturating_sub(at);
        let request = self.agent.put(self.piece(upload, at)).content_type(BUNDLE);
        // The request must fail: its result is of no interest.
        let _ = request.header("content-length", rest.to_string()).send(SendBody::from_reader(&mut broken));
    }

    /// The newest receipt of an epoch; none where nothing of it is known.
    ///
    /// # Errors
    /// `Away`, `Strange`.
    pub fn receipt(&self, station: &str, epoch: &str) -> Result<Option<Vec<u8>>, ServerFault> {
        match self.get(&format!("/v1/receipts/{station}/{epoch}"))? {
            (200, _, body) => Ok(Some(body)),
            (404, ..) => Ok(None),
            (status, ..) => Err(ServerFault::Strange(status)),
        }
    }

    /// Reads a path: status, headers and body. Repeats a request that is answered with 429, as a station's own program does.
    ///
    /// # Errors
    /// `Away`.
    pub fn get(&self, path: &str) -> Result<(u16, HeaderMap, Vec<u8>), ServerFault> {
        self.get_as(path, "")
    }

    fn get_as(&self, path: &str, cookie: &str) -> Result<(u16, HeaderMap, Vec<u8>), ServerFault> {
        let ask = || {
            let request = self.agent.get(self.at(path));
            let request = if cookie.is_empty() { request } else { request.header("cookie", cookie) };
            read(request.call().map_err(away)?)
        };
        let mut answer = ask()?;
        for _ in 0..MOST_ASKED {
            if answer.0 != 429 {
                break;
            }
            let after = answer.1.get("retry-after").and_then(|value| value.to_str().ok()?.parse().ok());
            sleep(Duration::from_secs(after.unwrap_or(1).min(MOST_PAUSE_S)));
            answer = ask()?;
        }
        Ok(answer)
    }

    /// Signs in to the office's page: the session cookie; none where the password is wrong.
    ///
    /// # Errors
    /// `Away`.
    pub fn sign_in(&self, password: &str) -> Result<Option<String>, ServerFault> {
        let request = self.agent.post(self.at("/vao")).header("origin", &self.base);
        let answered =
            request.send_form([("account", AccountName::CITY.as_str()), ("password", password)]).map_err(away)?;
        let cookie = answered.headers().get("set-cookie").and_then(|value| value.to_str().ok());
        let cookie = cookie.and_then(|cookie| cookie.split(';').next()).map(str::to_owned);
        Ok(cookie.filter(|_| answered.status().as_u16() == 303))
    }

    /// The office's totals, as JSON.
    ///
    /// # Errors
    /// `Away`, `Strange`.
    pub fn totals(&self, cookie: &str) -> Result<Vec<u8>, ServerFault> {
        self.totals_of(cookie, None)
    }

    /// The totals of one unit as JSON, with its villages, agencies and days; of the city for none.
    ///
    /// # Errors
    /// `Away`, `Strange`.
    pub fn totals_of(&self, cookie: &str, unit: Option<&str>) -> Result<Vec<u8>, ServerFault> {
        let path = unit.map_or("/v1/totals".to_owned(), |unit| format!("/v1/totals?unit={unit}"));
        match self.get_as(&path, cookie)? {
            (200, _, body) => Ok(body),
            (status, ..) => Err(ServerFault::Strange(status)),
        }
    }

    fn piece(&self, upload: &Upload<'_>, at: u64) -> String {
        self.at(&format!("/v1/uploads/{}?at={at}&len={}", upload.name, upload.bytes.len()))
    }

    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    fn send(&self, request: RequestBuilder<WithBody>, body: &[u8]) -> Result<Answer, ServerFault> {
        let answered = request.content_type(BUNDLE).send(body).map_err(away)?;
        let (status, headers, body) = read(answered)?;
        let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let have = || serde_json::from_slice::<Have>(&body).map(|progress| progress.have);
        match status {
            200 if header("content-type") == RECEIPT => {
                Ok(Answer::Held { known: header("tramso-outcome") == "known", receipt: body })
            }
            204 => Ok(Answer::More(0)),
            202 | 409 => have().map(Answer::More).map_err(|_| ServerFault::Strange(status)),
            429 | 503 => Ok(Answer::Busy { after_s: header("retry-after").parse().unwrap_or(1) }),
            400..=599 => {
                let problem: Problem = serde_json::from_slice(&body).map_err(|_| ServerFault::Strange(status))?;
                Ok(Answer::Refused { status, code: problem.code })
            }
            _ => Err(ServerFault::Strange(status)),
        }
    }
}

/// Upload of a bundle in pieces.
pub struct Upload<'a> {
    /// The bundle's file.
    pub bytes: &'a [u8],
    /// SHA-256 of the file, in hex.
    pub name: String,
}

impl<'a> Upload<'a> {
    /// The upload of this file.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, name: hex(&sha256(&[bytes])) }
    }

    fn part(&self, at: u64, end: u64) -> &'a [u8] {
        let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(self.bytes.len());
        self.bytes.get(place(at)..place(end)).unwrap_or_default()
    }
}

/// Nothing secret is sent here, but the rule is the same everywhere: without TLS to this machine only.
fn may_be_used(base: &str) -> bool {
    let Some((scheme, rest)) = base.split_once("://") else { return false };
    let host = rest.split(['/', '?']).next().unwrap_or_default();
    let name = host.strip_prefix('[').and_then(|rest| rest.split(']').next()).or_else(|| host.split(':').next());
    match scheme {
        "https" => !host.is_empty(),
        "http" => matches!(name, Some("localhost" | "127.0.0.1" | "::1")),
        _ => false,
    }
}

fn roots(pem: &[u8]) -> Result<RootCerts, ServerFault> {
    let mut certificates = Vec::new();
    for item in parse_pem(pem) {
        match item {
            Ok(PemItem::Certificate(certificate)) => certificates.push(certificate),
            Ok(_) => (),
            Err(_) => return Err(ServerFault::Authority),
        }
    }
    if certificates.is_empty() { Err(ServerFault::Authority) } else { Ok(RootCerts::new_with_certs(&certificates)) }
}

fn read(mut answered: Response<Body>) -> Result<(u16, HeaderMap, Vec<u8>), ServerFault> {
    let body = answered.body_mut().with_config().limit(MOST_ANSWER).read_to_vec().map_err(away)?;
    Ok((answered.status().as_u16(), answered.headers().clone(), body))
}

#[expect(clippy::needless_pass_by_value, reason = "it is what map_err hands over")]
fn away(fault: ureq::Error) -> ServerFault {
    ServerFault::Away(match &fault {
        Error::HostNotFound | Error::ConnectionFailed => Away::Unreachable,
        Error::Timeout(ureq::Timeout::Connect | ureq::Timeout::Resolve) => Away::Unreachable,
        Error::Tls(_) | Error::Rustls(_) | Error::Pem(_) => Away::Untrusted,
        Error::Io(inner) => match inner.kind() {
            ErrorKind::ConnectionRefused
            | ErrorKind::HostUnreachable
            | ErrorKind::NetworkUnreachable
            | ErrorKind::NetworkDown
            | ErrorKind::AddrNotAvailable => Away::Unreachable,
            ErrorKind::InvalidData => Away::Untrusted, // a handshake that failed comes as a fault of reading or writing
            _ => Away::Broken,
        },
        _ => Away::Broken,
    })
}

/// Reader that returns its bytes, then fails: the client closes the connection in the middle of the body.
struct BreaksOff<'a>(&'a [u8]);

impl Read for BreaksOff<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self.0.read(into)? {
            0 => Err(io::ErrorKind::ConnectionAborted.into()),
            some => Ok(some),
        }
    }
}

#[derive(Deserialize)]
struct Health {
    ok: bool,
}

#[derive(Deserialize)]
struct Have {
    have: u64,
}

#[derive(Deserialize)]
struct Problem {
    code: String,
}
