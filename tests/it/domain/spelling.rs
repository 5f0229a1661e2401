//! How names are compared and spelled.

use proptest::prelude::*;
use tramso::domain::{fold, old_tone_style, tidy_spaces, toggle_tone_style};

#[test]
fn folding_drops_marks_case_and_spaces() {
    assert_eq!(fold("  Hoà  BÌNH "), "hoa binh");
    assert_eq!(fold("hòa bình"), "hoa binh");
    assert_eq!(fold("Đặng Thị Ươm"), "dang thi uom");
}

#[test]
fn the_traditional_tone_style_is_found_word_by_word() {
    let check = |text: &str, expected: &str| assert_eq!(old_tone_style(text), expected, "{text:?}");
    check("Hoà Thuỷ", "Hòa Thủy");
    check("Nguyễn Thị Thuý", "Nguyễn Thị Thúy");
    check("HOÀ", "HÒA");
    check("quý Quỳ quỷ", "quý Quỳ quỷ");
    check("khoẻ", "khỏe");
    check("Hòa hoàng huỳnh thuyền toán", "Hòa hoàng huỳnh thuyền toán");
}

#[test]
fn the_tone_style_of_the_last_word_is_toggled() {
    assert_eq!(toggle_tone_style("Hoà Hoà"), "Hoà Hòa");
    assert_eq!(toggle_tone_style("Hoà Hòa"), "Hoà Hoà");
    assert_eq!(toggle_tone_style("Nguyễn Quý"), "Nguyễn Quý");
}

proptest! {
    #[test]
    fn folding_tidying_and_the_tone_style_settle_at_once(text in "[ a-zA-ZàáảãạăâđèéẻẽẹêìíòóỏõọôơùúủũụưỳýỷỹỵĐÀÒÙ]{0,24}") {
        prop_assert_eq!(fold(&fold(&text)), fold(&text));
        prop_assert_eq!(tidy_spaces(&tidy_spaces(&text)), tidy_spaces(&text));
        prop_assert_eq!(old_tone_style(&old_tone_style(&text)), old_tone_style(&text));
        prop_assert_eq!(fold(&old_tone_style(&text)), fold(&text));
    }
}
