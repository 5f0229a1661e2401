//! Papers that an evening needs on paper: forms to register at home, and what is handed out or signed when it is over.

use super::{Replies, Worker, shift::recorded_day};
use crate::{
    content::Pack,
    domain::{Date, Missing, Stamp, by_given_name},
    kiosk::{
        award::{self, Earlier, Issued},
        error_log::logged,
        explain,
        outbox::handover::TransferControl,
        place::place_name,
        posting::{Print, registration_form},
    },
    platform::free_space,
    record::HelpMode,
    report::{
        Announcement, CallBack, CallBacks, EveningCounts, EveningSummary, Fonts, GivenSlip, PdfFault, RegistrationForm,
        Slips, Trial, announcement, call_backs, evening_slips, evening_summary, registration_forms,
    },
    session::{Command, Visit},
    store::{PersonRef, SlotId, Store, StoreError, Tally},
    text::{Words, codes, missing_part, phone_text, unit_name},
    tui::{Effect, EveningFiles, Failure, Msg, Pace, Stage},
};

/// Forms in one file: one evening's.
const FORMS: usize = 30;

/// Kind of document in the name of a list of people to call back.
const CALLS: &str = "goi-lai";

/// What became of the slip of somebody whose entry is complete.
pub(super) enum SlipOf {
    /// It was issued, now or before.
    Given(Box<Issued>),
    /// The slip of this number cannot be made again as it was.
    Lost(String),
    /// By the rules there is none to issue.
    None,
}

/// The slips of an evening, by given name, and the numbers of those that cannot be made again.
struct EveningGiven {
    given: Vec<Issued>,
    lost: Vec<String>,
}

/// The slips of an evening, drawn.
pub(super) struct DrawnSlips {
    /// Two on a page, and the list to sign; none where there is no slip.
    pub pdf: Option<Vec<u8>>,
    /// Slips in it.
    pub count: usize,
    /// Numbers of those that are not in it.
    pub left_out: Vec<String>,
}

/// What is drawn of what the store has.
pub(super) type Drawn<T> = Result<Result<T, PdfFault>, StoreError>;

impl Worker {
    /// Documents to the stick.
    pub(super) fn write_papers(&mut self, effect: &Effect, now: Stamp) -> Replies {
        match effect {
            Effect::PrintForms => self.print_forms(now),
            Effect::PrintEvening => self.print_evening(now),
            Effect::PrintCallBacks => self.print_call_backs(now),
            _ => Ok(Vec::new()), // else: no document
        }
    }

    /// Forms to register at home, with what people are asked to agree to.
    fn print_forms(&mut self, now: Stamp) -> Replies {
        let drawn = self.drawn_forms(now)?;
        Ok(self.write_drawn("phieu-dang-ky.pdf", drawn))
    }

    pub(super) fn drawn_forms(&self, now: Stamp) -> Drawn<Vec<u8>> {
        let Some(pack) = self.pack.clone() else { return Err(StoreError::NoPerson) };
        let words = Words::new(self.language());
        let form = self.form(&pack, &words, (now, FORMS));
        Ok(Fonts::embedded().and_then(|fonts| registration_forms(&form, &words, &fonts)))
    }

    /// The form of this station, so many times.
    pub(super) fn form(&self, pack: &Pack, words: &Words, (now, copies): (Stamp, usize)) -> RegistrationForm {
        let print = Print { date: self.line.known.now(now).date(), trial: self.trial(pack) };
        registration_form(pack, self.unit(pack, words), print, copies)
    }

    /// The commune that runs the station, as inside a sentence.
    fn unit(&self, pack: &Pack, words: &Words) -> String {
        let unit = pack.contest.station.as_ref().and_then(|station| pack.unit(&station.unit));
        unit.map_or_else(|| self.line.place.clone(), |unit| unit_name(words, unit))
    }

    fn write_drawn(&self, name: &str, drawn: Result<Vec<u8>, PdfFault>) -> Vec<Msg> {
        match drawn {
            Ok(bytes) => self.write_document(name, &bytes),
            Err(fault) => vec![Msg::Failed(self.not_drawn(&fault))],
        }
    }

