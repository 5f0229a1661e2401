//! Sealing to X25519 recipients of age; stock `age` opens and makes the same files.

use super::{SealFault, SecretBytes};
use age::{
    DecryptError, Decryptor, Encryptor,
    secrecy::ExposeSecret,
    stream::{StreamReader, StreamWriter},
    x25519,
};
use std::io::{self, BufRead, Chain, Cursor, Read, Write};

/// What a key slot holds is far smaller; more is somebody's trick.
pub(super) const MOST_IN_SLOT: u64 = 4096;
/// Most bytes inside a sealed file that is opened: a bundle's limit before it is unpacked (docs/THREAT-MODEL.md B7).
pub const MOST_SEALED: u64 = 64 << 20;

/// Most bytes of a sealed file's header: a few hundred recipients. age reads a header line by line for as long as it has no end, and
/// begins again with each line.
const MOST_HEADER: u64 = 32 << 10;
/// What the header's last line begins with; no line before it does.
const HEADER_ENDS: &[u8] = b"---";

/// Seals `bytes` to an `age1…` recipient.
///
/// # Errors
/// `Key` when the text names no recipient.
pub fn seal_to(recipient: &str, bytes: &[u8]) -> Result<Vec<u8>, SealFault> {
    let key: x25519::Recipient = recipient.parse().map_err(|_| SealFault::Key)?;
    let one: &dyn age::Recipient = &key;
    let encryptor = Encryptor::with_recipients(std::iter::once(one)).map_err(|_| SealFault::Key)?;
    write(encryptor, bytes)
}

/// A file that is sealed while it is written; it is whole once it is finished.
pub struct Sealing<W: Write>(StreamWriter<W>);

impl<W: Write> Sealing<W> {
    /// Begins a file that each of the `age1…` recipients can open.
    ///
    /// # Errors
    /// `Key` when a text names no recipient or there is none, `Damaged` when `out` takes no more.
    pub fn begin(recipients: &[&str], out: W) -> Result<Self, SealFault> {
        let keys: Vec<x25519::Recipient> = recipients
            .iter()
            .map(|recipient| recipient.parse().map_err(|_| SealFault::Key))
            .collect::<Result<_, _>>()?;
        let keys = keys.iter().map(|key| key as &dyn age::Recipient);
        let encryptor = Encryptor::with_recipients(keys).map_err(|_| SealFault::Key)?;
        encryptor.wrap_output(out).map(Self).map_err(|_| SealFault::Damaged)
    }

    /// Writes the end.
    ///
    /// # Errors
    /// As `out` states.
    pub fn finish(self) -> io::Result<W> {
        self.0.finish()
    }
}

impl<W: Write> Write for Sealing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// A sealed file that is opened while it is read. Nothing of it is proven whole before its end was read.
pub struct Opening<R: BufRead>(StreamReader<Chain<Cursor<Vec<u8>>, R>>);

impl<R: BufRead> Opening<R> {
    /// Begins to open what was sealed to the recipient of one of these identities.
    ///
    /// # Errors
    /// As `open_with_any`, but for `TooLong`.
    pub fn begin(identities: &[&str], mut source: R) -> Result<Self, SealFault> {
        let keys: Vec<x25519::Identity> = identities
            .iter()
            .map(|identity| identity.trim().parse().map_err(|_| SealFault::Key))
            .collect::<Result<_, _>>()?;
        let header = Cursor::new(header(&mut source)?);
        let decryptor = Decryptor::new_buffered(header.chain(source)).map_err(fault)?;
        decryptor.decrypt(keys.iter().map(|key| key as &dyn age::Identity)).map(Self).map_err(fault)
    }
}

impl<R: BufRead> Read for Opening<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.0.read(bytes)
    }
}

/// Opens what was sealed to the recipient of an `AGE-SECRET-KEY-1…` identity.
///
/// # Errors
/// `Key` when the text is no identity, `WrongKey` when the file is for others, `Damaged`, `TooLong` above 64 MiB.
pub fn open_with(identity: &str, bytes: &[u8]) -> Result<SecretBytes, SealFault> {
    let key: x25519::Identity = identity.trim().parse().map_err(|_| SealFault::Key)?;
    read(&[&key], bytes, MOST_SEALED)
}

