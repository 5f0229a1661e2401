use super::{
    FinalCertificate, Fonts, Part, PdfFault,
    final_certificate::FormPicture,
    fonts::{Line, int},
    ornament::{FRAME, frame},
    page_parts::{
        self, Block, CENTRE, HEIGHT, LEFT, PITCH, Place, READABLE, RIGHT, ROOM, SMALL_PRINT, SmallPrint, WIDTH, block,
        broken, fitted, origin,
    },
    qr::{Matrix, QUIET},
    sheet::{BLACK, BLUE, From, GREY, Ink, RED, Sheet},
};
use crate::{domain::Signer, text::Words};
use krilla::geom::Rect;

/// Middle and width of each half of the heading, and how wide the sign between them may be.
const HALVES: [f32; 2] = [LEFT + 148.0, RIGHT - 148.0];
const HALF: f32 = 296.0;
const SIGN: f32 = 92.0;
/// Millimetres to points.
const MM: f32 = 72.0 / 25.4;
/// The code with its quiet zone: where it ends, and its side.
const CODE: (f32, f32) = (533.0, 104.0);
/// Middles of the places where people sign, from the right; and the width of one.
const SIGNERS: [f32; 2] = [RIGHT - 112.0, RIGHT - 356.0];
const SIGNER: f32 = 224.0;

/// Draws the page and returns the areas that open the signed statement.
pub(super) fn draw(
    certificate: &FinalCertificate,
    picture: &FormPicture,
    code: &Matrix,
    (words, fonts): (&Words, &Fonts),
    sheet: &mut Sheet<'_, '_>,
) -> Result<Vec<Rect>, PdfFault> {
    let mut page = Page { sheet, certificate, picture, words, fonts };
    if let Some(trial) = certificate.trial {
        trial.watermark(page.sheet, (words, fonts), (WIDTH, HEIGHT))?;
    }
    frame(page.sheet, WIDTH, HEIGHT);
    if let Some(trial) = certificate.trial {
        trial.head(page.sheet, (words, fonts), (CENTRE, FRAME + 3.0))?;
    }
    page.heading()?;
    page.body()?;
    page.signers()?;
    let code_area = page.code(code)?;
    let print_area = page.statement()?;
    Ok([code_area, print_area].into_iter().flatten().collect())
}

struct Page<'a, 'b, 'c> {
    sheet: &'a mut Sheet<'b, 'c>,
    certificate: &'a FinalCertificate,
    picture: &'a FormPicture,
    words: &'a Words,
    fonts: &'a Fonts,
}

