//! Topics that are taught to a group, in the station's chain and across a power cut.

use super::{AtDesk, Booth};
use crate::{
    outbox::place::{act, at},
    store::fixture::{quick, resident},
};
use std::sync::{Arc, mpsc};
use tramso::{
    content::Pack,
    domain::{PersonKey, TopicId},
    kiosk::worker::{Job, Worker, WorkerConfig},
    record::{Body, Draft, HowLearnt, Record, RecordKind},
    store::{Station, Store},
    tui::{ClassList, Effect, Msg, Secret, StationLine, TaughtLesson, screens::group::KIND},
};

fn topic(number: u8) -> TopicId {
    TopicId::new(number).unwrap()
}

/// The worker behind the passphrase, the content that it began with, and what it answered.
fn unlocked(booth: &Booth, seconds: i64) -> (AtDesk, Arc<Pack>, Vec<Msg>) {
    let station = Station::find(&booth.dir).unwrap();
    let slot = station.slots[0].id.0.to_string();
    let line = StationLine { demo: true, enrolled: true, ..StationLine::default() };
    let config = WorkerConfig { station, line, content: None, drive_roots: Vec::new(), stop: Arc::default() };
    let mut worker = AtDesk(Worker::new(config, mpsc::channel().0));
    let first = worker.0.begin(at(seconds));
    let pack = first.into_iter().find_map(|msg| if let Msg::Content(pack) = msg { Some(pack) } else { None }).unwrap();
    let answers =
        worker.perform(Effect::Unlock { slot, passphrase: Secret::new(booth.passphrase.text()) }, at(seconds));
    (worker, pack, answers)
}

fn opened(booth: &Booth, people: usize) -> (AtDesk, Arc<Pack>) {
    let (mut worker, pack, _) = unlocked(booth, 1);
    worker.perform(Effect::OpenShift { pin: Secret::new("1234") }, at(1));
    for n in 0..people {
        worker.arrive(n, 2);
        worker.perform(Effect::Leave, at(3));
    }
    (worker, pack)
}

fn draft(text: &str) -> Draft {
    Draft { kind: KIND.into(), text: text.into() }
}

fn lesson(pack: &Pack, number: u8, people: Vec<PersonKey>) -> TaughtLesson {
    let lessons = pack.required_lessons(topic(number)).map(|lesson| lesson.id).collect();
    let raised = vec![vec![3, 1], Vec::new()];
    TaughtLesson {
        topic: topic(number),
        pack: pack.digest,
        lessons,
        seconds: 480,
        raised,
        people,
        after: draft("after"),
    }
}

fn keep(worker: &mut AtDesk, lesson: TaughtLesson, seconds: i64) -> Vec<Msg> {
    worker.0.perform(&Job { effect: Effect::KeepGroup(Box::new(lesson)), now: at(seconds) })
}

fn class(worker: &mut AtDesk, seconds: i64) -> ClassList {
    let answers = worker.perform(Effect::ListClass, at(seconds));
    let list = answers.into_iter().find_map(|msg| if let Msg::Class(list) = msg { Some(*list) } else { None });
    list.unwrap()
}

/// How many records the station has.
fn records(worker: &mut AtDesk) -> u64 {
    let answers = worker.perform(Effect::Counts, at(900));
    answers.iter().find_map(|msg| if let Msg::Counts(_, sync) = msg { Some(sync.waiting) } else { None }).unwrap()
}

/// The chain's records; none for what was erased.
fn chain(store: &Store) -> Vec<Option<Record>> {
    let mut found = Vec::new();
    store
        .each_link::<tramso::store::StoreError>(store.epochs().unwrap().last().unwrap().number, 1, |link| {
            found.push(link.content.map(|(_, bytes)| Record::read(bytes).unwrap()));
            Ok(true)
        })
        .unwrap();
    found
}

fn kinds(store: &Store) -> Vec<Option<RecordKind>> {
    chain(store).iter().map(|one| one.as_ref().map(|record| record.body.kind())).collect()
}

