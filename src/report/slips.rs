use super::{
    Certificate, Fonts, PdfFault, Trial,
    book::{Book, HEIGHT, WIDTH},
    layout,
    listing::{Column, Listing, list},
    page_parts,
    pdf::{code_of, link, refused, settings},
    sheet::Sheet,
};
use crate::{domain::Date, text::Words};
use krilla::{
    Document,
    geom::{Rect, Transform},
    page::PageSettings,
};
use std::fmt;

/// The slips of an evening, and the list on which those who receive them sign.
#[derive(Clone, PartialEq, Eq)]
pub struct Slips {
    /// Title of the contest.
    pub contest: String,
    /// Place of the station.
    pub station: String,
    /// Day of the evening.
    pub date: Date,
    /// Not real slips; what is across a slip itself is its own `trial`.
    pub trial: Option<Trial>,
    /// In the order in which they are drawn and listed (`domain::by_given_name`).
    pub given: Vec<GivenSlip>,
}

/// A slip and what the list states beside its name.
#[derive(Clone, PartialEq, Eq)]
pub struct GivenSlip {
    /// The slip, as it was issued.
    pub slip: Certificate,
    /// Thôn or tổ dân phố of the resident.
    pub village: String,
}

/// What was drawn of the slips of an evening.
pub struct DrawnSlips {
    /// All slips that can be drawn, two on an A4, and the list of everybody.
    pub pdf: Vec<u8>,
    /// Numbers of the slips that cannot be drawn, with the reason: one of them does not keep the others from being printed. The list names
    /// their people too, with a remark in place of the line to sign on.
    pub left_out: Vec<(String, PdfFault)>,
}

impl fmt::Debug for Slips {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Slips({})", self.given.len())
    }
}

impl fmt::Debug for GivenSlip {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "GivenSlip({})", self.slip.number)
    }
}

impl fmt::Debug for DrawnSlips {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "DrawnSlips({} bytes, {:?} left out)", self.pdf.len(), self.left_out)
    }
}

/// A slip of A4 on half an A4, a little smaller than A5: its frame keeps off the edge, which printers do not reach.
const HALF: f32 = 0.695;
/// What is left beside it and above it.
const BESIDE: f32 = (WIDTH - HALF * page_parts::WIDTH) / 2.0;
const ABOVE: f32 = (HEIGHT / 2.0 - HALF * page_parts::HEIGHT) / 2.0;
/// Where the line to cut by ends: further out nothing is printed.
const CUT: f32 = 17.0;

/// Draws the slips, two on an A4, each nearly as large as A5, and the list to sign, as one PDF/A-2u.
///
/// # Errors
/// What keeps everything from being drawn; a single slip that cannot be drawn is left out and named.
pub fn evening_slips(slips: &Slips, words: &Words, fonts: &Fonts) -> Result<DrawnSlips, PdfFault> {
    let title = words.with("print-slips-file", &[("date", words.date(slips.date).into())]);
    let id: String = slips.given.iter().map(|given| given.slip.number.as_str()).collect::<Vec<_>>().join(" ");
    let mut book = Book::new((title, &id, slips.date), slips.trial, words, fonts)?;
    let mut left_out = Vec::new();
    let mut drawable = Vec::new();
    for GivenSlip { slip, .. } in &slips.given {
        match tried(slip, words, fonts) {
            Ok(()) => drawable.push(slip),
            Err(fault @ (PdfFault::MissingGlyph(_) | PdfFault::TooWide(_) | PdfFault::Qr(_))) => {
                left_out.push((slip.number.clone(), fault));
            }
            Err(fault @ (PdfFault::BadFont | PdfFault::Writer(_) | PdfFault::Logo)) => return Err(fault),
        }
    }
    for pair in drawable.chunks(2) {
        book.plain_page(|sheet| {
            let mut links = Vec::new();
            for (slip, top) in pair.iter().zip([ABOVE, HEIGHT / 2.0 + ABOVE]) {
                let code = code_of(slip)?;
                let areas =
                    sheet.reduced(HALF, (BESIDE, top), |sheet| layout::draw(slip, &code, words, fonts, sheet))?;
                let placed = |area: Rect| area.transform(Transform::from_row(HALF, 0.0, 0.0, HALF, BESIDE, top));
                links.extend(areas.into_iter().filter_map(placed).map(|area| link(area, slip, words)));
            }
            sheet.dotted((CUT, WIDTH - CUT), HEIGHT / 2.0);
            Ok(links)
        })?;
    }
    list(&mut book, &signed_for(slips, &left_out, words))?;
    Ok(DrawnSlips { pdf: book.finish()?, left_out })
}

/// Draws a slip on a page that is thrown away.
fn tried(slip: &Certificate, words: &Words, fonts: &Fonts) -> Result<(), PdfFault> {
    let code = code_of(slip)?;
    let mut document = Document::new_with(settings()?);
    let size = PageSettings::from_wh(page_parts::WIDTH, page_parts::HEIGHT).ok_or_else(|| refused(&"page size"))?;
    let mut page = document.start_page_with(size);
    let mut surface = page.surface();
    let drawn = layout::draw(slip, &code, words, fonts, &mut Sheet::new(&mut surface));
    surface.finish();
    page.finish();
    drawn.map(drop)
}

/// The list of those who received a slip.
fn signed_for(slips: &Slips, left_out: &[(String, PdfFault)], words: &Words) -> Listing {
    let rows = slips.given.iter().map(|GivenSlip { slip, village }| {
        let is_left_out = left_out.iter().any(|(number, _)| *number == slip.number);
        let remark = if is_left_out { words.get("print-sign-left-out").into_owned() } else { String::new() };
        let (name, year) = (slip.name.as_str().to_owned(), slip.birth.year().to_string());
        vec![name, year, village.clone(), slip.number.clone(), remark]
    });
    let about = [("contest", slips.contest.as_str().into())];
    let place = [("station", slips.station.as_str().into()), ("date", words.date(slips.date).into())];
    Listing {
        title: words.get("print-sign-title").into_owned(),
        about: vec![words.with("print-contest", &about), words.with("print-station-date", &place)],
        columns: vec![
            Column::new(words.get("print-name"), 160.0),
            Column::new(words.get("print-birth-year"), 44.0),
            Column::new(words.get("print-village"), 96.0),
            Column::new(words.get("print-slip-number"), 110.0),
            Column::new(words.get("print-signature"), 100.0),
        ],
        rows: rows.collect(),
        row_height: 27.0,
        signers: vec![words.get("print-signer-volunteer").into_owned()],
    }
}
