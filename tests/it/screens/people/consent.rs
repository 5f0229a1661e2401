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
fn it_is_read_on_two_pages_and_nothing_is_chosen_beforehand() {
    let mut model = at_consent();
    see("consent-1", &model);
    visit(&mut model, "<enter>");
    see("consent-2", &model);
    assert!(!read(&model).contains('●'));
    assert_said(&model, "91/2025/QH15");
    assert_said(&model, "chưa xác nhận");
    assert_said(&model, "0904 540 490");
    visit(&mut model, "<enter><enter> ");
    assert!(matches!(model.screen, Screen::Consent(_)), "Enter alone agrees to nothing");
    assert!(!model.shared.newcomer.visit.has_consented());
}

/// Four words a second, which in Vietnamese are four syllables, is slower than people read aloud.
#[test]
fn it_is_read_aloud_in_about_a_minute() {
    let mut model = at_consent();
    let is_word = |word: &&str| word.contains(char::is_alphanumeric);
    let body =
        |model: &Model| read(model).lines().skip(3).take(19).flat_map(str::split_whitespace).filter(is_word).count();
    let first = body(&model);
    visit(&mut model, "<enter>");
    let words = first + body(&model);
    assert!((120..240).contains(&words), "{words} words");
}

#[test]
fn nothing_is_said_of_recognition_once_the_organiser_has_given_it() {
    let mut pack = pack();
    pack.contest.rules.recognised = true;
    let mut model = open_with(pack, station(), None, None);
    visit(&mut model, "<enter>1<enter>");
    assert!(!said(&model).contains("chưa xác nhận"));
}

#[test]
fn agreeing_goes_on_to_the_number_and_is_recorded_once() {
    let mut model = at_consent();
    visit(&mut model, "1");
    assert!(!model.shared.newcomer.visit.has_consented(), "the question is on the second page");
    let effects = visit(&mut model, "<enter>1");
    assert!(effects.is_empty(), "nothing is kept of somebody without a name: {effects:?}");
    assert!(matches!(model.screen, Screen::Who(_)));
    let consent = vec![Event::Record(Body::Consent { text_version: 1 })];
    assert_eq!(model.shared.newcomer.events, consent);
    // Back to the welcome and through it again.
    visit(&mut model, "<esc>11<enter>1");
    assert!(matches!(model.screen, Screen::Who(_)));
    assert_eq!(model.shared.newcomer.events, consent);
}

#[test]
fn who_refuses_practises_without_data() {
    let mut model = at_consent();
    visit(&mut model, "<enter>2");
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
    visit(&mut model, "<enter>22<enter>1");
    assert!(matches!(model.screen, Screen::Who(_)));
}

#[test]
fn back_turns_a_page_back_and_then_leaves() {
    let mut model = at_consent();
    visit(&mut model, "<enter><esc>1");
    assert_said(&model, "sang trang 2");
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
