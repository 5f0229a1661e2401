//! Lists of people of agencies and organisations: what a clerk hands in, with every fault at once.

use super::{
    RemarkKind,
    people_grid::{Grid, GridCell, GridRow, grids},
    people_head::{Head, ListColumn, head_of, memberships},
    people_template::EXAMPLE,
};
use crate::domain::{Membership, NameFault, PersonName, fold, is_forbidden_char};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Largest file that is read, in bytes.
pub const MOST_LIST_FILE: usize = 4 << 20;
/// Most people of a list.
pub const MOST_LISTED: usize = 5_000;
/// Longest name of an agency, in characters.
const LONGEST_AGENCY: usize = 120;
/// Rows among which the heads are looked for.
const MOST_ROWS_ABOVE: usize = 30;
/// Faults that are listed; a file with more is another kind of file.
const MOST_FAULTS: usize = 500;
/// Ages that people on a list have, from the first year of school.
const AGES: std::ops::RangeInclusive<i32> = 6..=115;

/// List of people, as it was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleList {
    /// In the file's order.
    pub people: Vec<ListedPerson>,
    /// Heads of columns that were not read.
    pub unread: Vec<String>,
}

/// Person of a list.
#[derive(Clone, PartialEq, Eq)]
pub struct ListedPerson {
    /// Row of the file.
    pub line: u32,
    /// Full name.
    pub name: String,
    /// Year of birth; none where the cell is empty.
    pub birth_year: Option<i32>,
    /// Agency or organisation.
    pub agency: String,
    /// Organisations that the person is a member of.
    pub memberships: BTreeSet<Membership>,
}

impl std::fmt::Debug for ListedPerson {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "ListedPerson({}, …)", self.line)
    }
}

/// Fault of a file of people, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListFault {
    /// Row, from 1; none of the file as a whole.
    pub row: Option<u32>,
    /// Column, as the file's program names it; empty where the whole row is meant.
    pub column: String,
    /// What is wrong.
    pub what: ListFaultKind,
}

/// What is wrong with a file of people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListFaultKind {
    /// More bytes than are read.
    TooLarge,
    /// It is something else, or cannot be read.
    File(RemarkKind),
    /// No row has the heads of a list.
    NoHeads,
    /// A column that every list has is missing.
    NoColumn(ListColumn),
    /// Two columns have heads of this meaning.
    ColumnTwice(ListColumn),
    /// Another sheet of the book has a list too; the sheet's name.
    OtherSheet(String),
    /// A hidden sheet has a list; its name.
    HiddenSheet(String),
    /// Cells that are shown as one.
    Merged,
    /// A row with people, or text in it, that is not shown.
    HiddenRow,
    /// A column that is read and not shown.
    HiddenColumn,
    /// A program computes the cell.
    Computed,
    /// The cell holds a table of its own.
    Nested,
    /// No name.
    NoName,
    /// A sign that no name has.
    NameChar(char),
    /// Longer than a name is.
    NameTooLong,
    /// What is there is no year; as written.
    NoYear(String),
    /// Nobody on a list was born in this year.
    ImpossibleYear(i32),
    /// No agency or organisation.
    NoAgency,
    /// A sign that cannot be seen, in the name of the agency.
    AgencyChar,
    /// Longer than the name of an agency is.
    AgencyTooLong,
    /// No organisation that is known; as written.
    Organisation(String),
    /// The same person as in that row.
    Twice(u32),
    /// Nobody is on the list.
    Nobody,
    /// More people than a list has.
    TooMany,
}

