use super::{
    Fonts, Part, PdfFault, Trial,
    book::{BOTTOM, Book, LEFT, RIGHT, TOP},
    fonts::{Line, int},
    listing::heading,
    sheet::{BLACK, From, GREY, Sheet, WHITE},
};
use crate::{
    domain::Date,
    text::{Address, Value, Words},
};

/// The form on which people register at home, with what they are asked for their consent to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegistrationForm {
    /// Title of the contest.
    pub contest: String,
    /// Name of the organising body.
    pub organiser: String,
    /// The station's unit as it is inside a sentence (`text::unit_name`): `xã Tân Kỳ`.
    pub unit: String,
    /// The help line.
    pub hotline: String,
    /// Days for which a station keeps what is registered, as its consent screen states.
    pub kept_days: u8,
    /// Which wording of the consent it is, as records of consent name it.
    pub consent_version: u16,
    /// Last day of the sealed copies (`Contest::sealed_until`).
    pub sealed_until: Date,
    /// Whether the organiser has confirmed that a station's tests count.
    pub recognised: bool,
    /// Day of printing.
    pub date: Date,
    /// Not for a real contest.
    pub trial: Option<Trial>,
    /// How many forms.
    pub copies: usize,
}

/// Sizes of the consent's text, the first in which it fits.
const CONSENT_SIZES: [f32; 6] = [10.5, 10.0, 9.5, 9.0, 8.5, 8.0];
/// Where the consent's text begins, and where its boxes to cross are at the latest.
const CONSENT_TOP: f32 = TOP + 40.0;
const CONSENT_BOTTOM: f32 = CONSENT_TOP + 230.0;
const SIZE: f32 = 10.5;
/// Rows of fields, and the room between two where there is much.
const ROWS: f32 = 17.3;
const MOST_FIELD: f32 = 30.0;
/// Side of a box for a digit and of one for a cross.
const DIGIT: f32 = 18.0;
const BOX: f32 = 14.4;
/// Between two things beside each other.
const BESIDE: f32 = 12.0;

/// Draws the forms, one side of A4 each, as PDF/A-2u.
///
/// # Errors
/// What cannot be drawn; nothing is left out instead.
pub fn registration_forms(form: &RegistrationForm, words: &Words, fonts: &Fonts) -> Result<Vec<u8>, PdfFault> {
    let title = words.with("print-form-file", &[("contest", form.contest.as_str().into())]);
    let id = format!("{title} {} {}", form.date, form.copies);
    let mut book = Book::new((title, &id, form.date), form.trial, words, fonts)?;
    let consent = Consent::new(form, words, fonts)?;
    for _ in 0..form.copies {
        book.page(|sheet| {
            let about = [words.with("print-contest", &[("contest", form.contest.as_str().into())])];
            heading(sheet, fonts, &words.get("print-form-title"), &about)?;
            let version = [("version", form.consent_version.to_string().into())];
            let version = fonts.regular.line(&words.with("print-form-consent", &version), 0.0)?;
            sheet.set(&version, 9.0, From::Right, (RIGHT, TOP + 14.0), GREY);
            consent.draw(sheet);
            let y = consent.bottom();
            let row = ((BOTTOM - y - 30.0) / ROWS).min(MOST_FIELD);
            let mut fields = Fields { sheet, words, fonts, x: LEFT, y, row };
            fields.person()?;
            fields.home()?;
            fields.work()?;
            fields.ending()
        })?;
    }
    book.finish()
}

/// What people are asked to consent to: the words of the station's own screen.
struct Consent {
    lines: Vec<Line>,
    size: f32,
}

impl Consent {
    fn new(form: &RegistrationForm, words: &Words, fonts: &Fonts) -> Result<Self, PdfFault> {
        let values: [(&str, Value<'_>); 6] = [
            ("who", Address::Unknown.inside(words.language()).into()),
            ("organiser", form.organiser.as_str().into()),
            ("unit", form.unit.as_str().into()),
            ("days", form.kept_days.into()),
            ("until", words.date(form.sealed_until).into()),
            ("hotline", form.hotline.as_str().into()),
        ];
        let keys = [
            "consent-collector",
            "consent-kinds",
            "consent-purpose",
            "consent-readers",
            "consent-kept",
            "consent-rights",
        ];
        let unconfirmed = (!form.recognised).then_some("consent-unconfirmed");
        let texts: Vec<String> = keys.into_iter().chain(unconfirmed).map(|key| words.with(key, &values)).collect();
        for size in CONSENT_SIZES {
            let mut lines = Vec::new();
            for text in &texts {
                lines.extend(fonts.regular.paragraph(text, (RIGHT - LEFT) / size)?);
            }
            let consent = Self { lines, size };
            if consent.bottom() <= CONSENT_BOTTOM {
                return Ok(consent);
            }
        }
        Err(PdfFault::TooWide(Part::Consent))
    }

    /// Where its boxes to cross begin.
    fn bottom(&self) -> f32 {
        CONSENT_TOP + int(self.lines.len()) * self.size * PITCH + 7.0
    }

    fn draw(&self, sheet: &mut Sheet<'_, '_>) {
        for (at, line) in self.lines.iter().enumerate() {
            sheet.set(line, self.size, From::Left, (LEFT, CONSENT_TOP + self.size * (1.0 + PITCH * int(at))), BLACK);
        }
    }
}

/// From one baseline to the next, in sizes.
const PITCH: f32 = 1.27;

/// Fields one beside the other, row by row.
struct Fields<'a, 'b, 'c> {
    sheet: &'a mut Sheet<'b, 'c>,
    words: &'a Words,
    fonts: &'a Fonts,
    x: f32,
    /// Upper edge of the row's boxes.
    y: f32,
    /// From one row to the next.
    row: f32,
}

