//! The keys of the form: of a page, of the summary, and among namesakes.

use super::{
    Purpose, State, draft, finish,
    slot::{Kind, Slot, Step},
};
use crate::{
    domain::toggle_tone_style,
    input::FieldKind,
    tui::{EDITING, Effect, Keyed, Msg, Next, Press, Shared, Table},
};

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// This question is answered: to the next one, or the next page.
    Answered,
    /// To the next page.
    PageOn,
    /// To the page before.
    PageBack,
    /// One line of the list, or one question, up or down.
    Move(isize),
    /// The unusual answer is right (0), or is changed.
    Look(usize),
    /// Moves the tone mark to the other vowel.
    TurnTone,
    /// Reads the keys of the word as marks, or gives marks back as keys.
    ForceMarks,
    /// An option of the question, counted from 0.
    Pick(usize),
    /// A telephone number begins, one question too late.
    LatePhone(Press),
    /// The village is typed.
    TypeVillage,
    /// The village is chosen from the list.
    ListVillages,
    /// A key of the field.
    Type(Press),
    /// Everything is right.
    Confirm,
    /// Opens a page from the summary, counted from 0.
    Mend(usize),
    /// One of the namesakes, or nobody of them.
    Namesake(usize),
    /// Back from the namesakes.
    Summary,
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, all: &Shared) -> Table<Action> {
        let table = if self.sent {
            Table::new()
        } else if !self.namesakes.is_empty() {
            let count = self.namesakes.len().min(finish::NAMESAKES) + 1;
            Table::new().digits(count, format!("1-{count}"), "register-key-choose", Action::Namesake).key(
                Press::PageUp,
                "PageUp",
                "register-key-back",
                Action::Summary,
            )
        } else if self.step == Step::Summary {
            let last = self.steps(all).len().saturating_sub(1);
            let table = Table::new().key(Press::Enter, "Enter", "register-key-confirm", Action::Confirm).digits(
                last,
                format!("1-{last}"),
                "register-key-mend",
                Action::Mend,
            );
            self.page_up(all, table)
        } else {
            self.page_bindings(all)
        };
        table.menu()
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        let next = self.act_on(all, action);
        // From now on the person is spoken to as their age wants it.
        all.newcomer.age = self.form.age();
        next
    }

    fn received(&mut self, all: &mut Shared, msg: &Msg) -> Next {
        match msg {
            Msg::People(lines) if self.purpose == Purpose::New => {
                self.likely.clone_from(lines);
                Next::stay()
            }
            Msg::Namesakes(list) if self.sent => self.ask_about(list),
            Msg::Person(Some(guest)) if self.sent => self.signed_in(all, guest),
            Msg::Saved(_) if self.sent && self.purpose != Purpose::New && all.all_kept() => {
                Effect::ClearDraft(draft::KIND).into()
            }
            Msg::Failed(_) | Msg::SaveFailed(..) | Msg::Person(None) => {
                self.sent = false;
                Next::stay()
            }
            Msg::Paste(text) if !self.sent => self.paste(all, text),
            Msg::Card(scan) if !self.sent => self.scanned(all, scan.as_ref()),
            _ => Next::stay(), // else: nothing else was asked for here
        }
    }
}

/// A list of lines that the arrows walk through.
fn has_lines(slot: Slot) -> bool {
    matches!(slot.kind(), Kind::Pick(_) | Kind::Groups(_))
}

impl State {
    fn act_on(&mut self, all: &mut Shared, action: Action) -> Next {
        match action {
            Action::Answered => self.enter(all),
            Action::PageOn => self.go_on(all),
            Action::PageBack => self.page_back(all),
            Action::Move(by) => self.arrow(all, by),
            Action::Look(at) => self.look(all, at),
            Action::TurnTone => self.turn_tone(all),
            Action::ForceMarks => self.force_marks(all),
            Action::Pick(at) => self.pick(all, at),
            Action::LatePhone(press) => self.late_phone(all, press),
            Action::TypeVillage => self.type_village(all),
            Action::ListVillages => self.list_villages(all),
            Action::Type(press) => self.type_key(all, press),
            Action::Confirm => self.confirm_summary(all),
            Action::Mend(at) => self.mend_page(all, at),
            Action::Namesake(at) => self.choose_namesake(all, at),
            Action::Summary => {
                self.namesakes.clear();
                self.asks_likely = false;
                Next::stay()
            }
        }
    }

    fn page_up(&self, all: &Shared, table: Table<Action>) -> Table<Action> {
        let has_page = self.page_before(all).is_some();
        table.when(has_page, |table| table.key(Press::PageUp, "PageUp", "register-key-back", Action::PageBack))
    }

    fn page_bindings(&self, all: &Shared) -> Table<Action> {
        if self.looking.is_some() {
            let table = Table::new().digits(2, "1-2", "register-key-choose", Action::Look);
            return table.typed_but_digits(EDITING, Action::Type);
        }
        let options = self.form.options(all, self.slot);
        let cap = if options == 1 { "1".to_owned() } else { format!("1-{options}") };
        let typed = self.form.text(self.slot);
        // What the arrows and Enter do is what the footer shows of them.
        let enter = if self.chooser.at().is_some() { "frame-key-this" } else { "register-key-on" };
        let has_list = options > 0 && matches!(self.slot.kind(), Kind::Village | Kind::Place);
        let arrows = if has_list || has_lines(self.slot) { "register-key-line" } else { "register-key-move" };
        let table = Table::new()
            .digits(options, cap, "register-key-choose", Action::Pick)
            .key(Press::Enter, "Enter", enter, Action::Answered)
            .unlisted(&[Press::PageDown], Action::PageOn)
            .when(self.step.slots().len() > 1 || has_lines(self.slot), |table| {
                table
                    .key(Press::Down, "↑↓", arrows, Action::Move(1))
                    .named(&[Press::Up], Action::Move(-1))
                    .unlisted(&[Press::Tab], Action::Move(1))
                    .unlisted(&[Press::BackTab], Action::Move(-1))
            })
            .when(!typed.is_empty() && toggle_tone_style(typed) != typed, |table| {
                table.key(Press::F(4), "F4", "register-key-tone", Action::TurnTone)
            })
            .when(!typed.is_empty() && self.slot.kind() == Kind::Text(FieldKind::Name), |table| {
                table.key(Press::F(3), "F3", "register-key-force", Action::ForceMarks)
            });
        let table = self.page_up(all, table);
        match self.slot.kind() {
            Kind::Pick(_) if self.slot == Slot::OneTouch => {
                let begins = |table: Table<Action>, sign| {
                    table.unlisted(&[Press::Char(sign)], Action::LatePhone(Press::Char(sign)))
                };
                begins(begins(table, '0'), '+')
            }
            Kind::Pick(_) | Kind::Groups(_) => table,
            // A digit chooses from the finds and is never part of a unit's name.
            Kind::Unit => table.typed_but_digits(EDITING, Action::Type),
            Kind::Village if options > 0 => {
                table.unlisted(&[Press::Char('0')], Action::TypeVillage).typed_but_digits(EDITING, Action::Type)
            }
            Kind::Place if options > 0 => table.typed_but_digits(EDITING, Action::Type),
            Kind::Place => table.typed(EDITING, Action::Type),
            Kind::Village => table
                .when(self.form.village_typed && typed.is_empty(), |table| {
                    table.unlisted(&[Press::Backspace], Action::ListVillages)
                })
                .typed(EDITING, Action::Type),
            Kind::Text(_) => table.typed(EDITING, Action::Type),
        }
    }
}
