//! What people ask of the office about their own data: written down, due, carried out, refused; for whom it is shown.

use super::*;
use tramso::{
    centre::{RequestRefusal, SearchText, Wish, days_allowed},
    domain::{Birth, PersonName},
    judging::HistoryWhat,
    ledger::{NoteFilter, RequestKind, RequestOutcome},
};

const UNIT: &str = "11113";
const BY: (Actor, Moment) = (Actor::CommandLine, Moment(NOW));

fn clerk(code: &str) -> Access {
    Access::Commune(UnitCode::parse(code).unwrap())
}

/// Two people who have done everything, and one of another station beside them.
fn village(centre: &Centre) -> Station {
    enrol(centre, 1);
    let mut one = station(1);
    one.whole(1);
    one.whole(2);
    let all = bundles(&one, one.records.len() as u64);
    centre.ingest(&Access::City, &all[0].bytes, Moment(NOW)).unwrap();
    one
}

fn wish(kind: RequestKind) -> Wish {
    let asked = Moment(NOW).date() - chrono::Days::new(1);
    Wish { kind, by: "bà đến trụ sở".to_owned(), asked, name: None, birth: None }
}

fn name(text: &str) -> Option<PersonName> {
    Some(PersonName::parse(text).unwrap())
}

fn found(centre: &Centre, typed: &str) -> Vec<(String, String)> {
    let list = centre.search(&Access::City, Some(UNIT), &SearchText::parse(typed).unwrap(), BY).unwrap();
    list.people.into_iter().map(|one| (one.card.name, one.card.birth)).collect()
}

fn trail(centre: &Centre) -> Vec<String> {
    let lines = centre.trail(&Access::City, &NoteFilter::default(), 50).unwrap().lines;
    lines.into_iter().map(|line| line.what).collect()
}

#[test]
fn a_request_is_due_by_its_kind_and_counted_late_from_the_day_after() {
    on_both(|centre| {
        let one = village(centre);
        let kinds = [RequestKind::View, RequestKind::Withdraw, RequestKind::Erase];
        for kind in kinds {
            let id = centre.open_request(&clerk(UNIT), &one.key(1), &wish(kind), BY).unwrap();
            let twice = centre.open_request(&Access::City, &one.key(1), &wish(kind), BY);
            assert!(matches!(twice, Err(RequestRefusal::Open(open)) if open == id), "{kind:?} is open");
        }
        let list = centre.request_list(&clerk(UNIT), 10, Moment(NOW)).unwrap();
        let dues: Vec<i64> = list.list.iter().map(|one| (one.due - one.asked).num_days()).collect();
        assert_eq!(dues, [10, 15, 20], "what is due first comes first");
        assert_eq!(kinds.map(days_allowed), [10, 15, 20]);
        assert_eq!((list.open, list.late), (3, 0));
        let last_day = Moment::start_of(list.list[0].due).plus_ms(3_600_000);
        assert_eq!(centre.request_list(&Access::City, 10, last_day).unwrap().late, 0, "the last day is a day");
        let after = last_day.plus_ms(86_400_000);
        assert_eq!(centre.request_list(&Access::City, 10, after).unwrap().late, 1);
        assert_eq!(list.list[0].by, "bà đến trụ sở");
        let tomorrow = Wish { asked: Moment(NOW).date() + chrono::Days::new(1), ..wish(RequestKind::View) };
        let refused = centre.open_request(&Access::City, &one.key(1), &tomorrow, BY);
        assert!(matches!(refused, Err(RequestRefusal::Day)));
        let nobody = Wish { by: "  ".to_owned(), ..wish(RequestKind::View) };
        assert!(matches!(centre.open_request(&Access::City, &one.key(1), &nobody, BY), Err(RequestRefusal::Words)));
        let stranger = centre.open_request(&Access::City, &one.key(77), &wish(RequestKind::View), BY);
        assert!(matches!(stranger, Err(RequestRefusal::UnknownPerson)));
    });
}

