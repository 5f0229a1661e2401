use super::{
    pack::pack,
    stage::{SIZES, Stage, date, seed, whole_course},
};
use tramso::{
    content::Pack,
    domain::{Choice, Moment},
    record::{Event, Row},
    session::{Command, Visit},
    tui::{Effect, Screen, screens},
};

fn tested(pack: Pack, right: usize) -> Stage {
    Stage::new(pack).having(whole_course()).tested(right).on(Screen::Result(Default::default()))
}

#[test]
fn thanks_come_first_and_the_score_when_it_is_asked_for() {
    let result = || tested(pack(), 17);
    let mut stage = result();
    stage.shows("result-thanks");
    stage.each_hint_acts(result);
    assert!(!stage.text(SIZES[0]).contains("17"));
    stage.keys("<enter>").shows("result-score");
    let seen = |stage: &Stage| {
        let events = stage.effects.iter().flat_map(|effect| match effect {
            Effect::Save { events, .. } => events.clone(),
            _ => Vec::new(),
        });
        events.filter(|event| matches!(event, Event::Journal(Row::ResultSeen { .. }))).count()
    };
    assert_eq!(seen(&stage), 1);
    stage.keys("1<esc>1");
    assert!(matches!(stage.model.screen, Screen::Result(_)));
    stage.keys("<enter>");
    assert_eq!(seen(&stage), 1, "seen once");
    assert!(matches!(stage.model.screen, Screen::Share(_)));
}

#[test]
fn whatever_the_score_it_is_said_warmly_and_without_passing_or_failing() {
    for (right, name) in [(20, "result-all"), (11, "result-half"), (3, "result-few")] {
        let mut stage = tested(pack(), right);
        stage.keys("<enter>").shows(name);
        let text = stage.text(SIZES[0]).to_lowercase();
        for word in ["trượt", "hỏng", "không đạt", "đạt mức", "mức yêu cầu", "thất bại"] {
            assert!(!text.contains(word), "{word} in\n{text}");
        }
    }
    let mut marked = pack();
    marked.contest.rules.pass_mark = Some(10);
    assert!(tested(marked.clone(), 11).keys("<enter>").text(SIZES[0]).contains("Đạt mức yêu cầu: từ 10"));
    let mut stage = tested(marked, 9);
    stage.keys("<enter>").shows("result-below-mark");
    assert!(!stage.text(SIZES[0]).contains('✗'));
}

#[test]
fn the_best_score_and_the_attempts_left_stand_beside_the_second_one() {
    let second = || tested(pack(), 17).having([Command::SeeResult]).tested(12);
    second().on(Screen::Result(screens::result::State::seen())).shows("result-second");
    let mut stage = second().on(Screen::Result(Default::default()));
    stage.keys("<enter>2");
    assert!(matches!(stage.model.screen, Screen::TestIntro(_)));
    let mut used_up = second().tested(5).on(Screen::Result(screens::result::State::seen()));
    used_up.keys("2");
    assert!(matches!(used_up.model.screen, Screen::Result(_)));
    assert!(used_up.text(SIZES[0]).contains("Đã dùng hết lượt thi"));
}

#[test]
fn there_is_no_other_attempt_once_the_contest_is_closed() {
    let mut stage = tested(pack(), 17);
    stage.now.wall = Moment::start_of(date(2025, 11, 12));
    stage.keys("<enter>2");
    assert!(matches!(stage.model.screen, Screen::Result(_)));
    stage.now.suspect = true;
    stage.keys("2");
    assert!(matches!(stage.model.screen, Screen::TestIntro(_)), "a clock in doubt stops nobody");
}

#[test]
fn wrong_answers_come_topic_by_topic_and_a_digit_leads_to_a_topic() {
    let mut stage = tested(pack(), 3).on(Screen::Review(Default::default()));
    let shorts = ["Nhận thức số: đúng", "Dịch vụ số: đúng", "Tương tác số: đúng", "Ứng dụng AI: đúng"];
    let topic = |stage: &Stage| {
        let text = stage.text(SIZES[0]);
        shorts.iter().position(|short| text.contains(short)).unwrap() + 1
    };
    let mut seen = Vec::new();
    for _ in 0..17 {
        seen.push(topic(&stage));
        stage.keys("<right>");
    }
    assert!(seen.is_sorted() && seen.first() != seen.last(), "{seen:?}");
    let mut stage = tested(pack(), 3).on(Screen::Review(Default::default()));
    for wanted in [3, 1, 4, 2] {
        stage.keys(&wanted.to_string());
        assert_eq!(topic(&stage), wanted);
    }
    stage.keys("7");
    assert_eq!(topic(&stage), 2);
}

#[test]
fn wrong_answers_are_gone_through_one_by_one_and_open_their_lessons() {
    let review = || tested(pack(), 17).on(Screen::Review(Default::default()));
    let mut stage = review();
    stage.shows("review-first");
    stage.each_hint_acts(review);
    stage.keys("<right>");
    assert!(stage.text(SIZES[0]).contains("Câu chưa đúng 2 / 3"));
    stage.keys("9");
    assert!(matches!(stage.model.screen, Screen::Lesson(_)));
    stage.keys("<esc>1");
    assert!(stage.text(SIZES[0]).contains("Câu chưa đúng 2 / 3"), "back at the answer it was opened from");
    stage.keys("9");
    for _ in 0..8 {
        if matches!(stage.model.screen, Screen::Lesson(_)) {
            stage.keys("3<enter>");
        }
    }
    assert!(stage.text(SIZES[0]).contains("Câu chưa đúng 2 / 3"), "and so at the lesson's end");
    stage.keys("<left><left><right><right><enter>");
    assert!(matches!(stage.model.screen, Screen::Result(_)));
    assert!(stage.text(SIZES[0]).contains("Số câu bác trả lời đúng"), "the thanks are not said twice");
}

#[test]
fn nothing_is_reviewed_where_the_rules_forbid_it_or_nothing_was_wrong() {
    let mut closed = pack();
    closed.contest.rules.review = false;
    for mut stage in [tested(closed, 10), tested(pack(), 20)] {
        stage.keys("<enter>1");
        assert!(matches!(stage.model.screen, Screen::Result(_)));
        assert!(!stage.text(SIZES[0]).contains("X:"));
    }
}

#[test]
fn a_paper_of_an_earlier_pack_is_thanked_for_and_shown_no_more() {
    let stage = Stage::new(pack());
    let mut history = Vec::new();
    let mut visit = Visit::default();
    let told = stage.visit().registration().unwrap().clone();
    let marks = (0..20).map(|place| Command::Mark { place, choice: Choice(0), seconds: 1 });
    let commands = [Command::Consent, Command::Register(Box::new(told))]
        .into_iter()
        .chain(whole_course())
        .chain([Command::OpenAttempt(seed())])
        .chain(marks)
        .chain([Command::Submit]);
    for command in commands {
        let (next, events) = visit.step(stage.pack(), command, stage.now).unwrap();
        history.extend(events.into_iter().map(|event| (stage.now, event)));
        visit = next;
    }
    let mut newer = pack();
    newer.digest = [10; 32];
    let mut stage = Stage::new(newer);
    stage.seat(Visit::replay(stage.pack(), &history));
    stage = stage.on(Screen::Result(Default::default()));
    assert!(stage.text(SIZES[0]).contains("hoàn thành bài thi"));
    stage.keys("<enter>1").shows("result-no-paper");
    assert!(matches!(stage.model.screen, Screen::Result(_)));
}