/// Reads a list of people, in a year: an Excel book, a table of text (comma, semicolon, tab), or a table in a Word document.
///
/// # Errors
/// Everything wrong with it.
pub fn people_list(bytes: &[u8], year: i32) -> Result<PeopleList, Vec<ListFault>> {
    let whole = |what| vec![ListFault { row: None, column: String::new(), what }];
    if bytes.len() > MOST_LIST_FILE {
        return Err(whole(ListFaultKind::TooLarge));
    }
    let grids = grids(bytes).map_err(|kind| whole(ListFaultKind::File(kind)))?;
    let with_heads: Vec<(&Grid, Heads)> = grids.iter().filter_map(|grid| Some((grid, Heads::find(grid)?))).collect();
    let Some((grid, heads)) = with_heads.iter().find(|(grid, _)| !grid.is_hidden).or(with_heads.first()) else {
        return Err(whole(ListFaultKind::NoHeads));
    };
    let mut reading = Reading { grid, heads, year, faults: Vec::new(), known: HashMap::new() };
    for (other, _) in with_heads.iter().filter(|(other, _)| !std::ptr::eq(*other, *grid)) {
        let name = other.name.clone();
        let what = if other.is_hidden { ListFaultKind::HiddenSheet(name) } else { ListFaultKind::OtherSheet(name) };
        reading.faults.push(ListFault { row: None, column: String::new(), what });
    }
    if grid.is_hidden {
        reading.faults.extend(whole(ListFaultKind::HiddenSheet(grid.name.clone())));
    }
    let people = reading.people();
    let mut faults = reading.faults;
    if faults.is_empty() {
        return Ok(PeopleList { people, unread: heads.unread.clone() });
    }
    faults.sort_by_key(|fault| (fault.row, fault.column.clone()));
    faults.truncate(MOST_FAULTS);
    Err(faults)
}

/// Where a table's heads are.
struct Heads {
    /// Place of their row among the table's rows.
    at: usize,
    row: u32,
    /// Columns from 1.
    columns: BTreeMap<ListColumn, u32>,
    twice: Vec<(ListColumn, u32)>,
    unread: Vec<String>,
}

impl Heads {
    /// The row that heads a name and one thing more.
    fn find(grid: &Grid) -> Option<Self> {
        grid.rows.iter().enumerate().take(MOST_ROWS_ABOVE).find_map(|(at, row)| {
            let mut heads =
                Self { at, row: row.number, columns: BTreeMap::new(), twice: Vec::new(), unread: Vec::new() };
            for (column, cell) in (1..).zip(&row.cells) {
                match head_of(&cell.text) {
                    Head::Read(meaning) if heads.columns.contains_key(&meaning) => heads.twice.push((meaning, column)),
                    Head::Read(meaning) => drop(heads.columns.insert(meaning, column)),
                    Head::Unknown => heads.unread.push(cell.text.chars().take(60).collect()),
                    Head::Passed => (),
                }
            }
            (heads.columns.contains_key(&ListColumn::Name) && heads.columns.len() > 1).then_some(heads)
        })
    }
}

struct Reading<'a> {
    grid: &'a Grid,
    heads: &'a Heads,
    year: i32,
    faults: Vec<ListFault>,
    /// Rows by the person that they name.
    known: HashMap<(String, Option<i32>, String), u32>,
}

