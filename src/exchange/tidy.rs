use unicode_normalization::UnicodeNormalization;

/// A text as an `Item` holds it: NFC, no control and invisible characters, single spaces, no empty lines and none at the ends. Lines
/// stay lines.
///
/// Doing it again changes nothing: `tidy(&tidy(text)) == tidy(text)`.
pub(super) fn tidy(text: &str) -> String {
    let broken = text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let seen: String = broken.chars().filter(|ch| *ch == '\n' || *ch == '\t' || !is_unseen(*ch)).nfc().collect();
    let lines = seen.split('\n').map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The same on one line.
pub(super) fn tidy_line(text: &str) -> String {
    tidy(text).replace('\n', " ")
}

/// A text that may be missing.
pub(super) fn tidy_some(text: &str) -> Option<String> {
    Some(tidy(text)).filter(|text| !text.is_empty())
}

/// Signs that word processors leave behind and nobody sees: controls, soft hyphens, zero widths, directions. Signs of private
/// fonts stay, so that somebody looks at what they were.
fn is_unseen(ch: char) -> bool {
    let code = u32::from(ch);
    ch.is_control()
        || matches!(code, 0xad | 0x34f | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x2064 | 0xfe0f | 0xfeff)
}
