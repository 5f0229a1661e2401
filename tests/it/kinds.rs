//! Record kinds: every kind goes through every consumer. A new kind does not compile here until it has a sample and an answer for
//! each consumer, and fails where a consumer drops it.

use crate::{
    judging::stage::{self, Station as Desk, gather},
    store::fixture::{Place, act, register, resident},
};
use std::collections::BTreeSet;
use tramso::{
    domain::{Moment, PersonKey},
    loadgen::City,
    record::{
        AnswerV1, Body, BodyView, CertificateV1, Event, HelpMode, HowLearnt, InstallV1, Medium, PaperAnswerV1, Record,
        RecordKind, RecordView, StampV1, VERSION, hex,
    },
    store::PersonProgress,
};

const OTHER: [u8; 32] = [7; 32];

fn batch() -> String {
    "048192".to_owned()
}

/// One body of each kind.
fn sample(kind: RecordKind) -> Body {
    let pack = "0f".repeat(32);
    match kind {
        RecordKind::Consent => Body::Consent { text_version: 2 },
        RecordKind::Registration => Body::Registration { registration: Box::new(resident(3).registration()) },
        RecordKind::Correction => Body::Correction { registration: Box::new(resident(4).registration()) },
        RecordKind::Withdrawal => Body::Withdrawal {},
        RecordKind::TopicDone => Body::TopicDone { topic: 2, how: HowLearnt::Group, pack },
        RecordKind::AttemptOpened => {
            Body::AttemptOpened { attempt: 1, pack, paper: "1e".repeat(32), medium: Medium::Paper }
        }
        RecordKind::AttemptSubmitted => {
            let answers = vec![AnswerV1 { question: "A-001".to_owned(), option: 1, seconds: 12 }];
            Body::AttemptSubmitted { attempt: 1, late: true, seconds: 754, answers }
        }
        RecordKind::Message => {
            Body::Message { text: "Tôi \"học số\".".to_owned(), ready: Some(3), dictated: true, publish: true }
        }
        RecordKind::CertificateAsked => Body::CertificateAsked {
            certificate: CertificateV1 { number: "TK-000123".to_owned(), check: "ABCDEFGH".to_owned() },
        },
        RecordKind::App => Body::App { install: InstallV1::HadIt },
        RecordKind::ShiftOpened => Body::ShiftOpened { shift: 2, helper: "1".to_owned() },
        RecordKind::ShiftClosed => Body::ShiftClosed { shift: 2, people: 5, finished: 4 },
        // Of records that do not exist, so that nothing else moves.
        RecordKind::Moved => Body::Moved { to: hex(&OTHER), from_event: 900, to_event: 901 },
        RecordKind::Erased => Body::Erased { events: vec![1, 2], why: "asked".to_owned() },
        RecordKind::GroupLesson => {
            let (lessons, raised) = (vec!["1.1".to_owned(), "1.2".to_owned()], vec![vec![3, 0, 9, 1], vec![]]);
            Body::GroupLesson { topic: 1, pack, lessons, seconds: 480, present: 24, raised }
        }
        RecordKind::PapersPrinted => Body::PapersPrinted { batch: batch(), count: 30, pack },
        RecordKind::PapersCollected => Body::PapersCollected { batch: batch(), serials: vec![1, 2, 30] },
        RecordKind::PaperHanded => {
            let answers = vec![PaperAnswerV1 { question: "A-001".to_owned(), option: 2 }];
            Body::PaperHanded { batch: batch(), serial: 2, attempt: 1, pack, paper: "1e".repeat(32), answers }
        }
        RecordKind::PaperRekeyed => Body::PaperRekeyed { batch: batch(), serial: 2, differs: vec![7] },
        RecordKind::PapersVoid => Body::PapersVoid { batch: batch(), serials: vec![3] },
        RecordKind::ClockConfirmed => Body::ClockConfirmed { date: "2026-12-05".to_owned() },
    }
}

