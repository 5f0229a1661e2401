//! Keys on a page of the form: typing, choosing, moving between its questions and on.

use super::{
    State,
    slot::{Kind, Slot, Step},
};
use crate::{
    input::{CardFault, card},
    text::Notice,
    tui::{
        Next, Press, Shared,
        typed::{card_notice, paste, refused_notice},
    },
};

impl State {
    pub(super) fn press(&mut self, all: &mut Shared, press: Press) -> Next {
        match press {
            Press::Enter => self.enter(all),
            Press::PageDown => self.go_on(all),
            Press::PageUp => match self.page_before(all) {
                Some(step) => {
                    self.remarks.clear();
                    self.open(all, step);
                    self.kept(all)
                }
                None => Next::stay(),
            },
            Press::Up | Press::BackTab => self.focus(-1),
            Press::Down | Press::Tab => self.focus(1),
            Press::F(4) => {
                let has_turned = self.form.field(self.slot).is_some_and(crate::input::Field::toggle_tone_style);
                if has_turned { self.changed(all) } else { Next::stay() }
            }
            other => self.edit(all, other),
        }
    }

    fn focus(&mut self, by: isize) -> Next {
        let slots = self.step.slots();
        let at = slots.iter().position(|slot| *slot == self.slot).unwrap_or(0);
        if let Some(slot) = at.checked_add_signed(by).and_then(|at| slots.get(at)) {
            if let Some(field) = self.form.field(self.slot) {
                field.leave();
            }
            self.slot = *slot;
        }
        Next::stay()
    }

    /// Enter: this question is answered; to the next one, or to the next page.
    fn enter(&mut self, all: &mut Shared) -> Next {
        self.settle(all);
        if let Some(fault) = self.form.fault(all, self.slot) {
            self.remark(self.slot, fault);
            return self.kept(all);
        }
        self.remarks.retain(|(slot, _)| *slot != self.slot);
        if self.step.slots().last() == Some(&self.slot) {
            return self.go_on(all);
        }
        self.focus(1);
        self.kept(all)
    }

    /// A search or a list that leaves only one: it is meant. A date is shown as it was understood.
    fn settle(&mut self, all: &Shared) {
        match self.slot.kind() {
            Kind::Unit => {
                let finds = self.form.finds(all, self.slot);
                if let [only] = finds.as_slice() {
                    let code = only.code.clone();
                    self.choose_unit(code);
                }
            }
            Kind::Village => {
                let villages = self.form.villages(all);
                if let ([only], false) = (villages.as_slice(), self.form.text(self.slot).is_empty()) {
                    self.form.set(self.slot, only);
                }
            }
            Kind::Text(_) if self.slot == Slot::Birth => {
                if let Some(birth) = self.form.birth() {
                    self.form.set(self.slot, &super::form::spelled(birth));
                }
            }
            Kind::Text(_) | Kind::Pick(_) | Kind::Groups(_) => (),
        }
    }

    /// To the next page, if every question of this one is answered.
    pub(super) fn go_on(&mut self, all: &mut Shared) -> Next {
        self.settle(all);
        let slots = self.step.slots();
        let faults: Vec<(Slot, String)> =
            slots.iter().filter_map(|slot| self.form.fault(all, *slot).map(|fault| (*slot, fault))).collect();
        self.remarks = faults;
        if let Some((slot, _)) = self.remarks.first() {
            self.slot = *slot;
            return self.kept(all);
        }
        let steps = self.steps(all);
        let next = steps.iter().skip_while(|step| **step != self.step).nth(1).copied().unwrap_or(Step::Summary);
        // A page that only now belongs to the form (under sixteen, a workplace) is not jumped over.
        let is_open = next.slots().iter().any(|slot| self.form.fault(all, *slot).is_some());
        self.open(all, if self.mending && !is_open { Step::Summary } else { next });
        self.kept(all)
    }

