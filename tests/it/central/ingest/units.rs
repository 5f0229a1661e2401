//! A unit's pages: today, villages with their spellings.

use super::*;
use tramso::{
    centre::{NamedPlace, QueryError, SpellingRefusal, VillageList},
    ledger::NoteFilter,
    record::RegistrationV1,
};

const UNIT: &str = "11113";
const LAC: &str = "thôn Ngọc Lặc";

fn commune(code: &str) -> Access {
    Access::Commune(UnitCode::parse(code).unwrap())
}

/// Changes what everybody of a station declares; people are counted in the order in which they register.
pub fn declared(station: &mut Station, change: impl Fn(usize, &mut RegistrationV1)) {
    let forms = station.records.iter_mut().filter_map(|record| match &mut record.body {
        Body::Registration { registration } => Some(registration),
        _ => None,
    });
    forms.enumerate().for_each(|(at, form)| change(at, form));
}

/// Six people: four whole, of whom one wrote the village otherwise and one without its kind; two who have begun.
fn filled(centre: &Centre) {
    enrol(centre, 1);
    let mut one = station(1);
    (1..=4).for_each(|person| one.whole(person));
    (5..=6).for_each(|person| one.register(person));
    declared(&mut one, |at, form| {
        form.one_touch = at == 5;
        form.lives.village =
            ["thôn Ngọc Lặc", "làng Ngọc Lạc", "Ngọc lặc", "thôn Quý Cao", "làng Ngọc Lạc", LAC][at].to_owned();
    });
    for written in bundles(&one, 1000) {
        centre.ingest(&Access::City, &written.bytes, Moment(NOW)).unwrap();
    }
}

fn villages(centre: &Centre) -> VillageList {
    centre.villages(&commune(UNIT), UNIT, Moment(NOW)).unwrap().unwrap()
}

fn registered(list: &VillageList, name: &str) -> Option<i64> {
    list.lines.iter().find(|line| line.name == name).map(|line| line.counts.registered)
}

/// Sums of villages as programs read them.
fn totals(centre: &Centre) -> Vec<(String, i64)> {
    let totals = centre.unit_totals(&Access::City, UNIT, Moment(NOW)).unwrap().unwrap();
    totals.villages.into_iter().map(|(key, counts)| (key.name, counts.registered)).collect()
}

fn merge(centre: &Centre, role: &Access, written: &str, meant: &str) -> Result<(), SpellingRefusal> {
    centre.merge_spelling(role, (UNIT, NamedPlace::Village), (written, meant), (Actor::CommandLine, Moment(NOW)))
}

fn split(centre: &Centre, role: &Access, written: &str) -> Result<(), SpellingRefusal> {
    centre.split_spelling(role, (UNIT, NamedPlace::Village), written, (Actor::CommandLine, Moment(NOW)))
}

#[test]
fn a_spelling_is_merged_and_taken_apart_and_every_figure_follows() {
    on_both(|centre| {
        filled(centre);
        let strange = "làng Ngọc Lạc";
        let before = villages(centre);
        let named = before.lines.iter().find(|line| line.name.to_lowercase() == strange.to_lowercase()).unwrap();
        let strange = named.name.clone();
        assert!(!named.is_listed && before.is_listed);
        assert_eq!(registered(&before, LAC), Some(3), "«Ngọc lặc» is the listed village: case and kind do not matter");
        merge(centre, &commune(UNIT), &strange, LAC).unwrap();
        let after = villages(centre);
        assert_eq!((registered(&after, LAC), registered(&after, &strange)), (Some(5), None));
        assert_eq!(after.names.merged.len(), 1);
        let found = totals(centre);
        assert!(found.contains(&(LAC.to_owned(), 5)) && found.iter().all(|(name, _)| *name != strange), "{found:?}");
        let remind = centre.to_remind(&commune(UNIT), UNIT, (Actor::CommandLine, Moment(NOW))).unwrap();
        assert!(remind.people.iter().all(|one| one.standing.village.as_deref() == Some(LAC)), "{:?}", remind.people);
        assert!(matches!(merge(centre, &commune(UNIT), LAC, &strange), Err(SpellingRefusal::Unknown)), "a listed name");
        split(centre, &commune(UNIT), &strange).unwrap();
        assert_eq!(registered(&villages(centre), &strange), Some(2));
        assert!(matches!(split(centre, &commune(UNIT), &strange), Err(SpellingRefusal::Unknown)), "twice");
        let notes = centre.trail(&Access::City, &NoteFilter::default(), 50).unwrap().lines;
        let verbs: Vec<&str> = notes.iter().filter_map(|line| line.what.split(' ').next()).collect();
        assert!(verbs.contains(&"merge") && verbs.contains(&"split"), "{verbs:?}");
        assert!(centre.recount(&Access::City).unwrap().is_empty(), "what was counted stays as it was");
    });
}

