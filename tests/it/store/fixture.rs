//! A station in a temporary folder, and fictitious residents for it.

use tempfile::TempDir;
use tramso::{
    crypto::{Passphrase, demo_centre},
    domain::{IdNumber, Moment, PersonKey, PersonKeySource, Stamp, UnitCode},
    record::{AnswerV1, Body, Event, HelpMode, HowLearnt, Medium, PlaceV1, RegistrationV1, Row},
    store::{Act, DbKey, Grant, PersonRef, Setup, Station, Store, Surroundings},
};

/// Little scrypt work: the slots of most tests guard nothing.
pub fn quick() -> Surroundings {
    Surroundings { log2_n: 4, ..Surroundings::default() }
}

pub fn setup() -> Setup {
    Setup {
        contest: demo_centre::CONTEST.to_owned(),
        unit: UnitCode::parse("11824").unwrap(),
        village: "thôn Ngọc Lặc".to_owned(),
        grant: Grant::demo(),
    }
}

pub struct Place {
    pub temp: TempDir,
    pub station: Station,
    pub passphrase: Passphrase,
    pub key: DbKey,
}

impl Place {
    pub fn new() -> Self {
        let temp = tempfile::tempdir().unwrap();
        let passphrase = Passphrase::generate();
        let dir = temp.path().join("station");
        let station = Station::create_in(&dir, &setup(), ("Lan", &passphrase), &quick()).unwrap();
        let key = station.key(station.slots[0].id, &passphrase).unwrap();
        Self { temp, station, passphrase, key }
    }

    pub fn open(&self) -> Store {
        self.station.unlock_in(self.key.clone(), &quick(), &mut |_| ()).unwrap()
    }
}

/// The n-th fictitious resident: name, ID number, telephone, village.
pub struct Resident {
    pub name: String,
    pub number: String,
    pub phone: String,
    pub village: String,
    pub year: i32,
}

const FAMILY: [&str; 7] = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Vũ"];
const MIDDLE: [&str; 5] = ["Thị", "Văn", "Thúy", "Hữu", "Đình"];
const GIVEN: [&str; 11] = ["Hòa", "Lượng", "Ngọc", "Sửu", "Thủy", "Quý", "Đường", "Hạnh", "Tuyết", "Bảo", "Nghiêm"];

pub fn resident(n: usize) -> Resident {
    let year = 1940 + i32::try_from(n % 60).unwrap();
    Resident {
        name: format!("{} {} {}", FAMILY[n % 7], MIDDLE[n / 7 % 5], GIVEN[n % 11]),
        number: format!("031{}{:02}{:06}", 0, year - 1900, 700_000 + n * 37),
        phone: format!("0912{:06}", 345_000 + n * 61),
        village: format!("thôn Ngọc Lặc {}", n % 4 + 1),
        year,
    }
}

impl Resident {
    pub fn registration(&self) -> RegistrationV1 {
        RegistrationV1 {
            name: self.name.clone(),
            birth: format!("{:04}", self.year),
            sex: "female".to_owned(),
            id_number: Some(self.number.clone()),
            no_id: None,
            lives: PlaceV1 { unit: "11824".to_owned(), village: self.village.clone() },
            phone: Some(self.phone.clone()),
            guardian: None,
            work: None,
            member_of: vec!["women".to_owned()],
            one_touch: false,
        }
    }

    pub fn key(&self, store: &Store) -> PersonKey {
        store.person_key(&PersonKeySource::Number(&IdNumber::parse(&self.number).unwrap()))
    }
}

/// 2026-11-22 in the morning, so many seconds on.
pub fn at(seconds: i64) -> Stamp {
    let wall = Moment(crate::days::MORNING_MS + seconds * 1000);
    Stamp { wall, mono_ms: 5_000_000 + seconds.unsigned_abs() * 1000, boot: 77, suspect: false }
}

pub fn act(seconds: i64) -> Act {
    Act { at: at(seconds), shift: 1, helper: "1".to_owned(), mode: HelpMode::ReadOut }
}

pub fn register(store: &mut Store, n: usize, seconds: i64) -> PersonRef {
    let resident = resident(n);
    let events = [
        Event::Record(Body::Consent { text_version: 1 }),
        Event::Record(Body::Registration { registration: Box::new(resident.registration()) }),
    ];
    let key = resident.key(store);
    store.new_person(key, &act(seconds), &events).unwrap().0
}

pub fn answer(place: u16, option: u8) -> Event {
    Event::Journal(Row::Answer { attempt: 1, place, option, seconds: 11 })
}

pub fn topic(number: u8) -> Event {
    Event::Record(Body::TopicDone { topic: number, how: HowLearnt::Alone, pack: "ab".repeat(32) })
}

pub fn opened() -> Event {
    Event::Record(Body::AttemptOpened {
        attempt: 1,
        pack: "ab".repeat(32),
        paper: "cd".repeat(32),
        medium: Medium::Screen,
    })
}

pub fn submitted() -> Event {
    let answers = (1..=20).map(|n| AnswerV1 { question: format!("A-{n:03}"), option: 0, seconds: 9 }).collect();
    Event::Record(Body::AttemptSubmitted { attempt: 1, late: false, seconds: 300, answers })
}

pub fn message(text: &str) -> Event {
    Event::Record(Body::Message { text: text.to_owned(), ready: None, dictated: false, publish: false })
}
