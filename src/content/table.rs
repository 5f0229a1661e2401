use super::{FaultKind, FileFault, Wanted, draft::Written, fault::Faults, hygiene::hygiene, source::FileText};
use crate::domain::Date;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// Syntax faults that are listed of one file: those behind them mostly follow from the first.
const MOST_SYNTAX_FAULTS: usize = 20;

/// The fault of a syntax error: the commonest typing mistakes are recognised by their line, the rest is the parser's message.
fn syntax(file: &FileText<'_>, at: usize, message: &str) -> FaultKind {
    let start = file.text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let line = file.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let value = line.split_once('=').map_or("", |(_, value)| value.trim_start());
    if value.trim_start_matches(['[', ' ']).starts_with(['“', '”', '‘', '’']) {
        let before = line.find(['“', '”', '‘', '’']).map_or(0, |curly| start + curly);
        return FaultKind::File(FileFault::CurlyQuotes { column: file.column(before) });
    }
    let day: Vec<&str> = value.split(|ch: char| !ch.is_ascii_digit() && !matches!(ch, '/' | '-' | '.')).collect();
    let parts: Vec<usize> = day.first().unwrap_or(&"").split(['/', '-', '.']).map(str::len).collect();
    match parts.as_slice() {
        [1 | 2, 1 | 2, 4] | [4, 1 | 2, 1 | 2] => FaultKind::File(FileFault::DayForm),
        _ => FaultKind::File(FileFault::Syntax { column: file.column(at), message: message.to_owned() }),
    }
}

/// One table of a TOML file, emptied key by key; what is left at the end nobody knows.
pub(super) struct Fields<'f, 'a> {
    pub file: &'f FileText<'a>,
    pub line: u32,
    table: DeTable<'a>,
}

impl<'f, 'a> Fields<'f, 'a> {
    /// A whole file, or nothing and all its syntax faults.
    pub fn open(file: &'f FileText<'a>, faults: &mut Faults) -> Option<Self> {
        let (table, errors) = DeTable::parse_recoverable(file.text);
        for error in errors.iter().take(MOST_SYNTAX_FAULTS) {
            let at = error.span().map_or(0, |span| span.start);
            let what = syntax(file, at, error.message());
            faults.add(file.path, file.line(at), what);
        }
        errors.is_empty().then(|| Self { file, line: 1, table: table.into_inner() })
    }

    /// A text that must be there; empty where it is not.
    pub fn text(&mut self, key: &'static str, faults: &mut Faults) -> Written {
        self.text_if(key, faults).unwrap_or_else(|| self.missing(key, faults))
    }

    /// A text that may be left out.
    pub fn text_if(&mut self, key: &'static str, faults: &mut Faults) -> Option<Written> {
        let (line, value) = self.take(key)?;
        Some(self.written(key, line, value, faults))
    }

    pub fn texts(&mut self, key: &'static str, faults: &mut Faults) -> Option<(u32, Vec<Written>)> {
        let (line, value) = self.take(key)?;
        let DeValue::Array(list) = value else {
            self.wrong(key, line, Wanted::Texts, faults);
            return Some((line, Vec::new()));
        };
        let items = list.into_iter().map(|item| (self.file.line(item.span().start), item.into_inner()));
        Some((line, items.map(|(line, item)| self.written(key, line, item, faults)).collect()))
    }

    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// A whole number within bounds that may be left out.
    pub fn whole(&mut self, key: &'static str, from: i64, to: i64, faults: &mut Faults) -> Option<(i64, u32)> {
        let (line, value) = self.take(key)?;
        let number = match &value {
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        let number = number.filter(|number| (from..=to).contains(number));
        if number.is_none() {
            self.wrong(key, line, Wanted::Whole { from, to }, faults);
        }
        number.map(|number| (number, line))
    }

    pub fn flag(&mut self, key: &'static str, faults: &mut Faults) -> Option<bool> {
        let (line, value) = self.take(key)?;
        let flag = value.as_bool();
        if flag.is_none() {
            self.wrong(key, line, Wanted::YesNo, faults);
        }
        flag
    }

    /// A day without time or zone.
    pub fn date(&mut self, key: &'static str, faults: &mut Faults) -> Option<(Date, u32)> {
        let (line, value) = self.take(key)?;
        let plain = value.as_datetime().filter(|day| day.time.is_none() && day.offset.is_none());
        let date = plain
            .and_then(|day| day.date)
            .and_then(|day| Date::from_ymd_opt(i32::from(day.year), u32::from(day.month), u32::from(day.day)));
        if date.is_none() {
            self.wrong(key, line, Wanted::Date, faults);
        }
        date.map(|date| (date, line))
    }

    /// `[key]`, where it is there.
    pub fn table(&mut self, key: &'static str, faults: &mut Faults) -> Option<Fields<'f, 'a>> {
        let (line, value) = self.take(key)?;
        match value {
            DeValue::Table(table) => Some(Fields { file: self.file, line, table }),
            _ => {
                self.wrong(key, line, Wanted::Table, faults);
                None
            }
        }
    }

    /// Every `[[key]]`, none where the key is not there.
    pub fn tables(&mut self, key: &'static str, faults: &mut Faults) -> Vec<Fields<'f, 'a>> {
        let Some((line, value)) = self.take(key) else { return Vec::new() };
        let DeValue::Array(list) = value else {
            self.wrong(key, line, Wanted::Tables, faults);
            return Vec::new();
        };
        let mut tables = Vec::with_capacity(list.len());
        for item in list {
            let line = self.file.line(item.span().start);
            match item.into_inner() {
                DeValue::Table(table) => tables.push(Fields { file: self.file, line, table }),
                _ => self.wrong(key, line, Wanted::Tables, faults),
            }
        }
        tables
    }

    /// Adds the fault of a missing key and returns an empty text in its place.
    pub fn missing(&self, key: &'static str, faults: &mut Faults) -> Written {
        faults.add(self.file.path, self.line, FaultKind::File(FileFault::MissingKey(key)));
        Written { line: self.line, text: String::new() }
    }

    pub fn wrong(&self, key: &'static str, line: u32, wanted: Wanted, faults: &mut Faults) {
        faults.add(self.file.path, line, FaultKind::File(FileFault::WrongValue { key: key.to_owned(), wanted }));
    }

    pub fn fault(&self, line: u32, what: FaultKind, faults: &mut Faults) {
        faults.add(self.file.path, line, what);
    }

    /// Whatever has not been asked for is unknown.
    pub fn close(self, faults: &mut Faults) {
        for key in self.table.keys() {
            let line = self.file.line(key.span().start);
            faults.add(self.file.path, line, FaultKind::File(FileFault::UnknownKey(key.get_ref().to_string())));
        }
    }

    fn take(&mut self, key: &str) -> Option<(u32, DeValue<'a>)> {
        let (name, value): (_, Spanned<DeValue<'a>>) = self.table.remove_entry(key)?;
        Some((self.file.line(name.span().start), value.into_inner()))
    }

    fn written(&self, key: &'static str, line: u32, value: DeValue<'a>, faults: &mut Faults) -> Written {
        let DeValue::String(text) = value else {
            self.wrong(key, line, Wanted::Text, faults);
            return Written { line, text: String::new() };
        };
        for what in hygiene(&text) {
            faults.add(self.file.path, line, what);
        }
        Written { line, text: text.into_owned() }
    }
}
