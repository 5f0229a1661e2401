//! Certificate, app, thanks.

use super::stage::*;
use ratatui::style::Color;
use tramso::{
    record::{Body, CertificateV1, Event, InstallV1},
    tui::*,
};

fn made(person: tramso::domain::PersonKey) -> Msg {
    let (number, check) = ("TK-7F3K9Q-000123".to_owned(), "ABCDEFGH".to_owned());
    let link = pack().contest.check_link(&number, &check);
    Msg::CertificateMade { person, number, check, link }
}

/// Somebody finished, whose slip has just been made and kept.
fn with_slip(name: &str) -> Model {
    let (mut model, _) = open(Some(guest(name, Upto::Shared)));
    let _ = model.update(now(), made(KEY));
    let ticket = model.shared.last_ticket;
    let _ = model.update(now(), Msg::Saved(ticket));
    model
}

fn saved_bodies(effects: &[Effect]) -> Vec<Body> {
    let events = effects.iter().flat_map(|effect| match effect {
        Effect::Save { person: Some(KEY), events, .. } => events.clone(),
        _ => Vec::new(),
    });
    events.filter_map(|event| if let Event::Record(body) = event { Some(body) } else { None }).collect()
}

#[test]
fn a_finished_visit_is_given_a_slip_once() {
    let (mut model, effects) = open(Some(guest("Nguyễn Thị Hường", Upto::Shared)));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::MakeCertificate(KEY))), "{effects:?}");
    assert!(model.update(now(), made(tramso::domain::PersonKey([8; 32]))).is_empty(), "another's certificate");
    let effects = model.update(now(), made(KEY));
    let asked = CertificateV1 { number: "TK-7F3K9Q-000123".into(), check: "ABCDEFGH".into() };
    assert_eq!(saved_bodies(&effects), [Body::CertificateAsked { certificate: asked }]);
    assert!(model.update(now(), made(KEY)).is_empty(), "twice the same");

    let guest = model.shared.guest.clone().unwrap();
    let (again, effects) = open(Some(guest));
    assert!(matches!(again.screen, Screen::App(_)));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::MakeCertificate(_))));
}

#[test]
fn the_slip_is_drawn_and_nothing_moves_on_before_it_is_kept() {
    let (mut model, _) = open(Some(guest("Nguyễn Thị Hường", Upto::Shared)));
    let _ = model.update(now(), made(KEY));
    let _ = visit(&mut model, "<enter>");
    assert!(matches!(model.screen, Screen::Certificate(_)));
    let ticket = model.shared.last_ticket;
    let _ = model.update(now(), Msg::Saved(ticket));
    assert!(matches!(model.screen, Screen::App(_)));

    let model = with_slip("Nguyễn Thị Hường");
    see("certificate", &model);
    let text = read(&model, 80, 24);
    for part in ["Ban Tổ chức", "1962", "thôn Ngọc Lặc", "TK-7F3K9Q-000123", "20/10/2025"] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    assert!(!text.to_uppercase().contains("CỘNG HÒA"), "no lines of the state's emblem");
}

#[test]
fn a_certificate_that_could_not_be_kept_is_made_again() {
    let (mut model, _) = open(Some(guest("Nguyễn Thị Hường", Upto::Shared)));
    let _ = model.update(now(), made(KEY));
    let ticket = model.shared.last_ticket;
    let failure = Failure::new("TS-S07", []);
    let _ = model.update(now(), Msg::SaveFailed(ticket, failure));
    assert!(model.shared.guest.as_ref().unwrap().visit.certificate().is_none());
    let _ = visit(&mut model, "<enter>"); // the notice
    let effects = visit(&mut model, "<enter>");
    assert!(matches!(effects.as_slice(), [Effect::MakeCertificate(KEY)]), "{effects:?}");
}

