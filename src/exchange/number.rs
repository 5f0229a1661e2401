//! Numbers of a sheet as people see them.

use super::{
    RemarkKind,
    number_format::formatted,
    style::{is_in_old_letters, old_encoding},
    xml::Element,
};
use chrono::{Days, NaiveDate};
use std::collections::HashMap;

/// A number's text.
pub(super) struct Look {
    pub text: String,
    /// Every machine shows it so: a whole number, or a day.
    pub plain: bool,
    /// A day or a time: what was typed may have been something else.
    pub is_day: bool,
    /// A day as its format writes it, where that leaves the year out.
    pub short: Option<String>,
}

/// The number formats and fonts of a book, by style.
#[derive(Debug, Default)]
pub(super) struct Looks(Vec<Style>);

#[derive(Clone, Debug, Default)]
struct Style {
    kind: Kind,
    font: Font,
    /// Bold, underlined, its colour and its ground, as a number of its own; 0 is plain.
    look: u16,
}

/// What a font does to the letters of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Font {
    /// Strikes them through.
    pub strikes: bool,
    /// Shows others: its encoding, of the time before Unicode.
    pub old: Option<&'static str>,
}

impl Font {
    /// Reads a font of the styles, or of a run of text.
    pub fn read(about: &Element) -> Self {
        let strikes =
            about.child("strike").is_some_and(|strike| !matches!(strike.attribute("val"), Some("0" | "false")));
        let name = ["name", "rFont"].iter().find_map(|name| about.child(name)?.attribute("val"));
        Self { strikes, old: name.and_then(old_encoding) }
    }

    /// Why a text in this font cannot come in.
    pub fn fault(self, text: &str) -> Option<RemarkKind> {
        let old = self.old.filter(|_| is_in_old_letters(text)).map(RemarkKind::OldFont);
        old.or((self.strikes && !text.trim().is_empty()).then_some(RemarkKind::Struck))
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    /// As many digits as it has.
    General,
    Day,
    /// A day without its year, in this order and this many digits: `d/m`, `dd/mm`.
    DayAndMonth(String),
    /// Digits with zeros before them, so many in all.
    Zeros(usize),
    Time,
    DayAndTime,
    Percent,
    /// A format of its own, with separators, units or words: its code.
    Own(String),
}

impl Looks {
    /// Reads a book's styles.
    pub fn read(styles: &Element) -> Self {
        let own: HashMap<&str, &str> = styles
            .child("numFmts")
            .into_iter()
            .flat_map(|list| &list.children)
            .filter_map(|format| Some((format.attribute("numFmtId")?, format.attribute("formatCode")?)))
            .collect();
        let fonts: Vec<Font> =
            styles.child("fonts").into_iter().flat_map(|list| &list.children).map(Font::read).collect();
        let looks: Vec<String> =
            styles.child("fonts").into_iter().flat_map(|list| &list.children).map(font_look).collect();
        let grounds: Vec<String> =
            styles.child("fills").into_iter().flat_map(|list| &list.children).map(ground).collect();
        let mut known: HashMap<String, u16> = HashMap::from([(String::new(), 0)]);
        let kind = |style: &Element| {
            let id = style.attribute("numFmtId").unwrap_or("0");
            let kind = own.get(id).map_or_else(|| built_in(id), |code| of_code(code));
            let font = style.attribute("fontId").and_then(|font| fonts.get(font.parse::<usize>().ok()?)).copied();
            let of = |name: &str, list: &[String]| -> String {
                style.attribute(name).and_then(|at| list.get(at.parse::<usize>().ok()?)).cloned().unwrap_or_default()
            };
            let shown = of("fontId", &looks) + &of("fillId", &grounds);
            let next = u16::try_from(known.len()).unwrap_or(u16::MAX);
            let look = *known.entry(shown).or_insert(next);
            Style { kind, font: font.unwrap_or_default(), look }
        };
        Self(styles.child("cellXfs").into_iter().flat_map(|list| &list.children).map(kind).collect())
    }

