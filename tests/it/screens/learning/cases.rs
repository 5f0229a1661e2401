//! States of course, lesson, test, practice and message, each made from nothing, for the walk over all keys.

use super::{
    pack::{lesson_id, pack, topic},
    stage::{Stage, registered, seed, whole_course},
};
use crate::screens::keys::Case;
use tramso::{
    session::Command,
    tui::{Model, Msg, OpenedFrom, Screen, screens::lesson, screens::practice},
};

pub const CASES: &[Case] = &[
    ("course-start", || at(course(), "")),
    ("course-halfway", || {
        at(course().having([Command::FinishLesson(lesson_id("1.1")), Command::LearntElsewhere(topic(2))]), "")
    }),
    ("course-done", || at(course().having(whole_course()), "")),
    ("course-further", || at(course(), "5")),
    ("lesson-page", || at(opened("1.2", OpenedFrom::Course), "")),
    ("lesson-longer-page", || at(opened("1.2", OpenedFrom::Course), "<right>")),
    ("lesson, further", || at(opened("2.3", OpenedFrom::Further), "")),
    ("lesson, last page", || at(opened("1.1", OpenedFrom::Course), "<right><right>")),
    ("lesson-check", || at(opened("1.1", OpenedFrom::Course), "<right><right><enter>")),
    ("lesson-check, reminded", || at(opened("1.1", OpenedFrom::Course), "<right><right><enter><enter>")),
    ("lesson-check, moved", || at(opened("1.1", OpenedFrom::Course), "<right><right><enter><down>")),
    ("course, moved", || at(course(), "<down>")),
    ("course, moved to further", || at(course(), "<up><up>")),
    ("practice, reminded", || at(drawn(), "1<enter>")),
    ("lesson-check-again", || at(opened("1.1", OpenedFrom::Course), "<right><right><enter>1")),
    ("lesson-check-told", || at(opened("1.1", OpenedFrom::Course), "<right><right><enter>12")),
    ("lesson-check-right", || at(opened("1.1", OpenedFrom::Course), "<right><right><enter>3")),
    ("lesson-end", || at(opened("1.1", OpenedFrom::Course), "<right><right><enter>3<enter>")),
    ("lesson, aloud", || at(aloud(opened("1.1", OpenedFrom::Course)), "<right>")),
    ("result-thanks", || at(tested(17), "")),
    ("result-score", || at(tested(17), "<enter>")),
    ("result-all", || at(tested(20), "<enter>")),
    ("review-first", || at(tested(17), "<enter>1")),
    ("review, second", || at(aloud(tested(17)), "<enter>1<enter>")),
    ("review, last", || at(tested(17), "<enter>1<enter><enter>")),
    ("lesson, from a review", || at(tested(17), "<enter>19")),
    ("practice-choose", || at(practice(), "")),
    ("practice, drawing", || at(practice(), "1")),
    ("practice-topics", || at(drawn(), "3")),
    ("practice-question", || at(drawn(), "1")),
    ("practice-explained", || at(drawn(), "11")),
    ("practice-explained, aloud", || at(aloud(drawn()), "1<right>")),
    ("practice-as-test", || at(drawn(), "21")),
    ("practice, last", || at(drawn(), &format!("2{}", "<right>".repeat(19)))),
    ("practice-ending", || at(drawn(), &format!("2{}", "<right>".repeat(20)))),
    ("practice-score", || at(drawn(), &format!("2{}1", "<right>".repeat(20)))),
    ("practice-review", || at(drawn(), &format!("2{}11", "<right>".repeat(20)))),
    ("practice-lesson", || at(drawn(), &format!("2{}119", "<right>".repeat(20)))),
    ("practice, impossible", || {
        let mut none = pack();
        none.bank = Vec::new().into();
        let mut stage = Stage::empty(none).on(Screen::Practice(Box::new(practice::State::new())));
        stage.send(Msg::Seed(seed()));
        at(stage, "1")
    }),
    ("practice without a shift", || {
        let mut stage = drawn();
        stage.model.shared.shift = None;
        at(stage, "1")
    }),
    ("lesson without a shift", || {
        let mut stage = opened("1.1", OpenedFrom::Further);
        stage.model.shared.shift = None;
        at(stage, "")
    }),
    ("share-choose", || at(share(), "")),
    ("share-write-empty", || at(share(), "3")),
    ("share-write", || at(share(), "3tooi hocj soos cungf chaus")),
    ("share-write-too-short", || at(share(), "3tooi<enter>")),
    ("share-choose-half-written", || at(share(), "3tooi<tab>")),
    ("share-public", || at(share(), "3tooi hocj soos cungf chaus<enter>")),
    ("share-public, to be answered", || at(share(), "3tooi hocj soos cungf chaus<enter><enter>")),
    ("share-public-chosen", || at(aloud(share()), "3tooi hocj soos cungf chaus<enter>1")),
    ("share-ready", || at(share(), "1")),
    ("share-ready, second page", || at(share(), "1<right>")),
    ("share-ready-chosen", || at(share(), "13")),
    ("share-tell", || at(share(), "2")),
    ("share-read-back", || at(aloud(share()), "2Tooi dayj baf banj banf<enter>")),
    ("share-child", || {
        let mut stage = share();
        let child = registered(stage.pack(), 2012, Some("Nguyễn Văn Nam"));
        stage.seat(child);
        at(stage.having(whole_course()), "3Em day bas em<enter>")
    }),
];

fn at(mut stage: Stage, keys: &str) -> Model {
    stage.keys(keys);
    stage.model
}

fn aloud(mut stage: Stage) -> Stage {
    stage.model.shared.settings.speech = true;
    stage
}

fn course() -> Stage {
    Stage::new(pack()).on(Screen::Course(Default::default()))
}

fn opened(id: &str, from: OpenedFrom) -> Stage {
    let stage = Stage::new(pack());
    let opened = lesson::State::open(&stage.model.shared, lesson_id(id), from);
    stage.on(Screen::Lesson(Box::new(opened)))
}

fn tested(right: usize) -> Stage {
    Stage::new(pack()).having(whole_course()).tested(right).on(Screen::Result(Default::default()))
}

fn practice() -> Stage {
    Stage::empty(pack()).on(Screen::Practice(Box::new(practice::State::new())))
}

fn drawn() -> Stage {
    let mut stage = practice();
    stage.send(Msg::Seed(seed()));
    stage
}

fn share() -> Stage {
    Stage::new(pack()).having(whole_course()).tested(15).having([Command::SeeResult]).on(Screen::Share(Box::default()))
}
