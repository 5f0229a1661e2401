//! Standard cryptography over bytes: hash, keyed hash, key derivation, sign and verify, seal and open, key slots, parcels of
//! files, passphrases and fingerprints that can be read over the telephone.
//!
//! Promises: secrets are zeroized when dropped and print nothing; every derived value is separated from all others by its tag
//! and by the length of each field. Does not: open files or keep anything; its only chance is the randomness of keys.

mod base64;
pub mod canonical;
pub mod demo_centre;
mod hash;
mod hex;
mod identity_file;
mod link_text;
pub mod minisig;
pub mod parcel;
mod passphrase;
mod plain_letters;
#[cfg(feature = "central")]
mod row_seal;
pub mod seal;
mod secret;
pub mod signing;
pub mod slot;
mod strength;
mod syllables;

pub use hash::{
    Keyed, Sha256Stream, draw_seed, hkdf_sha256, hmac_sha256, hmac_tagged, is_same, person_key, printed_paper_seed,
    rekeying_draw, sha256,
};
pub use hex::{hex, unhex, unhex_bytes};
pub use identity_file::{IdentityFault, identity_in, is_sealed};
pub use link_text::{base32, base64url, from_base64url, is_base64url};
pub use passphrase::{LEAST_OWN, Passphrase, PassphraseFault};
#[cfg(feature = "central")]
pub use row_seal::{open_row, seal_row};
pub use seal::{open_with, open_with_any, seal_to};
pub use secret::{Secret, SecretBytes, random};
pub use strength::{Guards, Weakness, judge};
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
