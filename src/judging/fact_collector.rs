use super::{
    ContestRules, Facts, Workspace,
    answers::Answers,
    evening_outline::{DrawnMark, batch_of, letters},
    facts::{Bytes32, Declaration, Fact, Learnt, Proof, What, on_paper},
    outline::{Outline, OutlineCollector},
    particulars::{Particulars, Story},
};
use crate::{
    crypto::Keyed,
    domain::{
        IdNumber, Identity, Moment, PaperBatch, PaperNumber, PersonKey, PersonKeySource, PersonName, Registration,
        Residence, old_tone_style,
    },
    record::{
        BodyView, HowLearnt, InstallV1, Medium, RecordView, RegistrationView, is_keyed_twice_by, person_key_by,
        printed_paper_seed_by, unhex,
    },
};
use std::collections::HashMap;

/// How many people of one name, birth and village without a number are distinguished.
const NAMESAKES: u8 = 16;

/// What one bundle brings, person by person: records go in, in the chain's order, facts come out.
pub struct FactCollector<'b> {
    rules: &'b ContestRules,
    people: Vec<(PersonKey, Facts)>,
    places: HashMap<PersonKey, usize>,
    /// Who the last record was about: records of one person mostly follow each other.
    last: usize,
    text: Vec<u8>,
    names: HashMap<String, String>,
    outline: OutlineCollector,
    /// From which the station can have drawn its papers.
    draws: Vec<Keyed>,
    workspace: Workspace,
    earliest: Moment,
    latest: Moment,
    installs: u32,
}

/// A bundle's facts.
#[derive(Clone, Debug)]
pub struct BundleFacts {
    /// In order of keys. The bundle is number 0 until the ledger has given it one (`name`).
    pub people: Vec<(PersonKey, Facts)>,
    /// Its shifts, papers, tests and topics, for the signs that an epoch shows as a whole.
    pub outline: Outline,
    /// The earliest and the latest that a record claims to be for which it matters when the contest has closed: `Moment::MIN` as
    /// the earliest where one doubts its clock, `Moment::MAX` where there is none.
    pub earliest: Moment,
    /// As `earliest`, of the latest.
    pub latest: Moment,
    /// Installs of the app on telephones of people who have no entry.
    pub installs: u32,
    id: i64,
}

impl BundleFacts {
    /// Gives the bundle the number that the ledger knows it by, or another one than before.
    pub fn name(&mut self, id: i64) {
        for (_, facts) in &mut self.people {
            facts.name_bundle(self.id, id);
        }
        self.id = id;
    }
}

impl<'b> FactCollector<'b> {
    /// Collector with no facts, by these rules.
    #[must_use]
    pub fn new(rules: &'b ContestRules) -> Self {
        Self {
            rules,
            people: Vec::new(),
            places: HashMap::new(),
            last: 0,
            text: Vec::with_capacity(256),
            names: HashMap::new(),
            outline: OutlineCollector::new(),
            draws: Vec::new(),
            workspace: Workspace::default(),
            earliest: Moment::MAX,
            latest: Moment::MIN,
            installs: 0,
        }
    }

    /// The same of a station that draws its papers from one of these keys: numbered papers are drawn again for the signs that they show.
    #[must_use]
    pub fn with_draws(self, draws: Vec<Keyed>) -> Self {
        Self { draws, ..self }
    }

