//! Group lessons and numbered papers at a real ledger: orders of arrival, cases, and sheets that are drawn by lot.

use super::*;
use crate::judging::evening_stage::knows;
use tramso::{
    centre::{SheetRefusal, SheetReport, sheets::paper_number},
    ledger::{SheetFinding, SheetRow, Wait},
};

const BATCH: &str = "048192";

/// An evening of so many people, in bundles of so many records.
fn evening(people: u64, records: u64) -> (Station, Vec<Written>) {
    let mut one = station(1);
    one.evening(BATCH, 0..people);
    one.close_shift();
    let written = bundles(&one, records);
    (one, written)
}

fn taken(written: &[Written], order: &[usize]) -> Hall {
    let hall = hall();
    enrol(&hall.centre, 1);
    for at in order {
        hall.centre.ingest(&Access::City, &written[*at].bytes, Moment(NOW)).unwrap();
    }
    hall
}

fn subjects(centre: &Centre) -> Vec<String> {
    let cases = centre.cases(&Access::City, 100).unwrap();
    let mut words: Vec<String> =
        cases.iter().map(|case| case.row.subject.rsplit(' ').next().unwrap().to_owned()).collect();
    words.sort();
    words
}

#[test]
fn an_evening_counts_in_whatever_order_its_bundles_come() {
    let (one, written) = evening(8, 9);
    let count = written.len();
    assert!(count >= 6, "{count}");
    let order: Vec<usize> = (0..count).collect();
    let wanted = everything(&taken(&written, &order).centre, &[1]);
    assert_eq!(wanted.0.values().filter(|one| one.valid.is_some() && one.on_paper && !one.ranked).count(), 8);
    assert!(wanted.2.is_empty(), "{:?}", wanted.2);
    let total: i64 = wanted.1.iter().filter(|(key, _)| key.scope == ledger::Scope::Unit).map(|(_, n)| n.on_paper).sum();
    assert_eq!(total, 8);
    for nth in 0..scaled(12, 120) as u64 {
        let mut other = order.clone();
        other.sort_by_key(|at| dice(nth, 600 + *at as u64));
        let hall = taken(&written, &other);
        assert_eq!(everything(&hall.centre, &[1]), wanted, "{other:?}");
        assert_eq!(subjects(&hall.centre), [""; 0], "{other:?}");
    }
    // The control: without the bundle that has the lesson of the first topic.
    let lesson = one.records.iter().position(|record| matches!(record.body, Body::GroupLesson { .. })).unwrap();
    let without: Vec<usize> = order.iter().copied().filter(|at| *at != lesson / 9).collect();
    let hall = taken(&written, &without);
    let found = everything(&hall.centre, &[1]);
    assert!(found.0.values().all(|one| one.valid.is_none()));
    assert!(found.0.values().any(|one| one.waits & Wait::Earlier.bit() != 0));
    assert_eq!(subjects(&hall.centre), [""; 0], "what is missing is no sign");
}

#[test]
fn what_does_not_count_is_a_case_with_its_reason() {
    let mut one = station(1);
    (0..3).for_each(|person| one.register(person));
    one.learnt(1, 0..3);
    one.print(BATCH, 3);
    one.now += 5 * stage::MINUTE;
    one.collect(BATCH, [1]);
    one.key_in(0, BATCH, 1, knows(0, 60));
    one.key_in(1, BATCH, 1, knows(1, 60));
    one.key_in(2, BATCH, 2, knows(2, 60));
    one.key_in(0, "271828", 2, knows(2, 60));
    one.strike_out(BATCH, [3]);
    one.key_in(1, BATCH, 3, knows(2, 60));
    let hall = hall();
    enrol(&hall.centre, 1);
    let receipt =
        opened(&hall.centre.ingest(&Access::City, &bundles(&one, 100)[0].bytes, Moment(NOW)).unwrap().receipt, 1);
    let reasons: Vec<&str> = receipt.rejected.iter().map(|one| one.reason.as_str()).collect();
    assert_eq!(reasons, ["paper-twice", "paper-uncollected", "paper-unprinted", "paper-void"]);
    let wanted = [
        "group",
        "paper-soon",
        "papers:paper-twice",
        "papers:paper-uncollected",
        "papers:paper-unprinted",
        "papers:paper-void",
    ];
    assert_eq!(subjects(&hall.centre), wanted);
    // What is held counts when a person has decided so, and no longer when that is taken back.
    let before = everything(&hall.centre, &[1]);
    let of = |word: &str| {
        let cases = hall.centre.cases(&Access::City, 100).unwrap();
        cases.into_iter().find(|case| case.row.subject.ends_with(word)).unwrap()
    };
    for (word, topics, attempts) in [(" group", 1, 0), (" paper-soon", 0, 1)] {
        let case = of(word);
        assert!(case.words.contains(&"count".to_owned()), "{:?}", case.words);
        hall.centre.decide(&Access::City, case.row.id, "count", Actor::CommandLine, Moment(NOW)).unwrap();
        let after = everything(&hall.centre, &[1]).0[&one.key(0)].clone();
        assert_eq!((after.topics, after.attempts), (topics, attempts), "{word}");
        hall.centre.undo(&Access::City, case.row.id, Actor::CommandLine, Moment(NOW)).unwrap();
        assert_eq!(everything(&hall.centre, &[1]), before);
    }
    assert!(of("paper-twice").words.contains(&"follow".to_owned()), "a rule's refusal is only looked at");
}

