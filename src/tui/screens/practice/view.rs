use super::{ANSWERS, Action, State, Step, WAYS, asked, on_answered, options_of, topics};
use crate::{
    domain::{Choice, LessonId},
    session,
    tui::{
        Focus, Keyed, Shared,
        draw::{Choices, Marker, Page, Prompt, cells, from_row, markers, wrap},
        screens::{quiz, result, review},
    },
};
use ratatui::{layout::Rect, text::Line};
use std::collections::BTreeSet;

impl State {
    pub(super) fn prompt_now(&self, all: &Shared) -> Prompt {
        match &self.step {
            Step::Choose => Prompt::choose(all, WAYS),
            Step::Topic => Prompt::choose(all, topics(all).len()),
            Step::Drawing => Prompt::new(all.text("now-wait")),
            Step::Impossible => Prompt::to(all, "now-go-on"),
            Step::Question(practice, at) => {
                let (options, last) = (options_of(practice, *at), practice.paper().items.len());
                match practice.answers().choice(*at) {
                    _ if self.unmarked_focus(practice, *at).is_some() && all.held.is_none() => {
                        Prompt::to(all, "now-this")
                    }
                    Some(_) if at + 1 < last => Prompt::to(all, "now-next-question"),
                    Some(_) => Prompt::to(all, "now-marked-last"),
                    None if self.reminded => {
                        let who = all.address().inside(all.settings.language);
                        let values = [("n", options.into()), ("who", who.into())];
                        Prompt::new(all.words.with("now-answer-first", &values))
                    }
                    None => Prompt::choose(all, options),
                }
            }
            Step::Ending(_) => Prompt::choose(all, ANSWERS),
            Step::Score(_) => Prompt::to(all, "practice-leave"),
            Step::Review(practice, at) => {
                let wrong = on_answered(all, practice, |answered| answered.score.wrong.len());
                review::prompt(all, wrong.unwrap_or(0), *at)
            }
        }
    }

    pub(super) fn draw(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let body = page.body;
        let badge = format!(" {} ", all.text("practice-badge"));
        page.line_at(body.x, body.y, cells(&badge), &Line::styled(badge.as_str(), page.theme.badge));
        let x = body.x + cells(&badge) + 2;
        let note = all.text("practice-note");
        page.line_at(x, body.y, body.right().saturating_sub(x), &Line::styled(note, page.theme.dim));
        let area = from_row(body, body.y + 2);
        match &self.step {
            Step::Choose => view_choice(all, page, area, self.focus),
            Step::Topic => view_topics(all, page, area, self.focus),
            Step::Drawing => {
                page.text(area, &all.text("practice-loading"), page.theme.strong);
            }
            Step::Impossible => {
                page.text(area, &all.text("practice-impossible"), page.theme.strong);
            }
            Step::Question(practice, at) => self.view_question(all, page, area, practice, *at),
            Step::Ending(practice) => view_ending(all, page, area, practice, self.focus),
            Step::Score(practice) => view_score(all, page, area, practice),
            Step::Review(practice, at) => {
                on_answered(all, practice, |answered| review::draw_wrong(all, page, area, answered, *at));
            }
        }
    }

    fn view_question(
        &self,
        all: &Shared,
        page: &mut Page<'_, '_>,
        area: Rect,
        practice: &session::Practice,
        at: usize,
    ) {
        let Some((question, item)) = asked(all, practice, at) else { return };
        let size = practice.paper().items.len();
        let head = all.words.with("practice-place", &[("n", (at + 1).into()), ("of", size.into())]);
        page.line_at(area.x, area.y, cells(&head), &Line::styled(head.as_str(), page.theme.strong));
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let bar = area.width / 2;
        let done = size - practice.answers().blanks().len();
        page.gauge(area.right().saturating_sub(bar), area.y, bar, count(done), count(size));
        let y = area.y + 2;
        let y = y + page.text(from_row(area, y), &question.stem, page.theme.strong) + 1;
        // Where nothing is explained at once, a mark is shown while its key is held.
        let held = match all.held.filter(|_| !self.explains).and_then(|press| self.bindings(all).action(press)) {
            Some(Action::Mark(at)) => u8::try_from(at).ok().map(Choice),
            _ => None, // else: nothing that marks is held
        };
        let chosen = held.or(practice.answers().choice(at));
        let is_right = chosen.and_then(|choice| item.order.get(usize::from(choice.0))) == Some(&0);
        let remark_of =
            |key: &str, mark: &str| format!("{mark} {}", all.words.with(key, &[("why", question.why.as_str().into())]));
        let (wording, style) = match (chosen, self.explains) {
            // What to do is in the prompt.
            (None, _) | (Some(_), false) => (String::new(), page.theme.dim),
            (Some(_), true) if is_right => (remark_of("practice-right", "✓"), page.theme.good),
            (Some(_), true) => (remark_of("practice-wrong", "✗"), page.theme.bad),
        };
        // Where an explanation is to come, its room is there from the beginning: the options stay where they are.
        let rows = if self.explains { wrap(&remark_of("practice-wrong", "✗"), area.width).len() } else { 0 };
        let bottom = area.bottom().saturating_sub(u16::try_from(rows).unwrap_or(u16::MAX));
        let options = Rect { y, height: bottom.saturating_sub(y), ..area };
        let under = self.unmarked_focus(practice, at);
        quiz::draw_options(page, options, question, item, |option| {
            let here = chosen == Some(Choice(option));
            match (here, self.explains && chosen.is_some(), item.order.get(usize::from(option))) {
                (_, true, Some(0)) => Marker::Right,
                (true, true, _) => Marker::Wrong,
                (true, false, _) => Marker::Chosen,
                (false, _, _) if under == Some(usize::from(option)) => Marker::Focused,
                (false, _, _) => Marker::None,
            }
        });
        page.text(from_row(area, bottom), &wording, style);
    }
}

