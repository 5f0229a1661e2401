//! The record room at its door.

use proptest::{collection::vec, option, prelude::*};
use tramso::{
    domain::{Birth, IdNumber, PersonKeySource, PersonName, Residence, UnitCode},
    record::{
        AnswerV1, Body, CertificateV1, ChainLink, GENESIS, HelpMode, HowLearnt, InstallV1, Medium, PaperAnswerV1,
        PlaceV1, Record, RecordFault, RegistrationV1, Row, StampV1, VERSION, WorkV1, commitment, hex, link, person_key,
        unhex,
    },
};

const GOLDEN: &str = include_str!("golden/records.jsonl");

fn registration() -> RegistrationV1 {
    RegistrationV1 {
        name: "Nguyễn Thị Hòa".to_owned(),
        birth: "1956-03-07".to_owned(),
        sex: "female".to_owned(),
        id_number: Some("031156000123".to_owned()),
        no_id: None,
        lives: PlaceV1 { unit: "11824".to_owned(), village: "thôn Ngọc Lặc".to_owned() },
        phone: Some("0912345678".to_owned()),
        guardian: None,
        work: Some(WorkV1 {
            kind: "school".to_owned(),
            unit: Some("11824".to_owned()),
            name: "THCS An Lão".to_owned(),
        }),
        member_of: vec!["party".to_owned(), "women".to_owned()],
        one_touch: true,
    }
}

/// One body of each kind.
fn bodies() -> Vec<Body> {
    let text = |text: &str| text.to_owned();
    let child = RegistrationV1 {
        id_number: None,
        no_id: Some(text("child")),
        birth: text("2014"),
        phone: None,
        guardian: Some(text("Trần Văn Bảo")),
        work: None,
        member_of: vec![],
        one_touch: false,
        ..registration()
    };
    let answers = vec![
        AnswerV1 { question: text("A-001"), option: 0, seconds: 12 },
        AnswerV1 { question: text("D-017"), option: 3, seconds: 40 },
    ];
    vec![
        Body::Consent { text_version: 2 },
        Body::Registration { registration: Box::new(registration()) },
        Body::Correction { registration: Box::new(child) },
        Body::Withdrawal {},
        Body::TopicDone { topic: 4, how: HowLearnt::OtherStation, pack: "0f".repeat(32) },
        Body::AttemptOpened { attempt: 1, pack: "0f".repeat(32), paper: "1e".repeat(32), medium: Medium::Paper },
        Body::AttemptSubmitted { attempt: 1, late: true, seconds: 754, answers },
        Body::Message {
            text: text("Tôi đã \"học số\" ở thôn."), ready: Some(3), dictated: true, publish: false
        },
        Body::CertificateAsked { certificate: CertificateV1 { number: text("HP-000123"), check: text("ABCDEFGH") } },
        Body::App { install: InstallV1::NoSmartphone },
        Body::ShiftOpened { shift: 7, helper: text("2") },
        Body::ShiftClosed { shift: 7, people: 31, finished: 12 },
        Body::Moved { to: "2d".repeat(32), from_event: 3, to_event: 9 },
        Body::Erased { events: vec![1, 2, 8], why: text("asked") },
        Body::GroupLesson {
            topic: 2,
            pack: "0f".repeat(32),
            lessons: vec![text("2.1"), text("2.2")],
            seconds: 512,
            present: 24,
            raised: vec![vec![2, 19, 3, 0], vec![]],
        },
        Body::PapersPrinted { batch: text("048192"), count: 30, pack: "0f".repeat(32) },
        Body::PapersCollected { batch: text("048192"), serials: vec![1, 2, 17] },
        Body::PaperHanded {
            batch: text("048192"),
            serial: 17,
            attempt: 1,
            pack: "0f".repeat(32),
            paper: "1e".repeat(32),
            answers: vec![
                PaperAnswerV1 { question: text("A-001"), option: 0 },
                PaperAnswerV1 { question: text("D-017"), option: 3 },
            ],
        },
        Body::PaperRekeyed { batch: text("048192"), serial: 17, differs: vec![4, 20] },
        Body::PapersVoid { batch: text("048192"), serials: vec![3, 30] },
        Body::ClockConfirmed { date: text("2026-12-05") },
    ]
}

