/// A limit of bytes as people read it, alike in both languages: `16 MB`, `32 KB`.
#[must_use]
pub fn byte_limit(bytes: usize) -> String {
    match bytes {
        0..1_048_576 => format!("{} KB", bytes.div_ceil(1 << 10)),
        1_048_576.. => format!("{} MB", bytes.div_ceil(1 << 20)),
    }
}
