//! Killed in the middle: all of a transaction or nothing, and what was answered `Ok` is kept.

use super::{
    super::postgres::{Postgres, QUICK},
    key, read,
    rows::{bare, counted, sum},
    sqlite, write,
};
use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Command, Stdio},
    sync::atomic::{AtomicU64, Ordering},
    thread,
};
use tramso::ledger::NoteFilter;
use tramso::{
    crypto::sha256,
    domain::{Moment, PersonKey},
    ledger::{Actor, Ledger, LedgerError, PersonRow, Scope, open_postgres},
};

const KILLS: u64 = 12;
const AT_ONCE: u64 = 20;
const FOLDER: &str = "TRAMSO_LEDGER_FOLDER";
/// Set where the folder is to be a drive that fills up.
const DRIVE: &str = "TRAMSO_LEDGER_DRIVE";
const PLENTY: u64 = 64 << 20;

/// The n-th deed: so many people, their sum and a line of the trail.
fn deed(ledger: &dyn Ledger, number: u64) -> Result<(), LedgerError> {
    let person = |at: u64| {
        let key = PersonKey(sha256(&[&number.to_le_bytes(), &at.to_le_bytes()]));
        PersonRow { key, facts: vec![1; 700], ..bare(0) }
    };
    let people: Vec<PersonRow> = (0..AT_ONCE).map(person).collect();
    write(ledger, |tx| {
        assert_eq!(tx.add_people(&people)?, []);
        tx.add_tallies(&[(sum(Scope::Unit, "11113", "", 0), counted(i64::try_from(AT_ONCE).unwrap()))])?;
        tx.note(Moment(i64::try_from(number).unwrap()), Actor::CommandLine, "done")
    })
}

/// How many deeds there are, when all are whole.
fn deeds(ledger: &dyn Ledger) -> u64 {
    let (people, sums, notes) = read(ledger, |tx| {
        Ok((
            tx.everybody(None, 1_000_000)?.len(),
            tx.tallies(Scope::Unit, None)?,
            tx.notes(&NoteFilter::default(), 1_000_000)?.len(),
        ))
    });
    let notes = u64::try_from(notes).unwrap();
    assert_eq!(u64::try_from(people).unwrap(), notes * AT_ONCE, "people by halves");
    assert_eq!(sums.iter().map(|(_, counts)| counts.valid).sum::<i64>(), i64::try_from(notes * AT_ONCE).unwrap());
    notes
}

/// The process that is killed; without its variable it does nothing.
#[test]
fn process() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let folder = Path::new(&folder);
    if std::env::var_os(DRIVE).is_some() {
        return fill_up(folder);
    }
    let ledger = sqlite(folder);
    let mut out = std::io::stdout();
    for number in deeds(ledger.as_ref()) + 1.. {
        deed(ledger.as_ref(), number).unwrap();
        writeln!(out, "\nACK {number}").and_then(|()| out.flush()).unwrap();
    }
}

/// In a mount namespace of its own.
fn fill_up(folder: &Path) {
    let mount = |options: String| {
        let done = Command::new("mount").args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(folder).status();
        assert!(done.is_ok_and(|status| status.success()), "a small drive cannot be mounted");
    };
    mount(format!("size={PLENTY}"));
    let ledger = sqlite(folder);
    let ledger = ledger.as_ref();
    deed(ledger, 1).unwrap();
    let used: u64 = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().metadata().unwrap().len()).sum();
    mount(format!("remount,size={}", used + (600 << 10)));
    let (refused, fault) = (2..).find_map(|number| Some((number, deed(ledger, number).err()?))).unwrap();
    assert!(matches!(&fault, LedgerError::Unavailable(text) if text.to_string().contains("full")), "{fault:?}");
    assert!(deed(ledger, refused).is_err(), "it stays full");
    assert_eq!(deeds(ledger), refused - 1, "what was refused is not there, the rest is");
    mount(format!("remount,size={PLENTY}"));
    deed(ledger, refused).unwrap();
    assert_eq!(deeds(ledger), refused);
    println!("\nREFUSED {refused}");
}

#[test]
fn a_full_drive_refuses_and_with_more_room_the_ledger_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    // SAFETY: it only asks.
    let is_root = unsafe { libc::geteuid() == 0 };
    let output = Command::new("unshare")
        .args([if is_root { "-m" } else { "-rm" }, "--"])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "central::ledger::crash::process", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder.path())
        .env(DRIVE, "1")
        .output()
        .unwrap_or_else(|fault| panic!("unshare does not start ({fault}): apt-get install util-linux"));
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{printed}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(printed.contains("\nREFUSED "), "{printed}");
}

