use super::{
    pack::pack,
    stage::{SIZES, Stage, seed, whole_course},
};
use proptest::prelude::*;
use tramso::tui::{Effect, Msg, Press, Screen, screens::practice};

fn begun(mut stage: Stage, keys: &str) -> Stage {
    stage.send(Msg::Seed(seed()));
    stage.keys(keys);
    stage
}

fn nobody() -> Stage {
    Stage::empty(pack()).on(Screen::Practice(Box::new(practice::State::new())))
}

/// The digit of the right option on the screen, or of a wrong one.
fn digit(stage: &Stage, right: bool) -> String {
    let text = stage.text(SIZES[0]);
    let line = text.lines().find(|line| {
        line.contains("không nhập gì.") == right
            && line.contains("hập")
            && (1..=4).any(|at| line.contains(&format!(" {at}. ")))
    });
    let line = line.unwrap_or_else(|| panic!("no option on\n{text}"));
    (1..=4).find(|at| line.contains(&format!(" {at}. "))).unwrap().to_string()
}

#[test]
fn practice_is_marked_on_every_screen_and_explained_at_once_when_wished() {
    let mut stage = nobody();
    stage.shows("practice-choose");
    stage.send(Msg::Seed(seed()));
    stage.keys("1").shows("practice-question");
    let wrong = digit(&stage, false);
    stage.keys(&wrong).shows("practice-explained-wrong");
    let right = digit(&stage, true);
    stage.keys(&right);
    assert!(stage.text(SIZES[0]).contains("Chưa đúng."), "what was explained stays as it was answered");
    stage.keys("<enter>");
    let right = digit(&stage, true);
    stage.keys(&right).shows("practice-explained-right");
    for _ in 0..100 {
        assert!(stage.text(SIZES[0]).contains("LUYỆN TẬP"));
        stage.keys("<right>");
    }
}

#[test]
fn as_in_the_test_nothing_is_told_before_the_end() {
    let mut stage = begun(nobody(), "2");
    stage.keys("1").shows("practice-as-test");
    stage.keys("2<down><up>");
    assert!(!stage.text(SIZES[0]).contains("Đúng") && !stage.text(SIZES[0]).contains("Chưa đúng."));
    stage.keys("<left><enter>");
    for _ in 1..19 {
        let right = digit(&stage, true);
        stage.keys(&right).keys("<enter>");
    }
    stage.keys("<right>").shows("practice-ending-blank");
    stage.keys("2");
    assert!(stage.text(SIZES[0]).contains("Câu 20 / 20"), "back to the one that is blank");
    let wrong = digit(&stage, false);
    stage.keys(&wrong).keys("<enter>").shows("practice-ending");
    stage.keys("1").shows("practice-score");
    stage.keys("1").shows("practice-review");
    stage.keys("9").shows("practice-lesson");
    stage.keys("<esc>1");
    assert!(stage.text(SIZES[0]).contains("Câu chưa đúng 1 /"));
    for _ in 0..20 {
        if stage.says("Câu chưa đúng") {
            stage.keys("<enter>");
        }
    }
    assert!(stage.says("Số câu trả lời đúng"));
    stage.keys("2");
    assert!(matches!(stage.effects.as_slice(), [Effect::PracticeSeed]));
    assert!(stage.text(SIZES[0]).contains("chọn cách luyện tập"));
}

/// Enter passes over nothing in silence: it shows what to press.
#[test]
fn enter_without_an_answer_reminds_and_the_arrow_passes_over() {
    for way in ["1", "2"] {
        let mut stage = begun(nobody(), way);
        stage.keys("<enter><enter>");
        assert!(stage.says("Câu 1 / 20") && stage.says("bấm số 1 đến 4 để chọn, hoặc bấm → để qua câu khác"));
        stage.keys("<right>");
        assert!(stage.says("Câu 2 / 20") && !stage.says("hoặc bấm →"));
    }
}

#[test]
fn one_topic_alone_can_be_practised() {
    let mut stage = begun(nobody(), "3");
    stage.shows("practice-topics");
    stage.keys("<left>3").keys("9");
    assert!(stage.says("chọn chuyên đề"), "a topic that is none changes nothing");
    stage.keys("3");
    let text = stage.text(SIZES[0]);
    assert!(text.contains("Câu 1 / 6"), "as many as the topic has:\n{text}");
    for _ in 0..6 {
        let text = stage.text(SIZES[0]);
        assert!(text.contains("của chuyên đề 3") || !text.contains("của chuyên đề"), "{text}");
        stage.keys("<right>");
    }
    stage.keys("1").shows("practice-one-topic-score");
    let text = stage.text(SIZES[0]);
    assert!(
        text.contains("3. Tương tác") && !text.contains("1. Nhận thức"),
        "no gauge for what was not asked:\n{text}"
    );
}

