//! What a village is to read: from a station's content, and from what somebody adds for the place.

use crate::{
    content::Pack,
    domain::{Date, Platform, StationPlace, Unit, UnitCode},
    notices::Failure,
    report::{
        DrawnPosting, Fonts, PdfFault, PostedPart, PostedSheet, Posting, RegistrationForm, Trial, posted,
        registration_forms,
    },
    text::{Words, codes, unit_name, unit_title},
    tui::KEPT_DAYS,
};

/// What differs from place to place. What is none is taken from the content where it has it, and else left blank.
#[derive(Clone, Default)]
pub struct Locality {
    /// Commune, ward or special zone.
    pub unit: Option<UnitCode>,
    /// Place of the station.
    pub place: Option<String>,
    /// When it is open.
    pub hours: Option<String>,
    /// The help line.
    pub hotline: Option<String>,
    /// The commune's contact.
    pub contact: Option<String>,
    /// What the app is for.
    pub about: Option<String>,
}

/// When something is printed, and whether it counts.
#[derive(Clone, Copy)]
pub struct Print {
    /// Day of printing.
    pub date: Date,
    /// Not for a real contest.
    pub trial: Option<Trial>,
}

/// Kind of sheet, with its name as a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// Posted up or handed out.
    Posted(PostedSheet),
    /// The form to register at home.
    Form,
}

/// Every kind, in the order in which they are written.
pub const SHEETS: [(Sheet, &str); 5] = [
    (Sheet::Posted(PostedSheet::WallA4), "ap-phich-a4"),
    (Sheet::Posted(PostedSheet::WallA3), "ap-phich-a3"),
    (Sheet::Posted(PostedSheet::TableSign), "bien-de-ban"),
    (Sheet::Posted(PostedSheet::Leaflet), "to-roi"),
    (Sheet::Form, "phieu-dang-ky"),
];

/// A blank inside a sentence, to write on.
const BLANK: &str = "……………………";

/// What is posted up at a place.
#[must_use]
pub fn posting(pack: &Pack, here: &Locality, print: Print, words: &Words) -> Posting {
    let contest = &pack.contest;
    let own = own_station(pack, here);
    let filled = |typed: Option<&String>, own: Option<String>| {
        typed.cloned().or(own).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    Posting {
        contest: contest.title.clone(),
        organiser: contest.organiser.clone(),
        days: (contest.opens, contest.closes),
        topics: contest.topics.len(),
        questions: contest.paper_size(),
        attempts: contest.rules.attempts,
        recognised: contest.rules.recognised,
        app: contest.app_name.clone(),
        app_links: contest.app_links.clone(),
        help_links: contest.help_links.clone(),
        unit: unit(pack, here).map(|unit| unit_title(words, unit)),
        place: filled(here.place.as_ref(), own.map(|station| super::place::place_name(&station.village))),
        hours: filled(here.hours.as_ref(), None),
        hotline: filled(here.hotline.as_ref(), Some(contest.hotline.clone())),
        contact: filled(here.contact.as_ref(), own.map(|station| station.contact.clone())),
        about: filled(here.about.as_ref(), None),
        date: print.date,
        trial: print.trial,
    }
}

/// The form to register at home, for a unit as it is inside a sentence; with the words of the station's own consent screen, so that the help line
/// is the contest's.
#[must_use]
pub fn registration_form(pack: &Pack, unit: String, print: Print, copies: usize) -> RegistrationForm {
    let contest = &pack.contest;
    RegistrationForm {
        contest: contest.title.clone(),
        organiser: contest.organiser.clone(),
        unit,
        hotline: contest.hotline.clone(),
        kept_days: KEPT_DAYS,
        consent_version: contest.consent_version,
        sealed_until: contest.sealed_until(),
        recognised: contest.rules.recognised,
        date: print.date,
        trial: print.trial,
        copies,
    }
}

/// The unit of a form as it is inside a sentence, or a blank.
#[must_use]
pub fn form_unit(pack: &Pack, here: &Locality, words: &Words) -> String {
    unit(pack, here).map_or_else(|| BLANK.to_owned(), |unit| unit_name(words, unit))
}

fn unit<'p>(pack: &'p Pack, here: &Locality) -> Option<&'p Unit> {
    let own = pack.contest.station.as_ref().map(|station| &station.unit);
    pack.unit(here.unit.as_ref().or(own)?)
}

/// The content's own station, where it is in the unit that is printed: another commune has other people to ask.
fn own_station<'p>(pack: &'p Pack, here: &Locality) -> Option<&'p StationPlace> {
    let own = pack.contest.station.as_ref();
    own.filter(|station| here.unit.as_ref().is_none_or(|unit| *unit == station.unit))
}

/// Draws a sheet.
///
/// # Errors
/// What cannot be drawn.
pub fn draw(
    sheet: Sheet,
    (posting, form): (&Posting, &RegistrationForm),
    words: &Words,
    fonts: &Fonts,
) -> Result<DrawnPosting, PdfFault> {
    match sheet {
        Sheet::Posted(sheet) => posted(posting, sheet, words, fonts),
        Sheet::Form => Ok(DrawnPosting { pdf: registration_forms(form, words, fonts)?, cut: Vec::new() }),
    }
}

/// That no official code is known, where the sheets have frames for it.
#[must_use]
pub fn lacks_codes(posting: &Posting, words: &Words) -> Option<Failure> {
    let of = |platform: &Platform| match platform {
        Platform::Android => words.get("poster-android").into_owned(),
        Platform::Iphone => words.get("poster-iphone").into_owned(),
    };
    let lacking = posting.without_code();
    let platforms = lacking.iter().map(of).collect::<Vec<_>>().join(", ");
    let args = [("app", posting.app.clone()), ("platforms", platforms)];
    (!lacking.is_empty()).then(|| Failure::new(codes::poster::NO_OFFICIAL_CODE, args))
}

/// That the sheets have something in part only.
#[must_use]
pub fn in_part(cut: &[PostedPart], words: &Words) -> Option<Failure> {
    let what = cut.iter().map(|part| words.get(part_key(*part)).into_owned()).collect::<Vec<_>>().join(", ");
    (!cut.is_empty()).then(|| Failure::new(codes::poster::PRINTED_IN_PART, [("what", what)]))
}

/// Key of the words for a part.
#[must_use]
pub fn part_key(part: PostedPart) -> &'static str {
    match part {
        PostedPart::Contest => "poster-part-contest",
        PostedPart::Organiser => "poster-part-organiser",
        PostedPart::App => "poster-part-app",
        PostedPart::Help => "poster-part-help",
        PostedPart::Unit => "poster-part-unit",
        PostedPart::Place => "poster-part-place",
        PostedPart::Hours => "poster-part-hours",
        PostedPart::Hotline => "poster-part-hotline",
        PostedPart::Contact => "poster-part-contact",
        PostedPart::About => "poster-part-about",
    }
}
