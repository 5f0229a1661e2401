//! Printing at the desk and at the end of a visit: its keys where there is a printer, its window in every state, and that nothing is printed
//! twice.

use super::{
    cases::{self, after, at},
    stage::*,
};
use crate::screens::keys::Case;
use tramso::{
    domain::{PaperBatch, PersonKey},
    tui::*,
};

pub const CASES: &[Case] = &[
    ("print, certificate", || with_printers(cases::with_slip())),
    ("print, certificate-code", || at(with_printers(cases::with_slip()), "3")),
    ("print, PIN", || at(with_printers(cases::with_slip()), "4")),
    ("print, closing", || closing("")),
    ("print, people-list", || after(desk("2"), [listed(false)])),
    ("print, people-finished", finished),
    ("print, papers", || papers("")),
    ("print, papers-asked", || papers("112<enter>")),
    ("print, quick", || desk("k")),
    ("print, settings", || desk("7")),
    ("print, settings-printer", || desk("76")),
    ("print, pick", || closing("5")),
    ("print, finding", || closing("51")),
    ("print, choose", || hear(closing("51"), [PrintNews::Choose(several())])),
    ("print, waiting", || hear(closing("51"), [PrintNews::Waiting(printer(0), 2)])),
    ("print, making", || hear(closing("51"), [PrintNews::Ready(printer(0))])),
    ("print, printing", || sent(&[])),
    ("print, trouble", || hear(sent(&[]), [PrintNews::Trouble(Some(no_paper()))])),
    ("print, stopping", || at(sent(&[]), "<esc>")),
    ("print, done", || hear(sent(&["TK-7F3K9Q-000123"]), [PrintNews::Done])),
    ("print, cancelled", || hear(at(sent(&[]), "<esc>"), [PrintNews::Cancelled])),
    ("print, failed", || hear(sent(&[]), [PrintNews::Failed(lost())])),
];

fn printer(at: usize) -> PrinterLine {
    let known = [("hp", "HP LaserJet M111 ở hội trường"), ("canon", "Canon LBP2900 ở ủy ban")];
    PrinterLine { name: known[at].0.to_owned(), shown: known[at].1.to_owned() }
}

fn several() -> Vec<PrinterLine> {
    vec![printer(0), printer(1)]
}

fn with_printers(model: Model) -> Model {
    after(model, [Msg::Printers(several())])
}

fn hear(model: Model, news: impl IntoIterator<Item = PrintNews>) -> Model {
    after(model, news.into_iter().map(Msg::Print))
}

fn desk(keys: &str) -> Model {
    at(with_printers(at_desk()), keys)
}

fn closing(keys: &str) -> Model {
    desk(&format!("8{keys}"))
}

fn papers(keys: &str) -> Model {
    at(with_printers(cases::papers("")), keys)
}

fn listed(is_finished: bool) -> Msg {
    let person = |at: u8| PersonLine {
        key: PersonKey([at; 32]),
        name: format!("Phạm Văn {at}"),
        birth_year: 1950 + i32::from(at),
        village: "thôn Ngọc Lặc".into(),
        masked_number: "031•••••0012".into(),
        phone: "0912 345 678".into(),
        topics_done: 4,
        tested: is_finished,
        shared: is_finished,
        certified: false,
        last_seen: now(),
    };
    Msg::People((1..=3).map(person).collect())
}

/// The list of those who finished; the lists that were passed on the way to it come too.
fn lists(is_finished: bool) -> Model {
    after(desk("2<left><left><left>"), [listed(false), listed(false), listed(is_finished)])
}

/// The list of those who finished.
fn finished() -> Model {
    lists(true)
}

fn sent(left_out: &[&str]) -> Model {
    let left_out = left_out.iter().map(|number| (*number).to_owned()).collect();
    hear(closing("51"), [PrintNews::Ready(printer(0)), PrintNews::Sent { left_out }])
}

fn no_paper() -> Failure {
    Failure::new("TS-K35", [("printer", printer(0).shown)])
}

fn lost() -> Failure {
    Failure::new("TS-K41", [])
}

fn ask(effects: &[Effect]) -> Option<(Printout, String, bool)> {
    effects.iter().find_map(|effect| match effect {
        Effect::Print { what, printer, instead } => Some((*what, printer.name.clone(), *instead)),
        _ => None,
    })
}

#[test]
fn the_windows_of_printing() {
    for name in ["certificate", "closing", "people-finished", "papers-asked", "settings-printer"] {
        let (_, make) = CASES.iter().find(|(case, _)| *case == format!("print, {name}")).unwrap();
        see(&format!("print-on-{name}"), &make());
    }
    for name in ["pick", "choose", "waiting", "printing", "trouble", "done", "failed"] {
        let (_, make) = CASES.iter().find(|(case, _)| *case == format!("print, {name}")).unwrap();
        see(&format!("print-{name}"), &make());
    }
}

#[test]
fn without_a_printer_nothing_is_offered_and_no_key_does_anything() {
    let mut model = cases::with_slip();
    assert!(visit(&mut model, "4").is_empty() && model.overlays.is_empty());
    let mut model = at(at_desk(), "8");
    assert!(visit(&mut model, "5").is_empty() && model.overlays.is_empty());
    assert!(!read(&cases::papers(""), 80, 24).contains("6."));
    // The control, and that every other key keeps its meaning.
    let mut model = closing("");
    let text = read(&model, 80, 24);
    assert!(text.contains("4. ") && text.contains("5. In giấy tờ của buổi ra máy in"), "{text}");
    assert!(matches!(visit(&mut model, "1").as_slice(), [Effect::PrintEvening]), "1 is the stick as ever");
}

