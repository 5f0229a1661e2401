//! The numbers and letters that Word puts before paragraphs by itself; they are in no text.

use super::xml::Element;
use std::collections::{HashMap, HashSet};

/// Levels that a list has at most (ECMA-376).
const LEVELS: usize = 9;

/// The lists of a document and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    kinds: HashMap<String, Vec<Level>>,
    lists: HashMap<String, List>,
    /// By kind, since lists of one kind count on.
    counted: HashMap<String, [Option<u32>; LEVELS]>,
    begun: HashSet<String>,
}

/// A list of a kind, with what it has of its own.
#[derive(Clone, Debug, Default)]
struct List {
    kind: String,
    /// Levels that begin again, and with which number.
    restarts: Vec<(usize, u32)>,
    /// Levels that it has in place of its kind's.
    own: Vec<(usize, Level)>,
}

/// What Word puts before a paragraph of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// A number or letter with its signs.
    Label(String),
    /// The sign of a point.
    Point,
}

#[derive(Clone, Debug, Default)]
struct Level {
    format: String,
    text: String,
    start: u32,
    /// The style of paragraphs that puts them in this level.
    style: Option<String>,
}

impl Level {
    /// The level that an element describes, and its place.
    fn read(level: &Element) -> Option<(usize, Self)> {
        let at = level.attribute("ilvl")?.parse::<usize>().ok().filter(|at| *at < LEVELS)?;
        let value = |name: &str| level.child(name).and_then(|child| child.attribute("val"));
        let read = Self {
            format: value("numFmt").unwrap_or("decimal").to_owned(),
            text: value("lvlText").unwrap_or_default().to_owned(),
            start: value("start").and_then(|start| start.parse().ok()).unwrap_or(1),
            style: value("pStyle").map(str::to_owned),
        };
        Some((at, read))
    }
}

impl Numbering {
    /// Reads a document's `numbering.xml`.
    pub fn read(root: &Element) -> Self {
        let mut numbering = Self::default();
        let mut linked: Vec<(String, String)> = Vec::new();
        let mut by_style: HashMap<String, String> = HashMap::new();
        for kind in root.all("abstractNum") {
            let id = kind.attribute("abstractNumId").unwrap_or_default().to_owned();
            let value = |name: &str| kind.child(name).and_then(|child| child.attribute("val")).map(str::to_owned);
            linked.extend(value("numStyleLink").map(|style| (id.clone(), style)));
            by_style.extend(value("styleLink").map(|style| (style, id.clone())));
            let mut levels = vec![Level::default(); LEVELS];
            for (at, level) in kind.all("lvl").filter_map(Level::read) {
                if let Some(slot) = levels.get_mut(at) {
                    *slot = level;
                }
            }
            numbering.kinds.insert(id, levels);
        }
        // A kind that only names the style of a list has its levels.
        for (id, style) in linked {
            let levels = by_style.get(&style).and_then(|kind| numbering.kinds.get(kind)).cloned();
            numbering.kinds.extend(levels.map(|levels| (id, levels)));
        }
        for list in root.all("num") {
            let kind =
                list.child("abstractNumId").and_then(|kind| kind.attribute("val")).unwrap_or_default().to_owned();
            let mut read = List { kind, ..List::default() };
            for change in list.all("lvlOverride") {
                let at = change.attribute("ilvl").and_then(|at| at.parse::<usize>().ok());
                let start = change.child("startOverride").and_then(|start| start.attribute("val")?.parse().ok());
                read.restarts.extend(at.zip(start));
                read.own.extend(
                    change
                        .child("lvl")
                        .and_then(|level| Some((at.or(Level::read(level).map(|(at, _)| at))?, Level::read(level)?.1))),
                );
            }
            numbering.lists.insert(list.attribute("numId").unwrap_or_default().to_owned(), read);
        }
        numbering
    }

    /// The level of a list that a paragraph's style is bound to.
    pub fn level_of(&self, list: &str, style: &str) -> Option<usize> {
        let list = self.lists.get(list)?;
        let is_it = |level: &Level| level.style.as_deref() == Some(style);
        let own = list.own.iter().find(|(_, level)| is_it(level)).map(|(at, _)| *at);
        own.or_else(|| self.kinds.get(&list.kind)?.iter().position(is_it))
    }

    /// What Word shows before the next paragraph of a list. Points below a numbered level are shown as letters: in a list of
    /// questions they are its options.
    pub fn next(&mut self, list: &str, level: usize) -> Option<Shown> {
        let List { kind, restarts, own: changed } = self.lists.get(list)?;
        let mut levels = self.kinds.get(kind).cloned().unwrap_or_else(|| vec![Level::default(); LEVELS]);
        for (at, level) in changed {
            if let Some(slot) = levels.get_mut(*at) {
                slot.clone_from(level);
            }
        }
        let own = levels.get(level)?;
        // A list with levels of its own counts for itself.
        let counted = if changed.is_empty() { kind.clone() } else { format!("{kind}/{list}") };
        let counted = self.counted.entry(counted).or_default();
        if self.begun.insert(list.to_owned()) {
            for (at, start) in restarts {
                if let Some(slot) = counted.get_mut(*at) {
                    *slot = start.checked_sub(1);
                }
            }
        }
        let slot = counted.get_mut(level)?;
        *slot = Some(slot.map_or(own.start, |number| number.saturating_add(1)));
        let number = slot.unwrap_or(own.start);
        for deeper in counted.iter_mut().skip(level + 1) {
            *deeper = None;
        }
        let is_number = |level: &Level| matches!(level.format.as_str(), "decimal" | "decimalZero");
        let below_numbers = level > 0 && levels.get(level - 1).is_some_and(is_number);
        if below_numbers && (is_number(own) || own.format == "bullet") {
            return Some(Shown::Label(format!("{}.", letters(number, b'A'))));
        }
        match own.format.as_str() {
            "bullet" => return Some(Shown::Point),
            "none" => return None,
            _ => (),
        }
        let mut label = own.text.clone();
        for (at, (level, number)) in (1..).zip(levels.iter().zip(counted.iter())) {
            label = label.replace(&format!("%{at}"), &shown(number.unwrap_or(level.start), &level.format));
        }
        Some(Shown::Label(label))
    }
}

fn shown(number: u32, format: &str) -> String {
    match format {
        "upperLetter" => letters(number, b'A'),
        "lowerLetter" => letters(number, b'a'),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        "decimalZero" => format!("{number:02}"),
        _ => number.to_string(),
    }
}

/// A to Z, then AA to ZZ, as Word counts.
fn letters(number: u32, first: u8) -> String {
    let at = number.saturating_sub(1);
    let ch = char::from(first.saturating_add(u8::try_from(at % 26).unwrap_or(0)));
    std::iter::repeat_n(ch, usize::try_from(at / 26 + 1).unwrap_or(1).min(10)).collect()
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut left = number.min(3999);
    let mut text = String::new();
    for (value, ch) in SIGNS {
        while left >= value {
            text.push_str(ch);
            left -= value;
        }
    }
    text
}
