use super::{Effect, SyncState, Ticket, draw::Look};
use crate::{
    content::Pack,
    domain::{AppLink, IdNumber, Moment, PersonKey, Registration, Stamp},
    input::{Card, Typing},
    record::{Draft, Event, HelpMode},
    report::qr::Matrix,
    session::{Command, Refusal, Visit},
    text::{Address, Language, Words, address},
};
use chrono::Datelike;
use std::sync::Arc;

/// What every screen may look at and change beside its own state.
pub struct Shared {
    /// Content in use; none until it is loaded.
    pub pack: Option<Arc<Pack>>,
    /// The newest content whose questions are open to everybody: what is practised with.
    pub open_pack: Option<Arc<Pack>>,
    /// The app's codes, made when the content arrives: to weigh their masks takes longer than to draw ten frames.
    pub codes: Vec<(AppLink, Matrix)>,
    /// Wording in the language in use.
    pub words: Words,
    /// Styles of the theme in use.
    pub look: Look,
    /// Settings in use.
    pub settings: Settings,
    /// The station, as known without a key.
    pub station: StationLine,
    /// The open shift.
    pub shift: Option<Shift>,
    /// Figures for the waiting screen and the desk.
    pub counts: Counts,
    /// How much the centre has.
    pub sync: SyncState,
    /// Who is signed in.
    pub guest: Option<Guest>,
    /// Somebody on the way to being registered: nothing about them is kept yet but a draft.
    pub newcomer: Newcomer,
    /// A registration form that was left half-typed and can be opened again at the desk.
    pub parked_form: Option<Draft>,
    /// Time of the message at hand.
    pub now: Stamp,
    /// No honest clock shows an earlier time: the newest moment that the station knows of.
    pub clock_floor: Moment,
    /// Last key, for the idle warning.
    pub touched: Stamp,
    /// Ticket of the newest save.
    pub last_ticket: Ticket,
    /// Newest ticket that is on the disk.
    pub last_saved: Ticket,
}

/// The volunteer's settings, kept by the station.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Language of screens and notices.
    pub language: Language,
    /// Colours.
    pub theme: Theme,
    /// Vietnamese input method.
    pub typing: Typing,
    /// Seconds without a key until the idle warning.
    pub idle_s: u32,
    /// Read-aloud is offered, where a voice is installed.
    pub speech: bool,
    /// Where the centre is reached over the network; empty where it was never set.
    pub centre: String,
}

/// Choice of colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Light text on a dark page.
    #[default]
    Dark,
    /// Dark text on a light page.
    Light,
    /// The sixteen colours of a plain console.
    Console,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: Language::Vietnamese,
            theme: Theme::Dark,
            typing: Typing::Telex,
            idle_s: 180,
            speech: false,
            centre: String::new(),
        }
    }
}

/// What is known of the station without any key.
#[derive(Clone, Debug, Default)]
pub struct StationLine {
    /// `Nhà văn hóa thôn …`, from the station's own file.
    pub place: String,
    /// A demo: nothing of it counts.
    pub demo: bool,
    /// A demo's passphrase, shown on its first screen.
    pub demo_passphrase: Option<String>,
    /// Volunteers who can open a shift.
    pub volunteers: Vec<VolunteerLine>,
    /// Enrolled with a centre; otherwise only practice.
    pub enrolled: bool,
    /// Village of the station's place.
    pub village: String,
    /// When the newest thing that it knows of happened.
    pub clock_floor: Moment,
    /// Something that the volunteer should know at once (unclean stop, new epoch, disk nearly full).
    pub remarks: Vec<super::Failure>,
}

/// A volunteer in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VolunteerLine {
    /// Key slot of the volunteer.
    pub slot: String,
    /// Full name.
    pub name: String,
}

/// An open shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// Counted from 1 by the station.
    pub number: u64,
    /// Key slot of the volunteer.
    pub slot: String,
    /// Name of the volunteer.
    pub volunteer: String,
    /// When it was opened.
    pub opened: Stamp,
}

/// How many people are where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// People registered here.
    pub registered: u32,
    /// Of these, today.
    pub registered_today: u32,
    /// Registered and still learning.
    pub to_learn: u32,
    /// Learnt and not tested.
    pub to_test: u32,
    /// Tested without a message.
    pub to_share: u32,
    /// With a valid entry.
    pub valid: u32,
    /// Of these, made valid today.
    pub valid_today: u32,
    /// Registered here who declared that they took part on One Touch.
    pub one_touch: u32,
    /// Of these, with a valid entry here too, so that a sum counts nobody twice.
    pub both: u32,
    /// Seen today and not finished.
    pub parked_today: u32,
    /// Installs of the app.
    pub installs: u32,
    /// Of these, today.
    pub installs_today: u32,
}

/// Which list of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
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
}

impl Guest {
    /// A person as they sign in, with everything kept.
    #[must_use]
    pub fn new(key: PersonKey, visit: Visit) -> Self {
        Self { key, kept: visit.clone(), visit, mode: HelpMode::Alone, draft: None }
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
    /// A scanned card of the same number.
    pub card: Option<Card>,
}

impl Shared {
    /// Takes one step of the signed-in person's visit. The screen sees the new state at once; the returned effect brings it to
    /// the disk, and `Next::go_when_saved` waits for that.
    ///
    /// # Errors
    /// Why the rules do not allow it; nothing has changed.
    pub fn step(&mut self, command: Command) -> Result<Vec<Effect>, Refusal> {
        let (Some(pack), Some(guest)) = (&self.pack, &mut self.guest) else { return Err(Refusal::NotRegistered) };
        let (visit, events) = guest.visit.step(pack, command, self.now)?;
        guest.visit = visit;
        if events.is_empty() {
            return Ok(Vec::new());
        }
        self.last_ticket = Ticket(self.last_ticket.0 + 1);
        Ok(vec![Effect::Save { ticket: self.last_ticket, person: Some(guest.key), mode: guest.mode, events }])
    }

    /// Keeps what is about nobody in the list of people; the returned effect brings it to the disk under a ticket of its own.
    #[must_use]
    pub fn keep_nobodys(&mut self, events: Vec<Event>) -> Effect {
        self.last_ticket = Ticket(self.last_ticket.0 + 1);
        Effect::Save { ticket: self.last_ticket, person: None, mode: HelpMode::default(), events }
    }

    /// Whether everything that was handed to the disk is kept.
    #[must_use]
    pub fn all_kept(&self) -> bool {
        self.last_saved >= self.last_ticket
    }

    /// How the person at the keyboard is spoken to.
    #[must_use]
    pub fn address(&self) -> Address {
        let registered = self.registration();
        let year = self.now.wall.date().year();
        address(registered.map(|one| one.birth.year()), registered.map(|one| one.sex), year)
    }

    /// Registration of the signed-in person.
    #[must_use]
    pub fn registration(&self) -> Option<&Registration> {
        self.guest.as_ref().and_then(|guest| guest.visit.registration())
    }

    /// A wording by its key.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        self.words.get(key).to_string()
    }
}

impl Shared {
    /// Somebody is signed in or on the way to being registered.
    #[must_use]
    pub fn is_visited(&self) -> bool {
        self.guest.is_some() || self.newcomer.visit.has_consented()
    }
}
