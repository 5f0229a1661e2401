mod answer;
mod view;

use crate::{
    domain::{IdNumber, Identity, NoIdReason},
    input::{Card, CardFault, Field, FieldKind, Typing, card, id_entry},
    text::{Notice, codes, id_notice, notice},
    tui::{
        Back, EDITING, Effect, Focus, FormStart, Guest, Keyed, Msg, Next, PinFor, Press, Route, ScreenState, Shared,
        Table, Window,
        draw::{Page, Prompt},
        typed::{card_notice, paste, refused_notice},
    },
};
use zeroize::Zeroizing;

/// Who is at the keyboard: the number of the ID card, typed twice or scanned. Nothing personal is shown before somebody
/// is found; after three misses only the helper goes on (docs/decisions/018-identity-at-the-keyboard.md).
pub struct State {
    step: Step,
    field: Field,
    /// The number as it was typed first.
    first: Option<Zeroizing<String>>,
    /// What was looked for.
    number: Option<IdNumber>,
    found: Option<Box<Guest>>,
    remark: Option<String>,
    misses: u8,
    /// Why there is no number, while the helper's PIN is asked for.
    reason: Option<NoIdReason>,
    /// A card has begun the visit, and the station has not been asked yet or has not answered.
    by_card: bool,
    /// The number that is looked for was typed once: before the consent a name is shown and agreed to first.
    typed_once: bool,
    /// Where the arrows are in a list of choices.
    focus: Focus,
    /// Enter was pressed before it was answered.
    reminded: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    First,
    Again,
    /// The answer of the station is awaited.
    Looking,
    /// Somebody has this number: is it you?
    Confirm,
    /// Nobody has this number, and the consent has been given: the helper registers.
    New,
    /// Nobody has this number, and somebody declared that they had registered.
    Unknown,
    /// No number: why.
    Reasons,
    /// Three misses: the helper first.
    Blocked,
}

/// A personal identification number.
const DIGITS: usize = 12;
/// So many misses until only the helper goes on.
const MISSES: u8 = 3;
const WHY: [Action; 3] =
    [Action::Reason(NoIdReason::Child), Action::Reason(NoIdReason::LostCard), Action::Reason(NoIdReason::NotIssued)];
const UNKNOWN: [Action; 2] = [Action::TakePart, Action::Again];

impl Default for State {
    fn default() -> Self {
        Self {
            step: Step::First,
            field: Field::new(FieldKind::Digits { limit: DIGITS }),
            first: None,
            number: None,
            found: None,
            remark: None,
            misses: 0,
            reason: None,
            by_card: false,
            typed_once: false,
            focus: Focus::default(),
            reminded: false,
        }
    }
}

impl State {
    /// With the card that has begun the visit: its number is looked for, and a stranger goes on to the consent.
    #[must_use]
    pub fn by_card(all: &Shared) -> Self {
        let number = all.newcomer.card.as_ref().map(|card| card.number.clone());
        let step = if number.is_some() { Step::Looking } else { Step::First };
        Self { step, by_card: number.is_some(), number, ..Self::default() }
    }

    /// After the consent: a number that was typed before and belongs to nobody need not be typed again.
    #[must_use]
    pub fn after_consent(all: &Shared) -> Self {
        match &all.newcomer.number {
            Some(number) if all.newcomer.typed_once => {
                Self { step: Step::Again, first: Some(Zeroizing::new(number.digits().to_owned())), ..Self::default() }
            }
            Some(number) => Self { step: Step::New, number: Some(number.clone()), ..Self::default() },
            None => Self::default(),
        }
    }

    fn show(&mut self, step: Step) {
        (self.step, self.remark, self.focus, self.reminded) = (step, None, Focus::default(), false);
    }

    fn is_typing(&self) -> bool {
        matches!(self.step, Step::First | Step::Again)
    }

    /// Back to the first typing, with nothing typed.
    fn again(&mut self) -> Next {
        *self = Self { misses: self.misses, ..Self::default() };
        Next::stay()
    }

    fn edit(&mut self, all: &Shared, press: Press) -> Next {
        let Some(key) = press.edit_key() else { return Next::stay() };
        self.remark = None;
        if let Err(refused) = self.field.key(key, Typing::Off) {
            self.remark = Some(refused_notice(&all.words, &refused, DIGITS + 1, DIGITS).on_page());
        }
        Next::stay()
    }

