//! One file a screen: its state, what it does with a message, what it shows, and its keys.

/// The app on the resident's own phone.
pub mod app;
/// The certificate.
pub mod certificate;
/// Closing a shift.
pub mod closing;
/// The date, where the machine's clock is in doubt.
pub mod confirm_date;
/// Consent to what is kept.
pub mod consent;
/// The list of lessons.
pub mod course;
/// The volunteer's desk.
pub mod desk;
/// A lesson for a group.
pub mod group;
/// Counts of installs.
pub mod installs;
/// One lesson.
pub mod lesson;
/// Results by light, to a phone.
pub mod light;
/// The check of the machine.
pub mod machine;
pub mod message;
/// What is to be handed over.
pub mod outbox;
/// All questions before a test is handed in.
pub mod overview;
/// Tests on numbered papers.
pub mod papers;
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
/// Updates of the program.
pub mod release;
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
/// A receipt by mouth.
pub mod spoken;
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
    Back, Effect, Keyed, Keys, Msg, Next, Shared,
    draw::{Page, Prompt},
};

/// State of one screen, with its keys as `Keyed`. What has a default is what most screens have in common; the rest a screen
/// cannot forget.
pub trait ScreenState: Keyed {
    /// Title beside the station's name; empty: the place of the shift is shown.
    fn title(&self, all: &Shared) -> String;

    /// Whether nobody is signed in while the screen is shown.
    fn is_between_visits(&self) -> bool {
        false
    }

    /// What has to be asked for when the screen comes up.
    fn entered(&mut self, _all: &mut Shared) -> Vec<Effect> {
        Vec::new()
    }

    /// Draws the body of the page.
    fn view(&self, all: &Shared, page: &mut Page<'_, '_>);

    /// The one thing to do now, for the row above the footer; every screen of a visit has it, whatever it shows.
    fn prompt(&self, _all: &Shared) -> Option<Prompt> {
        None
    }

    /// Where "1 Quay lại" of the menu leads. A screen that has several pages goes back by itself first.
    fn back(&mut self, _all: &Shared) -> Back {
        Back::Nowhere
    }

    /// Wording that names where `back` leads.
    fn back_line(&self, _all: &Shared) -> &'static str {
        "menu-go-on"
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
            pub(super) fn update(&mut self, all: &mut Shared, msg: &Msg) -> Next {
                match self {
                    $(Self::$name(state) => state.update(all, msg),)+
                }
            }

            /// The keys that work now, in the order of the footer.
            #[must_use]
            pub fn keys(&self, all: &Shared) -> Keys {
                match self {
                    $(Self::$name(state) => state.keys(all),)+
                }
            }

            pub(super) fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
                match self {
                    $(Self::$name(state) => state.view(all, page),)+
                }
            }

            pub(super) fn prompt(&self, all: &Shared) -> Option<Prompt> {
                match self {
                    $(Self::$name(state) => state.prompt(all),)+
                }
            }

            pub(super) fn title(&self, all: &Shared) -> String {
                match self {
                    $(Self::$name(state) => state.title(all),)+
                }
            }

            pub(super) fn entered(&mut self, all: &mut Shared) -> Vec<Effect> {
                match self {
                    $(Self::$name(state) => state.entered(all),)+
                }
            }

            pub(super) fn is_between_visits(&self) -> bool {
                match self {
                    $(Self::$name(state) => state.is_between_visits(),)+
                }
            }

            pub(super) fn back(&mut self, all: &Shared) -> Back {
                match self {
                    $(Self::$name(state) => state.back(all),)+
                }
            }

            /// As `ScreenState::back_line`.
            pub(super) fn back_line(&self, all: &Shared) -> &'static str {
                match self {
                    $(Self::$name(state) => state.back_line(all),)+
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
    /// The volunteer confirms the date.
    ConfirmDate(Box<confirm_date::State>),
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
    /// Registering people quickly.
    QuickForm(Box<register::QuickState>),
    /// A lesson for a group.
    Group(Box<group::State>),
    /// Tests on numbered papers.
    Papers(Box<papers::State>),
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
    /// The check of the machine.
    Machine(Box<machine::State>),
    /// Updates of the program.
    Release(Box<release::State>),
    /// The shift is closed.
    Closing(Box<closing::State>),
    /// What is still to be handed over.
    Outbox(Box<outbox::State>),
    /// Results by light, to a phone.
    Light(Box<light::State>),
    /// A receipt by mouth.
    Spoken(Box<spoken::State>),
}

impl Screen {
    /// Whether residents sit before it, and not the volunteer.
    #[must_use]
    pub fn is_of_visit(&self) -> bool {
        match self {
            Self::Waiting(_)
            | Self::Welcome(_)
            | Self::Consent(_)
            | Self::Who(_)
            | Self::Register(_)
            | Self::Course(_)
            | Self::Lesson(_)
            | Self::TestIntro(_)
            | Self::Quiz(_)
            | Self::Overview(_)
            | Self::Result(_)
            | Self::Review(_)
            | Self::Share(_)
            | Self::Certificate(_)
            | Self::App(_)
            | Self::Thanks(_)
            | Self::Practice(_) => true,
            Self::Shift(_)
            | Self::ConfirmDate(_)
            | Self::Desk(_)
            | Self::QuickForm(_)
            | Self::Group(_)
            | Self::Papers(_)
            | Self::People(_)
            | Self::Installs(_)
            | Self::Volunteers(_)
            | Self::SettingsPage(_)
            | Self::Transfer(_)
            | Self::Machine(_)
            | Self::Release(_)
            | Self::Closing(_)
            | Self::Outbox(_)
            | Self::Light(_)
            | Self::Spoken(_) => false,
        }
    }
}
