//! Whatever is pressed, typed, pasted or answered, and however large the window is: no panic, nothing drawn twice, and nothing
//! kept that nobody asked for.

use super::stage::*;
use proptest::prelude::*;
use tramso::tui::*;

fn keys() -> impl Strategy<Value = Press> {
    prop_oneof![
        4 => prop_oneof![Just('1'), Just('2'), Just('3'), Just('5'), Just('8'), Just('9'), Just('c'), Just('b'), Just('t')]
            .prop_map(Press::Char),
        1 => any::<char>().prop_map(Press::Char),
        2 => Just(Press::Enter),
        1 => Just(Press::Esc),
        4 => prop_oneof![
            Just(Press::Up),
            Just(Press::Down),
            Just(Press::Left),
            Just(Press::Right),
            Just(Press::PageDown),
            Just(Press::PageUp),
            Just(Press::Tab),
            Just(Press::BackTab),
            Just(Press::Backspace),
            Just(Press::Delete),
            Just(Press::Home),
            Just(Press::ClearField),
        ],
    ]
}

fn answers() -> impl Strategy<Value = u8> {
    0u8..12
}

fn answer(which: u8) -> Msg {
    match which {
        0 => Msg::PassphraseRight,
        1 => failed(),
        2 => Msg::People(Vec::new()),
        3 => Msg::Person(None),
        4 => Msg::Volunteers(Vec::new()),
        5 => Msg::NewPassphrase(Secret::new("")),
        6 => Msg::FileWritten("\u{1b}[2J".repeat(40)),
        7 => Msg::Diagnosis(vec!["x".repeat(4000), String::new(), "\u{202e}ngược\n\n\n".into()]),
        8 => Msg::Paste("\u{0}\u{202e}a\u{301}\u{301}\u{301}".repeat(300)),
        9 => Msg::Person(Some(Box::new(guest("Nguyễn Thị Hường", Upto::Registered)))),
        10 => Msg::Resize,
        _ => Msg::Volunteers((0..40).map(|at| line(&format!("s{at}"), &"Đ".repeat(200))).collect()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_breaks_the_desk(
        steps in prop::collection::vec((keys(), prop::option::weighted(0.2, answers())), 1..60),
        columns in 1u16..170,
        rows in 1u16..50,
    ) {
        let mut model = at_desk();
        for (key, world) in steps {
            let effects = press(&mut model, key);
            if let Some(which) = world {
                let _ = model.update(now(), answer(which));
            }
            for effect in effects {
                if let Effect::Save { person, .. } = effect {
                    prop_assert!(person.is_none() || model.shared.guest.is_some());
                }
            }
        }
        let _ = frame(&model, columns, rows);
        let _ = frame(&model, 80, 24);
    }
}

#[test]
fn every_hint_of_the_footer_fits_in_eighty_columns() {
    for language in ["", "71<esc>"] {
        for keys in ["", "1", "2", "3", "31", "5", "6", "61", "7", "8", "84", "84<enter>", "n", "n1", "n2", "n3"] {
            let mut model = at_desk();
            let _ = visit(&mut model, language);
            let _ = visit(&mut model, keys);
            let shown = read(&model, 80, 24);
            let foot = shown.lines().last().unwrap();
            for hint in model.screen.keys(&model.shared).hints(&model.shared) {
                assert!(foot.contains(&hint.wording), "{} of {keys:?} is cut: {foot}", hint.wording);
            }
        }
    }
    let mut model = at_desk();
    let _ = visit(&mut model, "2");
    let line = |at| PersonLine {
        key: tramso::domain::PersonKey([at; 32]),
        name: "Nguyễn Thị Hường".into(),
        birth_year: 1962,
        village: "thôn Ngọc Lặc".into(),
        masked_number: String::new(),
        phone: "0912 345 678".into(),
        topics_done: 1,
        tested: false,
        shared: false,
        certified: false,
        last_seen: now(),
    };
    let _ = model.update(now(), Msg::People((0..30).map(line).collect()));
    let shown = read(&model, 80, 24);
    for hint in model.screen.keys(&model.shared).hints(&model.shared) {
        assert!(shown.lines().last().unwrap().contains(&hint.wording), "{} is cut:\n{shown}", hint.wording);
    }
    let (mut model, _) = open(Some(guest("Nguyễn Thị Hường", Upto::Shared)));
    model.screen = Screen::App(Default::default());
    for key in ["6", "1"] {
        let _ = visit(&mut model, key);
        let shown = read(&model, 80, 24);
        for hint in model.screen.keys(&model.shared).hints(&model.shared) {
            assert!(shown.lines().last().unwrap().contains(&hint.wording), "{} is cut:\n{shown}", hint.wording);
        }
    }
}

#[test]
fn every_word_is_there_in_both_languages() {
    for language in ["", "71<esc>"] {
        for keys in ["", "1", "2", "3", "31", "5", "6", "61", "62", "7", "8", "84", "84<enter>", "n", "n1", "n2", "n3"]
        {
            let mut model = at_desk();
            let _ = visit(&mut model, language);
            let _ = visit(&mut model, keys);
            let shown = read(&model, 80, 24);
            assert!(!shown.contains('⟦') && !shown.contains("{$"), "{keys:?}\n{shown}");
        }
    }
}
