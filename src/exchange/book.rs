//! An Excel book as people see its cells. Its own reader: the common one reserves what a hostile file claims to hold.

use super::{
    MOST_UNPACKED, RemarkKind,
    number::{Font, Look, Looks},
    unpack::{Parts, unpack_within},
    xml::{Element, Step, Xml, XmlFault, decoded, whole},
};
use std::collections::{BTreeMap, BTreeSet};

/// Filled cells of a book; 20,000 questions of 16 columns stay below it.
const MOST_CELLS: usize = 500_000;
/// Bytes of all cells together, counted as often as a text is used.
const MOST_TEXT: usize = 64 << 20;
const MOST_SHEETS: usize = 200;
const MOST_MERGED: usize = 2_000;
/// Rows and columns of a sheet (ECMA-376).
const LAST: (u32, u32) = (1_048_576, 16_384);

/// The filled cells of one sheet.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub name: String,
    /// By row, then by column, both from 1.
    pub rows: BTreeMap<u32, BTreeMap<u32, Cell>>,
    pub merged: Vec<Area>,
    /// Rows and columns that a program does not show, and whether it shows the sheet.
    pub hidden_rows: BTreeSet<u32>,
    /// First and last column of each hidden group.
    pub hidden_columns: Vec<(u32, u32)>,
    pub is_hidden: bool,
    /// Rows that a picture or drawing begins in.
    pub pictures: BTreeSet<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub text: String,
    pub of: Origin,
    /// Why its text cannot be trusted: it is struck through, or in an old font.
    pub fault: Option<RemarkKind>,
    /// How it looks, by a number of its own for each look of the book; 0 is plain.
    pub look: u16,
}

/// Where the text of a cell comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    Typed,
    /// A number whose look depends on the machine that shows it.
    Number,
    /// A day or a time, by its format; what was typed may have been something else: as it is shown without its year.
    Day(Option<String>),
    /// The result that the book's last program left.
    Formula,
    /// `#REF!` and the like.
    Error,
}

/// Cells that are shown as one, first and last, each row and column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub from: (u32, u32),
    pub to: (u32, u32),
}

impl Area {
    pub fn name(&self) -> String {
        format!("{}:{}", cell_name(self.from), cell_name(self.to))
    }
}

/// `B3` for row 3, column 2.
pub(super) fn cell_name((row, column): (u32, u32)) -> String {
    let mut letters = Vec::new();
    let mut left = column;
    while left > 0 {
        letters.push(char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or(0)));
        left = (left - 1) / 26;
    }
    letters.iter().rev().chain(row.to_string().chars().collect::<Vec<_>>().iter()).collect()
}

/// All sheets with cells, in the book's order.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, RemarkKind> {
    sheets_within(bytes, MOST_UNPACKED)
}

/// The same of a book that may unpack to so many bytes.
pub(super) fn sheets_within(bytes: &[u8], most: usize) -> Result<Vec<Sheet>, RemarkKind> {
    let wanted = |name: &str| {
        let kinds = ["_rels/", "workbook", "sharedstrings", "styles", "worksheets/", "drawings/"];
        let name = name.to_lowercase();
        let is_xml = name.rsplit('.').next().is_some_and(|end| matches!(end, "xml" | "rels" | "bin"));
        is_xml && kinds.iter().any(|kind| name.contains(kind))
    };
    let parts = unpack_within(bytes, wanted, most)?;
    let roots = relations(&parts, "_rels/.rels").unwrap_or_default();
    let main = roots.iter().find(|relation| relation.kind == "officeDocument");
    let main = main.map_or("xl/workbook.xml".to_owned(), |relation| relation.target.clone());
    if main.ends_with(".bin") {
        return Err(RemarkKind::OtherFormat("xlsb"));
    }
    let Some(workbook) = parts.get(&main) else { return Err(RemarkKind::OtherFormat("not-excel")) };
    let workbook = whole(workbook)?;
    let related = relations(&parts, &relations_of(&main)).unwrap_or_default();
    let part_of =
        |kind: &str| related.iter().find(|relation| relation.kind == kind).and_then(|found| parts.get(&found.target));
    let starts_1904 = workbook.child("workbookPr").and_then(|about| about.attribute("date1904"));
    let mut book = Book {
        strings: part_of("sharedStrings").map_or(Ok(Vec::new()), shared_strings)?,
        looks: part_of("styles").map(whole).transpose()?.map(|styles| Looks::read(&styles)).unwrap_or_default(),
        from_1904: matches!(starts_1904, Some("1" | "true")),
        cells: 0,
        bytes: 0,
    };
    let mut sheets = Vec::new();
    for sheet in workbook.child("sheets").map(|list| list.children.iter()).into_iter().flatten().take(MOST_SHEETS) {
        let target = related.iter().find(|relation| Some(relation.id.as_str()) == sheet.attribute("id"));
        let Some(target) = target.filter(|relation| relation.kind == "worksheet") else { continue };
        let Some(bytes) = parts.get(&target.target) else { continue };
        let name = sheet.attribute("name").unwrap_or_default().to_owned();
        let mut read = book.sheet(bytes)?;
        read.name = name;
        read.is_hidden = sheet.attribute("state").is_some_and(|state| state != "visible");
        read.pictures = pictures(&parts, &target.target);
        sheets.push(read);
    }
    sheets.retain(|sheet| !sheet.rows.is_empty());
    Ok(sheets)
}

