//! Block letters: capitals, digits and a few other signs as pixels, with all Vietnamese marks.

use unicode_normalization::UnicodeNormalization;

/// Pixels from one letter to the next: five of its own, and the gap that only the horn of Ơ and Ư reaches into.
pub const LETTER_ADVANCE: u16 = 6;
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

/// Whether there are block letters for all of a text.
#[must_use]
pub fn writes_large(text: &str) -> bool {
    let has = |sign: char| LETTERS.iter().any(|(one, _)| *one == sign) || matches!(sign, HORN | DOT);
    let marks = |sign: char| VOWEL_MARKS.iter().chain(&TONES).any(|(one, _)| *one == sign);
    text.nfc().flat_map(char::to_uppercase).nfd().all(|sign| has(sign) || marks(sign))
}

/// Block letters of a text, and the pixel rows of the highest and lowest of their marks.
pub struct LargeText {
    glyphs: Vec<Glyph>,
    above: usize,
    below: usize,
}

impl LargeText {
    /// The letters of a text; signs that have none stay blank.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let glyphs: Vec<Glyph> = text.nfc().map(Glyph::new).collect();
        let above = glyphs.iter().map(|glyph| glyph.above.len()).max().unwrap_or(0);
        let below = if glyphs.iter().any(|glyph| glyph.below) { 2 } else { 0 };
        Self { glyphs, above, below }
    }

    /// How many letters.
    #[must_use]
    pub fn len(&self) -> usize {
        self.glyphs.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.glyphs.is_empty()
    }

    /// Pixel rows: at least seven, and those of marks.
    #[must_use]
    pub fn pixel_rows(&self) -> usize {
        self.above + BODY + self.below
    }

    /// Whether a pixel belongs to a letter: the letter, its column, and the row of the whole text.
    #[must_use]
    pub fn is_lit(&self, letter: usize, column: u16, row: usize) -> bool {
        self.glyphs.get(letter).is_some_and(|glyph| glyph.is_lit(row, column, self.above))
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
