use super::{
    answers::Answers,
    particulars::{Particulars, Story},
    reason::Reason,
};
use crate::{
    domain::{Moment, PersonKey},
    ledger::RecordId,
    record::Medium,
};
use serde::{Deserialize, Serialize, de::Visitor};
use std::collections::BTreeSet;

/// All that is known of a person: what each bundle brought, whatever it is worth. A set: adding the same twice changes nothing, and
/// neither does the order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The bundles that brought something, in order; facts name them by their place here.
    pub(super) bundles: Vec<i64>,
    /// Packs that are named, in the order in which they came up.
    pub(super) packs: Vec<Bytes32>,
    /// In order of bundle and number.
    pub(super) list: Vec<Fact>,
    /// The declaration that somebody has chosen (`bundle`, `number`), where stations contradict each other, or that it is of two people.
    pub(super) chosen: Option<RecordId>,
    /// The person asked to be forgotten: also what comes later is to be erased at its station.
    pub(super) forgotten: bool,
    /// Signs that were seen in a bundle as a whole, by its place: of bundles from before there were outlines.
    pub(super) anomalies: Vec<(u16, u32)>,
    /// Which records did not count when the person was last judged: place of the bundle, number, reason.
    pub(super) rejected: Vec<(u16, u64, Reason)>,
}

/// One record of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Fact {
    pub bundle: u16,
    pub number: u64,
    #[serde(with = "Milliseconds")]
    pub wall: Moment,
    pub suspect: bool,
    pub what: What,
}

/// Encoding of a moment: its number of milliseconds alone.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Moment")]
struct Milliseconds(i64);

/// Content of a record, as little as judging needs: the bundle holds the rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum What {
    Consent,
    Withdrawal,
    Declared(Box<Declaration>),
    Topic {
        topic: u8,
        learnt: Learnt,
        pack: u16,
    },
    Opened {
        attempt: u8,
        pack: u16,
        paper: Bytes32,
        on_paper: bool,
    },
    Handed {
        attempt: u8,
        seconds: u32,
        answers: Answers,
    },
    Message,
    Certificate,
    App(u8),
    /// What was recorded under this person belongs to another.
    Away {
        to: Bytes32,
        first: u64,
        last: u64,
    },
    /// Something that was recorded under another person belongs to this one.
    Here {
        from: Bytes32,
    },
    Erased,
    /// The station has erased what it had of the person, because the person asked.
    ErasedOnRequest,
    /// A test that was handed in and then erased on request: it stays used.
    Spent {
        attempt: u8,
    },
    /// A numbered paper that was keyed in: opens the attempt and hands it in. Its answers have no seconds.
    Paper {
        attempt: u8,
        pack: u16,
        paper: Bytes32,
        batch: u32,
        serial: u8,
        answers: Answers,
    },
    /// As `Declared`, with what the form states beside it.
    Registered(Box<Declaration>, Box<Particulars>),
    /// As `Message`, as it was written.
    Story(Box<Story>),
    /// As `Certificate`: the number of the slip.
    Slip(String),
}

/// What a person declared about themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Declaration {
    pub correction: bool,
    pub name: String,
    pub birth: String,
    pub unit: String,
    pub village: String,
    pub work: Option<(Option<String>, String)>,
    pub one_touch: bool,
    /// How the number, or what was declared instead of it, agrees with the person's key.
    pub identity: Proof,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Proof {
    /// It hashes to the key.
    Proven,
    /// A correction without a number: the key is that of the first declaration.
    Silent,
    /// It hashes to another key, or no registration can have such a value.
    Wrong,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Learnt {
    Here,
    Elsewhere,
    /// With others, in a lesson before it.
    Group,
}

/// 32 bytes that are written in one piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Bytes32(pub [u8; 32]);

impl Serialize for Bytes32 {
    fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Bytes32 {
    fn deserialize<D: serde::Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        struct Whole;
        impl Visitor<'_> for Whole {
            type Value = Bytes32;
            fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str("32 bytes")
            }
            fn visit_bytes<E: serde::de::Error>(self, bytes: &[u8]) -> Result<Bytes32, E> {
                <[u8; 32]>::try_from(bytes).map(Bytes32).map_err(|_| E::invalid_length(bytes.len(), &self))
            }
        }
        input.deserialize_bytes(Whole)
    }
}

