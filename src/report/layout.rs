use super::{
    Certificate, Fonts, Part, PdfFault, Trial,
    fonts::{Line, int},
    ornament::{FRAME, divider, frame, lozenge},
    page_parts::{
        self, Block, CENTRE, HEIGHT, LEFT, Place, READABLE, RIGHT, ROOM, SMALL_PRINT, SmallPrint, WIDTH, block, broken,
        fitted, middle, origin,
    },
    qr::{Matrix, QUIET},
    sheet::{BLACK, BLUE, From, GREY, Ink, RED, Sheet},
};
use crate::text::Words;
use krilla::geom::Rect;

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
        let face = &self.fonts.regular;
        let origin = origin(face, self.words, self.certificate.birth, &self.certificate.residence)?;
        let contest = broken(&self.fonts.semibold, &contest, Part::Contest, 17.0, ROOM)?;
        let done = self.fonts.regular.line(&self.done(), 0.0)?;
        let gap = 27.0 + 7.0 * (4.0 - int(origin.lines.len() + contest.lines.len()));
        let y = self.block(&origin, middle(276.0), BLACK);
        self.fitted(&done, Part::Contest, 13.5, middle(y + gap), BLACK)?;
        let y = self.block(&contest, middle(y + gap + 25.0), RED);
        self.topics(y + gap)
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
        let topics = &self.certificate.topics;
        // As many rows as the office wants must leave the foot alone; four topics fit at normal spacing.
        let pitch = (48.0 / int(topics.len().div_ceil(2).max(1))).min(20.0);
        page_parts::topics(self.sheet, &self.fonts.regular, topics, (top, pitch), f32::MAX)
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

    /// The whole statement in small print.
    fn statement(&mut self) -> Result<Option<Rect>, PdfFault> {
        let heading = self.words.get("certificate-statement");
        let print = SmallPrint { top: 534.0, bottom: HEIGHT - FRAME - 3.0, leading: 1.22 };
        let text = (heading.as_ref(), self.certificate.statement_url.as_str());
        page_parts::statement(self.sheet, &self.fonts.regular, text, SMALL_PRINT, &print)
    }

    fn fitted(&mut self, line: &Line, part: Part, size: f32, place: Place, ink: Ink) -> Result<(), PdfFault> {
        fitted(self.sheet, line, part, size, place, ink)
    }

    fn block(&mut self, lines: &Block, place: Place, ink: Ink) -> f32 {
        block(self.sheet, lines, place, ink)
    }
}
