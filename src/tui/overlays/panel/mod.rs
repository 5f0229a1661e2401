mod other;
mod view;

use crate::{
    domain::TopicId,
    input::{Field, FieldKind},
    record::{HelpMode, InstallV1},
    session::Command,
    tui::{
        EDITING, FormStart, Guest, Keyed, Msg, Next, Press, Route, Shared, Table,
        draw::{Page, Prompt},
    },
};

/// What the helper does in the visit at hand, after the PIN. Only what fits the visit is offered.
pub struct State {
    step: Step,
    /// The right person's number ("Không phải người này").
    field: Field,
    found: Option<Box<Guest>>,
    remark: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Choose,
    Mode,
    Topics,
    TopicSure(TopicId),
    App,
    /// Whose visit this really is.
    Number,
    Looking,
    MoveSure,
    /// What was recorded is being moved; the right person's visit is awaited.
    Moving,
    Withdraw,
    /// Asked a second time.
    WithdrawSure,
}

/// One line of the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Offer {
    Mode,
    Correct,
    Topics,
    App,
    NotThisPerson,
    Withdraw,
    End,
    Desk,
}

const MODES: [HelpMode; 3] = [HelpMode::Alone, HelpMode::ReadOut, HelpMode::ReadAndPressed];
const INSTALLS: [InstallV1; 3] = [InstallV1::InstalledNow, InstallV1::HadIt, InstallV1::NoSmartphone];
/// A personal identification number.
const DIGITS: usize = 12;

impl Default for State {
    fn default() -> Self {
        let field = Field::new(FieldKind::Digits { limit: DIGITS });
        Self { step: Step::Choose, field, found: None, remark: None }
    }
}

impl State {
    /// Answers of the station that this window asked for, not the screen below it.
    #[must_use]
    pub fn awaits(&self, msg: &Msg) -> bool {
        matches!(msg, Msg::Person(_)) && matches!(self.step, Step::Looking | Step::Moving)
    }

    /// Esc: a step back, and from the first out of the panel.
    fn one_back(&mut self) -> Next {
        self.remark = None;
        self.step = match self.step {
            Step::Choose => return Next::close(),
            Step::Moving => Step::Moving,
            Step::TopicSure(_) => Step::Topics,
            Step::MoveSure | Step::Looking => Step::Number,
            Step::Mode | Step::Topics | Step::App | Step::Number | Step::Withdraw | Step::WithdrawSure => Step::Choose,
        };
        Next::stay()
    }

    fn choose(&mut self, all: &mut Shared, at: usize) -> Next {
        match (self.step, at) {
            (Step::Choose, at) => {
                let offer = OFFERS.get(at).filter(|offer| fits(all, **offer));
                offer.map(|offer| self.take(*offer)).unwrap_or_default()
            }
            (Step::Mode, at) => MODES.get(at).map(|mode| set_mode(all, *mode)).unwrap_or_default(),
            (Step::Topics, at) => {
                if let Some(topic) = missing(all).get(at) {
                    self.step = Step::TopicSure(*topic);
                }
                Next::stay()
            }
            (Step::TopicSure(topic), 0) => keep(all, Command::LearntElsewhere(topic)),
            (Step::App, at) => INSTALLS.get(at).map(|install| keep(all, Command::App(*install))).unwrap_or_default(),
            (Step::MoveSure, 0) => self.move_over(all),
            (Step::Withdraw, 0) => {
                self.step = Step::WithdrawSure;
                Next::stay()
            }
            // The second question has its answers the other way round, so that nobody withdraws by pressing on.
            (Step::WithdrawSure, 1) => withdraw(all),
            (Step::MoveSure | Step::Withdraw | Step::TopicSure(_) | Step::WithdrawSure, _) => self.one_back(),
            (Step::Number | Step::Looking | Step::Moving, _) => Next::stay(),
        }
    }

    fn take(&mut self, offer: Offer) -> Next {
        self.step = match offer {
            Offer::Mode => Step::Mode,
            Offer::Topics => Step::Topics,
            Offer::App => Step::App,
            Offer::NotThisPerson => Step::Number,
            Offer::Withdraw => Step::Withdraw,
            Offer::Correct => return Next::go(Route::Register(FormStart::Correction)).and_close(),
            Offer::End => return Next::go_when_saved(Route::Waiting).and_close(),
            Offer::Desk => return Next::go_when_saved(Route::Desk).and_close(),
        };
        Next::stay()
    }

    /// What to do now.
    #[must_use]
    pub fn prompt(&self, all: &Shared) -> Prompt {
        match self.step {
            Step::Choose => Prompt::choose(all, OFFERS.len()),
            Step::Mode => Prompt::choose(all, MODES.len()),
            Step::App => Prompt::choose(all, INSTALLS.len()),
            Step::Topics => Prompt::choose(all, missing(all).len()),
            Step::TopicSure(_) | Step::MoveSure | Step::Withdraw | Step::WithdrawSure => Prompt::choose(all, 2),
            Step::Number => Prompt::to(all, "now-number"),
            Step::Looking | Step::Moving => Prompt::new(all.text("now-wait")),
        }
    }

