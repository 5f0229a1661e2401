use super::Source;
use crate::crypto;

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

fn length(bytes: usize) -> [u8; 8] {
    u64::try_from(bytes).unwrap_or(u64::MAX).to_le_bytes()
}
