//! Signatures and keys of minisign: stock `minisign` makes and verifies the same. Only prehashed signatures count, and what a
//! signature is for is in its trusted comment, which is signed with it.

use super::{base64, sha256};
use ed25519_dalek::VerifyingKey;
use std::fmt;

/// The first line of every signature in its one form. It is not signed, so it must not carry anything.
const UNTRUSTED: &str = "untrusted comment: tramso";
const TRUSTED: &str = "trusted comment: ";
/// The kind of a prehashed signature; `Ed` is the legacy one.
const PREHASHED: &[u8] = b"ED";
const LEGACY: &[u8] = b"Ed";

/// What minisign calls the key's ID. Shown as minisign shows it: sixteen digits of capital hex.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub u64);

/// A public key of minisign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    id: KeyId,
    text: String,
    point: [u8; 32],
    key: minisign_verify::PublicKey,
}

/// Signature fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureFault {
    /// No signature of minisign.
    #[error("not a minisign signature")]
    Form,
    /// A legacy signature, over the bytes themselves.
    #[error("legacy signature")]
    Legacy,
    /// Made with another key: this one.
    #[error("signed with another key")]
    OtherKey(KeyId),
    /// The bytes or the comment are not those that were signed.
    #[error("signature does not verify")]
    Wrong,
}

impl KeyId {
    /// The id of a key that this program makes from a seed: the first eight bytes of SHA-256 of the public key, as minisign reads
    /// an id (small end first).
    #[must_use]
    pub fn of_point(point: &[u8; 32]) -> Self {
        let digest = sha256(&[point]);
        Self(digest.first_chunk::<8>().map_or(0, |id| u64::from_le_bytes(*id)))
    }
}

impl PublicKey {
    /// A station's key, under the id that it gives itself; none for a key of low order.
    #[must_use]
    pub fn of_point(point: &[u8; 32]) -> Option<Self> {
        let id = KeyId::of_point(point).0.to_le_bytes();
        Self::parse(&base64::encode(&[LEGACY, &id, point].concat()))
    }

    /// Reads the 56 signs of a key, as in the second line of a `.pub` file. Keys of low order, for which anything
    /// verifies, are none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = base64::decode::<42>(text)?;
        let (id, point) = bytes.get(2..)?.split_first_chunk::<8>()?;
        let point: [u8; 32] = point.try_into().ok()?;
        let sound = VerifyingKey::from_bytes(&point).is_ok_and(|key| !key.is_weak());
        let legacy_mark = bytes.starts_with(LEGACY); // every public key of minisign begins with it
        let key = minisign_verify::PublicKey::from_base64(text).ok().filter(|_| sound && legacy_mark)?;
        Some(Self { id: KeyId(u64::from_le_bytes(*id)), text: text.to_owned(), point, key })
    }

    /// Reads a `.pub` file, or the 56 signs alone.
    #[must_use]
    pub fn from_file(text: &str) -> Option<Self> {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        match (lines.next()?, lines.next(), lines.next()) {
            (key, None, None) => Self::parse(key),
            (comment, Some(key), None) if comment.starts_with("untrusted comment:") => Self::parse(key),
            _ => None,
        }
    }

    /// Key id of eight bytes.
    #[must_use]
    pub fn id(&self) -> KeyId {
        self.id
    }

    /// The Ed25519 key itself.
    #[must_use]
    pub fn point(&self) -> [u8; 32] {
        self.point
    }

    /// The 56 signs.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The `.pub` file, as minisign writes it.
    #[must_use]
    pub fn to_file(&self) -> String {
        format!("untrusted comment: minisign public key {}\n{}\n", self.id, self.text)
    }
}

/// The key that a signature names, and its trusted comment; neither is verified.
///
/// # Errors
/// `Form` or `Legacy`.
pub fn claimed(signature: &str) -> Result<(KeyId, &str), SignatureFault> {
    let Lines { first, comment, .. } = lines(signature)?;
    let bytes = base64::decode::<74>(first).ok_or(SignatureFault::Form)?;
    match bytes.get(..2) {
        Some(PREHASHED) => (),
        Some(LEGACY) => return Err(SignatureFault::Legacy),
        _ => return Err(SignatureFault::Form),
    }
    let id = bytes.get(2..).and_then(<[u8]>::first_chunk::<8>).ok_or(SignatureFault::Form)?;
    Ok((KeyId(u64::from_le_bytes(*id)), comment))
}

