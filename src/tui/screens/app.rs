use super::waiting;
use crate::{
    domain::Platform,
    record::InstallV1,
    session::Command,
    tui::{
        Back, Focus, Keyed, Next, Press, Route, ScreenState, Shared, Table,
        draw::{Choices, Marker, Page, Prompt, from_row},
    },
};
use ratatui::layout::Rect;

/// Smart Hải Phòng on the resident's own phone: the code for either kind of phone, what to press there, and the helper's tick.
#[derive(Default)]
pub struct State {
    /// Whose code is shown.
    code: Option<Platform>,
    /// Where the arrows are among the lines, once they were moved.
    focus: Option<usize>,
    /// Nothing was ticked, and Enter was pressed: it is asked for once.
    asked: bool,
}

/// The ticks in the order of their digits.
pub(super) const TICKS: [InstallV1; 3] = [InstallV1::InstalledNow, InstallV1::HadIt, InstallV1::NoSmartphone];
/// The first digit of the ticks, and of what can be looked at again.
const FIRST_TICK: u8 = 3;
const FIRST_AGAIN: u8 = 6;

impl State {
    fn toggle(&mut self, platform: Platform) -> Next {
        (self.code, self.focus) = (if self.code == Some(platform) { None } else { Some(platform) }, None);
        Next::stay()
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// On to the end of the visit, or to the question whether something is to be ticked.
    GoOn,
    /// Shows a code, or takes it away.
    Code(Platform),
    /// Takes the code away.
    Close,
    /// The slip again.
    Slip,
    /// The lessons again.
    Lessons,
    /// The helper's tick.
    Tick(InstallV1),
    /// An arrow.
    Step(isize),
}

/// Everything that can be chosen, in the order of the digits. The slip is the last: not everybody has one.
const LINES: [Action; 7] = {
    let [now, had, none] = TICKS;
    [
        Action::Code(Platform::Android),
        Action::Code(Platform::Iphone),
        Action::Tick(now),
        Action::Tick(had),
        Action::Tick(none),
        Action::Lessons,
        Action::Slip,
    ]
};

/// How many of them there are for this person.
fn count(all: &Shared) -> usize {
    if has_slip(all) { LINES.len() } else { LINES.len() - 1 }
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, all: &Shared) -> Table<Action> {
        let here = self.focus.and_then(|at| LINES.get(at)).copied();
        let (wording, enter) = here.map_or(("app-key-go-on", Action::GoOn), |here| ("frame-key-this", here));
        let table = Table::new().key(Press::Enter, "Enter", wording, enter);
        let (android, iphone) = (Action::Code(Platform::Android), Action::Code(Platform::Iphone));
        let [now, had, none] = TICKS.map(Action::Tick);
        let table = match self.code {
            None => table
                .key(Press::Char('1'), "1-2", "app-key-code", android)
                .named(&[Press::Char('2')], iphone)
                .key(Press::Char('3'), "3-5", "app-key-tick", now)
                .named(&[Press::Char('4')], had)
                .named(&[Press::Char('5')], none)
                .key(Press::Char('6'), if has_slip(all) { "6-7" } else { "6" }, "app-key-again", Action::Lessons)
                .when(has_slip(all), |table| table.named(&[Press::Char('7')], Action::Slip))
                .unlisted(&[Press::Down], Action::Step(1))
                .unlisted(&[Press::Up], Action::Step(-1)),
            // Beside a code there is no room for what the ticks mean.
            Some(_) => table
                .unlisted(&[Press::Char('1')], android)
                .unlisted(&[Press::Char('2')], iphone)
                .key(Press::Char('3'), "3", "app-key-now", now)
                .key(Press::Char('4'), "4", "app-key-had", had)
                .key(Press::Char('5'), "5", "app-key-none", none)
                .key(Press::Left, "←", "app-key-back", Action::Close)
                .unlisted(&[Press::Backspace], Action::Close),
        };
        table.menu()
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        match action {
            Action::GoOn if self.asked || recorded(all).is_some() => Next::go_when_saved(Route::Thanks),
            // An install that nobody ticks is lost; without a telephone at hand a second Enter goes on.
            Action::GoOn => {
                (self.asked, self.code, self.focus) = (true, None, None);
                Next::stay()
            }
            Action::Code(platform) => self.toggle(platform),
            Action::Close => {
                self.code = None;
                Next::stay()
            }
            Action::Slip => Next::go_when_saved(Route::Certificate),
            Action::Lessons => Next::go_when_saved(Route::Course),
            Action::Tick(install) => tick(all, install),
            Action::Step(by) => {
                let mut focus = self.focus.map_or_else(Focus::before_first, Focus::at_line);
                focus.step(by, count(all));
                self.focus = Some(focus.at());
                Next::stay()
            }
        }
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        let app = all.pack.as_ref().map(|pack| pack.contest.app_name.clone()).unwrap_or_default();
        all.words.with("app-title", &[("app", app.into())])
    }

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        Some(match (self.code, self.focus) {
            (Some(_), _) => Prompt::new(all.text("now-app-code")),
            (None, Some(_)) => Prompt::to(all, "now-this"),
            (None, None) if self.asked && recorded(all).is_none() => Prompt::to(all, "now-app-tick"),
            (None, None) => Prompt::to(all, "now-app"),
        })
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let Some(pack) = &all.pack else { return };
        match self.code {
            Some(platform) => {
                let left = waiting::view_code(all, page, page.body, &pack.contest, platform);
                view_steps(all, page, left, platform);
            }
            None => self.view_choice(all, page),
        }
    }

    fn back(&mut self, all: &Shared) -> Back {
        Back::To(Route::for_guest(all))
    }
}

