use super::super::format::ago;
use crate::{centre::Freshness, domain::Moment, text::Words};

impl Freshness {
    /// CSS class.
    pub fn class(&self) -> &'static str {
        match self {
            Self::NoStation => "none",
            Self::Fresh { .. } => "fresh",
            Self::Late { .. } => "late",
            Self::Never { .. } => "never",
        }
    }

    /// Sign beside the words.
    pub fn mark(&self) -> &'static str {
        match self {
            Self::NoStation => "·",
            Self::Fresh { .. } => "✓",
            Self::Late { .. } | Self::Never { .. } => "!",
        }
    }

    /// In words.
    pub fn text(&self, words: &Words, now: Moment) -> String {
        let text = |n: &u64| n.to_string().into();
        match self {
            Self::NoStation => words.get("site-fresh-no-station").into_owned(),
            Self::Fresh { stations, newest } => {
                let newest = ago(words, *newest, now);
                words.with("site-fresh-all", &[("stations", text(stations)), ("newest", newest.into())])
            }
            Self::Late { silent, stations, days: 0 } => {
                words.with("site-fresh-some-never", &[("silent", text(silent)), ("stations", text(stations))])
            }
            Self::Late { silent, stations, days } => words.with(
                "site-fresh-some-late",
                &[("silent", text(silent)), ("stations", text(stations)), ("days", days.to_string().into())],
            ),
            Self::Never { stations } => words.with("site-fresh-never", &[("stations", text(stations))]),
        }
    }

    /// Sort key: the later, the larger.
    pub fn lateness(&self) -> i64 {
        match self {
            Self::NoStation => -2,
            Self::Fresh { .. } => -1,
            Self::Late { days, .. } => *days,
            Self::Never { .. } => i64::MAX,
        }
    }
}
