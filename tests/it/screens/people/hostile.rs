//! What hostile hands, scanners and clipboards bring: each gets its notice, and what was typed before is kept.

use super::{form::form, stage::*};
use tramso::{input::card, tui::*};

const INSURANCE: &str = "GD4010123456789|4e677579e1bb856e|05/09/1962|2|…|01-001|01/01/2025|-|01/01/2025|0101|-|4|$";
const SHORT_INSURANCE: &str = "0101234567|4e677579|05/09/1962|2|";
const URL: &str = "https://smart-haiphong.evil.example/cai-dat?x=1";
const BANK: &str = "00020101021138540010A00000072701240006970436";

/// Every field in which something is typed: how to come there, and what was typed there before the attack.
fn fields() -> Vec<(&'static str, Model, &'static str)> {
    let name = "Trần Văn Tám<enter>";
    let birth = "1962<enter>";
    let at = |keys: &[&str]| {
        let mut model = form();
        for keys in keys {
            visit(&mut model, keys);
        }
        model
    };
    let number = || {
        let mut model = open(None, None);
        visit(&mut model, "<enter>11031162");
        model
    };
    let again = || {
        let mut model = number();
        visit(&mut model, "001234<enter>031162");
        model
    };
    let panel = || {
        let mut model = open(None, Some(guest(KEY, "Nguyễn Thị Hường")));
        visit(&mut model, "<f10>");
        pin(&mut model, PinFor::Panel);
        visit(&mut model, "5031162");
        model
    };
    vec![
        ("number", number(), "031 162"),
        ("number again", again(), "031 162"),
        ("the right person's number", panel(), "031 162"),
        ("name", at(&["Trần Văn"]), "Trần Văn"),
        ("birth", at(&[name, "0509"]), "0509"),
        ("guardian", at(&[name, "2015<enter>Trần Văn"]), "Trần Văn"),
        ("unit", at(&[name, birth, "<up>Caamr"]), "Cẩm"),
        ("village", at(&[name, birth, "0Thoon 4"]), "Thôn 4"),
        ("phone", at(&[name, birth, "10912"]), "0912"),
        ("workplace's unit", at(&[name, birth, "1<enter>12Caamr"]), "Cẩm"),
        ("workplace", at(&[name, birth, "1<enter>13<down>Trường Làng"]), "Trường Làng"),
    ]
}

fn has_notice(model: &Model) -> bool {
    said(model).contains('✗') && said(model).contains("(TS-I")
}

#[test]
fn signs_that_nobody_sees_are_refused_by_key_and_left_out_of_a_paste() {
    for sign in ['\u{1b}', '\u{0}', '\u{202e}', '\u{2066}', '\u{200b}', '\u{feff}', '\u{e000}', '\u{ad}'] {
        for (name, mut model, typed) in fields() {
            visit(&mut model, &sign.to_string());
            assert!(has_notice(&model), "{name}: U+{:04X} by key:\n{}", u32::from(sign), read(&model));
            assert_said(&model, typed);
            tell(&mut model, Msg::Paste(sign.to_string()));
            assert!(has_notice(&model), "{name}: U+{:04X} pasted:\n{}", u32::from(sign), read(&model));
            assert_said(&model, typed);
            assert!(!read(&model).contains(sign), "{name}");
        }
    }
}

#[test]
fn cards_of_other_things_and_links_are_told_and_taken_nowhere() {
    for text in [INSURANCE, SHORT_INSURANCE, URL, BANK] {
        for (name, mut model, typed) in fields() {
            let before = said(&model);
            tell(&mut model, Msg::Paste(text.into()));
            assert!(has_notice(&model), "{name}, pasted {text}:\n{}", read(&model));
            assert_said(&model, typed);
            let after: String = read(&model);
            assert!(
                !after.contains("evil") && !after.contains("GD401") && !after.contains("00020101"),
                "{name}:\n{after}"
            );
            tell(&mut model, Msg::Card(card::read(text)));
            assert!(has_notice(&model), "{name}, scanned {text}:\n{}", read(&model));
            assert_said(&model, typed);
            assert!(!before.contains("✗"), "control: {name} has no notice before");
        }
    }
}

#[test]
fn ten_thousand_characters_are_refused_as_a_whole() {
    for text in ["A".repeat(10_000), "9".repeat(10_000), "ă ".repeat(5_000), "\u{1f600}".repeat(10_000)] {
        for (name, mut model, typed) in fields() {
            tell(&mut model, Msg::Paste(text.clone()));
            assert!(has_notice(&model), "{name}:\n{}", read(&model));
            assert_said(&model, typed);
            assert!(!read(&model).contains("99999") && !read(&model).contains("AAAAA"), "{name}:\n{}", read(&model));
        }
    }
}

#[test]
fn a_key_that_is_held_down_stops_at_the_limit() {
    for (name, mut model, _) in fields() {
        for _ in 0..300 {
            visit(&mut model, if name.contains("number") || name == "birth" || name == "phone" { "9" } else { "b" });
        }
        assert!(has_notice(&model), "{name}:\n{}", read(&model));
    }
}

#[test]
fn emoji_and_other_scripts_never_become_a_name_of_a_person_or_a_place() {
    for sign in ["😀", "Ж", "中", "♥", "а"] {
        for (name, mut model, typed) in fields() {
            tell(&mut model, Msg::Press(Press::Char(sign.chars().next().unwrap())));
            if !has_notice(&model) {
                visit(&mut model, "<enter>");
            }
            let told = read(&model);
            assert!(told.contains('✗'), "{name} takes {sign}:\n{told}");
            assert_said(&model, typed);
        }
    }
}

#[test]
fn markup_and_escape_sequences_are_only_text() {
    let mut model = form();
    tell(&mut model, Msg::Paste("\u{1b}[2J\u{1b}]0;x\u{7}Trần Văn Tám<script>".into()));
    assert!(has_notice(&model));
    assert!(!read(&model).contains('\u{1b}'));
}

/// No page of the form panics at any size, whatever is typed.
#[test]
fn long_names_are_drawn_inside_the_page() {
    let mut model = form();
    let long = "Nguyễn Phước Bảo Ngọc Công Tằng Tôn Nữ Thị Hương Giang Thuỷ";
    tell(&mut model, Msg::Paste(long.into()));
    assert!(!has_notice(&model), "{}", read(&model));
    visit(&mut model, "<enter>");
    assert_said(&model, "Bước 2");
    see("register-birth-empty", &model);
}
