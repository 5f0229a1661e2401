use super::{PinFor, Printout, Shared};
use crate::{
    domain::{Identity, LessonId},
    record::Draft,
    session::Part,
    text::Notice,
};

/// Destination of a move: which screen, with the few values that it opens with. `open.rs` makes the screen of it.
pub enum Route {
    /// The shift is opened.
    Shift,
    /// The station waits for somebody to sit down.
    Waiting,
    /// The volunteer confirms the date, where the machine's clock is in doubt.
    ConfirmDate,
    /// First time here, or back again.
    Welcome,
    /// What is kept about a person, and whether they agree.
    Consent,
    /// Sign-in, from its first question.
    Who,
    /// Sign-in after the consent: a number that was typed before it need not be typed again.
    WhoAfterConsent,
    /// Sign-in with the card that has begun the visit (`Newcomer::card`): they have not stated yet whether they are new.
    WhoByCard,
    /// The registration form.
    Register(FormStart),
    /// The list of required lessons.
    Course,
    /// The list of further lessons.
    FurtherLessons,
    /// One lesson.
    Lesson {
        /// Which lesson.
        id: LessonId,
        /// Where leaving it leads.
        from: OpenedFrom,
    },
    /// The rules of the test, before it starts.
    TestIntro,
    /// The question of the test that is open.
    Quiz,
    /// The question of the test that is open, which was opened from the list of all questions.
    QuizForBlanks,
    /// All questions of the test, before it is handed in.
    Overview,
    /// The result of an attempt.
    Result {
        /// At the score, which was seen before.
        seen: bool,
    },
    /// The questions that were answered wrongly, with explanations.
    Review {
        /// Place in the list of wrong answers, from 0.
        at: usize,
    },
    /// The message of the second round.
    Share,
    /// The certificate.
    Certificate,
    /// The app on the resident's own phone.
    App,
    /// The end of a visit.
    Thanks,
    /// Practice without registration, from its beginning; the sender also asks for `Effect::PracticeSeed`.
    Practice,
    /// The volunteer's desk.
    Desk,
    /// Registering people quickly, one page a person.
    QuickForm,
    /// A lesson for a group.
    Group,
    /// Tests on numbered papers.
    Papers,
    /// The search for people.
    People,
    /// The lists of people to call back.
    PeopleLists,
    /// Counts of installs and interactions.
    Installs,
    /// The list of volunteers.
    Volunteers,
    /// The station's settings.
    Settings,
    /// A backup, and the station's check of itself.
    Transfer,
    /// The check of the machine.
    Machine,
    /// Updates of the program.
    Release,
    /// The shift is closed.
    Closing,
    /// What is still to be handed over.
    Outbox,
    /// Results by light, to a phone.
    Light,
    /// A receipt by mouth.
    Spoken,
    /// The same as `Outbox` while a stick is ingested; the sender also starts that.
    OutboxReceiving,
    /// The screen that `Next::go_above` covered, as it was left.
    Beneath,
}

/// Where a lesson was opened, and where leaving it leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenedFrom {
    /// From the list of required lessons.
    Course,
    /// From the list of further lessons.
    Further,
    /// The wrong answer of this place in the list of wrong ones.
    Review(usize),
    /// From practice, which is beneath the lesson. Nothing of what is read is kept.
    Practice,
}

/// What the registration form opens with.
pub enum FormStart {
    /// For a person who gave this number, or has none. A card that was scanned on the way fills what it can.
    For(Identity),
    /// With the registration of the signed-in person.
    Correction,
    /// With the form that was laid aside (`Shared::parked_form`).
    Parked,
    /// With what was typed when the power went, and the consent that was given before it.
    Draft(Draft),
}

/// A window to lay above the screen, before it has a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Window {
    /// Esc: 1 Quay lại, 2 Trợ giúp, 3 Tạm nghỉ, 4 Người hỗ trợ.
    Menu,
    /// F1: the keys of the screen below.
    Help,
    /// The shift PIN is asked for.
    Pin(PinFor),
    /// A code, what happened and what to do.
    Notice(Notice),
    /// Asks whether anybody is still there.
    Idle,
    /// The screen is covered; nothing of it can be read.
    Hidden,
    /// The helper's panel for the visit at hand.
    Panel,
    /// The farewell of a break.
    Goodbye,
    /// A printout on its way to the printer; of several, one is chosen first.
    Print(Vec<Printout>),
}

/// Where one step back leads.
pub enum Back {
    /// There is nowhere to go back to.
    Nowhere,
    /// The screen has gone back inside itself.
    Inside,
    /// To another screen.
    To(Route),
}

impl Route {
    /// Where a signed-in person goes on: at the running test, or the first step that is not done.
    #[must_use]
    pub fn for_guest(all: &Shared) -> Self {
        let (Some(pack), Some(guest)) = (&all.pack, &all.guest) else { return Self::Waiting };
        if guest.visit.running().is_some() && !guest.sets_attempt_aside {
            return Self::Quiz;
        }
        // A person who took part on One Touch is counted there and goes to the app.
        if guest.visit.is_counted_elsewhere() {
            return Self::App;
        }
        match guest.visit.next_part(pack) {
            Some(Part::Register | Part::Learn) => Self::Course,
            Some(Part::Test) => Self::TestIntro,
            Some(Part::Share) if guest.visit.last_handed().is_some_and(|attempt| !attempt.result_seen) => {
                Self::Result { seen: false }
            }
            Some(Part::Share) => Self::Share,
            Some(Part::Certificate) => Self::Certificate,
            None => Self::App,
        }
    }
}
