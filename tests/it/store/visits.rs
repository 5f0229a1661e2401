//! What a visit leaves behind: saved, found again, listed and counted.

use super::fixture::{Place, act, answer, at, message, opened, register, resident, submitted, topic};
use tramso::{
    domain::Moment,
    record::{Body, Draft, Event, Row},
    store::{PersonQuery, StoreError},
};

#[test]
fn a_visit_is_found_again_after_closing() {
    let place = Place::new();
    let mut store = place.open();
    assert_eq!(store.open_shift(place.station.slots[0].id, at(0)).unwrap().number, 1);
    let person = register(&mut store, 0, 1);
    let mut events_saved = vec![opened()];
    events_saved.extend((0..20).map(|place| answer(place, 2)));
    events_saved.push(submitted());
    for (second, event) in (2..).zip(&events_saved) {
        store.save(Some(person), &act(second), std::slice::from_ref(event)).unwrap();
    }
    store.close().unwrap();

    let store = place.open();
    assert!(store.opening().is_quiet(), "{:?}", store.opening());
    let key = resident(0).key(&store);
    assert_eq!(store.find_by_key(&key).unwrap(), Some(person));
    let history = store.history(person).unwrap();
    let events: Vec<Event> = history.iter().skip(2).map(|(_, event)| event.clone()).collect();
    assert_eq!(events, events_saved);
    assert_eq!(history[3].0, at(3));
    assert_eq!(store.last_stamp(), Some(at(23)));
    assert!(store.current_shift().unwrap().is_some());
}

#[test]
fn a_person_is_registered_once() {
    let place = Place::new();
    let mut store = place.open();
    register(&mut store, 3, 0);
    let key = resident(3).key(&store);
    assert!(matches!(store.new_person(key, &act(1), &[]), Err(StoreError::PersonExists)));
}

#[test]
fn search_finds_with_and_without_marks() {
    let place = Place::new();
    let mut store = place.open();
    for n in 0..40 {
        register(&mut store, n, 0);
    }
    let names = |name: &str, village: &str, birth_year: Option<i32>| -> Vec<String> {
        let sought = PersonQuery { name, village, birth_year };
        store.search(&sought).unwrap().into_iter().map(|line| line.name).collect()
    };
    assert!(names("Nguyễn Thị Hòa", "", None).contains(&"Nguyễn Thị Hòa".to_owned()));
    assert_eq!(names("nguyen thi hoa", "", None), names("Nguyễn Thị Hoà", "", None), "the new tone style too");
    assert_eq!(names("hoa nguyen", "", None), names("HÒA NGUYỄN", "", None), "in any order");
    assert!(names("dang", "", None).iter().all(|name| name.starts_with("Đặng")));
    assert!(!names("đặng", "", None).is_empty());
    assert_eq!(names("", "ngoc lac 2", Some(1941)).len(), 1);
    assert!(names("khong ai", "", None).is_empty());
    assert_eq!(names("", "", None).len(), 40);
}

#[test]
fn lists_and_counts_follow_the_records() {
    let place = Place::new();
    let mut store = place.open();
    let people: Vec<_> = (0..4).map(|n| register(&mut store, n, i64::try_from(n).unwrap())).collect();
    for person in &people[1..] {
        store.save(Some(*person), &act(20), &[topic(1), topic(2), topic(3), topic(4)]).unwrap();
    }
    for person in &people[2..] {
        store.save(Some(*person), &act(30), &[opened(), submitted()]).unwrap();
    }
    store.save(Some(people[3]), &act(40), &[message("Tôi đã biết nộp hồ sơ qua mạng.")]).unwrap();
    let lists = store.waiting_lists(4).unwrap();
    let rows = |lines: &[tramso::store::PersonLine]| lines.iter().map(|line| line.person).collect::<Vec<_>>();
    assert_eq!(rows(&lists.learn), [people[0]]);
    assert_eq!(rows(&lists.test), [people[1]]);
    assert_eq!(rows(&lists.share), [people[2]]);
    assert_eq!(lists.share[0].progress.since, Some(at(30).wall));

    let counts = store.counts(at(0).wall.date(), 4).unwrap();
    assert_eq!((counts.registered.today, counts.registered.all), (4, 4));
    assert_eq!((counts.learning, counts.to_test, counts.to_share, counts.finished.all), (1, 1, 1, 1));
    assert_eq!(counts.finished.today, 1);
    assert_eq!(counts.records.waiting, 8 + 12 + 4 + 1);
    let yesterday = Moment(at(0).wall.0 - 86_400_000).date();
    assert_eq!(store.counts(yesterday, 4).unwrap().registered.today, 0);
    assert_eq!(store.rebuild().unwrap(), 0);
}

