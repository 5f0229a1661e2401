//! A question with a box before each option.

use super::{PaperQuestion, fits};
use crate::report::{
    Fonts, Part, PdfFault,
    book::{LEFT, RIGHT},
    fonts::{Line, int},
    sheet::{BLACK, From, GREY, Sheet, WHITE},
};

/// Side of a box: 5 mm and a little.
pub(super) const BOX: f32 = 14.4;
/// Room of a question's number.
const NUMBER: f32 = 23.0;
/// From a box to its words, and from one option to the next beside it.
const BESIDE: f32 = 4.0;
const BETWEEN: f32 = 9.0;
/// From one baseline to the next, in sizes: Vietnamese stacks two marks on a letter.
const PITCH: f32 = 1.3;
/// Between the boxes of two rows.
const ROW: f32 = 2.4;
/// Between a question and its options.
const BELOW: f32 = 2.2;

/// Letters of the options.
const LETTERS: [&str; 4] = ["A", "B", "C", "D"];

/// A question, broken into lines.
pub(super) struct Asked {
    size: f32,
    number: Line,
    stem: Vec<Line>,
    rows: Vec<Vec<Cell>>,
}

/// An option with its place from the left.
struct Cell {
    x: f32,
    letter: Line,
    lines: Vec<Line>,
}

impl Asked {
    /// Breaks a question into the fewest rows: all options beside each other, two, or one a row.
    ///
    /// # Errors
    /// A sign that the fonts lack, or a word that is wider than the page.
    pub fn new(number: usize, question: &PaperQuestion, size: f32, fonts: &Fonts) -> Result<Self, PdfFault> {
        let width = RIGHT - LEFT - NUMBER;
        let stem = fonts.semibold.fill(&question.stem, width / size)?;
        let mut best: Option<Vec<Vec<Cell>>> = None;
        for columns in [4, 2, 1] {
            let rows = arranged(&question.options, columns, (size, width), fonts)?;
            let is_better =
                |rows: &Vec<Vec<Cell>>| best.as_ref().is_none_or(|best| height(rows, size) < height(best, size));
            best = rows.filter(is_better).or(best);
        }
        let rows = best.filter(|_| fits(&stem, size, width)).ok_or(PdfFault::TooWide(Part::Question))?;
        Ok(Self { size, number: fonts.bold.line(&format!("{number}."), 0.0)?, stem, rows })
    }

    /// Height without what separates it from the next.
    pub fn height(&self) -> f32 {
        int(self.stem.len()) * self.size * PITCH + BELOW + height(&self.rows, self.size)
    }

    /// Draws it below `top`.
    pub fn draw(&self, sheet: &mut Sheet<'_, '_>, top: f32) {
        let size = self.size;
        let pitch = size * PITCH;
        sheet.set(&self.number, size, From::Left, (LEFT, top + size), BLACK);
        for (at, line) in self.stem.iter().enumerate() {
            sheet.set(line, size, From::Left, (LEFT + NUMBER, top + size + pitch * int(at)), BLACK);
        }
        let mut y = top + pitch * int(self.stem.len()) + BELOW;
        for row in &self.rows {
            for cell in row {
                let x = LEFT + NUMBER + cell.x;
                crossed(sheet, &cell.letter, (x, y));
                let first = y + BOX / 2.0 + size * 0.36;
                for (at, line) in cell.lines.iter().enumerate() {
                    sheet.set(line, size, From::Left, (x + BOX + BESIDE, first + pitch * int(at)), BLACK);
                }
            }
            y += row_height(row, size);
        }
    }
}

/// A box to cross with its upper left corner there, and its letter or number in grey below the cross: at its left side, since a dark spot in
/// the middle of a square is what readers of codes look for.
pub(super) fn crossed(sheet: &mut Sheet<'_, '_>, letter: &Line, (x, y): (f32, f32)) {
    sheet.rectangle((x, y), (BOX, BOX), WHITE);
    sheet.frame((x, y), (BOX, BOX), 1.0, BLACK);
    sheet.set(letter, 9.0, From::Left, (x + 1.7, y + BOX / 2.0 + 3.2), GREY);
}

fn height(rows: &[Vec<Cell>], size: f32) -> f32 {
    rows.iter().map(|row| row_height(row, size)).sum()
}

/// The last line of several needs no more room than a box has.
fn row_height(row: &[Cell], size: f32) -> f32 {
    let lines = row.iter().map(|cell| cell.lines.len()).max().unwrap_or(1);
    BOX + ROW + size * PITCH * int(lines.saturating_sub(1))
}

/// The options in so many columns; none where they do not fit.
fn arranged(
    options: &[String],
    columns: usize,
    (size, width): (f32, f32),
    fonts: &Fonts,
) -> Result<Option<Vec<Vec<Cell>>>, PdfFault> {
    let before = BOX + BESIDE;
    let column = width / int(columns);
    // Beside others an option has one line where all are in one row, and is broken otherwise.
    let room = if columns == 4 { width } else { column - before - if columns == 1 { 0.0 } else { BETWEEN } };
    let mut cells = Vec::new();
    for (at, option) in options.iter().enumerate() {
        let letter = fonts.semibold.line(LETTERS.get(at).copied().unwrap_or_default(), 0.0)?;
        let lines = fonts.regular.fill(option, room / size)?;
        let x = column * int(at % columns);
        cells.push(Cell { x, letter, lines });
    }
    if columns == 4 {
        let widths: Vec<f32> = cells.iter().map(|cell| before + widest(&cell.lines, size)).collect();
        let Some(places) = places(&widths, width, column) else { return Ok(None) };
        if cells.iter().any(|cell| cell.lines.len() > 1) {
            return Ok(None);
        }
        cells.iter_mut().zip(places).for_each(|(cell, x)| cell.x = x);
    } else if !cells.iter().all(|cell| fits(&cell.lines, size, room)) {
        return Ok(None);
    }
    let mut rows = Vec::new();
    let mut cells = cells.into_iter().peekable();
    while cells.peek().is_some() {
        rows.push(cells.by_ref().take(columns).collect());
    }
    Ok(Some(rows))
}

/// Places of options of these widths in one row: in equal columns, or with equal gaps; none where there is no room.
fn places(widths: &[f32], width: f32, column: f32) -> Option<Vec<f32>> {
    if widths.iter().all(|one| one + BETWEEN <= column) {
        return Some((0..widths.len()).map(|at| column * int(at)).collect());
    }
    let spare = width - widths.iter().sum::<f32>();
    let gap = (spare / int(widths.len().saturating_sub(1).max(1))).min(4.0 * BETWEEN);
    let mut x = 0.0;
    (gap >= BETWEEN).then(|| {
        let place = |one: &f32| {
            let here = x;
            x += one + gap;
            here
        };
        widths.iter().map(place).collect()
    })
}

fn widest(lines: &[Line], size: f32) -> f32 {
    lines.iter().map(|line| line.width(size)).fold(0.0, f32::max)
}