    /// Takes in the next record.
    pub fn add(&mut self, record: &RecordView<'_>) {
        let Some(key) = record.person else {
            self.installs += u32::from(is_install(&record.body));
            return self.outline.add(record, None, None);
        };
        let at = self.place(key);
        let what = match &record.body {
            BodyView::Consent { .. } => What::Consent,
            BodyView::Registration { registration } => self.declared(&key, registration, false),
            BodyView::Correction { registration } => self.declared(&key, registration, true),
            BodyView::Withdrawal => What::Withdrawal,
            BodyView::TopicDone { topic, how, pack } => {
                let learnt = match how {
                    HowLearnt::Alone => Learnt::Here,
                    HowLearnt::Group => Learnt::Group,
                    HowLearnt::OtherStation => Learnt::Elsewhere,
                };
                What::Topic { topic: *topic, learnt, pack: self.pack(at, pack) }
            }
            BodyView::AttemptOpened { attempt, pack, paper, medium } => self.opened(at, *attempt, pack, paper, *medium),
            BodyView::AttemptSubmitted { attempt, seconds, answers, .. } => {
                let packed = answers.iter().map(|one| (one.question.as_ref(), one.option, one.seconds));
                let answers = Answers::pack(packed, &mut self.text);
                What::Handed { attempt: *attempt, seconds: *seconds, answers }
            }
            BodyView::Message { text, ready, publish, .. } => story(text, *ready, *publish),
            BodyView::CertificateAsked { number, .. } => What::Slip(number.clone().into_owned()),
            BodyView::App { install } => What::App(code_of(*install)),
            BodyView::Moved { to, from_event, to_event } => {
                let Some(to) = unhex(to) else { return self.outline.add(record, None, None) };
                self.moved(record, &key, PersonKey(to));
                What::Away { to: Bytes32(to), first: *from_event, last: *to_event }
            }
            BodyView::Erased { why, .. } if why == "asked" => What::ErasedOnRequest,
            BodyView::Erased { .. } => What::Erased,
            BodyView::PaperHanded { batch, serial, attempt, pack, paper, answers } => {
                let packed = answers.iter().map(|(question, option)| (question.as_ref(), *option, 0));
                let answers = Answers::pack(packed, &mut self.text);
                self.keyed_in(at, (batch, *serial), *attempt, (pack, paper), answers)
            }
            BodyView::ShiftOpened { .. }
            | BodyView::ShiftClosed { .. }
            | BodyView::ClockConfirmed { .. }
            | BodyView::GroupLesson { .. }
            | BodyView::PapersPrinted { .. }
            | BodyView::PapersCollected { .. }
            | BodyView::PaperRekeyed { .. }
            | BodyView::PapersVoid { .. } => return self.outline.add(record, None, None),
        };
        let answers = match &what {
            What::Handed { answers, .. } | What::Paper { answers, .. } => Some(answers),
            _ => None, // else: nothing else has answers
        };
        let drawn = self.drawn(at, &what);
        self.outline.add(record, answers, drawn);
        self.see(record, &what);
        let at = self.place(key);
        self.push(at, record, what);
    }

    /// Something of one person belongs to another.
    fn moved(&mut self, record: &RecordView<'_>, from: &PersonKey, to: PersonKey) {
        if to != *from {
            let there = self.place(to);
            self.push(there, record, What::Here { from: Bytes32(from.0) });
        }
    }

    /// The facts of all records so far.
    #[must_use]
    pub fn finish(self) -> BundleFacts {
        let mut people = self.people;
        people.sort_unstable_by_key(|(key, _)| *key);
        for (_, facts) in &mut people {
            facts.in_one_form();
        }
        let outline = self.outline.finish();
        let (earliest, latest, installs) = (self.earliest, self.latest, self.installs);
        BundleFacts { people, outline, earliest, latest, installs, id: 0 }
    }

    /// Keeps in mind what a record claims of its time, where the contest's window matters for it.
    fn see(&mut self, record: &RecordView<'_>, what: &What) {
        if matches!(what, What::Withdrawal | What::Erased | What::ErasedOnRequest | What::Away { .. } | What::Slip(_)) {
            return;
        }
        if record.at.suspect {
            self.earliest = Moment::MIN;
        }
        self.earliest = self.earliest.min(Moment(record.at.wall_ms));
        self.latest = self.latest.max(Moment(record.at.wall_ms));
    }

    fn place(&mut self, key: PersonKey) -> usize {
        if self.people.get(self.last).is_some_and(|(last, _)| *last == key) {
            return self.last;
        }
        let next = self.people.len();
        let at = *self.places.entry(key).or_insert(next);
        if at == next {
            let list = Vec::with_capacity(12);
            self.people.push((key, Facts { bundles: vec![0], list, ..Facts::default() }));
        }
        self.last = at;
        at
    }

    fn push(&mut self, at: usize, record: &RecordView<'_>, what: What) {
        let fact =
            Fact { bundle: 0, number: record.n, wall: Moment(record.at.wall_ms), suspect: record.at.suspect, what };
        if let Some((_, facts)) = self.people.get_mut(at) {
            facts.list.push(fact);
        }
    }

    /// The place of a pack among those that the person's facts name. What is no digest is no pack that anybody has.
    fn pack(&mut self, at: usize, pack: &str) -> u16 {
        let digest = Bytes32(unhex(pack).unwrap_or_default());
        let Some((_, facts)) = self.people.get_mut(at) else { return u16::MAX };
        let known = facts.packs.iter().position(|known| *known == digest).unwrap_or_else(|| {
            facts.packs.push(digest);
            facts.packs.len() - 1
        });
        u16::try_from(known).unwrap_or(u16::MAX)
    }

    fn opened(&mut self, at: usize, attempt: u8, pack: &str, paper: &str, medium: Medium) -> What {
        let paper = Bytes32(unhex(paper).unwrap_or_default());
        What::Opened { attempt, pack: self.pack(at, pack), paper, on_paper: on_paper(medium) }
    }

    fn keyed_in(
        &mut self,
        at: usize,
        (batch, serial): (&str, u8),
        attempt: u8,
        (pack, paper): (&str, &str),
        answers: Answers,
    ) -> What {
        let paper = Bytes32(unhex(paper).unwrap_or_default());
        // A number that no paper can have is one that was never printed.
        let batch = batch_of(batch).unwrap_or(PaperBatch::COUNT);
        What::Paper { attempt, pack: self.pack(at, pack), paper, batch, serial, answers }
    }

