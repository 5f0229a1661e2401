//! An evening with many people: tests on numbered papers.

use super::{AtDesk, Booth};
use crate::{
    outbox::place::at,
    store::fixture::{act, resident},
};
use std::fs;
use tramso::{
    domain::{Choice, PaperNumber, PersonKey},
    kiosk::worker::Job,
    record::{Body, Draft, Event, HelpMode, RecordKind},
    store::Store,
    tui::{BatchLine, Effect, KeyedSheet, Msg, PaperStep, Sheet, SheetKept, SheetMessage},
};

fn hall(people: usize) -> (Booth, tempfile::TempDir, AtDesk) {
    let booth = Booth::new(at(0));
    let stick = crate::pty::medium();
    let mut worker = booth.worker(&[stick.path().to_owned()], at(1));
    for n in 0..people {
        worker.arrive(n, 2);
    }
    worker.perform(Effect::Leave, at(3));
    (booth, stick, worker)
}

fn key(booth: &Booth, n: usize) -> PersonKey {
    let shown = booth.temp.path().join(format!("ban-sao-{n}"));
    crate::store::slots::copy(&booth.dir, &shown);
    let store = tramso::store::Station::find(&shown)
        .unwrap()
        .unlock_in(booth.key.clone(), &crate::store::fixture::quick(), &mut |_| ())
        .unwrap();
    resident(n).key(&store)
}

/// The notice's code of something that must be refused.
#[track_caller]
fn refused(worker: &mut AtDesk, effect: Effect, seconds: i64) -> String {
    let shown = worker.0.perform(&Job { effect, now: at(seconds) });
    let [Msg::Failed(failure)] = shown.as_slice() else { panic!("{} messages, none a refusal", shown.len()) };
    failure.code.to_owned()
}

fn papers(worker: &mut AtDesk) -> Vec<BatchLine> {
    let shown = worker.perform(Effect::Papers, at(50));
    let [Msg::Papers(batches)] = shown.as_slice() else { panic!("no list") };
    batches.clone()
}

fn step(worker: &mut AtDesk, number: PaperNumber) -> PaperStep {
    papers(worker).iter().flat_map(|batch| &batch.papers).find(|paper| paper.number == number).unwrap().step
}

fn sheet(worker: &mut AtDesk, number: PaperNumber) -> Sheet {
    let shown = worker.perform(Effect::OpenSheet(number), at(700));
    let [Msg::Sheet(sheet)] = shown.as_slice() else { panic!("no sheet") };
    (**sheet).clone()
}

fn keyed(number: PaperNumber, person: PersonKey, first: u8) -> KeyedSheet {
    let choices = (0..20).map(|place| Some(Choice((first + place) % 4))).collect();
    let message =
        Some(SheetMessage { text: "Tôi đã học được nhiều điều hay.".to_owned(), ready: Some(1) });
    KeyedSheet { number, person, mode: HelpMode::Alone, choices, message, settled: false }
}

fn keep(worker: &mut AtDesk, keyed: KeyedSheet) -> SheetKept {
    let number = keyed.number;
    let shown = worker.perform(Effect::KeySheet(Box::new(keyed)), at(710));
    let [Msg::SheetKept(kept, became)] = shown.as_slice() else { panic!("nothing became of it") };
    assert_eq!(*kept, number);
    became.clone()
}

/// Prints so many papers, and collects them all but the last.
fn written(worker: &mut AtDesk, count: u8) -> Vec<PaperNumber> {
    let shown = worker.perform(Effect::PrintPapers(count), at(10));
    assert!(matches!(shown.as_slice(), [Msg::FileWritten(_), Msg::Papers(_)]), "{}", shown.len());
    let batch = papers(worker).pop().unwrap();
    let numbers: Vec<PaperNumber> = batch.papers.iter().map(|paper| paper.number).collect();
    assert_eq!(numbers.len(), usize::from(count));
    let collected = numbers[..numbers.len() - 1].to_vec();
    worker.perform(Effect::CollectPapers(collected), at(10 + 1_500));
    numbers
}

