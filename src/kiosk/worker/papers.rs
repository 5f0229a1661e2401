//! Tests on numbered papers: printed, collected, keyed in once or twice, handed in (docs/FORMATS.md section 19).

use super::{Replies, Worker};
use crate::{
    content::Pack,
    domain::{
        Choice, Contest, Known, Now, Paper, PaperBatch, PaperCode, PaperItem, PaperNumber, PersonKey, Question, Stamp,
        draw,
    },
    kiosk::{explain, packs},
    record::{Event, HelpMode, hex, unhex},
    report::{Fonts, PaperCounts, PaperQuestion, PaperTest, Papers, paper_tests},
    session::{Command, Refusal, Visit},
    store::{PaperState, PrintedPaper, SecondKeying, StoreError},
    text::{Words, codes},
    tui::{
        BatchLine, Failure, KeyedSheet, Msg, PaperLine, PaperStep, Sheet, SheetDifference, SheetKept, SheetQuestion,
    },
};
use serde::{Deserialize, Serialize};
use std::{collections::HashSet, sync::Arc};

/// What was keyed in first, until the second keying. Inside the database alone.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FirstKeying {
    person: String,
    mode: HelpMode,
    choices: Vec<u8>,
    text: Option<String>,
    ready: Option<u8>,
    /// Places (from 1) that a second keying differed at, before the sheet was looked at.
    differs: Option<Vec<u8>>,
}

/// A paper as it was printed, and the pack that it is drawn from.
struct DrawnPaper {
    printed: PrintedPaper,
    pack: Arc<Pack>,
    paper: Paper,
}

impl Worker {
    pub(super) fn papers(&mut self) -> Replies {
        let batches = self.open()?.printed_batches()?;
        let first = self.open()?.first_keyings()?;
        let first: HashSet<PaperNumber> = first.into_iter().map(|(number, _)| number).collect();
        let line = |paper: &PrintedPaper| {
            let step = match paper.state {
                PaperState::Printed => PaperStep::Printed,
                PaperState::Collected if first.contains(&paper.number) => PaperStep::KeyedOnce,
                PaperState::Collected => PaperStep::Collected,
                PaperState::Handed(_) => PaperStep::Handed,
                PaperState::Void => PaperStep::Void,
            };
            PaperLine { number: paper.number, step }
        };
        let lines = batches.iter().map(|batch| BatchLine {
            batch: batch.batch,
            printed: batch.printed,
            papers: batch.papers.iter().map(line).collect(),
        });
        Ok(vec![Msg::Papers(lines.collect())])
    }

    /// Writes new papers to the stick, where there is one.
    pub(super) fn print_papers(&mut self, count: u8, now: Stamp) -> Replies {
        // Nobody looks for a stick where there are no papers to print.
        if let Err(failure) = self.may_print().and_then(|()| self.stick().map(|_| ())) {
            return Ok(vec![Msg::Failed(failure)]);
        }
        let batch = match self.issue_papers(count, now)? {
            Ok(batch) => batch,
            Err(failure) => return Ok(vec![Msg::Failed(failure)]),
        };
        let mut msgs = self.print_again(batch)?;
        msgs.extend(self.papers()?);
        Ok(msgs)
    }

    /// Whether the contest has tests on paper.
    fn may_print(&self) -> Result<(), Failure> {
        let has_papers = self.pack.as_ref().is_none_or(|pack| pack.contest.rules.on_paper);
        if has_papers { Ok(()) } else { Err(Failure::new(codes::paper::NO_PAPER, [])) }
    }

    /// The record comes first: what is on paper is written down, whatever becomes of the printing.
    pub(super) fn issue_papers(&mut self, count: u8, now: Stamp) -> Result<Result<PaperBatch, Failure>, StoreError> {
        let Some(pack) = self.pack.clone() else { return Err(StoreError::NoPerson) };
        if let Err(failure) = self.may_print() {
            return Ok(Err(failure));
        }
        let act = self.act(now, HelpMode::Alone);
        Ok(Ok(self.open()?.print_papers(count, &hex(&pack.digest), &act)?))
    }

    /// Draws the papers of a batch and writes them to the stick; the file is named by the batch alone.
    pub(super) fn print_again(&mut self, batch: PaperBatch) -> Replies {
        let bytes = match self.drawn_papers(batch)? {
            Ok(bytes) => bytes,
            Err(failure) => return Ok(vec![Msg::Failed(failure)]),
        };
        Ok(self.write_document(&format!("de-thi-{batch}.pdf"), &bytes))
    }

    pub(super) fn collect_papers(&mut self, numbers: &[PaperNumber], now: Stamp) -> Replies {
        let act = self.act(now, HelpMode::Alone);
        self.open()?.collect_papers(numbers, &act)?;
        self.papers()
    }

    pub(super) fn void_papers(&mut self, numbers: &[PaperNumber], now: Stamp) -> Replies {
        let act = self.act(now, HelpMode::Alone);
        self.open()?.void_papers(numbers, &act)?;
        self.papers()
    }