#[test]
fn each_key_of_the_footer_acts() {
    let steps: [&dyn Fn() -> Stage; 5] = [
        &nobody,
        &|| begun(nobody(), "3"),
        &|| begun(nobody(), "1"),
        &|| begun(nobody(), &format!("2{}", "<right>".repeat(20))),
        &|| begun(nobody(), &format!("2{}1", "<right>".repeat(20))),
    ];
    for step in steps {
        step().each_hint_acts(step);
    }
}

#[test]
fn leaving_leads_to_where_practice_was_begun() {
    let to_the_end = format!("2{}1<enter>", "<right>".repeat(20));
    let stage = begun(nobody(), &to_the_end);
    assert!(matches!(stage.model.screen, Screen::Waiting(_)));
    let mut without_shift = nobody();
    without_shift.model.shared.shift = None;
    let stage = begun(without_shift, &to_the_end);
    assert!(matches!(stage.model.screen, Screen::Shift(_)));
    let mut without_shift = nobody();
    without_shift.model.shared.shift = None;
    let stage = begun(without_shift, "2<esc>");
    assert!(matches!(stage.model.screen, Screen::Shift(_)), "without a shift there is no menu");
    let signed_in = Stage::new(pack()).having(whole_course());
    let stage = begun(signed_in.on(Screen::Practice(Box::new(practice::State::new()))), &to_the_end);
    assert!(matches!(stage.model.screen, Screen::TestIntro(_)));
}

#[test]
fn a_seed_that_is_late_or_comes_twice_and_a_bank_too_small_are_borne() {
    let mut stage = nobody();
    stage.keys("2");
    assert!(stage.text(SIZES[0]).contains("Đang chuẩn bị"));
    stage.keys("2");
    assert!(matches!(stage.effects.as_slice(), [Effect::PracticeSeed]), "choosing again asks again");
    stage.send(Msg::Seed(seed()));
    stage.keys("1<enter>");
    stage.send(Msg::Seed(seed()));
    assert!(stage.text(SIZES[0]).contains("Câu 2 / 20"), "a running paper is not taken away");
    let mut poor = pack();
    poor.bank = poor.bank.iter().take(3).cloned().collect();
    let mut stage = begun(Stage::empty(poor).on(Screen::Practice(Box::new(practice::State::new()))), "1");
    assert!(stage.text(SIZES[0]).contains("Chưa đủ câu hỏi"));
    stage.keys("<enter>");
    assert!(matches!(stage.model.screen, Screen::Waiting(_)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever is pressed, by whomever, practice asks the world for nothing but a seed.
    #[test]
    fn practice_keeps_nothing(presses in prop::collection::vec(0usize..16, 1..160), signed_in: bool) {
        const KEYS: [Press; 16] = [
            Press::Enter, Press::Enter, Press::Enter, Press::Right, Press::Left, Press::Down, Press::Up, Press::Tab,
            Press::Char('1'), Press::Char('2'), Press::Char('3'), Press::Char('x'), Press::Char('b'), Press::Char('d'),
            Press::Char('l'), Press::Backspace,
        ];
        let mut stage = if signed_in { Stage::new(pack()) } else { Stage::empty(pack()) };
        stage.model.shared.settings.speech = true;
        stage = stage.on(Screen::Practice(Box::new(practice::State::new())));
        let before = stage.model.shared.guest.as_ref().map(|guest| guest.visit.clone());
        for press in presses {
            let asked = stage.effects.len();
            stage.send(Msg::Press(KEYS[press]));
            let inside = matches!(stage.model.screen, Screen::Practice(_) | Screen::Lesson(_));
            for effect in &stage.effects[asked..] {
                let harmless = matches!(effect, Effect::PracticeSeed);
                prop_assert!(harmless || (!inside && matches!(effect, Effect::Counts)), "{effect:?}");
            }
            if !inside {
                break;
            }
            if matches!(stage.effects.last(), Some(Effect::PracticeSeed)) || asked == 0 {
                stage.send(Msg::Seed(seed()));
            }
            let _ = stage.text(SIZES[0]);
        }
        prop_assert_eq!(before, stage.model.shared.guest.as_ref().map(|guest| guest.visit.clone()));
    }
}

#[test]
fn control_a_lesson_of_the_course_does_ask_for_a_save() {
    let mut stage = Stage::new(pack()).on(Screen::Course(Default::default()));
    stage.keys("<enter><right>");
    assert!(matches!(stage.effects.as_slice(), [Effect::Save { .. }]));
}
