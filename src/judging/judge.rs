use super::{
    Answered, ContestRules, Facts,
    attempts::{Attempts, Workspace},
    basis::Basis,
    card::Card,
    counted::Counted,
    declarations::Declarations,
    facts::{Declaration, Learnt, Proof, What},
    reason::Reason,
    reassignments::{self, Reassignments},
    source::{Source, Window},
    two_people::keep_the_first,
    wholeness::{Days, wholeness},
};
use crate::{
    domain::{Moment, PersonKey, Sign, is_forbidden_char},
    ledger::{AppOn, BundleState, RecordId, Standing, Wait, topic_bit},
};

/// What the rules make of a person's facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    /// The standing that follows.
    pub standing: Standing,
    /// Records that do not count, and why. In order.
    pub rejected: Vec<(RecordId, Reason)>,
    /// Declarations of stations that contradict each other: each a record, in the order in which it happened; empty where nothing
    /// does. Whether somebody has chosen one of them is another thing.
    pub contradicting: Vec<RecordId>,
    /// What lists show of the person; none where nothing is declared that holds, or nobody may read it any more.
    pub card: Option<Card>,
    /// How the first of their tests that counts was answered.
    pub answered: Option<Answered>,
}

/// A person's own facts, and those of whom records went to or came from.
#[derive(Clone, Copy, Debug)]
pub struct Person<'f> {
    /// The person.
    pub key: PersonKey,
    /// The person's own facts.
    pub facts: &'f Facts,
    /// The facts of the related persons (`Facts::related`).
    pub related: &'f [(PersonKey, Facts)],
}

/// Judges a person by everything that is known of them. `sources` are those of all bundles that their facts name, in order of
/// their ids; a fact without one does not count. The same set of facts gives the same answer in whatever order it came.
#[must_use]
pub fn judge(person: &Person<'_>, sources: &[Source], rules: &ContestRules, workspace: &mut Workspace) -> Judged {
    let mut judged = Judged::default();
    if person.facts.is_forgotten() {
        judged.standing.withdrawn = true;
        return judged;
    }
    let mut counted = Vec::with_capacity(person.facts.list.len());
    collect(person, sources, rules, &mut judged, &mut counted);
    in_order(&mut counted);
    let parted = keep_the_first(&mut counted, person.facts);
    let standing = &mut judged.standing;
    standing.stations = stations(&counted);
    standing.anomalies = signs_of(person, sources);
    standing.withdrawn = is_withdrawn(&counted);
    if standing.withdrawn {
        standing.waits = 0;
        judged.rejected.clear();
        return judged;
    }
    reject_by_time(&counted, &mut judged.rejected);
    let declarations = Declarations::new(&counted, person.facts, &mut judged.rejected);
    let attempts = Attempts::new(&counted, rules, workspace, &mut judged.rejected);
    standing.waits |= attempts.waits;
    standing.anomalies |= if attempts.pressed_in_turn { Sign::Keys.bit() } else { 0 };
    standing.anomalies &= !rules.unlisted();
    residence(standing, &declarations);
    judged.card = Card::of(&counted, &declarations);
    parts(standing, &counted, &declarations, &attempts, rules);
    judged.answered = attempts.first;
    judged.contradicting = if declarations.contradicts() { declarations.records() } else { parted };
    if !judged.contradicting.is_empty() && !declarations.chosen {
        standing.waits |= Wait::Contradiction.bit();
    }
    judged.rejected.sort_unstable();
    judged.rejected.dedup_by_key(|(record, _)| *record);
    judged
}

/// All facts that count for the person: their own that were not moved away, and others' that were moved to them.
fn collect<'f>(
    person: &Person<'f>,
    sources: &'f [Source],
    rules: &ContestRules,
    judged: &mut Judged,
    counted: &mut Vec<Counted<'f>>,
) {
    let all = std::iter::once((person.key, person.facts));
    let all = all.chain(person.related.iter().map(|(key, facts)| (*key, facts)));
    let moves = if person.facts.has_reassignments() {
        Reassignments::new(all.clone(), sources)
    } else {
        Reassignments::default()
    };
    for (written, facts) in all {
        let mut known: Option<(u16, Option<&Source>)> = None;
        for fact in &facts.list {
            let source = match known {
                Some((bundle, source)) if bundle == fact.bundle => source,
                _ => reassignments::source(facts, fact, sources),
            };
            known = Some((fact.bundle, source));
            let Some(source) = source else { continue };
            if matches!(fact.what, What::Away { .. } | What::Here { .. } | What::Erased | What::ErasedOnRequest) {
                continue;
            }
            if moves.owner(written, source, fact.number) != person.key {
                continue;
            }
            if !counts(source.state, &fact.what) {
                judged.standing.waits |= waits_for(source.state);
                continue;
            }
            let record = RecordId { bundle: source.bundle, number: fact.number };
            if let Some(reason) = refusal(source, fact.number, &person.key, &fact.what) {
                match reason {
                    Refusal::Rejected(reason) => judged.rejected.push((record, reason)),
                    Refusal::Waits(wait) => judged.standing.waits |= wait.bit(),
                }
                continue;
            }
            let when = source.when(fact.wall, fact.suspect, rules);
            counted.push(Counted { fact, facts, source, written, when });
        }
    }
}

