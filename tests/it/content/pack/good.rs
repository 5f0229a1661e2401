//! What a pack carries arrives.

use super::*;
use proptest::strategy::Strategy;
use tramso::{
    crypto::{
        parcel::{self, Member},
        seal::new_identity,
    },
    domain::{LessonId, Level, Question, QuestionId, Sign, SignRule, TopicId},
};

#[test]
fn what_is_packed_is_opened() {
    let pack = small();
    let roots = demo_roots();
    let (identity, recipient) = new_identity();
    let identity = std::str::from_utf8(identity.bytes()).unwrap();
    for seal_to in [None, Some(recipient.as_str())] {
        let bytes = build(&Plan { seal_to, ..plan(&pack, &roots) }, &demo_key()).unwrap();
        let opened = open(&bytes, &trust(&pack), &[identity]).unwrap();
        assert_eq!(opened.pack.contest, pack.contest);
        assert_eq!(opened.pack.lessons, pack.lessons);
        assert_eq!(opened.pack.bank, pack.bank);
        assert_eq!(opened.pack.units, pack.units);
        assert_eq!(opened.manifest.version, 7);
        assert_eq!(opened.root, demo_pinned());
        let again = tramso::content::pack::reopen(&bytes, &opened.pack.digest, &[identity], day("2026-11-25")).unwrap();
        assert_eq!(again.pack.bank, pack.bank);
    }
}

/// An earlier program asks for a newer one where a contest means something that it would miss.
#[test]
fn a_contest_of_the_second_edition_asks_for_its_program() {
    let (mut pack, roots) = (small(), demo_roots());
    let first = AppVersion { major: 0, minor: 1, patch: 0 };
    let built = |pack: &Pack| {
        let bytes = build(&Plan { min_app: AppVersion::first_for(&pack.contest), ..plan(pack, &roots) }, &demo_key());
        open(&bytes.unwrap(), &Trust { app: first, ..trust(pack) }, &[])
    };
    assert!(built(&pack).is_ok());
    pack.contest.rules.signs.insert(Sign::Fast, SignRule::Hold);
    let second = AppVersion { minor: 2, ..first };
    assert_eq!(built(&pack).err(), Some(PackFault::MinApp { wanted: second, app: first }));
    let plain = small().contest;
    for (groups, on_paper, paper_ranks) in [(false, true, false), (true, false, false), (true, true, true)] {
        let mut pack = small();
        pack.contest.rules = tramso::domain::Rules { groups, on_paper, paper_ranks, ..plain.rules.clone() };
        assert_eq!(built(&pack).err(), Some(PackFault::MinApp { wanted: second, app: first }));
        let bytes = build(&Plan { min_app: second, ..plan(&pack, &roots) }, &demo_key()).unwrap();
        let opened = open(&bytes, &trust(&pack), &[]).unwrap();
        assert_eq!(opened.pack.contest, pack.contest, "what the evening may do arrives");
    }
    let mut pack = small();
    let link = tramso::domain::HelpLink { title: "Nhóm thử".to_owned(), url: "https://zalo.me/g/thu".to_owned() };
    pack.contest.help_links = vec![link];
    assert_eq!(built(&pack).err(), Some(PackFault::MinApp { wanted: second, app: first }));
    let bytes = build(&Plan { min_app: second, ..plan(&pack, &roots) }, &demo_key()).unwrap();
    let opened = open(&bytes, &trust(&pack), &[]).unwrap();
    assert_eq!(opened.pack.contest.help_links, pack.contest.help_links);
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 64, ..Default::default() })]

    #[test]
    fn any_bank_arrives_as_it_was_packed(drawn in proptest::collection::vec(question(), 0..12), sealed: bool) {
        let mut pack = small();
        let known: Vec<Question> = pack.bank.iter().cloned().collect();
        let drawn = (0..).zip(drawn).map(|(number, question): (u32, Question)| {
            let id = QuestionId(format!("Z-{number:03}"));
            Question { id, ..question }
        });
        let questions = known.into_iter().chain(drawn).collect();
        pack.bank = tramso::domain::Bank::new(questions, pack.contest.rules.paper_from, &tramso::content::required(&pack.lessons));
        let roots = demo_roots();
        let seal_to = sealed.then_some(demo_centre::RECOVERY_RECIPIENT);
        let bytes = build(&Plan { seal_to, ..plan(&pack, &roots) }, &demo_key()).unwrap();
        let opened = open(&bytes, &trust(&pack), &[demo_centre::RECOVERY_IDENTITY]).unwrap();
        proptest::prop_assert_eq!(&opened.pack.bank, &pack.bank);
        proptest::prop_assert_eq!(opened.manifest.write(), bytes_of(&bytes, "pack.json"));
    }

    #[test]
    fn any_files_make_a_parcel_and_come_out_of_it(
        files in proptest::collection::btree_map("[A-Za-z0-9-][A-Za-z0-9.-]{0,99}", proptest::collection::vec(proptest::num::u8::ANY, 0..1600), 0..6)
    ) {
        let members: Vec<Member<'_>> = files.iter().map(|(name, bytes)| Member { name, bytes }).collect();
        let bytes = parcel::write(&members).unwrap();
        proptest::prop_assert_eq!(parcel::read(&bytes, 6).unwrap(), members);
    }

    #[test]
    fn no_bytes_make_the_reader_fall(
        bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..4096),
        at in 0_usize..30_000,
        cut in 0_usize..4096,
    ) {
        proptest::prop_assert!(tramso::content::pack::examine(&bytes, None).is_err());
        // The same inside a good pack: bytes put over a part of it, and the rest cut off.
        let pack = small();
        let good = build(&plan(&pack, &demo_roots()), &demo_key()).unwrap();
        let mut broken = good.clone();
        let at = at % broken.len();
        let end = (at + bytes.len()).min(broken.len());
        broken[at..end].copy_from_slice(&bytes[..end - at]);
        broken.truncate(good.len().saturating_sub(cut));
        proptest::prop_assert!(broken == good || tramso::content::pack::examine(&broken, None).is_err());
    }
}

fn bytes_of(pack: &[u8], name: &str) -> Vec<u8> {
    parcel::read(pack, 100).unwrap().iter().find(|member| member.name == name).unwrap().bytes.to_vec()
}

/// A question of any texts that the format can hold.
fn question() -> impl Strategy<Value = Question> {
    let text = || "\\PC{1,40}";
    let days = 0_i64..3000;
    let level = proptest::sample::select(vec![Level::Easy, Level::Middle, Level::Hard]);
    let texts = (text(), text(), text(), proptest::collection::vec(text(), 2..9));
    let marks = (
        proptest::bool::ANY,
        proptest::bool::ANY,
        proptest::option::of("[A-Z]{1,3}"),
        proptest::option::of(days.clone()),
    );
    (texts, marks, level, 1_u8..3, 1_u8..9, days).prop_map(|(texts, marks, level, topic, lesson, checked)| {
        let on = |days: i64| day("2020-01-01") + chrono::TimeDelta::days(days);
        let topic = TopicId::new(topic).unwrap();
        let (stem, why, source, options) = texts;
        let (situation, negative, group, until) = marks;
        Question {
            id: QuestionId(String::new()),
            topic,
            level,
            fact: "A01".to_owned(),
            lesson: LessonId { topic, number: lesson },
            stem,
            options,
            why,
            source,
            checked: on(checked),
            until: until.map(on),
            situation,
            negative,
            group,
        }
    })
}
