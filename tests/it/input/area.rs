//! The message: several lines, wrapped where it is drawn.

use proptest::prelude::*;
use tramso::input::{CharFault, Key, Refused, TextArea, Typing};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

fn area(keys: &str) -> TextArea {
    let mut area = TextArea::new(1000);
    for sign in keys.chars() {
        let _ = match sign {
            '\n' => area.enter(),
            '<' => area.key(Key::Backspace, Typing::Telex),
            sign => area.key(Key::Char(sign), Typing::Telex),
        };
    }
    area
}

#[test]
fn lines_are_typed_as_in_a_field() {
    let area = area("Tooi hocj soos\nTooi lan tor<<toar\n\nxong");
    assert_eq!(area.text(), "Tôi học số\nTôi lan tỏa\n\nxong");
    assert_eq!(area.length(), 28);
}

#[test]
fn rows_break_at_spaces() {
    let area = area("Nhaf vawn hoas thoon cos mays tinhs");
    assert_eq!(
        area.rows(12),
        ["Nhà văn hóa", "thôn có máy", "tính"].map(|row| if row == "tính" {
            row.to_owned()
        } else {
            format!("{row} ")
        })
    );
    assert_eq!(area.rows(11), ["Nhà văn hóa", "thôn có máy", "tính"]);
    assert_eq!(area.cursor(11), (4, 2));
    assert_eq!(area.rows(3), ["Nhà", "văn", "hóa", "thô", "n ", "có ", "máy", "tín", "h"]);
}

#[test]
fn a_full_row_leaves_room_for_the_cursor() {
    let full = area("mootj\nhai b");
    assert_eq!((full.rows(5), full.cursor(5)), (vec!["một".into(), "hai b".into(), String::new()], (0, 2)));
    let hanging = area("hai b ");
    assert_eq!((hanging.rows(5), hanging.cursor(5)), (vec!["hai b".into(), String::new()], (0, 1)));
    assert_eq!((TextArea::new(9).rows(5), TextArea::new(9).cursor(5)), (vec![String::new()], (0, 0)));
}

#[test]
fn up_and_down_keep_their_column() {
    let mut area = area("mootj hai ba boons\nab\nnawm saus bayr");
    let width = 12; // "một hai ba " "bốn" "ab" "năm sáu bảy "
    area.up(width);
    let trail: Vec<(usize, usize)> = (0..4)
        .map(|_| {
            let at = area.cursor(width);
            area.up(width);
            at
        })
        .collect();
    assert_eq!(trail.iter().map(|at| at.1).collect::<Vec<_>>(), [2, 1, 0, 0]);
    assert_eq!(area.cursor(width), (0, 0));
    let mut area = area_of("một hai\nb\nmột hai");
    area.up(20);
    assert_eq!(area.cursor(20), (1, 1));
    area.up(20);
    assert_eq!(area.cursor(20), (7, 0));
    area.down(20);
    area.down(20);
    assert_eq!(area.cursor(20), (7, 2));
    area.down(20);
    assert_eq!(area.cursor(20), (7, 2));
}

fn area_of(text: &str) -> TextArea {
    TextArea::with_text(1000, text)
}

#[test]
fn the_limit_counts_characters() {
    let mut area = TextArea::new(6);
    area.paste("một\r\nhai").unwrap_err();
    assert_eq!(area.text(), "một\nha");
    assert_eq!(area.enter(), Err(Refused::TooLong { limit: 6 }));
    assert_eq!(
        area.key(Key::Char('\u{b}'), Typing::Telex),
        Err(Refused::Char { ch: '\u{b}', why: CharFault::Control })
    );
    assert_eq!(
        area.paste("\u{b}"),
        Err(Refused::Partly { dropped: 1, first: Some(('\u{b}', CharFault::Control)), cut: false })
    );
    assert_eq!(area.text(), "một\nha");
}

#[test]
fn home_end_and_clear_mean_the_line() {
    let mut area = area_of("một\nhai ba\nbốn");
    area.up(40);
    for (key, column) in [(Key::Home, 0), (Key::End, 6)] {
        area.key(key, Typing::Telex).unwrap();
        assert_eq!(area.cursor(40), (column, 1));
    }
    area.key(Key::Clear, Typing::Telex).unwrap();
    assert_eq!(area.text(), "một\n\nbốn");
    assert!(area.undo());
    assert_eq!(area.text(), "một\nhai ba\nbốn");
}

proptest! {
    #[test]
    fn rows_hold_the_whole_text(text in "[a-zà-ỹ漢😀 \n]{0,60}", width in 2_usize..20, steps in 0_usize..30) {
        let mut area = area_of(&text);
        let rows = area.rows(width);
        // terminals lay graphemes side by side; one that is wider than the row cannot be broken
        let cells = |row: &String| row.graphemes(true).map(UnicodeWidthStr::width).sum::<usize>();
        prop_assert!(rows.iter().all(|row| cells(row) <= width || row.graphemes(true).count() == 1), "{:?}", rows);
        let squeezed = |text: &str| text.chars().filter(|sign| !sign.is_whitespace()).collect::<String>();
        prop_assert_eq!(squeezed(&rows.concat()), squeezed(area.text()));
        for step in 0..steps {
            let before = area.cursor(width);
            if step % 3 == 0 { area.down(width) } else { area.up(width) }
            let after = area.cursor(width);
            prop_assert!(after.1 < rows.len() && after.0 < width);
            prop_assert!(after.1.abs_diff(before.1) <= 1);
        }
    }
}
