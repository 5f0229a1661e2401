use crate::{
    session::{Command, Refusal},
    tui::{
        Back, Msg, Next, Press, Route, ScreenState, Shared,
        draw::{Hint, Page},
    },
};
use ratatui::{layout::Rect, text::Line};

/// All questions at a glance, what is still blank, and handing in, which is asked twice.
#[derive(Default)]
pub struct State {
    cursor: usize,
    moved: bool,
    confirming: bool,
}

/// Cells of the grid: ten questions in a row.
const COLUMNS: usize = 10;

impl State {
    fn move_to(&mut self, place: usize) -> Next {
        (self.cursor, self.moved) = (place, true);
        Next::stay()
    }

    fn confirm(&mut self, all: &mut Shared, press: Press) -> Next {
        match press {
            Press::Char('1') => match all.step(Command::Submit) {
                Ok(effects) => Next::go_when_saved(Route::Result { seen: false }).with_all(effects),
                Err(Refusal::Blanks(blanks)) => {
                    self.confirming = false;
                    self.move_to(blanks.first().copied().unwrap_or(0))
                }
                Err(_) => Next::stay(), // else: no attempt is running any more
            },
            Press::Char('2') | Press::Left | Press::Backspace => {
                self.confirming = false;
                Next::stay()
            }
            _ => Next::stay(),
        }
    }

    fn view_below(&self, all: &Shared, page: &mut Page<'_, '_>, area: Rect, blanks: &[usize]) {
        let legend = all.text("overview-legend");
        page.line_at(area.x, area.y, area.width, &Line::styled(legend, page.look.dim));
        let area = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
        if !blanks.is_empty() {
            let list: Vec<String> = blanks.iter().map(|place| (place + 1).to_string()).collect();
            let wording = all.words.with("overview-blank", &[("list", list.join(", ").into())]);
            page.text(area, &format!("□ {wording}"), page.look.strong);
        } else if self.confirming {
            let rows = page.text(area, &all.text("overview-sure"), page.look.strong);
            let options = [all.text("overview-hand-in"), all.text("overview-look-again")];
            let area = Rect { y: area.y + rows + 1, height: area.height.saturating_sub(rows + 1), ..area };
            let markers = [crate::tui::draw::Marker::None; 2];
            crate::tui::draw::Choices { options: &options, markers: &markers, first: 1 }.draw(page, area);
        } else {
            page.text(area, &format!("✓ {}", all.text("overview-complete")), page.look.good);
        }
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("overview-title")
    }

    fn keys(&self, all: &Shared) -> Vec<Hint> {
        let attempt = all.guest.as_ref().and_then(|guest| guest.visit.running());
        let complete = attempt.is_some_and(|attempt| attempt.answers.is_complete());
        if self.confirming {
            return vec![
                Hint::new(Press::Char('1'), "1", all.text("overview-key-hand-in")),
                Hint::new(Press::Char('2'), "2", all.text("overview-key-again")),
            ];
        }
        let mut hints = vec![Hint::new(Press::Right, "←→↑↓", all.text("overview-key-move"))];
        if complete && !self.moved {
            hints.push(Hint::new(Press::Enter, "Enter", all.text("overview-key-hand-in")));
        } else {
            hints.push(Hint::new(Press::Enter, "Enter", all.text("overview-key-open")));
        }
        if complete {
            hints.push(Hint::new(Press::Char('0'), "0", all.text("overview-key-hand-in")));
        }
        hints.push(Hint::new(Press::Tab, "Tab", all.text("overview-key-return")));
        hints.push(Hint::new(Press::Esc, "Esc", all.text("frame-menu")));
        hints
    }

    fn update(&mut self, all: &mut Shared, msg: &Msg) -> Next {
        let Msg::Press(press) = msg else { return Next::stay() };
        let Some(attempt) = all.guest.as_ref().and_then(|guest| guest.visit.running()) else { return Next::stay() };
        let (size, blanks, at) = (attempt.answers.size(), attempt.answers.blanks(), attempt.at);
        if !self.moved {
            self.cursor = blanks.first().copied().unwrap_or(at);
        }
        if self.confirming {
            return self.confirm(all, *press);
        }
        match press {
            Press::Left => self.move_to(self.cursor.saturating_sub(1)),
            Press::Right => self.move_to((self.cursor + 1).min(size.saturating_sub(1))),
            Press::Up => self.move_to(self.cursor.checked_sub(COLUMNS).unwrap_or(self.cursor)),
            Press::Down if self.cursor + COLUMNS < size => self.move_to(self.cursor + COLUMNS),
            Press::Char('0') | Press::F(2) if blanks.is_empty() => {
                self.confirming = true;
                Next::stay()
            }
            Press::Enter if blanks.is_empty() && !self.moved => {
                self.confirming = true;
                Next::stay()
            }
            Press::Enter => go_to(all, self.cursor),
            Press::Tab => go_to(all, at),
            _ => Next::stay(),
        }
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let Some(attempt) = all.guest.as_ref().and_then(|guest| guest.visit.running()) else { return };
        let body = page.body;
        let blanks = attempt.answers.blanks();
        let cursor = if self.moved { self.cursor } else { blanks.first().copied().unwrap_or(attempt.at) };
        page.line_at(body.x, body.y, body.width, &Line::styled(all.text("overview-head"), page.look.strong));
        let width = body.width / u16::try_from(COLUMNS).unwrap_or(10);
        for place in 0..attempt.answers.size() {
            let column = u16::try_from(place % COLUMNS).unwrap_or(0);
            let row = u16::try_from(place / COLUMNS).unwrap_or(0);
            let sign = match (attempt.answers.choice(place), attempt.answers.is_flagged(place)) {
                (_, true) => "▲",
                (Some(_), false) => "✓",
                (None, false) => " ",
            };
            let area =
                Rect { x: body.x + column * width, y: body.y + 2 + row * 3, width: width.saturating_sub(1), height: 3 };
            let here = place == cursor;
            let style = match (here, attempt.answers.choice(place)) {
                (true, _) => page.look.chosen,
                (false, Some(_)) => page.look.good,
                (false, None) => page.look.page,
            };
            page.frame_box(area, here, style);
            let wording = format!("{:>2}{sign}", place + 1);
            page.line_at(area.x + 2, area.y + 1, area.width.saturating_sub(3), &Line::styled(wording, style));
        }
        let y = body.y + 3 + 3 * u16::try_from(attempt.answers.size().div_ceil(COLUMNS)).unwrap_or(2);
        let area = Rect { y, height: body.bottom().saturating_sub(y), ..body };
        self.view_below(all, page, area, &blanks);
    }

    fn back(&mut self, _all: &Shared) -> Back {
        Back::To(Route::Quiz)
    }
}

fn go_to(all: &mut Shared, place: usize) -> Next {
    let effects = all.step(Command::GoTo(place)).unwrap_or_default();
    Next::go_when_saved(Route::Quiz).with_all(effects)
}
