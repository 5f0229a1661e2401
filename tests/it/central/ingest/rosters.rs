//! Rosters of agencies: kept sealed until a last day, matched, confirmed, erased.

use super::{units::declared, *};
use tramso::{
    centre::{
        NamedPlace, QueryError, SpellingRefusal,
        rosters::{FoundChoice, GroupKind, MOST_ROSTERS, RosterGroup, RosterPage, RosterRefusal, RosterState},
    },
    domain::Membership,
    ledger::{Cell, NoteFilter, TABLES},
    record::{RegistrationV1, WorkV1},
};

const UNIT: &str = "11113";
const WHO: Actor = Actor::CommandLine;
const SCHOOL: &str = "Trường THCS Tân Kỳ";

fn commune(code: &str) -> Access {
    Access::Commune(UnitCode::parse(code).unwrap())
}

fn works(form: &mut RegistrationV1, name: &str) {
    form.work = Some(WorkV1 { kind: "agency".to_owned(), unit: Some(UNIT.to_owned()), name: name.to_owned() });
}

/// What everybody declares, in the order in which they register; the first four do everything.
const PEOPLE: [(&str, &str, &str); 8] = [
    ("Nguyễn Thị Lan", "1985-03-12", "11113"),
    ("Trần Văn Hòa", "1970", "11113"),
    ("Phạm Thị Mai", "1990-01-01", "11329"), // lives elsewhere and works here
    ("Lê Thị Hường", "1980", "11113"),
    ("Vũ Văn Nam", "1975", "11113"), // has begun
    ("Đỗ Thị Thu", "1988", "11113"),
    ("Đỗ Thị Thu", "1988-05-05", "11113"), // of the same name and year
    ("Hồ Văn Xa", "1960", "11329"),        // lives elsewhere and declared nothing
];

fn filled(centre: &Centre) {
    enrol(centre, 1);
    let mut one = station(1);
    (1..=4).for_each(|person| one.whole(person));
    (5..=8).for_each(|person| one.register(person));
    declared(&mut one, |at, form| {
        let (name, birth, unit) = PEOPLE[at];
        (form.name, form.birth, form.lives.unit) = (name.to_owned(), birth.to_owned(), unit.to_owned());
        form.one_touch = at == 5;
        if at == 2 {
            works(form, "TRUONG THCS Tân Kỳ");
        }
    });
    for written in bundles(&one, 1000) {
        centre.ingest(&Access::City, &written.bytes, Moment(NOW)).unwrap();
    }
}

fn list(rows: &[[&str; 4]]) -> Vec<u8> {
    let line = |row: &[&str; 4]| row.join("\t");
    let rows: Vec<String> = rows.iter().map(line).collect();
    format!("Họ tên\tNăm sinh\tCơ quan\tĐoàn thể\n{}\n", rows.join("\n")).into_bytes()
}

fn usual() -> Vec<u8> {
    list(&[
        ["Nguyễn Thị Lan", "1985", SCHOOL, "Công đoàn, Hội Phụ nữ"],
        ["TRAN VAN HOA", "1970", SCHOOL, ""],
        ["Phạm Thị Mai", "1990", SCHOOL, "Công đoàn"],
        ["Lê Thị Hương", "1980", SCHOOL, ""],
        ["Vũ Văn Nam", "1975", "UBND xã", ""],
        ["Đỗ Thị Thu", "1988", "UBND xã", ""],
        ["Vũ Văn Nam", "", "Trạm Y tế", ""],
        ["Hồ Văn Xa", "1960", "UBND xã", ""],
        ["Bùi Thị Mới", "1999", "UBND xã", ""],
    ])
}

fn day_after(days: i64) -> String {
    Moment(NOW + days * stage::DAY).date().to_string()
}

fn keep(centre: &Centre, role: &Access, file: &[u8], until: i64) -> Result<usize, RosterRefusal> {
    let read = centre.read_roster(role, UNIT, (file, "theo dõi 100 %", &day_after(until)), Moment(NOW))?;
    centre.keep_roster(role, UNIT, &read.sealed, (WHO, Moment(NOW + 60_000)))
}

