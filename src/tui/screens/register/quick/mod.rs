//! Registering many people before an evening: one page a person, for the volunteer, with the validity of the long form. The consent is
//! read to everybody once; each person agrees by one key.

mod draft;
mod keys;
mod save;
mod view;

pub use draft::KIND;

use super::{
    form::Form,
    slot::{Kind, NO_ID, Slot, Step},
};
use crate::{
    domain::{Birth, IdNumber, Identity},
    input::{Card, Field, FieldKind, Typing, id_entry},
    text::id_notice,
    tui::{Chooser, Effect, Next, PersonLine, Press, Shared, draw::Page, typed::type_into},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Registering people quickly.
pub struct State {
    /// The consent was read to the hall.
    is_read: bool,
    number: Field,
    again: Field,
    /// Why there is no number, by its place in `NO_ID`.
    no_id: Option<u8>,
    form: Form,
    row: Row,
    /// Rows that the volunteer has been at.
    visited: BTreeSet<Row>,
    /// Work and memberships are asked too.
    more: bool,
    remark: Option<String>,
    /// People who may be the same one.
    found: Vec<PersonLine>,
    /// It is asked whether what is typed is given up.
    leaving: bool,
    /// What was doubted is on the screen, and the consent was pressed once.
    doubts_seen: bool,
    /// The unusual answer that is being asked about.
    looked: Option<Slot>,
    /// What the station was asked last.
    asked: Asked,
    namesakes: Vec<PersonLine>,
    /// Who was registered last.
    before: Option<String>,
    /// The draft as it was handed to the disk last.
    on_disk: String,
}

/// A question of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Row {
    Number,
    Again,
    NoId,
    Slot(Slot),
    Consent,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Nothing,
    /// Whether the number is registered.
    Number,
    /// Whether somebody of that name and year is.
    Likely,
    /// To keep the person.
    Save,
}

/// A personal identification number.
const DIGITS: usize = 12;

impl State {
    /// An empty page, for the next person; the consent stays read.
    #[must_use]
    pub fn new(all: &Shared) -> Self {
        let mut form = Form::new(all, Identity::None(NO_ID[0]));
        let place = all.pack.as_ref().and_then(|pack| pack.contest.station.as_ref());
        let village = place.map_or(&all.station.village, |place| &place.village);
        form.set(Slot::Village, village);
        Self {
            is_read: false,
            number: Field::new(FieldKind::Digits { limit: DIGITS }),
            again: Field::new(FieldKind::Digits { limit: DIGITS }),
            no_id: None,
            form,
            row: Row::Number,
            visited: BTreeSet::new(),
            more: false,
            remark: None,
            found: Vec::new(),
            leaving: false,
            doubts_seen: false,
            looked: None,
            asked: Asked::Nothing,
            namesakes: Vec::new(),
            before: None,
            on_disk: String::new(),
        }
    }

    fn next_person(&mut self, all: &Shared, before: String) {
        let on_disk = std::mem::take(&mut self.on_disk);
        *self = Self { is_read: true, before: Some(before), on_disk, ..Self::new(all) };
    }

    /// The questions that this person is asked, in their order.
    fn rows(&self, all: &Shared) -> Vec<Row> {
        let mut rows = vec![Row::Number];
        if self.number.is_empty() {
            rows.push(Row::NoId);
        } else if !self.is_number_sure() {
            rows.push(Row::Again);
        }
        rows.extend([Slot::Name, Slot::Birth, Slot::Sex].map(Row::Slot));
        if self.form.steps(all, false).contains(&Step::Guardian) {
            rows.extend([Slot::Guardian, Slot::GuardianConsent].map(Row::Slot));
        }
        rows.extend([Slot::Unit, Slot::Village, Slot::Phone, Slot::OneTouch, Slot::Help].map(Row::Slot));
        // Who goes to school is not taken for somebody who works at home.
        if self.more || (self.form.is_young(all) && !self.form.is_refused()) {
            rows.push(Row::Slot(Slot::WorkKind));
            if self.form.steps(all, false).contains(&Step::Workplace) {
                rows.extend([Slot::WorkUnit, Slot::WorkName].map(Row::Slot));
            }
            if !self.form.offered(all, Slot::Groups).is_empty() {
                rows.push(Row::Slot(Slot::Groups));
            }
        }
        rows.push(Row::Consent);
        rows
    }

    /// It was scanned, or typed twice alike.
    fn is_number_sure(&self) -> bool {
        self.id_number().is_some() && self.again.text() == self.number.text()
    }

    fn id_number(&self) -> Option<IdNumber> {
        IdNumber::parse(self.number.text()).ok()
    }