#[test]
fn a_slip_is_printed_behind_the_pin() {
    let mut model = with_printers(cases::with_slip());
    assert!(visit(&mut model, "4").is_empty());
    let asked = visit(&mut model, "1234<enter>");
    assert!(matches!(asked.as_slice(), [Effect::CheckPin { purpose: PinFor::PrintSlip, .. }]), "{asked:?}");
    assert!(model.update(now(), Msg::Pin { purpose: PinFor::PrintSlip, right: false, wait_s: 1 }).is_empty());
    let effects = model.update(now(), Msg::Pin { purpose: PinFor::PrintSlip, right: true, wait_s: 0 });
    assert!(matches!(effects.as_slice(), [Effect::FindPrinter(None)]), "{effects:?}");
    let effects = model.update(now(), Msg::Print(PrintNews::Ready(printer(1))));
    assert_eq!(ask(&effects), Some((Printout::Slip, "canon".to_owned(), false)));
}

#[test]
fn a_finished_persons_slip_is_printed_from_the_list() {
    let mut model = finished();
    let _ = visit(&mut model, "<down>g");
    let effects = model.update(now(), Msg::Print(PrintNews::Ready(printer(0))));
    assert_eq!(ask(&effects).map(|(what, ..)| what), Some(Printout::SlipOf(PersonKey([2; 32]))));
    let mut model = lists(false);
    assert!(visit(&mut model, "g").is_empty() && model.overlays.is_empty(), "the control: not finished");
}

#[test]
fn a_printer_is_chosen_once() {
    let mut model = hear(closing("51"), [PrintNews::Choose(several())]);
    let effects = visit(&mut model, "2");
    let [Effect::FindPrinter(Some(name)), Effect::Settings(settings)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!((name.as_str(), settings.printer.as_str()), ("canon", "canon"));
    let _ = visit(&mut model, "<esc>");
    let effects = visit(&mut model, "52");
    assert!(matches!(effects.as_slice(), [Effect::FindPrinter(Some(name))] if name == "canon"), "{effects:?}");
    // In the settings: the usual one, then each.
    let mut model = desk("7");
    let mut chosen = Vec::new();
    for _ in 0..3 {
        let _ = visit(&mut model, "6");
        chosen.push(model.shared.settings.printer.clone());
    }
    assert_eq!(chosen, ["hp", "canon", ""]);
}

#[test]
fn numbers_that_are_issued_are_printed_again_and_never_anew() {
    let batch = PaperBatch::new(48_192).unwrap();
    let mut model = papers("112<enter>");
    let effects = visit(&mut model, "3");
    assert!(matches!(effects.as_slice(), [Effect::FindPrinter(None)]), "{effects:?}");
    let effects = model.update(now(), Msg::Print(PrintNews::Ready(printer(0))));
    assert_eq!(ask(&effects).map(|(what, ..)| what), Some(Printout::NewPapers(12)));
    let _ = model.update(now(), Msg::Print(PrintNews::Issued(batch)));
    let _ = model.update(now(), Msg::Print(PrintNews::Failed(no_paper())));
    // Whatever is pressed: the wish for new numbers is gone.
    let _ = visit(&mut model, "1");
    let effects = model.update(now(), Msg::Print(PrintNews::Waiting(printer(0), 1)));
    assert!(effects.is_empty(), "asked first: {effects:?}");
    let effects = visit(&mut model, "1");
    assert_eq!(ask(&effects), Some((Printout::Papers(batch), "hp".to_owned(), true)));
}

#[test]
fn the_window_may_be_left_and_what_the_printer_wants_is_heard_of() {
    let mut model = sent(&[]);
    assert!(visit(&mut model, "<enter>").is_empty() && model.overlays.is_empty());
    let _ = model.update(now(), Msg::Print(PrintNews::Trouble(Some(no_paper()))));
    let text = read(&model, 80, 24);
    assert!(text.contains("hết giấy") && text.contains("TS-K35"), "{text}");
    let _ = visit(&mut model, "<enter>");
    let _ = model.update(now(), Msg::Print(PrintNews::Done));
    assert!(model.overlays.is_empty(), "what went well disturbs nobody");
    // Esc cancels, and whatever comes then is shown.
    let mut model = sent(&[]);
    assert!(matches!(visit(&mut model, "<esc>").as_slice(), [Effect::StopPrinting]));
    let model = hear(model, [PrintNews::Done]);
    assert!(read(&model, 80, 24).contains("Đã in xong"), "it was printed before it could be cancelled");
}

#[test]
fn a_document_that_was_left_is_not_taken_for_the_next_one() {
    let mut model = sent(&[]);
    let _ = visit(&mut model, "<enter>52");
    let already = Failure::new("TS-K43", []);
    let model = hear(model, [PrintNews::Failed(already), PrintNews::Done]);
    let text = read(&model, 80, 24);
    assert!(text.contains("TS-K43") && !text.contains("Đã in xong"), "{text}");
    let gone = Failure::new("TS-K30", [("printer", "Canon".to_owned())]);
    let mut model = hear(closing("51"), [PrintNews::Failed(gone)]);
    model.shared.settings.printer = "canon".to_owned();
    let effects = visit(&mut model, "1");
    assert!(matches!(effects.as_slice(), [Effect::FindPrinter(None)]), "one that is gone is asked about: {effects:?}");
}
