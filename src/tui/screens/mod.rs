//! One file a screen: its state, what it does with a message, what it shows, and its keys.

pub mod app;
mod carrying;
pub mod certificate;
pub mod closing;
pub mod consent;
pub mod course;
pub mod desk;
pub mod installs;
pub mod lesson;
pub mod message;
pub mod outbox;
pub mod overview;
pub mod passphrase;
pub mod people;
pub mod practice;
mod quick;
pub mod quiz;
pub mod ready;
pub mod register;
pub mod result;
pub mod review;
pub mod settings;
pub mod share;
pub mod shift;
pub mod slip;
pub mod test_intro;
pub mod thanks;
pub mod transfer;
pub mod volunteers;
pub mod waiting;
pub mod welcome;
pub mod who;

use super::{
    Effect, Msg, Next, Screen, Shared,
    draw::{Hint, Page},
};
use crate::session::Part;

/// The same call on whichever screen is shown.
macro_rules! on_screen {
    ($screen:expr, $state:ident => $call:expr) => {
        match $screen {
            Screen::Shift($state) => $call,
            Screen::Waiting($state) => $call,
            Screen::Welcome($state) => $call,
            Screen::Consent($state) => $call,
            Screen::Who($state) => $call,
            Screen::Register($state) => $call,
            Screen::Course($state) => $call,
            Screen::Lesson($state) => $call,
            Screen::TestIntro($state) => $call,
            Screen::Quiz($state) => $call,
            Screen::Overview($state) => $call,
            Screen::Result($state) => $call,
            Screen::Review($state) => $call,
            Screen::Share($state) => $call,
            Screen::Certificate($state) => $call,
            Screen::App($state) => $call,
            Screen::Thanks($state) => $call,
            Screen::Practice($state) => $call,
            Screen::Desk($state) => $call,
            Screen::People($state) => $call,
            Screen::Installs($state) => $call,
            Screen::Volunteers($state) => $call,
            Screen::SettingsPage($state) => $call,
            Screen::Transfer($state) => $call,
            Screen::Closing($state) => $call,
            Screen::Outbox($state) => $call,
        }
    };
}

impl Screen {
    pub(super) fn update(&mut self, all: &mut Shared, msg: &Msg) -> Next {
        on_screen!(self, state => state.update(all, msg))
    }

    pub(super) fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        on_screen!(self, state => state.view(all, page));
    }

    /// The footer's keys, in the order in which they are needed.
    #[must_use]
    pub fn keys(&self, all: &Shared) -> Vec<Hint> {
        on_screen!(self, state => state.keys(all))
    }

    /// What stands beside the station's name; empty: the place.
    pub(super) fn title(&self, all: &Shared) -> String {
        on_screen!(self, state => state.title(all))
    }

    /// What has to be asked for when the screen comes up.
    pub(super) fn entered(&mut self, all: &mut Shared) -> Vec<Effect> {
        match self {
            Self::Quiz(state) => state.entered(all),
            Self::Share(state) => state.entered(all),
            Self::Certificate(state) => state.entered(all),
            Self::People(state) => state.entered(all),
            Self::Volunteers(state) => state.entered(all),
            Self::Waiting(_) | Self::Desk(_) | Self::Installs(_) | Self::Closing(_) | Self::Outbox(_) => {
                vec![Effect::Counts]
            }
            _ => Vec::new(),
        }
    }

    /// Screens in which Esc means one step back inside them rather than the menu.
    pub(super) fn takes_esc(&self) -> bool {
        matches!(
            self,
            Self::Shift(_)
                | Self::Desk(_)
                | Self::People(_)
                | Self::Installs(_)
                | Self::Volunteers(_)
                | Self::SettingsPage(_)
                | Self::Transfer(_)
                | Self::Closing(_)
                | Self::Outbox(_)
        )
    }

    /// Screens on which nobody is signed in.
    pub(super) fn is_between_visits(&self) -> bool {
        matches!(self, Self::Shift(_) | Self::Waiting(_) | Self::Desk(_) | Self::Closing(_))
    }

    /// Where "1 Quay lại" of the menu leads; none where there is nowhere to go back to.
    pub(super) fn back(&self, all: &Shared) -> Option<Self> {
        let main = || Some(next_for_guest(all));
        match self {
            Self::Consent(state) => match state.back() {
                Some(page) => Some(Self::Consent(page)),
                None => Some(Self::Waiting(waiting::State::default())),
            },
            Self::Welcome(_) => Some(Self::Waiting(waiting::State::default())),
            Self::Practice(_) => Some(practice::way_out(all)),
            Self::Who(state) => Some(state.back()),
            Self::Register(state) => state.back(all),
            Self::Lesson(state) => Some(state.way_back()),
            Self::Overview(_) => Some(Self::Quiz(Box::default())),
            Self::Review(_) => Some(Self::Result(result::State::seen())),
            Self::TestIntro(_) | Self::Share(_) | Self::Certificate(_) | Self::App(_) => main(),
            _ => None,
        }
    }
}

/// The screen at which a signed-in person goes on: the running test, or the first step that is not done.
#[must_use]
pub fn next_for_guest(all: &Shared) -> Screen {
    let (Some(pack), Some(guest)) = (&all.pack, &all.guest) else {
        return Screen::Waiting(waiting::State::default());
    };
    if guest.visit.running().is_some() {
        return Screen::Quiz(Box::default());
    }
    match guest.visit.next_part(pack) {
        Some(Part::Register | Part::Learn) => Screen::Course(course::State::default()),
        Some(Part::Test) => Screen::TestIntro(test_intro::State::default()),
        Some(Part::Share) if guest.visit.last_handed().is_some_and(|attempt| !attempt.result_seen) => {
            Screen::Result(result::State::default())
        }
        Some(Part::Share) => Screen::Share(Box::default()),
        Some(Part::Certificate) => Screen::Certificate(Box::default()),
        None => Screen::App(app::State::default()),
    }
}