/// The version of the form in which facts are kept.
const VERSION: u8 = 1;
/// The same of facts of which something was erased on request.
const VERSION_OF_ERASURE: u8 = 2;
/// The same of facts with a group's topic or a numbered paper, whatever was erased.
const VERSION_OF_EVENINGS: u8 = 3;
/// The same of facts with particulars, whatever else is among them.
const VERSION_OF_PARTICULARS: u8 = 4;

/// Why facts cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FactsFault {
    /// Written by a later version of the program.
    #[error("facts of a later version")]
    Newer,
    /// No facts, or changed.
    #[error("facts are damaged")]
    Damaged,
}

/// Reads what is kept behind a byte with the version of its form, at most this one; the versions that there are read alike.
pub(super) fn read_kept<'b, T: Deserialize<'b>>(newest: u8, bytes: &'b [u8]) -> Result<T, FactsFault> {
    match bytes.split_first() {
        Some((found, rest)) if (1..=newest).contains(found) => match postcard::take_from_bytes(rest) {
            Ok((kept, [])) => Ok(kept),
            _ => Err(FactsFault::Damaged),
        },
        Some((found, _)) if *found > newest => Err(FactsFault::Newer),
        _ => Err(FactsFault::Damaged),
    }
}

impl Facts {
    /// Reads what `write` wrote.
    ///
    /// # Errors
    /// Of a later version, or no facts.
    pub fn read(bytes: &[u8]) -> Result<Self, FactsFault> {
        read_kept(VERSION_OF_PARTICULARS, bytes)
    }

