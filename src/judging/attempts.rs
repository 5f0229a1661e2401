use super::{
    ContestRules,
    answered::Answered,
    answers::{Answers, questions_digest},
    basis::Basis,
    counted::Counted,
    facts::{Bytes32, What},
    pressed::is_pressed_in_turn,
    reason::Reason,
    source::{Source, Window},
};
use crate::{
    content::Pack,
    domain::{Drawn, PaperBatch, PaperNumber, PersonKey, Seed, Sign, draw_again},
    ledger::{RecordId, Wait},
    record::{drawn_digest, printed_paper_seed_by},
};

/// Buffers of judging, reused from person to person.
#[derive(Debug, Default)]
pub struct Workspace {
    drawn: Drawn,
    text: Vec<u8>,
    keys: Vec<u8>,
}

impl Workspace {
    /// Draws a paper again; whether it is the one with this digest.
    pub(super) fn draws(&mut self, pack: &Pack, seed: Seed, digest: &[u8; 32]) -> bool {
        draw_again(&pack.contest, &pack.bank, seed, &mut self.drawn).is_ok()
            && drawn_digest(&self.drawn, &pack.bank, &mut self.text) == *digest
    }

    /// The order of options at each place of the paper that was drawn last.
    pub(super) fn orders(&self) -> impl Iterator<Item = &[u8]> {
        self.drawn.items().map(|(_, order)| order)
    }
}

/// A person's tests.
#[derive(Default)]
pub(super) struct Attempts {
    /// How many count.
    pub counted: u8,
    /// The one that counts.
    pub best: Option<Best>,
    /// On which day the first one was handed in by the records, and the first that counts.
    pub handed: Option<i32>,
    pub valid: Option<i32>,
    pub waits: u32,
    pub pressed_in_turn: bool,
    /// How the first of all that count was answered; none where that one was erased.
    pub first: Option<Answered>,
}

/// A test that counts.
#[derive(Clone, Copy)]
pub(super) struct Best {
    /// Right answers.
    pub score: u8,
    /// Seconds that it took; none on a numbered paper, whose time nobody stops.
    pub seconds: Option<u32>,
    pub on_paper: bool,
    /// Whether it counts for personal prizes.
    pub ranks: bool,
}

impl Best {
    /// By what the better of two tests counts: what has a rank, then the score, then the fewer seconds.
    fn worth(&self) -> (bool, u8, std::cmp::Reverse<u32>) {
        (self.ranks, self.score, std::cmp::Reverse(self.seconds.unwrap_or(u32::MAX)))
    }
}

/// A test that was begun.
struct Opened<'f> {
    source: &'f Source,
    number: u64,
    attempt: u8,
    written: PersonKey,
    paper: Claimed,
    window: Window,
    on_paper: bool,
    used: bool,
}

/// The paper that a record states, and what it is drawn from.
#[derive(Clone, Copy)]
struct Claimed {
    pack: Option<Bytes32>,
    paper: [u8; 32],
    from: DrawnFrom,
}

/// What a paper's seed follows from, beside the draw key and the contest.
#[derive(Clone, Copy)]
enum DrawnFrom {
    Person(PersonKey, u8),
    Number(Option<PaperNumber>),
}

/// A paper, drawn again, and the answers to it.
enum Verdict {
    Right { score: u8, pressed_in_turn: bool },
    Wrong(Reason),
    NoPack,
}

/// Somebody's tests on their way through the rules.
struct Tests<'a> {
    found: Attempts,
    rules: &'a ContestRules,
    workspace: &'a mut Workspace,
    rejected: &'a mut Vec<(RecordId, Reason)>,
    /// How many attempts a person has.
    most: u8,
}

impl Attempts {
    /// Goes through tests in the order in which they were handed in.
    pub fn new(
        counted: &[Counted<'_>],
        rules: &ContestRules,
        workspace: &mut Workspace,
        rejected: &mut Vec<(RecordId, Reason)>,
    ) -> Self {
        let mut opened = opened(counted);
        let most = rules.published.as_ref().map_or(u8::MAX, |contest| contest.rules.attempts);
        let spent = counted.iter().filter(|one| matches!(one.fact.what, What::Spent { .. })).count();
        let found = Self { counted: u8::try_from(spent).unwrap_or(u8::MAX).min(most), ..Self::default() };
        let mut tests = Tests { found, rules, workspace, rejected, most };
        for one in counted {
            match &one.fact.what {
                What::Handed { attempt, seconds, answers } => {
                    let began = began(&mut opened, one, *attempt);
                    tests.handed_in(one, began, *seconds, answers);
                }
                What::Paper { .. } => tests.keyed_in(one),
                _ => (), // else: no test that was handed in
            }
        }
        tests.found
    }
}

impl Tests<'_> {
    fn reject(&mut self, one: &Counted<'_>, reason: Reason) {
        self.rejected.push((one.record(), reason));
    }

