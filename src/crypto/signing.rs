//! Ed25519 over bytes, strict when verifying (low-order keys and signatures in other forms are refused).

use super::Secret;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

/// Tag of the signature of a station's slip, or of a rehearsal's: a verifier that knows only the first never takes a rehearsal's slip for a
/// real one (docs/FORMATS.md 4).
#[must_use]
pub const fn slip_tag(rehearsal: bool) -> &'static str {
    if rehearsal { "tramso-rehearsal-certificate1" } else { "tramso-certificate1" }
}

/// The public key of a secret seed.
#[must_use]
pub fn public_key(seed: &Secret<32>) -> [u8; 32] {
    SigningKey::from_bytes(seed.bytes()).verifying_key().to_bytes()
}

/// Signs the tag and the message: a signature of one kind never verifies as another.
#[must_use]
pub fn sign(seed: &Secret<32>, tag: &str, message: &[u8]) -> [u8; 64] {
    SigningKey::from_bytes(seed.bytes()).sign(&stated(tag, message)).to_bytes()
}

/// Whether the signature is this key's over this tag and message.
#[must_use]
pub fn verify(public_key: &[u8; 32], tag: &str, message: &[u8], signature: &[u8; 64]) -> bool {
    VerifyingKey::from_bytes(public_key)
        .is_ok_and(|key| key.verify_strict(&stated(tag, message), &Signature::from_bytes(signature)).is_ok())
}

/// Tags have no zero byte, so it ends them.
fn stated(tag: &str, message: &[u8]) -> Vec<u8> {
    [tag.as_bytes(), &[0], message].concat()
}
