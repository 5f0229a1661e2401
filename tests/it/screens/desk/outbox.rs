//! Handing results in, from the desk and while a shift is closed.

use super::stage::*;
use tramso::tui::*;

fn pace(stage: Stage, done: u64, of: u64) -> Msg {
    Msg::Pace(Pace { stage, done, of })
}

fn written() -> HandedOver {
    HandedOver {
        bundles: 2,
        records: 1_212,
        folder: Some("/media/tramso/USB-HOA/tramso-nop".into()),
        ..HandedOver::default()
    }
}

fn done(done: HandedOver) -> Msg {
    Msg::HandedOver(Box::new(done))
}

#[test]
fn two_keys_lead_from_the_desk_to_a_stick_that_may_be_removed() {
    let mut model = at_desk();
    let _ = visit(&mut model, "n");
    see("outbox", &model);
    let text = read(&model, 80, 24);
    assert!(text.contains("1.212 chờ nộp") && text.contains("số 4"), "{text}");
    let effects = visit(&mut model, "1");
    assert!(matches!(effects.as_slice(), [Effect::HandOver { drive: None }]), "{effects:?}");
    let _ = model.update(now(), pace(Stage::Making, 400, 1_212));
    assert!(read(&model, 80, 24).contains("Đang gói kết quả"));
    let _ = model.update(now(), pace(Stage::Writing, 3 << 20, 7 << 20));
    see("outbox-writing", &model);
    let text = read(&model, 80, 24);
    assert!(text.contains("42/100") && text.contains("chưa rút USB") && !text.contains("Rút USB được rồi"), "{text}");
    let _ = model.update(now(), pace(Stage::Checking, 7 << 20, 7 << 20));
    assert!(read(&model, 80, 24).contains("đọc lại USB") && !read(&model, 80, 24).contains("Rút USB được rồi"));
    let effects = model.update(now(), done(written()));
    assert!(matches!(effects.as_slice(), [Effect::Counts]), "{effects:?}");
    see("outbox-written", &model);
    assert!(read(&model, 80, 24).contains("Rút USB được rồi"));
    let _ = visit(&mut model, "<enter>");
    assert!(matches!(model.screen, Screen::Desk(_)));
}

