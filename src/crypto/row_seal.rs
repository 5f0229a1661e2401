use super::{SealFault, Secret, random};
use chacha20poly1305::{
    ChaCha20Poly1305, KeyInit, Nonce,
    aead::{AeadInPlace, Tag},
};

const NONCE: usize = 12;
const TAG: usize = 16;

/// Seals a value for a row of a database: nonce (12 bytes, random), ciphertext, tag (16). `about` is what the row is
/// known by, so that a sealed value opens in its own row only. ChaCha20-Poly1305 (RFC 8439); random nonces hold for 2^32 values
/// under one key, some hundred times what a city's contest writes.
///
/// # Errors
/// `TooLong`: more than the cipher takes, 256 GiB.
pub fn seal_row(key: &Secret<32>, about: &[u8], plain: &[u8]) -> Result<Vec<u8>, SealFault> {
    let nonce: [u8; NONCE] = random();
    let mut sealed = Vec::with_capacity(NONCE + plain.len() + TAG);
    sealed.extend_from_slice(&nonce);
    sealed.extend_from_slice(plain);
    let text = sealed.get_mut(NONCE..).unwrap_or_default();
    let cipher = ChaCha20Poly1305::new(key.bytes().into());
    let tag = cipher.encrypt_in_place_detached(&Nonce::from(nonce), about, text).map_err(|_| SealFault::TooLong)?;
    sealed.extend_from_slice(&tag);
    Ok(sealed)
}

/// Opens what `seal_row` made for the same row.
///
/// # Errors
/// `Damaged`: another key or row, cut short or changed.
pub fn open_row(key: &Secret<32>, about: &[u8], sealed: &[u8]) -> Result<Vec<u8>, SealFault> {
    let (nonce, rest) = sealed.split_first_chunk::<NONCE>().ok_or(SealFault::Damaged)?;
    let (text, tag) = rest.split_last_chunk::<TAG>().ok_or(SealFault::Damaged)?;
    let mut plain = text.to_vec();
    let (nonce, tag) = (Nonce::from(*nonce), Tag::<ChaCha20Poly1305>::from(*tag));
    let cipher = ChaCha20Poly1305::new(key.bytes().into());
    cipher.decrypt_in_place_detached(&nonce, about, &mut plain, &tag).map_err(|_| SealFault::Damaged)?;
    Ok(plain)
}
