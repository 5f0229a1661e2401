//! The session room at its door: a visit step by step, in any order, and again from what was kept.

use proptest::prelude::*;
use std::{
    collections::BTreeSet,
    sync::{Arc, OnceLock},
};
use tramso::{
    content::{Pack, builtin, required},
    domain::{
        Bank, Birth, Choice, Guardian, IdNumber, Identity, LessonId, Missing, Moment, OneTouch, PersonName,
        Registration, Residence, Score, Seed, Sex, Stamp, TopicId, UnitCode, Window,
    },
    record::{Body, CertificateV1, Event, InstallV1, hex},
    session::{Command, Part, PartState, Practice, Refusal, Visit},
};

fn pack() -> &'static Pack {
    static PACK: OnceLock<Pack> = OnceLock::new();
    PACK.get_or_init(|| {
        let day = |day| crate::days::date(2026, 11, day);
        builtin::pack(builtin::DemoDates { opens: day(1), closes: day(28) }).unwrap()
    })
}

/// So many seconds into a visit on 20/11/2026.
fn at(seconds: u64) -> Stamp {
    let start = Moment::start_of(crate::days::date(2026, 11, 20));
    let ms = i64::try_from(seconds * 1000).unwrap();
    Stamp { wall: Moment(start.0 + 30_000_000 + ms), mono_ms: seconds * 1000, boot: 7, suspect: false }
}

fn on(year: i32, month: u32, day: u32) -> Stamp {
    let date = crate::days::date(year, month, day);
    Stamp { wall: Moment(Moment::start_of(date).0 + 36_000_000), ..at(0) }
}

fn registration() -> Registration {
    Registration {
        name: PersonName::parse("Nguyễn Thị Hường").unwrap(),
        birth: Birth::Year(1962),
        sex: Sex::Female,
        identity: Identity::Number(IdNumber::parse("030162000123").unwrap()),
        residence: Residence { unit: UnitCode::parse("11113").unwrap(), village: "thôn Ngọc Lặc".to_owned() },
        phone: None,
        guardian: None,
        workplace: None,
        memberships: BTreeSet::new(),
        one_touch: OneTouch::NotTaken,
    }
}

/// A visit with everything that was kept for it.
#[derive(Clone, Default)]
struct Walk {
    visit: Visit,
    kept: Vec<(Stamp, Event)>,
    seconds: u64,
}

impl Walk {
    fn try_step(&mut self, command: Command) -> Result<(), Refusal> {
        self.seconds += 5;
        let now = at(self.seconds);
        let (visit, events) = self.visit.step(pack(), command, now)?;
        self.visit = visit;
        self.kept.extend(events.into_iter().map(|event| (now, event)));
        Ok(())
    }

    #[track_caller]
    fn step(&mut self, command: Command) -> &mut Self {
        self.try_step(command).unwrap();
        self
    }

    fn registered() -> Self {
        let mut walk = Self::default();
        walk.step(Command::Consent).step(Command::Register(Box::new(registration())));
        walk
    }

    fn learn(&mut self) -> &mut Self {
        let lessons: Vec<LessonId> = pack().lessons.iter().filter(|one| one.required).map(|one| one.id).collect();
        for lesson in lessons {
            self.step(Command::TurnTo { lesson, page: 1 }).step(Command::FinishLesson(lesson));
        }
        self
    }

    fn answer_all(&mut self) -> &mut Self {
        for place in 0..20 {
            self.step(Command::Mark { place, choice: Choice(u8::try_from(place % 4).unwrap()), seconds: 3 });
        }
        self
    }

    fn tested(&mut self, seed: u8) -> &mut Self {
        self.step(Command::OpenAttempt(Seed([seed; 32]))).answer_all().step(Command::Submit)
    }
}

#[test]
fn a_whole_visit_is_valid_and_replays_to_itself() {
    let mut walk = Walk::registered();
    walk.learn().tested(1).step(Command::SeeResult);
    let text = "Tôi học để gọi cho con cháu ở xa.".to_owned();
    walk.step(Command::Share { text, ready: None, dictated: false, publish: true });
    let certificate = CertificateV1 { number: "TK-1".to_owned(), check: "ABC".to_owned() };
    walk.step(Command::AskCertificate(certificate)).step(Command::App(InstallV1::HadIt));
    assert!(walk.visit.entry().is_valid(&pack().contest));
    assert!(Part::ALL.iter().all(|part| walk.visit.part_state(*part, pack()) == PartState::Done));
    assert_eq!(Visit::replay(pack(), &walk.kept), walk.visit);
}

