//! Word documents: paragraphs and table cells as lines, with what is marked in them.

use super::{
    Import, Location, RemarkKind,
    html::{LOWERED, RAISED, moved},
    line_kind::{is_table_heading, letters, numbers, pairs},
    lines::{Line, import_lines},
    numbering::Numbering,
    style::{Look, Styles},
    unpack::unpack,
    xml::{Element, Step, Xml, XmlFault, decoded, whole},
};
use std::{collections::HashMap, ops::Range};

/// Lines of a document; 20,000 questions of ten lines stay below it.
const MOST_LINES: usize = 250_000;
/// Elements that cannot be imported, and how a remark names them.
const MEDIA: [(&str, &str); 7] = [
    ("oMath", "formula"),
    ("oMathPara", "formula"),
    ("drawing", "picture"),
    ("pict", "picture"),
    ("object", "object"),
    ("sym", "symbol"),
    ("altChunk", "object"),
];
/// What nobody sees: deleted text, and the second copy of what newer programs draw.
const UNSEEN: [&str; 6] = ["del", "moveFrom", "Fallback", "instrText", "pPr", "rPr"];

/// Reads a document by its paragraphs, as pasted text is read by its lines.
pub(super) fn import(bytes: &[u8]) -> Import {
    match lines(bytes) {
        Ok(lines) => import_lines(&lines),
        Err(what) => Import::refused(what),
    }
}

fn lines(bytes: &[u8]) -> Result<Vec<Line>, RemarkKind> {
    const PARTS: [&str; 3] = ["word/document.xml", "word/numbering.xml", "word/styles.xml"];
    let parts = unpack(bytes, |name| PARTS.iter().any(|part| part.eq_ignore_ascii_case(name)))?;
    let [document, numbering, styles] = PARTS.map(|part| parts.get(part));
    let document = decoded(document.ok_or(RemarkKind::OtherFormat("not-word"))?).ok_or(RemarkKind::Encoding)?;
    let root = |part: Option<&[u8]>| part.map(whole).transpose();
    let numbering = root(numbering)?.map(|root| Numbering::read(&root)).unwrap_or_default();
    let styles = root(styles)?.map(|root| Styles::read(&root)).unwrap_or_default();
    let mut reading = Reading { numbering, styles, ..Reading::default() };
    let mut xml = Xml::new(&document);
    while let Some(step) = xml.step().map_err(XmlFault::kind)? {
        let start = match step {
            Step::Start(start) => start,
            Step::End => {
                reading.end();
                continue;
            }
            Step::Text(_) => continue,
        };
        match start.name.as_str() {
            "p" => {
                let paragraph = xml.element(start).map_err(XmlFault::kind)?;
                reading.paragraph(&paragraph);
            }
            "sectPr" | "tblPr" | "trPr" | "tcPr" | "sdtPr" => xml.skip().map_err(XmlFault::kind)?,
            name => match MEDIA.iter().find(|(known, _)| *known == name) {
                Some((_, what)) => {
                    xml.skip().map_err(XmlFault::kind)?;
                    reading.media_between(what);
                }
                None => reading.begin(name),
            },
        }
        if reading.lines.len() > MOST_LINES {
            return Err(RemarkKind::TooManyElements);
        }
    }
    Ok(reading.finished())
}

/// A line whose colours are not yet judged.
#[derive(Default)]
struct Draft {
    line: Line,
    colours: Vec<(String, Range<usize>)>,
}

/// A row of a table while it is read.
struct Row {
    /// How many elements it is within.
    depth: usize,
    /// Where the lines of each of its cells begin.
    cells: Vec<usize>,
}

#[derive(Default)]
struct Reading {
    numbering: Numbering,
    styles: Styles,
    paragraph: u32,
    lines: Vec<Draft>,
    /// How much text has which colour.
    colours: HashMap<String, usize>,
    depth: usize,
    row: Option<Row>,
    /// The row before held the numbers of questions.
    is_below_numbers: bool,
}

impl Reading {
    /// An element that holds paragraphs begins.
    fn begin(&mut self, name: &str) {
        match (name, &mut self.row) {
            ("tr", row) => *row = Some(Row { depth: self.depth, cells: Vec::new() }),
            ("tc", Some(row)) => row.cells.push(self.lines.len()),
            _ => (),
        }
        self.depth += 1;
    }

    fn end(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        if let Some(row) = self.row.take_if(|row| row.depth == self.depth) {
            self.end_row(&row);
        }
    }

    /// A row of the table of answers becomes one line, as a teacher would type it; cells of any other row stay lines.
    fn end_row(&mut self, row: &Row) {
        let was_numbers = std::mem::take(&mut self.is_below_numbers);
        let ends = row.cells.iter().skip(1).copied().chain([self.lines.len()]);
        let cells = row.cells.iter().zip(ends).map(|(from, to)| self.cell(*from..to));
        let Some(text) = cells.collect::<Option<Vec<_>>>().map(|cells| cells.join("\t")) else { return };
        self.is_below_numbers = numbers(&text).is_some();
        let has_letters = was_numbers && letters(&text).is_some();
        if let Some(from) = row.cells.first()
            && (self.is_below_numbers || has_letters || pairs(&text).is_some() || is_table_heading(&text))
        {
            let place = self.lines.get(*from).map(|draft| draft.line.place.clone()).unwrap_or_default();
            self.lines.truncate(*from);
            self.lines.push(Draft { line: Line { place, text, ..Line::default() }, ..Draft::default() });
        }
    }

