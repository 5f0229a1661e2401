use crate::tui::{
    DriveLine, Effect, HandedOver, Msg, Next, Pace, Press, Shared, Stage,
    draw::{Hint, Page},
};
use ratatui::layout::Rect;

/// Results on their way, to a stick or over the network: which stick, how far it has come, and stopping it.
pub struct Carrying {
    way: Way,
    step: Step,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To a stick, and what lies on it back.
    Stick,
    /// Only what lies on a stick.
    FromStick,
    Network,
}

enum Step {
    Busy(Option<Pace>),
    Choosing(Vec<DriveLine>),
    Stopping,
}

/// What came of it.
pub enum Carried {
    Open(Next),
    Done(Box<HandedOver>),
    /// It ended before its end; a notice says why, where there is more to say.
    Ended,
}

/// Sticks that have a digit.
const MOST_DRIVES: usize = 9;

impl Carrying {
    /// Sets out; the effect is for the driver.
    #[must_use]
    pub fn start(way: Way) -> (Self, Effect) {
        (Self { way, step: Step::Busy(None) }, effect(way, None))
    }

    /// Whether nothing is to leave: only what lies on a stick is taken.
    #[must_use]
    pub fn takes_in(&self) -> bool {
        self.way == Way::FromStick
    }

    pub fn update(&mut self, msg: &Msg) -> Carried {
        match (&self.step, msg) {
            (_, Msg::HandedOver(done)) => return Carried::Done(done.clone()),
            (_, Msg::Failed(_)) | (Step::Choosing(_), Msg::Press(Press::Esc)) => return Carried::Ended,
            (Step::Busy(_), Msg::Pace(pace)) => self.step = Step::Busy(Some(*pace)),
            (Step::Busy(_), Msg::Drives(drives)) => self.step = Step::Choosing(drives.clone()),
            (Step::Busy(_), Msg::Press(Press::Esc)) => {
                self.step = Step::Stopping;
                return Carried::Open(Effect::Stop.into());
            }
            (Step::Choosing(drives), Msg::Press(Press::Char(sign))) => {
                let place = sign.to_digit(10).and_then(|digit| usize::try_from(digit).ok()?.checked_sub(1));
                if let Some(drive) = place.filter(|at| *at < MOST_DRIVES).and_then(|at| drives.get(at)) {
                    let effect = effect(self.way, Some(drive.path.clone()));
                    self.step = Step::Busy(None);
                    return Carried::Open(effect.into());
                }
            }
            _ => (),
        }
        Carried::Open(Next::stay())
    }

    pub fn view(&self, all: &Shared, page: &mut Page<'_, '_>, area: Rect) {
        let (strong, plain) = (page.look.strong, page.look.page);
        match &self.step {
            Step::Stopping => drop(page.text(area, &all.say("outbox-stopping"), strong)),
            Step::Busy(pace) => {
                let rows = page.text(area, &all.say(doing(self.way, *pace)), strong) + 1;
                let y = area.y + rows;
                if let Some(pace) = pace.filter(|pace| pace.of > 0) {
                    page.gauge(area.x, y, area.width.min(60), percent(pace), 100);
                    let kib = |bytes: u64| all.words.number(bytes.div_ceil(1024));
                    let values = [("done", kib(pace.done).into()), ("of", kib(pace.of).into())];
                    let below = Rect { y: y + 1, height: area.bottom().saturating_sub(y + 1), ..area };
                    page.text(below, &all.words.with("outbox-kib", &values), page.look.dim);
                }
                let below = Rect { y: y + 3, height: area.bottom().saturating_sub(y + 3), ..area };
                let wait = if self.way == Way::Network { "outbox-wait-network" } else { "outbox-wait-stick" };
                page.text(below, &all.say(wait), plain);
            }
            Step::Choosing(drives) => {
                let mut y = area.y + page.text(area, &all.say("outbox-which"), strong) + 1;
                for (drive, digit) in drives.iter().zip('1'..='9') {
                    let free = drive.free_mb.map(|free| all.words.number(free)).unwrap_or_else(|| "?".to_owned());
                    let name = format!("{} ({})", drive.name, drive.path);
                    let values = [("name", name.as_str().into()), ("free", free.into())];
                    let says = format!("{digit}. {}", all.words.with("outbox-drive", &values));
                    let place = Rect { y, height: area.bottom().saturating_sub(y).min(2), ..area };
                    let rows = page.text(place, &says, plain);
                    page.hot(Rect { height: rows, ..place }, Press::Char(digit));
                    y += rows;
                }
            }
        }
    }

    #[must_use]
    pub fn keys(&self, all: &Shared) -> Vec<Hint> {
        match &self.step {
            Step::Stopping => Vec::new(),
            Step::Busy(_) => vec![Hint::new(Press::Esc, "Esc", all.say("outbox-key-stop"))],
            Step::Choosing(drives) => {
                let last = drives.len().min(MOST_DRIVES);
                vec![
                    Hint::new(Press::Char('1'), &format!("1-{last}"), all.say("desk-key-choose")),
                    Hint::new(Press::Esc, "Esc", all.say("desk-key-back")),
                ]
            }
        }
    }
}

fn effect(way: Way, drive: Option<String>) -> Effect {
    match way {
        Way::Stick => Effect::HandOver { drive },
        Way::FromStick => Effect::TakeIn { drive },
        Way::Network => Effect::Send,
    }
}

fn doing(way: Way, pace: Option<Pace>) -> &'static str {
    match (pace.map(|pace| pace.stage), way) {
        (Some(Stage::Making), _) => "outbox-making",
        (Some(Stage::Writing), _) => "outbox-writing",
        (Some(Stage::Checking), _) => "outbox-checking",
        (Some(Stage::Sending), _) => "outbox-sending",
        (None, Way::Stick) => "outbox-making",
        (None, Way::FromStick) => "outbox-reading",
        (None, Way::Network) => "outbox-calling",
    }
}

fn percent(pace: Pace) -> u32 {
    u32::try_from(pace.done.min(pace.of).saturating_mul(100) / pace.of.max(1)).unwrap_or(100)
}
