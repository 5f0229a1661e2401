//! Printing at a real CUPS: what arrives, what is reported of a printer in trouble, and that nothing of a document stays anywhere.

use super::cups::{Cups, OnError, until};
use std::{
    io::{Read, Write},
    os::unix::net::UnixListener,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};
use tramso::{
    kiosk::printing::{
        FoundPrinter, OnTheWay, PrintFault, PrinterPatience, cancel_waiting, find_printer, print_document,
    },
    platform::{Document, JobState, Sides, SpoolFault, Spooler, Trouble},
    tui::PrinterLine,
};

/// Nobody fetches paper in a test.
const QUICK: PrinterPatience = PrinterPatience {
    look: Duration::from_millis(20),
    trouble: Duration::from_millis(200),
    stuck: Duration::from_millis(1500),
    endless: Duration::from_secs(20),
    silence: Duration::from_millis(600),
};

fn pdf(bytes: usize) -> Vec<u8> {
    let mut pdf = b"%PDF-1.7\n".to_vec();
    pdf.extend((0..bytes).map(|at| u8::try_from(at * 7 % 251).unwrap()));
    pdf
}

fn document(pdf: &[u8]) -> Document<'_> {
    Document { title: "tramso: phieu", sides: Sides::One, pdf }
}

fn printer(name: &str) -> PrinterLine {
    PrinterLine { name: name.to_owned(), shown: format!("Máy {name}") }
}

/// Prints, and lets `on` hear what happens on the way.
fn print(
    cups: &Cups,
    name: &str,
    pdf: &[u8],
    stop: &AtomicBool,
    mut on: impl FnMut(OnTheWay),
) -> Result<(), PrintFault> {
    print_document(&cups.spooler(), &printer(name), &document(pdf), (QUICK, stop), &mut on)
}

#[test]
fn a_document_arrives_whole_and_the_spooler_keeps_nothing() {
    let cups = Cups::start(&[("in-1", OnError::Retry), ("in-2", OnError::Retry)], true);
    let spooler = cups.spooler();
    assert_eq!(find_printer(Some(&spooler), None), Ok(FoundPrinter::Ready(printer("in-1"))), "the usual one");
    assert_eq!(find_printer(Some(&spooler), Some("in-2")), Ok(FoundPrinter::Ready(printer("in-2"))), "the chosen one");
    let gone = find_printer(Some(&spooler), Some("in 3/../x#y"));
    assert_eq!(gone, Err(PrintFault::UnknownPrinter("in 3/../x#y".to_owned())));
    assert_eq!(find_printer(None, None), Err(PrintFault::NoPrinter));

    // The control: handed over and left alone, the spooler keeps it.
    let job = spooler.print("in-2", &document(&pdf(1000))).unwrap();
    until("it is printed", || spooler.state(job, "in-2") == Ok(JobState::Done));
    assert!(!cups.kept().is_empty());
    // A station that was killed then finds it when it looks for a printer.
    assert!(spooler.jobs().unwrap().iter().any(|one| one.id == job && one.is_over && one.is_kept));
    find_printer(Some(&spooler), None).unwrap();
    assert_eq!((cups.kept(), spooler.jobs()), (Vec::new(), Ok(Vec::new())));

    let (large, mut seen) = (pdf(3_000_000), Vec::new());
    print(&cups, "in-1", &large, &AtomicBool::new(false), |step| seen.push(step)).unwrap();
    assert_eq!(seen, [OnTheWay::Sent]);
    assert!(cups.printed("in-1") == [large], "every byte");
    assert_eq!(cups.kept(), Vec::<String>::new());
    let given = cups.arguments("in-1").concat();
    let lines: Vec<&str> = given.lines().collect();
    assert_eq!(lines[1..4], ["tramso", "tramso: phieu", "1"], "owner, title, copies: {given}");
    assert!(given.contains("media=iso_a4_210x297mm") && given.contains("sides=one-sided"), "{given}");
}