fn code(answers: &[Msg]) -> &str {
    match answers {
        [Msg::Failed(failure)] => failure.code,
        _ => panic!("no failure"),
    }
}

#[test]
fn a_lesson_stands_before_exactly_those_whom_it_taught() {
    let booth = Booth::new(at(0));
    let keys: Vec<PersonKey> = {
        let store = booth.open();
        (0..7).map(|n| resident(n).key(&store)).collect()
    };
    let (mut worker, pack) = opened(&booth, 6);
    // One has learnt the topic alone, one has withdrawn, one is ticked twice, one was never here.
    worker.perform(Effect::OpenPerson(keys[1]), at(4));
    worker.save(keys[1], vec![crate::store::fixture::topic(1)], 4);
    worker.perform(Effect::OpenPerson(keys[2]), at(5));
    worker.save(keys[2], vec![tramso::record::Event::Record(Body::Withdrawal {})], 5);
    worker.perform(Effect::Leave, at(6));
    let ticked = [0, 1, 2, 3, 0, 4, 6].map(|n| keys[n]).to_vec();
    let answers = keep(&mut worker, lesson(&pack, 1, ticked), 500);
    assert!(matches!(answers.as_slice(), [Msg::GroupKept { present: 3, .. }]));
    worker.perform(Effect::CloseShift, at(501));
    drop(worker);
    let store = booth.open();
    let chain = chain(&store);
    let place =
        chain.iter().position(|one| matches!(one, Some(Record { body: Body::GroupLesson { .. }, .. }))).unwrap();
    let taught = chain[place].as_ref().unwrap();
    let Body::GroupLesson { topic, pack: digest, lessons, seconds, present, raised } = &taught.body else { panic!() };
    assert_eq!((*topic, *seconds, *present, raised.len()), (1, 480, 3, 2));
    assert!(!lessons.is_empty() && *digest == tramso::record::hex(&pack.digest) && taught.person.is_none());
    for (behind, n) in [0, 3, 4].into_iter().enumerate() {
        let one = chain[place + 1 + behind].as_ref().unwrap();
        assert!(matches!(&one.body, Body::TopicDone { topic: 1, how: HowLearnt::Group, pack } if pack == digest));
        assert_eq!(one.person, Some(tramso::record::hex(&keys[n].0)));
    }
    let behind = chain[place + 4].as_ref().unwrap();
    assert_eq!(behind.body.kind(), RecordKind::ShiftClosed, "and nobody else");
    assert!(store.verify_chain().unwrap().is_empty());
}

#[test]
fn a_lesson_that_is_kept_is_not_kept_twice() {
    let booth = Booth::new(at(0));
    let (mut worker, pack) = opened(&booth, 3);
    let keys: Vec<PersonKey> = class(&mut worker, 4).learners.iter().map(|one| one.key).collect();
    worker.perform(Effect::SaveDraft(draft("at the end")), at(5));
    assert_eq!(keep(&mut worker, lesson(&pack, 1, keys.clone()), 500).len(), 1);
    let before = records(&mut worker);
    assert_eq!(code(&keep(&mut worker, lesson(&pack, 1, keys), 501)), "TS-G14");
    assert_eq!(records(&mut worker), before);
    // The draft went with it: a restart does not stand at the end of that lesson.
    drop(worker);
    let (_, _, answers) = unlocked(&booth, 502);
    let found =
        answers.iter().find_map(|msg| if let Msg::ShiftOpen { class, .. } = msg { class.clone() } else { None });
    assert_eq!(found.unwrap().text, "after");
}

