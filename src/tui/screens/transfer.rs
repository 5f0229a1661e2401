use super::{
    passphrase::{AskAction, Asked, PassphraseAsk},
    transfer_run::{TransferRoute, TransferRun},
};
use crate::tui::{
    Effect, Keyed, Msg, Next, Press, Route, ScreenState, Shared, Table,
    draw::{Choices, Marker, Page, Prompt},
};
use ratatui::layout::Rect;

/// A backup to a stick, and the station's check-up of itself.
#[derive(Default)]
pub struct State {
    step: Step,
}

#[derive(Default)]
enum Step {
    #[default]
    Menu,
    Asking(PassphraseAsk),
    /// A locked station is to be left for the machine's login: asked once more.
    Leaving,
    Writing,
    /// Where the backup is.
    Written(String),
    Examining,
    Findings {
        lines: Vec<String>,
        top: usize,
    },
}

/// The last findings stay on the screen, however long their lines are.
const LEAST_SHOWN: usize = 8;
/// Lines that a page key goes further by.
const PAGE: usize = 8;

impl State {
    fn enter(&mut self, step: Step) -> Next {
        self.step = step;
        Next::stay()
    }

    fn asked(&mut self, asked: Asked) -> Next {
        match asked {
            Asked::Open(next) => next,
            Asked::Back => self.enter(Step::Menu),
            Asked::Right => self.enter(Step::Writing).with(Effect::Backup),
        }
    }
}

const LINES: [&str; 6] = [
    "transfer-backup",
    "transfer-diagnose",
    "transfer-receive",
    "transfer-machine",
    "transfer-release",
    "transfer-leave",
];

/// Lines of the menu: a locked station can be left from here too.
fn count(all: &Shared) -> usize {
    if all.station.locked { 6 } else { 5 }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Makes a backup, after the passphrase.
    Backup,
    /// The station checks itself.
    Examine,
    /// Ingests what is on a stick.
    Receive,
    /// Checks the machine itself.
    Machine,
    /// Updates of the program.
    Release,
    /// Asks whether a locked station is to be left.
    AskLeave,
    /// Leaves a locked station for the machine's login.
    Leave,
    /// Back to the menu of this screen.
    Menu,
    /// To the desk.
    Desk,
    /// Moves through the findings.
    Scroll(Move),
    /// Of the passphrase.
    Ask(AskAction),
}