#[test]
fn a_printer_in_trouble_is_reported_and_goes_on() {
    let troubles = [
        ("media-empty-error", Trouble::NoPaper),
        ("media-jam-error", Trouble::Jam),
        ("offline-report", Trouble::Off),
        ("cover-open-warning", Trouble::Open),
        ("toner-empty", Trouble::NoInk),
    ];
    let cups = Cups::start(&[("in", OnError::Retry)], false);
    for (word, expected) in troubles {
        cups.reports("in", word);
        let mut seen = Vec::new();
        let done = print(&cups, "in", &pdf(100), &AtomicBool::new(false), |step| {
            if let OnTheWay::Trouble(Some(_)) = step {
                cups.reports("in", "");
            }
            seen.push(step);
        });
        assert_eq!(done, Ok(()), "{word}");
        assert!(seen.starts_with(&[OnTheWay::Sent, OnTheWay::Trouble(Some(expected))]), "{word}: {seen:?}");
    }
    assert_eq!(cups.printed("in").len(), troubles.len());
    // What will be needed some day is no trouble.
    cups.reports("in", "toner-low-report");
    let mut seen = Vec::new();
    let release = thread::scope(|scope| {
        let printing = scope.spawn(|| print(&cups, "in", &pdf(100), &AtomicBool::new(false), |step| seen.push(step)));
        thread::sleep(Duration::from_millis(700));
        cups.reports("in", "");
        printing.join().unwrap()
    });
    assert_eq!((release, seen), (Ok(()), vec![OnTheWay::Sent]));
}

#[test]
fn what_does_not_come_out_is_cancelled_and_never_comes_out_later() {
    let cups = Cups::start(&[("retry", OnError::Retry), ("stop", OnError::Stop), ("abort", OnError::Abort)], false);
    let spooler = cups.spooler();
    assert!(matches!(find_printer(Some(&spooler), None), Ok(FoundPrinter::Choose(several)) if several.len() == 3));
    let never = AtomicBool::new(false);
    cups.reports("retry", "media-empty-error");
    let stuck = print(&cups, "retry", &pdf(100), &never, |_| ());
    assert_eq!(stuck, Err(PrintFault::Stuck("Máy retry".to_owned(), Some(Trouble::NoPaper))));

    let cancelled = AtomicBool::new(false);
    let by_hand = print(&cups, "retry", &pdf(100), &cancelled, |_| cancelled.store(true, Ordering::Relaxed));
    assert_eq!(by_hand, Err(PrintFault::Cancelled));
    assert_eq!((cups.kept(), spooler.jobs()), (Vec::new(), Ok(Vec::new())));
    cups.reports("retry", "");
    // The control: the printer works again, and the next document is the only one.
    print(&cups, "retry", &pdf(7), &never, |_| ()).unwrap();
    assert!(cups.printed("retry") == [pdf(7)]);

    cups.reports("abort", "abort");
    assert_eq!(print(&cups, "abort", &pdf(100), &never, |_| ()), Err(PrintFault::Aborted("Máy abort".to_owned())));
    cups.reports("stop", "stop");
    let stopped = Err(PrintFault::Stuck("Máy stop".to_owned(), Some(Trouble::Stopped)));
    assert_eq!(print(&cups, "stop", &pdf(100), &never, |_| ()), stopped);
    assert_eq!(find_printer(Some(&spooler), Some("stop")), stopped.map(|()| unreachable!()), "known before it is sent");
    assert_eq!(cups.kept(), Vec::<String>::new());
}

#[test]
fn a_document_of_a_killed_station_is_asked_about() {
    let mut cups = Cups::start(&[("in", OnError::Retry)], true);
    let spooler = cups.spooler();
    cups.reports("in", "media-empty-error");
    let left = spooler.print("in", &document(&pdf(50))).unwrap();
    assert_eq!(find_printer(Some(&spooler), None), Ok(FoundPrinter::Waiting(printer("in"), 1)));
    cancel_waiting(&spooler, "in").unwrap();
    assert_eq!(find_printer(Some(&spooler), None), Ok(FoundPrinter::Ready(printer("in"))));
    assert!(matches!(spooler.state(left, "in"), Ok(JobState::Gone(_))));
    cups.reports("in", "");
    assert_eq!(cups.printed("in").len(), 0, "and is not printed behind anybody's back");

    // The spooler goes away while it prints: nobody knows.
    cups.reports("in", "media-jam");
    let stop = AtomicBool::new(false);
    let lost = print(&cups, "in", &pdf(50), &stop, |step| {
        if matches!(step, OnTheWay::Trouble(_)) {
            // SAFETY: a signal to the child that this test started.
            unsafe { libc::kill(cups.pid(), libc::SIGKILL) };
        }
    });
    assert_eq!(lost, Err(PrintFault::OutOfSight(SpoolFault::NotThere)));
    cups.kill();
}

