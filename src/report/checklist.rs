//! Questions on paper for two reviewers: each answers without the key, judges, and signs every page; the key is on a page of its own.

use super::{
    Fonts, PdfFault,
    fonts::{Line, int},
    pdf::{described, refused, settings},
    sheet::{BLACK, From, GREY, Sheet},
};
use crate::{domain::Date, text::Words};
use krilla::{
    Document,
    geom::{PathBuilder, Rect},
    page::PageSettings,
    surface::Surface,
};

/// A question as it is reviewed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewed {
    /// Its id.
    pub id: String,
    /// What it is about: level, fact, lesson, source.
    pub about: String,
    /// The question.
    pub stem: String,
    /// The options in the order of the paper.
    pub options: Vec<String>,
    /// Position of the right one among them.
    pub key: usize,
}

/// What is to be reviewed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checklist {
    /// Title of the contest.
    pub contest: String,
    /// Day on which it is drawn.
    pub date: Date,
    /// The questions, in order.
    pub questions: Vec<Reviewed>,
}

/// A4 portrait, in points.
const WIDTH: f32 = 595.276;
const HEIGHT: f32 = 841.89;
const LEFT: f32 = 48.0;
const RIGHT: f32 = WIDTH - LEFT;
const TOP: f32 = 56.0;
/// Where a page's first question begins.
const FIRST: f32 = TOP + 18.0;
/// Above the reviewers' signatures.
const BOTTOM: f32 = HEIGHT - 104.0;
const SIZE: f32 = 10.5;
const SMALL: f32 = 8.5;
const PITCH: f32 = 13.8;
/// Between two questions.
const GAP: f32 = 10.0;
/// Rows and columns of a page of keys.
const KEY_ROWS: usize = 44;
const KEY_COLUMNS: usize = 6;

/// Side of a box that is ticked.
const BOX: f32 = 7.0;
/// Keys of what each reviewer ticks.
const TICKED: [&str; 5] =
    ["checklist-one", "checklist-taught", "checklist-source", "checklist-plain", "checklist-mend"];

/// Letter of an option.
const LETTERS: [&str; 4] = ["A", "B", "C", "D"];

/// Draws the questions and their key on A4 pages, as PDF/A-2u.
///
/// # Errors
/// What cannot be drawn; nothing is left out instead.
pub fn checklist(list: &Checklist, words: &Words, fonts: &Fonts) -> Result<Vec<u8>, PdfFault> {
    let blocks: Vec<Block> =
        list.questions.iter().map(|one| Block::new(one, words, fonts)).collect::<Result<_, _>>()?;
    let pages = paged(&blocks);
    let keys: Vec<&[Reviewed]> = list.questions.chunks(KEY_ROWS * KEY_COLUMNS).collect();
    let count = pages.len() + keys.len();
    let mut document = Document::new_with(settings()?);
    let title = words.with("checklist-title", &[("contest", list.contest.as_str().into())]);
    document.set_metadata(described(title.clone(), list.date, words).document_id(format!("{title} {}", list.date)));
    let page =
        |document: &mut Document, number: usize, draw: &mut dyn FnMut(&mut Sheet<'_, '_>) -> Result<(), PdfFault>| {
            let size = PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| refused(&"page size"))?;
            let mut page = document.start_page_with(size);
            let mut surface: Surface<'_> = page.surface();
            let mut sheet = Sheet::new(&mut surface);
            let values = [("page", number.to_string().into()), ("of", count.to_string().into())];
            heading(&mut sheet, fonts, &title, &words.with("checklist-page", &values))?;
            draw(&mut sheet)?;
            surface.finish();
            page.finish();
            Ok::<(), PdfFault>(())
        };
    for (number, blocks) in (1..).zip(&pages) {
        page(&mut document, number, &mut |sheet| {
            let mut y = FIRST;
            for block in *blocks {
                y = block.draw(sheet, y);
            }
            signatures(sheet, words, fonts)
        })?;
    }
    for (number, questions) in (pages.len() + 1..).zip(keys) {
        page(&mut document, number, &mut |sheet| key(sheet, questions, words, fonts))?;
    }
    document.finish().map_err(|error| refused(&error))
}

/// A question with the lines that it takes.
struct Block {
    about: Line,
    stem: Vec<Line>,
    options: Vec<Vec<Line>>,
    judged: [Line; 2],
    /// What each reviewer ticks.
    ticked: Vec<Line>,
}

impl Block {
    fn new(question: &Reviewed, words: &Words, fonts: &Fonts) -> Result<Self, PdfFault> {
        let wide = (RIGHT - LEFT) / SIZE;
        let about = fonts.regular.line(&format!("{} · {}", question.id, question.about), 0.0)?;
        let option = |(at, text): (usize, &String)| {
            let letter = LETTERS.get(at).copied().unwrap_or_default();
            fonts.regular.fill(&format!("{letter}. {text}"), wide - 2.0)
        };
        let judged = |reviewer: usize| {
            fonts.regular.line(&words.with("checklist-judged", &[("reviewer", reviewer.to_string().into())]), 0.0)
        };
        Ok(Self {
            about,
            stem: fonts.semibold.fill(&question.stem, wide)?,
            options: question.options.iter().enumerate().map(option).collect::<Result<_, _>>()?,
            judged: [judged(1)?, judged(2)?],
            ticked: TICKED.iter().map(|key| fonts.regular.line(&words.get(key), 0.0)).collect::<Result<_, _>>()?,
        })
    }

