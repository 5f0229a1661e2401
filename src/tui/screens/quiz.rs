use crate::{
    domain::{Choice, PaperItem, Question, Stamp},
    session::{Attempt, Command},
    tui::{
        Effect, Keyed, Msg, Next, Press, Route, ScreenState, Shared, Table,
        draw::{Choices, Marker, Page},
    },
};
use ratatui::{layout::Rect, text::Line};

/// The test: one question at a time. Moving is choosing: the arrows move the one mark there is.
#[derive(Default)]
pub struct State {
    /// Since when this question has been on the screen, less what was counted with an earlier mark.
    since: Stamp,
    /// Where to go once the answer given here is on the disk.
    turning_to: Option<usize>,
}

impl State {
    fn mark(&mut self, all: &mut Shared, place: usize, choice: u8) -> Next {
        let seconds = all.now.stamp.seconds_since(self.since);
        self.since = all.now.stamp;
        let command = Command::Mark { place, choice: Choice(choice), seconds };
        Next::stay().with_all(all.step(command).unwrap_or_default())
    }

    fn flag(all: &mut Shared, place: usize) -> Next {
        let on = running(all).is_some_and(|attempt| !attempt.answers.is_flagged(place));
        Next::stay().with_all(all.step(Command::Flag { place, on }).unwrap_or_default())
    }

    fn turn_to(&mut self, all: &mut Shared, place: usize) -> Next {
        self.turning_to = Some(place);
        self.turn_when_kept(all)
    }

    /// The next question comes up once the answer to this one is on the disk.
    fn turn_when_kept(&mut self, all: &mut Shared) -> Next {
        match self.turning_to {
            Some(place) if all.all_kept() => {
                *self = Self { since: all.now.stamp, turning_to: None };
                Next::stay().with_all(all.step(Command::GoTo(place)).unwrap_or_default())
            }
            _ => Next::stay(),
        }
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Marks an option, counted from 0.
    Mark(usize),
    /// Marks the option below the one that is marked.
    MarkNext,
    /// Marks the option above the one that is marked.
    MarkPrevious,
    /// To the next question.
    TurnOn,
    /// To the question before.
    TurnBack,
    /// Flags the question, or takes the flag away.
    Flag,
    /// All questions at a glance.
    Overview,
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, all: &Shared) -> Table<Action> {
        let (place, size, options) = here(all).map_or((0, 0, 4), |here| (here.place, here.size, here.options.into()));
        let is_last = place + 1 >= size;
        Table::new()
            .key(Press::Down, "1-4 ↑↓", "quiz-key-choose", Action::MarkNext)
            .named(&[Press::Up], Action::MarkPrevious)
            .named_digits(options, Action::Mark)
            .lettered(options, Action::Mark)
            .key(Press::Enter, "Enter", "quiz-key-next", if is_last { Action::Overview } else { Action::TurnOn })
            .when(!is_last, |table| table.unlisted(&[Press::Right, Press::PageDown], Action::TurnOn))
            .key(Press::Left, "←", "quiz-key-back", Action::TurnBack)
            .unlisted(&[Press::PageUp], Action::TurnBack)
            .letter('x', "X", "quiz-key-flag", Action::Flag)
            .key(Press::Tab, "Tab", "quiz-key-overview", Action::Overview)
            .unlisted(&[Press::F(2)], Action::Overview)
            .menu()
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        let Some(Here { place, options, marked, .. }) = here(all) else { return Next::stay() };
        let last = options.saturating_sub(1);
        match action {
            Action::Mark(at) => u8::try_from(at).map(|choice| self.mark(all, place, choice)).unwrap_or_default(),
            Action::MarkNext => self.mark(all, place, marked.map_or(0, |at| (at + 1) % options.max(1))),
            Action::MarkPrevious => self.mark(all, place, marked.map_or(last, |at| at.checked_sub(1).unwrap_or(last))),
            Action::TurnOn => self.turn_to(all, place + 1),
            Action::TurnBack => place.checked_sub(1).map(|before| self.turn_to(all, before)).unwrap_or_default(),
            Action::Flag => Self::flag(all, place),
            Action::Overview => Next::go_when_saved(Route::Overview),
        }
    }

    fn received(&mut self, all: &mut Shared, _msg: &Msg) -> Next {
        self.turn_when_kept(all)
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("quiz-title")
    }

