//! The poster: read from some metres away, so that its title is large, each step is a line, and nothing is a large dark area.

use super::{
    super::{
        PdfFault,
        book::{BOTTOM, LEFT, RIGHT, WIDTH},
        sheet::{BLACK, From, GREY, RED},
    },
    PostedPart,
    canvas::{Canvas, Spot, Style, fits},
    codes::{self, CodePlace, SIDE},
};

/// The middle of the page, and what its content may fill.
const CENTRE: f32 = WIDTH / 2.0;
const ROOM: f32 = RIGHT - LEFT;
/// Width of the codes' column, and of the one with the steps.
const CODES: f32 = 186.0;
const STEPS: f32 = ROOM - CODES - 26.0;
/// Sizes of the title on two lines, and on more.
const TITLE: [f32; 8] = [58.0, 55.0, 52.0, 48.0, 44.0, 40.0, 36.0, 32.0];
const LONG_TITLE: [f32; 6] = [32.0, 29.0, 26.0, 23.0, 20.0, 17.0];
/// Side of the one code of both kinds of telephones.
const SINGLE: f32 = 144.0;
/// Sizes of the help line, and where others to ask are.
const HOTLINE: [f32; 5] = [27.0, 24.0, 21.0, 18.0, 15.0];
const OTHERS: f32 = LEFT + 282.0;
/// Where whom to ask begins.
const ASK: f32 = BOTTOM - 58.0;

/// Draws the poster on a page of A4.
pub(super) fn draw(canvas: &mut Canvas<'_, '_, '_>) -> Result<(), PdfFault> {
    let y = head(canvas)?;
    canvas.rule((LEFT, y + 14.0), ROOM);
    steps(canvas, y + 44.0)?;
    install(canvas, y + 38.0)?;
    ask(canvas)
}

/// Whose it is, and what for; returns the last baseline.
fn head(canvas: &mut Canvas<'_, '_, '_>) -> Result<f32, PdfFault> {
    let (posting, fonts) = (canvas.posting, canvas.fonts);
    unit(canvas, 50.0)?;
    let (title, more) = split(&posting.contest);
    let title = title.to_uppercase();
    let is_short = fits(&fonts.bold, &title, &TITLE, (ROOM, 2))?;
    let (sizes, most) = if is_short { (TITLE.as_slice(), 2) } else { (LONG_TITLE.as_slice(), 4) };
    let style = Style { face: &fonts.bold, sizes, most, ink: RED };
    let first = if is_short { 120.0 } else { 94.0 };
    let mut y = canvas.value(PostedPart::Contest, &title, style, Spot::centre(CENTRE, first, ROOM))?;
    if let Some(more) = more {
        let style = Style { face: &fonts.semibold, sizes: &[24.0, 22.0, 20.0, 18.0, 16.0, 13.0], most: 2, ink: BLACK };
        y = canvas.value(PostedPart::Contest, &more, style, Spot::centre(CENTRE, y + 35.0, ROOM))?;
    }
    let (opens, closes) = posting.days;
    let days = [("opens", canvas.words.date(opens).into()), ("closes", canvas.words.date(closes).into())];
    let days = canvas.words.with("poster-days", &days);
    canvas.own_with(&days, (&fonts.semibold, 16.0, BLACK), Spot::centre(CENTRE, y + 26.0, ROOM))
}

/// The commune above the title, or a line to write it on.
fn unit(canvas: &mut Canvas<'_, '_, '_>, y: f32) -> Result<(), PdfFault> {
    let fonts = canvas.fonts;
    match canvas.posting.unit.as_deref() {
        Some(unit) => {
            let style = Style { face: &fonts.semibold, sizes: &[16.0, 14.0, 12.0, 10.0], most: 1, ink: BLACK };
            canvas.value(PostedPart::Unit, &unit.to_uppercase(), style, Spot::centre(CENTRE, y, ROOM))?;
        }
        None => {
            let label = fonts.semibold.line(&canvas.words.get("poster-unit"), 0.0)?;
            let (size, dots) = (14.0, 220.0);
            let left = CENTRE - (label.width(size) + dots) / 2.0;
            canvas.sheet.set(&label, size, From::Left, (left, y), BLACK);
            let from = left + label.width(size) + 7.0;
            canvas.sheet.dotted((from, from + dots), y + 2.0);
        }
    }
    Ok(())
}

/// A title and what follows it: `A - b` is a headline with a line below.
fn split(title: &str) -> (&str, Option<String>) {
    let Some((first, more)) = title.split_once(" - ").or_else(|| title.split_once(": ")) else {
        return (title, None);
    };
    let mut letters = more.chars();
    let more = letters.next().map(|letter| letter.to_uppercase().chain(letters).collect());
    (first, more)
}

