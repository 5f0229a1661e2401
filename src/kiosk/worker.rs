//! What screens ask of the world, done: one thread owns the store, so that no frame waits for the disk.

mod documents;
mod files;
mod group;
mod light;
mod outbox;
mod packs;
mod papers;
mod people;
mod posters;
mod printing;
mod releases;
mod self_sending;
mod shift;

use self_sending::SelfSendingState;

use super::{content, error_log::logged, event::AppEvent, explain, settings};
use crate::{
    content::{Pack, builtin},
    domain::{PersonKey, Stamp},
    record::HelpMode,
    store::{Act, OpenShift, PersonRef, Station, Store, StoreError},
    text::Words,
    tui::{Effect, Failure, Msg, StationLine, Ticket},
};
use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::AtomicBool,
        mpsc::{Receiver, RecvTimeoutError, Sender},
    },
};

/// One thing to do, and when it was asked for.
pub struct Job {
    /// What a screen asks for.
    pub effect: Effect,
    /// When it was asked for.
    pub now: Stamp,
}

/// Worker of the station: it holds the store while a shift is open.
pub struct Worker {
    replies: Sender<AppEvent>,
    station: Station,
    pub(super) line: StationLine,
    content: Option<PathBuf>,
    /// Where sticks are looked for.
    drive_roots: Vec<PathBuf>,
    /// What is carried shall end.
    stop: Arc<AtomicBool>,
    pack: Option<Arc<Pack>>,
    /// Messages to send before the reply to the next job.
    news: Vec<Msg>,
    store: Option<Store>,
    shift: Option<OpenShift>,
    /// Who opened the store: a shift may not be open yet.
    slot: Option<crate::store::SlotId>,
    /// The passphrase of the shift was right a moment ago, which a new PIN needs.
    passphrase_right: bool,
    wrong_pins: u32,
    /// The moment before which no PIN is looked at.
    pin_from_ms: u64,
    /// The moment before which nobody is looked for who may be let go.
    let_go_from_ms: u64,
    at_keyboard: Option<(PersonRef, PersonKey)>,
    /// Where their visit begins in the store's sequence.
    visit_from: u64,
    /// Somebody new is filling in the form.
    form_open: bool,
    sending: SelfSendingState,
    /// Bundles that are shown to a phone.
    shown: Vec<super::outbox::ReadyBundle>,
    /// Threads at the printer.
    printing: printing::Printing,
}

/// Configuration of the worker.
pub struct WorkerConfig {
    /// The station's folder.
    pub station: Station,
    /// What the first screen shows of the station.
    pub line: StationLine,
    /// Folder of content that replaces the pack in use; for trying content out.
    pub content: Option<PathBuf>,
    /// Folders in which removable drives are mounted, besides the system's own.
    pub drive_roots: Vec<PathBuf>,
    /// Set from outside while something is carried: then it ends.
    pub stop: Arc<AtomicBool>,
}

/// Answers to one effect.
type Replies = Result<Vec<Msg>, StoreError>;

impl Worker {
    /// A worker that sends its replies to the loop.
    #[must_use]
    pub fn new(tools: WorkerConfig, replies: Sender<AppEvent>) -> Self {
        Self {
            replies,
            station: tools.station,
            line: tools.line,
            content: tools.content,
            drive_roots: tools.drive_roots,
            stop: tools.stop,
            pack: None,
            news: Vec::new(),
            store: None,
            shift: None,
            slot: None,
            passphrase_right: false,
            wrong_pins: 0,
            pin_from_ms: 0,
            let_go_from_ms: 0,
            at_keyboard: None,
            visit_from: 0,
            form_open: false,
            sending: SelfSendingState::default(),
            shown: Vec::new(),
            printing: printing::Printing::default(),
        }
    }