    fn entered(&mut self, all: &mut Shared) -> Vec<Effect> {
        self.since = all.now.stamp;
        Vec::new()
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let (Some(attempt), Some((question, item))) = (running(all), asked(all)) else { return };
        let size = attempt.answers.size();
        // An answer is marked at once, and goes again when its key was the beginning of a scan.
        let held = match all.held.and_then(|press| self.bindings(all).action(press)) {
            Some(Action::Mark(at)) => u8::try_from(at).ok().map(Choice),
            _ => None, // else: nothing that marks is held
        };
        let asked = Asked {
            question,
            item,
            place: attempt.at,
            size,
            done: size - attempt.answers.blanks().len(),
            choice: held.or(attempt.answers.choice(attempt.at)),
            is_kept: held.is_none() && all.all_kept(),
            is_flagged: attempt.answers.is_flagged(attempt.at),
        };
        draw_asked(all, page, &asked);
    }
}

/// A question on the screen, and what was answered so far.
pub struct Asked<'a> {
    /// Text and options.
    pub question: &'a Question,
    /// The order of the options.
    pub item: &'a PaperItem,
    /// Its place in the paper, from 0.
    pub place: usize,
    /// Questions of the paper.
    pub size: usize,
    /// How many questions of the paper are answered.
    pub done: usize,
    /// The marked option.
    pub choice: Option<Choice>,
    /// The mark is on the disk.
    pub is_kept: bool,
    /// Flagged to be looked at again.
    pub is_flagged: bool,
}

/// Draws a question of the test; the content office's preview calls it too.
pub fn draw_asked(all: &Shared, page: &mut Page<'_, '_>, asked: &Asked<'_>) {
    let body = page.body;
    let head = all.words.with("quiz-place", &[("n", (asked.place + 1).into()), ("of", asked.size.into())]);
    page.line_at(body.x, body.y, body.width, &Line::styled(head, page.theme.title));
    let bar = body.width / 2;
    let figure = |number: usize| u32::try_from(number).unwrap_or(0);
    page.gauge(body.right() - bar, body.y, bar, figure(asked.done), figure(asked.size));
    let stem_area = Rect { y: body.y + 2, height: body.height.saturating_sub(2), ..body };
    let mut y = stem_area.y + page.text(stem_area, &asked.question.stem, page.theme.strong) + 1;
    if asked.is_flagged {
        let wording = format!("▲ {}", all.text("quiz-flagged"));
        page.line_at(body.x, y - 1, body.width, &Line::styled(wording, page.theme.dim));
        y += 1;
    }
    let rows = body.bottom().saturating_sub(y + 1);
    let area = Rect { y, height: rows, ..body };
    draw_options(page, area, asked.question, asked.item, |at| {
        if asked.choice == Some(Choice(at)) { Marker::Chosen } else { Marker::None }
    });
    let saved = match (asked.choice, asked.is_kept) {
        (None, _) => all.text("quiz-choose"),
        (Some(_), true) => format!("✓ {}", all.text("quiz-saved")),
        (Some(_), false) => all.text("quiz-saving"),
    };
    page.line_at(body.x, body.bottom().saturating_sub(1), body.width, &Line::styled(saved, page.theme.dim));
}

/// Draws a question's options in the order of a paper.
pub fn draw_options(
    page: &mut Page<'_, '_>,
    area: Rect,
    question: &Question,
    item: &PaperItem,
    marker: impl Fn(u8) -> Marker,
) -> u16 {
    let texts: Vec<String> =
        item.order.iter().filter_map(|at| question.options.get(usize::from(*at))).cloned().collect();
    let markers: Vec<Marker> = (0..).take(texts.len()).map(marker).collect();
    Choices { options: &texts, markers: &markers, first: 1 }.draw(page, area)
}

fn running(all: &Shared) -> Option<&Attempt> {
    all.guest.as_ref()?.visit.running()
}

/// The question on the screen.
struct Here {
    place: usize,
    /// Questions of the paper.
    size: usize,
    options: u8,
    marked: Option<u8>,
}

fn here(all: &Shared) -> Option<Here> {
    let attempt = running(all)?;
    let item = attempt.paper.as_ref()?.items.get(attempt.at)?;
    let options = u8::try_from(item.order.len()).ok()?;
    let marked = attempt.answers.choice(attempt.at).map(|choice| choice.0);
    Some(Here { place: attempt.at, size: attempt.answers.size(), options, marked })
}

fn asked(all: &Shared) -> Option<(&Question, &PaperItem)> {
    let attempt = running(all)?;
    let item = attempt.paper.as_ref()?.items.get(attempt.at)?;
    Some((attempt.drawn_from(all.pack.as_ref()?)?.question(&item.question)?, item))
}
