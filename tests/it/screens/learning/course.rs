use super::{
    pack::{lesson_id, pack, topic},
    stage::{SIZES, Stage, whole_course},
};
use crate::days::date;
use tramso::{
    content::builtin::{self, DemoDates},
    session::{Command, Visit},
    tui::{Effect, Failure, Msg, OpenedFrom, Screen, Ticket, screens},
};

fn course() -> Stage {
    Stage::new(pack()).on(Screen::Course(Default::default()))
}

fn lesson(id: &str) -> Stage {
    let stage = Stage::new(pack());
    let opened = screens::lesson::State::open(&stage.model.shared, lesson_id(id), OpenedFrom::Course);
    stage.on(Screen::Lesson(Box::new(opened)))
}

#[test]
fn the_course_shows_how_far_each_topic_has_come() {
    let stage = course();
    stage.shows("course-start");
    stage.each_hint_acts(course);
    let halfway = || {
        course().having([
            Command::FinishLesson(lesson_id("1.1")),
            Command::FinishLesson(lesson_id("1.2")),
            Command::LearntElsewhere(topic(2)),
            Command::FinishLesson(lesson_id("3.1")),
        ])
    };
    halfway().shows("course-halfway");
    let done = || course().having(whole_course());
    done().shows("course-done");
    done().each_hint_acts(done);
}

#[test]
fn enter_goes_on_with_the_first_lesson_that_is_not_done() {
    let mut stage = course();
    assert!(stage.keys("<enter>").text(SIZES[0]).contains("Bài 1.1:"));
    let mut stage = course().having([Command::FinishLesson(lesson_id("1.1"))]);
    assert!(stage.keys("<enter>").text(SIZES[0]).contains("Bài 1.2:"));
    let mut stage = course().having(whole_course());
    stage.keys("<enter>");
    assert!(matches!(stage.model.screen, Screen::TestIntro(_)));
}

#[test]
fn a_digit_opens_a_topic_at_its_first_lesson_that_is_not_done() {
    let mut stage = course().having([Command::FinishLesson(lesson_id("3.1"))]);
    assert!(stage.keys("3").text(SIZES[0]).contains("Bài 3.2:"));
    let mut stage = course().having(whole_course());
    assert!(stage.keys("4").text(SIZES[0]).contains("Bài 4.1:"), "a finished topic may be read again");
    let mut stage = course();
    stage.keys("79<up>z");
    assert!(matches!(stage.model.screen, Screen::Course(_)));
    assert!(stage.effects.is_empty());
}

#[test]
fn further_lessons_open_by_digit_and_lead_back() {
    let further = || {
        let mut stage = course().having([Command::FinishLesson(lesson_id("2.3"))]);
        stage.keys("5");
        stage
    };
    further().shows("course-further");
    further().each_hint_acts(further);
    let mut stage = further();
    assert!(stage.keys("8").text(SIZES[0]).contains("Bài 4.4:"));
    stage.keys("<right><right><right><enter>");
    assert!(stage.text(SIZES[0]).contains("Học thêm, không bắt buộc"), "{}", stage.text(SIZES[0]));
    assert!(stage.visit().lesson(lesson_id("4.4")).done);
    assert!(stage.visit().topics().is_empty(), "a further lesson completes nothing");
    assert!(stage.keys("<left>").text(SIZES[0]).contains("Vì sao bà con"));
    let mut stage = course();
    assert!(stage.keys("5").text(SIZES[0]).contains("Học thêm, không bắt buộc"));
}

#[test]
fn a_topic_whose_lessons_were_done_under_an_earlier_pack_is_not_stuck() {
    let mut earlier = pack();
    earlier.lessons.iter_mut().filter(|one| one.id.topic == topic(1)).for_each(|one| one.required = true);
    let stage =
        Stage::new(earlier).having([Command::FinishLesson(lesson_id("1.1")), Command::FinishLesson(lesson_id("1.2"))]);
    let visit: Visit = stage.visit().clone();
    assert!(visit.topics().is_empty());
    let mut stage = course();
    stage.seat(visit);
    stage.keys("<enter><right><right><right>3<enter>");
    assert!(stage.visit().topics().contains_key(&topic(1)));
}

#[test]
fn pages_are_kept_as_they_are_turned_and_found_again() {
    let mut stage = lesson("1.2");
    stage.shows("lesson-page");
    stage.keys("<right>").shows("lesson-longer-page");
    assert_eq!(stage.visit().lesson(lesson_id("1.2")).page, 1);
    assert!(matches!(stage.effects.as_slice(), [Effect::Save { .. }]));
    stage.keys("<esc>1");
    assert!(matches!(stage.model.screen, Screen::Course(_)));
    assert!(stage.keys("1").text(SIZES[0]).contains("Bài 1.1:"));
    let kept = stage.visit().clone();
    let mut stage = lesson("1.2");
    stage.seat(kept);
    let opened = screens::lesson::State::open(&stage.model.shared, lesson_id("1.2"), OpenedFrom::Course);
    stage = stage.on(Screen::Lesson(Box::new(opened)));
    assert!(stage.text(SIZES[0]).contains("Trang 2 / 3"));
    assert!(stage.keys("<left>").text(SIZES[0]).contains("Trang 1 / 3"));
    assert!(stage.keys("<left>").text(SIZES[0]).contains("Trang 1 / 3"));
}

