//! The words of a page's drawing and of a font's table of letters, one after another.

use super::pdf_objects::place_of;

/// A word.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// What is between brackets, as bytes.
    Text(Vec<u8>),
    /// A name, with its slash.
    Name(&'t [u8]),
    /// A number or what is to be done.
    Word(&'t [u8]),
    /// A list begins.
    Open,
    /// A list ends.
    Close,
}

/// What is left to be read.
pub(super) struct Tokens<'t> {
    rest: &'t [u8],
}

impl<'t> Tokens<'t> {
    /// All words of these bytes.
    pub fn new(bytes: &'t [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Leaves out everything before the next `word`.
    pub fn skip_to(&mut self, word: &[u8]) {
        let at = place_of(self.rest, word, 0).unwrap_or(self.rest.len());
        self.rest = self.rest.get(at..).unwrap_or_default();
    }

    fn take(&mut self, length: usize) -> &'t [u8] {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, &[]));
        self.rest = rest;
        taken
    }

    fn leave(&mut self, length: usize) {
        self.rest = self.rest.get(length..).unwrap_or_default();
    }

    /// `(a text)`, with others in it and its signs that stand for something else.
    fn written(&mut self) -> Vec<u8> {
        let (mut text, mut depth) = (Vec::new(), 0_usize);
        while let Some(byte) = self.take(1).first() {
            match byte {
                b'\\' => self.escaped(&mut text),
                b'(' => {
                    depth += 1;
                    text.push(b'(');
                }
                b')' if depth == 0 => break,
                b')' => {
                    depth -= 1;
                    text.push(b')');
                }
                byte => text.push(*byte),
            }
        }
        text
    }

    fn escaped(&mut self, text: &mut Vec<u8>) {
        let digits = self.rest.iter().take(3).take_while(|byte| (b'0'..=b'7').contains(*byte)).count();
        if digits > 0 {
            let value = self.take(digits).iter().fold(0_u32, |all, digit| all * 8 + u32::from(digit - b'0'));
            text.push(u8::try_from(value & 0xff).unwrap_or(0));
            return;
        }
        match self.take(1).first() {
            Some(b'n') => text.push(b'\n'),
            Some(b'r') => text.push(b'\r'),
            Some(b't') => text.push(b'\t'),
            Some(b'b') => text.push(8),
            Some(b'f') => text.push(12),
            // A line that goes on in the next one.
            Some(b'\r') => self.rest = self.rest.strip_prefix(b"\n").unwrap_or(self.rest),
            Some(b'\n') | None => (),
            Some(byte) => text.push(*byte),
        }
    }

    /// `<0048 0049>`
    fn hexadecimal(&mut self) -> Vec<u8> {
        let end = self.rest.iter().position(|byte| *byte == b'>').unwrap_or(self.rest.len());
        let digits: Vec<u8> =
            self.take(end).iter().filter_map(|byte| char::from(*byte).to_digit(16)?.try_into().ok()).collect();
        self.leave(1);
        // A digit that is missing at the end is a zero.
        digits.chunks(2).map(|pair| (pair.first().unwrap_or(&0) << 4) | pair.get(1).unwrap_or(&0)).collect()
    }
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        loop {
            match *self.rest.first()? {
                byte if is_gap(byte) => self.leave(1),
                b'%' => {
                    let line = self.rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
                    self.leave(line.unwrap_or(self.rest.len()));
                }
                b'(' => {
                    self.leave(1);
                    return Some(Token::Text(self.written()));
                }
                // Of dictionaries only the names matter.
                b'<' if self.rest.starts_with(b"<<") => self.leave(2),
                b'<' => {
                    self.leave(1);
                    return Some(Token::Text(self.hexadecimal()));
                }
                b'[' => {
                    self.leave(1);
                    return Some(Token::Open);
                }
                b']' => {
                    self.leave(1);
                    return Some(Token::Close);
                }
                b'>' | b')' | b'{' | b'}' => self.leave(1),
                first => {
                    let is_end = |byte: &u8| is_gap(*byte) || b"()<>[]{}/%".contains(byte);
                    let length = 1 + self.rest.iter().skip(1).take_while(|byte| !is_end(byte)).count();
                    let word = self.take(length);
                    return Some(if first == b'/' { Token::Name(word) } else { Token::Word(word) });
                }
            }
        }
    }
}

fn is_gap(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == 0
}
