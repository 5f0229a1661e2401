mod prompt;
mod turning;

use super::{quick, quick::Verdict};
use crate::{
    content::Pack,
    domain::{Block, Check, Lesson, LessonId},
    session::Command,
    tui::{
        Back, Effect, Focus, Guest, Keyed, Msg, Next, OpenedFrom, Press, Route, ScreenState, Shared, Table,
        draw::{Leaf, Page, Picture, Prompt, below, draw_blocks, draw_progress, draw_topic_end, from_row},
    },
};
use std::collections::BTreeMap;

/// A lesson: its pages one at a time, its check questions, its end.
pub struct State {
    lesson: LessonId,
    step: Step,
    /// The options chosen in each check question, in order; a lesson that is read again is asked again.
    picks: BTreeMap<usize, Vec<u8>>,
    from: OpenedFrom,
    /// Where to go once what was answered is on the disk.
    turning_to: Option<Step>,
    /// Where the arrows are in a check question.
    focus: Focus,
    /// Enter was pressed there before anything was chosen.
    reminded: bool,
    /// What was right about the answer that led here, at the top of the page.
    carried: Option<String>,
    /// The same, until what was answered is on the disk.
    carrying: Option<String>,
    /// The option whose key led here, and when: hands that shake press it twice.
    led: Option<(usize, u64)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Page(usize),
    Check(usize),
    End,
}

impl State {
    /// Opens a lesson at the page where it was left; one that was finished, at its beginning.
    #[must_use]
    pub fn open(all: &Shared, id: LessonId, from: OpenedFrom) -> Self {
        let kept = all.guest.as_ref().filter(|_| !matches!(from, OpenedFrom::Practice));
        let progress = kept.map(|guest| guest.visit.lesson(id)).filter(|one| !one.done).unwrap_or_default();
        let pages = all.pack.as_ref().and_then(|pack| pack.lesson(id)).map_or(0, |lesson| lesson.pages.len());
        // An earlier pack's lesson may have had more pages.
        let page = progress.page.min(pages.saturating_sub(1));
        Self {
            lesson: id,
            step: Step::Page(page),
            picks: progress.checks,
            from,
            turning_to: None,
            focus: Focus::default(),
            reminded: false,
            carried: None,
            carrying: None,
            led: None,
        }
    }

    /// The screen that the lesson was opened from.
    fn way_back(&self) -> Route {
        match &self.from {
            OpenedFrom::Course => Route::Course,
            OpenedFrom::Further => Route::FurtherLessons,
            OpenedFrom::Review(at) => Route::Review { at: *at },
            OpenedFrom::Practice => Route::Beneath,
        }
    }

    fn show(&mut self, step: Step) {
        (self.step, self.focus, self.reminded) = (step, Focus::default(), false);
        self.carried = self.carrying.take();
    }

    fn is_step(&self) -> bool {
        matches!(self.from, OpenedFrom::Course)
    }

    /// Whether the lesson was a step of the course and its topic is done.
    fn ends_topic(&self, all: &Shared) -> bool {
        let is_done = |guest: &Guest| guest.visit.topics().contains_key(&self.lesson.topic);
        self.is_step() && all.guest.as_ref().is_some_and(is_done)
    }

    /// Takes a step of the visit; in practice nothing is kept, no matter who is signed in.
    fn keep(&self, all: &mut Shared, command: Command) -> Vec<Effect> {
        match self.from {
            OpenedFrom::Practice => Vec::new(),
            OpenedFrom::Course | OpenedFrom::Further | OpenedFrom::Review(_) => all.step(command).unwrap_or_default(),
        }
    }

    fn picks_of(&self, check: usize) -> &[u8] {
        self.picks.get(&check).map_or(&[], Vec::as_slice)
    }

    fn verdict(&self, check: &Check, at: usize) -> Verdict {
        quick::verdict(check, self.picks_of(at))
    }

    fn done_line(&self, all: &Shared) -> String {
        let who = all.address().opening(all.settings.language);
        all.words.with("lesson-done", &[("Who", who.into()), ("id", self.lesson.to_string().into())])
    }

    fn view_end(&self, all: &Shared, page: &mut Page<'_, '_>, pack: &Pack, lesson: &Lesson) {
        if self.ends_topic(all) {
            draw_topic_end(all, page, (pack, self.lesson.topic), &self.topic_line(all, pack));
            if let Some(carried) = &self.carried {
                page.centred(page.body.bottom().saturating_sub(2), carried, page.theme.good);
            }
            return;
        }
        let rows = self.carried.as_ref().map_or(0, |carried| page.text(page.body, carried, page.theme.good) + 1);
        let body = below(page.body, rows);
        let y = body.y + page.text(body, &format!("✓ {}", self.done_line(all)), page.theme.good) + 1;
        let remember = remembered(lesson);
        if remember.is_empty() {
            let who = all.address().inside(all.settings.language);
            page.text(from_row(body, y), &all.words.with("lesson-praise", &[("who", who.into())]), page.theme.strong);
        } else {
            draw_blocks(page, from_row(body, y), &remember, &all.text("lesson-remember"));
        }
    }

