//! Bundles of people who are new, with everything that intake writes beside them.

use tramso::{
    crypto::{random, sha256},
    domain::{EpochId, Moment, PersonKey, StationId},
    judging::Changes,
    ledger::{
        AppOn, BundleRow, BundleState, Counts, EpochRow, Ledger, LedgerError, PersonIndex, PersonRow, ReceiptRow,
        Standing, StationRow, TallyKey,
    },
};

#[derive(Default)]
pub struct People {
    next: u64,
}

pub struct Bundle {
    pub people: Vec<PersonRow>,
    number: u32,
    bytes: Vec<u8>,
    sums: Vec<(TallyKey, Counts)>,
}

/// What is known of somebody: registration, five topics, an attempt, a message.
const FACTS: usize = 700;
/// Bytes of a card: a name, a telephone, a message of one sentence.
const CARD: usize = 160;
/// Bytes of the answers to a test of twenty questions.
const ANSWERS: usize = 115;
/// What a person takes in a bundle, compressed and sealed.
const SEALED: usize = 600;
const KIOSK: &str = "0123456789abcdef0123456789abcdef";
const EPOCH: &str = "01234567";

impl People {
    /// So many people of one unit whom nobody knows yet, in order of their keys.
    pub fn bundle(&mut self, many: u64) -> Bundle {
        let mut people: Vec<PersonRow> = (self.next..self.next + many).map(person).collect();
        self.next += many;
        people.sort_unstable_by_key(|row| row.key);
        let number = u32::try_from(self.next / many).unwrap_or(u32::MAX);
        let bytes = random::<SEALED>().repeat(people.len());
        let mut changes = Changes::default();
        people.iter().for_each(|row| changes.add(None, &row.standing));
        Bundle { people, number, bytes, sums: changes.list() }
    }
}

fn person(number: u64) -> PersonRow {
    let day = 20_700 + i32::try_from(number % 3).unwrap_or(0);
    let standing = Standing {
        unit: Some("11113".to_owned()),
        village: Some(format!("Thôn {}", number % 40)),
        work: number.is_multiple_of(4).then(|| (Some("11113".to_owned()), "Trường Tiểu học Đoàn Kết".to_owned())),
        registered: Some(day),
        finished: Some(day),
        valid: Some(day),
        topics: 31,
        attempts: 1,
        score: Some(18),
        seconds: Some(600),
        app: Some(AppOn::HadIt),
        stations: 1,
        ..Standing::default()
    };
    let index = PersonIndex { name: i32::try_from(number * 7 % 1024).ok(), phone: i64::try_from(number).ok() };
    let key = PersonKey(sha256(&[&number.to_le_bytes()]));
    let (facts, card, answers) = (random::<FACTS>(), random::<CARD>(), random::<ANSWERS>());
    PersonRow { key, standing, facts: facts.to_vec(), card: card.to_vec(), index, answers: answers.to_vec() }
}

impl Bundle {
    /// What intake writes of a bundle whose people are all new.
    pub fn take(&self, ledger: &dyn Ledger) -> Result<(), LedgerError> {
        ledger.write(&mut |tx| {
            let known = tx.station(&station_id())?;
            if known.is_none() {
                tx.put_epoch(&epoch())?;
            }
            let row = known.unwrap_or_else(station);
            tx.bundles_by_id(&[])?;
            let receipt = row.receipts + 1;
            tx.add_bundle(&self.row(receipt), &self.bytes)?;
            if !tx.add_people(&self.people)?.is_empty() {
                return Err(LedgerError::GivenUp);
            }
            tx.add_tallies(&self.sums)?;
            tx.rejections(&station_id(), &epoch_id())?;
            tx.erasures(&station_id(), &epoch_id())?;
            tx.add_receipt(&ReceiptRow {
                station: station_id(),
                epoch: epoch_id(),
                number: receipt,
                made: Moment(1),
                bytes: vec![1; 1500],
                generation: 1,
            })?;
            tx.put_station(&StationRow { receipts: receipt, ..row })
        })
    }

    fn row(&self, receipt: u64) -> BundleRow {
        BundleRow {
            id: 0,
            station: station_id(),
            epoch: epoch_id(),
            seq: self.number,
            digest: sha256(&[&self.number.to_le_bytes()]),
            prev: [0; 32],
            first: 1,
            last: 2,
            head_before: [0; 32],
            head: [0; 32],
            floor: Moment(0),
            earliest: Moment(1_700_000_000_000),
            received: Moment(i64::from(self.number)),
            people: 1000,
            state: BundleState::Counted,
            receipt,
            installs: 0,
        }
    }
}

fn station() -> StationRow {
    StationRow {
        station: station_id(),
        contest: "hai-phong-2026".to_owned(),
        commune: "11113".to_owned(),
        village: "Thôn 1".to_owned(),
        grant: vec![1; 1500],
        grant_number: 1,
        enrolled: Moment(1),
        valid_from: 1,
        valid_to: 2,
        max_per_day: 400,
        revoked: None,
        receipts: 0,
        last_seen: None,
        pack_version: 1,
        app: String::new(),
        wall: None,
        suspect: false,
        machine_check: None,
    }
}

fn epoch() -> EpochRow {
    EpochRow {
        station: station_id(),
        epoch: epoch_id(),
        number: 1,
        key: [1; 32],
        why: "created".to_owned(),
        certificate: None,
        confirmed: true,
    }
}

fn station_id() -> StationId {
    let Some(id) = StationId::parse(KIOSK) else { panic!("a station's id") };
    id
}

fn epoch_id() -> EpochId {
    let Some(id) = EpochId::parse(EPOCH) else { panic!("an epoch's id") };
    id
}
