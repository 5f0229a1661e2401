use crate::{
    domain::{Choice, PaperItem, Question, Stamp},
    session::{Attempt, Command},
    tui::{
        Effect, Focus, Keyed, Msg, Next, Press, Route, ScreenState, Shared, Table,
        draw::{Choices, Marker, Page, Prompt, cells},
    },
};
use ratatui::{layout::Rect, text::Line};

/// The test: one question at a time. A digit marks at once; the arrows move only, and Enter marks where they are.
#[derive(Default)]
pub struct State {
    /// Since when this question has been on the screen, less what was counted with an earlier mark.
    since: Stamp,
    /// Where to go once the answer given here is on the disk.
    turning_to: Option<usize>,
    /// Opened from the list of all questions: Enter leads to the next one without an answer, and from the last to the list.
    fills_blanks: bool,
    /// Enter was pressed before anything was chosen.
    reminded: bool,
    /// Where the arrows are, once they were moved.
    focus: Focus,
}

impl State {
    /// Opened from the list of all questions.
    #[must_use]
    pub fn filling_blanks() -> Self {
        Self { fills_blanks: true, ..Self::default() }
    }

    fn mark(&mut self, all: &mut Shared, place: usize, choice: u8) -> Next {
        let seconds = all.now.stamp.seconds_since(self.since);
        (self.since, self.reminded, self.focus) = (all.now.stamp, false, Focus::default());
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
                *self = Self { since: all.now.stamp, fills_blanks: self.fills_blanks, ..Self::default() };
                Next::stay().with_all(all.step(Command::GoTo(place)).unwrap_or_default())
            }
            _ => Next::stay(),
        }
    }
}

impl State {
    /// Where a question leads that is answered or passed over: to the next one, or the next without an answer, or all at a glance.
    fn way_on(&self, all: &Shared, place: usize, size: usize) -> Action {
        let blanks = || running(all).map(|attempt| attempt.answers.blanks()).unwrap_or_default();
        let next = if self.fills_blanks {
            blanks().into_iter().find(|blank| *blank > place)
        } else {
            Some(place + 1).filter(|next| *next < size)
        };
        next.map_or(Action::Overview, Action::TurnTo)
    }

    /// The option at which the arrows are, where another one or none is marked.
    fn unmarked_focus(&self, all: &Shared) -> Option<usize> {
        self.focus.beside_mark(here(all).and_then(|here| here.marked).map(usize::from))
    }

