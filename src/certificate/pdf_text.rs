//! The text that a PDF shows, by the letters that its fonts state their signs to be. Who draws other pictures for the same letters is not
//! found by it: that a file is another one is known by its bytes, and this only helps to name what was changed.

use super::{
    pdf_objects::{Objects, after, has, number, reference, references, states, words},
    pdf_tokens::{Token, Tokens},
};
use std::collections::BTreeMap;

/// Longest text that is read, in bytes: a certificate has some thousand.
const MOST_TEXT: usize = 256 << 10;
/// Most letters of a font's table.
const MOST_LETTERS: usize = 70_000;
/// How deep states of the drawing may be kept in each other.
const DEEPEST: usize = 64;

/// Letters of a font.
struct Letters {
    /// Whether two bytes are one sign.
    is_wide: bool,
    /// What each sign is; where there is no table, a byte is its own letter.
    table: Option<BTreeMap<u16, String>>,
}

/// Fonts by the names that pages call them by.
struct Fonts {
    letters: BTreeMap<u32, Letters>,
    /// None for a name that two fonts have.
    names: BTreeMap<Vec<u8>, Option<u32>>,
}

/// Everything that the pages of a PDF show as text, in the order in which it is drawn; none where that cannot be read.
pub(super) fn shown_text(bytes: &[u8]) -> Option<String> {
    let mut objects = Objects::of(bytes);
    let fonts = Fonts::of(&mut objects);
    let mut text = String::new();
    for number in drawings(&objects) {
        if let Some(drawing) = objects.stream(number) {
            fonts.read(&drawing, &mut text)?;
        }
    }
    (!text.is_empty()).then_some(text)
}

/// The drawings of the pages, and those that pages share.
fn drawings(objects: &Objects<'_>) -> Vec<u32> {
    let mut found = Vec::new();
    for (_, page) in objects.iter().filter(|(_, object)| states(&object.words, b"/Type", b"/Page")) {
        for number in after(&page.words, b"/Contents").into_iter().flat_map(references) {
            match objects.get(number) {
                // A list of drawings that is an object of its own.
                Some(list) if list.words.trim_ascii_start().starts_with(b"[") => found.extend(references(&list.words)),
                Some(_) => found.push(number),
                None => (),
            }
        }
    }
    found.extend(objects.iter().filter(|(_, object)| states(&object.words, b"/Subtype", b"/Form")).map(|(at, _)| at));
    found
}

impl Fonts {
    fn of(objects: &mut Objects<'_>) -> Self {
        let is_font = |words: &[u8]| {
            let is_part = states(words, b"/Subtype", b"/CIDFontType0") || states(words, b"/Subtype", b"/CIDFontType2");
            !is_part && (states(words, b"/Type", b"/Font") || has(words, b"/ToUnicode"))
        };
        let named: Vec<(u32, bool, Option<u32>)> = (objects.iter())
            .filter(|(_, object)| is_font(&object.words))
            .map(|(at, object)| {
                let is_wide = states(&object.words, b"/Subtype", b"/Type0");
                (at, is_wide, reference(&object.words, b"/ToUnicode"))
            })
            .collect();
        let mut letters = BTreeMap::new();
        for (at, is_wide, table) in named {
            let table = table.and_then(|at| objects.stream(at)).map(|stream| table_of(&stream));
            letters.insert(at, Letters { is_wide, table });
        }
        let mut names: BTreeMap<Vec<u8>, Option<u32>> = BTreeMap::new();
        for (_, object) in objects.iter() {
            for (name, font) in named_objects(&object.words).filter(|(_, number)| letters.contains_key(number)) {
                let known = names.entry(name.to_vec()).or_insert(Some(font));
                *known = known.filter(|known| *known == font);
            }
        }
        Self { letters, names }
    }

