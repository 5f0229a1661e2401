use super::stage::*;
use tramso::{
    record::{Body, Event},
    session::Visit,
    tui::*,
};

/// Somebody who has agreed and is asked for the number.
fn newcomer() -> Model {
    let mut model = open(None, None);
    visit(&mut model, "<enter>11");
    model
}

/// Somebody who claims to have registered.
fn returning() -> Model {
    let mut model = open(None, None);
    visit(&mut model, "<enter>2");
    model
}

fn typed_twice(model: &mut Model, digits: &str) -> Vec<Effect> {
    visit(model, &format!("{digits}<enter>{digits}<enter>"))
}

fn asks_for(effects: &[Effect], digits: &str) -> bool {
    matches!(effects, [Effect::FindNumber(found)] if found.digits() == digits)
}

#[test]
fn the_number_is_typed_in_groups_twice_and_the_first_is_masked() {
    let mut model = newcomer();
    see("who-empty", &model);
    visit(&mut model, "03116200");
    assert_said(&model, "031 162 00");
    let effects = visit(&mut model, "1234<enter>");
    assert!(effects.is_empty(), "once is not enough");
    assert!(!read(&model).contains("031 162 001 234"), "the first typing is masked");
    assert_said(&model, "031•••••1234");
    visit(&mut model, "031162");
    see("who-again", &model);
    let effects = visit(&mut model, "001234<enter>");
    assert!(asks_for(&effects, NUMBER), "{effects:?}");
}

#[test]
fn a_difference_is_told_by_its_place_and_costs_nothing() {
    let mut model = newcomer();
    let effects = visit(&mut model, "031162001234<enter>031162901234<enter>");
    assert!(effects.is_empty());
    assert_said(&model, "Chữ số thứ 7 khác với lần nhập đầu");
    assert_said(&model, "031 162 901 234");
    see("who-differs", &model);
    visit(&mut model, "<back><back><back><back><back><back>001234");
    assert!(asks_for(&visit(&mut model, "<enter>"), NUMBER));
}

#[test]
fn both_typings_can_be_begun_anew() {
    let mut model = newcomer();
    visit(&mut model, "031162001235<enter>0<pgup>");
    assert!(asks_for(&typed_twice(&mut model, NUMBER), NUMBER));
}

#[test]
fn impossible_numbers_are_told_in_the_words_of_the_notices() {
    for (digits, code) in
        [("", "TS-I11"), ("012345678", "TS-I13"), ("0311620012", "TS-I14"), ("000162001234", "TS-I15")]
    {
        let mut model = newcomer();
        assert!(visit(&mut model, &format!("{digits}<enter>")).is_empty());
        assert_said(&model, code);
    }
}

#[test]
fn a_scanned_card_is_not_typed_again() {
    let mut model = newcomer();
    visit(&mut model, "0311");
    assert!(asks_for(&tell(&mut model, scan()), NUMBER));
    tell(&mut model, Msg::Person(None));
    pin(&mut model, PinFor::Register);
    assert_said(&model, "Nguyễn Thị Hoà");
    assert_said(&model, "(lấy từ thẻ)");
}

#[test]
fn a_known_person_sees_only_a_hint_until_they_say_yes() {
    let mut model = returning();
    let searched = typed_twice(&mut model, NUMBER);
    assert!(asks_for(&searched, NUMBER));
    assert!(!said(&model).contains("Nguyễn"), "nothing personal before a match");
    tell(&mut model, Msg::Person(Some(guest(KEY, "Nguyễn Thị Hường"))));
    assert_said(&model, "Nguyễn Thị H…, thôn Ngọc Lặc, xã Tân Kỳ, sinh năm 1962?");
    assert!(!said(&model).contains("Hường"));
    see("who-confirm", &model);
    visit(&mut model, "1");
    assert!(matches!(model.screen, Screen::Course(_)));
    assert_eq!(model.shared.guest.as_ref().map(|guest| guest.key), Some(KEY));
}

