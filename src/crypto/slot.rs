//! Key slots: age files under a passphrase (scrypt). Stock `age -d` opens them.

use super::{Passphrase, SealFault, SecretBytes, seal};
use age::{Encryptor, scrypt, secrecy::SecretString};

/// The work of a slot as it is written: 2^16, that is 64 MiB and about 0.3 s
/// (docs/decisions/014-passphrases-slots-pins.md).
pub const LOG2_N: u8 = 16;
/// The most work that is done for a slot that is read.
pub const MOST_LOG2_N: u8 = 18;

/// Seals `payload` under the passphrase with scrypt's N = 2^`log2_n`.
///
/// # Errors
/// `TooMuchWork` when `log2_n` is above what reading accepts.
pub fn seal(passphrase: &Passphrase, payload: &[u8], log2_n: u8) -> Result<Vec<u8>, SealFault> {
    if log2_n > MOST_LOG2_N {
        return Err(SealFault::TooMuchWork(log2_n));
    }
    let mut recipient = scrypt::Recipient::new(SecretString::from(passphrase.text().to_owned()));
    recipient.set_work_factor(log2_n);
    let one: &dyn age::Recipient = &recipient;
    let encryptor = Encryptor::with_recipients(std::iter::once(one)).map_err(|_| SealFault::Damaged)?;
    seal::write(encryptor, payload)
}

/// Opens a slot.
///
/// # Errors
/// `WrongKey` for another passphrase, `TooMuchWork` above 2^18, `Damaged` for anything that is no such file.
pub fn open(passphrase: &Passphrase, bytes: &[u8]) -> Result<SecretBytes, SealFault> {
    let mut identity = scrypt::Identity::new(SecretString::from(passphrase.text().to_owned()));
    identity.set_max_work_factor(MOST_LOG2_N);
    seal::read(&[&identity], bytes, seal::MOST_IN_SLOT)
}
