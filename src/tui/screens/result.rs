use crate::{
    content::Pack,
    domain::{Contest, Score},
    session::{Attempt, Command, Visit},
    tui::{
        Keyed, Next, Press, Route, ScreenState, Shared, Table,
        draw::{
            Choices, Marker, Moment, Page, Picture, Prompt, big_height, big_width, cells, clip, draw_big, from_row,
            lowered,
        },
    },
};
use ratatui::{layout::Rect, style::Style, text::Line};

/// After a test: first the thanks, then, when the person asks for it, the score.
#[derive(Default)]
pub struct State {
    shown: bool,
}

impl State {
    /// Opens at the score.
    #[must_use]
    pub fn seen() -> Self {
        Self { shown: true }
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Shows the score.
    Show,
    /// On to the next step of the visit.
    GoOn,
    /// The wrong answers.
    Review,
    /// Another attempt.
    TryAgain,
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, all: &Shared) -> Table<Action> {
        let (wording, enter) =
            if self.shown { ("result-key-go-on", Action::GoOn) } else { ("result-key-score", Action::Show) };
        Table::new()
            .key(Press::Enter, "Enter", wording, enter)
            .unlisted(&[Press::Right], enter)
            .when(self.shown && may_review(all), |table| {
                table.key(Press::Char('1'), "1", "result-key-review", Action::Review)
            })
            .when(self.shown && may_try_again(all), |table| {
                table.key(Press::Char('2'), "2", "result-key-again", Action::TryAgain)
            })
            .menu()
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        match action {
            Action::Show => {
                self.shown = true;
                Next::stay().with_all(all.step(Command::SeeResult).unwrap_or_default())
            }
            Action::GoOn => Next::go_when_saved(Route::for_guest(all)),
            Action::Review => Next::go(Route::Review { at: 0 }),
            Action::TryAgain => Next::go_when_saved(Route::TestIntro),
        }
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("result-title")
    }

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        Some(Prompt::to(all, if self.shown { "result-go-on" } else { "result-show" }))
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let Some((pack, visit, attempt)) = handed(all) else { return };
        if self.shown { view_result(all, page, pack, visit, attempt) } else { view_thanks(all, page) }
    }
}

/// Draws a score from the top of `area`: how many were right in big figures with `beside` at their right, and a gauge for each
/// topic that was asked. Returns the rows taken.
pub fn draw_score(
    page: &mut Page<'_, '_>,
    area: Rect,
    contest: &Contest,
    score: &Score,
    beside: &[(String, Style)],
) -> u16 {
    let mut y = area.y + draw_figure(page, area, score, beside) + 1;
    let longest = contest.topics.iter().map(|topic| cells(&topic.title)).max().unwrap_or(0);
    let label = (longest + 3).min(area.width * 3 / 5);
    let step = if area.height >= 22 { 2 } else { 1 };
    let room = usize::from(area.bottom().saturating_sub(y) / step);
    let asked = contest.topics.iter().filter_map(|topic| Some((topic, score.topics.get(&topic.id)?)));
    for (topic, reached) in asked.take(room) {
        let wording = clip(&format!("{}. {}", topic.id.number(), topic.title), label);
        page.line_at(area.x, y, label, &Line::styled(wording, page.theme.page));
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let width = area.width.saturating_sub(label + 2);
        page.gauge(area.x + label + 2, y, width, count(reached.right), count(reached.of));
        y += step;
    }
    y.saturating_sub(area.y)
}

/// How many were right, in large figures beside the words; where it was less than half, in words alone, which nobody across the room can
/// read. Returns the rows taken.
fn draw_figure(page: &mut Page<'_, '_>, area: Rect, score: &Score, beside: &[(String, Style)]) -> u16 {
    let big = format!("{}/{}", score.right, score.of);
    let is_low = is_in_words(score);
    let (x, least) = if is_low { (area.x, 1) } else { (area.x + big_width(&big) + 6, big_height(&big).max(4)) };
    if !is_low {
        let style = page.theme.title;
        draw_big(page, area.x + 2, area.y, &big, style);
    }
    let mut room = Rect { x, width: area.right().saturating_sub(x), ..area };
    for (text, style) in beside {
        let taken = page.text(room, text, *style);
        room = Rect { y: room.y + taken, height: room.height.saturating_sub(taken), ..room };
    }
    (room.y - area.y).max(least)
}

/// Whether a score is given in words: a low one in large figures would shame who sits there.
#[must_use]
pub fn is_in_words(score: &Score) -> bool {
    2 * score.right < score.of
}

