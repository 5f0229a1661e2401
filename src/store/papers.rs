//! Numbered papers (docs/FORMATS.md section 19): what became of each follows from the records alone.
//!
//! Promises: a number is handed in once, also after its record was erased; a batch is drawn by chance, so that a station that was
//! put back never prints the same papers again. Does not: draw the questions, or know what is right.

use super::{
    Act, Damage, Store, StoreError,
    paper_refusal::PaperRefusal,
    person_row::{id_of, key_of},
    save::keep,
};
use crate::{
    crypto::random,
    domain::{PaperBatch, PaperNumber, PersonKey, Seed, Stamp},
    record::{Body, Draft, Event, Record, hex, is_keyed_twice, printed_paper_seed, unhex},
};
use rusqlite::Connection;

/// Kinds of the drafts that hold what was keyed in first.
const FIRST_KEYING: &str = "paper:";
/// Kind of the draft that holds a half-keyed sheet, as the screens name it.
const HALF_KEYED: &str = "sheet";

/// Printed papers of one batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedBatch {
    /// Its six digits.
    pub batch: PaperBatch,
    /// When they were printed.
    pub printed: Stamp,
    /// Digest (hex) of the pack that they are drawn from.
    pub pack: String,
    /// In order of their serials, from 1.
    pub papers: Vec<PrintedPaper>,
    /// Place of the record in the common sequence.
    seq: i64,
}

/// A printed paper, and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrintedPaper {
    /// Its number.
    pub number: PaperNumber,
    /// How far it has come.
    pub state: PaperState,
    /// Whether it is keyed a second time.
    pub second: SecondKeying,
}

/// How far a printed paper has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperState {
    /// Printed; nobody has given it back.
    Printed,
    /// Collected at the end of writing, not keyed in yet.
    Collected,
    /// Handed in by this person; none where the record was erased.
    Handed(Option<PersonKey>),
    /// It will not be handed in.
    Void,
}

impl PrintedPaper {
    /// Whether its answers may be keyed in and handed in now.
    ///
    /// # Errors
    /// `NotCollected`, `Handed`, `Void`.
    pub fn may_be_handed_in(&self) -> Result<(), PaperRefusal> {
        match self.state {
            PaperState::Collected => Ok(()),
            PaperState::Printed => Err(PaperRefusal::NotCollected(self.number)),
            PaperState::Handed(_) => Err(PaperRefusal::Handed(self.number)),
            PaperState::Void => Err(PaperRefusal::Void(self.number)),
        }
    }
}

/// Whether a paper is keyed a second time (one in five is).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondKeying {
    /// It is not.
    NotDrawn,
    /// It is to be, before it is handed in.
    Due,
    /// It was.
    Done,
}

impl Store {
    /// All batches that this station has printed, the newest last, each paper with what became of it.
    ///
    /// # Errors
    /// A record cannot be read.
    pub fn printed_batches(&self) -> Result<Vec<PrintedBatch>, StoreError> {
        let mut batches = batches(self.db())?;
        for batch in &mut batches {
            let key = self.identity.draw_key(batch.seq);
            for paper in &mut batch.papers {
                let is_drawn = is_keyed_twice(key.bytes(), &self.identity.contest, paper.number);
                if is_drawn && paper.second == SecondKeying::NotDrawn {
                    paper.second = SecondKeying::Due;
                }
            }
        }
        Ok(batches)
    }

    /// What a paper of this batch is drawn from.
    #[must_use]
    pub fn printed_seed(&self, batch: &PrintedBatch, number: PaperNumber) -> Seed {
        let key = self.identity.draw_key(batch.seq);
        printed_paper_seed(key.bytes(), &self.identity.contest, number)
    }

    /// Seed and pack (digest in hex) of a paper that this station has printed.
    ///
    /// # Errors
    /// `NotPrinted`, or a record cannot be read.
    pub fn printed_paper(&self, number: PaperNumber) -> Result<(Seed, String, PrintedPaper), StoreError> {
        let batches = self.printed_batches()?;
        let found = batches.iter().find_map(|batch| {
            let paper = batch.papers.iter().find(|paper| paper.number == number)?;
            Some((batch, *paper))
        });
        let (batch, paper) = found.ok_or(PaperRefusal::NotPrinted(number))?;
        Ok((self.printed_seed(batch, number), batch.pack.clone(), paper))
    }

