use super::{
    passphrase::{Asked, PassphraseAsk},
    transfer_run::{TransferRoute, TransferRun},
};
use crate::tui::{
    Effect, Msg, Next, Press, Route, ScreenState, Shared,
    draw::{Choices, Hint, Marker, Page},
};
use ratatui::layout::Rect;

/// A backup to a stick, and the station's check-up of itself.
#[derive(Default)]
pub struct State {
    step: Step,
}

#[derive(Default)]
enum Step {
    #[default]
    Menu,
    Asking(PassphraseAsk),
    Writing,
    /// Where the backup is.
    Written(String),
    Examining,
    Findings {
        lines: Vec<String>,
        top: usize,
    },
}

/// The last findings stay on the screen, however long their lines are.
const LEAST_SHOWN: usize = 8;
/// Lines that a page key goes further by.
const PAGE: usize = 8;

impl State {
    fn choose(&mut self, press: Press) -> Next {
        match press {
            Press::Esc => Next::go(Route::Desk),
            Press::Char('1') => {
                self.step = Step::Asking(PassphraseAsk::default());
                Next::stay()
            }
            Press::Char('2') => {
                self.step = Step::Examining;
                Effect::Diagnose.into()
            }
            Press::Char('3') => {
                // Whatever the organiser put on the stick is taken there, receipts and grants too.
                Next::go(Route::OutboxReceiving).with(TransferRun::start(TransferRoute::FromStick).1)
            }
            _ => Next::stay(),
        }
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("transfer-title")
    }

    fn keys(&self, all: &Shared) -> Vec<Hint> {
        let hint = |press, cap: &str, key| Hint::new(press, cap, all.text(key));
        match &self.step {
            Step::Menu => {
                vec![hint(Press::Char('1'), "1-3", "desk-key-choose"), hint(Press::Esc, "Esc", "desk-key-back")]
            }
            Step::Asking(ask) => ask.keys(all),
            Step::Writing | Step::Examining => Vec::new(),
            Step::Written(_) => vec![hint(Press::Enter, "Enter", "transfer-key-done")],
            Step::Findings { .. } => vec![
                hint(Press::Down, "↑↓", "transfer-key-scroll"),
                hint(Press::PageDown, "PgDn", "transfer-key-page"),
                hint(Press::Enter, "Enter", "transfer-key-done"),
            ],
        }
    }

    fn takes_esc(&self) -> bool {
        true
    }

    fn update(&mut self, all: &mut Shared, msg: &Msg) -> Next {
        match (&mut self.step, msg) {
            (Step::Asking(ask), msg) => match ask.update(all, msg) {
                Asked::Open(next) => return next,
                Asked::Back => self.step = Step::Menu,
                Asked::Right => {
                    self.step = Step::Writing;
                    return Effect::Backup.into();
                }
            },
            (Step::Writing, Msg::FileWritten(path)) => self.step = Step::Written(path.clone()),
            (Step::Examining, Msg::Diagnosis(lines)) => self.step = Step::Findings { lines: lines.clone(), top: 0 },
            (Step::Writing | Step::Examining, Msg::Failed(_)) => self.step = Step::Menu,
            (Step::Menu, Msg::Press(press)) => return self.choose(*press),
            (Step::Written(_) | Step::Findings { .. }, Msg::Press(Press::Esc | Press::Enter)) => self.step = Step::Menu,
            (Step::Findings { lines, top }, Msg::Press(press)) => scroll(top, lines.len(), *press),
            _ => (),
        }
        Next::stay()
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let body = page.body;
        let strong = page.look.strong;
        match &self.step {
            Step::Menu => {
                let options =
                    [all.text("transfer-backup"), all.text("transfer-diagnose"), all.text("transfer-receive")];
                let area = Rect { height: body.height.min(11), ..body };
                let taken = Choices { options: &options, markers: &[Marker::None; 3], first: 1 }.draw(page, area) + 1;
                let below = Rect { y: body.y + taken, height: body.height.saturating_sub(taken), ..body };
                let about = [
                    (all.text("transfer-about-stick"), page.look.strong),
                    (all.text("transfer-about"), page.look.page),
                ];
                page.paragraphs(below, &about);
            }
            Step::Asking(ask) => ask.view(all, page, body, &all.text("transfer-why")),
            Step::Writing => page.centred(body.y + 3, &all.text("transfer-writing"), strong),
            Step::Written(path) => {
                let wording = all.words.with("transfer-written", &[("path", path.as_str().into())]);
                let texts = [(format!("✓ {wording}"), page.look.good), (all.text("transfer-keep"), page.look.page)];
                page.paragraphs(body, &texts);
            }
            Step::Examining => page.centred(body.y + 3, &all.text("transfer-examining"), strong),
            Step::Findings { lines, top } => {
                let mut left = body;
                for line in lines.iter().skip(*top) {
                    let taken = page.text(left, line, page.look.page);
                    left = Rect { y: left.y + taken, height: left.height.saturating_sub(taken), ..left };
                }
            }
        }
    }
}

fn scroll(top: &mut usize, count: usize, press: Press) {
    let last = count.saturating_sub(LEAST_SHOWN);
    *top = match press {
        Press::Up => top.saturating_sub(1),
        Press::Down => (*top + 1).min(last),
        Press::PageUp => top.saturating_sub(PAGE),
        Press::PageDown => (*top + PAGE).min(last),
        Press::Home => 0,
        Press::End => last,
        _ => *top,
    };
}
