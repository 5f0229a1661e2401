use crate::{
    content::Pack,
    domain::{Lesson, LessonId, PaperFrom, Topic},
    record::HowLearnt,
    session::Visit,
    tui::{
        Focus, Keyed, Next, OpenedFrom, Press, Route, ScreenState, Shared, Table,
        draw::{Page, Picture, Prompt, cells, clip, digit_of, draw_shelf, shelf_height},
    },
};
use ratatui::{layout::Rect, text::Line};

/// The topics with how far each has come, and behind them "Học thêm", the lessons that nobody has to read.
#[derive(Default)]
pub struct State {
    /// The first of the further lessons on screen, while they are shown.
    further: Option<usize>,
    /// Where the arrows are among the topics, once they were moved.
    focus: Option<usize>,
}

/// Further lessons shown at once: each has its digit and all fit the smallest screen with the headings of four topics.
const AT_ONCE: usize = 8;

impl State {
    /// Opens at "Học thêm".
    #[must_use]
    pub fn further() -> Self {
        Self { further: Some(0), focus: None }
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// The next lesson, or what comes after the course.
    GoOn,
    /// The lesson to read in a topic, counted from 0.
    Topic(usize),
    /// The further lessons from this one on.
    Further(usize),
    /// A further lesson, counted from 0.
    Lesson(usize),
    /// The topics.
    Topics,
    /// An arrow among the topics.
    Step(isize),
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, all: &Shared) -> Table<Action> {
        let (Some(pack), Some(guest)) = (&all.pack, &all.guest) else { return Table::new() };
        let further = further_lessons(pack).count();
        let Some(from) = self.further else { return topic_bindings(pack, &guest.visit, further, self.focus).menu() };
        let shown = further.saturating_sub(from).min(AT_ONCE);
        let more = Action::Further(from + AT_ONCE);
        let back = from.checked_sub(AT_ONCE).map_or(Action::Topics, Action::Further);
        Table::new()
            .digits(shown, format!("1-{shown}"), "course-key-open", |at| Action::Lesson(from + at))
            .when(from + AT_ONCE < further, |table| {
                table.key(Press::Right, "→", "course-key-more", more).unlisted(&[Press::PageDown], more)
            })
            .key(Press::Left, "←", "course-key-back", back)
            .unlisted(&[Press::PageUp, Press::Backspace], back)
            .unlisted(&[Press::Enter], Action::Topics)
            .menu()
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        let (Some(pack), Some(guest)) = (&all.pack, &all.guest) else { return Next::stay() };
        let found = match action {
            Action::GoOn => match next_lesson(pack, &guest.visit) {
                Some(id) => Some((id, OpenedFrom::Course)),
                None => return Next::go(Route::for_guest(all)),
            },
            Action::Topic(at) => {
                let topic = pack.contest.topics.get(at);
                topic.and_then(|topic| lesson_of(pack, &guest.visit, topic)).map(|id| (id, OpenedFrom::Course))
            }
            Action::Lesson(at) => further_lessons(pack).nth(at).map(|lesson| (lesson.id, OpenedFrom::Further)),
            Action::Further(from) => {
                self.further = Some(from);
                None
            }
            Action::Topics => {
                self.further = None;
                None
            }
            Action::Step(by) => {
                let lines = pack.contest.topics.len() + usize::from(further_lessons(pack).next().is_some());
                let mut focus = Focus::at_line(self.focus.unwrap_or_else(|| current(pack, &guest.visit)));
                focus.step(by, lines);
                self.focus = Some(focus.at());
                None
            }
        };
        found.map(|(id, from)| open(id, from)).unwrap_or_default()
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text(if self.further.is_some() { "course-title-further" } else { "course-title" })
    }

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        Some(match (&all.pack, &all.guest, self.further) {
            (_, _, Some(_)) => Prompt::new(all.text("now-further")),
            (Some(_), Some(_), None) if self.focus.is_some() => Prompt::to(all, "now-this"),
            (Some(pack), Some(guest), None) => way_on(all, pack, &guest.visit),
            (None, _, None) | (_, None, None) => Prompt::new(all.text("now-wait")),
        })
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let (Some(pack), Some(guest)) = (&all.pack, &all.guest) else { return };
        match self.further {
            Some(from) => view_further(all, page, pack, &guest.visit, from),
            None => self.view_topics(all, page, pack, &guest.visit),
        }
    }
}

/// The topic to go on with, counted from 0; behind the last one where all are learnt.
fn current(pack: &Pack, visit: &Visit) -> usize {
    let first = visit.topics_missing(pack).first().copied();
    pack.contest.topics.iter().position(|topic| Some(topic.id) == first).unwrap_or_default()
}

