//! A report as one table of text that programs and spreadsheets read.

use super::{
    sections::rule_lines,
    value::{Report, ReportParts},
};
use crate::{
    centre::rosters::group_name,
    exchange::{TableCell, csv_rows},
    ledger::Counts,
    text::{Words, plain, unit_title},
};

/// A report as a table of text: a row for what it is about, for each part of it and for each day, then how it is counted.
pub(super) fn table(report: &Report, words: &Words) -> Vec<u8> {
    let mut rows = vec![head(words)];
    match &report.parts {
        ReportParts::City { units, elsewhere } => {
            for one in units {
                let population = Some(i64::from(one.unit.population));
                let own = [
                    text(words, "reports-row-unit"),
                    cell(one.unit.code.as_str()),
                    name(&unit_title(words, &one.unit)),
                ];
                rows.push(row(own, population, &figures(&one.counts, one.is_open(), words)));
            }
            if *elsewhere != Counts::default() {
                let own = [text(words, "reports-row-unit"), TableCell::Empty, text(words, "reports-elsewhere")];
                rows.push(row(own, None, &figures(elsewhere, false, words)));
            }
            let own = [text(words, "reports-row-city"), TableCell::Empty, text(words, "site-file-total")];
            let population = i64::try_from(report.population.0).ok();
            rows.push(row(own, population, &figures(&report.total, report.is_open(), words)));
        }
        ReportParts::Unit { unit, villages, agencies, .. } => {
            let own = [text(words, "reports-row-unit"), cell(unit.code.as_str()), name(&unit_title(words, unit))];
            let population = Some(i64::from(unit.population));
            rows.push(row(own, population, &figures(&report.total, report.is_open(), words)));
            for one in villages {
                let shown = if one.name.is_empty() { text(words, "reports-no-village") } else { name(&one.name) };
                let own = [text(words, "reports-column-village"), TableCell::Empty, shown];
                rows.push(row(own, one.heads.map(i64::from), &figures(&one.counts, one.is_open(), words)));
            }
            for one in agencies {
                let own = [
                    text(words, "reports-column-agency"),
                    TableCell::Empty,
                    TableCell::Text(group_name(&one.kind, words)),
                ];
                let took_part = i64::try_from(one.took_part).unwrap_or(i64::MAX);
                rows.push(row(own, i64::try_from(one.heads).ok(), &[TableCell::Count(took_part)]));
            }
        }
    }
    for day in &report.days {
        let own = [text(words, "reports-column-day"), TableCell::Empty, TableCell::Day(day.date)];
        let mut cells = vec![TableCell::Empty];
        cells.extend([day.own.registered, day.own.finished, day.own.valid].map(TableCell::Count));
        rows.push(row(own, None, &cells));
    }
    for line in rule_lines(report, words) {
        rows.push(vec![text(words, "reports-row-remark"), TableCell::Empty, TableCell::Text(line)]);
    }
    let columns = rows.first().map_or(0, Vec::len);
    rows.iter_mut().for_each(|row| row.resize(columns, TableCell::Empty));
    csv_rows(&rows)
}

fn head(words: &Words) -> Vec<TableCell> {
    let own = ["reports-column-row", "site-file-code", "reports-column-name", "reports-column-people-or-list"];
    let figures = Counts::NAMES.map(figure_head);
    own.into_iter().chain(["site-file-took-part"]).chain(figures).map(|key| text(words, key)).collect()
}

/// Heads of all figures, in the order of `Counts::NAMES`.
#[must_use]
pub fn figure_heads(words: &Words) -> Vec<String> {
    Counts::NAMES.map(|name| words.get(figure_head(name)).into_owned()).to_vec()
}

/// Text key of a figure's head.
fn figure_head(figure: &str) -> &'static str {
    match figure {
        "registered" => "site-column-registered",
        "finished" => "site-column-finished",
        "valid" => "site-column-valid",
        "one_touch" => "site-file-one-touch",
        "both" => "site-file-both",
        "app" => "site-file-app",
        "on_paper" => "site-file-on-paper",
        "listed" => "site-file-listed",
        "no_topic_1" => "site-file-no-topic-1",
        "no_topic_2" => "site-file-no-topic-2",
        "no_topic_3" => "site-file-no-topic-3",
        "no_topic_4" => "site-file-no-topic-4",
        "no_test" => "site-file-no-test",
        "no_message" => "site-file-no-message",
        _ => "site-file-other", // a figure that was added and has no head yet
    }
}

fn row(own: [TableCell; 3], people: Option<i64>, figures: &[TableCell]) -> Vec<TableCell> {
    let people = people.map_or(TableCell::Empty, TableCell::Count);
    own.into_iter().chain([people]).chain(figures.iter().cloned()).collect()
}

/// Who took part and all figures; what is not known is no zero.
fn figures(counts: &Counts, is_open: bool, words: &Words) -> Vec<TableCell> {
    let all = std::iter::once(counts.took_part()).chain(counts.values());
    all.map(|figure| if is_open { text(words, "site-unknown-figure") } else { TableCell::Count(figure) }).collect()
}

fn text(words: &Words, key: &str) -> TableCell {
    TableCell::Text(words.get(key).into_owned())
}

fn name(name: &str) -> TableCell {
    TableCell::Text(plain(name))
}

fn cell(text: &str) -> TableCell {
    TableCell::Text(text.to_owned())
}