    /// Loads the content, takes up a shift that a crash interrupted, and then does what is asked until nobody asks any more.
    pub fn work(mut self, work: &Receiver<Job>) {
        let now = crate::kiosk::clock::stamp_now();
        let first = self.begin(now);
        self.answer(first);
        self.heed_self_sending();
        loop {
            let next = match self.rest(crate::kiosk::clock::stamp_now()) {
                Some(rest) => work.recv_timeout(rest),
                None => work.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            let one = match next {
                Ok(one) => one,
                Err(RecvTimeoutError::Timeout) => {
                    let msgs = self.send_unasked(self.line.known.judge(crate::kiosk::clock::stamp_now()));
                    self.answer(msgs);
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => break,
            };
            let asked: Vec<Job> = std::iter::once(one).chain(work.try_iter()).collect();
            for (at, one) in asked.iter().enumerate() {
                if is_outdated(one, asked.get(at + 1..).unwrap_or_default()) {
                    continue;
                }
                if matches!(one.effect, Effect::Send | Effect::HandOver { .. } | Effect::TakeIn { .. }) {
                    self.leave_sending_to_others();
                }
                let replies = self.perform(one);
                self.answer(replies);
                self.look_again(one.now);
            }
        }
        if let Some(store) = self.store.take() {
            // What was saved is safe either way; closing only tidies up.
            drop(store.close());
        }
    }

    fn answer(&self, msgs: Vec<Msg>) {
        for msg in msgs {
            // Nobody listens once the loop has ended.
            drop(self.replies.send(AppEvent::World(Box::new(msg))));
        }
    }

    /// What happens before anybody asks.
    #[must_use]
    pub fn begin(&mut self, now: Stamp) -> Vec<Msg> {
        let mut msgs = Vec::new();
        let words = Words::new(self.language());
        match content::load(self.content.as_deref(), now.wall, &words) {
            Ok(mut pack) => {
                if self.line.demo && self.content.is_some() {
                    pack = builtin::as_demo(pack, content::demo_dates(now.wall));
                }
                match &mut pack.contest.station {
                    Some(place) if self.line.demo => place.village = self.line.village.clone(),
                    // The place of the course that came with the program is the demo's, with its target and its people to call.
                    place if self.content.is_none() => *place = None,
                    _ => (), // else: the folder that was named has its own
                }
                let pack = Arc::new(pack);
                self.pack = Some(pack.clone());
                msgs.push(Msg::Content(pack));
            }
            Err(failures) => msgs.extend(failures.into_iter().map(Msg::Failed)),
        }
        if let Some(store) = self.store_of_shift() {
            let taken = self.take_up(store, now).unwrap_or_default();
            msgs.append(&mut self.news);
            msgs.extend(taken);
        }
        msgs
    }

    /// Does one job and returns its messages. Its moment is judged here: a shift is opened before the screens know what the store knows.
    #[must_use]
    pub fn perform(&mut self, work: &Job) -> Vec<Msg> {
        let now = self.line.known.judge(work.now);
        let done = match &work.effect {
            Effect::Unlock { slot, passphrase } => self.unlock(slot, passphrase, now),
            Effect::OpenShift { pin } => self.open_shift(pin, now),
            Effect::CheckPin { pin, purpose } => self.check_pin(pin, *purpose, now),
            Effect::CheckPassphrase(passphrase) => self.check_passphrase(passphrase),
            Effect::ChangePin { pin, purpose } => self.change_pin(pin, *purpose),
            Effect::KeepKey => Ok(self.keep_key()),
            Effect::Lock => Ok(self.lock()),
            Effect::CloseShift => self.close_shift(now),
            Effect::FindNumber(number) => self.find_number(number),
            Effect::Search { name, village, year } => self.search(name, village, *year),
            Effect::List(kind) => self.list(*kind),
            Effect::OpenPerson(key) => self.open_person(key),
            Effect::NewPerson { registration, mode, events, ordinal } => {
                self.new_person(registration, *mode, events, *ordinal, now)
            }
            Effect::Save { ticket, person, mode, events } => {
                return vec![self.saved(*ticket, |worker| worker.save(person.as_ref(), *mode, events, now))];
            }
            Effect::Move { from, to } => self.move_visit(from, to, now),
            Effect::Leave => self.leave(now),
            Effect::SaveDraft(draft) => self.save_draft(draft),
            Effect::ClearDraft(_) | Effect::LoadDraft(_) => self.draft(&work.effect),
            Effect::DrawSeed { person, attempt } => self.draw_seed(person, *attempt),
            Effect::Papers => self.papers(),
            Effect::PrintPapers(count) => self.print_papers(*count, now),
            Effect::PrintAgain(batch) => self.print_again(*batch),
            Effect::CollectPapers(numbers) => self.collect_papers(numbers, now),
            Effect::VoidPapers(numbers) => self.void_papers(numbers, now),
            Effect::PrintForms | Effect::PrintEvening | Effect::PrintCallBacks => self.write_papers(&work.effect, now),
            Effect::PrintPosters => self.print_posters(now),
            Effect::FindPrinter(_) | Effect::Print { .. } | Effect::StopPrinting => self.at_printer(&work.effect, now),
            Effect::OpenSheet(number) => self.open_sheet(*number),
            Effect::KeySheet(keyed) => self.key_sheet(keyed, now),
            Effect::ListClass => self.list_class(),
            Effect::KeepGroup(lesson) => self.keep_group(lesson, now),
            Effect::PracticeSeed => Ok(vec![Msg::Seed(crate::domain::Seed(crate::crypto::random()))]),
            Effect::MakeCertificate(person) => self.make_certificate(person, now),
            Effect::SaveCertificate(certificate) => self.save_certificate(certificate),
            Effect::Counts => self.counts(now),
            Effect::Volunteers => self.volunteers(),
            Effect::AddVolunteer { name } => self.add_volunteer(name),
            Effect::RemoveVolunteer { slot } => self.remove_volunteer(slot),
            Effect::Backup => self.backup(now),
            Effect::HandOver { drive } => self.hand_over(drive.as_deref(), now),
            Effect::TakeIn { drive } => self.take_in(drive.as_deref(), now),
            Effect::Send => self.send(now),
            Effect::PackLight | Effect::LightTaken => self.light(&work.effect, now),
            Effect::SpokenDesk | Effect::TakeSpoken(_) => self.by_mouth(&work.effect, now),
            Effect::Centre(address) => Ok(self.keep_centre(address)),
            Effect::Diagnose | Effect::CheckMachine(_) => Ok(self.examine(&work.effect)),
            Effect::Settings(wanted) => Ok(self.keep_settings(wanted)),
            Effect::FindRelease | Effect::SeeRelease | Effect::TakeRelease(_) => self.releases(&work.effect),
            Effect::Stop | Effect::Quit | Effect::QuitToLogin | Effect::Renew => Ok(Vec::new()), // the loop has done it already
            Effect::Speak(_) | Effect::Hush => Ok(Vec::new()),                                   // the voice does it
        };
        self.with_news(done)
    }

    /// What came of a job, behind what came up on its way.
    fn with_news(&mut self, done: Replies) -> Vec<Msg> {
        let mut msgs = std::mem::take(&mut self.news);
        msgs.extend(done.unwrap_or_else(|fault| vec![Msg::Failed(self.explain(&fault))]));
        msgs
    }

    /// The ticket goes back with a failure too, so that the screen knows what was not kept.
    fn saved(&mut self, ticket: Ticket, save: impl FnOnce(&mut Self) -> Result<(), StoreError>) -> Msg {
        match save(self) {
            Ok(()) => Msg::Saved(ticket),
            Err(fault) => Msg::SaveFailed(ticket, self.explain(&fault)),
        }
    }

    fn explain(&self, fault: &StoreError) -> Failure {
        let dir = self.station.dir();
        logged(dir, explain::store(fault, &dir.display().to_string()), fault)
    }

    fn open(&mut self) -> Result<&mut Store, StoreError> {
        self.store.as_mut().ok_or(StoreError::Shift)
    }

    fn act(&self, now: Stamp, mode: HelpMode) -> Act {
        let (shift, helper) = match &self.shift {
            Some(shift) => (shift.number, shift.helper.clone()),
            None => (0, String::new()),
        };
        Act { at: now, shift, helper, mode }
    }

    fn keep_settings(&mut self, wanted: &crate::tui::Settings) -> Vec<Msg> {
        match settings::write(self.station.dir(), wanted) {
            Ok(()) => {
                self.heed_self_sending();
                Vec::new()
            }
            Err(fault) => vec![Msg::Failed(self.explain(&fault.into()))],
        }
    }
}

/// A draft that has been typed over while it waited need not be written.
fn is_outdated(work: &Job, later: &[Job]) -> bool {
    let Effect::SaveDraft(draft) = &work.effect else { return false };
    later.iter().any(|one| match &one.effect {
        Effect::SaveDraft(newer) => newer.kind == draft.kind,
        _ => false, // else: only a newer draft replaces a draft
    })
}
