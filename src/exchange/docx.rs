//! Word documents: paragraphs and table cells as lines, with what is marked in them; tables of questions as sheets.

use super::{
    Import, Location, RemarkKind,
    docx_draft::Draft,
    docx_table::{Bank, Tables},
    line::Line,
    lines::import_lines,
    numbering::{Numbering, Shown},
    sheet_rows::{Beyond, import_rows},
    style::{Look, Styles},
    unpack::unpack,
    xml::{Element, Step, Xml, XmlFault, decoded, whole},
};
use crate::content::damage;
use std::collections::HashMap;

/// Lines of a document; 20,000 questions of ten lines stay below it.
const MOST_LINES: usize = 250_000;
/// Elements that cannot be imported, and how a remark names them.
pub(super) const MEDIA: [(&str, &str); 8] = [
    ("oMath", "formula"),
    ("oMathPara", "formula"),
    ("drawing", "picture"),
    ("pict", "picture"),
    ("imagedata", "picture"),
    ("object", "object"),
    ("contentPart", "object"),
    ("altChunk", "object"),
];
/// What nobody sees: deleted text, and the second copy of what newer programs draw.
pub(super) const UNSEEN: [&str; 6] = ["del", "moveFrom", "Fallback", "instrText", "pPr", "rPr"];

/// Reads a document by its paragraphs, as pasted text is read by its lines, and its tables of questions by their rows.
pub(super) fn import(bytes: &[u8]) -> Import {
    let (lines, sheets) = match parts(bytes) {
        Ok(read) => read,
        Err(what) => return Import::refused(what),
    };
    let damaged = damage_of(&lines);
    let mut import = import_lines(lines);
    for bank in sheets {
        let sheet = import_rows(bank.rows, Beyond::Ignored);
        let is_nothing = |remark: &super::Remark| remark.what == RemarkKind::NothingFound;
        if !sheet.items.is_empty() || !sheet.remarks.is_empty() {
            import.remarks.retain(|remark| !is_nothing(remark));
        }
        import.items.extend(sheet.items);
        import.remarks.extend(sheet.remarks);
        bank.faults.into_iter().for_each(|(place, what)| import.leave_out(place, what));
        bank.notes.into_iter().for_each(|(place, what)| import.mention_dropped(place, what));
    }
    import.items.sort_by(|a, b| a.place.cmp(&b.place));
    import.remarks.sort_by(|a, b| a.place.cmp(&b.place));
    match damaged {
        Some(what) if import.items.is_empty() && import.remarks.iter().all(is_of_letters) => Import::refused(what),
        _ => import,
    }
}

/// Whether letters that are no longer those that were typed may be the reason.
fn is_of_letters(remark: &super::Remark) -> bool {
    !remark.left_out
        || matches!(
            remark.what,
            RemarkKind::NothingFound
                | RemarkKind::NoRight
                | RemarkKind::NoStem
                | RemarkKind::OptionCount(_)
                | RemarkKind::OldFont(_)
                | RemarkKind::WrongEncoding
                | RemarkKind::LostLetters
        )
}

/// Why nothing of a document can be read, where that follows from its letters.
fn damage_of(lines: &[Line]) -> Option<RemarkKind> {
    let by_font = |line: &Line| line.fault.clone().filter(|what| matches!(what, RemarkKind::OldFont(_)));
    let texts = || lines.iter().filter(|line| line.text.chars().filter(|ch| ch.is_alphabetic()).count() > 5);
    let found: Vec<RemarkKind> =
        texts().filter_map(|line| by_font(line).or_else(|| damage(&line.text).map(RemarkKind::from))).collect();
    let is_much = found.len() * 5 >= texts().count();
    found.into_iter().next().filter(|_| is_much)
}

type Read = (Vec<Line>, Vec<Bank>);

