//! Printing at the station, on the real program with a real CUPS: numbered tests, a printer without paper, and a station that is killed
//! while it prints.

use super::{Station, open_shift};
use crate::kiosk::cups::{Cups, OnError, until};
use std::{fs, path::Path, process::Command};

/// The words of a document, and how many pages it has.
fn text_of(pdf: &[u8]) -> (String, usize) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.pdf");
    fs::write(&path, pdf).unwrap();
    let out = Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output().unwrap();
    assert!(out.status.success(), "what was printed is a PDF");
    let text = String::from_utf8(out.stdout).unwrap();
    let pages = text.matches('\u{c}').count();
    (text, pages)
}

fn start(dir: &Path, socket: &str) -> Station {
    Station::start_with(&["demo", "--dir", dir.to_str().unwrap()], 80, 24, &[("CUPS_SERVER", socket)])
}

fn papers(station: &mut Station) {
    station.press("<f10>").see("Mã PIN của ca này").press("1234<enter>").see("Bàn của người hỗ trợ");
    station.press("g").see("6. In lại tập đề mới nhất ra máy in");
}

#[test]
fn papers_are_printed_once_whatever_becomes_of_the_printer_and_the_station() {
    let cups = Cups::start(&[("in", OnError::Retry)], true);
    let socket = cups.socket().display().to_string();
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("station");
    let mut station = start(&dir, &socket);
    open_shift(&mut station);
    papers(&mut station);

    // Two tests, on a printer that works; the key for no keeps its meaning.
    station.press("1").see("In mấy tờ?").press("2<enter>").see("3. In ra máy in ở đây");
    station.press("3").see("Đã in xong").press("<enter>").see("Có 2 tờ");
    let printed = cups.printed("in");
    let (text, pages) = text_of(&printed[0]);
    assert_eq!((printed.len(), pages), (1, 4), "both sides of two sheets");
    assert!(cups.arguments("in")[0].contains("sides=two-sided-long-edge"));
    assert_eq!(cups.kept(), Vec::<String>::new());

    // Without paper: what to do, and that it goes on.
    cups.reports("in", "media-empty-error");
    station.press("1").see("In mấy tờ?").press("3<enter>").see("3. In ra máy in ở đây").press("3");
    station.see("hết giấy").see("TS-K35");
    // The power goes; the numbers are on the disk, and the document waits at the spooler.
    station.kill();
    let mut station = start(&dir, &socket);
    station.see("Bấm Enter để bắt đầu");
    papers(&mut station);
    station.see("Có 5 tờ").press("6").see("còn 1 bản của trạm từ lần trước");
    // Nothing is printed before it is decided, and then the same three, once.
    cups.reports("in", "");
    station.press("<esc>").see("Có 5 tờ");
    let is_over = || cups.spooler().jobs().unwrap().iter().all(|job| job.is_over);
    until("the waiting document is printed", || cups.printed("in").len() == 2 && is_over());
    station.press("6").see("Đã in xong").press("<enter>").see("Có 5 tờ");
    let printed = cups.printed("in");
    assert_eq!(printed.len(), 3);
    assert!(printed[1] == printed[2] && text_of(&printed[1]).1 == 6, "the same three tests, asked for again");
    assert!(text_of(&printed[1]).0 != text, "and not those of before");
    assert_eq!(cups.kept(), Vec::<String>::new());

    // Cancelled: nothing comes out, and the papers are still accounted for.
    cups.reports("in", "media-jam");
    station.press("6").see("kẹt giấy").press("<esc>").see("Đã hủy, không in tiếp").press("<enter>");
    cups.reports("in", "");
    station.see("Có 5 tờ");
    assert_eq!((cups.printed("in").len(), cups.kept()), (3, Vec::new()));
    let log = fs::read_to_string(dir.join("tramso.log")).unwrap_or_default();
    assert!(!log.contains("in\""), "no printer's name in the log: {log}");
}

#[test]
fn the_test_page_comes_out_and_its_answer_is_kept_with_the_check() {
    let cups = Cups::start(&[("in", OnError::Retry)], true);
    let socket = cups.socket().display().to_string();
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("station");
    let mut station = start(&dir, &socket);
    open_shift(&mut station);
    station.press("<f10>").see("Mã PIN của ca này").press("1234<enter>").see("Bàn của người hỗ trợ");
    station.press("6").see("4. Kiểm tra máy").press("4").see("4  in thử").press("4");
    station.see("Đã in xong").press("<enter>").see("Tờ in thử ra thế nào?").press("1").see("tờ in thử rõ cả");
    let (text, pages) = text_of(&cups.printed("in")[0]);
    assert!(pages == 1 && text.contains("Tờ in thử"), "{text}");
    assert_eq!(cups.kept(), Vec::<String>::new());
}