#[test]
fn each_missing_part_is_named() {
    let mut walk = Walk::registered();
    let missing = |walk: &Walk| walk.visit.entry().missing(&pack().contest);
    let topics: Vec<TopicId> = (1..=4).filter_map(TopicId::new).collect();
    assert_eq!(missing(&walk), [Missing::Topics(topics), Missing::Test, Missing::Message]);
    walk.learn();
    assert_eq!(missing(&walk), [Missing::Test, Missing::Message]);
    walk.tested(2);
    assert_eq!(missing(&walk), [Missing::Message]);
    let certificate = CertificateV1 { number: "TK-1".to_owned(), check: "ABC".to_owned() };
    let refused = walk.try_step(Command::AskCertificate(certificate));
    assert_eq!(refused, Err(Refusal::Incomplete(vec![Missing::Message])));
}

#[test]
fn nothing_is_kept_before_consent() {
    let mut walk = Walk::default();
    assert_eq!(walk.try_step(Command::Register(Box::new(registration()))), Err(Refusal::NoConsent));
    assert!(walk.kept.is_empty());
    walk.step(Command::Consent).step(Command::Register(Box::new(registration())));
    assert_eq!(walk.try_step(Command::Register(Box::new(registration()))), Err(Refusal::AlreadyRegistered));
    walk.step(Command::Withdraw);
    assert_eq!(walk.try_step(Command::Correct(Box::new(registration()))), Err(Refusal::Withdrawn));
    assert!(!walk.visit.entry().registered);
}

#[test]
fn a_child_needs_a_guardian_and_is_never_public() {
    let mut child = registration();
    child.birth = Birth::Year(2014);
    child.identity = Identity::None(tramso::domain::NoIdReason::Child);
    let mut walk = Walk::default();
    walk.step(Command::Consent);
    assert!(matches!(walk.try_step(Command::Register(Box::new(child.clone()))), Err(Refusal::Registration(_))));
    child.guardian = Some(Guardian { name: PersonName::parse("Trần Văn Bình").unwrap(), consents: true });
    walk.step(Command::Register(Box::new(child)));
    let text = "Con giúp bà gọi điện có hình.".to_owned();
    walk.step(Command::Share { text, ready: None, dictated: false, publish: true });
    assert!(walk.visit.shared().is_some_and(|shared| !shared.publish));
}

#[test]
fn the_test_waits_for_the_topics_and_for_the_window() {
    let mut walk = Walk::registered();
    let open = || Command::OpenAttempt(Seed([3; 32]));
    assert!(matches!(walk.try_step(open()), Err(Refusal::TopicsMissing(missing)) if missing.len() == 4));
    for topic in (1..=4).filter_map(TopicId::new) {
        walk.step(Command::LearntElsewhere(topic));
    }
    let late = walk.visit.step(pack(), open(), on(2026, 12, 3));
    assert!(matches!(late, Err(Refusal::Closed(Window::After))));
    let doubted = Stamp { suspect: true, ..on(1970, 1, 1) };
    assert!(walk.visit.step(pack(), open(), doubted).is_ok(), "a wrong clock stops nobody");
    walk.step(open());
    assert_eq!(walk.try_step(open()), Err(Refusal::AttemptRunning));
}

#[test]
fn answers_change_until_they_are_handed_in() {
    let mut walk = Walk::registered();
    walk.learn().step(Command::OpenAttempt(Seed([4; 32])));
    walk.step(Command::Mark { place: 3, choice: Choice(0), seconds: 4 });
    walk.step(Command::Mark { place: 3, choice: Choice(2), seconds: 6 }).step(Command::Flag { place: 3, on: true });
    let answers = walk.visit.running().unwrap().answers.clone();
    assert_eq!((answers.choice(3), answers.seconds(3), answers.is_flagged(3)), (Some(Choice(2)), 10, true));
    let blanks: Vec<usize> = (0..20).filter(|place| *place != 3).collect();
    assert_eq!(walk.try_step(Command::Submit), Err(Refusal::Blanks(blanks)));
    assert_eq!(walk.try_step(Command::Mark { place: 20, choice: Choice(0), seconds: 1 }), Err(Refusal::Nowhere));
    assert_eq!(walk.try_step(Command::Mark { place: 0, choice: Choice(4), seconds: 1 }), Err(Refusal::Nowhere));
    walk.answer_all().step(Command::Submit);
    assert_eq!(walk.try_step(Command::Mark { place: 0, choice: Choice(1), seconds: 1 }), Err(Refusal::NoAttempt));
    let Some((_, Event::Record(Body::AttemptSubmitted { answers, seconds, late, .. }))) = walk.kept.last() else {
        panic!("the last event is the submission")
    };
    assert_eq!((answers.len(), *late), (20, false));
    assert!(*seconds > 0);
}