/// The four steps, what makes an entry valid, where and when.
fn steps(canvas: &mut Canvas<'_, '_, '_>, top: f32) -> Result<(), PdfFault> {
    let (posting, fonts, words) = (canvas.posting, canvas.fonts, canvas.words);
    canvas.own("poster-steps", (&fonts.bold, 19.0, RED), Spot::left(LEFT, top, STEPS))?;
    let test = [("attempts", posting.attempts.into())];
    let steps = [
        (words.get("poster-register").into_owned(), words.get("poster-register-how").into_owned()),
        (words.with("poster-learn", &[("n", posting.topics.into())]), words.get("poster-learn-how").into_owned()),
        (words.with("poster-test", &[("n", posting.questions.into())]), words.with("poster-test-how", &test)),
        (words.get("poster-share").into_owned(), words.get("poster-share-how").into_owned()),
    ];
    let mut y = top + 33.0;
    for (number, (what, how)) in (1..).zip(&steps) {
        canvas.number(number, (LEFT + 17.5, y - 2.0), 16.5)?;
        let (x, width) = (LEFT + 48.0, STEPS - 48.0);
        canvas.own_with(what, (&fonts.bold, 20.0, BLACK), Spot::left(x, y + 3.0, width))?;
        let last = canvas.own_with(how, (&fonts.regular, 13.0, BLACK), Spot::left(x, y + 20.5, width))?;
        y = last.max(y + 22.0) + 33.0;
    }
    let rule = if posting.recognised { "poster-all-four" } else { "consent-unconfirmed" };
    y = canvas.own(rule, (&fonts.italic, 12.5, BLACK), Spot::left(LEFT, y - 6.0, STEPS))?;
    y = canvas.entry(
        "poster-where",
        (PostedPart::Place, posting.place.as_deref()),
        &ENTRY,
        Spot::left(LEFT, y + 34.0, STEPS),
    )?;
    let spot = Spot::left(LEFT, y + 30.0, STEPS);
    canvas.entry("poster-hours", (PostedPart::Hours, posting.hours.as_deref()), &ENTRY, spot).map(drop)
}

/// Sizes of where and when.
const ENTRY: [f32; 7] = [19.0, 17.5, 16.0, 14.5, 13.0, 11.5, 10.0];

/// The app's codes, one below the other.
fn install(canvas: &mut Canvas<'_, '_, '_>, top: f32) -> Result<(), PdfFault> {
    let (posting, fonts) = (canvas.posting, canvas.fonts);
    let x = RIGHT - CODES / 2.0;
    canvas.own("poster-install", (&fonts.semibold, 15.0, BLACK), Spot::centre(x, top, CODES))?;
    let style = Style { face: &fonts.bold, sizes: &[19.0, 17.0, 15.0, 13.0, 11.0], most: 2, ink: RED };
    let y = canvas.value(PostedPart::App, &posting.app, style, Spot::centre(x, top + 23.0, CODES))?;
    let shown = codes::of_app(posting);
    let side = if shown.len() == 1 { SINGLE } else { SIDE };
    // Below the tails of its letters.
    let mut y = y + 8.0;
    for code in &shown {
        y = canvas.code(code, CodePlace { x, y, side, width: CODES, size: 14.0 })? + 6.0;
    }
    if shown.len() == 1 {
        canvas.own("poster-scan", (&fonts.regular, 13.0, BLACK), Spot::centre(x, y + 22.0, CODES))?;
    }
    Ok(())
}

/// Whom to ask, and who holds the contest.
fn ask(canvas: &mut Canvas<'_, '_, '_>) -> Result<(), PdfFault> {
    let (posting, fonts) = (canvas.posting, canvas.fonts);
    canvas.rule((LEFT, ASK), ROOM);
    let label = fonts.semibold.line(&canvas.words.get("poster-ask"), 0.0)?;
    canvas.sheet.set(&label, 17.0, From::Left, (LEFT, ASK + 33.0), RED);
    let from = LEFT + label.width(17.0) + 11.0;
    match posting.hotline.as_deref() {
        Some(hotline) => {
            let style = Style { face: &fonts.bold, sizes: &HOTLINE, most: 1, ink: BLACK };
            canvas.value(PostedPart::Hotline, hotline, style, Spot::left(from, ASK + 34.0, OTHERS - from - 16.0))?;
        }
        None => canvas.sheet.dotted((from, OTHERS - 20.0), ASK + 35.0),
    }
    let (x, width) = (OTHERS, RIGHT - OTHERS);
    let mut y = ASK + 24.0;
    if let Some(contact) = posting.contact.as_deref() {
        let style = Style { face: &fonts.semibold, sizes: &[13.0, 12.0, 11.0, 10.0, 9.0], most: 2, ink: BLACK };
        y = canvas.value(PostedPart::Contact, contact, style, Spot::left(x, y, width))? + 17.0;
    }
    if let Some(link) = posting.help_links.first() {
        let address = link.url.strip_prefix("https://").unwrap_or(&link.url);
        let text = format!("{}: {address}", link.title);
        let style = Style { face: &fonts.regular, sizes: &[12.0, 11.0, 10.0, 9.0, 8.0], most: 1, ink: BLACK };
        canvas.value(PostedPart::Help, &text, style, Spot::left(x, y, width))?;
    }
    let organiser = canvas.words.with("poster-organiser", &[("organiser", posting.organiser.as_str().into())]);
    let style = Style { face: &fonts.regular, sizes: &[9.5, 8.5], most: 1, ink: GREY };
    canvas.value(PostedPart::Organiser, &organiser, style, Spot::centre(CENTRE, BOTTOM + 8.0, ROOM)).map(drop)
}
