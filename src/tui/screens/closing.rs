use super::{
    outbox,
    passphrase::{AskAction, Asked, PassphraseAsk},
    transfer_run::{TransferAction, TransferRoute, TransferRun, TransferStep},
};
use crate::tui::{
    Effect, HandedOver, Keyed, Msg, Next, Press, Route, ScreenState, Shared, Table,
    draw::{Choices, Marker, Page},
};
use ratatui::layout::Rect;

/// "Đóng ca": what this shift has brought, handing in what still waits, and the passphrase that closes it.
pub struct State {
    step: Step,
    /// What was handed in on the way.
    handed: Option<Box<HandedOver>>,
}

enum Step {
    /// Something waits: it can be handed in at once.
    Offer,
    Running(TransferRun),
    Asking(PassphraseAsk),
    Closing,
}

impl State {
    /// Results are offered to be handed in where some wait.
    #[must_use]
    pub fn new(all: &Shared) -> Self {
        let offers = all.station.enrolled && all.sync.waiting > 0;
        let step = if offers { Step::Offer } else { Step::Asking(PassphraseAsk::default()) };
        Self { step, handed: None }
    }

    fn ran(&mut self, step: TransferStep) -> Next {
        match step {
            TransferStep::Open(next) => next,
            TransferStep::Ended => {
                self.step = Step::Offer;
                Next::stay()
            }
            TransferStep::Done(done) => {
                self.handed = Some(done);
                self.step = Step::Asking(PassphraseAsk::default());
                Effect::Counts.into()
            }
        }
    }

    fn asked(&mut self, asked: Asked) -> Next {
        match asked {
            Asked::Open(next) => next,
            Asked::Back => Next::go(Route::Desk),
            Asked::Right => {
                self.step = Step::Closing;
                Effect::CloseShift.into()
            }
        }
    }

    fn view_summary(&self, all: &Shared, page: &mut Page<'_, '_>) -> Rect {
        let (plain, strong) = (page.theme.page, page.theme.strong);
        let counts = all.counts;
        let since = all.shift.as_ref().map(|shift| all.words.moment(shift.opened.wall)).unwrap_or_default();
        let name = all.shift.as_ref().map(|shift| shift.volunteer.clone()).unwrap_or_default();
        let mut lines = vec![
            (all.words.with("closing-shift", &[("name", name.into()), ("since", since.into())]), strong),
            (all.words.with("closing-registered", &[("n", counts.registered_today.into())]), plain),
            (all.words.with("closing-finished", &[("n", counts.valid_today.into())]), plain),
            (all.words.with("closing-parked", &[("n", counts.parked_today.into())]), plain),
            (all.words.with("closing-waiting", &[("n", all.sync.waiting.into())]), plain),
        ];
        if let Some(done) = &self.handed {
            lines.extend(outbox::report(all, page, done).into_iter().take(MOST_SENTENCES));
        }
        let mut left = page.body;
        for (text, style) in &lines {
            let taken = page.text(left, text, *style);
            left = Rect { y: left.y + taken, height: left.height.saturating_sub(taken), ..left };
        }
        Rect { y: left.y + 1, height: left.height.saturating_sub(1), ..left }
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Hands in what waits.
    HandIn,
    /// Closes without that.
    Later,
    /// To the desk.
    Desk,
    /// Of the transfer.
    Run(TransferAction),
    /// Of the passphrase.
    Ask(AskAction),
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, _all: &Shared) -> Table<Action> {
        let table = match &self.step {
            Step::Offer => Table::new()
                .key(Press::Char('1'), "1-2", "desk-key-choose", Action::HandIn)
                .named(&[Press::Char('2')], Action::Later)
                .unlisted(&[Press::Enter], Action::HandIn)
                .key(Press::Esc, "Esc", "desk-key-back", Action::Desk),
            Step::Running(run) => run.bindings().within(Action::Run),
            Step::Asking(ask) => ask.bindings().within(Action::Ask),
            Step::Closing => Table::new(),
        };
        table.without_esc()
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        match (action, &mut self.step) {
            (Action::HandIn, _) => {
                let (run, effect) = TransferRun::start(TransferRoute::Stick);
                self.step = Step::Running(run);
                effect.into()
            }
            (Action::Later, _) => {
                self.step = Step::Asking(PassphraseAsk::default());
                Next::stay()
            }
            (Action::Desk, _) => Next::go(Route::Desk),
            (Action::Run(action), Step::Running(run)) => {
                let step = run.act(action);
                self.ran(step)
            }
            (Action::Ask(action), Step::Asking(ask)) => {
                let asked = ask.act(all, action);
                self.asked(asked)
            }
            (Action::Run(_) | Action::Ask(_), _) => Next::stay(), // else: the table has the keys of the step alone
        }
    }

    fn received(&mut self, _all: &mut Shared, msg: &Msg) -> Next {
        match &mut self.step {
            Step::Running(run) => {
                let step = run.received(msg);
                self.ran(step)
            }
            Step::Asking(ask) => {
                let asked = ask.received(msg);
                self.asked(asked)
            }
            Step::Closing if matches!(msg, Msg::Failed(_)) => {
                self.step = Step::Asking(PassphraseAsk::default());
                Next::stay()
            }
            Step::Offer | Step::Closing => Next::stay(),
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

    fn entered(&mut self, _all: &mut Shared) -> Vec<Effect> {
        vec![Effect::Counts]
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let left = self.view_summary(all, page);
        match &self.step {
            Step::Offer => {
                let options = ["closing-hand-in", "closing-later"].map(|key| all.text(key));
                let taken = Choices { options: &options, markers: &[Marker::None; 2], first: 1 }
                    .draw(page, Rect { height: left.height.min(6), ..left });
                let below = Rect { y: left.y + taken + 1, height: left.height.saturating_sub(taken + 1), ..left };
                page.text(below, &all.text("closing-plug"), page.theme.page);
            }
            Step::Running(run) => run.view(all, page, left),
            Step::Asking(ask) => ask.view(all, page, left, &all.text("closing-why")),
            Step::Closing => drop(page.text(left, &all.text("closing-now"), page.theme.strong)),
        }
    }
}

/// Sentences about what was handed in above the passphrase: that it was written, and that the stick may go.
const MOST_SENTENCES: usize = 3;
