//! The numbers and letters that Word puts before paragraphs by itself; they are in no text.

use super::xml::Element;
use std::collections::HashMap;

/// Levels that a list has at most (ECMA-376).
const LEVELS: usize = 9;

/// The lists of a document and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    kinds: HashMap<String, Vec<Level>>,
    /// List -> its kind, and the levels that restart.
    lists: HashMap<String, (String, Vec<(usize, u32)>)>,
    /// By kind, since lists of one kind count on.
    counted: HashMap<String, [Option<u32>; LEVELS]>,
    begun: Vec<String>,
}

#[derive(Clone, Debug, Default)]
struct Level {
    format: String,
    text: String,
    start: u32,
}

impl Numbering {
    /// Reads a document's `numbering.xml`.
    pub fn read(root: &Element) -> Self {
        let mut numbering = Self::default();
        for kind in root.all("abstractNum") {
            let mut levels = vec![Level::default(); LEVELS];
            for level in kind.all("lvl") {
                let slot = level.attribute("ilvl").and_then(|at| levels.get_mut(at.parse::<usize>().ok()?));
                let value = |name: &str| level.child(name).and_then(|child| child.attribute("val"));
                if let Some(slot) = slot {
                    slot.format = value("numFmt").unwrap_or("decimal").to_owned();
                    slot.text = value("lvlText").unwrap_or_default().to_owned();
                    slot.start = value("start").and_then(|start| start.parse().ok()).unwrap_or(1);
                }
            }
            numbering.kinds.insert(kind.attribute("abstractNumId").unwrap_or_default().to_owned(), levels);
        }
        for list in root.all("num") {
            let kind = list.child("abstractNumId").and_then(|kind| kind.attribute("val")).unwrap_or_default();
            let restarts = |change: &Element| {
                let start = change.child("startOverride")?.attribute("val")?.parse().ok()?;
                Some((change.attribute("ilvl")?.parse().ok()?, start))
            };
            let restarts = list.all("lvlOverride").filter_map(restarts).collect();
            numbering.lists.insert(list.attribute("numId").unwrap_or_default().to_owned(), (kind.to_owned(), restarts));
        }
        numbering
    }

    /// What Word shows before the next paragraph of a list. Points below a numbered level are shown as letters: in a list of
    /// questions they are its options.
    pub fn next(&mut self, list: &str, level: usize) -> Option<String> {
        let (kind, restarts) = self.lists.get(list)?.clone();
        let levels = self.kinds.get(&kind)?.clone();
        let own = levels.get(level)?;
        let counted = self.counted.entry(kind).or_default();
        if !self.begun.iter().any(|known| known == list) {
            self.begun.push(list.to_owned());
            for (at, start) in restarts {
                if let Some(slot) = counted.get_mut(at) {
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
            return Some(format!("{}.", letters(number, b'A')));
        }
        if matches!(own.format.as_str(), "bullet" | "none") {
            return None;
        }
        let mut label = own.text.clone();
        for (at, (level, number)) in (1..).zip(levels.iter().zip(counted.iter())) {
            label = label.replace(&format!("%{at}"), &shown(number.unwrap_or(level.start), &level.format));
        }
        Some(label)
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