/// Who returns types the number once: a name to agree to follows.
#[test]
fn who_returns_types_the_number_once() {
    let mut model = returning();
    assert!(asks_for(&visit(&mut model, &format!("{NUMBER}<enter>")), NUMBER));
    tell(&mut model, Msg::Person(Some(guest(KEY, "Nguyễn Thị Hường"))));
    assert_said(&model, "sinh năm 1962?");
    visit(&mut model, "<enter>");
    assert_said(&model, "bấm số 1 hoặc số 2 trước đã");
    assert!(model.shared.guest.is_none(), "Enter alone is no answer");
}

#[test]
fn who_is_new_after_all_types_it_a_second_time_behind_the_consent() {
    let mut model = returning();
    visit(&mut model, &format!("{NUMBER}<enter>"));
    tell(&mut model, Msg::Person(None));
    visit(&mut model, "11");
    assert_said(&model, "Nhập lại số định danh");
    assert!(visit(&mut model, "031162901234<enter>").is_empty(), "another number");
    visit(&mut model, "<clear>");
    assert!(asks_for(&visit(&mut model, &format!("{NUMBER}<enter>")), NUMBER));
}

#[test]
fn somebody_else_leads_back_and_the_third_time_to_the_helper() {
    let mut model = returning();
    for round in 1..=3 {
        typed_twice(&mut model, NUMBER);
        tell(&mut model, Msg::Person(Some(guest(KEY, "Nguyễn Thị Hường"))));
        visit(&mut model, "2");
        assert!(model.shared.guest.is_none());
        match round {
            3 => assert!(matches!(model.overlays.last(), Some(Overlay::Pin(_)))),
            _ => assert_said(&model, "người hỗ trợ"),
        }
    }
    visit(&mut model, "<esc>");
    see("who-blocked", &model);
    let more = visit(&mut model, "031162001234");
    assert!(more.is_empty() && !read(&model).contains("031"), "no fourth try: {more:?}");
    visit(&mut model, "<enter>");
    assert!(matches!(model.overlays.last(), Some(Overlay::Pin(_))));
    pin(&mut model, PinFor::Desk);
    assert!(matches!(model.screen, Screen::Desk(_)));
}

#[test]
fn leaving_by_the_menu_does_not_give_more_tries() {
    let mut model = returning();
    for _ in 0..2 {
        typed_twice(&mut model, NUMBER);
        tell(&mut model, Msg::Person(Some(guest(KEY, "Nguyễn Thị Hường"))));
        visit(&mut model, "2");
    }
    visit(&mut model, "03<esc>1");
    typed_twice(&mut model, NUMBER);
    tell(&mut model, Msg::Person(Some(guest(KEY, "Nguyễn Thị Hường"))));
    visit(&mut model, "2");
    assert!(matches!(model.overlays.last(), Some(Overlay::Pin(_))));
}

#[test]
fn an_unknown_number_of_a_newcomer_goes_to_the_form_behind_the_pin() {
    let mut model = newcomer();
    typed_twice(&mut model, NUMBER);
    tell(&mut model, Msg::Person(None));
    assert!(matches!(model.overlays.last(), Some(Overlay::Pin(_))));
    visit(&mut model, "<esc>");
    see("who-new", &model);
    visit(&mut model, "<enter>");
    let effects = pin(&mut model, PinFor::Register);
    assert!(matches!(model.screen, Screen::Register(_)));
    assert!(draft(&effects).is_some_and(|draft| draft.text.contains(NUMBER)), "the number is kept at once");
}

#[test]
fn an_unknown_number_of_who_thought_to_be_registered_may_take_part() {
    let mut model = returning();
    typed_twice(&mut model, NUMBER);
    tell(&mut model, Msg::Person(None));
    see("who-unknown", &model);
    visit(&mut model, "1");
    assert!(matches!(model.screen, Screen::Consent(_)));
    visit(&mut model, "1");
    assert_said(&model, "031•••••1234");
    visit(&mut model, &format!("{NUMBER}<enter>"));
    tell(&mut model, Msg::Person(None));
    visit(&mut model, "<enter>");
    pin(&mut model, PinFor::Register);
    assert!(matches!(model.screen, Screen::Register(_)), "the number was typed twice in all");
}

