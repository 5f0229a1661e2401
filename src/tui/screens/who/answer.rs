//! What follows from the station's answer: it is you, it is not you, nobody has this number.

use super::{MISSES, State, Step, ask_pin};
use crate::tui::{Guest, Next, PinFor, Route, Shared, screens::sign_in};

impl State {
    pub(super) fn answered(&mut self, all: &mut Shared, found: Option<&Guest>) -> Next {
        let has_consented = all.newcomer.visit.has_consented();
        let by_card = std::mem::take(&mut self.by_card);
        match found {
            Some(guest) if guest.visit.registration().is_some() => {
                self.found = Some(Box::new(guest.clone()));
                self.show(Step::Confirm);
                Next::stay()
            }
            // Their data were erased in time (docs/decisions/004-erasure-on-the-station.md); what they did is still
            // there, and they register again.
            Some(guest) => {
                all.newcomer.number = self.number.clone();
                sign_in::sign_in(all, guest)
            }
            None if has_consented => {
                self.show(Step::New);
                ask_pin(PinFor::Register)
            }
            // They have not declared that they had registered.
            None if by_card => self.take_part(all),
            None => {
                self.show(Step::Unknown);
                self.missed(all)
            }
        }
    }

    pub(super) fn is_me(&mut self, all: &mut Shared) -> Next {
        match self.found.take() {
            Some(guest) => sign_in::sign_in(all, &guest),
            None => Next::stay(),
        }
    }

    pub(super) fn is_not_me(&mut self, all: &mut Shared) -> Next {
        all.newcomer.card = None;
        *self = Self { misses: self.misses, remark: Some(all.text("who-not-me-advice")), ..Self::default() };
        self.missed(all)
    }

    /// Counts a miss; the third calls the helper.
    fn missed(&mut self, all: &Shared) -> Next {
        self.misses = self.misses.saturating_add(1);
        if self.misses < MISSES {
            return Next::stay();
        }
        *self = Self { step: Step::Blocked, misses: self.misses, ..Self::default() };
        Next::call_helper(all)
    }

    /// Somebody who thought that they had registered takes part after all: the consent comes first.
    pub(super) fn take_part(&mut self, all: &mut Shared) -> Next {
        (all.newcomer.number, all.newcomer.typed_once) = (self.number.clone(), self.typed_once);
        Next::go(Route::Consent)
    }
}
