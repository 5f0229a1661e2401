//! Unusual answers that may be right: names of one part, places that no list has; and what is no answer at all.

use super::{form::*, stage::*};
use tramso::{domain::*, tui::*};

fn rostered() -> tramso::content::Pack {
    let mut pack = pack();
    let place =
        |kind, name: &str| Place { unit: UnitCode::parse(TAN_KY).unwrap(), kind, name: name.into(), heads: Some(20) };
    pack.places = vec![
        place(PlaceKind::Agency, "Ủy ban nhân dân xã Tân Kỳ"),
        place(PlaceKind::Agency, "Công an xã Tân Kỳ"),
        place(PlaceKind::School, "Trường Tiểu học Tân Kỳ"),
        place(PlaceKind::School, "Trường Trung học cơ sở Tân Kỳ"),
    ];
    pack
}

fn at_work(kind: &str) -> Model {
    let mut model = form_with(rostered(), NUMBER);
    for keys in [NAME, BIRTH, HOME, CONTACT] {
        visit(&mut model, keys);
    }
    visit(&mut model, kind);
    model
}

#[test]
fn a_name_of_one_part_passes_by_a_second_look() {
    let mut model = form();
    visit(&mut model, "k'browi<enter>");
    assert_said(&model, "K'Brơi");
    assert_said(&model, "Giấy tờ ghi đúng như vậy thì bấm 1");
    visit(&mut model, "<enter>");
    assert_said(&model, "Giấy tờ ghi đúng như vậy thì bấm 1");
    let mut changed = form();
    visit(&mut changed, "k'browi<enter>2 niee<enter>");
    assert_said(&changed, "Ngày sinh và giới tính");
    visit(&mut model, "1");
    assert_said(&model, "Ngày sinh và giới tính");
    // What was accepted is asked about again when it is another name.
    visit(&mut model, "<pgup><back><enter>");
    assert_said(&model, "bấm 2 để sửa");
}

#[test]
fn the_name_page_shows_how_marks_are_typed_and_when_it_is_nearly_full() {
    let mut model = form();
    assert_said(&model, "f huyền r hỏi x ngã j nặng");
    visit(&mut model, "eenxuool<f3>");
    assert_said(&model, "Êñuôl");
    visit(&mut model, &"n".repeat(LONGEST_NAME - 5 - 6));
    assert!(!read(&model).contains("là đầy"));
    visit(&mut model, "n");
    assert_said(&model, "còn 5 chữ nữa là đầy");
}

#[test]
fn a_village_off_the_list_is_asked_about_once_and_one_that_is_on_it_gets_its_spelling() {
    let home = || {
        let mut model = form();
        visit(&mut model, NAME);
        visit(&mut model, BIRTH);
        model
    };
    let mut listed = home();
    visit(&mut listed, "0Ngoc Lac<enter>");
    assert_said(&listed, "Số điện thoại và");
    visit(&mut listed, "<pgup>");
    assert_said(&listed, "thôn Ngọc Lặc");
    let mut free = home();
    visit(&mut free, "0Langf Mowis<enter>");
    assert_said(&free, "“Làng Mới” không có trong danh sách");
    visit(&mut free, "1");
    assert_said(&free, "Số điện thoại và");
    let mut arrows = home();
    visit(&mut arrows, "<down><down>");
    assert_said(&arrows, "▶ 2. thôn Ngọc Trì");
    visit(&mut arrows, "<enter>");
    assert_said(&arrows, "Số điện thoại và");
    let mut digits = home();
    visit(&mut digits, "012<enter>");
    assert_said(&digits, "chưa có chữ nào");
}

#[test]
fn officials_choose_their_unit_and_their_agency_by_a_few_letters() {
    let mut model = at_work("2");
    visit(&mut model, "<enter>");
    assert_said(&model, "Cán bộ được tính theo nơi làm việc");
    assert_said(&model, "1. xã Tân Kỳ");
    visit(&mut model, "1uy");
    assert_said(&model, "1. Ủy ban nhân dân xã Tân Kỳ");
    assert!(!said(&model).contains("Trường Tiểu học"), "schools are no agencies");
    visit(&mut model, "<enter>");
    assert_said(&model, "đoàn thể nào");
    visit(&mut model, "<pgup>");
    assert_said(&model, "Ủy ban nhân dân xã Tân Kỳ");
}

#[test]
fn a_digit_is_no_agency_and_a_free_name_is_asked_about() {
    let mut model = at_work("3");
    visit(&mut model, "17<enter>");
    assert!(said(&model).contains("Chưa nhập tên") || said(&model).contains("chưa có chữ nào"), "{}", read(&model));
    visit(&mut model, "<clear>Truwowngf Mowis<enter>");
    assert_said(&model, "“Trường Mới” không có trong danh sách");
    visit(&mut model, "1");
    assert_said(&model, "đoàn thể nào");
}

#[test]
fn a_telephone_number_that_is_typed_one_question_late_chooses_nothing() {
    let mut model = form();
    for keys in [NAME, BIRTH, HOME] {
        visit(&mut model, keys);
    }
    visit(&mut model, "<enter>0912345678");
    assert_said(&model, "0912345678");
    assert!(!said(&model).contains("● 2."), "{}", read(&model));
    visit(&mut model, "<clear>11<enter>");
    assert_said(&model, "Số điện thoại này có 2 chữ số.");
    assert_said(&model, "(TS-I24)");
}
