/// Abbreviations that a Vietnamese voice would read as one odd syllable, as people say them.
const SAID: &[(&str, &str)] = &[
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

/// A text as a Vietnamese voice should be given it: known abbreviations spelled the way people say them.
#[must_use]
pub fn speakable(text: &str) -> String {
    let mut said = String::with_capacity(text.len() + text.len() / 8);
    let mut rest = text;
    while let Some(from) = rest.find(stands_in_a_word) {
        let (before, word_on) = rest.split_at(from);
        let (word, after) = word_on.split_at(word_on.find(|sign| !stands_in_a_word(sign)).unwrap_or(word_on.len()));
        said.push_str(before);
        said.push_str(SAID.iter().find(|(short, _)| *short == word).map_or(word, |(_, spoken)| spoken));
        rest = after;
    }
    said + rest
}

fn stands_in_a_word(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '-'
}
