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
