//! A centre that loses its ledger again and again.

use crate::central::{listed::Listed, postgres::Postgres};
use std::{fs, io::Cursor, path::PathBuf};
use tramso::{
    centre::{
        Centre, Keys,
        backup::{self, accept_loss, restore},
    },
    domain::Stamp,
    ledger::{self, Ledger},
};

/// Where the ledger is now.
#[derive(Clone)]
pub enum Seat {
    File(PathBuf),
    Database(String),
}

/// A centre that loses its ledger again and again.
pub struct Office<'p> {
    dir: tempfile::TempDir,
    postgres: Option<(&'p Postgres, usize)>,
    seat: Seat,
    seats: usize,
    centre: Option<Centre>,
    erasures: Listed,
    /// The greatest generation, as the mark beside the keys has it.
    known: u64,
    backups: Vec<Vec<u8>>,
    /// Copies of the ledger's file.
    copies: Vec<PathBuf>,
    /// Whether an old copy gets another generation before it is used.
    raises: bool,
}

impl<'p> Office<'p> {
    pub fn new(postgres: Option<(&'p Postgres, usize)>, raises: bool) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let seat = Seat::File(dir.path().join("so-cai-0.db"));
        let mut office = Self {
            dir,
            postgres,
            seat,
            seats: 0,
            centre: None,
            erasures: Listed::default(),
            known: 1,
            backups: Vec::new(),
            copies: Vec::new(),
            raises,
        };
        office.open();
        office
    }

    fn ledger(&self) -> Box<dyn Ledger> {
        let keys = Keys::demo().unwrap();
        match &self.seat {
            Seat::File(path) => ledger::open_sqlite(path, &keys.ledger_key()).unwrap(),
            Seat::Database(url) => ledger::open_postgres(url, &keys.ledger_key()).unwrap(),
        }
    }

    fn open(&mut self) {
        let centre = Centre::open(self.ledger(), Keys::demo().unwrap()).unwrap();
        self.centre = Some(centre.with_erasures(std::sync::Arc::new(self.erasures.clone())));
    }

    pub fn centre(&self) -> &Centre {
        self.centre.as_ref().unwrap()
    }

    fn next_seat(&mut self, in_database: bool) {
        self.seats += 1;
        self.seat = match (&self.postgres, in_database) {
            (Some((server, history)), true) => Seat::Database(server.database(&format!("h{history}_{}", self.seats))),
            _ => Seat::File(self.dir.path().join(format!("so-cai-{}.db", self.seats))),
        };
    }

    pub fn back_up(&mut self, now: Stamp) {
        let mut sealed = Vec::new();
        let keys = Keys::demo().unwrap();
        backup::write(self.centre().ledger(), &keys, now.wall, &mut sealed, &mut |_, _| ()).unwrap();
        self.backups.push(sealed);
    }

    /// Whether the ledger is in a database now.
    pub fn is_in_database(&self) -> bool {
        matches!(self.seat, Seat::Database(_))
    }

    /// Digests of the bundles that the ledger has.
    pub fn held(&self) -> Vec<[u8; 32]> {
        let rows = self.centre().ledger().read_tx(|tx| tx.newest_bundles(1_000_000)).unwrap();
        rows.into_iter().map(|row| row.digest).collect()
    }

    /// Restores a backup into a new ledger, of either engine; false where there is none yet.
    pub fn restore(&mut self, which: u64, in_database: bool, now: Stamp) -> bool {
        let Some(sealed) = pick(&self.backups, which).cloned() else { return false };
        self.centre = None;
        self.next_seat(in_database);
        let ledger = self.ledger();
        let (list, keys) = (self.erasures.clone(), Keys::demo().unwrap());
        let source = || Ok(Cursor::new(sealed.clone()));
        let (_, restored) =
            restore(ledger.as_ref(), &keys, (&list, self.known), &source, now.wall, &mut |_, _| ()).unwrap();
        assert!(restored.generation > self.known);
        self.known = restored.generation;
        drop(ledger);
        self.open();
        true
    }

    pub fn move_to(&mut self, in_database: bool, now: Stamp) {
        self.back_up(now);
        self.restore(u64::MAX, in_database, now);
    }

    /// Copies the file of the ledger, with its log or without it; false where it is no file.
    pub fn copy(&mut self, with_log: bool) -> bool {
        let Seat::File(path) = self.seat.clone() else { return false };
        let to = self.dir.path().join(format!("ban-sao-{}.db", self.copies.len()));
        if with_log {
            self.centre = None; // the log is brought home when the last connection ends
            fs::copy(&path, &to).unwrap();
            self.open();
        } else {
            fs::copy(&path, &to).unwrap();
        }
        self.copies.push(to);
        true
    }

    /// Puts an old copy of the file in the ledger's place, as somebody does who knows no better; then accepts what it lacks.
    /// False where there is no copy yet.
    pub fn put_back(&mut self, which: u64, now: Stamp) -> bool {
        let Some(copy) = pick(&self.copies, which).cloned() else { return false };
        self.centre = None;
        self.next_seat(false);
        let Seat::File(path) = &self.seat else { return false };
        fs::copy(copy, path).unwrap();
        if self.raises {
            let ledger = self.ledger();
            let keys = Keys::demo().unwrap();
            let restored = accept_loss(ledger.as_ref(), &keys, (&self.erasures, self.known), now.wall).unwrap();
            self.known = restored.generation;
        }
        self.open();
        true
    }
}

/// One of a list: the last for the greatest number.
pub fn pick<T>(list: &[T], which: u64) -> Option<&T> {
    let count = u64::try_from(list.len()).unwrap();
    if which == u64::MAX { list.last() } else { list.get(usize::try_from(which.checked_rem(count)?).unwrap()) }
}
