//! Foreign words in every placeholder of every notice and wording: nothing that a terminal obeys, or that nobody sees, is printed.

use super::{
    BOTH,
    wording::{Message, messages},
};
use tramso::{
    domain::is_forbidden_char,
    notices::Failure,
    text::{Language, Value, Words, legible, shown_json},
};

/// Escape sequences of seven and eight bits, a title, bidi, zero width, private use, tags, line ends, and more than any line holds.
fn hostile() -> String {
    let signs =
        "\u{1b}]0;x\u{7}\u{1b}[2J\u{9b}31m\u{202e}\u{2066}\u{200b}\u{feff}\u{e000}\u{e0041}\u{ad}\r\n\t\0\u{85}";
    format!("{signs}{}{signs}", "A".repeat(5000))
}

fn folder(language: Language) -> &'static str {
    match language {
        Language::Vietnamese => "vi",
        Language::English => "en",
    }
}

fn is_clean(text: &str) -> bool {
    !text.chars().any(is_forbidden_char)
}

/// Messages of a language whose key is or is not of a notice.
fn of(language: Language, notices: bool) -> Vec<(String, Message)> {
    messages(folder(language)).into_iter().filter(|(key, _)| key.starts_with("ts-") == notices).collect()
}

#[test]
fn every_notice_shows_hostile_values_as_text_on_one_line_of_bounded_length() {
    let value = hostile();
    for language in BOTH {
        let words = Words::new(language);
        let all = of(language, true);
        assert!(all.len() > 300, "control: the notices are read");
        for (key, message) in all {
            let code: &'static str = Box::leak(key.to_uppercase().into_boxed_str());
            let leaked = |name: &String| -> &'static str { Box::leak(name.clone().into_boxed_str()) };
            let args: Vec<(&'static str, String)> =
                message.variables.iter().map(|name| (leaked(name), value.clone())).collect();
            let count = args.len();
            let notice = Failure::with(code, args).notice(&words);
            for shown in [notice.what(), notice.now(), notice.to_string().as_str()] {
                assert!(is_clean(shown) && !shown.contains('\n'), "{language:?} {key}: {shown:?}");
                // A placeholder may occur in both parts and in several forms of a plural.
                assert!(shown.chars().count() < 900 + 650 * count, "{language:?} {key}: {}", shown.chars().count());
            }
            assert!(count == 0 || notice.to_string().contains("U+001B"), "{language:?} {key}: shown visibly");
        }
    }
}

#[test]
fn every_other_wording_shows_hostile_values_as_text() {
    let value = hostile();
    for language in BOTH {
        let words = Words::new(language);
        for (key, message) in of(language, false) {
            let values: Vec<(&str, Value<'_>)> =
                message.variables.iter().map(|name| (name.as_str(), Value::from(&value))).collect();
            for shown in [words.with(&key, &values), words.advice(&key, &values)] {
                assert!(shown.lines().all(is_clean), "{language:?} {key}: {shown:?}");
            }
        }
    }
}

#[test]
fn json_has_the_same_values_and_no_sign_that_a_terminal_obeys() {
    let value = serde_json::json!({ "file": hostile(), "what": "Tệp «a»\u{1f600}" });
    let text = value.to_string();
    assert!(!is_clean(&text), "control: serde leaves some of them as they are");
    let shown = shown_json(&text);
    assert!(is_clean(&shown));
    assert_eq!(serde_json::from_str::<serde_json::Value>(&shown).unwrap(), value);
}

#[test]
fn what_is_legible_stays_as_it_is_and_what_is_long_keeps_both_ends() {
    for plain in ["Nhà văn hóa thôn Ngọc Lặc", "/media/usb/tramso-nop/a-1.tsb", "", "🙂 «“…”»", &"ă".repeat(300)]
    {
        assert_eq!(legible(plain), plain);
    }
    let long = format!("/media/{}/cuoi.tsr", "x".repeat(400));
    let shown = legible(&long);
    assert!(shown.starts_with("/media/") && shown.ends_with("/cuoi.tsr") && shown.chars().count() == 300, "{shown}");
    assert_eq!(legible("a\u{1b}[31mb\nc"), "aU+001B[31mb c");
}
