//! Lists of One Touch: read with every fault, kept once, counted once, taken back, and without those who were erased.

use super::{units::declared, *};
use tramso::{
    centre::{
        QueryError,
        one_touch::{OneTouchColumn, OneTouchRefusal, OneTouchSums},
        rosters::RosterState,
    },
    domain::{Birth, Missing, PersonKeySource, PersonName, Residence},
    exchange::OneTouchFaultKind,
    ledger::{Cell, NoteFilter, TABLES},
};

const UNIT: &str = "11113";
const WHO: Actor = Actor::CommandLine;
/// Who is in the files of these tests beside the people of stations.
const ALONE: &str = "Bùi Thị Mới";

fn day() -> String {
    Moment(NOW).date().format("%d/%m/%Y").to_string()
}

/// A file of lines: number, name, birth, result.
fn file(lines: &[[&str; 4]]) -> Vec<u8> {
    let day = day();
    let mut text = "\u{feff}Số định danh;Họ và tên;Ngày sinh;Mã đơn vị;Ngày thi;Kết quả\r\n".to_owned();
    for [number, name, birth, result] in lines {
        text += &format!("{number};{name};{birth};{UNIT};{day};{result}\r\n");
    }
    text.into_bytes()
}

fn keep(centre: &Centre, bytes: &[u8]) -> OneTouchSums {
    let read = centre.read_one_touch(&Access::City, bytes, Moment(NOW)).unwrap();
    // A minute after the one before, so that it is the newer one.
    let before = centre.one_touch(&Access::City, Moment(NOW)).unwrap().imports.len() as i64;
    let at = Moment(NOW + 60_000 * (before + 1));
    let kept = centre.keep_one_touch(&Access::City, &read.sealed, (WHO, at)).unwrap();
    if !kept.is_known {
        assert_eq!(read.sums, kept.sums, "what was shown is what is done");
    }
    kept.sums
}

fn undo(centre: &Centre, at: usize) {
    let id = centre.one_touch(&Access::City, Moment(NOW)).unwrap().imports[at].id.clone();
    centre.undo_one_touch(&Access::City, &id, (WHO, Moment(NOW))).unwrap();
}

/// Took part, on One Touch, by a list, valid and on One Touch.
fn sums(centre: &Centre) -> [i64; 4] {
    assert!(centre.recount(&Access::City).unwrap().is_empty(), "sums are what their people add up to");
    let of = centre.overview(&Access::City, Moment(NOW)).unwrap().total;
    let page = centre.one_touch(&Access::City, Moment(NOW)).unwrap().total;
    let unit = centre.unit_today(&Access::City, UNIT, Moment(NOW)).unwrap().unwrap().counts;
    assert!(of == page && of == unit, "one figure on every page");
    [of.took_part(), of.one_touch, of.listed, of.both]
}

/// Person 1 has a valid entry, person 2 is registered, person 3 stated that they took part on One Touch.
fn village(centre: &Centre) -> (Station, Start) {
    enrol(centre, 1);
    let mut one = station(1);
    one.whole(1);
    one.register(2);
    one.register(3);
    declared(&mut one, |at, form| form.one_touch = at == 2);
    let next = ingest(centre, &one, Start::EPOCH);
    (one, next)
}

fn number(person: u64) -> String {
    stage::told(person).id_number.unwrap()
}

/// A line of somebody of a station, with or without the number.
fn line(person: u64, has_number: bool) -> [String; 4] {
    let told = stage::told(person);
    let [year, month, day] = <[&str; 3]>::try_from(told.birth.split('-').collect::<Vec<_>>()).unwrap();
    let number = if has_number { number(person) } else { String::new() };
    [number, told.name.to_uppercase(), format!("{day}/{month}/{year}"), "hợp lệ".to_owned()]
}

fn of(lines: &[[String; 4]], more: &[[&str; 4]]) -> Vec<u8> {
    let own: Vec<[&str; 4]> = lines.iter().map(|line| line.each_ref().map(String::as_str)).collect();
    file(&[own.as_slice(), more].concat())
}

