//! Hostile files: reported in bounded time and memory, never a panic.

use super::{left_out, line};
use crate::durability::scale::scaled;
use proptest::prelude::*;
use tramso::exchange::{Format, MOST_FILE, MOST_ITEMS, RemarkKind, import};

const TEXTS: [Format; 4] = [Format::Gift, Format::Aiken, Format::Csv, Format::Text];

/// Bytes that a reader whose time grows with their square would not finish.
const SMALLER: usize = 256 << 10;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn random_bytes_are_told_and_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for format in TEXTS {
            let read = import(format, &bytes);
            prop_assert!(!read.items.is_empty() || !read.remarks.is_empty(), "nothing is passed over in silence");
        }
    }

    #[test]
    fn random_lines_are_told_and_never_panic(lines in prop::collection::vec(prop::sample::select(&LINES[..]), 0..40)) {
        let text = lines.join("\n");
        for format in TEXTS {
            let read = import(format, text.as_bytes());
            let last = u32::try_from(lines.len()).unwrap();
            prop_assert!(read.remarks.iter().all(|remark| line(&remark.place) <= last));
            for item in &read.items {
                prop_assert!(item.options.len() > 1 && !item.stem.is_empty() && item.options.iter().all(|option| !option.is_empty()));
            }
        }
    }
}

const LINES: [&str; 40] = [
    "",
    "",
    "",
    "Câu 1: Hỏi gì?",
    "Câu 2. Hỏi gì? A. a B. b",
    "Câu 3",
    "1. Hỏi?",
    "2) Hỏi?",
    "A. a",
    "A. **a**",
    "*B. b",
    "B. __b__",
    "C) c",
    "a) a\tb) b*",
    "D.",
    "Đáp án: B",
    "ĐA: A, B",
    "Chọn C.",
    "Giải thích: vì thế",
    "ĐÁP ÁN",
    "1-A 2-B",
    "3. C",
    "Câu\t1\t2",
    "Đáp án\tA\tB",
    "Chủ đề 1: Số",
    "Phần II",
    "I. NHẬN BIẾT",
    "ANSWER: A",
    "ANSWER: Z",
    "::t::s {=a ~b}",
    "{",
    "}",
    "s {~a",
    "=b}",
    "$CATEGORY: x",
    "// tramso {}",
    "Câu hỏi,A,B,Key",
    "S?,x,y,A",
    "S?,\"x,y",
    "chữ thường",
];

#[test]
fn a_file_beyond_the_bounds_is_refused_unread() {
    let bytes = vec![b'a'; MOST_FILE + 1];
    for format in TEXTS {
        let told = RemarkKind::FileTooLarge { bytes: MOST_FILE as u64 + 1, most: MOST_FILE as u64 };
        assert_eq!(left_out(&import(format, &bytes)), [(0, told)]);
    }
}

#[test]
fn ten_megabytes_on_one_line_are_told() {
    let pieces = ["a", "A. b ", "{~=", "1-A ", "\"", "**a** ", "<p", "\\", ",", "Câu 1: ", "__a__ __", "&", "C©"];
    for piece in pieces {
        // All of them at a size that a quadratic reader would not finish, the first at ten megabytes.
        let size = if piece == "a" { 10 << 20 } else { scaled(SMALLER, SMALLER) };
        let text = piece.repeat(size / piece.len());
        for format in TEXTS {
            let read = import(format, text.as_bytes());
            assert!(read.items.is_empty(), "{piece}");
            assert!((1..=2002).contains(&read.remarks.len()), "{piece}: {}", read.remarks.len());
        }
    }
}

#[test]
fn a_mass_of_small_faults_are_listed_up_to_a_bound() {
    let pieces = [
        "{\n\n",
        "A. x\n\n",
        "Câu hỏi,A,B,Key\n",
        "Câu 1: A. B.\n",
        "1-A\n",
        "a,\"b\n",
        "s {~%3%a ~}\n\n",
        "Chủ đề 1\n",
        "ANSWER: A\n",
    ];
    for piece in pieces {
        let text = piece.repeat(scaled(SMALLER, SMALLER) / piece.len());
        for format in TEXTS {
            let read = import(format, text.as_bytes());
            assert!(
                read.items.len() <= MOST_ITEMS && read.remarks.len() <= MOST_ITEMS + 2002,
                "{piece}: {}",
                read.remarks.len()
            );
        }
    }
}

#[test]
fn questions_beyond_the_bound_are_told_and_the_first_come_in() {
    let gift = "s {=a ~b}\n\n".repeat(MOST_ITEMS + 1);
    let aiken = "s?\nA. a\nB. b\nANSWER: A\n\n".repeat(MOST_ITEMS + 1);
    let sheet = format!("Câu hỏi,A,B,Key\n{}", "s?,a,b,A\n".repeat(MOST_ITEMS + 1));
    let text = (0..=MOST_ITEMS).map(|number| format!("Câu 1: s{number}?\nA. a\nB. b\nĐáp án: A\n")).collect();
    for (format, text) in TEXTS.into_iter().zip([gift, aiken, sheet, text]) {
        let read = import(format, text.as_bytes());
        assert_eq!(read.items.len(), MOST_ITEMS, "{format:?}");
        let told: Vec<_> = left_out(&read).into_iter().map(|(_, what)| what).collect();
        assert_eq!(told, [RemarkKind::TooManyItems { most: MOST_ITEMS }], "{format:?}");
    }
}