    /// The bytes that are kept.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(64 + 24 * self.list.len());
        let any = |is: fn(&What) -> bool| self.list.iter().any(|fact| is(&fact.what));
        bytes.push(match () {
            () if any(What::is_of_particulars) => VERSION_OF_PARTICULARS,
            () if any(What::is_of_evening) => VERSION_OF_EVENINGS,
            () if any(What::is_of_erasure) => VERSION_OF_ERASURE,
            () => VERSION,
        });
        postcard::to_extend(self, bytes).unwrap_or_default() // into memory, nothing of it can fail
    }

    /// The bundles that it comes from.
    #[must_use]
    pub fn bundles(&self) -> &[i64] {
        &self.bundles
    }

    /// Whom this person's records went to or came from: their facts are needed to judge this one.
    #[must_use]
    pub fn related(&self) -> BTreeSet<PersonKey> {
        let other = |fact: &Fact| match fact.what {
            What::Away { to, .. } => Some(PersonKey(to.0)),
            What::Here { from } => Some(PersonKey(from.0)),
            What::Consent
            | What::Withdrawal
            | What::Declared(_)
            | What::Topic { .. }
            | What::Opened { .. }
            | What::Handed { .. }
            | What::Message
            | What::Certificate
            | What::App(_)
            | What::Erased
            | What::ErasedOnRequest
            | What::Spent { .. }
            | What::Paper { .. }
            | What::Registered(..)
            | What::Story(_)
            | What::Slip(_) => None,
        };
        self.list.iter().filter_map(other).collect()
    }

    /// Which records did not count when the person was last judged: bundle, number, reason.
    pub fn rejected(&self) -> impl Iterator<Item = (RecordId, Reason)> {
        let bundle = |place: u16| self.bundles.get(usize::from(place)).copied();
        self.rejected.iter().filter_map(move |(place, number, reason)| {
            Some((RecordId { bundle: bundle(*place)?, number: *number }, *reason))
        })
    }

    /// Keeps in mind which records did not count.
    pub fn reject(&mut self, rejected: &[(RecordId, Reason)]) {
        let place = |(record, reason): &(RecordId, Reason)| Some((self.place(record.bundle)?, record.number, *reason));
        self.rejected = rejected.iter().filter_map(place).collect();
    }

    /// Every record, with its bundle.
    pub fn records(&self) -> impl Iterator<Item = RecordId> {
        let bundle = |fact: &Fact| self.bundles.get(usize::from(fact.bundle)).copied();
        self.list.iter().filter_map(move |fact| Some(RecordId { bundle: bundle(fact)?, number: fact.number }))
    }

    /// What was declared in a record, for people who compare: name, birth, unit, village.
    #[must_use]
    pub fn declaration(&self, record: RecordId) -> Option<[&str; 4]> {
        let place = self.place(record.bundle)?;
        let fact = self.list.iter().find(|fact| (fact.bundle, fact.number) == (place, record.number))?;
        let one = fact.what.form()?.declaration;
        Some([&one.name, &one.birth, &one.unit, &one.village])
    }

    /// Whether the person asked to be forgotten.
    #[must_use]
    pub fn is_forgotten(&self) -> bool {
        self.forgotten
    }

    /// The person asked to be forgotten.
    pub fn forget(&mut self) {
        self.forgotten = true;
    }

    /// The declaration in this record counts, whatever else was declared; none: the first does.
    pub fn choose(&mut self, record: Option<RecordId>) {
        self.chosen = record;
    }

    /// The bundle of this number (0 before the ledger has given it one) has another.
    pub fn name_bundle(&mut self, before: i64, id: i64) {
        for bundle in self.bundles.iter_mut().filter(|bundle| **bundle == before) {
            *bundle = id;
        }
    }

    /// Takes in what another bundle brought.
    pub fn add(&mut self, other: &Facts) {
        let mut bundles: BTreeSet<i64> = self.bundles.iter().copied().collect();
        bundles.extend(&other.bundles);
        let bundles: Vec<i64> = bundles.into_iter().collect();
        self.renumber(&bundles);
        let mut other = other.clone();
        other.renumber(&bundles);
        let mut packs = Vec::new();
        for pack in &other.packs {
            let at = self.packs.iter().position(|known| known == pack).unwrap_or_else(|| {
                self.packs.push(*pack);
                self.packs.len() - 1
            });
            packs.push(u16::try_from(at).unwrap_or(u16::MAX));
        }
        let moved = |pack: u16| packs.get(usize::from(pack)).copied().unwrap_or(u16::MAX);
        for mut fact in other.list {
            if let Some(pack) = fact.what.pack_mut() {
                *pack = moved(*pack);
            }
            let at = self.list.partition_point(|known| known.key() < fact.key());
            // A record can bring one fact to each of two persons, and one to a person: the same place is the same fact.
            if self.list.get(at).is_none_or(|known| known.key() != fact.key()) {
                self.list.insert(at, fact);
            }
        }
        self.anomalies.extend(other.anomalies);
        self.anomalies.sort_unstable();
        self.anomalies.dedup();
        self.forgotten |= other.forgotten;
        self.chosen = self.chosen.or(other.chosen);
        self.in_one_form();
    }

    /// Packs in order of their digests, so that the same set has the same bytes.
    pub(super) fn in_one_form(&mut self) {
        if self.packs.is_sorted() {
            return;
        }
        let mut sorted = self.packs.clone();
        sorted.sort_unstable();
        let place = |pack: u16| {
            let digest = self.packs.get(usize::from(pack))?;
            u16::try_from(sorted.binary_search(digest).ok()?).ok()
        };
        for fact in &mut self.list {
            if let Some(pack) = fact.what.pack_mut() {
                *pack = place(*pack).unwrap_or(u16::MAX);
            }
        }
        self.packs = sorted;
    }

    pub(super) fn place(&self, bundle: i64) -> Option<u16> {
        self.bundles.iter().position(|known| *known == bundle).and_then(|at| u16::try_from(at).ok())
    }

    /// Names its bundles by their places in a longer list.
    fn renumber(&mut self, bundles: &[i64]) {
        if self.bundles == bundles {
            return;
        }
        let place = |at: u16| {
            let id = self.bundles.get(usize::from(at))?;
            u16::try_from(bundles.binary_search(id).ok()?).ok()
        };
        for fact in &mut self.list {
            fact.bundle = place(fact.bundle).unwrap_or(u16::MAX);
        }
        for (bundle, _) in &mut self.anomalies {
            *bundle = place(*bundle).unwrap_or(u16::MAX);
        }
        for (bundle, ..) in &mut self.rejected {
            *bundle = place(*bundle).unwrap_or(u16::MAX);
        }
        self.bundles = bundles.to_vec();
    }
}

impl Fact {
    /// A record is in one bundle once, but a person moved to themselves would be in it twice.
    pub(super) fn key(&self) -> (u16, u64, bool) {
        (self.bundle, self.number, matches!(self.what, What::Here { .. }))
    }
}

/// Whether a test was written on paper.
pub(super) fn on_paper(medium: Medium) -> bool {
    medium == Medium::Paper
}