#[test]
fn everybody_is_counted_once_in_whatever_order_lists_and_bundles_come() {
    on_both(|centre| {
        village(centre);
        assert_eq!(sums(centre), [2, 1, 0, 0], "one valid, one by their own word");
        let more = [["031185000999", ALONE, "01/02/1985", "đạt"], ["031185000998", "Hồ Văn Xa", "1960", "không đạt"]];
        let list = of(&[line(1, true), line(2, false), line(3, true), line(3, false), line(7, false)], &more);
        let found = keep(centre, &list);
        assert_eq!(found, OneTouchSums { new: 2, confirmed: 3, ..OneTouchSums::default() });
        assert_eq!(sums(centre), [5, 5, 5, 1]);
        // The same file again, and another one with the same people.
        assert_eq!(keep(centre, &list), OneTouchSums::default());
        let again = keep(centre, &of(&[line(2, true), line(7, false)], &[]));
        assert_eq!(again, OneTouchSums { listed: 2, ..OneTouchSums::default() });
        assert_eq!(sums(centre), [5, 5, 5, 1]);
        // Who was known by name and birth alone registers: they are one person.
        let mut two = station(2);
        enrol(centre, 2);
        two.whole(7);
        declared(&mut two, |_, form| form.one_touch = false);
        ingest(centre, &two, Start::EPOCH);
        assert_eq!(sums(centre), [5, 5, 5, 2]);
        let row = centre.ledger().read_tx(|tx| tx.people(&[two.key(7)])).unwrap().pop().unwrap();
        assert!(row.standing.listed.is_some() && row.standing.valid.is_some());
        undo(centre, 1);
        assert_eq!(sums(centre), [4, 3, 2, 1], "two are in the newer list, one by their own word");
        undo(centre, 0);
        assert_eq!(sums(centre), [3, 1, 0, 0], "two valid entries, and one by their own word");
        let people = centre.ledger().read_tx(|tx| tx.everybody(None, 99)).unwrap();
        assert_eq!(people.len(), 4, "of whom nothing but a list was known nothing is left");
        assert_eq!(keep(centre, &list).new, 1, "a list that was taken back can be kept again");
    });
}

#[test]
fn two_of_one_name_and_birth_are_not_guessed() {
    on_both(|centre| {
        enrol(centre, 1);
        let mut one = station(1);
        one.register(1);
        one.register(2);
        let twin = stage::told(1);
        declared(&mut one, |_, form| {
            (form.name, form.birth, form.one_touch) = (twin.name.clone(), twin.birth.clone(), false);
        });
        ingest(centre, &one, Start::EPOCH);
        let found = keep(centre, &of(&[line(1, false)], &[]));
        assert_eq!(found, OneTouchSums { unclear: 1, ..OneTouchSums::default() });
        assert_eq!(keep(centre, &of(&[line(1, true)], &[])).confirmed, 1, "the number decides");
    });
}

/// Of the first person a station has brought nothing but a tick, so that nobody knows their name or unit by it.
#[test]
fn who_is_not_registered_is_counted_by_the_list_and_not_when_it_is_taken_back() {
    on_both(|centre| {
        enrol(centre, 1);
        let mut one = station(1);
        let key = one.key(1);
        one.write(key, Body::App { install: tramso::record::InstallV1::HadIt });
        let next = ingest(centre, &one, Start::EPOCH);
        assert_eq!(sums(centre), [0; 4]);
        let list = of(&[line(1, true)], &[]);
        assert_eq!(keep(centre, &list).new, 1);
        assert_eq!(sums(centre), [1, 1, 1, 0]);
        undo(centre, 0);
        assert_eq!(sums(centre), [0; 4]);
        let row = centre.ledger().read_tx(|tx| tx.people(&[key])).unwrap().pop().unwrap();
        assert!(row.card.is_empty() && row.standing.unit.is_none(), "what the list had of them is gone");
        keep(centre, &list);
        one.whole(1);
        declared(&mut one, |_, form| form.one_touch = false);
        ingest(centre, &one, next);
        assert_eq!(sums(centre), [1, 1, 1, 1], "they came to a station after all");
    });
}