/// Why a record does not count, whatever it states.
enum Refusal {
    Rejected(Reason),
    /// Not yet.
    Waits(Wait),
}

/// Why a record does not count, whatever it states. A consent that is withdrawn needs nobody who vouches for it.
fn refusal(source: &Source, number: u64, person: &PersonKey, what: &What) -> Option<Refusal> {
    if !source.signs.shifts.is_open(number) && !matches!(what, What::Withdrawal) {
        return Some(Refusal::Rejected(Reason::Shift));
    }
    let of_record = match what {
        What::Topic { learnt: Learnt::Group, .. } | What::Paper { .. } => source.signs.evening.get(&number),
        What::Topic { learnt: Learnt::Here | Learnt::Elsewhere, .. } | What::Opened { .. } | What::Handed { .. } => {
            None
        }
        _ => return None, // else: nothing that could be made up to be an entry
    };
    if let Some(Basis::Refused(reason)) = of_record.map(|one| one.basis) {
        return Some(Refusal::Rejected(reason));
    }
    if let Some(Basis::Waits(wait)) = of_record.map(|one| one.basis) {
        return Some(Refusal::Waits(wait));
    }
    let own = of_record.map_or(0, |one| one.signs);
    let holds = source.holds.of((source.signs_of(person) & !signs_of_records()) | own);
    match (holds.excluded, holds.undecided) {
        (0, 0) => None,
        (0, _) => Some(Refusal::Waits(Wait::Sign)),
        _ => Some(Refusal::Rejected(Reason::Sign)),
    }
}

/// The signs of single records, one bit each.
fn signs_of_records() -> u32 {
    Sign::ALL.into_iter().filter(|sign| sign.is_of_records()).fold(0, |all, sign| all | sign.bit())
}

/// A consent that is withdrawn late is withdrawn all the same: closing time is no reason to keep anybody's data.
fn counts(state: BundleState, what: &What) -> bool {
    state.counts() || (state == BundleState::Late && matches!(what, What::Withdrawal))
}

fn waits_for(state: BundleState) -> u32 {
    match state {
        BundleState::Late => Wait::Deadline.bit(),
        BundleState::Fork | BundleState::Revoked | BundleState::Unconfirmed => Wait::Bundle.bit(),
        BundleState::Counted | BundleState::Admitted | BundleState::Excluded => 0,
    }
}

/// In the order in which it happened, as far as the bounds show: within an epoch by number, and no record before the one that its
/// station wrote before it; else by the lower bound, station and epoch.
fn in_order(counted: &mut [Counted<'_>]) {
    let first = counted.first().map(|one| one.source.bundle);
    if counted.iter().all(|one| Some(one.source.bundle) == first) && counted.is_sorted_by_key(|one| one.fact.number) {
        raise(counted);
        return;
    }
    counted.sort_by(|a, b| (epoch(a), record(a)).cmp(&(epoch(b), record(b))));
    for run in counted.chunk_by_mut(|a, b| epoch(a) == epoch(b)) {
        raise(run);
    }
    counted.sort_by(|a, b| (a.when.lower, epoch(a), record(a)).cmp(&(b.when.lower, epoch(b), record(b))));
}

/// The station and its epoch.
fn epoch<'f>(one: &Counted<'f>) -> (&'f str, &'f str) {
    (&one.source.station, &one.source.epoch)
}

/// The number, and which copy of the station wrote it.
fn record<'f>(one: &Counted<'f>) -> (u64, &'f [u8; 32]) {
    (one.fact.number, &one.source.digest)
}

