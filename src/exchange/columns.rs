use super::{
    Item, Location, More, RemarkKind,
    header::{Column, column_of, spellings},
    line::Line,
    line_kind::{CAU, label, named_start, pieces},
    lines::import_lines,
    tidy::{tidy, tidy_line, tidy_some},
    values::{day, flag, key_letter, key_place, letter_place, level, level_word},
};
use crate::domain::{Level, fold};

/// The heads of the columns that `row` fills.
pub(super) const HEADER: [&str; 18] = [
    "Mã",
    "Chủ đề",
    "Mức độ",
    "Câu hỏi",
    "Đáp án A",
    "Đáp án B",
    "Đáp án C",
    "Đáp án D",
    "Đáp án đúng",
    "Giải thích",
    "Dữ kiện",
    "Bài học",
    "Nguồn",
    "Ngày kiểm tra",
    "Hạn dùng",
    "Tình huống",
    "Phủ định",
    "Nhóm",
];

/// Options that `HEADER` has columns for.
pub(super) const MOST_OPTIONS: usize = 4;
/// Longest head, in bytes: a longer cell is a text.
const LONGEST_HEAD: usize = 400;

/// The heads that are read, for people: ours or the usual one, and all others that mean the same, without marks.
#[must_use]
pub fn known_heads() -> Vec<(String, String)> {
    let ours = |column| HEADER.iter().find(|head| column_of(head) == Some(column)).map(|head| (*head).to_owned());
    let row = |(column, names): (Column, Vec<String>)| {
        let head = ours(column).or_else(|| names.first().cloned()).unwrap_or_default();
        (head, names.join(", "))
    };
    spellings().into_iter().map(row).collect()
}

/// How the missing heads of options are named.
const OPTION_HEADS: &str = "Đáp án A, Đáp án B";

/// Words of kinds of questions that a test of single choices has no place for, as sites name them.
const OTHER_KINDS: [(&[&str], &str); 6] = [
    (
        &["checkbox", "multiple select", "multi select", "nhieu dap an", "nhieu lua chon dung"],
        "multichoice single=false",
    ),
    (&["dung sai", "dung/sai", "true false", "true/false", "true or false"], "truefalse"),
    (&["tu luan", "essay", "open ended", "open-ended", "paragraph", "draw", "slide", "poll", "survey"], "essay"),
    (&["tra loi ngan", "short answer", "dien khuyet", "dien vao", "fill"], "shortanswer"),
    (&["ghep", "noi cot", "match", "sap xep", "reorder"], "matching"),
    (&["dien so", "numeric"], "numerical"),
];

/// Which column of a sheet holds what.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    /// What is held, the column counted from 0, and its head as the sheet writes it.
    known: Vec<(Column, usize, String)>,
    /// Heads that nobody knows; their columns are not read.
    unknown: Vec<String>,
    /// Columns of keys that were corrected later: where they state another one, nobody can know which is right.
    rivals: Vec<usize>,
    /// The options are in the question's cell, as they stand in a paper.
    holds_papers: bool,
}

impl Columns {
    /// The columns by their heads, in any order, with or without diacritics.
    ///
    /// # Errors
    /// A required column that no heading names, or a heading that occurs twice.
    pub fn find(header: &[String]) -> Result<Self, Vec<RemarkKind>> {
        let mut columns = Self { known: Vec::new(), unknown: Vec::new(), rivals: Vec::new(), holds_papers: false };
        let mut faults = Vec::new();
        let has_question = header.iter().any(|head| fold(head.trim()) == "cau hoi");
        for (at, head) in header.iter().enumerate().filter(|(_, head)| head.len() <= LONGEST_HEAD) {
            let head = tidy_line(head);
            match column_of(&head) {
                Some(Column::Skipped) => (),
                None if head.is_empty() => (),
                None if is_rival(&head) => columns.rivals.push(at),
                None => columns.unknown.push(head),
                // «Nội dung» beside «Câu hỏi» is what the question is about.
                Some(Column::Stem) if fold(&head) == "noi dung" && has_question => columns.unknown.push(head),
                Some(column) if columns.holds(column) => faults.push(RemarkKind::ColumnTwice(head)),
                // else: all other columns are read
                Some(column) => columns.known.push((column, at, head)),
            }
        }
        columns.known.sort_by_key(|(column, ..)| *column);
        if !columns.holds(Column::Stem) {
            faults.push(RemarkKind::MissingColumn("Câu hỏi"));
        }
        if columns.options().count() < 2 && columns.wrong().count() == 0 {
            faults.push(RemarkKind::MissingColumn(OPTION_HEADS));
        }
        if !columns.holds(Column::Key) {
            faults.push(RemarkKind::MissingColumn("Đáp án đúng"));
        }
        if faults.is_empty() { Ok(columns) } else { Err(faults) }
    }

