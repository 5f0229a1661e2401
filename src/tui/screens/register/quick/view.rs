use super::{
    super::slot::{Kind, Slot},
    Asked, Row, State,
    keys::REASONS,
};
use crate::{
    input::{Field, id_entry},
    tui::{
        KEPT_DAYS, Press, Shared,
        draw::{Page, Prompt, cells, clip},
        typed::cursor_of,
    },
};
use ratatui::{layout::Rect, text::Line};

/// Cells of the labels.
const LABEL: u16 = 20;
/// Cells between two options.
const GAP: u16 = 3;
/// Lines of options at most, so that the questions stay in sight.
const MOST_OPTION_ROWS: usize = 4;

/// What is read to the hall once.
pub(super) fn view_consent(all: &Shared, page: &mut Page<'_, '_>) {
    let body = page.body;
    let Some(pack) = &all.pack else { return };
    if !all.station.enrolled {
        page.text(body, &all.text("desk-not-enrolled"), page.theme.bad);
        return;
    }
    let values = [
        ("organiser", pack.contest.organiser.as_str().into()),
        ("days", KEPT_DAYS.into()),
        ("until", all.words.date(pack.contest.sealed_until()).into()),
        ("hotline", pack.contest.hotline.as_str().into()),
    ];
    let mut texts = vec![(all.text("quick-consent-head"), page.theme.strong)];
    let keys = ["quick-consent-what", "quick-consent-why", "quick-consent-long", "quick-consent-rights"];
    texts.extend(keys.map(|key| (all.words.with(key, &values), page.theme.page)));
    if !pack.contest.rules.recognised {
        texts.push((format!("▲ {}", all.text("consent-unconfirmed")), page.theme.strong));
    }
    page.paragraphs(body, &texts);
}

impl State {
    /// What the volunteer does now.
    pub(in crate::tui::screens::register) fn prompt_now(&self, all: &Shared) -> Prompt {
        match self.row {
            _ if !all.station.enrolled => Prompt::leave(all),
            _ if !self.is_read => Prompt::to(all, "quick-now-read"),
            _ if self.asked == Asked::Save => Prompt::wait(all),
            _ if self.leaving => Prompt::with_keys(all, "quick-now-leave"),
            _ if !self.namesakes.is_empty() => Prompt::choose(all, self.namesakes.len().min(8) + 1),
            Row::Number if self.number.is_empty() => Prompt::with_keys(all, "quick-now-number"),
            Row::Number => Prompt::with_keys(all, "quick-now-digits"),
            Row::Again => Prompt::with_keys(all, "quick-now-again"),
            Row::Consent => Prompt::key(Press::Char('1'), all.text("quick-now-consent")),
            Row::NoId => Prompt::choose(all, REASONS.len()),
            Row::Slot(slot) => self.slot_prompt(all, slot),
        }
    }

    fn slot_prompt(&self, all: &Shared, slot: Slot) -> Prompt {
        let options = self.options(all);
        match slot.kind() {
            Kind::Groups(_) => Prompt::to(all, "now-groups"),
            Kind::Pick(_) if self.form.picks.contains_key(&slot) => Prompt::to(all, "now-picked"),
            Kind::Pick(_) => Prompt::choose(all, options),
            Kind::Unit | Kind::Village | Kind::Place if self.form.fault(all, slot).is_none() => {
                Prompt::to(all, "now-go-on")
            }
            Kind::Unit | Kind::Village | Kind::Place if options > 0 => Prompt::choose(all, options),
            Kind::Text(_) if slot == Slot::Phone => Prompt::to(all, "now-type-if-any"),
            Kind::Text(_) if slot == Slot::Birth && self.id_number().is_some() => {
                Prompt::with_keys(all, "quick-now-birth")
            }
            Kind::Text(_) | Kind::Unit | Kind::Village | Kind::Place => Prompt::to(all, "now-type"),
        }
    }