fn record(n: u64, body: Body) -> Record {
    Record {
        v: VERSION,
        n,
        contest: "demo".to_owned(),
        person: Some("3c".repeat(32)),
        at: StampV1 { wall_ms: crate::days::MORNING_MS, mono_ms: 5_000, boot: 9_007_199_254_740_991, suspect: true },
        shift: 7,
        helper: "2".to_owned(),
        mode: HelpMode::ReadAndPressed,
        body,
    }
}

#[test]
fn the_golden_records_are_written_as_they_ever_were() {
    let written: String =
        (1..).zip(bodies()).map(|(n, body)| String::from_utf8(record(n, body).bytes()).unwrap() + "\n").collect();
    if GOLDEN != written {
        let place = std::env::temp_dir().join("records.jsonl");
        std::fs::write(&place, &written).unwrap();
        panic!("records are written otherwise than the golden file says; see {}", place.display());
    }
}

#[test]
fn the_golden_records_are_read_as_they_were_meant() {
    for ((n, body), line) in (1..).zip(bodies()).zip(GOLDEN.lines()) {
        let read = Record::read(line.as_bytes()).unwrap();
        assert!(line.contains(&format!("\"kind\":\"{}\"", body.kind())), "{line}");
        assert_eq!(read, record(n, body));
    }
    assert_eq!(GOLDEN.lines().count(), bodies().len());
}

#[test]
fn registrations_come_back_from_their_wire_shape() {
    let read = registration().registration().unwrap();
    assert_eq!(RegistrationV1::from(&read), registration());
    assert!(RegistrationV1 { sex: "other".to_owned(), ..registration() }.registration().is_err());
    assert!(RegistrationV1 { no_id: Some("lost".to_owned()), ..registration() }.registration().is_err());
    assert!(!format!("{:?}", record(1, Body::Registration { registration: Box::new(registration()) })).contains("Hòa"));
}

#[test]
fn anything_but_the_canonical_form_is_refused() {
    let good = String::from_utf8(record(1, Body::Consent { text_version: 2 }).bytes()).unwrap();
    let fault = |text: &str| Record::read(text.as_bytes()).err();
    assert_eq!(fault(&good), None);
    assert_eq!(fault(&good.replace(",\"n\"", ", \"n\"")), Some(RecordFault::NotCanonical), "a space");
    assert_eq!(
        fault(&good.replace("\"v\":1,\"n\":1", "\"n\":1,\"v\":1")),
        Some(RecordFault::NotCanonical),
        "another order"
    );
    assert_eq!(fault(&good.replace("demo", "\\u0064emo")), Some(RecordFault::NotCanonical), "another spelling");
    assert_eq!(fault(&good.replace("\"v\":1", "\"v\":2")), Some(RecordFault::Version(2)));
    let shape = |text: String| assert!(matches!(fault(&text), Some(RecordFault::Shape(_))), "{text}");
    shape(good.replace("\"n\":1", "\"n\":1,\"more\":0"));
    shape(good.replace("\"text_version\":2", "\"text_version\":2,\"more\":0"));
    shape(good.replace("\"text_version\":2", "\"text_version\":2,\"text_version\":2"));
    shape(good.replace("\"text_version\":2", "\"text_version\":2.0"));
    shape(good.replace("consent", "assent"));
    shape(good.replace(",\"shift\":7", ""));
    shape(format!("{good}{good}"));
    shape(String::new());
    let withdrawn = String::from_utf8(record(1, Body::Withdrawal {}).bytes()).unwrap();
    shape(withdrawn.replace("\"withdrawal\"", "\"withdrawal\",\"more\":0"));
}

