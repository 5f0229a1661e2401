//! The slip is the record's: each copy of it carries the statement that was signed when it was given out.

use super::{AtDesk, Booth};
use crate::{
    outbox::place::at,
    store::fixture::{answer, message, opened, resident, submitted, topic},
};
use tramso::{
    content::{Pack, builtin},
    domain::PersonKey,
    kiosk::award,
    record::{Body, CertificateV1, Event},
    session::Visit,
    store::{Station, Store, restore_from},
    tui::{Effect, Msg},
};

const DAY_S: i64 = 86_400;

/// The pack that came with the program.
fn pack() -> Pack {
    let day = at(0).wall.date();
    builtin::pack(builtin::DemoDates { opens: day, closes: day + chrono::Duration::days(30) }).unwrap()
}

fn made(worker: &mut AtDesk, person: PersonKey, seconds: i64) -> (CertificateV1, String) {
    let shown = worker.perform(Effect::MakeCertificate(person), at(seconds));
    match shown.into_iter().next() {
        Some(Msg::CertificateMade { number, check, link, .. }) => (CertificateV1 { number, check }, link),
        _ => panic!("no slip"),
    }
}

/// A person who has finished at a booth and been given a slip.
fn given(booth: &Booth) -> (PersonKey, CertificateV1, String) {
    let person = resident(0).key(&booth.open());
    let mut worker = booth.worker(&[], at(1));
    worker.arrive(0, 2);
    let done =
        [vec![topic(1), topic(2), topic(3), topic(4), opened(), answer(0, 1), submitted()], vec![message("Hay.")]];
    worker.save(person, done.concat(), 3);
    let (certificate, link) = made(&mut worker, person, 4);
    // Midnight passes between the signature and its record.
    worker.save(person, vec![Event::Record(Body::CertificateAsked { certificate: certificate.clone() })], DAY_S);
    worker.perform(Effect::CloseShift, at(DAY_S + 1));
    (person, certificate, link)
}

fn printed(store: &Store, number: &str) -> tramso::report::Certificate {
    award::find(store, &pack(), number).unwrap_or_else(|_| panic!("not made again")).expect("it was given out")
}

#[test]
fn a_reprint_is_the_same_statement_after_corrections_other_days_and_a_restore() {
    let booth = Booth::new(at(0));
    let (person, certificate, link) = given(&booth);
    let mut store = booth.open();
    let first = printed(&store, &certificate.number);
    assert_eq!(first.check_url, link);
    assert!(first.statement_url.starts_with(&format!("{link}#")));
    assert!(!first.place.is_empty(), "the slip names its place");
    assert_ne!(first.date, at(DAY_S).wall.date(), "dated when it was signed");

    // The name is put right afterwards, and the station goes on from a backup, under another key.
    let mut corrected = resident(0).registration();
    corrected.name = "Nguyễn Thị Hòa Bình".to_owned();
    let found = store.find_by_key(&person).unwrap().unwrap();
    let correction = Event::Record(Body::Registration { registration: Box::new(corrected) });
    store.save(Some(found), &crate::store::fixture::act(2 * DAY_S), &[correction]).unwrap();
    assert_eq!(printed(&store, &certificate.number).statement_url, first.statement_url);
    let stick = booth.temp.path().join("usb");
    std::fs::create_dir(&stick).unwrap();
    let backup = store.backup_to(&stick, &mut |_, _| ()).unwrap();
    drop(store);
    let restored = booth.temp.path().join("restored");
    restore_from(&backup.path, &restored, &booth.key).unwrap();
    let store = Station::find(&restored).unwrap().unlock_with_key(booth.key.clone()).unwrap();
    assert_eq!(store.epoch().number, 2, "control: a new signature would differ");
    let again = printed(&store, &certificate.number);
    assert_eq!((&again.statement_url, again.date, &again.name), (&first.statement_url, first.date, &first.name));
    drop(store);

    // The desk's copy too.
    let mut worker = booth.worker(&[], at(5 * DAY_S));
    worker.perform(Effect::OpenPerson(person), at(5 * DAY_S + 1));
    assert_eq!(made(&mut worker, person, 5 * DAY_S + 2), (certificate, link));
    worker.perform(Effect::CloseShift, at(5 * DAY_S + 3));
}

