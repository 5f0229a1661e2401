//! The leaflet on the app: two of A5 beside each other, printed on both sides and cut apart.

use super::{
    super::{
        PdfFault,
        book::{HEIGHT, WIDTH},
        fonts::int,
        sheet::{BLACK, From, GREY, RED},
    },
    PostedPart,
    canvas::{Canvas, Spot, Style},
    codes::{self, CodePlace, SIDE},
};
use crate::domain::HelpLink;

/// Width of a leaflet, its middle, its margin, and what its content may fill.
const PAGE: f32 = HEIGHT / 2.0;
const CENTRE: f32 = PAGE / 2.0;
const MARGIN: f32 = 28.0;
const ROOM: f32 = PAGE - 2.0 * MARGIN;

/// The side with the codes.
pub(super) fn front(canvas: &mut Canvas<'_, '_, '_>) -> Result<(), PdfFault> {
    twice(canvas, codes_and_steps)
}

/// The side with whom to ask.
pub(super) fn back(canvas: &mut Canvas<'_, '_, '_>) -> Result<(), PdfFault> {
    twice(canvas, help)
}

fn twice(
    canvas: &mut Canvas<'_, '_, '_>,
    draw: impl Fn(&mut Canvas<'_, '_, '_>) -> Result<(), PdfFault>,
) -> Result<(), PdfFault> {
    let (posting, words, fonts) = (canvas.posting, canvas.words, canvas.fonts);
    let (sheet, cut) = (&mut *canvas.sheet, &mut *canvas.cut);
    for x in [0.0, PAGE] {
        sheet.reduced(1.0, (x, 0.0), |sheet| draw(&mut Canvas { sheet, posting, words, fonts, cut }))?;
    }
    let (line, middle) = (fonts.regular.line(&words.get("poster-cut"), 0.0)?, WIDTH / 2.0);
    let (from, to) = (PAGE - middle + 20.0, PAGE + middle - 20.0);
    sheet.turned(-90.0, (PAGE, middle), |sheet| {
        sheet.dotted((from, to), middle);
        sheet.set(&line, 8.0, From::Left, (from, middle - 4.0), GREY);
    });
    Ok(())
}

fn codes_and_steps(canvas: &mut Canvas<'_, '_, '_>) -> Result<(), PdfFault> {
    let (posting, fonts, words) = (canvas.posting, canvas.fonts, canvas.words);
    let style = Style { face: &fonts.bold, sizes: &[36.0, 32.0, 28.0, 24.0, 20.0, 16.0], most: 1, ink: RED };
    canvas.value(PostedPart::App, &posting.app, style, Spot::centre(CENTRE, 66.0, ROOM))?;
    let invite = match posting.unit.as_deref() {
        Some(unit) => words.with("poster-leaflet-invite-unit", &[("unit", unit.into())]),
        None => words.get("poster-leaflet-invite").into_owned(),
    };
    let spot = Spot::centre(CENTRE, 91.0, ROOM);
    let style = Style { face: &fonts.regular, sizes: &[14.0, 13.0, 12.0, 11.0, 10.0], most: 2, ink: BLACK };
    let y = canvas.value(PostedPart::Unit, &invite, style, spot)?;
    let shown = codes::of_app(posting);
    let width = ROOM / int(shown.len());
    let mut bottom = y;
    for (at, code) in shown.iter().enumerate() {
        let x = MARGIN + width * (int(at) + 0.5);
        let place = CodePlace { x, y: y + 6.0, side: SIDE, width: width - 8.0, size: 14.0 };
        bottom = canvas.code(code, place)?.max(bottom);
    }
    let mut y = bottom + 40.0;
    for (number, key) in (1..).zip(STEPS) {
        canvas.number(number, (MARGIN + 12.0, y - 4.5), 11.5)?;
        let spot = Spot::left(MARGIN + 34.0, y, ROOM - 34.0);
        y = canvas.own(key, (&fonts.regular, 14.0, BLACK), spot)? + 30.0;
    }
    let y = y.max(WIDTH - 62.0);
    canvas.rule((MARGIN, y - 12.0), ROOM);
    let y = canvas.own("poster-leaflet-name", (&fonts.semibold, 12.0, BLACK), Spot::left(MARGIN, y + 8.0, ROOM))?;
    canvas.own("poster-leaflet-stray", (&fonts.semibold, 12.0, BLACK), Spot::left(MARGIN, y + 17.0, ROOM)).map(drop)
}

const STEPS: [&str; 4] = ["poster-leaflet-1", "poster-leaflet-2", "poster-leaflet-3", "poster-leaflet-4"];

fn help(canvas: &mut Canvas<'_, '_, '_>) -> Result<(), PdfFault> {
    let (posting, fonts, words) = (canvas.posting, canvas.fonts, canvas.words);
    let mut y = 60.0;
    if let Some(about) = posting.about.as_deref() {
        let values = [("app", posting.app.as_str().into())];
        let title = words.with("poster-leaflet-about", &values);
        canvas.own_with(&title, (&fonts.bold, 17.0, RED), Spot::left(MARGIN, y, ROOM))?;
        let style = Style { face: &fonts.regular, sizes: &[13.5, 12.5, 11.5, 10.5], most: 5, ink: BLACK };
        y = canvas.value(PostedPart::About, about, style, Spot::left(MARGIN, y + 23.0, ROOM))? + 40.0;
    }
    canvas.own("poster-leaflet-help", (&fonts.bold, 22.0, RED), Spot::left(MARGIN, y, ROOM))?;
    let entries = [
        ("poster-where", PostedPart::Place, posting.place.as_deref()),
        ("poster-hours", PostedPart::Hours, posting.hours.as_deref()),
        ("poster-ask", PostedPart::Hotline, posting.hotline.as_deref()),
    ];
    y += 32.0;
    let sizes = [17.0, 15.5, 14.0, 12.5, 11.0, 10.0];
    for (key, part, value) in entries {
        y = canvas.entry(key, (part, value), &sizes, Spot::left(MARGIN, y, ROOM))? + 27.0;
    }
    if let Some(contact) = posting.contact.as_deref() {
        let style = Style { face: &fonts.semibold, sizes: &[13.0, 12.0, 11.0, 10.0], most: 2, ink: BLACK };
        y = canvas.value(PostedPart::Contact, contact, style, Spot::left(MARGIN, y - 8.0, ROOM))? + 27.0;
    }
    links(canvas, &posting.help_links, y)
}

/// Codes of groups and guides, beside each other.
fn links(canvas: &mut Canvas<'_, '_, '_>, links: &[HelpLink], top: f32) -> Result<(), PdfFault> {
    if links.is_empty() {
        return Ok(());
    }
    let fonts = canvas.fonts;
    canvas.rule((MARGIN, top - 12.0), ROOM);
    let y = canvas.own("help-scan", (&fonts.regular, 12.5, BLACK), Spot::left(MARGIN, top + 10.0, ROOM))?;
    let width = ROOM / int(links.len());
    // With its quiet zone a code is wider by a quarter and more, and below it are a title and an address.
    let side = (width * 0.76).min((WIDTH - BELOW - y) * 0.78).min(HELP);
    if side < LEAST {
        canvas.cut.insert(PostedPart::Help);
        return Ok(());
    }
    for (at, link) in links.iter().enumerate() {
        let place = CodePlace { x: MARGIN + width * (int(at) + 0.5), y: y + 6.0, side, width: width - 8.0, size: 12.0 };
        let bottom = canvas.scanned(&link.url, place)?;
        let style = Style { face: &fonts.semibold, sizes: &[12.0, 11.0, 10.0, 9.0], most: 3, ink: BLACK };
        let y = canvas.value(PostedPart::Help, &link.title, style, Spot::centre(place.x, bottom + 8.0, place.width))?;
        canvas.address(&link.url, place, y + 13.0)?;
    }
    Ok(())
}

/// Longest side of a code of help, and the shortest that is worth printing; height of what is below it.
const HELP: f32 = 110.0;
const LEAST: f32 = 62.0;
const BELOW: f32 = 110.0;
