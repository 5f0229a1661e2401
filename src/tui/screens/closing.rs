mod menu;

use super::{
    group, outbox,
    passphrase::{AskAction, Asked, PassphraseAsk},
    transfer_run::{TransferAction, TransferRoute, TransferRun, TransferStep},
};
use crate::tui::{
    Effect, EveningFiles, HandedOver, Keyed, Msg, Next, Pace, PaperStep, Press, Printout, Route, ScreenState, Shared,
    Stage, Table, Window,
    draw::{Page, Prompt},
};
use menu::Item;
use ratatui::{layout::Rect, style::Style};

/// "Đóng ca": what this shift has brought and what still waits, handing in, the documents of the evening, and the passphrase that
/// closes it.
pub struct State {
    step: Step,
    /// Line of the menu under the cursor.
    cursor: usize,
    waits: Papers,
    /// What was done last.
    done: Done,
}

enum Step {
    Menu,
    Running(TransferRun),
    /// The documents of the evening are made; how far they have come.
    Printing(Option<Pace>),
    /// Something waits: asked once more before the shift is closed over it.
    Sure,
    Asking(PassphraseAsk),
    Closing,
}

/// Papers that have no end yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Papers {
    /// With somebody, or in a drawer.
    out: usize,
    /// Collected, and not keyed in.
    collected: usize,
    /// Keyed in once; the second keying is due.
    once: usize,
}

/// What was done on the way.
enum Done {
    Nothing,
    Handed(Box<HandedOver>),
    Printed(Box<EveningFiles>),
}

impl State {
    /// The menu, where there is something to choose: a station that is not enrolled has nothing to hand in and nothing to print.
    #[must_use]
    pub fn new(all: &Shared) -> Self {
        let step = if all.station.enrolled { Step::Menu } else { Step::Asking(PassphraseAsk::default()) };
        Self { step, cursor: 0, waits: Papers::default(), done: Done::Nothing }
    }

    fn open(&mut self, all: &Shared, item: Item) -> Next {
        self.cursor = menu::place(all, item);
        match item {
            Item::HandIn => {
                let (run, effect) = TransferRun::start(TransferRoute::Stick);
                self.step = Step::Running(run);
                effect.into()
            }
            Item::Print => {
                self.step = Step::Printing(None);
                Effect::PrintEvening.into()
            }
            Item::Papers => Next::go(Route::Papers),
            Item::PrintHere => Next::over(Window::Print(EVENING.to_vec())),
            Item::Close => {
                let waits = !self.waiting(all).is_empty();
                self.step = if waits { Step::Sure } else { Step::Asking(PassphraseAsk::default()) };
                Next::stay()
            }
        }
    }

    fn ran(&mut self, all: &Shared, step: TransferStep) -> Next {
        match step {
            TransferStep::Open(next) => next,
            TransferStep::Ended => {
                self.step = Step::Menu;
                Next::stay()
            }
            TransferStep::Done(done) => {
                let next = if matches!(self.done, Done::Printed(_)) { Item::Close } else { Item::Print };
                (self.step, self.cursor, self.done) = (Step::Menu, menu::place(all, next), Done::Handed(done));
                Effect::Counts.into()
            }
        }
    }

    fn asked(&mut self, all: &Shared, asked: Asked) -> Next {
        match asked {
            Asked::Open(next) => next,
            Asked::Back if all.station.enrolled => {
                self.step = Step::Menu;
                Next::stay()
            }
            Asked::Back => Next::go(Route::Desk),
            Asked::Right => {
                self.step = Step::Closing;
                Effect::CloseShift.into()
            }
        }
    }

    fn printed(&mut self, all: &Shared, msg: &Msg) -> Next {
        match msg {
            Msg::Pace(pace) => self.step = Step::Printing(Some(*pace)),
            Msg::EveningPrinted(files) => {
                // Slips that were issued now wait to be handed in.
                (self.step, self.cursor) = (Step::Menu, menu::place(all, Item::HandIn));
                self.done = Done::Printed(files.clone());
                return Effect::Counts.into();
            }
            Msg::Failed(_) => {
                self.step = Step::Menu;
                return Effect::Counts.into();
            }
            _ => (), // else: nothing else was asked for
        }
        self.cursor = menu::place(all, Item::Print);
        Next::stay()
    }

