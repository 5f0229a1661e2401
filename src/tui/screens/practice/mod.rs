mod view;

use super::{review, review::Answered};
use crate::{
    content::Pack,
    domain::{Choice, PaperItem, Question, Seed, TopicId},
    session,
    tui::{
        Back, Effect, Focus, Keyed, Msg, Next, OpenedFrom, Press, Route, ScreenState, Shared, Table,
        draw::{Page, Prompt},
    },
};

/// A test that counts for nothing and of which nothing is kept, no matter who is signed in; marked as such on every screen.
#[derive(Clone, Default)]
pub struct State {
    step: Step,
    /// The paper's, once it has come.
    seed: Option<Seed>,
    /// Right or wrong is shown after each question rather than at the end.
    explains: bool,
    /// The one topic that is practised; none: all, as in the test.
    topic: Option<TopicId>,
    /// Where the arrows are in a list of choices.
    focus: Focus,
    /// Enter was pressed before anything was chosen.
    reminded: bool,
}

/// Ways to practise, and answers when all questions were on screen.
const WAYS: usize = 3;
const ANSWERS: usize = 2;

#[derive(Clone, Default)]
enum Step {
    /// How to practise is being chosen.
    #[default]
    Choose,
    /// Which topic is to be practised is being chosen.
    Topic,
    /// It was chosen, and the seed has not come yet.
    Drawing,
    /// The bank cannot fill a paper.
    Impossible,
    Question(session::Practice, usize),
    /// All questions have been on screen.
    Ending(session::Practice),
    Score(session::Practice),
    Review(session::Practice, usize),
}