    /// A test that was done on a screen.
    fn handed_in(&mut self, one: &Counted<'_>, began: Option<&mut Opened<'_>>, seconds: u32, answers: &Answers) {
        let Some(began) = began else {
            self.found.waits |= Wait::Opening.bit();
            return;
        };
        if let Some(reason) = out_of_time(began.window, one.when.window) {
            return self.reject(one, reason);
        }
        if began.used {
            return self.reject(one, Reason::Twice);
        }
        self.found.handed = self.found.handed.or(Some(one.when.day));
        let verdict = verdict(&began.paper, began.source, answers, self.rules, self.workspace);
        if matches!(verdict, Verdict::Wrong(Reason::Paper)) {
            self.rejected.push((RecordId { bundle: began.source.bundle, number: began.number }, Reason::Paper));
        }
        let test = (Some(seconds), began.on_paper);
        let pack = began.paper.pack;
        began.used = self.judge(one, verdict, test, one.when.day, (pack, answers));
    }

    /// A numbered paper: its window is that of its collection.
    fn keyed_in(&mut self, one: &Counted<'_>) {
        let What::Paper { pack, paper, batch, serial, answers, .. } = &one.fact.what else { return };
        let Some(Basis::Collected(collected)) = one.source.signs.evening.get(&one.fact.number).map(|one| one.basis)
        else {
            self.found.waits |= Wait::Earlier.bit();
            return;
        };
        let when = one.source.when_collected(&collected, self.rules);
        if when.window != Window::Open {
            return self.reject(one, reason_of(when.window));
        }
        self.found.handed = self.found.handed.or(Some(when.day));
        let number = PaperBatch::new(*batch).and_then(|batch| PaperNumber::new(batch, *serial));
        let pack = one.facts.packs.get(usize::from(*pack)).copied();
        let claimed = Claimed { pack, paper: paper.0, from: DrawnFrom::Number(number) };
        let verdict = verdict(&claimed, one.source, answers, self.rules, self.workspace);
        self.judge(one, verdict, (None, true), when.day, (claimed.pack, answers));
    }

    /// What a verdict makes of a test that took so many seconds, or was written on paper. Whether an attempt was used.
    fn judge(
        &mut self,
        one: &Counted<'_>,
        verdict: Verdict,
        (seconds, on_paper): (Option<u32>, bool),
        day: i32,
        (pack, answers): (Option<Bytes32>, &Answers),
    ) -> bool {
        match verdict {
            Verdict::NoPack => self.found.waits |= Wait::Pack.bit(),
            Verdict::Wrong(reason) => self.reject(one, reason),
            Verdict::Right { .. } if self.found.counted >= self.most => {
                self.reject(one, Reason::Attempts);
                return true;
            }
            Verdict::Right { pressed_in_turn: true, .. } if one.source.holds.any(Sign::Keys) => {
                self.found.pressed_in_turn = true;
                if one.source.holds.of(Sign::Keys.bit()).excluded == 0 {
                    self.found.waits |= Wait::Sign.bit();
                } else {
                    self.reject(one, Reason::Sign);
                }
            }
            Verdict::Right { score, pressed_in_turn } => {
                let found = &mut self.found;
                if found.counted == 0 {
                    // The paper that was drawn last is the one that was judged.
                    let drawn = &self.workspace.drawn;
                    found.first = pack.and_then(|pack| Answered::new(pack, drawn, answers, seconds.is_some()));
                }
                found.counted += 1;
                found.pressed_in_turn |= pressed_in_turn;
                found.valid = found.valid.or(Some(day));
                let ranks = !on_paper || self.rules.published.as_ref().is_some_and(|contest| contest.rules.paper_ranks);
                let test = Best { score, seconds, on_paper, ranks };
                if found.best.is_none_or(|best| test.worth() > best.worth()) {
                    found.best = Some(test);
                }
                return true;
            }
        }
        false
    }
}

