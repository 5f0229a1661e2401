//! What the pages of slips and of certificates have in common: their measures, and lines that are set alike on both.

use super::{
    Part, PdfFault,
    fonts::{Face, Line, int},
    ornament::{FRAME, tick},
    sheet::{BLACK, From, GREY, Ink, RED, Sheet},
};
use crate::{domain::Birth, text::Words};
use krilla::geom::Rect;

/// A4 landscape, in points.
pub(super) const WIDTH: f32 = 841.89;
pub(super) const HEIGHT: f32 = 595.276;
/// The middle of a line.
pub(super) const CENTRE: f32 = WIDTH / 2.0;
/// What a centred line may fill: the frame and a little air on both sides.
pub(super) const ROOM: f32 = WIDTH - 2.0 * (FRAME + 42.0);
/// The left and the right edge of the content.
pub(super) const LEFT: f32 = FRAME + 24.0;
pub(super) const RIGHT: f32 = WIDTH - LEFT;
/// The smallest letters that old eyes still read on paper.
pub(super) const READABLE: f32 = 7.5;

/// Where a centred text goes: its middle, its first baseline and the width it may fill.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub x: f32,
    pub y: f32,
    pub width: f32,
}

/// The middle of the page.
pub(super) fn middle(y: f32) -> Place {
    Place { x: CENTRE, y, width: ROOM }
}

/// Sets a centred line, smaller where it must be.
///
/// # Errors
/// `TooWide` where that would be too small.
pub(super) fn fitted(
    sheet: &mut Sheet<'_, '_>,
    line: &Line,
    part: Part,
    size: f32,
    place: Place,
    ink: Ink,
) -> Result<(), PdfFault> {
    let size = line.fit(size, READABLE, place.width).ok_or(PdfFault::TooWide(part))?;
    sheet.set(line, size, From::Centre, (place.x, place.y), ink);
    Ok(())
}

/// Sets lines one below the other; returns the last one's baseline.
pub(super) fn block(sheet: &mut Sheet<'_, '_>, block: &Block, place: Place, ink: Ink) -> f32 {
    let mut y = place.y;
    for (at, line) in block.lines.iter().enumerate() {
        y = place.y + block.size * PITCH * int(at);
        sheet.set(line, block.size, From::Centre, (place.x, y), ink);
    }
    y
}

/// When somebody was born, and where they live.
///
/// # Errors
/// `TooWide`, or a sign that the font lacks.
pub(super) fn origin(face: &Face, words: &Words, birth: Birth, residence: &str) -> Result<Block, PdfFault> {
    broken(face, &format!("{} · {residence}", words.born(birth)), Part::Origin, 12.5, ROOM)
}

/// Sets the topics in two columns, each with its tick: from the baseline `top`, `pitch` apart, in letters of at most `cap`. Returns the last
/// baseline.
///
/// # Errors
/// `TooWide`, or a sign that the font lacks.
pub(super) fn topics(
    sheet: &mut Sheet<'_, '_>,
    face: &Face,
    topics: &[String],
    (top, pitch): (f32, f32),
    cap: f32,
) -> Result<f32, PdfFault> {
    let (gap, tick_room, size) = (30.0, 20.0, 11.0);
    let column = (ROOM - gap) / 2.0;
    let lines: Vec<Line> = topics.iter().map(|topic| face.line(topic, 0.0)).collect::<Result<_, _>>()?;
    let rows = lines.len().div_ceil(2);
    let size = lines
        .iter()
        .map(|line| line.fit(size, READABLE, column - tick_room))
        .try_fold(size, |smallest, fits| fits.map(|fits| smallest.min(fits)))
        .filter(|_| pitch >= READABLE)
        .ok_or(PdfFault::TooWide(Part::Topic))?
        .min(cap);
    let widest = lines.iter().map(|line| line.width(size)).fold(0.0, f32::max) + tick_room;
    let left = CENTRE - (2.0 * widest + gap) / 2.0;
    for (at, line) in lines.iter().enumerate() {
        let x = if at < rows { left } else { left + widest + gap };
        let y = top + pitch * int(at % rows.max(1));
        tick(sheet, (x + 6.0, y - size * 0.36), (pitch * 0.43).min(5.6), RED);
        sheet.set(line, size, From::Left, (x + tick_room, y), BLACK);
    }
    Ok(top + pitch * int(rows.saturating_sub(1)))
}

/// Where a signed statement is printed.
pub(super) struct SmallPrint {
    /// Baseline of its heading, and what it may not pass.
    pub top: f32,
    pub bottom: f32,
    /// From one line to the next, in sizes.
    pub leading: f32,
}

/// Sets a whole statement in small print, in the first of the sizes in which it fits, cut where a line is full; a reader who copies it
/// joins the lines again. Returns the area that it fills.
///
/// # Errors
/// `TooWide`, or a sign that the font lacks.
pub(super) fn statement(
    sheet: &mut Sheet<'_, '_>,
    face: &Face,
    (heading, url): (&str, &str),
    sizes: impl IntoIterator<Item = f32>,
    print: &SmallPrint,
) -> Result<Option<Rect>, PdfFault> {
    let heading = face.line(heading, 0.0)?;
    for size in sizes {
        let pitch = size * print.leading;
        let lines = cut(face, url, (RIGHT - LEFT) / size)?;
        let end = print.top + pitch * int(lines.len());
        if end <= print.bottom {
            sheet.set(&heading, size, From::Left, (LEFT, print.top), GREY);
            for (at, line) in lines.iter().enumerate() {
                sheet.set(line, size, From::Left, (LEFT, print.top + pitch * int(at + 1)), GREY);
            }
            return Ok(Rect::from_ltrb(LEFT, print.top - pitch, RIGHT, end + 1.0));
        }
    }
    Err(PdfFault::TooWide(Part::Statement))
}

/// A text broken into one line or two that fit, all of one size.
pub(super) struct Block {
    /// At most two.
    pub lines: Vec<Line>,
    /// In points.
    pub size: f32,
}

/// Breaks a text into one line or two, smaller where it must be.
///
/// # Errors
/// `TooWide`, or a sign that the font lacks.
pub(super) fn broken(face: &Face, text: &str, part: Part, size: f32, width: f32) -> Result<Block, PdfFault> {
    let mut size = size;
    loop {
        let lines = face.wrap(text, width / size)?;
        if lines.len() <= 2 && lines.iter().all(|line| line.width(size) <= width) {
            return Ok(Block { lines, size });
        }
        size -= 0.5;
        if size < READABLE {
            return Err(PdfFault::TooWide(part));
        }
    }
}

/// From one baseline to the next, in sizes: Vietnamese stacks two marks on a letter.
pub(super) const PITCH: f32 = 1.28;

/// The sizes of the statement's print: it is there to be copied, and below the last one copiers lose it.
pub(super) const SMALL_PRINT: [f32; 5] = [4.9, 4.4, 3.9, 3.4, 3.0];

/// A text in lines that are each as full as can be, wherever that cuts it.
fn cut(face: &Face, text: &str, ems: f32) -> Result<Vec<Line>, PdfFault> {
    let (mut lines, mut taken, mut width) = (Vec::new(), String::new(), 0.0);
    for sign in text.chars() {
        let wide = face.line(sign.encode_utf8(&mut [0; 4]), 0.0)?.width(1.0);
        if width + wide > ems && !taken.is_empty() {
            lines.push(face.line(&taken, 0.0)?);
            (taken, width) = (String::new(), 0.0);
        }
        taken.push(sign);
        width += wide;
    }
    lines.push(face.line(&taken, 0.0)?);
    Ok(lines)
}
