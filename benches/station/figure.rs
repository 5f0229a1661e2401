pub use super::measure::Stop;
use serde_json::json;

/// What a figure is held against.
#[derive(Clone, Copy)]
pub enum Goal {
    /// The median is at most this.
    AtMost(f64),
    /// The median of the ratios is at most this.
    TimesBare(f64),
    None,
}

/// One line of the table.
pub struct Figure {
    pub name: &'static str,
    pub unit: &'static str,
    /// Medians of the rounds, sorted.
    ours: Vec<f64>,
    /// The bare limit's name and medians of the rounds, sorted.
    bare: Option<(&'static str, Vec<f64>)>,
    /// Ours to bare within each round, sorted.
    ratios: Vec<f64>,
    goal: Goal,
    note: String,
    /// Share of the machine that others used meanwhile.
    pub others: f64,
}

/// What two sides that took turns measured: one list a round each.
#[derive(Default)]
pub struct Rounds {
    pub ours: Vec<Vec<f64>>,
    pub bare: Vec<Vec<f64>>,
}

impl Figure {
    /// A figure of its own, each value a run.
    pub fn alone(name: &'static str, unit: &'static str, runs: Vec<f64>) -> Self {
        Self {
            name,
            unit,
            ours: sorted(runs),
            bare: None,
            ratios: Vec::new(),
            goal: Goal::None,
            note: String::new(),
            others: 0.0,
        }
    }

    /// A figure beside its bare limit.
    pub fn beside(name: &'static str, unit: &'static str, bare: &'static str, rounds: &Rounds) -> Self {
        let medians = |side: &[Vec<f64>]| -> Vec<f64> { side.iter().map(|round| median(round)).collect() };
        let (ours, limit) = (medians(&rounds.ours), medians(&rounds.bare));
        let ratios = ours.iter().zip(&limit).map(|(ours, bare)| ours / bare).collect();
        let mut figure = Self::alone(name, unit, ours);
        figure.bare = Some((bare, sorted(limit)));
        figure.ratios = sorted(ratios);
        let all = |side: &[Vec<f64>]| percentile(&sorted(side.concat()), 0.99);
        figure.note = format!("p99 {}, bare {}", short(all(&rounds.ours)), short(all(&rounds.bare)));
        figure
    }

    pub fn goal(mut self, goal: Goal) -> Self {
        self.goal = goal;
        self
    }

    /// Adds to what the last column contains.
    pub fn note(mut self, note: impl AsRef<str>) -> Self {
        if !self.note.is_empty() {
            self.note.push_str("; ");
        }
        self.note.push_str(note.as_ref());
        self
    }

    fn is_met(&self) -> Option<bool> {
        match self.goal {
            Goal::AtMost(most) => Some(median(&self.ours) <= most),
            Goal::TimesBare(most) => Some(median(&self.ratios) <= most),
            Goal::None => None,
        }
    }

    fn row(&self) -> String {
        let bare = self.bare.as_ref().map_or("-".to_owned(), |(name, limit)| format!("{name}: {}", spread(limit)));
        let ratio = if self.ratios.is_empty() { "-".to_owned() } else { spread(&self.ratios) };
        let goal = match self.goal {
            Goal::AtMost(most) => format!("<= {} {}", short(most), self.unit),
            Goal::TimesBare(most) => format!("<= {} x bare", short(most)),
            Goal::None => "-".to_owned(),
        };
        let met = match self.is_met() {
            Some(true) => "met",
            Some(false) => "**missed**",
            None => "-",
        };
        let (name, unit, note) = (self.name, self.unit, &self.note);
        let (ours, others) = (spread(&self.ours), self.others * 100.0);
        format!("| {name}, {unit} | {ours} | {bare} | {ratio} | {goal} | {met} | {others:.0} % | {note} |")
    }

    /// The figure for other programs.
    pub fn json(&self, group: &str) -> String {
        let ends = |list: &[f64]| json!({ "median": median(list), "min": list.first(), "max": list.last() });
        let bare = self.bare.as_ref().map(|(name, limit)| json!({ "name": name, "runs": ends(limit) }));
        let ratio = (!self.ratios.is_empty()).then(|| ends(&self.ratios));
        json!({
            "group": group, "name": self.name, "unit": self.unit, "ours": ends(&self.ours), "rounds": self.ours.len(),
            "bare": bare, "ratio": ratio, "met": self.is_met(), "others_cpu": self.others, "note": self.note,
        })
        .to_string()
    }
}

/// All figures in Markdown.
pub fn table(figures: &[Figure]) -> String {
    let head = "| figure | measured | bare limit | ratio | goal | | others | |\n|---|---|---|---|---|---|---|---|";
    let rows: Vec<String> = figures.iter().map(Figure::row).collect();
    format!("{head}\n{}", rows.join("\n"))
}

pub fn sorted(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    values
}

/// The middle value; 0 of none.
pub fn median(values: &[f64]) -> f64 {
    let values = sorted(values.to_vec());
    let (half, odd) = (values.len() / 2, values.len() % 2 == 1);
    match (values.get(half), half.checked_sub(1).and_then(|below| values.get(below))) {
        (Some(middle), Some(below)) if !odd => (middle + below) / 2.0,
        (Some(middle), _) => *middle,
        (None, _) => 0.0,
    }
}

/// The value below which this part of the sorted values is.
pub fn percentile(values: &[f64], part: f64) -> f64 {
    let last = values.len().saturating_sub(1);
    values.get((last as f64 * part).round() as usize).copied().unwrap_or(0.0)
}

/// `median (least-most)`.
fn spread(values: &[f64]) -> String {
    match values {
        [] => "-".to_owned(),
        [one] => short(*one),
        [least, .., most] if least == most => short(*least),
        [least, .., most] => format!("{} ({}-{})", short(median(values)), short(*least), short(*most)),
    }
}

/// Three digits that matter.
pub fn short(value: f64) -> String {
    let digits = match value.abs() {
        0.0 => 0,
        large if large >= 100.0 => 0,
        middle if middle >= 10.0 => 1,
        small if small >= 1.0 => 2,
        _ => 3,
    };
    let text = format!("{value:.digits$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}