    /// What was keyed in first for papers that are to be keyed a second time, as `keep_first_keying` kept it.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn first_keyings(&self) -> Result<Vec<(PaperNumber, String)>, StoreError> {
        let mut select =
            self.db().prepare_cached("SELECT kind, text FROM draft WHERE kind LIKE 'paper:%' ORDER BY kind")?;
        let mut rows = select.query(())?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let kind: String = row.get(0)?;
            let number = kind.strip_prefix(FIRST_KEYING).and_then(|digits| PaperNumber::parse(digits).ok());
            all.extend(number.zip(Some(row.get(1)?)));
        }
        Ok(all)
    }

    /// Keeps what was keyed in first for a paper until it is keyed a second time.
    ///
    /// # Errors
    /// As `save`.
    pub fn keep_first_keying(&mut self, number: PaperNumber, text: String) -> Result<(), StoreError> {
        self.draft_save(None, &Draft { kind: format!("{FIRST_KEYING}{}", number.digits()), text })
    }

    /// Writes down that so many papers of the pack (digest in hex) exist, before any is printed; returns their batch.
    ///
    /// # Errors
    /// `Count`, or as `save`.
    pub fn print_papers(&mut self, count: u8, pack: &str, act: &Act) -> Result<PaperBatch, StoreError> {
        if !(1..=PaperNumber::MOST).contains(&count) {
            return Err(PaperRefusal::Count.into());
        }
        let taken: Vec<PaperBatch> = batches(self.db())?.iter().map(|one| one.batch).collect();
        let batch = std::iter::repeat_with(chance).flatten().find(|batch| !taken.contains(batch));
        let batch = batch.ok_or(PaperRefusal::Count)?;
        let body = Body::PapersPrinted { batch: batch.to_string(), count, pack: pack.to_owned() };
        self.save(None, act, &[Event::Record(body)])?;
        Ok(batch)
    }

    /// Writes down that these papers of a batch were collected. One that was before is left out.
    ///
    /// # Errors
    /// `NotPrinted`, `Handed`, `Void`, or as `save`; nothing is written then.
    pub fn collect_papers(&mut self, numbers: &[PaperNumber], act: &Act) -> Result<(), StoreError> {
        let is_wanted = |number, state| match state {
            PaperState::Printed => Ok(true),
            PaperState::Collected => Ok(false),
            PaperState::Handed(_) => Err(PaperRefusal::Handed(number)),
            PaperState::Void => Err(PaperRefusal::Void(number)),
        };
        self.note_papers(numbers, is_wanted, act, |batch, serials| Body::PapersCollected { batch, serials })
    }

    /// Writes down that these papers will not be handed in. One that is void is left out.
    ///
    /// # Errors
    /// `NotPrinted`, `Handed`, or as `save`; nothing is written then.
    pub fn void_papers(&mut self, numbers: &[PaperNumber], act: &Act) -> Result<(), StoreError> {
        let is_wanted = |number, state| match state {
            PaperState::Printed | PaperState::Collected => Ok(true),
            PaperState::Void => Ok(false),
            PaperState::Handed(_) => Err(PaperRefusal::Handed(number)),
        };
        self.note_papers(numbers, is_wanted, act, |batch, serials| Body::PapersVoid { batch, serials })
    }

    /// Keeps what a person's paper comes to, in one transaction, and only once a number; with it what a second keying found (the
    /// places from 1 that differed), where one was due. It makes nobody the one at the keyboard.
    ///
    /// # Errors
    /// `NotPrinted`, `NotCollected`, `Handed`, `Void`, `NotKeyedTwice`, `NoPerson`, or as `save`.
    pub fn hand_paper(
        &mut self,
        (number, person): (PaperNumber, PersonKey),
        act: &Act,
        events: &[Event],
        second: Option<&[u8]>,
    ) -> Result<(), StoreError> {
        let (_, _, paper) = self.printed_paper(number)?;
        if (paper.second == SecondKeying::Due) != second.is_some() {
            return Err(PaperRefusal::NotKeyedTwice(number).into());
        }
        let second = second.map(|differs| {
            let (batch, serial) = (number.batch().to_string(), number.serial());
            Event::Record(Body::PaperRekeyed { batch, serial, differs: differs.to_vec() })
        });
        self.write_as(|change, tail, identity| {
            find(&batches(change)?, number)?.may_be_handed_in()?;
            let person = id_of(change, &person)?.ok_or(StoreError::NoPerson)?;
            keep(change, tail, identity, Some(person), act, events)?;
            forget_first_keying(change, number)?;
            keep(change, tail, identity, None, act, second.as_slice()).map(drop)
        })?;
        self.note_marks();
        Ok(())
    }

    fn note_papers(
        &mut self,
        numbers: &[PaperNumber],
        is_wanted: impl Fn(PaperNumber, PaperState) -> Result<bool, PaperRefusal>,
        act: &Act,
        body: impl Fn(String, Vec<u8>) -> Body,
    ) -> Result<(), StoreError> {
        self.write_as(|change, tail, identity| {
            let known = batches(change)?;
            let mut wanted = Vec::new();
            for number in numbers {
                if is_wanted(*number, find(&known, *number)?.state)? {
                    wanted.push(*number);
                }
            }
            wanted.sort_unstable();
            wanted.dedup();
            let events = wanted.chunk_by(|a, b| a.batch() == b.batch()).filter_map(|of_batch| {
                let batch = of_batch.first()?.batch().to_string();
                let serials = of_batch.iter().map(|number| number.serial()).collect();
                Some(Event::Record(body(batch, serials)))
            });
            let events: Vec<Event> = events.collect();
            keep(change, tail, identity, None, act, &events)?;
            wanted.iter().try_for_each(|number| forget_first_keying(change, *number))
        })
    }
}

