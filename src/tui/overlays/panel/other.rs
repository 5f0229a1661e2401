//! "Không phải người này": what was recorded in this visit goes to whom it belongs.

use super::{DIGITS, State, Step};
use crate::{
    domain::IdNumber,
    input::{Card, CardFault, Typing, card},
    text::{codes, id_notice, notice},
    tui::{
        Effect, Guest, Next, Press, Shared,
        screens::sign_in,
        typed::{card_notice, paste, refused_notice},
    },
};

impl State {
    pub(super) fn find(&mut self, all: &Shared) -> Next {
        match IdNumber::parse(self.field.text()) {
            Ok(number) => self.look_for(number),
            Err(fault) => self.set_remark(id_notice(&all.words, fault).on_page()),
        }
    }

    pub(super) fn type_number(&mut self, all: &Shared, press: Press) -> Next {
        self.remark = None;
        let Some(key) = press.edit_key() else { return Next::stay() };
        match self.field.key(key, Typing::Off) {
            Ok(()) => Next::stay(),
            Err(refused) => self.set_remark(refused_notice(&all.words, &refused, DIGITS + 1, DIGITS).on_page()),
        }
    }

    pub(super) fn paste(&mut self, all: &Shared, text: &str) -> Next {
        match card::read(text) {
            Err(CardFault::NotACard) => (),
            // else: it is a card, readable or not
            scan => return self.scanned(all, scan.as_ref()),
        }
        if !text.chars().all(|ch| ch.is_ascii_digit() || ch.is_whitespace() || ch == '.') {
            return self.set_remark(notice(&all.words, codes::input::ID_NOT_DIGITS, &[]).on_page());
        }
        match paste(&all.words, &mut self.field, text) {
            Ok(()) => Next::stay(),
            Err(notice) => self.set_remark(notice.on_page()),
        }
    }

    pub(super) fn scanned(&mut self, all: &Shared, scan: Result<&Card, &CardFault>) -> Next {
        match scan {
            Ok(card) => self.look_for(card.number.clone()),
            Err(fault) => self.set_remark(card_notice(&all.words, *fault).on_page()),
        }
    }

    fn set_remark(&mut self, wording: String) -> Next {
        self.remark = Some(wording);
        Next::stay()
    }

    fn look_for(&mut self, number: IdNumber) -> Next {
        (self.step, self.remark) = (Step::Looking, None);
        Effect::FindNumber(number).into()
    }

    pub(super) fn answered(&mut self, all: &mut Shared, found: Option<&Guest>) -> Next {
        let here = all.guest.as_ref().map(|guest| guest.key);
        match (self.step, found) {
            (Step::Looking, Some(guest)) if Some(guest.key) == here => {
                self.step = Step::Number;
                self.set_remark(all.text("panel-same-person"))
            }
            (Step::Looking, Some(guest)) if guest.visit.registration().is_some() => {
                self.found = Some(Box::new(guest.clone()));
                self.step = Step::MoveSure;
                Next::stay()
            }
            (Step::Looking, _) => {
                self.step = Step::Number;
                self.set_remark(all.text("panel-nobody"))
            }
            (Step::Moving, Some(guest)) => {
                let mode = all.guest.as_ref().map(|guest| guest.mode).unwrap_or_default();
                let guest = Guest { mode, ..guest.clone() };
                sign_in::sign_in(all, &guest).and_close()
            }
            // else: no other step has asked for a person
            _ => Next::stay(),
        }
    }

    /// The move is asked for behind everything that is on its way to the disk; then the right person is opened with it.
    pub(super) fn move_over(&mut self, all: &Shared) -> Next {
        let (Some(from), Some(to)) = (&all.guest, &self.found) else { return Next::stay() };
        self.step = Step::Moving;
        Next::stay().with(Effect::Move { from: from.key, to: to.key }).with(Effect::OpenPerson(to.key))
    }
}