fn letters(one: &Station, person: u64, serial: u8) -> Vec<Option<u8>> {
    let choose = knows(person, 70);
    let paper = one.paper(BATCH, serial);
    paper.items.iter().enumerate().map(|(at, item)| Some(choose(at, &item.order) as u8)).collect()
}

fn drawn(centre: &Centre) -> Vec<SheetRow> {
    let list = centre.sheets(&Access::City, 100).unwrap();
    assert_eq!(list.open, list.rows.iter().filter(|row| row.finding.is_none()).count() as u64);
    list.rows
}

/// Two of a bundle's papers, or one in twenty: the same at every centre with these keys, and others with other keys.
#[test]
fn sheets_are_drawn_by_lot_and_nobody_can_tell_which() {
    let (_, written) = evening(24, 1000);
    let numbers = |hall: &Hall| -> Vec<String> {
        drawn(&hall.centre).iter().map(|row| paper_number(row).unwrap().to_string()).collect()
    };
    let one = taken(&written, &[0]);
    assert_eq!(numbers(&one).len(), 2);
    assert_eq!(numbers(&one), numbers(&taken(&written, &[0])), "of the same bundle the same");
    one.centre.ingest(&Access::City, &written[0].bytes, Moment(NOW + 5)).unwrap();
    assert_eq!(numbers(&one).len(), 2, "a repeated bundle draws none");
    let (_, pieces) = evening(24, 30);
    let order: Vec<usize> = (0..pieces.len()).collect();
    assert!(numbers(&taken(&pieces, &order)).len() > 2, "each bundle has its own draw");
    let (_, alone) = evening(1, 1000);
    assert_eq!(numbers(&taken(&alone, &[0])).len(), 1);
    assert!(drawn(&hall().centre).is_empty());
}

#[test]
fn a_sheet_is_compared_with_what_was_keyed_in() {
    let (one, written) = evening(24, 1000);
    let hall = taken(&written, &[0]);
    let rows = drawn(&hall.centre);
    let own = Access::Commune(UnitCode::parse("11113").unwrap());
    let by = || (Actor::CommandLine, Moment(NOW + 60_000));
    let note = |access: &Access, id: i64, report: SheetReport| hall.centre.note_sheet(access, id, &report, by());
    let sheet = &rows[0];
    let (person, serial) = (u64::from(sheet.serial) - 1, sheet.serial);
    let right = letters(&one, person, serial);
    let before = everything(&hall.centre, &[1]);

    let same = note(&own, sheet.id, SheetReport::Letters(right.clone())).unwrap();
    assert_eq!((same.finding, same.places), (SheetFinding::Same, vec![]));
    let mut unread = right.clone();
    unread[4] = None;
    assert_eq!(note(&own, sheet.id, SheetReport::Letters(unread)).unwrap().finding, SheetFinding::Same);
    assert_eq!((everything(&hall.centre, &[1]), subjects(&hall.centre)), (before.clone(), vec![]));

    let mut other = right.clone();
    other[2] = other[2].map(|letter| (letter + 1) % 4);
    other[19] = other[19].map(|letter| (letter + 1) % 4);
    let differs = note(&own, sheet.id, SheetReport::Letters(other)).unwrap();
    assert_eq!((differs.finding, differs.places, differs.judged), (SheetFinding::Differs, vec![3, 20], 1));
    let case = |row: &SheetRow| format!("sheet:{}", row.number);
    assert_eq!(subjects(&hall.centre), [case(sheet)]);
    let shown = everything(&hall.centre, &[1]).0[&one.key(person)].clone();
    assert_eq!(shown.anomalies, tramso::domain::Sign::Sheet.bit(), "listed, and counted");
    assert!(shown.valid.is_some());
    assert_eq!(drawn(&hall.centre).last().unwrap().places, "3,20");
    note(&own, sheet.id, SheetReport::Same).unwrap();
    assert_eq!(everything(&hall.centre, &[1]), before, "a mistake is put right");
    assert_eq!(note(&Access::City, rows[1].id, SheetReport::Missing).unwrap().finding, SheetFinding::Missing);
    let mut both = [case(&rows[0]), case(&rows[1])];
    both.sort();
    assert_eq!(subjects(&hall.centre), both, "each sheet is a case");

    let short = note(&own, sheet.id, SheetReport::Letters(right[..19].to_vec()));
    assert!(matches!(short, Err(SheetRefusal::Letters { wanted: 20, found: 19 })), "{short:?}");
    let elsewhere = Access::Commune(UnitCode::parse("11329").unwrap());
    for access in [&elsewhere, &Access::Viewer] {
        assert!(matches!(note(access, sheet.id, SheetReport::Same), Err(SheetRefusal::NotAllowed(_))));
        assert!(matches!(note(access, 999, SheetReport::Same), Err(SheetRefusal::NotAllowed(_))));
    }
    assert!(matches!(note(&Access::City, 999, SheetReport::Same), Err(SheetRefusal::Unknown)));
    assert!(hall.centre.sheets(&elsewhere, 100).unwrap().rows.is_empty(), "a commune sees its own only");
    assert_eq!(hall.centre.sheets(&own, 100).unwrap().rows.len(), 2);
    let trail = hall.centre.trail(&Access::City, &Default::default(), 100).unwrap();
    let noted = trail.lines.iter().filter(|line| line.what.starts_with("sheet ")).count();
    assert_eq!(noted, 5, "each in the trail, with who did it");

    // Who is erased has no letters left, to compare or to be compared with others.
    let outline = || -> usize {
        let kept = hall.centre.ledger().read_tx(|tx| tx.outlines(&station_id(1), &EPOCH.parse().unwrap())).unwrap();
        kept[0].1.len()
    };
    let before = outline();
    hall.centre.forget_person(&Access::City, &one.key(person), Actor::CommandLine, Moment(NOW)).unwrap();
    assert!(outline() + 4 * 4 <= before, "four digests of five letters each");
    let gone = note(&own, sheet.id, SheetReport::Letters(right));
    assert!(matches!(gone, Err(SheetRefusal::Gone)), "{gone:?}");
    assert_eq!(note(&own, sheet.id, SheetReport::Same).unwrap().judged, 1);
}

