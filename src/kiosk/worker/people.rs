use super::{Replies, Worker};
use crate::{
    domain::{IdNumber, Identity, PersonKey, PersonKeySource, Phone, Registration, Stamp, TopicId},
    record::{Body, Draft, Event, HelpMode, hex},
    store::{self, PersonQuery, PersonRef, StoreError},
    text::phone_text,
    tui::{
        Effect, Guest, ListKind, Msg, PersonLine,
        screens::{group, papers::KIND as SHEET_DRAFT, register::QUICK_DRAFT},
    },
};

/// People of one name, birth and village whom only an ordinal distinguishes.
const MOST_NAMESAKES: u8 = 20;

impl Worker {
    pub(super) fn find_number(&mut self, number: &IdNumber) -> Replies {
        let key = self.open()?.person_key(&PersonKeySource::Number(number));
        match self.guest(&key)? {
            // Not yet at the keyboard: the person has to confirm that it is they.
            Some(guest) => Ok(vec![Msg::Person(Some(Box::new(guest)))]),
            None => Ok(vec![Msg::Person(None)]),
        }
    }

    pub(super) fn search(&mut self, name: &str, village: &str, birth_year: Option<i32>) -> Replies {
        let found = self.open()?.search(&PersonQuery { name, village, birth_year })?;
        Ok(vec![Msg::People(found.iter().map(line).collect())])
    }

    pub(super) fn list(&mut self, kind: ListKind) -> Replies {
        let topics = self.topics();
        let store = self.open()?;
        let lists = store.waiting_lists(topics)?;
        let (found, line): (Vec<_>, fn(&store::PersonLine) -> PersonLine) = match kind {
            ListKind::ToCallBack => (lists.to_call_back(), call_line),
            ListKind::ToLearn => (lists.learn, call_line),
            ListKind::ToTest => (lists.test, call_line),
            ListKind::ToShare => (lists.share, call_line),
            ListKind::All => (store.everybody()?, line),
            ListKind::Finished => {
                let everybody = store.everybody()?;
                (everybody.into_iter().filter(|line| is_finished(line, topics)).collect(), line)
            }
        };
        Ok(vec![Msg::People(found.iter().map(line).collect())])
    }

    pub(super) fn open_person(&mut self, key: &PersonKey) -> Replies {
        let guest = self.guest(key)?.ok_or(StoreError::NoPerson)?;
        let person = self.open()?.find_by_key(key)?.ok_or(StoreError::NoPerson)?;
        // Who takes over what a visit recorded goes on with that visit.
        let goes_on = self.at_keyboard.is_some_and(|(_, at)| at == *key);
        let visit = if goes_on { self.visit_from } else { self.open()?.next_place() };
        self.at_keyboard(Some((person, *key)), visit)?;
        Ok(vec![Msg::Person(Some(Box::new(guest)))])
    }

    pub(super) fn new_person(
        &mut self,
        registration: &Registration,
        mode: HelpMode,
        events: &[Event],
        ordinal: Option<u8>,
        now: Stamp,
    ) -> Replies {
        let key = match (&registration.identity, ordinal) {
            (Identity::Number(number), _) => self.open()?.person_key(&PersonKeySource::Number(number)),
            (Identity::None(_), Some(ordinal)) => self.key_of_registration(registration, ordinal)?,
            (Identity::None(_), None) => {
                let namesakes = self.namesakes(registration)?;
                if !namesakes.is_empty() {
                    return Ok(vec![Msg::Namesakes(namesakes)]);
                }
                self.key_of_registration(registration, 0)?
            }
        };
        let act = self.act(now, mode);
        let store = self.open()?;
        let visit = store.next_place();
        let (person, _) = store.new_person(key, &act, events)?;
        let guest = self.guest(&key)?.ok_or(StoreError::NoPerson)?;
        self.at_keyboard(Some((person, key)), visit)?;
        Ok(vec![Msg::Person(Some(Box::new(Guest { mode, ..guest })))])
    }

    fn key_of_registration(&mut self, registration: &Registration, ordinal: u8) -> Result<PersonKey, StoreError> {
        let source = PersonKeySource::Declared {
            name: &registration.name,
            birth: registration.birth,
            residence: &registration.residence,
            ordinal,
        };
        Ok(self.open()?.person_key(&source))
    }

    fn namesakes(&mut self, registration: &Registration) -> Result<Vec<PersonLine>, StoreError> {
        let mut found = Vec::new();
        for ordinal in 0..MOST_NAMESAKES {
            let key = self.key_of_registration(registration, ordinal)?;
            let store = self.open()?;
            let Some(person) = store.find_by_key(&key)? else { break };
            found.push(line(&store.person(person)?));
        }
        Ok(found)
    }

    pub(super) fn save(
        &mut self,
        person: Option<&PersonKey>,
        mode: HelpMode,
        events: &[Event],
        now: Stamp,
    ) -> Result<(), StoreError> {
        let act = self.act(now, mode);
        let row = match person {
            Some(key) => Some(self.row_of(key)?),
            None => None,
        };
        self.open()?.save(row, &act, events)?;
        Ok(())
    }