#[test]
fn who_is_erased_or_withdraws_comes_back_by_no_list() {
    on_both(|centre| {
        let (mut one, next) = village(centre);
        let alone = ["", ALONE, "01/02/1985", "x"];
        let list = of(&[line(1, true), line(2, false)], &[alone]);
        keep(centre, &list);
        assert_eq!(sums(centre), [4, 4, 3, 1]);
        let found = centre.search(
            &Access::City,
            Some(UNIT),
            &tramso::centre::SearchText::parse("bui thi moi").unwrap(),
            (WHO, Moment(NOW)),
        );
        let found = found.unwrap().people;
        assert_eq!((found.len(), found[0].card.name.as_str()), (1, ALONE), "who is on a list alone is found");
        for key in [one.key(1), one.key(2), found[0].key] {
            assert!(centre.forget_person(&Access::City, &key, WHO, Moment(NOW)).unwrap() > 0);
        }
        assert_eq!(sums(centre), [1, 1, 0, 0], "who stated it themselves is left");
        let lines = centre.ledger().read_tx(|tx| tx.one_touch_of(&[one.key(1), one.key(2), found[0].key])).unwrap();
        assert_eq!(lines, []);
        let more = ["031185000999", "Đỗ Văn Khác", "03/04/1975", "x"];
        let later = of(&[line(1, false), line(1, true), line(2, true), line(2, false)], &[alone, more]);
        let found = keep(centre, &later);
        assert_eq!((found.new, found.left_out), (1, 5));
        assert_eq!(sums(centre), [2, 2, 1, 0]);
        // A withdrawal at a station ends it as well.
        keep(centre, &of(&[line(3, true)], &[]));
        assert_eq!(sums(centre), [2, 2, 2, 0]);
        let key = one.key(3);
        one.write(key, Body::Withdrawal {});
        ingest(centre, &one, next);
        assert_eq!(sums(centre), [1, 1, 1, 0]);
        let found = keep(centre, &of(&[line(3, true), line(3, false)], &[more]));
        assert_eq!((found.left_out, found.listed), (2, 1));
    });
}

#[test]
fn a_list_with_every_fault_names_them_all_and_keeps_nothing() {
    let hall = hall();
    let centre = &hall.centre;
    village(centre);
    let ok = "hợp lệ";
    let list = file(&[
        ["=1+1", "A", "1/1/1980", ok],
        ["31185000124", "Lê Thị Hoa", "1/1/1980", ok],
        ["", "Lê Thị Hoa", "1980", ok],
        ["", "Lê <b>", "31/02/1980", "có lẽ"],
        ["031185000124", "Lê Thị Hoa", "1/1/1980", ok],
        ["031185000124", "Lê Thị Huệ", "1/1/1980", ok],
        ["", "", "1/1/2090", ""],
    ]);
    let Err(OneTouchRefusal::Faults(faults)) = centre.read_one_touch(&Access::City, &list, Moment(NOW)) else {
        panic!("a list with faults is not read")
    };
    use OneTouchColumn::{Birth, Name, Number, Result as Outcome};
    let expected = [
        (2, Number, OneTouchFaultKind::Formula),
        (3, Number, OneTouchFaultKind::Number(11)),
        (4, Birth, OneTouchFaultKind::NoNumberNoDate),
        (5, Name, OneTouchFaultKind::NameChar('<')),
        (5, Birth, OneTouchFaultKind::NoDate("31/02/1980".to_owned())),
        (5, Outcome, OneTouchFaultKind::NoResult("có lẽ".to_owned())),
        (7, Number, OneTouchFaultKind::OtherPerson(6)),
        (8, Name, OneTouchFaultKind::Empty),
        (8, Birth, OneTouchFaultKind::ImpossibleBirth("1/1/2090".to_owned())),
        (8, Outcome, OneTouchFaultKind::Empty),
    ];
    let found: Vec<_> = faults.iter().map(|one| (one.line.unwrap(), one.column.unwrap(), one.what.clone())).collect();
    assert_eq!(found, expected);
    for (bytes, what) in [
        (b"PK\x03\x04".to_vec(), None),
        (Vec::new(), None),
        ("họ tên\nA".as_bytes().to_vec(), Some(OneTouchFaultKind::NoHeads)),
        ("họ tên;ngày sinh\nA;1/1/1980".as_bytes().to_vec(), Some(OneTouchFaultKind::NoColumn)),
        (file(&[]), Some(OneTouchFaultKind::Nobody)),
        (vec![b'a'; 5 << 20], Some(OneTouchFaultKind::TooLarge)),
    ] {
        let Err(OneTouchRefusal::Faults(faults)) = centre.read_one_touch(&Access::City, &bytes, Moment(NOW)) else {
            panic!("{what:?}")
        };
        assert!(what.is_none_or(|what| faults[0].what == what), "{faults:?}");
    }
    let elsewhere = String::from_utf8(file(&[["", ALONE, "1/1/1980", ok]])).unwrap();
    let other_unit = elsewhere.replace(UNIT, "99999");
    let late = elsewhere.replace(&day(), "1/1/2098");
    for text in [other_unit, late] {
        assert!(matches!(
            centre.read_one_touch(&Access::City, text.as_bytes(), Moment(NOW)),
            Err(OneTouchRefusal::Faults(_))
        ));
    }
    assert_eq!(sums(centre), [2, 1, 0, 0]);
}