    /// The font of a style.
    pub fn font(&self, style: usize) -> Font {
        self.0.get(style).map(|style| style.font).unwrap_or_default()
    }

    /// How a style looks, apart from its size and name.
    pub fn look(&self, style: usize) -> u16 {
        self.0.get(style).map_or(0, |style| style.look)
    }

    /// A number as it is written in the file, shown in a style: days as 02/09/2025, as people here write them.
    pub fn show(&self, number: &str, style: usize, from_1904: bool) -> Look {
        let kind = self.0.get(style).map_or(&Kind::General, |style| &style.kind);
        let Ok(value) = number.parse::<f64>() else {
            return Look { text: number.to_owned(), plain: false, is_day: false, short: None };
        };
        let shown = match kind {
            Kind::General => None,
            Kind::Own(code) => formatted(code, value),
            Kind::Percent => Some(format!("{}%", short(value * 100.0))),
            Kind::Day | Kind::DayAndMonth(_) => day(value, from_1904),
            Kind::Zeros(digits) => {
                (value >= 0.0 && value.fract() == 0.0 && value < 1e15).then(|| format!("{value:0>digits$}"))
            }
            Kind::Time => Some(time(value)),
            Kind::DayAndTime => day(value, from_1904).map(|day| format!("{day} {}", time(value))),
        };
        let is_whole = value.fract() == 0.0 && value.abs() < 1e15;
        let plain = match kind {
            Kind::Day | Kind::DayAndMonth(_) | Kind::Zeros(_) => shown.is_some(),
            Kind::General => is_whole,
            Kind::Percent | Kind::Time | Kind::DayAndTime | Kind::Own(_) => false,
        };
        let is_day =
            matches!(kind, Kind::Day | Kind::DayAndMonth(_) | Kind::Time | Kind::DayAndTime) && shown.is_some();
        let without_year = match kind {
            Kind::DayAndMonth(code) => day_and_month(value, from_1904, code),
            _ => None, // else: no other kind leaves the year out
        };
        Look { text: shown.unwrap_or_else(|| short(value)), plain, is_day, short: without_year }
    }
}

/// What of a font may mark a cell: bold, underlined, a colour that is not the usual one.
fn font_look(font: &Element) -> String {
    let is_on = |name: &str| {
        font.child(name).is_some_and(|child| !matches!(child.attribute("val"), Some("0" | "false" | "none")))
    };
    let colour = font.child("color").map(colour).filter(|colour| !is_usual(colour)).unwrap_or_default();
    format!("{}{}{colour}", if is_on("b") { "b" } else { "" }, if is_on("u") { "u" } else { "" })
}

/// The colour of a ground, where it has one.
fn ground(fill: &Element) -> String {
    let Some(pattern) = fill.child("patternFill") else { return String::new() };
    let is_drawn = !matches!(pattern.attribute("patternType"), None | Some("none" | "gray125"));
    let colour = pattern.child("fgColor").map(colour).unwrap_or_default();
    let is_white = colour.to_ascii_lowercase().ends_with("ffffff") || colour == "theme0";
    if is_drawn && !is_white { format!("/{colour}") } else { String::new() }
}

fn colour(of: &Element) -> String {
    let named = ["rgb", "theme", "indexed", "tint"].iter().filter_map(|name| Some((name, of.attribute(name)?)));
    named.map(|(name, value)| if *name == "rgb" { value.to_owned() } else { format!("{name}{value}") }).collect()
}

/// Black, and what the system writes in.
fn is_usual(colour: &str) -> bool {
    colour.is_empty()
        || colour.to_ascii_lowercase().ends_with("000000")
        || matches!(colour, "theme1" | "indexed8" | "indexed64")
}

/// The formats that every book has without naming them (ECMA-376, 18.8.30).
fn built_in(id: &str) -> Kind {
    match id {
        "0" | "1" | "49" => Kind::General,
        "9" | "10" => Kind::Percent,
        "14" | "15" | "17" => Kind::Day,
        "16" => Kind::DayAndMonth("d/m".to_owned()), // what was typed, more often than a day: 1/2
        "18" | "19" | "20" | "21" | "45" | "46" | "47" => Kind::Time,
        "22" => Kind::DayAndTime,
        "2" => Kind::Own("0.00".to_owned()),
        "3" => Kind::Own("#,##0".to_owned()),
        "4" => Kind::Own("#,##0.00".to_owned()),
        _ => Kind::Own(String::new()),
    }
}

/// A format's kind by its code, without words in quotes and in brackets.
fn of_code(code: &str) -> Kind {
    if formatted(code, 1.0).is_some_and(|shown| shown.chars().any(|ch| !ch.is_ascii_digit() && ch != ',')) {
        return Kind::Own(code.to_owned()); // «0" đồng"»: what it adds is seen
    }
    let mut letters = String::new();
    let mut chars = code.chars();
    while let Some(ch) = chars.next() {
        match ch {
            '"' => drop(chars.by_ref().find(|ch| *ch == '"')),
            '[' => drop(chars.by_ref().find(|ch| *ch == ']')),
            '\\' | '_' | '*' => drop(chars.next()),
            ';' => break, // the format of negative numbers and so on
            ch => letters.push(ch.to_ascii_lowercase()),
        }
    }
    if matches!(letters.as_str(), "general" | "0" | "@") {
        return Kind::General;
    }
    if letters.len() > 1 && letters.bytes().all(|byte| byte == b'0') {
        return Kind::Zeros(letters.len());
    }
    let day = letters.contains(['y', 'd']);
    if letters.contains('d') && letters.contains('m') && !letters.contains(['y', 'h', 's']) {
        let month = if letters.contains("mm") && !letters.contains("mmm") { "mm" } else { "m" };
        let day = if letters.contains("dd") { "dd" } else { "d" };
        let is_month_first = letters.find('m') < letters.find('d');
        return Kind::DayAndMonth(if is_month_first { format!("{month}/{day}") } else { format!("{day}/{month}") });
    }
    let time = letters.contains(['h', 's']);
    match (day, time) {
        (true, true) => Kind::DayAndTime,
        (true, false) => Kind::Day,
        (false, true) => Kind::Time,
        (false, false) if letters.ends_with('%') => Kind::Percent,
        (false, false) => Kind::Own(code.to_owned()),
    }
}

/// The shortest text of a number as it is shown: 15 digits, without what binary fractions add, with a comma as here.
fn short(value: f64) -> String {
    let rounded = format!("{value:.14e}").parse::<f64>().unwrap_or(value);
    rounded.to_string().replace('.', ",")
}

/// A day without its year, as the format writes it.
fn day_and_month(value: f64, from_1904: bool, code: &str) -> Option<String> {
    let whole = day(value, from_1904)?;
    let (day, month) = (whole.get(..2)?, whole.get(3..5)?);
    let number = |code: &str| {
        let digits = if code.starts_with('d') { day } else { month };
        if code.len() > 1 { digits } else { digits.trim_start_matches('0') }
    };
    let (first, second) = code.split_once('/')?;
    Some(format!("{}/{}", number(first), number(second)))
}

/// The day of a serial number. Excel counts a 29/02/1900 that never was.
fn day(value: f64, from_1904: bool) -> Option<String> {
    let serial = value.floor();
    if !(1.0..=2_958_465.0).contains(&serial) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within 1 and 2,958,465")]
    let serial = serial as u64;
    let zero = match (from_1904, serial) {
        (true, _) => NaiveDate::from_ymd_opt(1904, 1, 1),
        (false, 60) => return Some("29/02/1900".to_owned()),
        (false, ..60) => NaiveDate::from_ymd_opt(1899, 12, 31),
        (false, _) => NaiveDate::from_ymd_opt(1899, 12, 30),
    };
    let day = zero?.checked_add_days(Days::new(serial))?;
    Some(day.format("%d/%m/%Y").to_string())
}

fn time(value: f64) -> String {
    let minutes = (value.rem_euclid(1.0) * 1440.0).round();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within 0 and 1440")]
    let minutes = minutes as u32 % 1440;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}