#[test]
fn what_is_typed_of_a_sheet_is_read_or_refused() {
    let read = |typed: &str| SheetReport::parse(typed);
    let four = SheetReport::Letters(vec![Some(0), Some(1), None, Some(8)]);
    for typed in ["ab-i", "A B, - I", "12-9", " a.b.-.9 "] {
        assert_eq!(read(typed), Some(four.clone()), "{typed:?}");
    }
    assert_eq!(
        [read("same"), read(" differs"), read("missing ")],
        [SheetReport::Same, SheetReport::Differs, SheetReport::Missing].map(Some)
    );
    for typed in ["", "   ", "ABCX", "Đúng", "0", "sam", "A\u{0}B"] {
        assert_eq!(read(typed), None, "{typed:?}");
    }
}

/// Where the contest holds such papers back, they count when a person has decided so.
#[test]
fn a_paper_whose_sheet_differs_may_be_held() {
    use super::office::{fingerprint, granted, keys, published_with, station_in, valid};
    let hall = hall_of(keys());
    let (bytes, pack) = published_with(1, &[], |contest| {
        contest.rules.signs.extend([(tramso::domain::Sign::Sheet, tramso::domain::SignRule::Hold)]);
    });
    let at = Moment(NOW - 90 * stage::DAY);
    hall.centre.add_pack(&Access::City, &bytes, Some(&fingerprint(&bytes)), Actor::CommandLine, at).unwrap();
    let mut one = station_in(1, 1, 1, &pack);
    one.evening(BATCH, 0..6);
    hall.centre.admit(&Access::City, &granted(&one, 1, |_| ()), Actor::CommandLine, Moment(NOW)).unwrap();
    hall.centre.ingest(&Access::City, &bundles(&one, 1000)[0].bytes, Moment(NOW)).unwrap();
    assert_eq!(valid(&hall.centre), 6);
    let sheet = drawn(&hall.centre).remove(0);
    let by = (Actor::CommandLine, Moment(NOW));
    hall.centre.note_sheet(&Access::City, sheet.id, &SheetReport::Missing, by).unwrap();
    assert_eq!(valid(&hall.centre), 5);
    let cases = hall.centre.cases(&Access::City, 10).unwrap();
    let case = cases.iter().find(|case| case.row.subject.ends_with(&format!(" sheet:{}", sheet.number))).unwrap();
    for (word, counted) in [("count", 6), ("exclude", 5)] {
        hall.centre.decide(&Access::City, case.row.id, word, Actor::CommandLine, Moment(NOW)).unwrap();
        assert_eq!(valid(&hall.centre), counted, "{word}");
        hall.centre.undo(&Access::City, case.row.id, Actor::CommandLine, Moment(NOW)).unwrap();
    }
    hall.centre.note_sheet(&Access::City, sheet.id, &SheetReport::Same, by).unwrap();
    assert_eq!(valid(&hall.centre), 6, "it was found");
}
