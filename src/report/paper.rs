mod page;
mod question;

use self::{
    page::{Closing, Head, capacity, draw_page},
    question::Asked,
};
use super::{
    Fonts, Part, PdfFault, Trial,
    book::Book,
    fonts::{Line, int},
    qr::{self, Matrix},
};
use crate::{domain::Date, text::Words};
use std::{fmt, ops::Range};

/// Numbered tests to write on, one sheet of A4 each, printed on both sides. What is printed of them depends on nothing else: there is no place
/// for which option is right.
#[derive(Clone, PartialEq, Eq)]
pub struct Papers {
    /// Title of the contest.
    pub contest: String,
    /// Day of printing: all that the file states of its time.
    pub date: Date,
    /// What a paper counts for.
    pub counts: PaperCounts,
    /// Ready sentences of "Tôi học số - Tôi lan tỏa", to be crossed.
    pub sentences: Vec<String>,
    /// Not a real test.
    pub trial: Option<Trial>,
    /// 1 to 60 of them, in the order of their serials.
    pub papers: Vec<PaperTest>,
}

/// What a test on paper counts for (docs/decisions/042-paper-counts-for-the-commune.md).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PaperCounts {
    /// The organiser has yet to confirm that a station's tests count (`recognised` of the contest).
    Unconfirmed,
    /// For the commune alone.
    Commune,
    /// For personal prizes too (`paper_ranks` of the contest).
    Prizes,
}

/// One numbered paper.
#[derive(Clone, PartialEq, Eq)]
pub struct PaperTest {
    /// As people read it: `048 192 17-0`.
    pub number: String,
    /// Text of its code: `TS2:<kiosk8>:<nine digits>` (docs/FORMATS.md 19), at most 32 bytes.
    pub code: String,
    /// The questions in the drawn order.
    pub questions: Vec<PaperQuestion>,
}

/// A question as it is printed.
#[derive(Clone, PartialEq, Eq)]
pub struct PaperQuestion {
    /// The question.
    pub stem: String,
    /// Its options in the order in which they are shown: A, B, C, D.
    pub options: Vec<String>,
}

impl fmt::Debug for Papers {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Papers({})", self.papers.len())
    }
}

impl fmt::Debug for PaperTest {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "PaperTest({})", self.number)
    }
}

impl fmt::Debug for PaperQuestion {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "PaperQuestion({} options)", self.options.len())
    }
}

/// A version 2 code: 22 bytes are read from a copy of a copy.
const MOST_MODULES: usize = 25;
/// Sizes of a question's letters in points, the first with which the paper fits on one sheet; old people read no smaller ones.
const SIZES: [f32; 9] = [12.0, 11.75, 11.5, 11.25, 11.0, 10.75, 10.5, 10.25, 10.0];
/// Between two questions.
const LEAST_GAP: f32 = 4.5;
const MOST_GAP: f32 = 15.0;

/// Draws the papers as one PDF/A-2u, each with an even number of pages, so that a printer that prints both sides begins each paper on a
/// sheet of its own. A paper that does not fit on two pages in letters of 10 points has four, and names its second sheet.
///
/// # Errors
/// What cannot be drawn; nothing is left out instead.
pub fn paper_tests(papers: &Papers, words: &Words, fonts: &Fonts) -> Result<Vec<u8>, PdfFault> {
    let title = words.with("print-paper-file", &[("contest", papers.contest.as_str().into())]);
    let id: String = papers.papers.iter().map(|paper| paper.code.as_str()).collect::<Vec<_>>().join(" ");
    let mut book = Book::new((title, &id, papers.date), papers.trial, words, fonts)?;
    let closing = Closing::new(papers, words, fonts)?;
    for paper in &papers.papers {
        let code = qr::matrix(&paper.code, MOST_MODULES).map_err(PdfFault::Qr)?;
        draw_paper(&mut book, (papers, paper), &code, &closing)?;
    }
    book.finish()
}

