use crate::ledger::TlsFault;
use std::path::PathBuf;
use tokio_postgres::config::SslMode;

/// Which server certificate is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// Any: the connection is hidden from those who listen, not from those who put themselves in between.
    Anybody,
    /// One that was signed by `sslrootcert`.
    Signed,
    /// One that was signed by `sslrootcert` and issued to the machine in the address.
    Named,
}

/// TLS options of an address, as in libpq: `sslmode` and `sslrootcert`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TlsOptions {
    /// Whether TLS is used.
    pub(super) mode: SslMode,
    /// Which server certificate is accepted.
    pub(super) trust: Trust,
    /// File of one PEM certificate or more; none exactly where any certificate is accepted.
    pub(super) root: Option<PathBuf>,
}

impl TlsOptions {
    /// Parses both out of an address `postgres://…?…` and returns the rest of it, since the library that parses the rest refuses
    /// options it does not know. If one is given twice, the last one counts, as in libpq.
    ///
    /// # Errors
    /// `Mode`, `Pairing`.
    pub(super) fn from_address(address: &str) -> Result<(String, Self), TlsFault> {
        // A password may have a question mark in it.
        let login = address.find('@').unwrap_or_default();
        let (before, rest) = address.split_at(login);
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (mut mode, mut root) = (None, None);
        let mut others = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            match percent_decoded(name).as_slice() {
                b"sslmode" => mode = Some(text(value)),
                b"sslrootcert" => root = Some(PathBuf::from(text(value))),
                _ => others.push(pair),
            }
        }
        let mark = if others.is_empty() { "" } else { "?" };
        let left = format!("{before}{path}{mark}{}", others.join("&"));
        Ok((left, Self::from_values(mode, root)?))
    }

    /// `allow` is refused: it would prefer a connection without TLS.
    fn from_values(mode: Option<String>, root: Option<PathBuf>) -> Result<Self, TlsFault> {
        let mode = mode.unwrap_or_else(|| "prefer".to_owned());
        let (way, of) = mode.split_once('-').unwrap_or((mode.as_str(), ""));
        let (ssl, trust) = match (way, of, &root) {
            ("disable", "", None) => (SslMode::Disable, Trust::Anybody),
            ("prefer", "", None) => (SslMode::Prefer, Trust::Anybody),
            ("require", "", None) => (SslMode::Require, Trust::Anybody),
            ("require", "", Some(_)) | ("verify", "ca", Some(_)) => (SslMode::Require, Trust::Signed),
            ("verify", "full", Some(_)) => (SslMode::Require, Trust::Named),
            ("disable" | "prefer", "", Some(_)) | ("verify", "ca" | "full", None) => {
                return Err(TlsFault::Pairing(mode));
            }
            _ => return Err(TlsFault::Mode(mode)),
        };
        Ok(Self { mode: ssl, trust, root })
    }
}

fn text(encoded: &str) -> String {
    String::from_utf8_lossy(&percent_decoded(encoded)).into_owned()
}

/// `%2F` is `/`; a percent sign before anything else is itself.
fn percent_decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let digits = after.get(..2).filter(|two| *first == b'%' && two.iter().all(u8::is_ascii_hexdigit));
        let byte = digits.and_then(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    bytes
}