    pub(super) fn not_drawn(&self, fault: &PdfFault) -> Failure {
        logged(self.station.dir(), explain::document(fault), fault)
    }

    /// What is handed out and signed when an evening is over: the slips of everybody whose entry became complete today, the
    /// summary, and who is to be called back. Who has no slip yet is given one by the rules of a visit, and its record is on the
    /// disk before anything is drawn: asked for again, the same slips are made again.
    fn print_evening(&mut self, now: Stamp) -> Replies {
        if let Err(failure) = self.stick() {
            return Ok(vec![Msg::Failed(failure)]);
        }
        let drawn = (self.drawn_slips(now)?, self.drawn_summary(now)?, self.drawn_calls(now)?);
        let (slips, summary, calls) = match drawn {
            (Ok(slips), Ok(summary), Ok(calls)) => (slips, summary, calls),
            (Err(fault), ..) | (_, Err(fault), _) | (.., Err(fault)) => {
                return Ok(vec![Msg::Failed(self.not_drawn(&fault))]);
            }
        };
        let Some(pack) = self.pack.clone() else { return Err(StoreError::NoPerson) };
        let announced = announcement(&self.announced(&pack, now)?, &Words::new(self.language()));
        let date = self.line.known.now(now).date();
        let DrawnSlips { pdf, count, left_out } = slips;
        let mut files: Vec<_> = pdf.map(|pdf| (self.file_of("phieu", date), pdf)).into_iter().collect();
        files.push((self.file_of("tong-ket", date), summary));
        files.push((self.file_of(CALLS, date), calls));
        files.push((self.named("loa-zalo", date, "txt"), announced.into_bytes()));
        Ok(match self.write_files(&files) {
            Ok(files) => vec![Msg::EveningPrinted(Box::new(EveningFiles { files, slips: count, left_out }))],
            Err(failure) => vec![Msg::Failed(*failure)],
        })
    }

    /// The slips of everybody whose entry became complete today; those that cannot be drawn are in the station's log.
    pub(super) fn drawn_slips(&mut self, now: Stamp) -> Drawn<DrawnSlips> {
        let EveningGiven { given, lost: mut left_out } = self.given_today(now)?;
        let Some(pack) = self.pack.clone() else { return Err(StoreError::NoPerson) };
        if given.is_empty() {
            return Ok(Ok(DrawnSlips { pdf: None, count: 0, left_out }));
        }
        let words = Words::new(self.language());
        let slips = self.slips(&pack, &given, self.line.known.now(now).date())?;
        let drawn = Fonts::embedded().and_then(|fonts| evening_slips(&slips, &words, &fonts));
        Ok(drawn.map(|slips| {
            let count = given.len().saturating_sub(slips.left_out.len());
            left_out.extend(slips.left_out.into_iter().map(|(number, fault)| {
                let _ = self.not_drawn(&fault); // for the station's log
                number
            }));
            DrawnSlips { pdf: Some(slips.pdf), count, left_out }
        }))
    }

    /// What the evening has brought, to be signed.
    pub(super) fn drawn_summary(&mut self, now: Stamp) -> Drawn<Vec<u8>> {
        let Some(pack) = self.pack.clone() else { return Err(StoreError::NoPerson) };
        let words = Words::new(self.language());
        let summary = self.summary(&pack, &words, now)?;
        Ok(Fonts::embedded().and_then(|fonts| evening_summary(&summary, &words, &fonts)))
    }

    /// Who is to be called back, with telephone numbers.
    pub(super) fn drawn_calls(&mut self, now: Stamp) -> Drawn<Vec<u8>> {
        let Some(pack) = self.pack.clone() else { return Err(StoreError::NoPerson) };
        let words = Words::new(self.language());
        let calls = self.calls(&pack, &words, self.line.known.now(now).date())?;
        Ok(Fonts::embedded().and_then(|fonts| call_backs(&calls, &words, &fonts)))
    }

    /// Writes that list to the stick.
    fn print_call_backs(&mut self, now: Stamp) -> Replies {
        let drawn = self.drawn_calls(now)?;
        Ok(self.write_drawn(&self.file_of(CALLS, self.line.known.now(now).date()), drawn))
    }

