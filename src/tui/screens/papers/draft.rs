//! A sheet that is half keyed in, as it is kept for a power cut: keying in goes on with it.

use super::key::{OWN, Stage, State};
use crate::{
    domain::{Choice, PaperNumber, PersonKey},
    input::{Field, FieldKind},
    record::{Draft, HelpMode, hex, unhex},
};
use serde::{Deserialize, Serialize};

/// The draft's name at the station.
pub const KIND: &str = "sheet";
/// The version of the draft's shape.
const VERSION: u8 = 1;

/// A half-keyed sheet.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DraftV1 {
    v: u8,
    number: String,
    /// It is keyed in for the second time.
    second: bool,
    /// Who wrote it, and the name.
    person: Option<(String, String)>,
    choices: Vec<Option<u8>>,
    at: usize,
    helped: bool,
    own: String,
}

/// What of a step is worth keeping.
pub(super) enum Worth {
    /// This.
    This(String),
    /// Nothing any more.
    Nothing,
    /// What is kept already, until the station has answered.
    AsBefore,
}

/// The sheet on the screen as its draft.
pub(super) fn worth(state: &State) -> Worth {
    let Some(sheet) = state.sheet.as_ref().filter(|_| !matches!(state.stage, Stage::Number)) else {
        return if state.stage == Stage::Opening { Worth::AsBefore } else { Worth::Nothing };
    };
    if matches!(state.stage, Stage::Saving | Stage::Opening) {
        return Worth::AsBefore;
    }
    let wire = DraftV1 {
        v: VERSION,
        number: sheet.number.digits(),
        second: sheet.second.is_some(),
        person: state.person.as_ref().map(|(key, name)| (hex(&key.0), name.clone())),
        choices: state.choices.iter().map(|choice| choice.map(|choice| choice.0)).collect(),
        at: state.at,
        helped: state.mode != HelpMode::Alone,
        own: state.own.text().to_owned(),
    };
    Worth::This(serde_json::to_string(&wire).unwrap_or_default()) // no map in it
}

/// What was kept, and of which paper. What another version wrote is not believed.
pub(super) fn read(draft: &Draft) -> Option<(PaperNumber, DraftV1)> {
    let wire = if draft.kind == KIND { serde_json::from_str::<DraftV1>(&draft.text).ok() } else { None };
    let wire = wire.filter(|wire| wire.v == VERSION)?;
    Some((PaperNumber::parse(&wire.number).ok()?, wire))
}

impl State {
    /// Goes on with what was keyed in, once the paper is on the screen again: whether it did.
    pub(super) fn take_up(&mut self, kept: DraftV1) -> bool {
        let Some(sheet) = &self.sheet else { return false };
        let is_same = sheet.second.is_some() == kept.second && sheet.questions.len() == kept.choices.len();
        let fits = kept.choices.iter().zip(&sheet.questions);
        let mut fits =
            fits.map(|(choice, asked)| choice.is_none_or(|choice| usize::from(choice) < asked.options.len()));
        if !is_same || !fits.all(|fits| fits) {
            return false;
        }
        if !kept.second {
            self.person = kept.person.and_then(|(key, name)| Some((PersonKey(unhex(&key)?), name)));
        }
        self.stage = if self.person.is_some() { Stage::Answers } else { Stage::Writer };
        self.choices = kept.choices.into_iter().map(|choice| choice.map(Choice)).collect();
        self.at = kept.at.min(self.choices.len().saturating_sub(1));
        self.mode = if kept.helped { HelpMode::ReadOut } else { HelpMode::Alone };
        self.own = Field::with_text(FieldKind::Text { limit: OWN }, &kept.own);
        true
    }
}