/// Move through a list.
#[derive(Clone, Copy)]
pub enum Move {
    /// One line up.
    Up,
    /// One line down.
    Down,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// To the first line.
    First,
    /// To the last line.
    Last,
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, all: &Shared) -> Table<Action> {
        let done = |table: Table<Action>| {
            table.key(Press::Enter, "Enter", "transfer-key-done", Action::Menu).unlisted(&[Press::Esc], Action::Menu)
        };
        let table = match &self.step {
            Step::Menu => Table::new()
                .key(Press::Char('1'), if count(all) > 5 { "1-6" } else { "1-5" }, "desk-key-choose", Action::Backup)
                .named(&[Press::Char('2')], Action::Examine)
                .named(&[Press::Char('3')], Action::Receive)
                .named(&[Press::Char('4')], Action::Machine)
                .named(&[Press::Char('5')], Action::Release)
                .when(all.station.locked, |table| table.named(&[Press::Char('6')], Action::AskLeave))
                .key(Press::Esc, "Esc", "desk-key-back", Action::Desk),
            Step::Asking(ask) => ask.bindings().within(Action::Ask),
            Step::Leaving => Table::new()
                .key(Press::Char('1'), "1", "transfer-key-leave", Action::Leave)
                .key(Press::Char('2'), "2", "transfer-key-stay", Action::Menu)
                .unlisted(&[Press::Esc], Action::Menu),
            Step::Writing | Step::Examining => Table::new(),
            Step::Written(_) => done(Table::new()),
            Step::Findings { .. } => done(
                Table::new()
                    .key(Press::Down, "↑↓", "transfer-key-scroll", Action::Scroll(Move::Down))
                    .named(&[Press::Up], Action::Scroll(Move::Up))
                    .key(Press::PageDown, "PgDn", "transfer-key-page", Action::Scroll(Move::PageDown))
                    .unlisted(&[Press::PageUp], Action::Scroll(Move::PageUp))
                    .unlisted(&[Press::Home], Action::Scroll(Move::First))
                    .unlisted(&[Press::End], Action::Scroll(Move::Last)),
            ),
        };
        table.without_esc()
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        match (action, &mut self.step) {
            (Action::Backup, _) => self.enter(Step::Asking(PassphraseAsk::default())),
            (Action::Examine, _) => self.enter(Step::Examining).with(Effect::Diagnose),
            // Everything that the organiser put on the stick is ingested there, receipts and grants too.
            (Action::Receive, _) => {
                Next::go(Route::OutboxReceiving).with(TransferRun::start(TransferRoute::FromStick).1)
            }
            (Action::Machine, _) => Next::go(Route::Machine),
            (Action::Release, _) => Next::go(Route::Release),
            (Action::AskLeave, _) => self.enter(Step::Leaving),
            (Action::Leave, _) => Effect::QuitToLogin.into(),
            (Action::Menu, _) => self.enter(Step::Menu),
            (Action::Desk, _) => Next::go(Route::Desk),
            (Action::Scroll(by), Step::Findings { lines, top }) => {
                *top = scrolled(*top, lines.len(), by);
                Next::stay()
            }
            (Action::Ask(action), Step::Asking(ask)) => {
                let asked = ask.act(all, action);
                self.asked(asked)
            }
            (Action::Scroll(_) | Action::Ask(_), _) => Next::stay(), // else: the table has the keys of the step alone
        }
    }

    fn received(&mut self, _all: &mut Shared, msg: &Msg) -> Next {
        match (&mut self.step, msg) {
            (Step::Asking(ask), msg) => {
                let asked = ask.received(msg);
                return self.asked(asked);
            }
            (Step::Writing, Msg::FileWritten(path)) => self.step = Step::Written(path.clone()),
            (Step::Examining, Msg::Diagnosis(lines)) => self.step = Step::Findings { lines: lines.clone(), top: 0 },
            (Step::Writing | Step::Examining, Msg::Failed(_)) => self.step = Step::Menu,
            _ => (), // else: nothing else was asked for here
        }
        Next::stay()
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("transfer-title")
    }

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        Some(match &self.step {
            Step::Menu => Prompt::choose(all, count(all)),
            Step::Leaving => Prompt::choose(all, 2),
            Step::Asking(ask) => ask.prompt(all),
            Step::Writing | Step::Examining => Prompt::wait(all),
            Step::Written(_) | Step::Findings { .. } => Prompt::to(all, "now-read"),
        })
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let body = page.body;
        let strong = page.theme.strong;
        match &self.step {
            Step::Menu => {
                let shown = count(all);
                let options: Vec<String> = LINES.into_iter().take(shown).map(|key| all.text(key)).collect();
                let area = Rect { height: body.height.min(16), ..body };
                let markers = vec![Marker::None; shown];
                let taken = Choices { options: &options, markers: &markers, first: 1 }.draw(page, area) + 1;
                let below = Rect { y: body.y + taken, height: body.height.saturating_sub(taken), ..body };
                let about = [
                    (all.text("transfer-about-stick"), page.theme.strong),
                    (all.text("transfer-about"), page.theme.page),
                ];
                page.paragraphs(below, &about);
            }
            Step::Asking(ask) => ask.view(all, page, body, &all.text("transfer-why")),
            Step::Leaving => {
                let taken = page.text(body, &all.text("transfer-leaving"), strong) + 1;
                page.button(body.y + taken, &all.text("transfer-leave-now"), Press::Char('1'));
                page.button(body.y + taken + 2, &all.text("transfer-leave-stay"), Press::Char('2'));
            }
            Step::Writing => page.centred(body.y + 3, &all.text("transfer-writing"), strong),
            Step::Written(path) => {
                let wording = all.words.with("transfer-written", &[("path", path.as_str().into())]);
                let texts = [(format!("✓ {wording}"), page.theme.good), (all.text("transfer-keep"), page.theme.page)];
                page.paragraphs(body, &texts);
            }
            Step::Examining => page.centred(body.y + 3, &all.text("transfer-examining"), strong),
            Step::Findings { lines, top } => {
                let mut left = body;
                for line in lines.iter().skip(*top) {
                    let taken = page.text(left, line, page.theme.page);
                    left = Rect { y: left.y + taken, height: left.height.saturating_sub(taken), ..left };
                }
            }
        }
    }
}

fn scrolled(top: usize, count: usize, by: Move) -> usize {
    let last = count.saturating_sub(LEAST_SHOWN);
    match by {
        Move::Up => top.saturating_sub(1),
        Move::Down => (top + 1).min(last),
        Move::PageUp => top.saturating_sub(PAGE),
        Move::PageDown => (top + PAGE).min(last),
        Move::First => 0,
        Move::Last => last,
    }
}