#[test]
fn a_killed_process_leaves_whole_transactions_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    drop(sqlite(folder.path()));
    let mut seen = 0;
    for kill in 0..KILLS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "central::ledger::crash::process", "--nocapture", "--test-threads=1"])
            .env(FOLDER, folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut acks = lines.filter_map(|line| line.strip_prefix("ACK ")?.parse::<u64>().ok());
        let mut last = 0;
        for _ in 0..=kill * 3 {
            last = acks.next().expect("the child goes on until it is killed");
        }
        child.kill().unwrap();
        last = acks.last().unwrap_or(last);
        child.wait().unwrap();
        let kept = deeds(sqlite(folder.path()).as_ref());
        assert!(kept == last || kept == last + 1, "answered {last}, kept {kept}");
        assert!(kept > seen, "the control: something was done");
        seen = kept;
    }
}

#[test]
fn a_database_that_crashes_under_load_keeps_what_was_answered() {
    let mut server = Postgres::start(QUICK);
    let address = server.database("one");
    let ledger = open_postgres(&address, &key()).unwrap();
    for kill in 0..KILLS / 3 {
        let before = deeds(ledger.as_ref());
        let (begun, kept) = (AtomicU64::new(before), AtomicU64::new(before));
        thread::scope(|scope| {
            let (kept, begun, ledger) = (&kept, &begun, ledger.as_ref());
            let (sender, acks) = std::sync::mpsc::channel();
            scope.spawn(move || {
                for number in before + 1.. {
                    begun.store(number, Ordering::SeqCst);
                    if let Err(fault) = deed(ledger, number) {
                        assert!(matches!(fault, LedgerError::Unavailable(_)), "{fault:?}");
                        return;
                    }
                    kept.store(number, Ordering::SeqCst);
                    let _ = sender.send(());
                }
            });
            for _ in 0..=kill * 8 {
                acks.recv().unwrap();
            }
            server.crash();
        });
        server.begin();
        let now = deeds(ledger.as_ref()); // by the same ledger: it finds its way back
        let (kept, begun) = (kept.into_inner(), begun.into_inner());
        assert!(now == kept || now == begun, "answered {kept}, begun {begun}, kept {now}");
        assert!(now > before, "the control: something was done");
    }
}

#[test]
fn a_database_that_comes_back_in_time_is_not_noticed() {
    let mut server = Postgres::start(QUICK);
    let ledger = open_postgres(&server.database("one"), &key()).unwrap();
    deed(ledger.as_ref(), 1).unwrap();
    server.crash();
    server.begin();
    deed(ledger.as_ref(), 2).unwrap(); // its pool is full of connections that are dead
    server.crash();
    let away = deed(ledger.as_ref(), 3);
    assert!(matches!(away, Err(LedgerError::Unavailable(_))), "{away:?}");
}

/// The database ends a connection whose transaction stood still, as when a server was suspended in the middle.
#[test]
fn a_transaction_that_the_database_ended_is_run_again() {
    let settings = [QUICK, &["idle_in_transaction_session_timeout=300ms"]].concat();
    let server = Postgres::start(&settings);
    let ledger = open_postgres(&server.database("one"), &key()).unwrap();
    let stand_still = || thread::sleep(std::time::Duration::from_secs(1));
    let mut runs = 0;
    let kept = write(ledger.as_ref(), |tx| {
        runs += 1;
        tx.note(Moment(1), Actor::CommandLine, "before")?;
        if runs == 1 {
            stand_still();
        }
        tx.note(Moment(2), Actor::CommandLine, "after")
    });
    assert!(matches!((&kept, runs), (Ok(()), 2)), "{kept:?} after {runs} runs");
    let mut runs = 0;
    let lines = read(ledger.as_ref(), |tx| {
        runs += 1;
        let lines = tx.notes(&NoteFilter::default(), 10)?;
        if runs == 1 {
            stand_still(); // nothing is asked any more: only the end is refused
        }
        Ok(lines.len())
    });
    assert_eq!((lines, runs), (2, 2), "what only reads is run again even where its end was refused");
    let mut runs = 0;
    let unknown = write(ledger.as_ref(), |tx| {
        runs += 1;
        tx.note(Moment(3), Actor::CommandLine, "perhaps")?;
        stand_still();
        Ok(())
    });
    assert!(matches!((&unknown, runs), (Err(LedgerError::Unavailable(_)), 1)), "{unknown:?} after {runs} runs");
}
