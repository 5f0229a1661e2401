//! The end of an evening: handing in, its documents, what still waits, and the passphrase.

use super::{cases, stage::*};
use tramso::{domain::PersonKey, tui::*};

fn handed() -> Msg {
    let folder = Some("/media/tramso/USB-HOA/tramso-nop".into());
    Msg::HandedOver(Box::new(HandedOver { bundles: 2, records: 1_212, folder, ..HandedOver::default() }))
}

/// A desk at which nothing is left open.
fn all_done() -> Model {
    let mut model = at_desk();
    model.shared.counts.parked_today = 0;
    model
}

#[test]
fn the_menu_before_the_passphrase() {
    let mut model = at_desk();
    let effects = visit(&mut model, "8");
    assert!(matches!(effects.as_slice(), [Effect::Counts, Effect::Papers]), "{effects:?}");
    see("closing-menu", &model);
    let model = cases::closing("8<down><down>");
    see("closing-papers", &model);
    let text = read(&model, 80, 24);
    for shown in ["chưa thu lại: 6 tờ", "chưa nhập: 3 tờ", "gõ lần hai: 1 tờ", "mời quay lại: 1 người"]
    {
        assert!(text.contains(shown), "{shown} in\n{text}");
    }
    let mut model = cases::closing("83");
    assert!(matches!(model.screen, Screen::Papers(_)), "papers are struck out where they are listed");
    let _ = visit(&mut model, "<esc>8<esc>");
    assert!(matches!(model.screen, Screen::Desk(_)));
    // A contest without papers has no line for them, and asks for none.
    let mut model = cases::without_papers();
    let effects = visit(&mut model, "8");
    assert!(matches!(effects.as_slice(), [Effect::Counts]), "{effects:?}");
    assert!(!read(&model, 80, 24).contains("Đề giấy"));
    let _ = visit(&mut model, "3");
    see("closing-sure", &model);
}

#[test]
fn results_are_handed_in_on_the_way() {
    let mut model = all_done();
    let effects = visit(&mut model, "82");
    assert!(
        matches!(effects.as_slice(), [Effect::Counts, Effect::Papers, Effect::HandOver { drive: None }]),
        "{effects:?}"
    );
    let _ = model.update(now(), Msg::Pace(Pace { stage: Stage::Writing, done: 1 << 20, of: 2 << 20 }));
    see("closing-writing", &model);
    let _ = model.update(now(), handed());
    see("closing-written", &model);
    assert!(read(&model, 80, 24).contains("Rút USB được rồi"));
    let _ = visit(&mut model, "4");
    let effects = authorise(&mut model);
    assert!(matches!(effects.as_slice(), [Effect::CloseShift]), "{effects:?}");

    // A stick that fails leads back to the choice; nobody has to hand in to go home.
    let mut model = all_done();
    let _ = visit(&mut model, "82");
    let _ = model.update(now(), Msg::Failed(Failure::new("TS-K01", [])));
    let _ = visit(&mut model, "<enter>4");
    let effects = authorise(&mut model);
    assert!(matches!(effects.as_slice(), [Effect::CloseShift]), "{effects:?}");
}

#[test]
fn the_documents_of_the_evening_are_named_and_what_is_left_out_too() {
    let mut model = at_desk();
    let _ = visit(&mut model, "8");
    let effects = visit(&mut model, "1");
    assert!(matches!(effects.as_slice(), [Effect::PrintEvening]), "{effects:?}");
    assert!(visit(&mut model, "1234<enter><esc>").is_empty(), "nothing else meanwhile");
    let _ = model.update(now(), Msg::Pace(Pace { stage: Stage::Issuing, done: 7, of: 26 }));
    see("closing-issuing", &model);
    for stage in [Stage::Making, Stage::Writing] {
        let _ = model.update(now(), Msg::Pace(Pace { stage, done: 0, of: 0 }));
        assert!(!read(&model, 80, 24).contains("Đang cấp phiếu"));
    }
    let effects = model.update(now(), cases::evening(&["TK-7F3K9Q-000123", "TK-7F3K9Q-000130"]));
    assert!(matches!(effects.as_slice(), [Effect::Counts]), "slips that were issued now wait: {effects:?}");
    see("closing-printed", &model);
    let text = read(&model, 80, 24);
    for shown in ["26 phiếu", "goi-lai-2025-10-20.pdf", "TK-7F3K9Q-000130", "Còn 2 phiếu chưa in"] {
        assert!(text.contains(shown), "{shown} in\n{text}");
    }
    let mut model = at_desk();
    let _ = visit(&mut model, "81");
    let _ = model.update(now(), Msg::Failed(Failure::new("TS-K22", [])));
    assert!(matches!(visit(&mut model, "<enter>1").as_slice(), [Effect::PrintEvening]), "it can be done again");
}

#[test]
fn over_what_waits_the_shift_is_closed_only_when_asked_twice() {
    let mut model = cases::closing("84");
    let text = read(&model, 80, 24);
    assert!(text.contains("vẫn đóng ca") && !text.contains("Câu mật khẩu"), "{text}");
    let _ = visit(&mut model, "<esc>4<enter>");
    assert!(read(&model, 80, 24).contains("Câu mật khẩu"));
    let effects = authorise(&mut model);
    assert!(matches!(effects.as_slice(), [Effect::CloseShift]), "{effects:?}");
    let mut model = all_done();
    let _ = visit(&mut model, "84");
    assert!(read(&model, 80, 24).contains("Câu mật khẩu"), "control: nothing waits, nothing is asked");
    let _ = visit(&mut model, "<esc>");
    assert!(read(&model, 80, 24).contains("2. Nộp kết quả"), "back to the choice");
}