/// Records of the station in the chain's order: number, kind.
fn chain(store: &Store, people: &[PersonKey]) -> Vec<(u64, RecordKind)> {
    let mut all = Vec::new();
    for key in people {
        let row = store.find_by_key(key).unwrap().unwrap();
        for one in store.trace(row).unwrap() {
            if let (Some(number), Event::Record(body)) = (one.id.number, &one.event) {
                all.push((number, body.kind()));
            }
        }
    }
    all.sort_by_key(|(number, _)| *number);
    all
}

#[test]
fn a_paper_is_printed_written_collected_keyed_and_handed_in_once() {
    let (booth, stick, mut worker) = hall(3);
    let people: Vec<PersonKey> = (0..3).map(|n| key(&booth, n)).collect();
    let numbers = written(&mut worker, 30);
    let files: Vec<_> = fs::read_dir(stick.path()).unwrap().map(|one| one.unwrap().file_name()).collect();
    let name = format!("de-thi-{}.pdf", numbers[0].batch());
    assert!(files.iter().any(|file| *file == *name), "{files:?}");
    let pdf = fs::read(stick.path().join(&name)).unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
    worker.perform(Effect::PrintAgain(numbers[0].batch()), at(20));
    assert_eq!(fs::read(stick.path().join(&name)).unwrap(), pdf, "the same papers, byte for byte");

    assert_eq!(refused(&mut worker, Effect::OpenSheet(numbers[29]), 600), "TS-G02", "with its writer still");
    let first = sheet(&mut worker, numbers[0]);
    assert!(first.questions.len() == 20 && first.questions.iter().all(|one| one.options.len() == 4));
    assert!(first.questions != sheet(&mut worker, numbers[1]).questions, "another test on each");
    // Four of five are keyed once; the writer has three attempts.
    let once =
        numbers[..29].iter().find(|number| keep(&mut worker, keyed(**number, people[0], 0)) == SheetKept::Handed);
    let once = *once.unwrap();
    assert_eq!(step(&mut worker, once), PaperStep::Handed);
    assert_eq!(refused(&mut worker, Effect::OpenSheet(once), 720), "TS-G03");
    let again = Effect::KeySheet(Box::new(keyed(once, people[1], 1)));
    let code = refused(&mut worker, again, 721);
    assert!(code == "TS-G03" || code == "TS-G05", "a number counts once: {code}");
    drop(worker);
    let store = booth.open();
    assert!(store.verify_chain().unwrap().is_empty());
    let kinds: Vec<RecordKind> = chain(&store, &people[..1]).into_iter().map(|(_, kind)| kind).collect();
    assert!(kinds.ends_with(&[RecordKind::PaperHanded, RecordKind::Message]), "{kinds:?}");
}

#[test]
fn a_second_keying_that_differs_is_settled_by_the_sheet_and_says_where() {
    // Which papers are drawn is by chance, and a person has three attempts: until one of the first three is.
    for _ in 0..40 {
        let (booth, _stick, mut worker) = hall(1);
        let person = key(&booth, 0);
        let numbers = written(&mut worker, 4);
        // It was read out to its writer, as who keyed it in first had noted on the sheet.
        let first = |number: &PaperNumber| KeyedSheet { mode: HelpMode::ReadOut, ..keyed(*number, person, 0) };
        let drawn = numbers[..3].iter().find(|number| keep(&mut worker, first(number)) == SheetKept::ToKeyAgain);
        let Some(number) = drawn.copied() else { continue };
        assert_eq!(step(&mut worker, number), PaperStep::KeyedOnce);
        // The power goes: what was keyed first is still there, and who wrote it.
        drop(worker);
        let mut worker = booth.worker(&[], at(800));
        let again = sheet(&mut worker, number);
        assert_eq!(again.second.as_ref().map(|(key, _)| *key), Some(person));
        let mut second = keyed(number, person, 0);
        second.choices[4] = Some(Choice(3));
        let SheetKept::Differs(differences) = keep(&mut worker, second.clone()) else { panic!("it differs") };
        assert_eq!(differences.iter().map(|one| one.place).collect::<Vec<_>>(), [4]);
        assert_eq!(step(&mut worker, number), PaperStep::KeyedOnce, "nothing is handed in before it is settled");
        second.settled = true;
        assert_eq!(keep(&mut worker, second), SheetKept::Handed);
        drop(worker);
        let store = booth.open();
        let row = store.find_by_key(&person).unwrap().unwrap();
        let trace = store.trace(row).unwrap();
        let handed = trace.iter().find_map(|one| match &one.event {
            Event::Record(Body::PaperHanded { answers, serial, .. }) if *serial == number.serial() => {
                Some((answers.len(), one.mode))
            }
            _ => None,
        });
        assert_eq!(handed, Some((20, HelpMode::ReadOut)), "the second keying says nothing of how it was written");
        assert!(store.verify_chain().unwrap().is_empty());
        let printed = store.printed_batches().unwrap();
        assert!(printed.iter().flat_map(|one| &one.papers).any(|one| one.second == tramso::store::SecondKeying::Done));
        return;
    }
    panic!("of 120 papers none was drawn for a second keying");
}

