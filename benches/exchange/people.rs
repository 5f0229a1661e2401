//! So many people with their records, as a station keeps them: the same at every run.

use tramso::{
    bundle::{Caps, Chained, Content, EpochRef, Plan, Start, enrol::request::kiosk_of},
    content::{Pack, builtin},
    crypto::{
        Secret,
        demo_centre::{self, CENTRE_RECIPIENT, RECOVERY_RECIPIENT},
        hex,
        minisig::SigningKey,
        sha256,
    },
    domain::{Date, EpochId, IdNumber, Moment, PersonKey, PersonKeySource, UnitCode, draw},
    record::{
        AnswerV1, Body, CertificateV1, GENESIS, HelpMode, HowLearnt, Medium, PlaceV1, Record, RegistrationV1, StampV1,
        VERSION, draw_seed, paper_digest, person_key,
    },
};

pub const CENTRE: &str = CENTRE_RECIPIENT;
pub const RECOVERY: &str = RECOVERY_RECIPIENT;
const CONTEST: &str = demo_centre::CONTEST;

pub struct People {
    pub key: SigningKey,
    /// The built-in content: what papers are drawn from.
    pub pack: Pack,
    pub records: Vec<Record>,
    /// Nonce, canonical bytes and head of each.
    kept: Vec<([u8; 16], Vec<u8>, [u8; 32])>,
}

impl People {
    pub fn new(count: u64) -> Self {
        let Ok(key) = SigningKey::from_seed(&Secret::from_bytes(&mut [7; 32])) else {
            panic!("a seed is a key");
        };
        let pack = pack();
        let mut records = Vec::new();
        for person in 0..count {
            for body in bodies(&pack, person) {
                let number = records.len() as u64 + 1;
                records.push(record(number, person, body));
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
        let kiosk = kiosk_of(self.key.public());
        let Some(commune) = UnitCode::parse("11113") else { panic!("a unit's code") };
        (EpochRef { contest: CONTEST.to_owned(), kiosk, epoch: EpochId::from_bytes([0x9a, 0x3b, 0x5c, 0x7d]) }, commune)
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
            clock: StampV1 { wall_ms: 1_790_000_000_000, mono_ms: 1, boot: 7, suspect: false },
            floor: Moment(1_780_000_000_000),
            hardware: Some([5; 32]),
            caps: Caps::default(),
        }
    }
}

fn dice(number: u64) -> [u8; 32] {
    sha256(&[b"dice", &number.to_be_bytes()])
}

fn record(number: u64, person: u64, body: Body) -> Record {
    let later = number * 47_000 + u64::from(dice(number)[20]) * 97;
    Record {
        v: VERSION,
        n: number,
        contest: CONTEST.to_owned(),
        person: Some(hex(&key_of(person).0)),
        at: StampV1 { wall_ms: 1_790_000_000_000 + later as i64, mono_ms: 60_000 + later, boot: 7, suspect: false },
        shift: 3,
        helper: "co-mai".to_owned(),
        mode: HelpMode::Alone,
        body,
    }
}

fn pack() -> Pack {
    let day = |text: &str| text.parse::<Date>().unwrap_or_default();
    let dates = builtin::DemoDates { opens: day("2026-01-01"), closes: day("2026-12-31") };
    let Ok(pack) = builtin::pack(dates) else { panic!("the built-in content") };
    pack
}

fn id_number(person: u64) -> String {
    format!("0311{person:08}")
}

fn key_of(person: u64) -> PersonKey {
    let Ok(number) = IdNumber::parse(&id_number(person)) else { panic!("a number") };
    person_key(demo_centre::person_key_secret().bytes(), &PersonKeySource::Number(&number))
}

/// Everything that a person leaves behind, the test with twenty answers.
fn bodies(from: &Pack, person: u64) -> Vec<Body> {
    let chance = dice(person << 32 | 1);
    let pick = |at: usize, most: usize| usize::from(chance[at]) % most;
    let digits = |at: usize| {
        let [a, b, c, d] = [chance[at], chance[at + 1], chance[at + 2], chance[at + 3]];
        u32::from_be_bytes([a, b, c, d]) % 100_000_000
    };
    let family = ["Nguyễn Thị", "Trần Văn", "Phạm Thị", "Vũ Đình", "Bùi Quang", "Đỗ Thị"][pick(0, 6)];
    let given = ["Hòa", "Thủy", "Bảo", "Lan", "Tuấn", "Mai", "Khánh", "Sơn"][pick(1, 8)];
    let registered = RegistrationV1 {
        name: format!("{family} {given}"),
        birth: format!("{}-{:02}-{:02}", 1940 + pick(2, 70), 1 + pick(3, 12), 1 + pick(4, 28)),
        sex: if pick(5, 2) == 0 { "male" } else { "female" }.to_owned(),
        id_number: Some(id_number(person)),
        no_id: None,
        lives: PlaceV1 { unit: "11113".to_owned(), village: "thôn Ngọc Lặc".to_owned() },
        phone: Some(format!("09{:08}", digits(10))),
        guardian: None,
        work: None,
        member_of: vec![],
        one_touch: false,
    };
    let pack = hex(&from.digest);
    let seed = draw_seed(demo_centre::draw_key("", "").bytes(), CONTEST, &key_of(person), 1);
    let Ok(drawn) = draw(&from.contest, &from.bank, seed) else { panic!("a paper") };
    let answer = |(at, item): (u64, &tramso::domain::PaperItem)| {
        let [_, _, c, d, ..] = dice(person << 32 | (at + 2));
        let option = item.order.get(usize::from(c % 4)).copied().unwrap_or(0);
        AnswerV1 { question: item.question.0.clone(), option, seconds: u32::from(d % 90) + 4 }
    };
    let mut bodies = vec![Body::Consent { text_version: 2 }, Body::Registration { registration: Box::new(registered) }];
    bodies.extend((1..=4).map(|topic| Body::TopicDone { topic, how: HowLearnt::Alone, pack: pack.clone() }));
    bodies.push(Body::AttemptOpened { attempt: 1, pack, paper: paper_digest(&drawn), medium: Medium::Screen });
    let answers = (0..).zip(&drawn.items).map(answer).collect();
    bodies.push(Body::AttemptSubmitted { attempt: 1, late: false, seconds: 754, answers });
    bodies.push(Body::Message {
        text: "Em sẽ nhắc cả nhà không đọc mã OTP cho ai.".to_owned(),
        ready: Some(3),
        dictated: false,
        publish: true,
    });
    let certificate = CertificateV1 { number: format!("TK-{person:06}"), check: hex(&chance[14..18]).to_uppercase() };
    bodies.push(Body::CertificateAsked { certificate });
    bodies
}