    /// The columns of a sheet whose questions hold their options: the heads of question and key, above a row that is so.
    pub fn find_papers(header: &[String], row: &[String]) -> Option<Self> {
        let faults = Self::find(header).err()?;
        let only = matches!(faults.as_slice(), [RemarkKind::MissingColumn(head)] if *head == OPTION_HEADS);
        let mut with_options = header.to_vec();
        with_options.extend(["A".to_owned(), "B".to_owned()]);
        let mut columns = Self::find(&with_options).ok().filter(|_| only)?;
        columns.known.retain(|(column, ..)| !matches!(column, Column::Option(_)));
        columns.holds_papers = true;
        let stem = columns.cell(Column::Stem, row);
        (pieces(stem, 0, 0).len() > 1).then_some(columns)
    }

    /// The question of a cell that holds its options.
    fn paper(&self, cells: &[String]) -> Result<(String, Vec<String>), RemarkKind> {
        let stem = self.cell(Column::Stem, cells);
        let line = |text: String| Line { text, ..Line::default() };
        let begin = if named_start(stem.trim(), &CAU).is_some() { "" } else { "Câu 1. " };
        let mut lines: Vec<Line> = stem.trim().lines().map(|text| line(text.to_owned())).collect();
        if let Some(first) = lines.first_mut() {
            first.text.insert_str(0, begin);
        }
        lines.push(line(format!("Đáp án: {}", tidy_line(self.cell(Column::Key, cells)))));
        let mut read = import_lines(lines);
        match (read.items.pop(), read.remarks.into_iter().next()) {
            (Some(item), None) if read.items.is_empty() => Ok((item.stem, item.options)),
            (_, Some(remark)) => Err(remark.what),
            (_, None) => Err(RemarkKind::OptionOrder),
        }
    }

    /// The heads that nobody knows, as the sheet writes them.
    pub fn unknown(&self) -> &[String] {
        &self.unknown
    }

    /// The columns that are read, counted from 0, with their heads; and whether each holds days.
    pub fn read(&self) -> impl Iterator<Item = (usize, &str, bool)> {
        self.known
            .iter()
            .map(|(column, at, head)| (*at, head.as_str(), matches!(column, Column::Checked | Column::Until)))
    }

    /// What a row is when it is no choice of one, or shows a picture.
    fn other_kind(&self, cells: &[String]) -> Option<RemarkKind> {
        if !self.cell(Column::Picture, cells).trim().is_empty() {
            return Some(RemarkKind::Media("img".to_owned()));
        }
        let kind = fold(self.cell(Column::Kind, cells));
        let known = OTHER_KINDS.iter().find(|(words, _)| words.iter().any(|word| kind.contains(word)));
        known.map(|(_, kind)| RemarkKind::NotSingleChoice((*kind).to_owned()))
    }

