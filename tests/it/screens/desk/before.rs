//! The screens before and around a visit, and the test itself, as they look at both sizes.

use super::stage::*;
use tramso::{domain::Seed, tui::*};

fn saved(model: &mut Model) {
    let ticket = model.shared.last_ticket;
    let _ = model.update(now(), Msg::Saved(ticket));
}

#[test]
fn between_visits() {
    let (mut model, _) = open(None);
    see("waiting", &model);
    let _ = visit(&mut model, "1");
    see("waiting-code", &model);
    let _ = visit(&mut model, "1<enter>");
    see("welcome", &model);
    let _ = press(&mut model, Press::Esc);
    see("menu", &model);
    let _ = visit(&mut model, "2");
    see("help", &model);
    let _ = press(&mut model, Press::Char('2'));
    see("help-code", &model);
    let _ = press(&mut model, Press::Enter);
    see("help", &model);
}

#[test]
fn the_shift_and_its_pin() {
    let (mut model, _) = open(None);
    let _ = press(&mut model, Press::F(10));
    see("pin", &model);
    model.overlays.clear();
    model.shared.shift = None;
    model.screen = Screen::Shift(screens::shift::State::new(&model.shared));
    see("shift", &model);
}

/// Before a first digit Esc leads back from the PIN of a new shift, and the station is locked; behind one it begins the PIN again.
#[test]
fn the_pin_of_a_new_shift_has_a_way_back() {
    let (mut model, _) = open(None);
    model.shared.shift = None;
    model.shared.station.volunteers = vec![VolunteerLine { slot: "hoa".into(), name: "Hoa".into() }];
    model.screen = Screen::Shift(screens::shift::State::new(&model.shared));
    let station = model.shared.station.clone();
    let _ = model.update(now(), Msg::Unlocked { station });
    see("shift-pin", &model);
    assert!(visit(&mut model, "12<esc>").is_empty(), "the PIN begins again");
    assert!(visit(&mut model, "1234<enter><esc>").is_empty(), "from its second typing too");
    assert!(read(&model, 80, 24).contains("Đặt mã PIN cho ca này"));
    let effects = visit(&mut model, "<esc>");
    assert!(matches!(effects.as_slice(), [Effect::Lock]), "{effects:?}");
    assert!(model.update(now(), Msg::Locked).is_empty());
    assert!(read(&model, 80, 24).contains("Ai trực ca này?"), "{}", read(&model, 80, 24));
}

#[test]
fn the_test_and_its_overview() {
    let (mut model, _) = open(Some(guest("Nguyễn Thị Hường", Upto::Learnt)));
    model.screen = Screen::TestIntro(screens::test_intro::State::default());
    see("test-intro", &model);
    let _ = press(&mut model, Press::Enter);
    let _ = model.update(now(), Msg::Seed(Seed([1; 32])));
    saved(&mut model);
    see("quiz", &model);
    let _ = visit(&mut model, "2");
    see("quiz-saving", &model);
    saved(&mut model);
    see("quiz-marked", &model);
    let _ = press(&mut model, Press::Tab);
    see("overview-blank", &model);
}