/// Why a test does not count by its days. Closing time costs nobody a test that was begun in time
/// (docs/decisions/006-packs-change-under-a-visit.md); who let the bundle in has decided that.
fn out_of_time(began: Window, handed: Window) -> Option<Reason> {
    match (began, handed) {
        (Window::Open, Window::Open | Window::Late) => None,
        (Window::Open, window @ (Window::Early | Window::Outside))
        | (window @ (Window::Early | Window::Late | Window::Outside), _) => Some(reason_of(window)),
    }
}

fn reason_of(window: Window) -> Reason {
    match window {
        Window::Early => Reason::Early,
        Window::Outside => Reason::Outside,
        Window::Late | Window::Open => Reason::Late,
    }
}

fn opened<'f>(counted: &[Counted<'f>]) -> Vec<Opened<'f>> {
    let of = |one: &Counted<'f>| {
        let What::Opened { attempt, pack, paper, on_paper } = &one.fact.what else { return None };
        let pack = one.facts.packs.get(usize::from(*pack)).copied();
        Some(Opened {
            source: one.source,
            written: one.written,
            number: one.fact.number,
            attempt: *attempt,
            paper: Claimed { pack, paper: paper.0, from: DrawnFrom::Person(one.written, *attempt) },
            window: one.when.window,
            on_paper: *on_paper,
            used: false,
        })
    };
    counted.iter().filter_map(of).collect()
}

/// The test that was handed in here: begun under the same number in the same epoch before it, or in another epoch of the station
/// where it was restored meanwhile.
fn began<'o, 'f>(opened: &'o mut [Opened<'f>], handed: &Counted<'f>, attempt: u8) -> Option<&'o mut Opened<'f>> {
    let fits = |one: &Opened<'_>| {
        one.attempt == attempt && one.written == handed.written && one.source.station == handed.source.station
    };
    let same_epoch = |one: &Opened<'_>| one.source.epoch == handed.source.epoch;
    let here = opened.iter().rposition(|one| fits(one) && same_epoch(one) && one.number < handed.fact.number);
    let at = here.or_else(|| opened.iter().rposition(|one| fits(one) && !same_epoch(one)))?;
    opened.get_mut(at)
}

/// Draws the paper again and compares: no claim of the station is believed.
fn verdict(
    claimed: &Claimed,
    source: &Source,
    answers: &Answers,
    rules: &ContestRules,
    workspace: &mut Workspace,
) -> Verdict {
    let Some(pack) = claimed.pack.and_then(|digest| rules.pack(&digest.0)) else { return Verdict::NoPack };
    // A paper that was opened or printed keeps the key of that time, whichever of the station's that was.
    let is_drawn = source.draws.iter().any(|key| {
        let seed = match claimed.from {
            DrawnFrom::Person(person, attempt) => Some(Seed(key.draw_seed(&rules.contest, &person.0, attempt))),
            DrawnFrom::Number(number) => number.map(|number| printed_paper_seed_by(key, &rules.contest, number)),
        };
        seed.is_some_and(|seed| workspace.draws(pack, seed, &claimed.paper))
    });
    if !is_drawn {
        return Verdict::Wrong(Reason::Paper);
    }
    let Workspace { drawn, text, keys } = workspace;
    if usize::from(answers.count) != drawn.size() {
        return Verdict::Wrong(Reason::Incomplete);
    }
    if asked(drawn, pack, text) != answers.questions {
        return Verdict::Wrong(Reason::Answers);
    }
    keys.clear();
    let mut score = 0_u8;
    for ((_, order), option) in drawn.items().zip(answers.options()) {
        let Some(key) = order.iter().position(|place| *place == option) else {
            return Verdict::Wrong(Reason::Answers);
        };
        keys.push(u8::try_from(key).unwrap_or(u8::MAX));
        score = score.saturating_add(u8::from(option == 0));
    }
    Verdict::Right { score, pressed_in_turn: is_pressed_in_turn(keys) }
}

/// The digest of the questions that a paper asks, as answers pack it.
fn asked(drawn: &Drawn, pack: &Pack, text: &mut Vec<u8>) -> u64 {
    text.clear();
    for (place, _) in drawn.items() {
        if let Some(question) = pack.bank.get(place as usize) {
            text.extend_from_slice(question.id.0.as_bytes());
            text.push(b'\n');
        }
    }
    questions_digest(text)
}
