//! The sign for the station's table: a sheet folded across its middle, so that each half is a face. One is for those who come, the other
//! for those who wait.

use super::{
    super::{
        PdfFault,
        book::{HEIGHT, LEFT, RIGHT, WIDTH},
        fonts::int,
        sheet::{BLACK, From, GREY, RED},
    },
    PostedPart,
    canvas::{Canvas, Spot, Style},
    codes::{self, CodePlace, SIDE},
};

/// Height of a face, its middle, and what its content may fill.
const FACE: f32 = HEIGHT / 2.0;
const CENTRE: f32 = WIDTH / 2.0;
const ROOM: f32 = RIGHT - LEFT;

/// Draws both faces: the upper one is upside down, and upright once the sheet is folded.
pub(super) fn draw(canvas: &mut Canvas<'_, '_, '_>) -> Result<(), PdfFault> {
    let (posting, words, fonts) = (canvas.posting, canvas.words, canvas.fonts);
    let (sheet, cut) = (&mut *canvas.sheet, &mut *canvas.cut);
    let mut drawn = Ok(());
    sheet.turned(180.0, (CENTRE, FACE / 2.0), |sheet| {
        drawn = app(&mut Canvas { sheet, posting, words, fonts, cut });
    });
    drawn?;
    sheet.reduced(1.0, (0.0, FACE), |sheet| welcome(&mut Canvas { sheet, posting, words, fonts, cut }))?;
    let fold = fonts.regular.line(&words.get("poster-fold"), 0.0)?;
    sheet.dotted((LEFT, RIGHT), FACE);
    sheet.set(&fold, 8.0, From::Left, (LEFT, FACE - 4.0), GREY);
    Ok(())
}

/// What this table is.
fn welcome(canvas: &mut Canvas<'_, '_, '_>) -> Result<(), PdfFault> {
    let (posting, fonts) = (canvas.posting, canvas.fonts);
    match posting.place.as_deref() {
        Some(place) => {
            let style = Style { face: &fonts.semibold, sizes: &[19.0, 17.0, 15.0, 13.0, 11.0], most: 2, ink: BLACK };
            canvas.value(PostedPart::Place, place, style, Spot::centre(CENTRE, 44.0, ROOM))?;
        }
        None => canvas.sheet.dotted((CENTRE - 140.0, CENTRE + 140.0), 48.0),
    }
    canvas.own("poster-sign-title", (&fonts.bold, 62.0, RED), Spot::centre(CENTRE, 129.0, ROOM))?;
    let spot = Spot::centre(CENTRE, 174.0, ROOM);
    let y = canvas.own("poster-sign-welcome", (&fonts.semibold, 27.0, BLACK), spot)?;
    let spot = Spot::centre(CENTRE, y + 30.0, ROOM);
    let y = canvas.own("poster-sign-help", (&fonts.regular, 18.0, BLACK), spot)?;
    canvas.rule((LEFT, y + 30.0), ROOM);
    let gap = 30.0;
    let (width, top) = ((ROOM - gap) / 2.0, y + 62.0);
    let (left, right) = (Spot::left(LEFT, top, width), Spot::left(LEFT + width + gap, top, width));
    let sizes = [22.0, 20.0, 18.0, 16.0, 14.0, 12.0, 10.0];
    canvas.entry("poster-hours", (PostedPart::Hours, posting.hours.as_deref()), &sizes, left)?;
    let y = canvas.entry("poster-ask", (PostedPart::Hotline, posting.hotline.as_deref()), &sizes, right)?;
    if let Some(contact) = posting.contact.as_deref() {
        let style = Style { face: &fonts.semibold, sizes: &[15.0, 13.5, 12.0, 10.5], most: 3, ink: BLACK };
        canvas.value(PostedPart::Contact, contact, style, Spot { y: y + 24.0, ..right })?;
    }
    Ok(())
}

/// The app's codes.
fn app(canvas: &mut Canvas<'_, '_, '_>) -> Result<(), PdfFault> {
    let (posting, fonts) = (canvas.posting, canvas.fonts);
    let spot = Spot::centre(CENTRE, 62.0, ROOM);
    canvas.own("poster-install", (&fonts.semibold, 22.0, BLACK), spot)?;
    let style = Style { face: &fonts.bold, sizes: &[44.0, 38.0, 32.0, 26.0, 20.0], most: 1, ink: RED };
    canvas.value(PostedPart::App, &posting.app, style, Spot::centre(CENTRE, 108.0, ROOM))?;
    let spot = Spot::centre(CENTRE, 136.0, ROOM);
    let y = canvas.own("poster-scan", (&fonts.regular, 17.0, BLACK), spot)?;
    let shown = codes::of_app(posting);
    let width = ROOM / int(shown.len());
    for (at, code) in shown.iter().enumerate() {
        let x = LEFT + width * (int(at) + 0.5);
        canvas.code(code, CodePlace { x, y: y + 10.0, side: SIDE, width: width - 24.0, size: 17.0 })?;
    }
    Ok(())
}
