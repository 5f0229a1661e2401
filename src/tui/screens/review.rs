use super::quiz;
use crate::{
    content::Pack,
    domain::{Answers, Choice, LessonId, Paper, PaperItem, Question, Score, TopicId},
    tui::{
        Back, Keyed, Next, OpenedFrom, Press, Route, ScreenState, Shared, Table,
        draw::{Marker, Page, Prompt, cells, clip, from_row, wrap},
    },
};
use ratatui::{layout::Rect, text::Line};

/// The wrong answers of the newest test, one by one, each with why and with the lesson that explains it.
#[derive(Default)]
pub struct State {
    at: usize,
}

/// A paper that was answered, as a review looks at it.
#[derive(Clone, Copy)]
pub struct Answered<'a> {
    /// Content that the paper was drawn from.
    pub pack: &'a Pack,
    /// The questions in their order.
    pub paper: &'a Paper,
    /// The choices.
    pub answers: &'a Answers,
    /// What was right and wrong.
    pub score: &'a Score,
}

/// Action of a key in a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Nothing.
    Stay,
    /// To the wrong answer of this place in the list of wrong ones.
    To(usize),
    /// Opens the lesson that explains the question.
    Lesson(LessonId),
    /// Past the last one.
    End,
}

impl State {
    /// Opens at a place in the list of wrong answers.
    #[must_use]
    pub fn at(at: usize) -> Self {
        Self { at }
    }
}

impl Keyed for State {
    type Action = Turn;

    fn bindings(&self, all: &Shared) -> Table<Turn> {
        let keys = on_answered(all, |answered| bindings(all, answered, self.at));
        keys.unwrap_or_else(|| Table::new().unlisted(&[Press::Enter], Turn::End)).menu()
    }

    fn act(&mut self, _all: &mut Shared, action: Turn) -> Next {
        match action {
            Turn::Stay => Next::stay(),
            Turn::To(at) => {
                self.at = at;
                Next::stay()
            }
            Turn::Lesson(id) => Next::go(Route::Lesson { id, from: OpenedFrom::Review(self.at) }),
            Turn::End => Next::go(Route::Result { seen: true }),
        }
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("review-title")
    }

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        let wrong = on_answered(all, |answered| answered.score.wrong.len());
        Some(prompt(all, wrong.unwrap_or(0), self.at))
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let body = page.body;
        on_answered(all, |answered| draw_wrong(all, page, body, answered, self.at));
    }

    fn back(&mut self, _all: &Shared) -> Back {
        Back::To(Route::Result { seen: true })
    }
}

/// What to do while the wrong answer `at` of so many is shown.
#[must_use]
pub fn prompt(all: &Shared, wrong: usize, at: usize) -> Prompt {
    Prompt::to(all, if at + 1 < wrong { "now-review-next" } else { "now-review-end" })
}

/// The keys of a review while the wrong answer `at` is shown, but for Esc.
#[must_use]
pub fn bindings(all: &Shared, answered: Answered<'_>, at: usize) -> Table<Turn> {
    let is_last = at + 1 >= answered.score.wrong.len();
    let (wording, on) = if is_last { ("review-key-end", Turn::End) } else { ("review-key-next", Turn::To(at + 1)) };
    // The course of today may not have the lesson of a test that was drawn from an earlier pack.
    let taught = answered.wrong(at).map(|(question, ..)| question.lesson).filter(|lesson| teaches(all, *lesson));
    Table::new()
        .key(Press::Enter, "Enter →", wording, on)
        .named(&[Press::Right], on)
        .unlisted(&[Press::PageDown], on)
        .when(at > 0, |table| {
            let back = Turn::To(at.saturating_sub(1));
            table.key(Press::Left, "←", "review-key-back", back).unlisted(&[Press::PageUp], back)
        })
        .key(Press::Char('9'), "9", "review-key-lesson", taught.map_or(Turn::Stay, Turn::Lesson))
        .then(topic_bindings(answered, at))
}

/// The digits of the topics in which something is wrong; the footer names them where there are several.
fn topic_bindings(answered: Answered<'_>, at: usize) -> Table<Turn> {
    let to = |digit| answered.first_of(digit).map_or(Turn::Stay, Turn::To);
    let digits: Vec<char> = ('1'..='9').filter(|digit| answered.first_of(*digit).is_some()).collect();
    match answered.topic_keys(at) {
        Some((other, caps)) => digits
            .into_iter()
            .filter(|digit| *digit != other)
            .fold(Table::new().key(Press::Char(other), caps, "review-key-topic", to(other)), |table, digit| {
                table.named(&[Press::Char(digit)], to(digit))
            }),
        None => digits.into_iter().fold(Table::new(), |table, digit| table.unlisted(&[Press::Char(digit)], to(digit))),
    }
}

