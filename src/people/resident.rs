use super::{
    Chance,
    texts::{text, texts},
};
use crate::{
    domain::{
        Birth, Date, GUARDED_BELOW, Guardian, IdNumber, Identity, Membership, NoIdReason, OneTouch, PersonKey,
        PersonKeySource, PersonName, Phone, Registration, Residence, Sex, WorkKind, Workplace, toggle_tone_style,
    },
    record::HelpMode,
};
use std::collections::BTreeSet;

/// Invented resident: the registration, and the journey through the contest.
#[derive(Clone, Debug)]
pub struct Resident {
    /// Counted from 0 over everybody of one seed.
    pub number: u32,
    /// What the person registers.
    pub registration: Registration,
    /// The person in records, under the contest's person key.
    pub key: PersonKey,
    /// How far the person comes.
    pub journey: Journey,
    /// Questions of a hundred that the person knows.
    pub knows: u32,
    /// How much the helper does.
    pub mode: HelpMode,
}

/// A resident's journey through the contest, from the first visit to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Journey {
    /// Registers and goes home.
    OnlyRegisters,
    /// Half of the topics, then home.
    LearnsHalf,
    /// Opens a test and never submits it.
    LeavesTheTest,
    /// Everything but the message.
    SharesNothing,
    /// Completes the entry at the first attempt.
    Finishes,
    /// Takes the test twice.
    Twice,
    /// Finishes, then has the registration corrected.
    Corrects,
    /// Finishes, then takes the consent back.
    Withdraws,
    /// Begins at one station and ends at the next, where the name is spelt with the other placement of tone marks.
    MovesOn,
    /// Takes the test at two stations.
    TestsAtBoth,
    /// Finishes; at the next station another person registers under the same ID number.
    Contradicted,
}

/// Residents of a hundred on each journey; the last one is for the rest.
const JOURNEYS: [(u32, Journey); 11] = [
    (8, Journey::OnlyRegisters),
    (8, Journey::LearnsHalf),
    (4, Journey::LeavesTheTest),
    (5, Journey::SharesNothing),
    (6, Journey::Twice),
    (4, Journey::Corrects),
    (1, Journey::Withdraws),
    (6, Journey::MovesOn),
    (4, Journey::TestsAtBoth),
    (1, Journey::Contradicted),
    (100, Journey::Finishes),
];

impl Journey {
    /// The journey of a resident who meets one station only.
    #[must_use]
    pub fn at_one_station(self) -> Self {
        if self.needs_two() { Self::Finishes } else { self }
    }

    /// Whether the journey leads through two stations.
    #[must_use]
    pub fn needs_two(self) -> bool {
        matches!(self, Self::MovesOn | Self::TestsAtBoth | Self::Contradicted)
    }

    fn draw(chance: &mut Chance) -> Self {
        let mut roll = chance.below(100);
        for (share, journey) in JOURNEYS {
            if roll < share {
                return journey;
            }
            roll -= share;
        }
        Self::Finishes
    }
}

/// Birth-place codes of ID numbers: mostly this city's, from before and after the merger of units.
const BIRTH_PLACES: [&str; 8] = ["031", "031", "031", "030", "030", "034", "033", "001"];
/// The kinds of the workplaces in the asset, in its order.
const WORK: [WorkKind; 6] =
    [WorkKind::School, WorkKind::School, WorkKind::Agency, WorkKind::Agency, WorkKind::Enterprise, WorkKind::Other];

/// The maker of residents: one seed makes the same people at every run.
#[derive(Clone, Copy, Debug)]
pub struct Residents {
    /// The seed.
    pub seed: u64,
    /// The day on which they register: ages are counted to it.
    pub today: Date,
}

