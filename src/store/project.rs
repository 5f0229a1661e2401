use super::{Damage, StoreError};
use crate::{
    domain::{IdNumber, Moment, fold},
    record::{Body, InstallV1, RecordKind, RegistrationV1},
};
use rusqlite::{Connection, Row as SqlRow};

/// Why something was erased: the person asked for it, here or at the centre.
pub(super) const ASKED: &str = "asked";

/// What lists need of a person: follows from the records alone, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Projection {
    pub(super) registration: Option<RegistrationV1>,
    /// One bit a topic, the first lowest.
    pub(super) topics: i64,
    pub(super) attempts: u8,
    pub(super) app: Option<InstallV1>,
    pub(super) registered_at: Option<Moment>,
    pub(super) topics_at: Option<Moment>,
    pub(super) tested_at: Option<Moment>,
    pub(super) message_at: Option<Moment>,
    pub(super) certificate_at: Option<Moment>,
    pub(super) withdrawn_at: Option<Moment>,
    pub(super) last_at: Option<Moment>,
}

/// The columns of `Projection::read`.
pub(super) const COLUMNS: &str = "told, topics, attempts, app, registered_ms, topics_ms, tested_ms, message_ms, \
                                  certificate_ms, withdrawn_ms, last_ms";

impl Projection {
    /// A record has been added.
    pub(super) fn add(&mut self, body: &Body, wall: Moment) {
        match body {
            Body::Registration { registration } | Body::Correction { registration } => {
                self.registration = Some((**registration).clone());
            }
            Body::TopicDone { topic, .. } => {
                let bit = topic.checked_sub(1).and_then(|place| 1_i64.checked_shl(u32::from(place)));
                let with = self.topics | bit.unwrap_or(0);
                if with != self.topics {
                    (self.topics, self.topics_at) = (with, Some(wall));
                }
            }
            Body::AttemptOpened { attempt, .. } | Body::PaperHanded { attempt, .. } => {
                self.attempts = self.attempts.max(*attempt);
            }
            Body::App { install } => self.app = Some(*install),
            // A new consent after a withdrawal is a new beginning.
            Body::Consent { .. } => self.withdrawn_at = None,
            Body::Erased { why, .. } if why == ASKED => self.begin_again(),
            Body::Withdrawal {}
            | Body::AttemptSubmitted { .. }
            | Body::Message { .. }
            | Body::CertificateAsked { .. }
            | Body::ShiftOpened { .. }
            | Body::ShiftClosed { .. }
            | Body::Moved { .. }
            | Body::Erased { .. }
            | Body::GroupLesson { .. }
            | Body::PapersPrinted { .. }
            | Body::PapersCollected { .. }
            | Body::PaperRekeyed { .. }
            | Body::PapersVoid { .. }
            | Body::ClockConfirmed { .. } => (),
        }
        self.reach(body.kind(), wall);
    }

    /// Everything was erased on request: the attempts that were used stay, and whether they withdrew.
    fn begin_again(&mut self) {
        *self =
            Self { attempts: self.attempts, withdrawn_at: self.withdrawn_at, last_at: self.last_at, ..Self::default() };
    }

    /// A record whose bytes have been erased: its kind and time are all that is left of it. Of a test that was opened, that it was.
    pub(super) fn add_erased(&mut self, kind: Option<RecordKind>, wall: Moment) {
        if matches!(kind, Some(RecordKind::AttemptOpened | RecordKind::PaperHanded)) {
            self.attempts = self.attempts.saturating_add(1);
        }
        match kind {
            Some(kind) => self.reach(kind, wall),
            None => self.last_at = Some(wall), // a later version's kind
        }
    }

