//! Tables of a report.

use super::{
    phrases::freshness_cell,
    value::{Report, ReportParts, UnitFigures},
};
use crate::{
    centre::{Agency, Lacking, VillageLine, rosters::group_name},
    exchange::{
        ColumnKind,
        ColumnKind::{Count, Day, Share, Text},
        Table, TableCell, TableColumn,
    },
    ledger::Counts,
    text::{Words, hundredths, missing_part, plain, unit_title},
};

/// A part of a whole as a cell; empty of nothing.
pub(in crate::centre) fn share(part: i64, whole: u64) -> TableCell {
    hundredths(part, whole).map_or(TableCell::Empty, TableCell::Share)
}

fn text(words: &Words, key: &str) -> TableCell {
    TableCell::Text(words.get(key).into_owned())
}

fn unknown(words: &Words) -> TableCell {
    text(words, "site-unknown-figure")
}

fn count(figure: u64) -> TableCell {
    TableCell::Count(i64::try_from(figure).unwrap_or(i64::MAX))
}

/// Figures of a place: not known while its stations have not handed in.
#[derive(Clone, Copy)]
struct Figures<'w> {
    is_open: bool,
    words: &'w Words,
}

impl Figures<'_> {
    fn of(self, figure: i64) -> TableCell {
        if self.is_open { unknown(self.words) } else { TableCell::Count(figure) }
    }

    fn rate(self, part: i64, whole: u64) -> TableCell {
        if self.is_open { TableCell::Empty } else { share(part, whole) }
    }
}

fn column(words: &Words, key: &str, kind: ColumnKind, width: u8) -> TableColumn {
    TableColumn::new(words.get(key).into_owned(), kind, width)
}

/// What was reached: until now, against the population, and in the report's days.
pub(super) fn general(report: &Report, words: &Words) -> Table {
    let columns = vec![
        column(words, "reports-column-figure", Text, 46),
        column(words, "reports-column-until-now", Count, 14),
        column(words, "reports-column-share", Share, 14),
        column(words, "reports-column-in-days", Count, 14),
    ];
    let Counts { registered, finished, valid, app, on_paper, listed, both, .. } = report.total;
    let population = report.population.0;
    let figures = Figures { is_open: report.is_open(), words };
    let rate = |part: i64| figures.rate(part, population);
    let plain = |key: &str, n: i64| vec![text(words, key), figures.of(n), TableCell::Empty, TableCell::Empty];
    let reached = |key: &str, n: i64, own: i64| vec![text(words, key), figures.of(n), rate(n), TableCell::Count(own)];
    let inhabitants = if report.population.1 { "reports-population-inferred" } else { "site-column-population" };
    let mut rows = vec![
        vec![text(words, inhabitants), count(population), TableCell::Empty, TableCell::Empty],
        reached("reports-registered", registered, report.reached.registered),
        reached("reports-finished", finished, report.reached.finished),
        reached("reports-valid", valid, report.reached.valid),
    ];
    if on_paper != 0 {
        rows.push(plain("reports-on-paper", on_paper));
    }
    let took_part = report.total.took_part();
    rows.push(vec![text(words, "reports-took-part"), figures.of(took_part), rate(took_part), TableCell::Empty]);
    if report.total.one_touch != 0 {
        rows.push(plain("reports-at-station", valid - both));
        rows.push(plain("reports-listed", listed));
        rows.push(plain("reports-by-own-word", report.total.by_own_word()));
        rows.push(plain("reports-both", both));
    }
    rows.push(plain("reports-half-way", registered - finished));
    rows.push(plain("reports-app", app));
    Table { columns, rows }
}

/// Day by day.
pub(super) fn days(report: &Report, words: &Words) -> Table {
    let columns = vec![
        column(words, "reports-column-day", Day, 13),
        column(words, "site-column-registered", Count, 12),
        column(words, "site-column-finished", Count, 12),
        column(words, "site-column-valid", Count, 12),
        column(words, "reports-column-registered-sum", Count, 16),
        column(words, "reports-column-valid-sum", Count, 16),
    ];
    let rows = report.days.iter().map(|day| {
        vec![
            TableCell::Day(day.date),
            TableCell::Count(day.own.registered),
            TableCell::Count(day.own.finished),
            TableCell::Count(day.own.valid),
            TableCell::Count(day.sum.registered),
            TableCell::Count(day.sum.valid),
        ]
    });
    Table { columns, rows: rows.collect() }
}