/// A socket whose other side answers this and closes.
fn answering(answer: Vec<u8>) -> (tempfile::TempDir, Spooler) {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("cups.sock");
    let listener = UnixListener::bind(&socket).unwrap();
    thread::spawn(move || {
        for line in listener.incoming() {
            let mut line = line.unwrap();
            let mut head = [0; 4096];
            let _ = line.read(&mut head);
            let _ = line.write_all(&answer);
        }
    });
    let spooler = Spooler::at(&socket).unwrap();
    (folder, spooler)
}

/// An answer with one printer, as CUPS 2.4 gives it.
fn one_printer() -> Vec<u8> {
    let mut ipp = vec![2, 0, 0, 0, 0, 0, 0, 1, 1];
    let add = |ipp: &mut Vec<u8>, tag: u8, name: &str, value: &[u8]| {
        ipp.push(tag);
        for part in [name.as_bytes(), value] {
            ipp.extend(u16::try_from(part.len()).unwrap().to_be_bytes());
            ipp.extend(part);
        }
    };
    add(&mut ipp, 0x47, "attributes-charset", b"utf-8");
    add(&mut ipp, 0x48, "attributes-natural-language", b"en");
    ipp.push(4);
    add(&mut ipp, 0x42, "printer-name", b"in");
    add(&mut ipp, 0x41, "printer-info", "Máy in".as_bytes());
    add(&mut ipp, 0x23, "printer-state", &3_i32.to_be_bytes());
    add(&mut ipp, 0x22, "printer-is-accepting-jobs", &[1]);
    add(&mut ipp, 0x44, "printer-state-reasons", b"none");
    ipp.push(3);
    ipp
}

#[test]
fn answers_that_are_none_are_not_understood() {
    let http = |body: &[u8]| [b"HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\n\r\n", body].concat();
    let whole = one_printer();
    let (_folder, spooler) = answering(http(&whole));
    let found = spooler.printers().unwrap();
    assert_eq!((found.len(), found[0].shown.as_str()), (1, "Máy in"), "the control");
    for end in 0..whole.len() {
        let (_folder, spooler) = answering(http(&whole[..end]));
        assert_eq!(spooler.printers(), Err(SpoolFault::NotUnderstood), "cut at {end}");
    }
    let cases: [(&str, Vec<u8>, SpoolFault); 6] = [
        ("nothing", Vec::new(), SpoolFault::NotUnderstood),
        ("no head", b"\0\x01\x02".repeat(1000), SpoolFault::NotUnderstood),
        ("a page", b"HTTP/1.1 500 No\r\n\r\n<html>".to_vec(), SpoolFault::Refused(500)),
        ("without end", http(&b"\x02\0\0\0\0\0\0\x01\x04".repeat(400_000)), SpoolFault::NotUnderstood),
        ("a value before any group", http(b"\x02\0\0\0\0\0\0\x01\x44\0\0\0\0\x03"), SpoolFault::NotUnderstood),
        ("refused", http(b"\x02\0\x04\x03\0\0\0\x01\x03"), SpoolFault::Refused(0x0403)),
    ];
    for (what, answer, expected) in cases {
        let (_folder, spooler) = answering(answer);
        assert_eq!(spooler.printers(), Err(expected), "{what}");
    }
    let nowhere = Spooler::at(std::path::Path::new("/nonexistent/cups.sock")).unwrap();
    assert_eq!(nowhere.printers(), Err(SpoolFault::NotThere));
    assert_eq!(find_printer(Some(&nowhere), None), Err(PrintFault::NoPrinter));
}
