//! Lists of people who took part on One Touch: a table of text that the city hands in, with every fault at once.

use super::{
    RemarkKind,
    one_touch_head::{EXAMPLE, OneTouchColumn, is_valid},
    people_grid::{Grid, GridRow, grids},
};
use crate::domain::{
    Birth, Date, IdFault, IdNumber, NameFault, PersonName, UnitCode, birth_faults, date_entry, fold, tidy_spaces,
};
use std::collections::BTreeMap;

/// Largest file that is read, in bytes.
pub const MOST_ONE_TOUCH_FILE: usize = 4 << 20;
/// Most lines of a file.
pub const MOST_ONE_TOUCH: usize = 20_000;
/// Rows among which the heads are looked for.
const MOST_ROWS_ABOVE: usize = 10;
/// Faults that are listed; a file with more is another kind of file.
const MOST_FAULTS: usize = 500;
/// Signs at a cell's start that make a spreadsheet calculate it.
const FORMULA: [char; 4] = ['=', '+', '-', '@'];
/// How much of a cell is repeated in a fault.
const SHOWN: usize = 20;

/// List of One Touch, as it was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OneTouchList {
    /// Those whose result is valid, in the file's order.
    pub people: Vec<OneTouchLine>,
    /// Lines whose result is not valid.
    pub invalid: usize,
    /// Heads of columns that were not read.
    pub unread: Vec<String>,
}

/// Line of a list.
#[derive(Clone, PartialEq, Eq)]
pub struct OneTouchLine {
    /// Line of the file.
    pub line: u32,
    /// Identity number; none where the cell is empty.
    pub number: Option<IdNumber>,
    /// Full name.
    pub name: PersonName,
    /// Birth; a whole date where there is no number.
    pub birth: Birth,
    /// Unit of residence.
    pub unit: UnitCode,
    /// Day on which they took part.
    pub day: Date,
}

impl std::fmt::Debug for OneTouchLine {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "OneTouchLine({}, …)", self.line)
    }
}

/// Fault of a list, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneTouchFault {
    /// Line, from 1; none of the file as a whole.
    pub line: Option<u32>,
    /// Column; none where the whole line is meant.
    pub column: Option<OneTouchColumn>,
    /// What is wrong.
    pub what: OneTouchFaultKind,
}

/// What is wrong with a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OneTouchFaultKind {
    /// More bytes than are read.
    TooLarge,
    /// It is something else than a table of text, or cannot be read.
    File(RemarkKind),
    /// No row has the heads of a list.
    NoHeads,
    /// The column is missing.
    NoColumn,
    /// Two columns have heads of this meaning.
    ColumnTwice,
    /// The cell begins as a formula does.
    Formula,
    /// What every line has is not there.
    Empty,
    /// No number, and the birth is a year alone.
    NoNumberNoDate,
    /// It has another number of digits, or signs that are none; how many digits.
    Number(usize),
    /// A sign that no name has.
    NameChar(char),
    /// Longer than a name is.
    NameTooLong,
    /// No date; as written.
    NoDate(String),
    /// Nobody who takes part was born then; as written.
    ImpossibleBirth(String),
    /// No unit of the contest has this code; as written.
    UnknownUnit(String),
    /// Not a day of the contest up to today; as written.
    OtherDay(String),
    /// Neither valid nor not valid; as written.
    NoResult(String),
    /// The number of that line, with another name or birth.
    OtherPerson(u32),
    /// Nobody is on the list.
    Nobody,
    /// More lines than a list has.
    TooMany,
}

/// What a list is held against.
#[derive(Clone, Copy, Debug)]
pub struct OneTouchFrame<'a> {
    /// Codes of the contest's units.
    pub units: &'a [UnitCode],
    /// First and last day on which somebody can have taken part.
    pub days: (Date, Date),
}

/// Reads a list: columns apart by comma, semicolon or tab, with heads in any order.
///
/// # Errors
/// Everything wrong with it, in order of lines.
pub fn one_touch_list(bytes: &[u8], frame: &OneTouchFrame<'_>) -> Result<OneTouchList, Vec<OneTouchFault>> {
    let whole = |what| vec![OneTouchFault { line: None, column: None, what }];
    if bytes.len() > MOST_ONE_TOUCH_FILE {
        return Err(whole(OneTouchFaultKind::TooLarge));
    }
    if bytes.starts_with(b"PK") {
        return Err(whole(OneTouchFaultKind::File(RemarkKind::OtherFormat("packed"))));
    }
    let grids = grids(bytes).map_err(|kind| whole(OneTouchFaultKind::File(kind)))?;
    let found = grids.first().and_then(|grid| Some((grid, Heads::find(grid)?)));
    let Some((grid, heads)) = found else { return Err(whole(OneTouchFaultKind::NoHeads)) };
    let mut reading = Reading { frame, heads: &heads, faults: Vec::new(), known: BTreeMap::new() };
    let mut list = reading.list(grid);
    list.unread = heads.unread.clone();
    let mut faults = reading.faults;
    if faults.is_empty() {
        return Ok(list);
    }
    faults.sort_by_key(|fault| (fault.line, fault.column));
    faults.truncate(MOST_FAULTS);
    Err(faults)
}

