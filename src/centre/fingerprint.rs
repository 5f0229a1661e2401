/// Whether two fingerprints have the same syllables, however these are separated and written.
pub(super) fn is_same_fingerprint(one: &str, other: &str) -> bool {
    syllables(one) == syllables(other)
}

fn syllables(text: &str) -> Vec<String> {
    let words = text.split(|ch: char| !ch.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}