    fn topic_line(&self, all: &Shared, pack: &Pack) -> String {
        let title = pack.contest.topic(self.lesson.topic).map(|topic| topic.title.clone()).unwrap_or_default();
        let values = [("n", self.lesson.topic.number().to_string().into()), ("title", title.into())];
        all.words.with("lesson-topic-done", &values)
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// To the next page, check question or lesson.
    GoOn,
    /// One page or check question back.
    TurnBack,
    /// Chooses an option of the check question, counted from 0.
    Pick(usize),
    /// An arrow in the check question.
    Move(isize),
    /// Nothing is chosen yet.
    Remind,
    /// To the screen that the lesson was opened from.
    Leave,
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, all: &Shared) -> Table<Action> {
        let found = all.pack.as_ref().and_then(|pack| pack.lesson(self.lesson));
        let Some(lesson) = found else {
            return Table::new().key(Press::Enter, "Enter", "lesson-key-go-on", Action::Leave);
        };
        let on = |wording| {
            Table::new()
                .key(Press::Enter, "Enter →", wording, Action::GoOn)
                .named(&[Press::Right], Action::GoOn)
                .unlisted(&[Press::PageDown], Action::GoOn)
        };
        let (table, letters) = match self.step {
            Step::Page(at) if at + 1 < lesson.pages.len() => (on("lesson-key-next"), 0),
            Step::Page(_) if lesson.checks.is_empty() => (on("lesson-key-finish"), 0),
            Step::Page(_) => (on("lesson-key-check"), 0),
            Step::Check(at) => match lesson.checks.get(at).map(|check| (check, self.verdict(check, at))) {
                Some((_, Verdict::Right)) | None => (on("lesson-key-go-on"), 0),
                Some((check, Verdict::Open | Verdict::Again | Verdict::Revealed)) => {
                    let (last, remind) = (check.options.len(), Some(Action::Remind));
                    let list = (last, self.focus);
                    (Table::new().choices(list, "lesson-key-choose", Action::Pick, Action::Move, remind), last)
                }
            },
            Step::End => (on("lesson-key-go-on"), 0),
        };
        table
            .when(!matches!(self.step, Step::Page(0) | Step::End), |table| {
                table
                    .key(Press::Left, "←", "lesson-key-back", Action::TurnBack)
                    .unlisted(&[Press::PageUp], Action::TurnBack)
            })
            .lettered(letters, Action::Pick)
            .when(all.shift.is_some(), Table::menu)
            .when(all.shift.is_none(), |table| table.key(Press::Esc, "Esc", "lesson-key-leave", Action::Leave))
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        let Some(pack) = all.pack.clone() else { return Next::stay() };
        let Some(lesson) = pack.lesson(self.lesson) else { return Next::go(self.way_back()) };
        match action {
            Action::GoOn => self.go_on(all, &pack, lesson),
            Action::TurnBack => self.turn_back(all, lesson),
            Action::Pick(option) => self.pick(all, lesson, option),
            Action::Move(by) => {
                let options = if let Step::Check(at) = self.step {
                    lesson.checks.get(at).map(|one| one.options.len())
                } else {
                    None
                };
                self.focus.step(by, options.unwrap_or(1));
                Next::stay()
            }
            Action::Remind => {
                self.reminded = true;
                Next::stay()
            }
            Action::Leave => Next::go(self.way_back()),
        }
    }

    /// What was answered is on the disk, or it is not and the lesson stays where it is.
    fn received(&mut self, all: &mut Shared, msg: &Msg) -> Next {
        if matches!(msg, Msg::SaveFailed(..)) {
            (self.turning_to, self.carrying) = (None, None);
        }
        self.turn_if_kept(all)
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        let found = all.pack.as_ref().and_then(|pack| pack.lesson(self.lesson));
        let title = found.map(|lesson| lesson.title.clone()).unwrap_or_default();
        let values = [("id", self.lesson.to_string().into()), ("title", title.into())];
        let key = match self.from {
            OpenedFrom::Practice => "lesson-title-practice",
            OpenedFrom::Course | OpenedFrom::Further | OpenedFrom::Review(_) => "lesson-title",
        };
        all.words.with(key, &values)
    }

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        Some(self.prompt_now(all))
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let Some(pack) = &all.pack else { return };
        let Some(lesson) = pack.lesson(self.lesson) else { return };
        match self.step {
            Step::Page(at) => view_page(all, page, lesson, at, self.carried.as_deref()),
            Step::Check(at) => {
                let Some(check) = lesson.checks.get(at) else { return };
                let focus = self.focus.has_moved().then(|| self.focus.at());
                let carried = self.carried.as_deref();
                quick::view(all, page, (check, carried), (at, lesson.checks.len()), self.picks_of(at), focus);
            }
            Step::End => self.view_end(all, page, pack, lesson),
        }
    }

    fn back(&mut self, _all: &Shared) -> Back {
        Back::To(self.way_back())
    }

    fn back_line(&self, _all: &Shared) -> &'static str {
        "menu-back-course"
    }
}

fn view_page(all: &Shared, page: &mut Page<'_, '_>, lesson: &Lesson, at: usize, carried: Option<&str>) {
    let Some(one) = lesson.pages.get(at) else { return };
    let values = [("n", (at + 1).into()), ("of", lesson.pages.len().into())];
    let every: Vec<&[Block]> = lesson.pages.iter().map(|page| page.blocks.as_slice()).collect();
    Leaf {
        picture: Picture::of_topic(lesson.id.topic),
        title: &one.title,
        place: &all.words.with("lesson-page", &values),
        blocks: &one.blocks,
        all: &every,
        remember: &all.text("lesson-remember"),
        before: carried.unwrap_or_default(),
    }
    .draw(page);
    draw_progress(page, at + 1, lesson.pages.len());
}

/// Everything of the lesson that is to be remembered, as one block.
fn remembered(lesson: &Lesson) -> Vec<Block> {
    let blocks = lesson.pages.iter().flat_map(|page| &page.blocks);
    let lines: Vec<String> = blocks
        .filter_map(|block| match block {
            Block::Remember(lines) => Some(lines.clone()),
            Block::Paragraph(_) | Block::Steps(_) | Block::Points(_) => None,
        })
        .flatten()
        .collect();
    if lines.is_empty() { Vec::new() } else { vec![Block::Remember(lines)] }
}
