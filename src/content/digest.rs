use super::Source;
use crate::{crypto, domain::Question};

/// SHA-256 over the domain tag and, by path in byte order, each file's path and bytes, both behind their length as eight bytes,
/// lowest first. Line endings count: the same words saved otherwise are another pack.
#[must_use]
pub fn digest(files: &[Source<'_>]) -> [u8; 32] {
    let mut files = files.to_vec();
    files.sort_by_key(|file| file.path);
    let lengths: Vec<[[u8; 8]; 2]> =
        files.iter().map(|file| [length(file.path.len()), length(file.bytes.len())]).collect();
    let mut parts: Vec<&[u8]> = vec![b"tramso-pack-digest1"];
    for (file, [path, bytes]) in files.iter().zip(&lengths) {
        parts.extend([path.as_slice(), file.path.as_bytes(), bytes.as_slice(), file.bytes]);
    }
    crypto::sha256(&parts)
}

/// What a question asks, in sixteen hexadecimal digits: the beginning of SHA-256 over a domain tag, the question and its options in their own
/// order, each behind its length as eight bytes, lowest first. Two questions of one id that differ by it are not one question in statistics;
/// its explanation, source and level may change.
#[must_use]
pub fn question_digest(question: &Question) -> String {
    let texts = || std::iter::once(&question.stem).chain(&question.options);
    let lengths: Vec<[u8; 8]> = texts().map(|text| length(text.len())).collect();
    let mut parts: Vec<&[u8]> = vec![b"tramso-question1"];
    for (text, length) in texts().zip(&lengths) {
        parts.extend([length.as_slice(), text.as_bytes()]);
    }
    let digest = crypto::sha256(&parts);
    crypto::hex(digest.first_chunk::<8>().map_or(&[], |first| first.as_slice()))
}

fn length(bytes: usize) -> [u8; 8] {
    u64::try_from(bytes).unwrap_or(u64::MAX).to_le_bytes()
}