struct Book {
    strings: Vec<(String, Option<RemarkKind>)>,
    looks: Looks,
    from_1904: bool,
    cells: usize,
    bytes: usize,
}

impl Book {
    fn sheet(&mut self, bytes: &[u8]) -> Result<Sheet, RemarkKind> {
        let text = decoded(bytes).ok_or(RemarkKind::Encoding)?;
        let mut xml = Xml::new(&text);
        let mut sheet = Sheet::default();
        let mut row = 0;
        while let Some(step) = xml.step().map_err(XmlFault::kind)? {
            let Step::Start(start) = step else { continue };
            match start.name.as_str() {
                "row" => {
                    let element = xml.element(start).map_err(XmlFault::kind)?;
                    let number = element.attribute("r").and_then(|number| number.parse().ok());
                    row = number.unwrap_or(row + 1);
                    if row == 0 || row > LAST.0 {
                        return Err(RemarkKind::Syntax { message: format!("row {row}") });
                    }
                    self.row(row, &element, &mut sheet)?;
                }
                "col" => {
                    let number = |name: &str| start.attribute(name).and_then(|number| number.parse().ok());
                    let is_hidden = is_true(start.attribute("hidden")) || is_none(start.attribute("width"));
                    if let (true, Some(from), Some(to)) = (is_hidden, number("min"), number("max")) {
                        sheet.hidden_columns.push((from, to));
                    }
                }
                "mergeCells" => {
                    let element = xml.element(start).map_err(XmlFault::kind)?;
                    if element.children.len() > MOST_MERGED {
                        return Err(RemarkKind::TooManyElements);
                    }
                    sheet.merged = element.children.iter().filter_map(|area| area_of(area.attribute("ref")?)).collect();
                }
                _ => (),
            }
        }
        Ok(sheet)
    }

    fn row(&mut self, number: u32, row: &Element, sheet: &mut Sheet) -> Result<(), RemarkKind> {
        if is_true(row.attribute("hidden")) || is_none(row.attribute("ht")) {
            sheet.hidden_rows.insert(number);
        }
        let mut column = 0;
        for cell in row.all("c") {
            let own = cell.attribute("r").and_then(place);
            column = own.map_or(column + 1, |(_, column)| column);
            if column > LAST.1 || own.is_some_and(|(own, _)| own != number) {
                return Err(RemarkKind::Syntax { message: format!("cell {}", cell_name((number, column))) });
            }
            let Some(read) = self.cell(cell) else { continue };
            self.cells += 1;
            self.bytes += read.text.len();
            if self.cells > MOST_CELLS || self.bytes > MOST_TEXT {
                return Err(RemarkKind::TooManyCells { most: MOST_CELLS });
            }
            sheet.rows.entry(number).or_default().insert(column, read);
        }
        Ok(())
    }

    fn cell(&self, cell: &Element) -> Option<Cell> {
        let value = cell.child("v").map(|value| value.text.as_str());
        let formula = cell.child("f").is_some();
        let of = if formula { Origin::Formula } else { Origin::Typed };
        let style = cell.attribute("s").and_then(|style| style.parse().ok()).unwrap_or(0);
        let (font, look) = (self.looks.font(style), self.looks.look(style));
        let made = |text: String, of: Origin| {
            let fault = font.fault(&text);
            Some(Cell { text, of, fault, look })
        };
        let of_text = |(text, fault): (String, Option<RemarkKind>)| {
            let fault = font.fault(&text).or(fault);
            (formula || !text.trim().is_empty()).then_some(Cell { text, of: of.clone(), fault, look })
        };
        let text = match cell.attribute("t").unwrap_or("n") {
            "s" => return of_text(self.strings.get(value?.trim().parse::<usize>().ok()?)?.clone()),
            "inlineStr" => return of_text(rich_text(cell.child("is")?)),
            "str" => unescaped(value.unwrap_or_default()),
            "b" => {
                let text = if value?.trim() == "1" { "TRUE" } else { "FALSE" };
                return made(text.to_owned(), if formula { of } else { Origin::Number }); // shown in the program's language
            }
            "e" => return made(value.unwrap_or("#").to_owned(), Origin::Error),
            "d" => return made(value?.to_owned(), Origin::Day(None)),
            _ => {
                let Some(value) = value.filter(|value| !value.trim().is_empty()) else {
                    // A formula whose result nobody has computed is still there.
                    return if formula { made(String::new(), Origin::Formula) } else { None };
                };
                let Look { text, plain, is_day, short } = self.looks.show(value.trim(), style, self.from_1904);
                let of = match () {
                    () if formula => of,
                    () if is_day => Origin::Day(short),
                    () if plain => of,
                    () => Origin::Number,
                };
                return made(text, of);
            }
        };
        of_text((text, None))
    }
}