/// Where a table's heads are.
struct Heads {
    /// Place of their row among the table's rows.
    at: usize,
    line: u32,
    /// Places of the columns, from 0.
    columns: BTreeMap<OneTouchColumn, usize>,
    twice: Vec<OneTouchColumn>,
    unread: Vec<String>,
}

impl Heads {
    /// The row that heads a name and one thing more.
    fn find(grid: &Grid) -> Option<Self> {
        grid.rows.iter().enumerate().take(MOST_ROWS_ABOVE).find_map(|(at, row)| {
            let mut heads =
                Self { at, line: row.number, columns: BTreeMap::new(), twice: Vec::new(), unread: Vec::new() };
            for (place, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.text.is_empty()) {
                match OneTouchColumn::of(&cell.text) {
                    Some(column) if heads.columns.contains_key(&column) => heads.twice.push(column),
                    Some(column) => drop(heads.columns.insert(column, place)),
                    None => heads.unread.push(cell.text.chars().take(60).collect()),
                }
            }
            (heads.columns.contains_key(&OneTouchColumn::Name) && heads.columns.len() > 1).then_some(heads)
        })
    }
}

/// Line, name and birth of a number that came up before.
type Known = (u32, String, Birth);

struct Reading<'a> {
    frame: &'a OneTouchFrame<'a>,
    heads: &'a Heads,
    faults: Vec<OneTouchFault>,
    known: BTreeMap<String, Known>,
}