    /// Adds what a drawing shows. None where it is not known which font that is in.
    fn read(&self, drawing: &[u8], text: &mut String) -> Option<()> {
        let mut tokens = Tokens::new(drawing);
        let (mut name, mut shown): (&[u8], Vec<Vec<u8>>) = (b"", Vec::new());
        let (mut font, mut kept) = (None, Vec::new());
        while let Some(token) = tokens.next().filter(|_| text.len() < MOST_TEXT) {
            let word = match token {
                Token::Text(bytes) => {
                    shown.push(bytes);
                    continue;
                }
                Token::Name(of) => {
                    name = of;
                    continue;
                }
                Token::Open | Token::Close => continue,
                Token::Word(word) => word,
            };
            match word {
                b"Tf" => font = Some(self.names.get(name).copied().flatten()),
                b"Tj" | b"TJ" | b"'" | b"\"" => {
                    let letters = self.letters.get(&font??)?;
                    shown.iter().for_each(|bytes| letters.read(bytes, text));
                }
                b"q" if kept.len() < DEEPEST => kept.push(font),
                b"Q" => font = kept.pop().unwrap_or(font),
                // Bytes of a picture, which are no words.
                b"ID" => tokens.skip_to(b"EI"),
                // Numbers between texts of one line.
                _ if word.first().is_some_and(|first| first.is_ascii_digit() || b"+-.".contains(first)) => continue,
                _ => (), // else: it shows no text
            }
            shown.clear();
        }
        Some(())
    }
}

impl Letters {
    fn read(&self, signs: &[u8], text: &mut String) {
        let length = if self.is_wide { 2 } else { 1 };
        for sign in signs.chunks_exact(length) {
            let code = sign.iter().fold(0_u16, |all, byte| (all << 8) | u16::from(*byte));
            match &self.table {
                Some(table) => text.push_str(table.get(&code).map_or("", String::as_str)),
                None => text.extend(char::from_u32(code.into())),
            }
        }
    }
}

/// The objects that a dictionary names: `/F1 12 0 R`.
fn named_objects(dictionary: &[u8]) -> impl Iterator<Item = (&[u8], u32)> {
    let mut last: [&[u8]; 3] = [b"", b"", b""];
    words(dictionary).filter_map(move |word| {
        let [name, at, generation] = last;
        last = [at, generation, word];
        let is_named = word == b"R" && name.first() == Some(&b'/') && number(generation).is_some();
        Some((name, number(at).filter(|_| is_named)?))
    })
}

/// A font's table of letters, as it states it.
fn table_of(stream: &[u8]) -> BTreeMap<u16, String> {
    let mut table = BTreeMap::new();
    let (mut given, mut list): (Vec<Vec<u8>>, Option<Vec<Vec<u8>>>) = (Vec::new(), None);
    for token in Tokens::new(stream) {
        match token {
            Token::Text(text) => list.as_mut().unwrap_or(&mut given).push(text),
            Token::Open => list = Some(Vec::new()),
            Token::Close => {
                // A range whose letters are stated one by one.
                let (_, from) = (given.pop(), given.pop());
                let codes = from.map_or(0, |from| code(&from))..=u16::MAX;
                table.extend(codes.zip(list.take().unwrap_or_default()).map(|(code, text)| (code, letters(&text, 0))));
            }
            Token::Word(b"beginbfchar" | b"beginbfrange") => given.clear(),
            Token::Word(b"endbfchar") => {
                let pairs =
                    given.chunks_exact(2).filter_map(|pair| Some((code(pair.first()?), letters(pair.get(1)?, 0))));
                table.extend(pairs);
            }
            Token::Word(b"endbfrange") => {
                for range in given.chunks_exact(3) {
                    let [from, to, text] = range else { continue };
                    let codes = code(from)..=code(to);
                    table.extend(codes.zip(0..=u16::MAX).map(|(code, further)| (code, letters(text, further))));
                }
            }
            Token::Word(_) | Token::Name(_) => (),
        }
        if table.len() > MOST_LETTERS {
            break;
        }
    }
    table
}

fn code(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |all, byte| (all << 8) | u16::from(*byte))
}

/// Letters in UTF-16, the last one so many places further.
fn letters(bytes: &[u8], further: u16) -> String {
    let mut units: Vec<u16> = bytes.chunks(2).map(code).collect();
    if let Some(last) = units.last_mut() {
        *last = last.saturating_add(further);
    }
    String::from_utf16_lossy(&units)
}
