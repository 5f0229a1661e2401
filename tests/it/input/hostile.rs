//! Strings that mean harm, in every field, as keys and as pastes.

use super::play;
use std::time::Instant;
use tramso::domain::is_forbidden_char;
use tramso::input::{CharFault, Field, FieldKind, Refused, TextArea, Typing};
use unicode_normalization::is_nfc;

const KINDS: [FieldKind; 7] = [
    FieldKind::Name,
    FieldKind::Text { limit: 300 },
    FieldKind::Digits { limit: 12 },
    FieldKind::Date,
    FieldKind::Phone,
    FieldKind::Secret { limit: 64 },
    FieldKind::Plain { limit: 64 },
];

fn strings() -> Vec<String> {
    let mut all: Vec<String> = [
        "\u{202e}gnp.exe",
        "a\u{2066}b\u{2069}c",
        "Nguyễn\u{200b}Văn\u{200d}An\u{feff}",
        "\0",
        "ab\0cd",
        "\u{1b}[31mđỏ\u{1b}[0m",
        "\u{1b}]0;tiêu đề\u{7}",
        "\u{9b}2J\u{90}q",
        "\u{1b}[200~dán\u{1b}[201~",
        "👨\u{200d}👩\u{200d}👧\u{200d}👦 ❤\u{fe0f} 🇻🇳 👍🏽",
        "Z\u{351}\u{301}\u{300}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}a\u{308}\u{309}\u{30a}\u{323}\u{324}\u{325}lgo",
        "\u{301}\u{323} \u{301}",
        "Nguyê\u{303}n Va\u{306}n A\u{302}n",
        "Nguyеn Vаn", // Cyrillic
        "<script>alert(1)</script>",
        "'; DROP TABLE people; --",
        "../../etc/passwd",
        "%s%n%x{{7*7}}${jndi:ldap://x}",
        "\r\n\r\nx\u{b}y\u{c}z\u{85}\u{2028}w",
        "１２３４５６７８９",
        "\u{e000}\u{f8ff}\u{f0000}\u{10ffff}\u{fffd}\u{ffff}",
        "ｈａｌｆ ﾃｽﾄ 漢字 한국어 ไทย๊๊๊๊๊ العربية עברית",
        "\u{115f}\u{3164}\u{ffa0}\u{ad}",
        "ẞßİıſǅ",
        "\u{1100}\u{1161}\u{11a8}",
    ]
    .map(str::to_owned)
    .to_vec();
    all.push("ệ".repeat(10_000));
    all.push("e\u{302}\u{323}".repeat(10_000));
    all.push("\u{301}".repeat(10_000));
    all.push(format!("a{}", "\u{301}".repeat(10_000)));
    all.push("\u{1b}".repeat(10_000));
    all
}

fn check(field: &Field) {
    let text = field.text();
    assert!(is_nfc(text), "{text:?}");
    assert!(!text.chars().any(is_forbidden_char), "{text:?}");
    assert!(text.chars().count() <= field.kind().limit(), "{text:?}");
    for sign in text.chars() {
        let is_mark = unicode_normalization::char::is_combining_mark(sign);
        assert!(is_mark || field.kind().judge(sign).is_ok(), "{sign:?} in {:?}", field.kind());
    }
}

#[test]
fn no_field_holds_what_it_must_not() {
    for kind in KINDS {
        for text in strings() {
            let mut pasted = Field::new(kind);
            let outcome = pasted.paste(&text);
            check(&pasted);
            if text.chars().any(|sign| is_forbidden_char(sign) && !matches!(sign, '\r' | '\n')) {
                assert!(matches!(outcome, Err(Refused::Partly { .. })), "{kind:?} {text:?} {outcome:?}");
            }
            let keys: String = text.chars().filter(|sign| !"<>←→⇤⇥".contains(*sign)).take(400).collect();
            for typing in [Typing::Telex, Typing::Vni, Typing::Off] {
                let mut field = Field::new(kind);
                play(&mut field, &keys, typing);
                check(&field);
                play(&mut field, "←<as⇤s>", typing);
                check(&field);
            }
            let mut area = TextArea::new(300);
            let _ = area.paste(&text);
            assert!(!area.text().chars().any(|sign| sign != '\n' && is_forbidden_char(sign)), "{:?}", area.text());
            assert!(is_nfc(area.text()) && area.length() <= 300);
            for width in [0, 1, 2, 7, 40] {
                let (rows, (column, row)) = (area.rows(width), area.cursor(width));
                assert!(row < rows.len() && column < width.max(1));
            }
        }
    }
}

/// Control: without the check at the door these would be in the text.
#[test]
fn the_strings_are_hostile() {
    let hostile = strings().iter().filter(|text| text.chars().any(is_forbidden_char) || !is_nfc(text)).count();
    assert!(hostile >= 12, "{hostile}");
}

#[test]
fn a_paste_says_what_it_lost() {
    let mut field = Field::new(FieldKind::Text { limit: 10 });
    assert_eq!(
        field.paste("a\u{1b}[0m\u{200b}b"),
        Err(Refused::Partly { dropped: 2, first: Some(('\u{1b}', CharFault::Control)), cut: false })
    );
    assert_eq!(field.text(), "a[0mb");
    assert_eq!(field.paste("0123456789"), Err(Refused::Partly { dropped: 0, first: None, cut: true }));
    assert_eq!(field.text(), "a[0mb01234");
    let mut name = Field::new(FieldKind::Name);
    assert_eq!(
        name.paste("Nguyê\u{303}n 2 Va\u{306}n 😀\n"),
        Err(Refused::Partly { dropped: 2, first: Some(('2', CharFault::NotInName)), cut: false })
    );
    assert_eq!(name.text(), "Nguyễn  Văn ");
    let mut lines = Field::new(FieldKind::Text { limit: 50 });
    lines.paste("một\r\nhai\tba\n").unwrap();
    assert_eq!(lines.text(), "một hai ba");
    // a mark that comes alone joins the letter that is there
    let mut marks = Field::with_text(FieldKind::Name, "Mâ");
    marks.paste("\u{303}u").unwrap();
    assert_eq!(marks.text(), "Mẫu");
}

#[test]
fn a_million_bytes_are_pasted_at_once() {
    let inputs = [
        "Nguyễn Văn An ".repeat(70_000),
        "e\u{302}\u{323}".repeat(200_000),
        format!("a{}", "\u{301}".repeat(500_000)),
        "\u{1b}".repeat(1_000_000),
    ];
    for text in inputs {
        assert!(text.len() >= 999_000);
        for kind in [FieldKind::Name, FieldKind::Text { limit: 1000 }, FieldKind::Digits { limit: 12 }] {
            let mut field = Field::new(kind);
            let start = Instant::now();
            let outcome = field.paste(&text);
            let taken = start.elapsed().as_millis();
            assert!(matches!(outcome, Err(Refused::Partly { .. })), "{outcome:?}");
            check(&field);
            assert!(taken < 100, "{taken} ms for {kind:?}");
        }
    }
}