    /// Everybody whose entry became complete today, each with a slip: the one that they have, or one that is issued now.
    fn given_today(&mut self, now: Stamp) -> Result<EveningGiven, StoreError> {
        let topics = self.topics();
        let finished = self.open()?.finished_on(recorded_day(now), topics)?;
        let size = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        let mut progress = self.progress_sender();
        let (mut given, mut lost) = (Vec::new(), Vec::new());
        for (at, line) in finished.iter().enumerate() {
            progress.pace(Pace { stage: Stage::Issuing, done: size(at), of: size(finished.len()) });
            match self.slip_of(line.person, now)? {
                SlipOf::Given(issued) => given.push(*issued),
                SlipOf::Lost(number) => lost.push(number),
                SlipOf::None => (),
            }
        }
        given.sort_by(|a, b| by_given_name(&a.registration.name, &b.registration.name));
        progress.pace(Pace { stage: Stage::Making, done: 0, of: 0 });
        Ok(EveningGiven { given, lost })
    }

    /// The same steps as at the keyboard: number and signature, the rules of the visit, the record; but nobody sits there.
    pub(super) fn slip_of(&mut self, person: PersonRef, now: Stamp) -> Result<SlipOf, StoreError> {
        let history = self.open()?.history(person)?;
        self.bring_packs(&history);
        let Some(pack) = self.pack.clone() else { return Err(StoreError::NoPerson) };
        let act = self.act(now, HelpMode::Alone);
        let store = self.open()?;
        match award::earlier(store, &pack, &history)? {
            Earlier::Same(issued) => return Ok(SlipOf::Given(issued)),
            Earlier::Lost(number) => return Ok(SlipOf::Lost(number)),
            Earlier::None => (),
        }
        let visit = Visit::replay(&pack, &history);
        let Some(registration) = visit.registration().cloned() else { return Ok(SlipOf::None) };
        let present = store.known().now(now);
        let date = present.date();
        let award = award::issue(store, &pack, &registration, store.next_number(), date);
        let ask = Command::AskCertificate(award.certificate.clone());
        let Ok((_, events)) = visit.step(&pack, ask, present) else { return Ok(SlipOf::None) };
        store.save(Some(person), &act, &events)?;
        Ok(SlipOf::Given(Box::new(Issued { award, registration, date, rehearsal: pack.contest.rehearsal })))
    }

    fn slips(&mut self, pack: &Pack, given: &[Issued], date: Date) -> Result<Slips, StoreError> {
        let trial = self.trial(pack);
        let store = self.open()?;
        let one = |issued: &Issued| GivenSlip {
            slip: award::slip(store, pack, issued),
            village: issued.registration.residence.village.clone(),
        };
        Ok(Slips {
            contest: pack.contest.title.clone(),
            station: place_name(store.village()),
            date,
            trial,
            given: given.iter().map(one).collect(),
        })
    }

    fn summary(&mut self, pack: &Pack, words: &Words, now: Stamp) -> Result<EveningSummary, StoreError> {
        let (topics, trial, unit) = (self.topics(), self.trial(pack), self.unit(pack, words));
        let date = self.line.known.now(now).date();
        let store = self.open()?;
        let today = recorded_day(now);
        let (counts, figures) = (store.counts(today, topics)?, store.day_figures(today, topics)?);
        let size = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
        Ok(EveningSummary {
            contest: pack.contest.title.clone(),
            station: place_name(store.village()),
            unit,
            date,
            volunteers: volunteers(store, figures.helpers)?,
            counts: EveningCounts {
                registered: size(counts.registered.today),
                group_lessons: figures.group_lessons,
                learned: figures.learned,
                papers_printed: figures.papers_printed,
                papers_collected: figures.papers_collected,
                papers_handed: figures.papers_handed,
                papers_void: figures.papers_void,
                screen_tests: figures.screen_tests,
                valid: size(counts.finished.today),
                waiting: figures.waiting,
            },
            trial,
        })
    }