#[test]
fn attempts_blanks_and_strangers_are_told_before_anything_is_kept() {
    let (booth, _stick, mut worker) = hall(1);
    let person = key(&booth, 0);
    let numbers = written(&mut worker, 40);
    let mut blank = keyed(numbers[0], person, 0);
    blank.choices[6] = None;
    assert_eq!(refused(&mut worker, Effect::KeySheet(Box::new(blank)), 705), "TS-G15");
    let stranger = keyed(numbers[0], PersonKey([9; 32]), 0);
    assert_ne!(refused(&mut worker, Effect::KeySheet(Box::new(stranger)), 705), "");
    let fewer =
        KeyedSheet { choices: keyed(numbers[0], person, 0).choices[..19].to_vec(), ..keyed(numbers[0], person, 0) };
    assert_eq!(refused(&mut worker, Effect::KeySheet(Box::new(fewer)), 705), "TS-G15", "a sheet with 19 answers");
    let mut beyond = keyed(numbers[0], person, 0);
    beyond.choices[6] = Some(Choice(4));
    assert_eq!(refused(&mut worker, Effect::KeySheet(Box::new(beyond)), 705), "TS-G13", "a letter beyond D");
    let unknown: PaperNumber = PaperNumber::new(numbers[0].batch(), 41).unwrap();
    assert_eq!(refused(&mut worker, Effect::OpenSheet(unknown), 705), "TS-G01");
    worker.perform(Effect::VoidPapers(vec![numbers[39]]), at(706));
    assert_eq!(refused(&mut worker, Effect::OpenSheet(numbers[39]), 707), "TS-G04");
    let mut handed = 0;
    for number in &numbers[..39] {
        let effect = Effect::KeySheet(Box::new(keyed(*number, person, 0)));
        let shown = worker.0.perform(&Job { effect, now: at(710) });
        match shown.as_slice() {
            [Msg::SheetKept(_, SheetKept::Handed)] => handed += 1,
            [Msg::SheetKept(_, SheetKept::ToKeyAgain)] => (),
            [Msg::Failed(failure)] => {
                assert_eq!((failure.code, handed), ("TS-G10", 3));
                return;
            }
            _ => panic!("{} messages", shown.len()),
        }
    }
    panic!("a person has three attempts");
}

/// Of another station, or of another contest: its numbers are of batches that this station has not printed.
#[test]
fn a_paper_of_another_station_is_refused_and_nothing_is_written() {
    let ((booth, _stick, mut worker), (_, _other_stick, mut other)) = (hall(1), hall(1));
    let (numbers, others) = (written(&mut worker, 2), written(&mut other, 2));
    assert_ne!(numbers[0].batch(), others[0].batch());
    let person = key(&booth, 0);
    assert_eq!(refused(&mut worker, Effect::OpenSheet(others[0]), 705), "TS-G01");
    assert_eq!(refused(&mut worker, Effect::KeySheet(Box::new(keyed(others[0], person, 0))), 706), "TS-G01");
    assert_eq!(refused(&mut worker, Effect::CollectPapers(vec![numbers[1], others[1]]), 707), "TS-G01");
    assert_eq!(step(&mut worker, numbers[1]), PaperStep::Printed, "all of a collection or nothing");
}