fn page(centre: &Centre) -> RosterPage {
    centre.rosters(&commune(UNIT), UNIT, (WHO, Moment(NOW))).unwrap().unwrap()
}

fn group(page: &RosterPage, name: &str) -> RosterGroup {
    let is_it = |group: &&RosterGroup| group.kind == GroupKind::Agency(name.to_owned());
    page.groups.iter().find(is_it).unwrap_or_else(|| panic!("{:?}", page.groups)).clone()
}

fn states(group: &RosterGroup) -> Vec<(String, RosterState, Option<bool>)> {
    let mut states: Vec<_> = group.people.iter().map(|one| (one.name.clone(), one.state, one.has_app)).collect();
    states.sort();
    states
}

/// Everything that the tables hold, as one text.
fn contents(centre: &Centre) -> Vec<u8> {
    let mut all = Vec::new();
    let mut read = |tx: &mut dyn ledger::Tx| {
        all.clear();
        for table in TABLES.iter().filter(|table| table.name.starts_with("roster")) {
            tx.each_row(table, &mut |row| {
                row.iter().for_each(|cell| match cell {
                    Cell::Text(text) => all.extend_from_slice(text.as_bytes()),
                    Cell::Bytes(bytes) => all.extend_from_slice(bytes),
                    Cell::Null | Cell::Number(_) => (),
                });
                Ok(())
            })?;
        }
        Ok(())
    };
    centre.ledger().read(&mut read).unwrap();
    all
}

#[test]
fn a_roster_is_matched_by_name_and_year_and_what_is_not_sure_is_confirmed() {
    on_both(|centre| {
        filled(centre);
        assert_eq!(keep(centre, &commune(UNIT), &usual(), 30).unwrap(), 9);
        let found = page(centre);
        let school = group(&found, SCHOOL);
        let expected = [
            ("Lê Thị Hương", RosterState::Doubtful, None), // Hường is another name
            ("Nguyễn Thị Lan", RosterState::Done, Some(true)),
            ("Phạm Thị Mai", RosterState::Done, Some(true)),
            ("TRAN VAN HOA", RosterState::Done, Some(true)),
        ];
        assert_eq!(states(&school), expected.map(|(name, state, app)| (name.to_owned(), state, app)));
        assert_eq!((school.people.len(), school.took_part(), school.with_app()), (4, 3, 3));
        let office = states(&group(&found, "UBND xã"));
        let expected = [
            ("Bùi Thị Mới", RosterState::NotYet),
            ("Hồ Văn Xa", RosterState::NotYet), // lives elsewhere and did not declare that they work here
            ("Vũ Văn Nam", RosterState::HalfWay),
            ("Đỗ Thị Thu", RosterState::Doubtful),
        ];
        let shown: Vec<_> = office.iter().map(|(name, state, _)| (name.as_str(), *state)).collect();
        assert_eq!(shown, expected);
        let members = |membership| {
            let is_it = |group: &&RosterGroup| group.kind == GroupKind::Members(membership);
            found.groups.iter().find(is_it).map(|group| (group.people.len(), group.took_part()))
        };
        assert_eq!(members(Membership::TradeUnion), Some((2, 2)));
        assert_eq!(members(Membership::WomensUnion), Some((1, 1)));
        assert_eq!(members(Membership::Veterans), None);
        let doubtful: Vec<(&str, usize)> =
            found.doubts.iter().map(|one| (one.line.name.as_str(), one.candidates.len())).collect();
        assert_eq!(doubtful, [("Lê Thị Hương", 1), ("Đỗ Thị Thu", 2), ("Vũ Văn Nam", 1)]);
        confirm(centre, &found);
    });
}