    /// Draws the window above the page.
    pub fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        view::draw(self, all, page);
    }
}

/// What can be done in a visit, in the order of the digits, which are the same in every visit.
const OFFERS: [Offer; 8] = [
    Offer::Mode,
    Offer::Correct,
    Offer::Topics,
    Offer::App,
    Offer::NotThisPerson,
    Offer::Withdraw,
    Offer::End,
    Offer::Desk,
];

/// Whether a line can be chosen in this visit; one that cannot keeps its place and its digit.
fn fits(all: &Shared, offer: Offer) -> bool {
    let guest = all.guest.as_ref();
    let is_registered = guest.is_some_and(|guest| guest.visit.registration().is_some());
    let has_consented = guest.is_some_and(|guest| guest.visit.has_consented());
    match offer {
        Offer::Mode | Offer::End | Offer::Desk => true,
        Offer::Correct => is_registered && has_consented,
        Offer::Topics => is_registered && has_consented && !missing(all).is_empty(),
        Offer::App => guest.is_some(),
        Offer::NotThisPerson => is_registered,
        Offer::Withdraw => has_consented,
    }
}

fn offer_bindings(all: &Shared) -> Table<Action> {
    let fitting: Vec<(char, usize)> = ('1'..='9')
        .zip(0..OFFERS.len())
        .filter(|(_, at)| OFFERS.get(*at).is_some_and(|offer| fits(all, *offer)))
        .collect();
    let cap = match fitting.len() == OFFERS.len() {
        true => format!("1-{}", OFFERS.len()),
        false => fitting.iter().map(|(digit, _)| digit.to_string()).collect::<Vec<_>>().join(" "),
    };
    let mut digits = fitting.into_iter();
    let Some((first, at)) = digits.next() else { return Table::new() };
    let table = Table::new().key(Press::Char(first), cap, "panel-key-choose", Action::Choose(at));
    digits.fold(table, |table, (digit, at)| table.named(&[Press::Char(digit)], Action::Choose(at)))
}

fn missing(all: &Shared) -> Vec<TopicId> {
    match (&all.pack, &all.guest) {
        (Some(pack), Some(guest)) => guest.visit.topics_missing(pack),
        _ => Vec::new(),
    }
}

fn set_mode(all: &mut Shared, mode: HelpMode) -> Next {
    match &mut all.guest {
        Some(guest) => guest.mode = mode,
        None => all.newcomer.mode = mode,
    }
    Next::close()
}

/// A step of the visit, from which the screen below goes on by itself.
fn keep(all: &mut Shared, command: Command) -> Next {
    Next::close().with_all(all.step(command).unwrap_or_default())
}

/// The visit ends with it: nothing further is shown of somebody who took their consent back.
fn withdraw(all: &mut Shared) -> Next {
    match all.step(Command::Withdraw) {
        Ok(effects) => Next::go_when_saved(Route::Waiting).with_all(effects).and_close(),
        Err(_) => Next::close(),
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// A step back, and from the first out of the panel.
    Back,
    /// The line of a digit, counted from 0.
    Choose(usize),
    /// Looks for the number that is typed.
    Find,
    /// A key of the field.
    Type(Press),
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, all: &Shared) -> Table<Action> {
        let choose =
            |count: usize| Table::new().digits(count, format!("1-{count}"), "panel-key-choose", Action::Choose);
        let back = |table: Table<Action>| table.key(Press::Esc, "Esc", "panel-key-back", Action::Back);
        match self.step {
            Step::Choose => offer_bindings(all).key(Press::Esc, "Esc", "panel-key-close", Action::Back),
            Step::Mode => back(choose(MODES.len())),
            Step::App => back(choose(INSTALLS.len())),
            Step::Topics => back(choose(missing(all).len())),
            Step::TopicSure(_) | Step::MoveSure | Step::Withdraw | Step::WithdrawSure => back(choose(2)),
            Step::Number => back(Table::new().key(Press::Enter, "Enter", "panel-key-find", Action::Find))
                .typed_number(EDITING, Action::Type),
            Step::Looking => back(Table::new()),
            Step::Moving => Table::new(),
        }
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        match action {
            Action::Back => self.one_back(),
            Action::Choose(at) => self.choose(all, at),
            Action::Find => self.find(all),
            Action::Type(press) => self.type_number(all, press),
        }
    }

    fn received(&mut self, all: &mut Shared, msg: &Msg) -> Next {
        match msg {
            Msg::Person(found) => self.answered(all, found.as_deref()),
            Msg::Paste(text) if self.step == Step::Number => self.paste(all, text),
            Msg::Card(scan) if self.step == Step::Number => self.scanned(all, scan.as_ref()),
            _ => Next::stay(), // else: nothing else was asked for here
        }
    }
}