    pub(super) fn view_form(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let body = page.body;
        // The line about the one before is no heading of the next one's form.
        let before = self.before.as_ref().filter(|_| self.is_blank());
        let head = match before {
            Some(name) => {
                let values = [("name", name.as_str().into()), ("n", all.counts.registered_today.into())];
                format!("✓ {}", all.words.with("quick-before", &values))
            }
            None => all.text("quick-head"),
        };
        let style = if before.is_some() { page.theme.good } else { page.theme.strong };
        page.line_at(body.x, body.y, body.width, &Line::styled(clip(&head, body.width), style));
        if !self.namesakes.is_empty() && !self.leaving {
            self.view_namesakes(all, page, Rect { y: body.y + 2, height: body.height.saturating_sub(2), ..body });
            return;
        }
        let mut y = body.y + 2;
        for row in self.rows(all) {
            if y < body.bottom() {
                self.view_row(all, page, Rect { y, height: 1, ..body }, row);
            }
            y += 1;
            if row == self.row && y < body.bottom() {
                // Below the letters of the answers.
                let x = body.x + LABEL + 1;
                y += self.view_options(all, page, Rect { x, width: body.right() - x, y, height: 1 });
            }
        }
        self.view_below(all, page, Rect { y: y + 1, height: body.bottom().saturating_sub(y + 1), ..body });
    }

    fn view_row(&self, all: &Shared, page: &mut Page<'_, '_>, place: Rect, row: Row) {
        let is_here = row == self.row;
        let label = match row {
            Row::Number => "quick-number",
            Row::Again => "quick-again",
            Row::NoId => "quick-no-id",
            Row::Consent => "quick-consent",
            Row::Slot(slot) => short(slot),
        };
        let mark = if is_here { "▶" } else { " " };
        let style = if is_here { page.theme.strong } else { page.theme.page };
        let text = clip(&format!("{mark} {}", all.text(label)), LABEL);
        page.line_at(place.x, place.y, LABEL, &Line::styled(text, style));
        let shown = if row == Row::Consent { all.text("quick-consent-ask") } else { self.shown(all, row) };
        let box_style = if is_here { page.theme.field_active } else { page.theme.field };
        let value = Rect { x: place.x + LABEL, width: place.width - LABEL, ..place };
        page.buffer().set_style(value, box_style);
        let (x, width) = (value.x + 1, value.width - 2);
        let line = Line::styled(clip(&shown, width), box_style);
        match row {
            Row::Consent => page.line_at(x, value.y, width, &line),
            Row::Number | Row::Again | Row::NoId | Row::Slot(_) => page.value_at(x, value.y, width, &line),
        }
        if is_here && self.asked != Asked::Save && !matches!(row, Row::Consent | Row::NoId) {
            let column = self.cursor(row).unwrap_or_else(|| cells(&shown));
            page.cursor((value.x + 1 + column).min(value.right() - 1), value.y);
        }
    }

    fn cursor(&self, row: Row) -> Option<u16> {
        let grouped = |field: &Field| u16::try_from(id_entry::column(field.cursor())).unwrap_or(u16::MAX);
        match row {
            Row::Number => Some(grouped(&self.number)),
            Row::Again => Some(grouped(&self.again)),
            Row::Slot(slot) => self.form.fields.get(&slot).map(cursor_of),
            Row::NoId | Row::Consent => None,
        }
    }

