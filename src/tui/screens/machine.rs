use crate::{
    domain::{Light, MachinePart},
    text::{light_sign, machine_part},
    tui::{
        CheckLine, Effect, KeyTrial, Keyed, Msg, Next, PageFound, Press, Printout, Route, ScanFound, ScreenState,
        Shared, TRIED_KEYS, Table, Trials, Window,
        draw::{Page, Prompt, below, cells},
    },
};
use ratatui::{layout::Rect, style::Style, text::Line};

/// The check of the machine: a line for each part, what is wrong first, and the two trials that need somebody at the keyboard.
#[derive(Default)]
pub struct State {
    step: Step,
    lines: Vec<CheckLine>,
    top: usize,
    trials: Trials,
    /// What was tried last: its line comes first, whatever its light.
    tried: Option<MachinePart>,
}

#[derive(Default)]
enum Step {
    /// The machine is being looked at.
    #[default]
    Looking,
    /// What was found.
    Found,
    /// The five keys, one behind the other.
    Keys(KeyTrial),
    /// A card is to be scanned.
    Scan,
    /// The test page is out, or the printer is still at it: how is it?
    Page,
}

/// Lines that a page key goes further by.
const PAGE: usize = 6;

/// What may come in the place of a key, beside the other signs of a keyboard.
const OTHER_KEYS: &[Press] = &[
    Press::Delete,
    Press::Up,
    Press::Left,
    Press::WordLeft,
    Press::WordRight,
    Press::Home,
    Press::End,
    Press::PageUp,
    Press::PageDown,
    Press::Tab,
    Press::BackTab,
    Press::ClearField,
];

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Begins the trial of the keys.
    TryKeys,
    /// Begins the trial of the scanner.
    TryScanner,
    /// Prints the test page, and asks how it is.
    TryPrinter,
    /// What came of it.
    Printed(PageFound),
    /// Looks at the machine again.
    Again,
    /// Back to where the check was begun.
    Done,
    /// Leaves a trial.
    Skip,
    /// A key of the trial.
    Key(Press),
    /// The key that is asked for does not arrive.
    Lost,
    /// Moves through the lines.
    Scroll(isize),
}

impl State {
    /// Whether a scan is what the screen waits for.
    #[must_use]
    pub fn awaits_scan(&self) -> bool {
        matches!(self.step, Step::Scan)
    }

    fn enter(&mut self, step: Step) -> Next {
        self.step = step;
        Next::stay()
    }

    /// Looks at everything again, with what was tried by now.
    fn look(&mut self, tried: Option<MachinePart>) -> Next {
        (self.step, self.tried) = (Step::Looking, tried);
        Effect::CheckMachine(Box::new(self.trials.clone())).into()
    }