/// The kinds that a consumer drops although it must not, or keeps although it must not.
fn misses(must: impl Fn(RecordKind) -> bool, consumes: impl Fn(&Body) -> bool) -> Vec<RecordKind> {
    RecordKind::ALL.iter().copied().filter(|kind| must(*kind) != consumes(&sample(*kind))).collect()
}

const NONE: [RecordKind; 0] = [];

fn record(body: Body) -> Record {
    let at = StampV1 { wall_ms: 1_795_312_800_123, mono_ms: 5_000, boot: 77, suspect: false };
    let (contest, person, helper) = ("demo".to_owned(), Some(hex(&[0x3c; 32])), "1".to_owned());
    Record { v: VERSION, n: 1, contest, person, at, shift: 1, helper, mode: HelpMode::Alone, body }
}

fn is_read_back(body: &Body) -> bool {
    let record = record(body.clone());
    Record::read(&record.bytes()).is_ok_and(|read| read == record)
}

/// Whether the view of a body has the same content.
fn is_seen(body: &Body) -> bool {
    let bytes = record(body.clone()).bytes();
    let Some(RecordView { body: seen, .. }) = RecordView::read(&bytes) else { return false };
    match (body, &seen) {
        (Body::Consent { text_version }, BodyView::Consent { text_version: seen }) => text_version == seen,
        (Body::Registration { registration }, BodyView::Registration { registration: seen })
        | (Body::Correction { registration }, BodyView::Correction { registration: seen }) => {
            **registration == seen.owned()
        }
        (Body::Withdrawal {}, BodyView::Withdrawal) => true,
        (Body::TopicDone { topic, how, pack }, BodyView::TopicDone { topic: t, how: h, pack: p }) => {
            (topic, how, pack.as_str()) == (t, h, p)
        }
        (
            Body::AttemptOpened { attempt, pack, paper, medium },
            BodyView::AttemptOpened { attempt: a, pack: p, paper: drawn, medium: m },
        ) => (attempt, pack.as_str(), paper.as_str(), medium) == (a, p, drawn, m),
        (
            Body::AttemptSubmitted { attempt, late, seconds, answers },
            BodyView::AttemptSubmitted { attempt: a, late: l, seconds: s, answers: seen },
        ) => {
            let same = |(one, seen): (&AnswerV1, &tramso::record::AnswerView<'_>)| {
                (one.question.as_str(), one.option, one.seconds) == (&seen.question, seen.option, seen.seconds)
            };
            (attempt, late, seconds, answers.len()) == (a, l, s, seen.len()) && answers.iter().zip(seen).all(same)
        }
        (
            Body::Message { text, ready, dictated, publish },
            BodyView::Message { text: t, ready: r, dictated: d, publish: p },
        ) => (text.as_str(), ready, dictated, publish) == (t, r, d, p),
        (Body::CertificateAsked { certificate }, BodyView::CertificateAsked { number, check }) => {
            (certificate.number.as_str(), certificate.check.as_str()) == (number, check)
        }
        (Body::App { install }, BodyView::App { install: seen }) => install == seen,
        (Body::ShiftOpened { shift, helper }, BodyView::ShiftOpened { shift: s, helper: h }) => {
            (shift, helper.as_str()) == (s, h)
        }
        (Body::ShiftClosed { shift, people, finished }, BodyView::ShiftClosed { shift: s, people: p, finished: f }) => {
            (shift, people, finished) == (s, p, f)
        }
        (Body::Moved { to, from_event, to_event }, BodyView::Moved { to: t, from_event: f, to_event: e }) => {
            (to.as_str(), from_event, to_event) == (t, f, e)
        }
        (Body::Erased { events, why }, BodyView::Erased { events: e, why: w }) => (events, why.as_str()) == (e, w),
        (Body::ClockConfirmed { date }, BodyView::ClockConfirmed { date: seen }) => date.as_str() == seen,
        _ => is_evening_seen(body, &seen),
    }
}

