//! Tables one after another, each beginning a page, with those who sign below the last one.

use super::{
    Fonts, PdfFault, Trial,
    book::Book,
    listing::{Column, Listing, lists},
};
use crate::{
    domain::Date,
    text::{Words, wrapped},
};

/// Document of tables.
#[derive(Clone)]
pub struct PrintedTables {
    /// Its title, for the file's properties.
    pub title: String,
    /// What it is known by, so that the same input gives the same bytes.
    pub id: String,
    /// Its day.
    pub date: Date,
    /// Nothing of it counts.
    pub trial: Option<Trial>,
    /// Its tables, in order.
    pub tables: Vec<PrintedTable>,
    /// Who signs at the end, at most three.
    pub signers: Vec<String>,
}

/// Table of a document.
#[derive(Clone)]
pub struct PrintedTable {
    /// Above it on each page.
    pub title: String,
    /// Sentences below the title, broken into lines.
    pub about: Vec<String>,
    /// Title and share of the width of each column.
    pub columns: Vec<(String, u8)>,
    /// Others' words, one for each column.
    pub rows: Vec<Vec<String>>,
}

/// Width that the columns share, in points, and letters of a line below a title: upright, and across.
const UPRIGHT: (f32, usize) = (500.0, 112);
const ACROSS: (f32, usize) = (746.0, 165);
/// Tables of more columns are drawn across, and with them the whole document.
const MOST_UPRIGHT: usize = 8;
/// Least height of a row.
const ROW: f32 = 20.0;

/// Draws the tables, as PDF/A-2u.
///
/// # Errors
/// What cannot be drawn. What is too long for its place ends in an ellipsis.
pub fn printed_tables(of: &PrintedTables, words: &Words, fonts: &Fonts) -> Result<Vec<u8>, PdfFault> {
    let book = Book::new((of.title.clone(), &of.id, of.date), of.trial, words, fonts)?;
    let is_wide = of.tables.iter().any(|table| table.columns.len() > MOST_UPRIGHT);
    let (mut book, (shared, letters)) = if is_wide { (book.across(), ACROSS) } else { (book, UPRIGHT) };
    let listing = |(at, table): (usize, &PrintedTable)| {
        let is_last = at + 1 == of.tables.len();
        let all: f32 = table.columns.iter().map(|(_, share)| f32::from(*share)).sum();
        let width = |share: u8| shared * f32::from(share) / all.max(1.0);
        let lines =
            table.about.iter().flat_map(|text| wrapped(text, letters).lines().map(str::to_owned).collect::<Vec<_>>());
        Listing {
            title: table.title.clone(),
            about: lines.collect(),
            columns: table.columns.iter().map(|(title, share)| Column::new(title.into(), width(*share))).collect(),
            rows: table.rows.clone(),
            row_height: ROW,
            signers: if is_last { of.signers.clone() } else { Vec::new() },
        }
    };
    let listings: Vec<Listing> = of.tables.iter().enumerate().map(listing).collect();
    lists(&mut book, &listings)?;
    book.finish()
}
