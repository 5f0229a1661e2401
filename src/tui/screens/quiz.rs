use crate::{
    domain::{Choice, PaperItem, Question, Stamp},
    session::{Attempt, Command},
    tui::{
        Effect, Msg, Next, Press, Route, ScreenState, Shared,
        draw::{Choices, Hint, Marker, Page},
    },
};
use ratatui::{layout::Rect, text::Line};

/// The test: one question at a time. Moving is choosing: the arrows move the one mark there is.
#[derive(Default)]
pub struct State {
    /// Since when this question has been on the screen, less what was counted with an earlier mark.
    since: Stamp,
    /// Where to go once the answer given here is on the disk.
    turning_to: Option<usize>,
}

impl State {
    fn mark(&mut self, all: &mut Shared, place: usize, choice: u8) -> Next {
        let seconds = all.now.seconds_since(self.since);
        self.since = all.now;
        let command = Command::Mark { place, choice: Choice(choice), seconds };
        Next::stay().with_all(all.step(command).unwrap_or_default())
    }

    fn flag(all: &mut Shared, place: usize) -> Next {
        let on = running(all).is_some_and(|attempt| !attempt.answers.is_flagged(place));
        Next::stay().with_all(all.step(Command::Flag { place, on }).unwrap_or_default())
    }

    fn turn_to(&mut self, all: &mut Shared, place: usize) -> Next {
        self.turning_to = Some(place);
        self.turn_when_kept(all)
    }

    /// The next question comes up once the answer to this one is on the disk.
    fn turn_when_kept(&mut self, all: &mut Shared) -> Next {
        match self.turning_to {
            Some(place) if all.all_kept() => {
                *self = Self { since: all.now, turning_to: None };
                Next::stay().with_all(all.step(Command::GoTo(place)).unwrap_or_default())
            }
            _ => Next::stay(),
        }
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("quiz-title")
    }

    fn keys(&self, all: &Shared) -> Vec<Hint> {
        vec![
            Hint::new(Press::Down, "1-4 ↑↓", all.text("quiz-key-choose")),
            Hint::new(Press::Enter, "Enter", all.text("quiz-key-next")),
            Hint::new(Press::Left, "←", all.text("quiz-key-back")),
            Hint::new(Press::Char('x'), "X", all.text("quiz-key-flag")),
            Hint::new(Press::Tab, "Tab", all.text("quiz-key-overview")),
            Hint::new(Press::Esc, "Esc", all.text("frame-menu")),
        ]
    }

    fn entered(&mut self, all: &mut Shared) -> Vec<Effect> {
        self.since = all.now;
        Vec::new()
    }

    fn update(&mut self, all: &mut Shared, msg: &Msg) -> Next {
        let Msg::Press(press) = msg else { return self.turn_when_kept(all) };
        let Some((place, size, options, marked)) = here(all) else { return Next::stay() };
        match press {
            Press::Char(sign) => match digit(*sign) {
                Some(choice) if choice < options => self.mark(all, place, choice),
                _ if matches!(sign, 'x' | 'X') => Self::flag(all, place),
                _ => Next::stay(),
            },
            Press::Down => self.mark(all, place, marked.map_or(0, |at| (at + 1) % options.max(1))),
            Press::Up => self.mark(
                all,
                place,
                marked.map_or(options.saturating_sub(1), |at| at.checked_sub(1).unwrap_or(options.saturating_sub(1))),
            ),
            Press::Enter | Press::Right | Press::PageDown if place + 1 < size => self.turn_to(all, place + 1),
            Press::Enter => Next::go_when_saved(Route::Overview),
            Press::Left | Press::PageUp if place > 0 => self.turn_to(all, place - 1),
            Press::Tab | Press::F(2) => Next::go_when_saved(Route::Overview),
            _ => Next::stay(),
        }
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let (Some(attempt), Some((question, item))) = (running(all), asked(all)) else { return };
        let size = attempt.answers.size();
        let asked = Asked {
            question,
            item,
            place: attempt.at,
            size,
            done: size - attempt.answers.blanks().len(),
            choice: attempt.answers.choice(attempt.at),
            is_flagged: attempt.answers.is_flagged(attempt.at),
        };
        draw_asked(all, page, &asked);
    }
}

