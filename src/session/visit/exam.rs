use super::Visit;
use crate::{
    content::Pack,
    domain::{Answers, Choice, Now, Paper, Score, Seed, Stamp, draw},
    record::{AnswerV1, Body, Event, Medium, Row, hex, paper_digest, unhex},
    session::Refusal,
};

/// One test of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// Counted from 1.
    pub number: u8,
    /// Hex digest of the pack it was drawn from.
    pub pack: String,
    /// None where that pack is not here any more: the attempt can neither go on nor be shown.
    pub paper: Option<Paper>,
    /// Answers marked so far.
    pub answers: Answers,
    /// The question that was last on the screen, counted from 0.
    pub at: usize,
    /// When it was opened.
    pub opened: Stamp,
    /// Submission; none while the attempt runs.
    pub handed: Option<Handed>,
    /// Whether the resident saw the result.
    pub result_seen: bool,
}

/// That and how an attempt was handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handed {
    /// When it was submitted.
    pub at: Stamp,
    /// After the contest's last day: kept, marked, and judged at the centre.
    pub late: bool,
    /// From opening to handing in.
    pub seconds: u32,
}

impl Attempt {
    /// Whether it is open and not submitted.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.handed.is_none() && self.paper.is_some()
    }

    /// The pack that it was drawn from: the current one, or one from before.
    #[must_use]
    pub fn drawn_from<'a>(&self, pack: &'a Pack) -> Option<&'a Pack> {
        named(pack, &self.pack)
    }

    /// The score of an attempt that was handed in.
    #[must_use]
    pub fn score(&self, pack: &Pack) -> Option<Score> {
        self.handed?;
        Some(Score::new(self.paper.as_ref()?, &self.answers, &self.drawn_from(pack)?.bank))
    }
}

/// Opens an attempt: registered, consenting, all topics done, within the window, attempts left, none running.
pub(super) fn open(visit: &Visit, pack: &Pack, seed: Seed, now: Now) -> Result<Vec<Event>, Refusal> {
    visit.must_be_taking_part()?;
    visit.must_be_open(pack, now)?;
    let missing = visit.topics_missing(pack);
    if !missing.is_empty() {
        return Err(Refusal::TopicsMissing(missing));
    }
    let attempt = next_attempt(visit, pack)?;
    let paper = draw(&pack.contest, &pack.bank, seed).map_err(Refusal::Draw)?;
    let opened =
        Body::AttemptOpened { attempt, pack: hex(&pack.digest), paper: paper_digest(&paper), medium: Medium::Screen };
    Ok(vec![Event::Record(opened), Event::Journal(Row::Seed { attempt, seed: hex(&seed.0) })])
}

/// Number of an attempt that may begin: none runs, and one is left.
pub(super) fn next_attempt(visit: &Visit, pack: &Pack) -> Result<u8, Refusal> {
    if visit.running().is_some() {
        return Err(Refusal::AttemptRunning);
    }
    if visit.attempts_left(pack) == 0 {
        return Err(Refusal::AttemptsUsedUp { allowed: pack.contest.rules.attempts });
    }
    Ok(visit.next_attempt())
}

pub(super) fn go_to(visit: &Visit, place: usize) -> Result<Vec<Event>, Refusal> {
    let (attempt, at) = running_place(visit, place)?;
    if attempt.at == place {
        return Ok(Vec::new());
    }
    Ok(vec![Event::Journal(Row::At { attempt: attempt.number, place: at })])
}

pub(super) fn mark(visit: &Visit, place: usize, choice: Choice, seconds: u32) -> Result<Vec<Event>, Refusal> {
    let (attempt, at) = running_place(visit, place)?;
    let options = attempt.paper.as_ref().and_then(|paper| paper.items.get(place)).map_or(0, |item| item.order.len());
    if usize::from(choice.0) >= options {
        return Err(Refusal::Nowhere);
    }
    let row = Row::Answer { attempt: attempt.number, place: at, option: choice.0, seconds };
    Ok(vec![Event::Journal(row)])
}

pub(super) fn flag(visit: &Visit, place: usize, on: bool) -> Result<Vec<Event>, Refusal> {
    let (attempt, at) = running_place(visit, place)?;
    Ok(vec![Event::Journal(Row::Flag { attempt: attempt.number, place: at, on })])
}

/// Submits the running attempt. Blanks are named and must be filled first; closing time never costs an attempt.
pub(super) fn submit(visit: &Visit, pack: &Pack, now: Now) -> Result<Vec<Event>, Refusal> {
    let attempt = visit.running().ok_or(Refusal::NoAttempt)?;
    let blanks = attempt.answers.blanks();
    if !blanks.is_empty() {
        return Err(Refusal::Blanks(blanks));
    }
    let paper = attempt.paper.as_ref().ok_or(Refusal::NoAttempt)?;
    let answer = |(place, item): (usize, &crate::domain::PaperItem)| AnswerV1 {
        question: item.question.0.clone(),
        option: attempt.answers.choice(place).and_then(|at| item.order.get(usize::from(at.0))).copied().unwrap_or(0),
        seconds: attempt.answers.seconds(place),
    };
    let submitted = Body::AttemptSubmitted {
        attempt: attempt.number,
        late: visit.must_be_open(pack, now).is_err(),
        seconds: now.stamp.seconds_since(attempt.opened),
        answers: paper.items.iter().enumerate().map(answer).collect(),
    };
    Ok(vec![Event::Record(submitted)])
}

/// The paper of a seed as the journal keeps it, where the pack that it was drawn from is still at hand.
pub(super) fn paper_again(pack: &Pack, attempt_pack: &str, seed: &str) -> Option<Paper> {
    let pack = named(pack, attempt_pack)?;
    draw(&pack.contest, &pack.bank, Seed(unhex(seed)?)).ok()
}

/// The pack of a digest in hex, as records name it.
pub(super) fn named<'a>(pack: &'a Pack, digest: &str) -> Option<&'a Pack> {
    std::iter::once(pack).chain(pack.earlier.iter().map(AsRef::as_ref)).find(|one| hex(&one.digest) == digest)
}

fn running_place(visit: &Visit, place: usize) -> Result<(&Attempt, u16), Refusal> {
    let attempt = visit.running().ok_or(Refusal::NoAttempt)?;
    let at = u16::try_from(place).ok().filter(|_| place < attempt.answers.size()).ok_or(Refusal::Nowhere)?;
    Ok((attempt, at))
}
