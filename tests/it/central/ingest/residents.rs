//! Who somebody is: kept sealed, found by name, telephone and number, shown to whom it belongs.

use super::*;
use std::{fs, path::Path};
use tramso::{
    centre::{QueryError, ResidentList, SearchIndex, SearchText},
    domain::{Missing, Sex},
    judging::Card,
    ledger::PersonIndex,
    record::InstallV1,
};

const UNIT: &str = "11113";

fn commune(code: &str) -> Access {
    Access::Commune(UnitCode::parse(code).unwrap())
}

fn found(centre: &Centre, access: &Access, unit: Option<&str>, typed: &str) -> ResidentList {
    let wanted = SearchText::parse(typed).unwrap();
    centre.search(access, unit, &wanted, (Actor::CommandLine, Moment(NOW))).unwrap()
}

fn names(list: &ResidentList) -> Vec<(String, String)> {
    list.people.iter().map(|one| (one.card.name.clone(), one.card.phone.clone().unwrap_or_default())).collect()
}

fn phone(person: u64) -> String {
    stage::told(person).phone.unwrap()
}

fn card(centre: &Centre, key: PersonKey) -> Option<Card> {
    let row = centre.ledger().read_tx(|tx| tx.people(&[key])).unwrap().pop().unwrap();
    (!row.card.is_empty()).then(|| Card::read(&row.card).unwrap())
}

/// Twelve people: six have done everything, three have learnt, three are registered and no more.
fn village(centre: &Centre) -> Station {
    enrol(centre, 1);
    let mut one = station(1);
    for person in 1..=6 {
        one.whole(person);
    }
    for person in 7..=9 {
        one.register(person);
        one.learn(person, 1..=4, tramso::record::HowLearnt::Alone);
    }
    for person in 10..=12 {
        one.register(person);
    }
    let all = bundles(&one, one.records.len() as u64);
    centre.ingest(&Access::City, &all[0].bytes, Moment(NOW)).unwrap();
    one
}

#[test]
fn people_are_found_by_name_without_marks_telephone_and_number() {
    on_both(|centre| {
        let one = village(centre);
        for person in 1..=12 {
            let told = stage::told(person);
            let by_number = found(centre, &Access::City, None, told.id_number.as_deref().unwrap());
            assert_eq!(names(&by_number), [(told.name.clone(), phone(person))]);
            let by_phone = found(centre, &commune(UNIT), None, &format!("+84 {}", &phone(person)[1..]));
            assert_eq!(names(&by_phone), [(told.name.clone(), phone(person))]);
            let plain = tramso::domain::fold(&told.name).to_uppercase();
            let by_name = names(&found(centre, &commune(UNIT), None, &plain));
            let alike = (1..=12).filter(|other| stage::told(*other).name == told.name).count();
            assert!(by_name.len() == alike && by_name.iter().all(|(name, _)| *name == told.name), "{by_name:?}");
            assert_eq!(names(&found(centre, &Access::City, None, &plain)).len(), alike, "in the whole city");
        }
        let card = card(centre, one.key(1)).unwrap();
        assert_eq!((card.sex(), card.memberships().count()), (Some(Sex::Female), 2));
        assert!(card.story.is_some_and(|story| !story.text.is_empty()));
        assert!(found(centre, &Access::City, None, "Nguyễn Văn Không").people.is_empty());
        assert!(SearchText::parse("12 34").is_none() && SearchText::parse("  ").is_none());
    });
}

