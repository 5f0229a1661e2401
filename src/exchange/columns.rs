use super::{
    Import, Item, Location, MOST_ITEMS, More, Remark, RemarkKind,
    header::{Column, column_of},
    tidy::{tidy, tidy_line, tidy_some},
    values::{day, flag, key_letter, key_place, level, level_word},
};

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
/// Rows above the heads: a title, the school's name, empty ones.
const MOST_ROWS_ABOVE: usize = 20;

/// Which column of a sheet holds what.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    /// What is held, the column counted from 0, and its head as the sheet writes it.
    known: Vec<(Column, usize, String)>,
    /// Heads that nobody knows; their columns are not read.
    unknown: Vec<String>,
}

impl Columns {
    /// The columns by their heads, in any order, with or without diacritics.
    ///
    /// # Errors
    /// A required column that no heading names, or a heading that occurs twice.
    pub fn find(header: &[String]) -> Result<Self, Vec<RemarkKind>> {
        let mut columns = Self { known: Vec::new(), unknown: Vec::new() };
        let mut faults = Vec::new();
        for (at, head) in header.iter().enumerate().filter(|(_, head)| head.len() <= LONGEST_HEAD) {
            let head = tidy_line(head);
            match column_of(&head) {
                Some(Column::Skipped) => (),
                None if head.is_empty() => (),
                None => columns.unknown.push(head),
                Some(column) if columns.holds(column) => faults.push(RemarkKind::ColumnTwice(head)),
                Some(column) => columns.known.push((column, at, head)),
            }
        }
        columns.known.sort_by_key(|(column, ..)| *column);
        if !columns.holds(Column::Stem) {
            faults.push(RemarkKind::MissingColumn("Câu hỏi"));
        }
        if columns.options().count() < 2 && columns.wrong().count() == 0 {
            faults.push(RemarkKind::MissingColumn("Đáp án A, Đáp án B"));
        }
        if !columns.holds(Column::Key) {
            faults.push(RemarkKind::MissingColumn("Đáp án đúng"));
        }
        if faults.is_empty() { Ok(columns) } else { Err(faults) }
    }

    /// The heads that nobody knows, as the sheet writes them.
    pub fn unknown(&self) -> &[String] {
        &self.unknown
    }

    /// The question of a row.
    ///
    /// # Errors
    /// Everything for which it is left out.
    pub fn item(&self, place: Location, cells: &[String]) -> Result<Item, Vec<RemarkKind>> {
        let mut faults = Vec::new();
        let stem = tidy(self.cell(Column::Stem, cells));
        if stem.is_empty() {
            faults.push(RemarkKind::NoStem);
        }
        let options = self.right_first(cells).unwrap_or_else(|fault| {
            faults.push(fault);
            Vec::new()
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
        let right = key_place(&stated, &options)?;
        let right = options.remove(right);
        options.insert(0, right);
        Ok(options)
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

    fn options(&self) -> impl Iterator<Item = usize> {
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

/// Reads the rows of a sheet, its heads among the first: what CSV and XLSX have in common. Empty rows are passed over.
pub(super) fn import_rows(rows: impl IntoIterator<Item = (Location, Vec<String>)>) -> Import {
    let mut import = Import::default();
    let mut above: Vec<(Location, Vec<RemarkKind>)> = Vec::new();
    let mut columns = None;
    for (place, cells) in rows.into_iter().filter(|(_, cells)| cells.iter().any(|cell| has_text(cell))) {
        let Some(columns) = &columns else {
            match Columns::find(&cells) {
                Ok(found) => {
                    let unknown = found.unknown().iter().map(|head| RemarkKind::UnknownColumn(head.clone()));
                    import.remarks.extend(unknown.map(|what| Remark {
                        place: place.clone(),
                        question: None,
                        left_out: false,
                        what,
                    }));
                    columns = Some(found);
                }
                Err(faults) if above.len() < MOST_ROWS_ABOVE => above.push((place, faults)),
                Err(_) => break,
            }
            continue;
        };
        if import.items.len() == MOST_ITEMS {
            import.leave_out(place, RemarkKind::TooManyItems { most: MOST_ITEMS });
            break;
        }
        match columns.item(place.clone(), &cells) {
            Ok(item) => import.add(item),
            Err(faults) => faults.into_iter().for_each(|what| import.leave_out(place.clone(), what)),
        }
        if import.is_full() {
            break;
        }
    }
    if columns.is_none() {
        // The row that most looks like heads is the one that somebody has to mend.
        let closest = above.into_iter().min_by_key(|(_, faults)| faults.len());
        let (place, faults) = closest.unwrap_or((Location::Whole, vec![RemarkKind::NothingFound]));
        faults.into_iter().for_each(|what| import.leave_out(place.clone(), what));
    }
    import
}

fn has_text(cell: &str) -> bool {
    cell.chars().any(|ch| !ch.is_whitespace())
}

/// The options of a row without the empty ones behind them.
fn filled<'a>(cells: impl Iterator<Item = &'a str>) -> Result<Vec<String>, RemarkKind> {
    let mut options: Vec<String> = cells.map(tidy).collect();
    while options.last().is_some_and(String::is_empty) {
        options.pop();
    }
    if options.iter().any(String::is_empty) { Err(RemarkKind::EmptyOption) } else { Ok(options) }
}

fn cell_at(cells: &[String], at: usize) -> &str {
    cells.get(at).map_or("", String::as_str)
}