/// A question on the screen, and what was answered so far.
pub struct Asked<'a> {
    /// Text and options.
    pub question: &'a Question,
    /// The order of the options.
    pub item: &'a PaperItem,
    /// Its place in the paper, from 0.
    pub place: usize,
    /// Questions of the paper.
    pub size: usize,
    /// How many questions of the paper are answered.
    pub done: usize,
    /// The marked option.
    pub choice: Option<Choice>,
    /// Flagged to be looked at again.
    pub is_flagged: bool,
}

/// Draws a question of the test; the content office's preview calls it too.
pub fn draw_asked(all: &Shared, page: &mut Page<'_, '_>, asked: &Asked<'_>) {
    let body = page.body;
    let head = all.words.with("quiz-place", &[("n", (asked.place + 1).into()), ("of", asked.size.into())]);
    page.line_at(body.x, body.y, body.width, &Line::styled(head, page.look.strong));
    let bar = body.width / 2;
    let figure = |number: usize| u32::try_from(number).unwrap_or(0);
    page.gauge(body.right() - bar, body.y, bar, figure(asked.done), figure(asked.size));
    let stem_area = Rect { y: body.y + 2, height: body.height.saturating_sub(2), ..body };
    let mut y = stem_area.y + page.text(stem_area, &asked.question.stem, page.look.strong) + 1;
    if asked.is_flagged {
        let wording = format!("▲ {}", all.text("quiz-flagged"));
        page.line_at(body.x, y - 1, body.width, &Line::styled(wording, page.look.dim));
        y += 1;
    }
    let rows = body.bottom().saturating_sub(y + 1);
    let area = Rect { y, height: rows, ..body };
    draw_options(page, area, asked.question, asked.item, |at| {
        if asked.choice == Some(Choice(at)) { Marker::Chosen } else { Marker::None }
    });
    let saved = match (asked.choice, all.all_kept()) {
        (None, _) => all.text("quiz-choose"),
        (Some(_), true) => format!("✓ {}", all.text("quiz-saved")),
        (Some(_), false) => all.text("quiz-saving"),
    };
    page.line_at(body.x, body.bottom().saturating_sub(1), body.width, &Line::styled(saved, page.look.dim));
}

/// Draws a question's options in the order of a paper.
pub fn draw_options(
    page: &mut Page<'_, '_>,
    area: Rect,
    question: &Question,
    item: &PaperItem,
    marker: impl Fn(u8) -> Marker,
) -> u16 {
    let texts: Vec<String> =
        item.order.iter().filter_map(|at| question.options.get(usize::from(*at))).cloned().collect();
    let markers: Vec<Marker> = (0..).take(texts.len()).map(marker).collect();
    Choices { options: &texts, markers: &markers, first: 1 }.draw(page, area)
}

/// Option of a key, counted from 0: the digits, and A to D for keypads whose NumLock is off.
#[must_use]
pub fn digit(sign: char) -> Option<u8> {
    match sign {
        '1'..='9' => u8::try_from(u32::from(sign) - u32::from('1')).ok(),
        'a'..='d' => u8::try_from(u32::from(sign) - u32::from('a')).ok(),
        'A'..='D' => u8::try_from(u32::from(sign) - u32::from('A')).ok(),
        _ => None,
    }
}

fn running(all: &Shared) -> Option<&Attempt> {
    all.guest.as_ref()?.visit.running()
}

/// The question on the screen: its place, the paper's size, the number of its options, and which is marked.
fn here(all: &Shared) -> Option<(usize, usize, u8, Option<u8>)> {
    let attempt = running(all)?;
    let item = attempt.paper.as_ref()?.items.get(attempt.at)?;
    let options = u8::try_from(item.order.len()).ok()?;
    let marked = attempt.answers.choice(attempt.at).map(|choice| choice.0);
    Some((attempt.at, attempt.answers.size(), options, marked))
}

fn asked(all: &Shared) -> Option<(&Question, &PaperItem)> {
    let attempt = running(all)?;
    let item = attempt.paper.as_ref()?.items.get(attempt.at)?;
    Some((attempt.drawn_from(all.pack.as_ref()?)?.question(&item.question)?, item))
}