    /// What is not at its end, a line each.
    fn waiting(&self, all: &Shared) -> Vec<String> {
        let Papers { out, collected, once } = self.waits;
        let counted = [
            ("closing-waits-out", out),
            ("closing-waits-collected", collected),
            ("closing-waits-once", once),
            ("closing-waits-people", usize::try_from(all.counts.parked_today).unwrap_or(usize::MAX)),
        ];
        let lines = counted.into_iter().filter(|(_, count)| *count > 0);
        let lesson = group::is_unfinished(all.parked_class.as_ref()).then(|| all.text("closing-waits-lesson"));
        lines.map(|(key, count)| all.words.with(key, &[("n", count.into())])).chain(lesson).collect()
    }

    fn view_summary(&self, all: &Shared, page: &mut Page<'_, '_>) -> Rect {
        let (plain, strong, bad) = (page.theme.page, page.theme.strong, page.theme.bad);
        let counts = all.counts;
        let since = all.shift.as_ref().map(|shift| all.words.moment(shift.opened.wall)).unwrap_or_default();
        let name = all.shift.as_ref().map(|shift| shift.volunteer.clone()).unwrap_or_default();
        let today = [("registered", counts.registered_today.into()), ("finished", counts.valid_today.into())];
        let mut lines = vec![
            (all.words.with("closing-shift", &[("name", name.into()), ("since", since.into())]), strong),
            (all.words.with("closing-today", &today), plain),
            (all.words.with("closing-waiting", &[("n", all.sync.waiting.into())]), plain),
        ];
        lines.extend(self.waiting(all).into_iter().map(|line| (format!("▲ {line}"), bad)));
        let mut left = write(page, page.body, &lines);
        if !matches!(self.step, Step::Sure) {
            let done = self.report(all, page);
            left = write(page, left, &done);
        }
        Rect { y: left.y + 1, height: left.height.saturating_sub(1), ..left }
    }

    /// What was done last, in a few lines.
    fn report(&self, all: &Shared, page: &Page<'_, '_>) -> Vec<(String, Style)> {
        match &self.done {
            Done::Nothing => Vec::new(),
            Done::Handed(done) => outbox::report(all, page, done).into_iter().take(MOST_SENTENCES).collect(),
            Done::Printed(printed) => {
                let names = printed.files.iter().map(|path| path.rsplit(['/', '\\']).next().unwrap_or(path));
                let files = names.collect::<Vec<_>>().join(", ");
                let values = [("n", printed.slips.into()), ("files", files.into())];
                let mut lines = vec![(format!("✓ {}", all.words.with("closing-printed", &values)), page.theme.good)];
                if !printed.left_out.is_empty() {
                    let shown = printed.left_out.iter().take(MOST_NUMBERS).cloned().collect::<Vec<_>>().join(", ");
                    let values = [("n", printed.left_out.len().into()), ("list", shown.into())];
                    lines.push((format!("▲ {}", all.words.with("closing-left-out", &values)), page.theme.bad));
                }
                lines
            }
        }
    }
}