    /// What the village hears of the evening.
    fn announced(&mut self, pack: &Pack, now: Stamp) -> Result<Announcement, StoreError> {
        let (topics, trial) = (self.topics(), self.trial(pack));
        let present = self.line.known.now(now);
        let contest = &pack.contest;
        let store = self.open()?;
        let counts = store.counts(recorded_day(now), topics)?;
        let size = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
        let both = |tally: Tally| [size(tally.today), size(tally.all)];
        Ok(Announcement {
            contest: contest.title.clone(),
            village: store.village().to_owned(),
            station: place_name(store.village()),
            hotline: contest.hotline.clone(),
            date: present.date(),
            window: contest.window(present.at()),
            closes: contest.closes,
            registered: both(counts.registered),
            finished: both(counts.finished),
            unfinished: size(counts.learning + counts.to_test + counts.to_share),
            trial,
        })
    }

    /// Who is registered here and has not finished.
    fn calls(&mut self, pack: &Pack, words: &Words, date: Date) -> Result<CallBacks, StoreError> {
        let (topics, trial) = (self.topics(), self.trial(pack));
        let store = self.open()?;
        let lists = store.waiting_lists(topics)?;
        let mut people = Vec::new();
        for line in lists.to_call_back() {
            // Who was erased has no name and no number to be called at.
            let declared = store.registration(line.person)?;
            let Some(registration) = declared.and_then(|one| one.registration().ok()) else { continue };
            let missing = line.progress.entry().missing(&pack.contest);
            people.push(CallBack {
                name: registration.name.as_str().to_owned(),
                phone: registration.phone.as_ref().map(phone_text),
                missing: missing.iter().map(|one: &Missing| missing_part(words, one)).collect::<Vec<_>>().join("; "),
            });
        }
        Ok(CallBacks { contest: pack.contest.title.clone(), station: place_name(store.village()), date, trial, people })
    }

    /// Whether what is printed here counts for nothing, and why.
    pub(super) fn trial(&self, pack: &Pack) -> Option<Trial> {
        Trial::of(self.line.demo, pack.contest.rehearsal)
    }

    /// Name of an evening's document: its kind, the day and the station, so that two stations may share a stick; nobody's name.
    fn file_of(&self, kind: &str, date: Date) -> String {
        self.named(kind, date, "pdf")
    }

    pub(super) fn named(&self, kind: &str, date: Date, ending: &str) -> String {
        let station: String = self.station.station.chars().take(8).collect();
        format!("{kind}-{}-{station}.{ending}", date.format("%Y-%m-%d"))
    }

    /// Writes the documents to the stick, where it has room for all of them; returns their paths.
    pub(super) fn write_files(&self, files: &[(String, Vec<u8>)]) -> Result<Vec<String>, Box<Failure>> {
        let needed: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
        let needed = u64::try_from(needed).unwrap_or(u64::MAX);
        let stick = self.stick()?;
        if let Some(free) = free_space(&stick).filter(|free| *free < needed) {
            let megabytes = [("needed", needed.div_ceil(1 << 20)), ("free", free >> 20)];
            let megabytes = megabytes.map(|(name, count)| (name, count.to_string()));
            return Err(Box::new(Failure::new(codes::removable::STICK_TOO_FULL, megabytes)));
        }
        let mut progress = self.progress_sender();
        let mut done = 0;
        let mut paths = Vec::new();
        for (name, bytes) in files {
            progress.pace(Pace { stage: Stage::Writing, done, of: needed });
            for msg in self.write_document(name, bytes) {
                match msg {
                    Msg::FileWritten(path) => paths.push(path),
                    Msg::Failed(failure) => return Err(Box::new(failure)),
                    _ => (), // else: a document answers with nothing else
                }
            }
            done += u64::try_from(bytes.len()).unwrap_or(0);
        }
        Ok(paths)
    }
}

/// Names of those who opened a shift; the open one's, which may have begun on the day before, too.
fn volunteers(store: &Store, mut helpers: Vec<String>) -> Result<Vec<String>, StoreError> {
    if let Some(shift) = store.current_shift()?
        && !helpers.contains(&shift.helper)
    {
        helpers.push(shift.helper);
    }
    let slots = store.slots()?;
    // Who was removed since has no name here any more.
    let name = |helper: &String| {
        let id = SlotId(helper.parse().ok()?);
        slots.iter().find(|slot| slot.id == id).map(|slot| slot.name.clone())
    };
    Ok(helpers.iter().filter_map(name).collect())
}
