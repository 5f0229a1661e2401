//! What a day has brought, for the documents of an evening.

use super::{
    Damage, PersonLine, Store, StoreError,
    lists::{FINISHED, PRESENT, REACHED, bounds, count, within},
};
use crate::{
    domain::Date,
    record::{Body, Record, RecordKind},
};

/// Records that an entry does not need in order to be valid: they may come after it was carried away.
const BESIDE_THE_ENTRY: &str = "('certificate-asked', 'app')";

/// What a day has brought, as the wall clock claimed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayFigures {
    /// Topics that were taught to a group.
    pub group_lessons: usize,
    /// People who have learnt the last of their topics.
    pub learned: usize,
    /// Numbered papers that were printed.
    pub papers_printed: usize,
    /// Papers that were collected.
    pub papers_collected: usize,
    /// Papers that were handed in.
    pub papers_handed: usize,
    /// Papers that were struck out.
    pub papers_void: usize,
    /// Tests that were handed in on the screen.
    pub screen_tests: usize,
    /// Valid entries, of whatever day, of which a record has not been carried away yet.
    pub waiting: usize,
    /// Slots of the volunteers who opened a shift, in that order, each once.
    pub helpers: Vec<String>,
}

impl Store {
    /// What a day has brought, where a contest has so many topics.
    ///
    /// # Errors
    /// A record cannot be read.
    pub fn day_figures(&self, day: Date, topics: usize) -> Result<DayFigures, StoreError> {
        let (from, to) = bounds(day);
        let mut figures = DayFigures {
            learned: self.people_with(&within("topics_done >= ?1", "topics_ms", day), topics)?,
            waiting: self.people_with(&waits(), topics)?,
            ..DayFigures::default()
        };
        let mut select = self
            .db()
            .prepare_cached("SELECT kind, bytes FROM record WHERE wall_ms >= ?1 AND wall_ms < ?2 ORDER BY seq")?;
        let mut rows = select.query((from, to))?;
        while let Some(row) = rows.next()? {
            // A kind that a later version wrote is none of these.
            let Ok(kind) = row.get::<_, String>(0)?.parse::<RecordKind>() else { continue };
            let body = if is_counted_by_content(kind) { row.get::<_, Option<Vec<u8>>>(1)? } else { None };
            let body = body.map(|bytes| Record::read(&bytes).map(|record| record.body)).transpose();
            figures.add(kind, body.map_err(|_| StoreError::Damaged(Damage::Values))?);
        }
        Ok(figures)
    }

    /// People whose entry became complete on a day, in the order in which they came.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn finished_on(&self, day: Date, topics: usize) -> Result<Vec<PersonLine>, StoreError> {
        let condition = within(FINISHED, REACHED, day);
        self.lines(&format!("WHERE {PRESENT} AND {condition}"), [count(topics)])
    }

    fn people_with(&self, condition: &str, topics: usize) -> Result<usize, StoreError> {
        let sql = format!("SELECT count(*) FROM person WHERE {PRESENT} AND {condition}");
        let number: i64 = self.db().prepare_cached(&sql)?.query_row([count(topics)], |row| row.get(0))?;
        Ok(usize::try_from(number).unwrap_or(0))
    }
}

impl DayFigures {
    fn add(&mut self, kind: RecordKind, body: Option<Body>) {
        match kind {
            // What was done counts, whether or not its content was erased since.
            RecordKind::GroupLesson => self.group_lessons += 1,
            RecordKind::AttemptSubmitted => self.screen_tests += 1,
            RecordKind::PaperHanded => self.papers_handed += 1,
            RecordKind::PapersPrinted
            | RecordKind::PapersCollected
            | RecordKind::PapersVoid
            | RecordKind::ShiftOpened
            | RecordKind::Consent
            | RecordKind::Registration
            | RecordKind::Correction
            | RecordKind::Withdrawal
            | RecordKind::TopicDone
            | RecordKind::AttemptOpened
            | RecordKind::Message
            | RecordKind::CertificateAsked
            | RecordKind::App
            | RecordKind::ShiftClosed
            | RecordKind::Moved
            | RecordKind::Erased
            | RecordKind::PaperRekeyed
            | RecordKind::ClockConfirmed => (),
        }
        match body {
            Some(Body::PapersPrinted { count, .. }) => self.papers_printed += usize::from(count),
            Some(Body::PapersCollected { serials, .. }) => self.papers_collected += serials.len(),
            Some(Body::PapersVoid { serials, .. }) => self.papers_void += serials.len(),
            Some(Body::ShiftOpened { helper, .. }) if !self.helpers.contains(&helper) => self.helpers.push(helper),
            _ => (), // else: no other body is read
        }
    }
}

/// Whether what is counted is written in the record.
fn is_counted_by_content(kind: RecordKind) -> bool {
    matches!(
        kind,
        RecordKind::PapersPrinted | RecordKind::PapersCollected | RecordKind::PapersVoid | RecordKind::ShiftOpened
    )
}

/// Finished, with a record of the entry that is in no bundle that was carried away.
fn waits() -> String {
    format!(
        "{FINISHED} AND EXISTS (SELECT 1 FROM record WHERE record.person = person.id AND record.kind NOT IN {BESIDE_THE_ENTRY}
         AND NOT EXISTS (SELECT 1 FROM bundle WHERE bundle.epoch = record.epoch
           AND record.n BETWEEN bundle.first AND bundle.last
           AND (bundle.sent_ms IS NOT NULL OR bundle.held_ms IS NOT NULL)))"
    )
}
