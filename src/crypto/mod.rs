//! Standard cryptography over bytes: hash, keyed hash, key derivation, sign and verify, seal and open, key slots, parcels of
//! files, passphrases and fingerprints that can be read over the telephone.
//!
//! Promises: secrets are zeroized when dropped and print nothing; every derived value is separated from all others by its tag
//! and by the length of each field. Does not: open files or keep anything; its only chance is the randomness of keys.

mod base64;
#[cfg(feature = "base")]
mod by_mouth;
pub mod canonical;
#[cfg(feature = "base")]
pub mod demo_centre;
mod hash;
mod hex;
#[cfg(feature = "base")]
mod identity_file;
#[cfg(feature = "base")]
mod link_text;
pub mod minisig;
pub mod parcel;
#[cfg(feature = "base")]
mod passphrase;
#[cfg(feature = "base")]
mod plain_letters;
#[cfg(feature = "central")]
mod row_seal;
#[cfg(feature = "base")]
pub mod seal;
#[cfg(feature = "base")]
mod secret;
#[cfg(feature = "base")]
pub mod signing;
#[cfg(feature = "base")]
pub mod slot;
#[cfg(feature = "base")]
mod strength;
#[cfg(feature = "base")]
mod syllables;

#[cfg(feature = "base")]
pub use by_mouth::{SPOKEN, SpokenReceipt};
#[cfg(feature = "base")]
pub use hash::hkdf_sha256;
pub use hash::{
    Keyed, Sha256Stream, draw_seed, hmac_sha256, hmac_tagged, is_same, person_key, printed_paper_seed, rekeying_draw,
    sha256,
};
pub use hex::{hex, unhex, unhex_bytes};
#[cfg(feature = "base")]
pub use identity_file::{IdentityFault, identity_in, is_sealed};
#[cfg(feature = "base")]
pub use link_text::{base32, base64url, from_base64url, is_base64url};
#[cfg(feature = "base")]
pub use passphrase::{LEAST_OWN, Passphrase, PassphraseFault};
#[cfg(feature = "central")]
pub use row_seal::{open_row, seal_row};
#[cfg(feature = "base")]
pub use seal::{open_with, open_with_any, seal_to};
#[cfg(feature = "base")]
pub use secret::{Secret, SecretBytes, random};
#[cfg(feature = "base")]
pub use strength::{Guards, Weakness, judge};
#[cfg(feature = "base")]
pub use syllables::{fingerprint, syllables};

/// Why something could not be sealed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealFault {
    /// The text names no X25519 recipient or identity of age.
    #[error("not an age recipient or identity")]
    Key,
    /// The passphrase or identity does not open it.
    #[error("wrong passphrase or identity")]
    WrongKey,
    /// Its scrypt work (log2 N) is above what is accepted: it would hold the station up.
    #[error("scrypt work of 2^{0} is too much")]
    TooMuchWork(u8),
    /// No age file, cut short or changed.
    #[error("not an age file, or damaged")]
    Damaged,
    /// More bytes inside than were allowed.
    #[error("sealed content is too long")]
    TooLong,
}
