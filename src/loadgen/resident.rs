use super::Chance;
use crate::{
    crypto::Secret,
    domain::{
        Birth, Date, GUARDED_BELOW, Guardian, IdNumber, Identity, Membership, NoIdReason, OneTouch, PersonKey,
        PersonKeySource, PersonName, Phone, Registration, Residence, Sex, UnitCode, WorkKind, Workplace,
        toggle_tone_style,
    },
    record::{HelpMode, person_key},
};
use std::collections::BTreeSet;

/// A resident who does not exist: what they tell, and how far they come.
#[derive(Clone, Debug)]
pub struct Resident {
    /// Counted from 0 over the whole city.
    pub number: u32,
    pub told: Registration,
    pub key: PersonKey,
    pub way: Way,
    /// Of a hundred questions, how many they know.
    pub knows: u32,
    pub mode: HelpMode,
}

/// What somebody comes to the station for, and how it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    OnlyRegisters,
    /// Half of the topics, then home.
    LearnsHalf,
    /// Opens a test and never hands it in.
    LeavesTheTest,
    /// Everything but the message.
    SaysNothing,
    Finishes,
    /// Takes the test twice.
    Twice,
    /// Finishes, then has the registration corrected.
    Corrects,
    /// Finishes, then takes the consent back.
    Withdraws,
    /// Begins at one station and ends at the next, where the name is spelt in the other style.
    MovesOn,
    /// Takes the test at two stations.
    TestsAtBoth,
    /// Finishes; at the next station somebody else registers under the same number.
    Contradicted,
}

/// How many of a hundred go which way; the last one is everybody else's.
const WAYS: [(u32, Way); 11] = [
    (8, Way::OnlyRegisters),
    (8, Way::LearnsHalf),
    (4, Way::LeavesTheTest),
    (5, Way::SaysNothing),
    (6, Way::Twice),
    (4, Way::Corrects),
    (1, Way::Withdraws),
    (6, Way::MovesOn),
    (4, Way::TestsAtBoth),
    (1, Way::Contradicted),
    (100, Way::Finishes),
];

impl Way {
    /// The same for who meets one station only.
    #[must_use]
    pub fn at_one_station(self) -> Self {
        if self.needs_two() { Self::Finishes } else { self }
    }

    #[must_use]
    pub fn needs_two(self) -> bool {
        matches!(self, Self::MovesOn | Self::TestsAtBoth | Self::Contradicted)
    }

    fn of(chance: &mut Chance) -> Self {
        let mut roll = chance.below(100);
        for (share, way) in WAYS {
            if roll < share {
                return way;
            }
            roll -= share;
        }
        Self::Finishes
    }
}

const FAMILIES: [&str; 16] = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lương", "Đinh", "Mạc", "Đào",
    "Phan",
];
const MIDDLES: [[&str; 6]; 2] =
    [["Văn", "Đức", "Hữu", "Quang", "Xuân", "Đình"], ["Thị", "Thị Thu", "Ngọc", "Thị Kim", "Thị Hồng", "Thanh"]];
const GIVEN: [[&str; 12]; 2] = [
    ["Ân", "Bảo", "Chiến", "Dũng", "Hòa", "Hưng", "Khải", "Sơn", "Thủy", "Toàn", "Vượng", "Tuấn"],
    ["Ánh", "Bưởi", "Chuyên", "Duyên", "Hường", "Hòa", "Khuyên", "Lan", "Nguyệt", "Thúy", "Uyên", "Yến"],
];
/// Where births are registered: most of them here, before and after the units were joined.
const PLACES: [&str; 8] = ["031", "031", "031", "030", "030", "034", "033", "001"];
const WORK: [(WorkKind, &str); 6] = [
    (WorkKind::School, "Trường THCS mẫu"),
    (WorkKind::School, "Trường tiểu học mẫu"),
    (WorkKind::Agency, "Trạm y tế mẫu"),
    (WorkKind::Agency, "Trung tâm phục vụ hành chính công mẫu"),
    (WorkKind::Enterprise, "Công ty may mẫu"),
    (WorkKind::Other, "Hợp tác xã nông nghiệp mẫu"),
];
const GROUPS: [Membership; 7] = [
    Membership::Party,
    Membership::YouthUnion,
    Membership::WomensUnion,
    Membership::FarmersUnion,
    Membership::Veterans,
    Membership::TradeUnion,
    Membership::ElderlyAssociation,
];

/// What makes residents: they are hashed under the contest's person key.
pub struct Registry {
    pub seed: u64,
    pub person_key: Secret<32>,
    /// The day on which they come.
    pub today: Date,
}