#[test]
fn the_file_is_written_behind_the_pin() {
    let mut model = with_slip("Nguyễn Thị Hường");
    assert!(visit(&mut model, "2").is_empty());
    let asked = visit(&mut model, "1234<enter>");
    assert!(matches!(asked.as_slice(), [Effect::CheckPin { purpose: PinFor::Certificate, .. }]), "{asked:?}");
    let wrong = model.update(now(), Msg::Pin { purpose: PinFor::Certificate, right: false, wait_s: 1 });
    assert!(wrong.is_empty());
    let effects = model.update(now(), Msg::Pin { purpose: PinFor::Certificate, right: true, wait_s: 0 });
    let [Effect::SaveCertificate(slip)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(slip.number, "TK-7F3K9Q-000123");
    assert_eq!(slip.residence, "thôn Ngọc Lặc, xã Tân Kỳ, thành phố Hải Phòng");
    assert_eq!((slip.topics.len(), slip.questions, slip.right), (4, 4, None));
    assert_eq!(slip.check_url, "https://haiphong.gov.vn/cn/TK-7F3K9Q-000123-ABCDEFGH");
    assert!(visit(&mut model, "2<enter>").is_empty(), "not twice at once");
    assert!(matches!(model.screen, Screen::Certificate(_)), "nobody walks on with the stick half written");
    let _ = model.update(now(), Msg::FileWritten("USB/phieu-TK-7F3K9Q-000123.pdf".into()));
    see("certificate-written", &model);
    assert!(read(&model, 80, 24).contains("Rút USB được rồi"));
}

#[test]
fn an_entry_with_parts_missing_says_which_and_leads_there() {
    let (mut model, _) = open(Some(guest("Nguyễn Thị Hường", Upto::Learnt)));
    model.screen = Screen::Certificate(Box::default());
    see("certificate-missing", &model);
    let text = read(&model, 80, 24);
    assert!(text.contains("□ bài thi") && text.contains("lời chia sẻ") && !text.contains("chuyên đề"), "{text}");
    assert!(visit(&mut model, "23").is_empty());
    let _ = visit(&mut model, "<enter>");
    assert!(matches!(model.screen, Screen::TestIntro(_)));
}

#[test]
fn long_and_short_names_keep_their_letters() {
    for (name, at) in [("Vũ Á", "short"), ("Công Tằng Tôn Nữ Thị Ngọc Hường Nguyễn Phúc Bảo Khánh Vy", "long")]
    {
        let model = with_slip(name);
        see(&format!("certificate-{at}"), &model);
    }
    let text = read(&with_slip("Công Tằng Tôn Nữ Thị Ngọc Hường Nguyễn Phúc Bảo Khánh Vy"), 80, 24);
    assert!(text.contains("KHÁNH VY") && text.contains("TK-7F3K9Q-000123"), "{text}");
}

#[test]
fn the_codes_on_the_screen_can_be_read() {
    let link = "https://haiphong.gov.vn/cn/TK-7F3K9Q-000123-ABCDEFGH";
    for (columns, rows) in [(80, 24), (85, 24), (100, 30), (160, 45)] {
        let mut model = with_slip("Nguyễn Thị Hường");
        assert_eq!(scan(&model, columns, rows).as_deref(), Some(link), "{columns}x{rows}");
        let _ = visit(&mut model, "3");
        assert_eq!(scan(&model, columns, rows).as_deref(), Some(link), "{columns}x{rows} alone");
        let _ = visit(&mut model, "<enter><enter>1");
        let android = "https://play.google.com/store/search?q=Smart+Hai+Phong&c=apps";
        assert_eq!(scan(&model, columns, rows).as_deref(), Some(android), "{columns}x{rows} app");
    }
    let mut see_alone = with_slip("Nguyễn Thị Hường");
    let _ = visit(&mut see_alone, "3");
    see("certificate-code", &see_alone);
}

/// The longest link that the station makes (docs/decisions/019-pdf-and-qr.md) still has its code beside the words.
#[test]
fn seventy_eight_bytes_have_their_room_and_more_say_so() {
    let mut model = open(Some(guest("Nguyễn Thị Hường", Upto::Shared))).0;
    let link = format!("https://haiphong.gov.vn/{}", "a".repeat(54));
    assert_eq!(link.len(), 78);
    let Msg::CertificateMade { person, number, check, .. } = made(KEY) else { unreachable!() };
    let _ = model.update(now(), Msg::CertificateMade { person, number, check, link: link.clone() });
    assert_eq!(scan(&model, 80, 24).as_deref(), Some(link.as_str()));

    let mut model = open(Some(guest("Nguyễn Thị Hường", Upto::Shared))).0;
    let Msg::CertificateMade { person, number, check, .. } = made(KEY) else { unreachable!() };
    let link = format!("https://haiphong.gov.vn/{}", "a".repeat(200));
    let _ = model.update(now(), Msg::CertificateMade { person, number, check, link });
    assert_eq!(scan(&model, 80, 24), None);
    let _ = visit(&mut model, "3");
    assert!(read(&model, 80, 24).contains("https://haiphong.gov.vn/aaa"));
}

#[test]
fn control_a_code_with_a_row_missing_is_not_read() {
    let model = with_slip("Nguyễn Thị Hường");
    let mut buffer = frame(&model, 80, 24);
    for x in 0..80 {
        for y in 5..16 {
            buffer[(x, y)].set_symbol(" ");
        }
    }
    assert_eq!(decode(&buffer), None);
}

fn scan(model: &Model, columns: u16, rows: u16) -> Option<String> {
    decode(&frame(model, columns, rows))
}

/// Reads the code off the cells as a camera would: half a cell is a square of light or dark.
fn decode(buffer: &ratatui::buffer::Buffer) -> Option<String> {
    const SIDE: usize = 4;
    let light = |colour: Color| match colour {
        Color::Rgb(r, g, b) => ((u16::from(r) + u16::from(g) + u16::from(b)) / 3) as u8,
        _ => 0,
    };
    let (width, height) = (usize::from(buffer.area.width), 2 * usize::from(buffer.area.height));
    let pixel = |x: usize, y: usize| {
        let cell = &buffer[(u16::try_from(x / SIDE).unwrap(), u16::try_from(y / SIDE / 2).unwrap())];
        let lower = y / SIDE % 2 == 1 && cell.symbol() == "▄";
        light(if lower { cell.fg } else { cell.bg })
    };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width * SIDE, height * SIDE, pixel);
    image.detect_grids().into_iter().find_map(|grid| grid.decode().ok()).map(|(_, text)| text)
}