/// The same for a group's lesson and numbered papers.
fn is_evening_seen(body: &Body, seen: &BodyView<'_>) -> bool {
    match (body, seen) {
        (
            Body::GroupLesson { topic, pack, lessons, seconds, present, raised },
            BodyView::GroupLesson { topic: t, pack: p, lessons: l, seconds: s, present: n, raised: h },
        ) => (topic, pack.as_str(), seconds, present, raised) == (t, p, s, n, h) && lessons.iter().eq(l),
        (Body::PapersPrinted { batch, count, pack }, BodyView::PapersPrinted { batch: b, count: c, pack: p }) => {
            (batch.as_str(), count, pack.as_str()) == (b, c, p)
        }
        (Body::PapersCollected { batch, serials }, BodyView::PapersCollected { batch: b, serials: s })
        | (Body::PapersVoid { batch, serials }, BodyView::PapersVoid { batch: b, serials: s }) => {
            (batch.as_str(), serials) == (b, s)
        }
        (
            Body::PaperHanded { batch, serial, attempt, pack, paper, answers },
            BodyView::PaperHanded { batch: b, serial: s, attempt: a, pack: p, paper: drawn, answers: seen },
        ) => {
            let same = answers
                .iter()
                .map(|one| (one.question.as_str(), one.option))
                .eq(seen.iter().map(|(question, option)| (question.as_ref(), *option)));
            (batch.as_str(), serial, attempt, pack.as_str(), paper.as_str()) == (b, s, a, p, drawn) && same
        }
        (Body::PaperRekeyed { batch, serial, differs }, BodyView::PaperRekeyed { batch: b, serial: s, differs: d }) => {
            (batch.as_str(), serial, differs) == (b, s, d)
        }
        _ => false,
    }
}

/// Whether the projection shows what a record of this kind did, besides the time of the newest record.
fn shows(kind: RecordKind, progress: &PersonProgress, at: Moment) -> bool {
    match kind {
        RecordKind::Registration => progress.registered == Some(at),
        RecordKind::Withdrawal => progress.withdrawn == Some(at),
        RecordKind::TopicDone => progress.topics.len() == 1,
        RecordKind::AttemptOpened => progress.attempts == 1,
        RecordKind::AttemptSubmitted => progress.tested == Some(at),
        RecordKind::Message => progress.message == Some(at),
        RecordKind::CertificateAsked => progress.certificate == Some(at),
        RecordKind::App => progress.app == Some(InstallV1::HadIt),
        // The new registration is read from the store; the others change nothing that a list shows.
        RecordKind::Consent
        | RecordKind::Correction
        | RecordKind::ShiftOpened
        | RecordKind::ShiftClosed
        | RecordKind::Moved
        | RecordKind::Erased
        | RecordKind::GroupLesson
        | RecordKind::PapersPrinted
        | RecordKind::PapersCollected
        | RecordKind::PaperHanded
        | RecordKind::PaperRekeyed
        | RecordKind::PapersVoid
        | RecordKind::ClockConfirmed => true,
    }
}

/// Whether the centre's facts of a person follow from a kind, and whether the load generator's residents and helpers leave it at
/// their stations.
fn is_judged_and_made(kind: RecordKind) -> (bool, bool) {
    match kind {
        RecordKind::ShiftOpened
        | RecordKind::ShiftClosed
        | RecordKind::GroupLesson
        | RecordKind::PapersPrinted
        | RecordKind::PapersCollected
        | RecordKind::PaperRekeyed
        | RecordKind::PapersVoid => (false, true),
        // A helper's decision at the desk, which no resident of the generator needs.
        RecordKind::Moved | RecordKind::Erased => (true, false),
        // A mark of the shift where a clock is wrong, which the generator's stations have not.
        RecordKind::ClockConfirmed => (false, false),
        RecordKind::Consent
        | RecordKind::Registration
        | RecordKind::Correction
        | RecordKind::Withdrawal
        | RecordKind::TopicDone
        | RecordKind::AttemptOpened
        | RecordKind::AttemptSubmitted
        | RecordKind::Message
        | RecordKind::CertificateAsked
        | RecordKind::App
        | RecordKind::PaperHanded => (true, true),
    }
}

