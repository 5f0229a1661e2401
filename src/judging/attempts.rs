use super::{
    ContestRules,
    answers::{Answers, questions_digest},
    counted::Counted,
    facts::{Bytes32, What},
    reason::Reason,
    signs::is_pressed_in_turn,
    source::{Source, Window},
};
use crate::{
    content::Pack,
    domain::{Drawn, PersonKey, Seed, Sign, draw_again},
    ledger::{RecordId, Wait},
    record::drawn_digest,
};

/// Buffers of judging, reused from person to person.
#[derive(Debug, Default)]
pub struct Workspace {
    drawn: Drawn,
    text: Vec<u8>,
    keys: Vec<u8>,
}

/// A person's tests.
#[derive(Default)]
pub(super) struct Attempts {
    /// How many count.
    pub counted: u8,
    /// Right answers and seconds of the best one.
    pub best: Option<(u8, u32)>,
    /// On which day the first one was handed in by the records, and the first that counts.
    pub handed: Option<i32>,
    pub valid: Option<i32>,
    pub waits: u32,
    pub pressed_in_turn: bool,
}

/// A test that was begun.
struct Opened<'f> {
    source: &'f Source,
    written: PersonKey,
    number: u64,
    attempt: u8,
    pack: Option<Bytes32>,
    paper: [u8; 32],
    window: Window,
    used: bool,
}

/// A paper, drawn again, and the answers to it.
enum Verdict {
    Right { score: u8, pressed_in_turn: bool },
    Wrong(Reason),
    NoPack,
}

impl Attempts {
    /// Goes through tests in the order in which they were handed in.
    pub fn new(
        counted: &[Counted<'_>],
        rules: &ContestRules,
        workspace: &mut Workspace,
        rejected: &mut Vec<(RecordId, Reason)>,
    ) -> Self {
        let mut attempts = Self::default();
        let mut opened = opened(counted);
        let most = rules.published.as_ref().map_or(u8::MAX, |contest| contest.rules.attempts);
        let spent = counted.iter().filter(|one| matches!(one.fact.what, What::Spent { .. })).count();
        attempts.counted = u8::try_from(spent).unwrap_or(u8::MAX).min(most);
        for one in counted {
            let What::Handed { attempt, seconds, answers } = &one.fact.what else { continue };
            let mut reject = |reason| rejected.push((one.record(), reason));
            let Some(began) = began(&mut opened, one, *attempt) else {
                attempts.waits |= Wait::Opening.bit();
                continue;
            };
            if let Some(reason) = out_of_time(began.window, one.when.window) {
                reject(reason);
                continue;
            }
            if began.used {
                reject(Reason::Twice);
                continue;
            }
            attempts.handed = attempts.handed.or(Some(one.when.day));
            match verdict(began, answers, rules, workspace) {
                Verdict::NoPack => attempts.waits |= Wait::Pack.bit(),
                Verdict::Wrong(Reason::Paper) => {
                    reject(Reason::Paper);
                    rejected.push((RecordId { bundle: began.source.bundle, number: began.number }, Reason::Paper));
                }
                Verdict::Wrong(reason) => reject(reason),
                Verdict::Right { .. } if attempts.counted >= most => {
                    began.used = true;
                    reject(Reason::Attempts);
                }
                Verdict::Right { pressed_in_turn: true, .. } if one.source.holds.any(Sign::Keys) => {
                    attempts.pressed_in_turn = true;
                    if one.source.holds.of(Sign::Keys.bit()).excluded == 0 {
                        attempts.waits |= Wait::Sign.bit();
                    } else {
                        reject(Reason::Sign);
                    }
                }
                Verdict::Right { score, pressed_in_turn } => {
                    began.used = true;
                    attempts.counted += 1;
                    attempts.pressed_in_turn |= pressed_in_turn;
                    attempts.valid = attempts.valid.or(Some(one.when.day));
                    let is_better = attempts.best.is_none_or(|(best, spent)| (score, spent) > (best, *seconds));
                    if is_better {
                        attempts.best = Some((score, *seconds));
                    }
                }
            }
        }
        attempts
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
        let What::Opened { attempt, pack, paper, .. } = &one.fact.what else { return None };
        Some(Opened {
            source: one.source,
            written: one.written,
            number: one.fact.number,
            attempt: *attempt,
            pack: one.facts.packs.get(usize::from(*pack)).copied(),
            paper: paper.0,
            window: one.when.window,
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
fn verdict(began: &Opened<'_>, answers: &Answers, rules: &ContestRules, workspace: &mut Workspace) -> Verdict {
    let Some(pack) = began.pack.and_then(|digest| rules.pack(&digest.0)) else { return Verdict::NoPack };
    let Workspace { drawn, text, keys } = workspace;
    // A paper that was opened keeps the key of its opening, whichever of the station's that was.
    let is_drawn = began.source.draws.iter().any(|key| {
        let seed = Seed(key.draw_seed(&rules.contest, &began.written.0, began.attempt));
        draw_again(&pack.contest, &pack.bank, seed, drawn).is_ok()
            && drawn_digest(drawn, &pack.bank, text) == began.paper
    });
    if !is_drawn {
        return Verdict::Wrong(Reason::Paper);
    }
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