impl Reading<'_> {
    fn add(&mut self, line: u32, column: impl Into<Option<OneTouchColumn>>, what: OneTouchFaultKind) {
        self.faults.push(OneTouchFault { line: Some(line), column: column.into(), what });
    }

    fn list(&mut self, grid: &Grid) -> OneTouchList {
        let heads = self.heads;
        for column in OneTouchColumn::ALL {
            // A list of people without numbers needs no column for them.
            if column != OneTouchColumn::Number && !heads.columns.contains_key(&column) {
                self.add(heads.line, column, OneTouchFaultKind::NoColumn);
            }
        }
        for column in &heads.twice {
            self.add(heads.line, *column, OneTouchFaultKind::ColumnTwice);
        }
        let mut list = OneTouchList::default();
        for row in grid.rows.iter().skip(heads.at + 1) {
            let is_empty = OneTouchColumn::ALL.iter().all(|column| self.text(row, *column).is_empty());
            if is_empty || self.text(row, OneTouchColumn::Name) == EXAMPLE {
                continue;
            }
            if list.people.len() + list.invalid >= MOST_ONE_TOUCH {
                self.add(row.number, None, OneTouchFaultKind::TooMany);
                break;
            }
            match self.line(row) {
                Some((line, true)) => list.people.push(line),
                Some((_, false)) => list.invalid += 1,
                None => (), // its faults are noted
            }
        }
        if list.people.is_empty() && list.invalid == 0 && self.faults.is_empty() {
            self.add(heads.line, None, OneTouchFaultKind::Nobody);
        }
        list
    }

    fn text(&self, row: &GridRow, column: OneTouchColumn) -> String {
        let cell = self.heads.columns.get(&column).and_then(|at| row.cells.get(*at));
        cell.map(|cell| cell.text.clone()).unwrap_or_default()
    }

    /// A line, and whether its result is valid.
    fn line(&mut self, row: &GridRow) -> Option<(OneTouchLine, bool)> {
        let before = self.faults.len();
        for column in OneTouchColumn::ALL {
            let at = self.heads.columns.get(&column).and_then(|at| row.cells.get(*at));
            if at.is_some_and(|cell| cell.is_computed || cell.text.starts_with(FORMULA)) {
                self.add(row.number, column, OneTouchFaultKind::Formula);
            }
        }
        if self.faults.len() > before {
            return None;
        }
        let number = self.number(row);
        let name = self.name(row);
        let birth = self.birth(row);
        let unit = self.unit(row);
        let day = self.day(row);
        let result = self.result(row);
        if let (Some(None), Some(Birth::Year(_))) = (&number, birth) {
            self.add(row.number, OneTouchColumn::Birth, OneTouchFaultKind::NoNumberNoDate);
        }
        let line =
            OneTouchLine { line: row.number, number: number?, name: name?, birth: birth?, unit: unit?, day: day? };
        self.is_one_person(&line);
        (self.faults.len() == before).then_some((line, result?))
    }

    /// Two lines of one number are one person.
    fn is_one_person(&mut self, line: &OneTouchLine) {
        let Some(number) = &line.number else { return };
        let own = (line.line, fold(line.name.as_str()), line.birth);
        match self.known.get(number.digits()) {
            Some((first, name, birth)) if (name, birth) != (&own.1, &own.2) => {
                let first = *first;
                self.add(line.line, OneTouchColumn::Number, OneTouchFaultKind::OtherPerson(first));
            }
            Some(_) => (), // the same person again
            None => drop(self.known.insert(number.digits().to_owned(), own)),
        }
    }

    /// The number, or none where the cell is empty; nothing where it is wrong.
    fn number(&mut self, row: &GridRow) -> Option<Option<IdNumber>> {
        let written = self.text(row, OneTouchColumn::Number);
        match IdNumber::parse(&written) {
            Ok(number) => Some(Some(number)),
            Err(IdFault::Empty) => Some(None),
            Err(IdFault::NotDigits | IdFault::NoPlace | IdFault::OldCard | IdFault::Length(_)) => {
                let digits = written.chars().filter(char::is_ascii_digit).count();
                self.add(row.number, OneTouchColumn::Number, OneTouchFaultKind::Number(digits));
                None
            }
        }
    }

    fn name(&mut self, row: &GridRow) -> Option<PersonName> {
        let what = match PersonName::parse(&self.text(row, OneTouchColumn::Name)) {
            Ok(name) => return Some(name),
            Err(NameFault::Empty) => OneTouchFaultKind::Empty,
            Err(NameFault::TooLong(_)) => OneTouchFaultKind::NameTooLong,
            Err(NameFault::Char(ch)) => OneTouchFaultKind::NameChar(ch),
        };
        self.add(row.number, OneTouchColumn::Name, what);
        None
    }

    fn birth(&mut self, row: &GridRow) -> Option<Birth> {
        let written = self.written(row, OneTouchColumn::Birth)?;
        let what = match date_entry::read(&written) {
            Ok(birth) if birth_faults(birth, self.frame.days.1, None).is_empty() => return Some(birth),
            Ok(_) => OneTouchFaultKind::ImpossibleBirth(shown(&written)),
            Err(_) => OneTouchFaultKind::NoDate(shown(&written)),
        };
        self.add(row.number, OneTouchColumn::Birth, what);
        None
    }

    fn unit(&mut self, row: &GridRow) -> Option<UnitCode> {
        let written = self.written(row, OneTouchColumn::Unit)?;
        let known = self.frame.units.iter().find(|code| code.as_str() == written).cloned();
        if known.is_none() {
            self.add(row.number, OneTouchColumn::Unit, OneTouchFaultKind::UnknownUnit(shown(&written)));
        }
        known
    }

    fn day(&mut self, row: &GridRow) -> Option<Date> {
        let written = self.written(row, OneTouchColumn::Day)?;
        let (first, last) = self.frame.days;
        let what = match date_entry::read(&written) {
            Ok(Birth::Day(day)) if (first..=last).contains(&day) => return Some(day),
            Ok(Birth::Day(_)) => OneTouchFaultKind::OtherDay(shown(&written)),
            Ok(Birth::Year(_)) | Err(_) => OneTouchFaultKind::NoDate(shown(&written)),
        };
        self.add(row.number, OneTouchColumn::Day, what);
        None
    }

    fn result(&mut self, row: &GridRow) -> Option<bool> {
        let written = self.written(row, OneTouchColumn::Result)?;
        let result = is_valid(&written);
        if result.is_none() {
            self.add(row.number, OneTouchColumn::Result, OneTouchFaultKind::NoResult(shown(&written)));
        }
        result
    }

    /// A cell that every line has; nothing where it is empty, or its column is missing, which is noted once.
    fn written(&mut self, row: &GridRow, column: OneTouchColumn) -> Option<String> {
        let text = self.text(row, column);
        if text.is_empty() && self.heads.columns.contains_key(&column) {
            self.add(row.number, column, OneTouchFaultKind::Empty);
        }
        (!text.is_empty()).then_some(text)
    }
}

fn shown(written: &str) -> String {
    tidy_spaces(written).chars().take(SHOWN).collect()
}
