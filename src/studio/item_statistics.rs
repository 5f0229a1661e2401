//! Statistics of questions as the centre hands them back, a file of JSON (docs/FORMATS.md, Item statistics).

use crate::domain::QuestionId;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Longest file in bytes: 20,000 questions.
pub const MOST_BYTES: usize = 8 << 20;

/// How a question was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemStatistics {
    /// Papers handed in that asked it.
    pub asked: u64,
    /// How often each option was chosen, in the file's order: the right one first.
    pub chosen: Vec<u64>,
}

impl ItemStatistics {
    /// Right answers in hundredths of all; none where nobody was asked.
    pub fn right_percent(&self) -> Option<u64> {
        let right = self.chosen.first().copied().unwrap_or_default();
        (self.asked > 0).then(|| (100 * right + self.asked / 2) / self.asked)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileV1 {
    v: u32,
    #[serde(rename = "contest")]
    _contest: String,
    #[serde(rename = "pack")]
    _pack: String,
    items: Vec<ItemV1>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemV1 {
    question: String,
    asked: u64,
    chosen: Vec<u64>,
}

/// Reads such a file; none where it is not one: another shape, a question twice, more answers than papers.
pub fn read(bytes: &[u8]) -> Option<BTreeMap<QuestionId, ItemStatistics>> {
    let file: FileV1 = serde_json::from_slice(bytes).ok().filter(|file: &FileV1| file.v == 1)?;
    let mut items = BTreeMap::new();
    for item in file.items {
        let all = item.chosen.iter().try_fold(0_u64, |sum, one| sum.checked_add(*one))?;
        let statistics = ItemStatistics { asked: item.asked, chosen: item.chosen };
        let is_first = items.insert(QuestionId(item.question), statistics).is_none();
        if !is_first || all > item.asked {
            return None;
        }
    }
    Some(items)
}