/// What was keyed in first for a paper goes: it was handed in, or never will be.
fn forget_first_keying(db: &Connection, number: PaperNumber) -> Result<(), StoreError> {
    let kind = format!("{FIRST_KEYING}{}", number.digits());
    db.prepare_cached("DELETE FROM draft WHERE kind = ?1 AND person = 0")?.execute([kind])?;
    Ok(())
}

/// The same for all papers of a person who is erased, kept or half-keyed: these drafts belong to no person's row, and hold a name, answers
/// and words all the same.
pub(super) fn forget_sheets(db: &Connection, person: i64) -> Result<(), StoreError> {
    let key = hex(&key_of(db, person)?.0);
    let kinds = format!("{FIRST_KEYING}%");
    let sql = "DELETE FROM draft WHERE (kind LIKE ?1 OR kind = ?2) AND instr(text, ?3) > 0";
    db.prepare_cached(sql)?.execute([kinds.as_str(), HALF_KEYED, &key])?;
    Ok(())
}

/// A batch by chance; none where the chance fell above the greatest multiple of their count, so that each is equally likely.
fn chance() -> Option<PaperBatch> {
    let most = u32::MAX - u32::MAX % PaperBatch::COUNT;
    let drawn = u32::from_be_bytes(random::<4>());
    if drawn < most { PaperBatch::new(drawn % PaperBatch::COUNT) } else { None }
}

/// Before the record of a handed paper is erased: its number stays used.
pub(super) fn keep_spent(db: &Connection, seq: i64) -> Result<(), StoreError> {
    let mut select = db.prepare_cached("SELECT bytes FROM record WHERE seq = ?1")?;
    let bytes: Vec<u8> = select.query_row([seq], |row| row.get(0))?;
    let record = Record::read(&bytes).map_err(|_| StoreError::Damaged(Damage::Values))?;
    if let Body::PaperHanded { batch, serial, .. } = record.body {
        db.prepare_cached("INSERT OR IGNORE INTO paper_spent (batch, serial) VALUES (?1, ?2)")?
            .execute((batch.parse::<i64>().unwrap_or(0), serial))?;
    }
    Ok(())
}

