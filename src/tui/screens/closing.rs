use super::{
    carrying::{Carried, Carrying, Way},
    desk, outbox,
    passphrase::{Asked, PassphraseAsk},
};
use crate::tui::{
    Effect, HandedOver, Msg, Next, Press, Screen, Shared,
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
    Carrying(Carrying),
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

    pub fn update(&mut self, all: &mut Shared, msg: &Msg) -> Next {
        match (&mut self.step, msg) {
            (Step::Offer, Msg::Press(Press::Char('1') | Press::Enter)) => {
                let (carrying, effect) = Carrying::start(Way::Stick);
                self.step = Step::Carrying(carrying);
                return effect.into();
            }
            (Step::Offer, Msg::Press(Press::Char('2'))) => self.step = Step::Asking(PassphraseAsk::default()),
            (Step::Offer, Msg::Press(Press::Esc)) => return Next::go(Screen::Desk(desk::State::default())),
            (Step::Carrying(carrying), msg) => match carrying.update(msg) {
                Carried::Open(next) => return next,
                Carried::Ended => self.step = Step::Offer,
                Carried::Done(done) => {
                    self.handed = Some(done);
                    self.step = Step::Asking(PassphraseAsk::default());
                    return Effect::Counts.into();
                }
            },
            (Step::Asking(ask), msg) => match ask.update(all, msg) {
                Asked::Open(next) => return next,
                Asked::Back => return Next::go(Screen::Desk(desk::State::default())),
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

    pub fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let left = self.view_summary(all, page);
        match &self.step {
            Step::Offer => {
                let options = ["closing-hand-in", "closing-later"].map(|key| all.say(key));
                let taken = Choices { options: &options, markers: &[Marker::None; 2], first: 1 }
                    .draw(page, Rect { height: left.height.min(6), ..left });
                let below = Rect { y: left.y + taken + 1, height: left.height.saturating_sub(taken + 1), ..left };
                page.text(below, &all.say("closing-plug"), page.look.page);
            }
            Step::Carrying(carrying) => carrying.view(all, page, left),
            Step::Asking(ask) => ask.view(all, page, left, &all.say("closing-why")),
            Step::Closing => drop(page.text(left, &all.say("closing-now"), page.look.strong)),
        }
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
            lines.extend(outbox::told(all, page, done).into_iter().take(MOST_TOLD));
        }
        let mut left = page.body;
        for (text, style) in &lines {
            let taken = page.text(left, text, *style);
            left = Rect { y: left.y + taken, height: left.height.saturating_sub(taken), ..left };
        }
        Rect { y: left.y + 1, height: left.height.saturating_sub(1), ..left }
    }

    #[must_use]
    pub fn keys(&self, all: &Shared) -> Vec<Hint> {
        match &self.step {
            Step::Offer => vec![
                Hint::new(Press::Char('1'), "1-2", all.say("desk-key-choose")),
                Hint::new(Press::Esc, "Esc", all.say("desk-key-back")),
            ],
            Step::Carrying(carrying) => carrying.keys(all),
            Step::Asking(ask) => ask.keys(all),
            Step::Closing => Vec::new(),
        }
    }

    #[must_use]
    pub fn title(&self, all: &Shared) -> String {
        all.say("closing-title")
    }
}

/// Sentences about what was handed in that stand above the passphrase: that it was written, and that the stick may go.
const MOST_TOLD: usize = 3;
