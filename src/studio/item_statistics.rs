//! Statistics of questions as the centre hands them back, a file of JSON (docs/FORMATS.md, Item statistics).

use crate::{
    content::{Pack, question_digest},
    domain::{Question, QuestionId},
    notices::{Failure, failure},
    platform::read_up_to,
    text::codes,
};
use serde::Deserialize;
use std::{collections::BTreeMap, path::Path};

/// Longest file in bytes: 20,000 questions.
const MOST_BYTES: usize = 16 << 20;

/// How a question was answered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ItemStatistics {
    /// Papers handed in that asked it.
    pub asked: u64,
    /// How often each option was chosen, in the file's order: the right one first.
    pub chosen: Vec<u64>,
    /// Discrimination index and discriminative efficiency in percent, where the file has them and they are defined.
    pub discrimination: Option<f64>,
    pub efficiency: Option<f64>,
    /// Median of the seconds that it took.
    pub seconds: Option<f64>,
    /// What the centre would have looked at, by the words of the file.
    pub remarks: Vec<String>,
    /// What was asked, as `question_digest`; none in a file of the first version.
    content: Option<String>,
}

impl ItemStatistics {
    /// Right answers in hundredths of all; none where nobody was asked.
    pub fn right_percent(&self) -> Option<u64> {
        let right = self.chosen.first().copied().unwrap_or_default();
        (self.asked > 0).then(|| (100 * right + self.asked / 2) / self.asked)
    }

    /// Whether it is about this question as it is worded here.
    fn is_of(&self, question: &Question) -> bool {
        self.content.as_ref().is_none_or(|content| *content == question_digest(question))
    }
}

/// Statistics beside the questions of a folder.
#[derive(Clone, Debug, Default)]
pub struct Items {
    /// Of the questions as they are worded in the folder.
    pub same: BTreeMap<QuestionId, ItemStatistics>,
    /// Ids of questions that were asked in other words, or that the folder does not have.
    pub other: Vec<QuestionId>,
}

#[derive(Deserialize)]
struct Version {
    v: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileV1 {
    #[serde(rename = "v")]
    _v: u32,
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

/// Of the second version what is shown here; other figures are for other programs.
#[derive(Deserialize)]
struct FileV2 {
    items: Vec<ItemV2>,
}

#[derive(Deserialize)]
struct ItemV2 {
    question: String,
    content: String,
    size: u64,
    asked: u64,
    chosen: Vec<u64>,
    discrimination: Option<f64>,
    efficiency: Option<f64>,
    seconds_median: Option<f64>,
    remarks: Vec<String>,
}

/// Reads the file and puts what it has beside the questions of a folder.
///
/// # Errors
/// The file cannot be read, or is none of statistics.
pub fn open(file: &Path, pack: &Pack) -> Result<Items, Vec<Failure>> {
    let name = || [("file", file.display().to_string())];
    let bytes = read_up_to(file, MOST_BYTES).map_err(|_| failure(codes::content::FILE_UNREADABLE, name()))?;
    let read = read(&bytes).ok_or_else(|| failure(codes::content::NOT_ITEM_STATISTICS, name()))?;
    let mut items = Items::default();
    for (id, item) in read {
        let question = pack.bank.iter().find(|question| question.id == id);
        if !question.is_some_and(|question| item.is_of(question)) {
            items.other.push(id);
        } else if items.same.get(&id).is_none_or(|known| known.asked < item.asked) {
            items.same.insert(id, item); // tests of another length asked it more often
        }
    }
    items.other.dedup();
    Ok(items)
}

/// Reads such a file; none where it is not one: another shape, a question twice, more answers than papers.
fn read(bytes: &[u8]) -> Option<Vec<(QuestionId, ItemStatistics)>> {
    let Version { v } = serde_json::from_slice(bytes).ok()?;
    let mut found: Vec<(QuestionId, u64, ItemStatistics)> = match v {
        1 => {
            let file: FileV1 = serde_json::from_slice(bytes).ok()?;
            let one = |item: ItemV1| {
                let ItemV1 { question, asked, chosen } = item;
                (QuestionId(question), 0, ItemStatistics { asked, chosen, ..ItemStatistics::default() })
            };
            file.items.into_iter().map(one).collect()
        }
        2 => {
            let file: FileV2 = serde_json::from_slice(bytes).ok()?;
            let one = |item: ItemV2| {
                let ItemV2 { question, content, size, asked, chosen, discrimination, efficiency, .. } = item;
                let (seconds, remarks, content) = (item.seconds_median, item.remarks, Some(content));
                let read = ItemStatistics { asked, chosen, discrimination, efficiency, seconds, remarks, content };
                (QuestionId(question), size, read)
            };
            file.items.into_iter().map(one).collect()
        }
        _ => return None,
    };
    let key = |(id, size, item): &(QuestionId, u64, ItemStatistics)| (id.clone(), item.content.clone(), *size);
    found.sort_by_key(key);
    let is_twice = found.iter().zip(found.iter().skip(1)).any(|(one, next)| key(one) == key(next));
    let is_counted = |item: &ItemStatistics| {
        let all = item.chosen.iter().try_fold(0_u64, |sum, one| sum.checked_add(*one));
        all.is_some_and(|all| all <= item.asked)
    };
    if is_twice || !found.iter().all(|(_, _, item)| is_counted(item)) {
        return None;
    }
    Some(found.into_iter().map(|(id, _, item)| (id, item)).collect())
}
