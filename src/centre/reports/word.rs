//! A report as a Word document: what a leader reads and signs first, long tables as annexes.

use super::{
    office_form::{Office, foot, head},
    phrases::{cell_text, contest_name, moment, period_text, place_name, subject},
    sections::{Section, sections},
    value::{Report, ReportParts},
};
use crate::{
    exchange::{Block, ColumnKind, Document, Grid, Look, Paragraph, Table, word_document},
    text::{Language, Words},
};

/// Writes the document.
pub(super) fn document(report: &Report, words: &Words) -> Vec<u8> {
    let sections = sections(report, words);
    let office = match &report.parts {
        ReportParts::Unit { unit, .. } => Office::Unit(unit),
        ReportParts::City { .. } => Office::City(&report.centre),
    };
    let values = [
        ("place", place_name(report, words).into()),
        ("contest", contest_name(report).into()),
        ("period", period_text(&report.period, words).into()),
        ("at", moment(report.at, words).into()),
    ];
    let title = subject(report, words);
    let number = if report.unit().is_some() { "reports-number-unit" } else { "reports-number-city" };
    let mut blocks = vec![head(&office, report.at.date(), number, words)];
    blocks.push(Paragraph::new(Look::Kind, words.get("reports-kind").into_owned()).into());
    blocks.push(Paragraph::new(Look::Subject, title.clone()).into());
    blocks.push(Paragraph::new(Look::Body, words.with("reports-intro", &values)).into());
    let mut annexes: Vec<(String, &Section)> = Vec::new();
    for (at, section) in (1_usize..).zip(&sections) {
        let values = [("n", at.to_string().into()), ("title", section.title.as_str().into())];
        let heading = words.with("reports-heading", &values);
        blocks.push(Paragraph::new(Look::Heading, heading).into());
        let lines = section.lines.iter().map(|line| Paragraph::new(Look::Item, line.clone()).into());
        blocks.extend(lines);
        if section.is_annex() {
            let name = words.with("reports-annex", &[("n", (annexes.len() + 1).to_string().into())]);
            let see = words.with("reports-see-annex", &[("annex", name.as_str().into())]);
            blocks.push(Paragraph::new(Look::Item, see).into());
            annexes.push((name, section));
        } else if let Some(table) = &section.table {
            blocks.push(Block::Grid(grid(table, words)));
        }
    }
    blocks.push(Paragraph::new(Look::Body, words.get("reports-closing").into_owned()).into());
    blocks.push(Paragraph::new(Look::Space, "").into());
    blocks.push(foot(&office, copies(report), words));
    for (name, section) in annexes {
        blocks.extend(annex(&name, section, words));
    }
    word_document(&Document { title, language: language(words).to_owned(), made: report.at.date(), blocks })
}

/// Text keys of whom copies go to.
fn copies(report: &Report) -> &'static [&'static str] {
    match report.unit() {
        Some(_) => &["reports-copy-superior", "reports-copy-organiser", "reports-copy-party", "reports-copy-file"],
        None => &["reports-copy-city", "reports-copy-units", "reports-copy-file"],
    }
}

fn annex(name: &str, section: &Section, words: &Words) -> Vec<Block> {
    let mut blocks = vec![Block::NewPage, Paragraph::new(Look::Annex, name.to_owned()).into()];
    blocks.push(Paragraph::new(Look::Annex, section.title.clone()).into());
    blocks.extend(section.table.as_ref().map(|table| Block::Grid(grid(table, words))));
    blocks.push(Paragraph::new(Look::Space, "").into());
    blocks
}

/// A table as people read it.
pub(super) fn grid(table: &Table, words: &Words) -> Grid {
    let text = |(cell, kind): (&_, ColumnKind)| match cell_text(cell, words) {
        // A dash, so that nobody takes a figure that does not exist for one that was forgotten.
        text if text.is_empty() && kind != ColumnKind::Text => "–".to_owned(),
        text => text,
    };
    let row = |cells: &Vec<_>| cells.iter().zip(table.columns.iter().map(|column| column.kind)).map(text).collect();
    Grid { columns: table.columns.clone(), rows: table.rows.iter().map(row).collect() }
}

/// Language of the words, as documents name it.
pub(super) fn language(words: &Words) -> &'static str {
    match words.language() {
        Language::Vietnamese => "vi-VN",
        Language::English => "en-GB",
    }
}
