use super::{
    desk,
    passphrase::{Asked, PassphraseAsk},
};
use crate::tui::{
    Effect, Msg, Next, Screen, Shared,
    draw::{Hint, Page},
};

/// "Đóng ca": what this shift has brought, what still waits, and the passphrase that closes it.
#[derive(Default)]
pub struct State {
    ask: PassphraseAsk,
    closing: bool,
}

impl State {
    pub fn update(&mut self, all: &mut Shared, msg: &Msg) -> Next {
        if self.closing {
            if matches!(msg, Msg::Failed(_)) {
                *self = Self::default();
            }
            return Next::stay();
        }
        match self.ask.update(all, msg) {
            Asked::Open(next) => next,
            Asked::Back => Next::go(Screen::Desk(desk::State::default())),
            Asked::Right => {
                self.closing = true;
                Effect::CloseShift.into()
            }
        }
    }

    pub fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let (plain, strong) = (page.look.page, page.look.strong);
        let counts = all.counts;
        let since = all.shift.as_ref().map(|shift| all.words.moment(shift.opened.wall)).unwrap_or_default();
        let name = all.shift.as_ref().map(|shift| shift.volunteer.clone()).unwrap_or_default();
        let lines = [
            (all.words.with("closing-shift", &[("name", name.into()), ("since", since.into())]), strong),
            (all.words.with("closing-registered", &[("n", counts.registered_today.into())]), plain),
            (all.words.with("closing-finished", &[("n", counts.valid_today.into())]), plain),
            (all.words.with("closing-parked", &[("n", counts.parked_today.into())]), plain),
            (all.words.with("closing-waiting", &[("n", all.sync.waiting.into())]), plain),
        ];
        let mut left = page.body;
        for (text, style) in &lines {
            let taken = page.text(left, text, *style);
            left.y += taken;
            left.height = left.height.saturating_sub(taken);
        }
        left.y += 1;
        left.height = left.height.saturating_sub(1);
        if self.closing {
            page.text(left, &all.say("closing-now"), strong);
        } else {
            self.ask.view(all, page, left, &all.say("closing-why"));
        }
    }

    #[must_use]
    pub fn keys(&self, all: &Shared) -> Vec<Hint> {
        if self.closing { Vec::new() } else { self.ask.keys(all) }
    }

    #[must_use]
    pub fn title(&self, all: &Shared) -> String {
        all.say("closing-title")
    }
}
