//! Places that are chosen by a few letters.

use tramso::domain::{Meant, find_names, meant};

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn found(list: &[&str], typed: &str) -> Vec<String> {
    let list = names(list);
    find_names(&list, typed).into_iter().map(|at| list[at].clone()).collect()
}

const VILLAGES: [&str; 6] =
    ["thôn Ngọc Lặc", "thôn Ngọc Trì", "thôn Nghi Khê", "thôn La Giang", "tổ dân phố Lạc Viên 3", "khu dân cư số 12"];

#[test]
fn a_few_letters_without_marks_find_a_place() {
    for (typed, first) in [
        ("ngoc lac", "thôn Ngọc Lặc"),
        ("Ngọc Lặc", "thôn Ngọc Lặc"),
        ("thon ngoc lac", "thôn Ngọc Lặc"),
        ("ng l", "thôn Ngọc Lặc"),
        ("NGOC T", "thôn Ngọc Trì"),
        ("lac v", "tổ dân phố Lạc Viên 3"),
        ("vien 3", "tổ dân phố Lạc Viên 3"),
        ("12", "khu dân cư số 12"),
        ("khe", "thôn Nghi Khê"),
    ] {
        assert_eq!(found(&VILLAGES, typed).first().map(String::as_str), Some(first), "{typed}");
    }
    assert_eq!(found(&VILLAGES, "  ").len(), VILLAGES.len(), "nothing typed narrows nothing");
    assert_eq!(found(&VILLAGES, "hoàn kiếm"), [""; 0]);
    assert_eq!(found(&VILLAGES, "ngoc").len(), 2);
}

#[test]
fn marks_come_first_and_order_is_the_lists() {
    let list = ["UBND xã Tân Kỳ", "Trường Tiểu học Tân Kỳ", "Trường THCS Tân Kỳ", "Trạm Y tế xã Tân Kỳ"];
    assert_eq!(found(&list, "truong"), ["Trường Tiểu học Tân Kỳ", "Trường THCS Tân Kỳ"]);
    assert_eq!(found(&list, "t t")[0], "Trường Tiểu học Tân Kỳ");
    assert_eq!(found(&["Cẩm Giàng", "Cẩm Giang"], "cẩm giang")[0], "Cẩm Giang");
    assert_eq!(found(&["Hòa Bình", "Hoa Bình"], "hoà bình")[0], "Hòa Bình", "in either tone style");
}

#[test]
fn one_place_has_one_spelling() {
    let list = names(&VILLAGES);
    for typed in ["Ngoc Lac", "Ngọc Lặc", "thôn Ngọc Lặc", "  THON  ngoc LAC ", "xóm ngọc lặc"] {
        assert_eq!(meant(&list, typed), Meant::Listed(0), "{typed}");
    }
    for typed in ["", "1", "thôn", "Ngọc", "Ngọc Lặc 2", "Hoàn Kiếm"] {
        assert_eq!(meant(&list, typed), Meant::Free, "{typed}");
    }
}

#[test]
fn names_that_marks_alone_distinguish_are_asked_about() {
    let list = names(&["thôn Cẩm Giàng", "thôn Cẩm Giang"]);
    assert_eq!(meant(&list, "cam giang"), Meant::Unclear);
    assert_eq!(meant(&list, "thôn cẩm giang"), Meant::Listed(1));
    // Two places of one name: a village and a residential area.
    let list = names(&["thôn An Biên", "khu dân cư An Biên"]);
    assert_eq!(meant(&list, "an bien"), Meant::Unclear);
    assert_eq!(meant(&list, "khu dân cư an biên"), Meant::Listed(1));
    assert_eq!(find_names(&list, "an bien").len(), 2);
}