/// The clerk confirms one of two, refuses one, and takes the first back.
fn confirm(centre: &Centre, found: &RosterPage) {
    let decide = |line: usize, choice: FoundChoice| {
        let line = &found.doubts[line].line;
        centre.find_for_roster(&commune(UNIT), UNIT, (&line.roster, line.line, &choice), (WHO, Moment(NOW)))
    };
    let token = found.doubts[1].candidates[0].token.clone();
    decide(1, FoundChoice::Person(token.clone())).unwrap();
    decide(0, FoundChoice::Nobody).unwrap();
    let after = page(centre);
    assert_eq!((after.doubts.len(), after.decided.len()), (1, 2));
    let thu = |page: &RosterPage| {
        let office = states(&group(page, "UBND xã"));
        office.into_iter().find(|(name, ..)| name == "Đỗ Thị Thu").unwrap().1
    };
    assert!([RosterState::OneTouchByWord, RosterState::HalfWay].contains(&thu(&after)), "{:?}", thu(&after));
    let refused = states(&group(&after, SCHOOL)).into_iter().find(|(name, ..)| name == "Lê Thị Hương").unwrap();
    assert_eq!(refused.1, RosterState::NotYet);
    assert!(matches!(decide(0, FoundChoice::Person(token)), Err(RosterRefusal::Unknown)), "somebody of another name");
    decide(1, FoundChoice::Undo).unwrap();
    assert_eq!(thu(&page(centre)), RosterState::Doubtful);
    let notes = centre.trail(&Access::City, &NoteFilter::default(), 50).unwrap().lines;
    let lines: Vec<&str> =
        notes.iter().map(|line| line.what.as_str()).filter(|line| line.starts_with("roster")).collect();
    assert_eq!(lines.len(), 4, "{lines:?}");
    assert!(lines.iter().all(|line| !line.contains("Thu") && !line.contains("100")), "nobody is named: {lines:?}");
}

#[test]
fn two_people_of_one_name_and_year_are_not_both_done_by_one_entry() {
    on_both(|centre| {
        filled(centre);
        let file = list(&[
            ["Nguyễn Thị Lan", "1985", SCHOOL, ""],
            ["Nguyễn Thị Lan", "1985", "UBND xã", ""],
            ["Phạm Thị Mai", "1990", SCHOOL, ""],
            ["Phạm Thị Mai", "1990", "UBND xã", ""],
        ]);
        keep(centre, &commune(UNIT), &file, 30).unwrap();
        let found = page(centre);
        let both = |name: &str| states(&group(&found, name)).into_iter().map(|(_, state, _)| state).collect::<Vec<_>>();
        assert_eq!(both(SCHOOL), [RosterState::Doubtful, RosterState::Done], "who declared the school is on its list");
        assert_eq!(both("UBND xã"), [RosterState::Doubtful, RosterState::NotYet]);
    });
}