#[test]
fn person_fields_are_32_bytes_of_small_hex_or_refused() {
    let of = |person: Option<&str>| {
        Record { person: person.map(str::to_owned), ..record(1, Body::Withdrawal {}) }.person_key()
    };
    assert!(of(None).unwrap().is_none());
    assert_eq!(hex(&of(Some(&"3c".repeat(32))).unwrap().unwrap().0), "3c".repeat(32));
    assert_eq!(of(Some("3c")), Err(RecordFault::PersonKey));
    assert_eq!(of(Some(&"3C".repeat(32))), Err(RecordFault::PersonKey));
    assert_eq!(unhex::<2>("0g00"), None);
}

#[test]
fn people_are_known_by_what_identifies_them() {
    let number = |digits: &str| {
        let number = IdNumber::parse(digits).unwrap();
        person_key(&[1; 32], &PersonKeySource::Number(&number))
    };
    assert_eq!(number("031 156 000 123"), number("031156000123"));
    assert_ne!(number("031156000123"), number("031156000124"));
    let registration = |name: &str, village: &str, ordinal: u8| {
        let name = PersonName::parse(name).unwrap();
        let residence = Residence { unit: UnitCode::parse("11824").unwrap(), village: village.to_owned() };
        let source =
            PersonKeySource::Declared { name: &name, birth: Birth::Year(2014), residence: &residence, ordinal };
        person_key(&[1; 32], &source)
    };
    assert_eq!(registration("Nguyễn Văn Hoà", "Thôn  Ngọc Lặc", 0), registration("nguyễn văn HÒA", "thôn ngọc lặc", 0));
    assert_ne!(registration("Nguyễn Văn Hòa", "thôn Ngọc Lặc", 0), registration("Nguyễn Văn Hòa", "thôn Ngọc Lặc", 1));
}

/// A chain as it is kept: what may be erased, and the link that stays.
struct Kept {
    erasable: Option<([u8; 16], Vec<u8>)>,
    link: ChainLink,
}

fn chain(count: u8) -> Vec<Kept> {
    let mut head = GENESIS;
    let bodies = bodies();
    (0..count)
        .map(|n| {
            let (nonce, bytes) =
                ([n; 16], record(u64::from(n) + 1, bodies[usize::from(n) % bodies.len()].clone()).bytes());
            let link = link(&head, commitment(&nonce, &bytes));
            head = link.head;
            Kept { erasable: Some((nonce, bytes)), link }
        })
        .collect()
}

fn verifies(chain: &[Kept]) -> bool {
    let mut head = GENESIS;
    chain.iter().all(|kept| {
        let is_bound =
            kept.erasable.as_ref().is_none_or(|(nonce, bytes)| commitment(nonce, bytes) == kept.link.commitment);
        let follows = link(&head, kept.link.commitment).head == kept.link.head;
        head = kept.link.head;
        is_bound && follows
    })
}

#[test]
fn the_chain_verifies_after_erasure() {
    let mut chain = chain(20);
    assert!(verifies(&chain));
    for kept in chain.iter_mut().step_by(3) {
        kept.erasable = None;
    }
    assert!(verifies(&chain));
    chain.remove(7);
    assert!(!verifies(&chain), "a missing link is seen");
}

#[test]
fn the_chain_breaks_on_any_flipped_byte() {
    let count = 6;
    let flip = |at: usize, turn: &dyn Fn(&mut Kept) -> &mut u8| {
        let mut chain = chain(count);
        *turn(&mut chain[at]) ^= 0x10;
        assert!(!verifies(&chain));
    };
    for at in 0..usize::from(count) {
        let length = chain(count)[at].erasable.as_ref().unwrap().1.len();
        (0..length).for_each(|byte| flip(at, &|kept| &mut kept.erasable.as_mut().unwrap().1[byte]));
        (0..16).for_each(|byte| flip(at, &|kept| &mut kept.erasable.as_mut().unwrap().0[byte]));
        (0..32).for_each(|byte| flip(at, &|kept| &mut kept.link.commitment[byte]));
        (0..32).for_each(|byte| flip(at, &|kept| &mut kept.link.head[byte]));
    }
}