#[test]
fn the_longest_page_fits_the_smallest_screen() {
    let mut stage = lesson("3.2");
    stage.keys("<enter>").shows("lesson-longest-page");
    let text = stage.text(SIZES[0]);
    assert!(text.contains("Tin chưa rõ thì đừng chia sẻ"));
    assert_eq!(text.matches("người khác lên mạng.").count(), 3, "nothing is cut off\n{text}");
}

#[test]
fn a_wrong_answer_is_explained_and_asked_again_and_a_second_one_is_told() {
    let at_check = || {
        let mut stage = lesson("1.1");
        stage.keys("<right><right><enter>");
        stage
    };
    at_check().shows("lesson-check");
    at_check().each_hint_acts(at_check);
    let mut stage = at_check();
    stage.keys("1").shows("lesson-check-again");
    stage.keys("111<enter><right>");
    assert!(stage.text(SIZES[0]).contains("Chưa đúng"), "a key held down is one answer, and Enter skips nothing");
    stage.keys("2").shows("lesson-check-told");
    stage.keys("12<enter>");
    assert!(stage.says("Mời bác bấm số 3"), "the right one is pressed by the person");
    stage.keys("3").shows("lesson-check-right");
    assert_eq!(stage.visit().lesson(lesson_id("1.1")).checks[&0], [0, 1, 2]);
    assert!(stage.visit().lesson(lesson_id("1.1")).done);
    assert!(stage.text(SIZES[0]).contains("Bài 1.2:"), "no page stands between two lessons of a topic");
    let mut right_at_once = at_check();
    right_at_once.keys("3");
    assert!(right_at_once.visit().lesson(lesson_id("1.1")).done);
}

/// A right answer leads on, and why it is right is at the top of what comes next; a trembling hand answers one question alone.
#[test]
fn a_right_answer_leads_on_and_its_reason_goes_along() {
    let dates = DemoDates { opens: date(2025, 10, 1), closes: date(2025, 12, 31) };
    let pack = builtin::pack(dates).unwrap();
    let mut stage = Stage::new(pack).on(Screen::Course(Default::default()));
    stage.keys("<enter>").keys(&"<right>".repeat(6));
    assert!(stage.says("Câu hỏi nhỏ 1 / 2") && !stage.says("Đúng rồi!"));
    stage.keys("2");
    assert!(stage.says("Đúng rồi! Lùi một bước là ra.") && stage.says("Câu hỏi nhỏ 2 / 2"));
    stage.now.mono_ms += 200;
    stage.keys("2");
    assert!(!stage.says("Chưa đúng"), "the same tap once more");
    stage.now.mono_ms += 1_000;
    stage.keys("2");
    assert!(stage.says("Chưa đúng") && !stage.says("Lùi một bước"), "control: an answer");
    stage.keys("1");
    assert!(stage.says("Bài 1.2") && stage.says("Trang 1 / 5") && stage.says("Đúng rồi! Mã của riêng bác."));
    stage.keys("<right>");
    assert!(stage.says("Trang 2 / 5") && !stage.says("Đúng rồi!"), "it is read once");
}

#[test]
fn the_last_lesson_of_a_topic_completes_it_and_leads_to_the_next_one() {
    let mut stage = course().having([Command::FinishLesson(lesson_id("1.1"))]);
    stage.keys("<enter><right><right><right>3").shows("lesson-end-topic");
    assert!(stage.visit().topics().contains_key(&topic(1)));
    stage.keys("<enter>");
    assert!(stage.text(SIZES[0]).contains("Bài 2.1:"), "{}", stage.text(SIZES[0]));
}

#[test]
fn the_whole_course_is_gone_through_with_enter_and_digits_alone() {
    let mut stage = course();
    for _ in 0..60 {
        if matches!(stage.model.screen, Screen::Course(_) | Screen::Lesson(_)) {
            stage.keys("3<enter>");
        }
    }
    assert!(matches!(stage.model.screen, Screen::TestIntro(_)));
    assert!(stage.visit().topics_missing(stage.pack()).is_empty());
    // Control: without the answers the checks hold it up.
    let mut stage = course();
    stage.keys("<enter>").keys(&"<enter>".repeat(30));
    assert!(stage.visit().topics().is_empty());
}

#[test]
fn nothing_is_said_to_be_done_before_it_is_kept() {
    let mut stage = lesson("1.1");
    stage.keys("<right><right><right>");
    stage.disk = false;
    stage.keys("3<enter>");
    assert!(stage.text(SIZES[0]).contains("Bài 1.1"), "it goes on to no other lesson before that");
    let failure = Failure::new("s03", []);
    stage.send(Msg::SaveFailed(Ticket(4), failure));
    assert!(!stage.visit().lesson(lesson_id("1.1")).done, "what was not kept did not happen");
    stage.disk = true;
    stage.keys("<enter><enter>");
    assert!(stage.visit().lesson(lesson_id("1.1")).done);
    assert!(stage.text(SIZES[0]).contains("Bài 1.2"), "{}", stage.text(SIZES[0]));
}
