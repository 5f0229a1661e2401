//! A page of a test on paper: its number above, questions, and at the end what the writer adds.

use super::{
    PaperCounts, Papers, gap,
    question::{Asked, BOX, crossed},
};
use crate::{
    report::{
        Fonts, PdfFault,
        book::{BOTTOM, LEFT, RIGHT, TOP},
        fonts::{Line, int},
        qr::{Matrix, QUIET},
        sheet::{BLACK, BLUE, From, GREY, Sheet},
    },
    text::Words,
};

/// Side of the code with its quiet zone.
const CODE: f32 = 63.36;
/// What the head of the first page takes, and that of every other.
const FIRST: f32 = 90.0;
const OTHER: f32 = 64.0;
/// Where questions and the closing part end: there is no page number at the foot.
const FOOT: f32 = BOTTOM + 7.0;
/// Size of what is not a question.
const PLAIN: f32 = 10.5;
/// From one line to write on to the next.
const WRITTEN: f32 = 23.0;
/// Between two sentences with their boxes.
const SENTENCE: f32 = BOX + 1.8;
/// From one line of a sentence to the next, and between two columns of sentences.
const LINE: f32 = PLAIN * 1.2;
const COLUMNS_GAP: f32 = 10.0;

/// What is at the head of a page.
pub(super) struct Head<'a> {
    pub contest: &'a str,
    pub number: &'a Line,
    pub code: &'a Matrix,
    pub page: usize,
    pub of: usize,
}

/// Room for questions on a page, by its number.
pub(super) fn capacity(page: usize) -> f32 {
    FOOT - TOP - if page == 1 { FIRST } else { OTHER }
}

/// Draws a page: questions, or a side that is left blank; and the closing part at its foot.
///
/// # Errors
/// What cannot be drawn.
pub(super) fn draw_page(
    sheet: &mut Sheet<'_, '_>,
    (words, fonts): (&Words, &Fonts),
    head: &Head<'_>,
    questions: Option<&[Asked]>,
    closing: Option<&Closing>,
) -> Result<(), PdfFault> {
    head.draw(sheet, words, fonts)?;
    let top = FOOT - capacity(head.page);
    let Some(questions) = questions else {
        let blank = fonts.italic.line(&words.get("print-paper-blank"), 0.0)?;
        sheet.set(&blank, PLAIN, From::Left, (LEFT, top + PLAIN), GREY);
        return Ok(());
    };
    let heights: Vec<f32> = questions.iter().map(Asked::height).collect();
    let room = FOOT - top - closing.map_or(0.0, Closing::height);
    let gap = gap(&heights, room).unwrap_or_default();
    let mut y = top;
    for question in questions {
        question.draw(sheet, y);
        y += question.height() + gap;
    }
    if let Some(closing) = closing {
        closing.draw(sheet);
    }
    Ok(())
}

impl Head<'_> {
    fn draw(&self, sheet: &mut Sheet<'_, '_>, words: &Words, fonts: &Fonts) -> Result<(), PdfFault> {
        let module = CODE / int(self.code.size() + 2 * QUIET);
        // The dark modules are on the margin.
        let corner = (RIGHT - CODE + module * int(QUIET), TOP);
        sheet.code(self.code, corner, module);
        let right = RIGHT - CODE - 2.0;
        let number = 23.0;
        sheet.set(self.number, number, From::Right, (right, TOP + 32.0), BLACK);
        let caption = fonts.regular.line(&words.get("print-paper-number"), 0.0)?;
        sheet.set(&caption, 9.5, From::Right, (right, TOP + 8.0), GREY);
        let page = fonts.semibold.line(&self.place(words), 0.0)?;
        sheet.set(&page, 9.5, From::Right, (right, TOP + 48.0), BLACK);
        let room = right - self.number.width(number).max(page.width(9.5)) - 14.0 - LEFT;
        let kind = fonts.bold.line(&words.get("print-paper-kind"), 0.03)?;
        sheet.set(&kind, 9.5, From::Left, (LEFT, TOP + 8.0), GREY);
        let title = fonts.bold.cell(self.contest, &[12.5, 11.0, 9.5], (room, 3))?;
        for (at, line) in title.lines.iter().enumerate() {
            sheet.set(line, title.size, From::Left, (LEFT, TOP + 24.5 + 14.5 * int(at)), BLUE);
        }
        if self.page == 1 {
            let how = fonts.bold.line(&words.get("print-paper-how"), 0.0)?;
            let size = how.fit(11.5, 9.0, RIGHT - LEFT - 16.0).unwrap_or(9.0);
            sheet.frame((LEFT, TOP + 62.0), (RIGHT - LEFT, 20.0), 0.9, BLACK);
            sheet.set(&how, size, From::Left, (LEFT + 8.0, TOP + 76.2), BLACK);
        }
        Ok(())
    }

    /// Page, and sheet where there is more than one.
    fn place(&self, words: &Words) -> String {
        let (page, of) = (self.page.to_string(), self.of.to_string());
        if self.of <= 2 {
            return words.with("print-paper-page", &[("page", page.into()), ("of", of.into())]);
        }
        let sheet = self.page.div_ceil(2).to_string();
        let values = [("sheet", sheet.into()), ("page", page.into()), ("of", of.into())];
        words.with("print-paper-page-sheet", &values)
    }
}

/// The end of a paper: a sentence to pass on, who wrote it, what it counts for. The same on every paper.
pub(super) struct Closing {
    heading: Line,
    sentences: Sentences,
    own: Line,
    name: Line,
    born: Line,
    village: Line,
    sign: Line,
    counts: Line,
}