#[test]
fn before_it_is_kept_a_restart_finds_it_as_it_was() {
    let booth = Booth::new(at(0));
    let (mut worker, pack) = opened(&booth, 3);
    let keys: Vec<PersonKey> = class(&mut worker, 4).learners.iter().map(|one| one.key).collect();
    worker.perform(Effect::SaveDraft(draft("in the middle")), at(5));
    drop(worker);
    let (mut worker, _, answers) = unlocked(&booth, 6);
    let found =
        answers.iter().find_map(|msg| if let Msg::ShiftOpen { class, .. } = msg { class.clone() } else { None });
    assert_eq!(found.unwrap().text, "in the middle");
    assert_eq!(keep(&mut worker, lesson(&pack, 2, keys), 500).len(), 1);
    // Another shift does not go on with it.
    worker.perform(Effect::CloseShift, at(501));
    drop(worker);
    let taught = kinds(&booth.open()).iter().filter(|kind| **kind == Some(RecordKind::GroupLesson)).count();
    assert_eq!(taught, 1);
    let (mut worker, _, _) = unlocked(&booth, 502);
    let answers = worker.perform(Effect::OpenShift { pin: Secret::new("1234") }, at(503));
    assert!(answers.iter().any(|msg| matches!(msg, Msg::ShiftOpen { class: None, .. })));
    assert_eq!(class(&mut worker, 504).taught, [], "what was taught in an earlier shift is not tonight's");
}

#[test]
fn a_crowd_and_other_content_are_refused_and_nothing_is_written() {
    let booth = Booth::new(at(0));
    let (mut worker, pack) = opened(&booth, 1);
    let before = records(&mut worker);
    let crowd = (0..61).map(|n| PersonKey([n; 32])).collect();
    assert_eq!(code(&keep(&mut worker, lesson(&pack, 1, crowd), 500)), "TS-G32");
    let keys: Vec<PersonKey> = class(&mut worker, 501).learners.iter().map(|one| one.key).collect();
    let other = TaughtLesson { pack: [9; 32], ..lesson(&pack, 1, keys.clone()) };
    assert_eq!(code(&keep(&mut worker, other, 502)), "TS-G31");
    assert_eq!(code(&keep(&mut worker, lesson(&pack, 1, Vec::new()), 503)), "TS-G14");
    assert_eq!(records(&mut worker), before);
    assert_eq!(keep(&mut worker, lesson(&pack, 1, keys), 504).len(), 1, "control");
    assert_eq!(records(&mut worker), before + 2);
}

#[test]
fn the_class_is_who_takes_part_by_their_given_names() {
    let booth = Booth::new(at(0));
    let withdrawn = resident(3).key(&booth.open());
    let (mut worker, pack) = opened(&booth, 11);
    worker.perform(Effect::OpenPerson(withdrawn), at(4));
    worker.save(withdrawn, vec![tramso::record::Event::Record(Body::Withdrawal {})], 4);
    worker.perform(Effect::Leave, at(5));
    let list = class(&mut worker, 6);
    let given: Vec<&str> = list.learners.iter().map(|one| one.name.rsplit(' ').next().unwrap()).collect();
    assert_eq!(given, ["Bảo", "Đường", "Hạnh", "Hòa", "Lượng", "Nghiêm", "Ngọc", "Quý", "Thủy", "Tuyết"]);
    assert!(list.taught.is_empty() && list.learners.iter().all(|one| one.topics.is_empty()));
    let keys: Vec<PersonKey> = list.learners.iter().take(2).map(|one| one.key).collect();
    keep(&mut worker, lesson(&pack, 3, keys), 500);
    let list = class(&mut worker, 501);
    assert_eq!(list.taught, [topic(3)]);
    assert_eq!(list.learners.iter().filter(|one| one.topics == [topic(3)]).count(), 2);
    drop(worker);
    // Who is erased is not in it.
    let mut store = Station::find(&booth.dir).unwrap().unlock_in(booth.key.clone(), &quick(), &mut |_| ()).unwrap();
    let person = store.find_by_key(&resident(0).key(&store)).unwrap().unwrap();
    store.erase(person, &act(600), "asked").unwrap();
    drop(store);
    let (mut worker, _, _) = unlocked(&booth, 601);
    assert_eq!(class(&mut worker, 602).learners.len(), 9);
}
