//! Arrows move and Enter answers, in the test and in practice; a further test is asked about and can be left.

use super::{
    pack::pack,
    stage::{Stage, seed, whole_course},
};
use tramso::{
    session::Command,
    tui::{Msg, Screen, screens},
};

fn in_test() -> Stage {
    Stage::new(pack())
        .having(whole_course())
        .having([Command::OpenAttempt(seed())])
        .on(Screen::Quiz(Default::default()))
}

fn answered(stage: &Stage) -> Option<u8> {
    stage.visit().running().unwrap().answers.choice(0).map(|choice| choice.0)
}

#[test]
fn an_arrow_in_the_test_answers_nothing() {
    let mut stage = in_test();
    assert!(stage.keys("<down>").says("▶ 1."));
    assert_eq!(answered(&stage), None);
    assert!(stage.says("Bấm Enter để chọn dòng có dấu ▶."));
    stage.keys("<down><enter>");
    assert_eq!(answered(&stage), Some(1));
    assert!(stage.says("● 2.") && stage.says("Bấm Enter để sang câu sau"));
    // An answer that was given stays until Enter is pressed at another one.
    assert!(stage.keys("<up>").says("● 2.") && stage.says("▶ 1."));
    assert_eq!(answered(&stage), Some(1));
    stage.keys("<down>");
    assert!(stage.says("Bấm Enter để sang câu sau"), "back at the answer, Enter leads on");
    stage.keys("<up><enter>");
    assert_eq!(answered(&stage), Some(0));
    assert!(in_test().keys("<up>").says("▶ 4."), "above the first comes the last");
    assert!(in_test().keys("3").says("● 3."), "control: a digit answers at once");
}

#[test]
fn an_arrow_in_practice_answers_nothing() {
    for way in ["1", "2"] {
        let mut stage = Stage::new(pack()).on(Screen::Practice(Box::new(screens::practice::State::new())));
        stage.send(Msg::Seed(seed()));
        stage.keys(way).keys("<down><down>");
        assert!(stage.says("▶ 2.") && !stage.says("● ") && !stage.says("✗"), "{}", stage.text((80, 24)));
        stage.keys("<enter>");
        assert!(stage.says("● 2.") || stage.says("✓ 2.") || stage.says("✗ 2."), "{}", stage.text((80, 24)));
    }
}

#[test]
fn a_further_test_is_asked_about_and_can_be_left() {
    let tested = || Stage::new(pack()).having(whole_course()).tested(15).having([Command::SeeResult]);
    let intro = || tested().on(Screen::TestIntro(Default::default()));
    let mut stage = intro();
    stage.shows("intro-further");
    stage.keys("<enter>");
    assert!(stage.visit().running().is_none() && stage.says("bấm số 1 hoặc số 2 trước"), "Enter alone begins none");
    stage.keys("2");
    assert!(matches!(stage.model.screen, Screen::Share(_)));

    let mut stage = tested().having([Command::OpenAttempt(seed())]).on(Screen::Quiz(Default::default()));
    assert!(
        stage.says("▶ Thi") && stage.says("□ Chia sẻ"),
        "the head shows where the person is: {}",
        stage.text((80, 24))
    );
    stage.keys("<esc>").shows("menu-further");
    stage.keys("5");
    assert!(matches!(stage.model.screen, Screen::Share(_)), "on with the best score before");
    assert!(stage.visit().running().is_some(), "it stays open for another visit");
    let mut first = in_test();
    first.keys("<esc>5");
    assert!(matches!(first.model.screen, Screen::Quiz(_)), "control: the first test is not left so");
}