impl Residents {
    /// The resident of this number, who lives there; `key` computes the person key.
    #[must_use]
    pub fn resident(
        &self,
        number: u32,
        residence: Residence,
        key: impl FnOnce(&PersonKeySource<'_>) -> PersonKey,
    ) -> Option<Resident> {
        let mut chance = Chance::new(self.seed, "resident", u64::from(number));
        let registration = self.registration(number, residence, &mut chance)?;
        let key = key(&key_source(&registration));
        let journey = Journey::draw(&mut chance);
        // Without an ID number the next station cannot find the person again.
        let journey =
            if matches!(registration.identity, Identity::None(_)) { journey.at_one_station() } else { journey };
        let mode = match chance.below(10) {
            0..6 => HelpMode::Alone,
            6..8 => HelpMode::ReadOut,
            _ => HelpMode::ReadAndPressed,
        };
        Some(Resident { number, registration, key, journey, knows: 30 + chance.below(66), mode })
    }

    fn registration(&self, number: u32, residence: Residence, chance: &mut Chance) -> Option<Registration> {
        let sex = if chance.percent(58) { Sex::Female } else { Sex::Male };
        let name = name(sex, chance)?;
        let year = 1938 + i32::try_from(chance.below(74)).ok()?;
        let day = Date::from_ymd_opt(year, 1 + chance.below(12), 1 + chance.below(28))?;
        let birth = if chance.percent(92) { Birth::Day(day) } else { Birth::Year(year) };
        let guarded = birth.age(self.today) < GUARDED_BELOW;
        let guardian = Guardian { name: PersonName::parse(text("guardian")).ok()?, consents: true };
        let identity = if chance.percent(96) {
            Identity::Number(self.id_number(number, year, sex, chance)?)
        } else {
            Identity::None(if guarded { NoIdReason::Child } else { NoIdReason::LostCard })
        };
        let work = chance.percent(25).then(|| chance.place(WORK.len()));
        let work = work.and_then(|at| Some((*WORK.get(at)?, *texts("workplaces").get(at)?)));
        let unit = Some(residence.unit.clone());
        Some(Registration {
            name,
            birth,
            sex,
            identity,
            residence,
            phone: if chance.percent(66) { phone(chance) } else { None },
            guardian: guarded.then_some(guardian),
            workplace: work.map(|(kind, name)| Workplace { kind, unit, name: name.to_owned() }),
            memberships: if chance.percent(35) {
                chance.pick(&Membership::ALL).copied().into_iter().collect()
            } else {
                BTreeSet::new()
            },
            one_touch: if chance.percent(10) { OneTouch::Taken } else { OneTouch::NotTaken },
        })
    }

    /// Place, century and sex, year, and six digits that nobody else of the same seed has.
    fn id_number(&self, number: u32, year: i32, sex: Sex, chance: &mut Chance) -> Option<IdNumber> {
        let century = (year - 1900) / 100 * 2 + i32::from(sex == Sex::Female);
        let first = Chance::new(self.seed, "serials", 0).below(1_000_000);
        let serial = (u64::from(first) + u64::from(number)) % 1_000_000;
        let place = chance.word(&BIRTH_PLACES);
        IdNumber::parse(&format!("{place}{century}{:02}{serial:06}", year % 100)).ok()
    }
}

impl Resident {
    /// The registration at the next station: the same, the name with the other placement of tone marks where there is one.
    #[must_use]
    pub fn registration_respelt(&self) -> Registration {
        let name = PersonName::parse(&toggle_tone_style(self.registration.name.as_str()));
        Registration { name: name.unwrap_or_else(|_| self.registration.name.clone()), ..self.registration.clone() }
    }

    /// The registration of another person who shows the same ID number.
    #[must_use]
    pub fn registration_of_stranger(&self) -> Registration {
        let name = PersonName::parse(text("stranger")).unwrap_or_else(|_| self.registration.name.clone());
        let birth = Birth::Year(self.registration.birth.year() - 1);
        Registration { name, birth, ..self.registration.clone() }
    }

    /// The registration with another telephone number, which changes no sum.
    #[must_use]
    pub fn registration_corrected(&self, chance: &mut Chance) -> Registration {
        Registration { phone: phone(chance), ..self.registration.clone() }
    }
}

/// What the person key is computed from.
#[must_use]
pub fn key_source(registration: &Registration) -> PersonKeySource<'_> {
    match &registration.identity {
        Identity::Number(number) => PersonKeySource::Number(number),
        Identity::None(_) => PersonKeySource::Declared {
            name: &registration.name,
            birth: registration.birth,
            residence: &registration.residence,
            ordinal: 0,
        },
    }
}

fn name(sex: Sex, chance: &mut Chance) -> Option<PersonName> {
    let (middles, given) = match sex {
        Sex::Male => ("middles-male", "given-male"),
        Sex::Female => ("middles-female", "given-female"),
    };
    let family = chance.word(texts("families"));
    let middle = chance.word(texts(middles));
    let given = chance.word(texts(given));
    PersonName::parse(&format!("{family} {middle} {given}")).ok()
}

fn phone(chance: &mut Chance) -> Option<Phone> {
    let network = chance.word(&["0904", "0912", "0936", "0978", "0387", "0778"]);
    Phone::parse(&format!("{network}{:06}", chance.below(1_000_000))).ok()
}