impl State {
    fn view_choice(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let body = page.body;
        let who = all.address();
        let language = all.settings.language;
        let app = all.pack.as_ref().map(|pack| pack.contest.app_name.clone()).unwrap_or_default();
        let asks = all.words.with("app-ask", &[("Who", who.opening(language).into()), ("app", app.into())]);
        let rows = page.text(body, &asks, page.theme.strong) + 1;
        let mark = |at: usize, chosen: bool| match (chosen, self.focus == Some(at)) {
            (true, _) => Marker::Chosen,
            (false, true) => Marker::Focused,
            (false, false) => Marker::None,
        };
        // Three lists of one look: a row each, and a row between.
        let list = |page: &mut Page<'_, '_>, y: u16, options: &[String], markers: &[Marker], first: u8| {
            let rows = u16::try_from(2 * options.len()).unwrap_or(u16::MAX).saturating_sub(1);
            let area = Rect { height: rows.min(from_row(body, y).height), ..from_row(body, y) };
            y + Choices { options, markers, first }.draw(page, area) + 1
        };
        let phones = [all.text("app-android"), all.text("app-iphone")];
        let mut y = list(page, body.y + rows, &phones, &[mark(0, false), mark(1, false)], 1);
        let (wording, style) = match self.asked && recorded(all).is_none() {
            true => (format!("▲ {}", all.text("app-tick-first")), page.theme.bad),
            false => (all.text("app-tick"), page.theme.strong),
        };
        y += page.text(from_row(body, y), &wording, style) + 1;
        let ticks = TICKS.map(|one| all.text(tick_key(one)));
        let markers: Vec<Marker> = (2..).zip(TICKS).map(|(at, one)| mark(at, recorded(all) == Some(one))).collect();
        y = list(page, y, &ticks, &markers, FIRST_TICK);
        let again = ["app-lessons", "app-slip"].map(|key| all.text(key));
        let again = again.get(..if has_slip(all) { 2 } else { 1 }).unwrap_or_default();
        list(page, y, again, &[mark(5, false), mark(6, false)], FIRST_AGAIN);
    }
}

/// What was ticked for this person.
fn recorded(all: &Shared) -> Option<InstallV1> {
    all.guest.as_ref().and_then(|guest| guest.visit.app())
}

/// There is a slip to go back to.
fn has_slip(all: &Shared) -> bool {
    all.guest.as_ref().is_some_and(|guest| guest.visit.certificate().is_some())
}

/// The last tick holds; the same one again changes nothing.
fn tick(all: &mut Shared, install: InstallV1) -> Next {
    if recorded(all) == Some(install) {
        return Next::stay();
    }
    Next::stay().with_all(all.step(Command::App(install)).unwrap_or_default())
}

/// Wording key of an install.
pub(super) fn tick_key(install: InstallV1) -> &'static str {
    match install {
        InstallV1::InstalledNow => "app-now",
        InstallV1::HadIt => "app-had",
        InstallV1::NoSmartphone => "app-none",
    }
}

fn view_steps(all: &Shared, page: &mut Page<'_, '_>, area: Rect, platform: Platform) {
    let keys = match platform {
        Platform::Android => ["app-android-1", "app-android-2", "app-android-3"],
        Platform::Iphone => ["app-iphone-1", "app-iphone-2", "app-iphone-3"],
    };
    let mut left = area;
    for (number, key) in (1..).zip(keys) {
        let taken = page.text(left, &format!("{number}. {}", all.text(key)), page.theme.page);
        left = Rect { y: left.y + taken, height: left.height.saturating_sub(taken), ..left };
    }
    if let Some(recorded) = recorded(all).filter(|_| left.height > 1) {
        let below = Rect { y: left.y + 1, height: left.height - 1, ..left };
        page.text(below, &format!("✓ {}", all.text(tick_key(recorded))), page.theme.good);
    }
}
