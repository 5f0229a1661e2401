use super::{
    super::{
        PdfFault,
        fonts::{Face, Line, int},
        pdf::printed_code,
        qr::QUIET,
        sheet::{BLACK, From, GREY, RED},
    },
    Posting,
    canvas::{Canvas, PITCH, Spot},
};
use crate::domain::{AppLink, Platform};

/// Telephones that the app is for, in the order in which their codes are printed.
pub(super) const PLATFORMS: [Platform; 2] = [Platform::Android, Platform::Iphone];

/// Side of a code's modules, in points: 45 mm.
pub(super) const SIDE: f32 = 128.5;

/// A code to scan.
pub(super) struct PostedCode<'p> {
    /// Key of the words for whom it is.
    pub label: &'static str,
    /// Its address; none where the printed code is to be glued in.
    pub url: Option<&'p str>,
}

/// Where a code goes.
#[derive(Clone, Copy)]
pub(super) struct CodePlace {
    /// Its middle.
    pub x: f32,
    /// Upper edge of its quiet zone.
    pub y: f32,
    /// Side of its modules.
    pub side: f32,
    /// What its words may fill.
    pub width: f32,
    /// Size of its label; its address is smaller.
    pub size: f32,
}

/// The official link for a kind of telephone.
pub(super) fn official(posting: &Posting, platform: Platform) -> Option<&AppLink> {
    posting.app_links.iter().find(|link| link.platform == platform && link.official)
}

/// The codes of the app: one for each kind of telephone, or one where both have the same.
pub(super) fn of_app(posting: &Posting) -> Vec<PostedCode<'_>> {
    let [android, iphone] = PLATFORMS.map(|platform| official(posting, platform).map(|link| link.url.as_str()));
    if android.is_some() && android == iphone {
        return vec![PostedCode { label: "poster-both", url: android }];
    }
    vec![PostedCode { label: "poster-android", url: android }, PostedCode { label: "poster-iphone", url: iphone }]
}

impl Canvas<'_, '_, '_> {
    /// A code with its label and its address below; returns where that ends.
    pub fn code(&mut self, code: &PostedCode<'_>, place: CodePlace) -> Result<f32, PdfFault> {
        let label = self.words.get(code.label).into_owned();
        let y = match code.url {
            Some(url) => self.scanned(url, place)?,
            None => self.frame(place)?,
        };
        let fonts = self.fonts;
        let spot = Spot::centre(place.x, y + place.size * 0.8, place.width);
        let y = self.own_with(&label, (&fonts.bold, place.size, BLACK), spot)?;
        match code.url {
            Some(url) => self.address(url, place, y + place.size * 0.95),
            None => Ok(y),
        }
    }

    /// The code alone; returns where its quiet zone ends.
    pub fn scanned(&mut self, url: &str, place: CodePlace) -> Result<f32, PdfFault> {
        let matrix = printed_code(url)?;
        let module = place.side / int(matrix.size());
        let quiet = module * int(QUIET);
        self.sheet.code(&matrix, (place.x - place.side / 2.0, place.y + quiet), module);
        Ok(place.y + place.side + 2.0 * quiet)
    }

    /// A frame to glue the printed code into.
    fn frame(&mut self, place: CodePlace) -> Result<f32, PdfFault> {
        let edge = 12.0;
        let (left, top) = (place.x - place.side / 2.0, place.y + edge);
        self.sheet.frame((left, top), (place.side, place.side), 1.2, GREY);
        let fonts = self.fonts;
        let spot = Spot::centre(place.x, top + place.side * 0.42, place.side - 24.0);
        self.own("poster-glue", (&fonts.regular, 12.0, GREY), spot)?;
        Ok(top + place.side + edge)
    }

    /// An address to be typed by hand, without what every browser adds by itself; returns where it ends.
    pub fn address(&mut self, url: &str, place: CodePlace, y: f32) -> Result<f32, PdfFault> {
        let size = (place.size * 0.64).max(LEAST);
        let shown = url.strip_prefix("https://").unwrap_or(url);
        let lines = broken(&self.fonts.regular, shown, place.width / size)?;
        for (at, line) in lines.iter().enumerate() {
            self.sheet.set(line, size, From::Centre, (place.x, y + size * PITCH * int(at)), BLACK);
        }
        Ok(y + size * PITCH * int(lines.len().saturating_sub(1)))
    }

    /// A thin line of the accent.
    pub fn rule(&mut self, (x, y): (f32, f32), width: f32) {
        self.sheet.rectangle((x, y), (width, 1.4), RED);
    }
}

/// Smallest letters of an address.
const LEAST: f32 = 8.5;

/// An address in lines of at most so many ems, broken behind its own signs where that is possible.
fn broken(face: &Face, text: &str, ems: f32) -> Result<Vec<Line>, PdfFault> {
    let width = |text: &str| face.line(text, 0.0).map(|line| line.width(1.0));
    let (mut lines, mut taken) = (Vec::new(), String::new());
    for part in text.split_inclusive(['/', '?', '&', '=']) {
        if !taken.is_empty() && width(&taken)? + width(part)? > ems {
            lines.push(face.line(&std::mem::take(&mut taken), 0.0)?);
        }
        for sign in part.chars() {
            if width(&taken)? + width(sign.encode_utf8(&mut [0; 4]))? > ems {
                lines.push(face.line(&std::mem::take(&mut taken), 0.0)?);
            }
            taken.push(sign);
        }
    }
    lines.push(face.line(&taken, 0.0)?);
    Ok(lines)
}