fn any_text() -> impl Strategy<Value = String> {
    "\\PC{0,24}"
}

fn any_registration() -> impl Strategy<Value = RegistrationV1> {
    let place = (any_text(), any_text()).prop_map(|(unit, village)| PlaceV1 { unit, village });
    let work =
        (any_text(), option::of(any_text()), any_text()).prop_map(|(kind, unit, name)| WorkV1 { kind, unit, name });
    let first = (any_text(), any_text(), any_text(), option::of(any_text()), option::of(any_text()), place);
    let second =
        (option::of(any_text()), option::of(any_text()), option::of(work), vec(any_text(), 0..3), any::<bool>());
    (first, second).prop_map(
        |((name, birth, sex, id_number, no_id, lives), (phone, guardian, work, member_of, one_touch))| RegistrationV1 {
            name,
            birth,
            sex,
            id_number,
            no_id,
            lives,
            phone,
            guardian,
            work,
            member_of,
            one_touch,
        },
    )
}

pub fn any_body() -> impl Strategy<Value = Body> {
    let how = prop_oneof![Just(HowLearnt::Alone), Just(HowLearnt::Group), Just(HowLearnt::OtherStation)];
    let medium = prop_oneof![Just(Medium::Screen), Just(Medium::Paper)];
    let install = prop_oneof![Just(InstallV1::InstalledNow), Just(InstallV1::HadIt), Just(InstallV1::NoSmartphone)];
    let answer = (any_text(), any::<u8>(), any::<u32>());
    let answer = answer.prop_map(|(question, option, seconds)| AnswerV1 { question, option, seconds });
    prop_oneof![
        any::<u16>().prop_map(|text_version| Body::Consent { text_version }),
        any_registration().prop_map(|registration| Body::Registration { registration: Box::new(registration) }),
        any_registration().prop_map(|registration| Body::Correction { registration: Box::new(registration) }),
        Just(Body::Withdrawal {}),
        (any::<u8>(), how, any_text()).prop_map(|(topic, how, pack)| Body::TopicDone { topic, how, pack }),
        (any::<u8>(), any_text(), any_text(), medium).prop_map(|(attempt, pack, paper, medium)| Body::AttemptOpened {
            attempt,
            pack,
            paper,
            medium
        }),
        (any::<u8>(), any::<bool>(), any::<u32>(), vec(answer, 0..21)).prop_map(|(attempt, late, seconds, answers)| {
            Body::AttemptSubmitted { attempt, late, seconds, answers }
        }),
        (any_text(), option::of(any::<u8>()), any::<bool>(), any::<bool>())
            .prop_map(|(text, ready, dictated, publish)| Body::Message { text, ready, dictated, publish }),
        (any_text(), any_text())
            .prop_map(|(number, check)| Body::CertificateAsked { certificate: CertificateV1 { number, check } }),
        install.prop_map(|install| Body::App { install }),
        (any::<u64>(), any_text()).prop_map(|(shift, helper)| Body::ShiftOpened { shift, helper }),
        (any::<u64>(), any::<u32>(), any::<u32>()).prop_map(|(shift, people, finished)| Body::ShiftClosed {
            shift,
            people,
            finished
        }),
        (any_text(), any::<u64>(), any::<u64>()).prop_map(|(to, from_event, to_event)| Body::Moved {
            to,
            from_event,
            to_event
        }),
        (vec(any::<u64>(), 0..4), any_text()).prop_map(|(events, why)| Body::Erased { events, why }),
        any_text().prop_map(|date| Body::ClockConfirmed { date }),
        any_evening_body(),
    ]
}