    fn height(&self) -> f32 {
        let lines = self.stem.len() + self.options.iter().map(Vec::len).sum::<usize>() + self.judged.len();
        int(lines + 1) * PITCH + GAP
    }

    /// The boxes of one reviewer, each before its word.
    fn boxes(&self, sheet: &mut Sheet<'_, '_>, y: f32) {
        let chosen = self.judged.iter().map(|line| line.width(SMALL)).fold(0.0, f32::max);
        let mut x = LEFT + chosen + 16.0;
        for word in &self.ticked {
            let mut path = PathBuilder::new();
            if let Some(square) = Rect::from_xywh(x, y - BOX + 0.5, BOX, BOX) {
                path.push_rect(square);
            }
            sheet.stroke(path.finish(), 0.7, BLACK);
            sheet.set(word, SMALL, From::Left, (x + BOX + 3.0, y), BLACK);
            x += BOX + 3.0 + word.width(SMALL) + 11.0;
        }
    }

    /// Draws the block below `top`; returns where the next one begins.
    fn draw(&self, sheet: &mut Sheet<'_, '_>, top: f32) -> f32 {
        let mut y = top + SMALL;
        let about = self.about.fit(SMALL, 6.0, RIGHT - LEFT).unwrap_or(6.0);
        sheet.set(&self.about, about, From::Left, (LEFT, y), GREY);
        let stem = self.stem.iter().map(|line| (line, LEFT, SIZE));
        let options = self.options.iter().flatten().map(|line| (line, LEFT + 2.0 * SIZE, SIZE));
        for (line, x, size) in stem.chain(options) {
            y += PITCH;
            sheet.set(line, size, From::Left, (x, y), BLACK);
        }
        for line in &self.judged {
            y += PITCH;
            sheet.set(line, SMALL, From::Left, (LEFT, y), BLACK);
            self.boxes(sheet, y);
        }
        top + self.height()
    }
}

/// As many blocks on a page as it holds.
fn paged(blocks: &[Block]) -> Vec<&[Block]> {
    let (mut pages, mut from, mut y) = (Vec::new(), 0, FIRST);
    for (at, block) in blocks.iter().enumerate() {
        if y + block.height() > BOTTOM && at > from {
            pages.extend(blocks.get(from..at));
            (from, y) = (at, FIRST);
        }
        y += block.height();
    }
    pages.extend(blocks.get(from..).filter(|rest| !rest.is_empty()));
    pages
}

fn heading(sheet: &mut Sheet<'_, '_>, fonts: &Fonts, title: &str, page: &str) -> Result<(), PdfFault> {
    let page = fonts.regular.line(page, 0.0)?;
    let room = RIGHT - LEFT - page.width(SMALL) - 12.0;
    let title = fonts.bold.line(title, 0.0)?;
    let size = title.fit(12.0, 6.0, room).unwrap_or(6.0);
    sheet.set(&title, size, From::Left, (LEFT, TOP - 8.0), BLACK);
    sheet.set(&page, SMALL, From::Left, (RIGHT - page.width(SMALL), TOP - 8.0), GREY);
    rule(sheet, (LEFT, RIGHT), TOP);
    Ok(())
}

/// Where both reviewers sign, on every page.
fn signatures(sheet: &mut Sheet<'_, '_>, words: &Words, fonts: &Fonts) -> Result<(), PdfFault> {
    let half = (RIGHT - LEFT - 24.0) / 2.0;
    for (reviewer, x) in [(1, LEFT), (2, LEFT + half + 24.0)] {
        let label = words.with("checklist-signature", &[("reviewer", reviewer.to_string().into())]);
        let label = fonts.semibold.line(&label, 0.0)?;
        sheet.set(&label, SMALL, From::Left, (x, BOTTOM + 18.0), BLACK);
        rule(sheet, (x, x + half), BOTTOM + 58.0);
    }
    Ok(())
}

fn key(sheet: &mut Sheet<'_, '_>, questions: &[Reviewed], words: &Words, fonts: &Fonts) -> Result<(), PdfFault> {
    let title = fonts.bold.line(&words.get("checklist-key"), 0.0)?;
    sheet.set(&title, 12.0, From::Left, (LEFT, TOP + 24.0), BLACK);
    let mut y = TOP + 42.0;
    for line in fonts.regular.fill(&words.get("checklist-key-how"), (RIGHT - LEFT) / SMALL)? {
        sheet.set(&line, SMALL, From::Left, (LEFT, y), GREY);
        y += 12.0;
    }
    let (top, column) = (TOP + 70.0, (RIGHT - LEFT) / int(KEY_COLUMNS));
    for (at, question) in questions.iter().enumerate() {
        let letter = LETTERS.get(question.key).copied().unwrap_or_default();
        let line = fonts.regular.line(&format!("{}  {letter}", question.id), 0.0)?;
        let place = (LEFT + column * int(at / KEY_ROWS), top + PITCH * int(at % KEY_ROWS) + PITCH);
        sheet.set(&line, SIZE, From::Left, place, BLACK);
    }
    Ok(())
}

/// A thin line across.
fn rule(sheet: &mut Sheet<'_, '_>, (from, to): (f32, f32), y: f32) {
    let mut path = PathBuilder::new();
    if let Some(line) = Rect::from_ltrb(from, y, to, y + 0.6) {
        path.push_rect(line);
    }
    sheet.fill(path.finish(), GREY);
}