/// The same signature in its one form: with our first line, four lines, each ended by a line feed.
///
/// # Errors
/// `Form` or `Legacy`.
pub fn canonical(signature: &str) -> Result<String, SignatureFault> {
    claimed(signature)?;
    let Lines { first, comment, second } = lines(signature)?;
    base64::decode::<64>(second).ok_or(SignatureFault::Form)?;
    Ok(format!("{UNTRUSTED}\n{first}\n{TRUSTED}{comment}\n{second}\n"))
}

/// Whether the signature is this key's over these bytes; answers with its trusted comment.
///
/// # Errors
/// Why it is not.
pub fn verify<'s>(key: &PublicKey, bytes: &[u8], signature: &'s str) -> Result<&'s str, SignatureFault> {
    let (id, comment) = claimed(signature)?;
    if id != key.id {
        return Err(SignatureFault::OtherKey(id));
    }
    let decoded = minisign_verify::Signature::decode(signature).map_err(|_| SignatureFault::Form)?;
    key.key.verify(bytes, &decoded, false).map(|()| comment).map_err(|_| SignatureFault::Wrong)
}

struct Lines<'a> {
    first: &'a str,
    comment: &'a str,
    second: &'a str,
}

fn lines(signature: &str) -> Result<Lines<'_>, SignatureFault> {
    let mut lines = signature.lines();
    let (untrusted, first, comment, second) = (lines.next(), lines.next(), lines.next(), lines.next());
    let comment = comment.and_then(|line| line.strip_prefix(TRUSTED));
    match (untrusted, first, comment, second, lines.next()) {
        (Some(untrusted), Some(first), Some(comment), Some(second), None)
            if untrusted.starts_with("untrusted comment: ") =>
        {
            Ok(Lines { first, comment, second })
        }
        _ => Err(SignatureFault::Form),
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:016X}", self.0)
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "KeyId({self})")
    }
}

#[cfg(feature = "base")]
pub use signing::{KeyFileFault, SigningKey};

#[cfg(feature = "base")]
mod signing {
    use super::{KeyId, LEGACY, PublicKey, base64, canonical};
    use crate::crypto::{Passphrase, Secret, signing::public_key};
    use minisign::{KeyPair, SecretKey, SecretKeyBox};
    use std::fmt;
    use zeroize::Zeroizing;

    /// Bytes of a secret key as minisign keeps it: three marks of two, salt 32, limits 16, id 8, seed and point 64, checksum 32.
    const SECRET_LENGTH: usize = 158;

    /// A secret key of minisign. `Debug` does not show it.
    pub struct SigningKey {
        secret: SecretKey,
        public: PublicKey,
    }

    /// Why a secret key cannot be used.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
    pub enum KeyFileFault {
        /// No secret key of minisign, or a damaged one.
        #[error("not a minisign secret key")]
        Form,
        /// Another password.
        #[error("wrong password of the key")]
        Password,
        /// The system gives no randomness, or signing failed.
        #[error("signing failed")]
        Failed,
    }

    impl SigningKey {
        /// A new key, and the file that keeps it under a password: stock `minisign` signs with it.
        ///
        /// # Errors
        /// `Failed` without randomness or memory.
        pub fn generate(password: &str) -> Result<(Self, String), KeyFileFault> {
            let pair = KeyPair::generate_encrypted_keypair(Some(password.to_owned()));
            let pair = pair.map_err(|_| KeyFileFault::Failed)?;
            let file = pair.sk.to_box(Some("tramso secret key")).map_err(|_| KeyFileFault::Failed)?.into_string();
            Ok((Self::from_file(&file, password)?, file))
        }