    /// Whether a question needs no further look: it has an answer, or may be left blank.
    fn is_done(&self, all: &Shared, row: Row) -> bool {
        match row {
            Row::Number => self.is_number_sure() || self.no_id.is_some(),
            Row::Again => self.is_number_sure(),
            Row::NoId => self.no_id.is_some(),
            Row::Slot(Slot::Phone | Slot::Groups | Slot::WorkUnit) => true,
            Row::Slot(Slot::Birth) => self.visited.contains(&row) && self.form.fault(all, Slot::Birth).is_none(),
            Row::Slot(slot) => self.form.fault(all, slot).is_none(),
            Row::Consent => false,
        }
    }

    /// Whether Enter stops at a question. The telephone number may be left blank, and is asked for all the same: who has left one can be
    /// called back.
    fn wants_a_look(&self, all: &Shared, row: Row) -> bool {
        let is_phone_open = row == Row::Slot(Slot::Phone) && self.form.text(Slot::Phone).is_empty();
        (is_phone_open && !self.visited.contains(&row)) || !self.is_done(all, row)
    }

    /// To the next question that needs a look.
    fn go_on(&mut self, all: &Shared) {
        self.visited.insert(self.row);
        let rows = self.rows(all);
        let here = rows.iter().position(|row| *row == self.row).unwrap_or(0);
        let behind = rows.iter().skip(here + 1).chain(rows.iter().take(here));
        self.row = behind.copied().find(|row| self.wants_a_look(all, *row)).unwrap_or(Row::Consent);
    }

    fn move_by(&mut self, all: &Shared, by: isize) -> Next {
        self.visited.insert(self.row);
        (self.remark, self.looked) = (None, None);
        let rows = self.rows(all);
        let here = rows.iter().position(|row| *row == self.row).unwrap_or(0);
        let there = here.saturating_add_signed(by).min(rows.len().saturating_sub(1));
        self.row = rows.get(there).copied().unwrap_or(Row::Number);
        Next::stay()
    }

    fn type_key(&mut self, all: &Shared, press: Press) -> Next {
        self.remark = None;
        match self.row {
            Row::Number => {
                type_into(&mut self.number, press, Typing::Off);
                self.again.clear();
                self.no_id = None;
                if self.number.text().len() == DIGITS {
                    return self.number_typed(all);
                }
            }
            Row::Again => {
                type_into(&mut self.again, press, Typing::Off);
                if self.again.text().len() == DIGITS {
                    return self.number_again(all);
                }
            }
            Row::Slot(slot) => {
                let proposed = slot == Slot::Birth && !self.visited.contains(&self.row);
                if proposed && matches!(press, Press::Char(_)) {
                    self.form.set(slot, "");
                    self.visited.insert(self.row);
                }
                let is_empty = self.form.drop_unit(slot, press);
                if let Some(field) = self.form.field(slot).filter(|_| !is_empty) {
                    type_into(field, press, all.settings.typing);
                }
                self.doubts_seen = false;
                self.looked = None;
                self.form.accepted.remove(&slot);
            }
            Row::NoId | Row::Consent => (),
        }
        Next::stay()
    }

    fn number_typed(&mut self, all: &Shared) -> Next {
        match IdNumber::parse(self.number.text()) {
            Ok(_) => self.row = Row::Again,
            Err(fault) => self.remark = Some(id_notice(&all.words, fault).on_page()),
        }
        Next::stay()
    }

    fn number_again(&mut self, all: &Shared) -> Next {
        if let Some(at) = id_entry::first_difference(self.number.text(), self.again.text()) {
            self.remark = Some(all.words.with("quick-differs", &[("n", (at + 1).into())]));
            self.again.clear();
            return Next::stay();
        }
        self.number_known(all)
    }

    /// The number is sure: what follows from it is proposed, and the station is asked whether it is registered.
    fn number_known(&mut self, all: &Shared) -> Next {
        let Some(number) = self.id_number() else { return Next::stay() };
        if self.form.text(Slot::Birth).is_empty() {
            self.form.set(Slot::Birth, &super::form::spelled(Birth::Year(number.birth_year())));
        }
        if !self.form.picks.contains_key(&Slot::Sex) {
            let sex = number.sex();
            let at = super::slot::SEXES.iter().position(|one| *one == sex).and_then(|at| u8::try_from(at).ok());
            self.form.picks.extend(at.map(|at| (Slot::Sex, at)));
        }
        self.form.identity = Identity::Number(number.clone());
        self.row = Row::Number;
        self.go_on(all);
        self.asked = Asked::Number;
        Effect::FindNumber(number).into()
    }

    /// A card fills its number, its birth date and what else it has; once is enough.
    fn scanned(&mut self, all: &Shared, card: &Card) -> Next {
        self.number = Field::with_text(FieldKind::Digits { limit: DIGITS }, card.number.digits());
        self.again = Field::with_text(FieldKind::Digits { limit: DIGITS }, card.number.digits());
        (self.no_id, self.leaving) = (None, false);
        self.form.fill_from(card);
        if card.birth.is_some() {
            self.visited.insert(Row::Slot(Slot::Birth));
        }
        self.number_known(all)
    }