    /// A key of the trial; none where the one that is asked for does not arrive.
    fn tried(&mut self, press: Option<Press>) -> Next {
        let Step::Keys(trial) = &mut self.step else { return Next::stay() };
        match press {
            None => trial.skip(),
            Some(press) => drop(trial.press(press)),
        }
        match trial.found() {
            None => Next::stay(),
            Some(found) => {
                self.trials.keys = Some(found);
                self.look(Some(MachinePart::Keyboard))
            }
        }
    }
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, all: &Shared) -> Table<Action> {
        let table = match &self.step {
            Step::Looking => Table::new().unlisted(&[Press::Esc], Action::Done),
            Step::Found => Table::new()
                .key(Press::Char('1'), "1", "machine-key-keys", Action::TryKeys)
                .key(Press::Char('2'), "2", "machine-key-scan", Action::TryScanner)
                .key(Press::Char('3'), "3", "machine-key-again", Action::Again)
                .then(match all.printers.is_empty() {
                    true => Table::new(),
                    false => Table::new().key(Press::Char('4'), "4", "machine-key-page", Action::TryPrinter),
                })
                .key(Press::Down, "↑↓", "machine-key-scroll", Action::Scroll(1))
                .named(&[Press::Up], Action::Scroll(-1))
                .unlisted(&[Press::PageDown], Action::Scroll(PAGE.cast_signed()))
                .unlisted(&[Press::PageUp], Action::Scroll(-PAGE.cast_signed()))
                .key(Press::Enter, "Enter", "machine-key-done", Action::Done)
                .unlisted(&[Press::Esc], Action::Done),
            Step::Keys(_) => Table::new()
                .key(Press::Esc, "Esc", "machine-key-skip", Action::Skip)
                .key(Press::Down, "↓", "machine-key-lost", Action::Lost)
                .then(trial_keys()),
            Step::Scan => Table::new().key(Press::Esc, "Esc", "machine-key-skip", Action::Skip),
            Step::Page => Table::new()
                .key(Press::Char('1'), "1", "machine-key-clear", Action::Printed(PageFound::Clear))
                .key(Press::Char('2'), "2", "machine-key-poor", Action::Printed(PageFound::Poor))
                .key(Press::Char('3'), "3", "machine-key-nothing", Action::Printed(PageFound::Nothing))
                .key(Press::Esc, "Esc", "machine-key-skip", Action::Skip),
        };
        table.without_esc()
    }

    fn act(&mut self, _all: &mut Shared, action: Action) -> Next {
        match action {
            Action::TryKeys => self.enter(Step::Keys(KeyTrial::default())),
            Action::TryScanner => self.enter(Step::Scan),
            Action::TryPrinter => {
                self.step = Step::Page;
                Next::over(Window::Print(vec![Printout::TestPage]))
            }
            Action::Printed(found) => {
                self.trials.page = Some(found);
                self.look(Some(MachinePart::Printer))
            }
            Action::Again => self.look(None),
            Action::Done => Next::go(Route::Transfer),
            Action::Skip => self.enter(Step::Found),
            Action::Key(press) => self.tried(Some(press)),
            Action::Lost => self.tried(None),
            Action::Scroll(by) => {
                self.top = self.top.saturating_add_signed(by).min(self.lines.len().saturating_sub(1));
                Next::stay()
            }
        }
    }

    fn received(&mut self, _all: &mut Shared, msg: &Msg) -> Next {
        match (&self.step, msg) {
            (Step::Looking, Msg::MachineChecked(lines)) => {
                self.lines.clone_from(lines);
                // What was just tried comes first, then what is wrong; the rest keeps its order.
                self.lines.sort_by_key(|line| (self.tried != Some(line.part), std::cmp::Reverse(line.light)));
                self.top = 0;
                self.enter(Step::Found)
            }
            (Step::Scan, Msg::Scanned(scan)) => {
                self.trials.scan = Some(ScanFound::Came(*scan));
                self.look(Some(MachinePart::Scanner))
            }
            (Step::Looking, Msg::Failed(_)) => self.enter(Step::Found),
            _ => Next::stay(), // else: nothing else was asked for here
        }
    }
}

