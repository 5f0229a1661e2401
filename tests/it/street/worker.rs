//! What the worker does to the store, as the centre sees it.

use super::{AtDesk, Booth, Hall, hand_in};
use crate::{
    outbox::place::{at, finish},
    store::fixture::{answer, resident, topic},
};
use std::collections::BTreeSet;
use tramso::{
    domain::{
        Birth, IdNumber, Identity, OneTouch, PersonKey, PersonName, Registration, Residence, Sex, TopicId, UnitCode,
    },
    record::{Body, Event, HelpMode, RegistrationV1},
    text::codes,
    tui::{Effect, ListKind, Msg, Ticket},
};

const DAY_S: i64 = 86_400;

pub fn registration(n: usize) -> Registration {
    let resident = resident(n);
    let unit = UnitCode::parse("11824").unwrap();
    Registration {
        name: PersonName::parse(&resident.name).unwrap(),
        birth: Birth::Year(resident.year),
        sex: Sex::Female,
        identity: Identity::Number(IdNumber::parse(&resident.number).unwrap()),
        residence: Residence { unit, village: resident.village },
        phone: None,
        guardian: None,
        workplace: None,
        memberships: BTreeSet::new(),
        one_touch: OneTouch::NotTaken,
    }
}

impl AtDesk {
    pub fn arrive(&mut self, n: usize, seconds: i64) {
        let registration = Box::new(registration(n));
        let events = vec![
            Event::Record(Body::Consent { text_version: 1 }),
            Event::Record(Body::Registration { registration: Box::new(RegistrationV1::from(&*registration)) }),
        ];
        let effect = Effect::NewPerson { registration, mode: HelpMode::ReadOut, events, ordinal: None };
        self.perform(effect, at(seconds));
    }

    pub fn save(&mut self, person: PersonKey, events: Vec<Event>, seconds: i64) {
        let effect = Effect::Save { ticket: Ticket(1), person: Some(person), mode: HelpMode::ReadOut, events };
        self.perform(effect, at(seconds));
    }
}

fn topics(store: &tramso::store::Store, key: &PersonKey) -> Vec<u8> {
    let person = store.find_by_key(key).unwrap().unwrap();
    store.person(person).unwrap().progress.topics.into_iter().map(TopicId::number).collect()
}

#[test]
fn what_a_visit_recorded_under_the_wrong_name_counts_for_the_right_person_at_the_centre() {
    let booth = Booth::new(at(0));
    let [wrong, right] = [0, 1].map(|n| resident(n).key(&booth.open()));
    let mut worker = booth.worker(&[], at(1));
    // The first one came before, in the same shift, and left steps behind: numbers of records and places part.
    worker.arrive(0, 2);
    worker.save(wrong, vec![answer(0, 1), topic(1), answer(1, 1)], 3);
    worker.perform(Effect::Leave, at(4));
    worker.arrive(1, 5);
    worker.perform(Effect::Leave, at(6));
    // The second one is treated as the first.
    worker.perform(Effect::OpenPerson(wrong), at(7));
    worker.save(wrong, vec![answer(2, 1), answer(3, 1)], 8);
    worker.save(wrong, vec![topic(2)], 9);
    worker.save(wrong, vec![answer(4, 1), topic(3), answer(5, 1)], 10);
    worker.perform(Effect::Move { from: wrong, to: right }, at(11));
    worker.perform(Effect::OpenPerson(right), at(11));
    worker.save(right, vec![topic(4)], 12);
    worker.perform(Effect::Leave, at(13));
    worker.perform(Effect::CloseShift, at(14));
    drop(worker);

    let mut store = booth.open();
    assert_eq!((topics(&store, &wrong), topics(&store, &right)), (vec![1], vec![2, 3, 4]));
    let steps = |key: &PersonKey| {
        let history = store.history(store.find_by_key(key).unwrap().unwrap()).unwrap();
        history.iter().filter(|(_, event)| matches!(event, Event::Journal(_))).count()
    };
    assert_eq!((steps(&wrong), steps(&right)), (2, 4), "steps before, between and behind the records too");

    let hall = Hall::new();
    hall.admit(&store, at(20));
    hand_in(&hall, &mut store, at(21));
    let bits = |key| hall.standing(key).unwrap().topics;
    assert_eq!((bits(wrong), bits(right)), (0b0001, 0b1110));
    assert!([wrong, right].iter().all(|key| hall.standing(*key).unwrap().registered.is_some()));
}

