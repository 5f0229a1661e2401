//! What is read when the program starts, and what is written when a visit ends.

use super::{
    Scale,
    figure::{Figure, Goal, Rounds, Stop},
    measure, place,
};
use fluent_bundle::FluentResource;
use std::{fs, hint::black_box, path::Path};
use tramso::{
    content::builtin,
    domain::{Birth, Date, PersonName, Seed, draw},
    report::{Certificate, Fonts, PaperCounts, PaperQuestion, PaperTest, Papers, paper_tests, pdf},
    text::{Language, Words},
};

pub fn measure(scale: Scale) -> Result<Vec<Figure>, Stop> {
    Ok(vec![reading(scale)?, wording(scale)?, slip(scale)?, papers(scale)?])
}

/// Milliseconds on the wall.
fn timed<T>(work: impl FnOnce() -> Result<T, Stop>) -> Result<f64, Stop> {
    Ok(measure::timed(work)?.0 * 1e3)
}

/// The built-in pack read and checked whole, beside parsing its TOML files and nothing more.
fn reading(scale: Scale) -> Result<Figure, Stop> {
    let mut rounds = Rounds::default();
    for _ in 0..scale.rounds {
        let each = 0..scale.of(10);
        let parse = || {
            for file in builtin::FILES.iter().filter(|file| file.path.ends_with(".toml")) {
                black_box(toml::from_str::<toml::Table>(std::str::from_utf8(file.bytes)?)?);
            }
            Ok(())
        };
        rounds.bare.push(each.clone().map(|_| timed(parse)).collect::<Result<_, _>>()?);
        rounds.ours.push(each.map(|_| timed(place::pack)).collect::<Result<_, _>>()?);
    }
    let bytes: usize = builtin::FILES.iter().map(|file| file.bytes.len()).sum();
    let note = format!("{} files, {} KiB; roster, lessons, every check", builtin::FILES.len(), bytes >> 10);
    Ok(Figure::beside("built-in course and bank read and checked", "ms", "TOML parsed", &rounds).note(note))
}

/// All Vietnamese wording parsed, beside the parser alone. The program parses a file when its first word is needed.
fn wording(scale: Scale) -> Result<Figure, Stop> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/text/vi");
    let files: Vec<(&str, &str)> = Words::files().collect();
    let texts: Vec<String> = files
        .iter()
        .map(|(name, _)| fs::read_to_string(folder.join(format!("{name}.ftl"))))
        .collect::<Result<_, _>>()?;
    let mut rounds = Rounds::default();
    for _ in 0..scale.rounds {
        let each = 0..scale.of(10);
        let parse = || {
            for text in &texts {
                black_box(FluentResource::try_new(text.clone()).map_err(|(_, faults)| faults)?);
            }
            Ok(())
        };
        rounds.bare.push(each.clone().map(|_| timed(parse)).collect::<Result<_, _>>()?);
        let parse = || {
            let words = Words::new(Language::Vietnamese);
            for (_, prefix) in &files {
                black_box(words.get(&format!("{prefix}-none")));
            }
            Ok(())
        };
        rounds.ours.push(each.map(|_| timed(parse)).collect::<Result<_, _>>()?);
    }
    Ok(Figure::beside("all wording of one language parsed", "ms", "the parser alone", &rounds)
        .note(format!("{} files", texts.len())))
}

fn slip(scale: Scale) -> Result<Figure, Stop> {
    let fonts = Fonts::embedded()?;
    let words = Words::new(Language::Vietnamese);
    let link = "https://cds.haiphong.gov.vn/k/TK-7F3K9Q-000123";
    let certificate = Certificate {
        number: "TK-7F3K9Q-000123".to_owned(),
        name: PersonName::parse("Lương Thị Hòa")?,
        birth: Birth::Year(1962),
        residence: "thôn Ngọc Lặc, xã Tân Kỳ, thành phố Hải Phòng".to_owned(),
        topics: place::pack()?.contest.topics.into_iter().map(|topic| topic.title).collect(),
        questions: 20,
        right: None,
        contest: "Công dân số".to_owned(),
        organiser: "Ban Tổ chức mẫu".to_owned(),
        station: "Nhà văn hóa thôn Ngọc Lặc".to_owned(),
        place: "Tân Kỳ".to_owned(),
        date: Date::from_ymd_opt(2026, 1, 20).ok_or("no such day")?,
        check_url: format!("{link}?c=Q7M2XF9A"),
        statement_url: format!("{link}#{}", "A".repeat(400)),
        trial: None,
    };
    let mut bytes = 0;
    let mut runs = Vec::new();
    for _ in 0..scale.of(40) {
        runs.push(timed(|| {
            bytes = pdf(&certificate, &words, &fonts)?.len();
            Ok(())
        })?);
    }
    Ok(Figure::alone("the slip as PDF", "ms", runs).note(format!("{} KiB, embedded fonts", bytes >> 10)))
}

/// As many numbered papers as an evening has at most, from drawn questions to the bytes.
fn papers(scale: Scale) -> Result<Figure, Stop> {
    const MOST: u8 = 60;
    let fonts = Fonts::embedded()?;
    let words = Words::new(Language::Vietnamese);
    let pack = place::pack()?;
    let mut papers = Vec::new();
    for serial in 1..=MOST {
        let paper = draw(&pack.contest, &pack.bank, Seed([serial; 32]))?;
        let question = |item: &tramso::domain::PaperItem| {
            let question = pack.bank.iter().find(|question| question.id == item.question)?;
            let options = item.order.iter().filter_map(|place| question.options.get(usize::from(*place)).cloned());
            Some(PaperQuestion { stem: question.stem.clone(), options: options.collect() })
        };
        let questions = paper.items.iter().filter_map(question).collect();
        let (number, code) = (format!("048 192 {serial:02}-0"), format!("TS2:4f1c22d0:048192{serial:02}0"));
        papers.push(PaperTest { number, code, questions });
    }
    let papers = Papers {
        contest: pack.contest.title.clone(),
        date: Date::from_ymd_opt(2026, 1, 20).ok_or("no such day")?,
        counts: PaperCounts::Commune,
        sentences: pack.contest.ready_messages.clone(),
        trial: None,
        papers,
    };
    let mut bytes = 0;
    let mut runs = Vec::new();
    for _ in 0..scale.of(8) {
        runs.push(timed(|| {
            bytes = paper_tests(&papers, &words, &fonts)?.len();
            Ok(())
        })?);
    }
    let note = format!("{} KiB, 120 pages, drawn questions to bytes", bytes >> 10);
    Ok(Figure::alone("60 numbered papers as PDF", "ms", runs).goal(Goal::AtMost(3000.0)).note(note))
}
