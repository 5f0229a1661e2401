//! One file a screen: its state, what it does with a message, what it shows, and its keys.

/// The app on the resident's own phone.
pub mod app;
/// The certificate.
pub mod certificate;
/// Closing a shift.
pub mod closing;
/// Consent to what is kept.
pub mod consent;
/// The list of lessons.
pub mod course;
/// The volunteer's desk.
pub mod desk;
/// Counts of installs.
pub mod installs;
/// One lesson.
pub mod lesson;
pub mod message;
/// What is to be handed over.
pub mod outbox;
/// All questions before a test is handed in.
pub mod overview;
/// The passphrase asked for again.
pub mod passphrase;
/// Search and lists of people.
pub mod people;
/// Practice without registration.
pub mod practice;
mod quick;
/// One question of the test.
pub mod quiz;
pub mod ready;
pub mod register;
/// The result of an attempt.
pub mod result;
/// The wrong answers, explained.
pub mod review;
/// The station's settings.
pub mod settings;
/// The message of the second round.
pub mod share;
/// Opening a shift.
pub mod shift;
/// Signing a known person in.
pub mod sign_in;
/// The certificate as it is shown.
pub mod slip;
/// The rules of the test.
pub mod test_intro;
/// The end of a visit.
pub mod thanks;
/// Results to a stick or the network.
pub mod transfer;
mod transfer_run;
/// The list of volunteers.
pub mod volunteers;
/// The screen between two visits.
pub mod waiting;
/// New here, or back again.
pub mod welcome;
/// Sign-in.
pub mod who;

use super::{
    Back, Effect, Msg, Next, Shared,
    draw::{Hint, Page},
};

/// State of one screen. What has a default is what most screens have in common; the rest a screen cannot forget.
pub trait ScreenState {
    /// Title beside the station's name; empty: the place of the shift is shown.
    fn title(&self, all: &Shared) -> String;

    /// Keys of the footer, in the order in which they are needed.
    fn keys(&self, all: &Shared) -> Vec<Hint>;

    /// Whether Esc means one step back inside the screen rather than the menu.
    fn takes_esc(&self) -> bool {
        false
    }

    /// Whether nobody is signed in while the screen is shown.
    fn is_between_visits(&self) -> bool {
        false
    }

    /// What has to be asked for when the screen comes up.
    fn entered(&mut self, _all: &mut Shared) -> Vec<Effect> {
        Vec::new()
    }

    /// What follows from a message.
    fn update(&mut self, all: &mut Shared, msg: &Msg) -> Next;

    /// Draws the body of the page.
    fn view(&self, all: &Shared, page: &mut Page<'_, '_>);

    /// Where "1 Quay lại" of the menu leads. A screen that has several pages goes back by itself first.
    fn back(&mut self, _all: &Shared) -> Back {
        Back::Nowhere
    }
}

/// The enum of screens and its dispatch, from one line a screen.
macro_rules! screens {
    ($($(#[$doc:meta])* $name:ident($state:ty),)+) => {
        /// The screen that is shown; one that is not shown has no state.
        pub enum Screen {
            $($(#[$doc])* $name($state),)+
        }

        impl Screen {
            fn state(&self) -> &dyn ScreenState {
                match self {
                    $(Self::$name(state) => state.as_state(),)+
                }
            }

            fn state_mut(&mut self) -> &mut dyn ScreenState {
                match self {
                    $(Self::$name(state) => state.as_state_mut(),)+
                }
            }
        }
    };
}

screens! {
    /// The shift is opened.
    Shift(shift::State),
    /// The station waits for somebody to sit down.
    Waiting(waiting::State),
    /// First time here, or back again.
    Welcome(welcome::State),
    /// What is kept about a person, and whether they agree.
    Consent(consent::State),
    /// Sign-in by number, card or name.
    Who(who::State),
    /// The registration form.
    Register(Box<register::State>),
    /// The list of lessons.
    Course(course::State),
    /// One lesson.
    Lesson(Box<lesson::State>),
    /// The rules of the test, before it starts.
    TestIntro(test_intro::State),
    /// One question of the test.
    Quiz(Box<quiz::State>),
    /// All questions of the test, before it is handed in.
    Overview(overview::State),
    /// The result of an attempt.
    Result(result::State),
    /// The questions that were answered wrongly, with explanations.
    Review(review::State),
    /// The message of the second round.
    Share(Box<share::State>),
    /// The certificate.
    Certificate(Box<certificate::State>),
    /// The app on the resident's own phone.
    App(app::State),
    /// The end of a visit.
    Thanks(thanks::State),
    /// Practice without registration; nothing is kept.
    Practice(Box<practice::State>),
    /// The volunteer's desk.
    Desk(desk::State),
    /// The search for people, and the lists of people.
    People(Box<people::State>),
    /// Counts of installs and interactions.
    Installs(installs::State),
    /// The list of volunteers.
    Volunteers(Box<volunteers::State>),
    /// The station's settings.
    SettingsPage(settings::State),
    /// Results to the stick or over the network.
    Transfer(Box<transfer::State>),
    /// The shift is closed.
    Closing(Box<closing::State>),
    /// What is still to be handed over.
    Outbox(Box<outbox::State>),
}

/// State of a screen behind its trait, whether the enum holds it boxed or not: a call looks through the box.
trait AsState {
    fn as_state(&self) -> &dyn ScreenState;
    fn as_state_mut(&mut self) -> &mut dyn ScreenState;
}

impl<S: ScreenState + 'static> AsState for S {
    fn as_state(&self) -> &dyn ScreenState {
        self
    }

    fn as_state_mut(&mut self) -> &mut dyn ScreenState {
        self
    }
}

impl Screen {
    pub(super) fn update(&mut self, all: &mut Shared, msg: &Msg) -> Next {
        self.state_mut().update(all, msg)
    }

    pub(super) fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        self.state().view(all, page);
    }

    /// Keys of the footer, in the order in which they are needed.
    #[must_use]
    pub fn keys(&self, all: &Shared) -> Vec<Hint> {
        self.state().keys(all)
    }

    pub(super) fn title(&self, all: &Shared) -> String {
        self.state().title(all)
    }

    pub(super) fn entered(&mut self, all: &mut Shared) -> Vec<Effect> {
        self.state_mut().entered(all)
    }

    pub(super) fn takes_esc(&self) -> bool {
        self.state().takes_esc()
    }

    pub(super) fn is_between_visits(&self) -> bool {
        self.state().is_between_visits()
    }

    pub(super) fn back(&mut self, all: &Shared) -> Back {
        self.state_mut().back(all)
    }
}
