use crate::{
    domain::{IdNumber, PersonKey, Sex, Stamp},
    input::Card,
    record::{Draft, Event, HelpMode},
    session::Visit,
};

/// Which list of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// Everybody whom the printed list of those to call back has.
    ToCallBack,
    /// Registered and still learning.
    ToLearn,
    /// Learnt and not tested.
    ToTest,
    /// Tested without a message.
    ToShare,
    /// With a valid entry.
    Finished,
    /// Everybody.
    All,
}

impl ListKind {
    /// Whether its people are to be called back: what they began is not finished.
    #[must_use]
    pub fn is_to_call_back(self) -> bool {
        match self {
            Self::ToCallBack | Self::ToLearn | Self::ToTest | Self::ToShare => true,
            Self::Finished | Self::All => false,
        }
    }
}

/// A person in a list at the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonLine {
    /// Key of the person in the store.
    pub key: PersonKey,
    /// Full name.
    pub name: String,
    /// Year of birth.
    pub birth_year: i32,
    /// Village of residence.
    pub village: String,
    /// Identity number with only its last digits.
    pub masked_number: String,
    /// Telephone number as people read it, in the lists of those to call back alone; empty where none was declared.
    pub phone: String,
    /// Topics that are learnt.
    pub topics_done: u8,
    /// Handed a test in.
    pub tested: bool,
    /// Sent a message.
    pub shared: bool,
    /// Has a certificate.
    pub certified: bool,
    /// Last visit.
    pub last_seen: Stamp,
}

/// The person at the keyboard.
#[derive(Clone)]
pub struct Guest {
    /// Key of the person in the store.
    pub key: PersonKey,
    /// With everything that was asked for, kept or on its way to the disk.
    pub visit: Visit,
    /// With what is surely kept.
    pub kept: Visit,
    /// How the person is helped.
    pub mode: HelpMode,
    /// The message as far as it is typed, as the disk keeps it; who makes a `Guest` loads it.
    pub draft: Option<Draft>,
    /// A further attempt was begun, and the person goes on without it for this visit: the best one before counts.
    pub sets_attempt_aside: bool,
}

impl Guest {
    /// A person as they sign in, with everything kept.
    #[must_use]
    pub fn new(key: PersonKey, visit: Visit) -> Self {
        Self { key, kept: visit.clone(), visit, mode: HelpMode::Alone, draft: None, sets_attempt_aside: false }
    }
}

impl Guest {
    /// Whether a test is running that is not the first: the person may go on without it.
    #[must_use]
    pub fn may_set_attempt_aside(&self) -> bool {
        self.visit.running().is_some() && self.visit.has_tested() && !self.sets_attempt_aside
    }
}

/// Somebody new, before the form is done.
#[derive(Clone, Default)]
pub struct Newcomer {
    /// Steps so far.
    pub visit: Visit,
    /// Events to be kept with the registration.
    pub events: Vec<Event>,
    /// How the person is helped.
    pub mode: HelpMode,
    /// Identity number, if there is one.
    pub number: Option<IdNumber>,
    /// The number was typed once only, before the consent: it is typed again where nobody answers to it.
    pub typed_once: bool,
    /// A scanned card of the same number.
    pub card: Option<Card>,
    /// Year of birth and sex, as far as the form knows them: how the person is spoken to.
    pub age: Option<(i32, Option<Sex>)>,
}
