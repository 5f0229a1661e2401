//! The PIN that was forgotten, the station that locks itself, and the one that is all its machine shows.

use super::{
    cases::{CASES, forgotten, idle, new_pin, whole_machine},
    stage::*,
};
use tramso::{domain::Stamp, text::codes, tui::*};

fn hours(hours: u64) -> Stamp {
    Stamp { mono_ms: now().mono_ms + hours * 3_600_000, ..now() }
}

#[test]
fn a_forgotten_pin_is_set_anew_with_the_passphrase_and_authorises() {
    see("pin-forgotten", &forgotten(""));
    let mut model = forgotten("ba ca");
    let effects = visit(&mut model, "<enter>");
    assert!(matches!(effects.as_slice(), [Effect::CheckPassphrase(typed)] if *typed.0 == "ba ca"));
    // A wrong one: the notice is above the window, which must not wait for ever beneath it.
    let failed = Failure::new(codes::store::PASSPHRASE_WRONG, []);
    let _ = model.update(now(), Msg::Failed(failed));
    let effects = visit(&mut model, "<enter>ba da<enter>");
    assert!(matches!(effects.as_slice(), [Effect::CheckPassphrase(typed)] if *typed.0 == "ba da"), "{effects:?}");

    see("pin-new", &new_pin("9"));
    let mut model = new_pin("2468<enter>");
    let shown = read(&model, 80, 24);
    assert!(!shown.contains("2468"), "never in the clear");
    assert!(visit(&mut model, "1111<enter>").is_empty(), "not the same twice");
    let effects = visit(&mut model, "2468<enter>2468<enter>");
    let asked =
        |effect: &Effect| matches!(effect, Effect::ChangePin { pin, purpose: PinFor::Desk } if *pin.0 == "2468");
    assert!(matches!(effects.as_slice(), [effect] if asked(effect)), "{effects:?}");
    let _ = model.update(now(), Msg::Pin { purpose: PinFor::Desk, right: true, wait_s: 0 });
    assert!(matches!(model.screen, Screen::Desk(_)) && model.overlays.is_empty());
}

#[test]
fn the_pin_is_changed_at_the_desk() {
    let mut model = at_desk();
    assert!(visit(&mut model, "m").is_empty());
    let effects = visit(&mut model, "ba<enter>");
    assert!(matches!(effects.as_slice(), [Effect::CheckPassphrase(_)]));
    let _ = model.update(now(), Msg::PassphraseRight);
    let effects = visit(&mut model, "2468<enter>2468<enter>");
    assert!(matches!(effects.as_slice(), [Effect::ChangePin { purpose: PinFor::Change, .. }]));
    let _ = model.update(now(), Msg::Pin { purpose: PinFor::Change, right: true, wait_s: 0 });
    see("pin-changed", &model);
    let _ = visit(&mut model, "<enter>");
    assert!(matches!(model.screen, Screen::Desk(_)) && model.overlays.is_empty());
}

#[test]
fn after_two_hours_without_a_key_an_open_shift_locks_itself() {
    let (mut model, _) = open(Some(guest("Nguyễn Thị Hường", Upto::Shared)));
    let due = model.lock_at().unwrap();
    assert_eq!(due, hours(2).mono_ms);
    let early = Stamp { mono_ms: due - 1, ..now() };
    let effects = model.update(early, Msg::Tick);
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Lock)), "control");
    let effects = model.update(hours(2), Msg::Tick);
    assert!(matches!(effects.as_slice(), [Effect::Lock]), "and nothing that ends the visit: {effects:?}");
    see("shift-locked", &model);
    assert!(!read(&model, 80, 24).contains("Hường"));
    assert!(model.lock_at().is_none());
    let effects = visit(&mut model, "ba<enter>");
    assert!(matches!(effects.as_slice(), [Effect::Unlock { slot, .. }] if slot == "hoa"), "{effects:?}");
}

