//! What is left on paper of an evening beside its slips: the summary to sign, and who is to be called back.

use super::{
    Fonts, PdfFault, Trial,
    book::{Book, LEFT, RIGHT, TOP},
    fonts::int,
    listing::{Column, Listing, heading, list, signatures},
    sheet::{BLACK, From, GREY, Sheet},
};
use crate::{
    domain::Date,
    text::{Value, Words},
};
use std::fmt;

/// An evening on one page, to be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EveningSummary {
    /// Title of the contest.
    pub contest: String,
    /// Place of the station.
    pub station: String,
    /// The unit as it is inside a sentence (`text::unit_name`): `xã Tân Kỳ`.
    pub unit: String,
    /// Day of the evening.
    pub date: Date,
    /// Names of the volunteers who ran it.
    pub volunteers: Vec<String>,
    /// What was done.
    pub counts: EveningCounts,
    /// Nothing of it counts.
    pub trial: Option<Trial>,
}

/// What was done in an evening. Those of papers are of this evening's batches, or of papers that were kept from another one and handed in or struck
/// out now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EveningCounts {
    /// People who were registered.
    pub registered: usize,
    /// Topics that were taught to all together.
    pub group_lessons: usize,
    /// People who have finished all topics.
    pub learned: usize,
    /// Numbered papers that were printed.
    pub papers_printed: usize,
    /// Papers that were collected at the end of writing.
    pub papers_collected: usize,
    /// Papers whose answers were handed in at the keyboard.
    pub papers_handed: usize,
    /// Papers that were struck out.
    pub papers_void: usize,
    /// Tests that were handed in on the screen.
    pub screen_tests: usize,
    /// Valid entries: all four parts are there.
    pub valid: usize,
    /// Entries whose records wait to be handed in to the organiser.
    pub waiting: usize,
}

impl EveningCounts {
    /// Each with the key of its words, in the order in which they are printed.
    fn lines(&self) -> [(&'static str, usize); 10] {
        [
            ("print-summary-registered", self.registered),
            ("print-summary-lessons", self.group_lessons),
            ("print-summary-learned", self.learned),
            ("print-summary-printed", self.papers_printed),
            ("print-summary-collected", self.papers_collected),
            ("print-summary-handed", self.papers_handed),
            ("print-summary-void", self.papers_void),
            ("print-summary-screen", self.screen_tests),
            ("print-summary-valid", self.valid),
            ("print-summary-waiting", self.waiting),
        ]
    }
}

/// People to be called back, with what their entries lack.
#[derive(Clone, PartialEq, Eq)]
pub struct CallBacks {
    /// Title of the contest.
    pub contest: String,
    /// Place of the station.
    pub station: String,
    /// Day of the evening.
    pub date: Date,
    /// Nothing of it counts.
    pub trial: Option<Trial>,
    /// In the order in which they are listed (`domain::by_given_name`).
    pub people: Vec<CallBack>,
}

/// Somebody to be called back.
#[derive(Clone, PartialEq, Eq)]
pub struct CallBack {
    /// Full name.
    pub name: String,
    /// Telephone number as people read it; none was declared.
    pub phone: Option<String>,
    /// What the entry lacks, in words.
    pub missing: String,
}

impl fmt::Debug for CallBacks {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "CallBacks({})", self.people.len())
    }
}

impl fmt::Debug for CallBack {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("CallBack(…)")
    }
}

const SIZE: f32 = 12.0;
/// Height of a row of the summary.
const ROW: f32 = 27.0;
/// Where the figures are.
const FIGURES: f32 = 90.0;