/// Lines below each other; what is left of the area.
fn write(page: &mut Page<'_, '_>, area: Rect, lines: &[(String, Style)]) -> Rect {
    lines.iter().fold(area, |left, (text, style)| {
        let taken = page.text(left, text, *style);
        Rect { y: left.y + taken, height: left.height.saturating_sub(taken), ..left }
    })
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Opens a line of the menu.
    Open(Item),
    /// Opens the line under the cursor.
    OpenChosen,
    /// Up or down.
    Move(isize),
    /// On to the passphrase, over what waits.
    GoOn,
    /// Back to the menu.
    Menu,
    /// To the desk.
    Desk,
    /// Of the transfer.
    Run(TransferAction),
    /// Of the passphrase.
    Ask(AskAction),
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, all: &Shared) -> Table<Action> {
        let table = match &self.step {
            Step::Menu => menu::bindings(all),
            Step::Running(run) => run.bindings().within(Action::Run),
            Step::Sure => Table::new().key(Press::Enter, "Enter", "closing-key-sure", Action::GoOn).key(
                Press::Esc,
                "Esc",
                "desk-key-back",
                Action::Menu,
            ),
            Step::Asking(ask) => ask.bindings().within(Action::Ask),
            Step::Printing(_) | Step::Closing => Table::new(),
        };
        table.without_esc()
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        match (action, &mut self.step) {
            (Action::Open(item), _) => self.open(all, item),
            (Action::OpenChosen, _) => {
                menu::items(all).get(self.cursor).map(|item| self.open(all, *item)).unwrap_or_default()
            }
            (Action::Move(by), _) => {
                // From the last line to the first.
                let count = menu::items(all).len();
                self.cursor = (self.cursor + count).saturating_add_signed(by) % count;
                Next::stay()
            }
            (Action::GoOn, _) => {
                self.step = Step::Asking(PassphraseAsk::default());
                Next::stay()
            }
            (Action::Menu, _) => {
                self.step = Step::Menu;
                Next::stay()
            }
            (Action::Desk, _) => Next::go(Route::Desk),
            (Action::Run(action), Step::Running(run)) => {
                let step = run.act(action);
                self.ran(all, step)
            }
            (Action::Ask(action), Step::Asking(ask)) => {
                let asked = ask.act(all, action);
                self.asked(all, asked)
            }
            (Action::Run(_) | Action::Ask(_), _) => Next::stay(), // else: the table has the keys of the step alone
        }
    }

    fn received(&mut self, all: &mut Shared, msg: &Msg) -> Next {
        if let Msg::Papers(batches) = msg {
            let papers = || batches.iter().flat_map(|batch| &batch.papers);
            let count = |step| papers().filter(|paper| paper.step == step).count();
            self.waits = Papers {
                out: count(PaperStep::Printed),
                collected: count(PaperStep::Collected),
                once: count(PaperStep::KeyedOnce),
            };
        }
        match &mut self.step {
            Step::Running(run) => {
                let step = run.received(msg);
                self.ran(all, step)
            }
            Step::Printing(_) => self.printed(all, msg),
            Step::Asking(ask) => {
                let asked = ask.received(msg);
                self.asked(all, asked)
            }
            Step::Closing if matches!(msg, Msg::Failed(_)) => {
                self.step = Step::Asking(PassphraseAsk::default());
                Next::stay()
            }
            Step::Menu | Step::Sure | Step::Closing => Next::stay(),
        }
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("closing-title")
    }

    fn is_between_visits(&self) -> bool {
        true
    }

    fn entered(&mut self, all: &mut Shared) -> Vec<Effect> {
        let mut effects = vec![Effect::Counts];
        if menu::has_papers(all) {
            effects.push(Effect::Papers);
        }
        effects
    }

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        Some(match &self.step {
            Step::Menu => Prompt::choose(all, menu::items(all).len()),
            Step::Running(run) => run.prompt(all),
            Step::Sure => Prompt::to(all, "closing-now-sure"),
            Step::Asking(ask) => ask.prompt(all),
            Step::Printing(_) | Step::Closing => Prompt::wait(all),
        })
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let left = self.view_summary(all, page);
        match &self.step {
            Step::Menu => menu::view(all, page, left, self.cursor),
            Step::Running(run) => run.view(all, page, left),
            Step::Printing(pace) => view_printing(all, page, left, *pace),
            Step::Sure => drop(page.text(left, &all.text("closing-sure"), page.theme.strong)),
            Step::Asking(ask) => ask.view(all, page, left, &all.text("closing-why")),
            Step::Closing => drop(page.text(left, &all.text("closing-now"), page.theme.strong)),
        }
    }
}

fn view_printing(all: &Shared, page: &mut Page<'_, '_>, area: Rect, pace: Option<Pace>) {
    let wording = match pace.map(|pace| pace.stage) {
        Some(Stage::Issuing) | None => "closing-issuing",
        Some(Stage::Making) => "closing-drawing",
        Some(Stage::Writing | Stage::Checking | Stage::Sending) => "closing-writing",
    };
    let y = area.y + page.text(area, &all.text(wording), page.theme.strong) + 1;
    let slips = pace.filter(|pace| pace.stage == Stage::Issuing && pace.of > 0);
    if let Some(pace) = slips.filter(|_| y < area.bottom()) {
        let number = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
        page.gauge(area.x, y, area.width.min(60), number(pace.done), number(pace.of));
    }
}

/// What an evening's end is printed on paper.
const EVENING: [Printout; 3] = [Printout::EveningSlips, Printout::EveningSummary, Printout::CallBacks];
/// Sentences about what was handed in: that it was written, and that the stick may go.
const MOST_SENTENCES: usize = 3;
/// Numbers of slips that are named; of the others the count is shown.
const MOST_NUMBERS: usize = 4;