impl Reading<'_> {
    fn add(&mut self, row: u32, column: Option<u32>, what: ListFaultKind) {
        let column = column.map(|column| self.grid.column_name(column)).unwrap_or_default();
        self.faults.push(ListFault { row: Some(row), column, what });
    }

    fn people(&mut self) -> Vec<ListedPerson> {
        let (grid, heads) = (self.grid, self.heads);
        for column in ListColumn::ALL {
            if column.is_needed() && !heads.columns.contains_key(&column) {
                self.add(heads.row, None, ListFaultKind::NoColumn(column));
            }
        }
        for (column, at) in &heads.twice {
            self.add(heads.row, Some(*at), ListFaultKind::ColumnTwice(*column));
        }
        self.hidden_and_merged();
        let mut people = Vec::new();
        for row in grid.rows.iter().skip(heads.at + 1) {
            let is_filled = heads.columns.values().any(|column| !cell(row, *column).text.is_empty());
            let is_example = fold(&self.text(row, ListColumn::Name)).starts_with(&fold(EXAMPLE));
            if (!is_filled && !row.is_nested) || is_example {
                continue;
            }
            if people.len() >= MOST_LISTED {
                self.add(row.number, None, ListFaultKind::TooMany);
                break;
            }
            people.extend(self.person(row));
        }
        if people.is_empty() && self.faults.is_empty() {
            self.add(heads.row, None, ListFaultKind::Nobody);
        }
        people
    }

    fn hidden_and_merged(&mut self) {
        let (grid, heads) = (self.grid, self.heads);
        for (_, column) in heads.columns.iter() {
            if grid.hidden_columns.iter().any(|(from, to)| (from..=to).contains(&column)) {
                self.add(heads.row, Some(*column), ListFaultKind::HiddenColumn);
            }
        }
        for area in grid.merged.iter().filter(|area| area.to.0 > heads.row) {
            let touched = heads.columns.values().find(|column| (area.from.1..=area.to.1).contains(column));
            if touched.is_some() {
                self.add(area.from.0, Some(area.from.1), ListFaultKind::Merged);
            }
        }
    }

    fn text(&self, row: &GridRow, column: ListColumn) -> String {
        self.heads.columns.get(&column).map(|at| cell(row, *at).text).unwrap_or_default()
    }

    fn person(&mut self, row: &GridRow) -> Option<ListedPerson> {
        let before = self.faults.len();
        if row.is_hidden {
            self.add(row.number, None, ListFaultKind::HiddenRow);
        }
        if row.is_nested {
            self.add(row.number, None, ListFaultKind::Nested);
        }
        let heads = self.heads;
        for column in heads.columns.values().filter(|column| cell(row, **column).is_computed) {
            self.add(row.number, Some(*column), ListFaultKind::Computed);
        }
        let at = |column: ListColumn| heads.columns.get(&column).copied();
        let name = self.name(row, at(ListColumn::Name));
        let birth_year = self.birth_year(row, at(ListColumn::Year));
        let agency = self.agency(row, at(ListColumn::Agency));
        let (memberships, unknown) = memberships(&self.text(row, ListColumn::Memberships));
        for word in unknown {
            let word = word.chars().take(60).collect();
            self.add(row.number, at(ListColumn::Memberships), ListFaultKind::Organisation(word));
        }
        let (name, agency) = (name?, agency?);
        let person = (fold(&name), birth_year, fold(&agency));
        match self.known.get(&person).copied() {
            Some(first) => self.add(row.number, at(ListColumn::Name), ListFaultKind::Twice(first)),
            None => drop(self.known.insert(person, row.number)),
        }
        (self.faults.len() == before).then_some(ListedPerson {
            line: row.number,
            name,
            birth_year,
            agency,
            memberships,
        })
    }

    fn name(&mut self, row: &GridRow, at: Option<u32>) -> Option<String> {
        let fault = match PersonName::parse(&self.text(row, ListColumn::Name)) {
            Ok(name) => return Some(name.as_str().to_owned()),
            Err(NameFault::Empty) => ListFaultKind::NoName,
            Err(NameFault::TooLong(_)) => ListFaultKind::NameTooLong,
            Err(NameFault::Char(ch)) => ListFaultKind::NameChar(ch),
        };
        self.add(row.number, at, fault);
        None
    }

    /// A year alone, or the year of a date; none where the cell is empty, or wrong.
    fn birth_year(&mut self, row: &GridRow, at: Option<u32>) -> Option<i32> {
        let written = self.text(row, ListColumn::Year);
        if written.is_empty() {
            return None;
        }
        let groups: Vec<&str> =
            written.split(|ch: char| !ch.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
        let is_date = written.chars().all(|ch| ch.is_ascii_digit() || matches!(ch, '/' | '-' | '.' | ' '));
        let years: Vec<i32> =
            groups.iter().filter(|part| part.len() == 4).filter_map(|part| part.parse().ok()).collect();
        let fault = match years.as_slice() {
            [year] if is_date && matches!(groups.len(), 1..=3) => {
                if AGES.contains(&(self.year - year)) {
                    return Some(*year);
                }
                ListFaultKind::ImpossibleYear(*year)
            }
            _ => ListFaultKind::NoYear(written.chars().take(20).collect()), // else: words, a serial number, two years
        };
        self.add(row.number, at, fault);
        None
    }

    fn agency(&mut self, row: &GridRow, at: Option<u32>) -> Option<String> {
        let written = self.text(row, ListColumn::Agency);
        let fault = match () {
            () if at.is_none() => return None, // the missing column is named once
            () if written.is_empty() => ListFaultKind::NoAgency,
            () if written.chars().any(is_forbidden_char) => ListFaultKind::AgencyChar,
            () if written.chars().count() > LONGEST_AGENCY => ListFaultKind::AgencyTooLong,
            () => return Some(written),
        };
        self.add(row.number, at, fault);
        None
    }
}

fn cell(row: &GridRow, column: u32) -> GridCell {
    let at = usize::try_from(column).ok().and_then(|column| column.checked_sub(1));
    at.and_then(|at| row.cells.get(at)).cloned().unwrap_or_default()
}
