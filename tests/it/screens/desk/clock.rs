//! The screen that asks for the date, and what people see meanwhile.

use super::stage::*;
use tramso::{
    domain::Known,
    record::{Body, Event},
    tui::*,
};

#[test]
fn under_a_clock_in_doubt_the_date_is_asked_for_once_and_people_take_part_meanwhile() {
    let (wrong, known) = wrong_clock();
    let open = |known: Known| {
        let (mut model, _) = open(None);
        model.shared.station.known = known;
        let station = model.shared.station.clone();
        let opened = Msg::ShiftOpen { shift: shift(), draft: None, parked: None, class: None, guest: None, station };
        let _ = model.update(wrong, opened);
        model
    };
    let mut model = open(known);
    assert!(matches!(model.screen, Screen::ConfirmDate(_)));
    see("clock", &model);
    let press = |model: &mut Model, key| model.update(wrong, Msg::Press(key));
    // Not now: people take part.
    let mut later = open(known);
    let _ = press(&mut later, Press::Esc);
    see("clock-waiting", &later);
    let _ = press(&mut later, Press::Enter);
    let _ = press(&mut later, Press::Char('1'));
    assert!(matches!(later.screen, Screen::Consent(_)) && !read(&later, 80, 24).contains("TS-T0"));
    // Before what was signed, nonsense, and then the date.
    for typed in ["01012020", "31022026", ""] {
        typed.chars().for_each(|ch| drop(press(&mut model, Press::Char(ch))));
        assert!(press(&mut model, Press::Enter).is_empty(), "{typed}");
        let _ = press(&mut model, Press::ClearField);
    }
    "22102025".chars().for_each(|ch| drop(press(&mut model, Press::Char(ch))));
    let effects = press(&mut model, Press::Enter);
    let [Effect::Save { ticket, person: None, events, .. }] = effects.as_slice() else { panic!("nothing is kept") };
    let date = "2025-10-22".to_owned();
    assert_eq!(events.as_slice(), [Event::Record(Body::ClockConfirmed { date })]);
    let _ = model.update(wrong, Msg::Saved(*ticket));
    assert!(matches!(model.screen, Screen::Waiting(_)));
    assert_eq!(model.shared.now.date(), crate::days::date(2025, 10, 22));
    // Control: the right clock asks nothing.
    let (right, _) = super::stage::open(None);
    assert!(matches!(right.screen, Screen::Waiting(_)));
    let mut desk = doubtful();
    see("desk-clock", &desk);
    let _ = press(&mut desk, Press::Char('d'));
    assert!(matches!(desk.screen, Screen::ConfirmDate(_)));
}