fn any_evening_body() -> impl Strategy<Value = Body> {
    let serials = || vec(any::<u8>(), 0..40);
    let answer = (any_text(), any::<u8>()).prop_map(|(question, option)| PaperAnswerV1 { question, option });
    let lesson =
        (any::<u8>(), any_text(), vec(any_text(), 0..4), any::<u32>(), any::<u8>(), vec(vec(any::<u8>(), 0..5), 0..4));
    let handed = (any_text(), any::<u8>(), any::<u8>(), any_text(), any_text(), vec(answer, 0..21));
    prop_oneof![
        lesson.prop_map(|(topic, pack, lessons, seconds, present, raised)| Body::GroupLesson {
            topic,
            pack,
            lessons,
            seconds,
            present,
            raised
        }),
        (any_text(), any::<u8>(), any_text()).prop_map(|(batch, count, pack)| Body::PapersPrinted {
            batch,
            count,
            pack
        }),
        (any_text(), serials()).prop_map(|(batch, serials)| Body::PapersCollected { batch, serials }),
        handed.prop_map(|(batch, serial, attempt, pack, paper, answers)| Body::PaperHanded {
            batch,
            serial,
            attempt,
            pack,
            paper,
            answers
        }),
        (any_text(), any::<u8>(), vec(any::<u8>(), 0..4)).prop_map(|(batch, serial, differs)| Body::PaperRekeyed {
            batch,
            serial,
            differs
        }),
        (any_text(), serials()).prop_map(|(batch, serials)| Body::PapersVoid { batch, serials }),
    ]
}

pub fn any_row() -> impl Strategy<Value = Row> {
    prop_oneof![
        (any_text(), any::<u16>()).prop_map(|(lesson, page)| Row::Page { lesson, page }),
        (any_text(), any::<u16>(), any::<u8>()).prop_map(|(lesson, check, option)| Row::Check {
            lesson,
            check,
            option
        }),
        any_text().prop_map(|lesson| Row::Lesson { lesson }),
        (any::<u8>(), any_text()).prop_map(|(attempt, seed)| Row::Seed { attempt, seed }),
        (any::<u8>(), any::<u16>(), any::<u8>(), any::<u32>())
            .prop_map(|(attempt, place, option, seconds)| Row::Answer { attempt, place, option, seconds }),
        (any::<u8>(), any::<u16>(), any::<bool>()).prop_map(|(attempt, place, on)| Row::Flag { attempt, place, on }),
        (any::<u8>(), any::<u16>()).prop_map(|(attempt, place)| Row::At { attempt, place }),
        any::<u8>().prop_map(|attempt| Row::ResultSeen { attempt }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn every_record_comes_back(n in any::<u64>(), body in any_body(), person in option::of("[0-9a-f]{64}"),
                               wall_ms in any::<i64>(), mono_ms in any::<u64>(), boot in any::<u64>(), suspect in any::<bool>(),
                               shift in any::<u64>(), helper in any_text()) {
        let at = StampV1 { wall_ms, mono_ms, boot, suspect };
        let record = Record { v: VERSION, n, contest: "demo".to_owned(), person, at, shift, helper, mode: HelpMode::Alone, body };
        let bytes = record.bytes();
        prop_assert!(!bytes.contains(&b'\n'));
        prop_assert_eq!(Record::read(&bytes).unwrap(), record);
    }

    #[test]
    fn every_journal_row_comes_back(row in any_row()) {
        let bytes = serde_json::to_vec(&row).unwrap();
        prop_assert_eq!(serde_json::from_slice::<Row>(&bytes).unwrap(), row);
    }

    #[test]
    fn reading_never_panics(bytes in vec(any::<u8>(), 0..200)) {
        prop_assert!(Record::read(&bytes).is_err());
    }
}
