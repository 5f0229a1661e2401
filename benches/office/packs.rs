//! A pack of 10,000 questions: built and verified by the office, opened by a station.

use super::{
    Scale,
    figure::{Figure, Goal, Rounds, Stop},
};
use serde::Deserialize;
use std::{hint::black_box, time::Instant};
use tramso::{
    content::{
        Pack,
        builtin::{self, DemoDates},
        pack::{AppVersion, Plan, Trust, build, demo_pinned, demo_roots, examine, open},
    },
    crypto::{demo_centre, minisig::SigningKey, open_with, sha256},
    domain::{Bank, Date, LessonId, Level, Question, QuestionId, TopicId},
};

const QUESTIONS: usize = 10_000;

pub fn measure(scale: Scale) -> Result<Vec<Figure>, Stop> {
    let content = content()?;
    let key = SigningKey::from_open_file(demo_centre::PACK_KEY)?;
    let roots = demo_roots();
    let plan = |seal_to| Plan {
        pack: &content,
        version: 1,
        issued: day(1),
        expires: day(28),
        min_app: AppVersion::own(),
        revoked: &[],
        roots: &roots,
        seal_to,
    };
    let sealed = plan(Some(demo_centre::RECOVERY_RECIPIENT));
    let plain = questions_json(&build(&plan(None), &key).map_err(|fault| Stop(format!("{fault:?}")))?)?;
    let (mut building, mut opening, mut opening_open) = (Rounds::default(), Rounds::default(), Rounds::default());
    let (mut sealed_len, mut open_len) = (0, 0);
    let mut cpu = Vec::new();
    for _ in 0..scale.rounds {
        building.bare.push(vec![timed(|| bare(&plain))?]);
        let mut bytes = Vec::new();
        building.ours.push(vec![timed(|| {
            bytes = build(&sealed, &key)?;
            Ok(open(&bytes, &trust(), &[demo_centre::RECOVERY_IDENTITY])?)
        })?]);
        opening.bare.push(vec![timed(|| bare(&plain))?]);
        opening.ours.push(vec![timed(|| Ok(open(&bytes, &trust(), &[demo_centre::RECOVERY_IDENTITY])?))?]);
        sealed_len = bytes.len();
        let before = cpu_ms();
        black_box(open(&bytes, &trust(), &[demo_centre::RECOVERY_IDENTITY])?);
        cpu.push(cpu_ms() - before);
        let bytes = build(&plan(None), &key)?;
        opening_open.bare.push(vec![timed(|| bare(&plain))?]);
        opening_open.ours.push(vec![timed(|| Ok(open(&bytes, &trust(), &[])?))?]);
        open_len = bytes.len();
    }
    let limit = "SHA-256 and serde_json of the same questions";
    let size = |bytes: usize| format!("{QUESTIONS} questions, {} KiB", bytes >> 10);
    Ok(vec![
        Figure::beside("sealed pack built and verified", "ms", limit, &building)
            .goal(Goal::AtMost(1000.0))
            .note(size(sealed_len)),
        Figure::beside("sealed pack opened", "ms", limit, &opening).goal(Goal::AtMost(50.0)).note(size(sealed_len)),
        Figure::beside("open pack opened", "ms", limit, &opening_open).goal(Goal::AtMost(50.0)).note(size(open_len)),
        Figure::alone("the same pack unsealed alone", "ms", unsealed(scale, &plain)?),
        Figure::alone("sealed pack opened, processor time", "ms", cpu).goal(Goal::AtMost(50.0)),
    ])
}

fn timed<T>(work: impl FnOnce() -> Result<T, Stop>) -> Result<f64, Stop> {
    let start = Instant::now();
    black_box(work()?);
    Ok(start.elapsed().as_secs_f64() * 1e3)
}

/// Processor time of this process: the time that the clock would show on a machine that nobody else uses.
fn cpu_ms() -> f64 {
    // SAFETY: an all-zero timespec is valid, and clock_gettime fills it.
    let time = unsafe {
        let mut time: libc::timespec = std::mem::zeroed();
        libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &raw mut time);
        time
    };
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

/// What opening cannot do without: the digest, and the texts as strings.
fn bare(plain: &[u8]) -> Result<usize, Stop> {
    #[derive(Deserialize)]
    struct Bare {
        questions: Vec<BareQuestion>,
    }
    #[derive(Deserialize)]
    struct BareQuestion {
        id: String,
        stem: String,
        options: Vec<String>,
        why: String,
        source: String,
    }
    black_box(sha256(&[plain]));
    let bank: Bare = serde_json::from_slice(plain)?;
    let lengths = bank
        .questions
        .iter()
        .map(|one| one.id.len() + one.stem.len() + one.options.len() + one.why.len() + one.source.len());
    Ok(lengths.sum())
}

fn unsealed(scale: Scale, plain: &[u8]) -> Result<Vec<f64>, Stop> {
    let sealed = tramso::crypto::seal_to(demo_centre::RECOVERY_RECIPIENT, plain)?;
    (0..scale.rounds).map(|_| timed(|| Ok(open_with(demo_centre::RECOVERY_IDENTITY, &sealed)?))).collect()
}

fn questions_json(bytes: &[u8]) -> Result<Vec<u8>, Stop> {
    examine(bytes, None).map_err(|fault| Stop(format!("{fault:?}")))?;
    let members = tramso::crypto::parcel::read(bytes, 100)?;
    Ok(members.last().ok_or(Stop("no questions".to_owned()))?.bytes.to_vec())
}

fn trust() -> Trust<'static> {
    Trust { root: demo_pinned(), contest: builtin::DEMO_CONTEST, held: None, app: AppVersion::own(), today: day(2) }
}

fn day(number: u32) -> Date {
    Date::from_ymd_opt(2026, 6, number).unwrap_or_default()
}

/// The built-in course with a synthetic bank of real texts' lengths.
fn content() -> Result<Pack, Stop> {
    let mut pack = builtin::pack(DemoDates { opens: day(1), closes: day(30) })?;
    let question = |number: usize| {
        let topic = TopicId::new(u8::try_from(number % 4 + 1).ok()?)?;
        let text =
            |what: &str, times: usize| format!("{} {number}", format!("{what} số, điện thoại và ").repeat(times));
        Some(Question {
            id: QuestionId(format!("Q-{number:05}")),
            topic,
            level: [Level::Easy, Level::Middle, Level::Hard][number % 3],
            fact: format!("A{}", number / 4),
            lesson: LessonId { topic, number: 1 },
            stem: text("Bác Hòa nhận được cuộc gọi", 3),
            options: (0..4).map(|option| text(["Nghe máy", "Tắt máy", "Hỏi con", "Gọi lại"][option], 1)).collect(),
            why: text("Cơ quan nhà nước không gọi", 3),
            source: "S12".to_owned(),
            checked: day(1),
            until: number.is_multiple_of(5).then(|| day(30)),
            situation: number.is_multiple_of(3),
            negative: false,
            group: number.is_multiple_of(50).then(|| format!("G{}", number / 100)),
        })
    };
    pack.bank = (0..QUESTIONS)
        .map(question)
        .collect::<Option<Vec<Question>>>()
        .map(Bank::from)
        .ok_or(Stop("no such topic".to_owned()))?;
    Ok(pack)
}