    /// The first thing that is kept after "Có phải ông/bà …?" makes them the one at the keyboard.
    fn row_of(&mut self, key: &PersonKey) -> Result<PersonRef, StoreError> {
        if let Some((row, _)) = self.at_keyboard.filter(|(_, at)| at == key) {
            return Ok(row);
        }
        let store = self.open()?;
        let visit = store.next_place();
        let row = store.find_by_key(key)?.ok_or(StoreError::NoPerson)?;
        self.at_keyboard(Some((row, *key)), visit)?;
        Ok(row)
    }

    /// What this visit recorded under one person goes to another, by an appended record: nothing is rewritten. That record names
    /// others by their numbers, as the centre knows them; steps before, between and behind them go along.
    pub(super) fn move_visit(&mut self, from: &PersonKey, to: &PersonKey, now: Stamp) -> Replies {
        let act = self.act(now, HelpMode::Alone);
        let visit =
            self.at_keyboard.filter(|(_, at)| at == from).map(|_| self.visit_from).ok_or(StoreError::NoPerson)?;
        let store = self.open()?;
        let row = store.find_by_key(from)?.ok_or(StoreError::NoPerson)?;
        let other = store.find_by_key(to)?.ok_or(StoreError::NoPerson)?;
        let trace = store.trace(row)?;
        let mut of_visit = trace.iter().filter(|one| one.id.seq >= visit).peekable();
        if of_visit.peek().is_none() {
            return Ok(Vec::new());
        }
        let own = store.next_number();
        let from_event = of_visit.find_map(|one| one.id.number).unwrap_or(own);
        let body = Body::Moved { to: hex(&to.0), from_event, to_event: own };
        store.save(Some(row), &act, &[Event::Record(body)])?;
        self.at_keyboard(Some((other, *to)), visit)?;
        Ok(Vec::new())
    }

    pub(super) fn leave(&mut self, now: Stamp) -> Replies {
        if self.store.is_none() {
            return Ok(Vec::new());
        }
        self.at_keyboard(None, 0)?;
        self.open()?.checkpoint()?;
        if let Some(mut store) = self.store.take() {
            self.let_go(&mut store, now);
            self.store = Some(store);
        }
        Ok(Vec::new())
    }

    pub(super) fn save_draft(&mut self, draft: &Draft) -> Replies {
        let person = self.owner_of(&draft.kind);
        if self.store.is_none() {
            return Ok(Vec::new());
        }
        if draft.kind == "register" {
            self.form_at_keyboard()?;
        }
        self.open()?.draft_save(person, draft)?;
        Ok(Vec::new())
    }

    /// A draft is dropped, or read.
    pub(super) fn draft(&mut self, effect: &Effect) -> Replies {
        match effect {
            Effect::ClearDraft(kind) => self.clear_draft(kind),
            Effect::LoadDraft(kind) => self.load_draft(kind),
            _ => Ok(Vec::new()), // else: nothing about a draft
        }
    }

    fn clear_draft(&mut self, kind: &str) -> Replies {
        let person = self.owner_of(kind);
        let Some(store) = self.store.as_mut() else { return Ok(Vec::new()) };
        store.draft_clear(person, kind)?;
        Ok(Vec::new())
    }

    fn load_draft(&mut self, kind: &str) -> Replies {
        let person = self.owner_of(kind);
        let Some(store) = &self.store else { return Ok(Vec::new()) };
        Ok(store.draft_load(person, kind)?.map(Msg::Draft).into_iter().collect())
    }

    /// A registration belongs to nobody yet, a group's lesson to many, a sheet to who wrote it; a message to who is writing it.
    fn owner_of(&self, kind: &str) -> Option<PersonRef> {
        let is_of_nobody = matches!(kind, "register" | group::KIND | QUICK_DRAFT | SHEET_DRAFT);
        if is_of_nobody { None } else { self.at_keyboard.map(|(row, _)| row) }
    }

    pub(super) fn draw_seed(&mut self, person: &PersonKey, attempt: u8) -> Replies {
        Ok(vec![Msg::Seed(self.open()?.draw_seed(person, attempt))])
    }
}

fn is_finished(line: &store::PersonLine, topics: usize) -> bool {
    let progress = &line.progress;
    progress.topics.len() >= topics && progress.tested.is_some() && progress.message.is_some()
}

fn line(found: &store::PersonLine) -> PersonLine {
    let progress = &found.progress;
    let topics: Vec<TopicId> = progress.topics.clone();
    PersonLine {
        key: found.key,
        name: found.name.clone(),
        birth_year: found.birth_year.unwrap_or(0),
        village: found.village.clone(),
        masked_number: found.hint.clone().unwrap_or_default(),
        phone: String::new(),
        topics_done: u8::try_from(topics.len()).unwrap_or(u8::MAX),
        tested: progress.tested.is_some(),
        shared: progress.message.is_some(),
        certified: progress.certificate.is_some(),
        last_seen: Stamp { wall: progress.since.unwrap_or_default(), ..Stamp::default() },
    }
}

/// The line of somebody to be called back.
fn call_line(found: &store::PersonLine) -> PersonLine {
    let phone = found.phone.as_deref().and_then(|digits| Phone::parse(digits).ok());
    PersonLine { phone: phone.as_ref().map(phone_text).unwrap_or_default(), ..line(found) }
}
