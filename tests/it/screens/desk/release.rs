//! Updates of the program on the screen: what is offered, what is refused, what waits for the end of the shift.

use super::stage::*;
use tramso::tui::*;

pub fn none() -> ReleaseNews {
    ReleaseNews { running: "0.2.0".to_owned(), ..ReleaseNews::default() }
}

pub fn offered() -> ReleaseNews {
    let changes = [
        "Máy in báo hết giấy sớm hơn.",
        "Sửa lỗi ở phiếu đăng ký nhanh: tên có gạch nối giữ nguyên.",
        "Màn hình chờ hiện giờ mở cửa.",
    ];
    let offer = ReleaseOffer {
        version: "0.3.0".to_owned(),
        issued: "01/12/2026".to_owned(),
        changes: changes.map(str::to_owned).to_vec(),
        minutes: 1,
        copies_data: true,
        file: "/media/tramso/usb/tramso-nhan/tramso-0.3.0.tsu".to_owned(),
    };
    ReleaseNews { offer: Some(offer), ..none() }
}

pub fn refused() -> ReleaseNews {
    let args = [("version", "0.1.9".to_owned()), ("floor", "0.2.0".to_owned())];
    ReleaseNews { refused: Some(Failure::new("TS-D68", args)), ..none() }
}

pub fn left() -> ReleaseNews {
    let args = [("version", "0.3.0".to_owned()), ("why", "chương trình tự tắt khi vừa mở".to_owned())];
    ReleaseNews { left: Some(Failure::new("TS-D74", args)), ..none() }
}

pub fn staged() -> ReleaseNews {
    ReleaseNews { staged: Some("0.3.0".to_owned()), ..none() }
}

/// The screen with what was found.
pub fn found(news: ReleaseNews) -> Model {
    let mut model = at_desk();
    let _ = visit(&mut model, "65");
    let _ = model.update(now(), Msg::Releases(Box::new(news)));
    model
}

#[test]
fn what_changes_and_how_long_it_takes_is_read_before_anything_is_done() {
    let mut model = at_desk();
    assert!(matches!(visit(&mut model, "65").as_slice(), [Effect::FindRelease]));
    let mut model = found(offered());
    see("release-offered", &model);
    let text = read(&model, 80, 24);
    for part in ["0.2.0", "0.3.0", "Máy in báo hết giấy", "khoảng 1 phút", "sao dữ liệu", "tự quay lại"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    let effects = visit(&mut model, "1");
    assert!(matches!(effects.as_slice(), [Effect::TakeRelease(file)] if file.ends_with("tramso-0.3.0.tsu")));
    let pace = Pace { stage: Stage::Checking, done: 6 << 20, of: 20 << 20 };
    let _ = model.update(now(), Msg::Pace(pace));
    see("release-taking", &model);
    assert!(matches!(visit(&mut model, "<esc>").as_slice(), [Effect::Stop]));
    let _ = model.update(now(), Msg::Releases(Box::new(staged())));
    see("release-staged", &model);
    assert!(visit(&mut model, "1").is_empty(), "nothing more to take");
}

#[test]
fn what_may_not_be_taken_has_its_reason_and_no_key() {
    let mut model = found(refused());
    see("release-refused", &model);
    assert!(visit(&mut model, "1").is_empty());
    assert!(matches!(visit(&mut model, "2").as_slice(), [Effect::FindRelease]));
    let model = found(none());
    see("release-none", &model);
    see("release-left", &found(left()));
}

/// The desk names what is on a stick, and a shift that is closed over a staged release ends the program.
#[test]
fn the_desk_names_a_release_and_the_end_of_the_shift_renews() {
    let mut model = at_desk();
    let _ = model.update(now(), Msg::ReleaseSeen(Some("0.3.0".to_owned())));
    assert!(read(&model, 80, 24).contains("phần mềm mới 0.3.0"), "{}", read(&model, 80, 24));
    let _ = model.update(now(), Msg::ReleaseSeen(None));
    assert!(!read(&model, 80, 24).contains("phần mềm mới"), "control");
    let effects = model.update(now(), Msg::Renew);
    assert!(matches!(effects.as_slice(), [Effect::Renew]));
}
