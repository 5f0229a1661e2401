use super::{Replies, Worker};
use crate::{
    crypto::{Passphrase, hmac_sha256, random},
    domain::{Date, PersonKey, Stamp},
    kiosk::{
        diagnosis,
        event::AppEvent,
        explain,
        outbox::{self, retire},
        release,
    },
    record::{hex, unhex},
    store::{OpenShift, OpeningStep, PersonRef, SlotId, Store, StoreError},
    text::{Words, codes},
    tui::{
        Counts, Failure, Guest, Msg, PinFor, Secret, Shift, SyncState, VolunteerLine,
        screens::{group, papers::KIND as SHEET_DRAFT, register::QUICK_DRAFT},
    },
};
use std::sync::mpsc::Sender;

/// Names of settings in the database.
const PIN: &str = "shift-pin";
const AT_KEYBOARD: &str = "at-keyboard";
/// Value of `AT_KEYBOARD` while somebody new fills in the form.
const FORM: &str = "form";
const LAST_CHECK: &str = "last-check";
/// People that are let go at once, so that nobody waits at the keyboard, and how often somebody is looked for.
const MOST_LET_GO: usize = 20;
const LET_GO_EVERY_MS: u64 = 600_000;
/// A whole check of the database each week.
const CHECK_EVERY_MS: i64 = 7 * 86_400_000;

impl Worker {
    /// The store of a shift that a crash interrupted: of this folder, not longer ago than the kernel keeps its key. A key without an open
    /// shift (a restored station, an earlier end of the program) is forgotten, and one that opens nothing any more is of no use;
    /// the passphrase is asked for then.
    pub(super) fn store_of_shift(&self) -> Option<Store> {
        let store = self.station.unlock_with_key(self.station.kept_key()?).ok()?;
        if matches!(store.current_shift(), Ok(Some(_))) {
            return Some(store);
        }
        store.forget_key();
        None
    }

    pub(super) fn unlock(&mut self, slot: &str, passphrase: &Secret, now: Stamp) -> Replies {
        let slot = SlotId(slot.parse().map_err(|_| StoreError::NoSlot)?);
        let passphrase = Passphrase::read(&passphrase.0).map_err(|_| StoreError::WrongPassphrase)?;
        // The volunteer who opened it before has left it open only without a PIN.
        self.store = None;
        let replies = self.replies.clone();
        let store = self.station.unlock_watched(slot, &passphrase, &mut |step| report_key_change(&replies, step))?;
        self.slot = Some(slot);
        self.take_up(store, now)
    }

    /// An open database: its shift goes on, or a new one waits for its PIN.
    pub(super) fn take_up(&mut self, mut store: Store, now: Stamp) -> Replies {
        check_weekly(&mut store, now)?;
        self.remark(&store);
        // First the station's own pack: what came with the program is the demo's course, and no other contest's. Before a station is enrolled
        // it has none, and people practise with that course.
        let of_pack = self.pack_of_station(&mut store, now);
        if let Some(pack) = &self.pack
            && store.is_enrolled()
            && store.contest() != pack.contest.id
        {
            let (found, expected) = (store.contest().to_owned(), pack.contest.id.clone());
            return match of_pack.into_iter().next() {
                Some(why) => Ok(vec![Msg::Failed(why)]),
                None => Err(StoreError::AnotherContest { found, expected }),
            };
        }
        self.line.known = store.known();
        self.let_go(&mut store, now);
        self.line.remarks.extend(of_pack);
        let shift = store.current_shift()?;
        let goes_on = shift.filter(|shift| self.slot.is_none_or(|slot| slot.0.to_string() == shift.helper));
        self.store = Some(store);
        match goes_on {
            Some(shift) => self.go_on(shift),
            None => Ok(vec![Msg::Unlocked { station: self.line.clone() }]),
        }
    }

    /// Removes what the centre has held for long enough (docs/decisions/004-erasure-on-the-station.md). Nothing waits
    /// for it: what could not be removed now is removed another time.
    pub(super) fn let_go(&mut self, store: &mut Store, now: Stamp) {
        let course = self.pack.as_ref().map(|pack| (pack.contest.topics.len(), pack.contest.closes));
        let Some(course) = course.filter(|_| now.mono_ms >= self.let_go_from_ms) else { return };
        let retired = retire(store, course, MOST_LET_GO, now).unwrap_or_default();
        // Where there may be more, they go after the next visit.
        let wait_ms = if retired.people < MOST_LET_GO { LET_GO_EVERY_MS } else { 0 };
        self.let_go_from_ms = now.mono_ms + wait_ms;
    }