#[test]
fn a_visit_of_steps_alone_can_be_moved() {
    let booth = Booth::new(at(0));
    let [wrong, right] = [0, 1].map(|n| resident(n).key(&booth.open()));
    let mut worker = booth.worker(&[], at(1));
    for n in 0..2 {
        worker.arrive(n, 2);
        worker.perform(Effect::Leave, at(3));
    }
    worker.perform(Effect::OpenPerson(wrong), at(4));
    worker.save(wrong, vec![answer(0, 1), answer(1, 1)], 5);
    worker.perform(Effect::Move { from: wrong, to: right }, at(6));
    worker.perform(Effect::CloseShift, at(7));
    drop(worker);
    let store = booth.open();
    let length = |key: &PersonKey| store.history(store.find_by_key(key).unwrap().unwrap()).unwrap().len();
    assert_eq!((length(&wrong), length(&right)), (3, 4), "the move itself stays where it was written");
}

fn names(worker: &mut AtDesk, seconds: i64) -> Vec<String> {
    let answers = worker.perform(Effect::List(ListKind::All), at(seconds));
    let lines = answers.into_iter().find_map(|msg| if let Msg::People(lines) = msg { Some(lines) } else { None });
    lines.unwrap().into_iter().map(|line| line.name).filter(|name| !name.is_empty()).collect()
}

/// A station with one who has finished and one who has not, all of it held.
fn held() -> Booth {
    let booth = Booth::new(at(0));
    let mut store = booth.open();
    finish(&mut store, 0, 1);
    crate::outbox::place::register(&mut store, 1, 2);
    let receipt = {
        crate::outbox::place::prepare(&mut store, at(3));
        crate::outbox::place::signed(&crate::outbox::place::receipt(&store, 1))
    };
    tramso::kiosk::outbox::receive::take_receipt(&mut store, &receipt, at(10)).unwrap();
    booth
}

#[test]
fn who_may_go_goes_when_the_station_is_opened() {
    let booth = held();
    let mut worker = booth.worker(&[], at(6 * DAY_S));
    assert_eq!(names(&mut worker, 6 * DAY_S).len(), 2, "control: a day too early");
    worker.perform(Effect::CloseShift, at(6 * DAY_S));
    drop(worker);
    let mut worker = booth.worker(&[], at(8 * DAY_S));
    assert_eq!(names(&mut worker, 8 * DAY_S), [resident(1).name]);
}

#[test]
fn who_may_go_goes_between_visits() {
    let booth = held();
    let unfinished = resident(1).key(&booth.open());
    let mut worker = booth.worker(&[], at(6 * DAY_S));
    worker.perform(Effect::OpenPerson(unfinished), at(8 * DAY_S));
    assert_eq!(names(&mut worker, 8 * DAY_S).len(), 2, "not while somebody sits there");
    worker.perform(Effect::Leave, at(8 * DAY_S + 1));
    assert_eq!(names(&mut worker, 8 * DAY_S + 2), [resident(1).name]);
}

/// Nobody is sent for a stick where the contest has no papers.
#[test]
fn a_contest_without_papers_asks_for_no_stick() {
    let (booth, folder) = (Booth::new(at(0)), tempfile::tempdir().unwrap());
    let bank = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("question_banks/cong-dan-so");
    let copied = std::process::Command::new("cp").arg("-r").arg(&bank).arg(folder.path()).status().unwrap();
    assert!(copied.success());
    let content = folder.path().join("cong-dan-so");
    let contest = std::fs::read_to_string(content.join("contest.toml")).unwrap();
    let without = contest.replace("paper_from = \"required\"", "paper_from = \"required\"\non_paper = false");
    assert_ne!(contest, without);
    std::fs::write(content.join("contest.toml"), without).unwrap();
    let refused = |worker: &mut AtDesk| {
        let answers = worker.answers(Effect::PrintPapers(3), at(2));
        let code = |msg: &Msg| if let Msg::Failed(failure) = msg { Some(failure.code) } else { None };
        answers.iter().filter_map(code).collect::<Vec<_>>()
    };
    let (mut worker, _) = booth.worker_with_content(content, at(1));
    assert_eq!(refused(&mut worker), [codes::paper::NO_PAPER]);
    let mut worker = Booth::new(at(0)).worker(&[], at(1));
    assert_eq!(refused(&mut worker), [codes::removable::NO_STICK], "control: else it is looked for");
}

/// A folder that is named is tried out as the demo's contest, whatever contest it was written for, and is open today.
#[test]
fn a_demo_opens_with_content_from_a_folder() {
    let booth = Booth::new(at(0));
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("question_banks/cong-dan-so");
    let (mut worker, opened) = booth.worker_with_content(folder, at(1));
    assert!(opened.iter().any(|msg| matches!(msg, Msg::ShiftOpen { .. })));
    worker.arrive(0, 2);
    let answers = worker.perform(Effect::List(ListKind::ToCallBack), at(3));
    assert!(matches!(answers.as_slice(), [Msg::People(lines)] if lines.len() == 1));
}
