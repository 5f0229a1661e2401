use super::Page;
use ratatui::{style::Style, text::Line};
use unicode_normalization::UnicodeNormalization;

/// Cells from one letter to the next.
const ADVANCE: u16 = 6;
/// Pixel rows of a letter without its marks.
const BODY: usize = 7;

const LETTERS: [(char, [u8; 7]); 44] = [
    ('A', [0b01110, 0b10001, 0b10001, 0b11111, 0b10001, 0b10001, 0b10001]),
    ('B', [0b11110, 0b10001, 0b10001, 0b11110, 0b10001, 0b10001, 0b11110]),
    ('C', [0b01110, 0b10001, 0b10000, 0b10000, 0b10000, 0b10001, 0b01110]),
    ('D', [0b11110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b11110]),
    ('E', [0b11111, 0b10000, 0b10000, 0b11110, 0b10000, 0b10000, 0b11111]),
    ('F', [0b11111, 0b10000, 0b10000, 0b11110, 0b10000, 0b10000, 0b10000]),
    ('G', [0b01110, 0b10001, 0b10000, 0b10111, 0b10001, 0b10001, 0b01111]),
    ('H', [0b10001, 0b10001, 0b10001, 0b11111, 0b10001, 0b10001, 0b10001]),
    ('I', [0b01110, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110]),
    ('J', [0b00111, 0b00010, 0b00010, 0b00010, 0b00010, 0b10010, 0b01100]),
    ('K', [0b10001, 0b10010, 0b10100, 0b11000, 0b10100, 0b10010, 0b10001]),
    ('L', [0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b11111]),
    ('M', [0b10001, 0b11011, 0b10101, 0b10101, 0b10001, 0b10001, 0b10001]),
    ('N', [0b10001, 0b11001, 0b10101, 0b10101, 0b10011, 0b10001, 0b10001]),
    ('O', [0b01110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110]),
    ('P', [0b11110, 0b10001, 0b10001, 0b11110, 0b10000, 0b10000, 0b10000]),
    ('Q', [0b01110, 0b10001, 0b10001, 0b10001, 0b10101, 0b10010, 0b01101]),
    ('R', [0b11110, 0b10001, 0b10001, 0b11110, 0b10100, 0b10010, 0b10001]),
    ('S', [0b01111, 0b10000, 0b10000, 0b01110, 0b00001, 0b00001, 0b11110]),
    ('T', [0b11111, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100]),
    ('U', [0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110]),
    ('V', [0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01010, 0b00100]),
    ('W', [0b10001, 0b10001, 0b10001, 0b10101, 0b10101, 0b11011, 0b10001]),
    ('X', [0b10001, 0b10001, 0b01010, 0b00100, 0b01010, 0b10001, 0b10001]),
    ('Y', [0b10001, 0b10001, 0b01010, 0b00100, 0b00100, 0b00100, 0b00100]),
    ('Z', [0b11111, 0b00001, 0b00010, 0b00100, 0b01000, 0b10000, 0b11111]),
    ('Đ', [0b01110, 0b01001, 0b01001, 0b11101, 0b01001, 0b01001, 0b01110]),
    ('0', [0b01110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110]),
    ('1', [0b00100, 0b01100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110]),
    ('2', [0b01110, 0b10001, 0b00001, 0b00110, 0b01000, 0b10000, 0b11111]),
    ('3', [0b11111, 0b00010, 0b00100, 0b00010, 0b00001, 0b10001, 0b01110]),
    ('4', [0b00010, 0b00110, 0b01010, 0b10010, 0b11111, 0b00010, 0b00010]),
    ('5', [0b11111, 0b10000, 0b11110, 0b00001, 0b00001, 0b10001, 0b01110]),
    ('6', [0b00110, 0b01000, 0b10000, 0b11110, 0b10001, 0b10001, 0b01110]),
    ('7', [0b11111, 0b00001, 0b00010, 0b00100, 0b01000, 0b01000, 0b01000]),
    ('8', [0b01110, 0b10001, 0b10001, 0b01110, 0b10001, 0b10001, 0b01110]),
    ('9', [0b01110, 0b10001, 0b10001, 0b01111, 0b00001, 0b00010, 0b01100]),
    ('/', [0b00001, 0b00001, 0b00010, 0b00100, 0b01000, 0b10000, 0b10000]),
    ('-', [0b00000, 0b00000, 0b00000, 0b11111, 0b00000, 0b00000, 0b00000]),
    ('.', [0b00000, 0b00000, 0b00000, 0b00000, 0b00000, 0b01100, 0b01100]),
    ('%', [0b11000, 0b11001, 0b00010, 0b00100, 0b01000, 0b10011, 0b00011]),
    ('!', [0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b00000, 0b00100]),
    ('?', [0b01110, 0b10001, 0b00001, 0b00010, 0b00100, 0b00000, 0b00100]),
    (' ', [0b00000, 0b00000, 0b00000, 0b00000, 0b00000, 0b00000, 0b00000]),
];