    /// The question of a row.
    ///
    /// # Errors
    /// Everything for which it is left out.
    pub fn item(&self, place: Location, cells: &[String]) -> Result<Item, Vec<RemarkKind>> {
        if let Some(other) = self.other_kind(cells) {
            return Err(vec![other]);
        }
        let mut faults = Vec::new();
        let stem = tidy(self.cell(Column::Stem, cells));
        if stem.is_empty() {
            faults.push(RemarkKind::NoStem);
        }
        let (of_stem, stem) = if self.is_ours() { (None, stem) } else { without_number(stem) };
        let read = if self.holds_papers { self.paper(cells) } else { self.right_first(cells).map(|all| (stem, all)) };
        let (stem, options) = read.unwrap_or_else(|fault| {
            faults.push(fault);
            Default::default()
        });
        let mut read = |column, read: &dyn Fn(&str) -> Result<bool, ()>| {
            read(self.cell(column, cells)).unwrap_or_else(|()| {
                faults.push(self.wrong_value(column, cells));
                false
            })
        };
        let (situation, negative) = (read(Column::Situation, &flag), read(Column::Negative, &flag));
        let mut date = |column| {
            day(self.cell(column, cells)).unwrap_or_else(|()| {
                faults.push(self.wrong_value(column, cells));
                None
            })
        };
        let (checked, until) = (date(Column::Checked), date(Column::Until));
        let stated = self.cell(Column::Level, cells);
        let level = level(stated).unwrap_or_else(|()| {
            faults.push(RemarkKind::UnknownLevel(tidy_line(stated)));
            None
        });
        let level = level.or(of_stem);
        let text = |column| tidy_some(self.cell(column, cells));
        let line = |column| text(column).map(|text| text.replace('\n', " "));
        let more = More {
            fact: line(Column::Fact),
            lesson: line(Column::Lesson),
            source: line(Column::Source),
            checked,
            until,
            situation,
            negative,
            group: line(Column::Group),
        };
        let (name, topic, why) = (line(Column::Name), line(Column::Topic), text(Column::Why));
        if faults.is_empty() { Ok(Item { place, name, topic, level, stem, options, why, more }) } else { Err(faults) }
    }

    fn right_first(&self, cells: &[String]) -> Result<Vec<String>, RemarkKind> {
        let stated = tidy(self.cell(Column::Key, cells));
        if self.options().count() == 0 {
            let wrong = filled(self.wrong().map(|at| cell_at(cells, at)))?;
            return match (stated.is_empty(), wrong.len()) {
                (true, _) => Err(RemarkKind::NoRight),
                (false, 0) => Err(RemarkKind::OptionCount(1)),
                (false, _) => Ok(std::iter::once(stated).chain(wrong).collect()),
            };
        }
        let mut options = filled(self.options().map(|at| cell_at(cells, at)))?;
        if options.len() < 2 {
            return Err(RemarkKind::OptionCount(options.len()));
        }
        if !self.is_ours() {
            without_labels(&mut options)?;
        }
        // What is written here is written with letters, whatever the options' texts are.
        let own = letter_place(&stated).filter(|place| self.is_ours() && *place < options.len());
        let right = own.map_or_else(|| key_place(&stated, &options), Ok)?;
        let later = self.rivals.iter().map(|at| tidy(cell_at(cells, *at))).filter(|stated| !stated.is_empty());
        if later.into_iter().any(|stated| key_place(&stated, &options) != Ok(right)) {
            return Err(RemarkKind::KeyConflict);
        }
        let right = options.remove(right);
        options.insert(0, right);
        Ok(options)
    }

    /// The number that a row states in place of a letter; nothing where it is the text of an option.
    pub fn key_number(&self, cells: &[String]) -> Option<u32> {
        let stated = tidy(self.cell(Column::Key, cells));
        let is_text = self.options().any(|at| tidy(cell_at(cells, at)) == stated);
        let number = stated.strip_suffix(".0").unwrap_or(&stated);
        if is_text { None } else { number.parse().ok() }
    }

    /// Whether every head is there that we write, and none else: such a sheet is read to the letter.
    fn is_ours(&self) -> bool {
        self.unknown.is_empty() && self.known.len() == HEADER.len()
    }

    fn wrong_value(&self, column: Column, cells: &[String]) -> RemarkKind {
        let head = self.known.iter().find(|(known, ..)| *known == column).map(|(_, _, head)| head.clone());
        RemarkKind::WrongValue { column: head.unwrap_or_default(), value: tidy_line(self.cell(column, cells)) }
    }

    fn holds(&self, column: Column) -> bool {
        self.known.iter().any(|(known, ..)| *known == column)
    }

