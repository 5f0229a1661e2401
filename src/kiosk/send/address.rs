use std::{fmt, net::IpAddr, str::FromStr};
use ureq::http::Uri;

/// Where a centre is reached: `https://…`, or `http://` on this very machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Without a slash at its end.
    base: String,
    is_here: bool,
}

/// Why a text is no address of a centre.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressFault {
    /// No address at all, or with parts that an address of a centre does not have.
    #[error("no address of a centre")]
    Unreadable,
    /// Anybody on the way could read and change what is sent.
    #[error("an address without TLS")]
    NotSecret,
}

/// The longest address that is looked at.
const MOST: usize = 300;

impl Address {
    /// # Errors
    /// It is none, or it is neither https nor this machine.
    pub fn parse(text: &str) -> Result<Self, AddressFault> {
        let text = text.trim();
        let whole = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
        let plain = whole.bytes().all(|byte| byte.is_ascii_graphic()) && whole.len() <= MOST;
        let uri = Uri::from_str(&whole).ok().filter(|_| plain).ok_or(AddressFault::Unreadable)?;
        let authority = uri.authority().map(|found| found.as_str()).unwrap_or_default();
        let host = uri.host().unwrap_or_default();
        if host.is_empty() || authority.contains('@') || uri.query().is_some() || whole.contains('#') {
            return Err(AddressFault::Unreadable);
        }
        let is_here = is_loopback(host);
        match uri.scheme_str() {
            Some("https") => (),
            Some("http") if is_here => (),
            Some("http") => return Err(AddressFault::NotSecret),
            _ => return Err(AddressFault::Unreadable),
        }
        Ok(Self { base: whole.trim_end_matches('/').to_owned(), is_here })
    }

    /// A place of the protocol below the address.
    #[must_use]
    pub fn place(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// Whether it is an address of this machine.
    #[must_use]
    pub fn is_here(&self) -> bool {
        self.is_here
    }
}

impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.base)
    }
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost") || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}
