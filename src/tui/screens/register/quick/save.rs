use super::{super::finish::refusal_notice, Asked, Row, Slot, State};
use crate::{
    record::{Event, HelpMode},
    session::{Command, Refusal, Visit},
    text::registration_notice,
    tui::{Effect, Guest, Msg, Next, PersonLine, Route, Shared},
};

impl State {
    /// The person agrees: everything is looked at, what deserves a second look is shown once, and it is kept.
    pub(super) fn agree(&mut self, all: &Shared) -> Next {
        if !self.is_number_sure() && self.no_id.is_none() {
            self.row = Row::Number;
            self.remark = Some(all.text("quick-number-missing"));
            return Next::stay();
        }
        if let Some(row) = self.rows(all).into_iter().find(|row| *row != Row::Consent && !self.is_done(all, *row)) {
            self.row = row;
            self.remark = match row {
                Row::Slot(Slot::GuardianConsent) if self.form.is_refused() => Some(all.text("quick-guardian-refused")),
                Row::Slot(slot) => self.form.fault(all, slot),
                Row::Number | Row::Again | Row::NoId | Row::Consent => Some(all.text("register-pick")),
            };
            return Next::stay();
        }
        let is_doubtful = !self.found.is_empty() || !self.form.doubts(all).is_empty();
        if is_doubtful && !self.doubts_seen {
            self.doubts_seen = true;
            self.remark = Some(all.text("quick-sure"));
            return Next::stay();
        }
        self.keep(all, None)
    }

    pub(super) fn keep(&mut self, all: &Shared, ordinal: Option<u8>) -> Next {
        // Grown-up people who were not asked for it work nowhere that is counted.
        if !self.rows(all).contains(&Row::Slot(Slot::WorkKind)) {
            self.form.picks.entry(Slot::WorkKind).or_insert(0);
        }
        let registration = match self.form.registration(all) {
            Ok(registration) => Box::new(registration),
            Err(faults) => {
                if let Some((slot, fault)) = faults.into_iter().next() {
                    (self.row, self.remark) = (Row::Slot(slot), Some(fault));
                    self.looked = None;
                    self.asks_about(all, slot);
                }
                return Next::stay();
            }
        };
        match events(all, &registration) {
            Ok(events) => {
                self.asked = Asked::Save;
                let mode = self.form.mode().unwrap_or(HelpMode::ReadAndPressed);
                Effect::NewPerson { registration, mode, events, ordinal }.into()
            }
            Err(refusal) => {
                self.remark = Some(refused(all, &refusal));
                Next::stay()
            }
        }
    }

    /// An answer that is unusual and may be right, such as a name without marks, is asked about once: Enter there once more means that it
    /// is right. Whether it is asked now.
    pub(super) fn asks_about(&mut self, all: &Shared, slot: Slot) -> bool {
        let Some(doubt) = self.form.second_look(all, slot) else { return false };
        if self.looked == Some(slot) && self.row == Row::Slot(slot) {
            self.form.accepted.insert(slot);
            return false;
        }
        self.looked = Some(slot);
        self.remark = Some(match slot {
            // The long form asks by two digits.
            Slot::Name | Slot::Guardian => all.text("quick-look-name"),
            _ => format!("{doubt} {}", all.text("quick-look-again")), // else: a place that is not listed
        });
        true
    }

    pub(super) fn answered(&mut self, all: &Shared, msg: &Msg) -> Next {
        match (msg, self.asked) {
            (Msg::Person(Some(guest)), Asked::Number) => self.is_known(all, guest),
            (Msg::Person(None), Asked::Number) => self.asked = Asked::Nothing,
            (Msg::People(lines), Asked::Likely) => {
                self.asked = Asked::Nothing;
                self.found.clone_from(lines);
            }
            (Msg::Person(Some(guest)), Asked::Save) => {
                let name = guest.visit.registration().map(|one| one.name.as_str().to_owned()).unwrap_or_default();
                self.next_person(all, name);
                // Nobody sits at the keyboard: the volunteer goes on with the next one.
                return Next::from(Effect::Leave).with(Effect::Counts);
            }
            (Msg::Namesakes(lines), Asked::Save) => {
                self.asked = Asked::Nothing;
                self.namesakes.clone_from(lines);
            }
            (Msg::Failed(_), _) => self.asked = Asked::Nothing,
            _ => (), // else: nothing that was asked here
        }
        Next::stay()
    }

    fn is_known(&mut self, all: &Shared, guest: &Guest) {
        self.asked = Asked::Nothing;
        let name = guest.visit.registration().map(|one| one.name.as_str().to_owned()).unwrap_or_default();
        let (before, on_disk) = (self.before.take(), std::mem::take(&mut self.on_disk));
        *self = Self { is_read: true, before, on_disk, ..Self::new(all) };
        self.remark = Some(all.words.with("quick-known", &[("name", name.into())]));
    }

    /// The last line is somebody else of the same name, birth and village.
    pub(super) fn choose_namesake(&mut self, all: &Shared, at: usize) -> Next {
        if at < self.namesakes.len() {
            let name = self.namesakes.get(at).map(|line: &PersonLine| line.name.clone()).unwrap_or_default();
            self.remark = Some(all.words.with("quick-known", &[("name", name.into())]));
            self.namesakes.clear();
            return Next::stay();
        }
        let ordinal = u8::try_from(self.namesakes.len()).unwrap_or(u8::MAX);
        self.namesakes.clear();
        self.keep(all, Some(ordinal))
    }

    /// What is typed goes only when that was asked.
    pub(super) fn ask_to_leave(&mut self) -> Next {
        self.leaving = self.is_read && !self.is_blank();
        if self.leaving { Next::stay() } else { self.leave() }
    }

    /// Who does not agree leaves nothing behind.
    pub(super) fn leave(&mut self) -> Next {
        self.on_disk.clear();
        Next::go(Route::Desk).with(Effect::ClearDraft(super::KIND))
    }
}

/// Consent and registration by the rules of a visit.
fn events(all: &Shared, registration: &crate::domain::Registration) -> Result<Vec<Event>, Refusal> {
    let Some(pack) = &all.pack else { return Err(Refusal::NotRegistered) };
    let (visit, mut events) = Visit::default().step(pack, Command::Consent, all.now)?;
    let (_, registered) = visit.step(pack, Command::Register(Box::new(registration.clone())), all.now)?;
    events.extend(registered);
    Ok(events)
}

fn refused(all: &Shared, refusal: &Refusal) -> String {
    match refusal {
        Refusal::Registration(faults) => {
            faults.first().map(|fault| registration_notice(&all.words, fault).on_page()).unwrap_or_default()
        }
        _ => refusal_notice(all, refusal).on_page(), // else: no fault of an answer
    }
}
