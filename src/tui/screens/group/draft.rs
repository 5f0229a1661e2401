//! A lesson as it is kept for a power cut: who is there, where it is, how long it was taught. Names are not in it.

use super::{Stage, State, Teaching};
use crate::{
    domain::{PersonKey, TopicId},
    record::{Draft, hex, unhex},
    tui::Shared,
};
use serde::{Deserialize, Serialize};

/// The draft's name at the station.
pub const KIND: &str = "group-lesson";
/// The version of the draft's shape.
const VERSION: u8 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DraftV1 {
    v: u8,
    /// The screen was left: a restart does not go on here by itself.
    left: bool,
    class: Vec<String>,
    teaching: Option<TeachingV1>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TeachingV1 {
    topic: u8,
    pack: String,
    at: PlaceV1,
    taught_ms: u64,
    raised: Vec<RaisedV1>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
enum PlaceV1 {
    Roll,
    RollAtEnd,
    Page { lesson: usize, page: usize },
    Question { lesson: usize, check: usize, shown: bool },
    End,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RaisedV1 {
    lesson: usize,
    check: usize,
    options: Vec<Option<u8>>,
}

/// Whether a restart goes on with this lesson by itself.
#[must_use]
pub fn was_taught(draft: Option<&Draft>) -> bool {
    draft.and_then(read).is_some_and(|wire| !wire.left)
}

/// Whether a topic is being taught that is not kept yet.
#[must_use]
pub fn is_unfinished(draft: Option<&Draft>) -> bool {
    draft.and_then(read).is_some_and(|wire| wire.teaching.is_some())
}

fn read(draft: &Draft) -> Option<DraftV1> {
    let wire = if draft.kind == KIND { serde_json::from_str::<DraftV1>(&draft.text).ok() } else { None };
    wire.filter(|wire| wire.v == VERSION)
}

pub fn keep(state: &State, left: bool) -> Draft {
    let raised = |teaching: &Teaching| {
        let counted = teaching.raised.iter();
        counted
            .map(|((lesson, check), options)| RaisedV1 { lesson: *lesson, check: *check, options: options.clone() })
            .collect()
    };
    let teaching = state.teaching.as_ref().and_then(|teaching| {
        Some(TeachingV1 {
            topic: teaching.topic.number(),
            pack: hex(&teaching.pack),
            at: place(state.stage)?,
            taught_ms: teaching.taught_ms,
            raised: raised(teaching),
        })
    });
    let class = state.class.iter().map(|key| hex(&key.0)).collect();
    let text = serde_json::to_string(&DraftV1 { v: VERSION, left, class, teaching }).unwrap_or_default(); // no map in it
    Draft { kind: KIND.to_owned(), text }
}

fn place(stage: Stage) -> Option<PlaceV1> {
    match stage {
        Stage::Roll { at_end: false, .. } => Some(PlaceV1::Roll),
        Stage::Roll { at_end: true, .. } => Some(PlaceV1::RollAtEnd),
        Stage::Page { lesson, page } => Some(PlaceV1::Page { lesson, page }),
        Stage::Question { lesson, check, shown, .. } => Some(PlaceV1::Question { lesson, check, shown }),
        // Whether it was kept shows when it is kept again: nobody learns a topic twice.
        Stage::End | Stage::Keeping => Some(PlaceV1::End),
        Stage::Topics { .. } | Stage::Kept { .. } => None,
    }
}

/// The screen as it was. What another version wrote is not believed; a topic of other content begins again, with the same people.
pub fn restore(all: &Shared, draft: &Draft) -> Option<State> {
    let wire = read(draft)?;
    let pack = all.pack.clone()?;
    let class = wire.class.iter().map(|key| unhex(key).map(PersonKey)).collect::<Option<_>>()?;
    let mut state = State::new(class);
    let Some(taught) = wire.teaching else { return Some(state) };
    let topic = TopicId::new(taught.topic).filter(|topic| pack.contest.topic(*topic).is_some());
    let (Some(topic), Some(digest)) = (topic, unhex(&taught.pack)) else { return Some(state) };
    let mut teaching = Teaching::new(topic, digest);
    teaching.taught_ms = taught.taught_ms;
    teaching.raised = taught.raised.into_iter().map(|one| ((one.lesson, one.check), one.options)).collect();
    let stage = match taught.at {
        PlaceV1::Roll => Stage::Roll { cursor: 0, at_end: false },
        PlaceV1::RollAtEnd => Stage::Roll { cursor: 0, at_end: true },
        PlaceV1::Page { lesson, page } => Stage::Page { lesson, page },
        PlaceV1::Question { lesson, check, shown } => Stage::Question { lesson, check, option: 0, shown },
        PlaceV1::End => Stage::End,
    };
    state.stage = stage.within(&teaching.lessons(&pack));
    if state.stage.is_taught() {
        teaching.watch(all.now.stamp);
    }
    state.teaching = Some(teaching);
    state.take_content(&pack);
    Some(state)
}