/// Every unit, then the residents of no listed one, then all together.
pub(super) fn units(report: &Report, words: &Words) -> Option<Table> {
    let ReportParts::City { units, elsewhere } = &report.parts else { return None };
    let columns = vec![
        column(words, "site-column-unit", Text, 24),
        column(words, "site-column-registered", Count, 11),
        column(words, "site-column-finished", Count, 11),
        column(words, "site-column-valid", Count, 11),
        column(words, "site-column-population", Count, 14),
        column(words, "site-column-registered-rate", Share, 11),
        column(words, "site-column-rate", Share, 11),
        column(words, "site-column-stations", Text, 26),
    ];
    let mut rows: Vec<Vec<TableCell>> = units.iter().map(|one| unit_row(one, words)).collect();
    let sums = |key: &str, counts: &Counts, population: Option<u64>| {
        vec![
            text(words, key),
            TableCell::Count(counts.registered),
            TableCell::Count(counts.finished),
            TableCell::Count(counts.valid),
            population.map_or(TableCell::Empty, count),
            population.map_or(TableCell::Empty, |population| share(counts.registered, population)),
            population.map_or(TableCell::Empty, |population| share(counts.valid, population)),
            TableCell::Empty,
        ]
    };
    if *elsewhere != Counts::default() {
        rows.push(sums("reports-elsewhere", elsewhere, None));
    }
    rows.push(sums("site-file-total", &report.total, Some(report.population.0)));
    Some(Table { columns, rows })
}

fn unit_row(one: &UnitFigures, words: &Words) -> Vec<TableCell> {
    let population = u64::from(one.unit.population);
    let figures = Figures { is_open: one.is_open(), words };
    vec![
        TableCell::Text(plain(&unit_title(words, &one.unit))),
        figures.of(one.counts.registered),
        figures.of(one.counts.finished),
        figures.of(one.counts.valid),
        count(population),
        figures.rate(one.counts.registered, population),
        figures.rate(one.counts.valid, population),
        TableCell::Text(freshness_cell(&one.freshness, words)),
    ]
}

/// The villages of a unit.
pub(super) fn villages(report: &Report, words: &Words) -> Option<Table> {
    let ReportParts::Unit { villages, .. } = &report.parts else { return None };
    let columns = vec![
        column(words, "reports-column-village", Text, 30),
        column(words, "reports-column-heads", Count, 11),
        column(words, "site-column-registered", Count, 11),
        column(words, "site-column-finished", Count, 11),
        column(words, "site-column-valid", Count, 11),
        column(words, "reports-column-village-rate", Share, 12),
        column(words, "reports-column-app", Count, 11),
        column(words, "reports-column-newest", Day, 14),
    ];
    Some(Table { columns, rows: villages.iter().map(|one| village_row(one, words)).collect() })
}

fn village_row(one: &VillageLine, words: &Words) -> Vec<TableCell> {
    let name = if one.name.is_empty() { words.get("reports-no-village").into_owned() } else { plain(&one.name) };
    let newest = match one.newest {
        Some(at) => TableCell::Day(at.date()),
        None if one.stations > 0 => text(words, "commune-never"),
        None => text(words, "site-fresh-no-station"),
    };
    let figures = Figures { is_open: one.is_open(), words };
    vec![
        TableCell::Text(name),
        one.heads.map_or(TableCell::Empty, |heads| count(heads.into())),
        figures.of(one.counts.registered),
        figures.of(one.counts.finished),
        figures.of(one.counts.valid),
        one.heads.map_or(TableCell::Empty, |heads| figures.rate(one.counts.valid, heads.into())),
        figures.of(one.counts.app),
        newest,
    ]
}

/// Agencies and organisations of a unit.
pub(super) fn agencies(report: &Report, words: &Words) -> Option<Table> {
    let ReportParts::Unit { agencies, .. } = &report.parts else { return None };
    let columns = vec![
        column(words, "reports-column-agency", Text, 44),
        column(words, "reports-column-listed", Count, 13),
        column(words, "site-file-took-part", Count, 13),
        column(words, "reports-column-left", Count, 11),
        column(words, "reports-column-rate", Share, 12),
    ];
    let row = |one: &Agency| {
        vec![
            TableCell::Text(group_name(&one.kind, words)),
            count(one.heads),
            count(one.took_part),
            count(one.heads.saturating_sub(one.took_part)),
            share(i64::try_from(one.took_part).unwrap_or(i64::MAX), one.heads),
        ]
    };
    Some(Table { columns, rows: agencies.iter().map(row).collect() })
}

/// What people lack, part by part.
pub(super) fn lacking(report: &Report, words: &Words) -> Table {
    let columns =
        vec![column(words, "reports-column-part", Text, 46), column(words, "reports-column-people", Count, 14)];
    let row = |one: &Lacking| vec![TableCell::Text(missing_part(words, &one.part)), TableCell::Count(one.people)];
    Table { columns, rows: report.lacking.iter().map(row).collect() }
}
