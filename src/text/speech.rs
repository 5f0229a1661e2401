/// Abbreviations that a Vietnamese voice would read as one odd syllable, with their spoken form.
const SPOKEN: &[(&str, &str)] = &[
    ("AI", "ây ai"),
    ("ATM", "a tê mờ"),
    ("CCCD", "căn cước công dân"),
    ("CMND", "chứng minh nhân dân"),
    ("BHYT", "bảo hiểm y tế"),
    ("ID", "ai đi"),
    ("OTP", "ô tê pê"),
    ("PIN", "pin"),
    ("QR", "quy a"),
    ("SIM", "sim"),
    ("SMS", "ét em ét"),
    ("TTHC", "thủ tục hành chính"),
    ("UBND", "ủy ban nhân dân"),
    ("USB", "u ét bê"),
    ("VNeID", "vê en e ai đi"),
    ("WiFi", "oai phai"),
    ("Wi-Fi", "oai phai"),
    ("www", "vê kép vê kép vê kép"),
];

/// Text for a Vietnamese voice: known abbreviations in their spoken form.
#[must_use]
pub fn speakable(text: &str) -> String {
    let mut spoken_text = String::with_capacity(text.len() + text.len() / 8);
    let mut rest = text;
    while let Some(from) = rest.find(is_word_char) {
        let (before, word_on) = rest.split_at(from);
        let (word, after) = word_on.split_at(word_on.find(|ch| !is_word_char(ch)).unwrap_or(word_on.len()));
        spoken_text.push_str(before);
        spoken_text.push_str(SPOKEN.iter().find(|(short, _)| *short == word).map_or(word, |(_, spoken)| spoken));
        rest = after;
    }
    spoken_text + rest
}

fn is_word_char(ch: char) -> bool {
    ch.is_alphanumeric() || ch == '-'
}