#[test]
fn what_no_longer_makes_the_statement_is_told_and_not_signed_anew() {
    let booth = Booth::new(at(0));
    let person = resident(0).key(&booth.open());
    let mut worker = booth.worker(&[], at(1));
    worker.arrive(0, 2);
    let certificate = CertificateV1 { number: "TK-000000-000001".to_owned(), check: "ABCDEFGH".to_owned() };
    worker.save(person, vec![Event::Record(Body::CertificateAsked { certificate })], 3);
    worker.perform(Effect::CloseShift, at(4));
    drop(worker);
    let fault = award::find(&booth.open(), &pack(), "TK-000000-000001");
    assert!(matches!(fault, Err(award::SlipFault::Lost)));
}

#[test]
fn the_slip_of_a_rehearsal_is_never_proof_and_stays_what_it_was() {
    let booth = Booth::new(at(0));
    let person = resident(0).key(&booth.open());
    let mut rehearsal = pack();
    rehearsal.contest.rehearsal = true;
    let (number, day) = ("TK-000000-000001", at(3).wall.date());
    let registration = Visit::replay(&rehearsal, &[]);
    assert!(registration.registration().is_none());
    let mut worker = booth.worker(&[], at(1));
    worker.arrive(0, 2);
    worker.perform(Effect::CloseShift, at(3));
    drop(worker);
    let mut store = booth.open();
    let found = store.find_by_key(&person).unwrap().unwrap();
    let history = store.history(found).unwrap();
    let visit = Visit::replay(&rehearsal, &history);
    let registration = visit.registration().unwrap();
    let [of_rehearsal, real] = [&rehearsal, &pack()].map(|pack| award::sign(&store, pack, registration, number, day));

    let key = tramso::record::hex(&store.epoch().public_key);
    let verified = |link: &str, options: &[&str]| {
        let central = env!("CARGO_BIN_EXE_tramso-central");
        let args = ["certificate", "verify", "--key", &key, link];
        let out = std::process::Command::new(central).args(args).args(options).output().unwrap();
        (out.status.success(), String::from_utf8([out.stdout, out.stderr].concat()).unwrap())
    };
    let (accepted, why) = verified(&of_rehearsal.statement_link, &["--demo"]);
    assert!(!accepted && why.starts_with("TS-S43"), "{why}");
    let (accepted, statement) = verified(&of_rehearsal.statement_link, &["--demo", "--rehearsal"]);
    assert!(accepted && statement.contains("\"v\":2,") && statement.contains("\"rehearsal\":true}"), "{statement}");
    // The control: a real slip has the bytes that it had before.
    let (accepted, statement) = verified(&real.statement_link, &["--demo"]);
    assert!(accepted && statement.contains("{\"v\":1,") && !statement.contains("rehearsal"), "{statement}");
    // Who takes the mark out of the statement has no signature for what is left.
    let signature = of_rehearsal.statement_link.rsplit_once('.').unwrap().1;
    let body = real.statement_link.rsplit_once('.').unwrap().0;
    assert!(verified(&format!("{body}.{signature}"), &["--demo", "--rehearsal"]).1.starts_with("TS-V03"));

    // Given out in a rehearsal, and printed again when the contest's pack is in use.
    let asked = Event::Record(Body::CertificateAsked { certificate: of_rehearsal.certificate.clone() });
    store.save(Some(found), &crate::store::fixture::act(4), &[asked]).unwrap();
    let again = printed(&store, number);
    assert_eq!(again.statement_url, of_rehearsal.statement_link);
}