/// Draws a wrong answer: the question with ✗ at what was chosen and ✓ at what is right, why, and its lesson.
pub fn draw_wrong(all: &Shared, page: &mut Page<'_, '_>, area: Rect, answered: Answered<'_>, at: usize) {
    let Some((question, item, place)) = answered.wrong(at) else { return };
    let head = all.words.with("review-place", &[("n", (at + 1).into()), ("of", answered.score.wrong.len().into())]);
    page.line_at(area.x, area.y, cells(&head), &Line::styled(head.as_str(), page.theme.strong));
    let topic = answered.topic_line(all, question);
    let room = area.width.saturating_sub(cells(&head) + 2);
    let topic = clip(&topic, room);
    let x = area.right().saturating_sub(cells(&topic));
    page.line_at(x, area.y, cells(&topic), &Line::styled(topic.as_str(), page.theme.dim));
    let mut y = area.y + 2;
    y += page.text(from_row(area, y), &question.stem, page.theme.strong) + 1;
    let chosen = answered.answers.choice(place);
    let foot = foot(all, question, chosen);
    let rows: usize = foot.iter().map(|text| wrap(text, area.width).len()).sum();
    let rows = u16::try_from(rows).unwrap_or(u16::MAX);
    let bottom = area.bottom().saturating_sub(rows);
    let options = Rect { y, height: bottom.saturating_sub(y + 1), ..area };
    let taken = quiz::draw_options(page, options, question, item, |option| {
        match (item.order.get(usize::from(option)), chosen == Some(Choice(option))) {
            (Some(0), _) => Marker::Right,
            (_, true) => Marker::Wrong,
            (_, false) => Marker::None,
        }
    });
    y = (y + taken + 1).min(bottom);
    for text in &foot {
        y += page.text(from_row(area, y), text, page.theme.page);
    }
}

impl<'a> Answered<'a> {
    /// The wrong answer of a place in the list by topic: its question, how it was asked, and its place in the paper.
    fn wrong(&self, at: usize) -> Option<(&'a Question, &'a PaperItem, usize)> {
        self.by_topic().into_iter().nth(at)
    }

    /// All wrong answers, topic by topic, those of a topic in the paper's order.
    fn by_topic(&self) -> Vec<(&'a Question, &'a PaperItem, usize)> {
        let found = self.score.wrong.iter().filter_map(|place| {
            let item = self.paper.items.get(*place)?;
            Some((self.pack.question(&item.question)?, item, *place))
        });
        let mut list: Vec<_> = found.collect();
        list.sort_by_key(|(question, _, place)| (question.topic, *place));
        list
    }

    /// Where the wrong answers of the topic with this digit begin.
    fn first_of(&self, digit: char) -> Option<usize> {
        let topic = digit.to_digit(10).and_then(|number| u8::try_from(number).ok())?;
        self.by_topic().iter().position(|(question, _, _)| question.topic.number() == topic)
    }

    /// The digits of the topics in which something is wrong, and one of them that leads away from the wrong answer `at`.
    fn topic_keys(&self, at: usize) -> Option<(char, String)> {
        let list = self.by_topic();
        let here = list.get(at)?.0.topic;
        let mut topics: Vec<TopicId> = list.iter().map(|(question, _, _)| question.topic).collect();
        topics.dedup();
        let other = topics.iter().find(|topic| **topic != here)?;
        let caps: Vec<String> = topics.iter().map(|topic| topic.number().to_string()).collect();
        Some((char::from_digit(u32::from(other.number()), 10)?, caps.join(" ")))
    }

    fn topic_line(&self, all: &Shared, question: &Question) -> String {
        let reached = self.score.topics.get(&question.topic).copied().unwrap_or_default();
        let topic = self.pack.contest.topic(question.topic).map(|topic| topic.short.clone()).unwrap_or_default();
        let values = [("topic", topic.into()), ("right", reached.right.into()), ("of", reached.of.into())];
        all.words.with("review-topic", &values)
    }
}

/// The course of today has the lesson, whichever pack the test was drawn from.
fn teaches(all: &Shared, lesson: LessonId) -> bool {
    all.pack.as_ref().is_some_and(|pack| pack.lesson(lesson).is_some())
}

fn foot(all: &Shared, question: &Question, chosen: Option<Choice>) -> Vec<String> {
    let mut lines = Vec::new();
    if chosen.is_none() {
        lines.push(all.text("review-blank"));
    }
    lines.push(all.words.with("review-why", &[("why", question.why.as_str().into())]));
    if let Some(lesson) = all.pack.as_ref().and_then(|pack| pack.lesson(question.lesson)) {
        let values = [("id", lesson.id.to_string().into()), ("title", lesson.title.as_str().into())];
        lines.push(all.words.with("review-lesson", &values));
    }
    lines
}

/// Calls with the newest test that was handed in, where its paper is still at hand.
fn on_answered<R>(all: &Shared, call: impl FnOnce(Answered<'_>) -> R) -> Option<R> {
    let pack = all.pack.as_deref()?;
    let attempt = all.guest.as_ref()?.visit.last_handed()?;
    let paper = attempt.paper.as_ref()?;
    let score = attempt.score(pack)?;
    let pack = attempt.drawn_from(pack)?;
    Some(call(Answered { pack, paper, answers: &attempt.answers, score: &score }))
}
