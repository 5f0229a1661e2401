use rand::{RngCore, rngs::OsRng};
use std::fmt;
use zeroize::{Zeroize, Zeroizing};

/// So many secret bytes: kept in one place, wiped when dropped, never shown.
#[derive(Clone)]
pub struct Secret<const N: usize>(Box<Zeroizing<[u8; N]>>);

/// Secret bytes of any length: wiped when dropped, never shown.
#[derive(Clone, Default)]
pub struct SecretBytes(Zeroizing<Vec<u8>>);

/// Random bytes from the system: for keys, salts and nonces.
#[must_use]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    OsRng.fill_bytes(&mut bytes);
    bytes
}

impl<const N: usize> Secret<N> {
    /// A new random secret.
    #[must_use]
    pub fn random() -> Self {
        let mut secret = Self(Box::new(Zeroizing::new([0; N])));
        OsRng.fill_bytes(secret.0.as_mut_slice());
        secret
    }

    /// Takes the bytes over and wipes where they stood.
    #[must_use]
    pub fn from_bytes(bytes: &mut [u8; N]) -> Self {
        let mut secret = Self(Box::new(Zeroizing::new([0; N])));
        secret.0.copy_from_slice(bytes);
        bytes.zeroize();
        secret
    }

    /// Exactly `N` bytes of a slice, or nothing.
    #[must_use]
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        let mut secret = Self(Box::new(Zeroizing::new([0; N])));
        (bytes.len() == N).then(|| {
            secret.0.copy_from_slice(bytes);
            secret
        })
    }

    /// The secret bytes; do not copy them.
    #[must_use]
    pub fn bytes(&self) -> &[u8; N] {
        &self.0
    }
}

impl SecretBytes {
    /// Keeps bytes that are wiped when dropped.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The secret bytes; do not copy them.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl<const N: usize> fmt::Debug for Secret<N> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret(…)")
    }
}

impl fmt::Debug for SecretBytes {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("SecretBytes(…)")
    }
}