    fn remark(&mut self, store: &Store) {
        let opening = store.opening();
        let mut remarks = Vec::new();
        match (&opening.behind, opening.new_epoch) {
            (Some(mark), _) => remarks.push(diagnosis::put_back(mark.n)),
            (None, Some(_)) => remarks.push(Failure::new(codes::store::DATA_WERE_COPIED, [])),
            (None, None) => (),
        }
        let mut add = |code, args: Vec<(&'static str, String)>| remarks.push(Failure::with(code, args));
        if opening.mended_slots > 0 {
            add(codes::store::KEY_FILES_MENDED, vec![("n", opening.mended_slots.to_string())]);
        }
        if store.space_is_short() {
            let free = crate::platform::free_space(self.station.dir()).unwrap_or(0) >> 20;
            add(codes::store::DISK_NEARLY_FULL, vec![("megabytes", free.to_string())]);
        }
        remarks.extend(opening.key_change.as_ref().map(explain::key_change));
        remarks.extend(release::notice_of_start(self.station.dir(), &Words::new(self.language())));
        self.line.remarks = remarks;
        self.line.unit = Some(store.unit().clone());
    }

    fn go_on(&mut self, shift: OpenShift) -> Replies {
        let store = self.open()?;
        let at = store.settings_get(AT_KEYBOARD)?.unwrap_or_default();
        let form = store.draft_load(None, "register")?;
        let class = store.draft_load(None, group::KIND)?.map(Box::new);
        // A form that was being filled in goes on; one that was parked waits for the helper.
        let (draft, parked) = if at.is_empty() { (None, form) } else { (form, None) };
        let (at, visit) = at.split_once(' ').unwrap_or((&at, ""));
        let (at, visit) = (unhex(at).map(PersonKey), visit.parse().unwrap_or_default());
        let _ = store.keep_key();
        let line = self.shift_line(&shift)?;
        self.slot = shift.helper.parse().ok().map(SlotId);
        self.shift = Some(shift);
        let guest = match at {
            Some(key) => {
                // Who was erased meanwhile, by a receipt, does not sit there any more.
                let guest = self.guest(&key)?.filter(|guest| guest.visit.registration().is_some());
                let person = guest.as_ref().map(|_| self.open()?.find_by_key(&key)).transpose()?.flatten();
                (self.at_keyboard, self.visit_from) = (person.map(|person| (person, key)), visit);
                guest.map(Box::new)
            }
            None => None,
        };
        Ok(vec![Msg::ShiftOpen { shift: line, draft, parked, class, guest, station: self.line.clone() }])
    }

    fn shift_line(&mut self, shift: &OpenShift) -> Result<Shift, StoreError> {
        let slots = self.open()?.slots()?;
        let volunteer = slots.iter().find(|slot| slot.id.0.to_string() == shift.helper);
        Ok(Shift {
            number: shift.number,
            slot: shift.helper.clone(),
            volunteer: volunteer.map(|slot| slot.name.clone()).unwrap_or_default(),
            opened: Stamp { wall: shift.since, ..Stamp::default() },
        })
    }

    pub(super) fn open_shift(&mut self, pin: &Secret, now: Stamp) -> Replies {
        let slot = self.slot.ok_or(StoreError::Shift)?;
        let store = self.open()?;
        if store.current_shift()?.is_some() {
            // Another volunteer's shift that nobody closed ends with this one's beginning.
            store.close_shift(now, 0, 0)?;
        }
        let shift = store.open_shift(slot, now)?;
        // A group's lesson ends with the shift that it was taught in.
        store.draft_clear(None, group::KIND)?;
        self.set_pin(pin)?;
        self.open()?.settings_set(AT_KEYBOARD, "")?;
        self.go_on(shift)
    }

    fn set_pin(&mut self, pin: &Secret) -> Result<(), StoreError> {
        let salt: [u8; 32] = random();
        self.open()?.settings_set(PIN, &format!("{}:{}", hex(&salt), pin_digest(&salt, pin)))?;
        (self.wrong_pins, self.pin_from_ms) = (0, 0);
        Ok(())
    }

    /// A new PIN for the open shift, right after its passphrase; what the PIN was asked for is authorised by it too.
    pub(super) fn change_pin(&mut self, pin: &Secret, purpose: PinFor) -> Replies {
        if !std::mem::take(&mut self.passphrase_right) || self.shift.is_none() {
            return Err(StoreError::Shift);
        }
        self.set_pin(pin)?;
        Ok(vec![Msg::Pin { purpose, right: true, wait_s: 0 }])
    }

    /// Somebody has pressed a key: the kernel keeps the key for a while longer.
    pub(super) fn keep_key(&mut self) -> Vec<Msg> {
        if let (Some(store), Some(_)) = (&self.store, &self.shift) {
            let _ = store.keep_key();
        }
        Vec::new()
    }

    /// Closes the station and forgets its key without ending the shift: with the passphrase it goes on where it was.
    pub(super) fn lock(&mut self) -> Vec<Msg> {
        if let Some(store) = self.store.take() {
            store.forget_key();
            // What was saved is safe either way; closing only tidies up.
            drop(store.close());
        }
        (self.shift, self.slot, self.at_keyboard) = (None, None, None);
        (self.form_open, self.passphrase_right) = (false, false);
        vec![Msg::Locked]
    }

    /// A PIN authorises inside the open shift and opens nothing (docs/decisions/014-passphrases-slots-pins.md). Wrong
    /// ones cost 1, 2, 4 … 60 seconds.
    pub(super) fn check_pin(&mut self, pin: &Secret, purpose: PinFor, now: Stamp) -> Replies {
        let wait_ms = self.pin_from_ms.saturating_sub(now.mono_ms);
        if wait_ms > 0 {
            let wait_s = u32::try_from(wait_ms.div_ceil(1000)).unwrap_or(60);
            return Ok(vec![Msg::PinNotRead { purpose, wait_s }]);
        }
        let kept = self.open()?.settings_get(PIN)?.unwrap_or_default();
        let (salt, digest) = kept.split_once(':').unwrap_or_default();
        let right = unhex(salt).is_some_and(|salt| pin_digest(&salt, pin) == digest);
        if right {
            (self.wrong_pins, self.pin_from_ms) = (0, 0);
            return Ok(vec![Msg::Pin { purpose, right, wait_s: 0 }]);
        }
        self.wrong_pins += 1;
        let wait_s = if self.wrong_pins < 3 { 0 } else { 60.min(1 << (self.wrong_pins - 3).min(6)) };
        self.pin_from_ms = now.mono_ms + u64::from(wait_s) * 1000;
        Ok(vec![Msg::Pin { purpose, right, wait_s }])
    }

    pub(super) fn check_passphrase(&mut self, passphrase: &Secret) -> Replies {
        let slot = self.slot.ok_or(StoreError::Shift)?;
        let passphrase = Passphrase::read(&passphrase.0).map_err(|_| StoreError::WrongPassphrase)?;
        self.passphrase_right = false;
        self.open()?.check_passphrase(slot, &passphrase)?;
        self.passphrase_right = true;
        Ok(vec![Msg::PassphraseRight])
    }

    pub(super) fn close_shift(&mut self, now: Stamp) -> Replies {
        let topics = self.topics();
        let store = self.open()?;
        let counts = store.counts(recorded_day(now), topics)?;
        let number = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
        store.close_shift(now, number(counts.registered.today), number(counts.finished.today))?;
        store.draft_clear(None, group::KIND)?;
        store.settings_set(PIN, "")?;
        store.settings_set(AT_KEYBOARD, "")?;
        store.forget_key();
        (self.shift, self.slot, self.at_keyboard) = (None, None, None);
        if let Some(store) = self.store.take() {
            store.close()?;
        }
        // Nothing of the data is open any more: now, and at no other moment, the program may change.
        let renews = release::switch(self.station.dir()).unwrap_or(false);
        Ok(std::iter::once(Msg::ShiftClosed).chain(renews.then_some(Msg::Renew)).collect())
    }

    pub(super) fn form_at_keyboard(&mut self) -> Result<(), StoreError> {
        if self.form_open || self.at_keyboard.is_some() {
            return Ok(());
        }
        self.form_open = true;
        self.open()?.settings_set(AT_KEYBOARD, FORM)
    }

    /// Who sits at the keyboard from now on, and where their visit begins in what is written down: a restart goes on with them.
    pub(super) fn at_keyboard(&mut self, who: Option<(PersonRef, PersonKey)>, visit: u64) -> Result<(), StoreError> {
        self.form_open = false;
        (self.at_keyboard, self.visit_from) = (who, visit);
        let text = who.map(|(_, key)| format!("{} {visit}", hex(&key.0))).unwrap_or_default();
        self.open()?.settings_set(AT_KEYBOARD, &text)
    }

    pub(super) fn topics(&self) -> usize {
        self.pack.as_ref().map_or(4, |pack| pack.contest.topics.len())
    }

    pub(super) fn counts(&mut self, now: Stamp) -> Replies {
        self.look_for_printers();
        let topics = self.topics();
        let Some(store) = &self.store else { return Ok(Vec::new()) };
        let counts = store.counts(recorded_day(now), topics)?;
        let number = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
        let app = counts.app;
        let shown = Counts {
            registered: number(counts.registered.all),
            registered_today: number(counts.registered.today),
            to_learn: number(counts.learning),
            to_test: number(counts.to_test),
            to_share: number(counts.to_share),
            valid: number(counts.finished.all),
            valid_today: number(counts.finished.today),
            one_touch: number(counts.one_touch),
            both: number(counts.both),
            parked_today: number(counts.parked_today),
            installs: number(app.installed_now.all + app.had_it.all),
            installs_today: number(app.installed_now.today + app.had_it.today),
            half_form: store.draft_load(None, QUICK_DRAFT)?.is_some(),
            half_sheet: store.draft_load(None, SHEET_DRAFT)?.is_some(),
        };
        let status = outbox::status(store)?;
        let sync = SyncState {
            waiting: status.waiting,
            sent: status.sent,
            confirmed: status.confirmed,
            spoken: status.spoken,
            bytes: status.bytes,
            receipt: status.newest.map(|receipt| (receipt.number, receipt.made)),
        };
        Ok(vec![Msg::Counts(shown, sync)])
    }

    pub(super) fn volunteers(&mut self) -> Replies {
        let slots = self.open()?.slots()?;
        let lines = slots.iter().map(|slot| VolunteerLine { slot: slot.id.0.to_string(), name: slot.name.clone() });
        Ok(vec![Msg::Volunteers(lines.collect())])
    }

    pub(super) fn add_volunteer(&mut self, name: &str) -> Replies {
        let passphrase = Passphrase::generate();
        self.open()?.add_slot(name, &passphrase)?;
        let mut msgs = vec![Msg::NewPassphrase(Secret::new(passphrase.text()))];
        msgs.extend(self.volunteers()?);
        self.line_again()?;
        Ok(msgs)
    }

    pub(super) fn remove_volunteer(&mut self, slot: &str) -> Replies {
        let slot = SlotId(slot.parse().map_err(|_| StoreError::NoSlot)?);
        if Some(slot) == self.slot {
            return Err(StoreError::LastSlot);
        }
        let replies = self.replies.clone();
        let change = self.open()?.remove_slot(slot, &mut |step| report_key_change(&replies, step))?;
        self.line_again()?;
        let mut msgs = self.volunteers()?;
        msgs.push(Msg::Failed(explain::key_change(&change)));
        Ok(msgs)
    }

    fn line_again(&mut self) -> Result<(), StoreError> {
        let slots = self.open()?.slots()?;
        self.line.volunteers =
            slots.iter().map(|slot| VolunteerLine { slot: slot.id.0.to_string(), name: slot.name.clone() }).collect();
        Ok(())
    }

    pub(super) fn guest(&mut self, key: &PersonKey) -> Result<Option<Guest>, StoreError> {
        let store = self.open()?;
        let Some(person) = store.find_by_key(key)? else { return Ok(None) };
        let (trace, spent) = (store.trace(person)?, store.spent_attempts(person)?);
        // Who was helped is still being helped after a break or a power cut, until the helper notes another way.
        let mode = trace.last().map(|last| last.mode).unwrap_or_default();
        let history: Vec<_> = trace.into_iter().map(|one| (one.at, one.event)).collect();
        let draft = store.draft_load(Some(person), "message")?;
        self.bring_packs(&history);
        let Some(pack) = self.pack.clone() else { return Ok(None) };
        let visit = crate::session::Visit::replay(&pack, &history).with_spent(spent);
        Ok(Some(Guest { draft, mode, ..Guest::new(*key, visit) }))
    }
}

/// Sends how far a change of the key has come to the screen.
fn report_key_change(replies: &Sender<AppEvent>, step: OpeningStep) {
    if let OpeningStep::ChangingKey { done, of } = step {
        // Nobody listens once the loop has ended.
        drop(replies.send(AppEvent::World(Box::new(Msg::ChangingKey { done, of }))));
    }
}

fn pin_digest(salt: &[u8; 32], pin: &Secret) -> String {
    hex(&hmac_sha256(salt, &[b"tramso-pin1", pin.0.as_bytes()]))
}

fn check_weekly(store: &mut Store, now: Stamp) -> Result<(), StoreError> {
    let last = store.settings_get(LAST_CHECK)?.and_then(|text| text.parse::<i64>().ok());
    let due = last.is_none_or(|last| (now.wall.0 - last).abs() > CHECK_EVERY_MS);
    if due {
        if last.is_some() {
            store.check(&mut |_| ())?;
        }
        store.settings_set(LAST_CHECK, &now.wall.0.to_string())?;
    }
    Ok(())
}

/// The day of what is recorded now. Recorded times are the wall clock's, so that today's figures go by its day too.
pub(super) fn recorded_day(now: Stamp) -> Date {
    now.wall.date()
}