fn view_choice(all: &Shared, page: &mut Page<'_, '_>, area: Rect, focus: Focus) {
    let who = all.address().inside(all.settings.language);
    let ask = all.words.with("practice-ask", &[("who", who.into())]);
    let y = area.y + page.text(area, &ask, page.theme.strong) + 1;
    let options = [all.text("practice-explained"), all.text("practice-as-test"), all.text("practice-one-topic")];
    Choices { options: &options, markers: &markers(options.len(), focus, None), first: 1 }
        .draw(page, from_row(area, y));
}

fn view_topics(all: &Shared, page: &mut Page<'_, '_>, area: Rect, focus: Focus) {
    let Some(pack) = &all.open_pack else { return };
    let who = all.address().inside(all.settings.language);
    let ask = all.words.with("practice-ask-topic", &[("who", who.into())]);
    let y = area.y + page.text(area, &ask, page.theme.strong) + 1;
    let options: Vec<String> = pack.contest.topics.iter().map(|topic| topic.title.clone()).collect();
    Choices { options: &options, markers: &markers(options.len(), focus, None), first: 1 }
        .draw(page, from_row(area, y));
}

fn view_ending(all: &Shared, page: &mut Page<'_, '_>, area: Rect, practice: &session::Practice, focus: Focus) {
    let blanks: Vec<String> = practice.answers().blanks().iter().map(|at| (at + 1).to_string()).collect();
    let (wording, back) = match blanks.as_slice() {
        [] => (all.text("practice-complete"), all.text("practice-look-again")),
        all_of_them if all_of_them.len() == practice.paper().items.len() => {
            (all.text("practice-all-blank"), all.text("practice-answer-them"))
        }
        list => {
            (all.words.with("practice-blank", &[("list", list.join(", ").into())]), all.text("practice-answer-them"))
        }
    };
    let y = area.y + page.text(area, &wording, page.theme.strong) + 1;
    let options = [all.text("practice-see-score"), back];
    Choices { options: &options, markers: &markers(options.len(), focus, None), first: 1 }
        .draw(page, from_row(area, y));
}

fn view_score(all: &Shared, page: &mut Page<'_, '_>, area: Rect, practice: &session::Practice) {
    let Some(pack) = &all.open_pack else { return };
    let score = practice.score(pack);
    let remark = if score.right * 2 < score.of { all.text("practice-few-right") } else { result::remark(all, &score) };
    let first = match result::is_in_words(&score) {
        true => all.words.with("practice-in-words", &[("n", score.right.into()), ("of", score.of.into())]),
        false => all.text("practice-score"),
    };
    let beside = [(first, page.theme.strong), (remark, page.theme.page)];
    let room = area;
    let mut y = room.y + result::draw_score(page, room, &pack.contest, &score, &beside) + 1;
    let lessons: BTreeSet<LessonId> = score
        .wrong
        .iter()
        .filter_map(|at| practice.paper().items.get(*at))
        .filter_map(|item| pack.question(&item.question))
        .map(|question| question.lesson)
        .collect();
    let titles: Vec<String> = lessons
        .iter()
        .filter_map(|id| pack.lesson(*id))
        .map(|lesson| format!("{} {}", lesson.id, lesson.title))
        .collect();
    if !titles.is_empty() {
        let room = Rect { y, height: room.bottom().saturating_sub(y), ..room };
        y += page.text(room, &all.text("practice-read-again"), page.theme.strong);
        view_titles(page, Rect { y, height: room.bottom().saturating_sub(y), ..room }, &titles);
    }
}

/// As many titles as there is room for, one a row; an ellipsis replaces the rest.
fn view_titles(page: &mut Page<'_, '_>, area: Rect, titles: &[String]) {
    for (y, (at, title)) in (area.y..area.bottom()).zip((1..).zip(titles)) {
        let is_last_row = y + 1 == area.bottom();
        let wording = if is_last_row && at < titles.len() { "…".to_owned() } else { format!("• {title}") };
        page.line_at(area.x, y, area.width, &Line::styled(wording, page.theme.page));
    }
}
