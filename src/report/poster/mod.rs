//! What is posted up and handed out in a village: posters for the wall, a sign for the station's table, a leaflet on the app. What differs
//! from place to place is handed in; what nobody has handed in is a line of dots to write on, or a frame to glue the printed code into.

mod canvas;
mod codes;
mod leaflet;
mod table_sign;
mod wall;

use super::{
    Fonts, PdfFault, Trial,
    book::{Book, HEIGHT, WIDTH},
    sheet::Sheet,
};
use crate::{
    domain::{AppLink, Date, HelpLink},
    text::Words,
};
use canvas::Canvas;
use std::{collections::BTreeSet, f32::consts::SQRT_2};

/// What a village is to read, and what differs from place to place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posting {
    /// Title of the contest.
    pub contest: String,
    /// Name of the organising body.
    pub organiser: String,
    /// First and last day of the contest.
    pub days: (Date, Date),
    /// How many topics are learned.
    pub topics: usize,
    /// How many questions a test has.
    pub questions: usize,
    /// How many tests a person has; the best one counts.
    pub attempts: u8,
    /// Whether the organiser has confirmed that a station's tests count.
    pub recognised: bool,
    /// Name of the app.
    pub app: String,
    /// Where the app is installed from. Only official ones are printed.
    pub app_links: Vec<AppLink>,
    /// Where people are helped by others.
    pub help_links: Vec<HelpLink>,
    /// The commune, ward or special zone, as a head (`text::unit_title`): `Xã Tân Kỳ`.
    pub unit: Option<String>,
    /// Place of the station.
    pub place: Option<String>,
    /// When the station is open.
    pub hours: Option<String>,
    /// The help line.
    pub hotline: Option<String>,
    /// The commune's own contact, beside the help line.
    pub contact: Option<String>,
    /// What the app is for, in the commune's words.
    pub about: Option<String>,
    /// Day of printing.
    pub date: Date,
    /// Not for a real contest.
    pub trial: Option<Trial>,
}

/// A kind of sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PostedSheet {
    /// A poster on A4.
    WallA4,
    /// The same on A3.
    WallA3,
    /// A sign for the table: A4, folded across its middle.
    TableSign,
    /// Two leaflets of A5 on a sheet of A4, printed on both sides.
    Leaflet,
}

/// What of a sheet was handed in as free text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PostedPart {
    /// Title of the contest.
    Contest,
    /// Name of the organising body.
    Organiser,
    /// Name of the app.
    App,
    /// Title of a link to help.
    Help,
    /// The commune.
    Unit,
    /// Place of the station.
    Place,
    /// When the station is open.
    Hours,
    /// The help line.
    Hotline,
    /// The commune's own contact.
    Contact,
    /// What the app is for.
    About,
}

/// A drawn sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawnPosting {
    /// The document.
    pub pdf: Vec<u8>,
    /// What is not as it was handed in: too long for its place, or with signs that cannot be printed.
    pub cut: Vec<PostedPart>,
}

/// Draws a sheet, as PDF/A-2u. The same input gives the same bytes.
///
/// # Errors
/// What cannot be drawn. Others' words that are too long end in an ellipsis, and are named.
pub fn posted(posting: &Posting, sheet: PostedSheet, words: &Words, fonts: &Fonts) -> Result<DrawnPosting, PdfFault> {
    let (key, name) = match sheet {
        PostedSheet::WallA4 | PostedSheet::WallA3 => ("poster-file-wall", ("contest", posting.contest.as_str())),
        PostedSheet::TableSign => ("poster-file-sign", ("contest", posting.contest.as_str())),
        PostedSheet::Leaflet => ("poster-file-leaflet", ("app", posting.app.as_str())),
    };
    let title = words.with(key, &[(name.0, name.1.into())]);
    let id = format!("{title} {sheet:?} {}", posting.place.as_deref().unwrap_or_default());
    // The marks of a trial are drawn here, as large as the page.
    let mut book = Book::new((title, &id, posting.date), None, words, fonts)?;
    let mut cut = BTreeSet::new();
    let mut page = |size, scale, draw: Draw| {
        book.sized_page(size, |sheet| {
            let (width, height) = (size.0 / scale, size.1 / scale);
            sheet.reduced(scale, (0.0, 0.0), |sheet| {
                mark(posting.trial, sheet, (words, fonts), (width, height))?;
                draw(&mut Canvas { sheet, posting, words, fonts, cut: &mut cut })
            })?;
            Ok(Vec::new())
        })
    };
    match sheet {
        PostedSheet::WallA4 => page((WIDTH, HEIGHT), 1.0, wall::draw)?,
        // Each side is longer by the root of two.
        PostedSheet::WallA3 => page((HEIGHT, WIDTH * 2.0), SQRT_2, wall::draw)?,
        PostedSheet::TableSign => page((WIDTH, HEIGHT), 1.0, table_sign::draw)?,
        PostedSheet::Leaflet => {
            page((HEIGHT, WIDTH), 1.0, leaflet::front)?;
            page((HEIGHT, WIDTH), 1.0, leaflet::back)?;
        }
    }
    Ok(DrawnPosting { pdf: book.finish()?, cut: cut.into_iter().collect() })
}

type Draw = fn(&mut Canvas<'_, '_, '_>) -> Result<(), PdfFault>;

fn mark(
    trial: Option<Trial>,
    sheet: &mut Sheet<'_, '_>,
    (words, fonts): (&Words, &Fonts),
    (width, height): (f32, f32),
) -> Result<(), PdfFault> {
    let Some(trial) = trial else { return Ok(()) };
    trial.watermark(sheet, (words, fonts), (width, height))?;
    trial.head(sheet, (words, fonts), (width / 2.0, 15.5))
}

impl Posting {
    /// Telephones for which no official code is known: their sheets have a frame to glue it into.
    #[must_use]
    pub fn without_code(&self) -> Vec<crate::domain::Platform> {
        codes::PLATFORMS.into_iter().filter(|platform| codes::official(self, *platform).is_none()).collect()
    }
}