fn parts(bytes: &[u8]) -> Result<Read, RemarkKind> {
    const PARTS: [&str; 4] = ["word/document.xml", "word/numbering.xml", "word/styles.xml", "word/theme/theme1.xml"];
    let parts = unpack(bytes, |name| PARTS.iter().any(|part| part.eq_ignore_ascii_case(name)))?;
    let [document, numbering, styles, theme] = PARTS.map(|part| parts.get(part));
    let document = decoded(document.ok_or(RemarkKind::OtherFormat("not-word"))?).ok_or(RemarkKind::Encoding)?;
    let root = |part: Option<&[u8]>| part.map(whole).transpose();
    let numbering = root(numbering)?.map(|root| Numbering::read(&root)).unwrap_or_default();
    let styles = Styles::read(root(styles)?.as_ref(), root(theme).ok().flatten().as_ref());
    let mut reading = Reading { numbering, styles, ..Reading::default() };
    let mut xml = Xml::new(&document);
    while let Some(step) = xml.step().map_err(XmlFault::kind)? {
        let start = match step {
            Step::Start(start) => start,
            Step::End => {
                reading.tables.end(&mut reading.lines);
                continue;
            }
            Step::Text(_) => continue,
        };
        match start.name.as_str() {
            "p" => {
                let paragraph = xml.element(start).map_err(XmlFault::kind)?;
                reading.paragraph(&paragraph);
            }
            "tcPr" | "trPr" => {
                let about = xml.element(start).map_err(XmlFault::kind)?;
                reading.tables.about(&about);
            }
            "sectPr" | "tblPr" | "sdtPr" | "Fallback" => xml.skip().map_err(XmlFault::kind)?,
            name => match MEDIA.iter().find(|(known, _)| *known == name) {
                Some((_, what)) => {
                    xml.skip().map_err(XmlFault::kind)?;
                    reading.media_between(what);
                }
                None => reading.tables.begin(name, &reading.lines),
            },
        }
        if reading.lines.len() > MOST_LINES {
            return Err(RemarkKind::TooManyElements);
        }
    }
    Ok(reading.finished())
}

#[derive(Default)]
pub(super) struct Reading {
    numbering: Numbering,
    pub(super) styles: Styles,
    paragraph: u32,
    pub(super) lines: Vec<Draft>,
    /// How much text has which colour.
    pub(super) colours: HashMap<String, usize>,
    tables: Tables,
    /// Within a text box.
    is_aside: bool,
}

impl Reading {
    fn paragraph(&mut self, paragraph: &Element) {
        self.paragraph = self.paragraph.saturating_add(1);
        let about = paragraph.child("pPr");
        let style = about.and_then(|about| about.child("pStyle")).and_then(|style| style.attribute("val"));
        let base: Look = self.styles.look(style);
        let mut line = self.new_line();
        match self.shown(about, style) {
            Some(Shown::Label(label)) if !label.trim().is_empty() => line.line.text = format!("{label} "),
            Some(Shown::Point) => line.line.is_point = true,
            Some(Shown::Label(_)) | None => (),
        }
        let mut boxes = Vec::new();
        self.inside(paragraph, &base, &mut line, &mut boxes);
        self.lines.push(line.tidied());
        let was_aside = std::mem::replace(&mut self.is_aside, true);
        for inner in boxes {
            self.paragraph(inner);
        }
        self.is_aside = was_aside;
    }

    pub(super) fn new_line(&self) -> Draft {
        let place = Location::Paragraph(self.paragraph);
        Draft { line: Line { place, is_aside: self.is_aside, ..Line::default() }, ..Draft::default() }
    }

    /// What Word puts before the paragraph.
    fn shown(&mut self, about: Option<&Element>, style: Option<&str>) -> Option<Shown> {
        let own = about.and_then(|about| about.child("numPr"));
        let value = |name: &str| own.and_then(|own| own.child(name)).and_then(|child| child.attribute("val"));
        let of_style = style.and_then(|style| self.styles.list(style));
        let list = value("numId").map(str::to_owned).or_else(|| of_style.as_ref().map(|(list, _)| list.clone()))?;
        let bound = || style.and_then(|style| self.numbering.level_of(&list, style));
        let level = value("ilvl").and_then(|level| level.parse().ok());
        let level = level.or_else(|| of_style.as_ref().and_then(|(_, level)| *level)).or_else(bound).unwrap_or(0);
        self.numbering.next(&list, level)
    }

    /// Something between paragraphs that cannot come in.
    fn media_between(&mut self, what: &str) {
        let mut line = self.new_line();
        line.line.fail(RemarkKind::Media(what.to_owned()));
        self.lines.push(line);
    }

    /// The lines; a colour marks where it is not the one that most of the text has.
    fn finished(self) -> Read {
        let all: usize = self.colours.values().sum();
        let common = self.colours.into_iter().find(|(_, length)| *length * 2 > all).map(|(colour, _)| colour);
        let line = |draft: Draft| {
            let mut line = draft.line;
            let rare = draft.colours.into_iter().filter(|(colour, _)| Some(colour) != common.as_ref());
            (line.tints, line.colours) = rare.unzip();
            line
        };
        (self.lines.into_iter().map(line).collect(), self.tables.sheets)
    }
}