    /// The marked option, and whether it is on the disk. An answer is marked at once, and goes again when its key was the beginning
    /// of a scan.
    fn marked(&self, all: &Shared) -> (Option<Choice>, bool) {
        let held = match all.held.and_then(|press| self.bindings(all).action(press)) {
            Some(Action::Mark(at)) => u8::try_from(at).ok().map(Choice),
            _ => None, // else: nothing that marks is held
        };
        let kept = running(all).and_then(|attempt| attempt.answers.choice(attempt.at));
        (held.or(kept), held.is_none() && all.all_kept())
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Marks an option, counted from 0.
    Mark(usize),
    /// An arrow among the options.
    Step(isize),
    /// Nothing is chosen yet.
    Remind,
    /// To a question further on, counted from 0.
    TurnTo(usize),
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
        let on = self.way_on(all, place, size);
        let (wording, enter) = match (self.unmarked_focus(all), here(all).is_some_and(|here| here.marked.is_some())) {
            (Some(at), _) => ("frame-key-this", Action::Mark(at)),
            (None, true) => ("quiz-key-next", on),
            (None, false) => ("quiz-key-next", Action::Remind),
        };
        Table::new()
            .key(Press::Down, "1-4 ↑↓", "quiz-key-choose", Action::Step(1))
            .named(&[Press::Up], Action::Step(-1))
            .named_digits(options, Action::Mark)
            .lettered(options, Action::Mark)
            .key(Press::Enter, "Enter", wording, enter)
            .key(Press::Right, "←→", "quiz-key-turn", on)
            .named(&[Press::Left], Action::TurnBack)
            .unlisted(&[Press::PageDown], on)
            .unlisted(&[Press::PageUp], Action::TurnBack)
            .key(Press::Char('5'), "5", "quiz-key-flag", Action::Flag)
            .key(Press::Char('0'), "0", "quiz-key-overview", Action::Overview)
            .unlisted(&[Press::Tab, Press::F(2)], Action::Overview)
            .menu()
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        let Some(Here { place, options, marked, .. }) = here(all) else { return Next::stay() };
        match action {
            Action::Mark(at) => u8::try_from(at).map(|choice| self.mark(all, place, choice)).unwrap_or_default(),
            Action::Step(by) => {
                self.focus = self.focus.from_mark(marked.map(usize::from));
                self.focus.step(by, options.into());
                self.reminded = false;
                Next::stay()
            }
            Action::Remind => {
                self.reminded = true;
                Next::stay()
            }
            Action::TurnTo(to) => self.turn_to(all, to),
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

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        let here = here(all)?;
        let who = all.address().inside(all.settings.language);
        let is_last = matches!(self.way_on(all, here.place, here.size), Action::Overview);
        let saved = |key| Prompt::enter(format!("✓ {}", all.text(key)));
        if self.unmarked_focus(all).is_some() && all.held.is_none() {
            return Some(Prompt::to(all, "now-this"));
        }
        Some(match self.marked(all) {
            (None, _) if self.reminded => {
                let values = [("n", here.options.into()), ("who", who.into())];
                Prompt::new(all.words.with("now-answer-first", &values))
            }
            (None, _) => Prompt::choose(all, here.options.into()),
            (Some(_), false) => Prompt::new(all.text("quiz-saving")),
            (Some(_), true) if is_last => saved("now-saved-last"),
            (Some(_), true) if self.fills_blanks => saved("now-saved-blank"),
            (Some(_), true) => saved("quiz-saved"),
        })
    }

    fn entered(&mut self, all: &mut Shared) -> Vec<Effect> {
        self.since = all.now.stamp;
        Vec::new()
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let (Some(attempt), Some((question, item))) = (running(all), asked(all)) else { return };
        let size = attempt.answers.size();
        let asked = Asked {
            question,
            item,
            place: attempt.at,
            size,
            done: size - attempt.answers.blanks().len(),
            choice: self.marked(all).0,
            focus: self.unmarked_focus(all),
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
    /// The option at which the arrows are, where it is not the marked one.
    pub focus: Option<usize>,
    /// Flagged to be looked at again.
    pub is_flagged: bool,
}

/// Draws a question of the test; the content office's preview calls it too.
pub fn draw_asked(all: &Shared, page: &mut Page<'_, '_>, asked: &Asked<'_>) {
    let body = page.body;
    let head = all.words.with("quiz-place", &[("n", (asked.place + 1).into()), ("of", asked.size.into())]);
    page.line_at(body.x, body.y, body.width, &Line::styled(head.as_str(), page.theme.title));
    let bar = body.width / 2;
    let figure = |number: usize| u32::try_from(number).unwrap_or(0);
    page.gauge(body.right() - bar, body.y, bar, figure(asked.done), figure(asked.size));
    let stem_area = Rect { y: body.y + 2, height: body.height.saturating_sub(2), ..body };
    let y = stem_area.y + page.text(stem_area, &asked.question.stem, page.theme.strong) + 1;
    // Beside the number: a flag moves nothing.
    if asked.is_flagged {
        let wording = format!("▲ {}", all.text("quiz-flagged"));
        let x = body.x + cells(&head) + 2;
        let room = body.right().saturating_sub(bar + x + 1);
        page.line_at(x, body.y, room, &Line::styled(wording, page.theme.dim));
    }
    let area = Rect { y, height: body.bottom().saturating_sub(y), ..body };
    draw_options(page, area, asked.question, asked.item, |at| {
        match (asked.choice == Some(Choice(at)), asked.focus == Some(usize::from(at))) {
            (true, _) => Marker::Chosen,
            (false, true) => Marker::Focused,
            (false, false) => Marker::None,
        }
    });
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