fn draw_paper(
    book: &mut Book<'_>,
    (papers, paper): (&Papers, &PaperTest),
    code: &Matrix,
    closing: &Closing,
) -> Result<(), PdfFault> {
    let Arranged { questions, pages } = arranged(paper, closing.height(), book.fonts)?;
    let of = pages.len().next_multiple_of(2);
    let number = book.fonts.bold.line(&paper.number, 0.0)?;
    for page in 1..=of {
        let head = Head { contest: &papers.contest, number: &number, code, page, of };
        let range = pages.get(page - 1).map(|range| questions.get(range.clone()).unwrap_or_default());
        let ends = (page == pages.len()).then_some(closing);
        let (words, fonts) = (book.words, book.fonts);
        book.page(|sheet| draw_page(sheet, (words, fonts), &head, range, ends))?;
    }
    Ok(())
}

/// Questions in letters of one size, and which of them are on which page.
struct Arranged {
    questions: Vec<Asked>,
    pages: Vec<Range<usize>>,
}

/// The largest letters with which a paper has two pages; where there are none, the largest of all.
fn arranged(paper: &PaperTest, closing: f32, fonts: &Fonts) -> Result<Arranged, PdfFault> {
    let set = |size: f32| {
        let one = |(number, question): (usize, &PaperQuestion)| Asked::new(number, question, size, fonts);
        (1..).zip(&paper.questions).map(one).collect::<Result<Vec<_>, _>>()
    };
    for size in SIZES {
        let questions = set(size)?;
        let heights: Vec<f32> = questions.iter().map(Asked::height).collect();
        if let Some(pages) = on_two(&heights, closing) {
            return Ok(Arranged { questions, pages });
        }
    }
    let questions = set(SIZES[0])?;
    let heights: Vec<f32> = questions.iter().map(Asked::height).collect();
    let pages = on_many(&heights, closing).ok_or(PdfFault::TooWide(Part::Question))?;
    Ok(Arranged { questions, pages })
}

/// Two pages with gaps that are as wide as can be on both; none where they do not fit.
fn on_two(heights: &[f32], closing: f32) -> Option<Vec<Range<usize>>> {
    let gaps = |at: usize| {
        let (first, second) = heights.split_at(at);
        gap(first, capacity(1)).zip(gap(second, capacity(2) - closing)).map(|(one, other)| one.min(other))
    };
    let fitting = (0..=heights.len()).filter_map(|at| gaps(at).map(|gap| (at, gap)));
    let (at, _) = fitting.max_by(|(_, one), (_, other)| one.total_cmp(other))?;
    Some(vec![0..at, at..heights.len()])
}

/// Width of the gaps below questions of these heights in so much room; none where they do not fit.
fn gap(heights: &[f32], room: f32) -> Option<f32> {
    let spare = room - heights.iter().sum::<f32>();
    let each = spare / int(heights.len().max(1));
    (spare >= 0.0 && each >= LEAST_GAP).then_some(each.min(MOST_GAP))
}

/// As many questions on a page as it holds; the closing part is on the last one, or alone. None where something is higher than a page.
fn on_many(heights: &[f32], closing: f32) -> Option<Vec<Range<usize>>> {
    let mut pages: Vec<Range<usize>> = Vec::new();
    let (mut from, mut used) = (0, 0.0);
    for (at, height) in heights.iter().enumerate() {
        if used + height + LEAST_GAP > capacity(pages.len() + 1) {
            pages.push(from..at);
            (from, used) = (at, 0.0);
            if height + LEAST_GAP > capacity(2) {
                return None;
            }
        }
        used += height + LEAST_GAP;
    }
    pages.push(from..heights.len());
    if used + closing > capacity(pages.len()) {
        pages.push(heights.len()..heights.len());
    }
    (closing <= capacity(2)).then_some(pages)
}

/// Whether each line fits this many points.
fn fits(lines: &[Line], size: f32, width: f32) -> bool {
    lines.iter().all(|line| line.width(size) <= width)
}