#[test]
fn a_station_whose_grant_writes_the_village_in_other_letters_is_in_the_line_of_its_people() {
    on_both(|centre| {
        filled(centre);
        let name = villages(centre).lines.iter().find(|line| !line.is_listed).unwrap().name.clone();
        let moved = centre.ledger().write(&mut |tx| {
            let row = tx.stations()?.remove(0);
            tx.put_station(&tramso::ledger::StationRow { village: name.to_uppercase(), ..row })
        });
        moved.unwrap();
        let list = villages(centre);
        let is_it = |line: &&tramso::centre::VillageLine| line.name.to_lowercase() == name.to_lowercase();
        let found: Vec<_> = list.lines.iter().filter(is_it).map(|line| (line.stations, line.name.clone())).collect();
        assert_eq!(found, [(1, name.clone())]);
    });
}

#[test]
fn names_are_merged_by_the_own_clerk_alone_and_never_into_themselves() {
    on_both(|centre| {
        filled(centre);
        let strange = villages(centre).lines.iter().find(|line| !line.is_listed).unwrap().name.clone();
        for role in [commune("11329"), Access::Viewer] {
            assert!(matches!(merge(centre, &role, &strange, LAC), Err(SpellingRefusal::NotAllowed(_))));
            assert!(matches!(split(centre, &role, &strange), Err(SpellingRefusal::NotAllowed(_))));
        }
        assert!(matches!(merge(centre, &Access::City, &strange, &strange), Err(SpellingRefusal::Itself)));
        assert!(matches!(merge(centre, &Access::City, &strange, "thôn Không Có"), Err(SpellingRefusal::Unknown)));
        assert!(matches!(merge(centre, &Access::City, "thôn Không Có", LAC), Err(SpellingRefusal::Unknown)));
        assert!(matches!(merge(centre, &Access::City, "", LAC), Err(SpellingRefusal::Unknown)));
        assert_eq!(villages(centre).names.merged, []);
        merge(centre, &Access::City, &strange, LAC).unwrap();
        assert_eq!(villages(centre).names.merged.len(), 1, "control");
    });
}

#[test]
fn a_unit_today_has_its_figures_its_rank_and_its_silent_stations() {
    on_both(|centre| {
        filled(centre);
        let today =
            |role: &Access, unit: &str, days: i64| centre.unit_today(role, unit, Moment(NOW + days * stage::DAY));
        let own = today(&commune(UNIT), UNIT, 0).unwrap().unwrap();
        assert_eq!((own.counts.registered, own.counts.valid, own.counts.app), (6, 4, 4));
        assert_eq!(own.rank, Some((1, 114)));
        assert_eq!((own.stations, own.silent.len()), (1, 0));
        let other = today(&Access::City, "11329", 0).unwrap().unwrap();
        assert_eq!((other.counts.registered, other.stations), (0, 0));
        assert_eq!(other.rank, Some((2, 114)), "all without an entry share the next place");
        // A station that sent something three days ago is not silent yet; a day later it is.
        assert!(today(&commune(UNIT), UNIT, 3).unwrap().unwrap().silent.is_empty());
        let silent = today(&commune(UNIT), UNIT, 4).unwrap().unwrap().silent;
        assert_eq!((silent.len(), silent[0].since), (1, Some(Moment(NOW))));
        for (role, unit) in [(commune(UNIT), "11329"), (commune("11329"), UNIT), (commune(UNIT), "99999")] {
            assert!(matches!(today(&role, unit, 0), Err(QueryError::NotAllowed(_))), "{role:?} {unit}");
            assert!(matches!(centre.villages(&role, unit, Moment(NOW)), Err(QueryError::NotAllowed(_))));
        }
        assert!(today(&Access::City, "99999", 0).unwrap().is_none());
        assert!(today(&Access::Viewer, UNIT, 0).unwrap().is_some());
    });
}

#[test]
fn what_was_reached_yesterday_and_today_is_by_the_days_of_the_records() {
    on_both(|centre| {
        enrol(centre, 1);
        let mut one = station(1);
        one.now = NOW - stage::DAY;
        one.whole(1);
        one.whole(2);
        one.now = NOW - 3 * 3_600_000;
        one.register(3);
        for written in bundles(&one, 1000) {
            centre.ingest(&Access::City, &written.bytes, Moment(NOW)).unwrap();
        }
        let found = centre.unit_today(&commune(UNIT), UNIT, Moment(NOW)).unwrap().unwrap();
        assert_eq!((found.yesterday.registered, found.today.registered), (2, 1));
        assert_eq!((found.yesterday.finished, found.today.finished), (2, 0));
    });
}
