//! The message of "Tôi học số - Tôi lan tỏa" while it is being written.

use crate::{
    input::{Key, Refused, TextArea, Typing},
    record::Draft,
    tui::{
        Effect, Press, Shared,
        draw::{Page, clip, wrap},
    },
};
use ratatui::{layout::Rect, text::Line};
use serde::{Deserialize, Serialize};

/// The kind under which a half-written message is kept.
pub const DRAFT: &str = "message";

/// Cells of a row, on every terminal: what fits the smallest one inside its frame.
pub const COLUMNS: u16 = 72;

/// Keys that edit the text and move in it, beside the characters.
pub const WRITING: &[Press] = &[
    Press::Up,
    Press::Down,
    Press::PageUp,
    Press::PageDown,
    Press::Backspace,
    Press::Delete,
    Press::Left,
    Press::Right,
    Press::WordLeft,
    Press::WordRight,
    Press::Home,
    Press::End,
    Press::ClearField,
];

/// A message as far as it is written, and whether it is dictated to the helper.
pub struct Message {
    area: TextArea,
    /// The person dictates and the helper types.
    pub dictated: bool,
}

/// The message as its draft keeps it.
#[derive(Serialize, Deserialize)]
struct HalfWritten {
    text: String,
    #[serde(rename = "told")]
    dictated: bool,
}

impl Message {
    /// What was typed before a break or a power cut, or an empty one.
    #[must_use]
    pub fn resumed(all: &Shared) -> Self {
        let draft = all.guest.as_ref().and_then(|guest| guest.draft.as_ref()).filter(|draft| draft.kind == DRAFT);
        let kept: Option<HalfWritten> = draft.and_then(|draft| serde_json::from_str(&draft.text).ok());
        let (text, dictated) = kept.map(|kept| (kept.text, kept.dictated)).unwrap_or_default();
        Self { area: TextArea::with_text(bounds(all).1, &text), dictated }
    }

    /// The message as far as it is typed.
    #[must_use]
    pub fn text(&self) -> &str {
        self.area.text()
    }

    /// Characters that count.
    #[must_use]
    pub fn length(&self) -> usize {
        self.text().trim().chars().count()
    }

    /// Takes an editing key; whether the text changed.
    ///
    /// # Errors
    /// Why it was not taken; the text is as before.
    pub fn press(&mut self, press: Press, typing: Typing) -> Result<bool, Refused> {
        let key = match press {
            Press::Up | Press::PageUp => {
                self.area.up(usize::from(COLUMNS));
                return Ok(false);
            }
            Press::Down | Press::PageDown => {
                self.area.down(usize::from(COLUMNS));
                return Ok(false);
            }
            Press::Char(ch) => Key::Char(ch),
            Press::Backspace => Key::Backspace,
            Press::Delete => Key::Delete,
            Press::Left => Key::Left,
            Press::Right => Key::Right,
            Press::WordLeft => Key::WordLeft,
            Press::WordRight => Key::WordRight,
            Press::Home => Key::Home,
            Press::End => Key::End,
            Press::ClearField => Key::Clear,
            Press::TakeBack(count) => Key::TakeBack(count),
            Press::Enter | Press::Esc | Press::Tab | Press::BackTab | Press::F(_) => return Ok(false),
        };
        let before = self.text().to_owned();
        self.area.key(key, typing)?;
        Ok(self.text() != before)
    }

    /// # Errors
    /// `Refused::Partly` when anything was left out or cut; the rest is in the text.
    pub fn paste(&mut self, text: &str) -> Result<(), Refused> {
        self.area.paste(text)
    }

    /// Writing is finished for now: the input method forgets the word at hand.
    pub fn leave(&mut self) {
        self.area.leave();
    }

    /// Keeps the text as it is now; nothing where it is kept already.
    pub fn keep(&self, all: &mut Shared) -> Option<Effect> {
        let guest = all.guest.as_mut()?;
        let half = HalfWritten { text: self.text().to_owned(), dictated: self.dictated };
        let draft = Draft { kind: DRAFT.to_owned(), text: serde_json::to_string(&half).ok()? };
        if guest.draft.as_ref() == Some(&draft) {
            return None;
        }
        guest.draft = Some(draft.clone());
        Some(Effect::SaveDraft(draft))
    }

    /// Draws the text in its frame, scrolled so that the cursor is in sight.
    pub fn view(&self, page: &mut Page<'_, '_>, frame: Rect) {
        let style = page.theme.field_active;
        // An area that takes letters looks as every field does.
        if page.theme.has_bands {
            page.band(frame, style);
        } else {
            page.frame_box(frame, true, page.theme.line);
        }
        let inside = Rect {
            x: frame.x + 1,
            y: frame.y + 1,
            width: frame.width.saturating_sub(2),
            height: frame.height.saturating_sub(2),
        };
        page.buffer().set_style(inside, style);
        let width = usize::from(COLUMNS.min(inside.width.saturating_sub(2)));
        let (column, row) = self.area.cursor(width);
        let height = usize::from(inside.height.max(1));
        let first = (row + 1).saturating_sub(height);
        let rows = self.area.rows(width);
        page.typed(|page| {
            for (y, text) in (inside.y..inside.bottom()).zip(rows.iter().skip(first)) {
                page.line_at(inside.x + 1, y, inside.width.saturating_sub(1), &Line::styled(text.as_str(), style));
            }
        });
        let down = u16::try_from(row - first).unwrap_or(0);
        page.cursor(inside.x + 1 + u16::try_from(column).unwrap_or(0), inside.y + down);
    }
}

/// Shortest and longest message, in characters.
#[must_use]
pub fn bounds(all: &Shared) -> (usize, usize) {
    all.pack.as_ref().map_or((0, 0), |pack| (pack.contest.rules.message_from, pack.contest.rules.message_up_to))
}

/// Why a key or a paste was not taken, as a sentence.
#[must_use]
pub fn explain(all: &Shared, refused: Refused) -> String {
    match refused {
        Refused::Char { .. } => all.text("share-sign"),
        Refused::TooLong { limit } => all.words.with("share-full", &[("n", limit.into())]),
        Refused::Partly { cut: true, .. } => all.words.with("share-paste-cut", &[("n", bounds(all).1.into())]),
        Refused::Partly { dropped, cut: false, .. } => all.words.with("share-paste-signs", &[("n", dropped.into())]),
    }
}

/// Draws a finished message in an area of its own, leaving `spare` rows below it; an ellipsis replaces what does not fit. Returns the row below.
pub fn draw_message(page: &mut Page<'_, '_>, area: Rect, text: &str, spare: u16) -> u16 {
    let width = area.width.saturating_sub(4);
    let lines = wrap(text.trim(), width);
    let most = usize::from(area.height.saturating_sub(spare + 2)).max(1);
    let shown = lines.len().min(most);
    let height = u16::try_from(shown).unwrap_or(1) + 2;
    let frame = Rect { height, ..area }.intersection(area);
    let mut style = page.theme.strong;
    if page.theme.has_bands {
        let note = page.theme.note;
        page.band(frame, note);
        style = style.bg(note.bg.unwrap_or_default());
    } else {
        page.frame_box(frame, false, style);
    }
    page.as_one(|page| {
        for (y, (at, line)) in (frame.y + 1..frame.bottom().saturating_sub(1)).zip(lines.iter().take(shown).enumerate())
        {
            let is_cut = at + 1 == shown && lines.len() > shown;
            let wording = if is_cut { clip(&format!("{line} …"), width) } else { line.clone() };
            page.line_at(frame.x + 2, y, width, &Line::styled(wording, style));
        }
    });
    frame.bottom()
}