#[test]
fn a_roster_is_kept_whole_or_not_at_all_and_by_its_own_clerk() {
    on_both(|centre| {
        filled(centre);
        let read = |role: &Access, file: &[u8], purpose: &str, day: &str| {
            centre.read_roster(role, UNIT, (file, purpose, day), Moment(NOW))
        };
        let soon = day_after(5);
        for role in [commune("11329"), Access::Viewer] {
            assert!(matches!(read(&role, &usual(), "x", &soon), Err(RosterRefusal::NotAllowed(_))));
            assert!(matches!(centre.rosters(&role, UNIT, (WHO, Moment(NOW))), Err(QueryError::NotAllowed(_))));
        }
        let own = commune(UNIT);
        assert!(matches!(read(&own, &usual(), "  ", &soon), Err(RosterRefusal::Purpose)));
        assert!(matches!(read(&own, &usual(), &"x".repeat(201), &soon), Err(RosterRefusal::Purpose)));
        for day in ["", "32/13/2026", &day_after(-1), &day_after(400)] {
            assert!(matches!(read(&own, &usual(), "x", day), Err(RosterRefusal::LastDay { .. })), "{day}");
        }
        assert!(matches!(read(&own, b"nothing", "x", &soon), Err(RosterRefusal::Faults(_))));
        let draft = read(&own, &usual(), "x", &soon).unwrap();
        assert!(page(centre).rosters.is_empty(), "what was read is not kept");
        let keep = |role: &Access, unit: &str, sealed: &str, at: i64| {
            centre.keep_roster(role, unit, sealed, (WHO, Moment(at)))
        };
        assert!(matches!(keep(&commune("11329"), UNIT, &draft.sealed, NOW), Err(RosterRefusal::NotAllowed(_))));
        assert!(
            matches!(keep(&commune("11329"), "11329", &draft.sealed, NOW), Err(RosterRefusal::Stale)),
            "of another unit"
        );
        assert!(matches!(keep(&own, UNIT, &draft.sealed, NOW + 3 * 3_600_000), Err(RosterRefusal::Stale)), "too late");
        let flipped =
            draft.sealed.replacen(&draft.sealed[40..42], if &draft.sealed[40..42] == "00" { "01" } else { "00" }, 1);
        for strange in ["", "zz", "00ff", flipped.as_str()] {
            assert!(matches!(keep(&own, UNIT, strange, NOW), Err(RosterRefusal::Stale)));
        }
        assert_eq!(keep(&own, UNIT, &draft.sealed, NOW).unwrap(), 9);
        assert_eq!(keep(&own, UNIT, &draft.sealed, NOW).unwrap(), 9, "a second click");
        assert_eq!(page(centre).rosters.len(), 1);
        let id = page(centre).rosters[0].id.clone();
        let remove = |role: &Access, unit: &str| centre.remove_roster(role, unit, &id, (WHO, Moment(NOW)));
        assert!(matches!(remove(&commune("11329"), "11329"), Err(RosterRefusal::NotAllowed(_))));
        assert!(matches!(remove(&Access::City, "11329"), Err(RosterRefusal::Unknown)));
        remove(&own, UNIT).unwrap();
        assert!(page(centre).rosters.is_empty());
        let again = keep(&own, UNIT, &draft.sealed, NOW + 60_000);
        assert!(matches!(again, Err(RosterRefusal::Stale)), "a page that is still open brings nothing back");
        assert!(page(centre).rosters.is_empty());
    });
}

#[test]
fn a_unit_has_so_many_rosters_and_no_more() {
    on_both(|centre| {
        filled(centre);
        for _ in 0..MOST_ROSTERS {
            keep(centre, &commune(UNIT), &usual(), 3).unwrap();
        }
        let more = keep(centre, &commune(UNIT), &usual(), 3);
        assert!(matches!(more, Err(RosterRefusal::TooMany(MOST_ROSTERS))), "{more:?}");
        let id = page(centre).rosters[0].id.clone();
        centre.remove_roster(&Access::City, UNIT, &id, (WHO, Moment(NOW))).unwrap();
        keep(centre, &commune(UNIT), &usual(), 3).expect("one was removed");
    });
}

#[test]
fn nothing_of_a_roster_is_readable_in_the_tables_and_it_goes_after_its_last_day() {
    on_both(|centre| {
        filled(centre);
        keep(centre, &commune(UNIT), &usual(), 3).unwrap();
        let held = contents(centre);
        for part in ["Lan", "THCS", "100 %", "1985", "UBND"] {
            assert!(!held.windows(part.len()).any(|window| window == part.as_bytes()), "{part}");
        }
        assert!(held.windows(UNIT.len()).any(|window| window == UNIT.as_bytes()), "control");
        assert_eq!(centre.erase_due_rosters(Moment(NOW + 3 * stage::DAY)).unwrap(), 0, "its last day is not over");
        assert_eq!(page(centre).rosters.len(), 1);
        assert_eq!(centre.erase_due_rosters(Moment(NOW + 4 * stage::DAY)).unwrap(), 1);
        assert!(contents(centre).is_empty() && page(centre).rosters.is_empty());
        let notes = centre.trail(&Access::City, &NoteFilter::default(), 9).unwrap().lines;
        assert!(notes.iter().any(|line| line.what.starts_with("roster-due")), "{notes:?}");
    });
}