    fn reach(&mut self, kind: RecordKind, wall: Moment) {
        let part = match kind {
            RecordKind::Registration => Some(&mut self.registered_at),
            RecordKind::AttemptSubmitted | RecordKind::PaperHanded => Some(&mut self.tested_at),
            RecordKind::Message => Some(&mut self.message_at),
            RecordKind::CertificateAsked => Some(&mut self.certificate_at),
            RecordKind::Withdrawal => Some(&mut self.withdrawn_at),
            RecordKind::Consent
            | RecordKind::Correction
            | RecordKind::TopicDone
            | RecordKind::AttemptOpened
            | RecordKind::App
            | RecordKind::ShiftOpened
            | RecordKind::ShiftClosed
            | RecordKind::Moved
            | RecordKind::Erased
            | RecordKind::GroupLesson
            | RecordKind::PapersPrinted
            | RecordKind::PapersCollected
            | RecordKind::PaperRekeyed
            | RecordKind::PapersVoid
            | RecordKind::ClockConfirmed => None,
        };
        if let Some(part) = part {
            part.get_or_insert(wall); // the first time counts
        }
        self.last_at = Some(wall);
    }

    /// Reads `COLUMNS`, the first of which is column `from`.
    pub(super) fn read(row: &SqlRow, from: usize) -> Result<Self, StoreError> {
        let damaged = |_| StoreError::Damaged(Damage::Values);
        let registration: Option<String> = row.get(from)?;
        let app: Option<String> = row.get(from + 3)?;
        let moment = |column| row.get::<_, Option<i64>>(column).map(|at| at.map(Moment));
        Ok(Self {
            registration: registration.map(|json| serde_json::from_str(&json).map_err(damaged)).transpose()?,
            topics: row.get(from + 1)?,
            attempts: row.get(from + 2)?,
            app: app.map(|json| serde_json::from_str(&json).map_err(damaged)).transpose()?,
            registered_at: moment(from + 4)?,
            topics_at: moment(from + 5)?,
            tested_at: moment(from + 6)?,
            message_at: moment(from + 7)?,
            certificate_at: moment(from + 8)?,
            withdrawn_at: moment(from + 9)?,
            last_at: moment(from + 10)?,
        })
    }

    pub(super) fn load(db: &Connection, person: i64) -> Result<Self, StoreError> {
        let mut select = db.prepare_cached(&format!("SELECT {COLUMNS} FROM person WHERE id = ?1"))?;
        let mut rows = select.query([person])?;
        Self::read(rows.next()?.ok_or(StoreError::NoPerson)?, 0)
    }

    pub(super) fn write(&self, db: &Connection, person: i64) -> Result<(), StoreError> {
        let json = |fault: serde_json::Error| {
            debug_assert!(false, "{fault}");
            StoreError::Damaged(Damage::Values)
        };
        let registration = self.registration.as_ref().map(serde_json::to_string).transpose().map_err(json)?;
        let app = self.app.as_ref().map(serde_json::to_string).transpose().map_err(json)?;
        let birth_year: Option<i32> = self.registration.as_ref().and_then(birth_year);
        let hint = self
            .registration
            .as_ref()
            .and_then(|registration| IdNumber::parse(registration.id_number.as_ref()?).ok())
            .map(|id| id.masked());
        let ms = |moment: Option<Moment>| moment.map(|at| at.0);
        let update = db.prepare_cached(
            "UPDATE person SET told = ?2, name = ?3, village = ?4, birth_year = ?5, hint = ?6, topics = ?7,
             topics_done = ?8, attempts = ?9, app = ?10, registered_ms = ?11, topics_ms = ?12, tested_ms = ?13,
             message_ms = ?14, certificate_ms = ?15, withdrawn_ms = ?16, last_ms = ?17 WHERE id = ?1",
        );
        let changed = update?.execute(rusqlite::params![
            person,
            registration,
            self.registration.as_ref().map(|registration| fold(&registration.name)),
            self.registration.as_ref().map(|registration| fold(&registration.lives.village)),
            birth_year,
            hint,
            self.topics,
            self.topics.count_ones(),
            self.attempts,
            app,
            ms(self.registered_at),
            ms(self.topics_at),
            ms(self.tested_at),
            ms(self.message_at),
            ms(self.certificate_at),
            ms(self.withdrawn_at),
            ms(self.last_at),
        ])?;
        if changed == 1 { Ok(()) } else { Err(StoreError::NoPerson) }
    }
}

/// The year of birth, which a registration's birth begins with.
pub(super) fn birth_year(registration: &RegistrationV1) -> Option<i32> {
    registration.birth.get(..4)?.parse().ok()
}