impl Fields<'_, '_, '_> {
    /// Consent, number, name, birth and sex, guardian: as everything below in the order in which a volunteer is asked for it.
    fn person(&mut self) -> Result<(), PdfFault> {
        // Before the fields: nothing is collected without it.
        self.crosses(&["consent-agree", "consent-refuse"])?;
        self.sheet.rectangle((LEFT, self.y + 23.0), (RIGHT - LEFT, 0.9), BLACK);
        (self.x, self.y) = (LEFT, self.y + 30.0);
        self.label("print-form-number")?;
        self.digits(&[3, 3, 3, 3]);
        self.next();
        self.label("print-form-no-number")?;
        self.crosses(&["quick-no-id-child", "quick-no-id-lost", "quick-no-id-none"])?;
        self.next();
        self.label("print-form-name")?;
        self.line(RIGHT);
        self.next();
        self.label("print-form-birth")?;
        self.digits(&[2, 2, 4]);
        self.x += BESIDE;
        self.label("print-form-sex")?;
        self.crosses(&["register-male", "register-female"])?;
        self.next();
        self.label("print-form-guardian")?;
        self.line(RIGHT);
        self.next();
        self.crosses(&["print-form-guardian-agrees"])?;
        self.label("print-form-sign")?;
        self.line(RIGHT);
        self.next();
        Ok(())
    }

    /// Where the person lives and can be called, what was done before, and help.
    fn home(&mut self) -> Result<(), PdfFault> {
        self.label("print-form-unit")?;
        self.line(LEFT + 235.0);
        self.x += BESIDE;
        self.label("print-form-village")?;
        self.line(RIGHT);
        self.next();
        self.label("print-form-phone")?;
        self.digits(&[4, 3, 3]);
        self.next();
        self.label("print-form-one-touch")?;
        self.crosses(&["register-one-touch-no", "print-form-one-touch-yes"])?;
        self.next();
        self.label("print-form-help")?;
        self.crosses(&["register-help-alone", "register-help-read", "register-help-pressed"])?;
        self.next();
        Ok(())
    }

    /// Where the person works or learns, and memberships.
    fn work(&mut self) -> Result<(), PdfFault> {
        self.label("print-form-work")?;
        self.crosses(&["register-work-none"])?;
        self.next();
        self.crosses(&[
            "register-work-agency",
            "register-work-school",
            "register-work-enterprise",
            "register-work-other",
        ])?;
        self.next();
        self.label("print-form-work-unit")?;
        self.line(RIGHT);
        self.next();
        self.label("print-form-work-name")?;
        self.line(RIGHT);
        self.next();
        self.label("print-form-groups")?;
        self.crosses(&[
            "register-group-party",
            "register-group-youth",
            "register-group-women",
            "register-group-farmers",
        ])?;
        self.next();
        self.crosses(&["register-group-veterans", "register-group-elderly", "register-group-trade-union"])?;
        self.next();
        Ok(())
    }

    /// The day and the signature, and what becomes of the form.
    fn ending(&mut self) -> Result<(), PdfFault> {
        self.sheet.rectangle((LEFT, self.y - 4.0), (RIGHT - LEFT, 0.6), GREY);
        self.y += 4.0;
        self.label("print-form-date")?;
        self.digits(&[2, 2, 4]);
        self.x += BESIDE;
        self.label("print-form-sign")?;
        self.line(RIGHT);
        let note = self.fonts.italic.line(&self.words.get("print-form-note"), 0.0)?;
        let size = note.fit(9.5, 7.0, RIGHT - LEFT).unwrap_or(7.0);
        self.sheet.set(&note, size, From::Left, (LEFT, BOTTOM + 12.0), GREY);
        Ok(())
    }

    fn next(&mut self) {
        (self.x, self.y) = (LEFT, self.y + self.row);
    }

    /// Baseline of the row's words, in the middle of its boxes.
    fn baseline(&self) -> f32 {
        self.y + DIGIT / 2.0 + SIZE * 0.36
    }

    fn label(&mut self, key: &str) -> Result<(), PdfFault> {
        let line = self.fonts.semibold.line(&self.words.get(key), 0.0)?;
        self.sheet.set(&line, SIZE, From::Left, (self.x, self.baseline()), BLACK);
        self.x += line.width(SIZE) + 7.0;
        Ok(())
    }

    /// A line to write on.
    fn line(&mut self, to: f32) {
        self.sheet.dotted((self.x, to), self.baseline() + 2.0);
        self.x = to;
    }

    /// Boxes for so many digits, in groups.
    fn digits(&mut self, groups: &[usize]) {
        for digits in groups {
            for _ in 0..*digits {
                self.sheet.rectangle((self.x, self.y), (DIGIT, DIGIT + 2.0), WHITE);
                self.sheet.frame((self.x, self.y), (DIGIT, DIGIT + 2.0), 0.9, BLACK);
                self.x += DIGIT;
            }
            self.x += 6.0;
        }
    }

    /// Boxes to cross, each before its word.
    fn crosses(&mut self, keys: &[&str]) -> Result<(), PdfFault> {
        for key in keys {
            let place = (self.x, self.y + (DIGIT - BOX) / 2.0);
            self.sheet.rectangle(place, (BOX, BOX), WHITE);
            self.sheet.frame(place, (BOX, BOX), 1.0, BLACK);
            let line = self.fonts.regular.line(&self.words.get(key), 0.0)?;
            self.sheet.set(&line, SIZE, From::Left, (self.x + BOX + 5.0, self.baseline()), BLACK);
            self.x += BOX + 5.0 + line.width(SIZE) + BESIDE;
        }
        Ok(())
    }
}