#[test]
fn a_list_to_call_back_has_telephones_and_is_printed() {
    let line = |at: u8| PersonLine {
        key: PersonKey([at; 32]),
        name: "Phạm Văn Tám".into(),
        birth_year: 1950 + i32::from(at),
        village: "thôn Ngọc Lặc".into(),
        masked_number: "031•••••0012".into(),
        phone: if at == 2 { String::new() } else { "0225 384 2124".into() },
        topics_done: 1,
        tested: false,
        shared: false,
        certified: false,
        last_seen: now(),
    };
    let mut model = at_desk();
    let _ = visit(&mut model, "2");
    assert!(visit(&mut model, "p").is_empty(), "nobody is listed yet");
    let _ = model.update(now(), Msg::People((1..=3).map(line).collect()));
    let text = read(&model, 80, 24);
    assert!(text.contains("0225 384 2124") && text.contains("Điện thoại") && !text.contains("031•"), "{text}");
    assert!(matches!(visit(&mut model, "p").as_slice(), [Effect::PrintCallBacks]));
    assert!(visit(&mut model, "p1<enter>").is_empty(), "once at a time");
    let _ = model.update(now(), Msg::FileWritten("/media/tramso/USB-HOA/goi-lai-2025-10-20.pdf".into()));
    see("people-printed", &model);
    let _ = visit(&mut model, "P");
    let _ = model.update(now(), Msg::Failed(Failure::new("TS-K01", [])));
    assert!(matches!(visit(&mut model, "<enter>p").as_slice(), [Effect::PrintCallBacks]));
    // Who has finished need not be called: no telephone, no list.
    let mut model = at_desk();
    for keys in ["2", "<right>", "<right>", "<right>", "<right>"] {
        let _ = visit(&mut model, keys);
        let _ = model.update(now(), Msg::People((1..=3).map(line).collect()));
    }
    let text = read(&model, 80, 24);
    assert!(text.contains("031•") && !text.contains("0225"), "{text}");
    assert!(visit(&mut model, "p").is_empty());
}

/// Slips that the documents issue are handed in behind them; a stick stays where it is.
#[test]
fn the_documents_come_before_the_handing_in() {
    let mut model = all_done();
    let effects = visit(&mut model, "8<enter>");
    assert!(effects.iter().any(|one| matches!(one, Effect::PrintEvening)), "{effects:?}");
    let _ = model.update(now(), cases::evening(&[]));
    assert!(!read(&model, 80, 24).contains("Rút USB được rồi"));
    let effects = visit(&mut model, "<enter>");
    assert!(matches!(effects.as_slice(), [Effect::HandOver { drive: None }]), "{effects:?}");
    let _ = model.update(now(), handed());
    assert!(read(&model, 80, 24).contains("● 4. Đóng ca"), "{}", read(&model, 80, 24));
}

/// What was pressed for the passphrase opens no new shift: who closed is thanked, and what to do is on the page.
#[test]
fn a_closed_shift_has_a_page_of_its_own() {
    let mut model = all_done();
    let _ = visit(&mut model, "84");
    let _ = authorise(&mut model);
    let _ = model.update(now(), Msg::ShiftClosed);
    see("shift-closed", &model);
    assert!(visit(&mut model, "<enter><enter>").is_empty());
    assert!(read(&model, 80, 24).contains("Cảm ơn Hoa"));
    assert!(matches!(visit(&mut model, "1").as_slice(), [Effect::Quit]));
    let _ = visit(&mut model, "2");
    assert!(read(&model, 80, 24).contains("Ai trực ca này?"));
}

/// Enter behind the notice of a written list is meant for the notice.
#[test]
fn enter_behind_a_printed_list_opens_nobody() {
    let (_, make) = *cases::CASES.iter().find(|(name, _)| *name == "people-list, printed").unwrap();
    let mut model = make();
    assert!(read(&model, 80, 24).contains("Đã ghi danh sách gọi lại"));
    assert!(visit(&mut model, "<enter>").is_empty());
    assert!(!read(&model, 80, 24).contains("Đã ghi danh sách gọi lại"));
    assert!(matches!(visit(&mut model, "<enter>").as_slice(), [Effect::OpenPerson(_)]), "control");
}

/// The list to call back has its own name, and only there the printed one is.
#[test]
fn the_list_to_call_back_opens_first() {
    let mut model = at_desk();
    let effects = visit(&mut model, "2");
    assert!(matches!(effects.as_slice(), [Effect::List(ListKind::ToCallBack)]), "{effects:?}");
    assert!(read(&model, 80, 24).contains("Danh sách cần gọi lại") && read(&model, 80, 24).contains("●Gọi lại"));
    let effects = visit(&mut model, "<right>");
    assert!(matches!(effects.as_slice(), [Effect::List(ListKind::ToLearn)]), "{effects:?}");
}