#[test]
fn a_list_is_kept_by_the_city_alone_and_what_was_read_holds_two_hours() {
    let hall = hall();
    let centre = &hall.centre;
    let list = file(&[["031185000999", ALONE, "01/02/1985", "x"]]);
    for role in [Access::Viewer, Access::Commune(UnitCode::parse(UNIT).unwrap())] {
        let (who, at) = (WHO, Moment(NOW));
        assert!(matches!(centre.read_one_touch(&role, &list, at), Err(OneTouchRefusal::NotAllowed(_))));
        assert!(matches!(centre.keep_one_touch(&role, "00", (who, at)), Err(OneTouchRefusal::NotAllowed(_))));
        assert!(matches!(centre.undo_one_touch(&role, "00", (who, at)), Err(OneTouchRefusal::NotAllowed(_))));
        assert!(matches!(centre.one_touch(&role, at), Err(QueryError::NotAllowed(_))));
    }
    let sealed = centre.read_one_touch(&Access::City, &list, Moment(NOW)).unwrap().sealed;
    assert!(!sealed.contains("031185000999"));
    let flipped = sealed.replacen(&sealed[40..42], if &sealed[40..42] == "00" { "01" } else { "00" }, 1);
    for (draft, at) in [("", NOW), ("zz", NOW), (&flipped, NOW), (&sealed, NOW + 3 * 3_600_000), (&sealed, NOW - 1)] {
        assert!(matches!(centre.keep_one_touch(&Access::City, draft, (WHO, Moment(at))), Err(OneTouchRefusal::Stale)));
    }
    assert_eq!(centre.one_touch(&Access::City, Moment(NOW)).unwrap().imports.len(), 0);
    for _ in 0..2 {
        centre.keep_one_touch(&Access::City, &sealed, (WHO, Moment(NOW))).unwrap();
    }
    assert_eq!(centre.one_touch(&Access::City, Moment(NOW)).unwrap().imports.len(), 1, "a second click");
    assert!(matches!(centre.undo_one_touch(&Access::City, "0a", (WHO, Moment(NOW))), Err(OneTouchRefusal::Unknown)));
    let mut held = Vec::new();
    let mut read = |tx: &mut dyn ledger::Tx| {
        held.clear();
        for table in TABLES.iter().filter(|table| table.name.starts_with("one_touch")) {
            tx.each_row(table, &mut |row| {
                row.iter().for_each(|cell| match cell {
                    Cell::Text(text) => held.extend_from_slice(text.as_bytes()),
                    Cell::Bytes(bytes) => held.extend_from_slice(bytes),
                    Cell::Null | Cell::Number(_) => (),
                });
                Ok(())
            })?;
        }
        Ok(())
    };
    centre.ledger().read(&mut read).unwrap();
    for part in ["Bùi", "031185000999", "1985", UNIT] {
        assert!(!held.windows(part.len()).any(|window| window == part.as_bytes()), "{part}");
    }
    let notes = centre.trail(&Access::City, &NoteFilter::default(), 9).unwrap().lines;
    assert!(notes.iter().any(|line| line.what.starts_with("one-touch-keep")), "{notes:?}");
    undo(centre, 0);
    let again = centre.keep_one_touch(&Access::City, &sealed, (WHO, Moment(NOW + 60_000)));
    assert!(matches!(again, Err(OneTouchRefusal::Stale)), "a page that is still open brings nothing back");
    let read = centre.read_one_touch(&Access::City, &list, Moment(NOW)).unwrap();
    centre.keep_one_touch(&Access::City, &read.sealed, (WHO, Moment(NOW))).unwrap();
    assert_eq!(
        centre.one_touch(&Access::City, Moment(NOW)).unwrap().imports.len(),
        1,
        "control: read once more it is kept"
    );
}