    /// The text of a cell that holds no more than a line of text.
    fn cell(&self, lines: Range<usize>) -> Option<String> {
        let lines = self.lines.get(lines)?.iter().map(|draft| &draft.line);
        let mut filled = lines.filter(|line| !line.text.trim().is_empty() || line.media.is_some());
        match (filled.next(), filled.next()) {
            (None, _) => Some(String::new()),
            (Some(line), None) if line.media.is_none() => Some(line.text.trim().to_owned()),
            (Some(_), _) => None,
        }
    }

    fn paragraph(&mut self, paragraph: &Element) {
        self.paragraph = self.paragraph.saturating_add(1);
        let about = paragraph.child("pPr");
        let style = about.and_then(|about| about.child("pStyle")).and_then(|style| style.attribute("val"));
        let base = style.map(|style| self.styles.look(style)).unwrap_or_default();
        let mut line = self.new_line();
        if let Some(label) = self.label(about, style) {
            line.line.text = format!("{label} ");
        }
        let mut boxes = Vec::new();
        self.inside(paragraph, &base, &mut line, &mut boxes);
        self.lines.push(line);
        for inner in boxes {
            self.paragraph(inner);
        }
    }

    fn new_line(&self) -> Draft {
        Draft { line: Line { place: Location::Paragraph(self.paragraph), ..Line::default() }, ..Draft::default() }
    }

    /// The number or letter that Word puts before the paragraph.
    fn label(&mut self, about: Option<&Element>, style: Option<&str>) -> Option<String> {
        let own = about.and_then(|about| about.child("numPr"));
        let value = |name: &str| own.and_then(|own| own.child(name)).and_then(|child| child.attribute("val"));
        let of_style = style.and_then(|style| self.styles.list(style));
        let list = value("numId").map(str::to_owned).or_else(|| of_style.as_ref().map(|(list, _)| list.clone()))?;
        let level = value("ilvl").and_then(|level| level.parse().ok()).or(of_style.map(|(_, level)| level));
        self.numbering.next(&list, level.unwrap_or(0)).filter(|label| !label.trim().is_empty())
    }

    /// Adds what is in a paragraph or a part of it; text boxes become lines of their own, below it.
    fn inside<'a>(&mut self, part: &'a Element, base: &Look, line: &mut Draft, boxes: &mut Vec<&'a Element>) {
        for child in &part.children {
            match child.name.as_str() {
                "r" => {
                    let look = child.child("rPr").map_or_else(|| base.clone(), |about| self.styles.run(base, about));
                    if !look.hidden {
                        self.run(child, &look, line, boxes);
                    }
                }
                name if UNSEEN.contains(&name) => (),
                name => match MEDIA.iter().find(|(known, _)| *known == name) {
                    Some((_, what)) => line.line.media = Some((*what).to_owned()),
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
                    self.lines.push(std::mem::replace(line, next));
                }
                "drawing" | "pict" | "AlternateContent" => {
                    let before = boxes.len();
                    text_boxes(child, boxes);
                    if boxes.len() == before {
                        line.line.media = Some("picture".to_owned());
                    }
                }
                name if UNSEEN.contains(&name) => (),
                name => {
                    if let Some((_, what)) = MEDIA.iter().find(|(known, _)| *known == name) {
                        line.line.media = Some((*what).to_owned());
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
                        line.line.media = Some("sup/sub".to_owned());
                    }
                    line.line.text.push(moved(ch, digits).unwrap_or(ch));
                }
            }
        }
        let range = from..line.line.text.len();
        if range.is_empty() || text.trim().is_empty() {
            return;
        }
        if look.marked {
            line.line.marked.push(range.clone());
        }
        if look.underscored {
            line.line.underlined.push(range.clone());
        }
        let colour = look.colour.clone().unwrap_or_default();
        *self.colours.entry(colour.clone()).or_default() += text.len();
        if !colour.is_empty() {
            line.colours.push((colour, range));
        }
    }

    /// Something between paragraphs that cannot come in.
    fn media_between(&mut self, what: &str) {
        let mut line = self.new_line();
        line.line.media = Some(what.to_owned());
        self.lines.push(line);
    }

    /// The lines; a colour marks where it is not the one that most of the text has.
    fn finished(self) -> Vec<Line> {
        let all: usize = self.colours.values().sum();
        let common = self.colours.into_iter().find(|(_, length)| *length * 2 > all).map(|(colour, _)| colour);
        let marks = |(colour, range): (String, Range<usize>)| (Some(colour) != common).then_some(range);
        let line = |draft: Draft| {
            let mut line = draft.line;
            line.marked.extend(draft.colours.into_iter().filter_map(marks));
            line.marked.sort_by_key(|range| (range.start, range.end));
            line.marked.dedup();
            line
        };
        self.lines.into_iter().map(line).collect()
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
