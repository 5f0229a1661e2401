//! What is compiled in.

use super::Folder;
use crate::days::date as day;
use std::path::Path;
use tramso::{
    content::{
        Pack, Severity,
        builtin::{self, DemoDates, FILES},
        digest,
        figures::papers,
        required,
    },
    domain::{Bank, LessonId, Seed, Stratum, TopicId, draw, draw_practice},
};

#[test]
fn the_list_of_files_is_the_folder() {
    let folder = Folder::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("question_banks/cong-dan-so"));
    let listed: Vec<(String, Vec<u8>)> = FILES.iter().map(|file| (file.path.to_owned(), file.bytes.to_vec())).collect();
    assert_eq!(
        listed.iter().map(|(path, _)| path).collect::<Vec<_>>(),
        folder.0.iter().map(|(path, _)| path).collect::<Vec<_>>()
    );
    assert!(listed == folder.0, "a file was changed behind the compiler's back");
}

#[test]
fn the_campaign_is_the_letters() {
    let folder = Folder(FILES.iter().map(|file| (file.path.to_owned(), file.bytes.to_vec())).collect());
    let reading = folder.read().unwrap();
    let contest = &reading.pack.contest;
    assert_eq!(contest.id, "cds-hp-2025");
    assert_eq!((contest.opens, contest.closes), (day(2025, 10, 11), day(2025, 11, 11)));
    assert_eq!(contest.hotline, "0904 540 490");
    assert_eq!(contest.paper_size(), 20);
    assert_eq!(contest.rules.attempts, 3);
    assert_eq!((contest.rules.message_from, contest.rules.message_up_to), (10, 500));
    assert!(contest.rules.review && !contest.rules.recognised);
    assert_eq!((contest.rules.minutes, contest.rules.pass_mark, contest.rules.least_age), (None, None, None));
    assert!(contest.station.is_none());
    assert!(
        contest.app_links.len() == 2 && contest.app_links.iter().all(|link| !link.official && link.url.len() <= 78)
    );
    let told: Vec<_> = reading.warnings.iter().map(|fault| (fault.rule, fault.severity)).collect();
    assert_eq!(told, [("C05", Severity::Warning); 2], "{:?}", reading.warnings);
}

#[test]
fn the_demo_is_open_when_it_is_told_to_be() {
    let dates = DemoDates { opens: day(2026, 12, 5), closes: day(2026, 12, 9) };
    let pack = builtin::pack(dates).unwrap();
    assert_eq!(pack.contest.id, "demo");
    assert_eq!((pack.contest.opens, pack.contest.closes), (dates.opens, dates.closes));
    let station = pack.contest.station.as_ref().unwrap();
    assert_eq!((station.unit.as_str(), station.target, station.villages.len()), ("11113", 300, 8));
    assert!(station.villages.contains(&station.village));
    assert_eq!(pack.unit(&station.unit).unwrap().name, "Tân Kỳ");
    assert_eq!(pack.digest, digest(FILES));
}

#[test]
fn every_topic_has_its_lessons_and_every_paper_its_questions() {
    let pack = demo();
    for number in 1..=4 {
        let topic = TopicId::new(number).unwrap();
        assert_eq!(pack.required_lessons(topic).count(), 2);
        assert!(pack.further_lessons(topic).count() >= 1);
    }
    assert!(pack.bank.is_sorted_by(|a, b| a.id < b.id));
    let lesson = pack.lesson(LessonId::parse("1.1").unwrap()).unwrap();
    assert_eq!((lesson.pages.len(), lesson.checks.len()), (6, 2));
    for byte in 0..=255 {
        assert_eq!(draw(&pack.contest, &pack.bank, Seed([byte; 32])).unwrap().items.len(), 20);
    }
    assert!(pack.bank.iter().all(|question| pack.question(&question.id) == Some(question)));
}

/// Figures of the reference pool (docs/decisions/037-what-a-paper-asks.md), by drawing.
#[test]
fn a_paper_asks_what_the_required_path_teaches_and_each_is_as_hard() {
    let pack = demo();
    let found = papers(&pack, 1_000).unwrap();
    assert_eq!((found.taught, found.hard, found.fact_twice), ((20, 20.0), (4, 4), 0));
    assert!(found.shared < 5.0, "{found:?}");
    // The control: drawn from the whole bank, as papers were before.
    let mut all = pack.clone();
    all.bank = Bank::from(all.bank.to_vec());
    all.contest.rules.blueprint = (1..=4).map(|topic| any_level(topic, 5)).collect();
    let found = papers(&all, 1_000).unwrap();
    assert!(found.taught.0 < 15 && found.hard.0 < found.hard.1 && found.fact_twice > 0, "{found:?}");
}

#[test]
fn practice_gives_no_paper_away() {
    let pack = demo();
    let required = required(&pack.lessons);
    for byte in 0..=255 {
        let blueprint = &pack.contest.rules.blueprint;
        let paper = draw_practice(blueprint, &pack.bank, Seed([byte; 32])).unwrap();
        assert!(paper.items.iter().all(|item| !required.contains(&pack.question(&item.question).unwrap().lesson)));
    }
    let mut open = pack.clone();
    open.bank = Bank::from(open.bank.to_vec());
    let drawn = |byte| draw_practice(&open.contest.rules.blueprint, &open.bank, Seed([byte; 32]));
    let is_asked = |id| required.contains(&open.question(id).unwrap().lesson);
    assert!(drawn(1).unwrap().items.iter().any(|item| is_asked(&item.question)), "the control: from the whole bank");
}

/// What has run out is not drawn; the centre has the pack of each day.
#[test]
fn the_demo_of_another_year_leaves_out_what_has_run_out() {
    let later = DemoDates { opens: day(2028, 3, 1), closes: day(2028, 3, 20) };
    let pack = builtin::pack(later).unwrap();
    let has_run_out =
        |pack: &Pack| pack.bank.iter().any(|question| question.until.is_some_and(|day| day < later.closes));
    assert!(!has_run_out(&pack) && has_run_out(&demo()), "and the control");
    assert_ne!(pack.digest, demo().digest);
    assert!(papers(&pack, 100).is_some());
    let variants = builtin::variants(later).unwrap();
    let found = |digest| variants.iter().filter(|pack| pack.digest == digest).count();
    assert_eq!((found(pack.digest), found(demo().digest)), (1, 1));
}

fn any_level(topic: u8, count: usize) -> Stratum {
    Stratum { topic: TopicId::new(topic).unwrap(), level: None, count }
}

fn demo() -> Pack {
    builtin::pack(DemoDates { opens: day(2026, 1, 1), closes: day(2026, 1, 31) }).unwrap()
}
