//! The page that shows what a printer can do: small letters with all their marks, a code, greys, and measures that stay true only where
//! nothing is made smaller.

use super::{
    Fonts, PdfFault,
    book::{BOTTOM, Book, HEIGHT, LEFT, RIGHT, TOP, WIDTH},
    fonts::int,
    listing::heading,
    pdf::printed_code,
    sheet::{BLACK, From, GREY, Ink, Sheet},
};
use crate::{domain::Date, text::Words};

/// Points of a millimetre.
const MM: f32 = 72.0 / 25.4;
/// Sizes of the sample: a slip's smallest letters, a test's, a poster's.
const SIZES: [f32; 4] = [7.5, 10.5, 14.0, 24.0];
/// Steps from white to black, in sixteenths of a byte.
const GREYS: [u8; 6] = [15, 12, 9, 6, 3, 0];
/// A module of a test's code on paper.
const MODULE: f32 = 2.0;

/// Draws the page: one side of A4, as PDF/A-2u, with nothing of anybody on it. The same day gives the same bytes.
///
/// # Errors
/// What cannot be drawn.
pub fn test_page(date: Date, words: &Words, fonts: &Fonts) -> Result<Vec<u8>, PdfFault> {
    let title = words.get("printer-test").into_owned();
    let mut book = Book::new((title.clone(), &format!("{title} {date}"), date), None, words, fonts)?;
    let code = printed_code(&format!("TRAMSO IN THU {date}"))?;
    book.page(|sheet| {
        heading(sheet, fonts, &title, &[words.date(date)])?;
        let mut y = TOP + 70.0;
        for key in ["printer-test-letters", "printer-test-code", "printer-test-ruler", "printer-test-greys"] {
            for line in fonts.regular.paragraph(&words.get(key), (RIGHT - LEFT) / 11.0)? {
                sheet.set(&line, 11.0, From::Left, (LEFT, y), BLACK);
                y += 15.0;
            }
        }
        y += 14.0;
        let sample = words.get("printer-test-sample");
        for size in SIZES {
            y += size * 0.6;
            for line in fonts.regular.paragraph(&sample, (RIGHT - LEFT) / size)? {
                sheet.set(&line, size, From::Left, (LEFT, y), BLACK);
                y += size * 1.35;
            }
            y += 8.0;
        }
        ruler(sheet, fonts, y + 8.0)?;
        greys(sheet, y + 60.0);
        let side = MODULE * int(code.size());
        sheet.code(&code, (RIGHT - side - 10.0, y + 60.0), MODULE);
        // What a printer cannot reach, or what was made smaller, is seen at this frame.
        sheet.frame((10.0 * MM, 10.0 * MM), (WIDTH - 20.0 * MM, HEIGHT - 20.0 * MM), 0.5, GREY);
        let foot = fonts.regular.line(&words.get("printer-test-frame"), 0.0)?;
        sheet.set(&foot, 9.0, From::Centre, (WIDTH / 2.0, BOTTOM - 6.0), GREY);
        Ok(())
    })?;
    book.finish()
}

/// A line of ten centimetres, with a stroke at each.
fn ruler(sheet: &mut Sheet<'_, '_>, fonts: &Fonts, y: f32) -> Result<(), PdfFault> {
    sheet.rectangle((LEFT, y), (100.0 * MM, 0.8), BLACK);
    for centimetre in 0..=10 {
        let x = LEFT + int(centimetre) * 10.0 * MM;
        sheet.rectangle((x - 0.4, y), (0.8, 8.0), BLACK);
        let number = fonts.regular.line(&centimetre.to_string(), 0.0)?;
        sheet.set(&number, 9.0, From::Centre, (x, y + 19.0), BLACK);
    }
    Ok(())
}

/// Boxes beside each other, from white to black.
fn greys(sheet: &mut Sheet<'_, '_>, y: f32) {
    for (at, step) in GREYS.into_iter().enumerate() {
        let x = LEFT + int(at) * 40.0;
        sheet.rectangle((x, y), (36.0, 36.0), Ink(step * 17, step * 17, step * 17));
        sheet.frame((x, y), (36.0, 36.0), 0.4, BLACK);
    }
}
