//! What waits is shown to a phone as a moving code, which the phone carries to the organiser
//! (docs/decisions/083-results-by-light.md).

mod show;
mod view;

use crate::{
    report::qr::Matrix,
    tui::{
        Effect, Keyed, LightLoad, Msg, Next, Press, Route, ScreenState, Shared, Table,
        draw::{Page, Prompt},
    },
};
pub use show::{SPEEDS, Show};

/// The page that shows results to a phone.
#[derive(Default)]
pub struct State {
    step: Step,
    load: Option<LightLoad>,
    /// The address of the page that the phone opens, and its code.
    address: Option<(String, Matrix)>,
}

#[derive(Default)]
enum Step {
    /// What waits is being packed.
    #[default]
    Packing,
    /// What the phone needs first.
    Ready,
    /// The phone finds out which speed it reads.
    Trying(Box<Show>),
    /// The code moves.
    Showing(Box<Show>),
    /// There is no room for a code.
    NoRoom,
    /// The phone has all of it.
    Taken,
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Begins with the three speeds in turn.
    Begin,
    /// Shows at this speed, from 0.
    Speed(usize),
    /// The phone has shown that it has all.
    Taken,
    /// Ends the show, or goes back.
    Stop,
    /// To the page of receipts by mouth.
    Speak,
    /// To the desk.
    Desk,
}

/// Most modules of the address's code: as many as other codes beside words.
const MOST_MODULES: usize = 37;

impl State {
    /// Whether the code takes the whole terminal.
    #[must_use]
    pub fn fills(&self) -> bool {
        self.show().is_some()
    }

    /// When the next picture is due, by the steady clock.
    #[must_use]
    pub fn next_ms(&self) -> Option<u64> {
        self.show().map(Show::next_ms)
    }

    fn show(&self) -> Option<&Show> {
        match &self.step {
            Step::Trying(show) | Step::Showing(show) => Some(show),
            Step::Packing | Step::Ready | Step::NoRoom | Step::Taken => None,
        }
    }

    fn begin(&mut self, all: &Shared) {
        let Some(load) = &self.load else { return };
        let show = Show::new(&load.parcel, all.size, all.now.stamp.mono_ms);
        self.step = show.map_or(Step::NoRoom, |show| Step::Trying(Box::new(show)));
    }

    /// The window has another size: so have the codes, and the phone begins again with them.
    fn resized(&mut self, all: &Shared) {
        let chosen = match &self.step {
            Step::Showing(show) => Some(show.speed()),
            Step::Trying(_) | Step::NoRoom => None,
            Step::Packing | Step::Ready | Step::Taken => return,
        };
        self.begin(all);
        if let Some(at) = chosen {
            self.choose(at, all);
        }
    }

    fn choose(&mut self, at: usize, all: &Shared) {
        self.step = match std::mem::take(&mut self.step) {
            Step::Trying(mut show) | Step::Showing(mut show) => {
                show.choose(at, all.now.stamp.mono_ms);
                Step::Showing(show)
            }
            step @ (Step::Packing | Step::Ready | Step::NoRoom | Step::Taken) => step,
        };
    }
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, _all: &Shared) -> Table<Action> {
        let table =
            match &self.step {
                Step::Packing | Step::NoRoom => Table::new().key(Press::Esc, "Esc", "desk-key-back", Action::Stop),
                Step::Ready => Table::new().key(Press::Enter, "Enter", "light-key-begin", Action::Begin).key(
                    Press::Esc,
                    "Esc",
                    "desk-key-back",
                    Action::Stop,
                ),
                Step::Trying(_) => speeds(Table::new()).key(Press::Esc, "Esc", "outbox-key-stop", Action::Stop),
                Step::Showing(_) => speeds(Table::new().key(Press::Enter, "Enter", "light-key-taken", Action::Taken))
                    .key(Press::Esc, "Esc", "outbox-key-stop", Action::Stop),
                Step::Taken => Table::new()
                    .key(Press::Char('1'), "1", "light-key-speak", Action::Speak)
                    .key(Press::Enter, "Enter", "transfer-key-done", Action::Desk)
                    .unlisted(&[Press::Esc], Action::Desk),
            };
        table.without_esc()
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        match action {
            Action::Begin => self.begin(all),
            Action::Speed(at) => self.choose(at, all),
            Action::Taken => {
                self.step = Step::Taken;
                return Effect::LightTaken.into();
            }
            Action::Stop if self.fills() => self.step = Step::Ready,
            Action::Stop => return Next::go(Route::Outbox),
            Action::Speak => return Next::go(Route::Spoken),
            Action::Desk => return Next::go(Route::Desk),
        }
        Next::stay()
    }

    fn received(&mut self, all: &mut Shared, msg: &Msg) -> Next {
        match msg {
            Msg::LightPacked(load) if matches!(self.step, Step::Packing) => {
                self.load = Some((**load).clone());
                self.address = address(all);
                self.step = Step::Ready;
            }
            // The notice that is shown names why; there is nothing to show here.
            Msg::Failed(_) if matches!(self.step, Step::Packing) => return Next::go(Route::Outbox),
            Msg::Tick => {
                if let Step::Trying(show) | Step::Showing(show) = &mut self.step {
                    show.tick(all.now.stamp.mono_ms);
                }
            }
            Msg::Resize => self.resized(all),
            _ => (), // else: nothing else was asked for here
        }
        Next::stay()
    }
}

fn speeds(table: Table<Action>) -> Table<Action> {
    table.digits(SPEEDS.len(), "1-3", "light-key-speed", Action::Speed)
}

/// The page of the organiser's address that phones open, where the address is known and has room in a code.
fn address(all: &Shared) -> Option<(String, Matrix)> {
    let centre = all.settings.centre.trim_end_matches('/');
    if centre.is_empty() {
        return None;
    }
    let address = format!("{centre}/nhan");
    let code = crate::report::qr::matrix(&address, MOST_MODULES).ok()?;
    Some((address, code))
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("light-title")
    }

    fn is_between_visits(&self) -> bool {
        true
    }

    fn entered(&mut self, _all: &mut Shared) -> Vec<Effect> {
        vec![Effect::PackLight]
    }

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        match &self.step {
            Step::Packing => Some(Prompt::wait(all)),
            Step::Ready => Some(Prompt::enter(all.text("light-now-ready"))),
            Step::NoRoom | Step::Taken => Some(Prompt::to(all, "now-read")),
            // The words are beside the code.
            Step::Trying(_) | Step::Showing(_) => None,
        }
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        self.view_step(all, page);
    }
}