/// Marks above: first the one that belongs to the vowel (two pixel rows), above it the tone (two more).
const VOWEL_MARKS: [(char, [u8; 2]); 2] = [('\u{302}', [0b00100, 0b01010]), ('\u{306}', [0b10001, 0b01110])];
const TONES: [(char, [u8; 2]); 4] = [
    ('\u{301}', [0b00010, 0b00100]),
    ('\u{300}', [0b01000, 0b00100]),
    ('\u{309}', [0b00110, 0b00100]),
    ('\u{303}', [0b01101, 0b10110]),
];
const HORN: char = '\u{31b}';
const DOT: char = '\u{323}';

/// A letter as pixels, top row first; bit 5 is a sixth column that only the horn of Ơ and Ư reaches.
#[derive(Default)]
struct Glyph {
    above: Vec<u8>,
    body: [u8; BODY],
    below: bool,
}

/// Cells that a big text is wide.
#[must_use]
pub fn big_width(text: &str) -> u16 {
    u16::try_from(glyphs(text).len()).unwrap_or(u16::MAX).saturating_mul(ADVANCE).saturating_sub(1)
}

/// Rows that a big text is high: between 4 (no marks) and 7.
#[must_use]
pub fn big_height(text: &str) -> u16 {
    let (above, below) = extent(&glyphs(text));
    u16::try_from((above + BODY + below).div_ceil(2)).unwrap_or(7)
}

/// Whether there are large letters for all of a text.
#[must_use]
pub fn big_writes(text: &str) -> bool {
    let has = |sign: char| LETTERS.iter().any(|(one, _)| *one == sign) || matches!(sign, HORN | DOT);
    let marks = |sign: char| VOWEL_MARKS.iter().chain(&TONES).any(|(one, _)| *one == sign);
    text.nfc().flat_map(char::to_uppercase).nfd().all(|sign| has(sign) || marks(sign))
}

/// Writes capitals, digits and a few other characters, with all Vietnamese marks, in half-block pixels: 5 wide, 7 high without marks. Signs
/// that it lacks stay blank. Clipped to the frame.
pub fn draw_big(page: &mut Page<'_, '_>, x: u16, y: u16, text: &str, style: Style) {
    let glyphs = glyphs(text);
    let (above, below) = extent(&glyphs);
    let height = above + BODY + below;
    for row in 0..height.div_ceil(2) {
        let mut line = String::new();
        for glyph in &glyphs {
            for column in 0..ADVANCE {
                let lit = |pixel: usize| glyph.is_lit(pixel, column, above);
                line.push(match (lit(2 * row), lit(2 * row + 1)) {
                    (true, true) => '█',
                    (true, false) => '▀',
                    (false, true) => '▄',
                    (false, false) => ' ',
                });
            }
        }
        let down = u16::try_from(row).unwrap_or(0);
        page.line_at(x, y + down, u16::MAX - x, &Line::styled(line, style));
    }
}

impl Glyph {
    fn new(letter: char) -> Self {
        let mut glyph = Self::default();
        let mut vowel = None;
        let mut tone = None;
        for ch in letter.to_uppercase().flat_map(|ch| std::iter::once(ch).nfd().collect::<Vec<_>>()) {
            if let Some((_, body)) = LETTERS.iter().find(|(one, _)| *one == ch) {
                glyph.body = *body;
            }
            vowel = VOWEL_MARKS.iter().find(|(one, _)| *one == ch).map(|(_, rows)| *rows).or(vowel);
            tone = TONES.iter().find(|(one, _)| *one == ch).map(|(_, rows)| *rows).or(tone);
            if ch == HORN {
                // The horn grows out of the upper right corner and hangs over the gap to the next letter.
                if let Some(top) = glyph.body.first_mut() {
                    *top |= 1;
                }
                vowel = vowel.or(Some([0, 0b10_0000]));
            }
            glyph.below |= ch == DOT;
        }
        let marks = [tone, vowel].into_iter().flatten().flatten();
        glyph.above = marks.collect();
        glyph
    }

    fn is_lit(&self, pixel: usize, column: u16, above: usize) -> bool {
        // Bit 4 is the leftmost of five columns, bit 5 is right of them.
        let bit = if column == 5 { 5 } else { 4 - column };
        let mark = |row: usize| self.above.get(row).is_some_and(|row| row >> bit & 1 == 1);
        let shift = above - self.above.len();
        match pixel.checked_sub(above) {
            None => pixel.checked_sub(shift).is_some_and(mark),
            Some(row) if row < BODY => self.body.get(row).is_some_and(|row| row >> bit & 1 == 1),
            Some(row) => self.below && row == BODY + 1 && column == 2,
        }
    }
}

fn glyphs(text: &str) -> Vec<Glyph> {
    text.nfc().map(Glyph::new).collect()
}

/// Pixel rows that the highest mark reaches above the letters, and the lowest below them.
fn extent(glyphs: &[Glyph]) -> (usize, usize) {
    let above = glyphs.iter().map(|glyph| glyph.above.len()).max().unwrap_or(0);
    (above, if glyphs.iter().any(|glyph| glyph.below) { 2 } else { 0 })
}