        /// Reads a secret key file of minisign.
        ///
        /// # Errors
        /// `Form` or `Password`.
        pub fn from_file(file: &str, password: &str) -> Result<Self, KeyFileFault> {
            let known = SecretKeyBox::from_string(file).map_err(|_| KeyFileFault::Form)?;
            match SecretKey::from_box(known, Some(password.to_owned())) {
                Ok(secret) => Self::whole(secret),
                Err(fault) if matches!(fault.kind(), minisign::ErrorKind::Verify) => Err(KeyFileFault::Password),
                Err(_) => Err(KeyFileFault::Form),
            }
        }

        /// The same with what somebody typed: it is tried unchanged; where that is not it, and it can be read as a passphrase
        /// (`Passphrase::read`: marks, case and spaces of six syllables do not matter), then as what was meant.
        ///
        /// # Errors
        /// `Form` or `Password`.
        pub fn from_typed(file: &str, typed: &str) -> Result<Self, KeyFileFault> {
            let opened = Self::from_file(file, typed);
            let meant = Passphrase::read(typed).ok().filter(|meant| meant.text() != typed);
            match (opened, meant) {
                (Err(KeyFileFault::Password), Some(meant)) => Self::from_file(file, meant.text()),
                (opened, _) => opened, // else: it is open, or another password changes nothing
            }
        }

        /// Reads a key file that has no password (`minisign -W`): the demo's.
        ///
        /// # Errors
        /// `Form`.
        pub fn from_open_file(file: &str) -> Result<Self, KeyFileFault> {
            let line = file.lines().nth(1).ok_or(KeyFileFault::Form)?;
            // Stock minisign leaves the checksum of such a key empty, which the crate's own reader takes for damage.
            let bytes = base64::decode::<158>(line).filter(|bytes| bytes.get(..4) == Some(b"Ed\0\0"));
            let secret = SecretKey::from_bytes(&bytes.ok_or(KeyFileFault::Form)?).map_err(|_| KeyFileFault::Form)?;
            Self::whole(secret)
        }

        /// The key of a station's epoch: the Ed25519 seed that also signs certificates, under the id that its public key gives.
        ///
        /// # Errors
        /// `Form` for a seed whose public key is of low order: none is known.
        pub fn from_seed(seed: &Secret<32>) -> Result<Self, KeyFileFault> {
            let point = public_key(seed);
            let mut bytes = Zeroizing::new(Vec::with_capacity(SECRET_LENGTH));
            bytes.extend_from_slice(LEGACY);
            bytes.extend_from_slice(b"\0\0B2"); // no password, its checksum unused
            bytes.extend_from_slice(&[0; 48]); // salt and limits of the password that there is not
            bytes.extend(KeyId::of_point(&point).0.to_le_bytes());
            bytes.extend_from_slice(seed.bytes());
            bytes.extend_from_slice(&point);
            bytes.resize(SECRET_LENGTH, 0);
            Self::whole(SecretKey::from_bytes(&bytes).map_err(|_| KeyFileFault::Form)?)
        }

        /// The public half.
        #[must_use]
        pub fn public(&self) -> &PublicKey {
            &self.public
        }

        /// The signature over the bytes with this trusted comment, in its one form. Two signatures over the same bytes
        /// differ: the crate adds randomness.
        ///
        /// # Errors
        /// `Failed` without randomness.
        pub fn sign(&self, bytes: &[u8], comment: &str) -> Result<String, KeyFileFault> {
            let signed = minisign::sign(None, &self.secret, bytes, Some(comment), None);
            let signed = signed.map_err(|_| KeyFileFault::Failed)?.into_string();
            canonical(&signed).map_err(|_| KeyFileFault::Failed)
        }

        fn whole(secret: SecretKey) -> Result<Self, KeyFileFault> {
            let public = minisign::PublicKey::from_secret_key(&secret).map_err(|_| KeyFileFault::Form)?;
            let public = PublicKey::parse(&base64::encode(&public.to_bytes())).ok_or(KeyFileFault::Form)?;
            Ok(Self { secret, public })
        }
    }

    impl fmt::Debug for SigningKey {
        fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(out, "SigningKey({})", self.public.id())
        }
    }
}
