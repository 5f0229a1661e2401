use super::super::format::{count, plain, time};
use crate::{
    bundle::enrol::machine::read,
    domain::{CheckedPart, Light, MachineCheck},
    ledger::StationRow,
    text::{Value, Words, light_sign, light_word, machine_part},
};

/// The check of a station's machine as the page shows it.
pub struct MachineLines {
    /// When it was made, by the machine's clock.
    pub at: String,
    /// How many parts are good, and how many are not.
    pub summary: String,
    /// Figures of the machine, where it reported any.
    pub figures: String,
    /// What is not green, the worst first.
    pub problems: Vec<ProblemLine>,
}

/// A part that is not green.
pub struct ProblemLine {
    /// Name of the part.
    pub name: String,
    /// Sign and word of its light.
    pub light: String,
    /// CSS class of the light.
    pub class: &'static str,
    /// What the notice states, without its values.
    pub what: String,
    /// The notice's code.
    pub code: String,
}

/// Values that notices of a check have: only their codes travel.
const NOT_KNOWN: [&str; 19] = [
    "columns",
    "rows",
    "n",
    "lang",
    "letter",
    "keys",
    "seconds",
    "minutes",
    "ms",
    "free",
    "needed",
    "megabytes",
    "package",
    "program",
    "shown",
    "user",
    "folder",
    "machine",
    "date",
];

/// What came with the station's request; none where nothing did, or nothing that this program can read.
pub fn lines(row: &StationRow, words: &Words) -> Option<MachineLines> {
    let check = read(row.machine_check.as_deref()?.as_bytes()).ok()?;
    let number = |light: Light| -> Value<'_> { check.count(light).into() };
    let values = [("green", number(Light::Green)), ("amber", number(Light::Amber)), ("red", number(Light::Red))];
    Some(MachineLines {
        at: time(check.at),
        summary: words.with("machine-summary", &values),
        figures: figures(&check, words),
        problems: check.problems().map(|part| problem(part, words)).collect(),
    })
}

fn figures(check: &MachineCheck, words: &Words) -> String {
    let size = check
        .columns
        .zip(check.rows)
        .map(|(columns, rows)| words.with("machine-is-size", &[("columns", columns.into()), ("rows", rows.into())]));
    let answer = check.answer_us.map(|us| {
        let ms = words.decimal(f64::from(us.div_ceil(10)) / 100.0, 2);
        words.with("site-machine-answer", &[("ms", ms.into())])
    });
    let space = check.free_mb.map(|mb| words.with("machine-is-space", &[("mb", mb.into())]));
    let memory = check.memory_mb.map(|mb| words.with("site-machine-memory", &[("mb", count(words, mb.into()).into())]));
    let all: Vec<String> = [size, answer, space, memory].into_iter().flatten().collect();
    if all.is_empty() {
        String::new()
    } else {
        words.with("site-machine-figures", &[("figures", all.join("; ").into())])
    }
}

fn problem(part: &CheckedPart, words: &Words) -> ProblemLine {
    let code = plain(part.code.as_deref().unwrap_or_default());
    // The check has codes alone: the other values of their notices stayed at the station.
    let values: Vec<(&str, Value<'_>)> = NOT_KNOWN.iter().map(|name| (*name, Value::from("…"))).collect();
    let key = code.to_ascii_lowercase();
    // A newer station may name what this program has no words for.
    let is_known = !words.get(&key).starts_with('⟦');
    ProblemLine {
        name: plain(&machine_part(words, &part.part)),
        light: format!("{} {}", light_sign(part.light), light_word(words, part.light)),
        class: match part.light {
            Light::Green => "good",
            Light::Amber => "warn",
            Light::Red => "bad",
        },
        what: if is_known { plain(&words.with(&key, &values)) } else { words.get("site-machine-newer").into_owned() },
        code,
    }
}
