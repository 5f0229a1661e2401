use super::Language;
use crate::domain::Sex;

/// How somebody is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Address {
    /// Before anything is known: ông/bà.
    Unknown,
    /// A pupil, below 18: em.
    Child,
    /// Of working age, and the sex is not known yet: anh/chị.
    Adult,
    /// A man of working age: anh.
    Man,
    /// A woman of working age: chị.
    Woman,
    /// Of the age of the volunteers' parents: bác.
    Elder,
    /// Of great age: cụ.
    Venerable,
}

/// Below this age people are pupils: em.
const ADULT_FROM: i32 = 18;
/// The station speaks with the voice of a young volunteer, whose parents are of this age: bác. Who is called older than
/// they feel is hurt more than who is called younger, hence not sooner.
const ELDER_FROM: i32 = 55;
/// From this age the law on the elderly grants its own support (Luật Người cao tuổi 2009, Điều 17): cụ.
const VENERABLE_FROM: i32 = 80;

/// How to speak to somebody of whom this much is known; the age counts as the one reached in `this_year`.
#[must_use]
pub fn address(birth_year: Option<i32>, sex: Option<Sex>, this_year: i32) -> Address {
    let Some(birth_year) = birth_year else {
        return Address::Unknown;
    };
    let age = this_year.saturating_sub(birth_year);
    match (age, sex) {
        (..ADULT_FROM, _) => Address::Child,
        (VENERABLE_FROM.., _) => Address::Venerable,
        (ELDER_FROM.., _) => Address::Elder,
        (_, Some(Sex::Male)) => Address::Man,
        (_, Some(Sex::Female)) => Address::Woman,
        (_, None) => Address::Adult,
    }
}

impl Address {
    /// Inside a sentence: `bác`, `you`.
    #[must_use]
    pub fn inside(self, language: Language) -> &'static str {
        self.forms(language).0
    }

    /// At the beginning of a sentence: `Bác`, `You`.
    #[must_use]
    pub fn opening(self, language: Language) -> &'static str {
        self.forms(language).1
    }

    fn forms(self, language: Language) -> (&'static str, &'static str) {
        match (language, self) {
            (Language::English, _) => ("you", "You"),
            (Language::Vietnamese, Self::Unknown) => ("ông/bà", "Ông/bà"),
            (Language::Vietnamese, Self::Child) => ("em", "Em"),
            (Language::Vietnamese, Self::Adult) => ("anh/chị", "Anh/chị"),
            (Language::Vietnamese, Self::Man) => ("anh", "Anh"),
            (Language::Vietnamese, Self::Woman) => ("chị", "Chị"),
            (Language::Vietnamese, Self::Elder) => ("bác", "Bác"),
            (Language::Vietnamese, Self::Venerable) => ("cụ", "Cụ"),
        }
    }
}
