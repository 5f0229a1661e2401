//! So many people with their records, as a station keeps them: the same at every run.

use tramso::{
    bundle::{Caps, Chained, Content, EpochRef, Plan, Start, enrol::request::station_of},
    content::{Pack, builtin},
    crypto::{
        Secret,
        demo_centre::{self, CENTRE_RECIPIENT, RECOVERY_RECIPIENT},
        hex,
        minisig::SigningKey,
        sha256,
    },
    domain::{Date, EpochId, Moment, PersonKeySource, Residence, UnitCode},
    loadgen::{Papers, visit},
    people::{Journey, Meeting, Resident, Residents},
    record::{Body, GENESIS, Record, StampV1, VERSION, person_key},
};

pub const CENTRE: &str = CENTRE_RECIPIENT;
pub const RECOVERY: &str = RECOVERY_RECIPIENT;
const CONTEST: &str = demo_centre::CONTEST;
const UNIT: &str = "11113";
const SEED: u64 = 1;
/// When the first of them registers, in milliseconds since 1970.
const NOW_MS: i64 = 1_790_000_000_000;

pub struct People {
    pub key: SigningKey,
    /// The built-in content: what papers are drawn from.
    pub pack: Pack,
    pub records: Vec<Record>,
    /// Nonce, canonical bytes and head of each.
    kept: Vec<([u8; 16], Vec<u8>, [u8; 32])>,
}

impl People {
    pub fn new(count: u32) -> Self {
        let Ok(key) = SigningKey::from_seed(&Secret::from_bytes(&mut [7; 32])) else {
            panic!("a seed is a key");
        };
        let pack = pack();
        let draw_key = demo_centre::draw_key("", "");
        let papers = Papers { pack: &pack, draw_key: &draw_key, now: Moment(NOW_MS) };
        let residents = Residents { seed: SEED, today: Moment(NOW_MS).date() };
        let mut records = Vec::new();
        for person in (0..count).map(|number| resident(residents, number)) {
            for (_, body) in visit(papers, &person, Meeting::First, SEED) {
                let number = records.len() as u64 + 1;
                records.push(record(number, &person, body));
            }
        }
        let mut head = GENESIS;
        let keep = |record: &Record| {
            let (bytes, mut nonce) = (record.bytes(), [0; 16]);
            nonce.copy_from_slice(&dice(record.n)[..16]);
            head = Content::Record { nonce, bytes: &bytes }.link(&head).head;
            (nonce, bytes, head)
        };
        let kept = records.iter().map(keep).collect();
        Self { key, pack, records, kept }
    }

    pub fn links(&self) -> impl Iterator<Item = Chained<'_>> {
        (1..).zip(&self.kept).map(|(number, (nonce, bytes, head))| Chained {
            number,
            content: Content::Record { nonce: *nonce, bytes },
            head: *head,
        })
    }

    /// The lines of a bundle, but for the first.
    pub fn lines(&self) -> Vec<u8> {
        let line = |(nonce, bytes, _): &([u8; 16], Vec<u8>, [u8; 32])| {
            [b"{\"nonce\":\"", hex(nonce).as_bytes(), b"\",\"record\":", bytes, b"}\n"].concat()
        };
        self.kept.iter().flat_map(line).collect()
    }

    pub fn station(&self) -> (EpochRef, UnitCode) {
        let station = station_of(self.key.public());
        let Some(commune) = UnitCode::parse(UNIT) else { panic!("a unit's code") };
        (
            EpochRef { contest: CONTEST.to_owned(), station, epoch: EpochId::from_bytes([0x9a, 0x3b, 0x5c, 0x7d]) },
            commune,
        )
    }

    pub fn plan<'a>(&self, of: &'a EpochRef, commune: &'a UnitCode) -> Plan<'a> {
        Plan {
            of,
            commune,
            start: Start::EPOCH,
            recipients: [CENTRE, RECOVERY],
            certificates: &[],
            packs: &[],
            app: "tramso 0.1.0",
            clock: StampV1 { wall_ms: NOW_MS, mono_ms: 1, boot: 7, suspect: false },
            floor: Moment(1_780_000_000_000),
            hardware: Some([5; 32]),
            caps: Caps::default(),
        }
    }
}

fn dice(number: u64) -> [u8; 32] {
    sha256(&[b"dice", &number.to_be_bytes()])
}

fn record(number: u64, person: &Resident, body: Body) -> Record {
    let later = number * 47_000 + u64::from(dice(number)[20]) * 97;
    Record {
        v: VERSION,
        n: number,
        contest: CONTEST.to_owned(),
        person: Some(hex(&person.key.0)),
        at: StampV1 { wall_ms: NOW_MS + later as i64, mono_ms: 60_000 + later, boot: 7, suspect: false },
        shift: 3,
        helper: "co-mai".to_owned(),
        mode: person.mode,
        body,
    }
}

fn pack() -> Pack {
    let day = |text: &str| text.parse::<Date>().unwrap_or_default();
    let dates = builtin::DemoDates { opens: day("2026-01-01"), closes: day("2026-12-31") };
    let Ok(pack) = builtin::pack(dates) else { panic!("the built-in content") };
    pack
}

/// A resident of the village, who finishes at the first attempt.
fn resident(residents: Residents, number: u32) -> Resident {
    let Some(unit) = UnitCode::parse(UNIT) else { panic!("a unit's code") };
    let key = |source: &PersonKeySource<'_>| person_key(demo_centre::person_key_secret().bytes(), source);
    let made = residents.resident(number, Residence { unit, village: "thôn Ngọc Lặc".to_owned() }, key);
    let Some(made) = made else { panic!("a resident") };
    Resident { journey: Journey::Finishes, ..made }
}
