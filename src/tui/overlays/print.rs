use crate::{
    text::codes,
    tui::{
        Effect, Failure, Keyed, Msg, Next, Press, PrintNews, PrinterLine, Printout, Shared, Table,
        draw::{Page, Prompt, below, popup, wrap},
    },
};
use ratatui::{layout::Rect, style::Style};

/// A printout on its way: which one, to which printer, and what becomes of it there. The worker's thread does all of it; this window only
/// shows it, and may be left while the printer prints.
pub struct State {
    /// What can be printed here; the first is printed where there is one.
    wanted: Vec<Printout>,
    /// What is being printed.
    what: Option<Printout>,
    printer: Option<PrinterLine>,
    left_out: Vec<String>,
    step: Step,
}

enum Step {
    /// Several things can be printed here.
    Picking,
    /// Which printer takes documents?
    Finding,
    /// There are several, and none is chosen.
    Choosing(Vec<PrinterLine>),
    /// So many of the station's documents wait at the printer.
    Waiting(usize),
    /// It is being drawn, or the spooler does not have it yet.
    Making,
    /// The spooler has it; what the printer wants.
    Printing(Option<Failure>),
    /// It is being cancelled.
    Stopping,
    Done,
    Cancelled,
    Failed(Failure),
}

/// Cells of the window, of its text, and digits of its lists.
const WIDTH: u16 = 70;
const TEXT: u16 = 64;
const MOST_LINES: usize = 9;
/// Numbers of slips that are named; of the others the count is shown.
const MOST_NUMBERS: usize = 3;

impl State {
    /// Of several printouts one is chosen first.
    #[must_use]
    pub fn new(wanted: Vec<Printout>) -> Self {
        let what = if let [only] = wanted.as_slice() { Some(*only) } else { None };
        let step = if what.is_some() { Step::Finding } else { Step::Picking };
        Self { wanted, what, printer: None, left_out: Vec::new(), step }
    }

    /// What is asked of the world when the window comes up.
    #[must_use]
    pub fn opened(&self, all: &Shared) -> Option<Effect> {
        self.what.map(|_| Effect::FindPrinter(chosen(all)))
    }

    fn find(&mut self, printer: Option<String>) -> Next {
        (self.step, self.left_out) = (Step::Finding, Vec::new());
        Effect::FindPrinter(printer).into()
    }

    fn print(&mut self, instead: bool) -> Next {
        let (Some(what), Some(printer)) = (self.what, &self.printer) else { return Next::close() };
        self.step = Step::Making;
        Effect::Print { what, printer: printer.clone(), instead }.into()
    }

    /// What belongs to another document than this window's changes nothing: one that was left may still be printed.
    fn hear(&mut self, news: &PrintNews) -> Next {
        let is_finding = matches!(self.step, Step::Finding);
        let is_on_the_way = matches!(self.step, Step::Making | Step::Printing(_) | Step::Stopping);
        match news {
            PrintNews::Choose(printers) if is_finding => self.step = Step::Choosing(printers.clone()),
            PrintNews::Waiting(printer, jobs) if is_finding => {
                (self.printer, self.step) = (Some(printer.clone()), Step::Waiting(*jobs));
            }
            PrintNews::Ready(printer) if is_finding => {
                self.printer = Some(printer.clone());
                return self.print(false);
            }
            PrintNews::Issued(batch) => self.what = Some(Printout::Papers(*batch)),
            PrintNews::Sent { left_out } if is_on_the_way => {
                self.left_out.clone_from(left_out);
                if matches!(self.step, Step::Making) {
                    self.step = Step::Printing(None);
                }
            }
            PrintNews::Trouble(trouble) if matches!(self.step, Step::Printing(_)) => {
                self.step = Step::Printing(trouble.clone());
            }
            PrintNews::Done if is_on_the_way => self.step = Step::Done,
            PrintNews::Cancelled if is_on_the_way => self.step = Step::Cancelled,
            PrintNews::Failed(failure) if is_finding || is_on_the_way => self.step = Step::Failed(failure.clone()),
            _ => (), // else: of another document, or too late
        }
        Next::stay()
    }