/// Draws the summary of an evening on one page, as PDF/A-2u.
///
/// # Errors
/// What cannot be drawn. Names that are too long end in an ellipsis.
pub fn evening_summary(summary: &EveningSummary, words: &Words, fonts: &Fonts) -> Result<Vec<u8>, PdfFault> {
    let title = words.with("print-summary-file", &[("date", words.date(summary.date).into())]);
    let id = format!("{title} {} {}", summary.unit, summary.station);
    let mut book = Book::new((title, &id, summary.date), summary.trial, words, fonts)?;
    book.page(|sheet| {
        let place = [("station", summary.station.as_str().into()), ("date", words.date(summary.date).into())];
        let about = [
            words.with("print-contest", &[("contest", summary.contest.as_str().into())]),
            words.with("print-station-date", &place),
            words.with("print-unit", &[("unit", summary.unit.as_str().into())]),
        ];
        heading(sheet, fonts, &words.get("print-summary-title"), &about)?;
        let volunteers = [("names", summary.volunteers.join(", ").into())];
        let volunteers = words.with("print-summary-volunteers", &volunteers);
        let names = fonts.semibold.cell(&volunteers, &[11.0, 10.0, 9.0], (RIGHT - LEFT, 4))?;
        let mut y = TOP + 92.0;
        for line in &names.lines {
            sheet.set(line, names.size, From::Left, (LEFT, y), BLACK);
            y += 15.0;
        }
        y += 6.0;
        for (key, count) in summary.counts.lines() {
            figure(sheet, (words, fonts), (key, count), y)?;
            y += ROW;
        }
        let remarks = fonts.semibold.line(&words.get("print-summary-remarks"), 0.0)?;
        sheet.set(&remarks, 11.0, From::Left, (LEFT, y + 30.0), BLACK);
        for at in 1..=3 {
            sheet.dotted((LEFT, RIGHT), y + 30.0 + 25.0 * int(at));
        }
        let signers = ["print-signer-volunteer", "print-signer-village"].map(|key| words.get(key).into_owned());
        signatures(sheet, fonts, &signers, y + 150.0)
    })?;
    book.finish()
}

/// A row of the summary: words and a figure.
fn figure(
    sheet: &mut Sheet<'_, '_>,
    (words, fonts): (&Words, &Fonts),
    (key, count): (&str, usize),
    top: f32,
) -> Result<(), PdfFault> {
    let left = RIGHT - FIGURES;
    sheet.frame((LEFT, top), (left - LEFT, ROW), 0.6, GREY);
    sheet.frame((left, top), (FIGURES, ROW), 0.6, GREY);
    let label = fonts.regular.line(&words.get(key), 0.0)?;
    let size = label.fit(SIZE, 8.0, left - LEFT - 16.0).unwrap_or(8.0);
    sheet.set(&label, size, From::Left, (LEFT + 8.0, top + 18.0), BLACK);
    let count: Value<'_> = count.into();
    let figure = fonts.bold.line(&words.with("print-count", &[("n", count)]), 0.0)?;
    sheet.set(&figure, 13.0, From::Right, (RIGHT - 10.0, top + 18.4), BLACK);
    Ok(())
}

/// Draws the list of those to be called back, as PDF/A-2u.
///
/// # Errors
/// What cannot be drawn. What is too long for its place ends in an ellipsis.
pub fn call_backs(calls: &CallBacks, words: &Words, fonts: &Fonts) -> Result<Vec<u8>, PdfFault> {
    let title = words.with("print-calls-file", &[("date", words.date(calls.date).into())]);
    let id = format!("{title} {} {}", calls.station, calls.people.len());
    let mut book = Book::new((title, &id, calls.date), calls.trial, words, fonts)?;
    let row = |one: &CallBack| {
        let phone = one.phone.clone().unwrap_or_else(|| words.get("register-no-phone").into_owned());
        vec![one.name.clone(), phone, one.missing.clone(), String::new()]
    };
    let place = [("station", calls.station.as_str().into()), ("date", words.date(calls.date).into())];
    let listing = Listing {
        title: words.get("print-calls-title").into_owned(),
        about: vec![
            words.with("print-contest", &[("contest", calls.contest.as_str().into())]),
            words.with("print-station-date", &place),
            words.get("print-calls-note").into_owned(),
        ],
        columns: vec![
            Column::new(words.get("print-name"), 150.0),
            Column::new(words.get("print-phone"), 84.0),
            Column::new(words.get("print-missing"), 150.0),
            Column::new(words.get("print-notes"), 100.0),
        ],
        rows: calls.people.iter().map(row).collect(),
        row_height: 32.0,
        signers: Vec::new(),
    };
    list(&mut book, &listing)?;
    book.finish()
}
