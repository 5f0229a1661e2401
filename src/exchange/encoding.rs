use super::{
    Import, Location, RemarkKind,
    tidy::{Unseen, tidy_lines},
};
use crate::content::mostly_damaged;
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

/// A text file: NFC, every line ended by a line feed, plain spaces, nothing that nobody sees.
pub(super) struct Decoded {
    pub text: String,
    /// The encoding, where the file does not state it.
    pub guessed: Option<&'static str>,
    /// What was dropped, and the line.
    dropped: Vec<(u32, RemarkKind)>,
}

/// Lines with signs that programs obey which are listed.
const MOST_DROPPED: usize = 100;

impl Decoded {
    /// Adds the remark of how the file was decoded.
    pub fn mention_into(&self, import: &mut Import) {
        if let Some(name) = self.guessed {
            import.mention(Location::Whole, RemarkKind::EncodingGuessed(name));
        }
        for (line, what) in &self.dropped {
            import.mention_dropped(Location::Line(*line), what.clone());
        }
    }
}

/// Bytes in which UTF-16 without a mark is recognised.
const SAMPLE: usize = 4096;

/// Reads UTF-8, UTF-16 and Windows-1258.
///
/// # Errors
/// The import of a file that is none of these, or was written for a font of the time before Unicode.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, Import> {
    let (text, guessed) = text_of(bytes).map_err(|(place, what)| {
        let mut import = Import::default();
        import.leave_out(place, what);
        import
    })?;
    if let Some(font) = old_font(&text) {
        return Err(Import::refused(RemarkKind::OldFont(font)));
    }
    if let Some(damage) = mostly_damaged(&text) {
        return Err(Import::refused(damage.into()));
    }
    let text = text.strip_prefix('\u{feff}').map_or(text.as_str(), |rest| rest);
    let dropped = dropped(text);
    Ok(Decoded { text: tidy_lines(text), guessed, dropped })
}

/// What `tidy_lines` drops of a text, by line.
fn dropped(text: &str) -> Vec<(u32, RemarkKind)> {
    if Unseen::of(text) == Unseen::default() {
        return Vec::new();
    }
    let lines = (1_u32..).zip(text.lines());
    let found = lines.filter_map(|(number, line)| {
        let unseen = Unseen::of(line.trim_end_matches('\r'));
        let what = unseen.control.map(RemarkKind::ControlSign);
        Some((number, what.or(unseen.some.then_some(RemarkKind::UnseenSigns))?))
    });
    found.take(MOST_DROPPED).collect()
}

type Decoding = (String, Option<&'static str>);

fn text_of(bytes: &[u8]) -> Result<Decoding, (Location, RemarkKind)> {
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return wide(rest, UTF_16LE).map(|text| (text, None));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return wide(rest, UTF_16BE).map(|text| (text, None));
    }
    if let Some((encoding, name)) = wide_by_zeros(bytes) {
        return wide(bytes, encoding).map(|text| (text, Some(name)));
    }
    let plain = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(plain) {
        Ok(text) => Ok((text.to_owned(), None)),
        Err(fault) => {
            let before = plain.iter().take(fault.valid_up_to()).filter(|byte| **byte == b'\n').count();
            let place = Location::Line(u32::try_from(before + 1).unwrap_or(u32::MAX));
            let read = vietnamese(plain).map(|text| (text, Some("Windows-1258")));
            read.map_err(|what| if what == RemarkKind::Encoding { (place, what) } else { (Location::Whole, what) })
        }
    }
}

fn wide(bytes: &[u8], encoding: &'static Encoding) -> Result<String, (Location, RemarkKind)> {
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok(text.into_owned()),
        None => Err((Location::Whole, RemarkKind::Encoding)),
    }
}

/// Half of a text's bytes are zero in UTF-16 as far as it is ASCII: on one side only.
fn wide_by_zeros(bytes: &[u8]) -> Option<(&'static Encoding, &'static str)> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let zeros = |side: usize| sample.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), sample.len() / 2);
    match () {
        () if !bytes.len().is_multiple_of(2) || pairs == 0 => None,
        () if odd * 4 >= pairs && even * 50 <= pairs => Some((UTF_16LE, "UTF-16 LE")),
        () if even * 4 >= pairs && odd * 50 <= pairs => Some((UTF_16BE, "UTF-16 BE")),
        () => None,
    }
}

/// The letters beyond ASCII that Vietnamese is written with.
const LETTERS: &str = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ";

/// Windows-1258, when it makes Vietnamese: every encoding of one byte a character can be read as every other.
fn vietnamese(bytes: &[u8]) -> Result<String, RemarkKind> {
    let (latin, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    if let Some(font) = old_font(&latin) {
        return Err(RemarkKind::OldFont(font));
    }
    let (text, _) = WINDOWS_1258.decode_without_bom_handling(bytes);
    let text: String = text.nfc().collect();
    if text.chars().any(|ch| ch.is_control() && !matches!(ch, '\n' | '\r' | '\t')) {
        return Err(RemarkKind::Encoding);
    }
    let is_foreign = |ch: &char| !ch.is_ascii() && (ch.is_alphabetic() || is_loose(*ch));
    let (mut ours, mut others) = (0_usize, 0_usize);
    for ch in text.chars().filter(is_foreign) {
        let is_ours = ch.to_lowercase().all(|small| LETTERS.contains(small));
        *if is_ours { &mut ours } else { &mut others } += 1;
    }
    if ours > others * 20 { Ok(text) } else { Err(RemarkKind::Encoding) }
}

/// A combining mark without its letter.
fn is_loose(ch: char) -> bool {
    matches!(u32::from(ch), 0x300..=0x36f)
}

/// The commonest words of a page of questions, as the old fonts' files spell them in Unicode's first 256 characters.
const OLD_FONTS: [(&str, &[&str]); 2] = [
    ("TCVN3", &["C©u", "c©u", "§¸p", "®¸p", "kh«ng", "®\u{ad}îc"]),
    ("VNI", &["Caâu", "caâu", "Ñaùp", "ñaùp", "khoâng", "ñöôïc"]),
];

fn old_font(text: &str) -> Option<&'static str> {
    OLD_FONTS.iter().find(|(_, words)| words.iter().any(|word| text.contains(word))).map(|(font, _)| *font)
}
