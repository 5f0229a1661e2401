use super::{Passphrase, SealFault, slot};
use zeroize::Zeroizing;

/// How a secret key of age begins, and a recipient.
const SECRET: &str = "AGE-SECRET-KEY-1";
const RECIPIENT: &str = "age1";
/// How an age file begins that holds a key under a passphrase.
const SEALED: &[u8] = b"age-encryption.org/v1";

/// Why no secret key of age came out of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdentityFault {
    /// It is sealed, and by another passphrase or none.
    #[error("key file is sealed with another passphrase")]
    Passphrase,
    /// It holds a recipient, which only seals.
    #[error("file holds a recipient, not a key")]
    Recipient,
    /// It holds no key, or is damaged.
    #[error("file holds no key")]
    Form,
}

/// Whether a file of a key of age asks for a passphrase.
#[must_use]
pub fn is_sealed(file: &[u8]) -> bool {
    file.starts_with(SEALED)
}

/// The secret key of age in a file: as `age-keygen` writes it, or, where the file is sealed, under what was typed, which is read as
/// `Passphrase::read` does.
///
/// # Errors
/// Why there is none.
pub fn identity_in(file: &[u8], typed: Option<&str>) -> Result<Zeroizing<String>, IdentityFault> {
    let opened = if is_sealed(file) {
        let passphrase = typed.and_then(|typed| Passphrase::read(typed).ok()).ok_or(IdentityFault::Passphrase)?;
        Some(slot::open(&passphrase, file).map_err(|fault| match fault {
            SealFault::WrongKey => IdentityFault::Passphrase,
            SealFault::Key | SealFault::TooMuchWork(_) | SealFault::Damaged | SealFault::TooLong => IdentityFault::Form,
        })?)
    } else {
        None
    };
    let plain = opened.as_ref().map_or(file, |opened| opened.bytes());
    let text = std::str::from_utf8(plain).map_err(|_| IdentityFault::Form)?;
    let mut lines = text.lines().map(str::trim);
    match lines.clone().find(|line| line.starts_with(SECRET)) {
        Some(line) => Ok(Zeroizing::new(line.to_owned())),
        None if lines.any(|line| line.starts_with(RECIPIENT)) => Err(IdentityFault::Recipient),
        None => Err(IdentityFault::Form),
    }
}
