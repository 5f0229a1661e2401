use super::{
    PersonRef, Store, StoreError,
    person_row::id_of,
    project::{COLUMNS, Projection, birth_year},
};
use crate::{
    domain::{Entry, IdNumber, Moment, PersonKey, TopicId, fold, old_tone_style},
    record::{InstallV1, RegistrationV1},
};
use rusqlite::Row as SqlRow;

/// How far somebody has come, and when each part was reached as the wall clock claimed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonProgress {
    /// Time of the registration.
    pub registered: Option<Moment>,
    /// In order.
    pub topics: Vec<TopicId>,
    /// Number of the newest attempt; 0 before the first.
    pub attempts: u8,
    /// Time of the first submitted attempt.
    pub tested: Option<Moment>,
    /// Time of the first message.
    pub message: Option<Moment>,
    /// Time when the slip was asked for.
    pub certificate: Option<Moment>,
    /// Time of the withdrawal.
    pub withdrawn: Option<Moment>,
    /// Answer to the question on the app, where it was asked.
    pub app: Option<InstallV1>,
    /// The newest record: since when they wait for the next part.
    pub since: Option<Moment>,
}

/// A person as a list shows them. The name and village are empty after erasure.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonLine {
    /// The person's row.
    pub person: PersonRef,
    /// The person's key in this contest.
    pub key: PersonKey,
    /// Name, as registered.
    pub name: String,
    /// Village, as registered.
    pub village: String,
    /// Year of birth; none after erasure.
    pub birth_year: Option<i32>,
    /// The ID number, masked; none for who has none.
    pub hint: Option<String>,
    /// Digits of the telephone number; none where none was declared.
    pub phone: Option<String>,
    /// How far the person has come.
    pub progress: PersonProgress,
}

/// Whom to look for; what is empty or missing does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonQuery<'a> {
    /// Any words of the name, with or without marks.
    pub name: &'a str,
    /// Part of the village's name, with or without marks.
    pub village: &'a str,
    /// Year of birth.
    pub birth_year: Option<i32>,
}

/// Most people that a search gives back.
const MOST_FOUND: usize = 200;

impl PersonProgress {
    /// The same as the rules see it.
    #[must_use]
    pub fn entry(&self) -> Entry {
        Entry {
            registered: self.registered.is_some(),
            topics: self.topics.iter().copied().collect(),
            tested: self.tested.is_some(),
            message: self.message.is_some(),
        }
    }
}

impl std::fmt::Debug for PersonLine {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "PersonLine({:?}, …)", self.person)
    }
}

impl Store {
    /// The person under a key.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn find_by_key(&self, key: &PersonKey) -> Result<Option<PersonRef>, StoreError> {
        Ok(id_of(self.db(), key)?.map(PersonRef))
    }

    /// A person's line.
    ///
    /// # Errors
    /// `NoPerson`.
    pub fn person(&self, person: PersonRef) -> Result<PersonLine, StoreError> {
        self.lines("WHERE id = ?1", [person.0])?.pop().ok_or(StoreError::NoPerson)
    }

    /// A person's newest registration; none after erasure.
    ///
    /// # Errors
    /// `NoPerson`.
    pub fn registration(&self, person: PersonRef) -> Result<Option<RegistrationV1>, StoreError> {
        Ok(Projection::load(self.db(), person.0)?.registration)
    }

    /// People by name, village and year of birth. Marks, case and spacing do not matter; who matches with the marks as typed
    /// comes first, then by name; at most 200.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn search(&self, sought: &PersonQuery) -> Result<Vec<PersonLine>, StoreError> {
        let (name, village) = (fold(sought.name), fold(sought.village));
        let all = self.lines(
            "WHERE told IS NOT NULL AND instr(village, ?1) > 0 AND (?2 IS NULL OR birth_year = ?2)",
            (&village, sought.birth_year),
        )?;
        let words: Vec<&str> = name.split(' ').collect();
        let spelled = old_tone_style(sought.name).to_lowercase();
        let mut found: Vec<(bool, String, PersonLine)> = all
            .into_iter()
            .map(|line| (!old_tone_style(&line.name).to_lowercase().contains(&spelled), fold(&line.name), line))
            .filter(|(_, folded, _)| words.iter().all(|word| folded.contains(word)))
            .collect();
        found.sort_by(|a, b| (a.0, &a.1, a.2.person).cmp(&(b.0, &b.1, b.2.person)));
        found.truncate(MOST_FOUND);
        Ok(found.into_iter().map(|(_, _, line)| line).collect())
    }

    /// Everybody whose data are here, in the order in which they came.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn everybody(&self) -> Result<Vec<PersonLine>, StoreError> {
        self.lines("WHERE told IS NOT NULL", ())
    }

    /// Lines of the people that a condition picks, in order of their rows.
    pub(super) fn lines(&self, picked: &str, values: impl rusqlite::Params) -> Result<Vec<PersonLine>, StoreError> {
        let sql = format!("SELECT id, key, {COLUMNS} FROM person {picked} ORDER BY id");
        let mut select = self.db().prepare_cached(&sql)?;
        let mut rows = select.query(values)?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            lines.push(line(row)?);
        }
        Ok(lines)
    }
}

fn line(row: &SqlRow) -> Result<PersonLine, StoreError> {
    let projection = Projection::read(row, 2)?;
    let registration = projection.registration.as_ref();
    let topics = (1..=63_u8).filter(|number| projection.topics >> (number - 1) & 1 == 1);
    Ok(PersonLine {
        person: PersonRef(row.get(0)?),
        key: PersonKey(row.get(1)?),
        name: registration.map(|registration| registration.name.clone()).unwrap_or_default(),
        village: registration.map(|registration| registration.lives.village.clone()).unwrap_or_default(),
        birth_year: registration.and_then(birth_year),
        hint: registration
            .and_then(|registration| IdNumber::parse(registration.id_number.as_ref()?).ok())
            .map(|number| number.masked()),
        phone: registration.and_then(|registration| registration.phone.clone()),
        progress: PersonProgress {
            registered: projection.registered_at,
            topics: topics.filter_map(TopicId::new).collect(),
            attempts: projection.attempts,
            tested: projection.tested_at,
            message: projection.message_at,
            certificate: projection.certificate_at,
            withdrawn: projection.withdrawn_at,
            app: projection.app,
            since: projection.last_at,
        },
    })
}
