//! A report as an Excel book: the figures on the first sheet, each long table on one of its own.

use super::{
    phrases::{contest_name, moment, period_text, place_name},
    sections::{Section, SectionKind, sections},
    value::Report,
};
use crate::{
    exchange::{BookChart, BookSheet, ReportBook, report_book},
    text::Words,
};

/// Writes the book.
pub(super) fn book(report: &Report, words: &Words) -> Vec<u8> {
    let sections = sections(report, words);
    let values = [("place", place_name(report, words).into()), ("contest", contest_name(report).into())];
    let title = words.with("reports-book-title", &values);
    let read = words.with("reports-book-read", &[("at", moment(report.at, words).into())]);
    let days = words.with("reports-book-days", &[("period", period_text(&report.period, words).into())]);
    let above = |own: &str| vec![own.to_owned(), days.clone(), read.clone()];
    let mut sheets = vec![BookSheet {
        name: words.get("reports-sheet-general").into_owned(),
        above: above(&title),
        table: sections.first().and_then(|first| first.table.clone()).unwrap_or_default(),
        below: sections.iter().flat_map(below).collect(),
        chart: None,
    }];
    for section in &sections {
        let Some((key, table)) = sheet_key(section.kind).zip(section.table.clone()) else { continue };
        let chart = (section.kind == SectionKind::Days).then(|| chart(words));
        sheets.push(BookSheet {
            name: words.get(key).into_owned(),
            above: above(&section.title),
            table,
            below: Vec::new(),
            chart,
        });
    }
    report_book(&ReportBook { title, made: report.at.date(), sheets })
}

/// A section's sentences below its title.
fn below(section: &Section) -> Vec<String> {
    std::iter::once(section.title.clone()).chain(section.lines.iter().cloned()).chain([String::new()]).collect()
}

/// Text key of the name of a table's own sheet; none of one that is on the first sheet or has none.
fn sheet_key(kind: SectionKind) -> Option<&'static str> {
    match kind {
        SectionKind::Days => Some("reports-sheet-days"),
        SectionKind::Units => Some("reports-sheet-units"),
        SectionKind::Villages => Some("reports-sheet-villages"),
        SectionKind::Agencies => Some("reports-sheet-agencies"),
        SectionKind::Lacking => Some("reports-sheet-lacking"),
        SectionKind::General | SectionKind::Stations | SectionKind::Waiting | SectionKind::Rules => None,
    }
}

/// The sums so far: registered, valid.
fn chart(words: &Words) -> BookChart {
    BookChart { title: words.get("reports-chart").into_owned(), columns: vec![4, 5] }
}