    /// A pasted card is a card; anything else that is not all digits is not taken at all.
    fn paste(&mut self, all: &mut Shared, text: &str) -> Next {
        match card::read(text) {
            Err(CardFault::NotACard) => (),
            // else: it is a card, readable or not
            scan => return self.scanned(all, scan.as_ref()),
        }
        let is_number = text.chars().all(|ch| ch.is_ascii_digit() || ch.is_whitespace() || ch == '.');
        let refusal = match is_number {
            true => paste(&all.words, &mut self.field, text).err(),
            false => Some(notice(&all.words, codes::input::ID_NOT_DIGITS, &[])),
        };
        self.remark = refusal.as_ref().map(Notice::on_page);
        Next::stay()
    }

    fn scanned(&mut self, all: &mut Shared, scan: Result<&Card, &CardFault>) -> Next {
        match scan {
            // Held under the scanner twice.
            Ok(card) if self.number.as_ref() == Some(&card.number) && !self.is_typing() => Next::stay(),
            Ok(card) => {
                *self = Self { misses: self.misses, ..Self::default() };
                all.newcomer.card = Some(card.clone());
                self.look_for(all, card.number.clone())
            }
            Err(fault) => {
                if self.is_typing() {
                    self.remark = Some(card_notice(&all.words, *fault).on_page());
                }
                Next::stay()
            }
        }
    }

    fn take_number(&mut self, all: &mut Shared) -> Next {
        let number = match IdNumber::parse(self.field.text()) {
            Ok(number) => number,
            Err(fault) => {
                self.remark = Some(id_notice(&all.words, fault).on_page());
                return Next::stay();
            }
        };
        if !all.newcomer.visit.has_consented() {
            all.newcomer.card = None;
            self.typed_once = true;
            return self.look_for(all, number);
        }
        let Some(first) = &self.first else {
            self.first = Some(Zeroizing::new(self.field.text().to_owned()));
            self.field.clear();
            (self.step, self.remark) = (Step::Again, None);
            return Next::stay();
        };
        if let Some(at) = id_entry::first_difference(first, self.field.text()) {
            self.remark = Some(all.words.with("who-differs", &[("n", (at + 1).into())]));
            return Next::stay();
        }
        all.newcomer.card = None;
        self.look_for(all, number)
    }

    fn look_for(&mut self, all: &mut Shared, number: IdNumber) -> Next {
        self.show(Step::Looking);
        (all.newcomer.number, all.newcomer.typed_once) = (None, false);
        self.number = Some(number.clone());
        Effect::FindNumber(number).into()
    }

    fn without_number(&mut self, all: &mut Shared) -> Next {
        if all.newcomer.visit.has_consented() {
            *self = Self { step: Step::Reasons, misses: self.misses, ..Self::default() };
            return Next::stay();
        }
        // Somebody who has registered and has no card with them is found by name at the desk.
        self.remark = Some(all.text("who-no-card"));
        Next::call_helper(all)
    }

    fn authorised(&mut self, purpose: PinFor) -> Next {
        let identity = match (purpose, self.step, &self.number, self.reason) {
            (PinFor::Register, Step::New, Some(number), _) => Identity::Number(number.clone()),
            (PinFor::Register, Step::Reasons, _, Some(reason)) => Identity::None(reason),
            (PinFor::Panel | PinFor::Desk, Step::Blocked, ..) => {
                *self = Self::default();
                return Next::stay();
            }
            _ => return Next::stay(), // else: the step that asked for the PIN is over
        };
        Next::go(Route::Register(FormStart::For(identity)))
    }

