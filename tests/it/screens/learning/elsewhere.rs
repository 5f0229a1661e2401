//! Who is counted on One Touch, and who has finished and comes back.

use super::{
    pack::pack,
    stage::{SIZES, Stage, whole_course},
};
use tramso::{
    domain::OneTouch,
    record::{Body, CertificateV1, Event, HowLearnt},
    session::{Command, Visit},
    tui::Screen,
};

fn on_one_touch() -> Stage {
    let stage = Stage::new(pack());
    let mut registered = stage.visit().registration().unwrap().clone();
    registered.one_touch = OneTouch::Taken;
    stage.having([Command::Correct(Box::new(registered))])
}

fn finished() -> Stage {
    let certificate = CertificateV1 { number: "TK-000123".to_owned(), check: "ABCDEFGH".to_owned() };
    let message = Command::Share {
        text: "Tôi học được rồi, vui lắm.".to_owned(),
        ready: Some(1),
        dictated: false,
        publish: false,
    };
    let whole = Stage::new(pack()).having(whole_course()).tested(15);
    whole.having([Command::SeeResult, message, Command::AskCertificate(certificate)])
}

#[test]
fn who_took_part_on_one_touch_misses_nothing_here_and_may_practise() {
    let mut stage = on_one_touch().on(Screen::Thanks(Default::default()));
    assert!(stage.says("được tính trên One Touch") && !stage.says("Còn thiếu"));
    assert!(!stage.text(SIZES[0]).contains("▶ Học"), "no step waits for them");
    stage.keys("1");
    assert!(matches!(stage.model.screen, Screen::Practice(_)));
    // Out of practice, and whenever they come back, they are where they were.
    stage.keys("<esc>1");
    assert!(matches!(stage.model.screen, Screen::App(_)));
}

#[test]
fn who_took_part_there_and_learns_here_goes_on_here() {
    let stage = on_one_touch().having(whole_course());
    assert!(stage.on(Screen::Thanks(Default::default())).says("Còn thiếu: bài thi"));
}

/// Somebody of whom the volunteer ticked that they were in class has begun nothing here, and no test waits for them.
#[test]
fn who_took_part_there_and_was_in_a_class_here_misses_nothing() {
    let mut stage = on_one_touch();
    let pack = stage.pack().clone();
    let topics = pack.contest.topics.iter().map(|topic| Body::TopicDone {
        topic: topic.id.number(),
        how: HowLearnt::Group,
        pack: "0f".repeat(32),
    });
    let registration = Box::new(stage.visit().registration().unwrap().clone());
    let (visit, mut events) = Visit::default().step(&pack, Command::Consent, stage.now).unwrap();
    events.extend(visit.step(&pack, Command::Register(registration), stage.now).unwrap().1);
    events.extend(topics.map(Event::Record));
    let history: Vec<_> = events.into_iter().map(|event| (stage.now, event)).collect();
    let visit = Visit::replay(&pack, &history);
    assert!(visit.topics_missing(&pack).is_empty() && visit.is_counted_elsewhere());
    stage.seat(visit);
    assert!(stage.on(Screen::Thanks(Default::default())).says("được tính trên One Touch"));
}

#[test]
fn who_has_finished_finds_the_slip_and_the_lessons_again() {
    for (key, is_there) in [
        ("7", (|screen| matches!(screen, Screen::Certificate(_))) as fn(&Screen) -> bool),
        ("6", |screen| matches!(screen, Screen::Course(_))),
    ] {
        let mut stage = finished().on(Screen::App(Default::default()));
        stage.keys(key);
        assert!(is_there(&stage.model.screen), "{key}");
        stage.keys("<enter>");
        assert!(matches!(stage.model.screen, Screen::App(_)), "and back");
    }
    let stage = finished().on(Screen::Thanks(Default::default()));
    assert!(stage.says("Số phiếu: TK-000123"));
}