    /// What is asked for now: the printer's name in it is as people call it.
    fn head(&self, all: &Shared) -> String {
        let what = self.what.map(|what| all.text(label(what))).unwrap_or_default();
        match &self.printer {
            Some(printer) => {
                let values = [("what", what.into()), ("printer", printer.shown.as_str().into())];
                all.words.with("printer-head", &values)
            }
            None => what,
        }
    }

    /// The texts of the window, above its list.
    fn texts(&self, all: &Shared, page: &Page<'_, '_>) -> Vec<(String, Style)> {
        let (plain, strong, good, bad) = (page.theme.page, page.theme.strong, page.theme.good, page.theme.bad);
        let text = |key: &str, style| vec![(all.text(key), style)];
        let mut texts = match &self.step {
            Step::Picking => return text("printer-pick", strong),
            Step::Finding => text("printer-finding", strong),
            Step::Choosing(_) => text("printer-choose", strong),
            Step::Waiting(jobs) => vec![(all.words.with("printer-waiting", &[("n", (*jobs).into())]), strong)],
            Step::Making => text("printer-making", strong),
            Step::Printing(None) => vec![(all.text("printer-printing"), strong), (all.text("printer-leave"), plain)],
            Step::Printing(Some(trouble)) => {
                let notice = trouble.notice(&all.words);
                vec![
                    (format!("▲ {}", notice.what()), bad),
                    (format!("→ {}", notice.now()), strong),
                    (all.text("printer-goes-on"), plain),
                    (all.words.with("notice-code", &[("code", notice.code.into())]), page.theme.dim),
                ]
            }
            Step::Stopping => text("printer-stopping", strong),
            Step::Done => vec![(format!("✓ {}", all.text("printer-done")), good)],
            Step::Cancelled => text("printer-cancelled", strong),
            Step::Failed(failure) => {
                let notice = failure.notice(&all.words);
                vec![
                    (notice.what().to_owned(), plain),
                    (format!("→ {}", notice.now()), strong),
                    (all.words.with("notice-code", &[("code", notice.code.into())]), page.theme.dim),
                ]
            }
        };
        if !self.left_out.is_empty() {
            let shown = self.left_out.iter().take(MOST_NUMBERS).cloned().collect::<Vec<_>>().join(", ");
            let values = [("n", self.left_out.len().into()), ("list", shown.into())];
            texts.push((format!("▲ {}", all.words.with("closing-left-out", &values)), bad));
        }
        texts.insert(0, (self.head(all), plain));
        texts
    }

    /// The lines that have digits.
    fn lines(&self, all: &Shared) -> Vec<String> {
        match &self.step {
            Step::Picking => self.wanted.iter().take(MOST_LINES).map(|what| all.text(label(*what))).collect(),
            Step::Choosing(printers) => printers.iter().take(MOST_LINES).map(|printer| printer.shown.clone()).collect(),
            Step::Waiting(_) => vec![all.text("printer-instead"), all.text("printer-beside")],
            Step::Failed(_) => vec![all.text("printer-again")],
            Step::Finding | Step::Making | Step::Printing(_) | Step::Stopping | Step::Done | Step::Cancelled => {
                Vec::new()
            }
        }
    }

    /// Draws the window above the page.
    pub fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let (texts, lines) = (self.texts(all, page), self.lines(all));
        let height: usize = texts.iter().map(|(text, _)| wrap(text, TEXT).len() + 1).sum::<usize>() + lines.len();
        let inside = popup(page, &all.text("printer-title"), WIDTH, u16::try_from(height).unwrap_or(12));
        let left = page.paragraphs(inside, &texts);
        for ((at, line), key) in lines.iter().enumerate().take(usize::from(left.height)).zip('1'..='9') {
            let row = below(left, u16::try_from(at).unwrap_or(u16::MAX));
            page.menu_line(Rect { height: 1, ..row }, key, line, false);
        }
    }

    /// The one thing to do now.
    #[must_use]
    pub fn prompt(&self, all: &Shared) -> Prompt {
        match &self.step {
            Step::Picking | Step::Choosing(_) | Step::Waiting(_) => Prompt::choose(all, self.lines(all).len()),
            Step::Finding | Step::Making | Step::Stopping => Prompt::wait(all),
            Step::Printing(None) => Prompt::with_keys(all, "printer-now"),
            Step::Printing(Some(_)) => Prompt::with_keys(all, "printer-now-trouble"),
            Step::Done | Step::Cancelled | Step::Failed(_) => Prompt::to(all, "now-read"),
        }
    }
}