#[test]
fn nobody_is_shown_to_whom_they_do_not_belong() {
    on_both(|centre| {
        village(centre);
        let told = stage::told(3);
        let number = told.id_number.unwrap();
        for typed in [told.name.as_str(), number.as_str(), phone(3).as_str()] {
            let wanted = SearchText::parse(typed).unwrap();
            let other = centre.search(&commune("11119"), Some(UNIT), &wanted, (Actor::CommandLine, Moment(NOW)));
            assert!(other.unwrap().people.is_empty(), "a clerk looks in the own unit, whatever was asked for");
            let viewer = centre.search(&Access::Viewer, Some(UNIT), &wanted, (Actor::CommandLine, Moment(NOW)));
            assert!(matches!(viewer, Err(QueryError::NotAllowed(_))));
        }
        let remind = |access: &Access| centre.to_remind(access, UNIT, (Actor::CommandLine, Moment(NOW)));
        assert!(matches!(remind(&commune("11119")), Err(QueryError::NotAllowed(_))));
        assert!(matches!(remind(&Access::Viewer), Err(QueryError::NotAllowed(_))));
        assert!(!remind(&commune(UNIT)).unwrap().people.is_empty(), "control");
        let notes = centre.trail(&Access::City, &tramso::ledger::NoteFilter::default(), 50).unwrap().lines;
        assert!(notes.iter().all(|line| !line.what.starts_with("search")), "a clerk's own unit is a clerk's work");
        found(centre, &Access::City, None, &told.name);
        remind(&Access::City).unwrap();
        let notes = centre.trail(&Access::City, &tramso::ledger::NoteFilter::default(), 50).unwrap().lines;
        let notes: Vec<&str> = notes.iter().map(|line| line.what.as_str()).collect();
        assert!(notes.contains(&"search city") && notes.contains(&"remind 11113"), "{notes:?}");
    });
}

#[test]
fn a_commune_knows_whom_to_call_and_what_they_lack() {
    on_both(|centre| {
        village(centre);
        let list = centre.to_remind(&commune(UNIT), UNIT, (Actor::CommandLine, Moment(NOW))).unwrap();
        let expected: Vec<u64> = (7..=12).filter(|person| !stage::told(*person).one_touch).collect();
        let mut wanted: Vec<String> = expected.iter().map(|person| phone(*person)).collect();
        let mut shown: Vec<String> = list.people.iter().map(|one| one.card.phone.clone().unwrap()).collect();
        wanted.sort();
        shown.sort();
        assert_eq!(shown, wanted, "who has done everything, and who took part on One Touch, is not called");
        for one in &list.people {
            let person = expected.iter().find(|person| Some(phone(**person)) == one.card.phone).unwrap();
            let lacks_topics = one.missing.iter().any(|part| matches!(part, Missing::Topics(_)));
            assert_eq!(lacks_topics, *person >= 10, "{:?}", one.missing);
            assert!(one.missing.contains(&Missing::Test) && one.missing.contains(&Missing::Message));
        }
        let villages: Vec<_> = list.people.iter().map(|one| one.standing.village.clone()).collect();
        assert!(villages.is_sorted(), "{villages:?}");
    });
}

#[test]
fn who_is_erased_or_withdraws_is_not_found_any_more() {
    on_both(|centre| {
        let one = village(centre);
        let told = stage::told(2);
        assert!(card(centre, one.key(2)).is_some(), "control");
        centre.forget_person(&Access::City, &one.key(2), Actor::CommandLine, Moment(NOW)).unwrap();
        assert!(card(centre, one.key(2)).is_none());
        let row = centre.ledger().read_tx(|tx| tx.people(&[one.key(2)])).unwrap().pop().unwrap();
        assert_eq!(row.index, PersonIndex::default());
        assert!(found(centre, &Access::City, None, told.id_number.as_deref().unwrap()).people.is_empty());
        assert!(found(centre, &Access::City, None, &phone(2)).people.is_empty());
    });
}

#[test]
fn installs_of_people_without_an_entry_are_counted() {
    on_both(|centre| {
        enrol(centre, 1);
        let mut one = station(1);
        one.whole(1);
        one.record(None, Body::App { install: InstallV1::InstalledNow });
        one.record(None, Body::App { install: InstallV1::NoSmartphone });
        let all = bundles(&one, one.records.len() as u64);
        centre.ingest(&Access::City, &all[0].bytes, Moment(NOW)).unwrap();
        let installs = centre.ledger().read_tx(|tx| tx.installs(None)).unwrap();
        let unit = stage::station_row(1).commune;
        assert_eq!(installs, [(unit.clone(), 1)]);
        assert_eq!(centre.overview(&Access::City, Moment(NOW)).unwrap().installs, 1);
        assert_eq!(centre.unit_today(&Access::City, &unit, Moment(NOW)).unwrap().unwrap().installs, 1);
        assert_eq!(centre.unit_today(&Access::City, "11329", Moment(NOW)).unwrap().unwrap().installs, 0);
    });
}