    /// The step before this one; at the first typing, the question before it.
    fn one_back(&mut self) -> Back {
        match self.step {
            Step::First if self.field.is_empty() => Back::To(Route::Welcome),
            Step::Blocked => Back::To(Route::Welcome),
            Step::First | Step::Again | Step::Looking | Step::Confirm | Step::New | Step::Unknown | Step::Reasons => {
                *self = Self { misses: self.misses, ..Self::default() };
                Back::Inside
            }
        }
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// The number is typed.
    Typed,
    /// A key of the field.
    Type(Press),
    /// There is no number.
    NoNumber,
    /// Both typings from their beginning.
    Again,
    /// It is me.
    IsMe,
    /// It is not me.
    IsNotMe,
    /// Takes part after all.
    TakePart,
    /// Why there is no number.
    Reason(NoIdReason),
    /// Asks for the helper's PIN, to register.
    AskPin,
    /// An arrow in a list of choices.
    Step(isize),
    /// It is not answered yet.
    Remind,
    /// Calls the helper.
    Helper,
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, _all: &Shared) -> Table<Action> {
        let enter = |wording, action| Table::new().key(Press::Enter, "Enter", wording, action);
        let again = |table: Table<Action>| table.key(Press::PageUp, "PageUp", "who-key-anew", Action::Again);
        let choose = |actions: &'static [Action], remind: Option<Action>| {
            let action = |at: usize| actions.get(at).copied().unwrap_or(Action::Again);
            Table::new().choices((actions.len(), self.focus), "who-key-choose", action, Action::Step, remind)
        };
        let none = [Press::Char('k'), Press::Char('K')];
        let table = match self.step {
            Step::First => enter("who-key-on", Action::Typed)
                .key(Press::Down, "↓", "who-key-none", Action::NoNumber)
                .unlisted(&none, Action::NoNumber)
                .typed_number(EDITING, Action::Type),
            Step::Again => again(enter("who-key-on", Action::Typed))
                .unlisted(&[Press::Up, Press::BackTab], Action::Again)
                .unlisted(&none, Action::NoNumber)
                .unlisted(&[Press::Down], Action::NoNumber)
                .typed_number(EDITING, Action::Type),
            Step::Looking => Table::new(),
            Step::Confirm => choose(&[Action::IsMe, Action::IsNotMe], Some(Action::Remind)),
            Step::Unknown => choose(&UNKNOWN, None).unlisted(&[Press::PageUp], Action::Again),
            Step::Reasons => again(choose(&WHY, None)),
            Step::New => again(enter("who-key-pin", Action::AskPin)),
            Step::Blocked => enter("who-key-pin", Action::Helper),
        };
        table.menu()
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        match action {
            Action::Typed => self.take_number(all),
            Action::Type(press) => self.edit(all, press),
            Action::NoNumber => self.without_number(all),
            Action::Again => self.again(),
            Action::IsMe => self.is_me(all),
            Action::IsNotMe => self.is_not_me(all),
            Action::TakePart => self.take_part(all),
            Action::Reason(reason) => {
                self.reason = Some(reason);
                ask_pin(PinFor::Register)
            }
            Action::Step(by) => {
                self.focus.step(by, if self.step == Step::Reasons { WHY.len() } else { UNKNOWN.len() });
                Next::stay()
            }
            Action::Remind => {
                self.reminded = true;
                Next::stay()
            }
            Action::AskPin => ask_pin(PinFor::Register),
            Action::Helper => Next::call_helper(all),
        }
    }

    fn received(&mut self, all: &mut Shared, msg: &Msg) -> Next {
        match msg {
            Msg::Paste(text) if self.is_typing() => self.paste(all, text),
            Msg::Card(scan) if self.step != Step::Looking && self.step != Step::Blocked => {
                self.scanned(all, scan.as_ref())
            }
            Msg::Person(found) if self.step == Step::Looking => self.answered(all, found.as_deref()),
            Msg::Failed(_) if self.step == Step::Looking => {
                // The number stays where it was, and Enter asks again.
                self.by_card = false;
                self.step = if self.first.is_some() { Step::Again } else { Step::First };
                Next::stay()
            }
            Msg::Pin { purpose, right: true, .. } => self.authorised(*purpose),
            _ => Next::stay(), // else: nothing else was asked for here
        }
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("who-title")
    }

    fn entered(&mut self, _all: &mut Shared) -> Vec<Effect> {
        let number = self.number.clone().filter(|_| self.by_card);
        number.map(Effect::FindNumber).into_iter().collect()
    }

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        Some(match self.step {
            Step::First => Prompt::to(all, "now-number"),
            Step::Again => Prompt::to(all, "now-number-again"),
            Step::Looking => Prompt::new(all.text("now-wait")),
            Step::Confirm if self.reminded => Prompt::remind(all, UNKNOWN.len()),
            Step::Confirm | Step::Unknown => Prompt::choose(all, UNKNOWN.len()),
            Step::Reasons => Prompt::choose(all, WHY.len()),
            Step::New => Prompt::to(all, "who-new-pin"),
            Step::Blocked => Prompt::to(all, "who-blocked-pin"),
        })
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        view::draw(self, all, page);
    }

    fn back(&mut self, _all: &Shared) -> Back {
        self.one_back()
    }

    fn back_line(&self, _all: &Shared) -> &'static str {
        "menu-back"
    }
}

fn ask_pin(purpose: PinFor) -> Next {
    Next::over(Window::Pin(purpose))
}