    fn cell<'a>(&self, column: Column, cells: &'a [String]) -> &'a str {
        let at = self.known.iter().find(|(known, ..)| *known == column).map(|(_, at, _)| *at);
        at.map_or("", |at| cell_at(cells, at))
    }

    /// The columns of options, counted from 0, in the options' order.
    pub fn options(&self) -> impl Iterator<Item = usize> {
        self.known.iter().filter(|(known, ..)| matches!(known, Column::Option(_))).map(|(_, at, _)| *at)
    }

    fn wrong(&self) -> impl Iterator<Item = usize> {
        self.known.iter().filter(|(known, ..)| matches!(known, Column::Wrong(_))).map(|(_, at, _)| *at)
    }
}

/// A question as a row below `HEADER`. Options beyond `MOST_OPTIONS` have no column.
pub(super) fn row(item: &Item) -> Vec<String> {
    let (letter, mut options) = key_letter(item);
    options.resize(MOST_OPTIONS, String::new());
    let some = |text: &Option<String>| text.clone().unwrap_or_default();
    let date = |day: Option<crate::domain::Date>| day.map(|day| day.format("%Y-%m-%d").to_string()).unwrap_or_default();
    let yes = |flag: bool| if flag { "x".to_owned() } else { String::new() };
    let more = &item.more;
    let mut row = vec![some(&item.name), some(&item.topic), level_word(item.level).to_owned(), item.stem.clone()];
    row.extend(options);
    row.extend([letter.to_string(), some(&item.why), some(&more.fact), some(&more.lesson), some(&more.source)]);
    row.extend([date(more.checked), date(more.until), yes(more.situation), yes(more.negative), some(&more.group)]);
    row
}

/// Whether a head names keys that were corrected: `Đáp án đã sửa`.
fn is_rival(head: &str) -> bool {
    let name = fold(head);
    let is_key = ["dap an", "da ", "d/a", "key", "answer", "correct"].iter().any(|word| name.contains(word));
    let words = ["sua", "moi", "dinh chinh", "chinh thuc", "cuoi cung", "corrected", "revised", "final"];
    is_key && words.iter().any(|word| name.contains(word))
}

/// `Câu 3 (NB): …` in a cell: the level, and the question itself.
fn without_number(stem: String) -> (Option<Level>, String) {
    let Some(start) = named_start(&stem, &CAU).filter(|start| !start.stem.is_empty()) else { return (None, stem) };
    let before = stem.get(..stem.len() - start.stem.len()).unwrap_or_default().trim_end();
    if before.ends_with(['.', ':', ')', ']', '/', '-', '–']) {
        (start.level, start.stem.to_owned())
    } else {
        (None, stem)
    }
}

/// Takes the letters off options that are written with them: `A. …`, `B. …` in columns of their own.
///
/// # Errors
/// Letters that are not those of the columns, or that some have and others lack.
fn without_labels(options: &mut [String]) -> Result<(), RemarkKind> {
    let of = |text: &str| {
        let (letter, length) = label(text).filter(|_| text.starts_with(|ch: char| ch.is_alphabetic() || ch == '('))?;
        let rest = text.get(length..)?.trim();
        // «C:» is a drive, «A - B» a text.
        let is_dash = text.get(..length).is_some_and(|label| label.ends_with(['-', '–', '—', '/']));
        (!rest.is_empty() && !is_dash).then(|| (letter, rest.to_owned()))
    };
    let found: Vec<Option<(usize, String)>> = options.iter().map(|text| of(text)).collect();
    let in_place = found.iter().enumerate().filter(|(at, found)| found.as_ref().is_some_and(|one| one.0 == *at));
    match in_place.count() {
        count if count == options.len() => {
            for (option, (_, rest)) in options.iter_mut().zip(found.into_iter().flatten()) {
                *option = rest;
            }
            Ok(())
        }
        0 | 1 if !found.iter().all(Option::is_some) => Ok(()),
        _ => Err(RemarkKind::OptionOrder), // else: some have their letters
    }
}

/// The options of a row without the empty ones behind them.
fn filled<'a>(cells: impl Iterator<Item = &'a str>) -> Result<Vec<String>, RemarkKind> {
    let mut options: Vec<String> = cells.map(tidy).collect();
    while options.last().is_some_and(String::is_empty) {
        options.pop();
    }
    if options.iter().any(String::is_empty) { Err(RemarkKind::EmptyOption) } else { Ok(options) }
}

pub(super) fn cell_at(cells: &[String], at: usize) -> &str {
    cells.get(at).map_or("", String::as_str)
}