    pub(super) fn open_sheet(&mut self, number: PaperNumber) -> Replies {
        let drawn = match self.drawn_paper(number)? {
            Ok(drawn) => drawn,
            Err(failure) => return Ok(vec![Msg::Failed(failure)]),
        };
        drawn.printed.may_be_handed_in().map_err(StoreError::from)?;
        let second = self.first(number)?.and_then(|first| first.key());
        let second = second.map(|key| self.name_of(&key).map(|name| (key, name))).transpose()?;
        let questions = drawn.paper.items.iter().map(|item| {
            let (stem, options) = shown(&drawn.pack, item);
            SheetQuestion { stem, options }
        });
        let sheet = Sheet { number, questions: questions.collect(), second };
        Ok(vec![Msg::Sheet(Box::new(sheet))])
    }

    /// Keeps what was keyed in: hands it in, or keeps it for the second keying, or compares it with the first.
    pub(super) fn key_sheet(&mut self, keyed: &KeyedSheet, now: Stamp) -> Replies {
        let number = keyed.number;
        let drawn = match self.drawn_paper(number)? {
            Ok(drawn) => drawn,
            Err(failure) => return Ok(vec![Msg::Failed(failure)]),
        };
        let first = self.first(number)?;
        let events = match self.events_of(keyed, first.as_ref(), &drawn, now)? {
            Ok(events) => events,
            Err(refusal) => return Ok(vec![Msg::Failed(explain::hand_paper(&refusal))]),
        };
        let person = first.as_ref().and_then(FirstKeying::key).unwrap_or(keyed.person);
        // As it was noted with the sheet at hand: the second keying is not asked again.
        let mode = first.as_ref().map_or(keyed.mode, |first| first.mode);
        let second = match (drawn.printed.second, first) {
            (SecondKeying::NotDrawn | SecondKeying::Done, _) => None,
            (SecondKeying::Due, None) => {
                self.keep_first(number, &FirstKeying::of(keyed))?;
                return Ok(vec![Msg::SheetKept(number, SheetKept::ToKeyAgain)]);
            }
            (SecondKeying::Due, Some(mut first)) => {
                let differences = differences(&first, keyed);
                let places = || differences.iter().filter_map(|one| u8::try_from(one.place + 1).ok()).collect();
                let found: Vec<u8> = first.differs.clone().unwrap_or_else(places);
                if !keyed.settled && !differences.is_empty() {
                    first.differs = Some(found);
                    self.keep_first(number, &first)?;
                    return Ok(vec![Msg::SheetKept(number, SheetKept::Differs(differences))]);
                }
                Some(found)
            }
        };
        let act = self.act(now, mode);
        self.open()?.hand_paper((number, person), &act, &events, second.as_deref())?;
        Ok(vec![Msg::SheetKept(number, SheetKept::Handed)])
    }

    /// What follows from a sheet by the rules of a visit.
    fn events_of(
        &mut self,
        keyed: &KeyedSheet,
        first: Option<&FirstKeying>,
        drawn: &DrawnPaper,
        now: Stamp,
    ) -> Result<Result<Vec<Event>, Refusal>, StoreError> {
        let person = first.and_then(FirstKeying::key).unwrap_or(keyed.person);
        let store = self.open()?;
        let row = store.find_by_key(&person)?.ok_or(StoreError::NoPerson)?;
        let (history, spent) = (store.history(row)?, store.spent_attempts(row)?);
        let present: Now = self.line.known.now(now);
        self.bring_packs(&history);
        let Some(pack) = self.pack.clone() else { return Err(StoreError::NoPerson) };
        let visit = Visit::replay(&pack, &history).with_spent(spent);
        let message = match first {
            Some(first) => first.text.clone().map(|text| (text, first.ready)),
            None => keyed.message.as_ref().map(|message| (message.text.clone(), message.ready)),
        };
        let hand = Command::HandPaper {
            number: keyed.number,
            drawn_from: hex(&drawn.pack.digest),
            paper: drawn.paper.clone(),
            choices: keyed.choices.clone(),
        };
        let by_rules = || {
            let (visit, mut events) = visit.step(&pack, hand, present)?;
            if let Some((text, ready)) = message {
                let share = Command::Share { text, ready, dictated: false, publish: false };
                events.extend(visit.step(&pack, share, present)?.1);
            }
            Ok(events)
        };
        Ok(by_rules())
    }

    fn first(&mut self, number: PaperNumber) -> Result<Option<FirstKeying>, StoreError> {
        let all = self.open()?.first_keyings()?;
        Ok(all.iter().find(|(one, _)| *one == number).and_then(|(_, text)| first_keying(text)))
    }

    fn keep_first(&mut self, number: PaperNumber, first: &FirstKeying) -> Result<(), StoreError> {
        let text = serde_json::to_string(first).map_err(|_| StoreError::Damaged(crate::store::Damage::Values))?;
        self.open()?.keep_first_keying(number, text)
    }