#[test]
fn whoever_presses_keys_keeps_the_key() {
    let (mut model, _) = open(None);
    let later = |minutes: u64| Stamp { mono_ms: now().mono_ms + minutes * 60_000, ..now() };
    assert!(model.update(later(4), Msg::Press(Press::Down)).is_empty());
    let effects = model.update(later(5), Msg::Press(Press::Down));
    assert!(matches!(effects.as_slice(), [Effect::KeepKey]), "{effects:?}");
    assert!(model.update(later(6), Msg::Press(Press::Down)).is_empty());
    assert_eq!(model.lock_at().unwrap(), later(6 + 120).mono_ms);
}

#[test]
fn a_machine_that_slept_asks_for_the_passphrase() {
    let (mut model, _) = open(Some(guest("Nguyễn Thị Hường", Upto::Shared)));
    let effects = model.update(now(), Msg::Slept);
    assert!(matches!(effects.as_slice(), [Effect::Lock]), "{effects:?}");
    assert!(read(&model, 80, 24).contains("Máy vừa ngủ"));
    let mut closed = Model::new(StationLine::default(), Settings::default(), now());
    assert!(closed.update(now(), Msg::Slept).is_empty(), "control: without a shift there is nothing to lock");
}

#[test]
fn f10_above_a_window_asks_for_the_pin_and_its_digits_choose_nothing() {
    let windows = [("menu", "<enter><esc>"), ("help", "<enter><esc>2"), ("idle", "")];
    for (name, keys) in windows {
        let mut model = if name == "idle" { idle() } else { open(None).0 };
        let _ = visit(&mut model, keys);
        let _ = press(&mut model, Press::F(10));
        let effects = visit(&mut model, "1234<enter>");
        let asked = |effect: &Effect| matches!(effect, Effect::CheckPin { purpose: PinFor::Desk, .. });
        assert!(effects.iter().any(asked), "{name}: the digits came to the PIN");
        assert!(matches!(model.overlays.as_slice(), [Overlay::Pin(_)]), "{name}: and its window alone is left");
    }
}

fn case(name: &str) -> Model {
    CASES.iter().find(|(one, _)| *one == name).unwrap().1()
}

/// At a locked station the program ends only where the machine goes off, which is asked about, or for the machine's login, from the desk.
#[test]
fn a_locked_station_is_left_for_good_reason_only() {
    let mut model = case("shift, locked station");
    assert!(visit(&mut model, "<esc>").is_empty(), "asked first");
    see("shift-off", &model);
    assert!(visit(&mut model, "2").is_empty(), "not yet");
    assert!(read(&model, 80, 24).contains("Ai trực ca này?"));
    assert!(matches!(visit(&mut model, "<esc>1").as_slice(), [Effect::Quit]));
    assert!(
        matches!(visit(&mut case("shift"), "<esc>").as_slice(), [Effect::Quit]),
        "control: a window is left at once"
    );

    let mut model = whole_machine(at_desk());
    let _ = visit(&mut model, "6");
    see("transfer-locked", &model);
    assert!(visit(&mut model, "6").is_empty(), "asked first");
    see("transfer-leaving", &model);
    assert!(visit(&mut model, "2").is_empty());
    assert!(read(&model, 80, 24).contains("Sao lưu ra USB"), "back at the choice");
    assert!(matches!(visit(&mut model, "61").as_slice(), [Effect::QuitToLogin]));
    let mut window = at_desk();
    assert!(
        visit(&mut window, "661").iter().all(|effect| !matches!(effect, Effect::QuitToLogin)),
        "control: a window has no login of the machine behind it"
    );

    let mut model = whole_machine(at_desk());
    model.screen = Screen::Shift(screens::shift::State::closed(&model.shared, "Hoa"));
    see("shift-closed-locked", &model);
    assert!(matches!(visit(&mut model, "1").as_slice(), [Effect::Quit]));
}