#[test]
fn every_kind_has_a_sample_and_one_written_name() {
    for kind in RecordKind::ALL {
        let body = sample(*kind);
        assert_eq!(body.kind(), *kind);
        assert_eq!(kind.as_str().parse(), Ok(*kind));
        let json: serde_json::Value = serde_json::to_value(&body).unwrap();
        assert_eq!(json["kind"], kind.as_str());
    }
    assert!("consents".parse::<RecordKind>().is_err());
}

#[test]
fn every_kind_is_read_back_and_seen() {
    assert_eq!(misses(|_| true, is_read_back), NONE);
    assert_eq!(misses(|_| true, is_seen), NONE);
}

#[test]
fn the_station_keeps_and_projects_every_kind() {
    let place = Place::new();
    let mut store = place.open();
    for (n, kind) in (0..).zip(RecordKind::ALL) {
        // The person's own registration is the sample where that is the kind.
        let before = if *kind == RecordKind::Registration { RecordKind::Consent } else { RecordKind::Registration };
        let events = [Event::Record(sample(before))];
        let (person, _) = store.new_person(PersonKey([n; 32]), &act(1), &events).unwrap();
        let (event, at) = (Event::Record(sample(*kind)), act(60));
        store.save(Some(person), &at, std::slice::from_ref(&event)).unwrap();
        let history = store.history(person).unwrap();
        assert!(history.iter().any(|(_, kept)| *kept == event), "{kind:?} is not in the history");
        let progress = store.person(person).unwrap().progress;
        assert_eq!(progress.since, Some(at.at.wall), "{kind:?}");
        assert!(shows(*kind, &progress, at.at.wall), "{kind:?} is not projected: {progress:?}");
    }
    assert_eq!(store.rebuild().unwrap(), 0, "the projection follows from the records");
    let person = register(&mut store, 50, 100);
    let history = store.history(person).unwrap();
    assert!(!history.iter().any(|(_, kept)| *kept == Event::Record(sample(RecordKind::Message))), "control");
}

/// Whether a person's facts change with this body.
fn changes_facts(body: &Body) -> bool {
    let facts = |bodies: &[Body]| {
        let mut desk = Desk::new(1, 1);
        let key = desk.key(1);
        for body in bodies {
            desk.write(key, body.clone());
        }
        let gathered = gather(stage::rules(), &desk.records);
        let (_, facts) = gathered.people.into_iter().find(|(person, _)| *person == key).unwrap();
        facts.write()
    };
    let consent = sample(RecordKind::Consent);
    facts(std::slice::from_ref(&consent)) != facts(&[consent, body.clone()])
}

#[test]
fn the_centre_judges_every_kind_that_a_person_has() {
    assert_eq!(misses(|kind| is_judged_and_made(kind).0, changes_facts), NONE);
}

#[test]
fn the_maker_of_people_makes_every_kind_that_visits_have() {
    let city = City::new(7, 2, 300, Moment(crate::days::MORNING_MS)).unwrap();
    let made: BTreeSet<RecordKind> =
        (0..2).flat_map(|station| city.drafts(station)).map(|draft| draft.body.kind()).collect();
    assert_eq!(misses(|kind| is_judged_and_made(kind).1, |body| made.contains(&body.kind())), NONE);
}

#[test]
fn a_consumer_that_drops_a_kind_is_found() {
    let planted = |consumes: fn(&Body) -> bool| move |body: &Body| consumes(body) && body.kind() != RecordKind::Message;
    assert_eq!(misses(|_| true, planted(is_read_back)), [RecordKind::Message]);
    assert_eq!(misses(|_| true, planted(is_seen)), [RecordKind::Message]);
    assert_eq!(misses(|kind| is_judged_and_made(kind).0, planted(changes_facts)), [RecordKind::Message]);
}