#[test]
fn submitted_after_closing_is_kept_and_marked() {
    let mut walk = Walk::registered();
    walk.learn().step(Command::OpenAttempt(Seed([5; 32]))).answer_all();
    let (visit, events) = walk.visit.step(pack(), Command::Submit, on(2026, 11, 29)).unwrap();
    assert!(matches!(events.as_slice(), [Event::Record(Body::AttemptSubmitted { late: true, .. })]));
    assert!(visit.has_tested());
}

#[test]
fn three_attempts_and_the_best_one_counts() {
    let mut walk = Walk::registered();
    walk.learn();
    for seed in 1..=3 {
        walk.tested(seed);
    }
    let best = walk.visit.best_score(pack()).unwrap().right;
    let scores: Vec<usize> = walk.visit.attempts().iter().map(|one| one.score(pack()).unwrap().right).collect();
    assert_eq!(Some(&best), scores.iter().max());
    let used_up = walk.try_step(Command::OpenAttempt(Seed([9; 32])));
    assert_eq!(used_up, Err(Refusal::AttemptsUsedUp { allowed: 3 }));
}

#[test]
fn messages_have_a_length_and_no_strange_signs() {
    let mut walk = Walk::registered();
    let share = |text: &str| Command::Share { text: text.to_owned(), ready: None, dictated: true, publish: false };
    assert_eq!(walk.try_step(share("ngắn")), Err(Refusal::MessageShort { least: 10, got: 4 }));
    assert_eq!(walk.try_step(share("         a         ")), Err(Refusal::MessageShort { least: 10, got: 1 }));
    assert!(matches!(walk.try_step(share(&"ă".repeat(501))), Err(Refusal::MessageLong { most: 500, got: 501 })));
    assert_eq!(walk.try_step(share("học số thật vui\u{202e}")), Err(Refusal::MessageChar('\u{202e}')));
    assert!(walk.visit.shared().is_none());
    walk.step(share("Tôi học số,\nbà con cùng học."));
}

#[test]
fn a_lost_pack_costs_no_attempt() {
    let mut walk = Walk::registered();
    walk.learn().step(Command::OpenAttempt(Seed([6; 32])));
    let other = Pack { digest: [1; 32], ..pack().clone() };
    let elsewhere = Visit::replay(&other, &walk.kept);
    assert!(elsewhere.running().is_none());
    assert_eq!(elsewhere.attempts_left(&other), 3);
    assert_eq!(elsewhere.topics().len(), 4, "a topic done under one pack stays done under the next");
    assert_eq!(elsewhere.next_attempt(), 2, "its number, and so its seed, is not used again");
}

#[test]
fn a_running_test_ends_on_the_pack_that_it_began_with() {
    let mut walk = Walk::registered();
    walk.learn().step(Command::OpenAttempt(Seed([6; 32])));
    let began = walk.visit.running().unwrap().clone();
    let fewer = pack().bank.iter().skip(1).cloned().collect();
    let fewer = Bank::new(fewer, pack().contest.rules.paper_from, &required(&pack().lessons));
    let next = Pack { digest: [1; 32], bank: fewer, earlier: vec![Arc::new(pack().clone())], ..pack().clone() };
    let mut visit = Visit::replay(&next, &walk.kept);
    assert_eq!(visit.running().unwrap(), &began);
    for place in 0..20 {
        let mark = Command::Mark { place, choice: Choice(0), seconds: 1 };
        visit = visit.step(&next, mark, at(5000)).unwrap_or_else(|_| panic!("{place}")).0;
    }
    let (handed, events) = visit.step(&next, Command::Submit, at(6000)).unwrap();
    let score = handed.best_score(&next).unwrap();
    let attempt = handed.last_handed().unwrap();
    assert_eq!(score, Score::new(attempt.paper.as_ref().unwrap(), &attempt.answers, &pack().bank));
    assert!(matches!(events.as_slice(), [Event::Record(Body::AttemptSubmitted { .. })]));
    let (again, _) = handed.step(&next, Command::OpenAttempt(Seed([7; 32])), at(7000)).unwrap();
    assert_eq!(again.running().unwrap().pack, hex(&[1; 32]), "the next test is drawn from the new pack");
}