#[test]
fn what_came_on_the_stick_is_told() {
    let mut model = at_desk();
    let _ = visit(&mut model, "n3");
    let fault = |code, name: &str| Failure::new(code, [("name", name.to_owned())]);
    let pack =
        PackNews { version: 3, fingerprint: "ba ca da ga ha ka la ma".into(), known: false, remarks: Vec::new() };
    let brought = Brought {
        receipt: Some(5),
        pack: Some(pack),
        grant: true,
        remarks: Vec::new(),
        refused: vec![fault("TS-B30", "a"), fault("TS-B30", "b"), fault("TS-B30", "c"), fault("TS-B30", "d")],
    };
    let _ = model.update(now(), done(HandedOver { brought, ..written() }));
    see("outbox-brought", &model);
    let text = read(&model, 80, 24);
    for part in ["Rút USB được rồi", "biên nhận số 5", "gói nội dung số 3", "giấy phép mới", "Còn 2 tệp"]
    {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    let _ = visit(&mut model, "<esc>3");
    let _ = model.update(now(), done(HandedOver::default()));
    assert!(read(&model, 80, 24).contains("Không có gì mới"));
}

#[test]
fn one_of_several_sticks_is_chosen() {
    let mut model = at_desk();
    let _ = visit(&mut model, "n<enter>");
    let drive = |name: &str, free| DriveLine { path: format!("/media/{name}"), name: name.into(), free_mb: free };
    let _ = model.update(now(), Msg::Drives(vec![drive("HOA", Some(7_000)), drive("MINH", None)]));
    see("outbox-which", &model);
    assert!(visit(&mut model, "3").is_empty());
    let effects = visit(&mut model, "2");
    assert!(
        matches!(effects.as_slice(), [Effect::HandOver { drive: Some(path) }] if path == "/media/MINH"),
        "{effects:?}"
    );
    let _ = model.update(now(), Msg::Drives(vec![drive("HOA", Some(7_000)), drive("MINH", None)]));
    assert!(visit(&mut model, "<esc>").iter().all(|effect| matches!(effect, Effect::Counts)));
    assert!(read(&model, 80, 24).contains("Nộp ra USB"), "back at the menu");
}

#[test]
fn a_stick_that_fails_is_told_and_enter_tries_again() {
    let mut model = at_desk();
    let _ = visit(&mut model, "n1");
    let _ = model.update(now(), pace(Stage::Writing, 1, 2));
    let _ = model.update(now(), Msg::Failed(Failure::new("TS-K02", [])));
    let text = read(&model, 80, 24);
    assert!(text.contains("TS-K02") && !text.contains("được rồi"), "{text}");
    let effects = visit(&mut model, "<enter>");
    assert!(effects.is_empty());
    let effects = visit(&mut model, "<enter>");
    assert!(matches!(effects.as_slice(), [Effect::HandOver { drive: None }]), "{effects:?}");
}

#[test]
fn carrying_is_stopped_once_and_not_left_half_way() {
    let mut model = at_desk();
    model.shared.settings.centre = "https://tramso.vn".into();
    let effects = visit(&mut model, "n2");
    assert!(matches!(effects.as_slice(), [Effect::Counts, Effect::Send]), "{effects:?}");
    let _ = model.update(now(), pace(Stage::Sending, 100 << 10, 300 << 10));
    see("outbox-sending", &model);
    let effects = visit(&mut model, "<esc>");
    assert!(matches!(effects.as_slice(), [Effect::Stop]), "{effects:?}");
    assert!(visit(&mut model, "<esc>1<enter>").is_empty());
    assert!(read(&model, 80, 24).contains("Đang dừng"));
    let _ = model.update(now(), pace(Stage::Sending, 200 << 10, 300 << 10));
    assert!(read(&model, 80, 24).contains("Đang dừng"));
    let _ = model.update(now(), Msg::Failed(Failure::new("TS-N12", [])));
    let _ = visit(&mut model, "<enter>");
    assert!(matches!(model.screen, Screen::Outbox(_)) && read(&model, 80, 24).contains("Gửi qua mạng"));
}

#[test]
fn the_network_needs_an_address_first() {
    let mut model = at_desk();
    let _ = visit(&mut model, "n2");
    assert!(read(&model, 80, 24).contains("bắt đầu bằng https://"));
    let effects = visit(&mut model, "http://tramso.vn<enter>");
    assert!(matches!(effects.as_slice(), [Effect::Centre(address)] if address == "http://tramso.vn"), "{effects:?}");
    let _ = model.update(now(), Msg::Failed(Failure::new("TS-N02", [])));
    let _ = visit(&mut model, "<enter>");
    see("outbox-address", &model);
    let effects = visit(&mut model, "<enter>");
    assert!(matches!(effects.as_slice(), [Effect::Centre(_)]), "{effects:?}");
    let effects = model.update(now(), Msg::Centre("https://tramso.vn".into()));
    assert!(matches!(effects.as_slice(), [Effect::Send]), "that was the wish: {effects:?}");
    assert_eq!(model.shared.settings.centre, "https://tramso.vn");

    let mut model = at_desk();
    let _ = visit(&mut model, "n4<enter>");
    let effects = model.update(now(), Msg::Centre(String::new()));
    assert!(effects.is_empty() && read(&model, 80, 24).contains("Chưa có địa chỉ"), "{effects:?}");
}

#[test]
fn what_the_network_brought_is_told_and_what_was_refused() {
    let mut model = at_desk();
    model.shared.settings.centre = "https://tramso.vn".into();
    let _ = visit(&mut model, "n2");
    let refused = vec![[
        "11113-4f1c22d0-9a3b5c7d-000002.tsb".into(),
        "TS-B61".into(),
        "Chữ ký không khớp.".into(),
        "Gọi Ban Tổ chức.".into(),
    ]];
    let brought = Brought { receipt: Some(9), ..Brought::default() };
    let sent = HandedOver { bundles: 3, records: 900, arrived: 2, refused, brought, ..HandedOver::default() };
    let _ = model.update(now(), done(sent));
    see("outbox-sent", &model);
    let text = read(&model, 80, 24);
    assert!(text.contains("đã nhận 2 tệp") && text.contains("TS-B61") && !text.contains("Rút USB"), "{text}");
}

#[test]
fn the_longest_carrying_does_not_count_as_idle() {
    let mut model = at_desk();
    let _ = visit(&mut model, "n1");
    let late = |seconds: u64| tramso::domain::Stamp { mono_ms: now().mono_ms + seconds * 1000, ..now() };
    for minute in 1..20 {
        let _ = model.update(late(minute * 60), pace(Stage::Writing, minute, 100));
        let _ = model.update(late(minute * 60 + 59), Msg::Tick);
        assert!(model.overlays.is_empty() && matches!(model.screen, Screen::Outbox(_)));
    }
    let _ = model.update(late(20 * 60 + 200), Msg::Tick);
    assert!(matches!(model.overlays.as_slice(), [Overlay::Idle(_)]), "control: without news it does");
}

#[test]
fn a_station_that_is_not_enrolled_says_so_everywhere_and_what_to_do() {
    let mut model = at_desk();
    model.shared.station.enrolled = false;
    model.shared.sync = SyncState::default();
    model.shared.counts = Counts::default();
    let must = |model: &Model, name: &str, words: &[&str]| {
        see(name, model);
        let text = read(model, 80, 24).split_whitespace().collect::<Vec<_>>().join(" ");
        words.iter().for_each(|word| assert!(text.contains(word), "{word} in\n{text}"));
    };
    must(&model, "unenrolled-desk", &["chưa ghi danh", "gọi Ban Tổ chức"]);
    let _ = visit(&mut model, "n");
    must(&model, "unenrolled-outbox", &["chưa ghi danh", "gọi Ban Tổ chức"]);
    for key in ["1", "2", "3", "<enter>"] {
        assert!(visit(&mut model, key).is_empty(), "{key}: nothing is tried");
        must(&model, "unenrolled-notice", &["TS-B01", "tramso enrol accept"]);
        let _ = visit(&mut model, "<enter>");
    }
    let _ = visit(&mut model, "<esc><esc>");
    must(&model, "unenrolled-waiting", &["chưa ghi danh", "Bấm Enter để luyện tập"]);
    assert!(matches!(visit(&mut model, "<enter>").as_slice(), [Effect::PracticeSeed]));
}