#[test]
fn who_has_no_number_says_why() {
    let mut model = newcomer();
    visit(&mut model, "k");
    see("who-reasons", &model);
    visit(&mut model, "2");
    assert!(matches!(model.overlays.last(), Some(Overlay::Pin(_))));
    let effects = pin(&mut model, PinFor::Register);
    assert!(matches!(model.screen, Screen::Register(_)));
    assert!(draft(&effects).is_some_and(|draft| draft.text.contains("\"no_id\":1")));

    let mut model = returning();
    visit(&mut model, "k");
    assert!(matches!(model.overlays.last(), Some(Overlay::Pin(_))), "without a card the helper finds them by name");
}

#[test]
fn who_withdrew_consents_again() {
    let mut model = returning();
    typed_twice(&mut model, NUMBER);
    tell(&mut model, Msg::Person(Some(withdrawn("Nguyễn Thị Hường"))));
    visit(&mut model, "1");
    assert!(matches!(model.screen, Screen::Consent(_)));
    let effects = visit(&mut model, "<enter>1");
    let consent = vec![Event::Record(Body::Consent { text_version: 1 })];
    let Some(Effect::Save { ticket, events, person, .. }) = effects.first() else { panic!("{effects:?}") };
    assert_eq!((events, *person), (&consent, Some(KEY)));
    assert!(matches!(model.screen, Screen::Consent(_)), "the screen waits for the disk");
    tell(&mut model, Msg::Saved(*ticket));
    assert!(matches!(model.screen, Screen::Course(_)));

    // A person who has just agreed on the way here is not asked twice.
    let mut model = newcomer();
    typed_twice(&mut model, NUMBER);
    tell(&mut model, Msg::Person(Some(withdrawn("Nguyễn Thị Hường"))));
    let effects = visit(&mut model, "1");
    assert!(matches!(effects.as_slice(), [Effect::Save { events, .. }] if *events == consent), "{effects:?}");
}

#[test]
fn who_refuses_anew_is_signed_out() {
    let mut model = returning();
    typed_twice(&mut model, NUMBER);
    tell(&mut model, Msg::Person(Some(withdrawn("Nguyễn Thị Hường"))));
    let effects = visit(&mut model, "1<enter>21");
    assert!(matches!(model.screen, Screen::Practice(_)));
    assert!(model.shared.guest.is_none());
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Leave)));
}

#[test]
fn erased_data_are_told_anew() {
    let mut model = newcomer();
    typed_twice(&mut model, NUMBER);
    tell(&mut model, Msg::Person(Some(Box::new(Guest::new(KEY, Visit::default())))));
    let ticket = model.shared.last_ticket;
    tell(&mut model, Msg::Saved(ticket));
    visit(&mut model, "<enter>");
    pin(&mut model, PinFor::Register);
    assert!(matches!(model.screen, Screen::Register(_)));
    assert_eq!(model.shared.guest.as_ref().map(|guest| guest.key), Some(KEY));
}

#[test]
fn a_failed_search_can_be_asked_again() {
    let mut model = newcomer();
    typed_twice(&mut model, NUMBER);
    tell(&mut model, Msg::Failed(Failure::new("TS-S08", [])));
    assert!(asks_for(&visit(&mut model, "<enter><enter>"), NUMBER));
}

#[test]
fn a_wrong_pin_registers_nobody() {
    let mut model = newcomer();
    typed_twice(&mut model, NUMBER);
    tell(&mut model, Msg::Person(None));
    tell(&mut model, Msg::Pin { purpose: PinFor::Register, right: false, wait_s: 2 });
    assert!(matches!(model.screen, Screen::Who(_)));
}
