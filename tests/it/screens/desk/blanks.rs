//! The test's blanks, a break in the middle of it, and what a click on the footer means.

use super::stage::*;
use tramso::{domain::Seed, tui::*};

fn saved(model: &mut Model) {
    while model.shared.last_saved < model.shared.last_ticket {
        let ticket = model.shared.last_ticket;
        let _ = model.update(now(), Msg::Saved(ticket));
    }
}

/// Presses keys one by one, each kept before the next.
fn go(model: &mut Model, keys: &str) {
    let mut rest = keys;
    while let Some(sign) = rest.chars().next() {
        let length = if sign == '<' { rest.find('>').unwrap() + 1 } else { sign.len_utf8() };
        let _ = visit(model, &rest[..length]);
        saved(model);
        rest = &rest[length..];
    }
}

fn in_the_test() -> Model {
    let (mut model, _) = open(Some(guest("Nguyễn Thị Hường", Upto::Learnt)));
    model.screen = Screen::TestIntro(screens::test_intro::State::default());
    let _ = press(&mut model, Press::Enter);
    let _ = model.update(now(), Msg::Seed(Seed([1; 32])));
    saved(&mut model);
    model
}

fn sees(model: &Model, wanted: &str) -> bool {
    read(model, 80, 24).split_whitespace().collect::<Vec<_>>().join(" ").contains(wanted)
}

#[test]
fn enter_without_an_answer_reminds_and_the_arrow_passes_over() {
    let mut model = in_the_test();
    go(&mut model, "<enter><enter>");
    assert!(sees(&model, "Câu 1 / 4") && sees(&model, "hoặc bấm → để qua câu khác"));
    go(&mut model, "2");
    assert!(sees(&model, "✓ Đã lưu. Bấm Enter để sang câu sau"));
    go(&mut model, "<enter><right>");
    assert!(sees(&model, "Câu 3 / 4"));
}

#[test]
fn blanks_are_filled_one_after_the_other_and_lead_back_to_the_list() {
    let mut model = in_the_test();
    go(&mut model, "<right>2<right><right>2<enter>");
    assert!(sees(&model, "Còn câu 1, 3 chưa trả lời") && sees(&model, "Bấm Enter để mở câu 1"));
    go(&mut model, "<enter>2");
    assert!(sees(&model, "Câu 1 / 4") && sees(&model, "sang câu chưa trả lời"));
    go(&mut model, "<enter>2");
    assert!(sees(&model, "Câu 3 / 4") && sees(&model, "xem cả bài"));
    go(&mut model, "<enter>");
    assert!(sees(&model, "✓ Đã trả lời đủ. Nộp bài bây giờ?") && sees(&model, "▶ Bấm số 1 hoặc số 2"));
    go(&mut model, "2");
    assert!(sees(&model, "▶ Bấm Enter để nộp bài"));
    // Moved to a question, Enter opens it, and the prompt agrees with the footer.
    go(&mut model, "<left>");
    assert!(sees(&model, "Bấm Enter để mở câu") && sees(&model, "Bấm 0 để nộp bài"));
}

#[test]
fn a_flagged_answer_keeps_its_tick() {
    let mut model = in_the_test();
    go(&mut model, "250");
    assert!(sees(&model, "1✓▲"), "{}", read(&model, 80, 24));
}

#[test]
fn a_break_is_asked_about_and_says_goodbye_with_nothing_of_the_visit_on_the_screen() {
    let mut model = in_the_test();
    go(&mut model, "2<esc>4");
    assert!(sees(&model, "Nghỉ ở đây, nhường máy cho người khác?"));
    go(&mut model, "3<enter>");
    assert!(model.shared.is_visited() && matches!(model.screen, Screen::Quiz(_)), "3 and Enter answer nothing");
    go(&mut model, "2");
    assert!(model.overlays.is_empty() && sees(&model, "● 2."), "the answer is what it was");
    go(&mut model, "<esc>41");
    assert!(sees(&model, "đã lưu") && sees(&model, "đưa thẻ") && !sees(&model, "Hường"));
    assert!(matches!(model.screen, Screen::Waiting(_)) && !model.shared.is_visited());
    go(&mut model, "<enter>");
    assert!(model.overlays.is_empty());
    // Where nobody sits nobody takes a break, and the other lines keep their digits.
    go(&mut model, "<esc>");
    assert!(sees(&model, "3. Gọi người hỗ trợ") && !sees(&model, "Tạm nghỉ"));
    go(&mut model, "4");
    assert!(matches!(model.screen, Screen::Waiting(_)) && model.overlays.len() == 1);
    go(&mut model, "<esc><enter><esc>4");
    assert!(
        model.overlays.is_empty() && matches!(model.screen, Screen::Waiting(_)),
        "who has not begun is asked nothing"
    );
}

#[test]
fn a_click_on_a_hint_of_several_keys_chooses_none_of_them() {
    let model = in_the_test();
    let mut terminal = ratatui::Terminal::new(ratatui::backend::TestBackend::new(80, 24)).unwrap();
    let mut hots = Vec::new();
    terminal.draw(|frame| hots = view(&model, frame)).unwrap();
    let footer: Vec<Press> = hots.iter().filter(|hot| hot.area.y == 23).map(|hot| hot.press).collect();
    assert_eq!(footer, [Press::Enter, Press::Char('5'), Press::Char('0'), Press::Esc]);
}