impl Closing {
    /// Breaks the sentences into lines.
    ///
    /// # Errors
    /// A sign that the fonts lack.
    pub fn new(papers: &Papers, words: &Words, fonts: &Fonts) -> Result<Self, PdfFault> {
        let label = |key: &str| fonts.regular.line(&words.get(key), 0.0);
        let counts = match (papers.trial, papers.counts) {
            (Some(_), _) => "print-paper-counts-trial",
            (None, PaperCounts::Unconfirmed) => "print-paper-counts-unconfirmed",
            (None, PaperCounts::Commune) => "print-paper-counts",
            (None, PaperCounts::Prizes) => "print-paper-counts-ranks",
        };
        let sentences = [1, 2].map(|columns| Sentences::new(&papers.sentences, columns, fonts));
        let [one, two] = sentences;
        let (one, two) = (one?, two?);
        Ok(Self {
            heading: fonts.bold.line(&words.get("print-paper-message"), 0.0)?,
            sentences: if two.height() < one.height() { two } else { one },
            own: label("print-paper-own")?,
            name: label("print-paper-name")?,
            born: label("print-paper-born")?,
            village: label("print-paper-village")?,
            sign: label("print-paper-sign")?,
            counts: fonts.italic.line(&words.get(counts), 0.0)?,
        })
    }

    /// Height with the line above it.
    pub fn height(&self) -> f32 {
        7.0 + 19.0 + self.sentences.height() + 4.0 * WRITTEN + 1.0
    }

    /// Draws it at the foot of a page.
    fn draw(&self, sheet: &mut Sheet<'_, '_>) {
        let mut y = FOOT - self.height() + 7.0;
        sheet.rectangle((LEFT, y), (RIGHT - LEFT, 0.9), BLACK);
        let heading = self.heading.fit(PLAIN, 8.5, RIGHT - LEFT).unwrap_or(8.5);
        sheet.set(&self.heading, heading, From::Left, (LEFT, y + 13.0), BLACK);
        y += 19.0;
        self.sentences.draw(sheet, y);
        y += self.sentences.height();
        y += WRITTEN - 4.0;
        written(sheet, &self.own, (LEFT, RIGHT), y);
        sheet.dotted((LEFT, RIGHT), y + WRITTEN);
        y += 2.0 * WRITTEN;
        let (born, village) = (LEFT + 248.0, LEFT + 358.0);
        written(sheet, &self.name, (LEFT, born - 6.0), y);
        written(sheet, &self.born, (born, village - 6.0), y);
        written(sheet, &self.village, (village, RIGHT), y);
        y += WRITTEN;
        written(sheet, &self.sign, (village, RIGHT), y);
        let size = self.counts.fit(PLAIN, 8.0, village - LEFT - 10.0).unwrap_or(8.0);
        sheet.set(&self.counts, size, From::Left, (LEFT, y), BLACK);
    }
}

/// Ready sentences, each with a box that has its number, in columns.
struct Sentences {
    columns: usize,
    each: Vec<(Line, Vec<Line>)>,
}

impl Sentences {
    fn new(sentences: &[String], columns: usize, fonts: &Fonts) -> Result<Self, PdfFault> {
        let room = column(columns) - BOX - 5.0 - COLUMNS_GAP;
        let mut each = Vec::new();
        for (number, sentence) in (1..).zip(sentences) {
            let number = fonts.semibold.line(&i32::to_string(&number), 0.0)?;
            each.push((number, fonts.regular.fill(sentence, room / PLAIN)?));
        }
        Ok(Self { columns, each })
    }

    /// Down each column, then on to the next.
    fn rows(&self) -> usize {
        self.each.len().div_ceil(self.columns)
    }

    fn row_height(&self, row: usize) -> f32 {
        let cells = (0..self.columns).filter_map(|column| self.each.get(row + column * self.rows()));
        let lines = cells.map(|(_, lines)| lines.len()).max().unwrap_or(1);
        (LINE * int(lines) + 2.0).max(SENTENCE)
    }

    fn height(&self) -> f32 {
        (0..self.rows()).map(|row| self.row_height(row)).sum()
    }

    fn draw(&self, sheet: &mut Sheet<'_, '_>, top: f32) {
        let mut y = top;
        for row in 0..self.rows() {
            for at in 0..self.columns {
                let Some((number, lines)) = self.each.get(row + at * self.rows()) else { continue };
                let x = LEFT + column(self.columns) * int(at);
                crossed(sheet, number, (x, y));
                let first = y + BOX / 2.0 + PLAIN * 0.36 - if lines.len() > 1 { 2.0 } else { 0.0 };
                for (line, words) in lines.iter().enumerate() {
                    sheet.set(words, PLAIN, From::Left, (x + BOX + 5.0, first + LINE * int(line)), BLACK);
                }
            }
            y += self.row_height(row);
        }
    }
}

/// Width of one of so many columns, with the gap behind it.
fn column(columns: usize) -> f32 {
    (RIGHT - LEFT + COLUMNS_GAP) / int(columns)
}

/// A label with a line to write on behind it.
fn written(sheet: &mut Sheet<'_, '_>, label: &Line, (from, to): (f32, f32), y: f32) {
    sheet.set(label, PLAIN, From::Left, (from, y), BLACK);
    sheet.dotted((from + label.width(PLAIN) + 4.0, to), y + 1.0);
}
