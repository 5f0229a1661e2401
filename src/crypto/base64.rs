//! RFC 4648 base64 with padding, in its one form: no other sign, no bits left over.

const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

pub(super) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits = (0..3).fold(0_usize, |bits, at| bits << 8 | group.get(at).copied().map_or(0, usize::from));
        for place in 0..4 {
            let sign = SIGNS.get(bits >> (18 - 6 * place) & 63).filter(|_| place <= group.len());
            text.push(sign.map_or('=', |sign| char::from(*sign)));
        }
    }
    text
}

/// Exactly `N` bytes, or nothing.
pub(super) fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
    if text.len() != N.div_ceil(3) * 4 {
        return None;
    }
    let mut bytes = [0; N];
    for (group, place) in text.as_bytes().chunks(4).zip(bytes.chunks_mut(3)) {
        let mut bits = 0_u32;
        for sign in group {
            // Padding counts as zero here; the comparison below checks its place.
            let value = if *sign == b'=' { Some(0) } else { SIGNS.iter().position(|known| known == sign) };
            bits = bits << 6 | u32::try_from(value?).ok()?;
        }
        for (byte, value) in place.iter_mut().zip(bits.to_be_bytes().into_iter().skip(1)) {
            *byte = value;
        }
    }
    (encode(&bytes) == text).then_some(bytes)
}
