use crate::{
    domain::Window,
    session::{Command, Refusal},
    tui::{
        Back, Effect, Focus, Keyed, Msg, Next, Press, Route, ScreenState, Shared, Table,
        draw::{Choices, Page, Prompt, lowered, markers, wrap},
    },
};
use ratatui::layout::Rect;

/// Before a test: what it is like, how many attempts are left, and what is in the way if something is.
#[derive(Default)]
pub struct State {
    asked: bool,
    refusal: Option<String>,
    /// Where the arrows are, where a further test is asked about.
    focus: Focus,
    /// Enter was pressed before it was answered.
    reminded: bool,
}

/// Whether a test was handed in before: then a further one is begun by its digit and not by one more Enter.
fn is_further(all: &Shared) -> bool {
    all.guest.as_ref().is_some_and(|guest| guest.visit.has_tested())
}

const ANSWERS: [Action; 2] = [Action::Start, Action::GoOn];

impl State {
    fn ask(&mut self, all: &Shared) -> Next {
        let Some(guest) = &all.guest else { return Next::stay() };
        self.asked = true;
        Effect::DrawSeed { person: guest.key, attempt: guest.visit.next_attempt() }.into()
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Starts the test, or goes where the person can go on.
    Start,
    /// To the list of lessons.
    Course,
    /// Goes on without a further test.
    GoOn,
    /// An arrow.
    Step(isize),
    /// It is not answered yet.
    Remind,
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, all: &Shared) -> Table<Action> {
        if is_further(all) && self.refusal.is_none() {
            let answer = |at: usize| ANSWERS.get(at).copied().unwrap_or(Action::GoOn);
            return Table::new()
                .choices((ANSWERS.len(), self.focus), "menu-key-choose", answer, Action::Step, Some(Action::Remind))
                .unlisted(&[Press::Left], Action::Course)
                .menu();
        }
        Table::new()
            .key(Press::Enter, "Enter", "intro-key-start", Action::Start)
            .key(Press::Left, "←", "intro-key-course", Action::Course)
            .menu()
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        match action {
            Action::Start if self.refusal.is_some() => Next::go(Route::for_guest(all)),
            Action::Start if self.asked => Next::stay(),
            Action::Start => self.ask(all),
            Action::Course => Next::go(Route::Course),
            Action::GoOn => Next::go(Route::for_guest(all)),
            Action::Step(by) => {
                self.focus.step(by, ANSWERS.len());
                Next::stay()
            }
            Action::Remind => {
                self.reminded = true;
                Next::stay()
            }
        }
    }

    fn received(&mut self, all: &mut Shared, msg: &Msg) -> Next {
        match msg {
            Msg::Seed(seed) if self.asked => match all.step(Command::OpenAttempt(*seed)) {
                Ok(effects) => Next::go_when_saved(Route::Quiz).with_all(effects),
                Err(refusal) => {
                    self.asked = false;
                    self.refusal = Some(explain(all, &refusal));
                    Next::stay()
                }
            },
            Msg::Failed(_) | Msg::SaveFailed(..) => {
                self.asked = false;
                Next::stay()
            }
            _ => Next::stay(), // else: nothing else was asked for here
        }
    }
}

impl State {
    fn view_further(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let body = page.body;
        let rows = page.text(body, &all.text("intro-further"), page.theme.strong) + 1;
        let options = [all.text("intro-further-start"), all.text("intro-further-no")];
        let area = Rect { y: body.y + rows, height: body.height.saturating_sub(rows), ..body };
        Choices { options: &options, markers: &markers(options.len(), self.focus, None), first: 1 }.draw(page, area);
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("intro-title")
    }

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        Some(match (self.asked, &self.refusal) {
            (true, _) => Prompt::new(all.text("now-wait")),
            (false, Some(_)) => Prompt::to(all, "now-go-on"),
            (false, None) if is_further(all) && self.reminded => Prompt::remind(all, ANSWERS.len()),
            (false, None) if is_further(all) => Prompt::choose(all, ANSWERS.len()),
            (false, None) => Prompt::to(all, "intro-start"),
        })
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let (Some(pack), Some(guest)) = (&all.pack, &all.guest) else { return };
        let who = all.address();
        let language = all.settings.language;
        if is_further(all) && self.refusal.is_none() {
            return self.view_further(all, page);
        }
        let questions = pack.contest.paper_size();
        let left = guest.visit.attempts_left(pack);
        let mut lines = vec![
            (all.words.with("intro-head", &[("n", questions.into())]), page.theme.strong),
            (all.text("intro-one"), page.theme.page),
            (all.text("intro-keys"), page.theme.page),
            (all.text("intro-change"), page.theme.page),
            (all.text("intro-calm"), page.theme.page),
            (
                all.words.with("intro-left", &[("n", left.into()), ("Who", who.opening(language).into())]),
                page.theme.strong,
            ),
        ];
        if let Some(minutes) = pack.contest.rules.minutes {
            lines.push((all.words.with("intro-minutes", &[("n", minutes.into())]), page.theme.page));
        }
        if let Some(refusal) = &self.refusal {
            lines.push((format!("✗ {refusal}"), page.theme.bad));
        }
        let rows = u16::try_from(lines.iter().map(|(text, _)| wrap(text, page.body.width).len()).sum::<usize>());
        let (rows, count) = (rows.unwrap_or(u16::MAX), u16::try_from(lines.len()).unwrap_or(1).max(1));
        let gap = (page.body.height.saturating_sub(rows + 3) / (count + 1)).clamp(1, 3);
        let mut area = lowered(page.body, rows + gap * count + 2);
        for (text, style) in lines {
            let taken = page.text(area, &text, style) + gap;
            area = Rect { y: area.y + taken, height: area.height.saturating_sub(taken), ..area };
        }
    }

    fn back(&mut self, all: &Shared) -> Back {
        Back::To(Route::for_guest(all))
    }
}

fn explain(all: &Shared, refusal: &Refusal) -> String {
    match refusal {
        Refusal::TopicsMissing(topics) => {
            let list: Vec<String> = topics.iter().map(|topic| topic.number().to_string()).collect();
            all.words.with("intro-topics-missing", &[("list", list.join(", ").into())])
        }
        Refusal::AttemptsUsedUp { allowed } => all.words.with("intro-used-up", &[("n", (*allowed).into())]),
        Refusal::Closed(Window::Before { .. } | Window::After) => all.text("intro-closed"),
        _ => all.text("intro-cannot"), // else: nothing that the person can mend here
    }
}
