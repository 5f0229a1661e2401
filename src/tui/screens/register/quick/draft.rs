//! A half-typed page as it is kept for a power cut: it comes back where the page is opened again. What was read to the hall was read.

use super::{super::draft, Asked, DIGITS, Row, State};
use crate::{
    input::{Field, FieldKind},
    record::Draft,
    tui::{Effect, Next, Shared},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The draft's name at the station.
pub const KIND: &str = "quickform";
/// The version of the draft's shape.
const VERSION: u8 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DraftV1 {
    v: u8,
    number: String,
    again: String,
    no_id: Option<u8>,
    row: Row,
    visited: BTreeSet<Row>,
    more: bool,
    /// As the long form keeps it.
    form: String,
}

impl State {
    /// What is on the page goes to the disk where it has changed; an empty page leaves nothing there.
    pub(super) fn keep_draft(&mut self, next: Next) -> Next {
        if self.asked == Asked::Save || next.goes() {
            return next;
        }
        let text = if self.is_blank() { String::new() } else { self.wire() };
        if text == self.on_disk {
            return next;
        }
        self.on_disk.clone_from(&text);
        let effect = match text.is_empty() {
            true => Effect::ClearDraft(KIND),
            false => Effect::SaveDraft(Draft { kind: KIND.to_owned(), text }),
        };
        next.with(effect)
    }

    pub(super) fn is_blank(&self) -> bool {
        let name = self.form.text(super::Slot::Name);
        self.number.is_empty() && self.no_id.is_none() && name.is_empty()
    }

    fn wire(&self) -> String {
        let wire = DraftV1 {
            v: VERSION,
            number: self.number.text().to_owned(),
            again: self.again.text().to_owned(),
            no_id: self.no_id,
            row: self.row,
            visited: self.visited.clone(),
            more: self.more,
            form: draft::form_text(&self.form),
        };
        serde_json::to_string(&wire).unwrap_or_default() // no map in it
    }

    /// The page as it was typed; who was kept in the last moment is found by their number. What another version wrote is not believed.
    pub(super) fn take_up(&mut self, all: &Shared, kept: &Draft) -> Next {
        let wire = if kept.kind == KIND { serde_json::from_str::<DraftV1>(&kept.text).ok() } else { None };
        let wire = wire.filter(|wire| wire.v == VERSION && self.is_blank());
        let Some((wire, form)) = wire.and_then(|wire| draft::form_of_text(&wire.form).map(|form| (wire, form))) else {
            return Next::stay();
        };
        let digits = |text: &str| Field::with_text(FieldKind::Digits { limit: DIGITS }, text);
        (self.number, self.again, self.no_id) = (digits(&wire.number), digits(&wire.again), wire.no_id);
        (self.form, self.row, self.visited, self.more) = (form, wire.row, wire.visited, wire.more);
        (self.is_read, self.on_disk) = (true, kept.text.clone());
        if !self.rows(all).contains(&self.row) {
            self.row = Row::Number;
        }
        self.remark = Some(all.text("quick-resumed"));
        match self.id_number().filter(|_| self.is_number_sure()) {
            Some(number) => {
                self.asked = Asked::Number;
                Effect::FindNumber(number).into()
            }
            None => Next::stay(),
        }
    }
}
