use super::lifetime::SessionLifetime;
use crate::{
    centre::PasswordHash,
    crypto::{Secret, hex, hmac_sha256, random},
    domain::Moment,
};
use std::fmt;

/// Session token: `<until, ms>.<begun, ms>.<random>.<mac>`
pub struct Token {
    /// From when until when it is valid.
    pub lifetime: SessionLifetime,
    random: String,
    mac: String,
}

impl Token {
    /// New token for a session under this password.
    pub fn new(key: &Secret<32>, hash: &PasswordHash, lifetime: SessionLifetime) -> Self {
        let random = hex(&random::<16>());
        let mac = mac(key, hash, lifetime, &random);
        Self { lifetime, random, mac }
    }

    /// Reads a token, genuine or not; none if it has another form.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let (until_ms, begun_ms) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let lifetime = SessionLifetime { begun: Moment(begun_ms), until: Moment(until_ms) };
        let (random, mac) = (parts.next()?.to_owned(), parts.next()?.to_owned());
        parts.next().is_none().then_some(Self { lifetime, random, mac })
    }

    /// Whether this server has made it under this password, and it is valid now.
    pub fn is_valid(&self, key: &Secret<32>, hash: &PasswordHash, now: Moment) -> bool {
        let (wanted, found) = (mac(key, hash, self.lifetime, &self.random), &self.mac);
        // All characters are compared, so that the time does not depend on where they first differ.
        let is_same =
            wanted.len() == found.len() && wanted.bytes().zip(found.bytes()).fold(0, |all, (a, b)| all | (a ^ b)) == 0;
        self.lifetime.is_valid(now) && is_same
    }
}

impl fmt::Display for Token {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let SessionLifetime { begun, until } = self.lifetime;
        write!(out, "{}.{}.{}.{}", until.0, begun.0, self.random, self.mac)
    }
}

fn mac(key: &Secret<32>, hash: &PasswordHash, lifetime: SessionLifetime, random: &str) -> String {
    let (until, begun) = (lifetime.until.0.to_string(), lifetime.begun.0.to_string());
    let parts = ["tramso-session2", &until, &begun, random, hash.as_str()].map(str::as_bytes);
    let lengths = parts.map(|part| u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
    let framed: Vec<&[u8]> = parts.iter().zip(&lengths).flat_map(|(part, length)| [&length[..], part]).collect();
    hex(&hmac_sha256(key.bytes(), &framed))
}
