//! Papers that an evening needs on paper: forms to register at home, and what is handed out or signed when it is over.

use super::{Replies, Worker};
use crate::{
    content::Pack,
    domain::Stamp,
    kiosk::{error_log::logged, explain},
    report::{Fonts, PdfFault, RegistrationForm, Trial, registration_forms},
    store::StoreError,
    text::{Words, unit_name},
    tui::{KEPT_DAYS, Msg},
};

/// Forms in one file: one evening's.
const FORMS: usize = 30;

impl Worker {
    /// Forms to register at home, with what people are asked to agree to.
    pub(super) fn print_forms(&mut self, now: Stamp) -> Replies {
        let Some(pack) = self.pack.clone() else { return Err(StoreError::NoPerson) };
        let words = Words::new(self.language());
        let form = RegistrationForm {
            contest: pack.contest.title.clone(),
            organiser: pack.contest.organiser.clone(),
            unit: self.unit(&pack, &words),
            hotline: pack.contest.hotline.clone(),
            kept_days: KEPT_DAYS,
            sealed_until: pack.contest.sealed_until(),
            recognised: pack.contest.rules.recognised,
            date: self.line.known.now(now).date(),
            trial: Trial::of(self.line.demo, pack.contest.rehearsal),
            copies: FORMS,
        };
        let drawn = Fonts::embedded().and_then(|fonts| registration_forms(&form, &words, &fonts));
        Ok(self.write_drawn("phieu-dang-ky.pdf", drawn))
    }

    /// The commune that runs the station, as inside a sentence.
    fn unit(&self, pack: &Pack, words: &Words) -> String {
        let unit = pack.contest.station.as_ref().and_then(|station| pack.unit(&station.unit));
        unit.map_or_else(|| self.line.place.clone(), |unit| unit_name(words, unit))
    }

    fn write_drawn(&self, name: &str, drawn: Result<Vec<u8>, PdfFault>) -> Vec<Msg> {
        match drawn {
            Ok(bytes) => self.write_document(name, &bytes),
            Err(fault) => vec![Msg::Failed(logged(self.station.dir(), explain::pdf(&fault), &fault))],
        }
    }
}
