use super::{
    outbox,
    passphrase::{Asked, PassphraseAsk},
    transfer_run::{TransferRoute, TransferRun, TransferStep},
};
use crate::tui::{
    Effect, HandedOver, Msg, Next, Press, Route, ScreenState, Shared,
    draw::{Choices, Hint, Marker, Page},
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

    fn view_summary(&self, all: &Shared, page: &mut Page<'_, '_>) -> Rect {
        let (plain, strong) = (page.look.page, page.look.strong);
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

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("closing-title")
    }

    fn keys(&self, all: &Shared) -> Vec<Hint> {
        match &self.step {
            Step::Offer => vec![
                Hint::new(Press::Char('1'), "1-2", all.text("desk-key-choose")),
                Hint::new(Press::Esc, "Esc", all.text("desk-key-back")),
            ],
            Step::Running(run) => run.keys(all),
            Step::Asking(ask) => ask.keys(all),
            Step::Closing => Vec::new(),
        }
    }

    fn takes_esc(&self) -> bool {
        true
    }

    fn is_between_visits(&self) -> bool {
        true
    }

    fn entered(&mut self, _all: &mut Shared) -> Vec<Effect> {
        vec![Effect::Counts]
    }

    fn update(&mut self, all: &mut Shared, msg: &Msg) -> Next {
        match (&mut self.step, msg) {
            (Step::Offer, Msg::Press(Press::Char('1') | Press::Enter)) => {
                let (run, effect) = TransferRun::start(TransferRoute::Stick);
                self.step = Step::Running(run);
                return effect.into();
            }
            (Step::Offer, Msg::Press(Press::Char('2'))) => self.step = Step::Asking(PassphraseAsk::default()),
            (Step::Offer, Msg::Press(Press::Esc)) => return Next::go(Route::Desk),
            (Step::Running(run), msg) => match run.update(msg) {
                TransferStep::Open(next) => return next,
                TransferStep::Ended => self.step = Step::Offer,
                TransferStep::Done(done) => {
                    self.handed = Some(done);
                    self.step = Step::Asking(PassphraseAsk::default());
                    return Effect::Counts.into();
                }
            },
            (Step::Asking(ask), msg) => match ask.update(all, msg) {
                Asked::Open(next) => return next,
                Asked::Back => return Next::go(Route::Desk),
                Asked::Right => {
                    self.step = Step::Closing;
                    return Effect::CloseShift.into();
                }
            },
            (Step::Closing, Msg::Failed(_)) => self.step = Step::Asking(PassphraseAsk::default()),
            _ => (),
        }
        Next::stay()
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let left = self.view_summary(all, page);
        match &self.step {
            Step::Offer => {
                let options = ["closing-hand-in", "closing-later"].map(|key| all.text(key));
                let taken = Choices { options: &options, markers: &[Marker::None; 2], first: 1 }
                    .draw(page, Rect { height: left.height.min(6), ..left });
                let below = Rect { y: left.y + taken + 1, height: left.height.saturating_sub(taken + 1), ..left };
                page.text(below, &all.text("closing-plug"), page.look.page);
            }
            Step::Running(run) => run.view(all, page, left),
            Step::Asking(ask) => ask.view(all, page, left, &all.text("closing-why")),
            Step::Closing => drop(page.text(left, &all.text("closing-now"), page.look.strong)),
        }
    }
}

/// Sentences about what was handed in above the passphrase: that it was written, and that the stick may go.
const MOST_SENTENCES: usize = 3;