    /// What digits choose from here, in one line; returns the rows taken.
    fn view_options(&self, all: &Shared, page: &mut Page<'_, '_>, place: Rect) -> u16 {
        let texts: Vec<String> = match self.row {
            Row::NoId => REASONS.iter().map(|key| all.text(key)).collect(),
            Row::Slot(slot) => match slot.kind() {
                Kind::Pick(_) | Kind::Groups(_) => self.form.offered_texts(all, slot),
                Kind::Unit => {
                    let found = self.form.finds(all, slot);
                    found.into_iter().map(|unit| crate::text::unit_name(&all.words, unit)).collect()
                }
                Kind::Village => self.form.villages(all),
                Kind::Place => self.places(all, slot),
                Kind::Text(_) => Vec::new(),
            },
            Row::Number | Row::Again | Row::Consent => Vec::new(),
        };
        if texts.is_empty() {
            let is_open = self.row == Row::Slot(Slot::Phone) && self.form.text(Slot::Phone).is_empty();
            return if is_open { page.text(place, &all.text("quick-phone-how"), page.theme.dim) } else { 0 };
        }
        let style = page.theme.strong;
        let mut rows = 0;
        for line in packed(&texts, place.width).iter().take(MOST_OPTION_ROWS) {
            let place = Rect { y: place.y + rows, height: 2, ..place };
            // Only a line that is broken anyway loses the room between its options.
            rows += if cells(line) <= place.width {
                page.line_at(place.x, place.y, place.width, &Line::styled(line.clone(), style));
                1
            } else {
                page.text(place, line, style)
            };
        }
        rows
    }

    fn view_below(&self, all: &Shared, page: &mut Page<'_, '_>, area: Rect) {
        let mut texts = Vec::new();
        if self.leaving {
            page.text(area, &all.text("quick-leave-sure"), page.theme.bad);
            return;
        }
        if self.asked == Asked::Save {
            texts.push((all.text("quick-saving"), page.theme.strong));
        }
        if let Some(remark) = &self.remark {
            texts.push((format!("▲ {remark}"), page.theme.bad));
        }
        for line in self.found.iter().take(3) {
            let values = [
                ("name", line.name.as_str().into()),
                ("village", line.village.as_str().into()),
                ("year", line.birth_year.to_string().into()),
            ];
            texts.push((format!("▲ {}", all.words.with("quick-likely", &values)), page.theme.bad));
        }
        let doubts = self.form.doubts(all);
        texts.extend(doubts.iter().map(|doubt| (format!("▲ {doubt}"), page.theme.bad)));
        page.paragraphs(area, &texts);
    }

    fn view_namesakes(&self, all: &Shared, page: &mut Page<'_, '_>, area: Rect) {
        let mut left = area;
        let rows = page.text(left, &all.text("quick-namesakes"), page.theme.strong) + 1;
        left = Rect { y: left.y + rows, height: left.height.saturating_sub(rows), ..left };
        let lines =
            self.namesakes.iter().take(8).map(|line| format!("{}, {}, {}", line.name, line.birth_year, line.village));
        let other = all.text("quick-namesakes-other");
        for (y, (digit, text)) in (left.y..left.bottom()).zip(('1'..='9').zip(lines.chain([other]))) {
            let place = Rect { y, height: 1, ..left };
            page.line_at(
                left.x,
                y,
                left.width,
                &Line::styled(clip(&format!("{digit}. {text}"), left.width), page.theme.page),
            );
            page.hot(place, Press::Char(digit));
        }
    }
}

/// Options behind their digits, as many in a line as fit: none is broken where it fits into one.
fn packed(options: &[String], width: u16) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (at, option) in options.iter().enumerate() {
        let option = format!("{}.\u{a0}{option}", at + 1);
        match lines.last_mut() {
            Some(line) if cells(line) + GAP + cells(&option) <= width => *line = format!("{line}   {option}"),
            Some(_) | None => lines.push(option),
        }
    }
    lines
}

/// Labels that fit before a field.
fn short(slot: Slot) -> &'static str {
    match slot {
        Slot::Name => "quick-name",
        Slot::Birth => "quick-birth",
        Slot::Sex => "quick-sex",
        Slot::Guardian => "quick-guardian",
        Slot::GuardianConsent => "quick-guardian-consent",
        Slot::Unit => "quick-unit",
        Slot::Village => "quick-village",
        Slot::Phone => "quick-phone",
        Slot::OneTouch => "quick-one-touch",
        Slot::WorkKind => "quick-work",
        Slot::WorkUnit => "quick-work-unit",
        Slot::WorkName => "quick-work-name",
        Slot::Groups => "quick-groups",
        Slot::Help => "quick-help",
    }
}
