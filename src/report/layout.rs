use super::{
    Certificate, Fonts, Part, PdfFault, Trial,
    fonts::{Face, Line, int},
    ornament::{FRAME, divider, frame, lozenge, tick},
    qr::{Matrix, QUIET},
    sheet::{BLACK, BLUE, From, GREY, Ink, RED, Sheet},
};
use crate::{domain::Birth, text::Words};
use krilla::geom::Rect;

/// A4 landscape, in points.
pub(super) const WIDTH: f32 = 841.89;
pub(super) const HEIGHT: f32 = 595.276;

const CENTRE: f32 = WIDTH / 2.0;
/// What a centred line may fill: the frame and a little air on both sides.
const ROOM: f32 = WIDTH - 2.0 * (FRAME + 42.0);
/// The left and the right edge of the foot's content.
const LEFT: f32 = FRAME + 24.0;
const RIGHT: f32 = WIDTH - LEFT;
/// The smallest letters that old eyes still read on paper.
pub(super) const READABLE: f32 = 7.5;

/// Where the code begins at the highest, and where it ends. On half an A4 a module of a code of 33 is then 4 dots at 150 dots an inch.
const CODE: (f32, f32) = (420.0, 533.3);

/// Draws the page and returns the areas that open the signed statement.
pub(super) fn draw(
    certificate: &Certificate,
    code: &Matrix,
    words: &Words,
    fonts: &Fonts,
    sheet: &mut Sheet<'_, '_>,
) -> Result<Vec<Rect>, PdfFault> {
    let mut page = Layout { sheet, certificate, words, fonts };
    if let Some(trial) = certificate.trial {
        trial.watermark(page.sheet, (words, fonts), (WIDTH, HEIGHT))?;
    }
    frame(page.sheet, WIDTH, HEIGHT);
    page.heading()?;
    let topics_end = page.body()?;
    page.issued()?;
    let code_area = page.code(code, topics_end)?;
    let print_area = page.statement()?;
    Ok([code_area, print_area].into_iter().flatten().collect())
}

struct Layout<'a, 'b, 'c> {
    sheet: &'a mut Sheet<'b, 'c>,
    certificate: &'a Certificate,
    words: &'a Words,
    fonts: &'a Fonts,
}

