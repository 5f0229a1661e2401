use crate::crypto::{Secret as Bytes, SecretBytes, open_row, seal_row};
use crate::domain::{AccountName, Moment};
use totp_rs::{Builder, Secret, Totp};

/// Secret of an account's one-time codes: RFC 6238 as every authenticator app has it (SHA-1, six digits, 30 seconds).
pub struct CodeSecret(Bytes<20>);

/// Name that an app shows with the code.
const ISSUER: &str = "Tram%20So";

impl CodeSecret {
    /// A new secret of 160 bits.
    #[must_use]
    pub fn generate() -> Self {
        Self(Bytes::random())
    }

    /// Reads a secret of 160 bits in base32; none for another text.
    #[must_use]
    pub fn read(base32: &str) -> Option<Self> {
        let secret = Secret::try_from_base32(base32).ok()?;
        Bytes::from_slice(secret.as_ref()).map(Self)
    }

    /// The secret as it is typed into an app: base32.
    #[must_use]
    pub fn base32(&self) -> String {
        Secret::from(self.0.bytes().as_slice()).to_base32()
    }

    /// The address that an app reads from a QR code.
    #[must_use]
    pub fn address(&self, account: AccountName) -> String {
        format!("otpauth://totp/{ISSUER}:{account}?secret={}&issuer={ISSUER}", self.base32())
    }

    /// The code at this moment.
    #[must_use]
    pub fn code(&self, now: Moment) -> Option<String> {
        Some(self.totp()?.generate(seconds(now)).to_string())
    }

    /// The time step whose code was typed, one step early or late included; none for a wrong one. A step is to be used once.
    #[must_use]
    pub fn step_of(&self, typed: &str, now: Moment) -> Option<u64> {
        let digits: String = typed.chars().filter(|sign| !sign.is_whitespace()).collect();
        let is_code = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_digit());
        self.totp().filter(|_| is_code)?.check(&digits, seconds(now))
    }

    /// As the ledger keeps it.
    pub(super) fn seal(&self, key: &Bytes<32>, account: AccountName) -> Option<Vec<u8>> {
        seal_row(key, account.as_str().as_bytes(), self.0.bytes()).ok()
    }

    /// What `seal` made.
    pub(super) fn open(key: &Bytes<32>, account: AccountName, sealed: &[u8]) -> Option<Self> {
        let plain = SecretBytes::new(open_row(key, account.as_str().as_bytes(), sealed).ok()?.to_vec());
        Bytes::from_slice(plain.bytes()).map(Self)
    }

    fn totp(&self) -> Option<Totp> {
        Builder::new().with_secret(Secret::from(self.0.bytes().as_slice())).build().ok()
    }
}

fn seconds(now: Moment) -> u64 {
    u64::try_from(now.0 / 1000).unwrap_or(0)
}
