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
    pub(super) fn page_back(&mut self, all: &Shared) -> Next {
        let Some(step) = self.page_before(all) else { return Next::stay() };
        self.remarks.clear();
        self.open(all, step);
        self.kept(all)
    }

    pub(super) fn turn_tone(&mut self, all: &Shared) -> Next {
        let has_turned = self.form.field(self.slot).is_some_and(crate::input::Field::toggle_tone_style);
        if has_turned { self.changed(all) } else { Next::stay() }
    }

    pub(super) fn focus(&mut self, by: isize) -> Next {
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
    pub(super) fn enter(&mut self, all: &mut Shared) -> Next {
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

    /// Chooses the option of a digit, counted from 0, of the question at hand.
    pub(super) fn pick(&mut self, all: &Shared, at: usize) -> Next {
        let slot = self.slot;
        let Ok(option) = u8::try_from(at) else { return Next::stay() };
        match slot.kind() {
            Kind::Pick(_) => {
                self.form.picks.insert(slot, option);
            }
            Kind::Groups(_) => {
                if !self.form.groups.remove(&option) {
                    self.form.groups.insert(option);
                }
            }
            Kind::Unit => {
                let found = self.form.finds(all, slot).get(at).map(|unit| unit.code.clone());
                let Some(code) = found else { return Next::stay() };
                self.choose_unit(code);
            }
            Kind::Village => {
                let Some(village) = self.form.villages(all).get(at).cloned() else { return Next::stay() };
                self.form.set(slot, &village);
            }
            Kind::Text(_) => return Next::stay(),
        }
        self.changed(all)
    }

    /// 0: the village is not on the list. What was only chosen from it goes; what was typed stays.
    pub(super) fn type_village(&mut self, all: &Shared) -> Next {
        if self.form.villages(all).iter().any(|village| village == self.form.text(self.slot)) {
            self.form.set(self.slot, "");
        }
        self.form.village_typed = true;
        self.changed(all)
    }

    /// The list of villages again.
    pub(super) fn list_villages(&mut self, all: &Shared) -> Next {
        self.form.village_typed = false;
        self.changed(all)
    }

    fn choose_unit(&mut self, code: crate::domain::UnitCode) {
        self.form.units.insert(self.slot, code);
        if let Some(field) = self.form.field(self.slot) {
            field.clear();
        }
    }

    pub(super) fn type_key(&mut self, all: &Shared, press: Press) -> Next {
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
