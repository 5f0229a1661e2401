//! What is compiled in.

use super::Folder;
use crate::days::date as day;
use std::path::Path;
use tramso::{
    content::{
        Pack, Severity,
        builtin::{self, DemoDates, FILES},
        digest,
    },
    domain::{LessonId, Seed, TopicId, draw},
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
    let dates = DemoDates { opens: day(2031, 1, 5), closes: day(2031, 1, 9) };
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
    assert_eq!((lesson.pages.len(), lesson.checks.len()), (3, 1));
    for byte in 0..=255 {
        assert_eq!(draw(&pack.contest, &pack.bank, Seed([byte; 32])).unwrap().items.len(), 20);
    }
    assert!(pack.bank.iter().all(|question| pack.question(&question.id) == Some(question)));
}

fn demo() -> Pack {
    builtin::pack(DemoDates { opens: day(2026, 1, 1), closes: day(2026, 1, 31) }).unwrap()
}
