mod view;

use super::{quiz, review, review::Answered};
use crate::{
    content::Pack,
    domain::{Choice, PaperItem, Question, Seed, TopicId},
    session,
    text::speakable,
    tui::{
        Back, Effect, Msg, Next, OpenedFrom, Press, Route, ScreenState, Shared,
        draw::{Hint, Page},
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
}

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

    fn choose(&mut self, all: &Shared, press: Press, step: Step) -> Next {
        let was_asked = matches!(step, Step::Drawing);
        self.step = step;
        self.explains = match press {
            Press::Char('1') => true,
            Press::Char('2') => false,
            Press::Char('3') => {
                self.step = Step::Topic;
                return Next::stay();
            }
            _ => return Next::stay(),
        };
        self.topic = None;
        self.ask(all, was_asked)
    }

    fn choose_topic(&mut self, all: &Shared, press: Press) -> Next {
        self.step = Step::Topic;
        let chosen = match press {
            Press::Left | Press::PageUp => {
                self.step = Step::Choose;
                return Next::stay();
            }
            Press::Char(sign) => quiz::digit(sign).and_then(|at| topics(all).get(usize::from(at)).copied()),
            _ => None,
        };
        let Some(topic) = chosen else { return Next::stay() };
        self.explains = true;
        self.topic = Some(topic);
        self.ask(all, false)
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

    fn keep(&mut self, step: Step, leave: bool, all: &Shared) -> Next {
        self.step = step;
        if leave { Next::go(way_out(all)) } else { Next::stay() }
    }

    fn on_question(&mut self, all: &Shared, mut practice: session::Practice, at: usize, press: Press) -> Next {
        let size = practice.paper().items.len();
        let options = practice.paper().items.get(at).map_or(0, |item| item.order.len());
        let options = u8::try_from(options).unwrap_or(u8::MAX);
        let marked = practice.answers().choice(at).map(|choice| choice.0);
        // What was explained stays as it was answered.
        let is_fixed = self.explains && marked.is_some();
        let last = options.saturating_sub(1);
        let choice = match press {
            Press::Char('d' | 'D') if all.settings.speech => {
                let text = spoken(all, &practice, at);
                self.step = Step::Question(practice, at);
                return Effect::ReadAloud(speakable(&text)).into();
            }
            Press::Char(sign) => quiz::digit(sign).filter(|choice| *choice < options),
            // Where each choice is explained at once, an arrow would answer by accident.
            Press::Down if !self.explains => Some(marked.map_or(0, |at| (at + 1) % options.max(1))),
            Press::Up if !self.explains => Some(marked.and_then(|at| at.checked_sub(1)).unwrap_or(last)),
            _ => None,
        };
        if let Some(choice) = choice.filter(|_| !is_fixed) {
            practice.mark(at, Choice(choice));
        }
        self.step = match press {
            Press::Enter | Press::Right | Press::PageDown if at + 1 < size => Step::Question(practice, at + 1),
            Press::Enter | Press::Right | Press::PageDown => Step::Ending(practice),
            Press::Left | Press::PageUp => Step::Question(practice, at.saturating_sub(1)),
            _ => Step::Question(practice, at),
        };
        Next::stay()
    }

    fn on_ending(&mut self, practice: session::Practice, press: Press) -> Next {
        self.step = match press {
            Press::Char('1') => Step::Score(practice),
            Press::Char('2') | Press::Left => {
                let at = practice.answers().blanks().first().copied().unwrap_or(0);
                Step::Question(practice, at)
            }
            _ => Step::Ending(practice),
        };
        Next::stay()
    }

    fn on_score(&mut self, all: &Shared, practice: session::Practice, press: Press) -> Next {
        let wrong = all.open_pack.as_ref().map_or(0, |pack| practice.score(pack).wrong.len());
        match press {
            Press::Enter => self.keep(Step::Score(practice), true, all),
            Press::Char('x' | 'X') if wrong > 0 => self.keep(Step::Review(practice, 0), false, all),
            Press::Char('l' | 'L') => {
                *self = Self::new();
                Effect::PracticeSeed.into()
            }
            _ => self.keep(Step::Score(practice), false, all),
        }
    }

    fn on_review(&mut self, all: &Shared, practice: session::Practice, at: usize, press: Press) -> Next {
        let turn = on_answered(all, &practice, |answered| review::turn(all, answered, at, press));
        self.step = match turn {
            Some(review::Turn::To(at)) => Step::Review(practice, at),
            Some(review::Turn::Stay) => Step::Review(practice, at),
            Some(review::Turn::End) | None => Step::Score(practice),
            Some(review::Turn::Read(text)) => {
                self.step = Step::Review(practice, at);
                return Effect::ReadAloud(text).into();
            }
            Some(review::Turn::Lesson(id)) => {
                self.step = Step::Review(practice, at);
                return Next::go_above(Route::Lesson { id, from: OpenedFrom::Practice });
            }
        };
        Next::stay()
    }

    fn question_keys(&self, all: &Shared, practice: &session::Practice, at: usize) -> Vec<Hint> {
        let options = practice.paper().items.get(at).map_or(4, |item| item.order.len());
        let cap = if self.explains { format!("1-{options}") } else { format!("1-{options} ↑↓") };
        let choose = if self.explains { Press::Char('1') } else { Press::Down };
        let mut hints = vec![Hint::new(Press::Enter, "Enter", all.text("quiz-key-next"))];
        if !self.explains || practice.answers().choice(at).is_none() {
            hints.insert(0, Hint::new(choose, &cap, all.text("quiz-key-choose")));
        }
        if at > 0 {
            hints.push(Hint::new(Press::Left, "←", all.text("quiz-key-back")));
        }
        if all.settings.speech {
            hints.push(Hint::new(Press::Char('d'), "D", all.text("lesson-key-read-aloud")));
        }
        hints
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("practice-title")
    }

    fn keys(&self, all: &Shared) -> Vec<Hint> {
        let enter = |key: &str| Hint::new(Press::Enter, "Enter", all.text(key));
        let digit = |cap: &str, key: &str| Hint::new(Press::Char('1'), cap, all.text(key));
        let mut hints = match &self.step {
            Step::Choose | Step::Drawing => vec![digit("1-3", "practice-key-choose")],
            Step::Topic => vec![
                digit(&format!("1-{}", topics(all).len()), "practice-key-topic"),
                Hint::new(Press::Left, "←", all.text("quiz-key-back")),
            ],
            Step::Impossible => vec![enter("practice-key-leave")],
            Step::Question(practice, at) => self.question_keys(all, practice, *at),
            Step::Ending(_) => {
                vec![digit("1", "practice-key-score"), Hint::new(Press::Char('2'), "2", all.text("practice-key-again"))]
            }
            Step::Score(practice) => {
                let mut hints = vec![enter("practice-key-leave")];
                if all.open_pack.as_ref().is_some_and(|pack| !practice.score(pack).wrong.is_empty()) {
                    hints.push(Hint::new(Press::Char('x'), "X", all.text("result-key-review")));
                }
                hints.push(Hint::new(Press::Char('l'), "L", all.text("practice-key-other")));
                hints
            }
            Step::Review(practice, at) => {
                on_answered(all, practice, |answered| review::hints(all, answered, *at)).unwrap_or_default()
            }
        };
        let esc = if all.shift.is_some() { "frame-menu" } else { "practice-key-leave" };
        hints.push(Hint::new(Press::Esc, "Esc", all.text(esc)));
        hints
    }

    fn update(&mut self, all: &mut Shared, msg: &Msg) -> Next {
        let press = match msg {
            Msg::Press(press) => *press,
            Msg::Seed(seed) => return self.on_seed(all, *seed),
            _ => return Next::stay(),
        };
        // With an open shift Esc is the menu's.
        if press == Press::Esc {
            return Next::go(way_out(all));
        }
        match std::mem::take(&mut self.step) {
            Step::Choose => self.choose(all, press, Step::Choose),
            Step::Topic => self.choose_topic(all, press),
            // The seed may have failed to come: choosing again asks again.
            Step::Drawing => self.choose(all, press, Step::Drawing),
            Step::Impossible => self.keep(Step::Impossible, press == Press::Enter, all),
            Step::Question(practice, at) => self.on_question(all, practice, at, press),
            Step::Ending(practice) => self.on_ending(practice, press),
            Step::Score(practice) => self.on_score(all, practice, press),
            Step::Review(practice, at) => self.on_review(all, practice, at, press),
        }
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        self.draw(all, page);
    }

    fn back(&mut self, all: &Shared) -> Back {
        Back::To(way_out(all))
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

fn asked<'a>(all: &'a Shared, practice: &'a session::Practice, at: usize) -> Option<(&'a Question, &'a PaperItem)> {
    let item = practice.paper().items.get(at)?;
    Some((all.open_pack.as_ref()?.question(&item.question)?, item))
}

fn spoken(all: &Shared, practice: &session::Practice, at: usize) -> String {
    let Some((question, item)) = asked(all, practice, at) else { return String::new() };
    let options = item.order.iter().filter_map(|option| question.options.get(usize::from(*option)));
    let options: Vec<String> = (1..).zip(options).map(|(at, text): (usize, _)| format!("{at}: {text}")).collect();
    let texts: Vec<&str> = std::iter::once(question.stem.as_str()).chain(options.iter().map(String::as_str)).collect();
    super::quick::in_sentences(&texts)
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
