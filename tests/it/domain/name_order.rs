//! Lists of people, in Vietnamese order.

use proptest::prelude::*;
use tramso::domain::{PersonName, by_given_name, dictionary_key, given_name_key};

fn sorted(names: &[&str]) -> Vec<String> {
    let mut names: Vec<PersonName> = names.iter().map(|name| PersonName::parse(name).unwrap()).collect();
    names.sort_by(by_given_name);
    names.iter().map(|name| name.as_str().to_owned()).collect()
}

#[test]
fn the_given_name_counts_first_then_the_middle_then_the_family() {
    let wanted = [
        "Vũ Thị An",
        "Trần Văn An",
        "Phạm Ân",
        "Lê Bình",
        "Nguyễn Thị Bình",
        "Đỗ Thị Hồng Bình",
        "Bùi Văn Bình",
        "Đặng Văn Bình",
        "Vũ Văn Bình",
    ];
    let mut mixed = wanted;
    mixed.reverse();
    assert_eq!(sorted(&mixed), wanted);
}

#[test]
fn letters_and_tones_are_in_the_order_of_dictionaries() {
    let letters = ["a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "g", "h", "i", "k", "l", "m", "n", "o", "ô", "ơ", "p"];
    let rest = ["q", "r", "s", "t", "u", "ư", "v", "x", "y"];
    let tones = ["a", "à", "ả", "ã", "á", "ạ", "ă", "ằ", "ẳ", "ẵ", "ắ", "ặ", "â", "ầ", "ẩ", "ẫ", "ấ", "ậ", "b"];
    let more = ["u", "ù", "ủ", "ũ", "ú", "ụ", "ư", "ừ", "ử", "ữ", "ứ", "ự", "v"];
    // A letter counts before a tone: the whole syllable is looked at.
    let words =
        ["lan", "làn", "lán", "lạn", "lang", "lăn", "lân", "lận", "thu", "thủ", "thúy", "thụy", "thư", "thương"];
    for list in [[letters.as_slice(), &rest].concat(), tones.to_vec(), more.to_vec(), words.to_vec()] {
        let wanted: Vec<String> = list.iter().map(|given| format!("Lê {given}")).collect();
        let mixed: Vec<&str> = wanted.iter().rev().map(String::as_str).collect();
        assert_eq!(sorted(&mixed), wanted);
    }
}

#[test]
fn places_are_in_the_order_of_their_first_words() {
    let wanted = ["An", "An Bình", "An Đông", "Ân", "Bình", "Dân", "Đông", "Đông An", "Ư", "Ứ", "Ự"];
    let mut mixed = wanted;
    mixed.reverse();
    mixed.sort_by_key(|place| dictionary_key(place));
    assert_eq!(mixed, wanted);
}

#[test]
fn case_and_the_way_of_typing_do_not_count() {
    assert_eq!(sorted(&["LÊ BÌNH", "Lê an", "lê Cúc"]), ["Lê an", "LÊ BÌNH", "lê Cúc"]);
    assert_eq!(sorted(&["Lê Bi\u{300}nh", "Lê An"])[1], "Lê Bình");
}

proptest! {
    #[test]
    fn it_is_one_order_whoever_comes_first(names in prop::collection::vec("[A-ZĐ][a-zăâđêôơưàáạ]{0,4}( [a-zăâđêôơưàáạ.'-]{0,3}[a-zđ]){1,3}", 3..8)) {
        let mut one: Vec<PersonName> = names.iter().map(|name| PersonName::parse(name).unwrap()).collect();
        let mut other = one.clone();
        other.reverse();
        one.sort_by(by_given_name);
        other.sort_by(by_given_name);
        prop_assert_eq!(&one, &other);
        // Lists of thousands are sorted by keys, in the same order.
        one.sort_by_cached_key(|name| given_name_key(name.as_str()));
        prop_assert_eq!(one, other);
    }
}
