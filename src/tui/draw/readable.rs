//! What is written on a page, kept beside its cells while it is drawn: what can be read aloud, sentence by sentence.

use super::cells;
use ratatui::layout::Rect;

/// Signs that end a sentence.
const ENDS: [char; 4] = ['.', '?', '!', '…'];
/// A text without an end is cut here, at a space: a voice is given no more at once.
const LONGEST: usize = 400;

/// A sentence, and the cells in which it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its words, as they are written.
    pub text: String,
    /// A row for each line.
    pub places: Vec<Rect>,
    /// It is being typed: who follows the page is not read each letter.
    pub typed: bool,
}

/// A line of a text as it was drawn.
struct Written {
    x: u16,
    y: u16,
    text: String,
    typed: bool,
}

/// Everything that was written on a page, text by text, in the order in which it was drawn.
#[derive(Default)]
pub(super) struct Readable {
    /// Somebody listens: otherwise a frame costs no more than its drawing.
    pub is_on: bool,
    texts: Vec<Vec<Written>>,
    /// Lines belong to one text while this is not 0.
    pub joined: u16,
    /// Nothing is kept while this is not 0.
    pub silent: u16,
    /// What is drawn is being typed while this is not 0.
    pub typing: u16,
}

impl Readable {
    /// Nothing yet.
    pub fn new(is_on: bool) -> Self {
        Self { is_on, ..Self::default() }
    }

    /// Takes a line in.
    pub fn line(&mut self, x: u16, y: u16, text: String) {
        if self.silent > 0 || !self.is_on {
            return;
        }
        let line = Written { x, y, text, typed: self.typing > 0 };
        match self.texts.last_mut() {
            Some(text) if self.joined > 0 => text.push(line),
            _ => self.texts.push(vec![line]), // else: a text of its own
        }
    }

    /// A text of its own begins.
    pub fn begin(&mut self) {
        if self.is_on && self.joined == 0 && self.silent == 0 {
            self.texts.push(Vec::new());
        }
    }

    /// Nothing was written.
    pub fn clear(&mut self) {
        self.texts.clear();
    }

    /// What can be read aloud, in the order in which it is read.
    pub fn sentences(&self) -> Vec<Sentence> {
        self.texts.iter().flat_map(|text| split(text)).collect()
    }
}

/// The sentences of a text.
fn split(lines: &[Written]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut open = Sentence { text: String::new(), places: Vec::new(), typed: false };
    for line in lines {
        open.typed |= line.typed;
        if !open.text.is_empty() && !open.text.ends_with(' ') {
            open.text.push(' ');
        }
        let (mut x, mut from) = (line.x, None);
        for sign in line.text.trim_end().chars() {
            let width = cells(sign.encode_utf8(&mut [0; 4]));
            if !sign.is_whitespace() {
                from.get_or_insert(x);
            }
            if !open.text.is_empty() || !sign.is_whitespace() {
                open.text.push(sign);
            }
            x = x.saturating_add(width);
            let is_end = sign.is_whitespace() && ends(&open.text);
            if is_end || (sign.is_whitespace() && open.text.len() > LONGEST) {
                close(&mut open, from.take(), x, line.y);
                finish(&mut open, &mut sentences);
            }
        }
        close(&mut open, from, x, line.y);
        if ends(&open.text) {
            finish(&mut open, &mut sentences);
        }
    }
    finish(&mut open, &mut sentences);
    sentences
}

fn close(open: &mut Sentence, from: Option<u16>, to: u16, y: u16) {
    if let Some(from) = from {
        open.places.push(Rect { x: from, y, width: to.saturating_sub(from), height: 1 });
    }
}

fn finish(open: &mut Sentence, sentences: &mut Vec<Sentence>) {
    // A mark before an option changes while it is looked at; the option stays the same.
    let is_ornament = |sign: char| "●▶▪□■•▲→".contains(sign);
    let text = std::mem::take(&mut open.text);
    let words = text.split_whitespace().filter(|word| !word.chars().all(is_ornament));
    let text = words.collect::<Vec<_>>().join(" ");
    let (places, typed) = (std::mem::take(&mut open.places), open.typed);
    if text.chars().any(char::is_alphanumeric) {
        sentences.push(Sentence { text, places, typed });
    }
}

/// Whether a text ends a sentence: not behind the number of an option or a step, and not behind an initial such as `TP.`
fn ends(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches(['"', '”', ')', '»']);
    if !text.ends_with(ENDS) {
        return false;
    }
    let word = text.trim_end_matches(ENDS).rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_initial = !word.is_empty() && word.chars().count() <= 2 && word.chars().all(char::is_uppercase);
    let words = text.trim_end_matches(ENDS).trim_start_matches(|sign: char| !sign.is_alphanumeric());
    let is_number = words.chars().all(|sign| sign.is_ascii_digit());
    !(text.ends_with('.') && (is_initial || is_number))
}
