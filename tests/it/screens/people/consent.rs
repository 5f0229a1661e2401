use super::stage::*;
use tramso::{
    record::{Body, Event},
    tui::*,
};

fn at_consent() -> Model {
    let mut model = open(None, None);
    visit(&mut model, "<enter>1");
    assert!(matches!(model.screen, Screen::Consent(_)));
    model
}

#[test]
fn it_is_on_one_page_in_short_and_nothing_is_chosen_beforehand() {
    let mut model = at_consent();
    see("consent-short", &model);
    // Who, what kinds, what for, who reads it, until when, and the rights.
    for part in [
        "xin ghi",
        "số định danh",
        "Để tổ chức",
        "Người xem",
        "giữ đến hết",
        "rút lại",
        "chưa xác nhận",
        "0904 540 490",
    ] {
        assert_said(&model, part);
    }
    assert!(!read(&model).contains('●'));
    visit(&mut model, "<enter><enter> ");
    assert_said(&model, "bấm số 1 hoặc số 2 trước đã");
    assert!(matches!(model.screen, Screen::Consent(_)), "Enter alone agrees to nothing");
    assert!(!model.shared.newcomer.visit.has_consented());
}

#[test]
fn at_length_it_is_read_on_two_more_pages_which_lead_back_to_the_question() {
    let mut model = at_consent();
    visit(&mut model, "3");
    see("consent-1", &model);
    visit(&mut model, "<right>");
    see("consent-2", &model);
    assert!(!read(&model).contains('●'));
    assert_said(&model, "91/2025/QH15");
    assert_said(&model, "chưa xác nhận");
    assert_said(&model, "0904 540 490");
    visit(&mut model, "<enter><enter> ");
    assert!(matches!(model.screen, Screen::Consent(_)), "Enter alone agrees to nothing");
    assert!(!model.shared.newcomer.visit.has_consented());
}

/// What has to be read before the question: up to the answers.
fn syllables(model: &Model) -> usize {
    let text = read(model);
    let body = text.split("Tôi đồng ý").next().unwrap().lines().skip(3).flat_map(str::split_whitespace);
    body.filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// At a hundred syllables a minute, as they are read to somebody, the whole is a minute.
#[test]
fn in_short_it_has_at_most_a_hundred_syllables() {
    let mut pack = pack();
    pack.contest.rules.recognised = true;
    let mut model = open_with(pack, station(), None, None);
    visit(&mut model, "<enter>1");
    let counted = syllables(&model) - model.shared.pack.as_ref().unwrap().contest.organiser.split(' ').count();
    assert!((60..=100).contains(&counted), "{counted} syllables");
    assert!((100..=135).contains(&syllables(&at_consent())), "with the organiser's name and the warning");
}

/// A key that is held down, or pressed in haste, agrees to nothing: the arrows come first.
#[test]
fn the_arrows_agree_once_they_were_moved() {
    let mut model = at_consent();
    visit(&mut model, "<down><up><enter>");
    assert!(matches!(model.screen, Screen::Who(_)));
    assert!(model.shared.newcomer.visit.has_consented());
    let mut model = at_consent();
    visit(&mut model, "<down><enter>");
    assert_said(&model, "không sao");
}

#[test]
fn nothing_is_said_of_recognition_once_the_organiser_has_given_it() {
    let mut pack = pack();
    pack.contest.rules.recognised = true;
    let mut model = open_with(pack, station(), None, None);
    visit(&mut model, "<enter>13<right>");
    assert!(!said(&model).contains("chưa xác nhận"));
}

#[test]
fn agreeing_goes_on_to_the_number_and_is_recorded_once() {
    let mut model = at_consent();
    let effects = visit(&mut model, "1");
    assert!(effects.is_empty(), "nothing is kept of somebody without a name: {effects:?}");
    assert!(matches!(model.screen, Screen::Who(_)));
    let consent = vec![Event::Record(Body::Consent { text_version: 1 })];
    assert_eq!(model.shared.newcomer.events, consent);
    // Back to the welcome and through it again.
    visit(&mut model, "<esc>111");
    assert!(matches!(model.screen, Screen::Who(_)));
    assert_eq!(model.shared.newcomer.events, consent);
}

#[test]
fn who_refuses_practises_without_data() {
    let mut model = at_consent();
    visit(&mut model, "2");
    see("consent-refused", &model);
    let effects = visit(&mut model, "1");
    assert!(matches!(model.screen, Screen::Practice(_)));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::PracticeSeed)));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::ClearDraft("register"))));
    assert!(!model.shared.is_visited() && model.shared.newcomer.events.is_empty());
}

#[test]
fn who_refuses_may_hear_it_again() {
    let mut model = at_consent();
    visit(&mut model, "221");
    assert!(matches!(model.screen, Screen::Who(_)));
}

#[test]
fn back_turns_a_page_back_and_then_leaves() {
    let mut model = at_consent();
    visit(&mut model, "3<right><esc>1");
    assert_said(&model, "Ai thu thập");
    visit(&mut model, "<esc>1");
    assert_said(&model, "Xem thêm");
    visit(&mut model, "<esc>1");
    assert!(matches!(model.screen, Screen::Waiting(_)));
}

#[test]
fn after_the_last_day_and_before_enrolment_there_is_practice() {
    let mut model = at_consent();
    let late = at(crate::days::date(2025, 11, 12));
    let _ = model.update(late, Msg::Press(Press::Enter));
    assert!(matches!(model.screen, Screen::Practice(_)), "a page that became barred offers practice");

    let mut model = open_with(pack(), StationLine { enrolled: false, ..station() }, None, None);
    model.screen = Screen::Consent(Default::default());
    see("consent-unenrolled", &model);
    visit(&mut model, "1");
    assert!(matches!(model.screen, Screen::Practice(_)));
}
