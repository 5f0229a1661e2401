use super::key::{MOST_READY, Stage, State};
use crate::{
    record::HelpMode,
    tui::{
        PersonLine, Press, Shared,
        draw::{FieldParts, Page, Prompt, below, cells, clip, draw_field},
        typed::cursor_of,
    },
};
use ratatui::{layout::Rect, text::Line};

/// Answers in a column of the grid.
const DOWN: usize = 10;
/// Cells of an answer in the grid.
const WIDE: u16 = 12;
/// Digits at the end of a number by which one person is distinguished from another.
const LAST_DIGITS: usize = 4;

impl State {
    pub(super) fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let body = page.body;
        match self.stage {
            Stage::Number | Stage::Opening => self.view_number(all, page, body),
            Stage::Writer => self.view_writer(all, page, body),
            Stage::Answers | Stage::Saving | Stage::Leaving => self.view_answers(all, page, body),
            Stage::Message => self.view_message(all, page, body),
            Stage::Own => {
                let head = self.view_head(all, page, body);
                let left = below(body, head + 1);
                self.view_field(all, page, left, ("papers-own-label", self.own.text(), cursor_of(&self.own), ""));
            }
        }
    }

    /// What to do now.
    pub(super) fn prompt(&self, all: &Shared) -> Prompt {
        let is_whole = self.is_whole();
        match self.stage {
            Stage::Opening | Stage::Saving => Prompt::wait(all),
            Stage::Number => Prompt::to(all, "papers-now-number"),
            Stage::Writer if !self.found.is_empty() && !self.writer_is_number() => {
                Prompt::with_keys(all, "papers-now-person")
            }
            Stage::Writer => Prompt::with_keys(all, "papers-now-writer"),
            // Two keyings that agree need no reading back.
            Stage::Answers if is_whole && self.is_second() && self.differences.is_empty() => {
                Prompt::to(all, "papers-now-compare")
            }
            Stage::Answers if is_whole => Prompt::to(all, "papers-now-whole"),
            Stage::Answers => Prompt::with_keys(all, "papers-now-answers"),
            Stage::Message => Prompt::with_keys(all, "papers-now-message"),
            Stage::Own => Prompt::to(all, "now-write"),
            Stage::Leaving => Prompt::with_keys(all, "papers-now-leave"),
        }
    }

    fn view_number(&self, all: &Shared, page: &mut Page<'_, '_>, area: Rect) {
        let mut left = area;
        if let Some((text, good)) = &self.before {
            let style = if *good { page.theme.good } else { page.theme.bad };
            let mark = if *good { "✓" } else { "▲" };
            left = below(left, page.text(left, &format!("{mark} {text}"), style) + 1);
        }
        left = below(left, page.text(left, &all.text("papers-number-head"), page.theme.strong) + 1);
        let shown = self.number.text();
        let rows = self.view_field(
            all,
            page,
            left,
            ("papers-number-label", shown, cursor_of(&self.number), "papers-number-hint"),
        );
        page.text(below(left, rows + 1), &all.text("papers-number-how"), page.theme.dim);
    }

    fn view_field(
        &self,
        all: &Shared,
        page: &mut Page<'_, '_>,
        area: Rect,
        (label, shown, cursor, hint): (&str, &str, u16, &str),
    ) -> u16 {
        let hint = if hint.is_empty() { String::new() } else { all.text(hint) };
        let parts = FieldParts {
            label: &all.text(label),
            shown,
            cursor: (self.stage != Stage::Opening).then_some(cursor),
            hint: &hint,
            remark: self.remark.as_deref().unwrap_or_default(),
            remark_is_bad: true,
        };
        draw_field(page, area, &parts)
    }

    /// Which paper it is, and whose; returns the rows taken.
    fn view_head(&self, all: &Shared, page: &mut Page<'_, '_>, area: Rect) -> u16 {
        let Some(sheet) = &self.sheet else { return 0 };
        let name = self.person.as_ref().map(|(_, name)| name.clone()).unwrap_or_default();
        let values = [("paper", sheet.number.to_string().into()), ("name", name.clone().into())];
        let key = if name.is_empty() { "papers-head" } else { "papers-head-of" };
        let mut rows = page.text(area, &all.words.with(key, &values), page.theme.strong);
        if sheet.second.is_some() {
            rows += page.text(below(area, rows), &all.text("papers-second"), page.theme.bad);
        }
        for doubt in &self.doubts {
            rows += page.text(below(area, rows), &format!("▲ {doubt}"), page.theme.bad);
        }
        rows
    }

    fn view_writer(&self, all: &Shared, page: &mut Page<'_, '_>, area: Rect) {
        let left = below(area, self.view_head(all, page, area) + 1);
        let shown = self.writer.text();
        let rows = self.view_field(
            all,
            page,
            left,
            ("papers-writer-label", shown, cursor_of(&self.writer), "papers-writer-hint"),
        );
        let left = below(left, rows + 1);
        for (y, (digit, line)) in (left.y..left.bottom()).zip(('1'..='9').zip(&self.found)) {
            let text = format!("{digit}. {}, {}, {}", line.name, line.birth_year, line.village);
            let place = Rect { y, height: 1, ..left };
            let mark = format!(" • {}", distinction(all, line));
            let room = left.width.saturating_sub(cells(&mark));
            page.line_at(left.x, y, left.width, &Line::styled(format!("{}{mark}", clip(&text, room)), page.theme.page));
            page.hot(place, Press::Char(digit));
        }
    }

    fn view_answers(&self, all: &Shared, page: &mut Page<'_, '_>, area: Rect) {
        let mut left = below(area, self.view_head(all, page, area) + 1);
        let down = u16::try_from(DOWN.min(self.choices.len())).unwrap_or(10);
        for (at, choice) in self.choices.iter().enumerate() {
            let column = u16::try_from(at / DOWN).unwrap_or(0);
            let row = u16::try_from(at % DOWN).unwrap_or(0);
            let letter = choice.map_or('_', |choice| char::from(b'A'.saturating_add(choice.0)));
            let differs = self.differences.iter().find(|one| one.place == at);
            let was = differs.map(|one| format!(" ({})", char::from(b'A'.saturating_add(one.first.0))));
            let text = format!(" {:>2} {letter}{} ", at + 1, was.unwrap_or_default());
            let style = match (at == self.at && self.stage == Stage::Answers, differs.is_some()) {
                (true, _) => page.theme.chosen,
                (false, true) => page.theme.bad,
                (false, false) => page.theme.page,
            };
            let (x, y) = (left.x + column * WIDE, left.y + row);
            if y < left.bottom() {
                page.line_at(x, y, cells(&text), &Line::styled(text, style));
            }
        }
        let beside =
            Rect { x: left.x + 2 * WIDE + 2, width: left.width.saturating_sub(2 * WIDE + 2), height: down, ..left };
        self.view_question(page, beside);
        left = below(left, down + 1);
        let (text, style) = self.line_below(all, page);
        let rows = page.text(left, &text, style);
        if self.mode != HelpMode::Alone {
            page.text(below(left, rows), &all.text("papers-helped"), page.theme.strong);
        }
    }

    fn line_below(&self, all: &Shared, page: &Page<'_, '_>) -> (String, ratatui::style::Style) {
        match (self.stage, &self.remark) {
            (Stage::Saving, _) => (all.text("papers-saving"), page.theme.strong),
            (Stage::Leaving, _) => (all.text("papers-leave-sure"), page.theme.bad),
            (_, Some(remark)) => (remark.clone(), page.theme.bad),
            (_, None) if !self.differences.is_empty() => (all.text("papers-differs"), page.theme.bad),
            (_, None) => (all.text("papers-answers-how"), page.theme.dim),
        }
    }

    /// The question under the cursor as it is printed, so that what is blank can be asked of its writer here and now.
    fn view_question(&self, page: &mut Page<'_, '_>, area: Rect) {
        let Some(question) = self.sheet.as_ref().and_then(|sheet| sheet.questions.get(self.at)) else { return };
        let mut rows = page.text(area, &format!("{}. {}", self.at + 1, question.stem), page.theme.strong);
        for (letter, option) in ('A'..='I').zip(&question.options) {
            let marked = self.choices.get(self.at).copied().flatten();
            let is_marked = marked.is_some_and(|choice| u32::from(choice.0) == u32::from(letter) - u32::from('A'));
            let style = if is_marked { page.theme.chosen } else { page.theme.page };
            rows += page.text(below(area, rows), &format!("{letter}. {option}"), style);
        }
    }

    fn view_message(&self, all: &Shared, page: &mut Page<'_, '_>, area: Rect) {
        let left = below(area, self.view_head(all, page, area) + 1);
        let left = below(left, page.text(left, &all.text("papers-message-head"), page.theme.strong) + 1);
        let ready = all.pack.as_ref().map(|pack| pack.contest.ready_messages.clone()).unwrap_or_default();
        let mut y = left.y;
        for (digit, sentence) in ('1'..='9').zip(&ready).take(MOST_READY) {
            let place = Rect { y, height: left.bottom().saturating_sub(y), ..left };
            let rows = page.text(place, &format!("{digit}. {sentence}"), page.theme.page);
            page.hot(Rect { height: rows, ..place }, Press::Char(digit));
            y += rows;
        }
        for (digit, key) in [('9', "papers-message-own"), ('0', "papers-message-none")] {
            let place = Rect { y, height: 1, ..left };
            if y < left.bottom() {
                page.text(place, &format!("{digit}. {}", all.text(key)), page.theme.page);
                page.hot(place, Press::Char(digit));
            }
            y += 1;
        }
    }
}

/// What distinguishes people of one name: the end of the number, and how far they have come.
fn distinction(all: &Shared, line: &PersonLine) -> String {
    let digits: String = line.masked_number.chars().rev().take_while(char::is_ascii_digit).take(LAST_DIGITS).collect();
    let number = match digits.is_empty() {
        true => all.text("papers-writer-no-number"),
        false => format!("…{}", digits.chars().rev().collect::<String>()),
    };
    let of = all.pack.as_ref().map_or(0, |pack| pack.contest.topics.len());
    let values = [("n", line.topics_done.into()), ("of", of.into())];
    let state = match line.tested {
        true => all.text("papers-writer-has-test"),
        false => all.words.with("papers-writer-topics", &values),
    };
    format!("{number}, {state}")
}
