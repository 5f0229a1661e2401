//! The desk, and the screens behind it.

use super::stage::*;
use tramso::{
    domain::PersonKey,
    input::Typing,
    record::{Body, Draft, Event, InstallV1},
    text::Language,
    tui::*,
};

fn person(at: u8, name: &str, topics_done: u8, tested: bool) -> PersonLine {
    PersonLine {
        key: PersonKey([at; 32]),
        name: name.into(),
        birth_year: 1950 + i32::from(at),
        village: "thôn Ngọc Lặc".into(),
        masked_number: if at == 2 { String::new() } else { "031•••••0012".into() },
        phone: if at == 3 { String::new() } else { format!("0912 345 0{at:02}") },
        topics_done,
        tested,
        shared: false,
        certified: false,
        last_seen: now(),
    }
}

#[test]
fn the_desk_shows_what_waits_and_counts_nobody_twice() {
    let model = at_desk();
    see("desk", &model);
    let text = read(&model, 80, 24);
    for part in ["1.212 chờ nộp", "40 đã gửi", "38 Ban Tổ chức", "57/200", "Cộng, không tính trùng", "Hoa"]
    {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    let sum = text.lines().find(|line| line.contains("Cộng")).unwrap();
    assert!(sum.contains(" 45 "), "41 + 6 - 2: {sum}");
}

#[test]
fn remarks_stand_on_the_desk_and_none_is_dropped_in_silence() {
    let mut model = at_desk();
    let remark = |code| Failure::new(code, [("megabytes", "120".into()), ("seconds", "9".into())]);
    model.shared.station.enrolled = false;
    model.shared.station.remarks = vec![remark("TS-S24")];
    model.shared.parked_form = Some(Draft { kind: "register".into(), text: "{}".into() });
    see("desk-remarks", &model);
    model.shared.station.remarks = vec![remark("TS-S24"), remark("TS-S17"), remark("TS-S13"), remark("TS-S17")];
    let text = read(&model, 80, 24);
    assert!(text.contains("Còn 4 điều") && text.contains("C. Che màn hình"), "{text}");
}

#[test]
fn every_digit_of_the_desk_leads_somewhere() {
    let at = |keys: &str| {
        let mut model = at_desk();
        let effects = visit(&mut model, keys);
        (model, effects)
    };
    assert!(matches!(at("1").0.screen, Screen::People(_)));
    assert!(matches!(at("2").1.as_slice(), [Effect::List(ListKind::ToCallBack)]));
    assert!(matches!(at("3").0.screen, Screen::Installs(_)));
    assert!(at("4").1.iter().any(|effect| matches!(effect, Effect::PracticeSeed)));
    assert!(matches!(at("5").0.screen, Screen::Volunteers(_)));
    assert!(matches!(at("6").0.screen, Screen::Transfer(_)));
    assert!(matches!(at("7").0.screen, Screen::SettingsPage(_)));
    assert!(matches!(at("8").0.screen, Screen::Closing(_)));
    assert!(matches!(at("9").0.screen, Screen::Desk(_)), "no form was parked");
    assert!(matches!(at("n").0.screen, Screen::Outbox(_)));
    assert!(matches!(at("c").0.overlays.as_slice(), [Overlay::Hidden]));
    assert!(matches!(at("<down><down><enter>").0.screen, Screen::Installs(_)));
    assert!(matches!(at("<esc>").0.screen, Screen::Waiting(_)));
}

#[test]
fn somebody_without_a_card_is_found_and_goes_on() {
    let mut model = at_desk();
    let effects = visit(&mut model, "1<enter>");
    assert!(effects.is_empty());
    assert!(read(&model, 80, 24).contains("ít nhất một ô"));
    let effects = visit(&mut model, "huong<down><down>196<enter>");
    assert!(effects.is_empty() && read(&model, 80, 24).contains("4 chữ số"));
    let effects = visit(&mut model, "2<enter>");
    assert!(
        matches!(effects.as_slice(), [Effect::Search { name, village, year: Some(1962) }] if name == "Huong" && village.is_empty()),
        "{effects:?}"
    );
    let found = vec![person(1, "Nguyễn Thị Hường", 4, false), person(2, "Nguyễn Thị Hướng", 1, false)];
    let _ = model.update(now(), Msg::People(found));
    see("people", &model);
    let text = read(&model, 80, 24);
    assert!(text.contains("✓   ▶   □") && text.contains("▶   □   □"), "{text}");
    let effects = visit(&mut model, "1");
    assert!(matches!(effects.as_slice(), [Effect::OpenPerson(PersonKey(key))] if *key == [1; 32]), "{effects:?}");
    assert!(visit(&mut model, "2<enter>").is_empty(), "one at a time");
    let _ = model.update(now(), Msg::Person(Some(Box::new(guest("Nguyễn Thị Hường", Upto::Learnt)))));
    assert!(matches!(model.screen, Screen::TestIntro(_)) && model.shared.guest.is_some());
}

#[test]
fn a_person_who_is_gone_leaves_the_list_as_it_is() {
    let mut model = at_desk();
    let _ = visit(&mut model, "2");
    let _ = model.update(now(), Msg::People(vec![person(1, "Nguyễn Thị Hường", 4, false)]));
    let _ = visit(&mut model, "<enter>");
    let _ = model.update(now(), Msg::Person(None));
    assert!(read(&model, 80, 24).contains("Không mở được"));
    let _ = model.update(now(), Msg::Person(Some(Box::new(guest("Nguyễn Thị Hường", Upto::Learnt)))));
    assert!(model.shared.guest.is_none(), "nobody was asked for");
}

#[test]
fn lists_have_pages_and_late_answers_are_not_taken_for_others() {
    let mut model = at_desk();
    let _ = visit(&mut model, "2");
    let effects = visit(&mut model, "<right>");
    assert!(matches!(effects.as_slice(), [Effect::List(ListKind::ToLearn)]), "{effects:?}");
    let _ = model.update(now(), Msg::People(vec![person(1, "Của Danh Sách Cũ", 1, false)]));
    assert!(!read(&model, 80, 24).contains("Của Danh"), "it belongs to the list before");
    let many = (1..=20).map(|at| person(at, &format!("Phạm Văn {}", "Tám Mười ".repeat(2).trim()), 4, false)).collect();
    let _ = model.update(now(), Msg::People(many));
    see("people-list", &model);
    let _ = visit(&mut model, "<pgdn>");
    assert!(read(&model, 80, 24).contains("Trang 2/3"));
    let effects = visit(&mut model, "2");
    assert!(matches!(effects.as_slice(), [Effect::OpenPerson(PersonKey(key))] if *key == [11; 32]), "{effects:?}");

    let mut model = at_desk();
    let _ = visit(&mut model, "2<left>huong<enter>");
    let _ = model.update(now(), Msg::People(vec![person(1, "Của Danh Sách Cũ", 1, false)]));
    let _ = model.update(now(), Msg::People(Vec::new()));
    assert!(read(&model, 80, 24).contains("Không có ai"));
    see("people-nobody", &model);
}

#[test]
fn installs_are_asked_once_and_kept_for_nobody() {
    let mut model = at_desk();
    let _ = visit(&mut model, "3");
    see("installs", &model);
    assert!(visit(&mut model, "<enter>1").is_empty());
    see("installs-sure", &model);
    assert!(visit(&mut model, "<esc><enter>2").is_empty());
    let effects = visit(&mut model, "<enter>");
    let [Effect::Save { ticket, person: None, events, .. }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(*events, [Event::Record(Body::App { install: InstallV1::HadIt })]);
    assert!(visit(&mut model, "1<enter>").is_empty(), "one after the other");
    let effects = model.update(now(), Msg::Saved(*ticket));
    assert!(matches!(effects.as_slice(), [Effect::Counts]), "{effects:?}");
    assert!(read(&model, 80, 24).contains("✓ Đã ghi 1 người"));

    let _ = visit(&mut model, "1<enter>");
    let ticket = model.shared.last_ticket;
    let _ = model.update(now(), Msg::SaveFailed(ticket, Failure::new("TS-S07", [])));
    let _ = visit(&mut model, "<enter>");
    assert!(!read(&model, 80, 24).contains("Đã ghi 1 người"), "nothing was kept");
}

#[test]
fn posters_are_written_from_where_installs_are_marked() {
    let mut model = at_desk();
    let _ = visit(&mut model, "3");
    let effects = visit(&mut model, "p");
    assert!(matches!(effects.as_slice(), [Effect::PrintPosters]), "{effects:?}");
    assert!(visit(&mut model, "p1<enter>").is_empty(), "one after the other");
    see("installs-posters-writing", &model);
    let files = ["ap-phich-a4", "ap-phich-a3", "bien-de-ban", "to-roi", "phieu-dang-ky"];
    let files = files.map(|name| format!("/media/tramso/USB-HOA/{name}-2025-10-20-4f1c22d0.pdf"));
    let _ = model.update(now(), Msg::PostersPrinted(files.into()));
    see("installs-posters", &model);
    let _ = visit(&mut model, "1<esc>");
    assert!(!read(&model, 80, 24).contains("ap-phich"), "what was done is shown until something else is");

    let _ = visit(&mut model, "p");
    let _ = model.update(now(), Msg::Failed(Failure::new("TS-K01", [])));
    let _ = visit(&mut model, "<enter>");
    assert!(!read(&model, 80, 24).contains("Đang vẽ"), "nothing is waited for");
    let effects = visit(&mut model, "p");
    assert!(matches!(effects.as_slice(), [Effect::PrintPosters]), "{effects:?}");
}

#[test]
fn a_station_without_a_place_at_the_centre_records_no_installs() {
    let mut model = at_desk();
    model.shared.station.enrolled = false;
    assert!(visit(&mut model, "31<enter>").iter().all(|effect| matches!(effect, Effect::Counts)));
    assert!(read(&model, 80, 24).contains("chưa ghi danh"));
}

#[test]
fn a_letter_begins_the_next_search() {
    let mut model = at_desk();
    let _ = visit(&mut model, "1huong<enter>");
    let _ = model.update(now(), Msg::People(vec![person(1, "Nguyễn Thị Hường", 4, false)]));
    let effects = visit(&mut model, "lan<enter>");
    assert!(matches!(effects.as_slice(), [Effect::Search { name, .. }] if name == "Lan"), "{effects:?}");
}

/// Behind the passphrase, with the list on the screen.
fn at_volunteers() -> Model {
    let mut model = at_desk();
    let _ = visit(&mut model, "5");
    let effects = authorise(&mut model);
    assert!(matches!(effects.as_slice(), [Effect::Volunteers]), "{effects:?}");
    let _ = model.update(now(), Msg::Volunteers(vec![line("hoa", "Hoa"), line("minh", "Minh")]));
    model
}

#[test]
fn volunteers_stand_behind_the_passphrase() {
    let mut model = at_desk();
    let _ = visit(&mut model, "5");
    see("volunteers-asking", &model);
    let _ = model.update(now(), Msg::PassphraseRight);
    assert!(!read(&model, 80, 24).contains("Minh"), "nobody asked for it");
    let _ = visit(&mut model, "sai<enter>");
    let _ = model.update(now(), failed());
    let _ = visit(&mut model, "<enter>");
    assert!(!read(&model, 80, 24).contains("Minh"));
    let effects = authorise(&mut model);
    assert!(matches!(effects.as_slice(), [Effect::Volunteers]));
    see("volunteers", &at_volunteers());
}

#[test]
fn a_new_passphrase_is_left_only_by_who_wrote_it_down() {
    let mut model = at_volunteers();
    assert!(visit(&mut model, "t<enter>").is_empty());
    assert!(visit(&mut model, "mINH<enter>").is_empty(), "the name is taken");
    assert!(read(&model, 80, 24).contains("đã có người tên này"));
    let _ = model.update(now(), Msg::Press(Press::ClearField));
    let effects = visit(&mut model, "  Lan  <enter>");
    assert!(matches!(effects.as_slice(), [Effect::AddVolunteer { name }] if name == "Lan"), "{effects:?}");
    let _ = model.update(now(), Msg::NewPassphrase(Secret::new("ba nghe tuong lim quyt xoan")));
    see("volunteers-passphrase", &model);
    let _ = visit(&mut model, "<esc>x1");
    assert!(read(&model, 80, 24).contains("quyt"), "no other key leads away");
    let _ = visit(&mut model, "<enter>");
    see("volunteers-back", &model);
    assert!(!read(&model, 80, 24).contains("quyt"));
    for wrong in ["<enter>", "xoan<enter>", "quyt<enter>", "xoan quyt<enter>", "lim quyt xoan<enter>"] {
        assert!(visit(&mut model, wrong).is_empty(), "{wrong}");
    }
    let _ = visit(&mut model, "<esc>");
    assert!(read(&model, 80, 24).contains("quyt"), "it can be looked at again");
    let effects = visit(&mut model, "<enter>Quyt  xoan<enter>");
    assert!(matches!(effects.as_slice(), [Effect::Volunteers]), "{effects:?}");
    let _ = visit(&mut model, "<enter>");
    assert!(!read(&model, 80, 24).contains("quyt"), "shown once");
}

#[test]
fn a_volunteer_is_removed_after_two_questions_and_never_the_last_or_oneself() {
    let mut model = at_volunteers();
    assert!(visit(&mut model, "1b").is_empty());
    assert!(read(&model, 80, 24).contains("chính mình"));
    assert!(visit(&mut model, "2b").is_empty());
    see("volunteers-remove", &model);
    assert!(visit(&mut model, "1111").is_empty(), "a key held down says yes once");
    see("volunteers-sure", &model);
    let effects = visit(&mut model, "9");
    assert!(matches!(effects.as_slice(), [Effect::RemoveVolunteer { slot }] if slot == "minh"), "{effects:?}");
    let _ = model.update(now(), Msg::ChangingKey { done: 512, of: 1024 });
    see("volunteers-leaving", &model);
    assert!(visit(&mut model, "1b<esc>t").is_empty(), "nothing else meanwhile");
    let _ = model.update(now(), Msg::Volunteers(vec![line("hoa", "Hoa")]));
    assert_eq!(model.shared.station.volunteers.len(), 1);
    assert!(visit(&mut model, "19b").is_empty());
    assert!(read(&model, 80, 24).contains("người cuối cùng"));
    assert!(visit(&mut at_volunteers(), "2b1<esc>9").is_empty());
}

#[test]
fn settings_hold_and_show_at_once() {
    let mut model = at_desk();
    let _ = visit(&mut model, "7");
    see("settings", &model);
    let effects = visit(&mut model, "1");
    assert!(matches!(effects.as_slice(), [Effect::Settings(one)] if one.language == Language::English));
    assert!(read(&model, 80, 24).contains("Language"));
    see("settings-english", &model);
    let _ = visit(&mut model, "1");
    let light = model.shared.theme;
    let effects = visit(&mut model, "<down><right>");
    assert!(matches!(effects.as_slice(), [Effect::Settings(one)] if one.theme == ThemeName::Dark));
    assert_ne!(model.shared.theme, light);
    see("settings-dark", &model);
    let effects = visit(&mut model, "<left><left>");
    assert!(matches!(effects.as_slice(), [_, Effect::Settings(one)] if one.theme == ThemeName::Console));
    let effects = visit(&mut model, "<down><enter>");
    assert!(matches!(effects.as_slice(), [Effect::Settings(one)] if one.typing == Typing::Vni));
    let _ = visit(&mut model, &"4<right>".repeat(30));
    assert_eq!(model.shared.settings.idle_s, 600);
    assert!(visit(&mut model, "<right>").is_empty(), "nothing changed");
    let _ = visit(&mut model, &"<left>".repeat(30));
    assert_eq!(model.shared.settings.idle_s, 60);
    assert!(matches!(visit(&mut model, "5").as_slice(), [Effect::Settings(one)] if one.speech));
    assert!(visit(&mut model, "0689x").is_empty());
    let _ = visit(&mut model, "<esc>");
    assert!(matches!(model.screen, Screen::Desk(_)));
}

#[test]
fn a_backup_asks_for_the_passphrase_and_says_where_it_lies() {
    let mut model = at_desk();
    let _ = visit(&mut model, "6");
    see("transfer", &model);
    assert!(visit(&mut model, "1").is_empty());
    let effects = authorise(&mut model);
    assert!(matches!(effects.as_slice(), [Effect::Backup]), "{effects:?}");
    assert!(visit(&mut model, "<esc>12<enter>").is_empty(), "not while it is written");
    let _ = model.update(now(), Msg::FileWritten("USB/tramso-20251020.tsk".into()));
    see("transfer-written", &model);
    let _ = visit(&mut model, "<enter>1");
    let _ = authorise(&mut model);
    let _ = model.update(now(), failed());
    let _ = visit(&mut model, "<enter>");
    assert!(read(&model, 80, 24).contains("Sao lưu ra USB"), "back at the choice");
}

#[test]
fn what_the_organiser_sent_is_taken_from_the_stick_and_the_packs_fingerprint_is_shown() {
    let mut model = at_desk();
    let effects = visit(&mut model, "63");
    assert!(matches!(effects.as_slice(), [Effect::TakeIn { drive: None }, ..]), "{effects:?}");
    assert!(visit(&mut model, "123<enter>").is_empty(), "not while it is looked at");
    let remarks = vec![Failure::new("TS-C16", [])];
    let fingerprint = "ba ca da ga ha ka la ma".to_owned();
    let news = PackNews { version: 7, fingerprint, known: false, remarks };
    let brought = Brought { pack: Some(news), ..Brought::default() };
    let _ = model
        .update(now(), Msg::HandedOver(Box::new(HandedOver { brought, from_stick: true, ..HandedOver::default() })));
    see("transfer-received", &model);
    let text = read(&model, 80, 24);
    assert!(text.contains("ba ca da ga ha ka la ma") && text.contains("Rút USB được rồi"), "{text}");
    let _ = visit(&mut model, "<enter>63");
    let _ = model.update(now(), failed());
    let _ = visit(&mut model, "<enter>");
    assert!(read(&model, 80, 24).contains("Nộp ra USB"), "back at a choice");
}

#[test]
fn findings_are_scrolled_and_never_lost() {
    let mut model = at_desk();
    let effects = visit(&mut model, "62");
    assert!(matches!(effects.as_slice(), [Effect::Diagnose]), "{effects:?}");
    let lines: Vec<String> = (1..=40).map(|at| format!("✓ Điều kiểm tra số {at}")).collect();
    let _ = model.update(now(), Msg::Diagnosis(lines));
    see("transfer-findings", &model);
    let _ = visit(&mut model, "<pgdn><pgdn><pgdn><pgdn><pgdn><pgdn>");
    assert!(read(&model, 80, 24).contains("số 40"));
    let _ = visit(&mut model, &"<up>".repeat(50));
    assert!(read(&model, 80, 24).contains("số 1\n"));
    let _ = visit(&mut model, "<esc><esc>");
    assert!(matches!(model.screen, Screen::Desk(_)));
}

#[test]
fn a_shift_is_closed_behind_the_passphrase() {
    let mut model = at_desk();
    let _ = visit(&mut model, "84<enter>");
    see("closing", &model);
    assert!(visit(&mut model, "<enter>").is_empty());
    assert!(read(&model, 80, 24).contains("Chưa gõ câu mật khẩu"), "an empty field is told");
    let _ = visit(&mut model, "x<back>");
    assert!(!read(&model, 80, 24).contains("Chưa gõ câu mật khẩu"), "control: until something is typed");
    let effects = authorise(&mut model);
    assert!(matches!(effects.as_slice(), [Effect::CloseShift]), "{effects:?}");
    assert!(visit(&mut model, "<esc><enter>").is_empty());
    let _ = model.update(now(), failed());
    let _ = visit(&mut model, "<enter>");
    assert!(matches!(model.screen, Screen::Closing(_)), "still open");
    let _ = authorise(&mut model);
    let _ = model.update(now(), Msg::ShiftClosed);
    assert!(matches!(model.screen, Screen::Shift(_)) && model.shared.shift.is_none());

    let mut model = at_desk();
    let _ = visit(&mut model, "8<esc>");
    assert!(matches!(model.screen, Screen::Desk(_)));
}

#[test]
fn control_a_screen_that_changed_is_not_its_picture() {
    let mut model = at_desk();
    let kept = std::fs::read_to_string(snapshot("desk-80x24")).unwrap();
    assert_eq!(dump(&model, 80, 24), kept);
    let _ = visit(&mut model, "<down>");
    assert_ne!(dump(&model, 80, 24), kept, "another line is chosen");
    model.shared.counts.valid += 1;
    assert_ne!(read(&model, 80, 24), read(&at_desk(), 80, 24));
}