#[test]
fn a_roster_shows_who_is_on_a_list_and_who_only_stated_it() {
    let hall = hall();
    let centre = &hall.centre;
    village(centre);
    keep(centre, &of(&[line(2, true)], &[["", ALONE, "01/02/1985", "x"]]));
    let year = |person: u64| stage::told(person).birth[..4].to_owned();
    let mut roster = "Họ tên\tNăm sinh\tCơ quan\n".to_owned();
    for person in 1..=3 {
        roster += &format!("{}\t{}\tUBND\n", stage::told(person).name, year(person));
    }
    roster += &format!("{ALONE}\t1985\tUBND\n");
    let until = Moment(NOW + 5 * stage::DAY).date().to_string();
    let read = centre.read_roster(&Access::City, UNIT, (roster.as_bytes(), "x", &until), Moment(NOW)).unwrap();
    centre.keep_roster(&Access::City, UNIT, &read.sealed, (WHO, Moment(NOW))).unwrap();
    let page = centre.rosters(&Access::City, UNIT, (WHO, Moment(NOW))).unwrap().unwrap();
    let states: BTreeMap<String, RosterState> =
        page.groups[0].people.iter().map(|one| (one.name.clone(), one.state)).collect();
    let expected = [
        (stage::told(1).name, RosterState::Done),
        (stage::told(2).name, RosterState::OneTouch),
        (stage::told(3).name, RosterState::OneTouchByWord),
        (ALONE.to_owned(), RosterState::OneTouch),
    ];
    assert_eq!(states, expected.into_iter().collect());
    assert_eq!(page.groups[0].took_part(), 4);
}

#[test]
fn what_is_missing_part_by_part_is_what_the_people_to_call_lack() {
    on_both(|centre| {
        enrol(centre, 1);
        let mut one = station(1);
        one.whole(1);
        (2..=7).for_each(|person| one.register(person));
        for person in 2..=4 {
            one.learn(person, 1..=4, tramso::record::HowLearnt::Alone);
        }
        one.share(2);
        declared(&mut one, |at, form| form.one_touch = at == 6);
        ingest(centre, &one, Start::EPOCH);
        let agree = |expected: [i64; 3]| {
            assert!(centre.recount(&Access::City).unwrap().is_empty());
            let city = centre.overview(&Access::City, Moment(NOW)).unwrap().lacking;
            let unit = centre.unit_today(&Access::City, UNIT, Moment(NOW)).unwrap().unwrap().lacking;
            assert_eq!(city, unit);
            let list = centre.to_remind(&Access::City, UNIT, (WHO, Moment(NOW))).unwrap().people;
            for part in &city {
                let lacks = |missing: &Missing| match (&part.part, missing) {
                    (Missing::Topics(one), Missing::Topics(all)) => all.contains(&one[0]),
                    (part, missing) => part == missing,
                };
                let people = list.iter().filter(|one| one.missing.iter().any(lacks)).count();
                assert_eq!(part.people, i64::try_from(people).unwrap(), "{part:?}");
            }
            let parts: Vec<i64> = city.iter().map(|one| one.people).collect();
            assert_eq!([parts[0], parts[4], parts[5]], expected);
        };
        agree([2, 5, 4]);
        keep(centre, &of(&[line(5, true)], &[]));
        agree([1, 4, 3]);
    });
}

/// Registers somebody of the tests without their number; the key that follows.
fn without_number(one: &mut Station, person: u64) -> PersonKey {
    let form = tramso::record::RegistrationV1 {
        id_number: None,
        no_id: Some("lost".to_owned()),
        one_touch: false,
        ..stage::told(person)
    };
    let residence = Residence { unit: UnitCode::parse(&form.lives.unit).unwrap(), village: form.lives.village.clone() };
    let (name, birth) = (PersonName::parse(&form.name).unwrap(), Birth::Day(form.birth.parse().unwrap()));
    let source = PersonKeySource::Declared { name: &name, birth, residence: &residence, ordinal: 0 };
    let key = tramso::record::person_key(&one.person_key, &source);
    one.write(key, Body::Consent { text_version: 2 });
    one.write(key, Body::Registration { registration: Box::new(form) });
    key
}

