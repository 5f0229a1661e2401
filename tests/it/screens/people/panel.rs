use super::stage::*;
use tramso::{
    domain::PersonKey,
    record::{Body, Event, HelpMode, HowLearnt, InstallV1},
    tui::*,
};

fn panel() -> Model {
    let mut model = open(None, Some(guest(KEY, "Nguyễn Thị Hường")));
    visit(&mut model, "<f10>");
    pin(&mut model, PinFor::Panel);
    assert!(matches!(model.overlays.last(), Some(Overlay::Panel(_))));
    model
}

fn saved(effects: &[Effect]) -> &[Event] {
    match effects {
        [Effect::Save { events, person: Some(KEY), .. }, ..] => events,
        other => panic!("{other:?}"),
    }
}

#[test]
fn everything_is_offered_for_somebody_who_takes_part() {
    let mut model = panel();
    see("panel", &model);
    visit(&mut model, "<esc>");
    assert!(model.overlays.is_empty());
}

#[test]
fn only_what_fits_is_offered() {
    // A newcomer: how it is made, the end, the desk.
    let mut model = open(None, None);
    visit(&mut model, "<enter>11<f10>");
    pin(&mut model, PinFor::Panel);
    see("panel-newcomer", &model);
    visit(&mut model, "13");
    assert_eq!(model.shared.newcomer.mode, HelpMode::ReadAndPressed);

    let mut model = open(None, Some(withdrawn("Nguyễn Thị Hường")));
    visit(&mut model, "<f10>");
    pin(&mut model, PinFor::Panel);
    // The other lines keep their places and digits, are dim, and do nothing.
    for (digit, line) in [("2", "2. Sửa thông tin"), ("3", "3. Đã học chuyên đề"), ("6", "6. Rút lại")] {
        assert_said(&model, line);
        assert!(visit(&mut model, digit).is_empty());
        assert_said(&model, "7. Kết thúc lượt này");
    }
}

#[test]
fn how_the_visit_is_made_stands_in_what_is_recorded_from_then_on() {
    let mut model = panel();
    visit(&mut model, "1");
    see("panel-mode", &model);
    visit(&mut model, "2");
    assert!(model.overlays.is_empty());
    visit(&mut model, "<f10>");
    pin(&mut model, PinFor::Panel);
    let effects = visit(&mut model, "42");
    assert!(matches!(effects.as_slice(), [Effect::Save { mode: HelpMode::ReadOut, .. }]), "{effects:?}");
    assert_eq!(saved(&effects), [Event::Record(Body::App { install: InstallV1::HadIt })]);
}

#[test]
fn a_topic_learnt_elsewhere_is_confirmed_and_then_not_offered_again() {
    let mut model = panel();
    visit(&mut model, "3");
    see("panel-topics", &model);
    assert!(visit(&mut model, "12").is_empty(), "no");
    visit(&mut model, "2");
    see("panel-topic-sure", &model);
    let effects = visit(&mut model, "1");
    assert!(matches!(saved(&effects), [Event::Record(Body::TopicDone { topic: 2, how: HowLearnt::OtherStation, .. })]));
    visit(&mut model, "<f10>");
    pin(&mut model, PinFor::Panel);
    visit(&mut model, "3");
    assert!(!said(&model).contains("dịch vụ số thiết yếu"));
}

#[test]
fn the_app_is_ticked() {
    let mut model = panel();
    visit(&mut model, "4");
    see("panel-app", &model);
    let effects = visit(&mut model, "1");
    assert_eq!(saved(&effects), [Event::Record(Body::App { install: InstallV1::InstalledNow })]);
}

#[test]
fn a_visit_under_the_wrong_name_is_moved_to_the_right_person() {
    let mut model = panel();
    let effects = visit(&mut model, "5031162001235<enter>");
    assert!(matches!(effects.as_slice(), [Effect::FindNumber(_)]), "{effects:?}");
    tell(&mut model, Msg::Person(Some(guest(OTHER, "Trần Thị Hoà"))));
    see("panel-move", &model);
    assert!(!said(&model).contains("Hoà"));
    let effects = visit(&mut model, "1");
    assert!(
        matches!(effects.as_slice(), [Effect::Move { from: KEY, to: OTHER }, Effect::OpenPerson(OTHER)]),
        "{effects:?}"
    );
    assert!(visit(&mut model, "1<enter>").is_empty(), "once");
    tell(&mut model, Msg::Person(Some(guest(OTHER, "Trần Thị Hoà"))));
    assert!(model.overlays.is_empty());
    assert_eq!(model.shared.guest.as_ref().map(|guest| guest.key), Some(OTHER));
    assert!(matches!(model.screen, Screen::Course(_)));
}

#[test]
fn nothing_is_moved_to_nobody_or_to_the_same_person() {
    for (found, wanted) in [(None, "chưa có số ấy"), (Some(KEY), "chính là người đang mở")] {
        let mut model = panel();
        visit(&mut model, "5031162001235<enter>");
        tell(&mut model, Msg::Person(found.map(|key: PersonKey| guest(key, "Nguyễn Thị Hường"))));
        assert_said(&model, wanted);
        assert!(visit(&mut model, "1").is_empty());
    }
}

#[test]
fn withdrawing_is_asked_twice_and_ends_the_visit() {
    let mut model = panel();
    visit(&mut model, "6");
    see("panel-withdraw", &model);
    visit(&mut model, "1");
    see("panel-withdraw-sure", &model);
    assert!(visit(&mut model, "1").is_empty(), "the same digit again keeps everything");
    let effects = visit(&mut model, "612");
    assert_eq!(saved(&effects), [Event::Record(Body::Withdrawal {})]);
    let ticket = model.shared.last_ticket;
    assert!(model.shared.guest.is_some(), "the visit ends when it is kept");
    let effects = tell(&mut model, Msg::Saved(ticket));
    assert!(matches!(model.screen, Screen::Waiting(_)) && model.shared.guest.is_none());
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Leave)));
}

#[test]
fn a_withdrawal_that_was_not_kept_did_not_happen() {
    let mut model = panel();
    visit(&mut model, "612");
    let ticket = model.shared.last_ticket;
    tell(&mut model, Msg::SaveFailed(ticket, Failure::new("TS-S07", [])));
    assert!(model.shared.guest.as_ref().is_some_and(|guest| guest.visit.has_consented()));
    assert!(matches!(model.screen, Screen::Course(_)));
}

#[test]
fn the_visit_ends_here_or_at_the_desk() {
    let mut model = panel();
    visit(&mut model, "7");
    assert!(matches!(model.screen, Screen::Waiting(_)) && model.overlays.is_empty());
    let mut model = panel();
    visit(&mut model, "8");
    assert!(matches!(model.screen, Screen::Desk(_)) && model.shared.guest.is_none());
}

/// The screen below may have asked for somebody too; then the answer is its own.
#[test]
fn an_answer_that_the_panel_did_not_ask_for_goes_to_the_screen() {
    let mut model = open(None, None);
    visit(&mut model, "<enter>11031162001234<enter>031162001234<enter><f10>");
    pin(&mut model, PinFor::Panel);
    tell(&mut model, Msg::Person(Some(guest(KEY, "Nguyễn Thị Hường"))));
    visit(&mut model, "<esc>");
    assert_said(&model, "Nguyễn Thị H…");
}