#[test]
fn practice_brings_nothing_about() {
    let before = Walk::registered();
    let mut practice = Practice::open(pack(), Seed([8; 32])).unwrap();
    for place in 0..20 {
        practice.mark(place, Choice(0));
    }
    assert_eq!(practice.score(pack()).of, 20);
    assert_eq!(Visit::replay(pack(), &before.kept), before.visit);
}

/// The commands that a person can bring about, whatever the state.
fn any_command() -> impl Strategy<Value = Command> {
    let lesson =
        (1..=4_u8, 1..=3_u8).prop_map(|(topic, number)| LessonId { topic: TopicId::new(topic).unwrap(), number });
    prop_oneof![
        2 => Just(Command::Consent),
        2 => Just(Command::Register(Box::new(registration()))),
        1 => Just(Command::Withdraw),
        8 => lesson.clone().prop_map(Command::FinishLesson),
        2 => (lesson, 0..4_usize).prop_map(|(lesson, page)| Command::TurnTo { lesson, page }),
        4 => (1..=4_u8).prop_map(|topic| Command::LearntElsewhere(TopicId::new(topic).unwrap())),
        4 => any::<u8>().prop_map(|seed| Command::OpenAttempt(Seed([seed; 32]))),
        30 => (0..21_usize, 0..5_u8).prop_map(|(place, option)| Command::Mark { place, choice: Choice(option), seconds: 2 }),
        4 => (0..21_usize).prop_map(Command::GoTo),
        4 => Just(Command::Submit),
        2 => Just(Command::SeeResult),
        3 => "[a-zA-Z ăâêôơư]{0,30}".prop_map(|text| Command::Share { text, ready: None, dictated: false, publish: true }),
        1 => Just(Command::App(InstallV1::NoSmartphone)),
    ]
}

/// The four parts, counted from what was kept and nothing else: a second opinion beside `Visit`.
fn parts_of(kept: &[(Stamp, Event)]) -> [bool; 4] {
    let mut topics = BTreeSet::new();
    let (mut registered, mut consents, mut tested, mut message) = (false, false, false, false);
    for (_, event) in kept {
        match event {
            Event::Record(Body::Consent { .. }) => consents = true,
            Event::Record(Body::Withdrawal {}) => consents = false,
            Event::Record(Body::Registration { .. } | Body::Correction { .. }) => registered = true,
            Event::Record(Body::TopicDone { topic, .. }) => drop(topics.insert(*topic)),
            Event::Record(Body::AttemptSubmitted { answers, .. }) => tested |= answers.len() == 20,
            Event::Record(Body::Message { .. }) => message = true,
            _ => (),
        }
    }
    [registered && consents, topics.len() == 4, tested, message]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn in_any_order_an_entry_is_valid_exactly_with_its_four_parts(commands in prop::collection::vec(any_command(), 0..260)) {
        let mut walk = Walk::default();
        for command in commands {
            let before = walk.visit.clone();
            if walk.try_step(command).is_err() {
                prop_assert_eq!(&walk.visit, &before, "a refusal changes nothing");
            }
            let whole = parts_of(&walk.kept).iter().all(|part| *part);
            prop_assert_eq!(walk.visit.entry().is_valid(&pack().contest), whole);
        }
        prop_assert_eq!(Visit::replay(pack(), &walk.kept), walk.visit);
    }
}

#[test]
fn the_second_opinion_can_disagree() {
    let mut walk = Walk::registered();
    walk.learn().tested(1);
    let text = "Tôi học để gọi cho con cháu.".to_owned();
    walk.step(Command::Share { text, ready: None, dictated: false, publish: false });
    assert_eq!(parts_of(&walk.kept), [true; 4]);
    walk.kept.retain(|(_, event)| !matches!(event, Event::Record(Body::Message { .. })));
    assert_eq!(parts_of(&walk.kept), [true, true, true, false], "the control");
    assert!(!Visit::replay(pack(), &walk.kept).entry().is_valid(&pack().contest));
}

#[test]
fn tests_that_were_erased_on_request_stay_used() {
    let mut walk = Walk::registered();
    let spent = |opened, handed| tramso::domain::SpentAttempts { opened, handed };
    let most = pack().contest.rules.attempts;
    assert_eq!((walk.visit.next_attempt(), walk.visit.attempts_left(pack())), (1, most), "control");
    walk.visit = walk.visit.with_spent(spent(2, 1));
    assert_eq!((walk.visit.next_attempt(), walk.visit.attempts_left(pack())), (3, most - 1));
    assert_eq!(walk.visit.with_spent(spent(most, most)).attempts_left(pack()), 0);
}