    fn name_of(&mut self, key: &PersonKey) -> Result<String, StoreError> {
        let store = self.open()?;
        let Some(person) = store.find_by_key(key)? else { return Ok(String::new()) };
        Ok(store.person(person)?.name)
    }

    fn drawn_paper(&mut self, number: PaperNumber) -> Result<Result<DrawnPaper, Failure>, StoreError> {
        let (seed, digest, printed) = self.open()?.printed_paper(number)?;
        let Some(pack) = self.pack_of(&digest) else { return Ok(Err(content_is_gone(number))) };
        let drawn = draw(&pack.contest, &pack.bank, seed);
        Ok(drawn.map(|paper| DrawnPaper { printed, pack, paper }).map_err(|_| content_is_gone(number)))
    }

    /// The pack of a digest in hex: the one in use, one from before, or one that the station keeps.
    fn pack_of(&self, digest: &str) -> Option<Arc<Pack>> {
        let current = self.pack.as_ref()?;
        let known = std::iter::once(current).chain(&current.earlier).find(|pack| hex(&pack.digest) == digest);
        let kept = || packs::again(self.store.as_ref()?, &unhex(digest)?).ok().map(|opened| Arc::new(opened.pack));
        known.cloned().or_else(kept)
    }

    pub(super) fn drawn_papers(&mut self, batch: PaperBatch) -> Result<Result<Vec<u8>, Failure>, StoreError> {
        let batches = self.open()?.printed_batches()?;
        let Some(batch) = batches.iter().find(|one| one.batch == batch) else { return Err(StoreError::NoPerson) };
        let Some(pack) = self.pack_of(&batch.pack) else {
            return Ok(batch.papers.first().map_or(Ok(Vec::new()), |paper| Err(content_is_gone(paper.number))));
        };
        let store = self.open()?;
        let test = |printed: &PrintedPaper| {
            let number = printed.number;
            let paper = draw(&pack.contest, &pack.bank, store.printed_seed(batch, number));
            let question = |item: &PaperItem| {
                let (stem, options) = shown(&pack, item);
                PaperQuestion { stem, options }
            };
            Ok(PaperTest {
                number: number.to_string(),
                code: PaperCode::new(store.station_id(), number).to_string(),
                questions: paper.map_err(|_| content_is_gone(number))?.items.iter().map(question).collect(),
            })
        };
        let tests: Vec<PaperTest> = match batch.papers.iter().map(test).collect() {
            Ok(tests) => tests,
            Err(failure) => return Ok(Err(failure)),
        };
        let known: Known = self.line.known;
        let papers = Papers {
            contest: pack.contest.title.clone(),
            date: known.now(batch.printed).date(),
            counts: counts(&pack.contest),
            sentences: pack.contest.ready_messages.clone(),
            trial: self.trial(&pack),
            papers: tests,
        };
        let words = Words::new(self.language());
        let drawn = Fonts::embedded().and_then(|fonts| paper_tests(&papers, &words, &fonts));
        Ok(drawn.map_err(|fault| self.not_drawn(&fault)))
    }
}

impl FirstKeying {
    fn of(keyed: &KeyedSheet) -> Self {
        Self {
            person: hex(&keyed.person.0),
            mode: keyed.mode,
            choices: keyed.choices.iter().map(|choice| choice.map_or(u8::MAX, |choice| choice.0)).collect(),
            text: keyed.message.as_ref().map(|message| message.text.clone()),
            ready: keyed.message.as_ref().and_then(|message| message.ready),
            differs: None,
        }
    }

    fn key(&self) -> Option<PersonKey> {
        unhex(&self.person).map(PersonKey)
    }
}

fn content_is_gone(number: PaperNumber) -> Failure {
    Failure::new(codes::paper::CONTENT_IS_GONE, [("paper", number.to_string())])
}

fn first_keying(text: &str) -> Option<FirstKeying> {
    serde_json::from_str(text).ok()
}

fn differences(first: &FirstKeying, second: &KeyedSheet) -> Vec<SheetDifference> {
    let both = first.choices.iter().zip(&second.choices).enumerate();
    let differing = both.filter_map(|(place, (first, second))| {
        let second = (*second)?;
        (second.0 != *first).then_some(SheetDifference { place, first: Choice(*first), second })
    });
    differing.collect()
}

/// Stem and options of a question as they are printed.
fn shown(pack: &Pack, item: &PaperItem) -> (String, Vec<String>) {
    let question: Option<&Question> = pack.bank.iter().find(|question| question.id == item.question);
    let Some(question) = question else { return (String::new(), Vec::new()) };
    let options = item.order.iter().filter_map(|place| question.options.get(usize::from(*place)).cloned());
    (question.stem.clone(), options.collect())
}

fn counts(contest: &Contest) -> PaperCounts {
    match (contest.rules.recognised, contest.rules.paper_ranks) {
        (false, _) => PaperCounts::Unconfirmed,
        (true, false) => PaperCounts::Commune,
        (true, true) => PaperCounts::Prizes,
    }
}