#[test]
fn requests_are_shown_to_whom_the_person_belongs() {
    on_both(|centre| {
        let one = village(centre);
        let id = centre.open_request(&clerk(UNIT), &one.key(1), &wish(RequestKind::Erase), BY).unwrap();
        let view = centre.open_request(&clerk(UNIT), &one.key(1), &wish(RequestKind::View), BY).unwrap();
        for access in [clerk("11329"), Access::Viewer] {
            let not = |refusal: Option<RequestRefusal>| matches!(refusal, Some(RequestRefusal::NotAllowed(_)));
            assert!(not(centre.open_request(&access, &one.key(1), &wish(RequestKind::View), BY).err()));
            assert!(not(centre.request(&access, id).err()), "{access:?}");
            assert!(not(centre.request(&access, 9_999).err()), "a number that is not there looks the same");
            assert!(not(centre.person_data(&access, view, BY).err()));
            assert!(not(centre.close_request(&access, id, BY).err()));
            assert!(not(centre.refuse_request(&access, id, "không", BY).err()));
            assert!(not(centre.resident(&access, &one.key(1)).err()));
            assert!(not(centre.resident(&access, &one.key(77)).err()), "nor does a person who is not there");
        }
        assert!(centre.request_list(&clerk("11329"), 10, Moment(NOW)).unwrap().list.is_empty());
        assert!(matches!(centre.request_list(&Access::Viewer, 10, Moment(NOW)), Err(RequestRefusal::NotAllowed(_))));
        let own = centre.close_request(&clerk(UNIT), id, BY);
        assert!(matches!(own, Err(RequestRefusal::NotAllowed(_))), "the city erases");
        assert_eq!(centre.close_request(&clerk(UNIT), view, BY).unwrap(), RequestKind::View, "a clerk hands data over");
    });
}

#[test]
fn who_asks_to_see_their_data_is_shown_all_of_it() {
    on_both(|centre| {
        let one = village(centre);
        let id = centre.open_request(&Access::City, &one.key(1), &wish(RequestKind::View), BY).unwrap();
        let data = centre.person_data(&Access::City, id, BY).unwrap();
        let told = stage::told(1);
        assert_eq!((&data.resident.card.name, &data.resident.card.phone), (&told.name, &told.phone));
        let has = |wanted: fn(&HistoryWhat) -> bool| data.history.iter().filter(|line| wanted(&line.what)).count();
        assert_eq!(has(|what| matches!(what, HistoryWhat::Consent)), 1);
        assert_eq!(has(|what| matches!(what, HistoryWhat::Topic { .. })), 4);
        assert_eq!(has(|what| matches!(what, HistoryWhat::Handed { .. })), 1);
        assert_eq!(has(|what| matches!(what, HistoryWhat::Message(Some(_)))), 1);
        assert!(data.history.iter().all(|line| data.stations.contains_key(&line.bundle)), "each with its station");
        assert!(data.history.is_sorted_by_key(|line| line.at));
        assert!(trail(centre).contains(&format!("person-data {id}")));
        let other = centre.open_request(&Access::City, &one.key(1), &wish(RequestKind::Erase), BY).unwrap();
        assert!(matches!(centre.person_data(&Access::City, other, BY), Err(RequestRefusal::Unknown)), "only who asked");
    });
}

#[test]
fn a_corrected_name_holds_over_what_stations_recorded_and_after_a_recount() {
    on_both(|centre| {
        let one = village(centre);
        let before = stage::told(1);
        let correction =
            Wish { name: name("Phạm Thị Lan Anh"), birth: Some(Birth::Year(1961)), ..wish(RequestKind::Correct) };
        let id = centre.open_request(&clerk(UNIT), &one.key(1), &correction, BY).unwrap();
        assert!(found(centre, "pham thi lan anh").is_empty(), "not before it is carried out");
        assert!(matches!(centre.close_request(&clerk(UNIT), id, BY), Err(RequestRefusal::NotAllowed(_))));
        centre.close_request(&Access::City, id, BY).unwrap();
        let holds = [("Phạm Thị Lan Anh".to_owned(), "1961".to_owned())];
        assert_eq!(found(centre, "pham thi lan anh"), holds);
        let number = before.id_number.unwrap();
        assert_eq!(found(centre, &number), holds);
        assert_eq!(centre.recount(&Access::City).unwrap(), [], "a recount comes to the same");
        assert_eq!(found(centre, &number), holds);
        assert!(matches!(centre.close_request(&Access::City, id, BY), Err(RequestRefusal::Closed)));
        let same = centre.open_request(&Access::City, &one.key(1), &correction, BY);
        assert!(matches!(same, Err(RequestRefusal::Correction)), "it holds already");
        let nothing = centre.open_request(&Access::City, &one.key(1), &wish(RequestKind::Correct), BY);
        assert!(matches!(nothing, Err(RequestRefusal::Correction)));
        let back = Wish { name: name(&before.name), ..wish(RequestKind::Correct) };
        let id = centre.open_request(&Access::City, &one.key(1), &back, BY).unwrap();
        centre.close_request(&Access::City, id, BY).unwrap();
        assert_eq!(
            found(centre, &number),
            [(before.name.clone(), "1961".to_owned())],
            "the newest holds, part by part"
        );
    });
}

