//! Keys on a page of the form: typing, choosing, moving between its questions and on.

use super::{
    State,
    slot::{Kind, Slot, Step},
};
use crate::{
    domain::{Meant, meant},
    input::{CardFault, FieldKind, card},
    text::Notice,
    tui::{
        Chooser, Chosen, Next, Press, Shared,
        screens::consent,
        typed::{card_notice, paste, refused_notice},
    },
};

/// With so few characters left a name field shows how many.
const NEARLY_FULL: usize = 5;

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

    pub(super) fn force_marks(&mut self, all: &Shared) -> Next {
        let typing = all.settings.typing;
        let has_turned = self.form.field(self.slot).is_some_and(|field| field.force_marks(typing));
        if has_turned { self.changed(all) } else { Next::stay() }
    }

    /// No answer begins with 0 or +, and every telephone number does: it goes where it belongs, so that its other digits choose nothing.
    pub(super) fn late_phone(&mut self, all: &Shared, press: Press) -> Next {
        if !self.form.text(Slot::Phone).trim().is_empty() {
            self.remark(self.slot, all.text("register-pick"));
            return Next::stay();
        }
        self.focus(-1);
        self.type_key(all, press)
    }

    /// An arrow: inside of the list of the question at hand, and out of it to another question.
    pub(super) fn arrow(&mut self, all: &Shared, by: isize) -> Next {
        let has_list = match self.slot.kind() {
            // The unit that is offered before anything is typed is no list to walk through.
            Kind::Unit => !self.form.text(self.slot).is_empty(),
            Kind::Village | Kind::Place | Kind::Pick(_) | Kind::Groups(_) => true,
            Kind::Text(_) => false,
        };
        let count = if has_list { self.form.options(all, self.slot) } else { 0 };
        if self.chooser.step(by, count) { Next::stay() } else { self.focus(by) }
    }

    pub(super) fn focus(&mut self, by: isize) -> Next {
        self.chooser.leave();
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
        // What the arrows are at is chosen first, and seen as chosen.
        if let (Kind::Pick(_) | Kind::Groups(_), Some(at)) = (self.slot.kind(), self.chooser.at()) {
            return self.pick(all, at);
        }
        self.settle(all);
        self.answer(all)
    }

    /// The unusual answer is right as it is (0), or is changed.
    pub(super) fn look(&mut self, all: &mut Shared, at: usize) -> Next {
        let Some(slot) = self.looking.take() else { return Next::stay() };
        if at == 0 && slot == Slot::GuardianConsent {
            return consent::practise_without_data(all);
        }
        if at > 0 {
            return Next::stay();
        }
        self.form.accepted.insert(slot);
        self.answer(all)
    }

    fn answer(&mut self, all: &mut Shared) -> Next {
        if self.slot == Slot::GuardianConsent && self.form.is_refused() {
            (self.looking, self.chooser) = (Some(self.slot), Chooser::default());
            return self.kept(all);
        }
        if let Some(fault) = self.form.fault(all, self.slot) {
            self.remark(self.slot, fault);
            return self.kept(all);
        }
        self.remarks.retain(|(slot, _)| *slot != self.slot);
        if self.form.second_look(all, self.slot).is_some() {
            self.looking = Some(self.slot);
            return self.kept(all);
        }
        let slots = self.step.slots();
        let behind = slots.iter().skip_while(|slot| **slot != self.slot).skip(1);
        // What is answered already, such as the sex by the number, is passed over; who came to mend something is led through all.
        let is_open = |slot: &&Slot| self.mending || self.form.fault(all, **slot).is_some();
        if !behind.clone().any(|slot| is_open(&slot)) {
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
                let is_typed = !self.form.text(self.slot).trim().is_empty();
                if let Some(code) = self.chooser.at().and_then(|at| finds.get(at)).map(|unit| unit.code.clone()) {
                    self.choose_unit(code);
                } else if let ([only], true) = (finds.as_slice(), is_typed) {
                    let code = only.code.clone();
                    self.choose_unit(code);
                }
            }
            // One place has one spelling: what is typed without marks is written as the list has it.
            Kind::Village if self.form.villages(all).is_empty() => {
                // Off the list, only what is spelled as a village of it is meant as one.
                let listed = self.form.listed(all, self.slot);
                if let Meant::Listed(place) = meant(&listed, self.form.text(self.slot)) {
                    self.settle_by(listed.get(place..=place).unwrap_or_default());
                }
            }
            Kind::Village => self.settle_by(&self.form.villages(all)),
            Kind::Place => self.settle_by(&self.form.listed(all, self.slot)),
            Kind::Text(_) if self.slot == Slot::Birth => {
                if let Some(birth) = self.form.birth() {
                    self.form.set(self.slot, &super::form::spelled(birth));
                }
            }
            Kind::Text(_) | Kind::Pick(_) | Kind::Groups(_) => (),
        }
    }

    fn settle_by(&mut self, names: &[String]) {
        let typed = self.form.text(self.slot);
        let is_given = !typed.trim().is_empty() || self.chooser.at().is_some();
        // What was looked at again stays, even where a listed name begins so.
        if !is_given || self.form.accepted.contains(&self.slot) {
            return;
        }
        if let Chosen::Listed(place) = self.chooser.enter(names, typed)
            && let Some(name) = names.get(place)
        {
            self.form.set(self.slot, name);
            self.chooser.leave();
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
        if let Some(slot) = slots.iter().find(|slot| self.form.second_look(all, **slot).is_some()) {
            (self.slot, self.looking) = (*slot, Some(*slot));
            return self.kept(all);
        }
        let steps = self.steps(all);
        let mut behind = steps.iter().skip_while(|step| **step != self.step).skip(1).copied();
        let next = behind.find(|step| self.mending || !self.is_on_card(all, *step)).unwrap_or(Step::Summary);
        // A page that only now belongs to the form (under sixteen, a workplace) is not jumped over.
        let is_open = next.slots().iter().any(|slot| self.form.fault(all, *slot).is_some());
        self.open(all, if self.mending && !is_open { Step::Summary } else { next });
        let kept = self.kept(all);
        if self.step == Step::Summary { kept.with_all(self.look_for_likely().into_effects()) } else { kept }
    }

    /// What the scanned card and its number state is passed over on the way; it is read on the last page, as everything is.
    fn is_on_card(&self, all: &Shared, step: Step) -> bool {
        let is_known = |slot: &Slot| self.form.fault(all, *slot).is_none();
        step == Step::Birth && self.form.from_card.contains(&Slot::Birth) && step.slots().iter().all(is_known)
    }

    /// Chooses the option of a digit, counted from 0, of the question at hand. The answer to the last question of a page leads on.
    pub(super) fn pick(&mut self, all: &mut Shared, at: usize) -> Next {
        let next = self.choose(all, at);
        if self.leads_on() { self.answer(all) } else { next }
    }

    /// Whether a choice is all that is to be done here. Where several may be chosen, or words follow that have to be read, Enter leads on.
    fn leads_on(&self) -> bool {
        let picked = self.form.picks.get(&self.slot);
        match self.slot.kind() {
            Kind::Pick(_) => picked.is_some() && (self.slot, picked) != (Slot::OneTouch, Some(&1)),
            Kind::Unit | Kind::Village | Kind::Place => true,
            Kind::Groups(_) | Kind::Text(_) => false,
        }
    }

    fn choose(&mut self, all: &Shared, at: usize) -> Next {
        let slot = self.slot;
        match slot.kind() {
            Kind::Pick(_) => {
                let Some(option) = self.form.offered(all, slot).get(at).copied() else { return Next::stay() };
                self.form.picks.insert(slot, option);
            }
            Kind::Groups(_) => {
                let Some(option) = self.form.offered(all, slot).get(at).copied() else { return Next::stay() };
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
            Kind::Place => {
                let listed = self.form.listed(all, slot);
                let found = Chooser::found(&listed, self.form.text(slot), at).and_then(|place| listed.get(place));
                let Some(name) = found.cloned() else { return Next::stay() };
                self.form.set(slot, &name);
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
        if self.form.drop_unit(slot, press) {
            return self.changed(all);
        }
        let typing = all.settings.typing;
        let Some(field) = self.form.field(slot) else { return Next::stay() };
        let most = field.kind().limit();
        match field.key(key, typing) {
            Ok(()) => {
                let left = most.saturating_sub(field.text().chars().count());
                let next = self.changed(all);
                // Before anything is refused, so that nobody types on and finds a part missing.
                if left <= NEARLY_FULL
                    && matches!(press, Press::Char(_))
                    && matches!(slot.kind(), Kind::Text(FieldKind::Name))
                {
                    let values = [("left", left.into()), ("most", most.into())];
                    self.remark(slot, all.words.with("register-nearly-full", &values));
                }
                next
            }
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
        self.form.accepted.remove(&slot);
        (self.looking, self.chooser) = (None, Chooser::default());
        self.kept(all)
    }
}