#[test]
fn who_is_erased_is_nobody_on_a_roster_and_the_city_is_seen_to_look() {
    on_both(|centre| {
        filled(centre);
        keep(centre, &commune(UNIT), &usual(), 30).unwrap();
        let own = centre.unit_today(&commune(UNIT), UNIT, Moment(NOW)).unwrap().unwrap();
        let shares: Vec<(u64, u64)> = own.agencies.iter().map(|one| (one.heads, one.took_part)).collect();
        let groups = page(centre).groups;
        assert_eq!(shares.len(), groups.len(), "one figure: the pages of a unit have the same agencies");
        assert!(shares.contains(&(4, 3)), "{shares:?}");
        let lan = station(1).key(1);
        centre.forget_person(&Access::City, &lan, WHO, Moment(NOW)).unwrap();
        let school = states(&group(&page(centre), SCHOOL));
        assert!(school.contains(&("Nguyễn Thị Lan".to_owned(), RosterState::NotYet, None)), "{school:?}");
        let before = centre.trail(&Access::City, &NoteFilter::default(), 99).unwrap().lines.len();
        centre.rosters(&Access::City, UNIT, (WHO, Moment(NOW))).unwrap();
        let notes = centre.trail(&Access::City, &NoteFilter::default(), 99).unwrap().lines;
        assert_eq!((notes.len(), notes[0].what.as_str()), (before + 1, "roster-view 11113"));
        assert!(centre.rosters(&Access::City, "99999", (WHO, Moment(NOW))).unwrap().is_none());
    });
}

#[test]
fn a_workplace_under_another_name_is_merged_into_the_agency_of_the_roster() {
    on_both(|centre| {
        enrol(centre, 1);
        let mut one = station(1);
        one.whole(1);
        declared(&mut one, |_, form| {
            (form.name, form.birth) = ("Phạm Thị Mai".to_owned(), "1990".to_owned());
            form.lives.unit = "11329".to_owned();
            works(form, "Cấp hai Tân Kỳ");
        });
        for written in bundles(&one, 1000) {
            centre.ingest(&Access::City, &written.bytes, Moment(NOW)).unwrap();
        }
        keep(centre, &commune(UNIT), &list(&[["Phạm Thị Mai", "1990", SCHOOL, ""]]), 30).unwrap();
        let found = page(centre);
        assert_eq!(states(&group(&found, SCHOOL))[0].1, RosterState::NotYet, "of another agency nothing is known");
        let (name, registered) = found.work_names.free[0].clone();
        assert_eq!((registered, found.work_names.targets.as_slice()), (1, &[SCHOOL.to_owned()][..]));
        let merge = |role: &Access, meant: &str| {
            centre.merge_spelling(role, (UNIT, NamedPlace::Agency), (&name, meant), (WHO, Moment(NOW)))
        };
        assert!(matches!(merge(&commune("11329"), SCHOOL), Err(SpellingRefusal::NotAllowed(_))));
        assert!(matches!(merge(&commune(UNIT), "Trường không có"), Err(SpellingRefusal::Unknown)));
        merge(&commune(UNIT), SCHOOL).unwrap();
        let after = page(centre);
        assert_eq!(states(&group(&after, SCHOOL))[0].1, RosterState::Done);
        assert_eq!((after.work_names.free.len(), after.work_names.merged.len()), (0, 1));
        let totals = centre.unit_totals(&Access::City, UNIT, Moment(NOW)).unwrap().unwrap();
        assert_eq!(totals.agencies.iter().map(|(key, _)| key.name.as_str()).collect::<Vec<_>>(), [SCHOOL]);
        centre.split_spelling(&commune(UNIT), (UNIT, NamedPlace::Agency), &name, (WHO, Moment(NOW))).unwrap();
        assert_eq!(states(&group(&page(centre), SCHOOL))[0].1, RosterState::NotYet);
    });
}
