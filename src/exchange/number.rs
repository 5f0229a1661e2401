//! Numbers of a sheet as people see them.

use super::xml::Element;
use chrono::{Days, NaiveDate};
use std::collections::HashMap;

/// A number's text.
pub(super) struct Look {
    pub text: String,
    /// Every machine shows it so: a whole number, or a day.
    pub plain: bool,
}

/// The number formats of a book, by style.
#[derive(Debug, Default)]
pub(super) struct Looks(Vec<Kind>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// As many digits as it has.
    General,
    Day,
    Time,
    DayAndTime,
    Percent,
    /// A format of its own, with separators, units or words.
    Own,
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
        let kind = |style: &Element| {
            let id = style.attribute("numFmtId").unwrap_or("0");
            own.get(id).map_or_else(|| built_in(id), |code| of_code(code))
        };
        Self(styles.child("cellXfs").into_iter().flat_map(|list| &list.children).map(kind).collect())
    }

    /// A number as it is written in the file, shown in a style: days as 02/09/2025, as people here write them.
    pub fn show(&self, number: &str, style: usize, from_1904: bool) -> Look {
        let kind = self.0.get(style).copied().unwrap_or(Kind::General);
        let Ok(value) = number.parse::<f64>() else { return Look { text: number.to_owned(), plain: false } };
        let shown = match kind {
            Kind::General | Kind::Own => None,
            Kind::Percent => Some(format!("{}%", short(value * 100.0))),
            Kind::Day => day(value, from_1904),
            Kind::Time => Some(time(value)),
            Kind::DayAndTime => day(value, from_1904).map(|day| format!("{day} {}", time(value))),
        };
        let is_whole = value.fract() == 0.0 && value.abs() < 1e15;
        let plain = match kind {
            Kind::Day => shown.is_some(),
            Kind::General => is_whole,
            Kind::Percent | Kind::Time | Kind::DayAndTime | Kind::Own => false,
        };
        Look { text: shown.unwrap_or_else(|| short(value)), plain }
    }
}

/// The formats that every book has without naming them (ECMA-376, 18.8.30).
fn built_in(id: &str) -> Kind {
    match id {
        "0" | "1" | "49" => Kind::General,
        "9" | "10" => Kind::Percent,
        "14" | "15" | "16" | "17" => Kind::Day,
        "18" | "19" | "20" | "21" | "45" | "46" | "47" => Kind::Time,
        "22" => Kind::DayAndTime,
        _ => Kind::Own,
    }
}

/// A format's kind by its code, without words in quotes and in brackets.
fn of_code(code: &str) -> Kind {
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
    let day = letters.contains(['y', 'd']);
    let time = letters.contains(['h', 's']);
    match (day, time) {
        (true, true) => Kind::DayAndTime,
        (true, false) => Kind::Day,
        (false, true) => Kind::Time,
        (false, false) if letters.ends_with('%') => Kind::Percent,
        (false, false) => Kind::Own,
    }
}

/// The shortest text of a number as it is shown: 15 digits, without what binary fractions add, with a comma as here.
fn short(value: f64) -> String {
    let rounded = format!("{value:.14e}").parse::<f64>().unwrap_or(value);
    rounded.to_string().replace('.', ",")
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