/// Who took part on One Touch has nothing left to do here: whatever of it they have begun, nobody calls them back.
#[test]
fn who_took_part_on_one_touch_waits_for_nothing() {
    let place = Place::new();
    let mut store = place.open();
    let waits = register(&mut store, 0, 0);
    for n in 1..4 {
        let person = resident(n);
        let registration = tramso::record::RegistrationV1 { one_touch: true, ..person.registration() };
        let events = [
            Event::Record(Body::Consent { text_version: 1 }),
            Event::Record(Body::Registration { registration: Box::new(registration) }),
        ];
        let key = person.key(&store);
        let (row, _) = store.new_person(key, &act(1), &events).unwrap();
        if n > 1 {
            store.save(Some(row), &act(20), &[topic(1), topic(2), topic(3), topic(4)]).unwrap();
        }
        if n > 2 {
            store.save(Some(row), &act(30), &[opened(), submitted()]).unwrap();
        }
    }
    let lists = store.waiting_lists(4).unwrap();
    assert_eq!((lists.learn.len(), lists.test.len(), lists.share.len()), (1, 0, 0));
    let counts = store.counts(at(0).wall.date(), 4).unwrap();
    assert_eq!((counts.learning, counts.to_test, counts.to_share, counts.parked_today), (1, 0, 0, 1));
    assert_eq!((counts.registered.all, counts.one_touch, counts.both), (4, 3, 0));
    let called: Vec<_> = lists.to_call_back().iter().map(|line| line.person).collect();
    assert_eq!(called, [waits]);
}

/// One list, by given name, of everybody who waits for anything.
#[test]
fn the_list_to_call_back_has_everybody_who_waits() {
    let place = Place::new();
    let mut store = place.open();
    let people: Vec<_> = (0..9).map(|n| register(&mut store, n, 0)).collect();
    for person in &people[3..] {
        store.save(Some(*person), &act(20), &[topic(1), topic(2), topic(3), topic(4)]).unwrap();
    }
    for person in &people[6..] {
        store.save(Some(*person), &act(30), &[opened(), submitted()]).unwrap();
    }
    store.save(Some(people[8]), &act(40), &[message("Tôi đã biết nộp hồ sơ qua mạng.")]).unwrap();
    let called = store.waiting_lists(4).unwrap().to_call_back();
    let names: Vec<&str> = called.iter().map(|line| line.name.as_str()).collect();
    let mut sorted = names.clone();
    sorted.sort_by_cached_key(|name| tramso::domain::given_name_key(name));
    assert_eq!((names.len(), names), (8, sorted));
}

#[test]
fn drafts_are_kept_and_cleared_with_what_they_became() {
    let place = Place::new();
    let mut store = place.open();
    let draft = |kind: &str, text: &str| Draft { kind: kind.to_owned(), text: text.to_owned() };
    store.draft_save(None, &draft("register", "{\"name\":\"Ng\"}")).unwrap();
    store.draft_save(None, &draft("register", "{\"name\":\"Ngu\"}")).unwrap();
    drop(store);
    let mut store = place.open();
    assert_eq!(store.draft_load(None, "register").unwrap().unwrap().text, "{\"name\":\"Ngu\"}");
    let person = register(&mut store, 0, 0);
    assert_eq!(store.draft_load(None, "register").unwrap(), None, "the next resident must not see it");
    store.draft_save(Some(person), &draft("message", "Tôi")).unwrap();
    store.save(Some(person), &act(5), &[Event::Journal(Row::ResultSeen { attempt: 1 })]).unwrap();
    assert!(store.draft_load(Some(person), "message").unwrap().is_some());
    store.save(Some(person), &act(6), &[message("Tôi học số")]).unwrap();
    assert_eq!(store.draft_load(Some(person), "message").unwrap(), None);
}
