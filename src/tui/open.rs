//! Opening of routes and windows: beside the list `screens!` the one place that knows all screens.

use super::{
    Overlay, Route, Screen, Shared, Window,
    overlays::{goodbye, help, idle, menu, notice, panel, pin, print},
    screens::{
        app, closing, confirm_date, consent, course, desk, group, installs, lesson, outbox, overview, people, practice,
        quiz, register, result, review, settings, shift, test_intro, thanks, waiting, welcome, who,
    },
};

impl Screen {
    /// The screen of a route; none where it cannot be opened: a half-typed form that belongs to another person or content.
    #[must_use]
    pub fn open(route: Route, all: &mut Shared) -> Option<Self> {
        Some(match route {
            Route::Shift => Self::Shift(shift::State::new(all)),
            Route::Waiting => Self::Waiting(waiting::State::default()),
            Route::ConfirmDate => Self::ConfirmDate(Box::new(confirm_date::State::new(all))),
            Route::Welcome => Self::Welcome(welcome::State::default()),
            Route::Consent => Self::Consent(consent::State::default()),
            Route::Who => Self::Who(who::State::default()),
            Route::WhoAfterConsent => Self::Who(who::State::after_consent(all)),
            Route::WhoByCard => Self::Who(who::State::by_card(all)),
            Route::Register(from) => Self::Register(Box::new(register::State::start(all, from)?)),
            Route::Course => Self::Course(course::State::default()),
            Route::FurtherLessons => Self::Course(course::State::further()),
            Route::Lesson { id, from } => Self::Lesson(Box::new(lesson::State::open(all, id, from))),
            Route::TestIntro => Self::TestIntro(test_intro::State::default()),
            Route::Quiz => Self::Quiz(Box::default()),
            Route::QuizForBlanks => Self::Quiz(Box::new(quiz::State::filling_blanks())),
            Route::Overview => Self::Overview(overview::State::default()),
            Route::Result { seen: false } => Self::Result(result::State::default()),
            Route::Result { seen: true } => Self::Result(result::State::seen()),
            Route::Review { at } => Self::Review(review::State::at(at)),
            Route::Share => Self::Share(Box::default()),
            Route::Certificate => Self::Certificate(Box::default()),
            Route::App => Self::App(app::State::default()),
            Route::Thanks => Self::Thanks(thanks::State),
            Route::Practice => Self::Practice(Box::new(practice::State::new())),
            Route::Desk => Self::Desk(desk::State::default()),
            Route::QuickForm => Self::QuickForm(Box::new(register::QuickState::new(all))),
            Route::Group => Self::Group(Box::new(group::State::open(all))),
            Route::Papers => Self::Papers(Box::default()),
            Route::People => Self::People(Box::default()),
            Route::PeopleLists => Self::People(Box::new(people::State::lists())),
            Route::Installs => Self::Installs(installs::State::default()),
            Route::Volunteers => Self::Volunteers(Box::default()),
            Route::Settings => Self::SettingsPage(settings::State::default()),
            Route::Transfer => Self::Transfer(Box::default()),
            Route::Machine => Self::Machine(Box::default()),
            Route::Release => Self::Release(Box::default()),
            Route::Closing => Self::Closing(Box::new(closing::State::new(all))),
            Route::Outbox => Self::Outbox(Box::default()),
            Route::Light => Self::Light(Box::default()),
            Route::Spoken => Self::Spoken(Box::default()),
            Route::OutboxReceiving => Self::Outbox(Box::new(outbox::State::receiving())),
            // `Model` keeps what is beneath; where that is nothing, the visit goes on.
            Route::Beneath => return Self::open(Route::for_guest(all), all),
        })
    }
}

impl Overlay {
    /// The window with its first state, above a screen from which back leads where `back` names, and before which nobody sits where it
    /// `is_free`.
    pub(super) fn open(window: Window, (back, is_free): (&'static str, bool), all: &Shared) -> Self {
        match window {
            Window::Menu => Self::Menu(menu::State::new(back, is_free)),
            Window::Help => Self::Help(help::State::default()),
            Window::Pin(purpose) => Self::Pin(Box::new(pin::State::new(purpose))),
            Window::Notice(notice) => Self::Notice(notice::State::new(notice)),
            Window::Idle => Self::Idle(idle::State::new(all.now.stamp)),
            Window::Hidden => Self::Hidden,
            Window::Panel => Self::Panel(panel::State::default()),
            Window::Goodbye => Self::Goodbye(goodbye::State::new(all)),
            Window::Print(wanted) => Self::Print(Box::new(print::State::new(wanted))),
        }
    }
}