/// Opens what was sealed to the recipient of one of these identities; at most `most` bytes may be inside.
///
/// # Errors
/// As `open_with`; `WrongKey` also when no identity is given.
pub fn open_with_any(identities: &[&str], bytes: &[u8], most: u64) -> Result<SecretBytes, SealFault> {
    let keys: Vec<x25519::Identity> = identities
        .iter()
        .map(|identity| identity.trim().parse().map_err(|_| SealFault::Key))
        .collect::<Result<_, _>>()?;
    let keys: Vec<&dyn age::Identity> = keys.iter().map(|key| key as &dyn age::Identity).collect();
    read(&keys, bytes, most)
}

/// Whether the text names a recipient that can be sealed to.
#[must_use]
pub fn is_recipient(text: &str) -> bool {
    text.parse::<x25519::Recipient>().is_ok()
}

/// Whether the text is an identity that opens what is sealed to its recipient.
#[must_use]
pub fn is_identity(text: &str) -> bool {
    text.parse::<x25519::Identity>().is_ok()
}

/// A new identity and its recipient.
#[must_use]
pub fn new_identity() -> (SecretBytes, String) {
    let identity = x25519::Identity::generate();
    let recipient = identity.to_public().to_string();
    (SecretBytes::new(identity.to_string().expose_secret().as_bytes().to_vec()), recipient)
}

/// The recipient of an identity.
///
/// # Errors
/// `Key` when the text is no identity.
pub fn recipient_of(identity: &str) -> Result<String, SealFault> {
    let key: x25519::Identity = identity.trim().parse().map_err(|_| SealFault::Key)?;
    Ok(key.to_public().to_string())
}

pub(super) fn write(encryptor: Encryptor, bytes: &[u8]) -> Result<Vec<u8>, SealFault> {
    let mut sealed = Vec::new();
    let done = encryptor.wrap_output(&mut sealed).and_then(|mut out| {
        out.write_all(bytes)?;
        out.finish().map(|_| ())
    });
    done.map(|()| sealed).map_err(|_| SealFault::Damaged)
}

/// The header of a sealed file, as it is; `Damaged` where it has no end within what a header may have.
fn header(source: &mut impl BufRead) -> Result<Vec<u8>, SealFault> {
    let mut source = source.take(MOST_HEADER);
    let mut header = Vec::new();
    loop {
        let line = header.len();
        let read = source.read_until(b'\n', &mut header).map_err(|_| SealFault::Damaged)?;
        if read == 0 {
            return Err(SealFault::Damaged);
        }
        if header.get(line..).is_some_and(|line| line.starts_with(HEADER_ENDS)) {
            return Ok(header);
        }
    }
}

pub(super) fn read(identities: &[&dyn age::Identity], bytes: &[u8], most: u64) -> Result<SecretBytes, SealFault> {
    header(&mut &*bytes)?;
    let decryptor = Decryptor::new_buffered(bytes).map_err(fault)?;
    let mut inside = decryptor.decrypt(identities.iter().copied()).map_err(fault)?.take(most + 1);
    let mut plain = zeroize::Zeroizing::new(Vec::with_capacity(bytes.len()));
    inside.read_to_end(&mut plain).map_err(|_| SealFault::Damaged)?;
    if u64::try_from(plain.len()).is_ok_and(|length| length > most) {
        return Err(SealFault::TooLong);
    }
    Ok(SecretBytes::new(std::mem::take(&mut *plain)))
}

fn fault(fault: DecryptError) -> SealFault {
    match fault {
        DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed | DecryptError::NoMatchingKeys => {
            SealFault::WrongKey
        }
        DecryptError::ExcessiveWork { required, .. } => SealFault::TooMuchWork(required),
        _ => SealFault::Damaged, // age may name more kinds of damage in later versions
    }
}
