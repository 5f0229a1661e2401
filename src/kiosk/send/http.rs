use super::{
    Address, Patience, SendFault,
    piece::{Ended, Piece},
    reply::Reply,
};
use crate::text::Language;
use std::{io::ErrorKind, sync::Arc};
use ureq::{
    Agent, Body, Error, SendBody,
    http::{Response, header},
    tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem},
};

/// One way to the centre: it asks, and gives back what was answered.
pub struct Http {
    agent: Agent,
    language: &'static str,
}

/// Why there is no reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HttpFault {
    #[error("the server cannot be reached")]
    Unreachable,
    #[error("the connection broke")]
    Broken,
    #[error("the server's certificate is not trusted")]
    Untrusted,
    #[error("the server's certificate is of another time")]
    Clock,
    /// More than a reply of its kind can have.
    #[error("the reply is too long")]
    TooLong,
    #[error("the volunteer stopped it")]
    Stopped,
    #[error("the file of the station is gone or damaged")]
    Spoilt,
}

impl From<HttpFault> for SendFault {
    fn from(fault: HttpFault) -> Self {
        match fault {
            HttpFault::Unreachable => Self::Unreachable,
            HttpFault::Broken => Self::Broken,
            HttpFault::Untrusted => Self::Untrusted,
            HttpFault::Clock => Self::Clock,
            HttpFault::TooLong => Self::NotTheCentre,
            HttpFault::Stopped => Self::Stopped,
            HttpFault::Spoilt => Self::Spoilt(String::new()),
        }
    }
}

impl Http {
    /// `authority`: certificates in PEM that are trusted in place of the well-known ones.
    ///
    /// # Errors
    /// There is no certificate in it.
    pub fn new(
        address: &Address,
        authority: Option<&[u8]>,
        patience: Patience,
        language: Language,
    ) -> Result<Self, SendFault> {
        let roots = match authority {
            None => RootCerts::WebPki,
            Some(pem) => RootCerts::Specific(Arc::new(certificates(pem)?)),
        };
        let mut config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(concat!("tramso/", env!("CARGO_PKG_VERSION")))
            .tls_config(TlsConfig::builder().root_certs(roots).build())
            .timeout_resolve(Some(patience.connect))
            .timeout_connect(Some(patience.connect))
            .timeout_per_read(Some(patience.stall))
            .timeout_per_write(Some(patience.stall))
            .timeout_recv_response(Some(patience.answer))
            .timeout_recv_body(Some(patience.answer));
        if address.is_here() {
            // What is meant for this machine goes through nobody's proxy.
            config = config.proxy(None);
        }
        let language = match language {
            Language::Vietnamese => "vi",
            Language::English => "en",
        };
        Ok(Self { agent: config.build().new_agent(), language })
    }

    /// # Errors
    /// No whole reply came.
    pub fn get(&self, place: &str, unless: Option<&str>, most: usize) -> Result<Reply, HttpFault> {
        let mut request = self.agent.get(place).header(header::ACCEPT_LANGUAGE, self.language);
        if let Some(tag) = unless {
            request = request.header(header::IF_NONE_MATCH, tag);
        }
        read(request.call(), most)
    }

    /// # Errors
    /// No whole reply came.
    pub fn post(&self, place: &str, body: &[u8], most: usize) -> Result<Reply, HttpFault> {
        let request = self.agent.post(place).header(header::ACCEPT_LANGUAGE, self.language);
        read(request.content_type(BYTES).send(body), most)
    }

    /// # Errors
    /// No whole reply came, or the piece ended before its end.
    pub fn put(&self, place: &str, piece: &mut Piece<'_>, length: u64, most: usize) -> Result<Reply, HttpFault> {
        let request = self.agent.put(place).header(header::ACCEPT_LANGUAGE, self.language);
        let request = request.content_type(BYTES).header(header::CONTENT_LENGTH, length.to_string());
        let answered = read(request.send(SendBody::from_reader(piece)), most);
        match piece.ended {
            Some(Ended::Stopped) => Err(HttpFault::Stopped),
            Some(Ended::Spoilt) => Err(HttpFault::Spoilt),
            None => answered,
        }
    }
}

const BYTES: &str = "application/octet-stream";

fn certificates(pem: &[u8]) -> Result<Vec<Certificate<'static>>, SendFault> {
    let mut found = Vec::new();
    for item in parse_pem(pem) {
        match item {
            Ok(PemItem::Certificate(certificate)) => found.push(certificate),
            Ok(_) => (),
            Err(_) => return Err(SendFault::Authority),
        }
    }
    if found.is_empty() { Err(SendFault::Authority) } else { Ok(found) }
}

fn read(answered: Result<Response<Body>, Error>, most: usize) -> Result<Reply, HttpFault> {
    let mut response = answered.map_err(|fault| named(&fault))?;
    let text = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let kind = text(header::CONTENT_TYPE).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let retry_after = text(header::RETRY_AFTER).and_then(|seconds| seconds.trim().parse().ok());
    let status = response.status().as_u16();
    let limit = u64::try_from(most).unwrap_or(u64::MAX);
    let body = response.body_mut().with_config().limit(limit).read_to_vec().map_err(|fault| match fault {
        Error::BodyExceedsLimit(_) => HttpFault::TooLong,
        other => named(&other),
    })?;
    Ok(Reply { status, kind, retry_after, body })
}

fn named(fault: &Error) -> HttpFault {
    match fault {
        Error::HostNotFound | Error::ConnectionFailed | Error::InvalidProxyUrl => HttpFault::Unreachable,
        Error::Tls(_) | Error::Rustls(_) | Error::Pem(_) => of_certificate(&format!("{fault:?}")),
        Error::Io(inner) => match inner.kind() {
            ErrorKind::ConnectionRefused
            | ErrorKind::HostUnreachable
            | ErrorKind::NetworkUnreachable
            | ErrorKind::NetworkDown
            | ErrorKind::AddrNotAvailable => HttpFault::Unreachable,
            // A handshake that failed comes as a fault of reading or writing, and its reason as text alone.
            ErrorKind::InvalidData => of_certificate(&format!("{inner:?}")),
            _ => HttpFault::Broken,
        },
        Error::Timeout(ureq::Timeout::Connect | ureq::Timeout::Resolve) => HttpFault::Unreachable,
        _ => HttpFault::Broken,
    }
}

fn of_certificate(text: &str) -> HttpFault {
    if text.contains("Expired") || text.contains("NotValidYet") {
        HttpFault::Clock
    } else if text.contains("InvalidCertificate") || text.contains("Tls(") || text.contains("AlertReceived") {
        HttpFault::Untrusted
    } else {
        HttpFault::Broken
    }
}
