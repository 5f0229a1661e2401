//! Written and read again: each format loses nothing that it can hold.

use proptest::prelude::*;
use tramso::{
    domain::{Date, Level},
    exchange::{Format, Item, Location, More, export, import},
};

/// Pieces that would mean something in one format or another.
const PIECES: [&str; 60] = [
    "a",
    "b",
    "Ả",
    "ế",
    "đường",
    "Thủ đô",
    " ",
    " ",
    " ",
    "{",
    "}",
    "~",
    "=",
    "#",
    ":",
    "::",
    "\\",
    "\\n",
    "\\\\",
    "->",
    "####",
    "%50%",
    "%",
    "[html]",
    "[",
    "]",
    "//",
    "$CATEGORY:",
    "$",
    "@",
    "<b>",
    "</b>",
    "<",
    "&amp;",
    "&",
    "\"",
    "'",
    ",",
    ";",
    "\t",
    "'=",
    "-",
    "+",
    "A. ",
    "B) ",
    "ANSWER: A",
    "Câu 1:",
    "**",
    "__",
    "____",
    "😀",
    "1",
    "tramso ",
    "TRUE",
    "|",
    "?!", // before a small letter it is what is left of another
    ".",
    "(",
    ")",
    "Đáp án: B",
];

fn texts(pieces: impl Into<proptest::collection::SizeRange>, may_break: bool) -> impl Strategy<Value = String> {
    let breaks = if may_break { "\n" } else { " " };
    let piece = prop_oneof![30 => prop::sample::select(&PIECES[..]), 1 => Just(breaks)];
    prop::collection::vec(piece, pieces)
        .prop_map(|pieces| tidied(&pieces.concat()))
        .prop_filter("empty", |text| !text.is_empty())
}

/// As an item holds a text: lines of single spaces.
fn tidied(text: &str) -> String {
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn days() -> impl Strategy<Value = Option<Date>> {
    prop::option::of(
        (2020..2040_i32, 1..13_u32, 1..29_u32).prop_map(|(year, month, day)| crate::days::date(year, month, day)),
    )
}

fn mores() -> impl Strategy<Value = More> {
    let line = || prop::option::of(texts(1..5, false));
    (line(), line(), line(), days(), days(), any::<bool>(), any::<bool>(), line()).prop_map(
        |(fact, lesson, source, checked, until, situation, negative, group)| More {
            fact,
            lesson,
            source,
            checked,
            until,
            situation,
            negative,
            group,
        },
    )
}

fn items() -> impl Strategy<Value = Vec<Item>> {
    let level = prop::option::of(prop::sample::select(&[Level::Easy, Level::Middle, Level::Hard][..]));
    let line = || prop::option::of(texts(1..5, false));
    let item = (
        line(),
        line(),
        level,
        texts(1..9, true),
        // An option that is there twice is left out.
        prop::collection::vec(texts(1..6, true), 2..5)
            .prop_filter("twice", |all| (1..all.len()).all(|at| !all[..at].contains(&all[at]))),
        prop::option::of(texts(1..8, true)),
        mores(),
    )
        .prop_map(|(name, topic, level, stem, options, why, more)| Item {
            place: Location::Whole,
            name,
            topic,
            level,
            stem,
            options,
            why,
            more,
        });
    prop::collection::vec(item, 1..5)
}

/// Reads back what was written; places are the file's own.
fn again(format: Format, items: &[Item]) -> Vec<Item> {
    let bytes = export(format, items).unwrap();
    let read = import(format, &bytes);
    assert_eq!(read.remarks, [], "{}", String::from_utf8_lossy(&bytes));
    read.items.into_iter().map(|item| Item { place: Location::Whole, ..item }).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn gift_holds_everything(items in items()) {
        let bytes = export(Format::Gift, &items).unwrap();
        prop_assert_eq!(again(Format::Gift, &items), items, "{}", String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn a_sheet_holds_everything(items in items()) {
        let bytes = export(Format::Csv, &items).unwrap();
        prop_assert_eq!(again(Format::Csv, &items), items, "{}", String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn aiken_holds_stems_and_options_of_a_line(items in items()) {
        let plain = |item: Item| Item {
            stem: item.stem,
            options: item.options.into_iter().map(|option| option.replace('\n', " ")).collect(),
            ..Item::default()
        };
        let items: Vec<Item> = items.into_iter().map(plain).filter(|item| export(Format::Aiken, std::slice::from_ref(item)).is_ok()).collect();
        prop_assume!(!items.is_empty());
        prop_assert_eq!(again(Format::Aiken, &items), items);
    }
}

/// The control: a question that came back otherwise would be seen.
#[test]
fn a_changed_sign_is_seen() {
    let item = Item { stem: "Số 1?".into(), options: vec!["một".into(), "hai".into()], ..Item::default() };
    for format in [Format::Gift, Format::Csv, Format::Aiken] {
        let bytes = String::from_utf8(export(format, std::slice::from_ref(&item)).unwrap()).unwrap();
        let read = import(format, bytes.replace("hai", "HAI").as_bytes());
        assert_ne!(read.items[0].options, item.options);
        assert_eq!(again(format, std::slice::from_ref(&item)), std::slice::from_ref(&item));
    }
}
