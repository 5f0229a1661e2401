//! Runs of a paragraph: their text with its looks, and what in them cannot come in.

use super::{
    RemarkKind,
    docx::{MEDIA, Reading, UNSEEN},
    docx_draft::Draft,
    html::{LOWERED, RAISED, moved},
    style::{Look, is_in_old_letters},
    xml::Element,
};

/// Parts of drawings that show something beside text.
const SHOWN: [&str; 7] = ["pic", "blip", "imagedata", "chart", "OLEObject", "relIds", "contentPart"];

impl Reading {
    /// Adds what is in a paragraph or a part of it; text boxes become lines of their own, below it.
    pub(super) fn inside<'a>(
        &mut self,
        part: &'a Element,
        base: &Look,
        line: &mut Draft,
        boxes: &mut Vec<&'a Element>,
    ) {
        for child in &part.children {
            match child.name.as_str() {
                "r" => {
                    let look = child.child("rPr").map_or_else(|| base.clone(), |about| self.styles.run(base, about));
                    if !look.hidden {
                        self.run(child, &look, line, boxes);
                    } else if child.children.iter().any(|inside| inside.name != "rPr") {
                        line.line.note.get_or_insert(RemarkKind::HiddenText);
                    }
                }
                "drawing" | "pict" | "AlternateContent" => drawing(child, line, boxes),
                "fldSimple" => {
                    field(child.attribute("instr").unwrap_or_default(), line);
                    self.inside(child, base, line, boxes);
                }
                name if UNSEEN.contains(&name) => (),
                name => match MEDIA.iter().find(|(known, _)| *known == name) {
                    Some((_, what)) => line.line.fail(RemarkKind::Media((*what).to_owned())),
                    None => self.inside(child, base, line, boxes),
                },
            }
        }
    }

    fn run<'a>(&mut self, run: &'a Element, look: &Look, line: &mut Draft, boxes: &mut Vec<&'a Element>) {
        for child in &run.children {
            match child.name.as_str() {
                "t" => self.text(&child.text, look, line),
                "tab" | "ptab" => line.line.text.push('\t'),
                "noBreakHyphen" => line.line.text.push('-'),
                "br" | "cr" => {
                    let next = self.new_line();
                    self.lines.push(std::mem::replace(line, next).tidied());
                }
                "drawing" | "pict" | "AlternateContent" => drawing(child, line, boxes),
                "instrText" => field(&child.text, line),
                "footnoteReference" | "endnoteReference" | "commentReference" => {
                    line.line.note.get_or_insert(RemarkKind::SideNote);
                }
                "sym" => match symbol(child) {
                    Some(text) => self.text(text, look, line),
                    None => line.line.fail(RemarkKind::Media("symbol".to_owned())),
                },
                name if UNSEEN.contains(&name) => (),
                "ruby" => self.inside(child, look, line, boxes),
                name => {
                    if let Some((_, what)) = MEDIA.iter().find(|(known, _)| *known == name) {
                        line.line.fail(RemarkKind::Media((*what).to_owned()));
                    }
                }
            }
        }
    }

    fn text(&mut self, text: &str, look: &Look, line: &mut Draft) {
        let from = line.line.text.len();
        match look.moved {
            None => line.line.text.push_str(text),
            Some(up) => {
                let digits = if up { &RAISED } else { &LOWERED };
                for ch in text.chars() {
                    if !ch.is_whitespace() && moved(ch, digits).is_none() {
                        line.line.fail(RemarkKind::Media("sup/sub".to_owned()));
                    }
                    line.line.text.push(moved(ch, digits).unwrap_or(ch));
                }
            }
        }
        let range = from..line.line.text.len();
        if range.is_empty() || text.trim().is_empty() {
            return;
        }
        if look.struck {
            line.line.fail(RemarkKind::Struck);
        }
        if let Some(font) = look.old_font.filter(|_| is_in_old_letters(text)) {
            line.line.fail(RemarkKind::OldFont(font));
        }
        if look.bold {
            line.line.bold.push(range.clone());
        }
        if look.underscored {
            line.line.underlined.push(range.clone());
        }
        if look.slanted {
            line.line.slanted.push(range.clone());
        }
        let colour = look.colour.clone().unwrap_or_default();
        *self.colours.entry(colour.clone()).or_default() += text.len();
        if !colour.is_empty() {
            line.colours.push((colour, range));
        }
    }
}

/// A drawing: the paragraphs of its text boxes, and a fault where it shows anything else.
fn drawing<'a>(drawing: &'a Element, line: &mut Draft, boxes: &mut Vec<&'a Element>) {
    let before = boxes.len();
    text_boxes(drawing, boxes);
    if boxes.len() == before || shows_more(drawing) {
        line.line.fail(RemarkKind::Media("picture".to_owned()));
    }
}

/// The paragraphs of the text boxes in a drawing, each once.
fn text_boxes<'a>(drawing: &'a Element, boxes: &mut Vec<&'a Element>) {
    for child in drawing.children.iter().filter(|child| !UNSEEN.contains(&child.name.as_str())) {
        if child.name == "txbxContent" {
            boxes.extend(child.all("p"));
        } else {
            text_boxes(child, boxes);
        }
    }
}

fn shows_more(drawing: &Element) -> bool {
    let seen = |child: &&Element| !UNSEEN.contains(&child.name.as_str()) && child.name != "txbxContent";
    drawing.children.iter().filter(seen).any(|child| SHOWN.contains(&child.name.as_str()) || shows_more(child))
}

/// Fields that draw something which is in no text.
fn field(code: &str, line: &mut Draft) {
    let what = match code.split_whitespace().next().unwrap_or_default().to_ascii_uppercase().as_str() {
        "EQ" => "formula",
        "SYMBOL" => "symbol",
        "INCLUDEPICTURE" => "picture",
        "EMBED" | "LINK" => "object",
        _ => return,
    };
    line.line.fail(RemarkKind::Media(what.to_owned()));
}

/// Ticks and boxes of the fonts that have nothing but signs.
fn symbol(element: &Element) -> Option<&'static str> {
    let font = element.attribute("font").unwrap_or_default().to_ascii_lowercase();
    let code = u32::from_str_radix(element.attribute("char")?, 16).ok()? & 0xff;
    match (font.as_str(), code) {
        ("wingdings", 0xfc) | ("wingdings 2", 0x50) => Some("✓"),
        ("wingdings", 0xfe) | ("wingdings 2", 0x52) => Some("☑"),
        ("wingdings", 0xfd) | ("wingdings 2", 0x51 | 0x53 | 0x54) => Some("☒"),
        ("wingdings", 0xa8 | 0x6f) | ("wingdings 2", 0xa3) => Some("☐"),
        ("wingdings", 0xe0) => Some("→"),
        _ => None,
    }
}