impl Registry {
    /// The resident of this number, who lives in that unit and village.
    #[must_use]
    pub fn resident(&self, number: u32, unit: &UnitCode, village: &str) -> Option<Resident> {
        let mut chance = Chance::of(self.seed, "resident", u64::from(number));
        let residence = Residence { unit: unit.clone(), village: village.to_owned() };
        let told = self.registration(number, residence, &mut chance)?;
        let key = self.key(&told);
        let way = Way::of(&mut chance);
        // Who has no number is not known again at the next station.
        let way = if matches!(told.identity, Identity::None(_)) { way.at_one_station() } else { way };
        let mode = match chance.below(10) {
            0..6 => HelpMode::Alone,
            6..8 => HelpMode::ReadOut,
            _ => HelpMode::ReadAndPressed,
        };
        Some(Resident { number, told, key, way, knows: 30 + chance.below(66), mode })
    }

    /// By what the person is known in the contest.
    #[must_use]
    pub fn key(&self, told: &Registration) -> PersonKey {
        let source = match &told.identity {
            Identity::Number(number) => PersonKeySource::Number(number),
            Identity::None(_) => PersonKeySource::Declared {
                name: &told.name,
                birth: told.birth,
                residence: &told.residence,
                ordinal: 0,
            },
        };
        person_key(self.person_key.bytes(), &source)
    }

    fn registration(&self, number: u32, residence: Residence, chance: &mut Chance) -> Option<Registration> {
        let sex = if chance.percent(58) { Sex::Female } else { Sex::Male };
        let name = name(sex, chance)?;
        let year = 1938 + i32::try_from(chance.below(74)).ok()?;
        let day = Date::from_ymd_opt(year, 1 + chance.below(12), 1 + chance.below(28))?;
        let birth = if chance.percent(92) { Birth::Day(day) } else { Birth::Year(year) };
        let guarded = birth.age(self.today) < GUARDED_BELOW;
        let guardian = Guardian { name: PersonName::parse("Nguyễn Thị Mẫu").ok()?, consents: true };
        let identity = if chance.percent(96) {
            Identity::Number(self.id_number(number, year, sex, chance)?)
        } else {
            Identity::None(if guarded { NoIdReason::Child } else { NoIdReason::LostCard })
        };
        let work = chance.percent(25).then(|| chance.pick(&WORK).copied()).flatten();
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
                chance.pick(&GROUPS).copied().into_iter().collect()
            } else {
                BTreeSet::new()
            },
            one_touch: if chance.percent(10) { OneTouch::Taken } else { OneTouch::NotTaken },
        })
    }

    /// Place, century and sex, year, and six digits that nobody else of the same seed has.
    fn id_number(&self, number: u32, year: i32, sex: Sex, chance: &mut Chance) -> Option<IdNumber> {
        let century = (year - 1900) / 100 * 2 + i32::from(sex == Sex::Female);
        let first = Chance::of(self.seed, "serials", 0).below(1_000_000);
        let serial = (u64::from(first) + u64::from(number)) % 1_000_000;
        let place = chance.word(&PLACES);
        IdNumber::parse(&format!("{place}{century}{:02}{serial:06}", year % 100)).ok()
    }
}

impl Resident {
    /// What they tell at the next station: the same, the name spelt in the other style where there is one.
    #[must_use]
    pub fn told_again(&self) -> Registration {
        let name = PersonName::parse(&toggle_tone_style(self.told.name.as_str()));
        Registration { name: name.unwrap_or_else(|_| self.told.name.clone()), ..self.told.clone() }
    }

    /// What a stranger tells who shows the same number.
    #[must_use]
    pub fn told_by_another(&self) -> Registration {
        let name = PersonName::parse("Tô Văn Khác").unwrap_or_else(|_| self.told.name.clone());
        Registration { name, birth: Birth::Year(self.told.birth.year() - 1), ..self.told.clone() }
    }

    /// What a correction changes: the telephone number and the village's spelling stay out of nobody's sums.
    #[must_use]
    pub fn corrected(&self, chance: &mut Chance) -> Registration {
        Registration { phone: phone(chance), ..self.told.clone() }
    }
}

fn name(sex: Sex, chance: &mut Chance) -> Option<PersonName> {
    let row = usize::from(sex == Sex::Female);
    let family = chance.word(&FAMILIES);
    let middle = chance.word(MIDDLES.get(row)?);
    let given = chance.word(GIVEN.get(row)?);
    PersonName::parse(&format!("{family} {middle} {given}")).ok()
}

fn phone(chance: &mut Chance) -> Option<Phone> {
    let network = chance.word(&["0904", "0912", "0936", "0978", "0387", "0778"]);
    Phone::parse(&format!("{network}{:06}", chance.below(1_000_000))).ok()
}
