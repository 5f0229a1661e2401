use super::{
    Counts, Effect, Guest, Newcomer, Press, PrinterLine, SelfSending, Settings, Shift, StationLine, SyncState, Ticket,
    draw::Theme,
};
use crate::{
    content::Pack,
    domain::{AppLink, Contest, Known, Now, Registration, Stamp, Unit, UnitCode},
    record::{Draft, Event, HelpMode},
    report::qr::Matrix,
    session::{Command, Refusal},
    text::{Address, Words, address},
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
    pub theme: Theme,
    /// Settings in use.
    pub settings: Settings,
    /// The station, as known without a key.
    pub station: StationLine,
    /// Columns and rows of the terminal, for what is as large as it can be.
    pub size: (u16, u16),
    /// The open shift.
    pub shift: Option<Shift>,
    /// Figures for the waiting screen and the desk.
    pub counts: Counts,
    /// How much the centre has.
    pub sync: SyncState,
    /// What the station does about sending by itself.
    pub self_sending: SelfSending,
    /// The machine's printers, as they were looked for last.
    pub printers: Vec<PrinterLine>,
    /// The version of a release that is on a stick and may be taken.
    pub release_seen: Option<String>,
    /// Who is signed in.
    pub guest: Option<Guest>,
    /// Somebody on the way to being registered: nothing about them is kept yet but a draft.
    pub newcomer: Newcomer,
    /// A registration form that was left half-typed and can be opened again at the desk.
    pub parked_form: Option<Draft>,
    /// A group's lesson that was left: the desk's way to it leads on where it was.
    pub parked_class: Option<Draft>,
    /// Time of the message at hand.
    pub now: Now,
    /// What the station knows of the time beside its wall clock.
    pub known: Known,
    /// Last key, for the idle warning.
    pub touched: Stamp,
    /// Ticket of the newest save.
    pub last_ticket: Ticket,
    /// Newest ticket that is on the disk.
    pub last_saved: Ticket,
    /// A key that is held back for as long as it may be the beginning of a scan: its choice is shown, and nothing follows yet.
    pub held: Option<Press>,
    /// The line about a scan, or about reading, below the page.
    pub(super) aside: Option<super::aside::Aside>,
    /// What is being read aloud.
    pub reading: super::Reading,
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

    /// A newer pack of the station's contest may close it on another day. Days of a demo are counted from the clock itself, and are
    /// nothing to judge it by.
    pub(super) fn know_contest(&mut self, contest: &Contest) {
        self.known.closes = self.known.closes.map(|_| contest.closes);
    }

    /// A receipt raises the floor.
    pub(super) fn know_receipt(&mut self, sync: SyncState) {
        let signed = sync.receipt.map(|(_, made)| made).unwrap_or_default();
        self.known.signed = self.known.signed.max(signed);
    }

    /// Whether everything that was handed to the disk is kept.
    #[must_use]
    pub fn all_kept(&self) -> bool {
        self.last_saved >= self.last_ticket
    }

    /// How the person at the keyboard is spoken to.
    #[must_use]
    pub fn address(&self) -> Address {
        let registered = self.registration().map(|one| (one.birth.year(), Some(one.sex)));
        let known = registered.or(self.newcomer.age);
        address(known.map(|(born, _)| born), known.and_then(|(_, sex)| sex), self.now.date().year())
    }

    /// Registration of the signed-in person.
    #[must_use]
    pub fn registration(&self) -> Option<&Registration> {
        self.guest.as_ref().and_then(|guest| guest.visit.registration())
    }

    /// The unit of a code, as the content names it.
    #[must_use]
    pub fn unit(&self, code: &UnitCode) -> Option<&Unit> {
        self.pack.as_ref()?.unit(code)
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