    fn pick(&mut self, all: &Shared, at: usize) -> Next {
        let Ok(option) = u8::try_from(at) else { return Next::stay() };
        self.remark = None;
        match self.row {
            Row::NoId if at < NO_ID.len() => {
                self.no_id = Some(option);
                if let Some(reason) = NO_ID.get(at) {
                    self.form.identity = Identity::None(*reason);
                }
                self.go_on(all);
            }
            Row::Consent if at == 0 => return self.agree(all),
            Row::Slot(slot @ Slot::Groups) => {
                let Some(option) = self.form.offered(all, slot).get(at).copied() else { return Next::stay() };
                if !self.form.groups.remove(&option) {
                    self.form.groups.insert(option);
                }
            }
            Row::Slot(slot) => self.pick_of(all, slot, option),
            Row::Number | Row::Again | Row::NoId | Row::Consent => (),
        }
        Next::stay()
    }

    fn pick_of(&mut self, all: &Shared, slot: Slot, option: u8) {
        match slot.kind() {
            Kind::Pick(_) => {
                let Some(option) = self.form.offered(all, slot).get(usize::from(option)).copied() else { return };
                self.form.picks.insert(slot, option);
                if slot == Slot::GuardianConsent && self.form.is_refused() {
                    self.remark = Some(all.text("quick-guardian-refused"));
                    return;
                }
                self.go_on(all);
            }
            Kind::Unit => {
                let found = self.form.finds(all, slot).get(usize::from(option)).map(|unit| unit.code.clone());
                if let Some(code) = found {
                    self.form.units.insert(slot, code);
                    self.form.set(slot, "");
                    self.go_on(all);
                }
            }
            Kind::Village => {
                let found = self.form.villages(all).get(usize::from(option)).cloned();
                if let Some(village) = found {
                    self.form.set(slot, &village);
                    self.go_on(all);
                }
            }
            Kind::Place => {
                let found = self.places(all, slot).get(usize::from(option)).cloned();
                if let Some(place) = found {
                    self.form.set(slot, &place);
                    self.go_on(all);
                }
            }
            Kind::Text(_) | Kind::Groups(_) => (),
        }
    }

    /// Places of a roster that fit what is typed.
    fn places(&self, all: &Shared, slot: Slot) -> Vec<String> {
        let listed = self.form.listed(all, slot);
        let found = Chooser::finds(&listed, self.form.text(slot));
        found.into_iter().filter_map(|at| listed.get(at).cloned()).collect()
    }

    /// Enter on a question: what is wrong with it is shown, else the next one; behind name and birth the station is asked for likely
    /// same persons.
    fn enter(&mut self, all: &Shared) -> Next {
        self.remark = None;
        match self.row {
            Row::Consent => self.remark = Some(all.text("quick-consent-how")),
            Row::Number if self.number.is_empty() => self.row = Row::NoId,
            // Twelve digits have led on already, and many press Enter behind them.
            Row::Again if self.again.is_empty() && self.id_number().is_some() => (),
            Row::Number | Row::Again if !self.is_number_sure() => {
                self.remark = Some(all.text("quick-number-whole"));
            }
            Row::Number | Row::Again => self.go_on(all),
            Row::NoId => self.remark = Some(all.text("register-pick")),
            Row::Slot(slot) => {
                // Who has just come to an empty field has done nothing wrong yet.
                let is_typed = matches!(slot.kind(), Kind::Text(_)) && self.form.text(slot).is_empty();
                let is_arrival = self.visited.insert(self.row) && is_typed;
                if let Some(fault) = self.form.fault(all, slot) {
                    self.remark = (!is_arrival).then_some(fault);
                    return Next::stay();
                }
                if self.asks_about(all, slot) {
                    return Next::stay();
                }
                if let (Slot::Birth, Some(birth)) = (slot, self.form.birth()) {
                    self.form.set(slot, &super::form::spelled(birth));
                }
                self.go_on(all);
                if matches!(slot, Slot::Name | Slot::Birth) {
                    return self.look_for_likely();
                }
            }
        }
        Next::stay()
    }

    fn look_for_likely(&mut self) -> Next {
        let name = self.form.text(Slot::Name).trim().to_owned();
        let Some(birth) = self.form.birth().filter(|_| !name.is_empty()) else { return Next::stay() };
        self.asked = Asked::Likely;
        Effect::Search { name, village: String::new(), year: Some(birth.year()) }.into()
    }
}

impl State {
    /// What is read to the hall, then the page of a person.
    pub(super) fn draw(&self, all: &Shared, page: &mut Page<'_, '_>) {
        if self.is_read { self.view_form(all, page) } else { view::view_consent(all, page) }
    }
}