fn find(batches: &[PrintedBatch], number: PaperNumber) -> Result<PrintedPaper, PaperRefusal> {
    let all = batches.iter().flat_map(|batch| &batch.papers);
    all.copied().find(|paper| paper.number == number).ok_or(PaperRefusal::NotPrinted(number))
}

fn paper(batch: &str, serial: u8) -> Option<PaperNumber> {
    PaperNumber::new(PaperBatch::parse(batch)?, serial)
}

/// What became of all papers, without whether they are keyed twice: that depends on the draw key.
fn batches(db: &Connection) -> Result<Vec<PrintedBatch>, StoreError> {
    let mut all: Vec<PrintedBatch> = Vec::new();
    each(db, |seq, record| note(&mut all, seq, record))?;
    let mut spent = db.prepare_cached("SELECT batch, serial FROM paper_spent")?;
    let mut rows = spent.query(())?;
    while let Some(row) = rows.next()? {
        let batch = u32::try_from(row.get::<_, i64>(0)?).ok().and_then(PaperBatch::new);
        let number = batch.and_then(|batch| PaperNumber::new(batch, row.get(1).ok()?));
        if let Some(one) = number.and_then(|number| paper_mut(&mut all, number))
            && !matches!(one.state, PaperState::Handed(_))
        {
            one.state = PaperState::Handed(None);
        }
    }
    Ok(all)
}

fn note(all: &mut Vec<PrintedBatch>, seq: i64, record: Record) {
    let mut set = |batch: &str, serials: &[u8], state: PaperState| {
        for number in serials.iter().filter_map(|serial| paper(batch, *serial)) {
            if let Some(one) = paper_mut(all, number)
                && !matches!(one.state, PaperState::Handed(_))
            {
                one.state = state;
            }
        }
    };
    match record.body {
        Body::PapersPrinted { batch, count, pack } => {
            let Some(batch) = PaperBatch::parse(&batch) else { return };
            let fresh = |number| PrintedPaper { number, state: PaperState::Printed, second: SecondKeying::NotDrawn };
            let papers = (1..=count).filter_map(|serial| PaperNumber::new(batch, serial)).map(fresh).collect();
            all.push(PrintedBatch { batch, printed: record.at.stamp(), pack, papers, seq });
        }
        Body::PapersCollected { batch, serials } => set(&batch, &serials, PaperState::Collected),
        Body::PapersVoid { batch, serials } => set(&batch, &serials, PaperState::Void),
        Body::PaperHanded { batch, serial, .. } => {
            let person = record.person.as_deref().and_then(unhex).map(PersonKey);
            set(&batch, &[serial], PaperState::Handed(person));
        }
        Body::PaperRekeyed { batch, serial, .. } => {
            if let Some(one) = paper(&batch, serial).and_then(|number| paper_mut(all, number)) {
                one.second = SecondKeying::Done;
            }
        }
        _ => (), // else: the query asks for no other kinds
    }
}

fn paper_mut(all: &mut [PrintedBatch], number: PaperNumber) -> Option<&mut PrintedPaper> {
    all.iter_mut().flat_map(|batch| &mut batch.papers).find(|paper| paper.number == number)
}

/// Every record about papers that can still be read, in their order.
fn each(db: &Connection, mut take: impl FnMut(i64, Record)) -> Result<(), StoreError> {
    let mut select = db.prepare_cached(
        "SELECT seq, bytes FROM record
         WHERE kind IN ('papers-printed', 'papers-collected', 'papers-void', 'paper-handed', 'paper-rekeyed')
           AND bytes IS NOT NULL ORDER BY seq",
    )?;
    let mut rows = select.query(())?;
    while let Some(row) = rows.next()? {
        let record = Record::read(&row.get::<_, Vec<u8>>(1)?).map_err(|_| StoreError::Damaged(Damage::Values))?;
        take(row.get(0)?, record);
    }
    Ok(())
}