/// Remark on a score: true, and glad of what was done.
#[must_use]
pub fn remark(all: &Shared, score: &Score) -> String {
    let key = match (score.right * 10).checked_div(score.of).unwrap_or(0) {
        10 => "result-all-right",
        8.. => "result-most-right",
        5.. => "result-half-right",
        _ => "result-few-right",
    };
    let who = all.address();
    let language = all.settings.language;
    all.words.with(key, &[("who", who.inside(language).into()), ("Who", who.opening(language).into())])
}

/// The newest test that was handed in.
fn handed(all: &Shared) -> Option<(&Pack, &Visit, &Attempt)> {
    let visit = &all.guest.as_ref()?.visit;
    Some((all.pack.as_deref()?, visit, visit.last_handed()?))
}

fn may_review(all: &Shared) -> bool {
    handed(all).is_some_and(|(pack, _, attempt)| {
        pack.contest.rules.review && attempt.score(pack).is_some_and(|score| !score.wrong.is_empty())
    })
}

/// Attempts are left and the contest takes them; a clock in doubt stops nobody.
fn may_try_again(all: &Shared) -> bool {
    handed(all).is_some_and(|(pack, visit, _)| {
        let open = pack.contest.is_open(all.now);
        open && visit.attempts_left(pack) > 0
    })
}

fn view_thanks(all: &Shared, page: &mut Page<'_, '_>) {
    let body = page.body;
    let language = all.settings.language;
    let who = all.address().inside(language);
    let values = [("who", who.into()), ("Who", all.address().opening(language).into())];
    let whole = all.words.with("result-big", &[("who", who.to_uppercase().into())]);
    let big = if big_width(&whole) <= body.width { whole } else { all.text("result-big-short") };
    let style = page.theme.title;
    let y = body.y + Moment { picture: Picture::flower(), big: &big, style }.draw(page, body, 8) + 1;
    page.centred(y, &all.words.with("result-thanks", &values), page.theme.strong);
    page.centred(y + 1, &format!("✓ {}", all.text("result-kept")), page.theme.good);
    page.centred(y + 3, &all.words.with("result-private", &values), page.theme.page);
}

fn view_result(all: &Shared, page: &mut Page<'_, '_>, pack: &Pack, visit: &Visit, attempt: &Attempt) {
    let body = page.body;
    let area = lowered(body, 17);
    let Some(score) = attempt.score(pack) else {
        page.text(area, &all.text("result-no-paper"), page.theme.strong);
        return;
    };
    let beside = standing(all, page, pack, visit, attempt);
    let mut y = area.y + draw_score(page, area, &pack.contest, &score, &beside) + 1;
    let mut lines = vec![(remark(all, &score), page.theme.strong)];
    if let Some(mark) = pack.contest.rules.pass_mark {
        let passed = score.right >= usize::from(mark);
        let wording = all.words.with(if passed { "result-pass" } else { "result-below" }, &[("mark", mark.into())]);
        lines.push(if passed { (format!("✓ {wording}"), page.theme.good) } else { (wording, page.theme.page) });
    }
    if attempt.handed.is_some_and(|handed| handed.late) {
        lines.push((all.text("result-late"), page.theme.page));
    }
    for (text, style) in lines {
        y += page.text(from_row(area, y), &text, style);
    }
    let review = may_review(all).then(|| all.words.with("result-review", &[("n", score.wrong.len().into())]));
    let first = if review.is_some() { 1 } else { 2 };
    let options: Vec<String> = review.into_iter().chain(may_try_again(all).then(|| all.text("result-again"))).collect();
    let markers = vec![Marker::None; options.len()];
    Choices { options: &options, markers: &markers, first }.draw(page, from_row(area, y + 1));
}

/// Text beside the figures: whose they are, the best so far and the attempts left.
fn standing(all: &Shared, page: &Page<'_, '_>, pack: &Pack, visit: &Visit, attempt: &Attempt) -> Vec<(String, Style)> {
    let who = all.address().inside(all.settings.language);
    let opening = all.address().opening(all.settings.language);
    let first = match attempt.score(pack).filter(is_in_words) {
        Some(low) => {
            let values = [("Who", opening.into()), ("n", low.right.into()), ("of", low.of.into())];
            (all.words.with("result-in-words", &values), page.theme.title)
        }
        None => (all.words.with("result-score", &[("who", who.into())]), page.theme.strong),
    };
    let mut lines = vec![first];
    if let Some(best) = visit.best_score(pack).filter(|_| attempt.number > 1) {
        let values = [("n", best.right.into()), ("of", best.of.into())];
        lines.push((all.words.with("result-best", &values), page.theme.page));
    }
    let left = visit.attempts_left(pack);
    lines.push(match left {
        0 => (all.text("result-none-left"), page.theme.page),
        _ => (all.words.with("result-left", &[("n", left.into())]), page.theme.page),
    });
    lines
}
