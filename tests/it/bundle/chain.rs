//! Chains of records as a station would keep them, the same at every run.

use super::CONTEST;
use tramso::{
    bundle::{Chained, Content},
    record::{
        AnswerV1, Body, CertificateV1, GENESIS, HelpMode, HowLearnt, Medium, PlaceV1, Record, RegistrationV1, StampV1,
        VERSION, hex,
    },
};

/// Records with their nonces and heads; an erased one keeps its commitment.
pub struct Chain {
    pub links: Vec<(Kept, [u8; 32])>,
}

pub enum Kept {
    Record([u8; 16], Vec<u8>),
    Erased([u8; 32]),
}

impl Chain {
    pub fn of(records: impl IntoIterator<Item = Vec<u8>>) -> Self {
        let mut chain = Self { links: Vec::new() };
        for (number, bytes) in (1_u64..).zip(records) {
            let nonce: [u8; 16] = dice(number)[..16].try_into().unwrap();
            let head = Content::Record { nonce, bytes: &bytes }.link(&chain.head()).head;
            chain.links.push((Kept::Record(nonce, bytes), head));
        }
        chain
    }

    fn head(&self) -> [u8; 32] {
        self.links.last().map_or(GENESIS, |(_, head)| *head)
    }

    /// Erases the record of this number, as a station does.
    pub fn erase(&mut self, number: usize) {
        let kept = &mut self.links[number - 1].0;
        if let Kept::Record(nonce, bytes) = kept {
            *kept = Kept::Erased(Content::Record { nonce: *nonce, bytes }.commitment());
        }
    }

    pub fn links(&self) -> impl Iterator<Item = Chained<'_>> {
        (1..).zip(&self.links).map(|(number, (kept, head))| {
            let content = match kept {
                Kept::Record(nonce, bytes) => Content::Record { nonce: *nonce, bytes },
                Kept::Erased(commitment) => Content::Erased { commitment: *commitment },
            };
            Chained { number, content, head: *head }
        })
    }

    pub fn bytes(&self) -> Vec<Option<&[u8]>> {
        let bytes = self.links.iter().map(|(kept, _)| match kept {
            Kept::Record(_, bytes) => Some(&bytes[..]),
            Kept::Erased(_) => None,
        });
        bytes.collect()
    }
}

/// Bytes that look like chance and are the same at every run.
pub fn dice(number: u64) -> [u8; 32] {
    tramso::crypto::sha256(&[b"dice", &number.to_be_bytes()])
}

/// A record of this number.
pub fn record(number: u64, person: Option<[u8; 32]>, body: Body) -> Vec<u8> {
    Record {
        v: VERSION,
        n: number,
        contest: CONTEST.to_owned(),
        person: person.map(|key| hex(&key)),
        at: StampV1 {
            wall_ms: crate::days::MADE_MS + i64::try_from(number).unwrap() * 47_321,
            mono_ms: 60_000 + number * 47_321,
            boot: 7,
            suspect: false,
        },
        shift: 3,
        helper: "co-mai".to_owned(),
        mode: HelpMode::Alone,
        body,
    }
    .bytes()
}

/// Everything that a person leaves behind: ten records, the test with twenty answers.
pub fn entry(person: u64) -> Vec<Vec<u8>> {
    let (key, chance) = (dice(person << 32), dice(person << 32 | 1));
    let pick = |at: usize, most: usize| usize::from(chance[at]) % most;
    let family = ["Nguyễn Thị", "Trần Văn", "Phạm Thị", "Vũ Đình", "Bùi Quang", "Đỗ Thị"][pick(0, 6)];
    let given = ["Hòa", "Thủy", "Bảo", "Lan", "Tuấn", "Mai", "Khánh", "Sơn"][pick(1, 8)];
    let shown = RegistrationV1 {
        name: format!("{family} {given}"),
        birth: format!("{}-{:02}-{:02}", 1940 + pick(2, 70), 1 + pick(3, 12), 1 + pick(4, 28)),
        sex: if pick(5, 2) == 0 { "male" } else { "female" }.to_owned(),
        id_number: Some(format!("0311{:08}", u32::from_be_bytes(chance[6..10].try_into().unwrap()) % 100_000_000)),
        no_id: None,
        lives: PlaceV1 { unit: "11113".to_owned(), village: "thôn Ngọc Lặc".to_owned() },
        phone: Some(format!("09{:08}", u32::from_be_bytes(chance[10..14].try_into().unwrap()) % 100_000_000)),
        guardian: None,
        work: None,
        member_of: vec![],
        one_touch: false,
    };
    let pack = "0f".repeat(32);
    let answer = |at: u64| {
        let chance = dice(person << 32 | (at + 2));
        let [a, b, c, d, ..] = chance;
        let topic = char::from(b'A' + a % 5);
        AnswerV1 { question: format!("{topic}-{:03}", b % 90), option: c % 4, seconds: u32::from(d % 90) + 4 }
    };
    let mut bodies = vec![Body::Consent { text_version: 2 }, Body::Registration { registration: Box::new(shown) }];
    bodies.extend((1..=5).map(|topic| Body::TopicDone { topic, how: HowLearnt::Alone, pack: pack.clone() }));
    bodies.push(Body::AttemptOpened { attempt: 1, pack, paper: hex(&dice(person << 33)), medium: Medium::Screen });
    let answers = (0..20).map(answer).collect();
    bodies.push(Body::AttemptSubmitted { attempt: 1, late: false, seconds: 754, answers });
    bodies.push(Body::Message {
        text: "Em sẽ nhắc cả nhà không đọc mã OTP cho ai.".to_owned(),
        ready: Some(3),
        dictated: false,
        publish: true,
    });
    if person.is_multiple_of(3) {
        let certificate =
            CertificateV1 { number: format!("TK-{person:06}"), check: hex(&chance[14..18]).to_uppercase() };
        bodies.push(Body::CertificateAsked { certificate });
    }
    let first = person * 12 + 1;
    (first..).zip(bodies).map(|(number, body)| record(number, Some(key), body)).collect()
}

/// The chain of a number of people; records are numbered again, as they come one after another.
pub fn people(count: u64) -> Chain {
    let mut number = 0;
    let records = (0..count).flat_map(entry).map(|bytes| {
        number += 1;
        let mut record = Record::read(&bytes).unwrap();
        record.n = number;
        record.bytes()
    });
    Chain::of(records)
}