impl Page<'_, '_, '_> {
    /// Who gives it, the country's name and motto, the organiser's sign between them, and what it is.
    fn heading(&mut self) -> Result<(), PdfFault> {
        let organiser = self.certificate.organiser.to_uppercase();
        let form = &self.picture.form;
        if form.has_motto {
            let block = broken(&self.fonts.bold, &organiser, Part::Organiser, 11.0, HALF)?;
            let y = self.block(&block, (HALVES[0], 80.0), BLACK);
            self.rule(HALVES[0], y + 6.0, 78.0);
            let country = self.fonts.bold.line(&self.words.get("final-country"), 0.0)?;
            self.fitted(&country, Part::Organiser, 11.0, (HALVES[1], 80.0, HALF), BLACK)?;
            let motto = self.fonts.bold.line(&self.words.get("final-motto"), 0.0)?;
            self.sheet.set(&motto, 11.5, From::Centre, (HALVES[1], 95.5), BLACK);
            self.rule(HALVES[1], 101.5, motto.width(11.5));
        } else {
            // Below the sign, where there is one: nothing else is beside it.
            let y = if self.picture.logo.is_some() { 66.0 + self.sign_height() } else { 84.0 };
            let block = broken(&self.fonts.bold, &organiser, Part::Organiser, 11.5, ROOM)?;
            self.block(&block, (CENTRE, y), BLACK);
        }
        if let Some((image, share)) = &self.picture.logo {
            let height = self.sign_height();
            let width = height / share;
            self.sheet.picture(image.clone(), (CENTRE - width / 2.0, FRAME + 12.0), (width, height));
        }
        let title = self.fonts.bold.line(&self.picture.form.title, 0.04)?;
        self.fitted(&title, Part::Contest, 36.0, (CENTRE, 162.0, ROOM), RED)
    }

    /// Height of the organiser's sign, in points, so that it is no wider than its place.
    fn sign_height(&self) -> f32 {
        let wanted = f32::from(self.picture.form.measures.logo_mm) * MM;
        self.picture.logo.as_ref().map_or(0.0, |(_, share)| wanted.min(SIGN * share).min(76.0))
    }

    /// Whose it is, what was done, in which contest.
    fn body(&mut self) -> Result<(), PdfFault> {
        let honours = self.fonts.italic.line(&self.words.get("final-certifies"), 0.0)?;
        self.sheet.set(&honours, 14.0, From::Centre, (CENTRE, 190.0), GREY);
        let size = f32::from(self.picture.form.measures.name_pt);
        let name = self.fonts.bold.line(&self.certificate.name, 0.01)?;
        // A long name is on two lines before its letters become small.
        let y = match name.fit(size, size * 0.75, ROOM) {
            Some(size) => {
                self.sheet.set(&name, size, From::Centre, (CENTRE, 230.0), BLUE);
                230.0
            }
            None => {
                let block = broken(&self.fonts.bold, &self.certificate.name, Part::Name, size * 0.68, ROOM)?;
                self.block(&block, (CENTRE, 220.0), BLUE)
            }
        };
        let face = &self.fonts.regular;
        let origin = origin(face, self.words, self.certificate.birth, &self.certificate.residence)?;
        let wording = broken(&self.fonts.regular, &self.picture.form.wording, Part::Contest, 13.5, ROOM)?;
        let contest = self.words.with("final-contest", &[("title", self.certificate.contest.as_str().into())]);
        let contest = broken(&self.fonts.semibold, &contest, Part::Contest, 17.0, ROOM)?;
        // What runs over more lines takes its room from the gaps between.
        let lines = origin.lines.len() + wording.lines.len() + contest.lines.len();
        let gap = (27.0 - 5.0 * (int(lines) - 3.0)).max(17.0);
        let y = self.block(&origin, (CENTRE, y + gap), BLACK);
        let y = self.block(&wording, (CENTRE, y + gap), BLACK);
        let y = self.block(&contest, (CENTRE, y + gap), RED);
        self.topics(y + gap - 2.0)
    }

    /// The topics in two columns, each with its tick, above the line of place and date.
    fn topics(&mut self, top: f32) -> Result<(), PdfFault> {
        let topics = &self.certificate.topics;
        let pitch = ((DATE - 16.0 - top) / int(topics.len().div_ceil(2).max(2) - 1)).min(19.0);
        page_parts::topics(self.sheet, &self.fonts.regular, topics, (top, pitch), pitch * 0.9).map(drop)
    }

    /// Where and when, and who signs: on the right, the second to the left of it.
    fn signers(&mut self) -> Result<(), PdfFault> {
        let (place, date) = (self.certificate.place.as_str(), self.words.long_date(self.certificate.date));
        let issued = self.words.with("certificate-issued", &[("place", place.into()), ("date", date.into())]);
        let issued = self.fonts.italic.line(&issued, 0.0)?;
        self.fitted(&issued, Part::Signer, 12.0, (SIGNERS[0], DATE, SIGNER + 30.0), BLACK)?;
        let certificate = self.certificate;
        for (signer, x) in certificate.signers.iter().rev().zip(SIGNERS) {
            self.signer(signer, x)?;
        }
        Ok(())
    }

    fn signer(&mut self, signer: &Signer, x: f32) -> Result<(), PdfFault> {
        let title = broken(&self.fonts.bold, &signer.title, Part::Signer, 11.5, SIGNER)?;
        self.block(&title, (x, DATE + 17.0), BLACK);
        if signer.name.is_empty() {
            return Ok(());
        }
        let name = self.fonts.bold.line(&signer.name, 0.0)?;
        self.fitted(&name, Part::Signer, 12.0, (x, NAMES, SIGNER), BLACK)
    }

    /// The code, and beside it the number, the short check, and what to do with them.
    fn code(&mut self, code: &Matrix) -> Result<Option<Rect>, PdfFault> {
        let (bottom, side) = CODE;
        let module = side / int(code.size() + 2 * QUIET);
        let quiet = module * int(QUIET);
        let (left, top) = (LEFT - quiet, bottom - side);
        self.sheet.code(code, (LEFT, top + quiet), module);
        let (x, width) = (left + side + 6.0, 142.0);
        let certificate = self.certificate;
        let number = [("number", certificate.number.as_str().into())];
        let check = [("check", certificate.check.as_str().into())];
        let mut lines = vec![
            (&self.fonts.semibold, 11.5, BLACK, self.words.with("final-number", &number)),
            (&self.fonts.semibold, 11.5, BLACK, self.words.with("final-check", &check)),
        ];
        if let Some(slip) = &certificate.slip {
            let slip = self.words.with("final-slip", &[("number", slip.as_str().into())]);
            lines.push((&self.fonts.regular, 9.0, GREY, slip));
        }
        let mut y = top + quiet + 20.0;
        for (face, size, ink, text) in lines {
            let line: Line = face.line(&text, 0.0)?;
            let size = line.fit(size, READABLE, width).ok_or(PdfFault::TooWide(Part::Number))?;
            self.sheet.set(&line, size, From::Left, (x, y), ink);
            y += 15.0;
        }
        let scan = broken(&self.fonts.regular, &self.words.get("final-scan"), Part::Number, 8.5, width)?;
        for (at, line) in scan.lines.iter().enumerate() {
            self.sheet.set(line, scan.size, From::Left, (x, y + scan.size * PITCH * int(at)), GREY);
        }
        Ok(Rect::from_xywh(left, top, side, side))
    }

    /// The whole statement in small print.
    fn statement(&mut self) -> Result<Option<Rect>, PdfFault> {
        let heading = self.words.get("final-statement");
        let print = SmallPrint { top: 536.0, bottom: HEIGHT - FRAME - 2.0, leading: 1.16 };
        let text = (heading.as_ref(), self.certificate.statement_url.as_str());
        let sizes = SMALL_PRINT.into_iter().chain(SMALLEST);
        page_parts::statement(self.sheet, &self.fonts.regular, text, sizes, &print)
    }

    fn fitted(
        &mut self,
        line: &Line,
        part: Part,
        size: f32,
        (x, y, width): (f32, f32, f32),
        ink: Ink,
    ) -> Result<(), PdfFault> {
        fitted(self.sheet, line, part, size, Place { x, y, width }, ink)
    }

    fn block(&mut self, lines: &Block, (x, y): (f32, f32), ink: Ink) -> f32 {
        block(self.sheet, lines, Place { x, y, width: ROOM }, ink)
    }

    /// A thin rule below a heading.
    fn rule(&mut self, x: f32, y: f32, width: f32) {
        self.sheet.rectangle((x - width / 2.0, y), (width, 0.7), BLACK);
    }
}

/// Baseline of place and date, and of the names of who signs.
const DATE: f32 = 428.0;
const NAMES: f32 = 522.0;
/// For statements of many topics: who wants to check one has the file, or the code.
const SMALLEST: [f32; 2] = [2.6, 2.2];
