use super::{
    form::Form,
    slot::{Kind, Slot},
};
use crate::{
    domain::{
        Identity, PersonName, Phone, RegistrationFault, birth_faults, date_entry::DateFault, is_forbidden_char,
        is_name_char, tidy_spaces,
    },
    text::{Notice, codes, id_doubt_notice, name_notice, notice, phone_notice, registration_notice},
    tui::Shared,
};

impl Form {
    /// What is wrong with the answer to one question, in words to show beside it.
    #[must_use]
    pub fn fault(&self, all: &Shared, slot: Slot) -> Option<String> {
        let words = &all.words;
        let wording = |notice: Notice| Some(notice.on_page());
        let text = self.text(slot);
        match slot {
            Slot::Name => PersonName::parse(text).err().and_then(|fault| wording(name_notice(words, &fault))),
            Slot::Guardian if text.trim().is_empty() => {
                wording(registration_notice(words, &RegistrationFault::GuardianMissing))
            }
            Slot::Guardian => PersonName::parse(text).err().and_then(|fault| wording(name_notice(words, &fault))),
            Slot::Birth => self.birth_fault(all),
            Slot::Sex if !self.picks.contains_key(&slot) => wording(notice(words, codes::input::SEX_MISSING, &[])),
            Slot::GuardianConsent if self.picks.get(&slot) == Some(&1) => {
                wording(registration_notice(words, &RegistrationFault::GuardianMustConsent))
            }
            Slot::Unit if !self.knows_unit(all, slot) => {
                wording(registration_notice(words, &RegistrationFault::UnknownUnit))
            }
            // Half a search is no choice, and leaving it would lose what was meant.
            // Officials are counted by the unit that they work in.
            Slot::WorkUnit if text.trim().is_empty() && self.picks.get(&Slot::WorkKind) == Some(&1) => {
                (!self.knows_unit(all, slot)).then(|| all.text("register-work-unit-missing"))
            }
            Slot::Unit | Slot::WorkUnit if !text.trim().is_empty() => Some(all.text("register-unit-choose")),
            Slot::Unit | Slot::WorkUnit => None,
            Slot::Village => self.village_fault(all),
            Slot::Phone if text.trim().is_empty() => None,
            Slot::Phone => Phone::parse(text).err().and_then(|fault| wording(phone_notice(words, fault))),
            Slot::WorkName if tidy_spaces(text).is_empty() => Some(all.text("register-work-name-missing")),
            Slot::WorkName if !text.chars().any(char::is_alphabetic) => Some(all.text("register-place-letters")),
            Slot::WorkName => {
                let fault = strange_char(text).map(RegistrationFault::WorkplaceChar);
                fault.and_then(|fault| wording(registration_notice(words, &fault)))
            }
            Slot::Sex | Slot::GuardianConsent | Slot::OneTouch | Slot::WorkKind | Slot::Help => {
                let is_open = matches!(slot.kind(), Kind::Pick(_)) && !self.picks.contains_key(&slot);
                is_open.then(|| all.text("register-pick"))
            }
            Slot::Groups => None,
        }
    }

    fn birth_fault(&self, all: &Shared) -> Option<String> {
        let birth = match self.read_birth() {
            Ok(birth) => birth,
            Err(DateFault::Empty) => return Some(all.text("register-birth-missing")),
            Err(DateFault::TwoDigitYear(choices)) => {
                let years: Vec<String> = choices.iter().map(|birth| birth.year().to_string()).collect();
                let years = years.join(&format!(" {} ", all.text("register-or")));
                return Some(all.words.with("register-birth-two-digits", &[("years", years.into())]));
            }
            Err(
                DateFault::Shape | DateFault::NoSuchMonth(_) | DateFault::NoSuchDay(_) | DateFault::YearOutOfRange(_),
            ) => return Some(notice(&all.words, codes::input::NOT_A_DATE, &[]).on_page()),
        };
        let least = all.pack.as_ref().and_then(|pack| pack.contest.rules.least_age);
        let faults = birth_faults(birth, all.now.date(), least);
        faults.first().map(|fault| registration_notice(&all.words, fault).on_page())
    }

    fn village_fault(&self, all: &Shared) -> Option<String> {
        let text = self.text(Slot::Village);
        let wording = |fault| Some(registration_notice(&all.words, &fault).on_page());
        if tidy_spaces(text).is_empty() {
            return wording(RegistrationFault::VillageMissing);
        }
        if let Some(ch) = strange_char(text) {
            return wording(RegistrationFault::VillageChar(ch));
        }
        if !text.chars().any(char::is_alphabetic) {
            return Some(all.text("register-place-letters"));
        }
        let listed = self.villages(all);
        let is_open = listed.len() > 1 && !listed.iter().any(|village| village == text);
        is_open.then(|| all.text("register-village-choose"))
    }

    /// What about an answer is unusual and may be right all the same; nothing once it was looked at again.
    #[must_use]
    pub fn second_look(&self, all: &Shared, slot: Slot) -> Option<String> {
        let text = self.text(slot);
        if slot == Slot::GuardianConsent {
            return self.is_refused().then(|| all.text("register-guardian-refused"));
        }
        if self.accepted.contains(&slot) || text.trim().is_empty() {
            return None;
        }
        match slot {
            Slot::Name | Slot::Guardian => {
                let name = PersonName::parse(text).ok()?;
                match (name.has_one_part(), name.lacks_marks()) {
                    (true, _) => Some(notice(&all.words, codes::input::NAME_OF_ONE_PART, &[]).on_page()),
                    (false, true) => Some(all.text("register-name-unmarked")),
                    (false, false) => None,
                }
            }
            Slot::Village | Slot::WorkName => {
                let listed = self.listed(all, slot);
                let is_free = !listed.is_empty() && !listed.iter().any(|name| name == text);
                is_free.then(|| all.words.with("register-place-free", &[("name", tidy_spaces(text).into())]))
            }
            Slot::Birth
            | Slot::Sex
            | Slot::GuardianConsent
            | Slot::Unit
            | Slot::Phone
            | Slot::OneTouch
            | Slot::WorkKind
            | Slot::WorkUnit
            | Slot::Groups
            | Slot::Help => None,
        }
    }

    /// The guardian does not agree.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.picks.get(&Slot::GuardianConsent) == Some(&1)
    }

    fn knows_unit(&self, all: &Shared, slot: Slot) -> bool {
        let code = self.units.get(&slot);
        code.is_some_and(|code| all.pack.as_ref().is_some_and(|pack| pack.unit(code).is_some()))
    }

    /// What about the number deserves a second look, now that birth and sex are known.
    #[must_use]
    pub fn doubts(&self, all: &Shared) -> Vec<Notice> {
        let sex = self.picks.get(&Slot::Sex).and_then(|at| super::slot::SEXES.get(usize::from(*at)));
        match (&self.identity, self.birth(), sex) {
            (Identity::Number(number), Some(birth), Some(sex)) => {
                let doubts = number.doubts(birth, *sex);
                doubts.into_iter().map(|doubt| id_doubt_notice(&all.words, doubt)).collect()
            }
            (Identity::Number(_) | Identity::None(_), ..) => Vec::new(),
        }
    }
}

/// The first character that no name of a place has: symbols, emoji, other scripts.
fn strange_char(text: &str) -> Option<char> {
    let is_usual = |ch: char| {
        !is_forbidden_char(ch)
            && (is_name_char(ch) || ch.is_ascii_digit() || ch.is_ascii_punctuation() || matches!(ch, '–' | '“' | '”'))
    };
    text.chars().find(|ch| !is_usual(*ch))
}
