//! The end of the form: handing it to the station, distinguishing namesakes, signing in.

use super::{Purpose, Slot, State, Step, draft};
use crate::{
    domain::{Registration, RegistrationFault},
    record::HelpMode,
    session::{Command, Refusal},
    text::{Notice, codes, notice, registration_notice},
    tui::{Effect, Guest, Newcomer, Next, PersonLine, Route, Shared, Window, screens::sign_in},
};

/// So many namesakes fit beside "somebody else".
pub const NAMESAKES: usize = 8;

impl State {
    /// The form is complete: the registration goes to the station. `ordinal` distinguishes somebody from their namesakes.
    pub(super) fn confirm(&mut self, all: &mut Shared, ordinal: Option<u8>) -> Next {
        let registered = match self.form.registration(all) {
            Ok(registered) => registered,
            Err(faults) => return self.mend(all, faults),
        };
        let taken = match self.purpose {
            Purpose::New => self.register(all, registered, ordinal),
            Purpose::Again(_) => self.step_of_guest(all, Command::Register(Box::new(registered))),
            Purpose::Correct(_) => self.step_of_guest(all, Command::Correct(Box::new(registered))),
        };
        match taken {
            Ok(next) => {
                self.sent = true;
                next
            }
            Err(refusal) => self.refused(all, &refusal),
        }
    }

    fn register(&self, all: &Shared, form: Registration, ordinal: Option<u8>) -> Result<Next, Refusal> {
        let Some(pack) = &all.pack else { return Err(Refusal::NoConsent) };
        let command = Command::Register(Box::new(form.clone()));
        let (_, registered) = all.newcomer.visit.step(pack, command, all.now)?;
        let events = all.newcomer.events.iter().cloned().chain(registered).collect();
        Ok(Effect::NewPerson { registration: Box::new(form), mode: self.mode(all), events, ordinal }.into())
    }

    fn step_of_guest(&self, all: &mut Shared, command: Command) -> Result<Next, Refusal> {
        let mode = self.mode(all);
        if let Some(guest) = &mut all.guest {
            guest.mode = mode;
        }
        let effects = all.step(command)?;
        let draft_is_done = Effect::ClearDraft(draft::KIND);
        if effects.is_empty() {
            return Ok(Next::go(Route::for_guest(all)).with(draft_is_done));
        }
        // The draft goes once the new data are kept: `Msg::Saved`.
        Ok(Next::go_when_saved(Route::for_guest(all)).with_all(effects))
    }

    fn mode(&self, all: &Shared) -> HelpMode {
        let before = all.guest.as_ref().map_or(all.newcomer.mode, |guest| guest.mode);
        self.form.mode().unwrap_or(before)
    }

    fn mend(&mut self, all: &Shared, faults: Vec<(Slot, String)>) -> Next {
        if let Some((slot, _)) = faults.first() {
            let slot = *slot;
            self.open(all, slot.step());
            (self.slot, self.mending) = (slot, true);
        }
        self.remarks = faults;
        self.kept(all)
    }

    fn refused(&mut self, all: &Shared, refusal: &Refusal) -> Next {
        if let Refusal::Registration(faults) = refusal {
            let with_slot = |fault| (slot_of(fault), registration_notice(&all.words, fault).on_page());
            return self.mend(all, faults.iter().map(with_slot).collect());
        }
        Next::over(Window::Notice(refusal_notice(all, refusal)))
    }

    pub(super) fn ask_about(&mut self, list: &[PersonLine]) -> Next {
        self.sent = false;
        self.namesakes = list.to_vec();
        Next::stay()
    }

    /// "Chính là người này" opens that person; the last line is somebody else.
    pub(super) fn choose_namesake(&mut self, all: &mut Shared, at: usize) -> Next {
        match self.namesakes.get(at) {
            Some(line) if at < NAMESAKES => {
                self.sent = true;
                Effect::OpenPerson(line.key).into()
            }
            // Somebody else than those who were only likely: nothing has to distinguish them.
            _ if self.asks_likely => {
                self.forget_likely();
                self.confirm_summary(all)
            }
            _ => {
                let ordinal = u8::try_from(self.namesakes.len()).unwrap_or(u8::MAX);
                self.confirm(all, Some(ordinal))
            }
        }
    }