impl State {
    /// The screen that opens it asks for `Effect::PracticeSeed`.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn on_seed(&mut self, all: &Shared, seed: Seed) -> Next {
        match self.step {
            Step::Choose | Step::Topic => self.seed = Some(seed),
            Step::Drawing => self.open(all, seed),
            // A paper that is being answered is not taken away by a seed that came twice.
            Step::Impossible | Step::Question(..) | Step::Ending(_) | Step::Score(_) | Step::Review(..) => (),
        }
        Next::stay()
    }

    fn enter(&mut self, step: Step) -> Next {
        (self.step, self.focus, self.reminded) = (step, Focus::default(), false);
        Next::stay()
    }

    /// Opens the paper, or waits for its seed.
    fn ask(&mut self, all: &Shared, was_asked: bool) -> Next {
        self.step = Step::Drawing;
        match self.seed.take() {
            Some(seed) => {
                self.open(all, seed);
                Next::stay()
            }
            None if was_asked => Effect::PracticeSeed.into(),
            None => Next::stay(),
        }
    }

    fn open(&mut self, all: &Shared, seed: Seed) {
        let opened = all.open_pack.as_ref().and_then(|pack| match self.topic {
            Some(topic) => session::Practice::open_topic(pack, topic, seed).ok(),
            None => session::Practice::open(pack, seed).ok(),
        });
        self.step = match opened.filter(|practice| !practice.paper().items.is_empty()) {
            Some(practice) => Step::Question(practice, 0),
            None => Step::Impossible,
        };
    }

    /// The paper at hand on another page.
    fn show(&mut self, page: impl FnOnce(session::Practice) -> Step) -> Next {
        (self.focus, self.reminded) = (Focus::default(), false);
        self.step = match std::mem::take(&mut self.step) {
            Step::Question(practice, _)
            | Step::Ending(practice)
            | Step::Score(practice)
            | Step::Review(practice, _) => page(practice),
            step @ (Step::Choose | Step::Topic | Step::Drawing | Step::Impossible) => step,
        };
        Next::stay()
    }

    /// The option at which the arrows are, where another one or none is marked.
    fn unmarked_focus(&self, practice: &session::Practice, at: usize) -> Option<usize> {
        let answered = marked(practice, at);
        let is_final = self.explains && answered.is_some();
        self.focus.beside_mark(answered).filter(|_| !is_final)
    }

    fn turn_to(&mut self, place: usize) -> Next {
        self.show(|practice| match place < practice.paper().items.len() {
            true => Step::Question(practice, place),
            false => Step::Ending(practice),
        })
    }

    fn mark(&mut self, choice: usize) -> Next {
        let Step::Question(practice, at) = &mut self.step else { return Next::stay() };
        (self.reminded, self.focus) = (false, Focus::default());
        if let Ok(choice) = u8::try_from(choice) {
            practice.mark(*at, Choice(choice));
        }
        Next::stay()
    }

    /// An arrow: among the options of a question, from the marked one on; else in the list of the page.
    fn step(&mut self, all: &Shared, by: isize) -> Next {
        let count = match &self.step {
            Step::Question(practice, at) => {
                self.focus = self.focus.from_mark(marked(practice, *at));
                self.reminded = false;
                options_of(practice, *at)
            }
            Step::Ending(_) => ANSWERS,
            Step::Topic => topics(all).len(),
            // else: the other pages have no list, or the first one's
            _ => WAYS,
        };
        self.focus.step(by, count);
        Next::stay()
    }

    fn turn(&mut self, turn: review::Turn) -> Next {
        match turn {
            review::Turn::To(at) => self.show(|practice| Step::Review(practice, at)),
            review::Turn::Stay => Next::stay(),
            review::Turn::End => self.show(Step::Score),
            review::Turn::Lesson(id) => Next::go_above(Route::Lesson { id, from: OpenedFrom::Practice }),
        }
    }

    fn question_bindings(&self, practice: &session::Practice, at: usize) -> Table<Action> {
        let options = options_of(practice, at);
        let is_marked = practice.answers().choice(at).is_some();
        let next = Action::TurnTo(at + 1);
        let (wording, enter) = match (self.unmarked_focus(practice, at), is_marked) {
            (Some(at), _) => ("frame-key-this", Action::Mark(at)),
            (None, true) => ("quiz-key-next", next),
            (None, false) => ("quiz-key-next", Action::Remind),
        };
        // What was explained stays as it was answered.
        let table = Table::new().when(!(self.explains && is_marked), |table| {
            table
                .key(Press::Down, format!("1-{options} ↑↓"), "quiz-key-choose", Action::Step(1))
                .named(&[Press::Up], Action::Step(-1))
                .named_digits(options, Action::Mark)
        });
        table
            .key(Press::Enter, "Enter", wording, enter)
            .key(Press::Right, if at > 0 { "←→" } else { "→" }, "quiz-key-turn", next)
            .unlisted(&[Press::PageDown], next)
            .when(at > 0, |table| {
                let back = Action::TurnTo(at.saturating_sub(1));
                table.named(&[Press::Left], back).unlisted(&[Press::PageUp], back)
            })
            .when(!(self.explains && is_marked), |table| table.lettered(options, Action::Mark))
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Practises the whole paper: explained at once, or as in the test.
    Paper {
        /// Right or wrong is shown after each question.
        explains: bool,
    },
    /// Chooses a topic.
    Topics,
    /// Practises this topic, counted from 0.
    Topic(usize),
    /// Back to how to practise.
    Choose,
    /// Marks an option, counted from 0.
    Mark(usize),
    /// Nothing is chosen yet.
    Remind,
    /// An arrow in a list of choices, or among the options.
    Step(isize),
    /// To the question of this place; past the last one, to the end.
    TurnTo(usize),
    /// Shows the score.
    Score,
    /// Looks at the wrong answers.
    Review,
    /// A key of the review.
    Turn(review::Turn),
    /// Begins again.
    Again,
    /// Leaves practice.
    Leave,
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, all: &Shared) -> Table<Action> {
        let table = match &self.step {
            Step::Choose | Step::Drawing => {
                let ways = [Action::Paper { explains: true }, Action::Paper { explains: false }, Action::Topics];
                let way = |at: usize| ways.get(at).copied().unwrap_or(Action::Topics);
                Table::new().choices((WAYS, self.focus), "practice-key-choose", way, Action::Step, None)
            }
            Step::Topic => {
                let count = topics(all).len();
                Table::new()
                    .choices((count, self.focus), "practice-key-topic", Action::Topic, Action::Step, None)
                    .lettered(count, Action::Topic)
                    .key(Press::Left, "←", "quiz-key-back", Action::Choose)
                    .unlisted(&[Press::PageUp], Action::Choose)
            }
            Step::Impossible => Table::new().key(Press::Enter, "Enter", "practice-key-leave", Action::Leave),
            Step::Question(practice, at) => self.question_bindings(practice, *at),
            Step::Ending(practice) => {
                let open = Action::TurnTo(practice.answers().blanks().first().copied().unwrap_or(0));
                let answer = |at| if at == 0 { Action::Score } else { open };
                Table::new()
                    .choices((ANSWERS, self.focus), "practice-key-choose", answer, Action::Step, None)
                    .unlisted(&[Press::Left], open)
            }
            Step::Score(practice) => {
                let has_wrong = all.open_pack.as_ref().is_some_and(|pack| !practice.score(pack).wrong.is_empty());
                Table::new()
                    .key(Press::Enter, "Enter", "practice-key-leave", Action::Leave)
                    .when(has_wrong, |table| table.key(Press::Char('1'), "1", "result-key-review", Action::Review))
                    .key(Press::Char('2'), "2", "practice-key-other", Action::Again)
            }
            Step::Review(practice, at) => {
                let keys = on_answered(all, practice, |answered| review::bindings(all, answered, *at));
                keys.unwrap_or_else(|| Table::new().unlisted(&[Press::Enter], review::Turn::End)).within(Action::Turn)
            }
        };
        table
            .when(all.shift.is_some(), Table::menu)
            .when(all.shift.is_none(), |table| table.key(Press::Esc, "Esc", "practice-key-leave", Action::Leave))
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        match action {
            Action::Paper { explains } => {
                (self.explains, self.topic) = (explains, None);
                // The seed may have failed to come: choosing again asks again.
                let was_asked = matches!(self.step, Step::Drawing);
                self.ask(all, was_asked)
            }
            Action::Topics => self.enter(Step::Topic),
            Action::Topic(at) => {
                let Some(topic) = topics(all).get(at).copied() else { return Next::stay() };
                (self.explains, self.topic) = (true, Some(topic));
                self.ask(all, false)
            }
            Action::Choose => self.enter(Step::Choose),
            Action::Step(by) => self.step(all, by),
            Action::Remind => {
                self.reminded = true;
                Next::stay()
            }
            Action::Mark(choice) => self.mark(choice),
            Action::TurnTo(place) => self.turn_to(place),
            Action::Score => self.show(Step::Score),
            Action::Review => self.show(|practice| Step::Review(practice, 0)),
            Action::Turn(turn) => self.turn(turn),
            Action::Again => {
                *self = Self::new();
                Effect::PracticeSeed.into()
            }
            Action::Leave => Next::go(way_out(all)),
        }
    }

    fn received(&mut self, all: &mut Shared, msg: &Msg) -> Next {
        if let Msg::Seed(seed) = msg { self.on_seed(all, *seed) } else { Next::stay() }
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("practice-title")
    }

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        Some(self.prompt_now(all))
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        self.draw(all, page);
    }

    fn back(&mut self, all: &Shared) -> Back {
        Back::To(way_out(all))
    }

    fn back_line(&self, _all: &Shared) -> &'static str {
        "menu-back-practice"
    }
}

