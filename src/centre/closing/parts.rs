//! A set as tables: the book, the document to print and the minutes are made from the same cells.

use super::{
    check_line::set_line_shown,
    set::{FrozenSet, PersonPlace, SetFigures},
    wording::{duration, medium, name, places, rule_sentences, signs},
};
use crate::{
    centre::reports::share,
    domain::Moment,
    exchange::{ColumnKind, Table, TableCell, TableColumn},
    text::{Words, date_and_time, people_date, plain},
};

/// Table of a set with what is above it.
#[derive(Clone, Debug)]
pub struct SetPart {
    /// Its title.
    pub title: String,
    /// Name of its sheet in a book.
    pub sheet: String,
    /// Sentences above the table.
    pub about: Vec<String>,
    /// The table.
    pub table: Table,
}

/// All parts of a set: prizes of communes, of persons, what was not closed, figures of all units.
#[must_use]
pub fn parts(set: &FrozenSet, words: &Words) -> [SetPart; 4] {
    [communes(set, words), persons(set, words), open(set, words), units(set, words)]
}

/// What a set states of itself: contest, number, moment, account.
#[must_use]
pub fn about(set: &FrozenSet, words: &Words) -> Vec<String> {
    let of = [
        ("title", plain(&set.title).into()),
        ("from", people_date(&set.opens).into()),
        ("to", people_date(&set.closes).into()),
    ];
    let values = [
        ("number", set.number.to_string().into()),
        ("at", date_and_time(Moment(set.at_ms)).into()),
        ("who", plain(&set.by).into()),
    ];
    vec![words.with("final-part-contest", &of), words.with("final-part-set", &values)]
}

fn communes(set: &FrozenSet, words: &Words) -> SetPart {
    let rows = set.communes.iter().map(|one| {
        vec![
            text(&places(one.from, one.to, words)),
            text(&plain(&one.name)),
            TableCell::Count(one.part),
            TableCell::Count(i64::from(one.whole)),
            share(one.part, one.whole.into()),
            text(&words.get(one.award.key())),
        ]
    });
    let columns = [
        ("final-column-place", ColumnKind::Text, 8),
        ("final-column-unit", ColumnKind::Text, 30),
        ("final-column-part", ColumnKind::Count, 14),
        ("final-column-whole", ColumnKind::Count, 14),
        ("final-column-rate", ColumnKind::Share, 10),
        ("final-column-award", ColumnKind::Text, 24),
    ];
    let about = [about(set, words), rule_sentences(&set.rule, words)].concat();
    part(("final-part-communes", "final-sheet-communes"), about, &columns, rows.collect(), words)
}

fn persons(set: &FrozenSet, words: &Words) -> SetPart {
    let row = |one: &PersonPlace| {
        let lives: Vec<String> =
            [&one.village, &one.unit].into_iter().filter(|part| !part.is_empty()).map(|part| plain(part)).collect();
        let seconds = one.seconds.map_or(TableCell::Empty, |seconds| TableCell::Count(i64::from(seconds)));
        vec![
            text(&places(one.from, one.to, words)),
            text(&plain(&name(one, words))),
            text(&plain(&one.born)),
            text(&lives.join(", ")),
            TableCell::Count(i64::from(one.score)),
            seconds,
            text(&duration(one.seconds, words)),
            text(&medium(one.paper, words)),
            TableCell::Count(i64::from(one.attempts)),
            text(&signs(one, words)),
            text(&words.get(one.award.key())),
        ]
    };
    let columns = [
        ("final-column-place", ColumnKind::Text, 10),
        ("final-column-name", ColumnKind::Text, 24),
        ("final-column-born", ColumnKind::Text, 9),
        ("final-column-lives", ColumnKind::Text, 26),
        ("final-column-score", ColumnKind::Count, 8),
        ("final-column-seconds", ColumnKind::Count, 8),
        ("final-column-time", ColumnKind::Text, 14),
        ("final-column-medium", ColumnKind::Text, 11),
        ("final-column-attempts", ColumnKind::Count, 8),
        ("final-column-signs", ColumnKind::Text, 22),
        ("final-column-award", ColumnKind::Text, 18),
    ];
    let mut about = about(set, words);
    if set.more_equal > 0 {
        about.push(words.with("prize-more-equal", &[("n", words.number(set.more_equal).into())]));
    }
    let rows = set.persons.iter().map(row).collect();
    part(("final-part-persons", "final-sheet-persons"), about, &columns, rows, words)
}

fn open(set: &FrozenSet, words: &Words) -> SetPart {
    let rows = set.open.iter().map(|one| {
        let (name, figure) = set_line_shown(&one.line, one.figure, &set.contest, words);
        let count = |figure| TableCell::Count(i64::try_from(figure).unwrap_or(i64::MAX));
        vec![text(&name), figure.map_or(TableCell::Empty, count), text(&one.word), text(&plain(&one.by))]
    });
    let columns = [
        ("final-column-line", ColumnKind::Text, 42),
        ("final-column-figure", ColumnKind::Count, 10),
        ("final-column-word", ColumnKind::Text, 42),
        ("final-column-by", ColumnKind::Text, 14),
    ];
    part(("final-part-open", "final-sheet-open"), about(set, words), &columns, rows.collect(), words)
}

fn units(set: &FrozenSet, words: &Words) -> SetPart {
    let cells = |name: &str, population: u32, of: SetFigures, newest: TableCell| {
        vec![
            text(name),
            TableCell::Count(i64::from(population)),
            TableCell::Count(of.registered),
            TableCell::Count(of.valid),
            TableCell::Count(of.on_paper),
            TableCell::Count(of.one_touch),
            TableCell::Count(of.took_part),
            share(of.valid, population.into()),
            newest,
        ]
    };
    let mut rows: Vec<Vec<TableCell>> = set
        .units
        .iter()
        .map(|one| {
            let newest = one.newest_ms.map_or(TableCell::Empty, |at| TableCell::Day(Moment(at).date()));
            cells(&plain(&one.name), one.population, one.figures, newest)
        })
        .collect();
    let people = set.units.iter().fold(0_u32, |all, one| all.saturating_add(one.population));
    rows.push(cells(&words.get("site-file-total"), people, set.total, TableCell::Empty));
    let columns = [
        ("final-column-unit", ColumnKind::Text, 26),
        ("final-column-whole", ColumnKind::Count, 11),
        ("final-column-registered", ColumnKind::Count, 10),
        ("final-column-valid", ColumnKind::Count, 9),
        ("final-column-paper", ColumnKind::Count, 9),
        ("final-column-one-touch", ColumnKind::Count, 10),
        ("final-column-took-part", ColumnKind::Count, 11),
        ("final-column-rate", ColumnKind::Share, 9),
        ("final-column-newest", ColumnKind::Day, 12),
    ];
    part(("final-part-units", "final-sheet-units"), about(set, words), &columns, rows, words)
}

fn part(
    (title, sheet): (&str, &str),
    about: Vec<String>,
    columns: &[(&str, ColumnKind, u8)],
    rows: Vec<Vec<TableCell>>,
    words: &Words,
) -> SetPart {
    let column = |(key, kind, width): &(&str, ColumnKind, u8)| TableColumn::new(words.get(key), *kind, *width);
    SetPart {
        title: words.get(title).into_owned(),
        sheet: words.get(sheet).into_owned(),
        about,
        table: Table { columns: columns.iter().map(column).collect(), rows },
    }
}

fn text(text: &str) -> TableCell {
    TableCell::Text(text.to_owned())
}