impl Layout<'_, '_, '_> {
    /// Who gives it, what it is, and that it is provisional or none at all.
    fn heading(&mut self) -> Result<(), PdfFault> {
        let organiser = self.certificate.organiser.to_uppercase();
        let organiser = self.fonts.semibold.line(&organiser, 0.04)?;
        self.fitted(&organiser, Part::Organiser, 11.5, middle(75.0), BLACK)?;
        divider(self.sheet, (CENTRE, 91.0), 92.0);
        let title = self.fonts.bold.line(&self.words.get("certificate-title"), 0.03)?;
        self.sheet.set(&title, 34.0, From::Centre, (CENTRE, 138.0), RED);
        let provisional = self.certificate.trial.map_or("certificate-provisional", Trial::remark);
        let provisional = self.fonts.semibold.line(&self.words.get(provisional), 0.01)?;
        let width = provisional.width(12.0) + 34.0;
        self.sheet.stroke(lozenge(CENTRE - width / 2.0, 155.0, width, 23.0), 1.0, RED);
        self.sheet.set(&provisional, 12.0, From::Centre, (CENTRE, 170.6), RED);
        Ok(())
    }

    /// Whose it is, what was done, in which contest. What runs over two lines takes its room from the gaps between. Returns the last baseline.
    fn body(&mut self) -> Result<f32, PdfFault> {
        let honours = self.fonts.italic.line(&self.words.get("certificate-honours"), 0.0)?;
        self.sheet.set(&honours, 14.0, From::Centre, (CENTRE, 206.0), GREY);
        let name = self.fonts.bold.line(self.certificate.name.as_str(), 0.01)?;
        self.fitted(&name, Part::Name, 38.0, middle(248.0), BLUE)?;
        let contest = self.words.with("certificate-contest", &[("title", self.certificate.contest.as_str().into())]);
        let origin = broken(&self.fonts.regular, &self.origin(), Part::Origin, 12.5, ROOM)?;
        let contest = broken(&self.fonts.semibold, &contest, Part::Contest, 17.0, ROOM)?;
        let done = self.fonts.regular.line(&self.done(), 0.0)?;
        let gap = 27.0 + 7.0 * (4.0 - int(origin.lines.len() + contest.lines.len()));
        let y = self.block(&origin, middle(276.0), BLACK);
        self.fitted(&done, Part::Contest, 13.5, middle(y + gap), BLACK)?;
        let y = self.block(&contest, middle(y + gap + 25.0), RED);
        self.topics(y + gap)
    }

    fn origin(&self) -> String {
        let born = match self.certificate.birth {
            Birth::Day(day) => self.words.with("certificate-born-on", &[("date", self.words.long_date(day).into())]),
            Birth::Year(year) => self.words.with("certificate-born-in", &[("year", year.to_string().into())]),
        };
        format!("{born} · {}", self.certificate.residence)
    }

    fn done(&self) -> String {
        let (topics, questions) = (self.certificate.topics.len(), self.certificate.questions);
        match self.certificate.right {
            Some(right) => self.words.with(
                "certificate-done-score",
                &[("topics", topics.into()), ("right", right.into()), ("questions", questions.into())],
            ),
            None => self.words.with("certificate-done", &[("topics", topics.into()), ("questions", questions.into())]),
        }
    }

    /// The topics in two columns, each with its tick.
    fn topics(&mut self, top: f32) -> Result<f32, PdfFault> {
        let (gap, tick_room, size) = (30.0, 20.0, 11.0);
        let column = (ROOM - gap) / 2.0;
        let lines: Vec<Line> = self
            .certificate
            .topics
            .iter()
            .map(|topic| self.fonts.regular.line(topic, 0.0))
            .collect::<Result<_, _>>()?;
        let rows = lines.len().div_ceil(2);
        // As many rows as the office wants must leave the foot alone; four topics fit at normal spacing.
        let pitch = (48.0 / int(rows.max(1))).min(20.0);
        let size = lines
            .iter()
            .map(|line| line.fit(size, READABLE, column - tick_room))
            .try_fold(size, |smallest, fits| fits.map(|fits| smallest.min(fits)))
            .filter(|_| pitch >= READABLE)
            .ok_or(PdfFault::TooWide(Part::Topic))?;
        let widest = lines.iter().map(|line| line.width(size)).fold(0.0, f32::max) + tick_room;
        let left = CENTRE - (2.0 * widest + gap) / 2.0;
        for (at, line) in lines.iter().enumerate() {
            let x = if at < rows { left } else { left + widest + gap };
            let y = top + pitch * int(at % rows.max(1));
            tick(self.sheet, (x + 6.0, y - size * 0.36), (pitch * 0.43).min(5.6), RED);
            self.sheet.set(line, size, From::Left, (x + tick_room, y), BLACK);
        }
        Ok(top + pitch * int(rows.saturating_sub(1)))
    }

    /// Where and when, at the foot on the right.
    fn issued(&mut self) -> Result<(), PdfFault> {
        let foot = |y| Place { x: RIGHT - 140.0, y, width: 280.0 };
        let (place, date) = (self.certificate.place.as_str(), self.words.long_date(self.certificate.date));
        let issued = self.words.with("certificate-issued", &[("place", place.into()), ("date", date.into())]);
        let issued = self.fonts.italic.line(&issued, 0.0)?;
        self.fitted(&issued, Part::Station, 12.0, foot(457.0), BLACK)?;
        let station = self.fonts.bold.line(&self.words.get("certificate-station"), 0.04)?;
        self.fitted(&station, Part::Station, 12.5, foot(476.0), BLACK)?;
        let hall = broken(&self.fonts.regular, &self.certificate.station, Part::Station, 12.0, foot(0.0).width)?;
        self.block(&hall, foot(493.0), BLACK);
        Ok(())
    }

    /// The code with its quiet zone, as large as the topics above leave room for, the number and what to do with them, at the foot on the left.
    fn code(&mut self, code: &Matrix, topics_end: f32) -> Result<Option<Rect>, PdfFault> {
        let top = (topics_end + 8.0).max(CODE.0);
        let side = CODE.1 - top;
        let module = side / int(code.size() + 2 * QUIET);
        let quiet = module * int(QUIET);
        // The dark modules are on the margin, their quiet zone in the white before it.
        let left = LEFT - quiet;
        self.sheet.code(code, (LEFT, top + quiet), module);
        let (x, width) = (left + side + 8.0, 260.0);
        let number = self.words.with("certificate-number", &[("number", self.certificate.number.as_str().into())]);
        let number = self.fonts.semibold.line(&number, 0.0)?;
        let size = number.fit(11.5, READABLE, width).ok_or(PdfFault::TooWide(Part::Number))?;
        self.sheet.set(&number, size, From::Left, (x, 473.0), BLACK);
        for (key, y) in [("certificate-scan", 488.0), ("certificate-signed", 502.0)] {
            let line = self.fonts.regular.line(&self.words.get(key), 0.0)?;
            let size = line.fit(9.0, READABLE, width).ok_or(PdfFault::TooWide(Part::Number))?;
            self.sheet.set(&line, size, From::Left, (x, y), GREY);
        }
        Ok(Rect::from_xywh(left, top, side, side))
    }

    /// The whole statement in small print, cut where a line is full; a reader who copies it joins the lines again.
    fn statement(&mut self) -> Result<Option<Rect>, PdfFault> {
        let (top, bottom) = (534.0, HEIGHT - FRAME - 3.0);
        let heading = self.fonts.regular.line(&self.words.get("certificate-statement"), 0.0)?;
        for size in SMALL_PRINT {
            let pitch = size * 1.22;
            let lines = cut(&self.fonts.regular, &self.certificate.statement_url, (RIGHT - LEFT) / size)?;
            let end = top + pitch * int(lines.len());
            if end <= bottom {
                self.sheet.set(&heading, size, From::Left, (LEFT, top), GREY);
                for (at, line) in lines.iter().enumerate() {
                    self.sheet.set(line, size, From::Left, (LEFT, top + pitch * int(at + 1)), GREY);
                }
                return Ok(Rect::from_ltrb(LEFT, top - pitch, RIGHT, end + 1.0));
            }
        }
        Err(PdfFault::TooWide(Part::Statement))
    }

    /// Sets a centred line, smaller where it must be.
    fn fitted(&mut self, line: &Line, part: Part, size: f32, place: Place, ink: Ink) -> Result<(), PdfFault> {
        let size = line.fit(size, READABLE, place.width).ok_or(PdfFault::TooWide(part))?;
        self.sheet.set(line, size, From::Centre, (place.x, place.y), ink);
        Ok(())
    }

    /// Sets lines one below the other; returns the last one's baseline.
    fn block(&mut self, block: &Block, place: Place, ink: Ink) -> f32 {
        let mut y = place.y;
        for (at, line) in block.lines.iter().enumerate() {
            y = place.y + block.size * PITCH * int(at);
            self.sheet.set(line, block.size, From::Centre, (place.x, y), ink);
        }
        y
    }
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

/// Where a centred text goes: its middle, its first baseline and the width it may fill.
#[derive(Clone, Copy)]
struct Place {
    x: f32,
    y: f32,
    width: f32,
}

/// From one baseline to the next, in sizes: Vietnamese stacks two marks on a letter.
pub(super) const PITCH: f32 = 1.28;

/// The middle of the page.
fn middle(y: f32) -> Place {
    Place { x: CENTRE, y, width: ROOM }
}

/// The sizes of the statement's print: it is there to be copied, and below the last one copiers lose it.
pub(super) const SMALL_PRINT: [f32; 5] = [4.9, 4.4, 3.9, 3.4, 3.0];

/// A text in lines that are each as full as can be, wherever that cuts it.
pub(super) fn cut(face: &Face, text: &str, ems: f32) -> Result<Vec<Line>, PdfFault> {
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