/// Where leaving practice leads: on with the person who is signed in, else to where practice is begun.
#[must_use]
pub fn way_out(all: &Shared) -> Route {
    match (&all.guest, &all.shift) {
        (Some(_), _) => Route::for_guest(all),
        (None, Some(_)) => Route::Waiting,
        (None, None) => Route::Shift,
    }
}

/// The marked option of a place, counted from 0.
fn marked(practice: &session::Practice, at: usize) -> Option<usize> {
    practice.answers().choice(at).map(|choice| usize::from(choice.0))
}

/// How many options the question of a place has.
fn options_of(practice: &session::Practice, at: usize) -> usize {
    practice.paper().items.get(at).map_or(0, |item| item.order.len())
}

fn asked<'a>(all: &'a Shared, practice: &'a session::Practice, at: usize) -> Option<(&'a Question, &'a PaperItem)> {
    let item = practice.paper().items.get(at)?;
    Some((all.open_pack.as_ref()?.question(&item.question)?, item))
}

/// The contest's topics, in order.
fn topics(all: &Shared) -> Vec<TopicId> {
    all.open_pack.as_ref().map_or(Vec::new(), |pack| pack.contest.topics.iter().map(|topic| topic.id).collect())
}

fn on_answered<R>(all: &Shared, practice: &session::Practice, call: impl FnOnce(Answered<'_>) -> R) -> Option<R> {
    let pack: &Pack = all.open_pack.as_deref()?;
    let score = practice.score(pack);
    Some(call(Answered { pack, paper: practice.paper(), answers: practice.answers(), score: &score }))
}