/// Collected on the last day, keyed in months later: the station keeps it, and the centre judges it by its collection.
#[test]
fn a_sheet_may_be_keyed_after_the_contest_has_closed() {
    const LONG_AFTER: i64 = 200 * 86_400;
    let (booth, _stick, mut worker) = hall(1);
    let person = key(&booth, 0);
    let numbers = written(&mut worker, 20);
    let handed = numbers[..19].iter().find_map(|number| {
        let effect = Effect::KeySheet(Box::new(keyed(*number, person, 0)));
        match worker.perform(effect, at(LONG_AFTER)).as_slice() {
            [Msg::SheetKept(number, SheetKept::Handed)] => Some(*number),
            [Msg::SheetKept(_, SheetKept::ToKeyAgain)] => None,
            _ => panic!("it is neither handed in nor to be keyed again"),
        }
    });
    assert_eq!(step(&mut worker, handed.unwrap()), PaperStep::Handed);
}

#[test]
fn a_used_number_stays_used_after_its_writer_was_erased() {
    let (booth, _stick, mut worker) = hall(1);
    let person = key(&booth, 0);
    let numbers = written(&mut worker, 20);
    let handed = numbers[..19].iter().find(|number| keep(&mut worker, keyed(**number, person, 0)) == SheetKept::Handed);
    let handed = *handed.unwrap();
    drop(worker);
    let mut store = booth.open();
    let row = store.find_by_key(&person).unwrap().unwrap();
    store.erase(row, &act(900), "asked").unwrap();
    assert_eq!(store.spent_attempts(row).unwrap().handed, 1, "and so does the attempt");
    let (_, _, paper) = store.printed_paper(handed).unwrap();
    assert_eq!(paper.state, tramso::store::PaperState::Handed(None));
    assert_eq!(store.rebuild().unwrap(), 0);
    let (_, _, paper) = store.printed_paper(handed).unwrap();
    assert_eq!(paper.state, tramso::store::PaperState::Handed(None));
}

/// What was keyed in first waits for the second keying outside the person's row: it went neither with the person nor with the paper.
#[test]
fn what_was_keyed_in_first_goes_with_its_writer_and_with_its_paper() {
    let (booth, _stick, worker) = hall(3);
    let people = [0, 1, 2].map(|n| key(&booth, n));
    drop(worker);
    let mut store = booth.open();
    let batch = store.print_papers(3, &"ab".repeat(32), &act(10)).unwrap();
    let numbers = [1, 2, 3].map(|serial| PaperNumber::new(batch, serial).unwrap());
    for (number, person) in numbers.iter().zip(&people) {
        let text = format!("{{\"person\":\"{}\",\"text\":\"Tôi đã học\"}}", tramso::record::hex(&person.0));
        store.keep_first_keying(*number, text).unwrap();
    }
    let left = |store: &Store| store.first_keyings().unwrap().into_iter().map(|(number, _)| number).collect::<Vec<_>>();
    assert_eq!(left(&store), numbers);
    store.void_papers(&numbers[2..], &act(11)).unwrap();
    assert_eq!(left(&store), numbers[..2], "a paper that is void has none");
    // A sheet that is half keyed in names its writer too.
    let kind = tramso::tui::screens::papers::KIND;
    let half = |person: &PersonKey| {
        let text = format!("{{\"person\":[\"{}\",\"Nguyễn Thị Hoa\"]}}", tramso::record::hex(&person.0));
        Draft { kind: kind.to_owned(), text }
    };
    store.draft_save(None, &half(&people[1])).unwrap();
    let row = store.find_by_key(&people[0]).unwrap().unwrap();
    store.erase(row, &act(12), "asked").unwrap();
    assert_eq!(left(&store), [numbers[1]], "who was erased has none, and somebody else's stays");
    assert!(store.draft_load(None, kind).unwrap().is_some(), "somebody else's half-keyed sheet stays too");
    store.draft_save(None, &half(&people[1])).unwrap();
    let row = store.find_by_key(&people[1]).unwrap().unwrap();
    store.erase(row, &act(13), "asked").unwrap();
    assert!(store.draft_load(None, kind).unwrap().is_none(), "the half-keyed sheet goes with its writer");
}
