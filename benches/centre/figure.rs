use super::spread;
use serde_json::json;

#[derive(Clone, Copy)]
pub enum Goal {
    /// The measured value, or where it is a ratio the ratio.
    AtMost(f64),
    AtLeast(f64),
    RatioAtLeast(f64),
    RatioAtMost(f64),
    None,
}

/// One line of the table.
pub struct Figure {
    pub name: &'static str,
    pub unit: &'static str,
    pub ours: Vec<f64>,
    /// The bare limit's name and values, one for each of ours.
    pub bare: Option<(&'static str, Vec<f64>)>,
    pub goal: Goal,
}

impl Figure {
    pub fn row(&self) -> String {
        let format_range = |values: &[f64]| {
            let (median, least, most) = spread(values.to_vec());
            format!("{} ({}-{})", short(median), short(least), short(most))
        };
        let bare =
            self.bare.as_ref().map_or("-".to_owned(), |(name, values)| format!("{name}: {}", format_range(values)));
        let ratios = if self.bare.is_some() { format_range(&self.ratios()) } else { "-".to_owned() };
        let (goal, met) = match self.goal {
            Goal::AtMost(most) => (format!("<= {most}"), self.word()),
            Goal::AtLeast(least) => (format!(">= {least}"), self.word()),
            Goal::RatioAtLeast(least) => (format!(">= {least} x bare"), self.word()),
            Goal::RatioAtMost(most) => (format!("<= {most} x bare"), self.word()),
            Goal::None => ("-".to_owned(), "-"),
        };
        format!("| {}, {} | {} | {bare} | {ratios} | {goal} | {met} |", self.name, self.unit, format_range(&self.ours))
    }

    pub fn json(&self) -> serde_json::Value {
        let (median, least, most) = spread(self.ours.clone());
        let (ratio, ..) = spread(self.ratios());
        json!({ "figure": self.name, "unit": self.unit, "median": median, "least": least, "most": most, "ratio": ratio, "met": self.is_met() })
    }

    pub fn is_met(&self) -> bool {
        let (median, ..) = spread(self.ours.clone());
        let (ratio, ..) = spread(self.ratios());
        match self.goal {
            Goal::AtMost(most) => median <= most,
            Goal::AtLeast(least) => median >= least,
            Goal::RatioAtLeast(least) => ratio >= least,
            Goal::RatioAtMost(most) => ratio <= most,
            Goal::None => true,
        }
    }

    fn word(&self) -> &'static str {
        if self.is_met() { "met" } else { "**missed**" }
    }

    fn ratios(&self) -> Vec<f64> {
        let bare = self.bare.iter().flat_map(|(_, values)| values);
        self.ours.iter().zip(bare).map(|(ours, bare)| ours / bare).collect()
    }
}

fn short(value: f64) -> String {
    match value.abs() {
        100.0.. => format!("{value:.0}"),
        1.0.. => format!("{value:.2}"),
        _ => format!("{value:.4}"),
    }
}