/// A height or width of nothing.
fn is_none(value: Option<&str>) -> bool {
    value.and_then(|value| value.parse::<f64>().ok()).is_some_and(|size| size <= 0.0)
}

fn is_true(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true"))
}

/// The texts that cells share, each with why it cannot be trusted.
fn shared_strings(bytes: &[u8]) -> Result<Vec<(String, Option<RemarkKind>)>, RemarkKind> {
    let text = decoded(bytes).ok_or(RemarkKind::Encoding)?;
    let mut xml = Xml::new(&text);
    let mut strings = Vec::new();
    while let Some(step) = xml.step().map_err(XmlFault::kind)? {
        let Step::Start(start) = step else { continue };
        if start.name == "si" {
            strings.push(rich_text(&xml.element(start).map_err(XmlFault::kind)?));
            if strings.len() > MOST_CELLS {
                return Err(RemarkKind::TooManyCells { most: MOST_CELLS });
            }
        }
    }
    Ok(strings)
}

/// A text of runs, without its phonetic guide, and why it cannot be trusted.
fn rich_text(element: &Element) -> (String, Option<RemarkKind>) {
    let own = element.all("t").map(|text| text.text.as_str());
    let runs = element.all("r").flat_map(|run| run.all("t")).map(|text| text.text.as_str());
    let fault = element.all("r").find_map(|run| {
        let text: String = run.all("t").map(|text| text.text.as_str()).collect();
        Font::read(run.child("rPr")?).fault(&text)
    });
    (unescaped(&own.chain(runs).collect::<String>()), fault)
}

/// `_x000D_` is a character that XML cannot hold; an underscore before such a text is itself written so.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let code = after.get(2..6).filter(|_| after.get(6..7) == Some("_"));
        match code.and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?)) {
            Some(ch) => {
                out.push(ch);
                rest = after.get(7..).unwrap_or_default();
            }
            None => {
                out.push('_');
                rest = after.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

struct Relation {
    id: String,
    /// The end of its type's address.
    kind: String,
    target: String,
}

fn relations_of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    format!("{folder}/_rels/{name}.rels").trim_start_matches('/').to_owned()
}

/// What a part names, with the targets as names within the file.
fn relations(parts: &Parts, of: &str) -> Option<Vec<Relation>> {
    let element = whole(parts.get(of)?).ok()?;
    let folder = of.rsplit_once("_rels/").map_or("", |(folder, _)| folder);
    let relation = |one: &Element| {
        let target = one.attribute("Target")?;
        let target = target.strip_prefix('/').map_or_else(|| format!("{folder}{target}"), str::to_owned);
        let kind = one.attribute("Type")?.rsplit('/').next()?.to_owned();
        Some(Relation { id: one.attribute("Id")?.to_owned(), kind, target: straight(&target) })
    };
    Some(element.children.iter().filter_map(relation).collect())
}

/// A path without `..`.
fn straight(path: &str) -> String {
    let mut steps = Vec::new();
    for step in path.split('/') {
        match step {
            ".." => drop(steps.pop()),
            "." | "" => (),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// The rows, from 1, in which a sheet's drawings begin.
fn pictures(parts: &Parts, sheet: &str) -> BTreeSet<u32> {
    let related = relations(parts, &relations_of(sheet)).unwrap_or_default();
    let drawings = related.iter().filter(|relation| relation.kind == "drawing");
    let drawings = drawings.filter_map(|relation| whole(parts.get(&relation.target)?).ok());
    let row = |anchor: &Element| anchor.child("from")?.child("row")?.text.trim().parse::<u32>().ok()?.checked_add(1);
    drawings.flat_map(|drawing| drawing.children.iter().filter_map(row).collect::<Vec<_>>()).collect()
}

fn area_of(name: &str) -> Option<Area> {
    let (from, to) = name.split_once(':')?;
    Some(Area { from: place(from)?, to: place(to)? }).filter(|area| area.from <= area.to && area.from.1 <= area.to.1)
}

/// Row and column of `B3`, from 1.
fn place(name: &str) -> Option<(u32, u32)> {
    let digits = name.find(|ch: char| ch.is_ascii_digit())?;
    let (letters, digits) = name.split_at(digits);
    let column = letters.bytes().try_fold(0_u32, |sum, letter| {
        let value = letter.to_ascii_uppercase().checked_sub(b'A').filter(|value| *value < 26)?;
        sum.checked_mul(26)?.checked_add(u32::from(value) + 1)
    })?;
    let row: u32 = digits.parse().ok()?;
    ((1..=LAST.0).contains(&row) && (1..=LAST.1).contains(&column)).then_some((row, column))
}