fn topic_bindings(pack: &Pack, visit: &Visit, further: usize, focus: Option<usize>) -> Table<Action> {
    let topics = pack.contest.topics.len();
    let (wording, enter) = match (focus, next_lesson(pack, visit)) {
        (Some(at), _) => ("frame-key-this", if at < topics { Action::Topic(at) } else { Action::Further(0) }),
        (None, Some(_)) => ("course-key-learn", Action::GoOn),
        (None, None) if visit.has_tested() => ("course-key-go-on", Action::GoOn),
        (None, None) => ("course-key-test", Action::GoOn),
    };
    let table = Table::new()
        .key(Press::Enter, "Enter", wording, enter)
        .digits(topics, format!("1-{topics} ↑↓"), "course-key-choose", Action::Topic)
        .named(&[Press::Up], Action::Step(-1))
        .named(&[Press::Down], Action::Step(1));
    match digit_of(topics).filter(|_| further > 0) {
        Some(digit) => table.key(Press::Char(digit), digit.to_string(), "course-key-further", Action::Further(0)),
        None => table,
    }
}

/// The lesson to go on with: the first unfinished one of the first topic that is not done; none when all are.
#[must_use]
pub fn next_lesson(pack: &Pack, visit: &Visit) -> Option<LessonId> {
    let missing = visit.topics_missing(pack);
    missing.iter().filter_map(|id| pack.contest.topic(*id)).find_map(|topic| lesson_of(pack, visit, topic))
}

/// A topic's first unfinished required lesson; when all are done the first, to read again.
fn lesson_of(pack: &Pack, visit: &Visit, topic: &Topic) -> Option<LessonId> {
    let mut lessons = pack.required_lessons(topic.id);
    let first = pack.required_lessons(topic.id).next();
    lessons.find(|one| !visit.lesson(one.id).done).or(first).map(|one| one.id)
}

/// By topic, each topic's in order.
fn further_lessons(pack: &Pack) -> impl Iterator<Item = &Lesson> {
    pack.contest.topics.iter().flat_map(|topic| pack.further_lessons(topic.id))
}

fn open(id: LessonId, from: OpenedFrom) -> Next {
    Next::go(Route::Lesson { id, from })
}

impl State {
    fn view_topics(&self, all: &Shared, page: &mut Page<'_, '_>, pack: &Pack, visit: &Visit) {
        let body = page.body;
        let language = all.settings.language;
        let (who, opening) = (all.address().inside(language), all.address().opening(language));
        let topics = &pack.contest.topics;
        let missing = visit.topics_missing(pack);
        let values = |n: usize| [("n", n.into()), ("who", who.into()), ("Who", opening.into())];
        let (head, style) = match missing.len() {
            0 => (format!("✓ {}", all.words.with("course-done", &values(topics.len()))), page.theme.good),
            n => (all.words.with("course-head", &values(n)), page.theme.strong),
        };
        let rows = page.text(body, &head, style);
        let count = u16::try_from(topics.len()).unwrap_or(u16::MAX);
        let shelf: Vec<(Picture, bool)> =
            topics.iter().map(|topic| (Picture::of_topic(topic.id), !missing.contains(&topic.id))).collect();
        let shelved = shelf_height(&shelf, body.width);
        // Pictures where a large screen has room for them beside what has to be there.
        let above = if shelved > 0 && rows + shelved + 3 * count + 6 <= body.height { shelved + 2 } else { 0 };
        if above > 0 {
            draw_shelf(page, Rect { y: body.y + rows + 1, height: shelved, ..body }, &shelf);
        }
        let room = body.height.saturating_sub(rows + above + 5);
        let step = (room / count.max(1)).clamp(2, 4);
        let mut y = body.y + rows + 1 + above;
        for (at, topic) in (1u8..).zip(topics) {
            let area = Rect { y, height: 2, ..body }.intersection(body);
            let here = self.focus.map_or(missing.first() == Some(&topic.id), |focus| focus + 1 == usize::from(at));
            view_topic(all, page, area, &TopicLine { pack, visit, topic, at, here });
            y += step;
        }
        self.view_below(all, page, pack, visit, y);
    }

    fn view_below(&self, all: &Shared, page: &mut Page<'_, '_>, pack: &Pack, visit: &Visit, y: u16) {
        let body = page.body;
        let further = further_lessons(pack).count();
        if further > 0 && y + 1 < body.bottom() {
            let read = further_lessons(pack).filter(|one| visit.lesson(one.id).done).count();
            let key = (pack.contest.topics.len() + 1).to_string();
            let values = [("key", key.into()), ("n", further.into()), ("read", read.into())];
            let here = self.focus == Some(pack.contest.topics.len());
            let (mark, style) = if here { ("▶", page.theme.strong) } else { (" ", page.theme.page) };
            let wording = format!("{mark} {}", all.words.with("course-further", &values));
            page.line_at(body.x, y, body.width, &Line::styled(clip(&wording, body.width), style));
            if let Some(digit) = digit_of(pack.contest.topics.len()) {
                page.hot(Rect { y, height: 1, ..body }, Press::Char(digit));
            }
        }
    }
}

