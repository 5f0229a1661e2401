use super::sha256;
use std::sync::OnceLock;

/// 1,024 different unaccented syllables of two to six letters, in order. Of sounds that ears in the Red River delta confuse
/// (tr and ch, s and x, l and n, d, gi and r) only one is used to begin a syllable.
const LIST: &str = include_str!("syllables.txt");

/// All syllables, in byte order; ten bits each.
#[must_use]
pub fn syllables() -> &'static [&'static str] {
    static ALL: OnceLock<Vec<&'static str>> = OnceLock::new();
    ALL.get_or_init(|| LIST.lines().collect())
}

/// Eight syllables (80 bits of SHA-256) by which two people compare keys or packs over the telephone.
#[must_use]
pub fn fingerprint(bytes: &[u8]) -> String {
    spoken(&sha256(&[b"tramso-fingerprint1", bytes]), 8)
}

/// The first `count` groups of ten bits as syllables with hyphens between them.
pub(super) fn spoken(bytes: &[u8], count: usize) -> String {
    let all = syllables();
    let mut words = Vec::with_capacity(count);
    let (mut held, mut bits) = (0_usize, 0_u32);
    for byte in bytes {
        held = (held << 8 | usize::from(*byte)) & 0xf_ffff;
        bits += 8;
        if bits >= 10 && words.len() < count {
            bits -= 10;
            words.extend(all.get((held >> bits) & 0x3ff).copied());
        }
    }
    words.join("-")
}
