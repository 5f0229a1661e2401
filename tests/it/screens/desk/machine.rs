//! The check of the machine on the screen: what is wrong comes first, and the two trials change their lines.

use super::stage::*;
use tramso::{
    domain::{Light, MachinePart},
    input::{ScanBehaviour, Stroke},
    tui::*,
};

/// Lines of an old laptop without printer and sound, whose F10 was not tried.
fn lines() -> Vec<CheckLine> {
    let green = |part, value: &str| CheckLine { part, light: Light::Green, value: value.to_owned(), failure: None };
    let with =
        |part, light, value: &str, failure| CheckLine { part, light, value: value.to_owned(), failure: Some(failure) };
    let amber = |part, value: &str, code| with(part, Light::Amber, value, Failure::new(code, []));
    vec![
        green(MachinePart::Screen, "85 cột, 24 dòng"),
        green(MachinePart::Colours, "hàng triệu màu"),
        green(MachinePart::Encoding, "UTF-8"),
        green(MachinePart::Letters, "134 chữ có dấu, chữ nào cũng rộng đúng một ô"),
        green(MachinePart::Blocks, "rộng đúng một ô"),
        amber(MachinePart::Keyboard, "chưa thử", "TS-D28"),
        amber(MachinePart::Scanner, "chưa thử", "TS-D30"),
        with(
            MachinePart::Clock,
            Light::Red,
            "07:00, 01/01/1970",
            Failure::new("TS-D05", [("shown", "01/01/1970".to_owned())]),
        ),
        green(MachinePart::Disk, "một câu trả lời xuống đĩa mất 1,84 mili giây (đo 60 lần, nhanh nhất 0,92)"),
        green(MachinePart::Space, "còn 52.100 MB"),
        green(MachinePart::Memory, "1.960 MB, còn trống 1.200 MB"),
        amber(MachinePart::Printer, "không có", "TS-D41"),
        green(MachinePart::Voice, "espeak-ng, có giọng tiếng Việt"),
        amber(MachinePart::Sound, "không có", "TS-D44"),
        green(MachinePart::Swap, "không tráo bộ nhớ ra đĩa"),
        green(MachinePart::Sleep, "máy không ngủ đông"),
        green(MachinePart::User, "không phải quản trị viên, không dùng chung"),
        green(MachinePart::Package, "gói tramso 0.2.0-1"),
    ]
}

/// The screen with these lines, and keys pressed on it.
pub fn found(keys: &str) -> Model {
    let mut model = at_desk();
    let _ = visit(&mut model, "64");
    let _ = model.update(now(), Msg::MachineChecked(lines()));
    let _ = visit(&mut model, keys);
    model
}

#[test]
fn what_is_wrong_comes_first_with_what_to_do() {
    let mut model = at_desk();
    let effects = visit(&mut model, "64");
    assert!(matches!(effects.as_slice(), [Effect::CheckMachine(trials)] if **trials == Trials::default()));
    assert!(read(&model, 80, 24).contains("Đang xem máy"));
    let mut model = found("");
    see("machine", &model);
    let text = read(&model, 80, 24);
    let place = |what: &str| text.find(what).unwrap_or_else(|| panic!("{what}: {text}"));
    assert!(place("✗ Ngày giờ") < place("▲ Bàn phím"), "{text}");
    // The last line can be reached at the smallest size.
    let _ = visit(&mut model, "<down><down><down><down><down><down><down><down><down><down><down><down><down><down>");
    assert!(read(&model, 80, 24).contains("✓ Gói cài đặt"));
    let _ = visit(&mut model, "<enter>");
    assert!(matches!(model.screen, Screen::Transfer(_)));
}

#[test]
fn trials_are_taken_along_when_the_machine_is_looked_at_again() {
    let mut model = found("1");
    see("machine-keys", &model);
    for key in [Press::Char('1'), Press::Right, Press::Backspace, Press::Char('x')] {
        assert!(press(&mut model, key).is_empty());
    }
    assert!(read(&model, 80, 24).contains("phím khác"), "another key is named as one");
    let _ = press(&mut model, Press::Down);
    let effects = press(&mut model, Press::Enter);
    let [Effect::CheckMachine(trials)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(trials.keys, Some(KeysFound { missing: vec!["F10"] }));
    let _ = model.update(now(), Msg::MachineChecked(lines()));
    let _ = visit(&mut model, "2");
    see("machine-scan", &model);
    let scan = ScanBehaviour { signs: 76, span_ms: 90, ending: Some(Stroke::Enter), is_card: true };
    let effects = model.update(now(), Msg::Scanned(scan));
    let [Effect::CheckMachine(trials)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!((trials.scan, trials.keys.is_some()), (Some(ScanFound::Came(scan)), true));
    // F10 is the trial's there, and the helper's again behind it.
    let mut model = found("1");
    assert!(press(&mut model, Press::F(10)).is_empty() && model.overlays.is_empty());
    let _ = visit(&mut model, "<esc>");
    assert!(read(&model, 80, 24).contains("✗ Ngày giờ"));
}

#[test]
fn the_test_page_is_printed_where_there_is_a_printer_and_what_came_of_it_is_asked() {
    let mut without = found("4");
    assert!(without.overlays.is_empty() && !read(&without, 80, 24).contains("in thử"), "no printer, no key");
    let _ = visit(&mut without, "<enter>");

    let mut model = found("");
    let printers = vec![PrinterLine { name: "in".to_owned(), shown: "Máy in".to_owned() }];
    let _ = model.update(now(), Msg::Printers(printers.clone()));
    assert!(read(&model, 80, 24).contains("4  in thử"));
    assert!(matches!(visit(&mut model, "4").as_slice(), [Effect::FindPrinter(None)]));
    let effects = model.update(now(), Msg::Print(PrintNews::Ready(printers[0].clone())));
    assert!(matches!(effects.as_slice(), [Effect::Print { what: Printout::TestPage, .. }]), "{effects:?}");
    let _ = model.update(now(), Msg::Print(PrintNews::Sent { left_out: Vec::new() }));
    let _ = model.update(now(), Msg::Print(PrintNews::Done));
    let _ = visit(&mut model, "<enter>");
    see("machine-page", &model);
    let effects = visit(&mut model, "2");
    let [Effect::CheckMachine(trials)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(trials.page, Some(PageFound::Poor));
    let _ = model.update(now(), Msg::MachineChecked(lines()));
    let text = read(&model, 80, 24);
    assert!(text.find("▲ Máy in") < text.find("✗ Ngày giờ") && text.contains("Enter  xong"), "{text}");
}