    fn edit(&mut self, all: &Shared, press: Press) -> Next {
        let slot = self.slot;
        match (slot.kind(), press) {
            (Kind::Pick(keys), Press::Char(sign)) => match digit(sign) {
                Some(at) if usize::from(at) < keys.len() => {
                    self.form.picks.insert(slot, at);
                    self.changed(all)
                }
                _ => Next::stay(),
            },
            (Kind::Groups(keys), Press::Char(sign)) => match digit(sign) {
                Some(at) if usize::from(at) < keys.len() => {
                    if !self.form.groups.remove(&at) {
                        self.form.groups.insert(at);
                    }
                    self.changed(all)
                }
                _ => Next::stay(),
            },
            (Kind::Pick(_) | Kind::Groups(_), _) => Next::stay(),
            (Kind::Unit, Press::Char(sign @ '0'..='9')) => self.pick_unit(all, sign),
            (Kind::Village, Press::Char(sign @ '0'..='9')) if !self.form.villages(all).is_empty() => {
                self.pick_village(all, sign)
            }
            (Kind::Village, Press::Backspace) if self.form.village_typed && self.form.text(slot).is_empty() => {
                self.form.village_typed = false;
                self.changed(all)
            }
            (Kind::Text(_) | Kind::Unit | Kind::Village, other) => self.type_key(all, other),
        }
    }

    fn pick_unit(&mut self, all: &Shared, sign: char) -> Next {
        let finds = self.form.finds(all, self.slot);
        let found = digit(sign).and_then(|at| finds.get(usize::from(at))).map(|unit| unit.code.clone());
        match found {
            Some(code) => {
                self.choose_unit(code);
                self.changed(all)
            }
            None => Next::stay(),
        }
    }

    fn choose_unit(&mut self, code: crate::domain::UnitCode) {
        self.form.units.insert(self.slot, code);
        if let Some(field) = self.form.field(self.slot) {
            field.clear();
        }
    }

    fn pick_village(&mut self, all: &Shared, sign: char) -> Next {
        let villages = self.form.villages(all);
        let Some(at) = digit(sign) else {
            // 0: not on the list. What was only chosen from it goes; what was typed stays.
            if villages.iter().any(|village| village == self.form.text(self.slot)) {
                self.form.set(self.slot, "");
            }
            self.form.village_typed = true;
            return self.changed(all);
        };
        match villages.get(usize::from(at)) {
            Some(village) => {
                self.form.set(self.slot, village);
                self.changed(all)
            }
            None => Next::stay(),
        }
    }

    fn type_key(&mut self, all: &Shared, press: Press) -> Next {
        let slot = self.slot;
        let Some(key) = press.edit_key() else { return Next::stay() };
        let typing = all.settings.typing;
        let Some(field) = self.form.field(slot) else { return Next::stay() };
        let most = field.kind().limit();
        match field.key(key, typing) {
            Ok(()) => self.changed(all),
            Err(refused) => {
                self.show(slot, &refused_notice(&all.words, &refused, most + 1, most));
                Next::stay()
            }
        }
    }

    /// A card is read wherever it arrives, and codes of other things are reported and never become an answer.
    pub(super) fn paste(&mut self, all: &mut Shared, text: &str) -> Next {
        let slot = self.slot;
        match card::read(text) {
            Ok(card) => return self.scanned(all, Ok(&card)),
            Err(fault @ (CardFault::HealthInsurance | CardFault::Url | CardFault::Payment)) => {
                self.show(slot, &card_notice(&all.words, fault));
                return Next::stay();
            }
            Err(CardFault::TooLong | CardFault::NotACard | CardFault::Number(_) | CardFault::Date) => (),
        }
        if self.step == Step::Summary || !self.namesakes.is_empty() {
            return Next::stay();
        }
        let Some(field) = self.form.field(slot) else { return Next::stay() };
        let refusal: Option<Notice> = paste(&all.words, field, text).err();
        let next = self.changed(all);
        if let Some(notice) = refusal {
            self.show(slot, &notice);
        }
        next
    }

    /// The answer under the cursor is another one now.
    fn changed(&mut self, all: &Shared) -> Next {
        let slot = self.slot;
        self.remarks.retain(|(one, _)| *one != slot);
        self.form.from_card.remove(&slot);
        self.kept(all)
    }
}

/// Option of a digit, counted from 0; none for 0 and everything else.
fn digit(sign: char) -> Option<u8> {
    sign.to_digit(10).and_then(|digit| u8::try_from(digit).ok()).and_then(|digit| digit.checked_sub(1))
}
