//! Bytes in the letters of links and codes: RFC 4648 base64url and base32, both without padding.

/// Signs of base64url.
const URL: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Base32.
#[must_use]
pub fn base32(bytes: &[u8]) -> String {
    encode(bytes, 5, b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
}

/// Base64url.
#[must_use]
pub fn base64url(bytes: &[u8]) -> String {
    encode(bytes, 6, URL)
}

/// Whether base64url has this sign.
#[must_use]
pub fn is_base64url(sign: u8) -> bool {
    sign.is_ascii_alphanumeric() || sign == b'-' || sign == b'_'
}

/// The bytes of a base64url text; nothing for any other sign or for bits left over.
#[must_use]
pub fn from_base64url(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3 + 2);
    let (mut held, mut bits) = (0_u32, 0_u32);
    for sign in text.bytes() {
        let value = match sign {
            b'A'..=b'Z' => sign - b'A',
            b'a'..=b'z' => sign - b'a' + 26,
            b'0'..=b'9' => sign - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            _ => return None,
        };
        held = (held << 6 | u32::from(value)) & 0xffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push(u8::try_from(held >> bits & 0xff).ok()?);
        }
    }
    (bits < 6 && held & ((1 << bits) - 1) == 0).then_some(out)
}

fn encode(bytes: &[u8], width: u32, alphabet: &[u8]) -> String {
    let mut out = String::new();
    let (mut held, mut bits) = (0_u32, 0_u32);
    let digit = |value: u32| alphabet.get(value as usize & ((1 << width) - 1)).copied().map_or('?', char::from);
    for byte in bytes {
        held = (held << 8 | u32::from(*byte)) & 0xffff;
        bits += 8;
        while bits >= width {
            bits -= width;
            out.push(digit(held >> bits));
        }
    }
    if bits > 0 {
        out.push(digit(held << (width - bits)));
    }
    out
}