#[test]
fn the_app_is_shown_and_ticked() {
    let mut model = with_slip("Nguyễn Thị Hường");
    let _ = visit(&mut model, "<enter>");
    see("app", &model);
    let effects = visit(&mut model, "3");
    assert_eq!(saved_bodies(&effects), [Body::App { install: InstallV1::InstalledNow }]);
    assert!(visit(&mut model, "3").is_empty(), "the same tick again changes nothing");
    let effects = visit(&mut model, "5");
    assert_eq!(saved_bodies(&effects), [Body::App { install: InstallV1::NoSmartphone }]);
    let _ = visit(&mut model, "1");
    see("app-android", &model);
    assert!(read(&model, 80, 24).contains("đúng tên nơi làm ra"));
    let _ = visit(&mut model, "2");
    see("app-iphone", &model);
    let _ = visit(&mut model, "<enter>");
    assert!(matches!(model.screen, Screen::App(_)), "waits for the disk");
    let ticket = model.shared.last_ticket;
    let _ = model.update(now(), Msg::Saved(ticket));
    assert!(matches!(model.screen, Screen::Thanks(_)));
}

/// An install that nobody ticks is lost: it is asked for once, and a second Enter goes on.
#[test]
fn who_ticks_nothing_about_the_app_is_asked_once() {
    let mut model = with_slip("Nguyễn Thị Hường");
    let _ = visit(&mut model, "<enter>1<enter>");
    assert!(matches!(model.screen, Screen::App(_)));
    let text = read(&model, 80, 24);
    assert!(text.contains("Chưa đánh dấu") && text.contains("bấm 3, 4 hoặc 5"), "{text}");
    see("app-asked", &model);
    let _ = visit(&mut model, "<enter>");
    assert!(matches!(model.screen, Screen::Thanks(_)));
}

