use crate::tui::{
    DriveLine, Effect, HandedOver, Msg, Next, Pace, Press, Shared, Stage, Table,
    draw::{Page, Prompt},
};
use ratatui::layout::Rect;

/// Transfer of results in progress, to a stick or over the network: which stick, how far it has come, and stopping it.
pub struct TransferRun {
    route: TransferRoute,
    step: Step,
}

/// Route of a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransferRoute {
    /// To a stick, and what is on it back.
    Stick,
    /// Only what is on a stick.
    FromStick,
    /// To the centre over the network.
    Network,
}

enum Step {
    Busy(Option<Pace>),
    Choosing(Vec<DriveLine>),
    Stopping,
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum TransferAction {
    /// Stops the transfer.
    Stop,
    /// Chooses a stick, counted from 0.
    Choose(usize),
    /// Chooses none.
    Leave,
}

/// What came of it.
pub enum TransferStep {
    /// Still on its way; what follows from the message.
    Open(Next),
    /// Everything was handed over.
    Done(Box<HandedOver>),
    /// It ended before its end; a notice shows why, where there is more to show.
    Ended,
}

/// Sticks that have a digit.
const MOST_DRIVES: usize = 9;

impl TransferRun {
    /// Sets out; the effect is for the driver.
    #[must_use]
    pub fn start(route: TransferRoute) -> (Self, Effect) {
        (Self { route, step: Step::Busy(None) }, effect(route, None))
    }

    /// Whether nothing is to leave: only what is on a stick is ingested.
    #[must_use]
    pub fn only_ingests(&self) -> bool {
        self.route == TransferRoute::FromStick
    }

    /// The keys that work now.
    #[must_use]
    pub fn bindings(&self) -> Table<TransferAction> {
        match &self.step {
            Step::Stopping => Table::new(),
            Step::Busy(_) => Table::new().key(Press::Esc, "Esc", "outbox-key-stop", TransferAction::Stop),
            Step::Choosing(drives) => {
                let last = drives.len().min(MOST_DRIVES);
                Table::new().digits(last, format!("1-{last}"), "desk-key-choose", TransferAction::Choose).key(
                    Press::Esc,
                    "Esc",
                    "desk-key-back",
                    TransferAction::Leave,
                )
            }
        }
    }

    /// What follows from a key.
    pub fn act(&mut self, action: TransferAction) -> TransferStep {
        match (action, &self.step) {
            (TransferAction::Leave, _) => return TransferStep::Ended,
            (TransferAction::Stop, _) => {
                self.step = Step::Stopping;
                return TransferStep::Open(Effect::Stop.into());
            }
            (TransferAction::Choose(at), Step::Choosing(drives)) => {
                if let Some(drive) = drives.get(at) {
                    let effect = effect(self.route, Some(drive.path.clone()));
                    self.step = Step::Busy(None);
                    return TransferStep::Open(effect.into());
                }
            }
            (TransferAction::Choose(_), Step::Busy(_) | Step::Stopping) => (),
        }
        TransferStep::Open(Next::stay())
    }

    /// What follows from a message that is no key.
    pub fn received(&mut self, msg: &Msg) -> TransferStep {
        match (&self.step, msg) {
            (_, Msg::HandedOver(done)) => return TransferStep::Done(done.clone()),
            (_, Msg::Failed(_)) => return TransferStep::Ended,
            (Step::Busy(_), Msg::Pace(pace)) => self.step = Step::Busy(Some(*pace)),
            (Step::Busy(_), Msg::Drives(drives)) => self.step = Step::Choosing(drives.clone()),
            _ => (), // else: nothing else concerns a transfer
        }
        TransferStep::Open(Next::stay())
    }

    /// What to do now.
    #[must_use]
    pub fn prompt(&self, all: &Shared) -> Prompt {
        match &self.step {
            Step::Busy(_) => Prompt::key(Press::Esc, all.text("outbox-now-busy")),
            Step::Choosing(drives) => Prompt::choose(all, drives.len().min(MOST_DRIVES)),
            Step::Stopping => Prompt::wait(all),
        }
    }

    pub fn view(&self, all: &Shared, page: &mut Page<'_, '_>, area: Rect) {
        let (strong, plain) = (page.theme.strong, page.theme.page);
        match &self.step {
            Step::Stopping => drop(page.text(area, &all.text("outbox-stopping"), strong)),
            Step::Busy(pace) => {
                let rows = page.text(area, &all.text(doing(self.route, *pace)), strong) + 1;
                let y = area.y + rows;
                if let Some(pace) = pace.filter(|pace| pace.of > 0) {
                    page.gauge(area.x, y, area.width.min(60), percent(pace), 100);
                    let kib = |bytes: u64| all.words.number(bytes.div_ceil(1024));
                    let values = [("done", kib(pace.done).into()), ("of", kib(pace.of).into())];
                    let below = Rect { y: y + 1, height: area.bottom().saturating_sub(y + 1), ..area };
                    page.text(below, &all.words.with("outbox-kib", &values), page.theme.dim);
                }
                let below = Rect { y: y + 3, height: area.bottom().saturating_sub(y + 3), ..area };
                let wait =
                    if self.route == TransferRoute::Network { "outbox-wait-network" } else { "outbox-wait-stick" };
                page.text(below, &all.text(wait), plain);
            }
            Step::Choosing(drives) => {
                let mut y = area.y + page.text(area, &all.text("outbox-which"), strong) + 1;
                for (drive, digit) in drives.iter().zip('1'..='9') {
                    let free = drive.free_mb.map(|free| all.words.number(free)).unwrap_or_else(|| "?".to_owned());
                    let name = format!("{} ({})", drive.name, drive.path);
                    let values = [("name", name.as_str().into()), ("free", free.into())];
                    let wording = format!("{digit}. {}", all.words.with("outbox-drive", &values));
                    let place = Rect { y, height: area.bottom().saturating_sub(y).min(2), ..area };
                    let rows = page.text(place, &wording, plain);
                    page.hot(Rect { height: rows, ..place }, Press::Char(digit));
                    y += rows;
                }
            }
        }
    }
}

fn effect(route: TransferRoute, drive: Option<String>) -> Effect {
    match route {
        TransferRoute::Stick => Effect::HandOver { drive },
        TransferRoute::FromStick => Effect::TakeIn { drive },
        TransferRoute::Network => Effect::Send,
    }
}

fn doing(route: TransferRoute, pace: Option<Pace>) -> &'static str {
    match (pace.map(|pace| pace.stage), route) {
        (Some(Stage::Making | Stage::Issuing), _) => "outbox-making",
        (Some(Stage::Writing), _) => "outbox-writing",
        (Some(Stage::Checking), _) => "outbox-checking",
        (Some(Stage::Sending), _) => "outbox-sending",
        (None, TransferRoute::Stick) => "outbox-making",
        (None, TransferRoute::FromStick) => "outbox-reading",
        (None, TransferRoute::Network) => "outbox-calling",
    }
}

fn percent(pace: Pace) -> u32 {
    u32::try_from(pace.done.min(pace.of).saturating_mul(100) / pace.of.max(1)).unwrap_or(100)
}