    /// The person is at the station now, new or found among namesakes.
    pub(super) fn signed_in(&mut self, all: &mut Shared, guest: &Guest) -> Next {
        let mut guest = guest.clone();
        guest.mode = self.mode(all);
        let done = Effect::ClearDraft(draft::KIND);
        if !self.namesakes.is_empty() {
            return sign_in::sign_in(all, &guest).with(done);
        }
        all.newcomer = Newcomer::default();
        all.guest = Some(guest);
        Next::go(Route::for_guest(all)).with(done)
    }
}

impl State {
    /// Something about the answers deserves a second look before they are kept.
    pub(super) fn is_doubtful(&self, all: &Shared) -> bool {
        !self.likely.is_empty() || !self.form.doubts(all).is_empty()
    }

    fn forget_likely(&mut self) {
        self.asks_likely = false;
        self.likely.clear();
        self.namesakes.clear();
    }

    /// Looks for people of the same name and year of birth, whatever their number.
    pub(super) fn look_for_likely(&mut self) -> Next {
        self.likely.clear();
        let name = self.form.text(Slot::Name).trim().to_owned();
        match self.form.birth() {
            Some(birth) if self.purpose == Purpose::New && !name.is_empty() => {
                Effect::Search { name, village: String::new(), year: Some(birth.year()) }.into()
            }
            _ => Next::stay(), // else: a known person is nobody else
        }
    }

    /// Enter on the summary: doubts about the number want a second one.
    pub(super) fn confirm_summary(&mut self, all: &mut Shared) -> Next {
        // Whether it is one of them is answered by a digit: an Enter too many makes nobody a second person.
        if !self.likely.is_empty() {
            (self.namesakes, self.asks_likely) = (self.likely.clone(), true);
            return Next::stay();
        }
        if !self.doubts_seen && self.is_doubtful(all) {
            self.doubts_seen = true;
            return Next::stay();
        }
        self.confirm(all, None)
    }

    /// Opens a page from the summary, which it leads back to.
    pub(super) fn mend_page(&mut self, all: &Shared, at: usize) -> Next {
        match self.steps(all).get(at) {
            Some(step) if *step != Step::Summary => {
                self.open(all, *step);
                self.mending = true;
                self.kept(all)
            }
            _ => Next::stay(),
        }
    }
}

/// Why a registration is not taken, where that is no fault of its answers.
pub(super) fn refusal_notice(all: &Shared, refusal: &Refusal) -> Notice {
    let date = |date: crate::domain::Date| [("date", all.words.date(date).into())];
    match (refusal, all.pack.as_ref()) {
        (Refusal::Closed(crate::domain::Window::Before { .. }), Some(pack)) => {
            notice(&all.words, codes::contest::NOT_OPEN_YET, &date(pack.contest.opens))
        }
        (Refusal::Closed(_), Some(pack)) => notice(&all.words, codes::contest::CLOSED, &date(pack.contest.closes)),
        (Refusal::AlreadyRegistered, _) => notice(&all.words, codes::input::ID_ALREADY_REGISTERED, &[]),
        // else: what remains of a registration's refusals is the consent
        _ => notice(&all.words, codes::input::NO_CONSENT, &[]),
    }
}

fn slot_of(fault: &RegistrationFault) -> Slot {
    match fault {
        RegistrationFault::BornInFuture | RegistrationFault::BornTooEarly | RegistrationFault::TooYoung { .. } => {
            Slot::Birth
        }
        RegistrationFault::UnknownUnit => Slot::Unit,
        RegistrationFault::VillageMissing
        | RegistrationFault::VillageChar(_)
        | RegistrationFault::PlaceTooLong { .. } => Slot::Village,
        RegistrationFault::GuardianMissing => Slot::Guardian,
        RegistrationFault::GuardianMustConsent => Slot::GuardianConsent,
        RegistrationFault::WorkplaceChar(_) => Slot::WorkName,
    }
}