/// The printer that the settings name.
fn chosen(all: &Shared) -> Option<String> {
    Some(all.settings.printer.clone()).filter(|printer| !printer.is_empty())
}

fn label(what: Printout) -> &'static str {
    match what {
        Printout::Slip | Printout::SlipOf(_) => "printer-slip",
        Printout::EveningSlips => "printer-slips",
        Printout::EveningSummary => "printer-summary",
        Printout::CallBacks => "printer-calls",
        Printout::Forms => "printer-forms",
        Printout::TestPage => "printer-test",
        Printout::NewPapers(_) | Printout::Papers(_) => "printer-papers",
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// This of the printouts.
    Pick(usize),
    /// This printer, from now on.
    Choose(usize),
    /// What waits at the printer is cancelled first.
    Instead,
    /// It waits behind what is there.
    Beside,
    /// Once more.
    Again,
    /// Cancels it.
    Stop,
    /// Closes the window.
    Close,
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, all: &Shared) -> Table<Action> {
        let count = self.lines(all).len();
        let digits = |table: Table<Action>, action: fn(usize) -> Action| {
            table.digits(count, format!("1-{count}"), "desk-key-choose", action)
        };
        let close = |table: Table<Action>| table.key(Press::Esc, "Esc", "menu-key-close", Action::Close);
        match &self.step {
            Step::Picking => close(digits(Table::new(), Action::Pick)),
            Step::Choosing(_) => close(digits(Table::new(), Action::Choose)),
            Step::Waiting(_) => {
                close(Table::new().key(Press::Char('1'), "1", "printer-key-instead", Action::Instead).key(
                    Press::Char('2'),
                    "2",
                    "printer-key-beside",
                    Action::Beside,
                ))
            }
            Step::Finding | Step::Stopping => close(Table::new()),
            Step::Making => Table::new().key(Press::Esc, "Esc", "printer-key-stop", Action::Stop),
            Step::Printing(_) => Table::new().key(Press::Enter, "Enter", "printer-key-leave", Action::Close).key(
                Press::Esc,
                "Esc",
                "printer-key-stop",
                Action::Stop,
            ),
            Step::Failed(_) => Table::new()
                .key(Press::Enter, "Enter", "notice-key-understood", Action::Close)
                .key(Press::Char('1'), "1", "printer-key-again", Action::Again)
                .unlisted(&[Press::Esc], Action::Close),
            Step::Done | Step::Cancelled => Table::new()
                .key(Press::Enter, "Enter", "menu-key-close", Action::Close)
                .unlisted(&[Press::Esc], Action::Close),
        }
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        match action {
            Action::Pick(at) => {
                self.what = self.wanted.get(at).copied();
                self.find(chosen(all))
            }
            Action::Choose(at) => {
                let Step::Choosing(printers) = &self.step else { return Next::stay() };
                let Some(printer) = printers.get(at).cloned() else { return Next::stay() };
                all.settings.printer.clone_from(&printer.name);
                self.find(Some(printer.name)).with(Effect::Settings(all.settings.clone()))
            }
            Action::Instead => self.print(true),
            Action::Beside => self.print(false),
            Action::Again => {
                // One that is gone is not looked for again.
                let is_gone =
                    matches!(&self.step, Step::Failed(failure) if failure.code == codes::printing::PRINTER_GONE);
                self.find(if is_gone { None } else { chosen(all) })
            }
            Action::Stop => {
                self.step = Step::Stopping;
                Effect::StopPrinting.into()
            }
            Action::Close => Next::close(),
        }
    }

    fn received(&mut self, _all: &mut Shared, msg: &Msg) -> Next {
        match msg {
            Msg::Print(news) => self.hear(news),
            _ => Next::stay(), // else: nothing else was asked for here
        }
    }
}