fn raise(run: &mut [Counted<'_>]) {
    let mut latest = Moment::MIN;
    for one in run {
        latest = latest.max(one.when.lower);
        one.when.lower = latest;
    }
}

fn stations(counted: &[Counted<'_>]) -> u16 {
    let Some(first) = counted.first() else { return 0 };
    if counted.iter().all(|one| one.source.station == first.source.station) {
        return 1;
    }
    let mut stations: Vec<&str> = counted.iter().map(|one| one.source.station.as_str()).collect();
    stations.sort_unstable();
    stations.dedup();
    u16::try_from(stations.len()).unwrap_or(u16::MAX)
}

/// What bundles show of the person as a whole, of those that count.
fn signs_of(person: &Person<'_>, sources: &[Source]) -> u32 {
    let facts = person.facts;
    let shown = facts.bundles.iter().filter_map(|id| reassignments::by_id(sources, *id));
    let shown = shown.filter(|source| source.state.counts()).map(|source| source.signs_of(&person.key));
    let of = |(place, bits): &(u16, u32)| {
        let source = reassignments::by_id(sources, *facts.bundles.get(usize::from(*place))?)?;
        source.state.counts().then_some(*bits)
    };
    facts.anomalies.iter().filter_map(of).chain(shown).fold(0, |all, bits| all | bits)
}

/// The newest of consent and withdrawal holds.
fn is_withdrawn(counted: &[Counted<'_>]) -> bool {
    let newest = counted.iter().rev().find(|one| matches!(one.fact.what, What::Consent | What::Withdrawal));
    newest.is_some_and(|one| one.fact.what == What::Withdrawal)
}

/// Rejects what happened outside the contest, or outside the days of the station's place; a test's end is judged with its
/// beginning.
fn reject_by_time(counted: &[Counted<'_>], rejected: &mut Vec<(RecordId, Reason)>) {
    for one in counted {
        let reason = match one.when.window {
            Window::Open => continue,
            Window::Early => Reason::Early,
            Window::Late => Reason::Late,
            Window::Outside => Reason::Outside,
        };
        let has_no_time = matches!(
            one.fact.what,
            What::Handed { .. }
                | What::Paper { .. }
                | What::Spent { .. }
                | What::Withdrawal
                | What::Consent
                | What::Certificate
                | What::Slip(_)
        );
        if !has_no_time {
            rejected.push((one.record(), reason));
        }
    }
}

/// Where the person belongs.
fn residence(standing: &mut Standing, declarations: &Declarations<'_>) {
    let Some(form) = declarations.holds() else { return };
    let Declaration { unit, village, work, one_touch, .. } = form.declaration;
    standing.unit = Some(unit.clone());
    standing.village = Some(without_controls(village));
    standing.work = work.as_ref().map(|(unit, name)| (unit.clone(), without_controls(name)));
    standing.one_touch = *one_touch;
}

/// Text of a station without control and invisible characters. No station of ours records one; a database may refuse a zero byte.
fn without_controls(text: &str) -> String {
    text.chars().map(|ch| if is_forbidden_char(ch) { char::REPLACEMENT_CHARACTER } else { ch }).collect()
}

/// Which parts are there, since when, and whether the entry is whole.
fn parts(
    standing: &mut Standing,
    counted: &[Counted<'_>],
    declarations: &Declarations<'_>,
    attempts: &Attempts,
    rules: &ContestRules,
) {
    let has_consented = counted.iter().any(|one| one.fact.what == What::Consent);
    standing.registered = declarations.since().filter(|_| has_consented);
    let mut learnt_anywhere = 0;
    let (mut learnt_on, mut anywhere_on) = (i32::MIN, i32::MIN);
    let mut message = None;
    for one in counted.iter().filter(|one| one.when.window == Window::Open) {
        match &one.fact.what {
            What::Topic { topic, learnt, .. } => {
                let bit = topic_bit(*topic);
                if learnt_anywhere & bit == 0 {
                    anywhere_on = anywhere_on.max(one.when.day);
                }
                learnt_anywhere |= bit;
                standing.in_group |= *learnt == Learnt::Group;
                if *learnt != Learnt::Elsewhere && standing.topics & bit == 0 {
                    learnt_on = learnt_on.max(one.when.day);
                    standing.topics |= bit;
                }
            }
            What::Message => message = message.or(Some(one.when.day)),
            What::Story(story) => {
                message = message.or(Some(one.when.day));
                standing.story = Some(story.may_be_public);
            }
            What::App(app) => standing.app = Some(app_on(*app)),
            What::Consent
            | What::Withdrawal
            | What::Declared(_)
            | What::Opened { .. }
            | What::Handed { .. }
            | What::Certificate
            | What::Away { .. }
            | What::Here { .. }
            | What::Erased
            | What::ErasedOnRequest
            | What::Spent { .. }
            | What::Paper { .. }
            | What::Registered(..)
            | What::Slip(_) => (),
        }
    }
    tests(standing, attempts);
    wholeness(standing, attempts, rules, &Days { learnt_on, anywhere_on, learnt_anywhere, message });
}

/// The tests that count, and the one among them.
fn tests(standing: &mut Standing, attempts: &Attempts) {
    standing.attempts = attempts.counted;
    standing.score = attempts.best.map(|best| best.score);
    standing.seconds = attempts.best.and_then(|best| best.seconds);
    standing.on_paper = attempts.best.is_some_and(|best| best.on_paper);
    standing.ranked = attempts.best.is_some_and(|best| best.ranks);
}

/// Answer about the app by the code that facts keep.
fn app_on(code: u8) -> AppOn {
    match code {
        0 => AppOn::InstalledNow,
        1 => AppOn::HadIt,
        _ => AppOn::NoSmartphone,
    }
}

impl Facts {
    pub(super) fn has_reassignments(&self) -> bool {
        self.list.iter().any(|fact| matches!(fact.what, What::Away { .. } | What::Here { .. }))
    }
}

impl Declaration {
    /// Whether somebody can be registered by it.
    pub(super) fn is_sound(&self) -> bool {
        self.identity != Proof::Wrong
    }
}