    /// What a numbered paper shows when it is drawn again.
    fn drawn(&mut self, at: usize, what: &What) -> Option<DrawnMark> {
        let What::Paper { pack, paper, batch, serial, answers, .. } = what else { return None };
        let number = PaperNumber::new(PaperBatch::new(*batch)?, *serial)?;
        let digest = self.people.get(at)?.1.packs.get(usize::from(*pack))?;
        let pack = self.rules.pack(&digest.0)?;
        let seed = |key: &Keyed| printed_paper_seed_by(key, &self.rules.contest, number);
        let key = self.draws.iter().find(|key| self.workspace.draws(pack, seed(key), &paper.0))?;
        let is_keyed_twice = is_keyed_twice_by(key, &self.rules.contest, number);
        Some(DrawnMark { letters: letters(self.workspace.orders(), answers)?, is_keyed_twice })
    }

    fn declared(&mut self, key: &PersonKey, form: &RegistrationView<'_>, correction: bool) -> What {
        let sound = form.owned().registration().ok();
        let identity = sound.as_ref().map_or(Proof::Wrong, |sound| self.proof(key, sound, correction));
        let particulars = sound.as_ref().map(Particulars::of).unwrap_or_default();
        let work = form
            .work
            .as_ref()
            .map(|work| (work.unit.as_ref().map(|unit| unit.clone().into_owned()), self.written(&work.name)));
        let declaration = Declaration {
            correction,
            name: form.name.clone().into_owned(),
            birth: form.birth.clone().into_owned(),
            unit: form.lives_unit.clone().into_owned(),
            village: self.written(&form.lives_village),
            work,
            one_touch: form.one_touch,
            identity,
        };
        What::Registered(Box::new(declaration), Box::new(particulars))
    }

    /// The name of a place as sums know it.
    fn written(&mut self, name: &str) -> String {
        if let Some(known) = self.names.get(name) {
            return known.clone();
        }
        let written = place_name(name);
        self.names.insert(name.to_owned(), written.clone());
        written
    }

    fn proof(&self, key: &PersonKey, sound: &Registration, correction: bool) -> Proof {
        match &sound.identity {
            Identity::Number(number) => self.proof_of(key, number),
            Identity::None(_) if correction => Proof::Silent,
            Identity::None(_) => self.proof_of_declared(key, &sound.name, sound.birth, &sound.residence),
        }
    }

    fn proof_of(&self, key: &PersonKey, number: &IdNumber) -> Proof {
        let found = person_key_by(&self.rules.person_key, &PersonKeySource::Number(number));
        if found == *key { Proof::Proven } else { Proof::Wrong }
    }

    fn proof_of_declared(
        &self,
        key: &PersonKey,
        name: &PersonName,
        birth: crate::domain::Birth,
        residence: &Residence,
    ) -> Proof {
        let is_key = |ordinal| {
            let source = PersonKeySource::Declared { name, birth, residence, ordinal };
            person_key_by(&self.rules.person_key, &source) == *key
        };
        if (0..NAMESAKES).any(is_key) { Proof::Proven } else { Proof::Wrong }
    }
}

/// The code by which facts keep an answer about the app.
fn code_of(install: InstallV1) -> u8 {
    match install {
        InstallV1::InstalledNow => 0,
        InstallV1::HadIt => 1,
        InstallV1::NoSmartphone => 2,
    }
}

fn story(text: &str, ready: Option<u8>, may_be_public: bool) -> What {
    What::Story(Box::new(Story { text: text.to_owned(), ready, may_be_public }))
}

/// Whether the app is on somebody's telephone by this record.
fn is_install(body: &BodyView<'_>) -> bool {
    matches!(body, BodyView::App { install: InstallV1::InstalledNow | InstallV1::HadIt })
}

/// The words before a village's own name, which people write large or small.
const KINDS: [&str; 14] =
    ["thôn", "xóm", "làng", "ấp", "khu", "tổ", "dân", "phố", "số", "đội", "cụm", "xã", "phường", "đường"];

/// A place's name in the one form in which it is summed: single spaces, the traditional tone style, a small letter before the words
/// that name its kind, a large one before the others. "THÔN ngọc  lặc" and "Thôn Ngọc Lặc" are one village.
#[must_use]
pub fn place_name(name: &str) -> String {
    let small = old_tone_style(name).to_lowercase();
    let mut written = String::with_capacity(small.len());
    for (at, word) in small.split(' ').enumerate() {
        if at > 0 {
            written.push(' ');
        }
        let mut chars = word.chars();
        match chars.next() {
            Some(first) if !KINDS.contains(&word) => {
                written.extend(first.to_uppercase());
                written.push_str(chars.as_str());
            }
            _ => written.push_str(word),
        }
    }
    written
}