/// What one topic's rows are made of.
struct TopicLine<'a> {
    pack: &'a Pack,
    visit: &'a Visit,
    topic: &'a Topic,
    at: u8,
    /// It is the one to go on with, or the arrows are at it.
    here: bool,
}

fn view_topic(all: &Shared, page: &mut Page<'_, '_>, area: Rect, topic_line: &TopicLine<'_>) {
    let how = topic_line.visit.topics().get(&topic_line.topic.id);
    let (mark, style) = match (how, topic_line.here) {
        (_, true) => ("▶", page.theme.strong),
        (Some(_), false) => ("✓", page.theme.good),
        (None, false) => (" ", page.theme.page),
    };
    let wording = format!("{mark} {}. {}", topic_line.at, topic_line.topic.title);
    page.line_at(area.x, area.y, area.width, &Line::styled(clip(&wording, area.width), style));
    let whole = topic_line.pack.required_lessons(topic_line.topic.id).count();
    let read = topic_line
        .pack
        .required_lessons(topic_line.topic.id)
        .filter(|one| topic_line.visit.lesson(one.id).done)
        .count();
    // What was learnt in a group or elsewhere is learnt: a half-empty gauge beside its ✓ would only puzzle people.
    let done = if how.is_some() { whole } else { read };
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let width = area.width.saturating_sub(5) / 2;
    page.gauge(area.x + 5, area.y + 1, width, count(done), count(whole));
    let beside = match how {
        Some(HowLearnt::Alone) => all.text("course-alone"),
        Some(HowLearnt::Group) => all.text("course-group"),
        Some(HowLearnt::OtherStation) => all.text("course-elsewhere"),
        None => all.text("course-lessons"),
    };
    let x = area.x + 6 + width;
    let style = if how.is_some() { page.theme.good } else { page.theme.page };
    page.line_at(x, area.y + 1, area.right().saturating_sub(x), &Line::styled(beside, style));
    if let Some(digit) = char::from_digit(u32::from(topic_line.at), 10) {
        page.hot(area, Press::Char(digit));
    }
}

fn way_on(all: &Shared, pack: &Pack, visit: &Visit) -> Prompt {
    Prompt::enter(match next_lesson(pack, visit).and_then(|id| pack.lesson(id)) {
        Some(next) => {
            let values = [("id", next.id.to_string().into()), ("title", next.title.as_str().into())];
            all.words.with("course-learn", &values)
        }
        None if visit.has_tested() => all.text("course-go-on"),
        None => all.text("course-test"),
    })
}

/// Whether the test asks about further lessons is the contest's rule.
fn further_head(pack: &Pack) -> &'static str {
    match pack.contest.rules.paper_from {
        PaperFrom::Required => "course-further-head",
        PaperFrom::All => "course-further-head-asked",
    }
}

fn view_further(all: &Shared, page: &mut Page<'_, '_>, pack: &Pack, visit: &Visit, from: usize) {
    let body = page.body;
    let rows = page.text(body, &all.text(further_head(pack)), page.theme.strong);
    let shown: Vec<&Lesson> = further_lessons(pack).skip(from).take(AT_ONCE).collect();
    let headings = shown.chunk_by(|a, b| a.id.topic == b.id.topic).count();
    let needed = shown.len() + 2 * headings;
    let gap = u16::from(needed <= usize::from(body.height.saturating_sub(rows)));
    let mut y = body.y + rows;
    let mut at = 0u8;
    for lessons in shown.chunk_by(|a, b| a.id.topic == b.id.topic) {
        y += gap;
        let topic = lessons.first().and_then(|one| pack.contest.topic(one.id.topic));
        let heading = topic.map(|topic| topic.title.as_str()).unwrap_or_default();
        if y < body.bottom() {
            page.line_at(body.x, y, body.width, &Line::styled(clip(heading, body.width), page.theme.dim));
        }
        y += 1;
        for one in lessons {
            at += 1;
            let place = Rect { y, height: 1, ..body }.intersection(body);
            view_further_one(all, page, place, at, one, visit.lesson(one.id).done);
            y += 1;
        }
    }
}

fn view_further_one(all: &Shared, page: &mut Page<'_, '_>, place: Rect, at: u8, one: &Lesson, read: bool) {
    let remark = if read { format!("  {}", all.text("course-read")) } else { String::new() };
    let (mark, style) = if read { ("✓", page.theme.good) } else { (" ", page.theme.page) };
    let wording = format!("  {mark} {at}. {}", one.title);
    let room = place.width.saturating_sub(cells(&remark));
    let line = format!("{}{remark}", clip(&wording, room));
    if !place.is_empty() {
        page.line_at(place.x, place.y, place.width, &Line::styled(line, style));
        page.hot(place, Press::Char(char::from_digit(u32::from(at), 10).unwrap_or('1')));
    }
}