/// Each key that is tried as itself, and every other one as a wrong one. Neither is a field's: a scanner chooses nothing here.
fn trial_keys() -> Table<Action> {
    let is_tried = |press: Press| TRIED_KEYS.iter().any(|(tried, _)| *tried == press);
    let tried =
        TRIED_KEYS.iter().fold(Table::new(), |table, (press, _)| table.unlisted(&[*press], Action::Key(*press)));
    let signs = (' '..='~').map(Press::Char).filter(|press| !is_tried(*press));
    let others: Vec<Press> = signs.chain(OTHER_KEYS.iter().copied()).collect();
    tried.unlisted(&others, Action::Key(Press::Tab))
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("machine-title")
    }

    fn is_between_visits(&self) -> bool {
        true
    }

    fn entered(&mut self, _all: &mut Shared) -> Vec<Effect> {
        vec![Effect::CheckMachine(Box::new(self.trials.clone()))]
    }

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        Some(match &self.step {
            Step::Looking => Prompt::wait(all),
            Step::Found => Prompt::with_keys(all, "machine-now-read"),
            Step::Keys(trial) => Prompt::new(asked(trial, all)),
            Step::Scan => Prompt::with_keys(all, "machine-scan-now"),
            Step::Page => Prompt::with_keys(all, "machine-page-now"),
        })
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let body = page.body;
        let strong = page.theme.strong;
        match &self.step {
            Step::Looking => page.centred(body.y + 3, &all.text("machine-looking"), strong),
            Step::Found => self.view_lines(all, page, body),
            Step::Keys(trial) => view_keys(trial, all, page, body),
            Step::Scan => {
                let taken = page.text(body, &all.text("machine-scan-why"), page.theme.page) + 2;
                page.centred(body.y + taken, &all.text("machine-scan-now"), strong);
            }
            Step::Page => {
                let mut y = body.y + page.text(body, &all.text("machine-page-why"), page.theme.page) + 2;
                for (digit, key) in (1..).zip(["machine-page-clear", "machine-page-poor", "machine-page-nothing"]) {
                    let line = Line::styled(format!("{digit}. {}", all.text(key)), strong);
                    page.line_at(body.x + 2, y, body.width, &line);
                    y += 2;
                }
            }
        }
    }
}

impl State {
    fn view_lines(&self, all: &Shared, page: &mut Page<'_, '_>, body: Rect) {
        let count = |light: Light| self.lines.iter().filter(|line| line.light == light).count();
        let values = [
            ("green", count(Light::Green).into()),
            ("amber", count(Light::Amber).into()),
            ("red", count(Light::Red).into()),
        ];
        let mut left = body;
        let taken = page.text(left, &all.words.with("machine-summary", &values), page.theme.strong);
        left = below(left, taken);
        if self.top == 0 {
            let taken = page.text(left, &all.text("machine-sample"), page.theme.dim) + 1;
            left = below(left, taken);
        }
        for line in self.lines.iter().skip(self.top) {
            if left.height == 0 {
                return;
            }
            let taken = view_line(line, all, page, left);
            left = below(left, taken);
        }
    }
}

/// The sign, the part and what was found; below it what is wrong and what to do.
fn view_line(line: &CheckLine, all: &Shared, page: &mut Page<'_, '_>, area: Rect) -> u16 {
    let head = format!("{} {}: ", light_sign(line.light), machine_part(&all.words, line.part.name()));
    let wide = cells(&head).min(area.width);
    page.line_at(area.x, area.y, area.width, &Line::styled(head, style(line.light, page)));
    let beside = Rect { x: area.x + wide, width: area.width - wide, ..area };
    let taken = page.text(beside, &line.value, page.theme.page).max(1);
    let Some(failure) = &line.failure else { return taken };
    let indented = Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..below(area, taken) };
    taken + page.text(indented, &failure.notice(&all.words).on_page(), page.theme.page)
}

/// The sign means the same without its colour.
fn style(light: Light, page: &Page<'_, '_>) -> Style {
    match light {
        Light::Green => page.theme.good,
        Light::Amber => page.theme.strong,
        Light::Red => page.theme.bad,
    }
}

fn asked(trial: &KeyTrial, all: &Shared) -> String {
    let wanted = trial.wanted().unwrap_or_default();
    match trial.was_wrong() {
        true => all.words.with("machine-other-key", &[("key", wanted.into())]),
        false => all.words.with("machine-ask-key", &[("key", wanted.into())]),
    }
}

fn view_keys(trial: &KeyTrial, all: &Shared, page: &mut Page<'_, '_>, body: Rect) {
    let taken = page.text(body, &all.text("machine-keys-why"), page.theme.page) + 2;
    let mut y = body.y + taken;
    for (name, arrived) in trial.done() {
        let light = if arrived { Light::Green } else { Light::Red };
        let text = format!("{} {name}", light_sign(light));
        page.line_at(body.x + 2, y, body.width, &Line::styled(text, style(light, page)));
        y += 1;
    }
    page.line_at(body.x + 2, y, body.width, &Line::styled(format!("→ {}", asked(trial, all)), page.theme.strong));
}