#[test]
fn who_is_erased_on_request_leaves_no_words_and_their_stations_are_named() {
    on_both(|centre| {
        let one = village(centre);
        let told = stage::told(1);
        let correction = Wish { name: name("Phạm Thị Lan Anh"), ..wish(RequestKind::Correct) };
        let first = centre.open_request(&Access::City, &one.key(1), &correction, BY).unwrap();
        centre.close_request(&Access::City, first, BY).unwrap();
        let id = centre.open_request(&Access::City, &one.key(1), &wish(RequestKind::Erase), BY).unwrap();
        centre.close_request(&Access::City, id, BY).unwrap();
        assert!(found(centre, told.id_number.as_deref().unwrap()).is_empty());
        let done = centre.request(&Access::City, id).unwrap();
        assert_eq!((done.row.outcome, done.by.as_str()), (Some(RequestOutcome::Done), ""));
        assert!(done.resident.is_none());
        let named: Vec<_> =
            done.stations.iter().map(|(station, heard)| (station.as_str().to_owned(), *heard)).collect();
        assert_eq!(named, [(station_id(1).as_str().to_owned(), None)], "it has not been heard of since");
        let before = centre.request(&Access::City, first).unwrap();
        assert_eq!(
            (before.wanted, before.before),
            ([None, None], None),
            "nothing of them is left in the other request"
        );
        centre.recount(&Access::City).unwrap();
        assert!(found(centre, "pham thi lan anh").is_empty());
        assert!(matches!(centre.close_request(&Access::City, id, BY), Err(RequestRefusal::Closed)));
    });
}

#[test]
fn an_erasure_by_command_empties_the_words_of_requests_too() {
    on_both(|centre| {
        let one = village(centre);
        let correction = Wish { name: name("Phạm Thị Lan Anh"), ..wish(RequestKind::Correct) };
        let id = centre.open_request(&Access::City, &one.key(1), &correction, BY).unwrap();
        let other = centre.open_request(&Access::City, &one.key(2), &wish(RequestKind::View), BY).unwrap();
        assert!(centre.forget_person(&Access::City, &one.key(1), BY.0, BY.1).unwrap() > 0);
        let found = centre.request(&Access::City, id).unwrap();
        assert_eq!((found.by.as_str(), found.wanted), ("", [None, None]));
        assert!(!centre.request(&Access::City, other).unwrap().by.is_empty(), "control: another person's words stay");
    });
}

#[test]
fn a_request_is_refused_with_a_reason() {
    on_both(|centre| {
        let one = village(centre);
        let id = centre.open_request(&Access::City, &one.key(2), &wish(RequestKind::Withdraw), BY).unwrap();
        assert!(matches!(centre.refuse_request(&Access::City, id, " ", BY), Err(RequestRefusal::Words)));
        centre.refuse_request(&Access::City, id, "người khác đến thay, không có giấy ủy quyền", BY).unwrap();
        let found = centre.request(&Access::City, id).unwrap();
        assert_eq!(found.row.outcome, Some(RequestOutcome::Refused));
        assert!(found.why.unwrap().contains("ủy quyền"));
        assert!(centre.resident(&Access::City, &one.key(2)).is_ok(), "nobody was erased");
        assert!(matches!(centre.close_request(&Access::City, id, BY), Err(RequestRefusal::Closed)));
        let lines = trail(centre);
        assert!(lines.contains(&format!("request-refused {id} withdraw")), "{lines:?}");
    });
}

#[test]
fn a_birth_and_a_day_that_cannot_be_are_refused() {
    on_both(bounded);
}

fn bounded(centre: &Centre) {
    let one = village(centre);
    let today = Moment(NOW).date();
    let open = |wish: Wish| centre.open_request(&Access::City, &one.key(1), &wish, BY);
    for year in [1800, 2090] {
        let wish = Wish { birth: Some(Birth::Year(year)), ..wish(RequestKind::Correct) };
        assert!(matches!(open(wish), Err(RequestRefusal::Correction)), "{year}");
    }
    for asked in [today + chrono::Days::new(1), today - chrono::Days::new(367)] {
        assert!(matches!(open(Wish { asked, ..wish(RequestKind::View) }), Err(RequestRefusal::Day)), "{asked}");
    }
    let right =
        Wish { birth: Some(Birth::Year(1961)), asked: today - chrono::Days::new(366), ..wish(RequestKind::Correct) };
    assert!(open(right).is_ok(), "control");
}

#[test]
fn what_is_written_down_is_nowhere_in_the_clear() {
    on_both(sealed);
}

fn sealed(centre: &Centre) {
    let one = village(centre);
    let wish = Wish { by: "Tên Riêng Không Lộ".to_owned(), ..wish(RequestKind::View) };
    let id = centre.open_request(&Access::City, &one.key(1), &wish, BY).unwrap();
    let row = centre.ledger().read_tx(|tx| tx.request(id)).unwrap().unwrap();
    let holds = |needle: &[u8]| row.text.windows(needle.len()).any(|part| part == needle);
    assert!(!row.text.is_empty() && !holds("Riêng".as_bytes()) && !holds(b"by"));
    assert!(centre.request(&Access::City, id).unwrap().by.contains("Riêng"), "control");
}