/// Person 1 is at a station without a number, person 2 with one; lists have both by their numbers, and person 2's namesake by another.
#[test]
fn who_has_a_number_on_a_list_and_none_at_the_station_is_one_when_the_office_agrees() {
    on_both(|centre| {
        enrol(centre, 1);
        let mut one = station(1);
        let key = without_number(&mut one, 1);
        one.register(2);
        declared(&mut one, |_, form| form.one_touch = false);
        let next = ingest(centre, &one, Start::EPOCH);
        let twin = line(2, true);
        let mut twin = twin.each_ref().map(String::as_str);
        twin[0] = "031185000997";
        assert_eq!(keep(centre, &of(&[line(1, true)], &[twin])).new, 2);
        assert_eq!(sums(centre), [2, 2, 2, 0], "until somebody decides they are counted by the list");
        let own = Access::Commune(UnitCode::parse(UNIT).unwrap());
        let doubts = |centre: &Centre| centre.one_touch_doubts(&own, UNIT, (WHO, Moment(NOW))).unwrap().unwrap();
        let found = doubts(centre);
        assert_eq!((found.open.len(), found.decided.len()), (1, 0), "who has another number is somebody else");
        let pair = (found.open[0].listed, found.open[0].resident);
        assert_eq!((pair, found.open[0].name.clone()), ((one.key(1), key), stage::told(1).name));
        let decide = |is_same| centre.decide_one_touch(&own, (UNIT, pair.0, pair.1), is_same, (WHO, Moment(NOW)));
        let undo = || centre.undo_one_touch_match(&own, (UNIT, pair.0, pair.1), (WHO, Moment(NOW)));
        assert!(matches!(undo(), Err(OneTouchRefusal::Settled)));
        // Two people: nothing changes, and nobody is asked again.
        decide(false).unwrap();
        assert!(matches!(decide(true), Err(OneTouchRefusal::Settled)), "somebody has decided");
        let after = doubts(centre);
        assert_eq!((after.open.len(), after.decided.len(), after.decided[0].1), (0, 1, false));
        undo().unwrap();
        decide(true).unwrap();
        assert_eq!(sums(centre), [2, 2, 2, 0], "one of the list, who is registered too, and the namesake");
        let of_keys = |keys: &[PersonKey]| centre.ledger().read_tx(|tx| tx.people(keys)).unwrap();
        assert_eq!(of_keys(&[pair.0]), [], "they are one");
        assert!(of_keys(&[key])[0].standing.listed.is_some());
        // A later list knows them, and their valid entry is counted once.
        let again = keep(centre, &of(&[line(1, true), line(2, true)], &[]));
        assert_eq!(again, OneTouchSums { listed: 1, confirmed: 1, ..OneTouchSums::default() });
        assert_eq!(sums(centre), [3, 3, 3, 0]);
        undo().unwrap();
        assert_eq!(doubts(centre).open.len(), 1, "two again");
        assert_eq!(sums(centre), [3, 3, 3, 0]);
        assert!(of_keys(&[key])[0].standing.listed.is_none() && of_keys(&[pair.0]).len() == 1);
        decide(true).unwrap();
        // Who withdraws is on no list any more, and no later one brings them back.
        one.write(key, Body::Withdrawal {});
        ingest(centre, &one, next);
        assert_eq!(sums(centre), [2, 2, 2, 0]);
        assert_eq!(keep(centre, &of(&[line(1, true)], &[["031185000996", ALONE, "1985", "đạt"]])).left_out, 1);
        let other = Access::Commune(UnitCode::parse("11329").unwrap());
        assert!(matches!(centre.one_touch_doubts(&other, UNIT, (WHO, Moment(NOW))), Err(QueryError::NotAllowed(_))));
        let notes = centre.trail(&Access::City, &NoteFilter::default(), 50).unwrap().lines;
        let verbs = |verb: &str| notes.iter().filter(|line| line.what.starts_with(verb)).count();
        assert_eq!((verbs("one-touch-same"), verbs("one-touch-differ"), verbs("one-touch-unmatch")), (2, 1, 2));
    });
}