/// A ledger of before there were cards, of three people of whom the third was erased: its bundle is read again.
#[test]
fn bundles_of_an_earlier_program_are_read_again_and_nobody_comes_back() {
    let folder = scratch();
    let path = folder.path().join("ledger.db");
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/ledgers/v13-people.db");
    fs::copy(kept, &path).unwrap();
    let keys = Keys::demo().unwrap();
    let centre = Centre::open(ledger::open_sqlite(&path, &keys.ledger_key()).unwrap(), keys).unwrap();
    let one = station(1);
    assert_eq!([1, 2, 3].map(|person| card(&centre, one.key(person))), [None, None, None], "control");
    let mut steps = Vec::new();
    let again = |steps: &mut Vec<u64>| {
        centre.read_bundles_again(&Access::City, Moment(NOW), &mut |done| steps.push(done)).unwrap()
    };
    assert_eq!((again(&mut steps), steps.len()), (2, 1));
    for person in [1, 2] {
        let card = card(&centre, one.key(person)).unwrap();
        let told = stage::told(person);
        assert_eq!((card.name, card.phone, card.birth), (told.name, told.phone, told.birth));
        assert!(card.story.is_some());
        assert_eq!(found(&centre, &Access::City, None, told.id_number.as_deref().unwrap()).people.len(), 1);
    }
    assert_eq!(card(&centre, one.key(3)), None, "who was erased stays erased");
    assert_eq!(again(&mut Vec::new()), 0, "a second time there is nothing to add");
    assert!(centre.recount(&Access::City).unwrap().is_empty());
}

/// In a unit of 10,000 people two in a hundred have the same name. Neither how many share a value nor which values are crowded shows it.
#[test]
fn a_common_name_is_no_common_value() {
    let index = SearchIndex::new(&Secret::from_bytes(&mut [7; 32]));
    let people: Vec<PersonIndex> = (0..10_000_u32)
        .map(|at| {
            let key = PersonKey(sha256(&[&at.to_be_bytes()]));
            let name = if at % 50 == 0 { "Nguyễn Thị Hương".to_owned() } else { invented(at) };
            index.of(&key, Some(UNIT), Some(&name), None)
        })
        .collect();
    let mut counts: BTreeMap<i32, u32> = BTreeMap::new();
    people.iter().for_each(|one| *counts.entry(one.name.unwrap()).or_default() += 1);
    let of_name = index.names(UNIT, "nguyen thi huong");
    let mean = |values: &[u32]| f64::from(values.iter().sum::<u32>()) / values.len() as f64;
    let common: Vec<u32> = of_name.iter().map(|value| counts.get(value).copied().unwrap_or(0)).collect();
    let mut crowded: Vec<u32> = counts.values().copied().collect();
    crowded.sort_unstable_by(|a, b| b.cmp(a));
    println!(
        "a value has {:.1} people, one of the common name {:.1}, the fullest {:?}",
        mean(&crowded),
        mean(&common),
        &crowded[..5]
    );
    // Among the fullest values those of the name are not many more than chance puts there.
    let fullest: Vec<i32> = {
        let mut all: Vec<(u32, i32)> = counts.iter().map(|(value, count)| (*count, *value)).collect();
        all.sort_unstable_by(|a, b| b.cmp(a));
        all.into_iter().take(64).map(|(_, value)| value).collect()
    };
    let seen = fullest.iter().filter(|value| of_name.contains(value)).count();
    assert!(seen < 32, "{seen} of the 64 fullest values are the name's");
    // The control: one value a name shows it at once.
    let mut one_each: BTreeMap<String, u32> = BTreeMap::new();
    (0..10_000_u32).for_each(|at| {
        let name = if at % 50 == 0 { "Nguyễn Thị Hương".to_owned() } else { invented(at) };
        *one_each.entry(name).or_default() += 1;
    });
    assert_eq!(one_each.values().max(), Some(&200));
}

fn invented(at: u32) -> String {
    let part = |salt: u8, of: u8| sha256(&[&[salt], &at.to_be_bytes()])[0] % of;
    format!("Họ{} Đệm{} Tên{}", part(1, 12), part(2, 30), part(3, 200))
}
