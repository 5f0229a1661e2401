//! What checking a bank costs that is twenty times the city's, and what a station does without.

use super::{
    Scale,
    figure::{Figure, Goal, Rounds, Stop},
};
use std::{fmt::Write, hint::black_box, time::Instant};
use tramso::content::{Source, builtin, lint, read};

/// Questions of the large bank.
const QUESTIONS: usize = 10_000;

pub fn measure(scale: Scale) -> Result<Vec<Figure>, Stop> {
    let files = large()?;
    let sources: Vec<Source<'_>> = files.iter().map(|(path, text)| Source { path, bytes: text.as_bytes() }).collect();
    let units = builtin::haiphong()?;
    let parse = || -> Result<(), Stop> {
        for (_, text) in files.iter().filter(|(path, _)| path.ends_with(".toml")) {
            black_box(toml::from_str::<toml::Table>(text)?);
        }
        Ok(())
    };
    let count = |faults: Result<tramso::content::Reading, Vec<tramso::content::Fault>>| {
        faults.map_or_else(|faults| faults.len(), |reading| reading.warnings.len())
    };
    let (mut whole, mut station) = (Rounds::default(), Rounds::default());
    let mut found = 0;
    for _ in 0..scale.rounds {
        let bare = timed(parse)?;
        whole.bare.push(vec![bare]);
        station.bare.push(vec![bare]);
        whole.ours.push(vec![timed(|| {
            found = count(lint(&sources, &units, chrono::NaiveDate::MIN));
            Ok(())
        })?]);
        station.ours.push(vec![timed(|| {
            black_box(count(read(&sources, &units)));
            Ok(())
        })?]);
    }
    let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
    let note = format!("{} KiB, {found} faults and warnings found", bytes >> 10);
    Ok(vec![
        Figure::beside("10,000 questions linted, every rule", "ms", "TOML parsed", &whole)
            .goal(Goal::AtMost(1_000.0))
            .note(&note),
        Figure::beside("the same as a station reads them", "ms", "TOML parsed", &station),
    ])
}

fn timed(work: impl FnOnce() -> Result<(), Stop>) -> Result<f64, Stop> {
    let start = Instant::now();
    work()?;
    Ok(start.elapsed().as_secs_f64() * 1e3)
}

/// The built-in campaign with a bank of ten thousand: its own questions with every third syllable taken from another place of the
/// bank, so that lengths and turns of phrase are those of real questions.
fn large() -> Result<Vec<(String, String)>, Stop> {
    let banks = builtin::FILES.iter().filter(|file| file.path.starts_with("questions/"));
    let mut questions = Vec::new();
    for file in banks {
        let table: toml::Table = toml::from_str(std::str::from_utf8(file.bytes)?)?;
        questions.extend(table.get("question").and_then(toml::Value::as_array).cloned().unwrap_or_default());
    }
    let text = |question: &toml::Value, key: &str| -> String {
        question.get(key).and_then(toml::Value::as_str).unwrap_or_default().to_owned()
    };
    let stems: String = questions.iter().map(|question| text(question, "stem") + " ").collect();
    let words: Vec<&str> = stems.split(' ').filter(|word| word.chars().all(char::is_alphabetic)).collect();
    let mut at = 0_usize;
    let mut varied = |text: &str| -> String {
        let mut out = Vec::new();
        for (place, word) in text.split(' ').enumerate() {
            at = (at * 31 + 17) % 1_000_003;
            let plain = place % 3 == 1 && word.chars().all(char::is_alphabetic);
            out.push(if plain { words.get(at % words.len().max(1)).copied().unwrap_or(word) } else { word });
        }
        out.join(" ")
    };
    let mut bank = String::new();
    let mut facts = String::from("[[source]]\nkey = \"S1\"\nwhere = \"x\"\nseen = 2026-01-02\n");
    for (number, question) in (0..QUESTIONS).zip(questions.iter().cycle()) {
        let wrong = question.get("wrong").and_then(toml::Value::as_array).cloned().unwrap_or_default();
        let wrong: Vec<String> =
            wrong.iter().map(|option| format!("{:?}", varied(option.as_str().unwrap_or_default()))).collect();
        write!(
            bank,
            "[[question]]\nid = \"W-{number}\"\nlevel = {}\nfact = \"F{}\"\nlesson = {:?}\nstem = {:?}\nright = {:?}\n\
             wrong = [{}]\nwhy = {:?}\nsource = \"S1\"\nchecked = 2026-01-02\n\n",
            1 + number % 3,
            number / 4,
            text(question, "lesson"),
            varied(&text(question, "stem")),
            varied(&text(question, "right")),
            wrong.join(", "),
            varied(&text(question, "why")),
        )?;
        if number % 4 == 0 {
            write!(
                facts,
                "\n[[fact]]\nid = \"F{}\"\ntext = \"x\"\nsource = \"S1\"\nstatus = \"seen\"\nchanges = \"stable\"\n",
                number / 4
            )?;
        }
    }
    let others =
        builtin::FILES.iter().filter(|file| !file.path.starts_with("questions/") && !file.path.starts_with("facts/"));
    let mut files: Vec<(String, String)> = others
        .map(|file| Ok((file.path.to_owned(), String::from_utf8(file.bytes.to_vec())?)))
        .collect::<Result<_, Stop>>()?;
    files.push(("questions/large.toml".to_owned(), bank));
    files.push(("facts/large.toml".to_owned(), facts));
    Ok(files)
}