/// Digits have no gap, whether there is a slip to look at again or not.
#[test]
fn the_app_page_counts_its_lines_without_a_gap() {
    let digits = |model: &Model| {
        let keys = model.screen.keys(&model.shared);
        ('1'..='9').filter(|digit| keys.accepts(Press::Char(*digit))).collect::<String>()
    };
    let mut model = with_slip("Nguyễn Thị Hường");
    let _ = visit(&mut model, "<enter>");
    assert_eq!(digits(&model), "1234567");
    let (mut model, _) = open(Some(guest("Nguyễn Thị Hường", Upto::Shared)));
    model.screen = Screen::App(Default::default());
    assert_eq!(digits(&model), "123456");
}

#[test]
fn thanks_tell_what_is_done_and_what_is_not() {
    let mut model = with_slip("Nguyễn Thị Hường");
    model.screen = Screen::Thanks(screens::thanks::State);
    see("thanks", &model);
    let text = read(&model, 80, 24);
    assert!(text.contains("Số phiếu: TK-7F3K9Q-000123") && text.contains("xã sẽ báo"), "{text}");
    assert!(text.contains("█"), "who has done everything is thanked in large letters\n{text}");
    let effects = visit(&mut model, "<enter>");
    assert!(matches!(model.screen, Screen::Waiting(_)) && model.shared.guest.is_none());
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Leave)));

    let (mut model, _) = open(Some(guest("Nguyễn Thị Hường", Upto::Learnt)));
    model.screen = Screen::Thanks(screens::thanks::State);
    see("thanks-open", &model);
    let text = read(&model, 80, 24);
    assert!(text.contains("Còn thiếu: bài thi") && text.contains("quay lại"), "{text}");
    assert!(model.update(now(), Msg::Tick).is_empty(), "nothing moves by itself");
}

#[test]
fn a_large_window_is_used() {
    let model = with_slip("Nguyễn Thị Hường");
    let shown = read(&model, 160, 45);
    assert!(!shown.contains("N G U Y Ễ N") && shown.contains("▀█"), "the name stands there in big letters\n{shown}");
}

#[test]
fn the_longest_words_still_leave_room_for_what_to_do_now() {
    let mut guest = guest("Công Tằng Tôn Nữ Thị Ngọc Hường Nguyễn Phúc Bảo Khánh Vy", Upto::Shared);
    let mut told = guest.visit.registration().unwrap().clone();
    told.residence.village = "tổ dân phố số mười lăm khu chung cư liền kề bến xe khách phía đông bắc ga".into();
    let pack = pack();
    guest.visit = guest.visit.step(&pack, tramso::session::Command::Correct(Box::new(told)), now()).unwrap().0;
    let (mut model, _) = open(Some(guest));
    let _ = model.update(now(), made(KEY));
    let path = format!("{}/phieu-TK-7F3K9Q-000123.pdf", "/media/tramso/USB-CUA-NHA-VAN-HOA".repeat(2));
    let _ = model.update(now(), Msg::FileWritten(path));
    let text = read(&model, 80, 24);
    assert!(text.contains("được rồi.") && text.contains("KHÁNH VY"), "{text}");
    see("certificate-crowded", &model);
}

#[test]
fn a_slip_of_a_rehearsal_or_a_demo_is_none_and_states_it() {
    for (name, demo, remark) in
        [("rehearsal", false, "DIỄN TẬP, không tính"), ("demo", true, "BẢN DÙNG THỬ, không có giá trị")]
    {
        let mut model = with_slip("Nguyễn Thị Hường");
        assert!(!read(&model, 100, 30).contains(remark), "control: a real slip");
        model.shared.station.demo = demo;
        let mut pack = pack();
        pack.contest.rehearsal = !demo;
        model.shared.pack = Some(pack.into());
        let shown = read(&model, 100, 30);
        assert!(shown.contains(remark) && !shown.contains("chờ Ban Tổ chức xác nhận"), "{shown}");
        see(&format!("certificate-{name}"), &model);
        let _ = visit(&mut model, "3");
        assert!(read(&model, 100, 30).contains(remark));
    }
}
